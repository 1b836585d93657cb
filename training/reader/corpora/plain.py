"""What no event is: sentences written for this project, and how to tell that a passage has no political actor.

`own/plain.txt` holds sport, markets, weather, crime, culture, science and home affairs, often with names of states
and with words that elsewhere tell of political acts, and some true acts that stand near to them.
"""

from functools import cache
from pathlib import Path
import random
import re

from . import Corpus
from .tables import demonyms, states
from ..passages import Passage, Trigger

FILE = Path(__file__).resolve().parents[2] / "own/plain.txt"

_MARKED = re.compile(r"\[([A-Z]+) ([a-z]+)\|([^\]]+)\]")

#: Words that name or may name a political actor, beside states and their people.
_ACTORS = (
    r"president\w*|premier|minist\w+|govern\w+|parliament\w*|congress\w*|senat\w+|lawmaker\w*|council\w*|commission\w*|"
    r"mayor|ambassador\w*|embass\w+|envoys?|diplomat\w*|king|queen|prince\w*|emperor|pope|part(?:y|ies)|republicans?|"
    r"democrat\w*|opposition|elect\w+|vote\w*|army|armies|militar\w+|troops?|soldiers?|forces?|navy|naval|police|rebels?|"
    r"militants?|militias?|terror\w*|court|judges?|officials?|leaders?|activists?|protest\w*|demonstrat\w+|unions?|"
    r"UN|EU|NATO|U\.N\.|U\.S\.|US|UK|state|states|nation\w*|countr\w+|war|wars|treat(?:y|ies)|policy|politic\w*|"
    r"white house|kremlin|pentagon|law|laws|federal|public|minority|refugees?|migrants?|border\w*"
)


@cache
def _actors() -> re.Pattern:
    names = "|".join(re.escape(n) for n in sorted(states() | demonyms(), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b|\b(?i:{_ACTORS})\b")


def is_plain(text: str) -> bool:
    """Whether a text names nobody who could take part in an event."""
    return not _actors().search(text)


def line_of(line: str) -> tuple[str, list[Trigger], bool]:
    """(text, triggers, whether somebody speaks) of a line of the file."""
    speaks = line.startswith("~")
    line = line.removeprefix("~")
    text, triggers, last = "", [], 0
    for m in _MARKED.finditer(line):
        text += line[last : m.start()]
        triggers.append(Trigger((len(text), len(text) + len(m[3])), m[1], m[2]))
        text += m[3]
        last = m.end()
    return text + line[last:], triggers, speaks


def passage_of(lines: list[tuple[str, list[Trigger], bool]]) -> Passage:
    text, triggers = "", []
    for words, found, _ in lines:
        text += " " if text else ""
        triggers += [Trigger((t.span[0] + len(text), t.span[1] + len(text)), t.event, t.status) for t in found]
        text += words
    # Nothing is marked of who says what, so of lines with speech or acts no attribution is taught.
    speaks = any(s for _, _, s in lines)
    return Passage(
        text, "plain", attributions=None if speaks or triggers else [], triggers=triggers, event=float(bool(triggers)),
        speech=1.0 if speaks else None if triggers else 0.0, events=sorted({t.event for t in triggers}),
    )  # fmt: skip


def plain(data: Path, tokenizer):
    lines = [line_of(s) for s in FILE.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#")]
    for line in lines:
        yield passage_of([line])
    # The same in short paragraphs, so that acts stand among what is none.
    random.Random(5).shuffle(lines)
    for i in range(0, len(lines), 3):
        yield passage_of(lines[i : i + 3])


CORPORA = [
    Corpus("plain", "sentences without political acts, and some with, written for this project", "this project's own",
           (), plain, 4.0),
]  # fmt: skip
