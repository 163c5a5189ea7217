"""Who a source is in its article: role and organisation, kind, whether it is an unnamed person."""

from __future__ import annotations

import re
from dataclasses import replace

from mediakit.quotes import anonymity
from mediakit.quotes.bodies import kind_beside, places
from mediakit.quotes.describe import describe
from mediakit.quotes.fields import fields_of
from mediakit.quotes.kinds import (
    body_kind,
    is_known,
    is_people,
    role_in,
    role_kind_of,
    role_size,
    singular,
    tables,
    thing_kind,
)
from mediakit.quotes.lawyers import is_lawyer, speaks_of_clients
from mediakit.quotes.lexicon import HONORIFICS
from mediakit.quotes.names import Cast
from mediakit.quotes.persons import kind_of_person
from mediakit.quotes.proper import BODIES
from mediakit.quotes.roles import Description
from mediakit.records import SourceType

_ARTICLE = re.compile(r"^(?:The|the|A|An) ")
_OUTLETS_REPORT = re.compile(r"(?P<outlet>.+)[’']s (?:report|article|story|account|coverage)$")
_TESTIMONY = re.compile(r"\b(?:testif(?:y|ies|ied|ying)|impeachment|deposition)\b")
_SPEAKS_FOR = re.compile(
    r"\bspokes(?:man|woman|person) (?:for|from|of) (?:the )?(?P<org>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,6})"
)
_WHOSE = re.compile(
    r"(?i)\b(?:a|an|the|its|another) (?P<body>company|firm|group|organi[sz]ation|charity|ministry|department|campaign|agency|police|university|union|bank|airline|hospital)\b"
)
_AMONG = re.compile(
    r"(?i)\b(?:one of (?:the|those|its)|another|fellow) (?P<who>[\w’' -]{3,40}), (?:[a-z -]{0,40} )?$"
)
_REPORTS = re.compile(r"^ (?:has |had |first |also )?(?:reported|reports)\b")
_WRITES_AFTER = re.compile(r" (?:writes\b|reports\b|(?:wrote|reported) (?:in|for) (?:[Tt]he )?[A-Z])")
_WRITES_BEFORE = re.compile(r"\b(?:writes|reports) (?:[A-Z][\w.’'-]+ )*$")
_RUNS_AFTER = re.compile(r" (?:is|was|remains) the [\w ]{0,30}(?:candidate|nominee|front-?runner)\b")
_RUNS_BEFORE = re.compile(
    r"(?:\b[Ff]ormer |\b[Ee]x-)(?:\w+ )?[Pp]resident (?:\w+ )?$|\b(?:candidate|nominee|front-?runner),? (?:\w+ )?$"
)
_FIELD = 4  # a job named so often is what the article is about
_REACH = 60


class Sources:
    """The sources of one article."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.tokens, self.phrases = cast, cast.tokens, cast.phrases
        self.text = self.tokens.text
        self._speaks_for = _SPEAKS_FOR.search(self.text)
        self._persons: dict[int, tuple[Description, SourceType | None]] = {}
        self._bodies: dict[str, SourceType | None] = {}
        self._client = speaks_of_clients(self.text)
        self._testimony = bool(_TESTIMONY.search(self.text))
        self._fields = fields_of(self.tokens.lower)

    def read(self, source: int) -> tuple[Description, SourceType, bool]:
        """Return role and organisation, kind, and whether the source is an unnamed person."""
        description, kind, unnamed = self._read(source)
        return description, kind or ("worker" if "performance" in self._fields else "citizen"), unnamed

    def words(self, number: int) -> str:
        """Return a phrase as written."""
        phrase = self.phrases[number]
        return self.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.last - 1]]

    def after(self, number: int) -> str:
        """Return what follows a phrase in its sentence, a few words of it."""
        end = self.tokens.ends[self.phrases[number].last - 1]
        return self.text[end : end + 40].split(".")[0]

    def name(self, number: int) -> str | None:
        """Return the fullest name of a source, None for one that the article never names."""
        return None if self.phrases[number].form == "pronoun" else self.cast.full_name(number)

    def _read(self, number: int) -> tuple[Description, SourceType | None, bool]:
        phrase = self.phrases[number]
        if phrase.form == "name":
            return self._named(number)
        if phrase.form == "pronoun":
            return self._pronoun(number)
        words, head = self.words(number), self.tokens.words[phrase.head]
        if anonymity.is_unnamed_person(head, words):
            return self._unnamed(number, words)
        return self._thing(words, head)

    def _pronoun(self, number: int) -> tuple[Description, SourceType | None, bool]:
        """Read a pronoun that stands for nobody known: "which" for what stands before it, "those who" for people."""
        lower, head = self.tokens.lower, self.phrases[number].head
        if lower[head] == "which" and number and self.phrases[number - 1].form != "pronoun":
            return self._read(number - 1)
        return Description(), "unknown", bool({lower[head], lower[head - 1]} & anonymity.SEVERAL)

    def _named(self, number: int) -> tuple[Description, SourceType | None, bool]:
        words = self.words(number)
        if " " not in words and thing_kind(words.lower()) == "document":
            return Description(), "document", False
        if self._of_document(number) and not self.cast.is_person(number):
            return _body_called(words), "document", False
        if self._is_crowd(words):
            return Description(), "citizen" if is_people(words) else kind_of_person(words), True
        if self.cast.is_office(number):
            return self._unnamed(number, words)
        name = self.cast.full_name(number) or words
        if self.cast.is_person(number) and (" " in name or kind_beside(self.text, name) is None):
            return (*self._person(number), False)
        return _body_called(name), self._kind_of_body(number, words, name), False

    def _is_crowd(self, words: str) -> bool:
        """Tell "Listeners", "House Republicans" and "Americans" from names: people whom only their place or a party gives a capital."""
        lower = words.lower()
        last = lower.rpartition(" ")[2]
        if lower in anonymity.CROWD:
            return True
        if singular(last) == last or (lower != last and role_kind_of(last) != "politician"):
            return False
        return is_people(words) or (role_size((last,)) > 0 and body_kind(words) in (None, "politician"))

    def _of_document(self, number: int) -> bool:
        """Tell "research from Oxford University", "data by the census bureau": the document speaks."""
        first, lower = self.phrases[number].first, self.tokens.lower
        at = first - (lower[first - 1] in ("the", "a") if first else 0)
        return at > 1 and lower[at - 1] in ("from", "by") and thing_kind(lower[at - 2]) == "document"

    def _unnamed(self, number: int, words: str) -> tuple[Description, SourceType, bool]:
        role = self._role_words(number)
        description = self._with_body(describe(self.cast, number), words, number)
        kind = kind_of_person(
            words,
            description.organization,
            "",
            words + (self.after(number) if is_lawyer(words) else ""),
            body=self._body(description.organization),
            fields=self._fields,
        )
        if self._only_by_job(role, description.organization):
            kind = "citizen"
        head = singular(self.tokens.lower[self.phrases[number].head])
        if not description.organization:
            kind = tables().unnamed.get(head, kind)
        return description, kind or thing_kind(words) or "unknown", True

    def _only_by_job(self, role: str, organization: str) -> bool:
        """Tell somebody who is introduced by a job that the article is not about: "a tax clerk from Ningbo"."""
        found = role_in(role) if role and not organization else None
        if found is None or found.head not in tables().jobs or singular(role.lower()) != role.lower():
            return False
        job = found.head.rpartition(" ")[2]
        if "performance" in self._fields and job in tables().performing:
            return False
        return sum(1 for word in self.tokens.lower if word.startswith(job)) < _FIELD

    def _thing(self, words: str, head: str) -> tuple[Description, SourceType, bool]:
        if head in ("group", "team") and words[1:].islower() and "research" in self._fields:
            return Description(), "expert", False
        outlet = _OUTLETS_REPORT.match(words)
        if outlet is not None and body_kind(outlet["outlet"]) in ("media", "state_media"):
            return Description(), body_kind(outlet["outlet"]) or "media", False
        kind = thing_kind(words) or ("company" if head[:1].isupper() else "unknown")
        body = head.lower() in BODIES and words[1:] != words[1:].lower()
        return _body_called(words) if body else Description(), kind, False

    def _body(self, name: str) -> SourceType | None:
        """Return the kind of a body by its name, or by what stands beside it where the name leaves that open."""
        if name not in self._bodies:
            full = self.cast.spelt_out(name)
            kind = body_kind(full) or body_kind(name)
            if name and kind in (None, "media", "company") and not is_known(full):
                kind = (
                    kind_beside(self.text, name)
                    or (kind_beside(self.text, full) if full != name else None)
                    or kind
                )
            self._bodies[name] = kind
        return self._bodies[name]

    def _kind_of_body(self, number: int, words: str, full: str) -> SourceType:
        """Return the kind of a named body that speaks; an unknown one that reports is an outlet, else a company."""
        kind = self._body(_body_called(full).organization) or self._body(_body_called(words).organization)
        if kind is None and not self.cast.acts_as_firm(number):
            end = self.tokens.ends[self.phrases[number].last - 1]
            kind = "media" if _REPORTS.match(self.text[end : end + 30]) else None
        return kind or "company"

    def _role_words(self, number: int) -> str:
        phrase = self.phrases[number]
        return self.text[self.tokens.starts[phrase.first] : self.tokens.ends[phrase.head]]

    def _person(self, number: int) -> tuple[Description, SourceType | None]:
        best = self.cast.fullest(number)
        if best not in self._persons:
            self._persons[best] = self._read_person(number, best)
        return self._persons[best]

    def _read_person(self, number: int, best: int) -> tuple[Description, SourceType | None]:
        description = describe(self.cast, number)
        role = description.role or self._title(best)
        if not description.organization:
            description = self._with_body(description, f"{role} {description.context}", best)
        organization = description.organization
        kind = kind_of_person(
            self._among(best) or role,
            self.cast.spelt_out(organization),
            self.cast.full_name(number) or "",
            description.context,
            body=self._body(organization),
            fields=self._fields,
            testifies=self._testimony,
        )
        if self._only_by_job(role, organization) or (self._client and not organization and is_lawyer(role)):
            kind = "citizen"
        if not role and (kind is None or kind == "government"):
            kind = self._told_beside(self.tokens.words[self.phrases[best].last - 1], kind)
        return description, None if kind == "unknown" else kind

    def _told_beside(self, surname: str, kind: SourceType | None) -> SourceType | None:
        """Let "Lee writes", "Lee wrote in The Post" and "the front-runner, Lee" tell what somebody without a role is."""
        before, after = (_WRITES_BEFORE, _WRITES_AFTER) if kind is None else (_RUNS_BEFORE, _RUNS_AFTER)
        for start, end in places(self.text, surname):
            if before.search(self.text, max(0, start - 50), start) or after.match(self.text, end):
                return "media" if kind is None else "politician"
        return kind

    def _among(self, number: int) -> str:
        """Return "protesters" of "one of the protesters, a lecturer, Ann Lee": it tells the capacity in which somebody speaks."""
        start = self.tokens.starts[self.phrases[number].first]
        found = _AMONG.search(self.text[max(0, start - 100) : start])
        return found["who"] if found is not None and role_kind_of(found["who"]) == "activist_ngo" else ""

    def _with_body(self, description: Description, words: str, number: int) -> Description:
        """Find for whom "the spokesman", "a member of the group" speaks, when that stands elsewhere."""
        whose, speaks = _WHOSE.search(words), "spokes" in words.lower()
        if description.organization or not (whose or speaks):
            return description
        if whose is None and self._speaks_for is not None:
            return replace(description, organization=self._speaks_for["org"])
        wanted = whose["body"].lower() if whose else ""
        for back in range(number - 1, max(-1, number - _REACH), -1):
            name = self.cast.names[back]
            if name is not None and not self.cast.is_person(back) and self._is_body(back, wanted):
                return replace(description, organization=self.cast.full_name(back) or "")
        return description

    def _is_body(self, number: int, wanted: str) -> bool:
        """Tell whether a named body is what "the company", "the group" calls; any that has spokespeople without such a word."""
        if wanted in ("company", "firm", "") and self.cast.is_company(number):
            return True
        name = self.cast.full_name(number) or ""
        if not wanted:
            return body_kind(name) in ("government", "court_regulator") and not is_people(name)
        return wanted in name.lower() or self._body(name) == thing_kind(wanted)

    def _title(self, number: int) -> str:
        """Return "Sen." of "Sen. Ann Lee"."""
        phrase, name = self.phrases[number], self.cast.names[number]
        words = self.tokens.words[phrase.first : name.first if name else phrase.first]
        return " ".join(w for w in words if w.lower() in HONORIFICS)


def _body_called(name: str) -> Description:
    """Return a body that speaks for itself, without "the"."""
    return Description("", _ARTICLE.sub("", name))
