"""Reading with Ray Data: reports in a ``Dataset``, claims in a ``Dataset``.

The wheel must be installed where Ray's workers run. :func:`read` gives the table of reports, which holds all that was
found (column ``record``), and :func:`table` makes the other tables of it::

    import chancery.ray

    reports = chancery.ray.read(ray.data.read_parquet("news/"))
    reports.write_parquet("claims/reports")
    events = chancery.ray.table(ray.data.read_parquet("claims/reports"), "events")

A report is read by itself and always in the same way, so a task that was lost gives the same rows when it is run again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from chancery import _arrow
from chancery._read import Day, Reader, day

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["read", "table"]


def read(
    ds: Dataset,
    *,
    published: Day | None = None,
    reader: Reader = "model",
    threads: int = 1,
    batch_size: int = 256,
    **options: Any,
) -> Dataset:
    """Reads the reports of a dataset.

    Args:
        ds: One report a row, with columns as :func:`chancery.read_table` takes them.
        published: The day of publication of reports that do not tell theirs.
        reader: ``"model"`` or ``"rules"``.
        threads: Threads of each task; ask for as many cores with ``num_cpus``.
        batch_size: How many reports a call is given.
        options: Passed on to ``map_batches``: ``concurrency``, ``num_cpus``, ``memory`` …

    Returns:
        The table of reports, a row for each.
    """
    told = day(published)

    def work(batch: pa.Table) -> pa.Table:
        batch = batch.select(_arrow.wanted(batch.column_names))
        return _arrow.reports(batch, told, reader, threads)

    return ds.map_batches(work, batch_format="pyarrow", batch_size=batch_size, **options)


def table(reports: Dataset, name: str, *, batch_size: int = 1024, **options: Any) -> Dataset:
    """One of the five tables, made of the table of reports without reading anew.

    Args:
        reports: What :func:`read` gave, or what was kept of it in Parquet.
        name: reports, entities, events, statements or agreements.
        batch_size: How many reports a call is given.
        options: Passed on to ``map_batches``.
    """

    def work(batch: pa.Table) -> pa.Table:
        return _arrow.claims(batch.select(["text", "record"]), name)

    return reports.map_batches(work, batch_format="pyarrow", batch_size=batch_size, **options)
