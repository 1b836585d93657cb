"""Plain reports, from which the encoder learns the words of the field before it is taught anything."""

from pathlib import Path
from typing import Iterator
import gzip
import json

from . import Corpus
from .quotes import lines

FOLDER = "news"


def texts(data: Path, name: str) -> Iterator[str]:
    """The texts of a file of reports, each under its title."""
    with gzip.open(data / "data" / FOLDER / name, "rt", encoding="utf-8") as f:
        for line in f:
            report = json.loads(line)
            title = report.get("title") or ""
            yield f"{title}\n{report['text']}" if title else report["text"]


def releases(name: str):
    return lambda data, tokenizer: texts(data, name)


def articles(data: Path, tokenizer) -> Iterator[str]:
    for doc in lines(data / "data/train/quotes/polnear_train.docs.jsonl.gz"):
        yield doc["text"]


#: Unlike the other corpora these are read as texts, not as passages.
REPORTS = [
    Corpus("state_dept_pr", "releases of the US Department of State, 2021-2022, unmarked", "public domain",
           ("news/state_dept_pr.jsonl.gz",), releases("state_dept_pr.jsonl.gz")),
    Corpus("white_house_pr", "releases of the White House, 2021-2022, unmarked", "public domain",
           ("news/white_house_pr.jsonl.gz",), releases("white_house_pr.jsonl.gz")),
    Corpus("white_house_briefings", "transcripts of the White House, unmarked", "public domain",
           ("news/white_house_briefings.jsonl.gz",), releases("white_house_briefings.jsonl.gz")),
    Corpus("reuters21578", "Reuters-21578, reports of diplomacy, unmarked", "for research; Reuters",
           ("news/reuters21578_diplomacy.jsonl.gz",), releases("reuters21578_diplomacy.jsonl.gz")),
    Corpus("polnear_texts", "PolNeAR 1.0, training part, unmarked", "no licence in the data folder: research corpus; texts of their publishers, for training and measuring only",
           ("train/quotes/polnear_train.docs.jsonl.gz",), articles),
]  # fmt: skip
