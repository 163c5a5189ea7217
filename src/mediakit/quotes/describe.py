"""What the article says about a source: role and organisation as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mediakit.quotes.given import GIVEN
from mediakit.quotes.kinds import body_kind, is_place, role_kind_of, singular
from mediakit.quotes.names import Cast
from mediakit.quotes.roles import (
    ASIDE,
    Description,
    anchored_role,
    described,
    noun_at,
    parse_role,
    tail,
    tidy,
)
from mediakit.quotes.runs import BODY_NOUNS, LINKS, STOPS, Run

_BORDER = re.compile(r"[,;:!?“”\"()\n]|\.(?!\w)|\b(?:said|says|told|and|but|that|by|with)\b")
_LINE_END = re.compile(r"\n|[“”\"]|(?<=[a-z]{2})\.$")
_OWNED = re.compile(r"^[’']s|[’']s?$")
_APPOSITION = re.compile(
    r"\s*[,(]\s*(?:who\s+(?:is|was)\s+)?(?P<what>(?:[^.;:!?()“”\"\n]|(?<=\b[A-Z])\.){3,140})"
)
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|their) ")
_TITLES = frozenset("mr mrs ms miss dr sir lord lady dame prof baroness baron father sister".split())
_VAGUE = frozenset(
    "dr doctor official journalist member performer democrat republican general gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral adm".split()
)
"""Roles that give way to another one that the article has for the same person."""
_DEEDS = {
    "founded": "founder", "co-founded": "co-founder", "owns": "owner", "owned": "owner", "runs": "head", "leads": "leader", "heads": "head",
    "headed": "head", "chairs": "chairman", "chaired": "chairman", "directs": "director", "directed": "director", "created": "creator",
    "coached": "coach", "written": "writer", "hosts": "host", "hosted": "host", "edits": "editor", "edited": "editor",
}  # fmt: skip
_WORKS = frozenset("is was serves served works worked".split())
_MENTIONS = 5


def describe(cast: Cast, number: int) -> Description:
    """Read role and organisation from the mentions of a source: the reading that tells most, of these the fullest name's and the first."""
    own = (cast.full_name(number) or "").split()
    readings = [
        reading for reading in _readings(cast, number) if reading.role not in GIVEN or reading.role not in own
    ]
    best = max(readings, key=_weight, default=Description())
    alike = (reading for reading in readings if reading.organization and _alike(best, reading))
    organization = best.organization or next(alike, best).organization
    if organization.lower() in cast.common:
        organization = ""
    context = next((reading.context for reading in readings if reading.context), "")
    return Description(best.role, organization, context)


def _weight(reading: Description) -> int:
    """Tell how much a reading tells: nothing, a vague role or one shared with others ("producers"), a role."""
    if not reading.role:
        return 0
    word = reading.role.casefold().rstrip(".").split()[-1]
    return 1 + (word not in _VAGUE and singular(word) == word)


def _alike(one: Description, other: Description) -> bool:
    """Tell whether two readings can be of one post: a scientist and author, not a prime minister and party leader."""
    kind = role_kind_of(one.role)
    same = kind == role_kind_of(other.role) and kind not in ("government", "politician")
    return same or not (one.role and other.role)


def _readings(cast: Cast, number: int) -> Iterator[Description]:
    """Read what stands around each mention of a source."""
    tokens, phrase, name = cast.tokens, cast.phrases[number], cast.names[number]
    if name is None:
        words = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.head]]
        yield parse_role(
            _LINE_END.split(_OWNED.sub("", words) + _OWNED.sub("", _rest(cast, phrase.head + 1)))[0]
        )
        return
    best = cast.fullest(number)
    others = cast.by_key[name.words[-1].casefold()][:_MENTIONS]
    for mention in (best, *(other for other in others if other != best and cast.fullest(other) == best)):
        spelt = cast.names[mention]
        if spelt is not None:
            yield from _around(cast, cast.phrases[mention].first, spelt.first, cast.phrases[mention].last)
            yield _shared(cast, mention)
    full = cast.full_name(number) or ""
    at = tokens.text.find(full) if " " in full else -1
    if at >= 0:
        yield from _around(cast, tokens.index(at), tokens.index(at), tokens.index(at + len(full)))


def _shared(cast: Cast, number: int) -> Description:
    """Read "producers" before the first of two names: "producers Ann Lee and Bob Orr"."""
    tokens, before, phrase = cast.tokens, cast.phrases[number - 1], cast.phrases[number]
    name = cast.names[number - 1]
    if name is None or tokens.lower[before.last : phrase.first] != ["and"]:
        return Description()
    found = _before(tokens.text[tokens.starts[before.first] : tokens.starts[name.first]].strip())
    return found if singular(found.role) != found.role else Description()


def _rest(cast: Cast, at: int) -> str:
    """Return what follows a token in its sentence, up to quotation marks and the end of the line."""
    tokens, start = cast.tokens, cast.tokens.ends[at - 1]
    last = at
    while last < len(tokens) and last < at + 40 and tokens.sentence[last] == tokens.sentence[at]:
        last += 1
    rest = tokens.text[start : tokens.ends[last - 1]] if last > at else ""
    return _LINE_END.split(rest.lstrip() if tokens.words[at : at + 1] == [","] else rest)[0]


def _around(cast: Cast, start: int, first: int, last: int) -> Iterator[Description]:
    """Read what stands before a name ("Apple CEO"), after it (", an analyst at Reed,") and before its comma ("a lecturer,")."""
    text, tokens = cast.tokens.text, cast.tokens
    begin = tokens.starts[first]
    left = text[max(0, begin - 200) : begin]
    pieces = _BORDER.split(left)
    before = (text[tokens.starts[start] : begin] if start < first else pieces[-1]).strip()
    if start and tokens.lower[start - 1] == "and":
        before = _with_first_half(pieces, before)
    after = _without_asides(re.sub(r"^[’']s|^\.(?=,)", "", _rest(cast, last)))
    apposition = _APPOSITION.match(after)
    context = f"{before} {apposition['what'] if apposition is not None else ''}".strip()
    yield replace(_made(cast, start) or _before(before), context=context)
    yield _after(after)
    if not before and len(pieces) > 1 and left.rstrip().endswith(","):
        yield _introduced(pieces[-2].strip(), after)


def _with_first_half(pieces: list[str], before: str) -> str:
    """Return "agent and profiler" before a name whose phrase begins at "profiler", where a role stands before "and"."""
    if len(pieces) < 2 or not before or anchored_role(before).organization:
        return before
    wide = f"{pieces[-2].strip()} and {before}"
    return next((wide[at:] for at in _starts(wide) if " and " in anchored_role(wide[at:]).role), before)


def _starts(text: str) -> tuple[int, ...]:
    """Return where a description could begin: with the text, or after a determiner."""
    return (0, *(match.end() for match in _DETERMINER.finditer(text)))


def _without_asides(after: str) -> str:
    """Cut ages, degrees and seats off what follows a name."""
    run = Run.of(after)
    at = int(ASIDE.match(run.word(0)) is not None and run.word(1) == ",")
    while run.word(at) == "," and ASIDE.match(run.word(at + 1)) and run.word(at + 2) in (",", "("):
        at += 2
    return after[run.starts[at] :] if at < len(run.words) else ""


def _before(text: str) -> Description:
    """Read "Apple CEO", "NASA’s" in front of a name."""
    found, run = anchored_role(text), Run.of(text)
    last = len(run.words)
    if not found.role and last and run.owns(last - 1):
        return Description("", tidy(run.slice(run.name_start(last, 0), last)))
    return Description("", found.organization) if _is_title(found.role) else found


def _is_title(role: str) -> bool:
    return role.lower().rstrip(".") in _TITLES


def _made(cast: Cast, start: int) -> Description | None:
    """Read "Acme, a bakery founded by": what somebody did for the body named before."""
    tokens = cast.tokens
    if start < 2 or tokens.lower[start - 1] != "by" or tokens.lower[start - 2] not in _DEEDS:
        return None
    bodies = (
        cast.full_name(number) or ""
        for number in range(len(cast.phrases) - 1, -1, -1)
        if cast.phrases[number].last < start
        and tokens.sentence[cast.phrases[number].first] == tokens.sentence[start]
        and not cast.is_person(number)
    )
    return Description(_DEEDS[tokens.lower[start - 2]], next(filter(None, bodies), ""))


def _introduced(before: str, after: str) -> Description:
    """Read "an American professor of trade law, Lyle Haverstock,"."""
    first = before.partition(" ")[0].lower()
    closed = after[:1] in ",.;)" or after[1:5] == "who "
    if not closed and first not in ("a", "an", "another", "one", "fellow"):
        return Description()
    found = next(
        (found for at in _starts(before) if (found := anchored_role(before[at:])).role), Description()
    )
    return found if first == "one" or singular(found.role) == found.role else Description()


def _after(text: str) -> Description:
    """Read what stands after a name: " of Reed Capital", ", a teacher at …", ", who heads …", " is a teacher"."""
    run = Run.of(text)
    at, body = _beside(run)
    found = Description()
    if run.word(at) in ",(–—" and run.word(at + 1) == "who":
        found = _who(run, at + 2)
    elif run.word(at) in ",(–—":
        found = _apposed(run, at + 1)
    elif run.word(at) in ("is", "was") and run.word(at + 1) in ("a", "an", "the"):
        found = described(run, at + 1)
        found = Description() if role_kind_of(found.role) == "citizen" else found
    return Description(found.role, body or found.organization)


def _beside(run: Run) -> tuple[int, str]:
    """Read " of Reed Capital", ", of the Reed Foundation": where it ends, and the body."""
    comma = int(run.word(0) == "," and run.word(1) in ("of", "from", "with", "at"))
    link = run.word(comma)
    noun = noun_at(run, comma + 1) if link in ("of", "from", "with", "at") else None
    if noun is None:
        return 0, ""
    if link in ("at", "with") and run.word(noun.last) not in STOPS:
        return 0, ""
    lives = comma or (
        run.word(noun.last) == "," and is_place(run.slice(noun.last + 1, run.name_end(noun.last + 1)))
    )
    return noun.last, noun.name if _is_body(link, noun.name, bool(lives)) else ""


def _is_body(link: str, name: str, lives: bool) -> bool:
    """Tell "Ann Lee of Reed Capital" from "Ann Lee, of Brighton": unless it is known, one word after "of" is a place."""
    if not name or is_place(name):
        return False
    if any(word.lower() in BODY_NOUNS for word in name.split()):
        return True
    return not lives and (
        link in ("at", "with") or body_kind(name) is not None or (link == "of" and " " in name)
    )


def _apposed(run: Run, at: int) -> Description:
    """Read the description after a comma; a title with a name behind it is somebody else's."""
    found = described(run, at)
    if not found.role:
        return _unlisted(run, at)
    follows = run.text.partition(found.role)[2]
    return Description() if _is_title(found.role) or re.match(r" [A-Z](?!\w+day)", follows) else found


def _unlisted(run: Run, at: int) -> Description:
    """Read a role that no table lists, where its place tells that it is one: "a tax clerk from Ningbo", "Acme’s Whiskey Blender"."""
    owner = next((o for o in range(at, run.name_end(at)) if run.owns(o)), None)
    if owner is None and run.word(at) not in ("a", "an"):
        return Description()
    first = last = at + 1 if owner is None else owner + 1
    while run.inside(last) and (owner is not None or run.word(last).islower()):
        last += 1
    closed = run.word(last) in LINKS or run.word(last) in (",", "who")
    if not (closed and 0 < last - first < 6):
        return Description()
    return Description(
        run.slice(first, last), tail(run, last)[1] if owner is None else tidy(run.slice(at, first))
    )


def _who(run: Run, at: int) -> Description:
    """Read "who is a teacher at …", "who heads …", "who teaches law at …"."""
    while run.word(at).endswith("ly") or run.word(at) in ("has", "also", "now"):
        at += 1
    verb = run.word(at)
    if verb in _WORKS and (found := described(run, at + 1)).role:
        return found
    if verb in _DEEDS:
        noun = noun_at(run, at + 1)
        body = (noun.name or noun.body) if noun is not None else ""
        return Description(_DEEDS[verb], body) if body else Description()
    end = next((stop for stop in range(at, at + 9) if run.word(stop) in STOPS), at + 9)
    named = (noun_at(run, link + 1) for link in range(at, end) if run.word(link) in ("at", "for", "of"))
    return Description("", next((noun.name for noun in named if noun is not None and noun.name), ""))
