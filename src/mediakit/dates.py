"""Pure functions on written dates: ISO, RFC 2822, Chinese and common written forms, aware and never in the future."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal

Precision = Literal["day", "second"]
_EARLIEST = 1850


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment read from text: aware, in the zone that was written, with how exact it is, and whether a zone was."""

    moment: datetime
    precision: Precision
    zoned: bool = True

    @property
    def local(self) -> datetime:
        """The moment in the zone that was written; a bare day is midnight UTC of that day."""
        return self.utc if self.precision == "day" else self.moment

    @property
    def utc(self) -> datetime:
        """The moment in UTC; a bare day stays that day at midnight UTC."""
        if self.precision == "day":
            return self.moment.replace(tzinfo=UTC)
        return self.moment.astimezone(UTC)


_MONTH_NAMES = {
    1: "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari ocak stycznia января tammikuuta",
    2: "february feb février fevrier févr fév februar feber febrero febbraio fevereiro fev februari şubat lutego февраля",
    3: "march mar mars märz mrz maerz marzo março maart mrt mart marca марта",
    4: "april apr avril avr abril abr aprile nisan kwietnia апреля",
    5: "may mai mayo maggio mag maio mei mayıs maja мая",
    6: "june jun juin juni junio giugno giu junho haziran czerwca июня",
    7: "july jul juillet juil juli julio luglio lug julho temmuz lipca июля",
    8: "august aug août aout agosto ago augustus augusti ağustos sierpnia августа",
    9: "september sep sept septembre septiembre settembre set setembro eylül września сентября",
    10: "october oct octobre oktober okt octubre ottobre ott outubro out ekim października октября",
    11: "november nov novembre noviembre novembro kasım listopada ноября",
    12: "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro desember des aralık grudnia декабря",
}
_MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
# RFC 2822 and the abbreviations that Western, Indian and East Asian outlets print; hours east of Greenwich
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "west": 1, "cest": 2, "mesz": 2, "eet": 2, "sast": 2,
    "msk": 3, "eest": 3, "eat": 3, "gst": 4, "pkt": 5, "ist": 5.5, "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "jst": 9,
    "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5,
    "ct": -6, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "pt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
_DAYLIGHT = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?"
)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日號号일]?")
_CJK_DIGITS = str.maketrans("〇零一二三四五六七八九０１２３４５６７８９", "001234567890123456789")
_TENS = re.compile(r"(\d?)十(\d?)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*[-/]?\s*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s*[-/]?\s*(?:de\s+|del\s+)?(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:.h時时点시]\s?(\d{2})分?(?::(\d{2}))?\s*([ap]\.?m\b\.?)?|\s?([ap]\.?m)\b\.?)(?:\s*Uhr)?(?:\s*\(?\s*([+-]\d{2}:?\d{2}|(?:UTC|GMT)?[+-]\d{1,2}(?::\d{2})?|[A-Z]{1,4}T|UTC|Z|MESZ|MEZ|BST)\b)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")


def parse_date(
    text: str, *, now: datetime | None = None, day_first: bool | None = None, zone: tzinfo = UTC
) -> Stamp | None:
    """Read the first date of a short text.

    Use it on what a tag or a line of a page says, not on running text. A form that names no zone is taken to be in
    ``zone``; ``05/06/2020`` is read only when ``day_first`` says which is the day or one number is above 12.

    Parameters
    ----------
    text : str
        A date with or without a time, at most a few hundred characters are looked at.
    now : datetime, optional
        Dates more than a day after it are refused; default: the clock.
    day_first : bool, optional
        Whether numbers come as day, month.
    zone : tzinfo
        Zone of times that state none.

    Returns
    -------
    Stamp or None

    Examples
    --------
    >>> parse_date("2021年03月23日 08:05").moment.isoformat()
    '2021-03-23T08:05:00+00:00'
    >>> parse_date("Published March 5, 2020").precision
    'day'
    """
    text = text[:400].strip()
    if _EPOCH.match(text):
        return _epoch(text, now)
    stamp = _iso(text, zone) or _written(text, day_first, zone)
    return stamp if stamp and not is_future(stamp.moment, now=now) else None


def is_future(moment: datetime, *, now: datetime | None = None) -> bool:
    """Say whether a moment is more than a day after now, which time zones cannot explain.

    Examples
    --------
    >>> is_future(datetime(2999, 1, 1, tzinfo=UTC))
    True
    """
    now = now or datetime.now(UTC)
    return moment > now + timedelta(days=1)


def _epoch(text: str, now: datetime | None) -> Stamp | None:
    moment = datetime.fromtimestamp(int(text[:10]), UTC)
    return None if is_future(moment, now=now) or moment.year < 1990 else Stamp(moment, "second")


def _zone(word: str | None) -> tzinfo | None:
    """Return the zone that an offset or an abbreviation names, or None."""
    if not word:
        return None
    word = word.strip().lower()
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", word)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        offset = timedelta(minutes=minutes if match[1] == "+" else -minutes)
        return timezone(offset) if minutes < 1440 else None
    if word in _DAYLIGHT:
        from zoneinfo import ZoneInfo

        return ZoneInfo(_DAYLIGHT[word])
    return timezone(timedelta(hours=_ZONES[word])) if word in _ZONES else None


def _build(
    day: tuple[int, int, int], clock: tuple[int, int, int] | None, stated: tzinfo | None, default: tzinfo
) -> Stamp | None:
    if not _EARLIEST <= day[0] <= 2200:
        return None
    try:
        moment = datetime(*day, *(clock or (0, 0, 0)), tzinfo=stated or default)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(moment, "second" if clock else "day", stated is not None)


def _iso(text: str, zone: tzinfo) -> Stamp | None:
    match = _ISO.search(text) or _COMPACT.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    if not offset and hour:  # "2020-01-01 10:00 EST"
        named = re.match(r"\s*([A-Za-z]{2,4})\b", text[match.end() :])
        offset = named[1] if named else None
    clock = (int(hour), int(minute or 0), int(second or 0)) if hour and int(hour) < 24 else None
    meridiem = re.match(r"\s*([ap])\.?m\b", text[match.end() :], re.IGNORECASE)
    if clock and meridiem:
        clock = (clock[0] % 12 + (12 if meridiem[1].lower() == "p" else 0), *clock[1:])
    return _build((int(year), int(month), int(day)), clock, _zone(offset), zone)


def _written(text: str, day_first: bool | None, zone: tzinfo) -> Stamp | None:
    found = _calendar_day(text, day_first)
    if not found:
        return None
    day, rest = found
    clock, offset = _clock(rest)
    return _build(day, clock, _zone(offset), zone)


def _tens(match: re.Match[str]) -> str:
    return str(int(match[1] or 1) * 10 + int(match[2] or 0))


def _calendar_day(text: str, day_first: bool | None) -> tuple[tuple[int, int, int], str] | None:
    match = _CJK.search(text) or _CJK.search(_TENS.sub(_tens, text.translate(_CJK_DIGITS)))
    if match:
        return (int(match[1]), int(match[2]), int(match[3])), text[match.end() :]
    for pattern, order in ((_MONTH_DAY, (3, 1, 2)), (_DAY_MONTH, (3, 2, 1))):
        for match in pattern.finditer(text):
            month = _MONTHS.get(match[order[1]].lower())
            if month:
                rest = text[match.end() :] + " " + text[: match.start()]
                return (int(match[order[0]]), month, int(match[order[2]])), rest
    match = _NUMERIC.search(text)
    triple = _numeric(match, day_first) if match else None
    return (triple, text[match.end() :] + " " + text[: match.start()]) if triple and match else None


def _numeric(match: re.Match[str], day_first: bool | None) -> tuple[int, int, int] | None:
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return first, middle, last
    if len(match[1]) > 2 or len(match[4]) not in {2, 4}:
        return None
    year = last if len(match[4]) == 4 else 2000 + last
    if match[2] == "." or first > 12:
        day_first = True
    elif middle > 12:
        day_first = False
    if day_first is None:
        return (year, first, middle) if first == middle else None
    return (year, middle, first) if day_first else (year, first, middle)


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str | None]:
    for match in _CLOCK.finditer(text):
        hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        meridiem = (match[4] or match[5] or "").lower()
        if meridiem:
            hour = hour % 12 + (12 if meridiem.startswith("p") else 0)
        if hour < 24 and minute < 60 and second < 60:
            return (hour, minute, second), match[6]
    return None, None
