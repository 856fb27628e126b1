"""Weights to what the Rust crate embeds: `python training/encoder/export.py WEIGHTS OUT_DIR`.

Writes `encoder.onnx.zst` (matrices as integers of 7 or 8 bits with one scale a column; see `graph.py`), `vocabulary.txt` and `labels.json`.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
import zstandard

import schema
from graph import graph
from train import BASE


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    packed = graph(torch.load(arguments.weights))
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
