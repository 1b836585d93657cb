"""ICBe: sentences of crisis narratives coded by experts; and machine-written stories as weak data."""

from pathlib import Path
import csv
import gzip
import random
import sys

from . import Corpus
from .gold import words_of
from ..passages import Passage, cut

csv.field_size_limit(sys.maxsize)

SAID = {
    "appeal": "REQUEST", "demand": "REQUEST", "reject": "REJECT", "accuse": "ACCUSE", "disapprove": "ACCUSE",
    "ultimatum": "THREATEN", "threaten": "THREATEN", "accept": "AGREE", "promise": "AGREE", "offer": "AGREE",
    "offer - without conditions": "AGREE", "praise": "SUPPORT", "express intent": "STATEMENT",
}  # fmt: skip
DONE = {
    "meeting": "CONSULT", "discussion": "CONSULT", "mediation": "CONSULT", "sign formal agreement": "SUPPORT",
    "settle dispute": "AGREE", "military cooperation": "COOPERATE", "economic cooperation": "COOPERATE",
    "intelligence cooperation": "COOPERATE", "general political support": "SUPPORT", "humanitarian aid": "AID",
    "end economic cooperation": "SANCTION", "break off negotiations": "REJECT", "withdraw diplomats": "SANCTION",
    "terminate treaty": "SANCTION", "leave alliance": "SANCTION", "end economic aid": "SANCTION", "attack": "ASSAULT",
    "invasion/occupation": "ASSAULT", "battle/clash": "ASSAULT", "bombard": "ASSAULT", "deployment to area": "MOBILIZE",
    "mobilization": "MOBILIZE", "show of force": "MOBILIZE", "raise in alert": "MOBILIZE", "exercise": "MOBILIZE",
    "weapons test": "MOBILIZE", "fortify": "MOBILIZE", "blockade": "COERCE", "annex": "COERCE", "coup": "COERCE",
    "restrict rights": "COERCE", "cease fire": "RETREAT", "withdraw from area": "RETREAT", "retreat": "RETREAT",
    "surrender": "RETREAT", "withdraw behind border": "RETREAT", "end blockade": "RETREAT", "protest": "PROTEST",
    "riot": "PROTEST", "strike": "PROTEST", "assassination": "ASSAULT", "terrorism": "ASSAULT", "mass killing": "ASSAULT",
}  # fmt: skip
SOMEONE = {"United States of America": ["United States", "U.S.", "America", "Washington"], "Soviet Union": ["Soviet Union", "USSR", "Moscow", "Soviet"],
           "United Kingdom": ["United Kingdom", "U.K.", "Britain", "London"]}  # fmt: skip


def mentions_of(name: str, text: str):
    """Where a state, named as the coders name it, stands in the text."""
    return [span for n in SOMEONE.get(name, [name]) for span in words_of(text, n)]


def icbe(data: Path, tokenizer):
    with gzip.open(data / "data/train/events/icbe_train.tsv.gz", "rt", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    for row in rows:
        text = (row["sentence_span_text"] or "").strip()
        if not text:
            continue
        said = [SAID[k] for k in (row["sayintkind"] or "").split(";") if k in SAID]
        done = [
            DONE[k]
            for column in ("interact_increasecoop", "interact_decreasecoop", "interact_escalate", "interact_deescalate",
                           "act_uncooperative", "act_escalate", "act_deescalate")
            for k in (row[column] or "").split(";")
            if k in DONE
        ]  # fmt: skip
        # A speech about an action: the action is its content, not what happened.
        kinds = said or (done if row["event_type"] == "action" else [])
        if not kinds:
            continue
        yield Passage(text, "icbe", event=1.0, weight=0.3)
        prefix = "say" if said else "do"
        one, two = (mentions_of((row[f"{prefix}_actor_{x}"] or "").split(";")[0], text) for x in "ab")
        if one and two and len(set(kinds)) == 1 and not set(one) & set(two):
            yield Passage(text, "icbe", relation=(one[:1], two[:1], (kinds[0],)), weight=0.4)


def synthetic(data: Path, tokenizer):
    """The first passage of each machine-written story: some event of its type is in it."""
    path = data / "data/train/events/synthetic/gpt_synthetic_events_2023-10-19_19.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    random.Random(7).shuffle(rows)
    for row in rows[:1500]:
        text = row["text"].strip()
        pieces = cut(text, tokenizer)
        if text and pieces:
            a, b = pieces[0]
            yield Passage(text[a:b], "synthetic", event=1.0, weight=0.2)


CORPORA = [
    Corpus("icbe", "ICBe (International Crisis Behavior events), training part", "no licence in the data folder; research use",
           ("train/events/icbe_train.tsv.gz",), icbe, 1.0),
    Corpus("synthetic", "machine-written stories with PLOVER types (A. Halterman)", "as published by their author; research use",
           ("train/events/synthetic/gpt_synthetic_events_2023-10-19_19.csv.gz",), synthetic, 0.5),
]  # fmt: skip
