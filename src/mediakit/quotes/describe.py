"""What the article says about a source: role and organisation as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.lexicon import DETERMINERS, HONORIFICS, ROLE_HEADS, TITLES
from mediakit.quotes.names import Cast
from mediakit.quotes.sources import PEOPLES

_LINK = r"(?:of|at|for|with)"
_ORGANIZATION = r"(?:(?:the|The)\s+)?(?P<org>[A-Z][\w.’'&@-]*(?:(?:\s+(?:of|for|the|and|on|de|&)){1,2}\s+[A-Z][\w.’'&-]*|\s+[A-Z0-9][\w.’'&-]*)*)"
_AFTER_ROLE = re.compile(
    rf"^(?P<of>(?:\s+of\s+[a-z][\w-]*(?:\s+(?:and\s+)?[a-z][\w-]+){{0,3}}?)?)\s*,?\s+{_LINK}\s+{_ORGANIZATION}"
)
_OF_COMMON = re.compile(
    r"^\s+(?:of|for)\s+(?!the\b|a\b|an\b|its\b|his\b|her\b|their\b)[a-z][\w-]*(?:\s+(?:and\s+)?[a-z][\w-]+){0,2}?(?=\s+(?:at|for|from|in|with|of)\b|[,.]|\s+(?:who|said|told)\b|$)"
)
_DIRECT = re.compile(rf"^\s*,?\s+(?:of|at|with)\s+{_ORGANIZATION}")
_WHO = re.compile(
    rf"^\s*,\s+who\s+(?:(?:chairs|heads|leads|runs|directs|founded|co-founded)|(?:[\w’'-]+\s+){{1,9}}?(?:at|for|of))\s+{_ORGANIZATION}"
)
_AT = re.compile(rf"^[^,.;“”\"]{{1,60}}?\s+(?:at|with)\s+{_ORGANIZATION}")
_SPOKES_FROM = re.compile(rf"^\s+from\s+{_ORGANIZATION}")
_APPOSITION = re.compile(
    r"^\s*(?:,|\()\s*(?:who\s+(?:is|was)\s+)?(?P<what>(?:[^.;:!?()“”\"\n]|(?<=\b[A-Z])\.){3,140})"
)
_BODY_NOUN = re.compile(
    r"^(?:company|firm|ministry|department|administration|campaign|agency|police|government|american|chinese|unnamed)\s+(?=\w)",
    re.I,
)
_PLAIN = re.compile(
    r"^(?:an?)\s+(?P<role>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,3}?)(?=\s+(?:of|at|for|from|in|with|who|on|to|that)\b|$|\s*,)"
)
_STOP = re.compile(r",|\s(?:who|which|that|whose|said|says|told|wrote|added|and has|and had)\b|\s[–—-]\s")
_LEADING = re.compile(
    r"^(?:(?:a|an|the|its|their|his|her|one of (?:the|its|their)|another|some|one|two|three|several|many|as|that|this|now|then)\s+)+",
    re.I,
)
_OWNER = re.compile(r"(?P<org>[A-Z][\w&-]*(?: [A-Z][\w&-]*)*)[’']s$")
_RANKS = frozenset(
    "Major Lt Lt. Brigadier Foreign Home Inspector Attorney General Chief Vice Deputy Prime First Senior Executive Managing Associate Assistant"
    " Principal Former Interim Acting Then Secretary Lieutenant Rear Air Shadow Legendary".split()
)
_NO_NAME = re.compile(r"-(?:old|powered|based|born|turned|winning|led|backed)$|^\d+$", re.I)
_WORD = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True, slots=True)
class Description:
    """Role and organisation, as written; empty where the article gives none."""

    role: str = ""
    organization: str = ""
    context: str = ""


def describe(cast: Cast, number: int) -> Description:
    """Read role and organisation from the mentions of a source, the fullest and first ones first."""
    name = cast.names[number]
    if name is None:
        return _of_description(cast, number)
    key = name.words[-1].casefold()
    role = organization = context = ""
    for mention in [cast.fullest(number), *cast.by_key[key][:8]]:
        found = _of_named(cast, mention)
        role, organization = role or found.role, organization or found.organization
        context = context or found.context
        if role and organization:
            break
    return Description(role, organization, context)


def _of_named(cast: Cast, number: int) -> Description:
    tokens, phrase, name = cast.tokens, cast.phrases[number], cast.names[number]
    assert name is not None
    before = tokens.text[tokens.starts[phrase.first] : tokens.starts[name.first]].strip()
    end = tokens.ends[phrase.last - 1]
    rest = re.sub(r"^\.(?=,)", "", tokens.text[end : end + 180])
    if phrase.first and tokens.lower[phrase.first - 1] == "to" and before[:1].islower():
        before = before.partition(" ")[2]
    found = parse_role(before) if before else Description()
    if found.role.rpartition(" ")[2] in ("people", "person"):
        found = Description("", found.organization)
    owner = _OWNER.search(before)
    if owner is not None and not found.organization:
        found = Description(found.role, owner["org"])
    direct = _DIRECT.match(rest)
    if direct and not found.organization:
        found = Description(found.role, _tidy(direct["org"]))
    apposition = _APPOSITION.match(rest)
    if apposition is not None:
        later = parse_role(apposition["what"])
        if not later.role:
            later = _plain_role(apposition["what"])
        found = Description(found.role or later.role, found.organization or later.organization)
    who = _WHO.match(rest)
    if who is not None and not found.organization:
        found = Description(found.role, _tidy(who["org"]))
    if not found.role and not found.organization:
        found = _introduced(cast, number)
    return Description(
        found.role, found.organization, f"{before} {apposition['what'] if apposition else ''}".strip()
    )


def _plain_role(apposition: str) -> Description:
    """Read "a tax clerk from Ningbo": what stands between the article and the next small word."""
    match = _PLAIN.match(apposition.strip())
    if match is None:
        return Description()
    linked = _AFTER_ROLE.match(apposition.strip()[match.end() :])
    return Description(match["role"], _tidy(linked["org"]) if linked else "")


def _introduced(cast: Cast, number: int) -> Description:
    """Read "an American professor of trade law, Lyle Haverstock,"."""
    if number == 0:
        return Description()
    tokens, before = cast.tokens, cast.phrases[number - 1]
    touching = (
        before.last < len(tokens)
        and tokens.words[before.last] == ","
        and cast.phrases[number].first == before.last + 1
    )
    end = cast.phrases[number].last
    closed = tokens.words[end : end + 1] in ([","], ["."], []) or tokens.lower[before.first] in (
        "a",
        "an",
        "another",
    )
    if touching and closed and before.form == "description" and tokens.lower[before.head] in ROLE_HEADS:
        return _of_description(cast, number - 1)
    return Description()


def _of_description(cast: Cast, number: int) -> Description:
    tokens, phrase = cast.tokens, cast.phrases[number]
    start, end = tokens.starts[phrase.first], tokens.ends[phrase.head]
    return parse_role(tokens.text[start:end] + tokens.text[end : end + 120])


def parse_role(text: str) -> Description:
    """Split "honorary president of the Hong Kong Information Technology Federation" into role and organisation."""
    text = _LEADING.sub("", text.strip())
    words = list(_WORD.finditer(text))[:11]
    cut = _STOP.search(text)
    limit = cut.start() if cut else len(text)
    head = next((w for w in words if _is_role(w.group()) and w.start() < limit), None)
    if head is None:
        return Description()
    head = _last_of_run(words, head, limit)
    front = text[: head.start()]
    lead = _capitals_in_front(front)
    organization = _tidy(lead)
    role = (front[len(lead) :].strip() + " " + head.group().removesuffix("’s").removesuffix("'s")).strip()
    rest = text[head.end() :]
    linked = _AFTER_ROLE.match(rest)
    common = _OF_COMMON.match(rest)
    if common is not None:
        role += common.group()
    elif linked is not None and linked["of"]:
        role += linked["of"].rstrip()
    if linked is None and "spokes" in role:
        linked = _SPOKES_FROM.match(rest)
        if linked is not None:
            organization = _tidy(linked["org"])
    elif linked is not None and (employer := _AT.match(rest)) is not None:
        organization = _tidy(employer["org"])
    elif linked is not None and not (organization and len(organization) > len(linked["org"])):
        organization = _tidy(linked["org"])
    organization, rank = _without_rank(organization)
    role = f"{rank} {role}".strip()
    if organization in PEOPLES or organization in ("District", "State"):
        role, organization = f"{organization} {role}", ""
    if role.rsplit(" ", 1)[-1].lower() in (
        "man",
        "woman",
        "men",
        "women",
        "resident",
        "residents",
        "couple",
        "teenager",
    ):
        organization = ""
    return Description(_BODY_NOUN.sub("", role).strip(" ,"), organization)


def _without_rank(organization: str) -> tuple[str, str]:
    """Take "Inspector" of "HHS Inspector General" and "26-year-old" off what stands before a role: the rank goes to the role."""
    words = organization.split()
    kept = [word for word in words if not _NO_NAME.search(word)]
    at = len(kept)
    while at and kept[at - 1] in _RANKS:
        at -= 1
    return " ".join(kept[:at]), " ".join(kept[at:])


def _is_role(word: str) -> bool:
    plain = word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")
    return (
        plain in TITLES
        or plain in HONORIFICS
        and plain not in ("mr", "mrs", "ms", "miss", "sir", "dr", "lord", "lady", "dame")
    )


def _last_of_run(words: list[re.Match[str]], head: re.Match[str], limit: int) -> re.Match[str]:
    """Go on to the last role word that follows at once ("chief executive officer")."""
    at = words.index(head)
    while (
        at + 1 < len(words) and words[at + 1].start() - words[at].end() == 1 and words[at + 1].start() < limit
    ):
        if not _is_role(words[at + 1].group()):
            break
        at += 1
    return words[at]


def _capitals_in_front(front: str) -> str:
    """Return the capitalised words that open a description: "Foreign Ministry" of "Foreign Ministry spokesman"."""
    match = re.match(
        r"(?:[A-Z0-9][\w.’'&-]*|of|for|and|the|&)(?:\s+(?:[A-Z0-9][\w.’'&-]*|of|for|and|the|&))*\s+", front
    )
    if match is None or match.group().strip().lower() in (
        "former",
        "senior",
        "deputy",
        "chief",
        "state",
        "honorary",
        "republican",
        "democratic",
        "chinese",
        "american",
        "british",
    ):
        return ""
    return match.group()


def _tidy(organization: str) -> str:
    words = organization.strip().rstrip(".,").removesuffix("’s").removesuffix("'s").split()
    while words and words[-1].lower() in ("of", "for", "and", "the", "on"):
        words.pop()
    while words and words[0].lower() in DETERMINERS:
        words.pop(0)
    return " ".join(words)
