"""The shipped weights: read once, when first used."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the target model (three classes) and of words for the tone of a sentence."""

    keys: NDArray[np.uint32]  # hashes of the known features, ascending
    table: NDArray[np.int8]  # keys × 3
    scale: NDArray[np.float32]  # per class: what 1 in the table stands for
    dense: NDArray[np.float32]  # dense features × 3
    intercept: NDArray[np.float32]  # 3
    words: NDArray[np.float16]  # WORD_BUCKETS

    def known(self, names: Iterable[str]) -> NDArray[np.int64]:
        """Return the rows of the table that belong to features; unknown ones have none."""
        import numpy as np

        wanted = np.fromiter(map(feature_key, names), dtype=np.uint32)
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        found: NDArray[np.int64] = places[self.keys[places] == wanted]
        return found


def feature_key(name: str) -> int:
    """Return the hash of a feature's name."""
    return zlib.crc32(name.encode())


@cache
def shipped_model() -> Model:
    """Return the weights that ship with the package."""
    import numpy as np

    with files("mediakit.sentiment").joinpath("weights.npz").open("rb") as source, np.load(source) as stored:
        return Model(
            **{name: stored[name] for name in ("keys", "table", "scale", "dense", "intercept", "words")}
        )
