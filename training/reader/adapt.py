"""Going on with hidden words: the encoder guesses words that are hidden in plain reports of the field.

Nothing is marked in them. It brings the starting weights, which were made to compare whole sentences, back to the
single words that all heads look at, and teaches them what the case of a word tells. Words are hidden whole
(Devlin et al. 2019, and the whole-word masking of its later models).
"""

from dataclasses import dataclass
from pathlib import Path
import time

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

from .model import WIDTH, Reader
from .passages import MAX_SUBWORDS, cut
from .subwords import Tokenizer
from .train import device_and_type

#: The share of words that is hidden.
SHARE = 0.15


@dataclass
class Plain:
    """The subwords of many passages, one after another, and where each passage begins (and the last ends)."""

    ids: np.ndarray
    cases: np.ndarray
    starts: np.ndarray


def plain(texts, tokenizer: Tokenizer) -> Plain:
    ids, cases, starts = [], [], [0]
    for text in texts:
        subwords = tokenizer(text)
        for a, b in cut(text, tokenizer):
            part = subwords.slice(*subwords.span(a, b)).slice(0, MAX_SUBWORDS - 2)
            if len(part) < 6:
                continue
            ids.append(part.ids.astype(np.uint16))
            cases.append(part.cases.astype(np.uint8))
            starts.append(starts[-1] + len(part))
    return Plain(np.concatenate(ids), np.concatenate(cases), np.array(starts, dtype=np.int64))


class Guess(nn.Module):
    """The head that guesses words; it is thrown away in the end."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.turn, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, x, words):
        return F.linear(self.norm(F.gelu(self.turn(x))), words, self.bias)


def hide(ids, lengths, inside, mask: int, special, generator):
    """(ids with words hidden, which subwords are to be guessed). Of those to be guessed a tenth stays, a tenth is another."""
    t = torch.arange(ids.shape[1], device=ids.device)[None]
    word = (~inside[ids]).cumsum(1)
    dice = lambda: torch.rand(ids.shape, device=ids.device, generator=generator)  # noqa: E731
    chosen = dice().gather(1, word.clamp(max=ids.shape[1] - 1)) < SHARE
    chosen &= (t > 0) & (t < lengths[:, None] - 1)
    how = dice()
    other = torch.randint(special, len(inside), ids.shape, device=ids.device, generator=generator)
    shown = torch.where(chosen & (how < 0.8), mask, torch.where(chosen & (how > 0.9), other, ids))
    return shown, chosen


def adapt(model: Reader, corpus: Plain, tokenizer: Tokenizer, out: Path, name: str, log, epochs=1.6, seconds=0.0, size=16384, rate=4e-4, seed=7) -> None:
    """Trains the encoder in place and leaves it in `out/NAME.pt`."""
    path = out / f"{name}.pt"
    if path.exists():
        model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
        log(f"{name}: already done")
        return
    device, kind = device_and_type()
    torch.manual_seed(seed)
    model.to(device).train()
    model.encoder.word.weight.requires_grad_(False)
    guess = Guess(len(tokenizer.vocab)).to(device)
    inside = torch.from_numpy(tokenizer.inside).to(device)
    special = tokenizer.vocab.index("the")
    generator = torch.Generator(device=device).manual_seed(seed)
    rng = np.random.default_rng(seed)
    sizes = np.diff(corpus.starts)
    batches = []
    for k in range(int(np.ceil(epochs))):
        # Passages of like length together, drawn anew each time.
        order = np.argsort(sizes + rng.integers(0, 8, len(sizes)), kind="stable")
        # Ends are cut where a batch would grow over its size.
        part, begin = [], 0
        for i in range(len(order)):
            if (sizes[order[i]] + 2) * (i + 1 - begin) > size:
                part.append(order[begin:i])
                begin = i
        part.append(order[begin:])
        rng.shuffle(part)
        batches += part[: int(len(part) * min(1.0, epochs - k))]
    trained = [p for p in model.encoder.parameters() if p.requires_grad] + list(guess.parameters())
    optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=device.type == "cuda")
    begun, mean = time.monotonic(), None
    for step, rows in enumerate(batches):
        progress = step / len(batches)
        if seconds:
            progress = max(progress, (time.monotonic() - begun) / seconds)
            if progress >= 1:
                break
        for group in optimizer.param_groups:
            group["lr"] = rate * max(0.02, min(1.0, (step + 1) / (0.06 * len(batches))) * (1 - progress))
        longest = int(sizes[rows].max()) + 2
        ids = np.full((len(rows), longest), tokenizer.pad, dtype=np.int64)
        cases = np.zeros((len(rows), longest), dtype=np.int64)
        for k, r in enumerate(rows):
            a, b = corpus.starts[r], corpus.starts[r + 1]
            ids[k, 0], ids[k, b - a + 1] = tokenizer.cls, tokenizer.sep
            ids[k, 1 : b - a + 1], cases[k, 1 : b - a + 1] = corpus.ids[a:b], corpus.cases[a:b]
        ids, cases = torch.from_numpy(ids).to(device), torch.from_numpy(cases).to(device)
        lengths = torch.from_numpy(sizes[rows] + 2).to(device)
        shown, chosen = hide(ids, lengths, inside, tokenizer.mask, special, generator)
        with torch.autocast(device.type, kind, enabled=kind != torch.float32):
            x = model.encoder(shown, cases, torch.zeros_like(ids), lengths)
            logits = guess(x[chosen], model.encoder.word.weight)
        loss = F.cross_entropy(logits.float(), ids[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        mean = loss.detach() if mean is None else 0.98 * mean + 0.02 * loss.detach()
        if (step + 1) % 100 == 0:
            log(f"{name} {step + 1}/{len(batches)} {100 * progress:.0f}% {time.monotonic() - begun:.0f} s, loss {float(mean):.3f}")
    model.eval()
    torch.save(model.state_dict(), path)
