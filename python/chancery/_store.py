""":class:`Store`: the record of many reports in one file, as ``chancery add`` makes it, asked from Python."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from typing import Any

from chancery import _chancery
from chancery._chancery import Table
from chancery._read import Day, day


@dataclass(frozen=True, slots=True)
class Store:
    """A store, for questions only. It is opened for each of them, so it can be pickled and carried over a fork."""

    path: str

    @property
    def listings(self) -> tuple[str, ...]:
        """What can be listed: events, engagements, statements …"""
        return tuple(_chancery.listings())

    def query(
        self,
        listing: str,
        *,
        party: str | list[str] | None = None,
        pair: str | tuple[str, str] | None = None,
        person: str | None = None,
        type: str | None = None,  # noqa: A002
        status: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        topic: str | None = None,
        source: str | None = None,
        words: str | None = None,
        updated_since: datetime.datetime | None = None,
        limit: int | None = None,
    ) -> Table:
        """The rows of a listing, newest first; whatever is given must hold.

        Args:
            listing: One of :attr:`listings`.
            party: Code of a party that takes part, or codes that all do.
            pair: Two codes: ``"IND-RUS"`` or ``("IND", "RUS")``.
            person: A name, its last words, or a Wikidata item.
            type: PLOVER type of event, kind of statement or agreement.
            status: actual, planned, signed …
            since: From this date on: a day, ``"2023-12"`` or ``"2023"``.
            until: Up to this date, the whole month or year included.
            place: Name of a place or code of a country.
            topic: A topic's code, or words of it.
            source: Who published.
            words: Words of the report (of statements: the statement); FTS5 syntax.
            updated_since: Only what was added or changed since.
            limit: At most so many rows.
        """
        told = self._filter(party, pair, since, until, updated_since)
        given = {
            "person": person,
            "type": type,
            "status": status,
            "place": place,
            "topic": topic,
            "source": source,
            "words": words,
            "limit": limit,
        }
        told.update((key, value) for key, value in given.items() if value is not None)
        return _chancery.query(self.path, listing, told)

    def count(
        self,
        listing: str,
        *,
        party: str | list[str] | None = None,
        pair: str | tuple[str, str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> int:
        """How many rows :meth:`query` gives."""
        return _chancery.count(self.path, listing, self._filter(party, pair, since, until, None))

    @staticmethod
    def _filter(
        party: str | list[str] | None,
        pair: str | tuple[str, str] | None,
        since: Day | None,
        until: Day | None,
        updated_since: datetime.datetime | None,
    ) -> dict[str, Any]:
        parties = [party] if isinstance(party, str) else list(party or ())
        if pair is not None:
            codes = pair.replace(",", "-").split("-") if isinstance(pair, str) else list(pair)
            if len(codes) != 2:
                raise ValueError(f"{pair!r} is no pair of parties\nhint: write two codes with a dash: 'IND-RUS'")
            parties += codes
        told: dict[str, Any] = {"parties": [code.strip().upper() for code in parties]}
        dates = {"since": day(since), "until": day(until)}
        told.update((key, value) for key, value in dates.items() if value is not None)
        if updated_since is not None:
            told["updated_since"] = int(updated_since.timestamp() * 1000)
        return told


def open(path: str | os.PathLike[str]) -> Store:  # noqa: A001
    """Opens a store that ``chancery add`` made, for questions only.

    Raises:
        Error: There is no store, or it is of another version.
    """
    _chancery.check(path)
    return Store(os.fspath(path))
