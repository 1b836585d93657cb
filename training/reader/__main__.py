"""The one command: `python -m reader --data DIR --out DIR [--fast]`."""

from pathlib import Path
import argparse
import json
import os
import time

import torch

from .corpora import all_corpora, digest
from .model import Reader
from .passages import encode
from .subwords import Tokenizer, weights_folder
from .train import Plan, train

ROOT = Path(__file__).resolve().parents[2]


def log(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(prog="reader", description="Trains the reader and writes its model file.")
    ask.add_argument("--data", type=Path, default=os.environ.get("CHANCERY_DATA"), help="folder with data/ and eval/")
    ask.add_argument("--out", type=Path, default=ROOT / "out", help="checkpoints and encoded corpora")
    ask.add_argument("--models", type=Path, default=ROOT / "models", help="where the model file and its figures go")
    ask.add_argument("--fast", action="store_true", help="a few steps on a few passages, to see that all runs")
    ask.add_argument("--epochs", type=float, default=3)
    ask.add_argument("--seconds", type=float, default=0, help="stop the base training after this long")
    ask.add_argument("--final-epochs", type=float, default=2)
    ask.add_argument("--final-seconds", type=float, default=0, help="stop the final training after this long")
    ask.add_argument("--more-epochs", type=float, default=3)
    ask.add_argument("--more-seconds", type=float, default=0, help="stop the training that goes on from the final after this long")
    ask.add_argument("--fold-epochs", type=float, default=6)
    ask.add_argument("--threads", type=int, default=os.cpu_count())
    ask.add_argument("--steps", default="base,final,more,measure,export", help="which of base, final, more, folds, measure, export to do")
    a = ask.parse_args()
    if a.data is None:
        ask.error("give --data DIR or set CHANCERY_DATA")
    a.data = Path(a.data)
    a.out.mkdir(parents=True, exist_ok=True)
    steps = a.steps.split(",")
    tokenizer = Tokenizer(weights_folder(a.out))
    corpora = all_corpora()
    torch.manual_seed(11)
    model = Reader(len(tokenizer.vocab))
    model.encoder.load_start(a.out / "minilm")
    tag = "fast-" if a.fast else ""

    encoded = {}
    if {"base", "final", "more"} & set(steps):
        for corpus in corpora:
            passages = list(corpus.read(a.data, tokenizer))
            if a.fast:
                passages = passages[:24]
            encoded[corpus.name] = [e for p in passages if (e := encode(p, tokenizer))]
            log(f"{corpus.name}: {len(encoded[corpus.name])} passages")
    repeats = {c.name: c.repeat for c in corpora}
    apart = {c.name for c in corpora if c.relational}
    if "base" in steps:
        plan = Plan(epochs=0.5 if a.fast else a.epochs, threads=a.threads, seconds=a.seconds)
        shared = {k: v for k, v in encoded.items() if k not in apart}
        train(model, shared, repeats, plan, tokenizer.pad, a.out, tag + "base", log)
    if "final" in steps:
        state = torch.load(a.out / f"{tag}base.pt", map_location="cpu", weights_only=False)
        model.load_state_dict(state["model"])
        # What the base has learnt is kept up with a part of its corpora while the pairs are learnt.
        kept = {k: v * (1 if k in apart else 0.34) for k, v in repeats.items()} | {"polnear": 0.2}
        plan = Plan(
            epochs=0.5 if a.fast else a.final_epochs, encoder_rate=7e-5, head_rate=5e-4, threads=a.threads,
            seconds=a.final_seconds,
        )  # fmt: skip
        train(model, encoded, kept, plan, tokenizer.pad, a.out, tag + "final", log)
    if "more" in steps:
        # All corpora together, with a new warm-up: how long this goes on is only a matter of time to spend. The lower
        # half of the layers has settled and is left in peace, but for passages with a pair.
        state = torch.load(a.out / f"{tag}final.pt", map_location="cpu", weights_only=False)
        model.load_state_dict(state["model"])
        plan = Plan(
            epochs=0.5 if a.fast else a.more_epochs, size=2048, encoder_rate=1.1e-4, head_rate=6e-4, warm=0.03,
            threads=a.threads, seconds=a.more_seconds, seed=12, average=True,
        )  # fmt: skip
        shown = repeats | {"plv": 2.0, "cameo_roles": 2.0, "gold_train": 2.0, "gold_short": 2.0, "polnear": 0.5, "icbe": 0.2, "synthetic": 0.1, "timebank": 0.2, "aquaint": 0.2}
        model.encoder.settled = 3
        train(model, encoded, shown, plan, tokenizer.pad, a.out, tag + "more", log)
    if "folds" in steps:
        from .folds import measure_folds

        measure_folds(a.data, a.out, a.models, tokenizer, a.threads, a.fast, a.fold_epochs, log)
    if "measure" in steps or "export" in steps:
        name = next(n for n in (f"{tag}{step}.pt" for step in ("more", "final", "base")) if (a.out / n).exists())
        model.load_state_dict(torch.load(a.out / name, map_location="cpu", weights_only=False)["model"])
        model.float().cpu().eval()
    a.models.mkdir(parents=True, exist_ok=True)
    figures = a.models / "metrics.json"
    if "measure" in steps:
        from .measure import measure

        found = measure(model, tokenizer, a.data, a.fast, log)
        figures.write_text(json.dumps(found, indent=1) + "\n")
    if "export" in steps:
        from .export import export

        export(model, tokenizer, corpora, digest(a.data, corpora), a.models, figures, log)


if __name__ == "__main__":
    main()
