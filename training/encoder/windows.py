"""Texts cut into windows of word pieces: whole sentences, with the sentences before them as context."""

import re
from dataclasses import dataclass, field

LONGEST = 384
CONTEXT = 64
CLS, SEP = 101, 102

# A sentence ends at a mark before white space and no lower-case letter is asked for: some texts have no upper case.
END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n\s*\n")


@dataclass
class Window:
    """Pieces of one stretch of a text. `spans[i]` are the characters of piece `i` (`None` for the marks at both ends);
    pieces before `own` are context and carry no labels."""

    pieces: list
    spans: list
    own: int
    labels: dict = field(default_factory=dict)


def sentences(text):
    """Character ranges of the sentences of a text."""
    out, start = [], 0
    for m in END.finditer(text):
        if text[start : m.start()].strip():
            out.append((start, m.start()))
        start = m.end()
    if text[start:].strip():
        out.append((start, len(text)))
    return out


def cut(tokenizer, text, ranges=None, longest=LONGEST, context=CONTEXT):
    """The windows of a text. Every sentence is labelled in exactly one window."""
    coded = []
    for start, end in ranges or sentences(text):
        e = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids, spans = e.ids, [(a + start, b + start) for a, b in e.offsets]
        for at in range(0, len(ids), longest - context - 2):
            stop = at + longest - context - 2
            coded.append((ids[at:stop], spans[at:stop]))
    windows, first = [], 0
    while first < len(coded):
        before, room = first, context
        while before > 0 and first > 0 and len(coded[before - 1][0]) <= room:
            before -= 1
            room -= len(coded[before][0])
        size = sum(len(c[0]) for c in coded[before:first]) + 2
        last = first
        while last < len(coded) and size + len(coded[last][0]) <= longest:
            size += len(coded[last][0])
            last += 1
        last = max(last, first + 1)
        pieces, spans = [CLS], [None]
        own = 1
        for i in range(before, last):
            if i == first:
                own = len(pieces)
            pieces += coded[i][0]
            spans += coded[i][1]
        windows.append(Window(pieces + [SEP], spans + [None], own))
        first = last
    return windows


def pieces_of(window, start, end):
    """The pieces that a stretch of characters covers, context included."""
    return [i for i, s in enumerate(window.spans) if s and s[0] < end and start < s[1]]
