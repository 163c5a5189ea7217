"""Quotations in Chinese, by rules: what is said, the words that say it, the words that name who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from mediakit.quotes.chinese_describe import Source
from mediakit.quotes.chinese_marks import Span, find_marks, find_turns, mask
from mediakit.quotes.chinese_phrases import find_source, find_subject, introduced, peel
from mediakit.quotes.chinese_relay import reason
from mediakit.quotes.chinese_sources import Cast
from mediakit.quotes.chinese_words import DOCUMENTS, simplify
from mediakit.records import Kind, Quote

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_STOPS = "。！？!?…"
_PROSE = re.compile("[的了着过是也会不很都就要能如若因所以]|发布|发表|公布|作出|做出|召开")
_WORDS = re.compile("[^\\W□]")
_LINK = " \t　，,：:、；;"
_NEAR = 90
_LEAST = 4
_SENTENCE_LONG = 8
_TERM = 5
_MEMORY = 12
_MOST = 60  # cues of one sentence: more are no prose

_SAYS = "称|说道|说|道|指出|指|表示|到|认为|强调"
_STRONG = "称赞|表示|指称|直说|回说|痛批|喊话|声称|宣称|坚称|辩称|自称|称|指出|强调|透露|坦言|直言|坦承|写道|说道|感叹|感慨|吐槽|调侃|披露|痛斥|怒斥|怒批|狠批|炮轰|直呼|盛赞|大赞|称赞|赞扬|哭诉|坦承|嘲讽|讽刺|反呛|回呛|怒呛|笑称|笑言|写下|笑答|怒骂|感性说|说"
_PLAIN = f"{_STRONG}|认为|宣布|否认|警告|批评|呼吁|促请|形容|指控|承认|提醒|建议|要求|敦促|谴责|指责|抱怨|预计|预测|预警|推测|估计|质疑|重申|承诺|主张|断言|抨击|驳斥|澄清|证实|确认|裁定|裁决|认定|显示|表明|发现"
# Cues only before a comma, a colon, a mark, or a word of saying
_STOPPED = "回应|回复|答复|说明|公示|答覆|回覆|评价|哽咽|感慨|笑|叹|反击|回击|续|获悉|指控|介绍|解释|补充|分析|评论|留言|回忆|指|追问|质问|提问|高喊|问|反问|答|回答|喊|提到|谈到|报道|报导|通报|公布|表态|描述|形容|总结|判决|发文|发帖|反驳|作证|控诉|反映|解读|点评|撰文|致辞"
_CUE = re.compile(
    rf"告诉(?P<to>[^，。：；:“「]{{1,15}}?)(?:(?={_SAYS})(?:{_SAYS})|(?=[，。：:“「]|$))"
    rf"|(?<=[，又并亦还他她])指(?![的定标数挥望责导向控])(?=[\u4e00-\u9fff])|(?:{_STOPPED})(?:{_SAYS}|，指(?![定标数挥望责导向控])|(?=[，：:“「]))"
    rf"|(?:{_PLAIN})(?:{_SAYS})?(?:，指(?![定标数挥望责导向控出]))?"
)
_IS_STRONG = re.compile(f"(?:{_STRONG}|告诉|回应|解释|补充|重申|指(?!的)|提到)")
_NOT_AFTER = re.compile(
    "[的者过吗起明法服唱完话辞呼赞号职霸王作]|不定|是的|为[“「]|之为|得上|匿名|具名|了解|实话"
)
_NOT_BEFORE = re.compile(
    "(?:未|没|没有|不|拒绝|拒|尚未|并未|无法|不愿|不肯|未能|不便|难以|无人|无需)(?:进一步|对此|公开|明确|立即|就此|作出|做出|透露)?$"
    "|(?:被|受到|遭到?|提出|发出|作出|做出|应|按|或者|可以|应该|不得不|换句话|也就是|比如|例如|按理|照理|一般|总的来|简单来|具体来|用)$"
)
_NOUNS = ("评论", "报道", "报导", "分析", "通报")  # 人民日报的评论指
_COMPOUND = re.compile("[名简全堪俗职昵统戏尊别代号]称|[小传学听再虽难演游劝胡别据解法]说|[询访疑顾慰学]问")
_SAID = re.compile(f"(?<!^)(?:{_SAYS})$")
_JOINTS = ("，", "，并", "，还", "，又", "，同时", "，也")
_GUESS = re.compile("预|估计|推测|建议|显示|表明")
_ASIDE = re.compile(
    "，(?:但|并|不过|但是|却)?(?:拒绝|未(?:进一步|提供|透露|说明)|没有?(?:透露|提供|说明|进一步)|不愿|随即|随后便?|便挂断|并挂断)"
)
_SHOWS = re.compile("显示|表明|发现")
_SHOWING = re.compile(
    f"(?:{DOCUMENTS}|结果|人员|科学家|学者|团队|课题组|消委会|消费者委员会|审计署|消保会|消基会|研究[所院中心]+|大学|协会)》?$"
)
_ACCORDING = re.compile(
    r"(?<![数证依占])(?:据|根据|按照|综合)(?P<who>[^，。：；“「]{1,34}?)(?P<cue>报道(?!消息)|报导(?!消息)|消息(?!人士|来?源)|透露|介绍|估算|统计(?![局部师学])|测算|预测|预计|披露|通报|观察(?![者家人网])|分析(?![师人])|公布|发布(?!会)|显示|强调|表示|指出|认为|所?[称说指](?![明法])|回忆)"
    r"[^，。：；“「]{0,14}?[，：,:]"
)
_CITING = re.compile(
    r"(?P<via>[^，。：；“「]{2,24}?)(?:援引|引述|转引|转述)(?P<who>[^，。：；“「]{1,30}?)(?:的话|的消息|的说法|的分析)?(?P<cue>报[道导][称说]?|称|说(?![明法])|表示|指出|指)[，：,:]?"
)
_GOING_ON = re.compile("[，,]?(?:并|也|还|又|同时|亦|另|且|再|接着|随后|最后)")
_LEARNT = re.compile(
    r"记者(?:[^，。：；“「]{0,8}?)从(?P<who>[^，。：；“「]{2,30}?)(?P<cue>获悉|了解到|得知|证实)[，：,:]?"
)
_POLLED = re.compile(
    r"(?<![数证依占])(?P<cue>据|根据)(?P<who>[^，。：；“「]{1,34}?(?:民调|民意调查|报告|数据|研究|起诉书|判决书))[，,]"
)
_VIEW = re.compile(r"在(?P<who>[^，。：；“「在]{1,30})(?P<cue>看来)[，,]?")
_CITED = re.compile(r"(?P<via>.+?)(?:援引|引述|转引|转述)(?P<who>.+?)(?:的话|的消息|的说法|的分析)?$")


@dataclass(frozen=True, slots=True)
class Site:
    """An act of saying. Without a speaker, it goes on with the one before."""

    start: int
    end: int
    cue: Span
    speaker: Span | None = None
    via: Span | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation with where it is attributed."""

    start: int
    end: int
    kind: Kind
    site: Site | None
    speaker: Span | None


def chinese_quotes(text: str, outlet: str | None = None) -> list[Quote]:
    """Find the quotations of a Chinese text with what is known of their sources."""
    reader = _Reader(simplify(text))
    cast = Cast(text, reader.masked, reader.people, outlet)
    quotes: list[Quote] = []
    told: dict[Span, str | None] = {}
    for found in reader.found():
        if found.speaker is None:
            quotes.append(Quote(found.start, found.end, text[found.start : found.end], found.kind))
            continue
        source = cast.source(*found.speaker)
        site = found.site
        via = cast.relayed((site.start, site.end), found.speaker, site.via, source) if site else None
        via = told[found.speaker] = via or told.get(found.speaker)
        cast.spoken[-1] = (found.speaker[0], replace(source, relayed_by=via))
        quotes.append(_quote(cast, found, source, via))
    return quotes


def _quote(cast: Cast, found: Found, source: Source, via: str | None) -> Quote:
    text, (start, end) = cast.text, found.speaker or (0, 0)
    line = text.rfind("\n", 0, found.start) + 1
    paragraph = text[line : line + 600].partition("\n")[0]
    return Quote(
        found.start,
        found.end,
        text[found.start : found.end],
        found.kind,
        cue=text[slice(*found.site.cue)] if found.site else None,
        speaker=text[start:end],
        speaker_start=start,
        speaker_end=end,
        speaker_name=cast.written(source.name),
        role=cast.written(source.role),
        organization=cast.written(source.organization),
        source_type=source.source_type,
        anonymous=source.anonymity is not None,
        anonymity=source.anonymity,
        anonymity_reason=reason(paragraph) if source.anonymity else None,
        relayed_by=cast.written(via),
    )


def _apart(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for entry in sorted(found, key=lambda f: (f.start, -f.end)):
        if entry.start < entry.end and (not kept or kept[-1].end <= entry.start):
            kept.append(entry)
    return kept


class _Reader:
    """One text, its quotation marks and the names that it introduces."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.marks = find_marks(plain)
        self.masked = mask(plain, self.marks)
        self.people = introduced(self.masked)
        self.names = frozenset(self.people)

    def found(self) -> list[Found]:
        """Find the quotations, in order, without overlap."""
        turns = [Found(*said, "direct", None, name) for name, said in find_turns(self.masked)]
        lines = {self.plain.rfind("\n", 0, turn.start) + 1 for turn in turns}
        found: list[Found] = []
        for line in re.finditer(r"[^\n]+", self.masked):
            if line.start() not in lines:
                found += self._line(*line.span(), found[-1] if found else None)
        return _apart([*found, *turns])

    def _line(self, start: int, end: int, last: Found | None) -> list[Found]:
        """Find the quotations of one line: sentence by sentence, then the marks that no sentence attributes."""
        low, high = bisect_left(self.marks, (start, 0)), bisect_left(self.marks, (end, 0))
        inside = self.marks[low:high]
        found: list[Found] = []
        used: set[Span] = set()
        speaker: Span | None = None
        for sentence in _SENTENCE.finditer(self.masked, start, end):
            sites = find_sites(self.masked, *sentence.span(), self.names)
            for site, limit in zip(sites, [*(s.start for s in sites[1:]), sentence.end()], strict=False):
                speaker = site.speaker or speaker
                low, high = bisect_left(inside, (site.start, 0)), bisect_left(inside, (limit, 0))
                near = [m for m in inside[max(0, low - _MEMORY) : high] if m not in used]
                said = [*self._before(site, near), *self._after(site, limit, near)]
                found += [replace(f, speaker=speaker) for f in said if speaker or _is_long(f)]
                used.update(m for m in near for f in said if f.start <= m[0] and m[1] <= f.end)
        for mark in inside:
            if mark not in used:
                found += self._alone(mark, start, found, last)
        return found

    def _before(self, site: Site, marks: list[Span]) -> list[Found]:
        """Return the marks right before the clause of a site: “…，”他说."""
        found: list[Found] = []
        at = site.start
        for mark in reversed([m for m in marks if m[1] <= site.start]):
            if peel(self.masked[max(mark[1] + 1, at - _NEAR) : at].strip(_LINK)):
                break
            found.append(Found(*mark, "direct", site, None))
            at = mark[0] - 1
        return found[::-1]

    def _after(self, site: Site, limit: int, marks: list[Span]) -> list[Found]:
        """Return what follows a cue up to the next act of saying or the end of the sentence."""
        start, end = self._trimmed(site.end, limit)
        held = [m for m in marks if start <= m[0] - 1 and m[0] < end]
        if not held:
            aside = _ASIDE.search(self.masked, start + _LEAST, end)
            end = aside.start() if aside is not None else end
            return [Found(start, end, "indirect", site, None)] if end - start >= _LEAST else []
        lead = self.masked[start : held[0][0] - 1]
        if not lead or (len(lead) <= 10 and lead[-1] in "：:"):
            run = self._run(held)
            whole = not self.masked[run[-1][1] + 1 : end].strip(_LINK + _STOPS)
            told = "：" in self.masked[site.end : held[0][0]] or site.end == held[0][0] - 1
            if whole or told or self.plain[run[-1][1] - 1] in _STOPS:
                return [Found(*m, "direct", site, None) for m in run]
        kind: Kind = "mixed" if any(m[1] - m[0] > _TERM for m in held) else "indirect"
        return [Found(start, end, kind, site, None)]

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.masked[start] in _LINK:
            start += 1
        while end > start and self.masked[end - 1] in _LINK + _STOPS:
            end -= 1
        return start, end

    def _run(self, marks: list[Span]) -> list[Span]:
        """Return the first mark with those that follow it at once."""
        run = marks[:1]
        for mark in marks[1:]:
            if self.masked[run[-1][1] + 1 : mark[0] - 1].strip(_LINK):
                break
            run.append(mark)
        return run

    def _alone(self, mark: Span, line: int, found: list[Found], last: Found | None) -> Iterator[Found]:
        """Give a whole sentence in marks to whoever spoke before it, or to whom a colon names."""
        start, end = mark
        before = self.masked[max(line, start - 1 - _NEAR) : start - 1]
        if before[-1:] in ("：", ":"):
            left = peel(re.split("[。！？!?”」]", before[:-1])[-1])
            source = find_source(left, self.names)
            at = start - 1 - len(before) + before.rfind(left)
            if source is not None:
                site = Site(at, start - 1, (start - 2, start - 1), (at + source[0], at + source[1]))
                yield Found(start, end, "direct", site, site.speaker)
                return
        stop = self.masked.find("\n", line)
        whole = self.masked[line : len(self.masked) if stop < 0 else stop]
        last = None if _WORDS.search(whole) else last
        earlier = max((f for f in found[-_MEMORY:] if f.end <= start), key=lambda f: f.end, default=last)
        opens = not before.strip() or before.rstrip()[-1] in "。！？!?…”」：:"
        if opens and end - start >= _SENTENCE_LONG and self.plain[end - 1] in _STOPS and earlier is not None:
            yield Found(start, end, "direct", None, earlier.speaker)


def _is_long(found: Found) -> bool:
    return found.kind == "direct" and found.end - found.start >= _SENTENCE_LONG


def find_sites(masked: str, start: int, end: int, names: frozenset[str]) -> list[Site]:
    """Find the acts of saying in one sentence."""
    sites = sorted(_special(masked, start, end), key=lambda s: s.start)
    for match in islice(_CUE.finditer(masked, start, end), _MOST):
        if any(s.start <= match.start() < s.end for s in sites):
            continue
        floor = max((s.end for s in sites if s.end <= match.start()), default=start)
        goes_on = any(s.end <= match.start() for s in sites)
        site = _site(masked, floor, match.span(), names, goes_on=goes_on)
        if site is None and (said := _SAID.search(match[0])) is not None:  # 发布通报称: 称 alone
            site = _site(masked, floor, (match.start() + said.start(), match.end()), names, goes_on=goes_on)
        earlier = [s for s in sites if site is not None and s.end <= site.start]
        if site is None:
            continue
        if earlier and _is_told(masked, earlier[-1], site):
            sites.remove(earlier[-1])
            sites.append(replace(site, start=earlier[-1].start, via=earlier[-1].speaker))
        elif not earlier or _is_further(masked, site):
            sites.append(site)
    return sorted(sites, key=lambda s: s.start)


def _is_told(masked: str, report: Site, site: Site) -> bool:
    """Tell whether an outlet's report begins with whom it quotes: 据路透社报道，知情人士称."""
    reports = masked[slice(*report.cue)][:2] in ("报道", "报导", "消息", "披露")
    return reports and report.via is None and site.speaker is not None and site.start <= report.end + 1


def _special(masked: str, start: int, end: int) -> Iterator[Site]:
    """Find "according to X", "X, citing Y", "as X sees it"."""
    taken = start
    for pattern in (_ACCORDING, _CITING, _LEARNT, _POLLED, _VIEW):
        for match in pattern.finditer(masked, start, end):
            who = match.span("who")
            via = match.span("via") if pattern is _CITING else None
            cited = _CITED.fullmatch(match["who"])
            if cited is not None:
                via, who = (
                    (who[0], who[0] + cited.end("via")),
                    (who[0] + cited.start("who"), who[0] + cited.end("who")),
                )
            size = len(peel(masked[slice(*who)]))
            if size and match.start() >= taken:
                taken = match.end()
                yield Site(match.start(), match.end(), match.span("cue"), (who[0], who[0] + size), via)


def _site(masked: str, floor: int, cue: Span, names: frozenset[str], *, goes_on: bool) -> Site | None:
    """Read the words before a cue, back to the mark, the site or the beginning of the sentence before."""
    start, end = cue
    said = masked[start:end]
    marked = masked.rfind("□", floor, start)
    floor = max(floor, start - _NEAR, marked + 2 if marked >= 0 else 0)
    words = masked[floor:start]
    if said.endswith("，指") and _NOT_BEFORE.search(words):  # 作出裁决，指
        start, words = end - 1, masked[floor : end - 1]
    if _NOT_BEFORE.search(words) or _NOT_AFTER.match(masked, end) or _COMPOUND.match(masked, start - 1):
        return None
    if words.endswith("的") and not said.startswith(_NOUNS):
        return None
    clause = max(words.rfind(c) for c in "，；") + 1
    if goes_on and clause and not peel(words[clause:]):
        return Site(floor + clause, end, (start, end))
    left = peel(words)
    strong = _IS_STRONG.match(said) is not None
    if not left.strip(_LINK):
        told = strong or masked[end : end + 1] in "：“「"
        return Site(floor, end, (start, end)) if told else None
    stopped = strong or masked[end : end + 1] in "，：“「"
    joint = words.endswith(_JOINTS) and not _GUESS.match(said)
    source = (joint and find_subject(left, names)) or find_source(left, names, stopped=stopped)
    if source is None and stopped and marked < 0:
        source = _short(left)
    if source is None or (_SHOWS.match(said) and not _SHOWING.search(left[slice(*source)])):
        return None
    clause = max(left.rfind(c, 0, source[0]) for c in "，,；;：:") + 1
    return Site(floor + clause, end, (start, end), (floor + source[0], floor + source[1]))


def _short(left: str) -> Span | None:
    """Take a clause of two to eight characters for a source that no rule knows."""
    start = max((left.rfind(c) for c in "，,；;：:、"), default=-1) + 1
    known = 2 <= len(left) - start <= 8 and not _PROSE.search(left[start:])
    return (start, len(left)) if known else None


def _is_further(masked: str, site: Site) -> bool:
    """Tell a second act of saying in a sentence from a verb inside what is said."""
    before = masked[max(0, site.start - 3) : site.start].rstrip(" ，,")[-1:]
    if before in ("”", "」", "』", "；", ";"):
        return True
    if site.speaker is None:
        again = _IS_STRONG.match(masked, site.cue[0]) is not None or masked[site.end : site.end + 1] in "“「"
        return again or _GOING_ON.match(masked, site.start) is not None
    told = masked[site.end : site.end + 2] in ("：“", "：「") and site.start == site.speaker[0]
    return told or "则" in masked[site.speaker[1] : site.cue[0]]
