"""Named entities and time expressions: re3d, GUM, WNUT 17, Broad Twitter Corpus, TimeBank and AQUAINT."""

from pathlib import Path
import gzip
import json
import re

from . import Corpus
from .plain import is_plain
from .relations import bio_spans, join
from .tables import demonyms, states
from ..passages import Passage, cut


def conll(path: Path):
    """(words, tags) of each sentence of a two-column file."""
    words, tags = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            word, _, tag = line.rstrip("\r").partition("\t")
            words.append(word)
            tags.append(tag.strip() or "O")
        elif words:
            yield words, tags
            words, tags = [], []


def place_or_state(name: str) -> str:
    bare = re.sub(r"^[Tt]he ", "", name)
    return "state" if bare in states() else "demonym" if bare in demonyms() else "place"


def label_of(kind: str, words: str) -> str | None:
    """Our class for another corpus's; None where it has none."""
    kind = kind.lower()
    if kind in ("person", "per"):
        first = words.split()[0]
        return "descriptor" if first.islower() or first == "The" else "person"
    if kind in ("organisation", "organization", "org", "corporation", "group"):
        bare = re.sub(r"^[Tt]he ", "", words)
        return "state" if bare in states() else "demonym" if bare in demonyms() else "organization"
    if kind in ("location", "loc", "place"):
        return place_or_state(words)
    return {"nationality": "demonym", "temporal": "time"}.get(kind)


def named(words, tags, corpus, classes) -> Passage:
    text, where = join(words)
    mentions, unsure = [], []
    for a, b, kind in bio_spans(tags, where):
        label = label_of(kind, text[a:b])
        if label == "descriptor":
            unsure.append((a, b))
        elif label:
            mentions.append((a, b, label))
    return Passage(text, corpus, mentions=mentions, mention_classes=classes, mention_unsure=unsure, **(no_event(text) if corpus != "re3d" else {}))


def no_event(text: str) -> dict:
    """What is known about events of a text of everyday life that names no political actor: there is none."""
    return dict(triggers=[], event=0.0, events=[]) if is_plain(text) else {}


NAMES = ("person", "organization", "state", "place")


def conll_corpus(name, pattern, classes):
    def read(data: Path, tokenizer):
        for path in sorted((data / "data").glob(pattern)):
            # Sentences of one line are too short to learn from alone, so neighbours are read together.
            words, tags = [], []
            for w, t in conll(path):
                words += w
                tags += t
                if len(words) >= 60:
                    yield named(words, tags, name, classes)
                    words, tags = [], []
            if words:
                yield named(words, tags, name, classes)

    return read


GUM_KINDS = {"person": "person", "organization": "organization", "place": "place", "time": "time"}


def gum_split(data: Path, split: str) -> set[str]:
    """Documents of a part, as GUM's own list has them."""
    found, here = set(), None
    for line in (data / "data/train/gum/splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            here = line[3:].strip()
        elif here == split and "*" in line:
            found.add(line.split("*")[1].strip())
    return found


def gum_document(path: Path):
    """(text, named mentions, other mentions) of a document."""
    text, where, tags = "", [], []
    spans, open_ = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            text = text.rstrip() + "\n" if text else ""
        f = line.split("\t")
        if len(f) != 10 or not f[0].isdigit():
            continue
        i = len(where)
        where.append((len(text), len(text) + len(f[1])))
        tags.append(f[3])
        text += f[1] + ("" if "SpaceAfter=No" in f[9] else " ")
        entity = next((x[7:] for x in f[9].split("|") if x.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+|\d+\)|\)", entity):
            if mark[0] == "(":
                bits = mark[1:].split("-")
                open_.setdefault(bits[0], []).append((i, bits[1] if len(bits) > 1 else ""))
            elif mark[:-1] in open_ and open_[mark[:-1]]:
                start, kind = open_[mark[:-1]].pop()
                spans.append((start, i, kind))
        # A mention of one word closes where it opens: `(4-person-…)`.
        for m in re.finditer(r"\((\d+)-(\w+)-[^()]*\)", entity):
            if open_.get(m.group(1)):
                start, kind = open_[m.group(1)].pop()
                spans.append((start, i, kind))
    mentions, other = [], []
    for start, end, kind in spans:
        while start < end and tags[start] == "DET":
            start += 1
        inside = tags[start : end + 1]
        a, b = where[start][0], where[end][1]
        label = GUM_KINDS.get(kind)
        proper = "PROPN" in inside and all(t in ("PROPN", "NUM", "ADP", "PUNCT", "DET", "CCONJ", "PART") for t in inside)
        if label == "time":
            (mentions if end - start < 5 else other).append((a, b, label))
        elif label and proper and end - start < 8:
            mentions.append((a, b, label_of(label, text[a:b]) or label))
        elif kind in GUM_KINDS and inside != ["PRON"]:
            other.append((a, b, label))
    # The inner of nested names is kept out: a label a word.
    mentions = [m for m in mentions if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o in mentions)]
    return text, sorted(set(mentions)), other


def gum(data: Path, tokenizer):
    for path in sorted((data / "data/train/gum/dep").glob("GUM_*.conllu")):
        if path.stem in gum_split(data, "test") or path.stem in gum_split(data, "dev"):
            continue
        text, mentions, other = gum_document(path)
        for a, b in cut(text, tokenizer):
            inside = lambda spans: [(s[0] - a, s[1] - a, *s[2:]) for s in spans if a <= s[0] and s[1] <= b]  # noqa: E731
            yield Passage(
                text[a:b], "gum", mentions=inside(mentions), mention_classes=(*NAMES, "time"),
                mention_unsure=[s[:2] for s in inside(other)], **no_event(text[a:b]),
            )  # fmt: skip


def times(name):
    def read(data: Path, tokenizer):
        with gzip.open(data / f"data/train/time/{name}.jsonl.gz", "rt", encoding="utf-8") as f:
            docs = [json.loads(line) for line in f]
        for doc in docs:
            text = doc["text"]
            for a, b in cut(text, tokenizer):
                found = [(t["start"] - a, t["end"] - a, "time") for t in doc["timex"] if a <= t["start"] and t["end"] <= b]
                yield Passage(text[a:b], name, mentions=found, mention_classes=("time",))

    return read


CORPORA = [
    Corpus("re3d", "re3d, training part", "UK OGL, CC BY-SA, US public domain and others by source",
           ("train/ner/re3d/CONLL-format/data/train/*.conll",),
           conll_corpus("re3d", "train/ner/re3d/CONLL-format/data/train/*.conll", (*NAMES, "demonym", "time")), 2.0),
    Corpus("wnut17", "WNUT 17, training part", "CC BY 4.0", ("train/ner/WNUT17/CONLL-format/data/train/*.conll",),
           conll_corpus("wnut17", "train/ner/WNUT17/CONLL-format/data/train/*.conll", ("person", "place", "state")), 0.5),
    Corpus("btc", "Broad Twitter Corpus, sections a and b", "CC BY 4.0", ("train/ner/BTC/CONLL-format/data/[ab].conll",),
           conll_corpus("btc", "train/ner/BTC/CONLL-format/data/[ab].conll", NAMES), 0.5),
    Corpus("gum", "GUM, training part (news, interviews, speeches, courts, conversations)",
           "annotations CC BY 4.0; texts by genre (CC BY, public domain, CC BY-ND)",
           ("train/gum/dep/GUM_*.conllu", "train/gum/splits.md"), gum, 1.0),
    Corpus("timebank", "TimeBank, time expressions", "research use (LDC); no texts in the model", ("train/time/timebank.jsonl.gz",), times("timebank"), 0.5),
    Corpus("aquaint", "AQUAINT, time expressions", "research use (LDC); no texts in the model", ("train/time/aquaint.jsonl.gz",), times("aquaint"), 0.5),
]  # fmt: skip
