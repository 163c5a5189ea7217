"""What the article says about a source: role and organisation as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.kinds import body_kind, is_people, is_place, role_size
from mediakit.quotes.lexicon import DETERMINERS, ROLE_HEADS
from mediakit.quotes.names import Cast
from mediakit.quotes.persons import role_kind_of

_LINK = r"(?:of|at|for|with)"
_ORGANIZATION = r"(?:(?:the|The)\s+)?(?P<org>[A-Z](?:[\w’'&@-]|\.(?=\w)|(?<=\b[A-Z])\.)*(?:(?:\s+(?:of|for|the|and|on|to|de|&)){1,2}\s+[A-Z](?:[\w’'&-]|\.(?=\w)|(?<=\b[A-Z])\.)*|\s+[A-Z0-9](?:[\w’'&-]|\.(?=\w)|(?<=\b[A-Z])\.)*)*)"
_AFTER_ROLE = re.compile(
    rf"^(?P<of>(?:\s+of\s+[a-z][\w-]*(?:\s+(?:and\s+)?[a-z][\w-]+){{0,3}}?)?)\s*,?\s+{_LINK}\s+{_ORGANIZATION}"
)
_OF_COMMON = re.compile(
    r"^\s+(?:of|for)\s+(?!the\b|a\b|an\b|its\b|his\b|her\b|their\b)[a-z][\w-]*(?:\s+(?:and\s+)?[a-z][\w-]+){0,2}?(?=\s+(?:at|for|from|in|with|of)\b|[,.]|\s+(?:who|said|told)\b|$)"
)
_DIRECT = re.compile(rf"^\s*,?\s+(?P<link>of|at|with)\s+{_ORGANIZATION}")
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
_STOP = re.compile(
    r",|\n|;|:|\s(?:who|which|that|whose|said|says|say|told|wrote|added|and has|and had)\b|\b(?:is|was|are|were|has|have|had|will|would|could|he|she|they|it)\s|\s[–—-]\s"
)
_ASIDE = re.compile(
    r"^(?:(?:\d{1,3}|Ph\.?D\.?|M\.?D\.?|MBA|J\.?D\.?|RN|MP|OBE|MBE|CBE|QC|KC|[Jj]r\.?|[Ss]r\.?|[DR]-[A-Z][\w.]*)\s*,\s*)+"
)
_SMALL = frozenset("of for at in from with on to by since during under after before".split())
_LEADING = re.compile(
    r"^(?:(?:last|this|next|earlier|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|a|an|the|its|their|his|her|one of (?:the|its|their)|another|some|one|two|three|several|many|as|that|this|now|then)\s+)+",
    re.I,
)
_OWNER = re.compile(r"(?P<org>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*)[’']s$")
_RANKS = frozenset(
    "Major Lt Lt. Brigadier Foreign Home Inspector Attorney General Chief Vice Deputy Prime First Senior Executive Managing Associate Assistant"
    " Principal Former Interim Acting Then Secretary Lieutenant Rear Air Shadow Legendary".split()
)
_RUN_AT_END = re.compile(r"(?:(?<=\s)|^)[A-Z0-9][\w.’'&-]*(?:\s+[A-Z0-9&][\w.’'&-]*)*\s*$")
_DEGREES = re.compile(
    r"^(?:\s*,?\s*(?:Ph\.?\s?D|M\.?D|J\.?D|R\.?N|Esq|Jr|Sr|[A-Z]{2,5}(?:-[A-Z]{1,4})?|M\.?[ASP]c?|B\.?[AS]c?)\.?(?=\s*[,(]))+"
)
_OWNED = re.compile(
    r"^(?:the\s+)?(?P<org>[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,5})[’']s?\s+(?P<role>[A-Za-z][\w-]*(?:\s+[A-Za-z&][\w-]*){0,5}?)(?=\s*,|\s*$|\s+(?:of|for|at|in|who|and)\b)"
)
_SENTENCE_END = re.compile(r"(?<=[a-z]{2})\.\s|\n")
_BORDER = re.compile(r"[.,;:!?“”\"()\n]|\b(?:said|says|told|and|but|that|by|with)\b")
_DETERMINED = re.compile(r"(?i)(?:the|an?|another|its|his|her|their|one of)\s")
_MAKERS = {
    "founded": "founder", "owned": "owner", "run": "head", "led": "leader", "headed": "head", "chaired": "chairman", "directed": "director",
    "created": "creator", "coached": "coach", "written": "writer", "hosted": "host", "edited": "editor",
}  # fmt: skip
_BY = re.compile(
    r"(?:(?P<org>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,4})(?:, | is | was |, which was )?)?(?:[^.;“”\"]{0,60})\b(?P<deed>(?:co-)?founded|owned|run|led|headed|chaired|directed|created|coached|written|hosted|edited) by (?:(?:journalist|businessman|entrepreneur|billionaire|the) )?$"
)
_JOINED = frozenset("campaign administration police government ministry department".split())
_FORMERLY = re.compile(
    r"^(?:(?:Former|Ex|Retired|Senior|Top|Then|Acting|Late|Longtime|Veteran|Citing|Additional)(?:[ -]|$))+"
)
_PARTIES = frozenset(
    "Republican Democratic Democrat GOP Labour Labor Conservative Liberal Tory Independent U.S UK".split()
)
_NOBODY = frozenset("people person someone somebody individual individuals".split())
_BARE_TITLES = frozenset("mr mrs ms miss dr sir lord lady dame prof baroness baron father sister".split())
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
    best = cast.fullest(number)
    for mention in [best, *(other for other in cast.by_key[key][:8] if cast.fullest(other) == best)]:
        found = _of_named(cast, mention)
        role, organization = role or found.role, organization or found.organization
        context = context or found.context
        if role and organization:
            break
    full = cast.full_name(number) or ""
    if not role and " " in full:
        found = _of_full_name(cast, full)
        role, organization = found.role, organization or found.organization
        context = context or found.context
    if organization and (f" in {organization}" in cast.tokens.text or organization.lower() in cast.common):
        organization = ""
    return Description(role, organization, context)


def _of_named(cast: Cast, number: int) -> Description:
    tokens, phrase, name = cast.tokens, cast.phrases[number], cast.names[number]
    assert name is not None
    before = tokens.text[tokens.starts[phrase.first] : tokens.starts[name.first]].strip()
    end = tokens.ends[phrase.last - 1]
    first = before.partition(" ")[0]
    if (
        phrase.first
        and tokens.lower[phrase.first - 1] == "to"
        and first.islower()
        and not role_size((first,))
    ):
        before = before.partition(" ")[2]
    found = _around(before, _SENTENCE_END.split(tokens.text[end : end + 180])[0])
    return found if found.role or found.organization else _merged(found, _introduced(cast, number))


def _around(before: str, after: str) -> Description:
    """Read what stands before a name ("Apple CEO") and after it (", an analyst at Reed,")."""
    rest = _DEGREES.sub("", re.sub(r"^\.(?=,)", "", after))
    found = parse_role(before) if before else Description()
    if found.role.lower().rstrip(".") in _BARE_TITLES:
        found = Description("", found.organization)
    owner = _OWNER.search(before)
    if owner is not None and not found.organization:
        found = Description(found.role, owner["org"])
    direct, who = _DIRECT.match(rest), _WHO.match(rest)
    if direct and not found.organization and _is_body(direct):
        found = Description(found.role, _tidy(direct["org"]))
    apposition = _APPOSITION.match(rest)
    if apposition is not None:
        found = _merged(found, _apposed(apposition["what"]))
    if who is not None and not found.organization:
        found = Description(found.role, _tidy(who["org"]))
    return Description(
        found.role,
        found.organization,
        f"{before} {apposition['what'] if apposition else ''}".strip(),
    )


def _is_body(direct: re.Match[str]) -> bool:
    """Tell "Ann Lee of Reed Capital" from "Ann Lee of Brighton": one unknown word after "of" is a place."""
    name = _tidy(direct["org"])
    return not is_place(name) and (" " in name or direct["link"] != "of" or body_kind(name) is not None)


def _merged(one: Description, other: Description) -> Description:
    return Description(
        one.role or other.role, one.organization or other.organization, one.context or other.context
    )


def _apposed(what: str) -> Description:
    """Read what stands after a name and a comma."""
    found = parse_role(what)
    owned = _OWNED.match(what)
    if not found.role:
        found = Description(owned["role"], _tidy(owned["org"])) if owned is not None else _plain_role(what)
    elif owned is not None and not found.organization:
        found = Description(found.role, _tidy(owned["org"]))
    return found


def _of_full_name(cast: Cast, full: str) -> Description:
    """Read what stands around a full name that is buried in another phrase ("former envoy to Ukraine Kurt Volker")."""
    text = cast.tokens.text
    at = text.find(full)
    if at < 0:
        return Description()
    pieces = _BORDER.split(text[max(0, at - 120) : at])
    after = text[at + len(full) : at + len(full) + 180]
    deed = _BY.search(text[max(0, at - 120) : at])
    if deed is not None:
        return Description(_MAKERS[deed["deed"].removeprefix("co-")], _tidy(deed["org"] or ""))
    if (
        not pieces[-1].strip()
        and len(pieces) > 1
        and after[:1] in ",.;"
        and _DETERMINED.match(pieces[-2].strip())
    ):
        return _around(pieces[-2].strip(), "")
    return _around(pieces[-1].strip(), after)


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
    text = _LEADING.sub("", _ASIDE.sub("", text.strip(" \n–—-‘’“”\"'")))
    cut = _STOP.search(text)
    words = list(_WORD.finditer(text[: cut.start() if cut else len(text)]))[:14]
    found = _head_in(words)
    if found is None:
        return Description()
    first, head = found
    front = text[: words[first].start()]
    lead = _capitals_in_front(front)
    organization = _tidy(lead or _capitals_at_end(front))
    role = text[len(lead) : head.end()].strip()
    role = role.removesuffix("’s").removesuffix("'s")
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
    role = f"{rank} {role}".strip() if lead else role
    organization, _, owned = (
        organization.rpartition("’s ") if "’s " in organization else organization.rpartition("'s ")
    )
    if owned and organization and body_kind(owned) is None:
        role = role if owned in role else f"{owned} {role}"
    else:
        organization = f"{organization}’s {owned}" if organization else owned
    organization = _FORMERLY.sub("", organization)
    if organization and all(word in _PARTIES or is_people(word) for word in organization.split()):
        role, organization = role if organization in role else f"{organization} {role}", ""
    if organization in ("District", "State"):
        role, organization = f"{organization} {role}" if lead else role, ""
    if role_kind_of(role) == "citizen":
        organization = ""
    if head.group() in _NOBODY:
        role = ""
    plain = _BODY_NOUN.sub("", role).strip(" ,")
    if organization and plain != role and (noun := role[: len(role) - len(plain)].strip()) in _JOINED:
        organization = f"{organization} {noun}"
    return Description(plain, organization)


def _head_in(words: list[re.Match[str]]) -> tuple[int, re.Match[str]] | None:
    """Return where the role begins and the word it ends with: the last role word before the first small word."""
    if words and (
        words[0].group() in ("who", "which")
        or (words[0].group().endswith("ing") and words[0].group().islower())
    ):
        return None
    start = 0
    while start < len(words):
        stop = next((at for at in range(start + 1, len(words)) if words[at].group() in _SMALL), len(words))
        for end in range(stop, start, -1):
            size = role_size(tuple(word.group() for word in words[max(start, end - 4) : end]))
            if size and words[end - 1].group() != "major":
                return end - size, words[end - 1]
        if not words[start].group()[:1].isupper():
            return None
        start = stop
    return None


def _without_rank(organization: str) -> tuple[str, str]:
    """Take "Inspector" of "HHS Inspector General" and "26-year-old" off what stands before a role: the rank goes to the role."""
    words = organization.split()
    kept = [word for word in words if not _NO_NAME.search(word)]
    at = len(kept)
    while at and kept[at - 1] in _RANKS:
        at -= 1
    return " ".join(kept[:at]), " ".join(kept[at:])


def _capitals_at_end(front: str) -> str:
    """Return the capitalised words next to the role: "Fox News" of "conservative Fox News host"."""
    match = _RUN_AT_END.search(front)
    return "" if match is None or is_people(match.group().strip()) else match.group()


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
