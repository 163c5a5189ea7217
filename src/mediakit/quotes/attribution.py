"""From a content and the phrase that names its source to a finished Quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mediakit.quotes import anonymity, content, relay
from mediakit.quotes.content import Content
from mediakit.quotes.describe import Description, describe
from mediakit.quotes.lexicon import HONORIFICS
from mediakit.quotes.names import Cast
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.proper import BODIES
from mediakit.quotes.sources import (
    PEOPLES,
    is_firm,
    is_of_research,
    is_of_stage_or_sport,
    type_of_organization,
    type_of_person,
)
from mediakit.quotes.tagger import Floats
from mediakit.quotes.tokens import Tokens
from mediakit.records import Quote, SourceType

_AROUND = 600


_DOUBTFUL = 0.6  # reported speech without a cue and with a doubtful speaker is mostly none
_TIMES = frozenset(
    "ago time times day days week weeks month months year years morning evening moment past future decade decades".split()
)
_SHOWN = re.compile(
    r"(?i)^(?:\w+ )?(?:show|reveal|explain|suggest|confirm|indicate|find|found|prove|mean|impl|tell|point|characteri|describ|warn|predict|remind|promis|recommend)\w*$"
)
_THE = re.compile(r"^(?:The|the|A|An) ")
_STATE = re.compile(
    r"(?:state|government|party)[- ](?:run|owned|controlled|backed|affiliated|funded)|state media|party(?:’s)? newspaper|official (?:news agency|newspaper)|party (?:paper|organ|mouthpiece)|mouthpiece|owned by the [^,.]{0,30}(?:government|state|party)|newspaper in (?:Guangdong|Beijing|Shanghai|Shenzhen|Harbin|mainland China)|state (?:broadcaster|newspaper|television|news agency)",
    re.I,
)
_STATE_AFTER = re.compile(rf"^,[^.“”\"]{{0,30}}(?:{_STATE.pattern})", re.I)
_OUTLET_BEFORE = re.compile(
    r"\b(?:newspaper|magazine|blog|web ?site|news site|site|broadcaster|outlet|tabloid|daily|weekly|news agency|channel|publication|podcast|station)\s+$",
    re.I,
)
_OUTLETS_REPORT = re.compile(r"(?P<outlet>.+)[’']s (?:report|article|story|account|coverage)$")
_PARTISANS = re.compile(
    r"(?:[A-Z]\w+ )?(?:Republicans|Democrats|Conservatives|Tories|Lawmakers|Senators|Liberals)"
)
_TOLD_THEM = re.compile(
    r"\btold (?:the )?(?:outlet|paper|newspaper|station|magazine|publication|website|site)\b"
)
_TRAINER = re.compile(r"(?i)^(?:\w+ )?(?:boss|manager|coach|principal)$")
_SPEAKS_FOR = re.compile(
    r"\bspokes(?:man|woman|person) (?:for|from|of) (?:the )?(?P<org>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,6})"
)
_REPORTS = re.compile(r"^ (?:has |had |first |also )?(?:reported|reports)\b")


class Attribution:
    """The sources of one article."""

    def __init__(
        self,
        tokens: Tokens,
        phrases: list[Phrase],
        probability: Floats,
        contents: Sequence[Content],
        outlet: str | None,
    ) -> None:
        self.tokens, self.phrases, self.probability = tokens, phrases, probability
        self.contents, self.outlet = contents, outlet
        quoted = [False] * len(tokens)
        for said in contents:
            if said.kind == "direct":
                quoted[said.first : said.last] = [True] * (said.last - said.first)
        self.cast = Cast(tokens, phrases, quoted)
        self._speaks_for = _SPEAKS_FOR.search(tokens.text)
        self._long: dict[str, str] = {}
        self._via: str | None = None
        self._kinds: dict[str, SourceType] = {}
        self._stage = is_of_stage_or_sport(tokens.text)

    def quotes(self, chosen: Sequence[tuple[int, float] | None]) -> list[Quote]:
        """Return the finished quotations, in order."""
        found: list[Quote] = []
        behind: int | None = None
        for said, choice in zip(self.contents, chosen, strict=True):
            if choice is None and said.kind == "indirect":
                continue
            if choice is None:
                found.append(self._without_speaker(said))
                continue
            spoken = self._cited(choice[0])
            source = self.cast.antecedent(spoken, behind)
            quote = self._quote(said, spoken, source, choice[1])
            if found and source == behind and self._same_line(found[-1], quote):
                quote = replace(quote, relayed_by=quote.relayed_by or found[-1].relayed_by)
            if quote.kind == "indirect" and self._is_none(quote, source, choice[1]):
                continue
            found.append(quote)
            behind = source
        return found

    def _is_none(self, quote: Quote, source: int, confidence: float) -> bool:
        """Tell reported speech that nobody reports: a doubtful speaker without a cue, a time, a thing that shows or explains, the writer."""
        phrase, lower = self.phrases[source], self.tokens.lower
        if quote.cue is None and confidence < _DOUBTFUL:
            return True
        if phrase.form == "pronoun":
            return lower[phrase.head] in ("i", "you", "me")
        thing = phrase.form == "description" and quote.source_type == "unknown" and not quote.anonymous
        return thing and (lower[phrase.head] in _TIMES or bool(_SHOWN.search(quote.cue or "")))

    def _same_line(self, one: Quote, other: Quote) -> bool:
        """Tell whether two quotations stand in one paragraph and are given to one source of that paragraph."""
        return "\n" not in self.tokens.text[one.end : other.start]

    def _cited(self, number: int) -> int:
        """Return whom an outlet cites ("the Journal reported, citing two people …"), or the phrase itself."""
        phrase, tokens = self.phrases[number], self.tokens
        for at in range(phrase.last, min(phrase.last + 8, len(tokens) - 1)):
            if tokens.sentence[at] != tokens.sentence[phrase.last - 1]:
                break
            if tokens.lower[at] in ("citing", "quoting"):
                cited = next(
                    (
                        n
                        for n in range(number + 1, min(number + 4, len(self.phrases)))
                        if self.phrases[n].first == at + 1
                    ),
                    None,
                )
                return number if cited is None else cited
        return number

    def _without_speaker(self, said: Content) -> Quote:
        return Quote(said.start, said.end, self.tokens.text[said.start : said.end], said.kind, confidence=0.0)

    def _quote(self, said: Content, spoken: int, source: int, confidence: float) -> Quote:
        tokens, phrase = self.tokens, self.phrases[spoken]
        text = tokens.text
        start, end = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
        cue = content.cue_of(tokens, said, (phrase.first, phrase.last), self.probability)
        cue_text = text[tokens.starts[cue[0]] : tokens.ends[cue[1] - 1]] if cue else None
        description, kind, unnamed = self._source(source)
        kind = self._learnt(spoken, source, kind)
        words = self._words(source)
        outside = self._outside(said, phrase)
        around = self._paragraph(start)
        relayed = relay.relaying(around, outside, words, cue_text or "", text, self.outlet)
        if relayed is None and _TOLD_THEM.search(outside):
            relayed = self._via
        self._via = relayed or self._via
        if relayed is None:
            relayed = relay.introduced_by(self._line_before(said.start), self.outlet)
        if relayed is None and kind in ("media", "state_media") and relay.reports_news(words, outside):
            relayed = words
        return Quote(
            said.start,
            said.end,
            text[said.start : said.end],
            said.kind,
            cue=cue_text,
            speaker=text[start:end],
            speaker_start=start,
            speaker_end=end,
            speaker_name=self._name(source),
            role=description.role or None,
            organization=description.organization or None,
            source_type=kind,
            anonymous=unnamed,
            anonymity=anonymity.kind_of_anonymity(words + self._after(source)) if unnamed else None,
            anonymity_reason=anonymity.reason_in(around) if unnamed else None,
            relayed_by=relayed,
            confidence=round(confidence, 4),
        )

    def _learnt(self, spoken: int, source: int, kind: SourceType) -> SourceType:
        """Let "the star", "the student" tell what a named source without a role is, here and later."""
        name = self.cast.full_name(source) or ""
        if kind == "unknown" and self.phrases[spoken].form == "description" and spoken != source:
            self._kinds[name] = type_of_person(self._role_words(spoken), "", "")
        return self._kinds.get(name, kind) if kind == "unknown" else kind

    def _words(self, number: int) -> str:
        phrase = self.phrases[number]
        return self.tokens.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.last - 1]]

    def _after(self, number: int) -> str:
        end = self.tokens.ends[self.phrases[number].last - 1]
        return self.tokens.text[end : end + 40].split(".")[0]

    def _name(self, number: int) -> str | None:
        name = self.cast.full_name(number)
        if name is None or self._is_pronoun_like(number):
            return None
        return name

    def _is_pronoun_like(self, number: int) -> bool:
        return self.phrases[number].form == "pronoun"

    def _source(self, number: int) -> tuple[Description, SourceType, bool]:
        """Return role and organisation, type, and whether the source is an unnamed person."""
        tokens, phrase, words = self.tokens, self.phrases[number], self._words(number)
        if phrase.form == "name":
            if _PARTISANS.fullmatch(words):
                return Description(), "politician", True
            if words.removesuffix("s") in PEOPLES and words.endswith("ns"):
                return Description(), "citizen", True
            if self.cast.is_person(number):
                return self._person(number)
            name = self.cast.full_name(number) or words
            return Description("", _THE.sub("", name)), self._type_of_body(number, words), False
        if phrase.form == "pronoun":
            plural = tokens.lower[phrase.head] in ("they", "them", "we", "us")
            return Description(), "unknown", plural
        head = tokens.words[phrase.head]
        if anonymity.is_unnamed_person(head, words):
            description = self._with_company(describe(self.cast, number), words, number)
            kind = type_of_person(self._role_words(number), description.organization, "")
            return description, kind, True
        if head.lower() in ("group", "team") and words.islower():
            return Description(), "expert" if is_of_research(tokens.text) else "unknown", False
        kind = _kind_of_thing(words)
        body = head.lower() in BODIES and words[1:] != words[1:].lower()
        described = Description("", _THE.sub("", words)) if body else Description()
        return described, "company" if kind == "unknown" and is_firm(words) else kind, False

    def _type_of_body(self, number: int, words: str) -> SourceType:
        """Return the type of a named body; what stands beside its mentions tells the state's own media."""
        kind, name = type_of_organization(words), self.cast.names[number]
        if kind not in ("media", "company") or name is None:
            return kind
        tokens = self.tokens
        for mention in self.cast.by_key[name.words[-1].casefold()][:12]:
            phrase = self.phrases[mention]
            start, end = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
            spelt = self.cast.names[mention]
            named = tokens.starts[spelt.first] if spelt is not None else start
            if _STATE.search(tokens.text[max(0, start - 40) : start]) or _STATE_AFTER.match(
                tokens.text[end : end + 70]
            ):
                return "state_media"
            if (
                kind == "company"
                and _OUTLET_BEFORE.search(tokens.text[max(0, named - 20) : named]) is not None
            ) or (
                kind == "company"
                and not self.cast.acts_as_firm(number)
                and _REPORTS.match(tokens.text[end : end + 30])
            ):
                kind = "media"
        return "unknown" if kind == "company" and not self.cast.acts_as_firm(number) else kind

    def _role_words(self, number: int) -> str:
        phrase = self.phrases[number]
        return self.tokens.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.head]]

    def _person(self, number: int) -> tuple[Description, SourceType, bool]:
        description = describe(self.cast, number)
        best = self.cast.fullest(number)
        name = self.cast.names[best]
        title = self._title(best)
        role = description.role or title
        if "spokes" in role.lower() and not description.organization:
            description = self._spoken_for(description, best)
        kind = type_of_person(
            role,
            self._spelt_out(description.organization),
            " ".join(name.words) if name else "",
            description.context,
        )
        if self._stage and (_TRAINER.search(role) or (kind == "unknown" and not role)):
            kind = "worker"
        return description, kind, False

    def _spelt_out(self, organization: str) -> str:
        """Return "Mortgage Bankers Association" for "MBA" where the article has both."""
        if not (organization.isupper() and organization.isalpha() and 2 < len(organization) < 7):
            return organization
        if organization in self._long:
            return self._long[organization]
        words = r"(?: (?:of|for|the|and))* ".join(rf"{letter}[a-z]+" for letter in organization)
        found = re.search(rf"\b{words}\b", self.tokens.text)
        return self._long.setdefault(organization, found.group() if found is not None else organization)

    def _spoken_for(self, description: Description, number: int) -> Description:
        """Find for whom a named spokesperson speaks when that stands elsewhere: "a spokesman for X", or the body named last."""
        told = self._speaks_for
        if told is not None:
            return Description(description.role, told["org"], description.context)
        for back in range(number - 1, max(-1, number - 40), -1):
            name = self.cast.names[back]
            if name is None or self.cast.is_person(back):
                continue
            words = " ".join(name.words)
            if self.cast.is_company(back) or type_of_organization(words) in ("government", "court_regulator"):
                return Description(description.role, words, description.context)
        return description

    def _title(self, number: int) -> str:
        """Return "Sen." of "Sen. Ann Lee"."""
        phrase, name = self.phrases[number], self.cast.names[number]
        words = self.tokens.words[phrase.first : name.first if name else phrase.first]
        return " ".join(w for w in words if w.lower() in HONORIFICS)

    def _with_company(self, description: Description, words: str, number: int) -> Description:
        """Find which company "a company spokeswoman", "the spokesman" speaks for."""
        if description.organization:
            return description
        common = re.match(
            r"(?i)(?:a|an|the|its|another) (company|firm|ministry|department|campaign|agency) ", words
        )
        if common is None and not (re.search(r"(?i)spokes", words)):
            return description
        wanted = common[1].lower() if common else "company"
        for back in range(number - 1, max(-1, number - 60), -1):
            name = self.cast.names[back]
            if name is not None and not self.cast.is_person(back):
                firm = wanted in ("company", "firm") and self.cast.is_company(back)
                if firm or wanted in " ".join(name.words).lower():
                    return Description(description.role, self.cast.full_name(back) or "")
        return description

    def _line_before(self, offset: int) -> str:
        """Return the end of what stands before the line of an offset."""
        line = self.tokens.text.rfind("\n", 0, offset) + 1
        return self.tokens.text[max(0, line - 300) : line]

    def _paragraph(self, offset: int) -> str:
        text = self.tokens.text
        low = max(text.rfind("\n", 0, offset) + 1, offset - _AROUND)
        high = text.find("\n", offset)
        return text[low : min(len(text) if high < 0 else high, offset + _AROUND)]

    def _outside(self, said: Content, phrase: Phrase) -> str:
        """Return the sentence that attributes, without the quoted words."""
        tokens = self.tokens
        low = min(phrase.first, said.first)
        high = max(phrase.last, said.last)
        sentence = {
            tokens.sentence[phrase.first],
            tokens.sentence[said.first],
            tokens.sentence[said.last - 1],
        }
        while low > 0 and tokens.sentence[low - 1] in sentence and high - low < 120:
            low -= 1
        while high < len(tokens) and tokens.sentence[high] in sentence and high - low < 160:
            high += 1
        start, end = tokens.starts[low], tokens.ends[high - 1]
        return f"{tokens.text[start : max(start, said.start)]} … {tokens.text[min(end, said.end) : end]}"


def _kind_of_thing(words: str) -> SourceType:
    outlet = _OUTLETS_REPORT.match(words)
    if outlet is not None and type_of_organization(outlet["outlet"]) in ("media", "state_media"):
        return type_of_organization(outlet["outlet"])
    if re.search(r"(?i)\b(?:band|duo|trio|orchestra|choir|quartet)$", words):
        return "worker"
    kind = type_of_organization(words)
    return kind if kind != "company" or re.search(r"[A-Z]", words[1:]) else "unknown"
