"""What the encoder learns from, each source turned into labelled windows.

Labels of a window, each a numpy array over its pieces or a list; a missing label trains nothing:
    filler    [pieces, roles] 0 outside, 1 begin, 2 inside, -1 not known
    incident  {piece: [types]}       document  [types + any] or None
    act, status, kind  [pieces] class, -1 not known
    sentence  [(first, last, [classes])]
    argument  [(trigger piece, mention piece, [roles])]     same_act, same_incident  [(piece, piece, 0 or 1)]
"""

import json
import random
import re
import sys
from pathlib import Path

import numpy as np

from schema import ACTS, FILLERS, INCIDENTS, KINDS, ROLES, SENTENCES, STATUSES
from windows import cut, pieces_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
sys.path.insert(0, str(CORPUS))


def blank(window, *names):
    """Arrays of `not known` for the piece labels named."""
    n = len(window.pieces)
    for name in names:
        shape = (n, len(FILLERS)) if name == "filler" else (n,)
        window.labels[name] = np.full(shape, -1, dtype=np.int64)


def muc_spans(document):
    """The phrases that fill slots: (start, end, role, templates that it stands in). Of the wordings that the key accepts for an
    entity the longest that meets no other entity's is taken at each place."""
    found = {}
    for number, template in enumerate(document["templates"]):
        for role in FILLERS:
            for entity in template[role]:
                taken = []
                for words, at in sorted(entity, key=lambda m: -len(m[0])):
                    if all(at + len(words) <= s or e <= at for s, e in taken):
                        taken.append((at, at + len(words)))
                        found.setdefault((at, at + len(words), role), set()).add(number)
    spans = sorted(found.items(), key=lambda s: (s[0][0] - s[0][1], s[0][0]))
    kept = []
    for (start, end, role), templates in spans:
        clash = [k for k in kept if k[2] == role and k[0] < end and start < k[1]]
        if not clash:
            kept.append((start, end, role, templates))
    return sorted(kept, key=lambda k: (k[0], k[1], k[2]))


def muc(path, tokenizer):
    """Windows of MUC-3/4 documents with their template fillers. The same words elsewhere in the text are left unlabelled."""
    for line in Path(path).read_text(encoding="utf8").splitlines():
        document = json.loads(line)
        text, templates = document["doctext"], document["templates"]
        spans = muc_spans(document)
        again = set()
        for start, end, role, _ in spans:
            for m in re.finditer(r"\b" + re.escape(text[start:end]) + r"\b", text):
                again.add((m.start(), m.end(), role))
        told = [any(kind in t["incident_type"] for t in templates) for kind in INCIDENTS]
        for window in cut(tokenizer, text):
            blank(window, "filler")
            labels = window.labels
            labels["filler"][window.own : -1] = 0
            for start, end, role in again:
                for i in pieces_of(window, start, end):
                    labels["filler"][i, FILLERS.index(role)] = -1
            labels["incident"], heads = {}, []
            for start, end, role, numbers in spans:
                at = [i for i in pieces_of(window, start, end) if i >= window.own]
                if not at:
                    continue
                labels["filler"][at, FILLERS.index(role)] = 2
                labels["filler"][at[0], FILLERS.index(role)] = 1
                kinds = {k for n in numbers for k, name in enumerate(INCIDENTS) if name in templates[n]["incident_type"]}
                labels["incident"].setdefault(at[0], set()).update(kinds)
                heads.append((at[0], numbers))
            labels["same_incident"] = [
                (a, b, int(bool(m & n))) for i, (a, m) in enumerate(heads) for b, n in heads[:i] if a != b
            ]
            inside = not templates or bool(heads)
            labels["document"] = [int(t) for t in told] + [int(bool(templates))] if inside else None
            yield window


def is_training(identifier):
    """The half of the India police documents that is learnt from; the other half measures."""
    return int(identifier) % 2 == 1


def police(path, tokenizer):
    """Windows of Indian news with what each sentence says of the police."""
    documents = {}
    for line in Path(path).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if is_training(row["doc_id"]):
            documents.setdefault(row["doc_id"], []).append(row)
    for rows in documents.values():
        text, ranges, classes = "", [], {}
        for row in rows:
            words = row["sent_text"].strip()
            if not words:
                continue
            start = len(text)
            text += words + " "
            ranges.append((start, start + len(words)))
            classes[start] = [int(name in row["sent_labels"]) if name != "VIOLENCE" else -1 for name in SENTENCES]
        for window in cut(tokenizer, text, ranges):
            window.labels["sentence"] = []
            for start, end in ranges:
                at = [i for i in pieces_of(window, start, end) if i >= window.own]
                if at:
                    window.labels["sentence"].append((at[0], at[-1] + 1, classes[start]))
            yield window


def marked(window, spans, ranges, until=None):
    """Labels a window by marked spans: dicts with s, e, trig (event, act, status), kind, roles."""
    blank(window, "act", "status", "kind")
    labels = window.labels
    inside = [i for i in range(window.own, len(window.pieces) - 1) if until is None or window.spans[i][1] <= until]
    labels["act"][inside] = 0
    labels["kind"][inside] = 0
    triggers, mentions = [], []
    for span in spans:
        at = [i for i in pieces_of(window, span["s"], span["e"]) if i in set(inside)]
        if not at:
            continue
        if span["trig"]:
            event, act, status = span["trig"]
            labels["act"][at] = 1 + ACTS.index(act)
            labels["status"][at] = STATUSES.index(status)
            triggers.append((at[0], event, act, status))
        if span["kind"]:
            labels["kind"][at] = 2 + 2 * KINDS.index(span["kind"])
            labels["kind"][at[0]] = 1 + 2 * KINDS.index(span["kind"])
            mentions.append((at[0], span["roles"]))
    labels["argument"] = [
        (t, m, [int((role, event) in roles) for role in ROLES]) for t, event, _, _ in triggers for m, roles in mentions
    ]
    labels["same_act"] = [(a[0], b[0], int(a[1] == b[1])) for i, a in enumerate(triggers) for b in triggers[:i]]
    labels["sentence"] = []
    for start, end in ranges:
        at = [i for i in pieces_of(window, start, end) if i in set(inside)]
        if at:
            real = any(at[0] <= t <= at[-1] for t, *_ in triggers)
            labels["sentence"].append((at[0], at[-1] + 1, [-1] * (len(SENTENCES) - 1) + [int(real)]))


def own(tokenizer, seed):
    """Windows of the sentences of `training/corpus`, with copies in other dress: upper case, no capitals, curly or lost quotes."""
    from markup import documents
    from windows import sentences

    rng = random.Random(seed)
    for path in sorted(CORPUS.glob("*.txt")):
        for text, spans in documents(path):
            for window in cut(tokenizer, text):
                marked(window, spans, sentences(text))
                yield window
            dress = rng.random()
            if dress < 0.25:
                other = text.translate(str.maketrans({"'": "’", "\"": "“"}))
            elif dress < 0.4:
                other = re.sub("[,'\"]", " ", text)
            else:
                continue
            for window in cut(tokenizer, other):
                marked(window, spans, sentences(other))
                yield window


def read(tokenizer, data):
    """Windows of real documents labelled by hand, kept as offsets; the texts stay with their sets."""
    from markup import read_labels
    from standoff import load
    from windows import sentences

    for document in load(CORPUS / "standoff.jsonl", str(data)):
        text, until = document["text"], document["read_to"]
        spans = [{"s": start, "e": end, **read_labels(labels)[0]} for start, end, labels in document["spans"]]
        for window in cut(tokenizer, text):
            if window.spans[window.own][0] < until:
                marked(window, spans, sentences(text), until)
                yield window
