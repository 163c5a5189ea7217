"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any, Self, TextIO

EVERY = 10.0  # seconds between two plain lines
_BAR = "{desc} {n_fmt}/{total_fmt} |{bar}|{postfix}"


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
    clock : callable
        Monotonic time in seconds, replaced in tests.
    """

    def __init__(
        self,
        name: str,
        total: int | None = None,
        out: TextIO | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.name, self.total, self.done = name, total, 0
        self._out, self._clock = out or sys.stderr, clock
        self._said = clock()
        self._first: tuple[float, int] | None = None
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._out.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                desc=self.name,
                total=self.total,
                file=self._out,
                leave=False,
                dynamic_ncols=True,
                miniters=1,
                bar_format=_BAR,
            )
        return self

    def expect(self, total: int) -> None:
        """Say how many parts there will be."""
        self.total = total
        if self._bar is not None:
            self._bar.total = total

    def advance(self, parts: int = 1, *, about: str = "", remaining: float | None = None) -> None:
        """Say that some parts are done, which they were, and how many seconds the rest will take.

        Without ``remaining``, the rest goes at the pace since the first were done: what came before was the start.
        """
        self.done += parts
        now = self._clock()
        self._first = self._first or (now, self.done)
        began, parts_then = self._first
        if remaining is None and self.total and self.done > parts_then:
            remaining = (now - began) / (self.done - parts_then) * max(self.total - self.done, 0)
        said = [f"{spell(remaining)} left"] if remaining is not None else []
        said += [about] if about else []
        if self._bar is not None:
            self._bar.set_postfix_str(", ".join(said), refresh=False)
            self._bar.update(parts)
        elif now - self._said >= EVERY:
            self._said = now
            of = f" of {self.total:,}" if self.total else ""
            self._out.write(", ".join([f"{self.name}: {self.done:,}{of}", *said]) + "\n")
            self._out.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        if kind is None:
            self._out.write(f"{self.name}: {self.done:,} done\n")
            self._out.flush()


def spell(seconds: float) -> str:
    """Return a length of time as a person says it.

    Example
    -------
    >>> spell(8), spell(200), spell(9000)
    ('8 s', '3 min', '2 h 30 min')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
