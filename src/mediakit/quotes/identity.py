"""One identity for a source across a study: by name, and by what it speaks for where people share a name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from mediakit.quotes.chinese_words import COMPOUND_SURNAMES, TITLES, simplify
from mediakit.quotes.lexicon import HONORIFICS
from mediakit.quotes.proper import BODIES, BODY_ENDS

_WEEK = 7
_MANY = 60
_MOST = 0.8
_OFFICES = frozenset(("government", "politician", "court_regulator"))
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_CALLED = HONORIFICS | frozenset("former then vice prime ex late".split())
_PARTIES = frozenset("republican democrat democratic labour conservative".split())
_BODY_WORDS = BODIES | {word.casefold() for word in BODY_ENDS}
_LEGAL = frozenset("the inc corp corporation co ltd llc plc company group holdings limited".split())
# Surnames that a name written in Chinese order opens with
_PINYIN = frozenset(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao"
    " cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan"
    " liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin xi hua geng kim moon".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff·・•‧]+")
_FAMILIAR = re.compile(f".?.(?:{'|'.join(TITLES)}|某某?)|[老小阿].")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One quotation's source, as far as it tells people apart."""

    name: str
    article: str
    story: str
    day: int | None = None
    organization: str | None = None
    role: str | None = None
    source_type: str = "unknown"


@dataclass(slots=True)
class _Profile:
    """What is told of one name in one article, or of one source in a study."""

    surfaces: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)

    def add(self, other: _Profile) -> None:
        self.surfaces += other.surfaces
        self.bodies += other.bodies
        self.offices |= other.offices
        self.types |= other.types
        self.stories |= other.stories
        self.days |= other.days

    def label(self) -> str:
        """Return the name as it is written most, in capitals only when nobody writes it otherwise."""
        rank = {
            name: (not (" " in name and name.isupper()), n, len(name), name)
            for name, n in self.surfaces.items()
        }
        return max(rank, key=rank.__getitem__)

    def of(self) -> str:
        """Return what tells this source from others of its name."""
        bodies = [(-number, body) for body, number in self.bodies.items()]
        return min(bodies)[1] if bodies else min(self.types)


Key = tuple[str, ...]
Node = tuple[Key, str]


def identify(sightings: Sequence[Sighting]) -> list[str]:
    """Return for each sighting the name under which its source is counted.

    Use it to count speakers over many articles. Sources with one full name are one, titles and initials aside, unless
    what they speak for tells them apart; then it follows the name in brackets. It does where both state a body, the
    bodies share no name, not both hold an office and no story has both; whoever has four fifths of the articles that
    state one keeps the plain name, and takes those that state none. A surname alone joins the one full name with
    it that shares its body or office, else its story, else its week; of several, the one of its source type; with none
    or several left it stays alone. 王女士 is one person in each story. The order of the sightings changes nothing.

    Examples
    --------
    >>> one, two = Sighting("Donald Trump", "a", "a", day=3), Sighting("President Trump", "b", "b", day=5)
    >>> identify([one, two])
    ['Donald Trump', 'Donald Trump']
    """
    keys = _keys(sightings)
    nodes: dict[Node, _Profile] = {}
    for key, seen in zip(keys, sightings, strict=True):
        nodes.setdefault((key, seen.article), _Profile()).add(_profile(seen, key))
    by_key: dict[Key, dict[str, _Profile]] = defaultdict(dict)
    for (key, article), profile in sorted(nodes.items()):
        by_key[key][article] = profile
    labels: dict[Node, str] = {}
    people: dict[str, list[tuple[str, _Profile]]] = defaultdict(list)
    for key, profiles in by_key.items():
        if not _is_surname(key):
            for label, articles in _apart(key, profiles):
                whole = _whole(profiles[article] for article in articles)
                labels |= {(key, article): label for article in articles}
                for surname in _surnames(key):
                    people[surname].append((label, whole))
    for (key, article), profile in nodes.items():
        if (key, article) not in labels:
            meant = _meant(profile, people.get(key[0], []))
            labels[key, article] = meant or profile.label()
    return [labels[key, seen.article] for key, seen in zip(keys, sightings, strict=True)]


def _keys(sightings: Sequence[Sighting]) -> list[Key]:
    """Return the name of each sighting as a key; a middle initial belongs to it only where two differ."""
    split = [_split(seen) for seen in sightings]
    known = {key for key, _ in split}
    split = [(_person(key, known), initial) for key, initial in split]
    initials: dict[Key, set[str]] = defaultdict(set)
    for key, initial in split:
        initials[key] |= {initial} - {""}
    return [(*key, initial) if initial and len(initials[key]) > 1 else key for key, initial in split]


def _person(key: Key, known: set[Key]) -> Key:
    """Return the key of the person whom a name that passed for a body's names: Republican Donald Trump."""
    calls = len(key) > 2 and key[0] in _PARTIES | _CALLED and key[1:] in known
    return key[1:] if calls else key


def _split(seen: Sighting) -> tuple[Key, str]:
    name = simplify(seen.name)
    if _HAN.fullmatch(name):
        familiar = _FAMILIAR.fullmatch(name) and name[:2] not in COMPOUND_SURNAMES
        return ("", name, seen.story) if familiar else ("", name), ""
    words = _words(_untitled(seen))
    if seen.organization == seen.name:
        words = [word for word in words if word not in _LEGAL] or words
        return (("", *words) if len(words) == 1 else tuple(words)), ""
    middle = [word for word in words[1:-1] if len(word) == 1]
    kept = [word for place, word in enumerate(words) if len(word) > 1 or place in (0, len(words) - 1)]
    return tuple(kept) or (seen.name,), middle[0] if middle else ""


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _untitled(seen: Sighting) -> str:
    """Return a person's name without what it is called by: President, Sen."""
    words = seen.name.split()
    if seen.organization == seen.name or words[-1:] and words[-1].casefold() in _BODY_WORDS:
        return seen.name
    while len(words) > 1 and words[0].rstrip(".,").casefold() in _CALLED:
        words.pop(0)
    return " ".join(words)


def _is_surname(key: Key) -> bool:
    return len(key) == 1


def _surnames(key: Key) -> list[str]:
    """Return the words that may stand alone for a full name: the last, in Chinese order the first."""
    if key[0] == "":
        return []
    words = [word for word in key if word not in _SUFFIXES]
    return (
        sorted({words[-1], *([words[0]] if words[0] in _PINYIN and len(words) <= 3 else [])}) if words else []
    )


def _profile(seen: Sighting, key: Key) -> _Profile:
    name = _untitled(seen)
    if len(key) > 1 and _words(name)[1:] == list(key) and _words(name)[0] in _PARTIES | _CALLED:
        name = name.partition(" ")[2]  # Republican Donald Trump
    profile = _Profile(Counter([name]), stories={seen.story}, types={seen.source_type})
    if seen.day is not None:
        profile.days.add(seen.day)
    body = set(_body(seen.organization or ""))
    if seen.organization and seen.organization != seen.name and body and not body & set(key[-1:]):
        profile.bodies[seen.organization] += 1
    if seen.source_type in _OFFICES:
        profile.offices |= {word for word in _words(seen.role or "")[-1:]} | {""}
    return profile


def _whole(profiles: Iterable[_Profile]) -> _Profile:
    whole = _Profile()
    for profile in profiles:
        whole.add(profile)
    return whole


def _apart(key: Key, profiles: dict[str, _Profile]) -> list[tuple[str, list[str]]]:
    """Part the articles with one full name into people: label, articles."""
    if len(key) == 3 and key[0] == "":  # a surname with a form of address, and its story
        return [(f"{key[1]} ({key[2]})", [*profiles])]
    everyone = _whole(profiles.values())
    groups = _Groups(profiles)
    near = _neighbours(everyone.bodies)
    for article, profile in profiles.items():
        for sign in (
            *profile.stories,
            *((near[body],) for body in profile.bodies),
            *([("office",)] if profile.offices else []),
        ):
            groups.join(article, sign)
    parts = sorted(groups.parts(), key=lambda part: part[0])
    stated = [part for part in parts if any(profiles[a].bodies or profiles[a].offices for a in part)]
    if len(stated) < 2:
        return [(everyone.label(), sorted(profiles))]
    rest = sorted(article for part in parts if part not in stated for article in part)
    largest = max(stated, key=len)
    if len(largest) > _MOST * sum(map(len, stated)):
        stated.remove(largest)
        rest += largest
    told = [(part, _whole(profiles[a] for a in part)) for part in stated]
    named = [(f"{whole.label()} ({whole.of()})", part) for part, whole in told]
    return [*named, (everyone.label(), rest)] if rest else named


class _Groups:
    """Articles joined by signs that they share."""

    def __init__(self, articles: Iterable[str]) -> None:
        self.above: dict[Hashable, Hashable] = {article: article for article in articles}
        self.articles = list(self.above)

    def top(self, item: Hashable) -> Hashable:
        while self.above.setdefault(item, item) != item:
            self.above[item] = self.above[self.above[item]]
            item = self.above[item]
        return item

    def join(self, article: str, sign: Hashable) -> None:
        self.above[self.top(("sign", sign))] = self.top(article)

    def parts(self) -> list[list[str]]:
        parts: dict[Hashable, list[str]] = defaultdict(list)
        for article in self.articles:
            parts[self.top(article)].append(str(article))
        return [sorted(part) for part in parts.values()]


def _body(name: str) -> tuple[str, ...]:
    simple = simplify(name)
    if _HAN.search(simple):
        return (simple,)
    return tuple(word for word in _words(name) if word not in _LEGAL)


def _neighbours(bodies: Iterable[str]) -> dict[str, str]:
    """Return for each body the first of those that it shares a name with."""
    some = sorted(bodies)
    first = {body: body for body in some}
    for one, other in combinations(some[:_MANY], 2):
        if _are_one(one, other):
            first[other] = first[one]
    return first


def _are_one(one: str, other: str) -> bool:
    """Tell whether two names may be of one body: equal, one inside the other, or its initials."""
    first, second = _body(one), _body(other)
    if not first or not second:
        return False
    inside = set(first) <= set(second) or set(second) <= set(first)
    initials = {"".join(word[0] for word in words) for words in (first, second) if len(words) > 1}
    chinese = (
        len(first) == len(second) == 1
        and _HAN.search(first[0])
        and (first[0] in second[0] or second[0] in first[0])
    )
    return inside or bool(initials & {*first[:1], *second[:1]}) or bool(chinese)


def _meant(profile: _Profile, people: Sequence[tuple[str, _Profile]]) -> str | None:
    """Return whom a surname alone means, None where nothing or too much tells."""
    fitting = [(label, other) for label, other in people if not _conflict(profile, other)]
    for shares in (_shares_body, _shares_story, _shares_week):
        found = [(label, other) for label, other in fitting if shares(profile, other)]
        if len(found) > 1:
            found = [(label, other) for label, other in found if profile.types & other.types - {"unknown"}]
            return found[0][0] if len(found) == 1 else None
        if found:
            return found[0][0]
    return None


def _conflict(one: _Profile, other: _Profile) -> bool:
    return bool(
        one.bodies and other.bodies and not (one.offices and other.offices) and not _share_name(one, other)
    )


def _share_name(one: _Profile, other: _Profile) -> bool:
    return any(_are_one(a, b) for a in one.bodies for b in other.bodies)


def _shares_body(one: _Profile, other: _Profile) -> bool:
    return bool(one.offices & other.offices - {""}) or _share_name(one, other)


def _shares_story(one: _Profile, other: _Profile) -> bool:
    return bool(one.stories & other.stories)


def _shares_week(one: _Profile, other: _Profile) -> bool:
    return any(abs(a - b) <= _WEEK for a in one.days for b in other.days)
