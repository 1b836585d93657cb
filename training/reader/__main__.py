"""The one command: `python -m reader --data DIR --out DIR [--fast]`."""

from pathlib import Path
import argparse
import json
import os
import time

import torch

from . import stages
from .corpora import all_corpora, digest, reports
from .model import Reader
from .restore import restore
from .subwords import Tokenizer, weights_folder

ROOT = Path(__file__).resolve().parents[2]


def log(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(prog="reader", description="Trains the reader and writes its model file.")
    ask.add_argument("--data", type=Path, default=os.environ.get("CHANCERY_DATA"), help="folder with data/ and eval/")
    ask.add_argument("--out", type=Path, default=ROOT / "out", help="checkpoints and encoded corpora")
    ask.add_argument("--models", type=Path, default=ROOT / "models", help="where the model file and its figures go")
    ask.add_argument("--fast", action="store_true", help="a few steps on a few passages, to see that all runs")
    ask.add_argument("--adapt-epochs", type=float, default=2.7)
    ask.add_argument("--base-epochs", type=float, default=5)
    ask.add_argument("--final-epochs", type=float, default=4)
    ask.add_argument("--distil-epochs", type=float, default=2)
    ask.add_argument("--teachers", type=int, default=2, help="readers that are trained apart, from which the last learns")
    ask.add_argument("--carried", action="store_true", help="let it learn from the reader of the model file as well")
    ask.add_argument("--seconds", type=float, default=0, help="end each stage after this long, its rate brought down to zero")
    ask.add_argument("--fold-epochs", type=float, default=12)
    ask.add_argument("--threads", type=int, default=os.cpu_count())
    ask.add_argument("--steps", default="adapt,base,final,distil,measure,export", help="which of adapt, base, final, distil, folds, measure, export to do")
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

    brief = 0.5 if a.fast else None
    spent = {"seconds": a.seconds}
    plain = stages.plain_reports(a.data, tokenizer, a.fast, log) if {"adapt", "distil"} & set(steps) else None
    if "adapt" in steps:
        stages.adapt(model, plain, tokenizer, a.out, f"{tag}adapted", log, epochs=brief or a.adapt_epochs, **spent)
    encoded = stages.encoded_corpora(corpora, a.data, tokenizer, a.fast, log) if {"base", "final", "distil"} & set(steps) else {}
    common = {"threads": a.threads} | spent
    teachers = [f"{tag}{k}-" for k in range(1, a.teachers + 1)]
    for k, name in enumerate(teachers):
        if "base" in steps:
            if (a.out / f"{tag}adapted.pt").exists():
                stages.load(model, a.out / f"{tag}adapted.pt")
            stages.base(model, encoded, corpora, tokenizer, a.out, name, log, epochs=brief or a.base_epochs, seed=11 + 20 * k, **common)
        if "final" in steps:
            seeds = (12 + 20 * k, 13 + 20 * k)
            stages.final(model, encoded, corpora, tokenizer, a.out, name, log, epochs=brief or a.final_epochs, seeds=seeds, **common)
    if "distil" in steps:
        known = [f"{name}final" for name in teachers]
        if a.carried:
            restore(model, a.models / "reader.bin")
            torch.save(model.state_dict(), a.out / f"{tag}carried.pt")
            known.append(f"{tag}carried")
        stages.last(model, encoded, plain, tokenizer, a.out, tag, log, known, epochs=brief or a.distil_epochs, **common)
    if "folds" in steps:
        from .folds import measure_folds

        measure_folds(a.data, a.out, a.models, tokenizer, a.threads, a.fast, a.fold_epochs, log)
    if "measure" in steps or "export" in steps:
        done = [a.out / f"{tag}{stage}.pt" for stage in ("1-final", "distilled")]
        stages.load(model, max((p for p in done if p.exists()), key=lambda p: p.stat().st_mtime))
        model.float().cpu().eval()
    a.models.mkdir(parents=True, exist_ok=True)
    figures = a.models / "metrics.json"
    if "measure" in steps:
        from .measure import measure

        found = measure(model, tokenizer, a.data, a.fast, log)
        figures.write_text(json.dumps(found, indent=1) + "\n")
    if "export" in steps:
        from .export import export

        export(model, tokenizer, corpora + reports.REPORTS, digest(a.data, corpora + reports.REPORTS), a.models, figures, log)


if __name__ == "__main__":
    main()
