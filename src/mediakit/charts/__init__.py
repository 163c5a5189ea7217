"""Charts: a measure frame in, matplotlib Axes out; nothing is counted here.

Every chart has its message as headline, what is shown as subtitle, labelled axes and a source line, in colours that
people with any kind of colour vision can tell apart, and draws Chinese with a font of its own. ``alt_text`` says the
same in words; ``mediakit.export.save_chart`` keeps chart, data and words together.
"""

from __future__ import annotations

from mediakit.charts.rows import bars, intervals, shares
from mediakit.charts.timelines import timeline
from mediakit.charts.words import alt_text

__all__ = ["alt_text", "bars", "intervals", "shares", "timeline"]
