"""The complete records of `eval/coded` that may be read (`first.jsonl`, `third.jsonl`); the blind ones are never trained on.

They are coded as the gold records are, but say neither the form of a mention nor where a speaker is named: both are
told from the words. A quotation whose speaker stands in no word of its sentence teaches its cue alone.
"""

from functools import cache, partial
from pathlib import Path
import importlib.util

from . import Corpus
from .gold import passages_of, words_of
from .tables import demonyms
from ..passages import sentences

FOLDER = Path(__file__).resolve().parents[3] / "eval/coded"
FILES = ("first.jsonl", "third.jsonl")


@cache
def joined():
    """`eval/coded/gold.py`, which joins the offsets with the texts of the data folder."""
    spec = importlib.util.spec_from_file_location("coded_gold", FOLDER / "gold.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def form_of(words: str) -> str:
    bare = words.removeprefix("the ").removeprefix("The ")
    if bare in demonyms():
        return "demonym"
    return "name" if bare[:1].isupper() and words.split()[0] not in ("He", "She", "They", "It", "We", "I") else "descriptor"


def completed(record: dict) -> dict:
    """The record as the gold records are: forms of mentions, and where each speaker is named."""
    text = record["text"]
    for entity in record["entities"]:
        for mention in entity.setdefault("mentions", []):
            mention["form"] = form_of(mention["text"])
    entities = {e["id"]: e for e in record["entities"]}
    bounds = sentences(text)
    for statement in record["statements"]:
        cue = statement.get("cue")
        if not cue:
            continue
        a, b = next((s for s in bounds if s[0] <= cue["start"] < s[1]), (cue["start"], cue["end"]))
        named = entities.get(statement.get("speaker") or next(iter(statement.get("speakers") or []), None), {})
        words = {m["text"] for m in named.get("mentions") or []} | {named.get("name") or ""}
        if named.get("kind") == "person" and named.get("name"):
            words.add(named["name"].split()[-1])
        taken = [(s["start"], s["end"]) for s in statement["content"]]
        spots = [s for w in words for s in words_of(text, w, a, b) if not any(s[0] < y and x < s[1] for x, y in taken)]
        if spots:
            x, y = min(spots, key=lambda s: (min(abs(s[0] - cue["end"]), abs(s[1] - cue["start"])), s[0] - s[1]))
            statement["speaker_span"] = {"start": x, "end": y}
        else:
            statement["content"] = []
    return record


def read(data: Path, tokenizer, files=FILES):
    for name in files:
        for record in joined().records(Path(data), name).values():
            yield from passages_of(completed(record), tokenizer, "coded")


CORPORA = [
    Corpus("coded", "complete records of releases, newswire and items", "the project's own coding; texts of their publishers", (), read, 2.0, varied=True)
]
BLIND = partial(read, files=("blind.jsonl",))
