"""Through whom the words of a Chinese source came, and why a source is not named."""

from __future__ import annotations

import re

from mediakit.quotes.chinese_words import OUTLETS, PLATFORMS, WRITINGS, simplify

_POST = re.compile("留言|发帖|跟帖|回帖|评论|转发|发文|发推|晒出|发微博|写道")
_PLATFORM = re.compile(f"(?:{PLATFORMS})")
_ACCOUNT_ON = re.compile(f"(?P<platform>{PLATFORMS})(?:用户|网友|网民|博主|大V|账号|帐号|up主)", re.I)
_ON_PLATFORM = re.compile(
    f"(?:在|于|通过|透过|经由?|借助|用|发布?|更新|至)[^，。]{{0,10}}?(?P<platform>{PLATFORMS})"
)
_IN_WRITING = re.compile(
    f"(?:在|于)(?!政府)[^，。]{{0,16}}?(?P<writing>{WRITINGS})(?:中|里|上|内)?|(?:发|致|写给?)[^，。]{{0,14}}?(?P<sent>{WRITINGS})"
)
_OUTLET = f"《[^》]{{2,20}}》|该[刊报台网社]|(?:{OUTLETS})(?:中文网?|新闻网?|网站?)?|[\u4e00-\u9fff]{{2,6}}(?:[日晚早时周]报|电视台|电台|新闻网|新闻|通讯社|周刊|杂志)"
_HEARER = re.compile(
    rf"(?:对|向|接受|告诉|致|给)(?P<outlet>{_OUTLET}|[^，。：\s在]{{1,8}}?(?:社|报|网|电视台|电台|新闻|周刊|财经|杂志))(?!记者(?!的?[专采]访))"
)
_NAMED = re.compile(_OUTLET)
_BARE = re.compile(
    "^(?:媒体|外媒|海内外|一家|本报|本刊|本网|本台|本社|新闻|杂志|[日时]报|有关|当地|多家|国内)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_ELSEWHERE = re.compile("记者会|发布会|记者|声明|会上|受访|采访|讲话|集会|法庭|听证|电话会|公告")
_REASON_AT = re.compile("具名|匿名|姓名|化名|身份|授权")
_REASON = re.compile(
    "(?P<why>(?:因为|因|由于)[^，。；、]{2,30}?)(?:[，。；]|而?不愿|而?要求匿名|不願|而?拒絕)|以(?P<as>[^，。；]{2,24})为由"
)
_SILENT = re.compile(
    "(?:没有?|未|拒绝|沒有?)(?:说明|透露|解释|說明|解釋|給出|给出)[^，。]{0,12}(?:原因|理由)"
)


def other_outlet(words: str, outlet: str | None) -> str | None:
    """Return another outlet that the words around a cue were told to; an outlet's own reporter is no other."""
    match = _HEARER.search(words)
    if match is None or _BARE.match(match["outlet"]):
        return None
    told, own = match["outlet"].strip("《》"), simplify(outlet or "")
    if told in own or (own and own in told):
        return None
    return match["outlet"] if _NAMED.fullmatch(match["outlet"]) or _HAN.search(own) else None


def written_in(words: str) -> str | None:
    """Return the platform or the writing in which the words around a cue say that something stands."""
    found = _ON_PLATFORM.search(words) or _IN_WRITING.search(words)
    return next((g for g in found.groups() if g), None) if found is not None else None


def platform_of(speaker: str, words: str, before: str) -> str | None:
    """Return where a user posts: named with the user (豆瓣网友), else the platform named last."""
    if (account := _ACCOUNT_ON.search(speaker)) is not None:
        return account["platform"]
    earlier = list(_PLATFORM.finditer(before)) if _POST.search(words) else []
    return earlier[-1][0] if earlier else None


def is_elsewhere(words: str) -> bool:
    """Tell whether the words around a cue name another occasion than the one before."""
    return _ELSEWHERE.search(words) is not None


def reason(paragraph: str) -> str | None:
    """Return why a source is not named, "none given", or None where the paragraph says nothing."""
    if not _REASON_AT.search(paragraph):
        return None
    if _SILENT.search(paragraph):
        return "none given"
    match = _REASON.search(paragraph)
    return (match["why"] or match["as"]) if match is not None else None
