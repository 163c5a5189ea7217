"""Facts about what publishes: news agencies, their signs, and bodies that write under no person's name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: the name it is counted under, and the words that sign its copy."""

    name: str
    signs: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the news agencies of ``outlets.toml``.

    Add one by adding a row there: the signs are matched as whole words, capitals and all.

    Examples
    --------
    >>> agencies()[0].name
    'AP'
    """
    table = tomllib.loads(resources.files("mediakit").joinpath("outlets.toml").read_text(encoding="utf-8"))
    return tuple(Agency(row["name"], tuple(row["signs"])) for row in table["agency"])


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
