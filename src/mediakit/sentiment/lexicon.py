"""The tone of a sentence: nltk's VADER, with the lexicon that ships in the vaderSentiment package.

nltk would download its own copy of the lexicon, and from 3.10 on refuses files outside ``nltk.data.path``, so the
analyser is given the dictionary directly.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon() -> dict[str, float]:
    """Return word → valence, from -4 to 4."""
    source = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in source.splitlines() if line.strip())
    return {row[0]: float(row[1]) for row in rows}


@cache
def _analyzer() -> Any:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyzer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyzer.lexicon = lexicon()
    analyzer.constants = VaderConstants()
    return analyzer


def sentence_sentiment(sentence: str) -> float:
    """Return the tone of a sentence.

    Use it for the tone of a passage as a whole; for how it speaks of somebody, use ``target_sentiment``.

    Parameters
    ----------
    sentence : str
        One English sentence. A long text saturates towards -1 or 1: score its sentences, then take their mean.

    Returns
    -------
    float
        From -1 (negative) to 1 (positive); 0.0 when no word of it is in the lexicon.

    Examples
    --------
    >>> sentence_sentiment("The ruling was a disaster for free speech.") < 0
    True

    References
    ----------
    Hutto & Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media text.
    """
    return float(_analyzer().polarity_scores(sentence)["compound"]) if sentence.strip() else 0.0
