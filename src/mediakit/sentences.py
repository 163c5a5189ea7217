"""Sentence boundaries in English and Chinese, by rules: nothing to download, nothing to train.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number, or the next word goes on in
lower case. Closing quotation marks and brackets belong to the sentence they close. A blank line always ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_STOP = re.compile(r"(?:[.!?…]{1,8}|[。！？；]{1,8})[\"'”’»）」』\])]{0,4}")
_WIDE = "。！？；"
_INITIALS = re.compile(r"[a-z](?:\.[a-z])+")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[]+\Z")

# Followed by a name: never the end.
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
        "govs",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "maj",
        "rev",
        "hon",
        "pres",
        "st",
        "ft",
        "mt",
        "messrs",
        "fr",
        "det",
        "insp",
        "supt",
        "cpl",
        "pvt",
        "atty",
        "amb",
        "det",
        "sec",
        "msgr",
        "vs",
        "v",
        "no",
        "nos",
        "fig",
        "art",
        "vol",
        "pp",
        "cf",
        "e.g",
        "i.e",
        "approx",
    ]
)
# The end only before a word that can open a sentence.
_MAYBE = frozenset(
    [
        "jr",
        "sr",
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "bros",
        "u.s",
        "u.k",
        "u.n",
        "u.s.a",
        "e.u",
        "d.c",
        "l.a",
        "n.y",
        "p.m",
        "a.m",
        "etc",
        "al",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "calif",
        "mass",
        "conn",
        "fla",
        "ga",
        "ill",
        "ind",
        "kan",
        "ky",
        "la",
        "md",
        "mich",
        "minn",
        "miss",
        "mo",
        "mont",
        "neb",
        "nev",
        "okla",
        "ore",
        "pa",
        "tenn",
        "tex",
        "va",
        "vt",
        "wash",
        "wis",
        "wyo",
        "ala",
        "ariz",
        "ark",
        "colo",
        "del",
        "ave",
        "blvd",
        "rd",
        "dept",
        "est",
        "ph.d",
        "m.d",
        "b.a",
        "m.a",
        "d.phil",
        "r",
        "d",
        "n.j",
        "n.h",
        "n.c",
        "s.c",
        "n.m",
        "r.i",
        "w.va",
    ]
)
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "for",
        "but",
        "and",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "when",
        "while",
        "as",
        "if",
        "after",
        "before",
        "although",
        "however",
        "since",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "mr",
        "mrs",
        "ms",
        "dr",
        "some",
        "many",
        "most",
        "no",
        "not",
        "what",
        "why",
        "how",
        "who",
        "with",
        "by",
        "from",
        "to",
        "last",
        "so",
        "yet",
        "or",
        "nor",
        "once",
        "until",
        "then",
        "now",
        "meanwhile",
        "also",
        "earlier",
        "later",
        "still",
        "both",
        "each",
        "all",
        "one",
        "two",
    ]
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Use it wherever a sentence is the unit: tone, co-occurrence, the evidence behind a number.

    Parameters
    ----------
    text : str
        Any text; paragraphs are separated by blank lines.

    Returns
    -------
    list of (int, int)
        Start and end (exclusive) of each sentence as character offsets, in order and without overlap. White space
        between sentences belongs to none. No sentence crosses a blank line.

    Examples
    --------
    >>> [ "Mr. Fong agreed. He left."[a:b] for a, b in split_sentences("Mr. Fong agreed. He left.") ]
    ['Mr. Fong agreed.', 'He left.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        spans.extend(_sentences(text, start, end))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begun = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() >= begun and _is_end(text, stop.start(), stop.end(), end):
            yield from _trimmed(text, begun, stop.end())
            begun = stop.end()
    yield from _trimmed(text, begun, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_end(text: str, stop: int, after: int, limit: int) -> bool:
    if text[stop] in _WIDE:
        return True
    if after >= limit:
        return True
    if not text[after].isspace() and ord(text[after]) < 0x2E80:
        return False
    following = text[after : min(limit, after + 40)].lstrip()
    opener = following.lstrip("\"'“‘«([—–- ")
    if not opener or opener[0].islower():
        return False
    return text[stop] != "." or not _abbreviated(text[max(0, stop - 24) : stop], opener)


def _abbreviated(before: str, following: str) -> bool:
    found = _LAST_WORD.search(before)
    word = found.group().lower() if found else ""
    if len(word) == 1 and word.isalpha():
        return word != "i" or before[-1:] == "I"
    if word in _TITLES:
        return True
    if word in _MAYBE or _INITIALS.fullmatch(word):
        return re.split(r"[^\w’']", following, maxsplit=1)[0].lower() not in _OPENERS
    return False
