"""Reading of reports: :func:`read` one, :func:`read_table` and :func:`read_batches` many."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from chancery import _chancery
from chancery._chancery import Table
from chancery._record import Record

Reader = Literal["model", "rules"]
Day = datetime.date | str


def day(told: Day | None) -> str | None:
    """A day as it is written."""
    if isinstance(told, datetime.datetime):
        told = told.date()
    return told.isoformat() if isinstance(told, datetime.date) else told


def read(
    text: str,
    *,
    published: Day | None = None,
    id: str = "-",  # noqa: A002
    url: str | None = None,
    title: str | None = None,
    source: str | None = None,
    language: str | None = None,
    html: bool = False,
    reader: Reader = "model",
) -> Record:
    """Reads one report.

    Args:
        text: The report's words; with ``html=True`` its page.
        published: The day of publication, if known. Days like "on Wednesday" hang on it.
        id: A name for the report.
        url: Its address.
        title: Its headline.
        source: Who published it.
        language: Code of its language; found out where it is not given.
        html: Whether ``text`` is a page of HTML.
        reader: ``"model"`` for the trained reader with the rules, ``"rules"`` for rules and tables alone (quicker).

    Returns:
        Its record. Bad text is no error: it gives a record with ``problems``.

    >>> record = read("Mr. Lavrov called the sanctions illegal.", published="2023-12-28", reader="rules")
    >>> record.doc.published
    '2023-12-28'
    """
    told = {
        "id": id,
        "html" if html else "text": text,
        "published": day(published),
        "url": url,
        "title": title,
        "source": source,
        "language": language,
    }
    line = json.dumps({key: value for key, value in told.items() if value is not None})
    return Record.from_json(_chancery.read_line(line, reader))


class Tables(NamedTuple):
    """The claims of many reports as five tables. Rows name their report; ``Table.descriptions`` says what columns mean."""

    reports: Table
    """One row for each report, with its text and whatever else its record holds."""
    entities: Table
    """Who and what the reports speak of."""
    events: Table
    """What happened."""
    statements: Table
    """Who said what."""
    agreements: Table
    """What was agreed."""


def read_table(
    table: Any,
    *,
    published: Day | None = None,
    reader: Reader = "model",
    threads: int | None = None,
) -> Tables:
    """Reads the reports of a table.

    Args:
        table: Any Arrow table, batch or stream: of pyarrow, polars, pandas, DuckDB and others that speak the PyCapsule
            interface. Columns are ``id`` and ``text`` or ``html``, and perhaps ``title``, ``published`` (or ``date``),
            ``url``, ``source`` and ``language``; others are passed over.
        published: The day of publication of reports that do not tell theirs.
        reader: ``"model"`` or ``"rules"``.
        threads: How many reports are read side by side; all cores, if not said. It changes nothing but the time.

    Returns:
        Five tables; reports in the order of the rows, one for each.

    >>> import pyarrow
    >>> found = read_table(pyarrow.table({"id": ["a"], "text": ["India and Russia signed a protocol."]}), reader="rules")
    >>> found.reports
    <chancery.Table reports: 1 rows, ... columns>
    >>> found.events.to_pyarrow().column("type").to_pylist()
    ['SUPPORT']
    """
    return Tables(*_chancery.read_table(table, day(published), reader, threads))


def read_batches(
    batches: Iterable[Any],
    *,
    published: Day | None = None,
    reader: Reader = "model",
    threads: int | None = None,
) -> Iterator[Tables]:
    """Reads batch after batch, for more reports than fit into memory: tables for each, as soon as it is read.

    Reports should have an ``id`` here, as those without are numbered within their batch.

    Args:
        batches: For example a ``pyarrow.RecordBatchReader``, or ``pyarrow.dataset.dataset(…).to_batches()``.
        published: As for :func:`read_table`.
        reader: As for :func:`read_table`.
        threads: As for :func:`read_table`.
    """
    for batch in batches:
        yield read_table(batch, published=published, reader=reader, threads=threads)


def tables(reports: Any) -> Tables:
    """The five tables of records that were read before, without reading anew.

    Args:
        reports: The table of reports, with its columns ``text`` and ``record``: what a cluster wrote, say.
    """
    return Tables(*_chancery.tables(reports))
