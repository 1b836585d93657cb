"""The encoder (MiniLM-L6's shape) and its heads."""

from pathlib import Path
import json

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

from . import labels as L
from .subwords import CASES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
#: Width of the space in which a pair (anchor, subword) is judged.
PAIR = 192
#: Upper bounds of the distance buckets; a sign doubles them.
DISTANCES = [0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 55, 90]
BUCKETS = 2 * len(DISTANCES) + 1


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """The bucket of a signed distance in subwords."""
    bounds = torch.tensor(DISTANCES[1:], device=distance.device)
    far = torch.bucketize(distance.abs(), bounds) + (distance != 0)
    return torch.where(distance < 0, len(DISTANCES) + far, far)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, t, _ = x.shape
        split = lambda y: y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)  # noqa: E731
        y = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.norm1(x + self.drop(self.o(y.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Subwords, their cases and their sides (1 source, 2 target of a pair that is asked about) to vectors."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(len(CASES), WIDTH)
        self.side = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.case.weight)
        nn.init.normal_(self.side.weight, std=0.02)
        with torch.no_grad():
            self.side.weight[0] = 0

    def forward(self, ids, cases, sides, lengths):
        t = ids.shape[1]
        at = torch.arange(t, device=ids.device)
        mask = (at[None, :] < lengths[:, None])[:, None, None, :]
        x = self.drop(self.norm(self.word(ids) + self.position(at) + self.case(cases) + self.side(sides)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_start(self, folder: Path):
        """Takes over the published weights."""
        w = read_safetensors(folder / "model.safetensors")
        get = lambda name: torch.from_numpy(w[name].copy())  # noqa: E731
        with torch.no_grad():
            self.word.weight.copy_(get("embeddings.word_embeddings.weight"))
            # The type of segment is always the first: its vector joins the positions.
            segment = get("embeddings.token_type_embeddings.weight")[0]
            self.position.weight.copy_(get("embeddings.position_embeddings.weight") + segment)
            self.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
            names = dict(
                q="attention.self.query", k="attention.self.key", v="attention.self.value",
                o="attention.output.dense", up="intermediate.dense", down="output.dense",
                norm1="attention.output.LayerNorm", norm2="output.LayerNorm",
            )  # fmt: skip
            for i, layer in enumerate(self.layers):
                for mine, theirs in names.items():
                    part = getattr(layer, mine)
                    part.weight.copy_(get(f"encoder.layer.{i}.{theirs}.weight"))
                    part.bias.copy_(get(f"encoder.layer.{i}.{theirs}.bias"))


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Tensors of a safetensors file (a length, a JSON header, raw little-endian values)."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    kinds = {"F32": np.float32, "I64": np.int64, "F16": np.float16}
    found = {}
    for name, t in header.items():
        if name != "__metadata__":
            a, b = t["data_offsets"]
            found[name] = np.frombuffer(raw[8 + size + a : 8 + size + b], kinds[t["dtype"]]).reshape(t["shape"])
    return found


class PairTagger(nn.Module):
    """Tags every subword as seen from an anchor (a cue, a trigger): the mean of the anchor's vectors steers it."""

    def __init__(self, tags: int):
        super().__init__()
        self.anchor = nn.Linear(WIDTH, PAIR)
        self.gate = nn.Linear(WIDTH, PAIR)
        self.token = nn.Linear(WIDTH, PAIR)
        self.distance = nn.Embedding(BUCKETS, PAIR)
        self.out = nn.Linear(PAIR, tags)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.zeros_(self.gate.bias)

    def forward(self, tokens, anchors, firsts):
        """tokens [N,T,W] (the passage of each anchor), anchors [N,W], firsts [N]: logits [N,T,tags]."""
        t = torch.arange(tokens.shape[1], device=tokens.device)
        near = self.distance(bucket(t[None, :] - firsts[:, None]))
        z = self.anchor(anchors)[:, None] + (1 + self.gate(anchors))[:, None] * self.token(tokens) + near
        return self.out(F.gelu(z))


class Reader(nn.Module):
    def __init__(self, vocabulary: int):
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.drop = nn.Dropout(0.1)
        size = {name: len(tags) for name, tags in L.HEADS.items()}
        self.mention, self.cue = nn.Linear(WIDTH, size["mention"]), nn.Linear(WIDTH, size["cue"])
        self.trigger, self.side = nn.Linear(WIDTH, size["trigger"]), nn.Linear(WIDTH, size["side"])
        self.part, self.role = PairTagger(size["part"]), PairTagger(size["role"])
        self.speech, self.status = nn.Linear(WIDTH, size["speech"]), nn.Linear(WIDTH, size["status"])
        self.mode = nn.Linear(WIDTH, size["mode"])
        self.relation1, self.relation2 = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, size["relation"])
        self.passage = nn.Linear(2 * WIDTH, size["passage"])

    def relate(self, x, sides):
        """Logits of the relation between the two sides marked in each passage."""
        def mean(k):
            m = (sides == k).to(x.dtype)[:, :, None]
            return (x * m).sum(1) / m.sum(1).clamp(min=1)
        joint = torch.cat([x[:, 0], mean(1), mean(2)], -1)
        return self.relation2(F.gelu(self.relation1(self.drop(joint))))

    def judge(self, x, lengths):
        """Logits about the whole passage."""
        m = (torch.arange(x.shape[1], device=x.device)[None] < lengths[:, None]).to(x.dtype)[:, :, None]
        return self.passage(self.drop(torch.cat([x[:, 0], (x * m).sum(1) / m.sum(1)], -1)))


def anchor_means(x, rows, ranges):
    """The mean vector of each anchor: `rows` index passages, `ranges` are half-open subword ranges."""
    sizes = np.array([b - a for a, b in ranges])
    flat = np.concatenate([np.arange(a, b) + r * x.shape[1] for r, (a, b) in zip(rows, ranges)])
    owner = torch.from_numpy(np.repeat(np.arange(len(rows)), sizes)).to(x.device)
    share = torch.from_numpy(np.repeat(1 / sizes, sizes).astype(np.float32)).to(x.device)
    picked = x.flatten(0, 1)[torch.from_numpy(flat).to(x.device)].float() * share[:, None]
    return torch.zeros(len(rows), x.shape[2], device=x.device).index_add(0, owner, picked)


def parameters_of(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())


__all__ = ["Reader", "Encoder", "PairTagger", "bucket", "anchor_means"]
