"""News items written for this project, real and invented events told in many wordings, with the acts marked in the text.

`eval/coded/items.txt` has an item a line. `{1 SANCTION/expel planned|will send home}` is the trigger of the item's first act, its
mode and status (actual when none is named; `?` behind them where coders could differ); `[a1 r2|Kenya]` the actor of act 1
and the recipient of act 2, with p for place, t for topic and g for agreement; `{=|the expulsion}` tells an act again.
What is not marked is no act. Marks nest and do not cross.

Their coders were readier to see an act than those of the gold records, and readers that learned triggers from them found
fewer of the acts of real reports. So they are shown in no stage but the one that fits the heads of status and mode.
"""

from pathlib import Path
import re

from . import Corpus
from .acts import triggers_of
from .. import labels as L
from ..passages import Passage, cut

FILE = Path(__file__).resolve().parents[3] / "eval/coded/items.txt"

#: By the letter of its mark; where the spans of one act nest, the later one takes the words.
ROLES = {"t": "topic", "g": "agreement", "p": "place", "r": "recipient", "a": "actor"}
_TRIGGER = re.compile(r"(\d) ([A-Z]+)(?:/([a-z-]+))?(?: ([a-z]+))?( ?\?)?")
_ROLE = re.compile(r"([tgpra])(\d)")


def parsed(line: str) -> tuple[str, list[dict], list[list[int]]]:
    """(text, acts as in `own/acts.jsonl`, spans that tell an act again); ValueError names a faulty mark."""
    text, acts, retold, open_marks, at = "", {}, [], [], 0

    def head(mark: str, name: str, a: int, b: int) -> None:
        if mark == "{" and name == "=":
            retold.append([a, b])
        elif mark == "{":
            m = _TRIGGER.fullmatch(name)
            if not m or m[2] not in L.EVENTS or (m[3] or "") not in L.MODES or (m[4] or "actual") not in L.STATUSES:
                raise ValueError(f"no trigger: {name!r} in {line!r}")
            act = acts.setdefault(m[1], {"roles": {}})
            if "words" in act:
                raise ValueError(f"act {m[1]} has two triggers in {line!r}")
            act |= {"words": [a, b], "type": m[2], "mode": m[3] or "", "status": m[4] or "actual", "optional": bool(m[5])}
        else:
            for role in name.split():
                m = _ROLE.fullmatch(role)
                if not m:
                    raise ValueError(f"no role: {role!r} in {line!r}")
                acts.setdefault(m[2], {"roles": {}})["roles"].setdefault(ROLES[m[1]], []).append([a, b])

    while at < len(line):
        c = line[at]
        if c in "{[":
            bar = line.index("|", at)
            open_marks.append((c, line[at + 1 : bar].strip(), len(text)))
            at = bar
        elif c in "}]":
            if not open_marks or open_marks[-1][0] != "{["["}]".index(c)]:
                raise ValueError(f"{c} closes nothing in {line!r}")
            mark, name, start = open_marks.pop()
            head(mark, name, start, len(text))
        else:
            text += c
        at += 1
    if open_marks or any("words" not in act for act in acts.values()):
        raise ValueError(f"a mark is not closed, or an act has no trigger: {line!r}")
    for act in acts.values():
        act["roles"] = {role: sorted(act["roles"][role]) for role in ROLES.values() if role in act["roles"]}
    return text, [acts[k] for k in sorted(acts)], sorted(retold)


def lines() -> list[str]:
    return [s for s in FILE.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#")]


def counted() -> tuple[int, int]:
    """(items, acts) of the file."""
    found = [parsed(line) for line in lines()]
    return len(found), sum(len(acts) for _, acts, _ in found)


def items(data: Path, tokenizer):
    for line in lines():
        text, acts, retold = parsed(line)
        for a, b in cut(text, tokenizer):
            triggers = triggers_of(text, acts, a, b)
            unsure = [(x - a, y - a) for x, y in retold if a <= x and y <= b]
            sure = [t for t in triggers if not t.optional]
            yield Passage(
                text[a:b], "items", triggers=triggers, trigger_unsure=unsure,
                event=1.0 if sure else None if triggers or unsure else 0.0,
                events=sorted({t.event for t in sure}) if len(sure) == len(triggers) else None,
            )  # fmt: skip


CORPORA = [
    Corpus("items", "news items written and coded for this project", "this project's own", (), items, 0.0),
]  # fmt: skip
