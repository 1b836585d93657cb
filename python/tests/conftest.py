"""What the tests share: the examples of the project as a table, the command, and its records as tables."""

import gzip
import json
import os
import pathlib
import subprocess
from collections.abc import Iterator
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

TOP = pathlib.Path(__file__).parents[2]
KEYS = ("id", "text", "html", "title", "published", "date", "url", "source", "language")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--reports",
        action="append",
        default=[],
        help="JSON lines (.jsonl.gz) that clusters read, instead of the examples many times over",
    )


def table_of(rows: list[dict[str, Any]]) -> pyarrow.Table:
    told = [key for key in KEYS if any(key in row for row in rows)]
    return pyarrow.table({key: pyarrow.array([row.get(key) for row in rows], pyarrow.string()) for key in told})


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    lines = (TOP / "examples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def reports(rows: list[dict[str, Any]]) -> pyarrow.Table:
    return table_of(rows)


@pytest.fixture(scope="session")
def command() -> str:
    """The program, which the tests compare the wheel with."""
    built = [TOP / "target" / profile / "chancery" for profile in ("release", "try", "debug")]
    found = [os.environ.get("CHANCERY", ""), *(str(path) for path in built)]
    for path in found:
        if path and os.access(path, os.X_OK):
            return path
    pytest.skip("there is no program to compare with: cargo build -p chancery-cli, or set CHANCERY to its path")


@pytest.fixture(scope="session")
def many(request: pytest.FixtureRequest, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports for a cluster, each with an identifier of its own."""
    paths = request.config.getoption("--reports")
    if paths:
        return [json.loads(line) for path in paths for line in gzip.open(path, "rt", encoding="utf-8")]
    return [{**row, "id": f"{row['id']}-{n}"} for n in range(60) for row in rows]


@pytest.fixture(scope="session")
def of_program(
    many: list[dict[str, Any]], command: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[str]]]:
    """What the single program makes of those reports: each table as sorted rows."""
    folder = tmp_path_factory.mktemp("program")
    lines = folder / "reports.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in many), encoding="utf-8")
    read = [command, "read", str(lines), "--reader", "rules", "--format", "parquet", "--output", str(folder / "out")]
    subprocess.run(read, check=True, capture_output=True)
    names = ("reports", "entities", "events", "statements", "agreements")
    yield {name: as_rows(pyarrow.parquet.read_table(folder / "out" / f"{name}.parquet")) for name in names}


def as_rows(table: pyarrow.Table) -> list[str]:
    """Rows in an order that does not hang on how they were divided."""
    if "month" in table.column_names:
        table = table.drop_columns("month")
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in table.to_pylist())
