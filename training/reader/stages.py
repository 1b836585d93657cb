"""The stages of the reader's training, each going on from the one before: adapted, base, final, distilled.

`adapt` teaches nothing but the words of the field; `base` all corpora but those with marked pairs, so that folds can
begin with it; `final` everything. These are done for several seeds, and `distil` lets one reader learn from all of
them. Each is given the folder of its checkpoints.
"""

from dataclasses import replace
from pathlib import Path

import torch

from .adapt import Plain, adapt, plain
from .corpora import Corpus, reports, vary
from .distil import distil
from .model import Reader
from .passages import encode
from .train import Plan, train

#: How often an epoch of the final stage shows a corpus, where it is not as often as one of the base.
FINAL = {
    "plv": 2.0, "cameo_roles": 2.0, "gold_train": 0.8, "gold_short": 0.8, "acts": 0.8, "coded": 0.8, "polnear": 0.4, "icbe": 0.3, "synthetic": 0.1,
    "timebank": 0.2, "aquaint": 0.2,
}  # fmt: skip

#: The same for the last stage, which begins with a reader that knows all: of each enough that nothing is forgotten.
LAST = {
    "gold_train": 0.6, "gold_short": 0.6, "coded": 0.6, "acts": 0.35, "acts_cameo": 0.3, "polnear": 0.12, "plv": 0.4, "cameo_roles": 0.3,
    "cameo_class": 0.1, "icbe": 0.08, "synthetic": 0.03, "re3d": 0.2, "wnut17": 0.1, "btc": 0.1, "gum": 0.1, "timebank": 0.1,
    "aquaint": 0.1, "plain": 0.3,
}  # fmt: skip
#: The share of the plain reports that it reads.
SHARE = 0.06


def arrays_of(passages: list, varied: bool, tokenizer) -> list:
    """The passages as arrays, with their variants where the corpus has some."""
    found = []
    for passage, others in zip(passages, vary.variants(passages) if varied else [[]] * len(passages)):
        if e := encode(passage, tokenizer):
            e.variants = [v for p in others if (v := encode(p, tokenizer))]
            found.append(e)
    return found


def encoded_corpora(corpora: list[Corpus], data: Path, tokenizer, fast: bool, log) -> dict:
    found = {}
    for corpus in corpora:
        passages = list(corpus.read(data, tokenizer))
        if fast:
            passages = passages[:24]
        found[corpus.name] = arrays_of(passages, corpus.varied, tokenizer)
        log(f"{corpus.name}: {len(found[corpus.name])} passages")
    return found


def plain_reports(data: Path, tokenizer, fast: bool, log) -> Plain:
    texts = (text for corpus in reports.REPORTS for k, text in enumerate(corpus.read(data, tokenizer)) if not fast or k < 5)
    found = plain(texts, tokenizer)
    log(f"plain reports: {len(found.starts) - 1} passages, {len(found.ids)} subwords")
    return found


def load(model: Reader, path: Path) -> None:
    state = torch.load(path, map_location="cpu", weights_only=False)
    model.load_state_dict(state.get("model", state))


def base(model: Reader, encoded, corpora, tokenizer, out: Path, tag: str, log, epochs, seconds=0.0, threads=2, tell=25, seed=11):
    apart = {c.name for c in corpora if c.relational}
    repeats = {c.name: c.repeat for c in corpora}
    plan = Plan(epochs=epochs, size=6144, encoder_rate=2e-4, head_rate=1.3e-3, threads=threads, seconds=seconds, tell=tell, seed=seed)
    train(model, {k: v for k, v in encoded.items() if k not in apart}, repeats, plan, tokenizer, out, f"{tag}base", log)


def final(model: Reader, encoded, corpora, tokenizer, out: Path, tag: str, log, epochs, seconds=0.0, threads=2, seeds=(12, 13), tell=25):
    """Goes on from `out/TAGbase.pt` once for each seed; the weights in the end are the mean of all."""
    shown = {c.name: c.repeat for c in corpora} | FINAL
    plan = Plan(epochs=epochs, size=4096, encoder_rate=1e-4, head_rate=6e-4, threads=threads, seconds=seconds / len(seeds), tell=tell)
    mean_of(model, encoded, shown, plan, tokenizer, out, f"{tag}base", f"{tag}final", log, seeds)


def last(model: Reader, encoded, reports: Plain, tokenizer, out: Path, tag: str, log, teachers: list[str], epochs, seconds=0.0, threads=2, tell=25):
    """Goes on from the first of `teachers`, which learns from all of them, to `out/TAGdistilled.pt`."""
    readers = []
    for name in teachers:
        readers.append(Reader(model.encoder.word.num_embeddings))
        load(readers[-1], out / f"{name}.pt")
    load(model, out / f"{teachers[0]}.pt")
    plan = Plan(epochs=epochs, size=2048, encoder_rate=6e-5, head_rate=3e-4, seed=21, threads=threads, seconds=seconds, tell=tell)
    shown = {name: share for name, share in LAST.items() if name in encoded}
    distil(model, readers, encoded, shown, reports, SHARE, plan, tokenizer, out, f"{tag}distilled", log)


def mean_of(model: Reader, encoded, shown, plan: Plan, tokenizer, out: Path, start: str, name: str, log, seeds):
    """Trains from `out/START.pt` once for each seed; `out/NAME.pt` has the mean of their weights."""
    total: dict = {}
    for seed in seeds:
        load(model, out / f"{start}.pt")
        train(model, encoded, shown, replace(plan, seed=seed), tokenizer, out, f"{name}{seed}", log)
        for k, v in model.state_dict().items():
            total[k] = total.get(k, 0) + v.float().cpu() / len(seeds)
    model.load_state_dict(total)
    torch.save(total, out / f"{name}.pt")


__all__ = ["adapt", "arrays_of", "base", "encoded_corpora", "final", "last", "load", "plain_reports"]
