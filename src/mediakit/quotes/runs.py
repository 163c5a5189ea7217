"""The words of a stretch of text: which could be part of a name, where names and noun phrases begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.kinds import FORMER, role_size
from mediakit.quotes.lexicon import AUXILIARY, DAYS, DETERMINERS, FUNCTION, ROLE_HEADS, SAYING
from mediakit.quotes.proper import BODIES
from mediakit.quotes.verbs import VERBS

_WORD = re.compile(r"[^\s,;:!?()\[\]\"“”–—]+|[,;:!?()\[\]\"“”–—]")
_OWNER = re.compile(r"[’']s$|s[’']$")
_ADJECTIVE = re.compile(r"-[a-z]+$")
OPENERS = DETERMINERS | frozenset(
    "when as after but and if while since before in on at for from by with of".split()
)
LINKS = frozenset("of for at in from with on to by".split())
STOPS = (AUXILIARY - {"to"}) | frozenset(
    ', ; : ! ? ( ) [ ] – — " “ ” - -- who which that whose when where said says say told wrote added he she they it'
    " outside inside near around under during since after before between through".split()
)
_INFLECTED = frozenset(form for form, base in SAYING.items() if form != base)
_PREPOSITIONS = frozenset(
    "behind beyond despite amid toward towards versus via beside besides alongside unlike".split()
)
_VERBAL = (FUNCTION | VERBS | _INFLECTED | _PREPOSITIONS) - {"and", "most", "once", "lead"}
TERMS = FORMER | frozenset("then acting interim longtime".split())
"""Words before a role that say when or for how long somebody has it."""
RANKS = TERMS | frozenset(
    "presumptive major lt lt. brigadier foreign home inspector attorney general chief vice deputy prime first senior executive managing associate assistant"
    " principal secretary lieutenant rear air shadow legendary veteran top additional citing operating prosecuting commanding presiding visiting"
    " founding leading ruling attending contributing republican democratic democrat gop labour labor conservative liberal tory independent"
    " us u.s. uk u.k. district state".split()
)
"""Words before a role that are its own part, in capitals too, rather than a body's name."""
BODY_NOUNS = BODIES | frozenset(
    "campaign government police movement startup nonprofit assembly house website team clinic program programme".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """The words and punctuation marks of a stretch of text."""

    text: str
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Run:
        """Cut a text at spaces and punctuation; "U.S." and "co-founder" are words."""
        found = list(_WORD.finditer(text))
        return cls(text, [match.group() for match in found], [match.start() for match in found])

    def word(self, at: int) -> str:
        """Return a word, a comma beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ","

    def slice(self, first: int, last: int) -> str:
        """Return the words from ``first`` to ``last`` (exclusive) as written."""
        last = min(last, len(self.words))
        return (
            self.text[self.starts[first] : self.starts[last - 1] + len(self.words[last - 1])]
            if first < last
            else ""
        )

    def names(self, at: int) -> bool:
        """Tell whether a word could be part of a name: a capital or figure, but not "London-based"."""
        word = self.word(at)
        capital = word[:1].isupper() or word[:1].isdigit()
        return capital and word.lower() not in DAYS and not _ADJECTIVE.search(word)

    def owns(self, at: int) -> bool:
        """Tell "NASA’s", "ministers’" from other words."""
        return _OWNER.search(self.word(at)) is not None

    def inside(self, at: int) -> bool:
        """Tell whether a word could stand inside a noun phrase: no verb, no small word."""
        word = self.word(at)
        lower = word if word.isupper() else word.lower()
        if lower in STOPS or lower in LINKS:
            return False
        return lower in RANKS or role_size((lower,)) > 0 or lower not in _VERBAL

    def name_end(self, at: int) -> int:
        """Return where the name ends that begins at a word: capitals, joined by up to two small words."""
        first = at
        while self.names(at):
            at += 1
            small = at
            while small < at + 2 and self._joins(first, small):
                small += 1
            post = self.word(at) == "and" and self.word(small).lower() in ROLE_HEADS
            if self.names(small) and not post:
                at = small
        return at

    def _joins(self, first: int, at: int) -> bool:
        """Tell the small words in "Paths to Peace", "Center for Research on Sleep" from those in "to Ann Lee on Monday"."""
        word = self.word(at)
        if word == "to":
            return first > 0 and self.word(first - 1) != "to"
        if word == "on":
            return any(word.lower() in BODY_NOUNS for word in self.words[first:at])
        return word in ("of", "for", "the", "and", "de", "&")

    def name_start(self, at: int, first: int) -> int:
        """Return where the name begins that ends before a word."""
        last = at
        while at > first and self.names(at - 1):
            at -= 1
            small = at
            while small > max(first, at - 2) and self.word(small - 1) in (
                "of",
                "for",
                "the",
                "and",
                "de",
                "&",
            ):
                small -= 1
            if first < small < at and self.names(small - 1):
                at = small
        while at < last and not self.word(at).isupper() and self.word(at).lower() in OPENERS:
            at += 1
        return at

    def phrase_start(self, at: int, first: int) -> int:
        """Return where the noun phrase begins that goes on at a word."""
        while at > first and not self.word(at - 1).endswith(("-based", "-old", "-born")):
            joined = self.word(at - 1) == "and" and at - 2 >= first and self.inside(at - 2)
            if not joined and not self.inside(at - 1):
                break
            start = self.name_start(at, first) if self.names(at - 1) else at - 1
            if start == at:
                break
            at = start
        return at
