"""Intervals by bootstrap over stories.

A story (an article with its near-copies) is drawn as a whole, because its copies and its sentences say the same
thing together. Each draw gives every story a random weight from the exponential distribution (the Bayesian
bootstrap), which, unlike drawing with replacement, never leaves a small cell empty. From the spread of the draws
come a Wilson interval on the effective number of observations for shares, and a t interval for means.

References
----------
Rubin (1981), The Bayesian bootstrap. Korn & Graubard (1998), Confidence intervals for proportions with small expected
number of positive counts estimated from survey data. Franco, Little, Louis & Slud (2019), Comparative study of
confidence intervals for proportions in complex sample surveys.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DRAWS = 1000
SEED = 20170801
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Tally:
    """Values summed by story and cell."""

    story: Ints
    cell: Ints
    value: Floats
    cells: int

    def totals(self, weights: Floats | None = None) -> Floats:
        """Return the sum in each cell, each story counted with its weight."""
        value = self.value if weights is None else self.value * weights[self.story]
        return np.bincount(self.cell, weights=value, minlength=self.cells).astype(np.float64)

    def stories(self) -> Floats:
        """Return the number of stories in each cell."""
        return np.bincount(self.cell[self.value != 0], minlength=self.cells).astype(np.float64)


def tally(story: Any, cell: Any, value: Any, cells: int) -> Tally:
    """Sum values by story and cell. Stories are numbers from 0."""
    story, cell = np.asarray(story, dtype=np.int64), np.asarray(cell, dtype=np.int64)
    keys, where = np.unique(story * max(cells, 1) + cell, return_inverse=True)
    summed = np.bincount(where, weights=np.asarray(value, dtype=np.float64), minlength=len(keys)).astype(
        np.float64
    )
    return Tally(keys // max(cells, 1), keys % max(cells, 1), summed, cells)


def resampled(tallies: Sequence[Tally], *, draws: int = DRAWS, seed: int = SEED) -> Iterator[list[Floats]]:
    """Yield the totals of all tallies under one set of random story weights after another."""
    stories = 1 + max((int(t.story.max()) for t in tallies if len(t.story)), default=-1)
    generator = np.random.default_rng(seed)
    for _ in range(draws):
        weights = generator.standard_exponential(stories)
        yield [t.totals(weights) for t in tallies]


def ratio_error(top: Tally, bottom: Tally, parent: Ints, *, draws: int = DRAWS) -> Floats:
    """Return the standard error of each ratio ``top[i] / bottom[parent[i]]``; NaN under two stories."""
    centre = ratio(top.totals(), bottom.totals()[parent])
    squares = np.zeros(top.cells)
    for tops, bottoms in resampled([top, bottom], draws=draws):
        squares += (ratio(tops, bottoms[parent]) - centre) ** 2
    stories = bottom.stories()[parent]
    # weights drawn from n exponentials have a spread of (n - 1) / (n + 1) of what the n stories vary
    correction = ratio(stories + 1, np.where(stories > 1, stories - 1, np.nan))
    return np.asarray(np.sqrt(squares / draws * correction))


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom, NaN where the bottom is 0."""
    empty = np.full(len(top), np.nan)
    return np.asarray(np.divide(top, bottom, out=empty, where=bottom != 0))


def share_interval(share: Floats, error: Floats, stories: Floats, total: Floats) -> tuple[Floats, Floats]:
    """Return the ends of a Wilson interval on the effective number of observations; NaN where there is no share.

    A share of 0 or 1 has no spread to learn from: every story then counts as one independent observation.
    """
    spread = share * (1 - share)
    effective = ratio(spread, np.where(error > 0, error**2, np.nan))
    effective *= (_normal() / _t(np.maximum(stories - 1, 1))) ** 2
    effective = np.where(np.isnan(effective) | (spread <= 0), stories, np.minimum(effective, total))
    z2 = _normal() ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (share + z2 / (2 * effective)) / (1 + z2 / effective)
        half = np.sqrt(spread / effective + z2 / (4 * effective**2)) * _normal() / (1 + z2 / effective)
    return np.clip(np.minimum(centre - half, share), 0, 1), np.clip(np.maximum(centre + half, share), 0, 1)


def mean_interval(mean: Floats, error: Floats, stories: Floats) -> tuple[Floats, Floats]:
    """Return the ends of a t interval within -1 and 1; NaN under two stories."""
    half = error * _t(np.where(stories > 1, stories - 1, np.nan))
    return np.clip(mean - half, -1, 1), np.clip(mean + half, -1, 1)


def difference_interval(difference: float, top: Tally, bottom: Tally) -> tuple[float, float]:
    """Return the ends of a t interval for the second cell's ratio minus the first's.

    Both cells are drawn together, because a story can have copies in both.
    """
    squares = sum((float(np.diff(t / b)[0]) - difference) ** 2 for t, b in resampled([top, bottom]))
    fewest = float(bottom.stories().min())
    if fewest < 2:
        return float("nan"), float("nan")
    error = math.sqrt(squares / DRAWS * (fewest + 1) / (fewest - 1))
    half = error * float(_t(np.array([fewest - 1]))[0])
    return difference - half, difference + half


def jackknife_interval(value: float, without: Floats) -> tuple[float, float]:
    """Return the ends of a t interval within 0 and 1, from the values with one story left out at a time."""
    stories = len(without)
    if stories < 2 or np.isnan(without).any():
        return float("nan"), float("nan")
    error = math.sqrt((stories - 1) / stories * float(((without - without.mean()) ** 2).sum()))
    half = error * float(_t(np.array([stories - 1.0]))[0])
    return max(0.0, value - half), min(1.0, value + half)


def _normal() -> float:
    return NormalDist().inv_cdf((1 + LEVEL) / 2)


def _t(freedom: Floats) -> Floats:
    """Return the quantile of Student's t: exact for 1 and 2 degrees of freedom, else Cornish and Fisher's series."""
    z = _normal()
    series = (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
    one = math.tan(math.pi * LEVEL / 2)
    two = LEVEL * math.sqrt(2 / (1 - LEVEL**2))
    return np.where(freedom < 1.5, one, np.where(freedom < 2.5, two, series))
