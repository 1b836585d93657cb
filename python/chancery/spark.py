"""Reading with Apache Spark: reports in a ``DataFrame``, claims in a ``DataFrame``.

The wheel must be installed where Spark's executors run Python; nothing else is needed there. :func:`read` gives the
table of reports, which holds all that was found (column ``record``), and :func:`table` makes the other tables of it::

    import chancery.spark

    reports = chancery.spark.read(spark.read.parquet("news/"))
    chancery.spark.write(reports, "claims/")          # five tables in Parquet, divided by month
    events = chancery.spark.table(reports, "events")  # or one of them to go on with

A report is read by itself and always in the same way, so it does not matter how the rows are divided, and a task that
was lost with its worker gives the same rows when it is run again. ``chancery add claims/reports`` takes what a cluster
has read into a store, where reports of one act are joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import functions as F
from pyspark.sql import types as T

from chancery import _arrow
from chancery._read import Day, Reader, Tables, day

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["read", "schema", "table", "write"]


def read(
    df: DataFrame,
    *,
    published: Day | None = None,
    reader: Reader = "model",
    threads: int = 1,
) -> DataFrame:
    """Reads the reports of a data frame.

    Args:
        df: One report a row: ``id`` (or ``doc_id``) and ``text`` or ``html``, and perhaps ``title``, ``published`` (or
            ``date``), ``url``, ``source`` and ``language``; other columns are passed over.
        published: The day of publication of reports that do not tell theirs.
        reader: ``"model"`` or ``"rules"``.
        threads: Threads of each task. Spark runs a task on each core, so one is right unless ``spark.task.cpus`` says
            otherwise.

    Returns:
        The table of reports, a row for each.
    """
    told = day(published)

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _arrow.reports(batch, told, reader, threads).to_batches()

    return df.select(*_arrow.wanted(df.columns)).mapInArrow(work, schema("reports"))


def table(reports: DataFrame, name: str) -> DataFrame:
    """One of the five tables, made of the table of reports without reading anew.

    Args:
        reports: What :func:`read` gave, or what was kept of it in Parquet.
        name: reports, entities, events, statements or agreements.
    """

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _arrow.claims(batch, name).to_batches()

    return reports.select("text", "record").mapInArrow(work, schema(name))


def write(reports: DataFrame, folder: str, *, mode: str = "errorifexists") -> None:
    """Writes the five tables as Parquet, each into a folder of its own, divided by month of publication.

    They are laid out as ``chancery read --format parquet --by-month`` does: ``events/month=2023-12/part-….parquet``,
    reports without a date in ``month=unknown``. The reports are read once, into the first table.

    Args:
        reports: What :func:`read` gave.
        folder: Where to: a path that all executors and the driver share, or an address of Hadoop's file systems.
        mode: What to do where there are tables already, as ``DataFrameWriter.mode`` has it.
    """
    path = f"{folder.rstrip('/')}/reports"
    _by_month(reports).write.mode(mode).partitionBy("month").parquet(path)
    kept = reports.sparkSession.read.parquet(path)
    for name in Tables._fields[1:]:
        claims = _by_month(table(kept, name))
        claims.write.mode(mode).partitionBy("month").parquet(f"{folder.rstrip('/')}/{name}")


def _by_month(df: DataFrame) -> DataFrame:
    # A publication date is always a whole day.
    return df.withColumn("month", F.coalesce(F.date_format("published", "yyyy-MM"), F.lit("unknown")))


def schema(name: str) -> T.StructType:
    """The columns of one of the five tables."""
    return T.StructType([T.StructField(field.name, _type(field.type)) for field in _arrow.schema(name)])


def _type(data: Any) -> T.DataType:
    if pa.types.is_list(data):
        return T.ArrayType(_type(data.value_type))
    if pa.types.is_struct(data):
        return T.StructType([T.StructField(field.name, _type(field.type)) for field in data])
    plain: dict[Any, T.DataType] = {
        pa.string(): T.StringType(),
        pa.date32(): T.DateType(),
        pa.int64(): T.LongType(),
        pa.float64(): T.DoubleType(),
    }
    return plain[data]
