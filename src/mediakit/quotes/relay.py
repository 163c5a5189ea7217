"""Words that reached the article through another outlet, a document or a platform."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.quotes.content import Content
from mediakit.quotes.kinds import body_kind, type_of_organization
from mediakit.quotes.tokens import Tokens
from mediakit.records import Quote, SourceType

_NAME = r"(?:(?:the|The)\s+)?(?:[A-Z][\w.’'&-]*)(?:\s+(?:of|for|and|the)\s+[A-Z][\w.’'&-]*|\s+[A-Z][\w.’'&-]*){0,5}"
_REPORTED = re.compile(
    rf"(?P<outlet>{_NAME})(?:,[^,.]{{2,60}},)?\s+(?:first |also |earlier |has |had )?(?:reported|reports|revealed)\b|according to (?P<by>(?:an? |the )?{_NAME}(?:\s+(?:report|article|story|account))?)"
    rf"|(?:seen|obtained|reviewed|published|first reported|reported|quoted|cited) by (?P<seen>{_NAME})|\b(?:[Ii]n|[Ff]rom|[Cc]iting|[Pp]er) (?:an? |the )?(?P<adj>{_NAME}) (?:report|article|story|interview|investigation|profile)\b|per (?P<per>{_NAME})"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|telling|said to|speaking to|spoke to|spoke with|speaking with|statement to|e-?mail to|talking to|talked to|chatting with)\s+(?:[a-z-]+\s+(?:at|for|with|from)\s+)?(?P<outlet>{_NAME})"
)
_SHOWN = re.compile(
    rf"\b(?:[Ii]nterview(?:ed)? (?:with|by|on|in|for|to)|interview published (?:in|by)|[Aa]ppearance on|[Aa]ppearing on|appeared on|speaking on|speaking in|profile in|conversation with|sat down with|opened up to|on|in|[Oo]n)\s+(?:[a-z]+\s+){{0,3}}?[“\"‘]?\s?(?P<outlet>{_NAME})"
)
_SHOW = re.compile(
    r"\b(?:[Oo]n|[Dd]uring|[Ii]n|[Ii]nto)\s+(?P<what>(?:(?:the|his|her|their|its|this|an? (?:episode|interview|edition|appearance)|(?:[a-z]+ ){0,4}[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}[’']s?)\s+)(?:[\w’'-]+\s+){0,4}?(?:podcast|radio show|talk show|tv show|television show|radio program(?:me)?|show|special|docuseries|documentary|livestream|live stream|newsletter|vlog|youtube channel|interview with [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}|podcast episode)|(?:an?|[A-Z][\w-]+) podcast)\b"
)
_PLATFORM = r"(?:Twitter|Facebook|Weibo|WeChat|Instagram|YouTube|TikTok|Telegram|LinkedIn|Truth Social|Reddit|Threads|Mastodon|Bluesky|Snapchat|Douyin|Medium|Parler|Substack|Twitch|Discord|Tumblr|Pinterest|VKontakte|Quora|Gab|X)"
_POSTED = re.compile(
    rf"\b(?:(?:wrote|posted|said|tweeted|writing|announced|shared|added|warned|asked|urged|replied|commented|captioned|joked|revealed|post|posts|tweet|tweets|message|messages|thread|video|comment|comments|statement|account|followers|story|stories|page)\b[^.”\"]{{0,60}}?\s(?:on|to|via|in)\s+(?:(?:his|her|its|their|the|an?|my)\s+(?:own\s+)?)?(?:personal |official |verified |microblog |social (?:network|media) (?:site|platform )?|messaging app |platform |now-deleted |since-deleted |lengthy )*(?P<platform>{_PLATFORM})\b"
    rf"|took to (?:(?:his|her|its|their|the) )?(?:\w+ ){{0,2}}?(?P<took>{_PLATFORM})\b|(?P<possessive>{_PLATFORM}) (?:post|posts|video|account|thread|message|messages|status|live|stream|page|story|stories|caption|comment|update|feed)\b|^On (?P<opens>{_PLATFORM}),)"
)
_SOCIAL = re.compile(
    r"\b(?:on|to|via|in) (?P<what>social media|the social (?:media|network(?:ing)?) (?:site|platform|app)|an online (?:forum|post|statement)|(?:his|her|their|its) (?:website|web site|blog|social media(?: accounts?)?))\b"
)
_TWEETED = re.compile(
    r"\b(?:tweeted|retweeted|tweeting|tweets)\b|\bin an? (?:\w+ ){0,2}tweets?\b|\bon Twitter\b|\bin a series of tweets\b"
)
_PAPERS = (
    r"(?:letter|e-?mail|memo|memorandum|blog post|blog|post|filing|op-ed|opinion piece|essay|column|book|memoir|note|newsletter|article|paper|thesis|text message|text|message|affidavit|lawsuit|complaint|petition|motion|brief|request"
    r"|court (?:filing|documents?|papers|records)|legal (?:filing|documents?|papers|brief)|(?:legal|court) papers|documents?|research note|report|study|video|podcast|editorial|caption|autobiography|indictment|warrant|voicemail|transcript|deposition|review|advisory|notice|bulletin|fact sheet|circular|web ?site|decision|ruling|opinion|dissent|judgment|order|statement of facts|open letter|open-letter|manifesto|will|diary|journal|pamphlet|resolution|regulatory filing|prospectus|annual report|research|survey|analysis|forecast|outlook|guide|white paper|testimony transcript|submission|(?:probable cause|sworn|witness|victim impact|artist|policy|position|offering) statement|presentation|response filed)"
)
_DOCUMENT = re.compile(
    rf"\b(?:[Ii]n|[Vv]ia|[Bb]y|[Tt]hrough) (?P<what>(?:an?|his|her|its|their|the|this|that|one|another|court|legal|[A-Z][\w-]+[’']s?)\s?(?:[\w’'-]+ ){{0,4}}?{_PAPERS}s?(?:(?: of (?:his|her|its|their) own)| to (?:the [a-z]+|[a-z’' -]{{3,30}}?(?=[,.\n”\"]|$)))?)\b"
)
_FILED = re.compile(
    rf"\b(?:filed|sent|penned|published|submitted|circulated|wrote|shared|posted) (?P<what>(?:an?|the|his|her|their|its) (?:[\w’'-]+ ){{0,4}}?{_PAPERS})\b"
)
_SAME_PLACE = re.compile(
    r"(?i)\b(?:during|in|on|at|of) (?:the|his|her|their) (?:same |\w+ )?(?:segment|interview|show|broadcast|podcast|episode|programme?|article|post|letter|e-?mail|chat|conversation|special|piece|story)\b"
)
_READS = re.compile(
    r"\b(?P<what>(?:an?|his|her|its|their|the) (?:[\w’'-]+ ){0,3}?(?:letter|e-?mail|memo|post|tweet|note|caption|message|text))\s+(?:read|reads|said|says|stated|states)\b"
)
_REPORTED_COLON = re.compile(
    rf"(?P<outlet>{_NAME}) (?:\w+ )?(?:reported|reports|wrote|writes|says?|said)(?: \w+day)?:$"
)
_NOT_RELAYED = re.compile(r"press release|news release|\b(?:order|in a report|the report)\b", re.I)
_OWN_VENUE = re.compile(
    r"\b(?:in (?:an? |the |his |her |its |their )?(?:\w+ ){0,2}statements?|(?:press|news) (?:conference|briefing)|briefing|told (?:reporters|journalists|the court|lawmakers|a (?:court|hearing|rally|crowd|conference)|the (?:crowd|audience|hearing|jury|committee|inquest|conference|meeting|senate|house|council|us))|hearing|testified|testimony|speech|rally|debate|in court|conference call|earnings call)\b",
    re.I,
)
_OPENING = 600
_VOICES = ("media", "state_media", "document")
_CAPITAL = re.compile(r"[A-Z][\w-]+")
_WRITING = re.compile(
    r"(?i)\b(?:wrote|writes|writing|add\w*|continu\w+|tweet\w*|post\w*|caption\w*|conclud\w+|read|reads|shar\w+|joked?|said|says|asked|argu\w+|not\w+|claim\w*|stat\w+|explain\w*|insist\w*|stress\w*|recall\w*|admit\w*|repl\w+)\b"
)
_PLAINLY_WRITTEN = re.compile(
    r"(?i)\b(?:wrote|writes|writing|tweet\w*|post\w*|caption\w*|add\w*|continu\w+|conclud\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a sentence says that somebody spoke or wrote, with the names it holds."""

    start: int
    via: str
    names: frozenset[str]


def relaying(outside: str, speaker: str, kind: SourceType, text: str, own: str | None) -> str | None:
    """Return the outlet, document or platform through which words came, or None for the article's own reporting.

    ``outside`` is the sentence of the attribution without the quoted words, ``kind`` the speaker's, ``text`` the whole
    article, ``own`` the outlet that publishes it where that is known.
    """
    return (
        _reported(outside, speaker, text, own)
        or _told(outside, speaker, text, own)
        or _posted(outside, speaker)
        or (_written(outside, speaker) if kind not in _VOICES else None)
    )


def _reported(outside: str, speaker: str, text: str, own: str | None) -> str | None:
    for match in _REPORTED.finditer(outside):
        outlet = _outlet(next(group for group in match.groups() if group))
        if outlet and not _same(outlet, own) and not _same(outlet, speaker):
            return _full(outlet, text)
    return None


def _told(outside: str, speaker: str, text: str, own: str | None) -> str | None:
    for pattern in (_TOLD, _SHOWN):
        for match in pattern.finditer(outside):
            outlet = _outlet(match["outlet"]) or _titled(match, pattern)
            if outlet and not _same(outlet, speaker) and _is_other(outlet, own, text):
                return _full(outlet, text)
    show = _SHOW.search(outside)
    return show["what"] if show is not None and not _same(show["what"], own) else None


def _posted(outside: str, speaker: str) -> str | None:
    posted = _POSTED.search(outside)
    if posted is not None:
        platform = posted["platform"] or posted["took"] or posted["possessive"] or posted["opens"]
        return None if _same(platform, speaker) and posted["possessive"] is None else platform
    if _TWEETED.search(outside):
        return "Twitter"
    social = _SOCIAL.search(outside)
    return social["what"] if social is not None else None


def _written(outside: str, speaker: str) -> str | None:
    document = _DOCUMENT.search(outside) or _READS.search(outside) or _FILED.search(outside)
    if document is None or _NOT_RELAYED.search(document["what"]) or _same(document["what"], speaker):
        return None
    return document["what"]


def introduced_by(before: str, own: str | None) -> str | None:
    """Return the outlet of "The Times reported:" where that is the paragraph before a quotation."""
    paragraph = before.rstrip()[-160:].rpartition("\n")[2]
    match = _REPORTED_COLON.search(paragraph)
    outlet = _outlet(match["outlet"]) if match is not None else None
    return outlet if outlet and not _same(outlet, own) else None


def reports_news(speaker: str, outside: str) -> bool:
    """Tell whether an outlet is the speaker as the one that broke the news ("The Journal reported Monday")."""
    return bool(
        re.search(r"\bfirst reported\b|\breported (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", outside)
        and type_of_organization(speaker) in ("media", "state_media")
    )


def has_own_venue(outside: str) -> bool:
    """Tell words said in a statement, at a hearing, to reporters: they came through nobody."""
    return _OWN_VENUE.search(outside) is not None


def narrated(tokens: Tokens, contents: Sequence[Content]) -> list[tuple[int, str]]:
    """Return the sentences of a text with their offsets, without what stands inside marks."""
    outside, at = [], 0
    for said in contents:
        if said.kind == "direct":
            outside.append((at, said.start))
            at = said.end
    outside.append((at, len(tokens.text)))
    borders = [start for number, start in enumerate(tokens.starts) if _opens(tokens, number)]
    found: dict[int, str] = {}
    for start, end in outside:
        first = bisect_right(borders, start) - 1
        for number in range(max(first, 0), bisect_left(borders, end)):
            stop = borders[number + 1] if number + 1 < len(borders) else len(tokens.text)
            piece = tokens.text[max(start, borders[number]) : min(end, stop)]
            found[borders[number]] = (
                f"{found[borders[number]]}… {piece}" if borders[number] in found else piece
            )
    return list(found.items())


def _opens(tokens: Tokens, number: int) -> bool:
    return number == 0 or tokens.sentence[number] != tokens.sentence[number - 1]


def find_channels(sentences: Sequence[tuple[int, str]], text: str, own: str | None) -> list[Channel]:
    """List the sentences that say where somebody spoke or wrote; each comes with its offset, without the quoted words."""
    found = []
    for start, sentence in sentences:
        via = _told(sentence, "", text, own) or _posted(sentence, "") or _written(sentence, "")
        if via is not None:
            found.append(Channel(start, via, frozenset(_CAPITAL.findall(sentence))))
    return found


def spread(
    quotes: Sequence[Quote], outsides: Sequence[str], channels: Sequence[Channel], text: str
) -> list[Quote]:
    """Let what a source says come through where the article last said that this source spoke or wrote."""
    via: dict[str, Channel] = {}
    last: Channel | None = None
    found, at = [], 0
    keys = {_key(quote) for quote in quotes} - {""}
    for quote, outside in zip(quotes, outsides, strict=True):
        key = _key(quote)
        while at < len(channels) and channels[at].start < quote.end:
            last = channels[at]
            via.update(dict.fromkeys(keys & last.names, last))
            at += 1
        if quote.relayed_by is not None:
            last = via[key] = Channel(quote.start, quote.relayed_by, frozenset())
        elif has_own_venue(outside):
            via.pop(key, None)
        elif (channel := _channel_of(quote, outside, via.get(key), last, text)) is not None:
            via[key] = channel
            quote = replace(quote, relayed_by=channel.via)
        if (
            quote.anonymous
            and quote.source_type == "unknown"
            and re.fullmatch(_PLATFORM, quote.relayed_by or "")
        ):
            quote = replace(quote, source_type="citizen")
        found.append(quote)
    return _backwards(found, outsides)


def _channel_of(
    quote: Quote, outside: str, own: Channel | None, last: Channel | None, text: str
) -> Channel | None:
    """Return the channel that a quotation shares with what came before it, None where it shares none."""
    if quote.source_type in _VOICES or last is None:
        return None
    if _SAME_PLACE.search(outside):
        return last
    if own is not None and quote.speaker_name and _goes_on(quote, own, text):
        return own
    platform = re.fullmatch(_PLATFORM, last.via) or last.via == "social media"
    if quote.anonymous and platform and quote.source_type in ("citizen", "unknown"):
        return last
    pronoun = (quote.speaker or "").lower() in ("he", "she")
    return last if pronoun and "\n" not in text[last.start : quote.start] else None


def _backwards(quotes: list[Quote], outsides: Sequence[str]) -> list[Quote]:
    """Let the words that open an article come through what the same source's next words come through."""
    for at in range(min(len(quotes) - 1, 3), 0, -1):
        one, other = quotes[at - 1], quotes[at]
        same = _key(one) == _key(other) != "" and one.start < _OPENING and one.source_type not in _VOICES
        if same and one.relayed_by is None and not has_own_venue(outsides[at - 1]):
            quotes[at - 1] = replace(one, relayed_by=other.relayed_by)
    return quotes


def _key(quote: Quote) -> str:
    return (quote.speaker_name or "").rpartition(" ")[2]


def _goes_on(quote: Quote, channel: Channel, text: str) -> bool:
    """Tell whether a quotation still comes through what its source's words came through before."""
    if quote.source_type in _VOICES:
        return False
    if "\n" not in text[channel.start : quote.start]:
        return True
    cue = _PLAINLY_WRITTEN if re.fullmatch(_PLATFORM, channel.via) else _WRITING
    return bool(cue.search(quote.cue or "")) or (quote.kind != "indirect" and cue is _WRITING)


def _outlet(name: str) -> str | None:
    """Return the name of an outlet, or None for anything else."""
    plain = re.sub(r"^(?:an? |the )(?=[A-Z])", lambda m: m.group() if m.group() == "the " else "", name)
    plain = re.sub(r"\s+(?:report|article|story|account)$", "", plain)
    plain = re.sub(
        r"\s+(?:on |last |late |early )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b.*$",
        "",
        plain,
    )
    plain = plain.rstrip(".,").removesuffix("’s").removesuffix("'s")
    return plain if body_kind(plain) in ("media", "state_media") else None


def _titled(match: re.Match[str], pattern: re.Pattern[str]) -> str | None:
    """Return the outlet of "told The Berkshire Eagle": a title whose article keeps its capital inside a sentence."""
    name = match["outlet"]
    return name if pattern is _TOLD and name.startswith("The ") else None


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
    last = re.escape(outlet.split()[-1])
    return not re.search(
        rf"{last}(?:(?:[’']s?)? requests? for (?:comment|an interview)| understands| can reveal| can disclose| has learn(?:ed|t)| has seen| has been told| has contacted| reached out| contacted)\b"
        rf"|(?:comment to|seen by|viewed by|shared with|messages? from|questions? from|inquir\w+ from) (?:[Tt]he )?{re.escape(re.sub('^[Tt]he ', '', outlet))}\b|\({re.escape(outlet)}\) ?[-–—]",
        text,
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
