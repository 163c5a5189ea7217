"""Quotations in Chinese: marks, speaker before the cue, "according to … reported"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mediakit.quotes import chinese_sources
from mediakit.quotes.marks import find_chinese_marked
from mediakit.records import Kind, Quote

_CUES = (
    "在声明中表示|在声明中称|接受采访时表示|接受采访时说|在接受采访时|表示|指出|强调|称|声称|坦言|透露|回应称|回应说|回应|补充说|补充道|写道"
    "|解释说|解释称|解释|告诉|认为|宣布|否认|警告|批评|呼吁|承认|说道|说|稱|聲稱|強調|透露|回應|補充|寫道|解釋|告訴|認為|宣佈|警告|批評|呼籲|承認|說"
)
_CUE = re.compile(f"(?:{_CUES})")
_CLAUSE = re.compile("[。！？；\n]")
_ACCORDING = re.compile(
    r"(?:据|據|根据|根據)(?P<who>[^，。\n]{1,24}?)(?P<verb>报道|報道|报导|報導|消息|透露|介绍|统计|公布的(?:数据|报告))(?:称|，|稱|说|，)"
)
_SAID = re.compile(
    rf"(?P<who>[^，。！？；：\n「」『』“”]{{1,40}}?)(?P<cue>{_CUES})(?P<to>[^，。：\n「」『』“”]{{0,8}}?)[，：,:]?(?=(?P<what>[^。！？\n]*))"
)
_TRIM = " \t　，,：:、的”」』"
_PRONOUN = re.compile("^(?:他们|她们|他|她|它|其|对方|该公司|公司|我们|我|他們|她們)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation with its speaker, as offsets."""

    start: int
    end: int
    kind: Kind
    cue: str | None
    speaker: tuple[int, int] | None


def find_chinese(text: str) -> list[Found]:
    """Find the quotations of a Chinese text, in order, without overlap."""
    marked = find_chinese_marked(text)
    found: list[Found] = []
    for mark in marked:
        entry = (
            _direct(text, mark.start, mark.end, found[-1] if found else None)
            if mark.end > mark.start
            else None
        )
        if entry is not None:
            found.append(entry)
    taken = [(f.start, f.end) for f in found]
    found.extend(_indirect(text, taken))
    return sorted(found, key=lambda f: f.start)


def _direct(text: str, start: int, end: int, previous: Found | None) -> Found | None:
    before = text[max(0, start - 61) : start - 1]
    before = _CLAUSE.split(before)[-1]
    base = start - 1 - len(before)
    cue = _last_cue(before)
    if cue is not None and len(before) - cue.end() <= 10:
        return Found(start, end, "direct", cue.group(), _speaker(before[: cue.start()], base))
    after = _CLAUSE.split(text[end + 1 : end + 42])[0].lstrip("，, ")
    offset = text.find(after, end + 1) if after else end + 1
    cue = _CUE.search(after)
    if cue is not None and cue.start() >= 1 and text[end - 1 : end] in "，。！？,":
        return Found(start, end, "direct", cue.group(), _speaker(after[: cue.start()], offset))
    if end - start >= 8 and text[end - 1] in "。！？…" and previous is not None:
        return Found(start, end, "direct", None, previous.speaker)
    return None


def _last_cue(clause: str) -> re.Match[str] | None:
    return max(_CUE.finditer(clause), key=lambda match: match.start(), default=None)


def _speaker(words: str, base: int) -> tuple[int, int] | None:
    """Trim the words before a cue to the noun phrase that names the source."""
    piece = re.split("[，,：:、（）()”」』]", words.rstrip(_TRIM))[-1]
    start = base + words.rstrip(_TRIM).rfind(piece) if piece else base
    cut = re.search(
        "(?:随后|随即|此前|日前|昨日|周[一二三四五六日]|星期[一二三四五六日天]|当天|\\d+日|在|对|向|也|还|则|再次|就|于|並|也)",
        piece,
    )
    if cut is not None and cut.start() > 1:
        piece = piece[: cut.start()]
    elif cut is not None and cut.start() == 0:
        start, piece = start + cut.end(), piece[cut.end() :]
    return (start, start + len(piece)) if piece.strip() else None


def _indirect(text: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
    position, at = 0, 0
    for clause_end in [*(m.start() for m in _CLAUSE.finditer(text)), len(text)]:
        clause, base = text[position:clause_end], position
        position = clause_end + 1
        while at < len(taken) and taken[at][1] <= base:
            at += 1
        if len(clause) < 6 or len(clause) > 400 or (at < len(taken) and taken[at][0] < clause_end):
            continue
        entry = _reported(clause, base)
        if entry is not None:
            yield entry


def _reported(clause: str, base: int) -> Found | None:
    match = _ACCORDING.search(clause)
    if match is not None:
        start, end = base + match.end(), base + len(clause)
        who = (base + match.start("who"), base + match.end("who"))
        return Found(start, end, "indirect", match["verb"], who) if end - start > 3 else None
    match = _SAID.match(clause)
    if match is None or len(match["what"]) < 4:
        return None
    speaker = _speaker(match["who"], base)
    if speaker is None:
        return None
    return Found(base + match.start("what"), base + len(clause), "indirect", match["cue"], speaker)


def chinese_quotes(text: str, outlet: str | None = None) -> list[Quote]:
    """Find the quotations of a Chinese text with what is known of their sources."""
    quotes: list[Quote] = []
    for found in find_chinese(text):
        quotes.append(_quote(text, found, quotes[-1] if quotes else None))
    return quotes


def _quote(text: str, found: Found, previous: Quote | None) -> Quote:
    said = text[found.start : found.end]
    if found.speaker is None:
        return Quote(found.start, found.end, said, found.kind, cue=found.cue, confidence=0.0)
    start, end = found.speaker
    words = text[start:end]
    source = chinese_sources.describe(words, text[: found.start], previous)
    paragraph = text[text.rfind("\n", 0, found.start) + 1 :][:400].split("\n")[0]
    return Quote(
        found.start,
        found.end,
        said,
        found.kind,
        cue=found.cue,
        speaker=words,
        speaker_start=start,
        speaker_end=end,
        speaker_name=source.name,
        role=source.role,
        organization=source.organization,
        source_type=source.source_type,
        anonymous=source.anonymity is not None,
        anonymity=source.anonymity,
        anonymity_reason=chinese_sources.reason(paragraph) if source.anonymity else None,
        relayed_by=chinese_sources.relaying(paragraph, words),
        confidence=0.6 if found.cue else 0.4,
    )
