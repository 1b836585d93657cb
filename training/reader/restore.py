"""The weights of a model file, as near as its eight bits keep them: to go on from a reader whose checkpoints are gone.

What `export` does is undone: the scale of attention comes out of the queries, temperatures out of the heads.
"""

from pathlib import Path
import json
import struct

import numpy as np
import torch

from .export import KINDS, MAGIC, TEMPERATURES
from .model import HEADS, WIDTH, Reader


def tensors_in(path: Path) -> dict[str, np.ndarray]:
    raw = path.read_bytes()
    if not raw.startswith(MAGIC):
        raise ValueError(f"{path} is no model file")
    room = struct.unpack_from("<IIQII", raw, len(MAGIC))[1]
    header = json.loads(raw[40 : 40 + room])
    kinds = {"f32": np.float32, "i8": np.int8}
    found = {}
    for t in header["tensors"]:
        if t["kind"] in kinds:
            count = int(np.prod(t["shape"]))
            found[t["name"]] = np.frombuffer(raw, kinds[t["kind"]], count, t["offset"]).reshape(t["shape"])
    return found


@torch.no_grad()
def restore(model: Reader, path: Path) -> None:
    """Gives `model` the weights of a model file."""
    t = tensors_in(path)
    put = lambda parameter, value: parameter.copy_(torch.from_numpy(np.array(value, dtype=np.float32, order="C")))  # noqa: E731
    e = model.encoder
    put(e.word.weight, t["word.weight"].astype(np.float32) * t["word.scale"][:, None])
    put(e.position.weight[: len(t["position"])], t["position"])
    for name in ("case", "side"):
        put(getattr(e, name).weight, t[name])
    put(e.norm.weight, t["norm.weight"])
    put(e.norm.bias, t["norm.bias"])

    def linear(name):
        """Weights [out, in] and biases."""
        return (t[f"{name}.weight"].astype(np.float32) * t[f"{name}.scale"]).T, t[f"{name}.bias"]

    for i, layer in enumerate(e.layers):
        weight, bias = linear(f"layer.{i}.qkv")
        for k, part in enumerate((layer.q, layer.k, layer.v)):
            scale = np.float32((WIDTH // HEADS) ** 0.5 if k == 0 else 1.0)
            put(part.weight, weight[k * WIDTH : (k + 1) * WIDTH] * scale)
            put(part.bias, bias[k * WIDTH : (k + 1) * WIDTH] * scale)
        for name, part in (("out", layer.o), ("up", layer.up), ("down", layer.down)):
            weight, bias = linear(f"layer.{i}.{name}")
            put(part.weight, weight)
            put(part.bias, bias)
        for name, part in (("norm1", layer.norm1), ("norm2", layer.norm2)):
            put(part.weight, t[f"layer.{i}.{name}.weight"])
            put(part.bias, t[f"layer.{i}.{name}.bias"])

    def plain(name, part, scale=1.0):
        put(part.weight, t[f"{name}.weight"].T * np.float32(scale))
        put(part.bias, t[f"{name}.bias"] * np.float32(scale))

    for name, kind in KINDS.items():
        if kind in ("token", "span", "text"):
            plain(name, getattr(model, name), TEMPERATURES.get(name, 1.0))
        elif kind == "pair":
            head = getattr(model, name)
            for part in ("anchor", "gate", "token", "out"):
                plain(f"{name}.{part}", getattr(head, part))
            put(head.distance.weight, t[f"{name}.distance"])
    plain("relation1", model.relation1)
    plain("relation2", model.relation2)
