"""Acts coded for this project by careful reading, in the first paragraphs of reports and in single sentences.

`own/acts.jsonl` has a line for each text: where the text is found, how many of its characters were read with the first
digits of their digest, and every act by the offsets of its words. The texts themselves stay in the data folder.
"""

from collections import defaultdict
from functools import partial
from pathlib import Path
import csv
import gzip
import hashlib
import json
import sys

from . import Corpus
from .gold import words_of
from ..passages import Passage, Trigger, cut, sentences

csv.field_size_limit(sys.maxsize)

FILE = Path(__file__).resolve().parents[2] / "own/acts.jsonl"
#: Texts that two readers coded apart, and how often the one knew an act that the other demanded (F1 of trigger and
#: type; a retelling or an optional act counts as known), and gave it the same status and mode.
CODED_TWICE = {"texts": 160, "trigger and type": 0.965, "status": 0.974, "mode": 0.945}

NEWS = ("reuters21578_diplomacy", "state_dept_pr", "white_house_pr", "chronicle", "newswcl50")
TIMED = ("timebank", "aquaint")


def counted() -> tuple[int, int]:
    """(texts, acts) of the file."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return len(rows), sum(len(row["acts"]) for row in rows)


def texts_of(data: Path, source: str, wanted: set[str]) -> dict[str, str]:
    """The wanted texts of a file, by their ids."""
    if source in NEWS:
        with gzip.open(data / f"data/news/{source}.jsonl.gz", "rt", encoding="utf-8") as f:
            return {r["id"]: r["text"] for line in f if (r := json.loads(line))["id"] in wanted}
    if source in TIMED:
        with gzip.open(data / f"data/train/time/{source}.jsonl.gz", "rt", encoding="utf-8") as f:
            return {r["doc_id"]: r["text"] for line in f if (r := json.loads(line))["doc_id"] in wanted}
    events = data / "data/train/events"
    if source == "rams":
        rows = (json.loads(s) for part in ("dev", "test") for s in (events / f"rams/{part}.jsonlines").read_text(encoding="utf-8").splitlines())
        return {r["doc_key"]: " ".join(" ".join(s) for s in r["sentences"]) for r in rows if r["doc_key"] in wanted}
    if source == "icbe":
        with gzip.open(events / "icbe_train.tsv.gz", "rt", encoding="utf-8", newline="") as f:
            return {str(k): (r["sentence_span_text"] or "").strip() for k, r in enumerate(csv.DictReader(f, delimiter="\t")) if str(k) in wanted}
    lines = (events / "cameo_class_train.tsv").read_text(encoding="utf-8").splitlines()
    return {str(k): line.rpartition("\t")[0].strip() for k, line in enumerate(lines) if str(k) in wanted}


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def triggers_of(text: str, acts: list, a: int, b: int) -> list[Trigger]:
    """The triggers between characters `a` and `b`; acts told by the same words are one."""
    found: dict[tuple[int, int], Trigger] = {}
    for act in acts:
        x, y = act["words"]
        if not a <= x < y <= b:
            continue
        roles = {role: [(s - a, e - a) for s, e in spans if a <= s and e <= b] for role, spans in act.get("roles", {}).items()}
        roles = {role: spans for role, spans in roles.items() if spans}
        t = found.get((x, y))
        if t is None:
            t = found[x, y] = Trigger((x - a, y - a), act["type"], act["status"], act.get("mode", ""), {}, [], ("actor", "recipient"), act.get("optional", False))
        for role, spans in roles.items():
            t.roles[role] = sorted({*t.roles.get(role, []), *spans})
    for t in found.values():
        told = {s for spans in t.roles.values() for s in spans}
        # A party's other mentions may be meant as well as the one that was taken.
        t.unsure = sorted({(p - a, q - a) for s, e in told for p, q in words_of(text, text[s + a : e + a], a, b) if (p - a, q - a) not in told})
        t.known_roles = ("actor", "recipient", *sorted(set(t.roles) - {"actor", "recipient"}))
    return sorted(found.values(), key=lambda t: t.span)


def passages_of(text: str, acts: list, retold: list, tokenizer, corpus: str):
    for a, b in cut(text, tokenizer):
        triggers = triggers_of(text, acts, a, b)
        unsure = [(x - a, y - a) for x, y in retold if a <= x and y <= b]
        sure = [t for t in triggers if not t.optional]
        yield Passage(
            text[a:b],
            corpus,
            triggers=triggers,
            trigger_unsure=unsure,
            event=1.0 if sure else None if triggers or unsure else 0.0,
            events=sorted({t.event for t in sure}) if len(sure) == len(triggers) else None,
        )
        for s, e in sentences(text[a:b]):
            for t in triggers:
                if not s <= t.span[0] < e:
                    continue
                actors, recipients = ([(x - s, y - s) for x, y in t.roles.get(r, []) if s <= x and y <= e] for r in ("actor", "recipient"))
                if not recipients and len(actors) == 2:
                    actors, recipients = actors[:1], actors[1:]
                if actors and recipients and not set(actors) & set(recipients):
                    yield Passage(text[a + s : a + e].rstrip(), corpus + "_pair", relation=(actors, recipients, (t.event,)), weight=0.5)


def read(sources: tuple[str, ...], corpus: str, data: Path, tokenizer):
    rows = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["from"] in sources:
            rows[row["from"]].append(row)
    for source, coded in rows.items():
        texts = texts_of(data, source, {row["id"] for row in coded})
        for row in coded:
            text = texts[row["id"]][: row["read"]]
            if digest_of(text) != row["digest"]:
                raise ValueError(f"{source} {row['id']}: the text is not the one that was coded")
            yield from passages_of(text, row["acts"], row["retold"], tokenizer, corpus)


CORPORA = [
    Corpus("acts", "acts in reports, RAMS windows and ICBe sentences", "the project's own coding; texts of their publishers (RAMS: CC BY-SA 4.0)",
           (*(f"news/{n}.jsonl.gz" for n in NEWS), *(f"train/time/{n}.jsonl.gz" for n in TIMED), "train/events/rams/*.jsonlines",
            "train/events/icbe_train.tsv.gz"),
           partial(read, (*NEWS, *TIMED, "rams", "icbe"), "acts"), 2.0, varied=True),
    # Folds hold sentences of this corpus out, so that their base must not have seen them.
    Corpus("acts_cameo", "acts in CAMEO sentences", "the project's own coding; texts of their publishers",
           ("train/events/cameo_class_train.tsv",), partial(read, ("cameo_class",), "acts_cameo"), 2.0, True, True),
]  # fmt: skip
