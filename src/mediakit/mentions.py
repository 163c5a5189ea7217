"""Find a codebook's concepts in a text: every alias in one pass, then the rules that tell names from words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from mediakit.codebook import Alias, Codebook
from mediakit.records import Mention

_WINDOW = 80
_FIRST_IDEOGRAPH = "\u2e80"
_ADDRESS = re.compile(
    r"://|^www\.|@[\w-]+\.|\w\.(?:com|org|net|edu|gov|info|io|cn|hk|tw|uk|jp|sg|in|ca|au|de|fr)(?![\w-])",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s()<>\"“”\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_LONGEST_ADDRESS = 200
_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a spelling may mean: an alias of a concept, or (ignore) a phrase that only looks like one."""

    concept: str
    category: str
    alias: Alias
    near: re.Pattern[str] | None
    not_near: re.Pattern[str] | None
    in_article: re.Pattern[str] | None
    ignore: bool

    @property
    def plain(self) -> bool:
        """True when the spelling alone decides."""
        return self.near is None and self.not_near is None and self.in_article is None

    @property
    def doubtful(self) -> bool:
        """True when the spelling counts only where something speaks for it."""
        return self.near is not None or self.in_article is not None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading at a place, with what its neighbours say of it: yes, no, or nothing (None)."""

    start: int
    end: int
    reading: _Reading
    sure: bool | None


@dataclass(frozen=True, slots=True)
class _Matcher:
    """An automaton over all spellings, with each concept's line: itself and what is above."""

    automaton: Any
    lines: dict[str, frozenset[str]]

    def holds(self, outer: _Hit, inner: _Hit) -> bool:
        """Say whether a name holds the name of a parent, as "Hong Kong police" holds "Hong Kong"."""
        if outer.reading.ignore or inner.reading.concept == outer.reading.concept:
            return False
        return inner.reading.concept in self.lines[outer.reading.concept]


def find_mentions(
    text: str, codebook: Codebook, *, title: str | None = None, published: date | datetime | None = None
) -> list[Mention]:
    """Find where a text mentions a codebook's concepts.

    Use it on an article's text; its headline is read by a call of its own (``find_mentions(title, …)``).
    An ambiguous alias is settled by the words near it, then by the rest of the article.

    Parameters
    ----------
    text : str
        An article's text.
    codebook : Codebook
        The concepts to look for.
    title : str, optional
        The headline, read only to settle what is ambiguous in the text.
    published : date or datetime, optional
        Day of publication, for aliases with dates; without one, aliases of all times count.

    Returns
    -------
    list of Mention
        In the order of the text: ``text[m.start:m.end] == m.surface``. Of names that overlap the longer counts; only
        the name of a parent counts inside it (Hong Kong in "Hong Kong police").

    Examples
    --------
    >>> codebook = Codebook.loads('''
    ... categories = ["platform"]
    ... [concepts.wechat]
    ... label = "WeChat"
    ... category = "platform"
    ... definition = "Messaging, payments and small programs in one app."
    ... aliases = ["WeChat", "微信"]
    ... ''')
    >>> [(m.concept, m.start) for m in find_mentions("Tencent’s WeChat, or 微信", codebook)]
    [('wechat', 10), ('wechat', 21)]

    References
    ----------
    Aho, A. V. and Corasick, M. J. (1975). Efficient string matching: an aid to bibliographic search.
    Communications of the ACM 18(6), 333-340. The rules: docs/methods/mentions.md.
    """
    day = published.date() if isinstance(published, datetime) else published
    matcher = _matcher(codebook)
    plain, head = _plain(text), _plain(title or "")
    hits = _uncovered(_hits(plain, matcher, day), matcher)
    if any(hit.sure is None for hit in hits):
        hits = _settled(hits, _uncovered(_hits(head, matcher, day), matcher), f"{head}\n\n{plain}", matcher)
    return [
        Mention(hit.reading.concept, hit.reading.category, hit.start, hit.end, text[hit.start : hit.end])
        for hit in _apart(hits, matcher)
        if not hit.reading.ignore
    ]


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> _Matcher:
    import ahocorasick

    held: dict[str, list[_Reading]] = {}
    for spelling, reading in _readings(codebook):
        held.setdefault(spelling, []).append(reading)
    automaton = ahocorasick.Automaton()
    for spelling, readings in held.items():
        automaton.add_word(
            spelling, (len(spelling), _is_word(spelling[0]), _is_word(spelling[-1]), tuple(readings))
        )
    automaton.make_automaton()
    return _Matcher(automaton, {concept: codebook.line(concept) for concept in codebook})


def _readings(codebook: Codebook) -> Iterator[tuple[str, _Reading]]:
    for concept in codebook.concepts.values():
        for alias in concept.aliases:
            rules = (_pattern(alias.near), _pattern(alias.not_near), _pattern(alias.in_article))
            for spelling in alias.spellings():
                yield spelling, _Reading(concept.id, concept.category, alias, *rules, ignore=False)
        for phrase in concept.ignore:
            decoy = Alias(phrase)
            for spelling in decoy.spellings():
                yield spelling, _Reading(concept.id, concept.category, decoy, None, None, None, ignore=True)


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Compile words that may stand near; "regulat*" stands for all that begin so."""
    if not words:
        return None
    parts = (
        (r"(?<![^\W_])" if _is_word(word[0]) else "")
        + re.escape(word.removesuffix("*"))
        + ("" if word.endswith("*") or not _is_word(word[-1]) else r"(?![^\W_])")
        for word in words
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def _plain(text: str) -> str:
    """Write typographic spaces and hyphens plainly, one character for one, so that offsets stay."""
    for special, usual in _PLAIN.items():
        text = text.replace(special, usual)
    return text


def _is_word(char: str) -> bool:
    return char.isalnum() and char < _FIRST_IDEOGRAPH


def _hits(text: str, matcher: _Matcher, day: date | None) -> list[_Hit]:
    found = []
    size = len(text)
    for last, (length, left, right, readings) in matcher.automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if left and start and _is_word(text[start - 1]):
            continue
        if right and end < size and _is_word(text[end]):
            continue
        if left and _in_address(text, start, end):
            continue
        found += [
            _Hit(start, end, reading, _judge(text, start, end, reading))
            for reading in readings
            if reading.alias.holds_on(day)
        ]
    return found


def _in_address(text: str, start: int, end: int) -> bool:
    """Say whether the words stand inside a web address, an e-mail address or an account's name."""
    before, after, beyond = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    joined_before = before != "" and before in "/.@-_=#?&%"
    joined_after = after != "" and after in "/.@-_=&%:" and beyond != "" and not beyond.isspace()
    if not joined_before and not joined_after:
        return False
    if before in ("@", "_") or after == "_":
        return True
    low = max(0, start - _LONGEST_ADDRESS)
    opening = max((gap.end() for gap in _GAP.finditer(text, low, start)), default=low)
    gap = _GAP.search(text, end, end + _LONGEST_ADDRESS)
    return _ADDRESS.search(text[opening : gap.start() if gap else end + _LONGEST_ADDRESS]) is not None


def _judge(text: str, start: int, end: int, reading: _Reading) -> bool | None:
    if reading.plain:
        return True
    opening, stop = _window(text, start, end)

    def stands(words: re.Pattern[str] | None) -> bool:
        return bool(words and (words.search(text, opening, start) or words.search(text, end, stop)))

    if stands(reading.not_near):
        return False
    return True if stands(reading.near) else None


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch around a name that its near words may stand in: never over a paragraph's end."""
    opening, stop = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    paragraph = text.rfind("\n\n", opening, start)
    opening = opening if paragraph < 0 else paragraph + 2
    paragraph = text.find("\n\n", end, stop)
    if paragraph >= 0:
        return opening, paragraph
    cut_word = stop < len(text) and _is_word(text[stop])
    return opening, max(end, text.rfind(" ", end, stop)) if cut_word else stop


def _uncovered(hits: Iterable[_Hit], matcher: _Matcher) -> list[_Hit]:
    """Drop hits that stand inside a longer one that is sure, but for the names of its parents."""
    kept: list[_Hit] = []
    cover: _Hit | None = None
    for hit in sorted(hits, key=_order):
        if cover and hit.end <= cover.end and not _twins(hit, cover) and not matcher.holds(cover, hit):
            continue
        kept.append(hit)
        if hit.sure and (cover is None or hit.end > cover.end):
            cover = hit
    return kept


def _settled(hits: list[_Hit], around: list[_Hit], article: str, matcher: _Matcher) -> list[_Hit]:
    """Settle what the near words left open by the rest of the article."""
    sure = {hit.reading.concept for hit in (*hits, *around) if hit.sure and not hit.reading.ignore}
    known = {above for concept in sure for above in matcher.lines[concept]}
    balance = Counter[str]()
    for hit in hits:
        if hit.sure is not True:
            balance[hit.reading.concept] += 1 if hit.sure is None else -1
    seen: dict[re.Pattern[str], bool] = {}

    def holds(hit: _Hit) -> bool:
        reading = hit.reading
        if hit.sure is not None or reading.concept in known:
            return hit.sure is not False
        if reading.in_article is not None:
            if reading.in_article not in seen:
                seen[reading.in_article] = reading.in_article.search(article) is not None
            return seen[reading.in_article]
        return not reading.doubtful and balance[reading.concept] > 0

    return [hit for hit in hits if holds(hit)]


def _apart(hits: list[_Hit], matcher: _Matcher) -> list[_Hit]:
    """Keep, of hits that overlap, the one that begins first, then the longest, then the surest."""
    kept: list[_Hit] = []
    around: list[_Hit] = []
    for hit in sorted(hits, key=_order):
        while around and around[-1].end <= hit.start:
            around.pop()
        if hit.sure is not False and all(hit.end <= o.end and matcher.holds(o, hit) for o in around):
            kept.append(hit)
            around.append(hit)
    return kept


def _order(hit: _Hit) -> tuple[int, int, bool, bool]:
    return (hit.start, -hit.end, hit.reading.ignore, hit.sure is not True)


def _twins(one: _Hit, other: _Hit) -> bool:
    return one.start == other.start and one.end == other.end
