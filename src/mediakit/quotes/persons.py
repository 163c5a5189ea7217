"""What kind of source speaks: role first, then body, then name, then what the article is about."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from mediakit.quotes.kinds import Role, body_kind, is_place, person_known, role_in, tables
from mediakit.records import SourceType


def _pattern(words: str, flags: int = re.I) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", flags)


_CLIENT = re.compile(
    r"(?i)^(?:[\w-]+ )*(?:lawyers?|attorneys?|solicitors?|barristers?|counsel)(?: [\w-]+)? (?:for|representing|acting for) (?:the |an? )?(?P<client>.+)"
)
_OWN_LAWYER = re.compile(
    r"(?:^|\s)(?:(?:his|her|their|my)|(?:family|couple|woman|man|victim|defendant|plaintiff|suspect|mother|father|owner)[’']s|(?P<owner>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*?)[’']s?)\s+(?:[\w-]+ )*(?:lawyers?|attorneys?|solicitor|barrister|counsel)\b",
)
_POLITICAL = _pattern(
    r"[DR](?:-|\., ?|, ?)[A-Z][\w.]+|(?<!of )(?:Republican|Democrat|Labour|Conservative|Tory|Labor|Liberal|Green)(?: of| from| in| for| who|,|$)|member (?:for|of (?:parliament|congress|the legislat\w+))"
    r"|(?:Republican|Democratic) (?:of|from|leader|nominee|candidate|governor candidate)|presidential candidate|running for|ran for|candidate for",
    0,
)
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
_STATE_HEADS = frozenset(
    "official,senior official,top official,authority,deputy minister,secretary".split(",")
)
_ANYBODY = frozenset("person people individual someone somebody".split())
_INSIDE = frozenset("familiar close briefed knowledge involved aware".split())
_CRAFTS = frozenset("writer photographer producer cameraman contributor executive producer artist".split())
_TOP = frozenset(
    "ceo,cfo,cto,coo,chief executive,chief executive officer,chief operating officer,chief financial officer".split(
        ","
    )
)
_DOES: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    (
        "expert",
        _pattern(
            r"who (?:\w+ ){0,2}(?:teach(?:es)?|taught|lectures?|stud(?:y|ies)|research(?:es)?|studied|has written|advises|consults|speciali[sz]es|treats|co-?authored|wrote (?:a|the) book|led the (?:study|research))"
        ),
    ),
    ("media", _pattern(r"who (?:\w+ ){0,2}(?:hosts?|presents?|edits?|reports?|covers?|writes for|blogs)")),
    ("analyst", _pattern(r"who (?:\w+ ){0,2}(?:follows? the|tracks? the|manages? (?:money|funds)|invests)")),
    (
        "activist_ngo",
        _pattern(r"who (?:\w+ ){0,2}(?:campaigns?|campaigned|organi[sz]e[sd]|advocates?|lobb(?:y|ies))"),
    ),
    (
        "politician",
        _pattern(
            r"who (?:\w+ ){0,2}(?:represents? (?:the|a)|is running for|ran for|chairs? the \w+ committee)"
        ),
    ),
    (
        "company",
        _pattern(
            r"who (?:\w+ ){0,2}(?:owns? (?:a|an|the)|co-?founded|founded|co-?owns?|runs? (?:a|an|the|his|her)) "
        ),
    ),
    (
        "worker",
        _pattern(
            r"who (?:\w+ ){0,2}(?:dr[io]ves?|driven|works? (?:as|at|in|for)|worked (?:as|at|in|for)|farms?|sings?|plays?|played|acts?|stars?|starred|directed|scored|lip-\w+)"
        ),
    ),
    (
        "citizen",
        _pattern(
            r"who (?:\w+ ){0,2}(?:sells?|sold|lives?|lived|uses?|used|lost|bought|was (?:there|at|in|on|inside|walking|driving|injured|wounded|shot|born|diagnosed|arrested|charged)|witnessed|saw|survived|fled|voted|suffer(?:s|ed)|grew up|attended|has (?:two|three|four|a) )"
        ),
    ),
)
_STAGE = _pattern(
    "films?|movies?|actors?|actress(?:es)?|albums?|songs?|singers?|bands?|stars?|starr(?:ed|ing)|co-stars?|reality (?:show|star|tv)|episodes?|hollywood|grammys?|oscars?"
    "|netflix|mtv|sitcom|concerts?|coach(?:es)?|leagues?|strikers?|midfielders?|footballers?|football|basketball|baseball|playoffs?|quarterback|touchdowns?"
    "|tournament|championships?|premier league|world cup|olympics?|heavyweight|knockout|undercard|pitchers?|mlb|nfl|nba|nhl|ufc|offseason|innings|team-?mates?|wickets?|grand prix|bouts?|celebrity|director|screenplay|box office|rapper|playlist|dressing room"
    "|tennis|wimbledon|golf|cricket|rugby|quarter-?finals?|semi-?finals?|grand slam|goalkeepers?|midfield|squads?|fixtures?|roster|rookies?|linebackers?|receivers?|racing"
    "|vocals|lyrics|premieres?|screenings?|sequels?|trailer|red carpet|influencers?|actor's|filmmakers?|showrunner|tv series|podcast|heartbreak|fiancée?|baby bump|broadway|theatre"
)
_RESEARCH = _pattern("research\\w*|scien\\w+|stud(?:y|ies)|experiments?|journal|laboratory|professors?")


def kind_of_person(
    role: str, organization: str, name: str, context: str = "", *, testifies: bool = False
) -> SourceType | None:
    """Return the kind of a person or people by role, then body, then deeds, then name; None when nothing tells."""
    role = re.sub(r"\brep(s?)\b", r"representative\1", role)
    client = _client(role, context, organization)
    if client is not None:
        return client
    known = person_known(name) if name else None
    if known is not None and not role and not organization:
        return known
    found = _role_of(role, context if not organization else "")
    if found is not None and testifies and found.former:
        found = replace(found, before=tuple(word for word in found.before if word != "former"))
    body = _kind_behind(organization) if organization else None
    if found is not None and not found.of_body and is_place(organization):
        body = None
    if found is not None and found.kind not in _NOT_PARTISAN and _POLITICAL.search(context):
        return "politician"
    told = _told_by(found, body, organization, known)
    return (
        told
        or (_member(body) if body is not None else None)
        or ("politician" if _POLITICAL.search(context) else None)
        or _by_deeds(context)
        or known
        or ("company" if organization else None)
    )


def _told_by(
    found: Role | None, body: SourceType | None, organization: str, known: SourceType | None
) -> SourceType | None:
    """Return the kind that a role tells; an office of no body leaves it to who is known to hold it."""
    if found is None:
        return None
    if found.former and known in ("government", "politician"):
        return "politician"
    if not found.of_body:
        return _of_role(found, body)
    office = _of_office(found, body, organization)
    return known if known is not None and body is None and office == found.kind else office


def _role_of(role: str, context: str) -> Role | None:
    """Return the role, with what follows it in its context ("deputy leader" of the borough council)."""
    found, wider = (role_in(words) if words else None for words in (role, context))
    if found is None:
        return None if wider is not None and wider.head in _ANYBODY else wider
    return wider if wider is not None and wider.head == found.head and not found.after else found


def _client(role: str, context: str, organization: str) -> SourceType | None:
    """Return the kind of whom a lawyer speaks for; None where nobody's lawyer speaks."""
    for words in (role, context):
        match = _CLIENT.match(words)
        if match is not None:
            client = match["client"]
            found = body_kind(organization or client) or role_kind_of(client)
            if client[:1].isupper() and not found:
                found = person_known(client)
            return (
                "citizen"
                if found in (None, "expert", "document")
                else "company"
                if found == "media"
                else found
            )
    match = _OWN_LAWYER.search(context)
    if match is not None:
        return (_kind_behind(match["owner"]) if match["owner"] else None) or "citizen"
    return None


def role_kind_of(words: str) -> SourceType | None:
    """Return the kind that a role's own word tells."""
    found = role_in(words)
    return found.kind if found is not None else None


@lru_cache(maxsize=4096)
def _kind_behind(organization: str) -> SourceType | None:
    return body_kind(organization) or person_known(organization)


def _member(body: SourceType) -> SourceType:
    return "expert" if body == "document" else body


def _of_office(found: Role, body: SourceType | None, organization: str) -> SourceType | None:
    """Return the kind of somebody who speaks for a body: the body's, by its name or by the words around the office."""
    after = takewhile(lambda word: word not in _CLAUSES, found.after)
    around = (" ".join(found.before), " ".join(w for w in after if w not in ("of", "for", "at", "the")))
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
    if spoken_for is not None and not organization:
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
            if kind or key in known.bodies:
                return kind or known.bodies[key]
    return "government" if any(part in known.peoples or part in known.places for part in parts) else None


def _of_role(found: Role, body: SourceType | None) -> SourceType | None:
    """Return the kind of a role, corrected by the body where the body goes first."""
    kind = found.kind
    if kind in ("government", "court_regulator") and found.former:
        return "politician" if found.head in _POLITICAL_HEADS else "expert"
    if kind == "media" and body == "state_media":
        return body
    if kind == "citizen" and found.head in _ANYBODY and _INSIDE & set(found.after):
        return body or "unknown"
    if kind == "unknown":
        return body or _body_in(" ".join((*found.before, *found.after))) or kind
    if kind == "analyst" and body in ("expert", "activist_ngo", "government", "court_regulator"):
        return body
    if kind == "company" and body in (
        "activist_ngo",
        "media",
        "politician",
        "government",
        "court_regulator",
        "expert",
    ):
        return kind if body == "expert" and found.head in _TOP else body
    if found.head in tables().jobs and body is None and "retired" in found.before:
        return "citizen"
    if kind == "worker" and found.head in _CRAFTS and body in ("media", "state_media"):
        return body
    if kind == "government" and body == "court_regulator":
        return body
    if kind == "government" and body in ("company", "expert") and found.head == "officer":
        return body
    return kind


def _by_deeds(context: str) -> SourceType | None:
    return (
        next((does for does, pattern in _DOES if pattern.search(context)), None) if "who" in context else None
    )


def is_of_stage_or_sport(text: str) -> bool:
    """Tell by its words whether an article is about performers or athletes: those who speak in it mostly are."""
    beginning = text[:6000]
    return len(_STAGE.findall(beginning)) * 110 > beginning.count(" ") + 180


def is_of_research(text: str) -> bool:
    """Tell by its words whether an article reports research: its "team" and "group" are scientists."""
    return len(_RESEARCH.findall(text[:6000])) > 3
