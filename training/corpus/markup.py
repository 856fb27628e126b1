"""The markup of the sentences of our own (README.md beside this file): reading and checking.

    python markup.py FILE...   prints every fault with its line, then counts
"""

import re
import sys
from collections import Counter

from standoff import KINDS, ROLE, ROLES, STATUSES, TRIGGER, TYPES

MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
SENTENCE_END = re.compile(r"[.!?][\"”’]?(?:\s|$)")


def blocks(path):
    """(line number, words on one line) of each document of a file."""
    lines, start = [], 0
    with open(path, encoding="utf8") as file:
        for number, line in enumerate([*file, ""], 1):
            line = line.strip()
            if line.startswith("#"):
                continue
            if line:
                start = start if lines else number
                lines.append(line)
            elif lines:
                yield start, " ".join(lines)
                lines = []


def read_labels(labels):
    """Labels as a dict of trig (event, act, status), kind and roles; and what is wrong with them."""
    out, faults = {"trig": None, "kind": None, "roles": []}, []
    for label in labels.split():
        trigger, role = TRIGGER.fullmatch(label), ROLE.fullmatch(label)
        if trigger and trigger[2] in TYPES and (trigger[3] or "occurred") in STATUSES:
            out["trig"] = (int(trigger[1]), trigger[2], trigger[3] or "occurred")
        elif role and role[1] in ROLES:
            out["roles"].append((role[1], int(role[2])))
        elif label in KINDS:
            out["kind"] = label
        else:
            faults.append(f"unknown label {label!r}")
    if not labels.split():
        faults.append("no label")
    if out["roles"] and not out["kind"]:
        faults.append("a role without a kind")
    return out, faults


def parse(marked):
    """Text, spans (dicts with s and e in characters, trig, kind, roles) and faults of one document."""
    text, spans, faults, at = "", [], [], 0
    for m in [*MARK.finditer(marked), None]:
        gap = marked[at : m.start() if m else len(marked)]
        if re.search(r"[{}|]", gap):
            faults.append(f"stray brace near {gap[-30:]!r}")
        text += gap
        if m is None:
            break
        at = m.end()
        labels, wrong = read_labels(m[2])
        faults += [f"{w} at {m[0]!r}" for w in wrong]
        spans.append({"s": len(text), "e": len(text) + len(m[1]), **labels})
        text += m[1]
    events = {span["trig"][0] for span in spans if span["trig"]}
    faults += [f"{r}@{k} has no trigger !{k}" for span in spans for r, k in span["roles"] if k not in events]
    return text, spans, faults


def documents(path):
    """(text, spans) of each document; faults end the program with file and line."""
    for line, marked in blocks(path):
        text, spans, faults = parse(marked)
        if faults:
            sys.exit(f"{path}:{line}: {faults[0]}")
        yield text, spans


def main():
    counts, total, sentences, quiet, wrong = Counter(), 0, 0, 0, 0
    for path in sys.argv[1:]:
        for line, marked in blocks(path):
            text, spans, faults = parse(marked)
            for fault in faults:
                wrong += 1
                print(f"{path}:{line}: {fault}")
            total += 1
            sentences += len(SENTENCE_END.findall(text)) or 1
            quiet += not any(span["trig"] for span in spans)
            for span in spans:
                counts.update([span["trig"][1]] if span["trig"] else [])
                counts.update(role for role, _ in span["roles"])
    print(f"{total} documents, {sentences} sentences, {quiet} documents without a trigger")
    print(", ".join(f"{name} {n}" for name, n in counts.most_common()))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
