"""PolNeAR: attributions (source, cue, content) in US political news."""

from collections import defaultdict
from pathlib import Path
import gzip
import json

from . import Corpus
from ..passages import Attribution, Passage, cut


def lines(path: Path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def passages_of(docs, gold, tokenizer, corpus):
    """Attributions go to the passage that holds their cue; parts outside it are lost."""
    by_doc = defaultdict(list)
    for row in gold:
        by_doc[row["doc_id"]].append(row)
    for doc in docs:
        text = doc["text"]
        for a, b in cut(text, tokenizer):
            inside = lambda spans: [(max(s, a) - a, min(e, b) - a) for s, e in spans if s < b and e > a]  # noqa: E731
            found = []
            for row in by_doc[doc["doc_id"]]:
                cues = [c for c in row["cue_spans"] if a <= c[0] and c[1] <= b]
                if not cues or cues[0] != row["cue_spans"][0]:
                    continue
                cue = (cues[0][0] - a, cues[0][1] - a)
                verbal = bool(row["verbal"])
                found.append(Attribution(cue, inside(row["source_spans"]), inside(row["content_spans"]), verbal))
            found.sort(key=lambda x: x.cue)
            yield Passage(text[a:b], corpus, attributions=found, speech=float(any(f.verbal for f in found)))


def read(split):
    def of(data: Path, tokenizer):
        folder = data / "data/train/quotes"
        docs = lines(folder / f"polnear_{split}.docs.jsonl.gz")
        return passages_of(docs, lines(folder / f"polnear_{split}.gold.jsonl.gz"), tokenizer, f"polnear_{split}")

    return of


CORPORA = [
    Corpus(
        "polnear",
        "PolNeAR 1.0, training part",
        "no licence in the data folder: research corpus; texts of their publishers, for training and measuring only",
        ("train/quotes/polnear_train.*",),
        read("train"),
    )
]
