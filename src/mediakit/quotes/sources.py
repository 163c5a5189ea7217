"""Who a source is in its article: role and organisation, kind, whether it is an unnamed person."""

from __future__ import annotations

import re

from mediakit.quotes import anonymity
from mediakit.quotes.describe import Description, describe
from mediakit.quotes.kinds import (
    body_kind,
    is_people,
    role_in,
    role_size,
    singular,
    tables,
    thing_kind,
    type_of_organization,
)
from mediakit.quotes.lexicon import HONORIFICS
from mediakit.quotes.names import Cast
from mediakit.quotes.persons import is_of_research, is_of_stage_or_sport, kind_of_person
from mediakit.quotes.proper import BODIES
from mediakit.records import SourceType

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
_TRAINER = re.compile(r"(?i)^(?:\w+ )?(?:boss|manager|coach|principal|captain|director)$")
_CONTENDER = re.compile(r"(?i)\b(?:front-?runner|contender|challenger|hopeful|nominee|candidate|favou?rite)$")
_PARENT = re.compile(r"(?i)^(?:\w+ )?(?:mother|father|mom|mum|dad)(?: of|-of|$)")
_CLIENT = re.compile(r"\b(?:represent(?:s|ing|ed) |clients?\b)")
_LAWYER = re.compile(r"(?i)\b(?:lawyer|attorney|solicitor|barrister)$")
_TESTIMONY = re.compile(r"\b(?:testif(?:y|ies|ied|ying)|impeachment|deposition)\b")
_OPEN_ENDED = frozenset(
    "center centre institute department office bureau ministry college association society council committee campaign coalition agency commission board federation union school service fund foundation network league alliance administration".split()
)
_REST = re.compile(
    r" (?:for|of|on|and)(?: the)? [A-Z][\w’-]+(?:(?:,? and|,)? [A-Z][\w’-]+| (?:of|for|the|on) [A-Z][\w’-]+)*"
)
_SPEAKS_FOR = re.compile(
    r"\bspokes(?:man|woman|person) (?:for|from|of) (?:the )?(?P<org>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,6})"
)
_REPORTS = re.compile(r"^ (?:has |had |first |also )?(?:reported|reports)\b")
_COMMON_BODY = re.compile(
    r"(?i)(?:a|an|the|its|another) (company|firm|ministry|department|campaign|agency|police|university|union|bank|airline|hospital) "
)
_INSIDER = re.compile(
    r"(?i)\b(?:familiar with|close to|briefed|with (?:direct )?knowledge|involved in|aware of)\b"
)
_FIELD = 4  # a job named so often is what the article is about
_MENTIONS = 12


class Sources:
    """The sources of one article."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.tokens, self.phrases = cast, cast.tokens, cast.phrases
        self._speaks_for = _SPEAKS_FOR.search(self.tokens.text)
        self._persons: dict[int, tuple[Description, SourceType | None]] = {}
        self._learnt: dict[str, SourceType] = {}
        self._client = bool(_CLIENT.search(self.tokens.text))
        self._testimony = bool(_TESTIMONY.search(self.tokens.text))
        self._stage = is_of_stage_or_sport(self.tokens.text)

    def read(self, spoken: int, source: int) -> tuple[Description, SourceType, bool]:
        """Return role and organisation, kind, and whether the source is an unnamed person."""
        description, kind, unnamed = self._read(source)
        kind = kind or self._told_elsewhere(spoken, source)
        return description, kind or ("worker" if self._stage else "citizen"), unnamed

    def words(self, number: int) -> str:
        """Return a phrase as written."""
        phrase = self.phrases[number]
        return self.tokens.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.last - 1]]

    def after(self, number: int) -> str:
        """Return what follows a phrase in its sentence, a few words of it."""
        end = self.tokens.ends[self.phrases[number].last - 1]
        return self.tokens.text[end : end + 40].split(".")[0]

    def name(self, number: int) -> str | None:
        """Return the fullest name of a source, None for one that the article never names."""
        return None if self.phrases[number].form == "pronoun" else self.cast.full_name(number)

    def _told_elsewhere(self, spoken: int, source: int) -> SourceType | None:
        """Let "the star", "the student" tell what a named source without a role is, here and later."""
        name = self.cast.full_name(source) or ""
        if self.phrases[spoken].form == "description" and spoken != source:
            told = kind_of_person(self._role_words(spoken), "", "")
            if told is not None:
                self._learnt[name] = told
        return self._learnt.get(name)

    def _read(self, number: int) -> tuple[Description, SourceType | None, bool]:
        phrase = self.phrases[number]
        if phrase.form == "name":
            return self._named(number)
        if phrase.form == "pronoun":
            plural = self.tokens.lower[phrase.head] in ("they", "them", "we", "us")
            return Description(), "unknown", plural
        words, head = self.words(number), self.tokens.words[phrase.head]
        if anonymity.is_unnamed_person(head, words):
            return self._unnamed(number, words)
        return self._thing(words, head)

    def _named(self, number: int) -> tuple[Description, SourceType | None, bool]:
        words = self.words(number)
        if " " not in words and thing_kind(words.lower()) == "document":
            return Description(), "document", False
        if self._of_document(number) and not self.cast.is_person(number):
            return Description("", _THE.sub("", words)), "document", False
        if words.lower() in anonymity.CROWD or self._is_plural_role(words):
            return Description(), kind_of_person(words, "", ""), True
        if _PARTISANS.fullmatch(words):
            return Description(), "politician", True
        if words.endswith("ns") and is_people(words):
            return Description(), "citizen", True
        if self.cast.is_office(number):
            return self._unnamed(number, words)
        if self.cast.is_person(number):
            return (*self._person(number), False)
        name = (self.cast.full_name(number) or words) + self._rest_of_name(number)
        words += self._rest_of_name(number)
        return Description("", _THE.sub("", name)), self._kind_of_body(number, words, name), False

    def _is_plural_role(self, words: str) -> bool:
        """Tell "Listeners", which only its place at the beginning has given a capital."""
        lower = words.lower()
        return (
            " " not in words
            and singular(lower) != lower
            and role_size((lower,)) > 0
            and body_kind(words) is None
        )

    def _rest_of_name(self, number: int) -> str:
        """Return " for Disease Control and Prevention" after "the Centers"."""
        phrase = self.phrases[number]
        if singular(self.tokens.lower[phrase.head]) not in _OPEN_ENDED:
            return ""
        end = self.tokens.ends[phrase.last - 1]
        match = _REST.match(self.tokens.text[end : end + 90])
        return match.group() if match is not None else ""

    def _of_document(self, number: int) -> bool:
        """Tell "research from Oxford University", "data by the census bureau": the document speaks."""
        first, lower = self.phrases[number].first, self.tokens.lower
        at = first - (lower[first - 1] in ("the", "a") if first else 0)
        return at > 1 and lower[at - 1] in ("from", "by") and thing_kind(lower[at - 2]) == "document"

    def _unnamed(self, number: int, words: str) -> tuple[Description, SourceType, bool]:
        description = self._with_company(describe(self.cast, number), words, number)
        kind = kind_of_person(self._role_words(number), description.organization, "", words)
        if _INSIDER.search(words + self.after(number)) and kind in ("citizen", None):
            kind = body_kind(description.organization) if description.organization else "unknown"
        if self._only_by_job(self._role_words(number), description.organization):
            kind = "citizen"
        return description, kind or "unknown", True

    def _only_by_job(self, role: str, organization: str) -> bool:
        """Tell somebody who is introduced by a job that the article is not about: "a tax clerk from Ningbo"."""
        found = role_in(role) if role and not organization else None
        if found is None or found.head not in tables().jobs:
            return False
        job = found.head.rpartition(" ")[2]
        return sum(1 for word in self.tokens.lower if word.startswith(job)) < _FIELD

    def _thing(self, words: str, head: str) -> tuple[Description, SourceType, bool]:
        if head in ("group", "team") and words[1:].islower() and is_of_research(self.tokens.text):
            return Description(), "expert", False
        outlet = _OUTLETS_REPORT.match(words)
        if outlet is not None and body_kind(outlet["outlet"]) in ("media", "state_media"):
            return Description(), type_of_organization(outlet["outlet"]), False
        kind = thing_kind(words) or ("company" if head[:1].isupper() else "unknown")
        body = head.lower() in BODIES and words[1:] != words[1:].lower()
        return Description("", _THE.sub("", words)) if body else Description(), kind, False

    def _kind_of_body(self, number: int, words: str, full: str) -> SourceType:
        """Return the kind of a named body; what stands beside its mentions tells the state's own media."""
        kind, name = body_kind(words) or body_kind(full), self.cast.names[number]
        if name is None or kind not in ("media", "company", None):
            return kind or "unknown"
        tokens = self.tokens
        for mention in self.cast.by_key[name.words[-1].casefold()][:_MENTIONS]:
            phrase = self.phrases[mention]
            start, end = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
            spelt = self.cast.names[mention]
            named = tokens.starts[spelt.first] if spelt is not None else start
            if _STATE.search(tokens.text[max(0, start - 40) : named]) or _STATE_AFTER.match(
                tokens.text[end : end + 70]
            ):
                return "state_media"
            if kind is None and (
                _OUTLET_BEFORE.search(tokens.text[max(0, named - 20) : named])
                or (not self.cast.acts_as_firm(number) and _REPORTS.match(tokens.text[end : end + 30]))
            ):
                kind = "media"
        return kind or "company"

    def _role_words(self, number: int) -> str:
        phrase = self.phrases[number]
        return self.tokens.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.head]]

    def _person(self, number: int) -> tuple[Description, SourceType | None]:
        best = self.cast.fullest(number)
        if best not in self._persons:
            self._persons[best] = self._read_person(number, best)
        return self._persons[best]

    def _read_person(self, number: int, best: int) -> tuple[Description, SourceType | None]:
        description = describe(self.cast, number)
        role = description.role or self._title(best)
        if "spokes" in role.lower() and not description.organization:
            description = self._spoken_for(description, best)
        spelt = self.cast.spelt_out(description.organization)
        kind = kind_of_person(
            role,
            spelt,
            self.cast.full_name(number) or "",
            description.context,
            testifies=self._testimony,
        )
        if "spokes" in role.lower() and (boss := self._person_called(description.organization)) is not None:
            kind = self._person(boss)[1] or kind
        if self._only_by_job(role, spelt):
            kind = "citizen"
        if self._client and not spelt and _LAWYER.search(role):
            kind = "citizen"
        if (
            self._stage
            and not spelt
            and (_CONTENDER.search(role) or _TRAINER.search(role) or _PARENT.search(role))
        ):
            kind = "worker"
        return description, kind

    def _person_called(self, surname: str) -> int | None:
        """Return the person for whom "the Feingold spokesman" speaks."""
        numbers = self.cast.by_key.get(surname.casefold(), []) if surname else []
        return numbers[0] if numbers and " " not in surname and self.cast.is_person(numbers[0]) else None

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
            if self.cast.is_company(back) or body_kind(words) in ("government", "court_regulator"):
                return Description(description.role, words, description.context)
        return description

    def _title(self, number: int) -> str:
        """Return "Sen." of "Sen. Ann Lee"."""
        phrase, name = self.phrases[number], self.cast.names[number]
        words = self.tokens.words[phrase.first : name.first if name else phrase.first]
        return " ".join(w for w in words if w.lower() in HONORIFICS)

    def _with_company(self, description: Description, words: str, number: int) -> Description:
        """Find which company "a company spokeswoman", "the spokesman" speaks for."""
        common = _COMMON_BODY.match(words)
        if description.organization or (common is None and "spokes" not in words.lower()):
            return description
        wanted = common[1].lower() if common else "company"
        for back in range(number - 1, max(-1, number - 60), -1):
            name = self.cast.names[back]
            if name is not None and not self.cast.is_person(back):
                firm = wanted in ("company", "firm") and self.cast.is_company(back)
                if firm or wanted in " ".join(name.words).lower():
                    return Description(description.role, self.cast.full_name(back) or "")
        return description
