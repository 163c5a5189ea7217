"""What kind of source a word speaks of: roles, bodies, documents and names, looked up in two tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from mediakit.records import SourceType

_LONGEST = 4
_SAME = frozenset("news securities corps sports politics series police lens texas paris francis".split())
_IRREGULAR = {
    "children": "child",
    "wives": "wife",
    "movies": "movie",
    "rookies": "rookie",
    "thieves": "thief",
}
_HISSING = ("sses", "shes", "ches", "xes")
_BODY_LINKS = frozenset("of for in by at on to that which from".split())
LINKS = _BODY_LINKS | frozenset("with who whose and or".split())
"""Words before what hangs on a noun; those that may stand inside a body's name are not among the first."""
FORMER = frozenset("former ex retired onetime erstwhile late ousted disgraced".split())
_DETERMINERS = frozenset(
    "the a an this that its their his her our one two three four several many some other another".split()
)
_STRONG = frozenset(
    "ministry department police university college hospital bank union court tribunal parliament senate congress church diocese school government federation"
    " association commission museum army navy foundation coalition institute council committee party campaign embassy agency newspaper magazine".split()
)
"""Nouns that tell a body's kind wherever they stand in its name."""
_WORDS_TOO = frozenset(
    "green labour labor liberty unite unison conservative liberal reform equality mermaid".split()
)
"""Bodies whose names are words that begin other names ("Green Bay")."""
_MONEY = frozenset("equity market investment capital securities bank credit global macro".split())
_SPLIT = re.compile(r"[^\w'&+!/]+")
STATION = re.compile(r"(?:the )?(?!WWE|WWF|WTA|KGB|KKK|KFC)[WK][A-Z]{2,3}(?:-TV|-FM| \d+)?")
"""An American station's call sign."""
_FIRM_END = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|LLP|PLC|plc|GmbH|AG|S\.?A|SpA|N\.?V|B\.?V|AB|Oyj?|Bhd|Pty|Pte|KK|SE|Group|Holdings?|Technologies|Bros|Brothers|& Sons|& Co)\.?$"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The lists of ``kinds.toml`` and ``known.toml``, turned round: from word to kind."""

    roles: Mapping[str, SourceType]
    jobs: frozenset[str]
    officers: Mapping[str, SourceType]
    bodies: Mapping[str, SourceType]
    titles: Mapping[str, SourceType]
    beginnings: Mapping[str, SourceType]
    documents: frozenset[str]
    names: Mapping[str, SourceType]
    people: Mapping[str, SourceType]
    places: frozenset[str]
    peoples: frozenset[str]
    performing: Mapping[str, SourceType]
    unnamed: Mapping[str, SourceType]
    deeds: Mapping[str, SourceType]
    doings: Mapping[str, SourceType]


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the tables know it: its kind, whether a body's kind goes first, and the words around it."""

    kind: SourceType
    head: str
    of_body: bool
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def former(self) -> bool:
        """Tell whether somebody held the office once."""
        return bool(FORMER & set(self.before))


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of an English noun in small letters, as far as its ending tells."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man" if word != "women" else "woman"
    if len(word) <= 3 or word in _SAME or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return "man" if word == "men" else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]


def spelt(text: str) -> list[str]:
    """Cut a text into words as the tables spell them: small, singular, without full stops and hyphens."""
    plain = text.lower().replace("’", "'").replace(".", "")
    words = [word for word in _SPLIT.split(plain) if word.strip("'")]
    if words:
        words[-1] = words[-1].removesuffix("'s").removesuffix("'")
    return [singular(word) for word in words]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read the two tables."""
    kinds, known = read("kinds.toml"), read("known.toml")
    places = known["places"]
    peoples = frozenset(entries(places["peoples"]))
    return Tables(
        _turned(kinds["roles"]) | _turned(kinds["jobs"]),
        frozenset(_turned(kinds["jobs"])),
        _turned(kinds["officers"]),
        _turned(kinds["bodies"]),
        _turned(kinds["titles"]),
        _turned(kinds["beginnings"]),
        frozenset(entries(kinds["documents"]["words"])),
        _turned(known["bodies"]),
        _turned(known["people"]),
        frozenset(entries(",".join(places[name] for name in ("countries", "capitals", "regions")))),
        peoples,
        _turned(kinds["performing"]),
        _turned(kinds["unnamed"]),
        _turned(kinds["deeds"]),
        _turned(kinds["doings"]),
    )


def read(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a file's tables: for each, kind → entries as written."""
    return cast(
        "Mapping[str, Mapping[str, str]]",
        tomllib.loads(files("mediakit.quotes").joinpath(name).read_text("utf-8")),
    )


def entries(listed: str) -> list[str]:
    """Return the entries of a list, as they are looked up."""
    return [" ".join(spelt(entry)).removeprefix("the ") for entry in listed.split(",")]


def _turned(lists: Mapping[str, str]) -> dict[str, SourceType]:
    return {entry: cast("SourceType", kind) for kind, listed in lists.items() for entry in entries(listed)}


def head_end(words: Sequence[str], start: int, links: Set[str] = LINKS) -> int:
    """Return where the head of a noun phrase ends: before the first link, what hangs on it."""
    return next((at for at in range(start, len(words)) if words[at] in links), len(words))


@lru_cache(maxsize=4096)
def role_in(text: str) -> Role | None:
    """Find the role in words like "former deputy chief of the city police"; the longest entry at the end of its group decides."""
    words = spelt(text)
    start = 0
    while start < len(words):
        end = head_end(words, start)
        found = _role_at(words, start, end)
        if found is not None:
            return found
        start = end + 1
    return None


def role_kind_of(words: str) -> SourceType | None:
    """Return the kind that a role's own word tells."""
    found = role_in(words)
    return found.kind if found is not None else None


def _role_at(words: list[str], start: int, end: int) -> Role | None:
    known = tables()
    for last in range(end, start, -1):
        for first in range(max(start, last - _LONGEST), last):
            for stop in (last + 3, last + 2, last) if last == end else (last,):
                key = " ".join(words[first:stop])
                if stop > len(words) or (stop > last and first < last - 1):
                    continue
                kind = known.roles.get(key)
                if kind is None and key in known.officers:
                    return Role(
                        known.officers[key], key, True, tuple(words[start:first]), tuple(words[stop:])
                    )
                if kind is not None:
                    return Role(kind, key, False, tuple(words[start:first]), tuple(words[stop:]))
        if words[last - 1].endswith("ologist"):
            return Role("expert", words[last - 1], False, tuple(words[start : last - 1]), tuple(words[last:]))
        if words[last - 1] == "old" and words[last - 2 : last - 1] == ["year"]:
            return Role("citizen", words[last - 1], False, (), ())
    return None


@lru_cache(maxsize=4096)
def role_size(words: tuple[str, ...]) -> int:
    """Return how many words at the end of a run are a role ("the national security adviser": 3), 0 for none."""
    plain = spelt(" ".join(words[-_LONGEST:]))
    known = tables()
    for size in range(min(_LONGEST, len(plain)), 0, -1):
        key = " ".join(plain[-size:])
        if key in known.roles or key in known.officers:
            return min(size, len(words))
    return 1 if plain and plain[-1].endswith("ologist") else 0


@lru_cache(maxsize=4096)
def body_kind(name: str) -> SourceType | None:
    """Return the kind of a body by its name or by the noun at its head, None where neither tells."""
    words = spelt(name)
    while len(words) > 1 and words[0] in _DETERMINERS:
        words.pop(0)
    if not words:
        return None
    key, known = " ".join(words), tables()
    if name != name.lower() and key in known.names:
        return known.names[key]
    if key in known.places or STATION.fullmatch(name):
        return "government" if key in known.places else "media"
    if _FIRM_END.search(name):
        return "company"
    if words[0].upper() in name and known.names.get(words[0]) == "media":
        return "media"
    cut = head_end(words, 1, _BODY_LINKS)
    several = _ending(words, known.bodies, least=3) or _ending(words[:cut], known.bodies, least=2)
    if several is None and _last_capital(name, words[:cut]) and words[cut - 1] in known.titles:
        return known.titles[words[cut - 1]]
    if words[cut - 1] == "research" and cut > 2 and not _MONEY & set(words):
        return "expert"
    return (
        several
        or known.bodies.get(words[cut - 1])
        or _beginning(words, known.beginnings, name)
        or _known_part(words, known, name)
        or _ending(words, known.bodies)
        or _inside(words, known.bodies)
        or ("government" if all(w in known.peoples or w in known.places for w in words) else None)
    )


def _last_capital(name: str, words: list[str]) -> bool:
    """Tell whether the last of the words begins with a capital in a name."""
    return any(word[0].isupper() and spelt(word) == words[-1:] for word in name.split())


def ending_kind(words: list[str]) -> SourceType | None:
    """Return the kind of the longest noun for a body that ends a run of words, as the tables spell them."""
    return _ending(words, tables().bodies)


def _ending(words: list[str], table: Mapping[str, SourceType], least: int = 1) -> SourceType | None:
    """Return the kind of the longest entry that ends a run of words."""
    starts = range(max(0, len(words) - _LONGEST), len(words) + 1 - least)
    return next((table[key] for at in starts if (key := " ".join(words[at:])) in table), None)


def _beginning(words: list[str], table: Mapping[str, SourceType], name: str) -> SourceType | None:
    """Return the kind that the first words of a name tell ("Friends of …"), None for what is no name."""
    if not name[:1].isupper() or len(words) < 2:
        return None
    return next((table[key] for size in (3, 2, 1) if (key := " ".join(words[:size])) in table), None)


def _known_part(words: list[str], known: Tables, name: str) -> SourceType | None:
    """Return the kind of the known body whose name begins or ends a longer name ("Goldman Sachs Asia")."""
    if name == name.lower():
        return None
    for size in range(min(len(words) - 1, _LONGEST), 0, -1):
        for part in (words[:size], words[-size:]):
            key = " ".join(part)
            kind = known.names.get(key)
            if (
                kind is not None
                and (size > 1 or not (kind == "media" or key in _WORDS_TOO))
                and _spelt_so(key, name)
            ):
                return kind
    return None


def _spelt_so(key: str, name: str) -> bool:
    """Tell an acronym from a word: short names must stand in capitals ("ICE", not "Ice")."""
    return len(key) > 4 or key.upper() in name.replace(".", "")


def _inside(words: list[str], table: Mapping[str, SourceType]) -> SourceType | None:
    """Return the kind of the last body noun anywhere in a name."""
    for at in range(len(words) - 1, -1, -1):
        for size in (3, 2, 1):
            key = " ".join(words[at : at + size])
            if key in table and at + size <= len(words) and (size > 1 or key in _STRONG):
                return table[key]
    return None


@lru_cache(maxsize=4096)
def thing_kind(words: str) -> SourceType | None:
    """Return what kind of source a nameless thing is: a document ("the new report") or a body ("the ministry")."""
    parts = spelt(words)
    cut = head_end(parts, 1, _BODY_LINKS)
    while cut > 1 and (parts[cut - 1].endswith("ed") or parts[cut - 1] in ("read", "say", "said")):
        cut -= 1
    head = re.split(r"\s(?:of|for|in|by|at|on|to|that|which|from)\s", words)[0].split()
    if head and head[-1][0].isupper() and len(words.split()) > 1 and (kind := body_kind(words)) is not None:
        return kind
    for size in (3, 2, 1):
        if " ".join(parts[max(0, cut - size) : cut]) in tables().documents:
            return "document"
    return body_kind(words)


def person_known(name: str) -> SourceType | None:
    """Return the kind of somebody whom articles name without saying what they are."""
    words = spelt(name)
    people = tables().people
    return people.get(" ".join(words)) or (people.get(f"{words[0]} {words[-1]}") if len(words) > 2 else None)


def kind_behind(name: str) -> SourceType | None:
    """Return the kind of whom somebody speaks for, a body or a known person."""
    return body_kind(name) or person_known(name)


def is_known(name: str) -> bool:
    """Tell whether a body is known by name without being explained."""
    return " ".join(spelt(name)) in tables().names


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Tell whether a name is a country's, a capital's or a region's."""
    return " ".join(spelt(name)) in tables().places


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Tell what stands before a role without being a body ("the Russian president")."""
    return " ".join(spelt(word)) in tables().peoples


def type_of_organization(name: str) -> SourceType:
    """Return the kind of a body that speaks; one of which nothing tells is taken for a company."""
    return body_kind(name) or "company"


def is_firm(words: str) -> bool:
    """Tell whether a name or noun is known for a company's."""
    return body_kind(words) == "company"
