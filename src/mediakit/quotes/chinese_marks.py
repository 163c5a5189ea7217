"""Quotation marks of Chinese text, and the turns of its transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Span = tuple[int, int]

_CLOSING = {"“": "”", "「": "」", "『": "』", "‘": "’", "﹁": "﹂", '"': '"', "＂": "＂"}
_MARK = re.compile('[“”「」『』‘’﹁﹂"＂]')
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LABEL = 14
_PUNCTUATION = "，,。、！？；：:!?…\n"
_SAYING = re.compile("在|对|向|则|也|还|表示|称|告诉|说|于|随后|回应|认为|发文|的")
_TURN = re.compile(
    r"^[ 　]*(?P<name>[^\s，。：:“「（]{1,14}(?:[ 　][^\s，。：:“「（]{1,8})?)[：:][ 　]*(?P<said>\S[^\n]*)$",
    re.M,
)
_INTRODUCES = re.compile(
    "(?:说|称|道|表示|指出|问|答|写|如下|强调|认为|回应|警告|介绍|透露|消息|时间|地点|来源|原标题)$"
)


def find_marks(text: str) -> list[Span]:
    """Find what stands between quotation marks, line by line, without the marks; names in marks are left out."""
    return [(a, b) for a, b in _pairs(text) if not _is_label(text, a, b)]


def _pairs(text: str) -> Iterator[Span]:
    lines = list(_LINE.finditer(text))
    for number, line in enumerate(lines):
        opened, depth = -1, 0
        for match in _MARK.finditer(text, *line.span()):
            mark = match.group()
            if opened < 0 and mark in _CLOSING:
                opened, depth = match.start(), 1
            elif opened >= 0:
                closes = mark == _CLOSING[text[opened]]
                depth += (not closes and mark == text[opened]) - closes
                if depth == 0:
                    if match.start() > opened + 1:
                        yield opened + 1, match.start()
                    opened = -1
        goes_on = number + 1 < len(lines) and lines[number + 1].group().lstrip()[:1] in _CLOSING
        if opened >= 0 and goes_on and opened + 1 < line.end():
            yield opened + 1, line.end()


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell a name or a term in marks (the account “Peach”) from words that somebody says."""
    before, after = text[start - 2 : start - 1], text[end + 1 : end + 2]
    if end - start > _LABEL or any(c in _PUNCTUATION for c in text[start:end]) or not after:
        return False
    if after in _PUNCTUATION:
        return False
    if not before or before in _PUNCTUATION:
        return bool(_SAYING.match(text, end + 1))
    return before not in "称说道：:指为"


def mask(text: str, marks: list[Span]) -> str:
    """Return the text with all that is said in marks blotted out, and other marks as brackets."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [_bracketed(text[at : start - 1]), text[start - 1], "□" * (end - start)]
        at = end
        if at < len(text) and text[at] != "\n":
            pieces.append(text[at])
            at += 1
    return "".join([*pieces, _bracketed(text[at:])])


def _bracketed(text: str) -> str:
    return text.translate(str.maketrans("“”「」『』‘’﹁﹂", "〔〕〔〕〔〕〔〕〔〕"))


def find_turns(text: str) -> list[tuple[Span, Span]]:
    """Find the lines of a transcript, as the name and what it says: at least four, two names, one of them twice."""
    turns = [m for m in _TURN.finditer(text) if not _INTRODUCES.search(m["name"])]
    names = Counter(m["name"] for m in turns)
    if len(turns) < 4 or len(names) < 2 or max(names.values()) < 2:
        return []
    return [(m.span("name"), m.span("said")) for m in turns]
