"""Words that reached the article through another outlet, a document or a platform."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.quotes.kinds import type_of_organization
from mediakit.quotes.tokens import Tokens
from mediakit.quotes.venues import Venue, is_open, outlet_of, report_in, venue_in
from mediakit.records import Quote

_OPENING, _FIRST, _NEAR = 900, 5, 7
_VOICES = ("media", "state_media", "document")
_CAPITAL = re.compile(r"[A-Z][\w-]+")
_SAME_TALK = re.compile(
    r"(?i)\b(?:during|in) (?:the|his|her|their) (?:same |\w+ )?(?:segment|interview|broadcast|podcast|conversation|chat)\b"
)
_SAME_VENUE = re.compile(
    rf"{_SAME_TALK.pattern}|\b(?:in|on|at|of) (?:the|his|her|their|this) (?:same |\w+ )?(?:show|episode|programme?|article|special|piece|story|post|letter|e-?mail|caption|video|thread)\b"
    r"|\b(?:told|tells) (?:the )?(?:outlet|paper|newspaper|station|magazine|publication|website|site)\b"
)
_OTHER_TIME = re.compile(
    r"(?i)\b(?:last (?:month|year|summer|fall|spring|winter|autumn)|in (?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December)|at the time|(?:years?|months|weeks) ago|on ?stage"
    r"|at (?:an?|the|his|her) (?:[\w’'-]+ ){0,4}(?:convention|rally|rallies|event|conference|summit|meeting|debate|gala|dinner|ceremony|stop|fundraiser|town hall|forum|vigil|panel|awards?|premiere|festival))\b"
)
_REPORTED_COLON = re.compile(
    r"(?P<outlet>[A-Z][^.\n]{1,60}?) (?:first |also |later |has |had )?(?:reported|reports|wrote|writes|says?|said)(?: \w+day)?:$"
)
_NEWS_BROKEN = re.compile(r"\bfirst reported\b|\breported (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAYS = re.compile(
    r"(?i)\b(?:add\w*|continu\w+|shar\w+|joked?|said|says|asked|argu\w+|not\w+|claim\w*|stat\w+|explain\w*|insist\w*|stress\w*|recall\w*|admit\w*|repl\w+|reads?)\b"
)
_WRITES = re.compile(r"(?i)\b(?:wr[io]t\w+|posted|tweeted|captioned|commented)\b")
_GOES_ON = re.compile(rf"{_WRITES.pattern}|\b(?:tweet\w*|post\w*|add\w*|continu\w+|conclud\w+)\b")
_PLAIN_CUE = re.compile(
    r"(?i)(?:\w+ )?(?:said|says|told|added|claimed|argued|noted|denied|believes|thinks)(?: \w+)?"
)
_POST = re.compile(r"(?i)\b(?:posts?|tweets?|captions?|threads?|page)\b")
_STUDY = re.compile(r"\b(?:study|paper|research|analysis|report)$")  # who wrote it speaks of it, too
_USER = re.compile(r"(?i)\b(?:commenters?|netizens?|redditors?|social media users?)\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a sentence names a venue, or none for "later in the interview", and for whom it holds."""

    start: int
    venue: Venue | None
    names: frozenset[str] = frozenset()


class _Course:
    """Through which venue whose words come, up to a point of the article."""

    def __init__(self, quotes: Sequence[Quote], text: str) -> None:
        self._breaks = [match.start() for match in re.finditer(r"\n+", text)]
        self._names = _names(quotes)
        self._held: dict[str, Passage] = {}
        self._last: Passage | None = None
        self._written: Passage | None = None

    def enter(self, passage: Passage, speaker: str = "") -> None:
        """Let what follows come through a venue, for whom the passage names or who speaks."""
        if passage.venue is None:
            if self._last is None:
                return
            passage = replace(passage, venue=self._last.venue)
        self._last = passage
        if passage.venue is not None and passage.venue.kind != "outlet":
            self._written = passage
        of = {self._names[word] for word in passage.names if word in self._names} | ({speaker} - {""})
        self._held.update(dict.fromkeys(of, passage))

    def leave(self, speaker: str) -> None:
        """Let what somebody says come through nothing."""
        self._held.pop(speaker, None)

    def goes_on(self, quote: Quote, outside: str) -> Passage | None:
        """Return the passage that a quotation goes on from, None where it stands for itself."""
        last, held = self._last, self._held.get(quote.speaker_name or "")
        if last is None or last.venue is None:
            return None
        if quote.source_type in _VOICES:
            return self._written if _POST.search(quote.speaker or "") else None
        if _SAME_VENUE.search(outside):
            return last
        if _OTHER_TIME.search(outside):
            return None
        if held is not None and self._reaches(quote, held):
            return held
        if _WRITES.search(quote.cue or "") or _USER.search(quote.speaker or ""):
            return self._written
        crowd = quote.anonymous and quote.source_type in ("citizen", "unknown")
        if crowd and last.venue.kind == "platform" and self._lines(quote, last) <= _NEAR:
            return last
        pronoun = (quote.speaker or "").lower() in ("he", "she")
        return last if pronoun and self._lines(quote, last) == 0 else None

    def _lines(self, quote: Quote, passage: Passage) -> int:
        """Count the paragraphs that end between a passage and a quotation."""
        return bisect_left(self._breaks, quote.start) - bisect_left(self._breaks, passage.start)

    def _reaches(self, quote: Quote, passage: Passage) -> bool:
        """Tell whether a quotation still comes through what its source's words came through before."""
        lines, cue = self._lines(quote, passage), quote.cue or ""
        if lines == 0 or _GOES_ON.search(cue):
            return True
        if passage.venue is not None and passage.venue.kind == "platform":
            return lines == 1 and quote.kind != "indirect"
        says = quote.kind != "indirect" or _SAYS.search(cue) is not None
        return says and not (passage.venue is not None and _STUDY.search(passage.venue.via))


def relay(quotes: Sequence[Quote], outsides: Sequence[str], tokens: Tokens, own: str | None) -> list[Quote]:
    """Say of each quotation through which outlet, document or platform it came, None for the article's own reporting.

    ``outsides`` are the sentences of the attributions without the quoted words, ``own`` is the outlet that publishes the article
    where that is known. What a source says comes through the venue that was last named for it, until it speaks before everybody.
    """
    text = tokens.text
    course, passages = _Course(quotes, text), _passages(tokens, quotes, own)
    found, at = [], 0
    for quote, outside in zip(quotes, outsides, strict=True):
        while at < len(passages) and passages[at].start < quote.end:
            course.enter(passages[at])
            at += 1
        speaker, here = quote.speaker_name or "", _stated(quote, outside, text, own)
        passage = Passage(quote.start, here)
        if here is None and is_open(outside):
            course.leave(speaker)
        elif here is not None or (passage := course.goes_on(quote, outside) or passage).venue is not None:
            course.enter(passage, speaker)
        found.append(_through(quote, passage.venue))
    return _backwards(found, outsides)


def _through(quote: Quote, venue: Venue | None) -> Quote:
    """Return a quotation with its venue; who is unnamed on a platform is a user."""
    if venue is None:
        return quote
    user = venue.kind == "platform" and quote.anonymous and quote.source_type == "unknown"
    return replace(quote, relayed_by=venue.via, source_type="citizen" if user else quote.source_type)


def _names(quotes: Sequence[Quote]) -> dict[str, str]:
    """Return the words that name one speaker only, with the speaker's name."""
    found: dict[str, set[str]] = {}
    for name in {quote.speaker_name for quote in quotes if quote.speaker_name}:
        for word in _CAPITAL.findall(name):
            found.setdefault(word, set()).add(name)
    return {word: name for word, (name, *others) in found.items() if not others}


def _passages(tokens: Tokens, quotes: Sequence[Quote], own: str | None) -> list[Passage]:
    """List the sentences that name a venue, each with who speaks in it or else all names that it holds."""
    sentences = _narrated(tokens, quotes)
    starts = [start for start, _ in sentences]
    speakers: dict[int, set[str]] = {}
    for quote in quotes:
        if quote.speaker_start is not None:
            here = speakers.setdefault(bisect_right(starts, quote.speaker_start) - 1, set())
            here.update((quote.speaker_name or "").split())
    found = []
    for number, (start, sentence) in enumerate(sentences):
        venue = venue_in(sentence, tokens.text, own)
        if venue is not None or _SAME_TALK.search(sentence):
            names = frozenset(_CAPITAL.findall(sentence))
            found.append(Passage(start, venue, names & speakers.get(number, names)))
    return found


def _stated(quote: Quote, outside: str, text: str, own: str | None) -> Venue | None:
    """Return the venue that the attribution itself or "The Times reported:" before it names."""
    speaker, person = quote.speaker_name or quote.speaker or "?", quote.source_type not in _VOICES
    venue = report_in(outside, text, own, speaker) if person else None
    venue = venue or venue_in(outside, text, own, speaker=speaker, writes=person)
    if venue is not None:
        return venue
    line = text.rfind("\n", 0, quote.start) + 1
    colon = _REPORTED_COLON.search(text[max(0, line - 160) : line].rstrip().rpartition("\n")[2])
    outlet = outlet_of(colon["outlet"]) if colon is not None else None
    if outlet is None and not person and _NEWS_BROKEN.search(outside):
        name = quote.speaker if speaker in (quote.speaker or "") else speaker
        outlet = name if name and type_of_organization(name) in ("media", "state_media") else None
    return Venue(outlet, "outlet") if outlet else None


def _backwards(quotes: list[Quote], outsides: Sequence[str]) -> list[Quote]:
    """Let the words that open an article come through what the same source's next words come through."""
    for at in range(min(len(quotes) - 1, _FIRST), 0, -1):
        one, other = quotes[at - 1], quotes[at]
        alone = one.relayed_by is None and one.start < _OPENING and not is_open(outsides[at - 1])
        if alone and one.speaker_name == other.speaker_name is not None and one.source_type not in _VOICES:
            quotes[at - 1] = replace(one, relayed_by=other.relayed_by)
    return quotes


def _narrated(tokens: Tokens, quotes: Sequence[Quote]) -> list[tuple[int, str]]:
    """Return the sentences of a text with their offsets, without what somebody says in them."""
    outside, at = [], 0
    for quote in quotes:
        plain = quote.kind == "indirect" and _PLAIN_CUE.fullmatch(quote.cue or "")
        if quote.kind == "direct" or plain:
            outside.append((at, quote.start))
            at = quote.end
    outside.append((at, len(tokens.text)))
    borders = [start for number, start in enumerate(tokens.starts) if _opens(tokens, number)]
    found: dict[int, str] = {}
    for start, end in outside:
        first = bisect_right(borders, start) - 1
        for number in range(max(first, 0), bisect_left(borders, end)):
            stop = borders[number + 1] if number + 1 < len(borders) else len(tokens.text)
            piece = tokens.text[max(start, borders[number]) : min(end, stop)]
            found[borders[number]] = (
                f"{found[borders[number]]}… {piece}" if borders[number] in found else piece
            )
    return list(found.items())


def _opens(tokens: Tokens, number: int) -> bool:
    return number == 0 or tokens.sentence[number] != tokens.sentence[number - 1]
