"""Score the tone of a sentence, or its tone towards one target in it.

English only: the words of other languages are in neither the lexicon nor the model, so whoever calls decides what
to do with them (``frames`` leaves their sentiment NA).
"""

from __future__ import annotations

from mediakit.sentiment.lexicon import sentence_sentiment
from mediakit.sentiment.target import target_sentiment

__all__ = ["sentence_sentiment", "target_sentiment"]
