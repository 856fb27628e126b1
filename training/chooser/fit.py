"""Fits the chooser's trees on what `cargo xtask tolls` writes: the numbers that could be the toll of each report, and the key's."""

import argparse
import json
from pathlib import Path

import numpy as np
import zstandard
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

KINDS = ["killed", "injured"]
FOLDS = 4
# Least log odds by which another number must be ahead of the rules'.
AHEAD = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.5]
# Changes that the keys confirm for each one that they refute, at least.
CLEARLY = 4.0


def load(path, kind):
    """Reports with their choices. `asked`: whether the chooser is asked about the report; the others are learnt from all the same."""
    reports = map(json.loads, path.read_text(encoding="utf8").splitlines())
    return [{"incident": r["incident"], "asked": r["asked"], "key": r["key"][kind], "choices": r["choices"][kind]} for r in reports]


def boosted():
    return HistGradientBoostingClassifier(max_iter=400, learning_rate=0.04, max_leaf_nodes=24, min_samples_leaf=15, l2_regularization=5.0, early_stopping=False, random_state=1)


def rows(reports):
    return np.array([list(c["signs"].values()) for r in reports for c in r["choices"]])


def learnt(reports):
    return boosted().fit(rows(reports), [c["value"] == r["key"] for r in reports for c in r["choices"]])


def weigh(model, reports):
    """Writes the log odds of each choice."""
    odds = iter(model.decision_function(rows(reports)))
    for r in reports:
        for c in r["choices"]:
            c["odds"] = next(odds)


def pick(report, ahead):
    """The number taken; `crates/coder/src/story/chooser` picks alike."""
    rule = next(c for c in report["choices"] if c["rule"])
    best = max(report["choices"], key=lambda c: (c["odds"], -c["value"]))
    return best["value"] if best["odds"] > rule["odds"] + ahead else rule["value"]


def margin(reports):
    """The margin with most numbers right among those whose changes are clearly for the better, and what each gives."""
    table = {}
    for ahead in AHEAD:
        better = worse = 0
        for r in reports:
            rule = next(c["value"] for c in r["choices"] if c["rule"])
            taken = pick(r, ahead)
            better += taken == r["key"] != rule
            worse += taken != r["key"] == rule
        table[ahead] = (better, worse)
    clear = [a for a in AHEAD if table[a][0] >= CLEARLY * table[a][1]] or AHEAD[-1:]
    return max(clear, key=lambda a: table[a][0] - table[a][1]), table


def packed(model, names):
    """Trees as lists of nodes: [number, bound, low, high] or [value]."""
    trees = []
    for (tree,) in model._predictors:
        leaf = lambda n: [round(float(n["value"]), 4)]
        split = lambda n: [int(n["feature_idx"]), float(n["num_threshold"]), int(n["left"]), int(n["right"])]
        trees.append([leaf(n) if n["is_leaf"] else split(n) for n in tree.nodes])
    return {"names": names, "bias": float(model._baseline_prediction.item()), "trees": trees}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tolls", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    out = {}
    for kind in KINDS:
        reports = load(arguments.tolls, kind)
        incidents = [r["incident"] for r in reports]
        for rest, part in GroupKFold(FOLDS).split(reports, groups=incidents):
            weigh(learnt([reports[i] for i in rest]), [reports[i] for i in part])
        asked = [r for r in reports if r["asked"]]
        ahead, table = margin(asked)
        print(f"{kind}: {len(reports)} reports, {len(asked)} of them asked about, ahead by {ahead}; better and worse by margin: {table}", flush=True)
        names = list(reports[0]["choices"][0]["signs"])
        out[kind] = {"forest": packed(learnt(reports), names), "ahead": ahead}
    plain = json.dumps(out, separators=(",", ":"), sort_keys=True).encode()
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "chooser.json.zst").write_bytes(zstandard.ZstdCompressor(level=19).compress(plain))
    print(f"{len(plain)} bytes plain")


if __name__ == "__main__":
    main()
