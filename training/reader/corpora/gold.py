"""The gold records: reports and chronicle items coded under the project's own guide.

Mentions are representative, not exhaustive, and retellings of an event are not all marked: what is unmarked but
looks like a mention is taught neither way. The records that the evaluation scores are left out by the hash of their
id (`held`), and the development records are never read here.
"""

from pathlib import Path
import hashlib
import json
import re

from . import Corpus
from .tables import demonyms, offices, states
from .. import labels as L
from ..passages import Attribution, Passage, Trigger, cut, sentences

#: How many records of each file are held out: the first by SHA-256 of their id.
HELD = {"train": 24, "short": 60}

FORMS = {
    ("person", "name"): "person", ("person", "title"): "person", ("person", "descriptor"): "descriptor",
    ("state", "name"): "state", ("state", "metonym"): "state", ("state", "demonym"): "demonym",
    ("state", "descriptor"): "descriptor", ("organization", "name"): "organization",
    ("organization", "metonym"): "organization", ("organization", "descriptor"): "descriptor",
    ("group", "name"): "organization", ("group", "descriptor"): "descriptor", ("group", "demonym"): "demonym",
    ("place", "name"): "place",
}  # fmt: skip

#: Plain dates, enough to tell which words date an event when its record says that the text does.
TIME = re.compile(
    r"(?:(?:on|in|last|this|next|late|early|since) )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: \((?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\))?"
    r"|(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?) \d{1,4}(?:, \d{4})?|yesterday|today|tomorrow|(?:19|20)\d\d)\b"
)


def load(data: Path, name: str) -> list[dict]:
    with open(data / f"eval/{name}.gold.jsonl", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def split(data: Path, name: str) -> tuple[list[dict], list[dict]]:
    """(held, trained) records of a file."""
    key = lambda r: hashlib.sha256(r["doc"]["id"].encode()).hexdigest()  # noqa: E731
    records = sorted(load(data, name), key=key)
    return records[: HELD[name]], records[HELD[name] :]


def words_of(text: str, phrase: str, start: int = 0, end: int | None = None):
    """Where a phrase stands in a text, as whole words."""
    if not phrase or len(phrase) < 2:
        return
    end = len(text) if end is None else end
    at = text.find(phrase, start, end)
    while at >= 0:
        stop = at + len(phrase)
        if (at == 0 or not text[at - 1].isalnum()) and (stop == len(text) or not text[stop].isalnum()):
            yield at, stop
        at = text.find(phrase, at + 1, end)


def mentions_of(record: dict) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    """Mentions of a record, those found by repeating its names added, and the words of which none can be told."""
    text = record["text"]
    found: dict[tuple[int, int], str] = {}
    unsure: list[tuple[int, int]] = []
    names: dict[str, str] = {}
    for entity in record["entities"]:
        for m in entity["mentions"]:
            label = FORMS.get((entity["kind"], m.get("form")))
            if label is None:
                unsure.append((m["start"], m["end"]))
                continue
            found[m["start"], m["end"]] = label
            if label != "descriptor":
                names[text[m["start"] : m["end"]]] = label
        if entity["kind"] == "person" and entity.get("name"):
            names.setdefault(entity["name"], "person")
            names.setdefault(entity["name"].split()[-1], "person")
    names = states() | demonyms() | names
    taken = sorted(found)

    def free(a, b):
        return not any(a < y and x < b for x, y in taken)

    for name in sorted(names, key=lambda n: (-len(n), n)):
        if not name[:1].isupper() or len(name) < 2:
            continue
        for a, b in words_of(text, name):
            if free(a, b):
                found[a, b] = names[name]
                taken.append((a, b))
    for agreement in record["agreements"]:
        for a, b in words_of(text, agreement.get("title") or ""):
            if free(a, b):
                found[a, b] = "agreement"
                taken.append((a, b))
    for place in {(v.get("place") or {}).get("name") for v in record["events"]}:
        for a, b in words_of(text, place or ""):
            if free(a, b):
                found[a, b] = "state" if place in states() else "place"
                taken.append((a, b))
    for office in offices():
        for a, b in words_of(text, office):
            if free(a, b):
                found[a, b] = "office"
                taken.append((a, b))
    for m in re.finditer(r"[^\W\d_][\w’'.-]*", text):
        # A capital where no sentence begins, or a plural noun phrase, may be a mention that was not marked.
        if m.group()[0].isupper() and free(m.start(), m.end()):
            unsure.append((m.start(), m.end()))
    return sorted((a, b, label) for (a, b), label in found.items()), unsure


def nearest(spans, sentence, anchor):
    """Of an entity's mentions the one that an event's words most likely mean, and the others."""
    if not spans:
        return None
    inside = [s for s in spans if sentence[0] <= s[0] < sentence[1]]
    before = [s for s in spans if s[0] < anchor[0]]
    pool = inside or before or spans
    return min(pool, key=lambda s: (abs(s[0] - anchor[0]), s))


def triggers_of(record: dict, a: int, b: int):
    """Triggers between characters `a` and `b`, and words that retell an event without being taught as a trigger."""
    text = record["text"]
    entities = {e["id"]: [(m["start"], m["end"]) for m in e["mentions"]] for e in record["entities"]}
    agreements = {g["id"]: g for g in record["agreements"] if g.get("id")}
    bounds = sentences(text)
    triggers, unsure = [], []
    for v in record["events"]:
        evidence = [(s["start"], s["end"]) for s in v.get("evidence") or []]
        for k, (x, y) in enumerate(evidence):
            if x < a or y > b:
                continue
            short = len(text[x:y].split()) <= 4
            if k == 0 and not short:
                y = x + len(" ".join(text[x:y].split()[:3]))
            elif not short:
                if not any(x < q and p < y for p, q in evidence if (p, q) != (x, y)):
                    unsure.append((x - a, y - a))
                continue
            sentence = next((s for s in bounds if s[0] <= x < s[1]), (x, y))
            roles: dict[str, list] = {}
            others = []
            for role, ids in (("actor", v.get("actors") or []), ("recipient", v.get("recipients") or [])):
                for i in ids:
                    spans = [s for s in entities.get(i, []) if a <= s[0] and s[1] <= b]
                    best = nearest(spans, sentence, (x, y))
                    others += [(s - a, e - a) for s, e in spans if (s, e) != best]
                    if best:
                        roles.setdefault(role, []).append((best[0] - a, best[1] - a))
            for i in v.get("optional_parties") or []:
                others += [(s - a, e - a) for s, e in entities.get(i, []) if a <= s and e <= b]
            place = (v.get("place") or {}).get("name")
            spot = nearest(list(words_of(text, place or "", a, b)), sentence, (x, y))
            if spot:
                roles["place"] = [(spot[0] - a, spot[1] - a)]
            for topic in v.get("topics") or []:
                spot = nearest(list(words_of(text, topic, a, b)), sentence, (x, y))
                if spot and not any(spot[0] - a < e and s < spot[1] - a for r in roles.values() for s, e in r):
                    roles.setdefault("topic", []).append((spot[0] - a, spot[1] - a))
            title = (agreements.get(v.get("agreement")) or {}).get("title")
            spot = nearest(list(words_of(text, title or "", a, b)), sentence, (x, y))
            if spot:
                roles["agreement"] = [(spot[0] - a, spot[1] - a)]
            when = [m.span() for m in TIME.finditer(text, max(a, sentence[0]), min(b, sentence[1]))]
            dated = (v.get("date") or {}).get("basis") == "text"
            if len(when) == 1 and dated:
                roles["time"] = [(when[0][0] - a, when[0][1] - a)]
            else:
                others += [(s - a, e - a) for s, e in when]
            known = ("actor", "recipient", "topic") + (("place",) if spot or not place else ())
            triggers.append(
                Trigger(
                    (x - a, y - a),
                    v["type"],
                    v.get("status") or "actual",
                    v.get("mode") or "",
                    roles,
                    others,
                    known,
                    bool(v.get("optional")),
                )
            )
    triggers.sort(key=lambda t: t.span)
    return triggers, unsure


def attributions_of(record: dict, a: int, b: int):
    """Attributions whose cue stands between `a` and `b`."""
    found = []
    for s in record["statements"]:
        cue = s.get("cue")
        if not cue or cue["start"] < a or cue["end"] > b:
            continue
        clip = lambda spans: [(max(x["start"], a) - a, min(x["end"], b) - a) for x in spans if x["start"] < b and x["end"] > a]  # noqa: E731
        source = clip([s["speaker_span"]]) if s.get("speaker_span") else []
        span = (cue["start"] - a, cue["end"] - a)
        found.append(Attribution(span, source, clip(s["content"]), True, bool(s.get("optional"))))
    found.sort(key=lambda x: x.cue)
    return found


def passages_of(record: dict, tokenizer, corpus: str):
    text = record["text"]
    mentions, doubtful = mentions_of(record)
    for a, b in cut(text, tokenizer):
        inside = lambda s: a <= s[0] and s[1] <= b  # noqa: E731
        triggers, unsure = triggers_of(record, a, b)
        attributions = attributions_of(record, a, b)
        sure = [t for t in triggers if not t.optional]
        event = 1.0 if sure else None if triggers or unsure else 0.0
        yield Passage(
            text[a:b],
            corpus,
            mentions=[(s - a, e - a, label) for s, e, label in mentions if inside((s, e))],
            mention_classes=tuple(m for m in L.MENTIONS if m != "time"),
            mention_unsure=[(s - a, e - a) for s, e in doubtful if inside((s, e))],
            attributions=attributions,
            triggers=triggers,
            trigger_unsure=unsure,
            event=event,
            speech=float(bool(attributions)),
            events=sorted({t.event for t in sure}) if len(sure) == len(triggers) else None,
        )
        yield from relations_of(record, a, b, corpus)


def relations_of(record: dict, a: int, b: int, corpus: str):
    """Each directed event whose parties stand in one sentence, as a relation of the pair."""
    text = record["text"]
    bounds = sentences(text)
    entities = {e["id"]: [(m["start"], m["end"]) for m in e["mentions"]] for e in record["entities"]}
    for v in record["events"]:
        evidence = v.get("evidence") or []
        if not evidence or not a <= evidence[0]["start"] < b:
            continue
        x = evidence[0]["start"]
        s, e = next(((s, e) for s, e in bounds if s <= x < e), (None, None))
        if s is None:
            continue
        inside = lambda ids: [m for i in ids for m in entities.get(i, []) if s <= m[0] and m[1] <= e]  # noqa: E731
        actors, recipients = inside(v.get("actors") or []), inside(v.get("recipients") or [])
        if not recipients and len(v.get("actors") or []) == 2:
            actors, recipients = (inside([i]) for i in v["actors"])
        if actors and recipients and not set(actors) & set(recipients):
            shift = lambda spans: [(p - s, q - s) for p, q in spans]  # noqa: E731
            yield Passage(text[s:e].rstrip(), corpus + "_pair", relation=(shift(actors), shift(recipients), (v["type"],)), weight=0.5)


def read(name):
    def of(data: Path, tokenizer):
        for record in split(data, name)[1]:
            yield from passages_of(record, tokenizer, f"gold_{name}")

    return of


CORPORA = [
    Corpus(f"gold_{name}", title, "the project's own coding; texts of their publishers", (f"eval/{name}.gold.jsonl",), read(name), 2.0, varied=True)
    for name, title in (("train", "gold records, reports"), ("short", "gold records, chronicle items"))
]
