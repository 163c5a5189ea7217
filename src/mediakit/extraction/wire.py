"""Tell agency copy, and take the dateline off its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mediakit.outlets import agency_of
from mediakit.records import Removed

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:,\s?[A-Z][A-Za-z. ]{1,25})?|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}(?:,\s?[A-Z][\w. ]{1,25})?"
_DATED = r"(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?"
_DATELINE = re.compile(
    rf"^({_PLACE}){_DATED}\s?[,/]?\s?[(\[]([A-Za-z][\w ./&-]{{1,40}})[)\]]\s?(?:[-–—:]+\s?|\s)(?=\S)"
)
_BARE_DATELINE = re.compile(
    rf"^([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,40}}(?:,\s[A-Z][A-Za-z. ]{{1,25}})?){_DATED}\s?(?:[–—]|--|-\s)\s?(?=\S)"
)
_CHINESE_BARE = re.compile(r"^([\u4e00-\u9fff]{2,6})\s+(?:—{1,2}|–|--)\s+(?=\S)")
_UNKNOWN = re.compile(r"[A-ZÀ-Þ][\w.&'’-]+(?: [A-ZÀ-Þ][\w.&'’-]+){0,3}")
_NO_AGENCY = re.compile(
    r"^(?:[A-Z][a-z]{2,4}\.|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|photo|file|update\w*|live|video|opinion|exclusive|analysis)$",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"^[（(]?\s*((?:新华社|中新社|新華社|中央社)?)([\u4e00-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日[电電讯訊]\s*[）)]?\s*(?:[（(][^）)]{2,30}[）)])?\s*"
)
_SIGNED = re.compile(r"^\(?(?:[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}\s*[/,]\s*)?([A-Z][\w ./-]{1,40})\)?$")


def split_dateline(paragraph: str) -> tuple[str, str | None, str | None]:
    """Split "HONG KONG (Reuters) - The city …" into the sentence, the place and the agency.

    Returns
    -------
    tuple of str, str or None, str or None

    Examples
    --------
    >>> split_dateline("HONG KONG (Reuters) - The city is quiet.")
    ('The city is quiet.', 'HONG KONG', 'Reuters')
    """
    match = _DATELINE.match(paragraph[:200])
    agency = (agency_of(match[2]) or _unknown_agency(match)) if match else None
    if match and agency:
        return paragraph[match.end() :], match[1].strip(" ,"), agency
    match = _CHINESE.match(paragraph[:80])
    if match:
        return paragraph[match.end() :], match[2] or None, agency_of(match[1]) if match[1] else None
    match = _CHINESE_BARE.match(paragraph[:20])
    if match:
        return paragraph[match.end() :], match[1], None
    match = _BARE_DATELINE.match(paragraph[:120])
    if match and sum(char.isupper() for char in match[1]) > 3 and len(match[1].split()) <= 5:
        return paragraph[match.end() :], match[1].strip(" ,"), None
    return paragraph, None, None


def _unknown_agency(match: re.Match[str]) -> str | None:
    """Return what stands in brackets between place and dash when it is written as an agency's sign is."""
    sign, dash = match[2], match[0].rstrip()[-1:]
    plain = _UNKNOWN.fullmatch(sign) and not _NO_AGENCY.match(sign)
    return sign if plain and dash in "-–—" and match[1].isupper() else None


def full_sign(sign: str, texts: Iterable[str]) -> str:
    """Return the longest name by which a notice or credit calls the agency of a dateline: "Meridian" → "Meridian Wire".

    Examples
    --------
    >>> full_sign("Meridian", ["© Meridian Wire 2017. All rights reserved."])
    'Meridian Wire'
    """
    longer = re.compile(
        rf"(?:©|\(c\)|copyright|by|credits?:?|source:?)\s*(?:\d{{4}}\s*)?(?:the\s+)?({re.escape(sign)}(?: [A-Z][\w-]+){{1,3}})",
        re.IGNORECASE,
    )
    found = [match[1] for text in texts for match in longer.finditer(text[:600])]
    named = [name for name in found if all(word[:1].isupper() for word in name.split())]
    return max(named, key=len, default=sign)


def wire_of(removed: tuple[Removed, ...], paragraphs: list[str]) -> str | None:
    """Return the agency that a notice or a last line signs for, or None.

    Examples
    --------
    >>> wire_of((Removed("notice", "© 2020 The Associated Press. All rights reserved."),), [])
    'AP'
    """
    for block in removed:
        if block.kind == "notice" and (agency := agency_of(block.text)):
            return agency
    last = _SIGNED.match(paragraphs[-1]) if paragraphs and len(paragraphs[-1]) < 60 else None
    return agency_of(last[1]) if last else None
