"""What is known of the world: :func:`who` held an office, :func:`where` a place is, which :func:`party` a name means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chancery import _chancery
from chancery._read import Day, day


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
    return tuple(Holding(**holding) for holding in answer)


def where(name: str) -> tuple[NamedPlace, ...]:
    """The places of a name, the most populous first.

    >>> where("Moscow")[0].country
    'RUS'
    """
    return tuple(NamedPlace(**place) for place in json.loads(_chancery.places(name)))


def party(name: str) -> Party | None:
    """The party with this code or name.

    >>> party("Bharat").code
    'IND'
    """
    found = json.loads(_chancery.party(name))
    if found is None:
        return None
    members = tuple(Member(**member) for member in found.pop("members"))
    lists: dict[str, Any] = {key: tuple(found.pop(key)) for key in ("aliases", "demonyms", "seats")}
    return Party(**found, **lists, members=members)
