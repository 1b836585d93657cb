"""The relation of a pair and the spans of source and target, measured in five folds.

A sentence's fold is given by the hash of its normalised words, over all corpora alike, so a held-out sentence is in
no training set of its fold. Each fold begins with the base, which never saw a sentence of these corpora but knows the
relations that gold records and crisis narratives tell, and is trained on the other folds. `models/folds.json` keeps every prediction, by the sentence's key.
"""

from collections import Counter
from pathlib import Path
import json

import torch

from . import labels as L
from .batches import collate
from .corpora import all_corpora, digest, relations, sentence_key
from .decode import read_all
from .measure import f1
from .model import Reader
from .passages import encode
from .stages import arrays_of
from .train import Plan, train

FOLDS = 5

#: How often an epoch shows each corpus. Its sentences without the question, and classes alone, teach the pair little.
SHOWN = {"plv": 2.0, "cameo_roles": 1.3, "acts_cameo": 1.0}


def fold_of(text: str) -> int:
    return int(sentence_key(text)[:8], 16) % FOLDS


def joined(event: str) -> str:
    return "YIELD" if event in relations.YIELD else event


def macro(pairs: list[tuple[str, str]]) -> float:
    """Macro-F1 over the classes of the gold side of (gold, predicted)."""
    values = []
    for event in sorted({g for g, _ in pairs}):
        right = sum(g == p == event for g, p in pairs)
        found, wanted = sum(p == event for _, p in pairs), sum(g == event for g, _ in pairs)
        values.append(2 * right / max(1, found + wanted))
    return 100 * sum(values) / max(1, len(values))


@torch.no_grad()
def relate(model: Reader, encoded, pad: int) -> list[str]:
    found = []
    for e in encoded:
        b = collate([e], pad)
        logits = model.relate(model.encoder(b.ids, b.cases, b.sides, b.lengths), b.sides)[0]
        scores = Counter()
        for event, p in zip(L.EVENTS, torch.softmax(logits, -1).tolist()):
            if event != "STATEMENT":
                scores[joined(event)] += p
        found.append(max(scores, key=lambda k: (scores[k], k)))
    return found


def marked(data: Path, tokenizer, fast: bool):
    """What the folds are trained on by corpus, PLV's rows with their passages, and the passages with source and target."""
    passages = {c.name: [p for p in c.read(data, tokenizer) if p.relation or p.sides] for c in all_corpora() if c.name in SHOWN}
    rows = [(r, p) for r in relations.plv_rows(data) if (p := relations.plv_passage(r))]
    roles = [relations.role_passage(w, t) for w, t in relations.role_sentences(data)]
    if fast:
        return {k: v[:30] for k, v in passages.items()}, rows[:30], roles[:30]
    return passages, rows, roles


def one_fold(k: int, sentences, out: Path, tokenizer, threads: int, fast: bool, epochs: float, log, seeds=(11, 12)) -> dict:
    """Trains on the other folds, once for each seed, and reads this one with the mean of the weights."""
    passages, rows, roles = sentences
    tag = "fast-" if fast else ""
    kept = {name: arrays_of([p for p in ps if fold_of(p.text) != k], True, tokenizer) for name, ps in passages.items()}
    model = Reader(len(tokenizer.vocab))
    total: dict = {}
    for seed in seeds:
        model.load_state_dict(torch.load(out / f"{tag}1-base.pt", map_location="cpu", weights_only=False)["model"])
        plan = Plan(epochs=1 if fast else epochs, encoder_rate=1e-4, head_rate=5e-4, threads=threads, size=3072, seed=seed)
        train(model, kept, SHOWN, plan, tokenizer, out, f"{tag}fold{k}-{seed}", log)
        for name, weights in model.state_dict().items():
            total[name] = total.get(name, 0) + weights.float().cpu() / len(seeds)
    model.float().cpu().load_state_dict(total)
    model.eval()
    held = [(r, e) for r, p in rows if fold_of(p.text) == k and (e := encode(p, tokenizer))]
    found = relate(model, [e for _, e in held], tokenizer.pad)
    held_roles = [p for p in roles if fold_of(p.text) == k]
    right = found_ = wanted = 0
    for p, reading in zip(held_roles, read_all(model, [p.text for p in held_roles], tokenizer)):
        right += len(set(p.sides) & set(reading.sides))
        found_ += len(reading.sides)
        wanted += len(p.sides)
    result = {"related": [[r["id"], joined(r["root"]), event] for (r, _), event in zip(held, found)], "spans": (right, found_, wanted)}
    log(f"fold {k}: {summary(result)}")
    return result


def summary(fold: dict) -> dict:
    return {"relation": round(macro([(g, p) for _, g, p in fold["related"]]), 1), "spans": f1(*fold["spans"])["f1"], "sentences": len(fold["related"]), "spans wanted": fold["spans"][2]}


def together(folds: list[dict], epochs: float, data_digest: str) -> dict:
    related = [row for fold in folds for row in fold["related"]]
    return {
        "digest": data_digest,
        "epochs": epochs,
        "relation, pooled macro-F1 over 15 roots": round(macro([(g, p) for _, g, p in related]), 1),
        "spans of source and target": f1(*(sum(fold["spans"][i] for fold in folds) for i in range(3))),
        "folds": [summary(fold) for fold in folds],
        "predictions": related,
    }


def measure_folds(data: Path, out: Path, models: Path, tokenizer, threads: int, fast: bool, epochs: float, log) -> None:
    sentences = marked(data, tokenizer, fast)
    folds = [one_fold(k, sentences, out, tokenizer, threads, fast, epochs, log) for k in range(FOLDS)]
    models.mkdir(parents=True, exist_ok=True)
    (models / "folds.json").write_text(json.dumps(together(folds, epochs, digest(data, all_corpora()))) + "\n")
