"""From the heads' outputs to spans, as the program that reads with the model does it too.

`crates/chancery-encoder` and `crates/chancery` decode in the same way; the reference outputs beside the model file
hold both to it.
"""

from dataclasses import dataclass

import numpy as np
import torch

from . import labels as L
from .batches import Batch, batches
from .model import Reader
from .passages import MAX_SUBWORDS, Encoded, Passage, encode
from .subwords import Subwords, Tokenizer

#: The least probability at which a cue or a trigger is taken.
CUE, TRIGGER = 0.5, 0.5


@dataclass
class FoundAttribution:
    cue: tuple[int, int]
    sources: list[tuple[int, int]]
    contents: list[tuple[int, int]]
    verbal: float
    score: float


@dataclass
class FoundTrigger:
    span: tuple[int, int]
    event: str
    status: str
    mode: str
    roles: list[tuple[str, int, int]]
    score: float


@dataclass
class Reading:
    """What the model finds in a passage; spans are code points of its text."""

    mentions: list[tuple[int, int, str]]
    attributions: list[FoundAttribution]
    triggers: list[FoundTrigger]
    sides: list[tuple[int, int, str]]
    passage: np.ndarray


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def best_path(logits: np.ndarray) -> np.ndarray:
    """The likeliest tags of which every `I` (even, above 0) follows its own `B` or `I`."""
    score = log_softmax(logits)
    n, k = score.shape
    allowed = np.ones((k, k), dtype=bool)  # [from, to]
    for to in range(2, k, 2):
        allowed[:, to] = False
        allowed[to - 1, to] = allowed[to, to] = True
    total, back = score[0].copy(), np.zeros((n, k), dtype=np.int64)
    total[2::2] = -1e9
    for i in range(1, n):
        steps = np.where(allowed, total[:, None], -1e9)
        back[i] = steps.argmax(0)
        total = steps.max(0) + score[i]
    path = np.zeros(n, dtype=np.int64)
    path[-1] = total.argmax()
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def tag_spans(path) -> list[tuple[int, int, int]]:
    """(first, past the last, class) of each run of a BIO path."""
    found, start = [], None
    for i, tag in enumerate([*path, 0]):
        if start is not None and tag != path[start] + 1:
            found.append((start, i, (path[start] - 1) // 2))
            start = None
        if tag % 2 == 1:
            start = i
    return found


def anchors(probability_of_o, begin, inside, least):
    """Runs of subwords that are likelier than `least` to be inside; a run is cut where a begin is likelier."""
    found, start = [], None
    for i in range(len(probability_of_o)):
        on = 1 - probability_of_o[i] > least
        if start is not None and (not on or begin[i] > inside[i]):
            found.append((start, i))
            start = None
        if on and start is None:
            start = i
    if start is not None:
        found.append((start, len(probability_of_o)))
    return found


@torch.no_grad()
def read_batch(model: Reader, batch: Batch, subwords: list[Subwords], cue=CUE, trigger=TRIGGER) -> list[Reading]:
    x = model.encoder(batch.ids, batch.cases, batch.sides, batch.lengths)
    tags = {k: getattr(model, k)(x).numpy() for k in ("mention", "cue", "trigger", "side")}
    judged = torch.sigmoid(model.judge(x, batch.lengths)).numpy()
    found = []
    for i, sub in enumerate(subwords):
        n = len(sub)
        inner = slice(1, n + 1)

        def chars(a, b, sub=sub):
            return int(sub.starts[a]), int(sub.ends[b - 1])

        one = {k: v[i, inner] for k, v in tags.items()}
        p = np.exp(log_softmax(one["cue"]))
        cues = anchors(p[:, 0], p[:, 1], p[:, 2], cue)
        t = np.exp(log_softmax(one["trigger"]))
        triggers = anchors(t[:, 0], t[:, 1:-1].sum(-1), t[:, -1], trigger)
        heads = x[i]

        def seen(tagger, spans, heads=heads, inner=inner):
            if not spans:
                return [], None
            means = torch.stack([heads[a + 1 : b + 1].mean(0) for a, b in spans])
            firsts = torch.tensor([a + 1 for a, _ in spans])
            logits = tagger(heads[None].expand(len(spans), -1, -1), means, firsts).numpy()[:, inner]
            return [tag_spans(best_path(row)) for row in logits], means

        attributions = []
        parts, means = seen(model.part, cues)
        for k, ((a, b), spans) in enumerate(zip(cues, parts)):
            verbal = torch.softmax(model.speech(means[k]), -1)[1].item()
            pick = lambda c: [chars(s, e) for s, e, kind in spans if kind == c]  # noqa: E731, B023
            if pick(1):
                attributions.append(FoundAttribution(chars(a, b), pick(0), pick(1), verbal, float(1 - p[a:b, 0].min())))
        events = []
        roles, means = seen(model.role, triggers)
        for k, ((a, b), spans) in enumerate(zip(triggers, roles)):
            event = L.EVENTS[int(t[a, 1:-1].argmax())]
            status = L.STATUSES[int(model.status(means[k]).argmax())]
            mode = L.MODES[int(model.mode(means[k]).argmax())]
            named = [(L.ROLES[kind], *chars(s, e)) for s, e, kind in spans]
            events.append(FoundTrigger(chars(a, b), event, status, mode, named, float(1 - t[a, 0])))
        mentions = [(*chars(s, e), L.MENTIONS[c]) for s, e, c in tag_spans(best_path(one["mention"]))]
        sides = [(*chars(s, e), L.SIDES[c]) for s, e, c in tag_spans(best_path(one["side"]))]
        found.append(Reading(mentions, attributions, events, sides, judged[i]))
    return found


def read_all(model: Reader, texts: list[str], tokenizer: Tokenizer, size: int = 3072) -> list[Reading]:
    """Reads passages (each within the model's length)."""
    order: dict[int, int] = {}
    encoded: list[Encoded] = []
    for i, text in enumerate(texts):
        e = encode(Passage(text, ""), tokenizer)
        if e:
            order[id(e)] = i
            encoded.append(e)
    empty = Reading([], [], [], [], np.zeros(len(L.HEADS["passage"])))
    found = [empty] * len(texts)
    for batch in batches(encoded, size, tokenizer.pad):
        subwords = [tokenizer(e.passage.text).slice(0, MAX_SUBWORDS - 2) for e in batch.encoded]
        for e, reading in zip(batch.encoded, read_batch(model, batch, subwords)):
            found[order[id(e)]] = reading
    return found
