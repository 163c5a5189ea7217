"""The tone of a sentence towards one target in it."""

from __future__ import annotations

from mediakit.errors import InputError
from mediakit.records import Label, Tone
from mediakit.sentiment.features import context, dense, sparse
from mediakit.sentiment.model import shipped_model

_LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")


def target_sentiment(sentence: str, start: int, end: int) -> Tone:
    """Return the tone of a sentence towards its stretch ``sentence[start:end]``.

    Use it for how a sentence speaks of a person, a company or a platform that it mentions. It does not look at the
    target's name.

    Parameters
    ----------
    sentence : str
        One English sentence.
    start, end : int
        Offsets of the target in it, end exclusive.

    Returns
    -------
    Tone
        ``label`` is the likeliest of negative, neutral and positive; ``score`` is the probability of positive minus
        that of negative.

    Raises
    ------
    InputError
        The offsets do not lie in the sentence, or enclose nothing.

    Examples
    --------
    >>> target_sentiment("Critics attacked Apple over the removal.", 17, 22).label
    'negative'

    References
    ----------
    Hamborg & Donnay (2021), NewsMTSC: (multi-)target-dependent sentiment classification in news articles; the model
    is a logistic regression, described in docs/models/sentiment.md.
    """
    if not 0 <= start < end <= len(sentence):
        message = (
            f"target {start}:{end} does not lie in a sentence of {len(sentence)} characters; "
            "give offsets into this sentence, not into its article"
        )
        raise InputError(message)
    negative, neutral, positive = _probabilities(sentence, start, end)
    likeliest = max(range(3), key=(negative, neutral, positive).__getitem__)
    return Tone(score=positive - negative, label=_LABELS[likeliest])


def _probabilities(sentence: str, start: int, end: int) -> list[float]:
    import numpy as np

    seen, model = context(sentence, start, end), shipped_model()
    names = sparse(seen)
    summed = model.table[model.known(names)].sum(axis=0, dtype=np.int64) * model.scale / np.sqrt(len(names))
    logits = summed + np.asarray(dense(seen), dtype=np.float32) @ model.dense + model.intercept
    weights = np.exp(logits - logits.max())
    chances: list[float] = (weights / weights.sum()).tolist()
    return chances
