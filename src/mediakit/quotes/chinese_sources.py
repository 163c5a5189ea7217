"""Who a Chinese source is: name, role, body, type, namelessness, and the way its words took."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from mediakit.quotes.chinese_phrases import NAME, PRONOUN, ROLE, THIS, introduced, is_name, peel
from mediakit.quotes.chinese_words import (
    DOCUMENTS,
    FIRMS,
    GROUP_OF,
    OUTLETS,
    PLATFORMS,
    SURNAMES,
    TITLES,
    TYPES,
    UNNAMED,
    VOICES,
    WRITINGS,
    simplify,
)
from mediakit.records import Anonymity, SourceType

_TYPES = tuple((kind, re.compile(pattern)) for kind, pattern in TYPES)
_BODY_END = re.compile(
    "|".join(pattern for _, pattern in TYPES if _ not in ("media",)) + "|中心|机构|办公室|组织"
)
_COUNT = re.compile(
    "(?:一|两|二|三|四|五|数|多|几|某|某些|这|那|该|每|另|有|一些|部分|不少|许多|很多|大量|众多|数十|上百)+(?:位|名|个|家|份|篇|项|批|群|则|封|条|些)?|有关|相关|该|本|此"
)
_OUTLET_END = re.compile(f"(?:{OUTLETS})$")
_FOREIGN_PARTS = re.compile("[·・•‧ ]")
_BRACKETS = re.compile("（[^（）]*）")
_LABEL = re.compile("〔([^〕]+)〕")
_COUNT_START = re.compile("^(?:[一两二三四五数多几某这那每另有]+[位名个家批群些]|有关|相关|本报)(?=.)")
_COUNT_END = re.compile(
    "(?:(?:一|两|二|三|四|五|数|多|几|某|这|那|该|每|另|有)+(?:位|名|个|批|群|些)|有关|相关)$"
)
_FAMOUS = re.compile(f"(?:{FIRMS})")
_DOCUMENT = re.compile(f"(?:{DOCUMENTS})》?$")
_VOICE = re.compile(
    f"(?:将|所)?(?:新?近?(?:发布|发表|刊发|刊登|公布|出具|撰写|下发))?的?(?:一[份篇则封项])?(?:{VOICES})$"
)
_DATED = re.compile(
    "(?:\\d+[年月日号]|今年|去年|上月|本月|日前|近日|当日|当天|昨日|昨天|今天|上周|本周|将|新近|最新)+$"
)
_ACCOUNT = re.compile("(?P<role>[^，〔的]{0,8}?)(?:账号|帐号)?〔(?P<name>[^〕]{1,14})〕$")
_PLACES = re.compile(
    "^(?:美国|中国|英国|法国|德国|日本|俄罗斯|韩国|印度|台湾|香港|欧洲|全国|当地|本地|知名|著名|资深|普通|海外|境外|国内|国外|外国|男|女|老|新|年轻|华裔)+$"
)
_HOLDERS = ("of_body", "analyst", "expert", "government", "court_regulator", "media")
_OFFICE = re.compile("(?:副|正)?[部厅局处科司署州市省县区镇院校会所社行馆]长$")
_POST = re.compile("留言|发帖|跟帖|回帖|评论|转发|发文|发推|晒出|发微博|写道")
_PLATFORM = re.compile(f"(?:{PLATFORMS})")
_ON_PLATFORM = re.compile(
    f"(?:在|于|通过|透过|经由?|借助|用|发布?|更新)[^，。]{{0,10}}?(?P<platform>{PLATFORMS})"
)
_IN_WRITING = re.compile(
    f"(?:在|于)(?!政府)[^，。]{{0,16}}?(?P<writing>{WRITINGS})(?:中|里|上|内)?|(?:发|致|写给?)[^，。]{{0,14}}?(?P<sent>{WRITINGS})"
)
_NAMED = re.compile(f"(?:《[^》]+》|{OUTLETS})")
_HAN = re.compile("[\u4e00-\u9fff]")
_BREAK = re.compile("[，。！？；：、\\s“”「」□（）]")
_LEADING = re.compile(
    "^(?:对|向|由|与|和|是|被|让|请|跟|据|以及|及|采访|询问)(?!外)|^.*(?:引述|援引|转引|转述)"
)
_AS_LABEL = str.maketrans("“”「」『』", "〔〕〔〕〔〕")
_OWN = frozenset("公司 平台 平台方 集团 企业 该公司".split())
_MANY = frozenset("他们 她们 双方 两人 二人".split())
_MEMORY = 40
_NEAR = 300
_SHORT = 4
_HEARER = re.compile(
    rf"(?:对|向|接受|告诉)(?P<outlet>《[^》]{{2,20}}》|{OUTLETS}|[^，。：\s在]{{1,8}}?(?:社|报|网|电视台|新闻|周刊|财经|杂志))"
)
_BARE = re.compile("^(?:媒体|外媒|本报|本刊|本网|本台|本社|新闻|杂志|[日时]报)$")
_REASON_AT = re.compile("具名|匿名|姓名|化名|身份|授权")
_REASON = re.compile(
    "(?P<why>(?:因为|因|由于)[^，。；、]{2,30}?)(?:[，。；]|而?不愿|而?要求匿名|不願|而?拒絕)|以(?P<as>[^，。；]{2,24})为由"
)
_SILENT = re.compile(
    "(?:没有?|未|拒绝|沒有?)(?:说明|透露|解释|說明|解釋|給出|给出)[^，。]{0,12}(?:原因|理由)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a text says about one source."""

    name: str | None = None
    role: str | None = None
    organization: str | None = None
    source_type: SourceType = "unknown"
    anonymity: Anonymity | None = None
    relayed_by: str | None = None


def type_of_body(words: str) -> SourceType:
    """Return the type of a body by its name, "unknown" where nothing tells.

    Examples
    --------
    >>> type_of_body("澜江大学法学院"), type_of_body("外交部")
    ('expert', 'government')
    """
    return next((kind for kind, pattern in _TYPES if pattern.search(words)), "unknown")


def describe(words: str) -> Source:
    """Describe a source by the words that name it alone.

    Examples
    --------
    >>> source = describe("晴川证券分析师方柏年")
    >>> source.name, source.role, source.organization, source.source_type
    ('方柏年', '分析师', '晴川证券', 'analyst')
    """
    account = _ACCOUNT.search(words)
    if account is not None and not _FAMOUS.search(account["role"]):
        return Source(
            name=account["name"],
            role=next((r for r in GROUP_OF if account["role"].endswith(r)), None),
            source_type="citizen",
        )
    match = _role_in(words)
    if match is None:
        return _without_role(words)
    before, after = words[: match.start()], words[match.end() :]
    role: str | None = match[0]
    base = max((r for r in GROUP_OF if match[0].lower().endswith(r.lower())), key=len)
    name = None if after in ("", "们") else after.strip("〔〕")
    organization, rest = _organization(before, base)
    label = _LABEL.search(before)
    if label is not None and not name and GROUP_OF[base] == "citizen":
        return Source(name=label[1], role=role, source_type="citizen")
    if name is None and base in TITLES and _is_addressed(rest):
        name, rest = (rest if len(rest) > 1 and base not in TITLES[:5] else rest + base), ""
    if rest and len(rest) <= 4 and not _COUNT.fullmatch(rest) and not _PLACES.match(rest):
        role = rest + match[0]
    office = _OFFICE.search(match[0])
    if organization and office and not _BODY_END.search(organization):
        organization = organization.removesuffix(office[0][-2]) + office[0][-2]
    kind = _type_of(base, organization)
    if GROUP_OF[base] == "unknown" and base != "博士":
        role = None
    return Source(name, role, organization, kind, None if name else _anonymity(words, base, kind))


def _role_in(words: str) -> re.Match[str] | None:
    """Return the first role that ends the words or stands before a name."""
    for match in ROLE.finditer(words):
        after = words[match.end() :]
        if not after or is_name(after):
            return match
    return None


def _organization(before: str, base: str) -> tuple[str | None, str]:
    """Part the words before a role into the body, or None, and what is left of them."""
    words = "" if _COUNT.fullmatch(before) else _COUNT_END.sub("", before)
    owner, of, rest = words.rpartition("的")
    if of:
        owner = owner.rpartition("的")[2]
        body = owner if _BODY_END.search(owner) else None
        label = _LABEL.search(owner)
        return (label[1] if label else body), _COUNT_START.sub("", rest)
    last = words.rpartition("、")[2]
    words = _COUNT_START.sub("", last if _BODY_END.search(last) else words)
    end = max((m.end() for m in _BODY_END.finditer(words)), default=0)
    if end:
        return words[:end], words[end:]
    holds = len(words) >= 2 and GROUP_OF[base] in _HOLDERS and not _PLACES.match(words)
    return (words, "") if holds and not (base in TITLES and _is_addressed(words)) else (None, words)


def _is_addressed(words: str) -> bool:
    """Tell a surname or a short name before a title (王先生, 李明教授) from an adjective (资深律师)."""
    return (
        1 <= len(words) <= 3
        and words[0] in SURNAMES
        and not _PLACES.match(words)
        and words not in ("高级", "高校", "方面")
    )


def _type_of(base: str, organization: str | None) -> SourceType:
    group = GROUP_OF[base]
    body = type_of_body(organization) if organization else "unknown"
    if group == "of_body":
        executive = re.search("董事|裁|首席|C.O|创|经理|高管|高层|客服|发言人|负责人|内部|总监|主管", base)
        return "company" if body == "unknown" and executive else body
    if group == "media" and body == "state_media":
        return body
    if group == "analyst" and body == "expert":
        return body
    if group == "government" and body in ("court_regulator", "activist_ngo", "politician", "company"):
        return body
    if group == "unknown" and base == "博士":
        return "expert"
    return group if group in get_args(SourceType) else "unknown"


def _anonymity(words: str, base: str, kind: SourceType) -> Anonymity:
    if GROUP_OF[base] == "citizen" and base not in ("民众", "群众"):
        return "witness"
    for name, pattern in UNNAMED:
        if re.search(pattern, words):
            return name
    by_type: dict[SourceType, Anonymity] = {
        "government": "official", "court_regulator": "official", "expert": "expert", "analyst": "expert",
        "worker": "insider", "company": "spokesperson",
    }  # fmt: skip
    return by_type.get(kind, "other")


def _without_role(words: str) -> Source:
    """Describe a document, a body, a person who is only named, or a crowd."""
    voice = _VOICE.search(words)
    if voice is not None and (publisher := _DATED.sub("", words[: voice.start()]).rstrip("的将")):
        return _without_role(publisher)
    if _DOCUMENT.search(words):
        return Source(source_type="document")
    last = words.rpartition("的")[2]
    body = re.sub("(?:方面|官方|总部)$", "", last if NAME.fullmatch(last) else words).strip("《》")
    if re.search("(?:人|者|人士|人员|大家|各方|外界)们?$", words) and not NAME.fullmatch(words):
        return Source(
            source_type=type_of_body(words), anonymity="group" if words[-1:] in "者家方们" else "other"
        )
    kind = type_of_body(body)
    outlet = _OUTLET_END.search(body)
    body = outlet[0] if outlet is not None else body
    if kind == "unknown" and words[:1] == "《":
        kind = "media"
    if kind != "unknown" or _BODY_END.search(body):
        return Source(body, None, body, kind)
    return Source(name=body)


class Cast:
    """The sources of one text, in the order in which it brings them."""

    def __init__(self, text: str, masked: str, outlet: str | None) -> None:
        self.text, self.plain, self.outlet = text, simplify(text), outlet
        self.known: dict[str, Source] = {}
        self.addressed: dict[str, list[Source]] = {}
        brought: list[tuple[int, Source]] = []
        for name, at in introduced(masked).items():
            words = _BREAK.split(masked[max(0, at - 30) : at])[-1]
            source = describe(_LEADING.sub("", words) + name)
            self.known[name] = source
            self.addressed.setdefault(name[:1], []).append(source)
            brought.append((at, source))
        for name in [*self.known]:
            self.known[_FOREIGN_PARTS.split(name)[-1]] = self.known[name]
        brought += [(m.start(), _without_role(m[0])) for m in _FAMOUS.finditer(masked)]
        self.brought = sorted(brought, key=lambda pair: pair[0])
        self.spoken: list[tuple[int, Source]] = []

    def source(self, start: int, end: int) -> Source:
        """Describe the source that text[start:end] names, with what the text says of it elsewhere."""
        words = _BRACKETS.sub("", self.plain[start:end]).translate(_AS_LABEL)
        found = self._resolved(words, start)
        self.spoken.append((start, found))
        if found.name and found.source_type != "unknown":
            self.known.setdefault(found.name, found)
        return found

    def _resolved(self, words: str, at: int) -> Source:
        if words in _MANY:
            return Source()
        if PRONOUN.fullmatch(words):
            return (
                self._last(at, lambda s: s.anonymity is not None or bool(s.name and s.name != s.organization))
                or Source()
            )
        if words in self.known:
            return self.known[words]
        this = THIS.fullmatch(words)
        if len(words) == 1 and words in self.addressed:
            return self.addressed[words][-1]
        if this is not None or words in _OWN or GROUP_OF.get(words) == "of_body":
            earlier = self._meant(this["noun"] if this is not None else words, at)
            if earlier is not None:
                return earlier
        source = describe(words)
        if source.source_type == "document":
            return self._last(at, lambda s: s.relayed_by == words, reach=_NEAR) or source
        for other in self.addressed.get(words[:1], []):
            if _is_same(words, other):
                return other
        body = self._body(source.organization or "", at)
        if body is not None:
            kind = type_of_body(body)
            keep = source.source_type not in ("unknown", "government") or kind == "unknown"
            return replace(source, organization=body, source_type=source.source_type if keep else kind)
        owner = self.known.get(words.rpartition("的")[0])
        speaks = owner is not None and GROUP_OF.get(source.role or "") == "of_body"
        return replace(source, source_type=owner.source_type) if owner is not None and speaks else source

    def _last(self, at: int, fits: Callable[[Source], bool], reach: int = sys.maxsize) -> Source | None:
        """Return the source nearest before a place that fits."""
        brought = self.brought[
            max(0, (n := bisect_left(self.brought, at, key=lambda pair: pair[0])) - _MEMORY) : n
        ]
        near = sorted([*brought, *self.spoken[-_MEMORY:]], key=lambda pair: pair[0])
        return next(
            (source for place, source in reversed(near) if at - reach < place < at and fits(source)), None
        )

    def _meant(self, noun: str, at: int) -> Source | None:
        """Return whom "this spokesman" or "the company" means."""
        role = ROLE.search(noun)
        if role is not None and role.end() == len(noun):
            base = max((r for r in GROUP_OF if noun.endswith(r)), key=len, default=noun)
            return self._last(at, lambda s: bool(s.role and s.role.endswith(base)))
        if re.search("公司|集团|企业|平台", noun):
            return self._last(
                at, lambda s: s.source_type == "company" and s.name is not None and s.name == s.organization
            )
        body = self._body(f"该{noun}", at)
        return _without_role(body) if body is not None else None

    def _body(self, words: str, at: int) -> str | None:
        """Return the full name of the body that "this centre" means."""
        if words in _OWN:
            company = self._last(at, _is_company)
            return company.name if company is not None else None
        this = THIS.fullmatch(words)
        if this is None or len(this["noun"]) > _SHORT:
            return None
        before = self.plain[max(0, at - 2000) : at]
        found = [
            m[0]
            for m in re.finditer(
                f"[^，。！？；：、\\s“”（）的在和与对了是该]{{2,20}}{re.escape(this['noun'])}", before
            )
        ]
        return _LEADING.sub("", found[-1]) if found else None

    def written(self, words: str | None) -> str | None:
        """Return simplified words as the text writes them, None for none."""
        if not words:
            return None
        at = self.plain.find(words)
        return words if at < 0 else self.text[at : at + len(words)]

    def relayed(
        self, around: tuple[int, int], speaker: tuple[int, int], via: tuple[int, int] | None, source: Source
    ) -> str | None:
        """Return the outlet, writing or platform through which the words came."""
        if via is not None:
            return peel(self.plain[slice(*via)])
        start, end = around
        if source.relayed_by is not None and self.plain[slice(*speaker)] == source.relayed_by:
            return source.relayed_by
        words = self.plain[start : max(start, speaker[0])] + "，" + self.plain[max(start, speaker[1]) : end]
        outlet = self._other_outlet(words)
        found = _ON_PLATFORM.search(words) or _IN_WRITING.search(words)
        if source.source_type in ("media", "state_media"):
            found = None
        if outlet or found:
            return outlet or (found and next((g for g in found.groups() if g), found[0]))
        if source.source_type != "citizen" or not _POST.search(words):
            return None
        earlier = list(_PLATFORM.finditer(self.plain, max(0, start - 1000), start))
        return earlier[-1][0] if earlier else None

    def _other_outlet(self, words: str) -> str | None:
        """Return another outlet that the words were told to."""
        match = _HEARER.search(words)
        if match is None or _BARE.match(match["outlet"]) or match["outlet"].startswith("本"):
            return None
        told, own = match["outlet"].strip("《》"), simplify(self.outlet or "")
        if told in own or (own and own in told):
            return None
        return match["outlet"] if _NAMED.fullmatch(match["outlet"]) or _HAN.search(own) else None


def _is_company(source: Source) -> bool:
    return source.source_type == "company" and source.name is not None and source.name == source.organization


def _is_same(words: str, other: Source) -> bool:
    """Tell whether 顾教授 means the 教授顾衡之 of another place."""
    title = words[1:]
    return title in TITLES and (title in TITLES[:5] or bool(other.role and other.role.endswith(title)))


def reason(paragraph: str) -> str | None:
    """Return why a source is not named, "none given", or None where the paragraph says nothing."""
    if not _REASON_AT.search(paragraph):
        return None
    if _SILENT.search(paragraph):
        return "none given"
    match = _REASON.search(paragraph)
    return (match["why"] or match["as"]) if match is not None else None
