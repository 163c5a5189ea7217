"""Facts about what publishes: what is known of single outlets, news agencies with their signs, bodies that write."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediakit.errors import InputError
from mediakit.urls import host


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: the name it is counted under, and the words that sign its copy."""

    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """What a row of outlets.toml says of an outlet whose pages do not say it themselves; docs/outlets.md explains it.

    ``name`` is also taken off its titles; ``zone`` is that of times without one; ``byline``, ``body`` and ``drop`` are
    CSS selectors of who wrote it, of the element that holds the text, and of what is no part of it.
    """

    host: str
    name: str | None = None
    zone: str | None = None
    byline: str | None = None
    body: str | None = None
    drop: tuple[str, ...] = ()


def read_outlets(path: str | Path) -> tuple[Outlet, ...]:
    """Read the rows of an outlets.toml.

    Use it for a file of one's own, and give what it returns to ``extract``.

    Parameters
    ----------
    path : str or Path
        A TOML file of ``[[outlet]]`` tables.

    Returns
    -------
    tuple of Outlet

    Raises
    ------
    InputError
        The file cannot be read or has a mistake; names the file, the row, the key and what is expected.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> _ = (folder / "outlets.toml").write_text('outlet = [{host = "bugle.example", zone = "Asia/Hong_Kong"}]')
    >>> read_outlets(folder / "outlets.toml")[0].zone
    'Asia/Hong_Kong'
    """
    try:
        source = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = (
            f"{str(path)!r} cannot be read ({error}); expected a TOML file of [[outlet]] tables in UTF-8"
        )
        raise InputError(message) from error
    return _rows(source, str(path))


def _rows(source: str, name: str) -> tuple[Outlet, ...]:
    try:
        rows = tomllib.loads(source).get("outlet", [])
    except tomllib.TOMLDecodeError as error:
        message = f"{name!r} is not valid TOML: {error}"
        raise InputError(message) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{name!r}: write each outlet as a table of its own, under [[outlet]]"
        raise InputError(message)
    return tuple(
        _outlet(row, f"{name!r}: [[outlet]] {row.get('host', number)!r}")
        for number, row in enumerate(rows, 1)
    )


def _outlet(row: dict[str, Any], where: str) -> Outlet:
    known = [field.name for field in fields(Outlet)]
    for key, value in row.items():
        texts = value if key == "drop" and isinstance(value, list) else [value]
        if key not in known:
            message = f"{where} has an unknown key {key!r}; it knows {', '.join(known)}"
            raise InputError(message)
        if not all(isinstance(text, str) and text for text in texts):
            message = f"{where} {key} = {value!r} is not text" + (
                " or a list of texts" if key == "drop" else ""
            )
            raise InputError(message)
        for text in texts:
            _check(key, text, f"{where} {key} = {text!r}")
    if "host" not in row:
        message = f'{where} names no host; expected one such as host = "example.org"'
        raise InputError(message)
    drop = row.get("drop", [])
    return Outlet(**row | {"drop": (drop,) if isinstance(drop, str) else tuple(drop)})


def _check(key: str, text: str, where: str) -> None:
    """Raise when a host, a zone or a selector is none."""
    if key == "host" and host(f"https://{text}/") != text:
        message = (
            f'{where} is not a host in small letters without "www."; expected for instance "example.org"'
        )
        raise InputError(message)
    if key == "zone":
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            message = f'{where} is no time zone; expected a name such as "Asia/Hong_Kong"'
            raise InputError(message) from error
    if key in {"byline", "body", "drop"}:
        from lxml.cssselect import CSSSelector, SelectorError

        try:
            CSSSelector(text)
        except SelectorError as error:
            message = f'{where} is no CSS selector ({error}); expected one such as "div.story > p.promo"'
            raise InputError(message) from error


@cache
def _package_file() -> str:
    return resources.files("mediakit").joinpath("outlets.toml").read_text(encoding="utf-8")


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the outlets of the package's own ``outlets.toml``."""
    return _rows(_package_file(), "outlets.toml")


def outlet_at(url: str, own: Sequence[Outlet] = ()) -> Outlet | None:
    """Return what is known of the outlet of an address, or None; a row's host stands for those below it too.

    Parameters
    ----------
    url : str
        The address of a page.
    own : sequence of Outlet
        Rows that come before the package's.

    Examples
    --------
    >>> outlet_at("https://www.sport.bugle.example/a", [Outlet("bugle.example", name="The Bugle")]).name
    'The Bugle'
    """
    name = f".{host(url)}"
    return next((row for row in (*own, *outlets()) if name.endswith(f".{row.host}")), None)


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the news agencies of ``outlets.toml``.

    Add one by adding a row there: the signs are matched as whole words, capitals and all.

    Examples
    --------
    >>> agencies()[0].name
    'AP'
    """
    rows = tomllib.loads(_package_file())["agency"]
    return tuple(Agency(row["name"], tuple(row["signs"])) for row in rows)


_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")


@cache
def _signs() -> re.Pattern[str]:
    signs = sorted((sign for agency in agencies() for sign in agency.signs), key=len, reverse=True)
    spaced = "|".join(re.escape(sign) for sign in signs if sign.isascii() or not _UNSPACED.search(sign))
    unspaced = "|".join(re.escape(sign) for sign in signs if _UNSPACED.search(sign))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{unspaced}")


@cache
def _owners() -> dict[str, str]:
    return {sign: agency.name for agency in agencies() for sign in agency.signs}


def agency_of(text: str) -> str | None:
    """Return the agency that a byline, credit or dateline names first, or None.

    Examples
    --------
    >>> agency_of("By MATT O'BRIEN, Associated Press"), agency_of("By Ann Lee")
    ('AP', None)
    """
    match = _signs().search(text)
    return _owners()[match[0]] if match else None


_FORM = re.compile(
    r"\b(?:wire|newswire|wire service|news agency|press agency|news service|nachrichtenagentur|presseagentur|agence de presse|agencia de noticias|agenzia di stampa)$|(?:通讯社|通訊社|通信社)$",
    re.IGNORECASE,
)


def calls_itself_agency(name: str) -> bool:
    """Say whether a name says of itself that it is a news agency's, known to us or not.

    Examples
    --------
    >>> calls_itself_agency("Meridian Wire"), calls_itself_agency("The Wired Gazette")
    (True, False)
    """
    return bool(_FORM.search(name.strip()))


def is_agency(name: str) -> bool:
    """Say whether a name is wholly an agency's.

    Examples
    --------
    >>> is_agency("The Associated Press"), is_agency("Reuters Smith")
    (True, False)
    """
    return re.sub(r"^(?:[Tt]he|[Dd]ie|[Ll]'|[Dd]er)\s+", "", name.strip()) in _owners()
