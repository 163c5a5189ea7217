"""From a text to its quotations."""

from __future__ import annotations

from mediakit.quotes import names, sources
from mediakit.quotes.chinese import find_chinese, is_chinese
from mediakit.quotes.content import Content, direct_by_rule, indirect_by_rule
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.speakers import choose_speakers
from mediakit.quotes.tokens import Tokens, tokenise
from mediakit.records import Quote


def find_quotes(text: str) -> list[Quote]:
    """Find what a text quotes, with who said it.

    Use it on the text of one article, English or Chinese. Direct quotations stand inside marks, indirect ones are
    reported without, mixed ones are both. ``docs/methods/quotes.md`` gives the method and its measured error.

    Parameters
    ----------
    text : str
        An article's text; each line is a paragraph.

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
    if is_chinese(text):
        return _chinese(text)
    tokens = tokenise(text)
    marked = find_marked(text)
    phrases = find_phrases(tokens)
    contents = sorted(
        [*direct_by_rule(tokens, marked), *indirect_by_rule(tokens, marked)], key=lambda c: c.start
    )
    speakers = choose_speakers(tokens, contents, phrases)
    fullest = names.fullest_names(tokens, phrases)
    return [_quote(tokens, phrases, fullest, *pair) for pair in zip(contents, speakers, strict=True)]


def _quote(
    tokens: Tokens, phrases: list[Phrase], fullest: dict[str, str], content: Content, speaker: Phrase | None
) -> Quote:
    text = tokens.text
    cue = (
        None if content.cue is None else text[tokens.starts[content.cue[0]] : tokens.ends[content.cue[1] - 1]]
    )
    said = text[content.start : content.end]
    if speaker is None:
        return Quote(content.start, content.end, said, content.kind, cue=cue, confidence=0.0)
    start, end = tokens.starts[speaker.first], tokens.ends[speaker.last - 1]
    meant = phrases[names.resolve(tokens, phrases, phrases.index(speaker))]
    words = names.name_words(tokens, meant) if meant.form == "name" else []
    name = fullest.get(words[-1]) if words else None
    described = text[tokens.starts[meant.first] : tokens.ends[meant.last - 1]]
    anonymous = sources.is_anonymous(tokens.words[meant.head], bool(words))
    return Quote(
        content.start,
        content.end,
        said,
        content.kind,
        cue=cue,
        speaker=text[start:end],
        speaker_start=start,
        speaker_end=end,
        speaker_name=name,
        source_type=sources.classify(described),
        anonymous=anonymous,
        anonymity=sources.kind_of_anonymity(described) if anonymous else None,
        confidence=0.5,
    )


def _chinese(text: str) -> list[Quote]:
    return [
        Quote(
            found.start,
            found.end,
            text[found.start : found.end],
            found.kind,
            cue=found.cue,
            speaker=text[slice(*found.speaker)] if found.speaker else None,
            speaker_start=found.speaker[0] if found.speaker else None,
            speaker_end=found.speaker[1] if found.speaker else None,
            relayed_by=found.relayed_by,
            confidence=0.5,
        )
        for found in find_chinese(text)
    ]
