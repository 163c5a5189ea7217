"""Words that reached the article through another outlet, a document or a platform."""

from __future__ import annotations

import re

from mediakit.quotes.sources import STATION, type_of_organization

_NAME = r"(?:(?:the|The)\s+)?(?:[A-Z][\w.’'&-]*)(?:\s+(?:of|for|and|the)\s+[A-Z][\w.’'&-]*|\s+[A-Z][\w.’'&-]*){0,5}"
_REPORTED = re.compile(
    rf"(?P<outlet>{_NAME})(?:,[^,.]{{2,60}},)?\s+(?:first |also |earlier |has |had )?(?:reported|reports|revealed)\b|according to (?P<by>(?:an? |the )?{_NAME}(?:\s+(?:report|article|story|account))?)"
    rf"|(?:seen|obtained|reviewed|published|first reported|reported|quoted|cited) by (?P<seen>{_NAME})|\b(?P<adj>{_NAME}) (?:report|article|story)\b"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|telling|said to|interview with|interview on|speaking to|spoke to|speaking on|appearance on|statement to|e-?mail to|on)\s+(?P<outlet>{_NAME})"
)
_PLATFORM = r"(?:Twitter|Facebook|Weibo|WeChat|Instagram|YouTube|TikTok|Telegram|LinkedIn|Truth Social|Reddit|Threads|Mastodon|Bluesky|Snapchat|Douyin|Medium|Parler|X)"
_POSTED = re.compile(
    rf"\b(?:(?:wrote|posted|said|tweeted|writing|announced|shared|added|warned|asked|urged|replied|post|posts|tweet|tweets|message|thread|video|comment|statement|account)\b[^.”\"]{{0,40}}?\s(?:on|to|via)\s+(?:(?:his|her|its|their|the)\s+(?:own\s+)?)?(?:personal |official |verified |microblog |social (?:network|media) (?:site|platform )?|messaging app |platform )*(?P<platform>{_PLATFORM})\b"
    rf"|took to (?P<took>{_PLATFORM})\b|(?P<possessive>{_PLATFORM}) (?:post|video|account|thread|message|status|live|stream))"
)
_TWEETED = re.compile(
    r"\b(?:tweeted|retweeted|tweeting|tweets)\b|\bin an? (?:\w+ ){0,2}tweets?\b|\bon Twitter\b|\bin a series of tweets\b"
)
_DOCUMENT = re.compile(
    r"\bin (?P<what>(?:an?|his|her|its|their|the) (?:[\w’'-]+ ){0,3}?(?:letter|e-?mail|memo|memorandum|blog post|blog|post|filing|op-ed|opinion piece|essay|column|book|memoir|note|newsletter|article|paper|thesis|text message|affidavit|lawsuit|complaint"
    r"|court (?:filing|documents?|papers)|press release|research note|report|video|podcast|editorial)(?:s)?(?:(?: of (?:his|her|its|their) own)| to (?:the [a-z]+|[a-z’' -]{3,30}?(?=[,.\n”\"]|$)))?)\b"
)
_REPORTED_COLON = re.compile(
    rf"(?P<outlet>{_NAME}) (?:\w+ )?(?:reported|reports|wrote|writes|says?|said)(?: \w+day)?:$"
)
_NOT_RELAYED = re.compile(r"press release", re.I)
_STATEMENT = re.compile(r"statement|press conference|news conference|speech", re.I)


_WELL_KNOWN = frozenset(
    "reuters|afp|agence france-presse|ap|associated press|bloomberg|bloomberg news|bbc|bbc news|cnn|fox news|nbc|nbc news|abc|abc news|cbs"
    "|cbs news|msnbc|npr|cnbc|sky news|xinhua|cctv|global times|new york times|wall street journal|washington post|financial times"
    "|south china morning post|los angeles times|usa today|politico|le monde|der spiegel|bild|kyodo|nhk|yonhap|al jazeera|itv|guardian"
    "|associated press|sunday times|times|daily mail|daily telegraph|telegraph|sun|axios|vox|wired|verge|techcrunch|buzzfeed news|variety|deadline|the wrap|hollywood reporter|rolling stone|billboard|tmz|people magazine|entertainment tonight|espn"
    "|radar online|us weekly|newsweek|forbes|fortune|time magazine|the atlantic|new yorker|pbs|npr|channel 4|der standard|haaretz|kyiv independent".split(
        "|"
    )
)


def relaying(sentence: str, outside: str, speaker: str, cue: str, text: str, own: str | None) -> str | None:
    """Return the outlet, document or platform through which words came, or None for the article's own reporting.

    ``sentence`` is the sentence of the attribution, ``outside`` the same without the quoted words, ``text`` the whole
    article, ``own`` the outlet that publishes it where that is known.
    """
    for match in _REPORTED.finditer(outside):
        outlet = _outlet(next(group for group in match.groups() if group))
        if outlet and not _same(outlet, own) and not _same(outlet, speaker):
            return _full(outlet, text)
    told = _TOLD.search(outside)
    if told is not None:
        outlet = _outlet(told["outlet"])
        if outlet and not _same(outlet, speaker) and _is_other(outlet, own, text):
            return _full(outlet, text)
    posted = _POSTED.search(outside)
    if posted is not None:
        platform = posted["platform"] or posted["took"] or posted["possessive"]
        return None if _same(platform, speaker) and posted["possessive"] is None else platform
    if _TWEETED.search(outside):
        return "Twitter"
    if type_of_organization(speaker) in ("media", "state_media", "document"):
        return None
    document = _DOCUMENT.search(outside)
    if document is not None and not _NOT_RELAYED.search(document["what"]):
        return document["what"]
    return None


def introduced_by(before: str, own: str | None) -> str | None:
    """Return the outlet of "The Times reported:" where that is the paragraph before a quotation."""
    paragraph = before.rstrip()[-160:].rpartition("\n")[2]
    match = _REPORTED_COLON.search(paragraph)
    outlet = _outlet(match["outlet"]) if match is not None else None
    return outlet if outlet and not _same(outlet, own) else None


def reports_news(speaker: str, outside: str) -> bool:
    """Tell whether an outlet is the speaker as the one that broke the news ("The Journal reported Monday")."""
    return bool(
        re.search(
            r"\bfirst reported\b|\breported (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", outside
        )
        and type_of_organization(speaker) in ("media", "state_media")
    )


def _outlet(name: str) -> str | None:
    """Return the name of an outlet, or None for anything else."""
    plain = re.sub(r"^(?:an? |the )(?=[A-Z])", lambda m: m.group() if m.group() == "the " else "", name)
    plain = re.sub(r"\s+(?:report|article|story|account)$", "", plain)
    plain = re.sub(
        r"\s+(?:on |last |late |early )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b.*$",
        "",
        plain,
    )
    plain = plain.rstrip(".,")
    return (
        plain.removesuffix("’s").removesuffix("'s")
        if type_of_organization(plain) in ("media", "state_media")
        else None
    )


def _plain(name: str) -> str:
    return re.sub(r"^(?:an?|the) ", "", name.strip().casefold()).removesuffix("’s").removesuffix("'s")


def _same(one: str, other: str | None) -> bool:
    if not other:
        return False
    first, second = _plain(one), _plain(other)
    return bool(first) and (first in second or second in first)


def _is_other(outlet: str, own: str | None, text: str) -> bool:
    """Tell whether "told X" means another outlet: known not to be the article's own, or reported from elsewhere in the text."""
    if own is not None:
        return not _same(outlet, own)
    if (_plain(outlet) in _WELL_KNOWN or STATION.fullmatch(outlet)) and text.count(outlet) < 3:
        return True
    last = re.escape(outlet.split()[-1])
    return bool(
        re.search(
            rf"{last}(?:,[^,.]{{2,40}},)?\s+(?:\w+ )?(?:reported|reports|report|article)\b|according to (?:an? |the )?(?:[A-Z]\w+ )*{last}",
            text,
        )
    )


def _full(outlet: str, text: str) -> str:
    """Return the fullest name of an outlet that the text gives ("the Journal": "The Wall Street Journal")."""
    last = re.escape(outlet.split()[-1])
    found = re.findall(rf"(?:[Tt]he )?(?:[A-Z][\w.’'&-]* ){{1,4}}{last}\b", text[:200_000])
    longer = [
        name
        for name in found
        if name.split()[-1] == outlet.split()[-1] and not re.match(r"(?:A|An|And|But|In|On|As) ", name)
    ]
    return max([outlet, *longer], key=lambda name: (len(name.split()), -len(name))) if longer else outlet
