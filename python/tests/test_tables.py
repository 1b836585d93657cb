"""Many reports: tables in from any library, tables out into any."""

import datetime
import json
import pickle
from typing import Any

import pyarrow
import pytest

import chancery


@pytest.fixture(scope="module")
def found(reports: pyarrow.Table) -> chancery.Tables:
    return chancery.read_table(reports, reader="rules")


def plain(tables: chancery.Tables) -> list[list[dict[str, Any]]]:
    return [table.to_pyarrow().to_pylist() for table in tables]


def test_rows_are_those_of_records(found: chancery.Tables, rows: list[dict[str, str]]) -> None:
    reports, entities, events, statements, agreements = plain(found)
    assert [row["id"] for row in reports] == [row["id"] for row in rows]
    assert events and statements and entities
    for report in reports:
        record = json.loads(report["record"])
        own = [row for row in events if row["report"] == report["id"]]
        assert [row["id"] for row in own] == [event["id"] for event in record["events"]]
        assert report["events"] == len(own)
        for row in own:
            for span in row["evidence"]:
                assert report["text"][span["start"] : span["end"]] == span["text"]
        assert report["statements"] == sum(row["report"] == report["id"] for row in statements)
        assert report["agreements"] == sum(row["report"] == report["id"] for row in agreements)
    assert found.events.descriptions["type"]


def test_any_library_is_taken(found: chancery.Tables, reports: pyarrow.Table) -> None:
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    expected = plain(found)
    frame = reports.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    same = {
        "stream": pyarrow.RecordBatchReader.from_batches(reports.schema, reports.to_batches(max_chunksize=2)),
        "batch": reports.combine_chunks().to_batches()[0],
        "pandas": frame,
        "polars": polars.from_arrow(reports),
        "duckdb": duckdb.sql("SELECT * FROM reports").arrow(),
        "dictionary": reports.set_column(0, "id", reports["id"].dictionary_encode()),
        "wide": reports.append_column("other", pyarrow.array([1.5] * len(reports))),
    }
    for name, table in same.items():
        assert plain(chancery.read_table(table, reader="rules")) == expected, name

    class OnlyArray:
        def __arrow_c_array__(self, requested_schema: object = None) -> Any:
            return reports.combine_chunks().to_batches()[0].__arrow_c_array__(requested_schema)

    assert plain(chancery.read_table(OnlyArray(), reader="rules")) == expected
    events = found.events
    assert polars.DataFrame(events).height == len(events) == len(found.events.to_pandas())
    arrow = pyarrow.table(events)
    assert duckdb.sql("SELECT count(*) FROM arrow").fetchall() == [(len(events),)]


def test_the_number_of_threads_changes_nothing(found: chancery.Tables, reports: pyarrow.Table) -> None:
    for threads in (1, 2, 7):
        assert plain(chancery.read_table(reports, reader="rules", threads=threads)) == plain(found)


def test_tables_are_made_again_of_reports(found: chancery.Tables) -> None:
    assert plain(chancery.tables(found.reports)) == plain(found)
    assert plain(pickle.loads(pickle.dumps(found))) == plain(found)


def test_batches_are_read_as_they_come(found: chancery.Tables, reports: pyarrow.Table) -> None:
    batches = chancery.read_batches(reports.to_batches(max_chunksize=1), reader="rules")
    events = [row for tables in batches for row in tables.events.to_pyarrow().to_pylist()]
    assert events == found.events.to_pyarrow().to_pylist()


def test_dates_are_taken_as_they_are() -> None:
    days: dict[str, Any] = {
        "day": pyarrow.array([datetime.date(2023, 12, 28)]),
        "time": pyarrow.array([datetime.datetime(2023, 12, 28, 23, 59)], pyarrow.timestamp("ns", "UTC")),
        "words": pyarrow.array(["28 December 2023"]),
    }
    for name, published in days.items():
        table = pyarrow.table({"id": ["a"], "text": ["They met on Wednesday."], "published": published})
        row = chancery.read_table(table, reader="rules").reports.to_pyarrow().to_pylist()[0]
        assert row["published"] == datetime.date(2023, 12, 28), name
    bare = pyarrow.table({"text": ["They met on Wednesday.", None]})
    rows = chancery.read_table(bare, reader="rules", published="2023-12-28").reports.to_pyarrow().to_pylist()
    assert [row["id"] for row in rows] == ["1", "2"]
    assert rows[0]["published"] == datetime.date(2023, 12, 28) and rows[1]["problems"] == ["unreadable"]


def test_what_is_no_table_of_reports_is_told() -> None:
    with pytest.raises(TypeError, match="hint"):
        chancery.read_table({"id": "a"})
    with pytest.raises(chancery.Error, match="hint"):
        chancery.read_table(pyarrow.table({"id": ["a"]}))
    with pytest.raises(chancery.Error, match="text"):
        chancery.read_table(pyarrow.table({"text": [1.5]}))
    with pytest.raises(ValueError, match="no date"):
        chancery.read_table(pyarrow.table({"text": ["a"]}), published="soon")
    assert len(chancery.read_table(pyarrow.table({"id": [], "text": pyarrow.array([], "string")})).reports) == 0
