"""The parent's side: start the child, count what it reports, end it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, Any

from mediakit.errors import ArchiveError, FetchError, InputError
from mediakit.records import Candidate, about
from mediakit.urls import host

_KINDS = ("fetched", "present", "failed", "disallowed")


@dataclass(frozen=True, slots=True)
class Report:
    """What a collection came to."""

    fetched: int = about(
        "pages downloaded into the archive, further and canonical pages of articles included"
    )
    present: int = about("candidates that were there already, and have not changed")
    failed: int = about("candidates that did not come; the archive's failures say why")
    disallowed: int = about("candidates that robots.txt does not allow")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a collection is, after one more page."""

    url: str = about("address of the page")
    outlet: str | None = about("name of the outlet")
    event: str = about("fetched, present, failed or disallowed")
    done: int = about("pages done so far")
    total: int = about("pages known of so far")
    remaining: float = about("seconds that the rest will take: the slowest site decides, at its pace so far")
    error: str | None = about("why it failed", default=None)


def identify(contact: str | None) -> str:
    """Return the User-Agent that says who asks, and how to reach them.

    Example
    -------
    >>> identify("desk@news.example")  # doctest: +ELLIPSIS
    'mediakit/... (research; +desk@news.example)'
    """
    from mediakit import __version__

    return f"mediakit/{__version__} (research; {'+' + contact if contact else 'no contact given'})"


def collect(
    candidates: Iterable[Candidate],
    archive_folder: str | Path,
    *,
    contact: str | None = None,
    user_agent: str | None = None,
    pause: float = 1.0,
    proxy: str | None = None,
    allow: Iterable[str] = (),
    time_limit: float = 30.0,
    max_bytes: int = 10 * 1024 * 1024,
    refresh: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Download pages politely into an archive.

    Use it on what `mediakit.discover` found. What the archive has is not asked again, so a collection that was
    interrupted goes on where it stopped.

    Parameters
    ----------
    candidates : iterable of Candidate
        Links to follow; each address is asked once.
    archive_folder : path
        Folder of the archive; made where there is none.
    contact : str, optional
        Address or web page that a webmaster can write to, told in the User-Agent.
    user_agent : str, optional
        The whole User-Agent, instead of the one made from ``contact``.
    pause : float
        Seconds between two requests to one site; the throttle makes it longer where a site is slow.
    proxy : str, optional
        Proxy that every request goes through. With a proxy, names are resolved by it.
    allow : iterable of str
        Hosts that may be asked although they are not public.
    time_limit : float
        Seconds for one page.
    max_bytes : int
        Largest page, in bytes.
    refresh : bool
        Ask again for what the archive has, whole only if it changed (ETag, Last-Modified); a changed page is kept
        as a further version beside the earlier one.
    on_progress : callable, optional
        Called with a `Progress` after each page.

    Returns
    -------
    Report
        Counts of pages fetched, present, failed and disallowed.

    Raises
    ------
    FetchError
        The collecting process ended before its work.
    ArchiveError
        The archive is of another version, or another process writes to it.

    Example
    -------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     collect([Candidate("http://localhost/private")], folder).failed
    1
    """
    wanted = list({c.url: c for c in candidates}.values())
    job = {
        "candidates": [
            {"url": c.url, "outlet": c.outlet, "found_by": c.found_by, "query": c.query} for c in wanted
        ],
        "archive": str(Path(archive_folder).absolute()),
        "user_agent": user_agent or identify(contact),
        "pause": _seconds("pause", pause),
        "proxy": proxy,
        "allow": sorted(host.lower() for host in allow),
        "time_limit": _seconds("time_limit", time_limit),
        "max_bytes": max_bytes,
        "refresh": refresh,
    }
    with closing(_run(job)) as events:
        return _count(events, _Tally((c.url for c in wanted), pause), on_progress)


def _seconds(name: str, value: float) -> float:
    if not 0 <= value < 86_400:
        message = f"{name} is {value!r}; expected seconds, from 0 to a day"
        raise InputError(message)
    return float(value)


class _Tally:
    """Counts of one collection, and how long the rest will take: each site goes at its own pace, side by side."""

    def __init__(self, urls: Iterable[str], pause: float) -> None:
        self.left = Counter(host(url) or "" for url in urls)
        self.total, self.pause = self.left.total(), pause
        self.counts: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.first: dict[str, float] = {}  # when a site's first page was done

    def further(self, url: str) -> None:
        self.left[host(url) or ""] += 1
        self.total += 1

    def add(self, event: dict[str, Any]) -> Progress:
        kind, place = event["event"], host(event["url"]) or ""
        self.counts[kind] += 1
        self.left[place] -= 1
        if kind != "present":
            self.asked[place] += 1
            self.first.setdefault(place, monotonic())
        return Progress(
            url=event["url"],
            outlet=event["outlet"],
            event=kind,
            done=self.counts.total(),
            total=self.total,
            remaining=self._remaining(),
            error=event.get("error"),
        )

    def _remaining(self) -> float:
        now = monotonic()
        return max((left * self._pace(place, now) for place, left in self.left.items()), default=0.0)

    def _pace(self, place: str, now: float) -> float:
        """Return the seconds from one page of a site to the next: as measured since its first, at least the pause."""
        measured = now - self.first.get(place, now)
        return max(self.pause, measured / max(self.asked[place] - 1, 1))


def _count(
    events: Iterator[dict[str, Any]], tally: _Tally, on_progress: Callable[[Progress], None] | None
) -> Report:
    for event in events:
        if event["event"] == "further":
            tally.further(event["url"])
        elif event["event"] in _KINDS:
            progress = tally.add(event)
            if on_progress is not None:
                on_progress(progress)
    missing = tally.total - tally.counts.total()
    if missing:
        message = (
            f"the collecting process ended with {missing} of {tally.total} pages unaccounted for; run the same "
            "command again, and report this if it stays"
        )
        raise FetchError(message)
    return Report(**{kind: tally.counts[kind] for kind in _KINDS})


def _run(job: dict[str, Any]) -> Generator[dict[str, Any], None, None]:
    """Yield the child's events; the child ends with this generator, however that ends."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "mediakit.collect"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,  # Ctrl-C reaches the parent alone, which then ends the child in order
        )
        assert child.stdin is not None
        assert child.stdout is not None
        done = False
        try:
            child.stdin.write(json.dumps(job).encode() + b"\n")
            child.stdin.flush()
            for line in child.stdout:
                event = json.loads(line)
                done = done or event["event"] == "done"
                if event["event"] == "error":
                    raise _its_error(event)
                yield event
        finally:
            status = _end(child)
        if not done:
            raise _ended(status, errors)


def _end(child: subprocess.Popen[bytes]) -> int:
    """Close the pipe, which asks the child to leave; insist when it does not."""
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(BrokenPipeError):  # the child was faster
        child.stdin.close()
    try:
        return child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()
    finally:
        child.stdout.close()


def _its_error(event: dict[str, Any]) -> Exception:
    if event["of"] == "archive":
        return ArchiveError(event["error"])
    message = f"the collecting process stopped: {event['error']}; what it had archived is kept"
    return FetchError(message)


def _ended(status: int, errors: IO[bytes]) -> FetchError:
    errors.seek(0)
    last = errors.read().decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
    message = (
        f"the collecting process ended early (status {status}): {last[0]}; what it had archived is kept, and the "
        "same command goes on from there"
    )
    return FetchError(message)
