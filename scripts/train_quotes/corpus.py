"""The training articles of PolNeAR, and how the models see them."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mediakit.quotes import features, tagger
from mediakit.quotes.find import in_sentences
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.tokens import Tokens, tokenise

FOLDS = 4
STANCE = frozenset(
    "think believe plead reject dismiss thank attribute label dub compare wonder mock challenge".split()
)
ACTS = frozenset(form for form, base in SAYING.items() if base not in STANCE) | frozenset(
    "according statement spokesman spokeswoman spokesperson caption headline titled entitled account remarks comments claims"
    " allegation allegations accusation accusations assertion warning argument".split()
)


def note(line: str) -> None:
    """Say on stderr how far the training is."""
    sys.stderr.write(line + "\n")


@dataclass
class Attribution:
    """One attribution as the annotators marked it."""

    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    said: bool


@dataclass
class Document:
    """One article with its tokens and what the models see of it."""

    tokens: Tokens
    base: features.Ints
    state: features.Ints
    phrases: list[Phrase]
    attributions: list[Attribution]
    table: Any
    tags: features.Ints


def read_documents(folder: Path) -> Iterator[Document]:
    """Read the articles in order of name; of several annotators the first counts."""
    files = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    for name, paths in sorted(files.items()):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield make_document(text, read_attributions(paths[0], text))


def make_document(text: str, attributions: list[Attribution]) -> Document:
    """Describe one article as the models will see it."""
    tokens = tokenise(text)
    base, state = features.describe(tokens), features.states(tokens, find_marked(text))
    table = features.table(tokens, base, state)
    phrases = in_sentences(tokens, find_phrases(tokens))
    return Document(tokens, base, state, phrases, attributions, table, gold_tags(tokens, attributions))


def read_attributions(path: Path, text: str) -> list[Attribution]:
    """Read one brat file; text always comes from the offsets."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if re.fullmatch(r"T\d+", parts[0]) and len(parts) > 1:
            offsets = parts[1].partition(" ")[2]
            spans[parts[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in offsets.split(";"))]
        elif re.fullmatch(r"E\d+", parts[0]) and len(parts) > 1:
            events.append([argument.split(":", 1) for argument in parts[1].split()])
    found = []
    for arguments in events:
        roles: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
        for role, name in arguments:
            roles.get(role.rstrip("0123456789").lower(), []).extend(spans.get(name, []))
        if roles["content"]:
            cue = " ".join(text[a:b] for a, b in sorted(roles["cue"])).lower()
            words = re.findall(r"[\w'’]+", cue)
            said = not words or any(word in ACTS for word in words)
            found.append(
                Attribution(sorted(roles["content"]), sorted(roles["source"]), sorted(roles["cue"]), said)
            )
    return found


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that a span touches."""
    first = tokens.index(start)
    if first and tokens.ends[first - 1] > start:
        first -= 1
    return first, tokens.index(end)


def gold_tags(tokens: Tokens, attributions: list[Attribution]) -> features.Ints:
    """Return the tag of every token; content wins over cue and source."""
    tags = np.zeros(len(tokens), dtype=np.int64)
    for attribution in attributions:
        if attribution.said:
            for role, tag in ((attribution.cue, tagger.CUE), (attribution.source, tagger.SOURCE)):
                for start, end in role:
                    first, last = token_range(tokens, start, end)
                    tags[first:last] = tag
    for attribution in attributions:
        begin = tagger.BEGIN if attribution.said else tagger.BEGIN_STANCE
        for first, last in content_ranges(tokens, attribution):
            tags[first:last] = begin + 1
            tags[first] = begin
    return tags


def content_ranges(tokens: Tokens, attribution: Attribution) -> list[tuple[int, int]]:
    """Return the content's pieces as token ranges, cut at line ends, joined where no word lies between."""
    pieces: list[tuple[int, int]] = []
    for start, end in attribution.content:
        first, last = token_range(tokens, start, end)
        while first < last:
            cut = next(
                (k for k in range(first + 1, last) if tokens.paragraph[k] != tokens.paragraph[first]), last
            )
            joins = bool(pieces) and tokens.paragraph[pieces[-1][1] - 1] == tokens.paragraph[first]
            if joins and not any(w[0].isalnum() for w in tokens.words[pieces[-1][1] : first]):
                pieces[-1] = (pieces[-1][0], cut)
            else:
                pieces.append((first, cut))
            first = cut
    return pieces


def sorted_contents(document: Document) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """List (content, source) in the order of the text."""
    return sorted(
        (piece, (attribution.source[0][0], attribution.source[-1][1]))
        for attribution in document.attributions
        if attribution.source
        for piece in content_ranges(document.tokens, attribution)
        if attribution.said or document.state[piece[0] : piece[1]].any()
    )


def source_of(document: Document, first: int, last: int) -> tuple[int, int] | None:
    """Return the source that the annotators give what shares half its words with a found content."""
    best, source = 0.5, None
    for attribution in document.attributions:
        for start, end in content_ranges(document.tokens, attribution):
            shared = max(0, min(end, last) - max(start, first))
            whole = min if document.state[first:last].any() else max
            if attribution.source and shared / whole(end - start, last - first) > best:
                best = shared / whole(end - start, last - first)
                source = attribution.source[0][0], attribution.source[-1][1]
    return source
