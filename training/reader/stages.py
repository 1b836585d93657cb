"""The stages of the reader's training, each going on from the one before: adapted, base, final.

`adapt` teaches nothing but the words of the field; `base` all corpora but those with marked pairs, so that folds can
begin with it; `final` everything. `more` goes on from a reader that is done, when texts were coded since and the whole
way is too long for the machine at hand. Each is given the folder of its checkpoints.
"""

from dataclasses import replace
from pathlib import Path

import torch

from .adapt import Plain, adapt, plain
from .corpora import Corpus, reports, vary
from .model import Reader
from .passages import encode
from .train import Plan, train

#: How often an epoch of the final stage shows a corpus, where it is not as often as one of the base.
FINAL = {
    "plv": 2.0, "cameo_roles": 2.0, "gold_train": 0.8, "gold_short": 0.8, "acts": 0.8, "polnear": 0.4, "icbe": 0.3, "synthetic": 0.1,
    "timebank": 0.2, "aquaint": 0.2,
}  # fmt: skip

#: The same for going on with what was coded since: mostly that, and of all else enough that nothing is forgotten.
MORE = {
    "acts": 1.2, "acts_cameo": 1.2, "gold_train": 0.8, "gold_short": 0.8, "plv": 1.0, "cameo_roles": 1.0, "polnear": 0.25, "icbe": 0.15,
    "synthetic": 0.05, "timebank": 0.1, "aquaint": 0.1,
}  # fmt: skip
#: How often `more` shows the other corpora, of what the base does.
REST = 0.3


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


def base(model: Reader, encoded, corpora, tokenizer, out: Path, tag: str, log, epochs, seconds=0.0, threads=2, tell=25):
    apart = {c.name for c in corpora if c.relational}
    repeats = {c.name: c.repeat for c in corpora}
    plan = Plan(epochs=epochs, size=6144, encoder_rate=2e-4, head_rate=1.3e-3, threads=threads, seconds=seconds, tell=tell)
    train(model, {k: v for k, v in encoded.items() if k not in apart}, repeats, plan, tokenizer, out, f"{tag}base", log)


def final(model: Reader, encoded, corpora, tokenizer, out: Path, tag: str, log, epochs, seconds=0.0, threads=2, seeds=(12, 13), tell=25):
    """Goes on from `out/TAGbase.pt` once for each seed; the weights in the end are the mean of all."""
    shown = {c.name: c.repeat for c in corpora} | FINAL
    plan = Plan(epochs=epochs, size=4096, encoder_rate=1e-4, head_rate=6e-4, threads=threads, seconds=seconds / len(seeds), tell=tell)
    mean_of(model, encoded, shown, plan, tokenizer, out, f"{tag}base", f"{tag}final", log, seeds)


def more(model: Reader, encoded, corpora, tokenizer, out: Path, tag: str, log, epochs, seconds=0.0, threads=2, seeds=(14, 15), tell=25):
    """Goes on from `out/TAGfinal.pt`, at a lower rate, to `out/TAGmore.pt`: the mean of the weights before and after, which
    read new records better than either."""
    shown = {c.name: c.repeat * REST for c in corpora} | MORE
    plan = Plan(epochs=epochs, size=3072, encoder_rate=7e-5, head_rate=3e-4, threads=threads, seconds=seconds / len(seeds), tell=tell)
    mean_of(model, encoded, shown, plan, tokenizer, out, f"{tag}final", f"{tag}more", log, seeds)
    after = {k: v.float().cpu() for k, v in model.state_dict().items()}
    load(model, out / f"{tag}final.pt")
    total = {k: (v.float().cpu() + after[k]) / 2 for k, v in model.state_dict().items()}
    model.load_state_dict(total)
    torch.save(total, out / f"{tag}more.pt")


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


__all__ = ["adapt", "arrays_of", "base", "encoded_corpora", "final", "load", "more", "plain_reports"]
