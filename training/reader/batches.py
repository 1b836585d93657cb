"""Passages to batches of like length."""

from dataclasses import dataclass
import random

import numpy as np
import torch

from .passages import IGNORE, Encoded


@dataclass
class Batch:
    ids: torch.Tensor
    cases: torch.Tensor
    sides: torch.Tensor
    lengths: torch.Tensor
    encoded: list[Encoded]

    @property
    def size(self):
        return self.ids.shape


def collate(group: list[Encoded], pad: int) -> Batch:
    t = max(len(e) for e in group)

    def stack(name, fill):
        rows = np.full((len(group), t), fill, dtype=np.int64)
        for row, e in zip(rows, group):
            row[: len(e)] = getattr(e, name)
        return torch.from_numpy(rows)

    lengths = torch.tensor([len(e) for e in group])
    return Batch(stack("ids", pad), stack("cases", 0), stack("sides", 0), lengths, group)


def tags_of(batch: Batch, name: str) -> torch.Tensor | None:
    """The tags of one layer, padded; passages without the layer are ignored."""
    if all(getattr(e, name) is None for e in batch.encoded):
        return None
    rows = np.full(tuple(batch.size), IGNORE, dtype=np.int64)
    for row, e in zip(rows, batch.encoded):
        tags = getattr(e, name)
        if tags is not None:
            row[: len(tags)] = tags
    return torch.from_numpy(rows)


def grouped(encoded: list[Encoded], size: int, rng: random.Random | None = None) -> list[list[Encoded]]:
    """Groups by length so that a batch has about `size` subwords; the order is shuffled when `rng` is given.

    Passages with a marked pair are batched apart from the others.
    """
    order = list(range(len(encoded)))
    if rng:
        rng.shuffle(order)
    groups: list[list[Encoded]] = []
    pool = 4096
    for start in range(0, len(order), pool):
        part = sorted(order[start : start + pool], key=lambda i: (encoded[i].relation is None, len(encoded[i])))
        group: list[Encoded] = []
        for i in part:
            other = group and (group[0].relation is None) != (encoded[i].relation is None)
            if group and (other or len(encoded[i]) * (len(group) + 1) > size):
                groups.append(group)
                group = []
            group.append(encoded[i])
        if group:
            groups.append(group)
    if rng:
        rng.shuffle(groups)
    return groups


def batches(encoded: list[Encoded], size: int, pad: int) -> list[Batch]:
    """All passages once, in batches of about `size` subwords."""
    return [collate(g, pad) for g in grouped(encoded, size)]
