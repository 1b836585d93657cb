"""What is known of the world: :func:`who` held an office, :func:`where` a place is, which :func:`party` a name means."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from chancery import _chancery
from chancery._read import Day, day

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Holding:
    """Someone in an office. Dates are shortened to what is known; ``score`` (0 to 1) is how well it answers."""

    name: str
    office: str | None
    title: str | None
    party: str | None
    since: str | None
    until: str | None
    known_until: str | None
    carried_forward: bool
    source: str
    wikidata: str | None
    score: float


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of some name, in degrees."""

    name: str
    feature: str
    country: str | None
    division: str | None
    lat: float
    lon: float
    population: int | None
    geonames: int | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an organisation; ``status`` is ``member`` or a lesser standing."""

    code: str
    since: str | None
    until: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Party:
    """A state, territory, organisation or group, with its codes in other lists."""

    code: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    iso2: str | None
    cow: str | None
    cameo: str | None
    fips: str | None
    wikidata: str | None
    since: str | None
    until: str | None
    parent: str | None
    members: tuple[Member, ...]


def who(
    question: str = "",
    *,
    on: Day | None = None,
    since: Day | None = None,
    until: Day | None = None,
    party: str | None = None,
    office: str | None = None,
) -> tuple[Holding, ...]:
    """Who held an office, and which offices a person held.

    Args:
        question: A name, an office, or both: "Lavrov", "Russian foreign minister", "US ambassador to India".
        on: The day asked about; a month or year is any day of it.
        since: The first day of the time asked about, instead.
        until: The last day of it.
        party: Only offices of this party, by code or name.
        office: Only this office.

    Returns:
        The answers, the best first.

    >>> who("Russian foreign minister", on="2023-12-27")[0].name
    'Sergey Lavrov'
    """
    answer = json.loads(_chancery.who(question, day(on), day(since), day(until), party, office))
    return tuple(_row(Holding, holding) for holding in answer)


def where(name: str, *, near: str | None = None) -> tuple[NamedPlace, ...]:
    """The places of a name, the likeliest first.

    Args:
        name: A name, also with what it lies in: "Tripoli, Lebanon".
        near: What it should be near: a state, another place, or degrees north and east ("34.4,35.8").

    >>> where("Moscow")[0].country
    'RUS'
    >>> where("Tripoli", near="LBN")[0].country
    'LBN'
    """
    return tuple(_row(NamedPlace, place) for place in json.loads(_chancery.places(name, near)))


def party(name: str) -> Party | None:
    """The party with this code or name.

    >>> party("Bharat").code
    'IND'
    """
    found = json.loads(_chancery.party(name))
    if found is None:
        return None
    found["members"] = [_row(Member, member) for member in found["members"]]
    return _row(Party, found)


def _row(row: type[Row], answer: dict[str, Any]) -> Row:
    """An answer with the fields of ``row``. ``from`` is a word of Python's own, so that times are since and until."""
    told = {{"from": "since", "to": "until"}.get(key, key): value for key, value in answer.items()}
    names = [field.name for field in fields(row)]  # type: ignore[arg-type]
    return row(**{name: tuple(told[name]) if isinstance(told[name], list) else told[name] for name in names})
