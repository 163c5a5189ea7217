"""Who a Chinese source is by the words that name it: name, role, body, type, namelessness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from mediakit.quotes.chinese_phrases import COURTEOUS_END, NAME, ROLE, is_name, name_at_end
from mediakit.quotes.chinese_words import (
    ALONE,
    BEFORE_ROLE,
    COURTESIES,
    CROWDS,
    DOCUMENTS,
    ENDING_OF,
    FIELDS,
    FIRMS,
    GROUP_OF,
    OUTLETS,
    SURNAMES,
    TEAM_ROLES,
    TITLES,
    TYPE_OF_PERSON,
    TYPES,
    UNITS,
    UNNAMED,
    UNNAMED_OF,
    VOICES,
    Group,
)
from mediakit.records import Anonymity, SourceType

_TYPES = tuple((kind, re.compile(pattern)) for kind, pattern in TYPES)
_BODY_END = re.compile(
    "|".join(f"(?:{pattern})" for kind, pattern in TYPES if kind != "media") + f"|(?:{UNITS})$"
)
_UNIT_END = re.compile(f"(?:{UNITS}|当局|公署)$")
_COUNT = re.compile(
    "(?:一|两|二|三|四|五|数|多|几|某|某些|这|那|该|每|另|有|一些|部分|不少|许多|很多|大量|众多|数十|上百)+(?:位|名|个|家|份|篇|项|批|群|则|封|条|些)?|有关|相关|该|本|此"
)
_OUTLET_END = re.compile(f"(?:{OUTLETS})$")
_LABEL = re.compile("〔([^〕]+)〕")
_COUNT_START = re.compile("^(?:[一两二三四五数多几某这那每另有]+[位名个家批群些]|有关|相关|本报)(?=.)")
_COUNT_END = re.compile(
    "(?:(?:一|两|二|三|四|五|数|多|几|某|这|那|该|每|另|有)+(?:位|名|个|批|群|些)|有关|相关)$"
)
_PLACE_END = re.compile("[省市县区州镇乡村国]$")
_ABROAD = re.compile("驻.{1,4}(?:代表处|办事处|机构)$")
_CLIENTS = re.compile("(?:委任|辩护|代理|辩方)(?:大?律师)")
_HEADS = re.compile("总统|总理|首相|主席|总书记")
_LONGEST_ROLE = 9
_TITLE = 6
_LIVES = re.compile("家?住|来自|在|居于|参与|参加|曾|负责|带|刚")
_ONE_OF = re.compile("^.*之一")
_NOW = re.compile("^(?:现任|时任|曾任|原任|出品方|开发商|运营方|所在的?|涉事|该项目)(?=..)")
_COUNTED = re.compile("^.*?[一某]家(?=.)|^某")
FAMOUS = re.compile(f"(?:{FIRMS})")
_DOCUMENT = re.compile(f"(?:{DOCUMENTS})》?$")
_VOICE = re.compile(
    f"(?:将|所)?(?:新?近?(?:发布|发表|刊发|刊登|公布|出具|撰写|下发))?的?(?:一[份篇则封项])?(?:{VOICES})$"
)
_DATED = re.compile(
    "(?:\\d+[年月日号]|今年|去年|上月|本月|日前|近日|当日|当天|昨日|昨天|今天|上周|本周|将|新近|最新)+$"
)
_ACCOUNT = re.compile("(?P<role>[^，〔的]{0,8}?)(?:账号|帐号)?〔(?P<name>[^〕]{1,14})〕$")
_PLACES = re.compile(
    "^(?:美国|中国|英国|法国|德国|日本|俄罗斯|韩国|印度|台湾|香港|欧洲|全国|当地|本地|附近|现场|知名|著名|资深|普通|海外|境外|国内|国外|外国|男|女|老|新|年轻|华裔)+$"
)
_FIELD_END = re.compile(
    f"(?:(?:{BEFORE_ROLE})?(?:{FIELDS}))+$|(?:首席|资深|高级|特约|特聘)[\u4e00-\u9fff]{{0,6}}$"
)
_SOME_PERSON = re.compile(
    "^(?:另?有?(?:[一两二三四五六七八九十几数多某\\d]{1,3}|该|这|那)[位名群批]|某)(?P<title>.{2,})$"
)
PERSON_END = re.compile(f"(?:{'|'.join(sorted(ENDING_OF, key=len, reverse=True))})$")
_HOLDERS = ("of_body", "analyst", "expert", "government", "court_regulator", "media")
_OFFICE = re.compile("(?<!执)[部厅局处科司署州市省县区镇院校会所社行馆]长$")


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
    """Return the type of a body by what its name ends in, "unknown" where nothing tells.

    Examples
    --------
    >>> type_of_body("澜江大学法学院"), type_of_body("外交部")
    ('expert', 'government')
    """
    words = _ABROAD.sub("", words)
    found = [(match, kind) for kind, pattern in _TYPES for match in pattern.finditer(words)]
    unit = _UNIT_END.search(words)
    if not found:
        return "government" if unit else "unknown"
    last, kind = max(found, key=lambda pair: (pair[0].end(), len(pair[0][0])))
    if unit and last.end() < len(words):  # 立法会铁路事宜小组委员会: whose unit it is
        return min(found, key=lambda pair: (pair[0].start(), -len(pair[0][0])))[1]
    return kind


def describe(words: str) -> Source:
    """Describe a source by the words that name it alone.

    Examples
    --------
    >>> source = describe("晴川证券分析师方柏年")
    >>> source.name, source.role, source.organization, source.source_type
    ('方柏年', '分析师', '晴川证券', 'analyst')
    """
    account = _ACCOUNT.search(words)
    if account is not None and (kind := type_of_body(account["role"])) not in ("unknown", "media"):
        return Source(account["name"], None, account["name"], kind)
    if account is not None and not FAMOUS.search(account["role"]):
        return Source(
            name=account["name"],
            role=next((r for r in GROUP_OF if account["role"].endswith(r)), None),
            source_type="citizen",
        )
    parts = _parts(words)
    if parts is None:
        return without_role(words)
    before, title, base, name = parts
    role: str | None = title or None
    organization, rest = _organization(before, base)
    label = _LABEL.search(before)
    if label is not None and not name and _group(base) == "citizen":
        return Source(name=label[1], role=role, source_type="citizen")
    if name is None and base in TITLES and _is_addressed(rest):
        name, rest = (rest + base if base in COURTESIES or len(rest) == 1 else rest), ""
        role = None if base in COURTESIES else role
    if role and rest and len(rest) <= 6 and not _COUNT.fullmatch(rest) and not _PLACES.match(rest):
        role = rest + role
    office = _OFFICE.search(role or "")
    if organization and office and not _BODY_END.search(organization):
        organization = organization.removesuffix(office[0][-2]) + office[0][-2]
    body = (
        _LABEL.sub("", before).rstrip("的")
        if label is not None and organization == label[1]
        else organization
    )
    kind = _type_of(base, body)
    if _CLIENTS.search(role or "") or (role or "").startswith("退休"):
        kind = "citizen" if body is None else type_of_body(body)
    if kind == "government" and (role or "").startswith("前") and not _HEADS.search(role or ""):
        kind = "expert"
    if _group(base) == "unknown" and base != "博士":
        role = None
    return Source(name, role, organization, kind, None if name else _anonymity(words, base, kind))


def _parts(words: str) -> tuple[str, str, str, str | None] | None:
    """Part the words into what stands before the role, the role, its headword and the name; None without a role."""
    courteous = COURTEOUS_END.search(words)
    if (
        courteous is not None
        and courteous.start()
        and words[: courteous.start()] not in ("有", "一位", "一名")
    ):
        title = words[: courteous.start()]
        parts = _parts(title)
        return (*parts[:3], courteous[0]) if parts and not parts[3] else (title, "", "女士", courteous[0])
    match = _role_in(words)
    if match is not None:
        after = words[match.end() :]
        base = headword(match[0]) or match[0]
        name = None if after in ("", "们") else after.strip("〔〕")
        return words[: match.start()], match[0], base, name
    name = None if _ends_in_body(words) or _DOCUMENT.search(words) else name_at_end(words)
    some = _SOME_PERSON.match(words)
    title = words[: -len(name)] if name else some["title"] if some is not None else ""
    if not title or (
        not name and not PERSON_END.search(title) and (_ends_in_body(title) or len(title) > _TITLE)
    ):
        return None
    body = max((m.end() for m in _BODY_END.finditer(title[:-1])), default=0)
    start = max(body, title.rfind("的") + 1, title.rfind("、") + 1)
    if not name and title.startswith(("前", "离职")):
        return "", title, "员工", None
    if start == len(title) or not (end := PERSON_END.search(title)):
        return title, "", "", name
    return title[:start], title[start:], end[0], name


def _ends_in_body(words: str) -> bool:
    return any(match.end() == len(words) for match in _BODY_END.finditer(words))


def headword(role: str) -> str | None:
    """Return the longest word of the lists that ends a role: 首席宏观分析师 → 分析师."""
    words = role.upper()
    return next((words[at:] for at in range(len(words)) if words[at:] in GROUP_OF), None)


def _group(base: str) -> Group:
    return GROUP_OF.get(base) or ENDING_OF.get(base, "unknown")


def _role_in(words: str) -> re.Match[str] | None:
    """Return the first role that ends the words or stands before a name."""
    last = len(words) - len(headword(words[-_LONGEST_ROLE:]) or "")
    for match in ROLE.finditer(words):
        after = words[match.end() :]
        named = NAME.fullmatch(after) if last < len(words) else is_name(after)
        if not after or (match.end() <= last and named):
            return match
    return ROLE.search(words, last) if last < len(words) else None


def _organization(before: str, base: str) -> tuple[str | None, str]:
    """Part the words before a role into the body, or None, and what is left of them."""
    words = "" if _COUNT.fullmatch(before) else _COUNT_END.sub("", before)
    owner, of, rest = words.rpartition("的")
    if of and not _BODY_END.search(rest):
        owner = owner.rpartition("的")[2]
        label = _LABEL.search(owner)
        return (label[1] if label else _body_in(owner)), _COUNT_START.sub("", rest)
    listed = rest.split("、")
    held_by = next((part for part in reversed(listed) if _BODY_END.search(part)), listed[-1])
    if held_by != listed[-1]:
        return held_by[: max(m.end() for m in _BODY_END.finditer(held_by))], ""
    words = _NOW.sub("", _COUNT_START.sub("", held_by))
    if (label := _LABEL.search(words)) is not None and label.end() == len(words):
        return label[1], ""
    words = words.removesuffix("官方")
    end = max((m.end() for m in _BODY_END.finditer(words)), default=0)
    field = _FIELD_END.search(words, end)
    if _group(base) in ("of_body", "government") and not field:
        end = len(words) if end else 0
    if end and _group(base) in ("citizen", "worker", "unknown") and _PLACE_END.search(words[:end]):
        return None, words[end:]
    if end:
        return words[:end], words[end:]
    words, rest = (words[: field.start()], field[0]) if field else (words, "")
    abroad = _PLACES.match(words) and _group(base) != "government"
    holds = len(words) >= 2 and (_group(base) in _HOLDERS or base in TEAM_ROLES) and not abroad
    held = holds and not (base in TITLES and _is_addressed(words))
    return (words, rest) if held else (None, rest or words)


def _body_in(owner: str) -> str | None:
    """Return the body that ends the words before "of", without what counts it: 义乌一家玩具厂的."""
    lives = _LIVES.match(owner) or _PLACE_END.search(owner)
    return _COUNTED.sub("", owner) if _BODY_END.search(owner) and not lives else None


def _is_addressed(words: str) -> bool:
    """Tell a surname or a short name before a title (王先生, 李明教授) from an adjective (资深律师)."""
    return (
        1 <= len(words) <= 3
        and words[0] in SURNAMES
        and not _PLACES.match(words)
        and words not in ("高级", "高校", "方面")
    )


def _type_of(base: str, organization: str | None) -> SourceType:
    group = _group(base)
    body = type_of_body(organization) if organization else "unknown"
    if group == "of_body" or (group == "unknown" and not base):
        return body if body != "unknown" or group == "unknown" else ALONE.get(base, "unknown")
    if (
        (group == "media" and body == "state_media")
        or (group == "analyst" and body == "expert")
        or (group == "expert" and body == "analyst")
        or (base == "队长" and body == "government")
        or (group == "government" and body not in ("unknown", "media", "state_media"))
        or (base in ("研究员", "专家", "顾问", "科学家") and body in ("activist_ngo", "company"))
    ):
        return body
    if organization and base in ("老板", "老板娘", "店主"):
        return "company"
    if group == "unknown" and base == "博士":
        return "expert"
    return group if group in get_args(SourceType) else "unknown"


def _anonymity(words: str, base: str, kind: SourceType) -> Anonymity:
    if re.search(f"(?:{CROWDS})们?$", words):
        return "group"
    if _group(base) == "citizen":
        return "witness"
    for name, pattern in UNNAMED:
        if re.search(pattern, words):
            return name
    return UNNAMED_OF.get(_group(base)) or UNNAMED_OF.get(kind, "other")


def without_role(words: str) -> Source:
    """Describe a document, a body, a person who is only named, or a crowd."""
    voice = _VOICE.search(words)
    if voice is not None and (publisher := _DATED.sub("", words[: voice.start()]).rstrip("的将")):
        return without_role(publisher)
    if _DOCUMENT.search(words):
        return Source(source_type="document")
    last = words.rpartition("的")[2]
    body = re.sub("(?:方面|官方|总部|官网|官微)$", "", last if NAME.fullmatch(last) else words).strip("《》")
    if body in TYPE_OF_PERSON:
        return Source(name=body, source_type=TYPE_OF_PERSON[body])
    if last != body and type_of_body(_ONE_OF.sub("", last)) != "unknown":
        body = _ONE_OF.sub("", last).strip("《》")
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
    person = NAME.fullmatch(body)
    return Source(name=body, source_type=TYPE_OF_PERSON.get(body, "citizen" if person else "unknown"))
