"""Relations between two marked parties, and who is source and target: PLV, CAMEO sentences, rounds of coders."""

from collections import defaultdict
from pathlib import Path
import gzip
import json
import re

from . import Corpus, sentence_key
from ..passages import Passage

#: PLV joins these two; either is right where it says so.
YIELD = ("CONCEDE", "RETREAT")

_MARKS = re.compile(r"</?[st]>")


def unmark(marked: str):
    """The text without its `<s>` and `<t>` marks, and the spans they hold."""
    text, spans, open_at, last = "", {"s": [], "t": []}, {}, 0
    for m in _MARKS.finditer(marked):
        text += marked[last : m.start()]
        last = m.end()
        kind = m.group()[-2]
        if m.group()[1] == "/":
            if kind in open_at:
                spans[kind].append((open_at.pop(kind), len(text)))
        else:
            open_at[kind] = len(text)
    return text + marked[last:], spans["s"], spans["t"]


def plv_rows(data: Path):
    with open(data / "data/train/events/plv_train.jsonl", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def plv_passage(row) -> Passage | None:
    text, sources, targets = unmark(row["marked"])
    if not sources or not targets:
        return None
    events = YIELD if row["root"] == "YIELD" else (row["root"],)
    return Passage(text, "plv", relation=(sources, targets, events), event=1.0)


def plv(data: Path, tokenizer):
    for row in plv_rows(data):
        passage = plv_passage(row)
        if passage:
            yield passage
            # The same without the question: some word tells of an event of this type.
            yield Passage(passage.text, "plv", told=passage.relation[2], event=1.0)


def role_sentences(data: Path):
    """(words, tags) of each sentence of the roles file."""
    block: list[tuple[str, str]] = []
    text = (data / "data/train/events/cameo_roles_train.txt").read_text(encoding="utf-8")
    for line in [*text.split("\n"), ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            block.append((word, tag))
        elif block:
            yield [w for w, _ in block], [t for _, t in block]
            block = []


def join(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words set as running text (no blank before a mark that closes), with where each stands."""
    text, spans = "", []
    for word in words:
        if text and not re.fullmatch(r"[.,;:?!)\]%’”]|['’](?:s|re|ve|ll|d|m|t)?|n't", word) and text[-1] not in "([“":
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def bio_spans(tags: list[str], where: list[tuple[int, int]]):
    """Spans of BIO tags, as (start, end, label)."""
    found, start, label = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if start is not None and (mark != "I" or name != label):
            found.append((where[start][0], where[i - 1][1], label))
            start = None
        if mark == "B" or mark == "I" and start is None:
            start, label = i, name
    return found


SIDE = {"S": "source", "T": "target", "R": "both"}


def role_passage(words, tags) -> Passage:
    text, where = join(words)
    return Passage(text, "cameo_roles", sides=[(a, b, SIDE[k]) for a, b, k in bio_spans(tags, where)])


def cameo_roles(data: Path, tokenizer):
    for words, tags in role_sentences(data):
        yield role_passage(words, tags)


def class_rows(data: Path):
    for line in (data / "data/train/events/cameo_class_train.tsv").read_text(encoding="utf-8").splitlines():
        text, _, label = line.rpartition("\t")
        if text and label.strip().isdigit():
            yield text, int(label)


#: Event types of the classes: verbal and material cooperation, verbal and material conflict.
CLASSES = {
    1: ("AGREE", "CONSULT", "SUPPORT"), 2: ("COOPERATE", "AID", "RETREAT", "CONCEDE"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}  # fmt: skip


def cameo_class(data: Path, tokenizer):
    for text, label in class_rows(data):
        yield Passage(text, "cameo_class", event=float(label > 0), told=CLASSES.get(label, ()))


def rounds(data: Path):
    """Sentences with what each coder marked, the rounds of one sentence joined. Only measured on, never trained on."""
    joined = defaultdict(dict)
    with gzip.open(data / "data/train/events/coder_rounds_1_4.jsonl.gz", "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            for name, coder in row["coders"].items():
                if coder.get("complete"):
                    joined[row["text"]][f"{row['round']}/{name}"] = coder
    return joined


def keys(data: Path) -> dict[str, str]:
    """Every sentence of this family that `folds` must keep out of training, by key."""
    found = {}
    for row in plv_rows(data):
        found[sentence_key(unmark(row["marked"])[0])] = "plv"
    return found


CORPORA = [
    Corpus("plv", "PLV (PLOVER validation sentences), training part", "for research; texts of their publishers",
           ("train/events/plv_train.jsonl",), plv, 4.0, True, True),
    Corpus("cameo_roles", "CAMEO sentences with source and target", "for research; texts of their publishers",
           ("train/events/cameo_roles_train.txt",), cameo_roles, 3.0, True, True),
    Corpus("cameo_class", "CAMEO sentences with class", "for research; texts of their publishers",
           ("train/events/cameo_class_train.tsv",), cameo_class, 2.0, True, True),
]  # fmt: skip
