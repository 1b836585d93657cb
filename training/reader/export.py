"""Writes the model file, the reference outputs that the program is held to, and the model card.

The file's layout is described in `crates/chancery-encoder/src/format.rs`.
"""

from pathlib import Path
import json
import struct
import zlib

import numpy as np
import torch

from . import labels as L
from .batches import collate
from .corpora import acts
from .decode import best_path, log_softmax, tag_spans
from .model import DISTANCES, HEADS, INNER, LAYERS, WIDTH, Reader
from .passages import MAX_SUBWORDS, Passage, encode
from .subwords import Tokenizer

MAGIC, FORMAT, MODEL = b"CHANCERY-READER\n", 1, 6
KINDS = {
    "mention": "token", "cue": "token", "trigger": "token", "side": "token", "part": "pair", "role": "pair",
    "speech": "span", "status": "span", "mode": "span", "relation": "relation", "passage": "text",
}  # fmt: skip

#: What the logits of a head are divided by, so that its probabilities are as often right as they say: a head that has
#: seen its examples many times is too sure. Least cross-entropy over the held-out gold records.
TEMPERATURES = {"trigger": 1.1, "status": 1.15, "mode": 1.1}

#: Texts of our own whose outputs stand beside the program's tests.
#: Of each a pair of parties is asked about.
REFERENCE = [
    ("Foreign Minister Jane Doe met her Norwegian counterpart in Oslo on Monday and said that talks would continue.", "Jane Doe", "Norwegian"),
    ("“We reject these accusations,” the ministry’s spokesman told reporters, adding that the U.S. had expelled two diplomats.", "the U.S", "two diplomats"),
    ("According to a statement, Président Émile Dupont will visit ANKARA; no agreement was signed.", "Émile Dupont", "ANKARA"),
    ("日本 and 👍 — naïve coöperation, Zürich’s  re-opening.", "日本", "Zürich"),
    ("Rain is expected in the north.", "Rain", "north"),
]


def quantise_columns(weight: np.ndarray):
    """Weights [in, out] to int8 with a scale for each output."""
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def quantise_rows(weight: np.ndarray):
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def tensors_of(model: Reader, vocabulary: list[str]) -> dict[str, np.ndarray | bytes]:
    get = lambda t: t.detach().numpy().astype(np.float32)  # noqa: E731
    e = model.encoder
    found: dict[str, np.ndarray | bytes] = {"vocabulary": "\n".join(vocabulary).encode()}
    found["word.weight"], found["word.scale"] = quantise_rows(get(e.word.weight))
    found["position"], found["case"], found["side"] = get(e.position.weight)[:MAX_SUBWORDS], get(e.case.weight), get(e.side.weight)
    found["norm.weight"], found["norm.bias"] = get(e.norm.weight), get(e.norm.bias)

    def linear(name, weight, bias):
        found[f"{name}.weight"], found[f"{name}.scale"] = quantise_columns(np.ascontiguousarray(weight.T))
        found[f"{name}.bias"] = bias

    for i, layer in enumerate(e.layers):
        # The scale of attention is folded into the queries.
        scale = np.float32((WIDTH // HEADS) ** -0.5)
        weight = np.concatenate([get(layer.q.weight) * scale, get(layer.k.weight), get(layer.v.weight)])
        bias = np.concatenate([get(layer.q.bias) * scale, get(layer.k.bias), get(layer.v.bias)])
        linear(f"layer.{i}.qkv", weight, bias)
        for name, part in (("out", layer.o), ("up", layer.up), ("down", layer.down)):
            linear(f"layer.{i}.{name}", get(part.weight), get(part.bias))
        for name, part in (("norm1", layer.norm1), ("norm2", layer.norm2)):
            found[f"layer.{i}.{name}.weight"], found[f"layer.{i}.{name}.bias"] = get(part.weight), get(part.bias)

    def plain(name, part):
        found[f"{name}.weight"], found[f"{name}.bias"] = np.ascontiguousarray(get(part.weight).T), get(part.bias)

    for name, kind in KINDS.items():
        if kind in ("token", "span", "text"):
            plain(name, getattr(model, name))
            for part in ("weight", "bias"):
                found[f"{name}.{part}"] = found[f"{name}.{part}"] / np.float32(TEMPERATURES.get(name, 1.0))
        elif kind == "pair":
            head = getattr(model, name)
            for part in ("anchor", "gate", "token", "out"):
                plain(f"{name}.{part}", getattr(head, part))
            found[f"{name}.distance"] = get(head.distance.weight)
    plain("relation1", model.relation1)
    plain("relation2", model.relation2)
    return found


def write(path: Path, header: dict, tensors: dict) -> int:
    """Writes the file and gives its size."""
    kinds = {np.dtype(np.float32): "f32", np.dtype(np.int8): "i8"}
    listed, blobs = [], []
    for name, t in tensors.items():
        if isinstance(t, bytes):
            listed.append({"name": name, "kind": "text", "shape": [len(t)]})
            blobs.append(t)
        else:
            listed.append({"name": name, "kind": kinds[t.dtype], "shape": list(t.shape)})
            blobs.append(np.ascontiguousarray(t).tobytes())
    # The header's length depends on the offsets in it: it is written into room that is surely enough.
    room = len(json.dumps(header | {"tensors": listed}).encode()) + 24 * len(listed)
    room += -room % 8
    at = 40 + room
    for item, blob in zip(listed, blobs):
        item["offset"] = at
        at += len(blob) + -len(blob) % 8
    head = json.dumps(header | {"tensors": listed}).encode()
    assert len(head) <= room
    body = head.ljust(room) + b"".join(blob + b"\0" * (-len(blob) % 8) for blob in blobs)
    fixed = MAGIC + struct.pack("<IIQII", FORMAT, room, 40 + len(body), zlib.crc32(body), 0)
    path.write_bytes(fixed + body)
    return 40 + len(body)


@torch.no_grad()
def reference(model: Reader, tokenizer: Tokenizer) -> dict:
    """What the framework makes of the reference texts, in bytes' offsets."""
    rows = []
    for text, source, target in REFERENCE:
        e = encode(Passage(text, ""), tokenizer)
        sub = tokenizer(text)
        n = len(sub)
        byte = lambda k: len(text[:k].encode())  # noqa: E731, B023
        for side, words in ((1, source), (2, target)):
            a, b = sub.span(text.index(words), text.index(words) + len(words))
            e.sides[a + 1 : b + 1] = side
        sides = e.sides[1:-1].tolist()
        pair = collate([e], tokenizer.pad)
        related = model.relate(model.encoder(pair.ids, pair.cases, pair.sides, pair.lengths), pair.sides)
        e.sides[:] = 0
        batch = collate([e], tokenizer.pad)
        x = model.encoder(batch.ids, batch.cases, batch.sides, batch.lengths)
        scores = {k: getattr(model, k)(x)[0, 1:-1].numpy() / np.float32(TEMPERATURES.get(k, 1.0)) for k in ("mention", "cue", "trigger", "side")}
        anchor = min(4, n - 1)
        mean = x[0, anchor + 1 : anchor + 2].mean(0, keepdim=True)
        parts = model.part(x, mean, torch.tensor([anchor + 1]))[0, 1:-1].numpy()
        spread = lambda a: np.round(a.astype(float), 4).tolist()  # noqa: E731
        rows.append({
            "text": text,
            "ids": sub.ids.tolist(),
            "starts": [byte(k) for k in sub.starts],
            "ends": [byte(k) for k in sub.ends],
            "cases": sub.cases.tolist(),
            "scores": {k: spread(v) for k, v in scores.items()},
            "mentions": [[int(a), int(b), int(c)] for a, b, c in tag_spans(best_path(scores["mention"]))],
            "anchor": anchor,
            "sides": sides,
            "part": spread(log_softmax(parts)),
            "passage": spread(torch.sigmoid(model.judge(x, batch.lengths))[0].numpy()),
            "relation": spread(torch.softmax(related, -1)[0].numpy()),
        })  # fmt: skip
    return {"texts": rows}


CARD = """# The reader's model, version {version}

One encoder of MiniLM-L6's shape with {count} heads, in int8 ({size:.1f} MB), written by `training/` and run by
`crates/chancery-encoder`. It finds names, who is reported to say what, words that tell of events with their PLOVER
type, status and parties, and the relation of a given pair of parties, in English reports.

- Starting weights: all-MiniLM-L6-v2 (Apache-2.0), which the encoder's word vectors still are.
- Training data digest (SHA-256): `{digest}`
- Case, which the starting weights do not read, comes in as a feature of its own.

## How it was trained

In four stages, of which each goes on from the one before: adapted (plain reports, of which words are hidden, up to 2.7
showings), base (5 showings of the corpora but those with pairs; the gold records, the complete records and the acts
coded for this project are shown twice in each), final (4 more in which those join; run twice with different seeds, the
weights are the mean of the two) and distilled. Gold records, coded records and acts and sentences with pairs are shown
with their names exchanged as well, so that a name decides less.

In the last stage one reader learned from three, what they say on the mean of their probabilities, on a part of the plain
reports and on the corpora: from itself, from one that was trained beside it without the complete records and the newest
380 texts of acts, and from the one that this project carried before (version 5). The first three stages took eight
minutes on a graphics processor (two readers side by side with two others, of which nothing was kept), the last one
twenty minutes on two cores. `python -m reader` does the same from the start, with two readers of one recipe;
`--carried` lets it learn from the model file that is there as well.

It still knows better what it was taught. The logits of triggers, statuses and modes are therefore divided by the
temperature at which their cross-entropy is lowest on the records held out ({temperatures}).

`own/acts.jsonl` holds {acts} acts in {texts} texts, read and coded for this project; {twice[texts]} texts were coded by two readers
apart, who agreed on trigger and type at F1 {twice[trigger and type]}, on status in {twice[status]} and on mode in {twice[mode]} of those. The two had
learned from the same guide and are alike, so that is more than two strangers would reach.

## Trained on

Texts of publishers were used to train and to measure only; none is in the model or beside it.

| corpus | licence |
| --- | --- |
{corpora}

Held out and never trained on: 24 reports and 60 chronicle items of the gold records (first by SHA-256 of their id),
the development records, the 105 blind ones of `eval/coded`, PolNeAR's development part, the test parts of re3d and GUM, and the rounds of CAMEO coders.

## Figures

Measured by `python -m reader --steps measure` with the weights in single precision, on the parts named; the whole
program's figures, in which rules take part, are those of `cargo xtask eval`.

```json
{figures}
```

## Limits

English only. Trained on US political news of 2008-2016, government releases of 2021-2022 and chronicle items of
2012-2026: other kinds of text are read less well. The types of rarer events (withdrawals, releases, aid) are often wrong
where the words have no rule. Names in lower case are often missed. It says what a text says,
not whether that is true.
"""


def export(model: Reader, tokenizer: Tokenizer, corpora, digest: str, models: Path, figures: Path, log) -> None:
    header = {
        "version": MODEL,
        "encoder": {"width": WIDTH, "layers": LAYERS, "attention": HEADS, "inner": INNER, "window": MAX_SUBWORDS, "distances": DISTANCES},
        "heads": [{"name": name, "kind": kind, "labels": L.HEADS[name]} for name, kind in KINDS.items()],
        "training": {"digest": digest, "start": "all-MiniLM-L6-v2, Apache-2.0"},
        "corpora": [{"title": c.title, "licence": c.licence} for c in corpora],
    }
    size = write(models / "reader.bin", header, tensors_of(model, tokenizer.vocab))
    (models / "reference.json").write_text(json.dumps(reference(model, tokenizer), ensure_ascii=False) + "\n")
    found = figures.read_text().strip() if figures.exists() else "{}"
    rows = "\n".join(f"| {c.title} | {c.licence} |" for c in corpora)
    card = CARD.format(version=MODEL, count=len(KINDS), size=size / 1e6, digest=digest, corpora=rows, figures=found, texts=acts.counted()[0], acts=acts.counted()[1], twice=acts.CODED_TWICE, temperatures=", ".join(f"{k} {v}" for k, v in TEMPERATURES.items()))
    (models / "CARD.md").write_text(card)
    log(f"wrote {models / 'reader.bin'}: {size / 1e6:.1f} MB")
