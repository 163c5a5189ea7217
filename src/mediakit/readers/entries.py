"""One record of a press database, as the database writes it, made into an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mediakit.dates import Stamp, parse_date
from mediakit.extraction.language import read_language
from mediakit.extraction.people import Byline, read_byline
from mediakit.extraction.wire import split_dateline
from mediakit.outlets import agency_of, is_agency
from mediakit.readers.unwrap import unwrap
from mediakit.records import Article, Failure, Page, Removed
from mediakit.text import collapse, join_paragraphs

# What Nexis and Factiva print for a language, in the languages of their interfaces
_LANGUAGES = {
    "en": "english englisch anglais inglés ingles inglese engels inglês 英文 英語 英语 영어 английский",
    "de": "german deutsch allemand alemán aleman tedesco duits alemão 德文 德語 德语 ドイツ語 독일어 немецкий",
    "fr": "french französisch français francais francés frances francese frans francês 法文 法語 法语 フランス語 프랑스어 французский",
    "es": "spanish spanisch espagnol español espanol spagnolo spaans espanhol 西班牙文 西班牙語 西班牙语 スペイン語 스페인어 испанский",
    "it": "italian italienisch italien italiano italiaans 意大利文 義大利文 意大利語 意大利语 イタリア語 이탈리아어 итальянский",
    "nl": "dutch niederländisch néerlandais neerlandés olandese nederlands holandês 荷蘭文 荷兰文 荷兰语 オランダ語 네덜란드어",
    "pt": "portuguese portugiesisch portugais portugués portoghese portugees português 葡萄牙文 葡萄牙語 葡萄牙语 ポルトガル語",
    "zh": "chinese chinesisch chinois chino cinese chinees chinês 中文 漢語 汉语 中国語 중국어 китайский",
    "ja": "japanese japanisch japonais japonés giapponese japans japonês 日文 日語 日语 日本語 일본어 японский",
    "ko": "korean koreanisch coréen coreano koreaans 韓文 韩文 韓語 韩语 韓国語 한국어 корейский",
    "ru": "russian russisch russe ruso russo 俄文 俄語 俄语 ロシア語 러시아어 русский",
    "sv": "swedish schwedisch suédois sueco svedese zweeds 瑞典文 瑞典語 瑞典语 スウェーデン語",
    "fi": "finnish finnisch finnois finlandés finlandese fins 芬蘭文 芬兰文 芬兰语 フィンランド語",
    "da": "danish dänisch danois danés danese deens 丹麥文 丹麦文 丹麦语 デンマーク語",
    "no": "norwegian norwegisch norvégien noruego norvegese noors 挪威文 挪威语 ノルウェー語",
    "pl": "polish polnisch polonais polaco polacco pools 波蘭文 波兰文 波兰语 ポーランド語",
    "cs": "czech tschechisch tchèque checo ceco tsjechisch 捷克文 捷克语",
    "tr": "turkish türkisch turc turco turks 土耳其文 土耳其语 トルコ語",
    "ar": "arabic arabisch arabe árabe arabo 阿拉伯文 阿拉伯语 アラビア語",
    "id": "indonesian indonesisch indonésien indonesio 印尼文 印尼语 インドネシア語",
    "hu": "hungarian ungarisch hongrois húngaro ungherese hongaars 匈牙利文",
}
_CODES = {name: code for code, names in _LANGUAGES.items() for name in names.split()}

_BY = re.compile(r"^\s*(?:by|from|von|par|por|di|door|edited by)[\s:]+", re.IGNORECASE)
_SURNAME_FIRST = re.compile(r"^([^\W\d_][\w'’-]+), ([^\W\d_][\w.'’-]+(?: [^\W\d_][\w.]*)?)$")
_REMARK = re.compile(r"\s*\([^()]*\)")
_REPORTED = re.compile(r"\b(?:reported|reporting|contributed)\b", re.IGNORECASE)
_DAY = re.compile(
    r",?\s+[^\W\d_]{3,9}\.?\s+\d{1,2}(?:,?\s+\d{4})?$|,?\s+\d{1,2}\.?\s+[^\W\d_]{3,9}\.?(?:\s+\d{4})?$"
)
_ZONE = re.compile(
    r"\d\s*(?:Z|[A-Z]{1,4}T|UTC|MES?Z|[+-]\d)|\b(?:GMT|UTC|MES?Z|[A-Z]{1,3}[SD]T|[EBCMPH]ST)\b"
)
_LONGEST_BYLINE = 2_000
_URL = re.compile(r"https?://[^\s/]{3,200}(/\S{1,2000})")
_BARE_URL = re.compile(r"^https?://\S+$")
_SHORT_PATH = 8
_NUMBER = re.compile(r"\d[\d.,' \u00a0\u202f]{0,14}")


@dataclass(slots=True)
class Entry:
    """The fields of one record, in the database's own words; what it does not state is empty."""

    title: str = ""
    outlet: str = ""
    date: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    length: str = ""
    dateline: str = ""
    url: str = ""
    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def language_code(name: str) -> str | None:
    """Return the ISO 639-1 code of a language's name, or None.

    Examples
    --------
    >>> language_code("ENGLISH; ENGLISCH"), language_code("德文"), language_code("Elvish")
    ('en', 'de', None)
    """
    first = re.split(r"[;,/(]", name)[0].strip().lower()
    return _CODES.get(first) or (first if re.fullmatch(r"[a-z]{2}", first) and first in _LANGUAGES else None)


def count_stated(length: str) -> int | None:
    """Return the number of words that a length states, whatever the language.

    Examples
    --------
    >>> count_stated("2,968 words"), count_stated("8165 字"), count_stated("")
    (2968, 8165, None)
    """
    match = _NUMBER.search(length)
    return int(re.sub(r"\D", "", match[0])) if match else None


def read_authors(byline: str, outlet: str = "") -> Byline:
    """Read a database's byline, whose names also come as "Lee, Ann", twice over, or with the outlet's name after them.

    Examples
    --------
    >>> read_authors("Lee, Ann; Muster, Max").people, read_authors("By ANN LEE; Max Muster contributed reporting.").people
    (('Ann Lee', 'Max Muster'), ('Ann Lee',))
    """
    byline = collapse(byline)[:_LONGEST_BYLINE]
    first = outlet.split()[0] if outlet.strip() else ""
    if len(first) > 1 and first.isupper():
        byline = re.sub(rf"(?<=\w) {re.escape(first)}(?=\s*(?:[;|,]|$))", "", byline)
    pieces = [piece.strip() for piece in re.split(r"\s*[;|]\s*", byline) if piece.strip()]
    flipped = []
    for piece in dict.fromkeys(pieces):
        match = _SURNAME_FIRST.match(_BY.sub("", piece))
        if match and not agency_of(piece) and not match[2].islower():
            flipped.append(f"{match[2]} {match[1]}")
        elif not _REPORTED.search(piece):
            flipped.append(_REMARK.sub("", _BY.sub("", piece)))
    return read_byline(" | ".join(flipped))


def _wire_service(outlet: str) -> str | None:
    """Return the agency that an outlet's name begins with: "Agence France Presse -- English"."""
    words = outlet.split()
    starts = (" ".join(words[:length]) for length in range(1, min(len(words), 4) + 1))
    return next((agency_of(start) for start in starts if is_agency(start)), None)


def _address(url: str) -> str | None:
    """Return the address of the article; an outlet's front page, which databases print as well, is none."""
    match = _URL.search(url)
    return match[0] if match and any(len(part) > _SHORT_PATH for part in match[1].split("/")) else None


def _unzoned(date: str, stamp: Stamp | None, kind: str) -> dict[str, str]:
    """Say of a time without a zone that it was read as UTC."""
    unstated = stamp is not None and stamp.precision == "second" and not _ZONE.search(date)
    return {"published": f"{kind}, no zone stated"} if unstated else {}


def to_article(entry: Entry, kind: str) -> Article:
    """Make an article of one record.

    Parameters
    ----------
    entry : Entry
        What the database wrote.
    kind : str
        The reader's name: the article's engine, and the origin of its fields.

    Returns
    -------
    Article
        Its text is the record's, unchanged but for white space, lines that the outlet broke, and an address alone on the last line.
    """
    paragraphs = unwrap([line for paragraph in entry.paragraphs if (line := collapse(paragraph))])
    if len(paragraphs) > 1 and _BARE_URL.match(paragraphs[-1]):
        entry = replace(entry, notices=[*entry.notices, paragraphs.pop()])
    section = "; ".join(
        dict.fromkeys(part for piece in entry.section.split(";") if (part := collapse(piece)))
    )
    byline = collapse(entry.byline).strip("; _")
    credits = read_authors(byline, entry.outlet)
    stamp = parse_date(entry.date)
    text = join_paragraphs(paragraphs)
    _, place, wire = split_dateline(paragraphs[0]) if paragraphs else ("", None, None)
    filled = {
        "title": collapse(entry.title),
        "authors": credits.people,
        "byline": byline,
        "published": stamp,
        "outlet": collapse(entry.outlet),
        "section": section,
        "text": text,
    }
    return Article(
        text=text,
        title=collapse(entry.title) or None,
        authors=credits.people,
        roles=credits.roles,
        byline=byline or None,
        organizations=credits.organizations,
        wire=credits.wire
        or (None if credits.people else agency_of(entry.byline))
        or wire
        or _wire_service(entry.outlet),
        dateline=_DAY.sub("", collapse(entry.dateline)) or (place.strip(" ,-–—") if place else None),
        published=stamp.utc if stamp else None,
        published_precision=stamp.precision if stamp else None,
        outlet=collapse(entry.outlet) or None,
        section=section or None,
        language=language_code(entry.language) or read_language(text, entry.language),
        url=_address(entry.url),
        captions=tuple(line for caption in entry.captions if (line := collapse(caption))),
        removed=tuple(Removed("notice", line) for note in entry.notices if (line := collapse(note))),
        access="open" if text else "stub",
        engine=kind,
        origins={name: kind for name, value in filled.items() if value} | _unzoned(entry.date, stamp, kind),
        stated_words=count_stated(entry.length),
    )


def read_entry(entry: Entry, kind: str, page: Page, number: int) -> Article | Failure:
    """Make an article of one record, or a failure that says which record has no text.

    Parameters
    ----------
    entry : Entry
        What the database wrote.
    kind : str
        The reader's name.
    page : Page
        The file.
    number : int
        Place of the record in the file, from 0.
    """
    article = to_article(entry, kind)
    if article.text:
        return article
    name = f"{entry.title!r}, {entry.outlet} {entry.date}".strip() if entry.title else f"record {number + 1}"
    return record_failure(
        page, number, f"{name}: the file holds no text of it; download it again with full text"
    )


def record_failure(page: Page, number: int, reason: str) -> Failure:
    """Return the failure of one record of a file."""
    return Failure(url=f"{page.url}#{number}", stage="read", error=reason)
