""":class:`Record`: one report, read. The classes mirror the public format, version 1 (``chancery.SCHEMA``).

All classes are frozen, compare by value and can be pickled. Offsets are code points, half-open: ``record.text[start:end]``
is the span's ``text``. Dates are ISO 8601, shortened to what is known: ``2023-12-27``, ``2023-12``, ``2023``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_T = TypeVar("_T")
_Json = dict[str, Any]


def _all(make: Callable[[_Json], _T], values: Iterable[_Json] | None) -> tuple[_T, ...]:
    return tuple(make(value) for value in values or ())


def _one(make: Callable[[_Json], _T], value: _Json | None) -> _T | None:
    return None if value is None else make(value)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the report with their place."""

    start: int
    end: int
    text: str

    @classmethod
    def _of(cls, json: _Json) -> Span:
        return cls(json["start"], json["end"], json["text"])


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """Words that speak of an entity; ``form`` is name, title, pronoun, demonym, metonym or descriptor."""

    form: str

    @classmethod
    def _of(cls, json: _Json) -> Mention:
        return cls(json["start"], json["end"], json["text"], json["form"])


@dataclass(frozen=True, slots=True)
class Date:
    """When something happened.

    ``until`` ends a range; ``basis`` is ``text`` where the report tells the date, ``published`` where only its own does.
    """

    value: str | None
    until: str | None = None
    basis: str | None = None

    @classmethod
    def _of(cls, json: _Json) -> Date:
        return cls(json.get("value"), json.get("until"), json.get("basis"))

    def __str__(self) -> str:
        return f"{self.value or '?'} to {self.until}" if self.until else self.value or "?"


@dataclass(frozen=True, slots=True)
class Place:
    """A place, in degrees, with GeoNames' number."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None

    @classmethod
    def _of(cls, json: _Json) -> Place:
        return cls(json["name"], json.get("country"), json.get("lat"), json.get("lon"), json.get("geonames"))


@dataclass(frozen=True, slots=True)
class Doc:
    """What is known of a report from outside its text."""

    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    source: str | None = None
    language: str | None = None

    @classmethod
    def _of(cls, json: _Json) -> Doc:
        keys = ("url", "title", "published", "published_basis", "source", "language")
        return cls(json["id"], *(json.get(key) for key in keys))


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the report speaks of: a person, state, organization, place or group."""

    id: str
    kind: str
    name: str
    party: str | None
    office: str | None
    wikidata: str | None
    mentions: tuple[Mention, ...]

    @classmethod
    def _of(cls, json: _Json) -> Entity:
        return cls(
            json["id"],
            json["kind"],
            json["name"],
            json.get("party"),
            json.get("office"),
            json.get("wikidata"),
            _all(Mention._of, json.get("mentions")),
        )


@dataclass(frozen=True, slots=True)
class Amount(Span):
    """How much or how many."""

    kind: str
    value: float | None
    unit: str | None

    @classmethod
    def _of(cls, json: _Json) -> Amount:
        return cls(json["start"], json["end"], json["text"], json["kind"], json.get("value"), json.get("unit"))


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: a PLOVER event type or STATEMENT, with those who act and are acted upon as ids of entities."""

    id: str
    type: str
    quad: str | None
    mode: str | None
    cameo: str | None
    goldstein: float | None
    intensity: float | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: Date | None
    place: Place | None
    topics: tuple[str, ...]
    topic_codes: tuple[str, ...]
    evidence: tuple[Span, ...]
    amounts: tuple[Amount, ...]
    agreement: str | None
    method: str
    score: float | None

    @classmethod
    def _of(cls, json: _Json) -> Event:
        return cls(
            id=json["id"],
            type=json["type"],
            quad=json.get("quad"),
            mode=json.get("mode"),
            cameo=json.get("cameo"),
            goldstein=json.get("goldstein"),
            intensity=json.get("intensity"),
            contexts=tuple(json.get("contexts") or ()),
            status=json["status"],
            actors=tuple(json["actors"]),
            recipients=tuple(json["recipients"]),
            date=_one(Date._of, json.get("date")),
            place=_one(Place._of, json.get("place")),
            topics=tuple(json.get("topics") or ()),
            topic_codes=tuple(json.get("topic_codes") or ()),
            evidence=_all(Span._of, json.get("evidence")),
            amounts=_all(Amount._of, json.get("amounts")),
            agreement=json.get("agreement"),
            method=json.get("method", ""),
            score=json.get("score"),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said: ``kind`` is direct, indirect or mixed; speakers and addressee are ids of entities."""

    id: str
    kind: str
    content: tuple[Span, ...]
    speaker: str | None
    speakers: tuple[str, ...]
    speaker_span: Span | None
    cue: Span | None
    addressee: str | None
    channel: str | None
    date: Date | None
    place: Place | None
    about: tuple[str, ...]
    topics: tuple[str, ...]
    within: str | None
    repeats: str | None
    method: str
    score: float | None

    @property
    def words(self) -> str:
        """What was said, its parts joined by a space."""
        return " ".join(span.text for span in self.content)

    @classmethod
    def _of(cls, json: _Json) -> Statement:
        return cls(
            id=json["id"],
            kind=json["kind"],
            content=_all(Span._of, json.get("content")),
            speaker=json.get("speaker"),
            speakers=tuple(json.get("speakers") or ()),
            speaker_span=_one(Span._of, json.get("speaker_span")),
            cue=_one(Span._of, json.get("cue")),
            addressee=json.get("addressee"),
            channel=json.get("channel"),
            date=_one(Date._of, json.get("date")),
            place=_one(Place._of, json.get("place")),
            about=tuple(json.get("about") or ()),
            topics=tuple(json.get("topics") or ()),
            within=json.get("within"),
            repeats=json.get("repeats"),
            method=json.get("method", ""),
            score=json.get("score"),
        )


@dataclass(frozen=True, slots=True)
class Valid:
    """From when to when an agreement holds."""

    since: str | None
    until: str | None

    @classmethod
    def _of(cls, json: _Json) -> Valid:
        return cls(json.get("from"), json.get("to"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: parties are codes."""

    id: str
    title: str
    kind: str
    parties: tuple[str, ...]
    status: str
    date: Date | None
    valid: Valid | None
    evidence: tuple[Span, ...]
    score: float | None

    @classmethod
    def _of(cls, json: _Json) -> Agreement:
        return cls(
            id=json["id"],
            title=json["title"],
            kind=json["kind"],
            parties=tuple(json.get("parties") or ()),
            status=json["status"],
            date=_one(Date._of, json.get("date")),
            valid=_one(Valid._of, json.get("valid")),
            evidence=_all(Span._of, json.get("evidence")),
            score=json.get("score"),
        )


@dataclass(frozen=True, slots=True)
class Time(Span):
    """A time expression: ``type`` is DATE, TIME, DURATION or SET, ``value`` its TIMEX3 value."""

    type: str
    value: str | None

    @classmethod
    def _of(cls, json: _Json) -> Time:
        return cls(json["start"], json["end"], json["text"], json["type"], json.get("value"))


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """Words that name a place."""

    place: Place

    @classmethod
    def _of(cls, json: _Json) -> PlaceMention:
        return cls(json["start"], json["end"], json["text"], Place._of(json))


@dataclass(frozen=True, slots=True)
class Problem:
    """What was amiss with the report."""

    kind: str
    detail: str | None
    span: Span | None

    @classmethod
    def _of(cls, json: _Json) -> Problem:
        return cls(json["kind"], json.get("detail"), Span._of(json) if "start" in json else None)


@dataclass(frozen=True, slots=True)
class Record:
    """One report, read."""

    reader: str
    doc: Doc
    text: str
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    agreements: tuple[Agreement, ...]
    times: tuple[Time, ...]
    places: tuple[PlaceMention, ...]
    problems: tuple[Problem, ...]
    _json: str = field(repr=False, compare=False)

    @classmethod
    def from_json(cls, text: str) -> Record:
        """The record that a line of ``chancery read --format jsonl`` holds."""
        record = json.loads(text)
        return cls(
            reader=record.get("reader", ""),
            doc=Doc._of(record["doc"]),
            text=record["text"],
            entities=_all(Entity._of, record.get("entities")),
            events=_all(Event._of, record.get("events")),
            statements=_all(Statement._of, record.get("statements")),
            agreements=_all(Agreement._of, record.get("agreements")),
            times=_all(Time._of, record.get("times")),
            places=_all(PlaceMention._of, record.get("places")),
            problems=_all(Problem._of, record.get("problems")),
            _json=text,
        )

    def to_json(self) -> str:
        """The record as the program prints it."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The record as plain values, in the public format."""
        record: dict[str, Any] = json.loads(self._json)
        return record

    def entity(self, id: str) -> Entity:  # noqa: A002
        """The entity with this id.

        Raises:
            KeyError: There is none.
        """
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)

    def __repr__(self) -> str:
        title = self.doc.title or self.doc.id
        return (
            f"<chancery.Record {title!r}: {len(self.entities)} entities, {len(self.events)} events, "
            f"{len(self.statements)} statements, {len(self.agreements)} agreements>"
        )
