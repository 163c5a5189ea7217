"""From a content and the phrase that names its source to a finished Quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediakit.quotes import anonymity, content
from mediakit.quotes.content import Content
from mediakit.quotes.names import Cast
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.references import References
from mediakit.quotes.relay import relay
from mediakit.quotes.sources import Sources
from mediakit.quotes.tagger import Floats
from mediakit.quotes.tokens import Tokens
from mediakit.records import Quote

_AROUND = 600


_DOUBTFUL = 0.95  # reported speech without a cue and with a doubtful speaker is mostly none
_UNSAID = re.compile(
    r"(?i)\b(?:declin|refus)\w* to\b|\b(?:not|n[’']t|never) (?:\w+ly )?(?:say|tell|comment|discuss|answer|elaborate|specify|disclose)\b"
)
_ENACTED = re.compile(
    r"(?i)\b(?:sign|issu|pass|approv|adopt|enact|draft|back|block|reject|repeal)\w*\s[^,.;:“”\"]{0,30}\b(?:orders?|laws?|bills?|rules?|decrees?|measures?|legislation)\s+$"
)
_DEED = re.compile(r"(?i)^(?:have |has |had |\w+ly )*agree(?:d|s|ing)?$")
_TIMES = frozenset(
    "ago time times day days week weeks month months year years morning evening moment past future decade decades".split()
)
_SHOWN = re.compile(
    r"(?i)^(?:\w+ )?(?:show|reveal|explain|suggest|confirm|indicate|find|found|prove|mean|impl|tell|point|characteri|describ|warn|predict|remind|promis|recommend)\w*$"
)
_FRONTED = re.compile(r"(?:In|On|During|Speaking|Writing|Talking|Appearing|According|Taking) ")
_TELLS = re.compile(r"(?i)\b(?:told|tells?|telling) $")
_CAPITALS = re.compile(r"(?:the )?(?:[A-Z][\w’'-]* ?)+")


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
        self.cast = Cast(tokens, phrases)
        self.references = References(self.cast, quoted)
        self.sources = Sources(self.cast)
        self._outsides: dict[int, str] = {}

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
            source = self.references.antecedent(spoken, behind)
            quote = self._quote(said, spoken, source, choice[1])
            if quote.kind == "indirect" and self._is_none(quote, source, choice[1]):
                continue
            found.append(quote)
            behind = source
        outsides = [self._outsides.get(quote.start, "") for quote in found]
        return relay(found, outsides, self.tokens, self.outlet)

    def _is_none(self, quote: Quote, source: int, confidence: float) -> bool:
        """Tell reported speech that nobody reports: no cue, a deed, a refusal to speak, the writer, a time or thing that shows."""
        phrase, lower, cue = self.phrases[source], self.tokens.lower, quote.cue or ""
        if (not cue and confidence < _DOUBTFUL) or self._is_deed(quote, cue):
            return True
        if phrase.form == "pronoun":
            return lower[phrase.head] in ("i", "you", "me")
        thing = phrase.form == "description" and quote.source_type == "unknown" and not quote.anonymous
        return thing and (lower[phrase.head] in _TIMES or bool(_SHOWN.search(cue)))

    def _is_deed(self, quote: Quote, cue: str) -> bool:
        """Tell "declined to say", "agreed to pay" and "signed orders that bar" from acts of saying."""
        before = self.tokens.text[max(0, quote.start - 60) : quote.start]
        does = quote.text.startswith("to ") and _DEED.match(cue) is not None
        law = quote.text.startswith(("that ", "which ", "to ")) and _ENACTED.search(before) is not None
        return does or law or _UNSAID.search(cue) is not None

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
        description, kind, unnamed = self.sources.read(source)
        words = self.sources.words(source)
        around = self._paragraph(start)
        self._outsides[said.start] = self._outside(said, phrase)
        return Quote(
            said.start,
            said.end,
            text[said.start : said.end],
            said.kind,
            cue=cue_text,
            speaker=text[start:end],
            speaker_start=start,
            speaker_end=end,
            speaker_name=None if unnamed else self._name(spoken, source),
            role=description.role or None,
            organization=description.organization or None,
            source_type=kind,
            anonymous=unnamed,
            anonymity=anonymity.kind_of_anonymity(words + self.sources.after(source), kind)
            if unnamed
            else None,
            anonymity_reason=anonymity.reason_in(around) if unnamed else None,
            confidence=round(confidence, 4),
        )

    def _name(self, spoken: int, source: int) -> str | None:
        """Return the fullest name of a source, "Ann Lee and Tom Venn" where two say it together."""
        pair = self.cast.speaking_together(spoken) if spoken == source else (source,)
        names = [self.sources.name(number) for number in pair]
        return None if None in names else " and ".join(filter(None, names))

    def _paragraph(self, offset: int) -> str:
        text = self.tokens.text
        low = max(text.rfind("\n", 0, offset) + 1, offset - _AROUND)
        high = text.find("\n", offset)
        return text[low : min(len(text) if high < 0 else high, offset + _AROUND)]

    def _outside(self, said: Content, phrase: Phrase) -> str:
        """Return the sentence that attributes, without the quoted words; "In a letter" and whom somebody told are none."""
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
        if said.kind != "direct" and said.first < phrase.first and _FRONTED.match(tokens.text, said.start):
            return tokens.text[start:end]
        before = tokens.text[start : max(start, said.start)]
        whom = _CAPITALS.match(tokens.text, said.start) if _TELLS.search(before) else None
        return f"{before}{whom.group() if whom else ''} … {tokens.text[min(end, said.end) : end]}"
