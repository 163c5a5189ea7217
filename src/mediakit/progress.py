"""Progress of long work: a bar on a terminal or in a notebook, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self, TextIO


class Step:
    """One step of long work with a known or unknown number of parts.

    Parameters
    ----------
    name : str
        What is done, as the person reads it.
    total : int, optional
        Number of parts.
    out : text stream, optional
        Standard error by default.
    """

    def __init__(self, name: str, total: int | None = None, out: TextIO | None = None) -> None:
        self.name, self.total, self.done = name, total, 0
        self._out = out or sys.stderr
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._out.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                desc=self.name, total=self.total, file=self._out, leave=False, dynamic_ncols=True
            )
        return self

    def expect(self, total: int) -> None:
        """Say how many parts there will be."""
        self.total = total
        if self._bar is not None:
            self._bar.total = total
            self._bar.refresh()

    def advance(self, parts: int = 1) -> None:
        """Say that some parts are done."""
        self.done += parts
        if self._bar is not None:
            self._bar.update(parts)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        if kind is None:
            self._out.write(f"{self.name}: {self.done:,} done\n")
            self._out.flush()
