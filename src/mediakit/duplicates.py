"""Find near-copies of texts: syndicated copies, reprints, versions of one article.

Candidates come from MinHash signatures of five-word sequences in two locality-sensitive indexes (datasketch), one of
whole texts and one of their openings, because a copy is cut from its end. Each candidate pair is then checked on the
sequences themselves. Headlines play no part.

References
----------
Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint32]

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_WIDTH = 5
_WHOLE = (20, 3)  # bands, rows: a pair that shares half of its sequences becomes a candidate 93 times in 100
_OPENING = (10, 4)  # a pair that shares 70 % of its opening's sequences, 94 times in 100
_OPENING_WORDS = 100
_SHORTEST = 30  # words: under it a few common phrases decide, so only equal texts are copies


def cluster(texts: Sequence[str], *, resemblance: float = 0.5, containment: float = 0.75) -> list[int]:
    """Return for each text the number of its cluster of near-copies.

    Use it so that forty copies of one agency report count as one story. Two texts are copies when they share enough
    of their five-word sequences; pieces by other hands about the same event share names and quotations only, and
    stay apart. Copies of copies are in one cluster.

    Parameters
    ----------
    texts : sequence of str
        Bodies of articles, without headlines. Empty texts are copies of nothing.
    resemblance : float
        Share of the two texts' sequences, taken together, that both have; from here on they are copies.
    containment : float
        Share of the shorter text's sequences that the longer has; from here on it is a cut copy.

    Returns
    -------
    list of int
        The smallest index in the cluster, so a text that stands alone has its own index.

    Examples
    --------
    >>> cluster(["One and the same report.", "Something else.", "One and the same report."])
    [0, 1, 0]

    References
    ----------
    Broder (1997), On the resemblance and containment of documents.
    """
    import numpy as np

    parents = list(range(len(texts)))
    first_seen: dict[bytes, int] = {}
    shingles: dict[int, Shingles] = {}
    openings: dict[int, Shingles] = {}
    for number, text in enumerate(texts):
        words = _words(text)
        if not len(words):
            continue
        first = first_seen.setdefault(words.tobytes(), number)
        if first != number:
            parents[number] = first
        elif len(words) >= _SHORTEST:
            shingles[number] = _shingles(words)
            openings[number] = _shingles(words[:_OPENING_WORDS])
    for left, right in chain(_candidates(shingles, _WHOLE), _candidates(openings, _OPENING)):
        roots = _root(parents, left), _root(parents, right)
        if roots[0] == roots[1]:
            continue
        shared = len(np.intersect1d(shingles[left], shingles[right], assume_unique=True))
        sizes = len(shingles[left]), len(shingles[right])
        if shared >= resemblance * (sum(sizes) - shared) or shared >= containment * min(sizes):
            parents[max(roots)] = min(roots)
    return [_root(parents, number) for number in range(len(texts))]


def _words(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.fromiter((zlib.crc32(w.encode()) for w in _TOKEN.findall(text.casefold())), dtype=np.uint32)


def _shingles(words: NDArray[np.uint32]) -> Shingles:
    """Return the distinct sequences of five words, each as one number, sorted."""
    import numpy as np

    ends = len(words) - _WIDTH + 1
    mixed = np.zeros(ends, dtype=np.uint64)
    for offset in range(_WIDTH):
        mixed = (mixed ^ words[offset : offset + ends]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed.astype(np.uint32))


def _candidates(shingles: dict[int, Shingles], bands: tuple[int, int]) -> Iterator[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=bands[0] * bands[1], params=bands)
    blank = MinHash(num_perm=bands[0] * bands[1], hashfunc=int)
    for number, values in shingles.items():
        signature = blank.copy()
        signature.update_batch(values)
        for earlier in sorted(index.query(signature)):
            yield earlier, number
        index.insert(number, signature, check_duplication=False)


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
