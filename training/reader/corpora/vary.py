"""Variants of a passage in which names have changed places, so that no name decides what is told.

A few gold records are shown many times. States, their people, persons and places are exchanged for others of their
kind, the same one for the same name throughout a passage; all that is marked stays on its words.
"""

from dataclasses import replace
from functools import cache
import random
import re

from .tables import demonyms, offices, states
from ..passages import Attribution, Passage, Trigger

#: How many variants of each passage are made, and how many of its names change in one.
VARIANTS, SHARE = 6, 0.6

#: States that take the article, for those that stand behind one.
THE = ("United States", "United Kingdom", "European Union", "Philippines", "Netherlands", "Maldives", "Gambia", "Bahamas",
       "United Arab Emirates", "Dominican Republic", "Czech Republic", "Soviet Union")  # fmt: skip

Edit = tuple[int, int, str]


def substituted(p: Passage, edits: list[Edit]) -> Passage:
    """The passage with words exchanged; `edits` are in order and do not overlap."""
    text, at = "", 0
    for a, b, words in edits:
        text += p.text[at:a] + words
        at = b
    text += p.text[at:]

    def moved(offset: int, end: bool) -> int:
        by = 0
        for a, b, words in edits:
            if b <= offset:
                by += len(words) - (b - a)
            elif a < offset:
                # A mark that begins or ends within a name takes the whole of it.
                return a + by + (len(words) if end else 0)
        return offset + by

    def span(s):
        return (moved(s[0], False), moved(s[1], True), *s[2:])

    spans = lambda found: [span(s) for s in found]  # noqa: E731
    return replace(
        p,
        text=text,
        mentions=None if p.mentions is None else spans(p.mentions),
        mention_unsure=spans(p.mention_unsure),
        attributions=None if p.attributions is None else [
            Attribution(span(a.cue), spans(a.source), spans(a.content), a.verbal, a.optional) for a in p.attributions
        ],
        triggers=None if p.triggers is None else [
            Trigger(span(t.span), t.event, t.status, t.mode, None if t.roles is None else {k: spans(v) for k, v in t.roles.items()},
                    spans(t.unsure), t.known_roles, t.optional)
            for t in p.triggers
        ],
        trigger_unsure=spans(p.trigger_unsure),
        sides=None if p.sides is None else spans(p.sides),
        relation=None if p.relation is None else (spans(p.relation[0]), spans(p.relation[1]), p.relation[2]),
    )  # fmt: skip


@cache
def _tables():
    """(pattern of all names of states and their people, short names of states, demonyms of one and of many)."""
    plain = sorted(n for n in states() if "." not in n and n not in ("US", "UK") and not n.lower().startswith("the "))
    short = [n for n in plain if " of " not in n and len(n.split()) <= 2]
    many = sorted(n for n in demonyms() if n.endswith("s") and n[:-1] in demonyms())
    one = sorted(n for n in set(demonyms()) - set(many) if len(n.split()) == 1)
    names = sorted([*plain, *one, *many], key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in names) + r")\b"), short, one, many


@cache
def _titles() -> frozenset[str]:
    return frozenset(w for o in offices() for w in o.split()) | {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Lord", "General"}


def name_in(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The name at the end of a mention of a person, without titles; None where no plain name is left."""
    words = [(m.start() + a, m.end() + a) for m in re.finditer(r"[^\s’']+", text[a:b]) if text[a + m.end() - 1] != "s" or m.end() - m.start() > 1]
    kept: list[tuple[int, int]] = []
    if "," in text[a:b]:
        return None
    for x, y in reversed(words):
        if text[x:y] in _titles() or text[x:y].endswith(",") or not (text[x].isupper() or text[x:y] in ("de", "da", "al", "bin", "van", "von")):
            break
        kept.insert(0, (x, y))
    if not 1 <= len(kept) <= 4 or not text[kept[0][0]].isupper():
        return None
    return kept[0][0], kept[-1][1]


def persons_in(passages: list[Passage]) -> list[str]:
    """Whole names of persons, for exchange."""
    found = {p.text[s[0] : s[1]] for p in passages for a, b, k in p.mentions or [] if k == "person" and (s := name_in(p.text, a, b))}
    return sorted(n for n in found if 2 <= len(n.split()) <= 3)


def places_in(passages: list[Passage]) -> list[str]:
    return sorted({p.text[a:b] for p in passages for a, b, k in p.mentions or [] if k == "place" and p.text[a].isupper()})


def variant(p: Passage, persons: list[str], places: list[str], rng: random.Random) -> Passage:
    """One variant; the same passage when it names nobody."""
    pattern, plain, one, many = _tables()
    taken: dict[tuple[int, int], str] = {}
    chosen: dict[str, str | None] = {}

    def other(name: str, pool) -> str | None:
        if name not in chosen:
            chosen[name] = rng.choice(pool) if pool and rng.random() < SHARE else None
        return chosen[name]

    marked = [(a, b, k) for a, b, k in p.mentions or [] if k in ("person", "place", "organization", "agreement", "office")]
    named = [(s, p.text[s[0] : s[1]]) for a, b, k in marked if k == "person" and (s := name_in(p.text, a, b))]
    for s, name in sorted(named, key=lambda n: -len(n[1])):
        whole = next((n for n in chosen if n != name and n.split()[-1] == name and len(n.split()) > 1), None)
        new = (chosen[whole] or "").split()[-1:] if whole else other(name, persons)
        new = new[0] if isinstance(new, list) and new else new
        if new:
            taken[s] = new if whole or len(name.split()) > 1 else new.split()[-1]
    for a, b, k in marked:
        if k == "place" and (new := other(p.text[a:b], places)):
            taken[a, b] = new
    for m in pattern.finditer(p.text):
        if any(a < m.end() and m.start() < b for a, b, _ in marked):
            continue
        name = m.group()
        pool = many if name in many else one if name in one else THE if p.text[: m.start()].lower().endswith("the ") else plain
        if new := other(name, pool):
            taken[m.span()] = new
    edits, last = [], 0
    for (a, b), new in sorted(taken.items()):
        if a >= last:
            edits.append((a, b, new))
            last = b
    return substituted(p, edits) if edits else p


def variants(passages: list[Passage], seed: int = 5) -> list[list[Passage]]:
    """Of each passage its variants."""
    rng = random.Random(seed)
    persons, places = persons_in(passages), places_in(passages)
    return [[v for _ in range(VARIANTS) if (v := variant(p, persons, places, rng)) is not p] for p in passages]
