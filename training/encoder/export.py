"""Weights to what the Rust crate embeds: `python training/encoder/export.py WEIGHTS OUT_DIR`.

Writes `encoder.onnx.zst` (matrices as 8-bit integers with one scale a column, put back to floats on loading; the rest as it is), `vocabulary.txt`
and `labels.json`.
"""

import argparse
import io
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
import zstandard
from onnx import helper, numpy_helper

import schema
from model import Reader
from train import BASE


def graph(model):
    """The model as an ONNX graph with free batch and length."""
    ids = torch.randint(1000, 20000, (2, 40))
    made = io.BytesIO()
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model, (ids, torch.ones_like(ids)), made, input_names=["pieces", "mask"], output_names=["outputs"],
        dynamic_axes={"pieces": axes, "mask": axes, "outputs": axes}, opset_version=17, dynamo=False,
    )
    return onnx.load_from_string(made.getvalue())


def pack(made):
    """Replaces large matrices by 8-bit integers and the node that puts them back to floats."""
    g, kept, nodes = made.graph, [], []
    for tensor in g.initializer:
        values = numpy_helper.to_array(tensor)
        if values.ndim != 2 or values.size < 10_000:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name.endswith(("words.weight", "positions.weight")) else 1
        scale = np.maximum(np.abs(values).max(1 - axis), 1e-12) / 127
        small = np.rint(values / (scale[:, None] if axis == 0 else scale)).astype(np.int8)
        kept.append(numpy_helper.from_array(small, tensor.name + ".int8"))
        kept.append(numpy_helper.from_array(scale.astype(np.float32), tensor.name + ".scale"))
        nodes.append(helper.make_node("DequantizeLinear", [tensor.name + ".int8", tensor.name + ".scale"], [tensor.name], axis=axis))
    rest = list(g.node)
    del g.initializer[:], g.node[:]
    g.initializer.extend(kept)
    g.node.extend(nodes + rest)
    onnx.checker.check_model(made)
    return made.SerializeToString()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    model = Reader().eval()
    model.load_state_dict(torch.load(arguments.weights))
    packed = pack(graph(model))
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "encoder.onnx.zst").write_bytes(zstandard.compress(packed, 19))
    shutil.copy(BASE / "vocab.txt", arguments.out / "vocabulary.txt")
    labels = {
        "outputs": schema.OUTPUTS, "fillers": schema.FILLERS, "incidents": schema.INCIDENTS, "acts": schema.ACTS, "statuses": schema.STATUSES,
        "kinds": schema.KINDS, "roles": schema.ROLES, "sentences": schema.SENTENCES,
        "argument_width": schema.ARGUMENT_WIDTH, "link_width": schema.LINK_WIDTH,
    }
    (arguments.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    print(f"{len(packed)} bytes, {(arguments.out / 'encoder.onnx.zst').stat().st_size} compressed")


if __name__ == "__main__":
    main()
