"""Slots and templates from the encoder's outputs alone, for measuring between two trainings; the product fills no templates with it."""

import itertools

import numpy as np
import torch

from losses import collate
from model import outputs
from schema import FILLERS, INCIDENTS, LINK_WIDTH
from windows import cut


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@torch.no_grad()
def read(model, tokenizer, text):
    """The windows of a text with their outputs as arrays."""
    model.eval()
    out = []
    for window in cut(tokenizer, text):
        flat = model(*collate([window]))
        out.append((window, {k: v[0].float().numpy() for k, v in outputs(flat).items()}))
    return out


def spans(text, windows, least):
    """Fillers: dicts of start, end, role, sure (0 to 1), incident probabilities and link vector."""
    found = []
    for window, out in windows:
        p = softmax(out["filler"].reshape(len(window.pieces), len(FILLERS), 3))
        for k, role in enumerate(FILLERS):
            inside, begins = 1 - p[:, k, 0], p[:, k, 1]
            i = window.own
            while i < len(window.pieces) - 1:
                if inside[i] < least:
                    i += 1
                    continue
                j = i
                while j + 1 < len(window.pieces) - 1 and inside[j + 1] >= least and not (begins[j + 1] > 0.5 and begins[j + 1] > p[j + 1, k, 2]):
                    j += 1
                start, end = window.spans[i][0], window.spans[j][1]
                while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
                    start -= 1
                while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                    end += 1
                found.append(
                    dict(start=start, end=end, role=role, sure=float(inside[i : j + 1].mean()),
                         incident=sigmoid(out["incident"][i]), link=out["same_incident"][i], text=text[start:end])
                )
                i = j + 1
    return found


def told(windows):
    """Probabilities of each incident type and of any, over the text."""
    return np.max([sigmoid(out["document"][1:-1].max(0)) for _, out in windows], axis=0)


def templates(text, windows, least=0.45, relevant=0.4, joined=0.4):
    any_told = told(windows)
    if any_told[-1] < relevant:
        return []
    found = spans(text, windows, least)
    n = len(found)
    if not n:
        return []
    group = [[i] for i in range(n)]
    link = np.zeros((n, n))
    for i, j in itertools.combinations(range(n), 2):
        same = found[i]["text"] == found[j]["text"]
        link[i, j] = link[j, i] = max(sigmoid(found[i]["link"] @ found[j]["link"] / LINK_WIDTH**0.5), 0.9 if same else 0)
    while len(group) > 1:
        best = max(((np.mean([link[a, b] for a in x for b in y]), i, j) for (i, x), (j, y) in itertools.combinations(enumerate(group), 2)))
        if best[0] < joined:
            break
        group[best[1]] += group.pop(best[2])
    out = []
    for members in group:
        kinds = sum(found[i]["incident"] for i in members)
        template = {"incident_type": INCIDENTS[int(np.argmax(kinds))], **{r: [] for r in FILLERS}}
        strong = max(found[i]["sure"] for i in members)
        if strong < 0.6 and out:
            continue
        for role in FILLERS:
            kept = []
            for i in sorted((i for i in members if found[i]["role"] == role), key=lambda i: -found[i]["sure"]):
                words = found[i]["text"]
                if not any(words in k or k in words or words.split()[-1] == k.split()[-1] for k in kept):
                    kept.append(words)
            template[role] = [[k] for k in kept]
        out.append(template)
    return out


def score(predicted, gold):
    """Micro precision, recall and F1 of template filling (CEAF-REE, strict, templates aligned within an incident type)."""
    right = said = key = 0
    roles = {r: [0, 0, 0] for r in [*FILLERS, "incident_type"]}

    def pair(p, g):
        if p["incident_type"] not in g["incident_type"]:
            return None
        out = {"incident_type": 1}
        for r in FILLERS:
            left, hits = [{m[0] for m in e} for e in g[r]], 0
            for e in p[r]:
                for k in range(len(left)):
                    if set(e) <= left[k]:
                        hits += 1
                        left.pop(k)
                        break
            out[r] = hits
        return out

    for name, gs in gold.items():
        ps = predicted.get(name, [])
        best, chosen = -1, []
        pairs = {(i, j): pair(p, g) for i, p in enumerate(ps) for j, g in enumerate(gs)}
        ps_few = ps[:6]
        for order in itertools.permutations([*range(len(gs)), *[None] * len(ps_few)], len(ps_few)) if len(gs) < 6 else [tuple(range(len(ps_few)))]:
            got = [pairs.get((i, j)) for i, j in enumerate(order) if j is not None and pairs.get((i, j))]
            total = sum(sum(g.values()) for g in got)
            if total > best:
                best, chosen = total, got
        for r in roles:
            roles[r][0] += sum(g[r] for g in chosen)
            roles[r][1] += len(ps) if r == "incident_type" else sum(len(p[r]) for p in ps)
            roles[r][2] += len(gs) if r == "incident_type" else sum(len(g[r]) for g in gs)
    f = lambda v: (v[0] / max(v[1], 1), v[0] / max(v[2], 1), 2 * v[0] / max(v[1] + v[2], 1))
    total = [sum(v[k] for v in roles.values()) for k in range(3)]
    return f(total), {r: f(v) for r, v in roles.items()}
