"""From a text to its quotations."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from mediakit.quotes import content, features, ranker, tagger
from mediakit.quotes.attribution import Attribution
from mediakit.quotes.chinese import chinese_quotes
from mediakit.quotes.content import Content
from mediakit.quotes.given import GIVEN
from mediakit.quotes.language import language_of
from mediakit.quotes.lexicon import ADVERBS, SAYING
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.tokens import Tokens, tokenise
from mediakit.quotes.transcripts import Turn, find_signed, find_turns
from mediakit.records import Quote

_HAVE = frozenset("has have had".split())
_PREPOSITIONS = frozenset("by of in on for from with at to about and".split())
_TOLD = frozenset("told tells".split())
"""Stand before whom somebody speaks to."""
_CLOSE, _HEADING, _LONG_LINE = 6, 10, 80


def find_quotes(text: str, *, outlet: str | None = None) -> list[Quote]:
    """Find what a text quotes, with who said it.

    Use it on the text of one article, English or Chinese; in any other language it finds none. Direct quotations stand
    inside marks, indirect ones are reported without, mixed ones are both. ``docs/methods/quotes.md`` gives the method
    and its measured error.

    Parameters
    ----------
    text : str
        An article's text; each line is a paragraph.
    outlet : str, optional
        What publishes the article: words told to it are its own reporting, not relayed.

    Returns
    -------
    list of Quote
        In order, contents without overlap; ``text[q.start:q.end] == q.text`` for each.

    Examples
    --------
    >>> quote, = find_quotes('“We have stopped,” a Twitter spokesman said.')
    >>> quote.text, quote.speaker, quote.anonymous
    ('We have stopped,', 'a Twitter spokesman', True)
    """
    language = language_of(text)
    if language == "zh":
        return chinese_quotes(text, outlet)
    tokens = tokenise(text)
    if language is None or not len(tokens):
        return []
    marked = find_marked(text)
    base, state = features.describe(tokens), features.states(tokens, marked)
    tags, probability = tagger.read(tokens, base, state)
    turns = {turn.start: turn for turn in (*find_signed(text), *find_turns(text))}
    contents = content.find_contents(tokens, base, marked, tags, probability, tagger.load().marks)
    contents = with_turns(tokens, contents, turns)
    phrases = in_sentences(tokens, find_phrases(tokens))
    numbers = outside_marks(contents, phrases)
    able = [phrases[number] for number in numbers]
    spans = [(c.first, c.last) for c in contents]
    pairs = ranker.pair_up(tokens, base[:, 2], base[:, 3], state, probability, spans, able)
    chosen = ranker.choose(
        pairs,
        ranker.keys(tokens, able),
        fixed=named_by_turns(tokens, contents, able, turns),
        goes_on=continued(tokens, contents),
    )
    speakers = [
        choice and (numbers[innermost(tokens, said, able, choice[0])], choice[1])
        for said, choice in zip(contents, chosen, strict=True)
    ]
    return Attribution(tokens, phrases, probability, contents, outlet).quotes(speakers)


def innermost(tokens: Tokens, said: Content, phrases: list[Phrase], chosen: int) -> int:
    """Return who says it to whom the chosen one gives it: "the paper said Ann Lee denied …", "Ann Lee denied …, the paper said"."""
    at, low = said.first - 1, max(0, said.first - _CLOSE)
    while at > low and (tokens.lower[at] == "that" or not tokens.words[at][0].isalnum()):
        at -= 1
    if at > 0 and tokens.lower[at] not in SAYING:
        at = next((back for back in range(at, max(at - _CLOSE, 0), -1) if tokens.lower[back] in _TOLD), at)
    if at < 1 or tokens.lower[at] not in SAYING or tokens.sentence[at] != tokens.sentence[said.first]:
        return chosen
    while at > 1 and (tokens.lower[at - 1] in ADVERBS or tokens.lower[at - 1] in _HAVE):
        at -= 1
    nearest = bisect_left(phrases, at, key=lambda phrase: phrase.last)
    if nearest == len(phrases) or phrases[nearest].last != at or nearest == chosen:
        return chosen
    first = phrases[nearest].first
    if tokens.lower[first - 1] in _PREPOSITIONS:
        return chosen
    between = tokens.lower[phrases[chosen].last : first]
    start = phrases[chosen].first
    cited = tokens.lower[max(0, start - 2) : start] == ["according", "to"]
    return nearest if cited or chosen > nearest or any(word in SAYING for word in between) else chosen


def outside_marks(contents: list[Content], phrases: list[Phrase]) -> list[int]:
    """Return the numbers of the phrases that stand in no quotation, so that they may be its speaker."""
    quoted = {at for said in contents if said.kind == "direct" for at in range(said.first, said.last)}
    return [number for number, phrase in enumerate(phrases) if phrase.head not in quoted]


def in_sentences(tokens: Tokens, phrases: list[Phrase]) -> list[Phrase]:
    """Leave out the phrases in headings and datelines: they neither speak nor stand for anybody who does."""
    mute = headings(tokens.text)
    return [p for p in phrases if tokens.paragraph[p.first] not in mute and not is_dateline(tokens, p)]


def headings(text: str) -> set[int]:
    """Return the numbers of the lines that are headings inside the article."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [number for number, line in enumerate(lines) if line]
    return {
        here
        for here, following in pairwise(filled)
        if here != filled[0] and len(lines[following]) > _LONG_LINE and _is_heading(lines[here])
    }


def _is_heading(line: str) -> bool:
    """Tell "Future of the Mine" from a sentence, a signature or somebody's name over a paragraph."""
    words = line.split()
    return (
        len(words) <= _HEADING
        and line[0].isalnum()
        and line[-1].isalnum()
        and any(word.islower() for word in words)
        and not any(word in GIVEN or word.lower() in SAYING for word in words)
    )


def is_dateline(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell "LEEDS —" at the beginning of a line."""
    first, after = phrase.first, tokens.words[phrase.last : phrase.last + 1]
    opens = first == 0 or tokens.paragraph[first - 1] != tokens.paragraph[first]
    return opens and tokens.words[first].isupper() and bool(after) and after[0] in "-–—("


def continued(tokens: Tokens, contents: list[Content]) -> set[int]:
    """Return the contents that fill a paragraph of their own right after a paragraph with another: the same source goes on."""
    text, found = tokens.text, set()
    for number in range(1, len(contents)):
        before, here = contents[number - 1], contents[number]
        if here.kind != "direct" or tokens.paragraph[before.first] == tokens.paragraph[here.first]:
            continue
        line_start, line_end = text.rfind("\n", 0, here.start) + 1, text.find("\n", here.end)
        around = text[line_start : here.start] + text[here.end : len(text) if line_end < 0 else line_end]
        rest = text[before.end : line_start]
        between = rest.partition("\n")[2]
        told = rest.rstrip().endswith(":")
        if not told and not any(map(str.isalnum, around)) and not any(map(str.isalnum, between)):
            found.add(number)
    return found


def with_turns(tokens: Tokens, contents: list[Content], turns: dict[int, Turn]) -> list[Content]:
    """Put the turns of a transcript in the place of what was found in their lines."""
    lines = {tokens.paragraph[tokens.index(start)] for start in turns}
    kept = [c for c in contents if tokens.paragraph[c.first] not in lines]
    said = [
        Content(tokens.index(t.start), tokens.index(t.end), t.start, t.end, "direct") for t in turns.values()
    ]
    return sorted([*kept, *said], key=lambda c: c.start)


def named_by_turns(
    tokens: Tokens, contents: list[Content], phrases: list[Phrase], turns: dict[int, Turn]
) -> dict[int, int]:
    """Return content → phrase for turns, and for the further paragraphs of a turn inside the same marks."""
    place = {tokens.starts[phrase.first]: number for number, phrase in enumerate(phrases)}
    fixed: dict[int, int] = {}
    for number, found in enumerate(contents):
        turn = turns.get(found.start)
        if turn is not None and turn.name_start in place:
            fixed[number] = place[turn.name_start]
        elif turns and number - 1 in fixed and tokens.text[tokens.starts[found.first] - 1] in '"“':
            fixed[number] = fixed[number - 1]
    return fixed
