"""Pure functions on strings: spaces, paragraphs, words, control characters, mojibake, names in capitals."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SIGN = r"\u3040-\u30ff\u3400-\u9fff"
_COUNTED = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+(?:['’.,-][^\W_{_SIGN}]+)*")


def strip_controls(text: str) -> str:
    """Remove control characters, zero-width marks and lone surrogates.

    Examples
    --------
    >>> strip_controls("a\\x00b")
    'ab'
    """
    return _CONTROLS.sub("", text)


def printable(text: str) -> str:
    """Replace what could drive a terminal by a space; line breaks stay.

    Examples
    --------
    >>> printable("a\\x1b[2Jb")
    'a [2Jb'
    """
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def collapse(text: str) -> str:
    """Return text on one line, each run of white space one space, in NFC.

    Examples
    --------
    >>> collapse("  a \\n b\\u00a0c ")
    'a b c'
    """
    return unicodedata.normalize("NFC", _SPACES.sub(" ", strip_controls(text))).strip()


def paragraphs(text: str) -> list[str]:
    """Split text at blank lines into paragraphs without empty ones.

    Examples
    --------
    >>> paragraphs("one\\n\\ntwo\\nstill two")
    ['one', 'two still two']
    """
    return [
        line
        for block in _BREAKS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
        if (line := collapse(block))
    ]


def join_paragraphs(parts: list[str]) -> str:
    """Join paragraphs with a blank line.

    Examples
    --------
    >>> join_paragraphs(["one", "", "two"])
    'one\\n\\ntwo'
    """
    return "\n\n".join(part for part in parts if part)


def count_words(text: str) -> int:
    """Count the words of a text; each Chinese character or Japanese sign is one.

    Examples
    --------
    >>> count_words("It wasn't 3.5 per cent."), count_words("香港 2020")
    (5, 3)
    """
    return len(split_words(text))


def split_words(text: str) -> list[str]:
    """Return the words of a text, in order; each Chinese character or Japanese sign is one.

    Examples
    --------
    >>> split_words("It wasn't 3.5 per cent, 香港")
    ['It', "wasn't", '3.5', 'per', 'cent', '香', '港']
    """
    return _COUNTED.findall(text)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, punctuation dropped.

    Examples
    --------
    >>> words("Hello, World!")
    ['hello', 'world']
    """
    return [word.lower() for word in _WORDS.findall(text)]


# UTF-8 read as Windows-1252: a lead byte's character, then one to three of the characters of 0x80-0xBF
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(f"[\u00e0-\u00ef][{_TAIL}]{{2}}|[\u00c2-\u00df][{_TAIL}]|[\u00f0-\u00f4][{_TAIL}]{{3}}")


_MARKS = frozenset("‘’“”–—…")  # what may well follow a letter: “voilà’”


def _ungarble(match: re.Match[str]) -> str:
    data = bytearray()
    for char in match[0]:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return match[0]
            data.append(ord(char))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def repair_mojibake(text: str) -> str:
    """Repair UTF-8 that was once read as Windows-1252.

    Use it on text from pages that were garbled before they were saved. One short garbled pair alone is left, for it
    may be meant.

    Examples
    --------
    >>> repair_mojibake("donâ€™t")
    'don’t'
    """
    found = _GARBLED.findall(text)
    quoted = sum(1 for piece in found if set(piece[1:]) <= _MARKS)
    if not found or (len(found) == 1 and len(found[0]) == 2) or quoted * 2 > len(found):
        return text
    return _GARBLED.sub(_ungarble, text)


_SMALL = {
    "de",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "du",
    "bin",
    "al",
    "el",
    "y",
    "zu",
}
_NUMERAL = re.compile(r"^(?:II|III|IV|VI{0,3}|[A-Z]|[A-Z]\.|(?:[A-Z]\.)+)$")


def _case_word(word: str, first: bool) -> str:
    if _NUMERAL.match(word) and len(word.strip(".")) != 0:
        return word
    if word.lower() in _SMALL and not first:
        return word.lower()
    parts = re.split(r"([-'’])", word)
    cased = [part[:1].upper() + part[1:].lower() for part in parts]
    joined = "".join(cased)
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), joined)


def name_case(name: str) -> str:
    """Put a name written in capitals into the usual case; other names stay as they are.

    Examples
    --------
    >>> name_case("RALPH D. RUSSO"), name_case("Bill McCARTHY")
    ('Ralph D. Russo', 'Bill McCARTHY')
    """
    letters = [char for char in name if char.isalpha()]
    if len(letters) < 4 or not all(char.isupper() for char in letters if char.lower() != char.upper()):
        return name
    if not any(char.lower() != char.upper() for char in letters) or " " not in name:
        return name
    return " ".join(_case_word(word, index == 0) for index, word in enumerate(name.split(" ")))
