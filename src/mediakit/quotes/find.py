"""From a text to its quotations."""

from __future__ import annotations

from mediakit.quotes import content, features, ranker, tagger
from mediakit.quotes.attribution import Attribution
from mediakit.quotes.chinese import chinese_quotes
from mediakit.quotes.content import Content
from mediakit.quotes.language import language_of
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.tokens import Tokens, tokenise
from mediakit.quotes.transcripts import Turn, find_signed, find_turns
from mediakit.records import Quote


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
    phrases = find_phrases(tokens)
    spans = [(c.first, c.last) for c in contents]
    pairs = ranker.pair_up(tokens, base[:, 2], base[:, 3], state, probability, spans, phrases)
    chosen = ranker.choose(
        pairs,
        ranker.keys(tokens, phrases),
        fixed=named_by_turns(tokens, contents, phrases, turns),
        goes_on=continued(tokens, contents),
    )
    return Attribution(tokens, phrases, probability, contents, outlet).quotes(chosen)


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
