"""The last stage: one reader learns from several that were trained apart, on plain reports as well as on the corpora.

Several readers err differently; the mean of what they say is right more often than any one of them, and of plain
reports there are many more than of coded ones (Hinton et al. 2015). The one that learns sees passages with words
hidden, the others see them whole.
"""

from pathlib import Path
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import labels as L
from .adapt import Plain
from .batches import Batch, collate, grouped
from .model import Reader, anchor_means
from .passages import Encoded, Passage
from .train import WEIGHTS, Plan, device_and_type, epoch_of, hide, losses, optimizer_of, set_rate

TOKENS = ("mention", "cue", "trigger", "side")
#: How much of the loss is what the others say, beside the labels of a passage that has some.
SAID = 1.0


def passages_of(corpus: Plain, tokenizer, share: float, rng: np.random.Generator) -> list[Encoded]:
    """A share of the plain passages, as passages of which nothing is known."""
    bare = Passage("", "plain_reports")
    found = []
    for k in rng.permutation(len(corpus.starts) - 1)[: int(share * (len(corpus.starts) - 1))]:
        a, b = corpus.starts[k], corpus.starts[k + 1]
        ids = np.concatenate([[tokenizer.cls], corpus.ids[a:b], [tokenizer.sep]]).astype(np.int64)
        cases = np.concatenate([[0], corpus.cases[a:b], [0]]).astype(np.int64)
        found.append(Encoded(bare, ids, cases, np.zeros(len(ids), dtype=np.int64)))
    return found


def spans_in(tags: np.ndarray, inside: int) -> list[tuple[int, int, int]]:
    """(row, start, end) of the spans in rows of tags of which 0 is none and `inside` goes on."""
    found = []
    for row, at in zip(*np.nonzero((tags != 0) & (tags != inside))):
        end = at + 1
        while end < tags.shape[1] and tags[row, end] == inside:
            end += 1
        found.append((int(row), int(at), int(end)))
    return found


def pairs(model: Reader, name: str, d, anchors):
    """(logits of the tags as seen from each anchor, logits of what the anchor itself is)."""
    rows = [a[0] for a in anchors]
    means = anchor_means(d, rows, [a[1:] for a in anchors])
    firsts = torch.tensor([a[1] for a in anchors], device=d.device)
    logits = getattr(model, name)(d[rows], means, firsts).float()
    own = [getattr(model, head)(means).float() for head in (("speech",) if name == "part" else ("status", "mode"))]
    return logits, own


@torch.no_grad()
def said(teachers: list[Reader], batch: Batch, device):
    """The mean probabilities of all heads, and the anchors (cues, triggers) that they find."""
    lengths = batch.lengths.to(device)
    given = (batch.ids.to(device), batch.cases.to(device), batch.sides.to(device), lengths)
    xs = [t.encoder(*given) for t in teachers]
    mean = lambda values: sum(values) / len(teachers)  # noqa: E731
    found = {name: mean([torch.softmax(getattr(t, name)(x).float(), -1) for t, x in zip(teachers, xs)]) for name in TOKENS}
    found["passage"] = mean([torch.sigmoid(t.judge(x, lengths).float()) for t, x in zip(teachers, xs)])
    inside = torch.arange(batch.ids.shape[1], device=device)[None] < lengths[:, None] - 1
    inside[:, 0] = False
    anchors = {}
    for name, head, last in (("part", "cue", 2), ("role", "trigger", L.TRIGGER_TAGS.index("I"))):
        likeliest = torch.where(inside, found[head].argmax(-1), 0).cpu().numpy()
        anchors[name] = spans_in(likeliest, last)
        if anchors[name]:
            each = [pairs(t, name, x, anchors[name]) for t, x in zip(teachers, xs)]
            found[name] = mean([torch.softmax(logits, -1) for logits, _ in each])
            for k, head in enumerate(("speech",) if name == "part" else ("status", "mode")):
                found[head] = mean([torch.softmax(own[k], -1) for _, own in each])
    return found, anchors, inside


def learned(model: Reader, batch: Batch, taught, anchors, inside, device) -> dict[str, torch.Tensor]:
    """The loss of each head against what the others say, on the scale of the losses against labels."""
    lengths = batch.lengths.to(device)
    x = model.encoder(batch.ids.to(device), batch.cases.to(device), batch.sides.to(device), lengths)
    d = model.drop(x)
    against = lambda logits, p: -(p * torch.log_softmax(logits.float(), -1)).sum(-1)  # noqa: E731
    found = {name: against(getattr(model, name)(d), taught[name])[inside].mean() * 4 for name in TOKENS}
    found["passage"] = F.binary_cross_entropy_with_logits(model.judge(x, lengths).float(), taught["passage"])
    for name, heads in (("part", ("speech",)), ("role", ("status", "mode"))):
        if not anchors[name]:
            continue
        logits, own = pairs(model, name, d, anchors[name])
        rows = inside[[a[0] for a in anchors[name]]]
        found[name] = (against(logits, taught[name]) * rows).sum() / len(anchors[name]) / 40
        for head, values in zip(heads, own):
            found[head] = against(values, taught[head]).mean()
    return found


def distil(model: Reader, teachers: list[Reader], encoded, repeats, plain: Plain, share: float, plan: Plan, tokenizer, out: Path, name: str, log) -> None:
    """Trains in place, on `share` of the plain reports and the corpora as often as `repeats` says; leaves `out/NAME.pt`."""
    device, kind = device_and_type()
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    for teacher in teachers:
        teacher.to(device).eval().requires_grad_(False)
    model.to(device).train()
    optimizer = optimizer_of(model, plan, device)
    rng, noise = random.Random(plan.seed), np.random.default_rng(plan.seed)
    work = []
    for k in range(int(np.ceil(plan.epochs))):
        part = grouped(epoch_of(encoded, repeats, rng), plan.size, rng)
        work += part[: int(len(part) * min(1.0, plan.epochs - k))]
    work += grouped(passages_of(plain, tokenizer, share, noise), plan.size, rng)
    rng.shuffle(work)
    begun, running = time.monotonic(), {}
    for step, group in enumerate(work):
        progress = step / len(work)
        if plan.seconds:
            progress = max(progress, (time.monotonic() - begun) / plan.seconds)
            if progress >= 1:
                break
        set_rate(optimizer, plan, step, len(work), progress)
        with torch.autocast(device.type, kind, enabled=kind != torch.float32):
            batch = collate(group, tokenizer.pad)
            paired = group[0].relation is not None
            if not paired:
                taught = said(teachers, batch, device)
            batch.ids = hide(batch.ids, batch.lengths, plan.hidden, tokenizer.mask, noise)
            # A marked pair changes what the encoder sees, which only its label is about.
            parts = losses(model, batch, device) if group[0].passage.corpus != "plain_reports" or paired else {}
            total = sum(WEIGHTS[k] * v for k, v in parts.items())
            if not paired:
                heard = learned(model, batch, *taught, device)
                total = total + SAID * sum(WEIGHTS[k] * v for k, v in heard.items())
                for k, v in heard.items():
                    running[k] = v.detach() if k not in running else 0.98 * running[k] + 0.02 * v.detach()
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % plan.tell == 0:
            log(f"{name} {step + 1}/{len(work)} {100 * progress:.0f}% {time.monotonic() - begun:.0f} s " + " ".join(f"{k} {float(v):.3f}" for k, v in sorted(running.items())))
    model.eval()
    torch.save({k: v.float().cpu() for k, v in model.state_dict().items()}, out / f"{name}.pt")
