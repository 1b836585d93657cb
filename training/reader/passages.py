"""A `Passage` is a piece of text with what is known about it, and its encoding as arrays for the model.

Every layer may be missing (`None`): a corpus says what it knows and nothing else. Offsets are code points of the
passage's own text.
"""

from dataclasses import dataclass, field
import re

import numpy as np

from . import labels as L
from .subwords import Subwords, Tokenizer

IGNORE = -100
#: A passage has at most this many subwords, the two marks at its ends included.
MAX_SUBWORDS = 160


@dataclass
class Attribution:
    cue: tuple[int, int]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]
    verbal: bool | None = None
    #: Coders could differ: it is neither demanded nor refused.
    optional: bool = False


@dataclass
class Trigger:
    span: tuple[int, int]
    event: str
    status: str | None = None
    mode: str | None = None
    roles: dict[str, list[tuple[int, int]]] | None = None
    #: Words that may take part as well, so that no role is taught about them.
    unsure: list[tuple[int, int]] = field(default_factory=list)
    #: Roles that this source marks; of the others nothing is taught.
    known_roles: tuple[str, ...] = ("actor", "recipient")
    optional: bool = False


@dataclass
class Passage:
    text: str
    corpus: str
    mentions: list[tuple[int, int, str]] | None = None
    #: Classes of mention that the corpus marks everywhere.
    mention_classes: tuple[str, ...] = ()
    #: Words of which no mention is taught, marked or not.
    mention_unsure: list[tuple[int, int]] = field(default_factory=list)
    attributions: list[Attribution] | None = None
    triggers: list[Trigger] | None = None
    trigger_unsure: list[tuple[int, int]] = field(default_factory=list)
    sides: list[tuple[int, int, str]] | None = None
    #: Source spans, target spans, the types of which any is right.
    relation: tuple[list[tuple[int, int]], list[tuple[int, int]], tuple[str, ...]] | None = None
    #: Types of which some trigger, nobody says where, tells one.
    told: tuple[str, ...] = ()
    #: Some political event, some speech: 1, 0 or None.
    event: float | None = None
    speech: float | None = None
    #: Event types somewhere in the passage, when all are known.
    events: list[str] | None = None
    weight: float = 1.0


_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|[A-Z])\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences, roughly: enough to cut passages where they may be cut."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for gap in _SENTENCE.finditer(text, line.start(), line.end()):
            if _SHORT.search(text, max(line.start(), gap.start() - 6), gap.start()):
                continue
            found.append((start, gap.end()))
            start = gap.end()
        found.append((start, line.end()))
    return [(a, b) for a, b in found if text[a:b].strip()]


def cut(text: str, tokenizer: Tokenizer, room: int = MAX_SUBWORDS - 2) -> list[tuple[int, int]]:
    """Cuts a document into passages of whole sentences, paragraphs kept together where they fit."""
    pieces, at = [], None
    subwords = tokenizer(text)

    def size(a, b):
        x, y = subwords.span(a, b)
        return y - x

    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    for a, b in lines:
        if at and size(at[0], b) <= room:
            at = (at[0], b)
            continue
        if at:
            pieces.append(at)
            at = None
        if size(a, b) <= room:
            at = (a, b)
            continue
        for s, e in ((a + x, a + y) for x, y in sentences(text[a:b])):
            if at and size(at[0], e) <= room:
                at = (at[0], e)
            else:
                if at:
                    pieces.append(at)
                at = (s, e)
    if at:
        pieces.append(at)
    return pieces


@dataclass
class Encoded:
    """A passage as arrays; the marks at its ends are subwords 0 and n-1."""

    passage: Passage
    ids: np.ndarray
    cases: np.ndarray
    sides: np.ndarray
    mention: np.ndarray | None = None
    mention_mask: np.ndarray | None = None
    cue: np.ndarray | None = None
    trigger: np.ndarray | None = None
    side: np.ndarray | None = None
    #: (anchor range, tags over subwords, verbal or -100)
    parts: list = field(default_factory=list)
    #: (anchor range, tags, mask of known tags, status or -100, mode or -100)
    roles: list = field(default_factory=list)
    #: Which types are right for the marked pair.
    relation: np.ndarray | None = None
    passage_labels: np.ndarray | None = None
    #: Of which types some trigger tells one.
    told: np.ndarray | None = None
    #: The same with other names, of which any may be shown instead.
    variants: list["Encoded"] = field(default_factory=list)

    def __len__(self):
        return len(self.ids)


def encode(passage: Passage, tokenizer: Tokenizer) -> Encoded | None:
    """Lays a passage's labels over its subwords; None when it is empty."""
    sub: Subwords = tokenizer(passage.text)
    sub = sub.slice(0, MAX_SUBWORDS - 2)
    if len(sub) == 0:
        return None
    n = len(sub) + 2
    ids = np.concatenate([[tokenizer.cls], sub.ids, [tokenizer.sep]]).astype(np.int64)
    cases = np.concatenate([[0], sub.cases, [0]]).astype(np.int64)
    e = Encoded(passage, ids, cases, np.zeros(n, dtype=np.int64))

    def span(start, end):
        a, b = sub.span(start, end)
        return a + 1, b + 1

    def tags():
        t = np.zeros(n, dtype=np.int64)
        t[0] = t[-1] = IGNORE
        return t

    def lay(t, start, end, begin, inside):
        a, b = span(start, end)
        if a < b:
            t[a:b] = inside
            t[a] = begin
        return a, b

    if passage.mentions is not None:
        t = tags()
        for a, b in passage.mention_unsure:
            x, y = span(a, b)
            t[x:y] = IGNORE
        for a, b, label in passage.mentions:
            k = L.MENTIONS.index(label)
            lay(t, a, b, 1 + 2 * k, 2 + 2 * k)
        e.mention = t
        mask = np.zeros(len(L.MENTION_TAGS), dtype=bool)
        mask[0] = True
        for label in set(passage.mention_classes) | {m[2] for m in passage.mentions}:
            k = L.MENTIONS.index(label)
            mask[1 + 2 * k] = mask[2 + 2 * k] = True
        e.mention_mask = mask
    if passage.attributions is not None:
        t = tags()
        for a in passage.attributions:
            x, y = span(*a.cue)
            if x >= y:
                continue
            if a.optional:
                t[x:y] = np.where(t[x:y] == 0, IGNORE, t[x:y])
            else:
                t[x:y] = 2
                t[x] = 1
            p = tags()
            for s in a.source:
                lay(p, *s, 1, 2)
            for c in a.content:
                lay(p, *c, 3, 4)
            if not (p == 3).any():
                continue
            e.parts.append(((x, y), p, IGNORE if a.verbal is None else int(a.verbal)))
        e.cue = t
    if passage.triggers is not None:
        t = tags()
        for a, b in passage.trigger_unsure:
            x, y = span(a, b)
            t[x:y] = IGNORE
        for g in passage.triggers:
            x, y = span(*g.span)
            if x >= y:
                continue
            if g.optional:
                t[x:y] = IGNORE
            else:
                t[x:y] = L.TRIGGER_TAGS.index("I")
                t[x] = 1 + L.EVENTS.index(g.event)
        for g in passage.triggers:
            x, y = span(*g.span)
            if x >= y:
                continue
            r, mask = None, np.zeros(len(L.ROLE_TAGS), dtype=bool)
            if g.roles is not None:
                r = tags()
                for a, b in g.unsure:
                    i, j = span(a, b)
                    r[i:j] = IGNORE
                for role, spans in g.roles.items():
                    k = L.ROLES.index(role)
                    for s in spans:
                        lay(r, *s, 1 + 2 * k, 2 + 2 * k)
                mask[0] = True
                for role in set(g.known_roles) | set(g.roles):
                    k = L.ROLES.index(role)
                    mask[1 + 2 * k] = mask[2 + 2 * k] = True
            status = IGNORE if g.status is None else L.STATUSES.index(g.status)
            mode = IGNORE if g.mode is None or g.mode not in L.MODES else L.MODES.index(g.mode)
            e.roles.append(((x, y), r, mask, status, mode))
        e.trigger = t
    if passage.sides is not None:
        t = tags()
        for a, b, label in passage.sides:
            k = L.SIDES.index(label)
            lay(t, a, b, 1 + 2 * k, 2 + 2 * k)
        e.side = t
    if passage.relation is not None:
        sources, targets, events = passage.relation
        for k, spans in ((1, sources), (2, targets)):
            for a, b in spans:
                x, y = span(a, b)
                e.sides[x:y] = k
        if (e.sides == 1).any() and (e.sides == 2).any():
            e.relation = np.array([event in events for event in L.EVENTS])
        else:
            e.sides[:] = 0
    if passage.told:
        e.told = np.array([event in passage.told for event in L.EVENTS])
    p = np.full(len(L.HEADS["passage"]), np.nan, dtype=np.float32)
    if passage.event is not None:
        p[0] = passage.event
    if passage.speech is not None:
        p[1] = passage.speech
    if passage.events is not None:
        p[2:] = 0
        for event in passage.events:
            p[2 + L.EVENTS.index(event)] = 1
    if not np.isnan(p).all():
        e.passage_labels = p
    return e
