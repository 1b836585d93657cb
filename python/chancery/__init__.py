"""Reads reports of diplomacy and keeps the record.

>>> import chancery
>>> record = chancery.read("India and Russia signed a protocol in Moscow on Wednesday.",
...                        published="2023-12-28", reader="rules")
>>> [entity.name for entity in record.entities if entity.kind == "state"]
['India', 'Russia']
>>> "signed" in record.events[0].evidence[0].text
True

:func:`read` reads one report into a :class:`Record`, :func:`read_table` those of any Arrow table into :class:`Tables`.
:func:`who`, :func:`where` and :func:`party` ask what is known of the world, :func:`open` opens a store. The modules
``chancery.spark`` and ``chancery.ray`` read on a cluster.
"""

from __future__ import annotations

from chancery._chancery import SCHEMA, Error, Table, __version__
from chancery._knowledge import Holding, Member, NamedPlace, Party, party, where, who
from chancery._read import Tables, read, read_batches, read_table, tables
from chancery._record import (
    Agreement,
    Amount,
    Date,
    Doc,
    Entity,
    Event,
    Mention,
    Place,
    PlaceMention,
    Problem,
    Record,
    Span,
    Statement,
    Time,
    Valid,
)
from chancery._store import Store, open  # noqa: A004

__all__ = [
    "SCHEMA",
    "Agreement",
    "Amount",
    "Date",
    "Doc",
    "Entity",
    "Error",
    "Event",
    "Holding",
    "Member",
    "Mention",
    "NamedPlace",
    "Party",
    "Place",
    "PlaceMention",
    "Problem",
    "Record",
    "Span",
    "Statement",
    "Store",
    "Table",
    "Tables",
    "Time",
    "Valid",
    "__version__",
    "open",
    "party",
    "read",
    "read_batches",
    "read_table",
    "tables",
    "where",
    "who",
]
