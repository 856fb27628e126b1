"""`python training/encoder/measure.py --data DIR WEIGHTS`: template filling on TST1 and TST2 and police sentences by the encoder alone."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import fillers
from model import Reader
from schema import SENTENCES
from sources import is_training
from train import tokenizer
from windows import cut, pieces_of


def muc(model, pieces, data):
    documents = [json.loads(line) for line in (data / "muc" / "dev.jsonl").read_text(encoding="utf8").splitlines()]
    gold = {d["docid"]: d["templates"] for d in documents}
    read = {d["docid"]: (d["doctext"], fillers.read(model, pieces, d["doctext"])) for d in documents}
    best = None
    for least in (0.3, 0.4, 0.5, 0.6):
        for relevant in (0.3, 0.5, 0.7):
            for joined in (0.1, 0.25, 0.4, 0.6):
                out = {k: fillers.templates(t, w, least, relevant, joined) for k, (t, w) in read.items()}
                got = fillers.score(out, gold)
                if best is None or got[0][2] > best[0][0][2]:
                    best = (got, (least, relevant, joined))
    print("muc", best[1], "P %.3f R %.3f F %.3f" % best[0][0])
    for role, values in best[0][1].items():
        print("   ", role, "P %.3f R %.3f F %.3f" % values)


def police(model, pieces, data):
    documents = {}
    for line in (data / "india_police" / "sents.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if not is_training(row["doc_id"]) and row["doc_id"] % 4 == 0:
            documents.setdefault(row["doc_id"], []).append(row)
    scores, gold = [], []
    for rows in documents.values():
        text, ranges = "", []
        for row in rows:
            words = row["sent_text"].strip()
            ranges.append((len(text), len(text) + len(words)))
            text += words + " "
        said = np.full((len(rows), len(SENTENCES)), -9.0)
        filled = [r for r in ranges if r[1] > r[0]]
        with torch.no_grad():
            model.eval()
            for window in cut(pieces, text, filled):
                flat = fillers.outputs(model(*fillers.collate([window])))["sentence"][0].numpy()
                for k, (start, end) in enumerate(ranges):
                    at = [i for i in pieces_of(window, start, end) if i >= window.own]
                    if at:
                        said[k] = np.maximum(said[k], flat[at].max(0))
        scores.append(said)
        gold.append([[name in row["sent_labels"] for name in SENTENCES] for row in rows])
    scores, gold = np.concatenate(scores), np.concatenate(gold)
    for k, name in enumerate(SENTENCES[:5]):
        hit = scores[:, k] > 0
        right = (hit & gold[:, k]).sum()
        f = 2 * right / max(hit.sum() + gold[:, k].sum(), 1)
        print("police", name, "P %.3f R %.3f F %.3f of %d" % (right / max(hit.sum(), 1), right / max(gold[:, k].sum(), 1), f, gold[:, k].sum()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("weights", type=Path)
    arguments = parser.parse_args()
    model = Reader()
    model.load_state_dict(torch.load(arguments.weights))
    pieces = tokenizer()
    muc(model, pieces, arguments.data)
    police(model, pieces, arguments.data)


if __name__ == "__main__":
    main()
