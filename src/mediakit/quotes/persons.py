"""What kind of source a person or people are: whose lawyer, then role, body, party, deeds, name."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from itertools import takewhile

from mediakit.quotes.kinds import (
    LINKS,
    Role,
    is_place,
    kind_behind,
    person_known,
    role_in,
    role_kind_of,
    spelt,
    tables,
)
from mediakit.quotes.lawyers import LAWYERS, kind_of_client
from mediakit.records import SourceType

_POLITICAL = re.compile(
    r"(?<!\w)(?:[DR](?:-|\., ?|, ?)[A-Z][\w.]+|(?<!of )(?:Republican|Democrat|Labour|Conservative|Tory|Labor|Liberal|Green)(?: of| from| in| for| who|,|$)|member (?:for|of (?:parliament|congress|the legislat\w+))"
    r"|(?:Republican|Democratic) (?:of|from|leader))(?!\w)"
)
_RUNS = re.compile(
    r"(?<!\w)(?:(?:presidential|Republican|Democratic|Labour|Conservative) (?:governor )?(?:candidate|nominee|front-?runner|hopeful)|running for|ran for|candidate for)(?!\w)"
)
_WHO = re.compile(r"\bwho((?:\s+[\w’'-]+){1,5})")
_REP = re.compile(r"\brep(s?)\b")
_WORLD = frozenset(
    ("un", "united nation", "eu", "european union", "nato", "world bank", "imf", "european commission")
)
_CLAUSES = frozenset("who whom whose which that when where as after before said say".split())
_NOT_PARTISAN = ("citizen", "media", "expert", "court_regulator", "government")
_POLITICAL_HEADS = frozenset(
    "president,vice president,prime minister,governor,gov,mayor,premier,chancellor,first minister,deputy prime minister,leader".split(
        ","
    )
)
"""Offices whose former holders still speak as politicians, not as experts."""
_NOT_OF_STATE: dict[str, SourceType] = {"president": "company", "general secretary": "activist_ngo"}
"""What holders of an office without a body mostly are where the article is about no state."""
_STATE_HEADS = frozenset(
    "official,senior official,top official,authority,deputy minister,secretary".split(",")
)
_ANYBODY = frozenset("person people individual someone somebody".split())
_INSIDE = frozenset("familiar close briefed knowledge involved aware".split())
_TOP = frozenset(
    "ceo,cfo,cto,coo,chief executive,chief executive officer,chief operating officer,chief financial officer".split(
        ","
    )
)
_OUTLETS: Set[SourceType] = {"media", "state_media"}
_STATE: Set[SourceType] = {"government", "court_regulator"}
_BODY_FIRST: dict[SourceType, Set[SourceType]] = {
    "media": {"state_media"},
    "analyst": {"expert", "activist_ngo", *_STATE},
    "company": {"activist_ngo", "politician", "expert", "analyst", *_OUTLETS, *_STATE},
}
"""Kinds of role → kinds of body that go first: the founder of a charity speaks for it."""
_BODY_FIRST_FOR: dict[str, Set[SourceType]] = {
    **dict.fromkeys(
        "creator,writer,photographer,producer,executive producer,cameraman,contributor,artist".split(","),
        _OUTLETS,
    ),
    **dict.fromkeys(LAWYERS, {"activist_ngo", "government"}),
    "specialist": {"government"},
    "officer": {"company", "expert"},
    "principal": {"company", "analyst"},
    "engineer": {"expert"},
}
"""The same for single roles."""


def kind_of_person(
    role: str,
    organization: str = "",
    name: str = "",
    context: str = "",
    *,
    body: SourceType | None = None,
    fields: Set[str] = frozenset(),
    testifies: bool = False,
) -> SourceType | None:
    """Return the kind of a person or people, None where nothing tells.

    Parameters
    ----------
    role, organization, name, context : str
        What the article says, as written; the context is what stands around the name.
    body : str, optional
        The kind of the organisation, where the article tells it; else its name does.
    fields : set of str
        What the article is about.
    testifies : bool
        Whether the article is about testimony: former officials then speak of their office.
    """
    role = _REP.sub(r"representative\1", role)
    body = body or (kind_behind(organization) if organization else None)
    client = kind_of_client(role, context, organization)
    known = person_known(name) if name else None
    if client is not None or (known is not None and not role and not organization):
        return client or known
    found = _role_of(role, context if not organization else "")
    if found is not None and testifies and found.former:
        found = replace(found, before=tuple(word for word in found.before if word != "former"))
    if found is not None and found.head in _NOT_OF_STATE and role[:1].islower() and "state" not in fields:
        found = replace(found, kind=_NOT_OF_STATE[found.head])
    if found is not None and not found.of_body and is_place(organization):
        body = None
    runs = bool(_RUNS.search(context))
    partisan = runs or bool(_POLITICAL.search(context))
    if found is not None and (
        (partisan and found.kind not in _NOT_PARTISAN) or (runs and found.kind == "government")
    ):
        return "politician"
    deed = kind_of_deed(context)
    if found is not None and found.kind == "citizen" and deed in ("activist_ngo", "politician"):
        return deed
    return (
        _told_by(found, body, organization, known, fields)
        or (_member(body) if body is not None else None)
        or ("politician" if partisan else None)
        or deed
        or known
        or ("company" if organization and not (found and found.head.endswith("member")) else None)
    )


def _told_by(
    found: Role | None,
    body: SourceType | None,
    organization: str,
    known: SourceType | None,
    fields: Set[str],
) -> SourceType | None:
    """Return the kind that a role tells; an office of no body leaves it to who is known to hold it."""
    if found is None:
        return None
    if found.former and known in ("government", "politician"):
        return "politician"
    if "performance" in fields and body in (None, "company") and _body_in(" ".join(found.before)) is None:
        performing = tables().performing.get(found.head.rpartition(" ")[2])
        if performing is not None:
            return performing
    if not found.of_body:
        return _of_role(found, body, fields)
    office = _of_office(found, body, organization)
    return known if known is not None and body is None and office == found.kind else office


def _role_of(role: str, context: str) -> Role | None:
    """Return the role, with what follows it in its context ("deputy leader" of the borough council)."""
    found, wider = (role_in(words) if words else None for words in (role, context))
    if found is None:
        return None if wider is not None and wider.head in _ANYBODY else wider
    return wider if wider is not None and wider.head.endswith(found.head) and not found.after else found


def _member(body: SourceType) -> SourceType:
    return "expert" if body == "document" else body


def _of_office(found: Role, body: SourceType | None, organization: str) -> SourceType | None:
    """Return the kind of somebody who speaks for a body: the body's, by its name or by the words around the office."""
    linked = found.after if found.after[:1] and found.after[0] in LINKS else ()
    after = takewhile(lambda word: word not in _CLAUSES, linked)
    around = (" ".join(found.before), " ".join(w for w in after if w != "the" and w not in LINKS))
    near = next((kind for words in around if words and (kind := _body_in(words))), None)
    kind = body or near
    if found.former and kind in ("government", "court_regulator", None):
        return "politician" if found.head in _POLITICAL_HEADS else "expert"
    if (
        kind == "government"
        and found.head.endswith("leader")
        and "council" in f"{organization} {around}".lower()
    ):
        return "politician"
    if kind is not None:
        return _member(kind)
    spoken_for = role_kind_of(around[1]) if "spokes" in found.head or "aide" in found.head else None
    if spoken_for is not None:
        return spoken_for
    return None if organization and found.head not in _STATE_HEADS else found.kind


def _body_in(words: str) -> SourceType | None:
    """Return the kind that the words around an office tell: "union" president, president "of Brazil"."""
    known, parts = tables(), words.split()
    if _WORLD & {" ".join(parts[:1]), " ".join(parts[:2])}:
        return "court_regulator"
    for at in range(len(parts)):
        for size in (4, 3, 2, 1):
            key = " ".join(parts[at : at + size])
            kind = known.names.get(key) if size > 1 else None
            kind = kind or known.bodies.get(key)
            if kind not in (None, "citizen"):
                return kind
    return "government" if any(part in known.peoples or part in known.places for part in parts) else None


def _of_role(found: Role, body: SourceType | None, fields: Set[str]) -> SourceType | None:
    """Return the kind of a role, corrected by the body where the body goes first."""
    kind = found.kind
    if kind in _STATE and found.former:
        return "politician" if found.head in _POLITICAL_HEADS else "expert"
    if kind == "citizen" and found.head in _ANYBODY and _INSIDE & set(found.after):
        return body or "unknown"
    if kind == "unknown":
        return body or _body_in(" ".join(found.before)) or kind
    if kind == "analyst" and body in (None, "company", "analyst") and _is_no_financier(found, body, fields):
        return "expert"
    if body is None:
        return "citizen" if found.head in tables().jobs and "retired" in found.before else kind
    if body in _BODY_FIRST.get(kind, ()) or body in _BODY_FIRST_FOR.get(found.head, ()):
        return kind if body == "expert" and found.head in _TOP else body
    if kind == "government" and body == "court_regulator" and not found.head.endswith("ambassador"):
        return body
    return kind


def _is_no_financier(found: Role, body: SourceType | None, fields: Set[str]) -> bool:
    """Tell analysts in an article about a state, and economists of no bank, from those of the market."""
    return (found.head == "economist" and body is None) or (
        found.head == "analyst" and body is None and "state" in fields and "money" not in fields
    )


def kind_of_deed(context: str) -> SourceType | None:
    """Return the kind that "who teaches law", "who was walking home" tells."""
    deeds = tables().deeds
    for match in _WHO.finditer(context):
        words = spelt(match[1])
        keys = (" ".join(words[at : at + size]) for at in range(3) for size in (3, 2, 1))
        found = next((deeds[key] for key in keys if key in deeds), None)
        if found is not None:
            return found
    return None
