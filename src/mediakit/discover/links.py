"""Take a plain list of links."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mediakit.errors import InputError
from mediakit.records import Candidate


def discover(path_or_lines: str | Path | Iterable[str], *, outlet: str | None = None) -> list[Candidate]:
    """List the links of a text file or of lines: an address a line, ``#`` before a remark, empty lines between.

    Parameters
    ----------
    path_or_lines : path or iterable of str
        A file's path, or the lines themselves.
    outlet : str, optional
        Name of the outlet that all of them belong to.

    Returns
    -------
    list of Candidate
        In the list's order, without repeats.

    Raises
    ------
    InputError
        The file is not there, or a line is no web address; the message names the line.

    Example
    -------
    >>> [c.url for c in discover(["# mine", "https://a.example/1", "https://a.example/1"])]
    ['https://a.example/1']
    """
    lines, name = _lines(path_or_lines)
    found: dict[str, Candidate] = {}
    for number, line in enumerate(lines, 1):
        url = line.strip().lstrip("\ufeff")
        if not url or url.startswith("#"):
            continue
        if not url.startswith(("http://", "https://")):
            message = f"line {number} of {name} is {url!r}; expected an address that begins with http:// or https://"
            raise InputError(message)
        found.setdefault(url, Candidate(url, outlet=outlet, found_by="links", query=name))
    return list(found.values())


def _lines(path_or_lines: str | Path | Iterable[str]) -> tuple[Iterable[str], str]:
    if not isinstance(path_or_lines, str | Path):
        return path_or_lines, "the list"
    path = Path(path_or_lines)
    try:
        return path.read_text(encoding="utf-8").splitlines(), path.name
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the list of links {str(path)!r}: {error}; expected a text file in UTF-8"
        raise InputError(message) from error
