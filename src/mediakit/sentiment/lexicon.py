"""The tone of a sentence: nltk's VADER, with the lexicon of the vaderSentiment package corrected for news.

nltk would download its own copy of the lexicon, and from 3.10 on refuses files outside ``nltk.data.path``, so the
analyser is given the dictionary directly.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from mediakit.sentiment.words import forms, shipped_lines, stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_BUCKETS = 1 << 15
_SPREAD = 40 / 9  # of the sum per square root of length: the constant that VADER has as 15 for tweets


@cache
def vader_lexicon() -> dict[str, float]:
    """Return word → valence, from -4 to 4, as the vaderSentiment package ships it."""
    source = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in source.splitlines() if line.strip())
    return {row[0]: float(row[1]) for row in rows}


@cache
def lexicon() -> dict[str, float]:
    """Return VADER's lexicon corrected for news: word → valence, from -4 to 4."""
    original = vader_lexicon()
    corrected = dict(original)
    for valence, rule, *listed in shipped_lines("news_lexicon.txt"):
        if rule == "=":
            corrected.update((word, float(valence)) for word in listed)
        else:
            new = {form for word in listed for form in forms(word)} - original.keys()
            corrected.update((form, float(valence)) for form in new)
    return corrected


@cache
def _analyzer() -> Any:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyzer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyzer.lexicon = lexicon()
    analyzer.constants = VaderConstants()
    return analyzer


def rule_score(sentence: str) -> float:
    """Return VADER's score with the corrected lexicon, evened out for length; from -1 to 1.

    VADER adds up words, which makes long news sentences extreme; the sum is divided by the square root of the number
    of words first.
    """
    if not sentence.strip():
        return 0.0
    compound = max(-0.9995, min(0.9995, float(_analyzer().polarity_scores(sentence)["compound"])))
    summed = compound * math.sqrt(15 / (1 - compound**2)) / math.sqrt(len(sentence.split()))
    return summed / math.sqrt(summed**2 + _SPREAD)


def word_buckets(words: Iterable[str]) -> list[int]:
    """Return the places of words in the table of learned weights, each once."""
    stems = {stem(word.lower()) for word in words if word[0].isalpha()}
    return sorted({zlib.crc32(s.encode()) % WORD_BUCKETS for s in stems})


def learned_score(words: Iterable[str], weights: NDArray[np.float16]) -> float:
    """Return the mean learned weight of words, evened out for length."""
    places = word_buckets(words)
    return float(weights[places].sum(dtype="float64")) / math.sqrt(len(places)) if places else 0.0


def sentence_sentiment(sentence: str) -> float:
    """Return the tone of a sentence.

    Use it for the tone of a passage as a whole; for how it speaks of somebody, use ``target_sentiment``.

    Parameters
    ----------
    sentence : str
        One English sentence. Score a long text sentence by sentence and take the mean.

    Returns
    -------
    float
        From -1 (negative) to 1 (positive); 0.0 for a text without words.

    Examples
    --------
    >>> sentence_sentiment("The ruling was a disaster for free speech.") < 0
    True

    References
    ----------
    Hutto & Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media text. The
    corrections and the learned weights are described in docs/models/sentiment.md.
    """
    from mediakit.sentiment.model import shipped_model

    score = rule_score(sentence) + learned_score(tokens(sentence), shipped_model().words)
    return max(-1.0, min(1.0, score))
