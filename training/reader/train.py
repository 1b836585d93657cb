"""Training: the losses of all heads, the schedule, the checkpoints."""

from dataclasses import dataclass
from pathlib import Path
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import labels as L
from .batches import Batch, collate, grouped, tags_of
from .model import Reader, anchor_means
from .passages import IGNORE, Encoded

#: How much each head's loss counts.
WEIGHTS = {
    "mention": 1.0, "cue": 1.0, "trigger": 1.5, "side": 0.5, "part": 2.0, "role": 1.5, "speech": 0.3,
    "status": 0.5, "mode": 0.3, "relation": 1.0, "passage": 0.3, "told": 0.15,
}  # fmt: skip


@dataclass
class Plan:
    epochs: float = 3
    size: int = 3072
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    seed: int = 11
    threads: int = 2
    #: Share of the subwords that are hidden.
    hidden: float = 0.1
    #: Steps between two lines of the log.
    tell: int = 25
    #: Seconds after which the rate goes down to zero and training ends, whatever the epochs. 0: no limit.
    seconds: float = 0


def device_and_type():
    """The GPU when there is one; on CPUs with bfloat16 arithmetic, that."""
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.bfloat16
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return torch.device("cpu"), torch.bfloat16 if "avx512_bf16" in flags else torch.float32


def tag_loss(logits, tags, weights, mask=None):
    """Mean over subwords of the cross-entropy, each passage weighted. `mask` [N,tags] switches classes off."""
    if mask is not None:
        logits = logits.masked_fill(~mask[:, None], -1e4)
    loss = F.cross_entropy(logits.flatten(0, 1).float(), tags.flatten(), reduction="none", ignore_index=IGNORE)
    loss = loss.view(tags.shape) * weights[:, None]
    return loss.sum(), (tags != IGNORE).sum().clamp(min=1)


def losses(model: Reader, batch: Batch, device) -> dict[str, torch.Tensor]:
    """The loss of each head that the batch teaches something."""
    lengths = batch.lengths.to(device)
    x = model.encoder(batch.ids.to(device), batch.cases.to(device), batch.sides.to(device), lengths)
    weights = torch.tensor([e.passage.weight for e in batch.encoded], device=device)
    d = model.drop(x)
    found = {}
    for name in ("mention", "cue", "trigger", "side"):
        tags = tags_of(batch, name)
        if tags is None:
            continue
        rows = [i for i, e in enumerate(batch.encoded) if getattr(e, name) is not None]
        mask = None
        if name == "mention":
            mask = torch.from_numpy(np.stack([batch.encoded[i].mention_mask for i in rows])).to(device)
        logits = getattr(model, name)(d[rows])
        total, count = tag_loss(logits, tags[rows].to(device), weights[rows], mask)
        found[name] = total / count * 4
    for name in ("part", "role"):
        rows, ranges, tags, masks, ones, twos = [], [], [], [], [], []
        for i, e in enumerate(batch.encoded):
            for anchor in e.parts if name == "part" else e.roles:
                rows.append(i)
                ranges.append(anchor[0])
                tags.append(anchor[1])
                if name == "part":
                    ones.append(anchor[2])
                else:
                    masks.append(anchor[2])
                    ones.append(anchor[3])
                    twos.append(anchor[4])
        if not rows:
            continue
        anchors = anchor_means(d, rows, ranges)
        heads = (("speech", ones),) if name == "part" else (("status", ones), ("mode", twos))
        for head, values in heads:
            if any(v != IGNORE for v in values):
                target = torch.tensor(values, device=device)
                found[head] = F.cross_entropy(getattr(model, head)(anchors).float(), target, ignore_index=IGNORE)
        known = [k for k, t in enumerate(tags) if t is not None]
        if not known:
            continue
        padded = np.full((len(known), batch.size[1]), IGNORE, dtype=np.int64)
        for row, k in zip(padded, known):
            row[: len(tags[k])] = tags[k]
        rows_known = [rows[k] for k in known]
        firsts = torch.tensor([ranges[k][0] for k in known], device=device)
        logits = getattr(model, name)(d[rows_known], anchors[known], firsts)
        mask = torch.from_numpy(np.stack([masks[k] for k in known])).to(device) if masks else None
        total, _ = tag_loss(logits, torch.from_numpy(padded).to(device), weights[rows_known], mask)
        # A pair has few words in it: the mean is over anchors, as of a clause of 40 subwords.
        found[name] = total / len(known) / 40
    rows = [i for i, e in enumerate(batch.encoded) if e.relation is not None]
    if rows:
        right = torch.from_numpy(np.stack([batch.encoded[i].relation for i in rows])).to(device)
        logits = model.relate(x[rows], batch.sides[rows].to(device)).float()
        loss = torch.logsumexp(logits, -1) - torch.logsumexp(logits.masked_fill(~right, -1e4), -1)
        found["relation"] = (loss * weights[rows]).mean()
    rows = [i for i, e in enumerate(batch.encoded) if e.told is not None]
    if rows:
        # Where the sentence tells one of these types, its likeliest trigger should say so.
        right = torch.from_numpy(np.stack([batch.encoded[i].told for i in rows])).to(device)
        first = torch.log_softmax(model.trigger(d[rows]).float(), -1)[:, :, 1 : 1 + len(L.EVENTS)]
        inside = torch.arange(first.shape[1], device=device)[None, :] < lengths[rows][:, None] - 1
        inside[:, 0] = False
        likeliest = torch.logsumexp(first.masked_fill(~right[:, None], -1e4), -1).masked_fill(~inside, -1e4).amax(1)
        found["told"] = -(likeliest * weights[rows]).mean()
    rows = [i for i, e in enumerate(batch.encoded) if e.passage_labels is not None]
    if rows:
        target = torch.from_numpy(np.stack([batch.encoded[i].passage_labels for i in rows])).to(device)
        logits = model.judge(x[rows], lengths[rows]).float()
        known = ~torch.isnan(target)
        loss = F.binary_cross_entropy_with_logits(logits, torch.nan_to_num(target), reduction="none")
        found["passage"] = (loss * known * weights[rows][:, None]).sum() / known.sum()
    return found


def hide(ids: torch.Tensor, lengths: torch.Tensor, share: float, mask: int, rng: np.random.Generator) -> torch.Tensor:
    """The subwords of which a share is hidden behind the mask, so that no word alone decides."""
    hidden = torch.from_numpy(rng.random(tuple(ids.shape)) < share)
    hidden[:, 0] = False
    return ids.masked_fill(hidden & (torch.arange(ids.shape[1])[None] < lengths[:, None] - 1), mask)


def epoch_of(encoded: dict[str, list[Encoded]], repeats: dict[str, float], rng: random.Random) -> list[Encoded]:
    """One epoch's passages: each corpus as often as it is to be shown, a fraction of one by chance, in any variant."""
    shown = []
    for name, passages in encoded.items():
        whole, part = divmod(repeats[name], 1)
        shown += passages * int(whole)
        shown += rng.sample(passages, int(len(passages) * part))
    return [rng.choice([e, *e.variants]) for e in shown]


def optimizer_of(model: Reader, plan: Plan, device) -> torch.optim.Optimizer:
    """The optimizer of a reader, with the encoder's weights in its first group and those of the heads in its second."""
    # The words' vectors stay as they are: a small corpus would only spoil those it has.
    model.encoder.word.weight.requires_grad_(False)
    model.encoder.position.weight.requires_grad_(False)
    body = [p for n, p in model.encoder.named_parameters() if p.requires_grad and not n.startswith(("case", "side"))]
    fresh = [p for n, p in model.named_parameters() if p.requires_grad and not any(p is q for q in body)]
    groups = [{"params": body, "lr": plan.encoder_rate, "weight_decay": 0.01}, {"params": fresh, "lr": plan.head_rate, "weight_decay": 0.01}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda")


def set_rate(optimizer: torch.optim.Optimizer, plan: Plan, step: int, steps: int, progress: float) -> None:
    """Brings the rate up over the first steps and down to almost nothing with the progress from 0 to 1."""
    rate = min(1.0, (step + 1) / (plan.warm * steps)) * (1 - progress)
    for group, whole in zip(optimizer.param_groups, (plan.encoder_rate, plan.head_rate)):
        group["lr"] = whole * max(rate, 0.02)


def train(model: Reader, encoded, repeats, plan: Plan, tokenizer, out: Path, name: str, log) -> None:
    """Trains in place; `out/NAME.pt` is a checkpoint that a later call with the same plan goes on from."""
    device, kind = device_and_type()
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    model.to(device).train()
    optimizer = optimizer_of(model, plan, device)
    rng = random.Random(plan.seed)
    noise = np.random.default_rng(plan.seed)
    work = []
    for k in range(int(np.ceil(plan.epochs))):
        part = grouped(epoch_of(encoded, repeats, rng), plan.size, rng)
        work += part if k + 1 <= plan.epochs else part[: int(len(part) * (plan.epochs - k))]
    begun, first, path = time.monotonic(), 0, out / f"{name}.pt"
    spent = 0.0
    if path.exists():
        saved = torch.load(path, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        if saved["step"] < len(work) and not saved["done"]:
            optimizer.load_state_dict(saved["optimizer"])
            first, spent = saved["step"], saved["seconds"]
            log(f"{name}: going on from step {first}")
        else:
            log(f"{name}: already trained")
            return
    running, seen = {}, 0
    saved_at = begun

    def save(step, done):
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "done": done, "seconds": spent + time.monotonic() - begun}
        torch.save(state, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    for step in range(first, len(work)):
        gone = spent + time.monotonic() - begun
        progress = step / len(work)
        if plan.seconds:
            # With a limit of time, time is the clock of the schedule when it runs ahead of the steps.
            progress = max(progress, gone / plan.seconds)
            if progress >= 1:
                break
        set_rate(optimizer, plan, step, len(work), progress)
        with torch.autocast(device.type, kind, enabled=kind != torch.float32):
            batch = collate(work[step], tokenizer.pad)
            lengths = batch.lengths
            batch.ids = hide(batch.ids, lengths, plan.hidden, tokenizer.mask, noise)
            parts = losses(model, batch, device)
            total = sum(WEIGHTS[k] * v for k, v in parts.items())
        if not torch.is_tensor(total):
            continue
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen += int(lengths.sum())
        for k, v in parts.items():
            # Stays on the device: to look at it would make the processor wait.
            running[k] = v.detach() if k not in running else 0.98 * running[k] + 0.02 * v.detach()
        if (step + 1) % plan.tell == 0:
            pace = seen / (time.monotonic() - begun)
            log(f"{name} {step + 1}/{len(work)} {100 * progress:.0f}% {pace:.0f}/s " + " ".join(f"{k} {float(v):.3f}" for k, v in sorted(running.items())))
        if time.monotonic() - saved_at > 120:
            save(step + 1, False)
            saved_at = time.monotonic()
    save(len(work), True)
    model.eval()
