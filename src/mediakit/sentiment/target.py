"""The tone of a sentence towards one target in it."""

from __future__ import annotations

from mediakit.errors import InputError
from mediakit.records import Label, Tone
from mediakit.sentiment.lexicon import sentence_sentiment


def target_sentiment(sentence: str, start: int, end: int) -> Tone:
    """Return the tone of a sentence towards its stretch ``sentence[start:end]``.

    Use it for how a sentence speaks of a person, a company or a platform that it mentions.

    Parameters
    ----------
    sentence : str
        One English sentence.
    start, end : int
        Offsets of the target in it, end exclusive.

    Returns
    -------
    Tone
        ``score`` from -1 to 1, ``label`` negative, neutral or positive.

    Raises
    ------
    InputError
        The offsets do not lie in the sentence, or enclose nothing.

    Examples
    --------
    >>> target_sentiment("Critics attacked Apple over the removal.", 17, 22).label
    'negative'
    """
    if not 0 <= start < end <= len(sentence):
        message = (
            f"target {start}:{end} does not lie in a sentence of {len(sentence)} characters; "
            "give offsets into this sentence, not into its article"
        )
        raise InputError(message)
    score = sentence_sentiment(sentence)
    label: Label = "positive" if score >= 0.05 else "negative" if score <= -0.05 else "neutral"
    return Tone(score=score, label=label)
