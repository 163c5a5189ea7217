"""Descriptions of people as written: "honorary president of the Federation" is a role and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.kinds import body_kind, is_people, is_place, role_kind_of, role_size
from mediakit.quotes.lexicon import DETERMINERS, ROLE_HEADS, SPOKES
from mediakit.quotes.runs import BODY_NOUNS, LINKS, OPENERS, RANKS, STOPS, TERMS, Run

ASIDE = re.compile(
    r"(?:\d{1,3}|Ph\.?D|M\.?D|J\.?D|R\.?N|Esq|[Jj]r|[Ss]r|M\.?[ASPB]c?A?|B\.?[AS]c?|[DR]-[A-Z][\w.]*|[A-Z]{2,5}(?:-[A-Z]{1,4})?)\.?$"
)
"""Ages, degrees and seats that stand between commas after a name."""
_LEADING = DETERMINERS | frozenset(
    "last next earlier week month year monday tuesday wednesday thursday friday saturday sunday as now also currently".split()
)
_JOINED = frozenset("campaign administration police government ministry department group party team".split())
_ANY_BODY = frozenset("company firm agency ministry department administration government".split())
"""Nouns that only say that somebody speaks for a body, which is named elsewhere."""
_BEFORE_TITLES = RANKS | {"and", "federal", "outgoing", "incoming"}
_OFFICES = frozenset("minister secretary undersecretary".split())
_NOBODY = frozenset("people person someone somebody individual individuals".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Role and organisation, as written, and what stands around the name; empty where the article gives none."""

    role: str = ""
    organization: str = ""
    context: str = ""


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
    if role_kind_of(role) == "citizen" and (not body or body_kind(body) is None):
        organization = ""
    return Description(role, organization)


def _opening(run: Run, at: int) -> int:
    """Skip determiners, ages, degrees, days before a description."""
    while at < len(run.words):
        word = run.word(at).lower()
        if ASIDE.match(run.word(at)) and run.words[at + 1 : at + 2] == [","]:
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
    if end - start > 1 and _of_body(run, first, start) and _role_size(run, start + 1, end):
        start += 1
    owner = next((at for at in range(start - 1, first - 1, -1) if run.owns(at)), None)
    if owner is not None:
        return tidy(run.slice(run.name_start(owner + 1, first), owner + 1)), owner + 1, owner + 1
    return _named_before(run, first, start)


def _of_body(run: Run, first: int, at: int) -> bool:
    """Tell the first word of a role that names a body: "NATO official", "Hill University president"."""
    word = run.word(at)
    if word.isupper() and word.lower() not in RANKS:
        return body_kind(word) is not None
    return at > first and run.names(at - 1) and word.lower() in BODY_NOUNS


def _named_before(run: Run, first: int, start: int) -> tuple[str, int, int]:
    """Read the last name before a role: "Fox News" of "conservative Fox News host"; "former FBI agent" is a role as a whole."""
    last = after = next((at for at in range(start, first, -1) if run.names(at - 1)), first)
    while last > first and run.word(last - 1).lower() in RANKS:
        last -= 1
    name = run.name_start(last, first)
    former = next((at for at in range(first, last) if run.word(at).lower().split("-")[0] in TERMS), None)
    if former is not None and former >= name:
        name = former + 1
    words = run.slice(name, last)
    own = is_people(words) or all(is_people(w) or w.lower() in RANKS for w in re.split(r"[ -]", words))
    if own or run.word(start).lower() == "minister" or not any(word[:1].isupper() for word in words.split()):
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
    role_end = at = inner_end = end
    organization, common, portfolio = "", "", run.word(end - 1).lower() in _OFFICES
    while run.word(at) in LINKS and (noun := noun_at(run, at + 1)) is not None:
        link, of = run.word(at), run.word(at) in ("of", "for")
        place = is_place(noun.name)
        common = common or (noun.body if of or link in ("at", "with") else "")
        if not noun.name and noun.determined and of and noun.noun in BODY_NOUNS:
            inner_end = noun.last
        elif not noun.name:
            goes_on = noun.determined == (link == "to") and link in ("to", "of", "for", "on")
            role_end = noun.last if goes_on and not organization else role_end
        elif link == "to" or (link == "on" and not noun.determined):
            role_end = noun.last if at == end else role_end
        elif of and not organization and (named or (portfolio and not noun.determined and not place)):
            role_end = noun.last
        elif of and not organization and not (place and at > end):
            role_end, organization, inner_end = max(role_end, inner_end), noun.name, noun.last
        elif _is_workplace(run, end, link, noun.name):
            role_end, organization = max(role_end, inner_end), noun.name
        else:
            break
        at = noun.last
    return role_end, organization or common


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
    adjective = is_people(run.word(at)) or run.word(at).lower() in RANKS
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
    """Cut small words and marks off the ends of a body's name; "2.1 million followers" is none."""
    words = re.sub(r"(?<!\b[A-Z])\.$", "", re.sub(r"[’']s?$", "", organization.strip(" ,"))).split()
    while words and words[-1].lower() in ("of", "for", "and", "the", "on"):
        words.pop()
    while words and words[0].lower() in OPENERS and not words[0].isupper():
        words.pop(0)
    name = " ".join(words)
    return "" if name == name.lower() else name
