"""One identity for a source across an article: "he", "Fong" and "Francis Fong"."""

from __future__ import annotations

from mediakit.quotes.lexicon import HONORIFICS, ROLE_HEADS
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tokens import Tokens

_PERSONAL = frozenset(["he", "she", "him", "her", "his", "himself", "herself", "i", "me", "my"])


def name_words(tokens: Tokens, phrase: Phrase) -> list[str]:
    """Return the capitalised tail of a phrase, without title and possessive."""
    words: list[str] = []
    for at in range(phrase.last - 1, phrase.first - 1, -1):
        word = tokens.words[at]
        if not (
            word[0].isupper()
            or (words and word in ("of", "de", "van", "von", "bin", "&", "-", ".", "for", "and", "the"))
        ):
            break
        words.insert(0, word)
    while words and (
        words[0].lower().rstrip(".") in HONORIFICS or words[0] in (".", "-") or words[0] in ("The", "A", "An")
    ):
        words.pop(0)
    if words:
        words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    return words


def fullest_names(tokens: Tokens, phrases: list[Phrase]) -> dict[str, str]:
    """Return last word of a name → the fullest name the text gives, the first of equally long ones."""
    best: dict[str, tuple[int, str]] = {}
    for phrase in phrases:
        if phrase.form != "name":
            continue
        words = name_words(tokens, phrase)
        if not words or len(words) > 6:
            continue
        text = _as_written(tokens, phrase, len(words), words)
        known = best.get(words[-1])
        if known is None or len(words) > known[0]:
            best[words[-1]] = (len(words), text)
    return {key: text for key, (_, text) in best.items()}


def _as_written(tokens: Tokens, phrase: Phrase, count: int, words: list[str]) -> str:
    first = phrase.last - count
    text = tokens.text[tokens.starts[first] : tokens.ends[phrase.last - 1]]
    return text.removesuffix("'s").removesuffix("’s")


def resolve(tokens: Tokens, phrases: list[Phrase], at: int) -> int:
    """Follow a pronoun back to the phrase it stands for; return the number of that phrase."""
    phrase = phrases[at]
    if phrase.form != "pronoun" or tokens.lower[phrase.head] not in _PERSONAL | {"they", "who", "it", "we"}:
        return at
    for back in range(at - 1, max(-1, at - 40), -1):
        other = phrases[back]
        if other.form == "pronoun":
            continue
        if (
            other.form == "name"
            and len(name_words(tokens, other)) >= 1
            and tokens.paragraph[phrase.first] - tokens.paragraph[other.first] <= 4
        ):
            return back
        if other.form == "description" and tokens.lower[other.head] in ROLE_HEADS:
            return back
    return at
