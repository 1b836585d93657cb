"""The corpora, each read into passages by one function.

`CORPORA` names them with their licence, the files they come from and the reader; the model card and the digest of
the training data are made from it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable
import hashlib
import re
import unicodedata

from ..passages import Passage
from ..subwords import Tokenizer


@dataclass(frozen=True)
class Corpus:
    name: str
    title: str
    licence: str
    files: tuple[str, ...]
    read: Callable[[Path, Tokenizer], Iterable[Passage]]
    #: How often an epoch shows it.
    repeat: float = 1.0
    #: Whether it tells relations between marked parties (left out of the base that the folds begin with).
    relational: bool = False
    #: Whether its passages are shown with their names exchanged as well.
    varied: bool = False


def normal(sentence: str) -> str:
    """A sentence as compared between corpora: letters and digits only, in lower case."""
    folded = unicodedata.normalize("NFKD", sentence).lower()
    return re.sub(r"[\W_]+", "", folded)


def sentence_key(sentence: str) -> str:
    return hashlib.sha256(normal(sentence).encode()).hexdigest()


def digest(data: Path, corpora: Iterable[Corpus]) -> str:
    """SHA-256 over the names and bytes of all files that the corpora are read from, those of the project's own too."""
    total = hashlib.sha256()
    for pattern in sorted({f for c in corpora for f in c.files}):
        for path in sorted((data / "data").glob(pattern)) or sorted(data.glob(pattern)):
            total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    root = Path(__file__).resolve().parents[3]
    coded = [root / "eval/coded" / name for name in ("first.jsonl", "third.jsonl", "written.jsonl")]
    for path in [*sorted((root / "training/own").iterdir()), *coded]:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def all_corpora() -> list[Corpus]:
    from . import acts, coded, crises, gold, names, plain, quotes, relations

    return [*gold.CORPORA, *coded.CORPORA, *acts.CORPORA, *quotes.CORPORA, *relations.CORPORA, *crises.CORPORA, *names.CORPORA, *plain.CORPORA]
