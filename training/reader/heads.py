"""The stage after the last: the heads of status and mode are fitted anew, with all else of the reader held still.

What a trigger's words mean, the encoder knows by now; which status and mode that is, more coded acts tell than its other
heads could learn from. Each head is one layer over the mean of the trigger's subwords.
"""

from pathlib import Path

import torch
import torch.nn.functional as F

from .batches import collate, grouped
from .model import Reader, anchor_means
from .passages import IGNORE

#: How much an act counts, by corpus. Others mark no status or mode.
SHARES = {"gold_train": 2.0, "gold_short": 2.0, "coded": 2.0, "acts": 1.0, "acts_cameo": 1.0, "items": 1.0}
#: Passes over all acts; the rate, and what of it a pass leaves to the next; acts in a batch; the share of inputs dropped.
PASSES, RATE, LEFT, SIZE, DROPPED = 6, 2e-3, 0.6, 256, 0.1


@torch.no_grad()
def acts_of(model: Reader, encoded: list, pad: int):
    """(what the encoder makes of the triggers, their statuses, their modes) of some passages."""
    means, labels = [], []
    for group in grouped([e for e in encoded if e.roles and e.relation is None], 8192):
        batch = collate(group, pad)
        anchors = [(row, *role) for row, e in enumerate(group) for role in e.roles]
        x = model.encoder(batch.ids, batch.cases, batch.sides, batch.lengths)
        means.append(anchor_means(x, [a[0] for a in anchors], [a[1] for a in anchors]))
        labels += [(a[4], a[5]) for a in anchors]
    return torch.cat(means), *torch.tensor(labels).T


def fit(model: Reader, encoded: dict[str, list], tokenizer, out: Path, name: str, log, seed: int = 1) -> None:
    """Fits both heads in place; leaves `out/NAME.pt`."""
    model.float().cpu().eval()
    torch.manual_seed(seed)
    found = {}
    for corpus, passages in encoded.items():
        found[corpus] = acts_of(model, passages, tokenizer.pad)
        log(f"{corpus}: {len(found[corpus][0])} acts")
    means = torch.cat([f[0] for f in found.values()])
    weights = torch.cat([torch.full((len(f[0]),), SHARES[corpus]) for corpus, f in found.items()])
    for k, head in enumerate((model.status, model.mode)):
        right = torch.cat([f[1 + k] for f in found.values()])
        known = (right != IGNORE).nonzero()[:, 0]
        optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.0)
        for _ in range(PASSES):
            for some in known[torch.randperm(len(known))].split(SIZE):
                each = F.cross_entropy(head(F.dropout(means[some], DROPPED)), right[some], reduction="none")
                optimizer.zero_grad(set_to_none=True)
                (each * weights[some]).mean().backward()
                optimizer.step()
            optimizer.param_groups[0]["lr"] *= LEFT
    torch.save({k: v.float().cpu() for k, v in model.state_dict().items()}, out / f"{name}.pt")
