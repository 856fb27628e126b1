"""Standoff labels: careful readings of corpora that are not part of this repository.

    python standoff.py pack --eval DIR --out standoff.jsonl LABELS.txt...
    python standoff.py read --eval DIR standoff.jsonl [--markup]

`standoff.jsonl` holds one line a document and none of its words:

    {"source": "muc", "id": "...", "hash": "...", "read_to": 1200, "spans": [[0, 9, "people perp@1"], ...]}

`hash` is BLAKE2b with a digest of 16 bytes, in hex, of the text in UTF-8 just as the corpus stores it; `read_to`, `start` and `end` are
offsets in Unicode characters of that text. Everything before `read_to` is labelled, nothing after it. The labels of a span, separated by
spaces, are a trigger (`!1:bombing`, `!2:attack:foiled`), a kind of mention (`people`) and its roles (`victim@1`).

A working file is what a reader writes. It quotes the texts and so stays outside the repository:

    @ SOURCE ID READ_TO
    QUOTE<TAB>OCCURRENCE<TAB>LABELS

OCCURRENCE counts the quote's places in the text from 1. Without it (two columns), the first place of the quote as whole words after the
span on the line before is meant. White space in a quote stands for any white space. A line that starts with # is a comment.

`read` prints the documents with their text as JSON lines, or with `--markup` as text with {words|labels}.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter

# Source: file, key of the document's name, key of its text.
SOURCES = {
    "muc": ("muc/train.jsonl", "docid", "doctext"),
    "gva": ("gva/documents.jsonl", "id", "text"),
    "india_police": ("india_police/docs.jsonl", "doc_id", "doc_text"),
}
TYPES = set(
    "attack shooting stabbing killing death injury bombing suicide_bombing shelling air_strike grenade chemical clash capture transfer"
    " abduction sexual arrest protest riot dispersal mob destruction robbery plot agreement threat other".split()
)
STATUSES = set("occurred foiled planned threatened denied general".split())
KINDS = set("org person people place facility weapon vehicle time count".split())
ROLES = set("perp victim target side place time weapon claim".split())
TRIGGER = re.compile(r"!(\d+):([a-z_]+)(?::([a-z]+))?")
ROLE = re.compile(r"([a-z]+)@(\d+)")


class Texts:
    """The corpora's texts, each file read when it is first asked for."""

    def __init__(self, root):
        self.root = root
        self.loaded = {}

    def get(self, source, name):
        if source not in SOURCES:
            raise ValueError(f"no such source: {source}")
        if source not in self.loaded:
            file_name, name_key, text_key = SOURCES[source]
            with open(os.path.join(self.root, file_name), encoding="utf-8") as file:
                rows = [json.loads(line) for line in file if line.strip()]
            self.loaded[source] = {str(row[name_key]): row[text_key] for row in rows}
        if name not in self.loaded[source]:
            raise ValueError(f"no document {name} in {source}")
        return self.loaded[source][name]


def digest(text):
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def label_errors(labels, events):
    """What is wrong with one span's labels; `events` are the document's event numbers."""
    kinds = triggers = roles = 0
    for label in labels.split():
        trigger, role = TRIGGER.fullmatch(label), ROLE.fullmatch(label)
        if trigger:
            triggers += 1
            if trigger[2] not in TYPES:
                yield f"no such type: {label}"
            if (trigger[3] or "occurred") not in STATUSES:
                yield f"no such status: {label}"
        elif role:
            roles += 1
            if role[1] not in ROLES:
                yield f"no such role: {label}"
            if int(role[2]) not in events:
                yield f"no trigger for {label}"
        elif label in KINDS:
            kinds += 1
        else:
            yield f"unknown label: {label}"
    if triggers + kinds == 0:
        yield "neither trigger nor mention"
    if triggers > 1 or kinds > 1:
        yield "two triggers or two kinds"
    if roles and not kinds:
        yield "roles without a kind"


def errors(document, text):
    """What is wrong with a document's spans, as lines for people."""
    events = {int(found[1]) for _, _, labels in document["spans"] for found in TRIGGER.finditer(labels)}
    before = 0
    for start, end, labels in document["spans"]:
        quote = text[start:end]
        where = f"{document['source']} {document['id']} {start}-{end} {quote!r}"
        if not 0 <= start < end <= document["read_to"] <= len(text) or quote != quote.strip():
            yield f"{where}: bad span"
        if start < before:
            yield f"{where}: overlaps the span before"
        before = end
        for error in label_errors(labels, events):
            yield f"{where}: {error}"


def find(text, quote, occurrence, after):
    """Start and end of a quote in the text, or None."""
    words = r"\s+".join(map(re.escape, quote.split()))
    if occurrence is None:
        found = re.compile(rf"(?<!\w){words}(?!\w)").search(text, after)
    else:
        places = re.finditer(words, text)
        found = next((place for count, place in enumerate(places, 1) if count == occurrence), None)
    return found and found.span()


def read_working_file(path, texts):
    """Yields a working file's documents and, with None, what is wrong with it."""
    document = None
    after = 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@ "):
                if document:
                    yield document, None
                _, source, name, read_to = line.split()
                text = texts.get(source, name)
                document = {"source": source, "id": name, "hash": digest(text), "read_to": int(read_to), "spans": []}
                after = 0
                continue
            columns = line.split("\t")
            if document is None or len(columns) not in (2, 3):
                yield None, f"{path}:{number}: neither a header nor a label"
                continue
            quote, *occurrence, labels = columns
            span = find(text, quote, int(occurrence[0]) if occurrence else None, after)
            if span is None:
                yield None, f"{path}:{number}: not found: {quote}"
                continue
            after = span[1]
            document["spans"].append([*span, " ".join(labels.split())])
    if document:
        yield document, None


def pack(args):
    texts = Texts(args.eval)
    documents, wrong = {}, []
    for path in args.files:
        for document, error in read_working_file(path, texts):
            if error:
                wrong.append(error)
                continue
            key = document["source"], document["id"]
            if key in documents:
                wrong.append(f"{path}: twice: {key}")
            document["spans"].sort(key=lambda span: span[:2])
            wrong.extend(errors(document, texts.get(*key)))
            documents[key] = document
    if wrong:
        sys.exit("\n".join(wrong))
    with open(args.out, "w", encoding="utf-8") as out:
        for _, document in sorted(documents.items()):
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    print_counts(documents.values())


def print_counts(documents):
    counts = {}
    for document in documents:
        count = counts.setdefault(document["source"], Counter())
        count["documents"] += 1
        for _, _, labels in document["spans"]:
            count["spans"] += 1
            count["triggers"] += len(TRIGGER.findall(labels))
            count["roles"] += len(ROLE.findall(labels))
    for source, count in sorted(counts.items()):
        print(source, *(f"{key} {value}" for key, value in count.items()), file=sys.stderr)


def load(path, root):
    """Yields the shipped documents with their texts; raises ValueError where text or labels are not what they were."""
    texts = Texts(root)
    with open(path, encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text = texts.get(document["source"], document["id"])
            if digest(text) != document["hash"]:
                raise ValueError(f"{document['source']} {document['id']}: the text is another than the labelled one")
            wrong = list(errors(document, text))
            if wrong:
                raise ValueError("\n".join(wrong))
            yield {**document, "text": text}


def markup(document):
    """The labelled part of a document as one line of text with {words|labels}."""
    pieces, at = [], 0
    for start, end, labels in document["spans"]:
        pieces += [document["text"][at:start], "{", document["text"][start:end], "|", labels, "}"]
        at = end
    pieces.append(document["text"][at : document["read_to"]])
    return " ".join("".join(pieces).split())


def read(args):
    for path in args.files:
        for document in load(path, args.eval):
            if args.markup:
                print(f"# {document['source']} {document['id']}\n{markup(document)}\n")
            else:
                print(json.dumps(document, ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["pack", "read"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--eval", required=True, help="folder with the corpora, each in its own folder")
    parser.add_argument("--out", default="standoff.jsonl")
    parser.add_argument("--markup", action="store_true")
    args = parser.parse_args()
    pack(args) if args.action == "pack" else read(args)


if __name__ == "__main__":
    main()
