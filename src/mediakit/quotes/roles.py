"""Descriptions of people as written: "honorary president of the Federation" is a role and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.kinds import body_kind, is_people, is_place, role_size
from mediakit.quotes.lexicon import AUXILIARY, DAYS, DETERMINERS, FUNCTION, ROLE_HEADS, SAYING, SPOKES
from mediakit.quotes.persons import role_kind_of
from mediakit.quotes.proper import BODIES
from mediakit.quotes.verbs import VERBS

_WORD = re.compile(r"[^\s,;:!?()\[\]\"“”–—]+|[,;:!?()\[\]\"“”–—]")
_OWNER = re.compile(r"[’']s?$")
_ADJECTIVE = re.compile(r"-[a-z]+$")
ASIDE = re.compile(
    r"(?:\d{1,3}|Ph\.?D|M\.?D|J\.?D|R\.?N|Esq|[Jj]r|[Ss]r|M\.?[ASPB]c?A?|B\.?[AS]c?|[DR]-[A-Z][\w.]*|[A-Z]{2,5}(?:-[A-Z]{1,4})?)\.?$"
)
"""Ages, degrees and seats that stand between commas after a name."""
_LEADING = DETERMINERS | frozenset(
    "last next earlier week month year monday tuesday wednesday thursday friday saturday sunday as now also currently".split()
)
_OPENERS = DETERMINERS | frozenset(
    "when as after but and if while since before in on at for from by with of".split()
)
LINKS = frozenset("of for at in from with on to by".split())
STOPS = (AUXILIARY - {"to"}) | frozenset(
    ', ; : ! ? ( ) [ ] – — " “ ” - -- who which that whose when where said says say told wrote added he she they it'.split()
)
_INFLECTED = frozenset(form for form, base in SAYING.items() if form != base)
_PREPOSITIONS = frozenset(
    "behind beyond despite amid toward towards versus via beside besides alongside unlike".split()
)
_VERBAL = (FUNCTION | VERBS | _INFLECTED | _PREPOSITIONS) - {"and", "most", "once", "lead"}
_FORMER = frozenset("former ex retired late then acting interim longtime".split())
_RANKS = _FORMER | frozenset(
    "major lt lt. brigadier foreign home inspector attorney general chief vice deputy prime first senior executive managing associate assistant"
    " principal secretary lieutenant rear air shadow legendary veteran top additional citing operating prosecuting commanding presiding visiting"
    " founding leading ruling attending contributing republican democratic democrat gop labour labor conservative liberal tory independent"
    " us u.s. uk u.k. district state".split()
)
"""Words before a role that are its own part, in capitals too, rather than a body's name."""
BODY_NOUNS = BODIES | frozenset(
    "campaign government police movement startup nonprofit assembly house website team clinic program programme".split()
)
_JOINED = frozenset("campaign administration police government ministry department group party team".split())
_ANY_BODY = frozenset("company firm agency ministry department administration government".split())
"""Nouns that only say that somebody speaks for a body, which is named elsewhere."""
_BEFORE_TITLES = _RANKS | {"and", "federal", "outgoing", "incoming"}
_NOBODY = frozenset("people person someone somebody individual individuals".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Role and organisation, as written, and what stands around the name; empty where the article gives none."""

    role: str = ""
    organization: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """The words and punctuation marks of a stretch of text."""

    text: str
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Run:
        """Cut a text at spaces and punctuation; "U.S." and "co-founder" are words."""
        found = list(_WORD.finditer(text))
        return cls(text, [match.group() for match in found], [match.start() for match in found])

    def word(self, at: int) -> str:
        """Return a word, a comma beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ","

    def slice(self, first: int, last: int) -> str:
        """Return the words from ``first`` to ``last`` (exclusive) as written."""
        last = min(last, len(self.words))
        return (
            self.text[self.starts[first] : self.starts[last - 1] + len(self.words[last - 1])]
            if first < last
            else ""
        )

    def names(self, at: int) -> bool:
        """Tell whether a word could be part of a name: a capital or figure, but not "London-based"."""
        word = self.word(at)
        capital = word[:1].isupper() or word[:1].isdigit()
        return capital and word.lower() not in DAYS and not _ADJECTIVE.search(word)

    def owns(self, at: int) -> bool:
        """Tell "NASA’s", "ministers’" from other words."""
        return _OWNER.search(self.word(at)) is not None

    def inside(self, at: int) -> bool:
        """Tell whether a word could stand inside a noun phrase: no verb, no small word."""
        word = self.word(at)
        lower = word if word.isupper() else word.lower()
        if lower in STOPS or lower in LINKS:
            return False
        return lower in _RANKS or role_size((lower,)) > 0 or lower not in _VERBAL

    def name_end(self, at: int) -> int:
        """Return where the name ends that begins at a word: capitals, joined by up to two small words."""
        first = at
        while self.names(at):
            at += 1
            small = at
            while small < at + 2 and self._joins(first, small):
                small += 1
            post = self.word(at) == "and" and self.word(small).lower() in ROLE_HEADS
            if self.names(small) and not post:
                at = small
        return at

    def _joins(self, first: int, at: int) -> bool:
        """Tell the small words in "Paths to Peace", "Center for Research on Sleep" from those in "to Ann Lee on Monday"."""
        word = self.word(at)
        if word == "to":
            return first > 0 and self.word(first - 1) != "to"
        if word == "on":
            return any(word.lower() in BODY_NOUNS for word in self.words[first:at])
        return word in ("of", "for", "the", "and", "de", "&")

    def name_start(self, at: int, first: int) -> int:
        """Return where the name begins that ends before a word."""
        last = at
        while at > first and self.names(at - 1):
            at -= 1
            small = at
            while small > max(first, at - 2) and self.word(small - 1) in (
                "of",
                "for",
                "the",
                "and",
                "de",
                "&",
            ):
                small -= 1
            if first < small < at and self.names(small - 1):
                at = small
        while at < last and not self.word(at).isupper() and self.word(at).lower() in _OPENERS:
            at += 1
        return at

    def phrase_start(self, at: int, first: int) -> int:
        """Return where the noun phrase begins that goes on at a word."""
        while at > first and not self.word(at - 1).endswith(("-based", "-old", "-born")):
            joined = self.word(at - 1) == "and" and at - 2 >= first and self.inside(at - 2)
            if not joined and not self.inside(at - 1):
                break
            at = self.name_start(at, first) if self.names(at - 1) else at - 1
        return at


@dataclass(frozen=True, slots=True)
class Noun:
    """What stands after a small word: the body named there or described ("the local committee"), the noun, where it ends."""

    name: str
    body: str
    noun: str
    determined: bool
    last: int


def parse_role(text: str) -> Description:
    """Split "honorary president of the Hong Kong Information Technology Federation" into role and organisation."""
    return described(Run.of(text.strip(" \n–—-‘’“”\"'")), 0)


def anchored_role(text: str) -> Description:
    """Read a description that ends where its text ends, but for another title ("Fox editor Dr.")."""
    found = parse_role(text)
    ends = (text, re.sub(r" [A-Z][a-z]+\.?$", "", text))
    whole = any(end.endswith((found.role, found.organization or found.role)) for end in ends)
    return found if whole else Description()


def described(run: Run, at: int) -> Description:
    """Read the description that begins at a word; empty where no word of it is a role."""
    first = _opening(run, at)
    head = _head(run, first)
    if head is None:
        return Description()
    organization, begin, wide = _front(run, first, *head)
    end, body = tail(run, head[1], named=bool(organization))
    if body:
        organization, begin = body, wide if organization else begin
    elif run.word(end) == "and" and (other := _head(run, end + 1)) is not None:
        end = other[1]
    role = "" if run.word(head[1] - 1) in _NOBODY else run.slice(begin, end)
    return Description(role, "" if role_kind_of(role) == "citizen" else organization)


def _opening(run: Run, at: int) -> int:
    """Skip determiners, ages, degrees, days before a description."""
    while at < len(run.words):
        word = run.word(at).lower()
        if ASIDE.match(run.word(at)) and run.word(at + 1) == ",":
            at += 2
        elif (
            word in _LEADING
            or word.isdigit()
            or word.endswith("-year-old")
            or (word == "of" and run.word(at - 1).lower() == "one")
        ):
            at += 1
        else:
            break
    return at


def _head(run: Run, first: int) -> tuple[int, int] | None:
    """Return where the role's own words begin and end: the last ones of their noun phrase, which may go on with "of" ("chief of staff")."""
    word = run.word(first)
    if word in LINKS or (word.islower() and word.endswith("ing") and not run.inside(first)):
        return None
    limit = next((at for at in range(first, first + 15) if run.word(at) in STOPS), first + 14)
    start = first
    while start < limit:
        stop = next((at for at in range(start + 1, limit) if not _within(run, at)), limit)
        for end in range(stop, start, -1):
            size = _role_size(run, start, end)
            titled = size and run.names(end - 1) and run.word(end - 2).islower()
            if size and not (titled and end - size > start and _role_size(run, start, end - 1)):
                begin = end - size
                office = (e for e in range(end + 1, min(limit, end + 3) + 1) if run.names(e - 1))
                return begin, max((e for e in office if _role_size(run, begin, e) >= e - begin), default=end)
        if not run.word(start)[:1].isupper():
            return None
        start = stop
    return None


def _within(run: Run, at: int) -> bool:
    return (
        run.inside(at)
        or run.word(at) in ("and", "&")
        or run.slice(at - 1, at + 1) in ("of the", "for the", "and the")
    )


def _role_size(run: Run, first: int, last: int) -> int:
    """Return how many words before ``last`` are a role."""
    word = run.word(last - 1)
    size = role_size(tuple(run.words[max(first, last - 4) : last]))
    body = size == 1 and run.names(last - 1) and word.lower() in BODY_NOUNS
    if word == "major" or run.owns(last - 1) or body:
        return 0
    return size or int(word.lower() in ROLE_HEADS)


def _front(run: Run, first: int, start: int, end: int) -> tuple[str, int, int]:
    """Read what stands before the role's own words: the body, where the role begins without it, and where with it."""
    first = run.phrase_start(start, first)
    for at in range(start - 1, first, -1):
        if run.word(at) == "and" and (size := _role_size(run, first, at)):
            start, end = at - size, at
    if (
        run.word(start).endswith(".")
        and run.word(start - 1).islower()
        and run.word(start - 1) not in _BEFORE_TITLES
    ):
        first = start
    if end - start > 1 and start > first and run.names(start - 1) and run.word(start).lower() in BODY_NOUNS:
        start += bool(_role_size(run, start + 1, end))
    owner = next((at for at in range(start - 1, first - 1, -1) if run.owns(at)), None)
    if owner is not None:
        return tidy(run.slice(run.name_start(owner + 1, first), owner + 1)), owner + 1, owner + 1
    return _named_before(run, first, start)


def _named_before(run: Run, first: int, start: int) -> tuple[str, int, int]:
    """Read the last name before a role: "Fox News" of "conservative Fox News host"; "former FBI agent" is a role as a whole."""
    last = after = next((at for at in range(start, first, -1) if run.names(at - 1)), first)
    while last > first and run.word(last - 1).lower() in _RANKS:
        last -= 1
    name = run.name_start(last, first)
    former = next((at for at in range(first, last) if run.word(at).lower().split("-")[0] in _FORMER), None)
    if former is not None and former >= name:
        name = former + 1
    words = run.slice(name, last)
    own = is_people(words) or all(is_people(w) or w.lower() in _RANKS for w in re.split(r"[ -]", words))
    if own or not any(word[:1].isupper() for word in words.split()):
        begin = first + (first < start and run.word(first).lower() in _ANY_BODY)
        return "", begin, begin
    if (
        last - name > 1
        and run.names(last - 2)
        and is_place(run.word(last - 1))
        and body_kind(run.slice(name, last - 1)) is not None
    ):
        last -= 1
    elif last == after < start and run.word(last) in _JOINED:
        last += 1
    return tidy(run.slice(name, last)), last if former is None else former, name


def tail(run: Run, end: int, *, named: bool = False) -> tuple[int, str]:
    """Read what follows the role's own words: how far the role goes on, and the outermost body it is at."""
    role_end = at = body_end = end
    organization = ""
    while run.word(at) in LINKS and (noun := noun_at(run, at + 1)) is not None:
        link, of = run.word(at), run.word(at) in ("of", "for")
        if not noun.name:
            if (
                noun.determined
                and of
                and noun.noun in BODY_NOUNS
                and (outer := tail(run, noun.last, named=named)[1])
            ):
                return noun.last, outer
            if noun.determined == (link == "to") and link in ("to", "of", "for", "on") and not organization:
                role_end = noun.last
            elif (of or link in ("at", "with")) and not organization:
                organization = noun.body
        elif link == "to" or (link == "on" and not noun.determined):
            role_end = noun.last if at == end else role_end
        elif of and not organization and named:
            role_end = noun.last
        elif of and not organization and at > end and is_place(noun.name):
            break
        elif of and not organization:
            organization, body_end = noun.name, noun.last
        elif _is_workplace(run, end, link, noun.name):
            role_end = body_end if organization else role_end
            organization = noun.name
        else:
            break
        at = noun.last
    return role_end, organization


def _is_workplace(run: Run, end: int, link: str, name: str) -> bool:
    """Tell "at Reed", "in the Ministry of Health", "a spokesman from Reed" from places."""
    if is_place(name) or link in ("of", "for", "by"):
        return False
    speaks = link == "from" and run.word(end - 1).lower() in SPOKES
    return link in ("at", "with") or speaks or body_kind(name) is not None


def noun_at(run: Run, at: int) -> Noun | None:
    """Read the noun phrase that begins at a word; None where there is none."""
    link, after = run.word(at - 1), run.word(at + 1)
    if link == "for" and run.word(at).endswith("ing") and after not in LINKS | STOPS:
        return None
    determined = run.word(at).lower() in DETERMINERS
    first = at = at + determined
    while run.inside(at) and not _begins_name(run, at):
        at += 1
    noun = run.word(at - 1) if at > first else ""
    end = run.name_end(at)
    if end == at:
        return _common_noun(run, first, at, noun, determined)
    last = end
    while run.inside(last) and not run.names(last) and run.word(last) != "and":
        last += 1
    ending = run.word(last - 1)
    if last > end and run.word(last) in ("called", "named") and run.names(last + 1):
        at, end = last + 1, run.name_end(last + 1)
    elif last > end and (ending in BODY_NOUNS or (role_size((ending,)) and not ending.endswith("ed"))):
        end = last
    elif last > end and run.word(first - 1) in ("a", "an"):
        return Noun("", "", "", True, last)
    if at > first:
        at = next((owner + 1 for owner in range(at, end - 1) if run.owns(owner)), at)
    return Noun(tidy(run.slice(at, end)), "", noun, determined, end)


def _begins_name(run: Run, at: int) -> bool:
    """Tell "Reed Capital" from the adjective in "Democratic candidate Ann Lee"."""
    adjective = is_people(run.word(at)) or run.word(at).lower() in _RANKS
    return run.names(at) and not (adjective and run.inside(at + 1) and not run.names(at + 1))


def _common_noun(run: Run, first: int, last: int, noun: str, determined: bool) -> Noun | None:
    """Read "the energy startup, Warmable", "the regional administration", "trade law"."""
    if last == first:
        return None
    body = noun in BODY_NOUNS
    end = run.name_end(last + 1)
    called = run.word(last) in ("called", "named") or (body and run.word(last) == run.word(end) == ",")
    if called and end > last + 1:
        return Noun(tidy(run.slice(last + 1, end)), "", noun, determined, end)
    common = run.slice(first, last) if body and determined and last - first > 1 else ""
    return Noun("", common, noun, determined, last)


def tidy(organization: str) -> str:
    """Cut small words and marks off the ends of a body's name."""
    words = re.sub(r"(?<![A-Z.].)\.$", "", re.sub(r"[’']s?$", "", organization.strip(" ,"))).split()
    while words and words[-1].lower() in ("of", "for", "and", "the", "on"):
        words.pop()
    while words and words[0].lower() in _OPENERS and not words[0].isupper():
        words.pop(0)
    return " ".join(words)
