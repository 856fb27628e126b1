"""Learns the judge's weights: `python training/judge/fit.py --data DIR --seen FILE --out crates/coder/data`.

DIR is the folder of the benchmark sets (`muc/train.jsonl`); FILE is `muc-considered.jsonl`, what the coder considers in those texts, from
`cargo xtask quality --only muc --split test --out OUT` on a folder whose `muc/test.jsonl` is that file. All that is printed and all
thresholds are of five-fold cross-validation by document. Seeds are fixed.
"""

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
import zstandard
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from scipy.sparse import csr_matrix

from ceaf import ROLES, align, keys, micro

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
NAMES = {"Person": "PerpInd", "Organisation": "PerpOrg", "Target": "Target", "Victim": "Victim", "Weapon": "Weapon"}
FOLDS = 5
# At most one doer and one organisation: several names of doers mostly stand for one.
MOST = {"PerpInd": 1, "PerpOrg": 1, "Target": 9, "Victim": 9, "Weapon": 9}
# Ways of being found that tie a wording to the event itself.
TIED = ["how_told", "how_claimed", "how_handled", "how_damaged", "how_identified", "how_resolved"]
FROM_EVENT = ["type", "n_doer", "n_organisation", "n_thing", "n_named", "n_weapon", "events", "killed", "part", "left", "force_people", "told_people"]
# Differences of F1 that mean nothing.
NOISE = 0.0015
TABLES = ["head", "governor", "arc", "kind", "arc_governor", "first_word", "arc_inside", "governor_inside", "how"]
FROM_TEXT = {"head", "governor", "arc_governor", "first_word", "governor_inside"}
LETTERS = re.compile(r"[a-z]{2,}")


def own_words():
    """Words of the sentences of our own: names of the benchmark's texts are not among them, and are not learnt."""
    return {w for path in CORPUS.glob("*.txt") for w in LETTERS.findall(path.read_text(encoding="utf8").lower())}


def known(name, word, words):
    """The word as the tables know it: "?" for words of the text that are none of ours."""
    if name not in FROM_TEXT:
        return word
    arc, slash, last = word.rpartition("/")
    plain = last in words or any(c.isdigit() for c in last) or not any(c.isalpha() for c in last)
    return word if plain else f"{arc}{slash}?"


def load(data, seen, words):
    gold = {d["docid"]: d for d in map(json.loads, (data / "muc" / "train.jsonl").read_text(encoding="utf8").splitlines())}
    documents = []
    for number, line in enumerate(seen.read_text(encoding="utf8").splitlines()):
        read = json.loads(line)
        document = {"fold": number % FOLDS, "gold": keys(gold[read["id"]]), "events": []}
        document["words"] = sorted(set(LETTERS.findall(gold[read["id"]]["doctext"].lower())) & words)
        for event in read["events"]:
            numbers = dict(event["numbers"])
            candidates = [
                {"role": NAMES[c["role"]], "plain": c["plain"], "row": dict(c["numbers"]) | {f"event.{n}": numbers[n] for n in FROM_EVENT},
                 "words": {n: known(n, w, words) for n, w in c["words"]}, "places": [tuple(p.values()) for p in c["places"]]}
                for c in event["candidates"]
            ]
            document["events"].append({"type": event["incident"], "row": numbers, "words": sorted(set(event["words"]) & words), "candidates": candidates})
        documents.append(document)
    return documents


def label(documents, chosen):
    """Which events are in the key, by the best pairing of the wordings chosen."""
    for document in documents:
        said = [{"incident_type": e["type"], **{r: [c["plain"] for c in e["candidates"] if c["role"] == r and chosen(c)] for r in ROLES}} for e in document["events"]]
        _, _, pairs = align(said, document["gold"])
        for i, event in enumerate(document["events"]):
            template = document["gold"][pairs[i]] if i in pairs else None
            event["asked"] = template is not None
            for c in event["candidates"]:
                c["right"] = template is not None and any(c["plain"] in entity for entity in template[c["role"]])


class Words:
    """Logistic regression on the words of a text."""

    def __init__(self, texts, gold):
        counts = {}
        for words in texts:
            for w in words:
                counts[w] = counts.get(w, 0) + 1
        self.index = {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if n >= 5))}
        self.weighing = TfidfTransformer().fit(self.matrix(texts))
        self.model = LogisticRegression(C=3, max_iter=500).fit(self.weighing.transform(self.matrix(texts)), gold)

    def matrix(self, texts):
        rows, cols = [], []
        for i, words in enumerate(texts):
            at = [self.index[w] for w in words if w in self.index]
            rows += [i] * len(at)
            cols += at
        return csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(texts), len(self.index)))

    def score(self, texts):
        return self.model.decision_function(self.weighing.transform(self.matrix(texts)))

    def packed(self):
        weight, coefficient = self.weighing.idf_, self.model.coef_[0]
        words = {w: [round(float(weight[i]), 3), round(float(coefficient[i]), 3)] for w, i in self.index.items() if abs(coefficient[i]) > 0.05}
        # Words of little say still count for the length of the text.
        words |= {w: [round(float(weight[i]), 3), 0.0] for w, i in self.index.items() if w not in words}
        return {"bias": float(self.model.intercept_[0]), "words": words}


def boosted(rounds, leaves):
    return HistGradientBoostingClassifier(max_iter=rounds, learning_rate=0.06, max_leaf_nodes=leaves, min_samples_leaf=20, l2_regularization=2.0, random_state=1)


def packed(model, names):
    """Trees as lists of nodes: [number, bound, low, high] or [value]."""
    trees = []
    for (tree,) in model._predictors:
        nodes = []
        for node in tree.nodes:
            if node["is_leaf"]:
                nodes.append([round(float(node["value"]), 5)])
            else:
                nodes.append([int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])])
        trees.append(nodes)
    return {"names": names, "bias": float(model._baseline_prediction.item()), "trees": trees}


def tables(candidates):
    """Log odds of a word beside the mean, by name; shrunk."""
    base = (sum(c["right"] for c in candidates) + 1) / (len(candidates) + 2)
    out = {}
    for name in TABLES:
        counts = {}
        for c in candidates:
            seen = counts.setdefault(c["words"].get(name, ""), [0, 0])
            seen[0] += 1
            seen[1] += c["right"]
        odds = lambda p: np.log(p / (1 - p))
        out[name] = {w: round(float(odds((right + 8 * base) / (n + 8)) - odds(base)), 4) for w, (n, right) in counts.items() if n >= 3}
    return out


def look_up(table, word):
    """The odds of a word; of one that is not there, those of unknown words: "?", after an arc "arc/?"."""
    arc, slash, _ = word.rpartition("/")
    return table[word] if word in table else table.get(f"{arc}{slash}?", 0.0)


class OfRole:
    """Trees and tables of one role; the tables of a training row come from the other folds, as those of unseen texts do."""

    def __init__(self, rows):
        """`rows`: (fold, candidate) of events in the key."""
        self.names = list(rows[0][1]["row"])
        self.tables = tables([c for _, c in rows])
        others = {k: tables([c for f, c in rows if f != k]) for k in {f for f, _ in rows}}
        x = np.array([self.row(c, others[f]) for f, c in rows])
        self.model = boosted(120, 12).fit(x, [c["right"] for _, c in rows])

    def row(self, c, from_tables):
        return [c["row"][n] for n in self.names] + [look_up(from_tables[n], c["words"].get(n, "")) for n in TABLES]

    def score(self, candidates):
        if not candidates:
            return []
        return self.model.predict_proba(np.array([self.row(c, self.tables) for c in candidates]))[:, 1]

    def packed(self):
        return {"forest": packed(self.model, self.names + [f"table.{n}" for n in TABLES]), "tables": self.tables}


def every(documents, keep=lambda f: True):
    return [(d, e) for d in documents if keep(d["fold"]) for e in d["events"]]


class Judge:
    """All models, learnt on some folds."""

    def __init__(self, documents, keep=lambda f: True):
        folds = sorted({d["fold"] for d in documents if keep(d["fold"])})
        kept = [d for d in documents if keep(d["fold"])]
        self.text = Words([d["words"] for d in kept], [bool(d["gold"]) for d in kept])
        events = every(kept)
        self.sentences = Words([e["words"] for _, e in events], [e["asked"] for _, e in events])
        # What the words say of a text that their weights have not seen.
        for k in folds:
            rest, here = [d for d in kept if d["fold"] != k], [d for d in kept if d["fold"] == k]
            self.words(here, Words([d["words"] for d in rest], [bool(d["gold"]) for d in rest]),
                       Words([e["words"] for _, e in every(rest)], [e["asked"] for _, e in every(rest)]))
        self.names = [*events[0][1]["row"], "words_text", "words_event", "words_behind"]
        self.model = boosted(90, 8).fit([self.row(e) for _, e in events], [e["asked"] for _, e in events])
        self.roles = {}
        for role in ROLES:
            self.roles[role] = OfRole([(d["fold"], c) for d, e in events if e["asked"] for c in e["candidates"] if c["role"] == role])

    def words(self, documents, text, sentences):
        for document, of_text in zip(documents, text.score([d["words"] for d in documents])):
            scores = sentences.score([e["words"] for e in document["events"]]) if document["events"] else []
            best = max([0.0, *scores])
            for event, score in zip(document["events"], scores):
                event["said"] = [of_text, score, best - score]

    def row(self, event):
        return [*event["row"].values(), *event["said"]]

    def apply(self, documents):
        self.words(documents, self.text, self.sentences)
        for _, event in every(documents):
            event["p"] = self.model.predict_proba([self.row(event)])[0, 1]
        for role in ROLES:
            candidates = [c for _, e in every(documents) for c in e["candidates"] if c["role"] == role]
            for c, p in zip(candidates, self.roles[role].score(candidates)):
                c["p"] = p

    def packed(self, least):
        roles = [{**self.roles[r].packed(), "least": least[r], "most": MOST[r]} for r in ROLES]
        return {"text": self.text.packed(), "event_words": self.sentences.packed(), "event": packed(self.model, self.names), "least": least["event"], "roles": roles}


def sheets(document, least):
    """Templates with the probabilities found; `crates/coder/src/judge` chooses alike."""
    out = []
    for event in document["events"]:
        if event["p"] < least["event"]:
            continue
        sheet = {"incident_type": event["type"], **{r: [] for r in ROLES}}
        for role in ROLES:
            taken = []
            for c in sorted((c for c in event["candidates"] if c["role"] == role and c["p"] >= least[role]), key=lambda c: (-c["p"], c["plain"])):
                mine = set(c["plain"].split())
                clash = any(a < f and b < e for a, e in c["places"] for b, f in taken)
                if clash or any(mine <= set(o.split()) or set(o.split()) <= mine for o in sheet[role]) or len(sheet[role]) >= MOST[role]:
                    continue
                taken += c["places"]
                sheet[role].append(c["plain"])
        out.append(sheet)
    return out


def thresholds(documents):
    """Least probabilities with the best F1; of those that are as good within noise, the lowest."""
    least = {"event": 0.35, **{r: 0.3 for r in ROLES}}
    score = lambda l: micro((sheets(d, l), d["gold"]) for d in documents)[2]
    best = 0.0
    for _ in range(2):
        for name in least:
            found = {round(float(v), 2): score({**least, name: round(float(v), 2)}) for v in np.arange(0.15, 0.6, 0.05)}
            best = max(found.values())
            least[name] = min(v for v, f in found.items() if f > best - NOISE)
    return best, least


def cross(documents):
    for k in range(FOLDS):
        Judge(documents, lambda f: f != k).apply([d for d in documents if d["fold"] == k])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seen", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1, help="times that the key is paired anew with what is judged right")
    arguments = parser.parse_args()
    documents = load(arguments.data, arguments.seen, own_words())
    label(documents, lambda c: any(c["row"][n] for n in TIED))
    cross(documents)
    best, least = thresholds(documents)
    print(f"rules, cross-validated: F1 {best:.4f} {least}", flush=True)
    for _ in range(arguments.rounds):
        label(documents, lambda c: c["p"] >= least[c["role"]])
        cross(documents)
        best, least = thresholds(documents)
        print(f"paired anew: F1 {best:.4f} {least}", flush=True)
    out = Judge(documents).packed(least)
    arguments.out.mkdir(parents=True, exist_ok=True)
    plain = json.dumps(out, separators=(",", ":"), sort_keys=True).encode()
    (arguments.out / "judge.json.zst").write_bytes(zstandard.ZstdCompressor(level=19).compress(plain))
    print(f"{len(plain)} bytes plain")


if __name__ == "__main__":
    main()
