"""Tables for engines: as pyarrow, with types that every engine has. Both :mod:`chancery.spark` and :mod:`chancery.ray`
read with these functions, so that they read alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from chancery import _chancery
from chancery._read import Day, Reader, Tables, read_table, tables

COLUMNS = ("id", "doc_id", "text", "html", "title", "published", "date", "url", "source", "language")
"""The columns of a table of reports that are read."""


def wanted(columns: Sequence[str]) -> list[str]:
    """Those columns of a table that are read.

    Raises:
        ValueError: There is no identifier or nothing to read.
    """
    if not {"id", "doc_id"} & set(columns):
        raise ValueError(
            "the reports have no column `id`\n"
            "hint: rows of a cluster have no order to number them by: give each report an `id` of its own"
        )
    if not {"text", "html"} & set(columns):
        raise ValueError("the reports have neither a column `text` nor `html`\nhint: rename the column with the words")
    return [column for column in COLUMNS if column in columns]


def _portable(data: pa.DataType) -> pa.DataType:
    """A type that Java and R have too: they know no unsigned numbers."""
    if pa.types.is_uint32(data):
        return pa.int64()
    if pa.types.is_list(data):
        return pa.list_(_portable(data.value_type))
    if pa.types.is_struct(data):
        return pa.struct([(field.name, _portable(field.type)) for field in data])
    return data


@lru_cache(maxsize=None)
def schema(table: str) -> pa.Schema:
    """The columns of one of the five tables.

    Raises:
        ValueError: There is no such table.
    """
    if table not in Tables._fields:
        raise ValueError(f"`{table}` is no table\nhint: there are {', '.join(Tables._fields)}")
    columns = pa.table(_chancery.empty()[Tables._fields.index(table)]).schema
    return pa.schema([(field.name, _portable(field.type)) for field in columns])


def reports(batch: Any, published: Day | None, reader: Reader, threads: int | None) -> pa.Table:
    """The table of reports of a batch of reports."""
    found = read_table(batch, published=published, reader=reader, threads=threads)
    return pa.table(found.reports).cast(schema("reports"))


def claims(batch: Any, table: str) -> pa.Table:
    """One of the five tables of a batch of the table of reports."""
    return pa.table(getattr(tables(batch), table)).cast(schema(table))
