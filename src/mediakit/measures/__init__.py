"""Measures: a frame in, a tidy frame out, with definitions in docs/methods/measures.md.

Every measure counts articles whose text was open; with periods, only those with a date. What it leaves out is in the
result's ``attrs["left_out"]``, and ``counted`` lists it row by row. Intervals come from a seeded bootstrap over
stories. No measure changes its input.
"""

from __future__ import annotations

from mediakit.measures._units import counted, left_out
from mediakit.measures.changes import bursts, compare
from mediakit.measures.counting import attention
from mediakit.measures.events import followed
from mediakit.measures.relations import co_mention, quoted_mentions, salience
from mediakit.measures.sources import concentration, most_quoted, relayed_share, sourcing, unnamed_share
from mediakit.measures.tones import tone, tone_towards

__all__ = [
    "attention",
    "bursts",
    "co_mention",
    "compare",
    "concentration",
    "counted",
    "followed",
    "left_out",
    "most_quoted",
    "quoted_mentions",
    "relayed_share",
    "salience",
    "sourcing",
    "tone",
    "tone_towards",
    "unnamed_share",
]
