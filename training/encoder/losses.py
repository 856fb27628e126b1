"""What a batch of windows costs: one term for each kind of label that it carries."""

import numpy as np
import torch
from torch.nn import functional as F

from model import outputs
from schema import ARGUMENT_WIDTH, FILLERS, INCIDENTS, LINK_WIDTH


def collate(windows):
    """Pieces and mask, `[batch, longest]`."""
    longest = max(len(w.pieces) for w in windows)
    pieces = np.zeros((len(windows), longest), dtype=np.int64)
    mask = np.zeros((len(windows), longest), dtype=np.int64)
    for row, w in enumerate(windows):
        pieces[row, : len(w.pieces)] = w.pieces
        mask[row, : len(w.pieces)] = 1
    return torch.from_numpy(pieces), torch.from_numpy(mask)


def classes(scores, windows, name, rare):
    """Cross entropy of one class a piece; class 0 counts 1, the others `rare`."""
    at, gold = [], []
    for row, w in enumerate(windows):
        if name in w.labels:
            known = np.flatnonzero(w.labels[name] >= 0)
            at += [(row, i) for i in known]
            gold += w.labels[name][known].tolist()
    if not at:
        return None
    rows, cols = torch.tensor(at).T
    weight = torch.full((scores.shape[-1],), rare)
    weight[0] = 1.0
    return F.cross_entropy(scores[rows, cols], torch.tensor(gold), weight=weight)


def pairs(left, right, windows, name, width):
    """Scores of pairs of pieces and their gold, or `None`."""
    at, gold = [], []
    for row, w in enumerate(windows):
        for a, b, is_so in w.labels.get(name, ()):
            at.append((row, a, b))
            gold.append(is_so)
    if not at:
        return None
    rows, a, b = torch.tensor(at).T
    x, y = left[rows, a], right[rows, b]
    if isinstance(gold[0], list):
        x, y = x.reshape(len(at), -1, width), y.reshape(len(at), -1, width)
    scores = (x * y).sum(-1) / width**0.5
    return F.binary_cross_entropy_with_logits(scores, torch.tensor(gold, dtype=torch.float32))


def independent(scores, gold):
    """Binary cross entropy over the known labels (-1 is not known)."""
    gold = torch.tensor(gold, dtype=torch.float32)
    known = gold >= 0
    return F.binary_cross_entropy_with_logits(scores[known], gold[known]) if known.any() else None


def cost(flat, windows):
    """The terms of a batch, by name."""
    out = outputs(flat)
    terms = {
        "act": classes(out["act"], windows, "act", 1.5),
        "status": classes(out["status"], windows, "status", 2.0),
        "kind": classes(out["kind"], windows, "kind", 1.0),
    }
    fillers = []
    for k in range(len(FILLERS)):
        part = [w for w in windows if "filler" in w.labels]
        if part:
            rows = [i for i, w in enumerate(windows) if "filler" in w.labels]
            gold = np.full((len(part), flat.shape[1]), -1, dtype=np.int64)
            for r, w in enumerate(part):
                gold[r, : len(w.pieces)] = w.labels["filler"][:, k]
            scores = out["filler"][rows][..., 3 * k : 3 * k + 3]
            weight = torch.tensor([1.0, 3.0, 3.0])
            fillers.append(F.cross_entropy(scores.reshape(-1, 3), torch.from_numpy(gold).reshape(-1), weight, ignore_index=-1))
    terms["filler"] = sum(fillers) if fillers else None
    heads = [(row, i, [int(k in types) for k in range(len(INCIDENTS))]) for row, w in enumerate(windows) for i, types in w.labels.get("incident", {}).items()]
    if heads:
        scores = torch.stack([out["incident"][row, i] for row, i, _ in heads])
        terms["incident"] = independent(scores, [gold for *_, gold in heads])
    told = [(row, w) for row, w in enumerate(windows) if w.labels.get("document")]
    if told:
        scores = torch.stack([out["document"][row, 1 : len(w.pieces) - 1].amax(0) for row, w in told])
        terms["document"] = independent(scores, [w.labels["document"] for _, w in told])
    said = [(row, first, last, gold) for row, w in enumerate(windows) for first, last, gold in w.labels.get("sentence", ())]
    if said:
        scores = torch.stack([out["sentence"][row, first:last].amax(0) for row, first, last, _ in said])
        terms["sentence"] = independent(scores, [gold for *_, gold in said])
    terms["argument"] = pairs(out["argument_of"], out["argument_is"], windows, "argument", ARGUMENT_WIDTH)
    terms["same_act"] = pairs(out["same_act"], out["same_act"], windows, "same_act", ARGUMENT_WIDTH)
    terms["same_incident"] = pairs(out["same_incident"], out["same_incident"], windows, "same_incident", LINK_WIDTH)
    return {name: value for name, value in terms.items() if value is not None}


