"""Fits the coder's confidences: small logistic regressions on the signs that `cargo xtask confidence` writes."""

import argparse
import collections
import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

FIELDS = [
    "event", "event_type", "sub_event_type", "status", "date", "country", "place", "perpetrators", "killed", "injured", "held",
]
# Fields that keys of crime have.
OF_CRIME = ["date", "place", "killed", "injured", "held"]
# Keys give too few people led away, abducted or driven out: fitted on all numbers of people, which the sign "held" tells apart.
HELD = ["abducted", "detained", "killed", "injured"]
# Modern news of conflict is what the coder is for: each other set weighs at most as much as these two together.
NEWS = ["stories", "articles"]
# Inverse strengths of the ridge to choose from, by cross-validated log loss of the news; texts on crime are so many that it hardly matters.
STRENGTHS = [0.01, 0.03, 0.1, 0.3, 1.0]
OF_MANY = 1.0
FOLDS = 5
# A column of this size is hardly held back by the ridge.
FREE = 3.0


class Table:
    """The judged values of one field: signs, right or wrong, set and text of each."""

    def __init__(self, rows):
        self.signs = list(rows[0]["signs"])
        self.x = np.array([[r["signs"][s] for s in self.signs] for r in rows])
        self.y = np.array([r["right"] for r in rows])
        self.sets = np.array([r["set"] for r in rows])
        self.documents = np.array([r["document"] for r in rows])
        # Shootings whose text names an army or a gang lend the news their slopes, not their level: a column of their own takes it up.
        shootings = np.array([[FREE * (r["set"] == "gva" and not r["signs"].get("crime"))] for r in rows])
        self.x = np.hstack([self.x, shootings])

    def weights(self, crime):
        count = collections.Counter(self.sets)
        news = sum(count[s] for s in NEWS)
        weight = {s: 1.0 if crime or s in NEWS else min(1.0, news / n) for s, n in count.items()}
        return np.array([weight[s] for s in self.sets])


def fitted(x, y, weights, strength):
    return LogisticRegression(C=strength, max_iter=5000).fit(x, y, sample_weight=weights)


def held_out(table, weights, strength):
    """Probabilities by cross-validation over texts."""
    p = np.zeros(len(table.y))
    for train, test in GroupKFold(FOLDS).split(table.x, table.y, table.documents):
        p[test] = fitted(table.x[train], table.y[train], weights[train], strength).predict_proba(table.x[test])[:, 1]
    return p


def log_loss(p, y):
    return -np.mean(np.log(np.where(y, p, 1 - p)))


def calibration_error(p, y, bins=5):
    parts = [b for b in np.array_split(np.argsort(p, kind="stable"), bins) if len(b)]
    return sum(len(b) / len(p) * abs(p[b].mean() - y[b].mean()) for b in parts)


def regression(field, rows, crime):
    """The regression of a field with the strength that does best, its cross-validation printed."""
    table = Table(rows)
    weights = table.weights(crime)
    judged = np.ones(len(table.y), bool) if crime else np.isin(table.sets, NEWS)
    tried = {s: held_out(table, weights, s)[judged] for s in ([OF_MANY] if crime else STRENGTHS)}
    y = table.y[judged]
    strength = min(tried, key=lambda s: log_loss(tried[s], y))
    p = tried[strength]
    print(f"{'crime' if crime else 'news':5} {field:15} C {strength:<5} {judged.sum():5} judged, right {y.mean():.3f}, said {p.mean():.3f}, "
          f"Brier {np.mean((p - y) ** 2):.4f} (constant {y.mean() * (1 - y.mean()):.4f}), error {calibration_error(p, y):.3f}")
    return table.signs, fitted(table.x, table.y, weights, strength)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("signs", help="signs.jsonl, as `cargo xtask confidence` writes it")
    parser.add_argument("weights", help="where the weights go: crates/coder/data/confidence.toml")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in open(arguments.signs)]
    # Whether a text tells of crime alone is a sign of its own, except of the status.
    of_crime = {r["document"] for r in rows if r["signs"].get("crime") == 1}
    out = ["# Log odds that a field is right, by sign: fitted by training/confidence, not to be edited by hand."]
    for crime, fields in [(False, FIELDS), (True, OF_CRIME)]:
        for field in fields:
            own = [r for r in rows if r["field"] in (HELD if field == "held" else [field])]
            apart = field in OF_CRIME
            own = [r for r in own if not apart or (r["document"] in of_crime) == crime]
            signs, model = regression(field, own, crime)
            name = f"{'crime' if crime else 'news'}.{field}"
            out += ["", f"[{name}]", f"bias = {model.intercept_[0]:.3f}", "", f"[{name}.weights]"]
            out += [f'"{s}" = {w:.3f}' for s, w in zip(signs, model.coef_[0])]
    with open(arguments.weights, "w") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
