"""The sources of one Chinese text: who is meant by a surname, a pronoun, "the company"."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from mediakit.quotes.chinese_describe import (
    FAMOUS,
    PERSON_END,
    Source,
    describe,
    headword,
    type_of_body,
    without_role,
)
from mediakit.quotes.chinese_phrases import PRONOUN, SOMEBODY, THIS, peel
from mediakit.quotes.chinese_relay import is_elsewhere, other_outlet, platform_of, written_in
from mediakit.quotes.chinese_words import COURTESIES, GROUP_OF, PERFORMING, simplify

_FOREIGN_PARTS = re.compile("[·・•‧ ]")
_BRACKETS = re.compile("（[^（）]*）")
_SEX = ("男", "女", "嫌", "妇", "翁", "童", "母", "父")
_GENERAL = ("老师", "博士", "主任", "总", "导", "教授")
_BREAK = re.compile("[，。！？；：、\\s“”「」□（）]")
_LEADING = re.compile(
    "^(?:对|向|由|与|和|是|被|让|请|跟|据|以及|及|采访|询问)(?!外)|^.*(?:引述|援引|转引|转述)"
)
_AS_LABEL = str.maketrans("“”「」『』", "〔〕〔〕〔〕")
_OWN = frozenset("公司 平台 平台方 集团 企业 该公司".split())
_MANY = frozenset("他们 她们 双方 两人 二人".split())
_PERFORMING = re.compile(PERFORMING)
_SEVERAL = 4
_MEMORY = 40
_NEAR = 300
_PARAGRAPH = 2000
_SHORT = 4
_FEW = 3


class Cast:
    """The sources of one text, in the order in which it brings them."""

    def __init__(self, text: str, masked: str, people: dict[str, int], outlet: str | None) -> None:
        self.text, self.plain, self.outlet = text, simplify(text), outlet
        self.known: dict[str, Source] = {}
        self.addressed: dict[str, list[Source]] = {}
        brought: list[tuple[int, Source]] = []
        for name, at in people.items():
            words = _BREAK.split(masked[max(0, at - 30) : at])[-1]
            source = describe(_LEADING.sub("", words) + name)
            self.known[name] = source
            self.addressed.setdefault(name[:1], []).append(source)
            brought.append((at, source))
        for name in [*self.known]:
            self.known[_FOREIGN_PARTS.split(name)[-1]] = self.known[name]
        brought += [(m.start(), without_role(m[0])) for m in FAMOUS.finditer(masked)]
        for some in SOMEBODY.finditer(masked):
            words = _BREAK.split(masked[max(0, some.start() - 30) : some.start()])[-1]
            brought.append((some.start() - len(words), describe(_LEADING.sub("", words) + some[0])))
        self.performs = len(_PERFORMING.findall(masked)) >= _SEVERAL
        self.brought = sorted(brought, key=lambda pair: pair[0])
        self.spoken: list[tuple[int, Source]] = []

    def source(self, start: int, end: int) -> Source:
        """Describe the source that text[start:end] names, with what the text says of it elsewhere."""
        words = _BRACKETS.sub("", self.plain[start:end]).translate(_AS_LABEL)
        found = self._resolved(words, start)
        if self.performs and found.source_type == "citizen" and not found.role and not found.organization:
            found = replace(found, source_type="worker")
        self.spoken.append((start, found))
        if found.name and found.source_type != "unknown":
            self.known.setdefault(found.name, found)
        return found

    def _resolved(self, words: str, at: int) -> Source:
        if words in _MANY:
            return Source()
        if PRONOUN.fullmatch(words):
            return self._person(at) or Source()
        if words in self.known:
            return self.known[words]
        this = THIS.fullmatch(words)
        if len(words) == 1 and words in self.addressed:
            return self.addressed[words][-1]
        if this is not None or words in _OWN or GROUP_OF.get(words) == "of_body":
            earlier = self._meant(this["noun"] if this is not None else words, at, this=this is not None)
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

    def _line(self, at: int) -> int:
        low = max(0, at - _PARAGRAPH)
        return max(low - 1, self.plain.rfind("\n", low, at))

    def _person(self, at: int) -> Source | None:
        """Return whom a pronoun means: who spoke before in the same paragraph, else the person nearest before."""
        line = self._line(at)
        recent = self.spoken[-_MEMORY:]
        sentence = max(line, max(self.plain.rfind(mark, max(0, line), at) for mark in "。！？"))
        begun = bisect_left(self.brought, sentence, key=lambda pair: pair[0])
        starts = self.brought[begun : begun + 1]
        if starts and starts[0][0] < at and _is_person(starts[0][1]):
            return starts[0][1]
        spoke = next((s for place, s in reversed(recent) if place > line and _is_person(s)), None)
        return spoke or self._last(at, _is_person)

    def _last(self, at: int, fits: Callable[[Source], bool], reach: int = sys.maxsize) -> Source | None:
        """Return the source nearest before a place that fits."""
        brought = self.brought[
            max(0, (n := bisect_left(self.brought, at, key=lambda pair: pair[0])) - _MEMORY) : n
        ]
        near = sorted([*brought, *self.spoken[-_MEMORY:]], key=lambda pair: pair[0])
        return next(
            (source for place, source in reversed(near) if at - reach < place < at and fits(source)), None
        )

    def _meant(self, noun: str, at: int, *, this: bool) -> Source | None:
        """Return whom "this spokesman" or "the company" means."""
        base = headword(noun)
        if base and len(noun) <= len(base) + _FEW and type_of_body(noun[: -len(base)]) == "unknown":
            same = self._last(at, lambda s: bool(s.role and s.role.endswith(base)))
            return same or (self._person(at) if this else None)
        if re.search("公司|集团|企业|平台", noun):
            return self._last(
                at, lambda s: s.source_type == "company" and s.name is not None and s.name == s.organization
            )
        body = self._body(f"该{noun}", at)
        if body is not None:
            return without_role(body)
        if len(noun) > _SHORT + 2:
            return None
        return self._person(at) if PERSON_END.search(noun) else self._last(at, _is_body)

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
        told = other_outlet(words, self.outlet)
        if told is not None or (source.source_type in ("media", "state_media") and _is_body(source)):
            return told
        named = self.plain[slice(*speaker)]
        before = self.plain[max(0, start - 1000) : start] if source.source_type == "citizen" else ""
        return written_in(words) or platform_of(named, words, before) or self._same(source, speaker[0], words)

    def _same(self, source: Source, at: int, words: str) -> str | None:
        """Return what relayed the same source just before in the paragraph, unless the words name an occasion."""
        line = self._line(at)
        earlier = self.spoken[-2:-1]
        alike = earlier and replace(earlier[0][1], relayed_by=None) == replace(source, relayed_by=None)
        again = alike and earlier[0][0] > line
        return earlier[0][1].relayed_by if again and not is_elsewhere(words) else None


def _is_person(source: Source) -> bool:
    return source.anonymity is not None or bool(source.name and source.name != source.organization)


def _is_body(source: Source) -> bool:
    return source.name is not None and source.name == source.organization


def _is_company(source: Source) -> bool:
    return source.source_type == "company" and source.name is not None and source.name == source.organization


def _is_same(words: str, other: Source) -> bool:
    """Tell whether 顾教授 means the 教授顾衡之 of another place, 张男 the 张姓男子."""
    title = words[1:]
    if title in COURTESIES or title in _GENERAL:
        return True
    if title in _SEX:
        return bool(other.name and other.name[1:2] == "姓")
    return title in GROUP_OF and bool(other.role and other.role.endswith(title))
