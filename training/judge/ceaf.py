"""CEAF-REE for template filling, as `xtask/src/quality/muc/ceaf.rs` counts it; here for choosing thresholds."""

import string

ROLES = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
MARKS = str.maketrans("", "", string.punctuation)


def normal(mention):
    words = mention.lower().translate(MARKS).split()
    return " ".join(w for w in words if w not in ("a", "an", "the"))


def key(template):
    """A template of the key: the type, and each role's entities as sets of wordings."""
    out = {"incident_type": template["incident_type"]}
    for role in ROLES:
        out[role] = [frozenset(normal(m[0]) for m in entity) for entity in template[role] if entity]
    return out


def keys(document):
    """The templates of a document, equal ones once."""
    out = []
    for template in map(key, document["templates"]):
        if template not in out:
            out.append(template)
    return out


def size(template):
    return 1 + sum(len(template[r]) for r in ROLES)


def pair(said, gold):
    """Right and found slots of a pair; `None` where the types differ."""
    if said["incident_type"] not in gold["incident_type"]:
        return None
    right = 1 + sum(any(w in g for g in gold[r]) for r in ROLES for w in said[r])
    found = 1 + sum(any(w in g for w in said[r]) for r in ROLES for g in gold[r])
    return right, found


def align(said, gold):
    """The pairing with the best F1: right, found, {said: gold}. Of ways that use the same gold templates only those that no
    other beats in both counts are kept."""
    told, asked = sum(map(size, said)), sum(map(size, gold))
    ways = {0: [(0, 0, ())]}
    for i, s in enumerate(said):
        more = {mask: list(found) for mask, found in ways.items()}
        for mask, found in ways.items():
            for j, g in enumerate(gold):
                counts = None if mask >> j & 1 else pair(s, g)
                if counts:
                    more.setdefault(mask | 1 << j, []).extend((r + counts[0], f + counts[1], w + ((i, j),)) for r, f, w in found)
        for mask, found in more.items():
            kept = []
            for way in sorted(found, key=lambda w: (-w[0], -w[1])):
                if not kept or way[1] > kept[-1][1]:
                    kept.append(way)
            more[mask] = kept
        ways = more
    def f1(way):
        p, r = way[0] / max(told, 1), way[1] / max(asked, 1)
        return 2 * p * r / (p + r) if p and r else 0.0
    best = max((w for found in ways.values() for w in found), key=f1)
    return best[0], best[1], dict(best[2])


def micro(pairs):
    """Precision, recall and F1 over (said, gold) of documents."""
    right = found = told = asked = 0
    for said, gold in pairs:
        r, f, _ = align(said, gold)
        right, found = right + r, found + f
        told, asked = told + sum(map(size, said)), asked + sum(map(size, gold))
    p, r = right / max(told, 1), found / max(asked, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)
