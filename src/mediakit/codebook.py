"""A codebook: the concepts a study looks for, each with the names it goes by and the rules for reading them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from mediakit.errors import CodebookError

Case = Literal["capitals", "exact", "any"]

_CONCEPT_KEYS = ("label", "label_zh", "category", "definition", "parents", "aliases", "ignore")
_ALIAS_KEYS = ("text", "since", "until", "case", "near", "not_near", "in_article")
_TABLE = re.compile(r"\[+\s*[\w\"'.-]+\s*\]+\s*(?:#.*)?$")
_CONCEPT = re.compile(r"""\s*\[\s*concepts\s*\.\s*["']?([^"'\]\s]+)["']?\s*\]""")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INITIALS = re.compile(r"(?<![\w'’])[^\W\d_]")
_SMALL = re.compile(r"(?<=[\s-])(?:A|An|And|As|At|By|For|From|In|Of|On|Or|The|To|With)(?=[\s-])")


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a concept, with the rules for when it is one."""

    text: str
    since: date | None = None
    until: date | None = None
    case: Case = "capitals"
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    in_article: tuple[str, ...] = ()

    def holds_on(self, day: date | None) -> bool:
        """Say whether the name was in use on a day; without a day, yes.

        Examples
        --------
        >>> Alias("Meta", since=date(2021, 10, 28)).holds_on(date(2021, 10, 27))
        False
        """
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def spellings(self) -> frozenset[str]:
        """Return every spelling that counts as this name.

        ``case="exact"`` gives the name as written; ``"capitals"`` adds the name in all capitals and lets small
        initials be capitals; ``"any"`` adds the name in all small letters as well.

        Examples
        --------
        >>> sorted(Alias("Apple").spellings()), sorted(Alias("X", case="exact").spellings())
        (['APPLE', 'Apple'], ['X'])
        """
        forms = {self.text}
        if self.case == "any":
            forms.add(self.text.lower())
        if self.case != "exact":
            forms |= {titled for form in tuple(forms) for titled in _titled(form)}
        return frozenset(forms | {form.replace("'", "’") for form in forms})


def _titled(form: str) -> set[str]:
    every = _INITIALS.sub(lambda match: match[0].upper(), form)
    most = _SMALL.sub(lambda match: match[0].lower(), every)
    first = form[:1].upper() + form[1:]
    return {form.upper(), every, most, first}


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a study looks for."""

    id: str
    label: str
    category: str
    definition: str
    aliases: tuple[Alias, ...]
    label_zh: str | None = None
    parents: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Codebook:
    """Concepts by id, in the order of their file.

    Use it to see what a study looks for; ``find_mentions`` looks for it. docs/methods/mentions.md explains the
    file's format.

    Examples
    --------
    >>> codebook = Codebook.loads('''
    ... categories = ["platform"]
    ... [concepts.wechat]
    ... label = "WeChat"
    ... category = "platform"
    ... definition = "Messaging, payments and small programs in one app."
    ... aliases = ["WeChat", "Weixin", "微信"]
    ... ''')
    >>> [alias.text for alias in codebook["wechat"].aliases]
    ['WeChat', 'Weixin', '微信']
    """

    concepts: Mapping[str, Concept]
    categories: tuple[str, ...] = field(default=())

    def __getitem__(self, concept: str) -> Concept:
        if concept not in self.concepts:
            message = f"the codebook has no concept {concept!r}; it has {', '.join(self.concepts)}"
            raise CodebookError(message)
        return self.concepts[concept]

    def __contains__(self, concept: object) -> bool:
        return concept in self.concepts

    def __iter__(self) -> Iterator[str]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def family(self, concept: str) -> tuple[str, ...]:
        """Return a concept with all those below it: a company with its services.

        Use it to count WhatsApp as coverage of Meta.

        Parameters
        ----------
        concept : str
            Id of a concept.

        Returns
        -------
        tuple of str
            Ids, in the codebook's order.

        Raises
        ------
        CodebookError
            There is no such concept.

        Examples
        --------
        >>> codebook = Codebook.loads('''
        ... categories = ["c"]
        ... [concepts.meta]
        ... label = "Meta"
        ... category = "c"
        ... definition = "A company."
        ... aliases = ["Meta"]
        ... [concepts.whatsapp]
        ... label = "WhatsApp"
        ... category = "c"
        ... definition = "One of its services."
        ... parents = ["meta"]
        ... aliases = ["WhatsApp"]
        ... ''')
        >>> codebook.family("meta")
        ('meta', 'whatsapp')
        """
        wanted = self[concept].id
        return tuple(each for each in self.concepts if wanted in self.line(each))

    def line(self, concept: str) -> frozenset[str]:
        """Return a concept with all those above it: a service with its company."""
        above = (self.line(parent) for parent in self.concepts[concept].parents)
        return frozenset({concept}).union(*above)

    @classmethod
    def load(cls, path: str | Path) -> Codebook:
        """Read a codebook from a TOML file.

        Parameters
        ----------
        path : str or Path
            The file, UTF-8.

        Returns
        -------
        Codebook
            Its concepts in the order of the file.

        Raises
        ------
        CodebookError
            There is no such file, or something in it is not as it should be: with the file, the line and what to do.
        """
        path = Path(path)
        try:
            source = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            message = f"there is no codebook at {str(path)!r}; `mediakit new DIR` makes a study with one"
            raise CodebookError(message) from error
        except UnicodeDecodeError as error:
            message = f"{str(path)!r} is not UTF-8 (byte {error.start}); save it as UTF-8 in your editor"
            raise CodebookError(message) from error
        return cls.loads(source, name=str(path))

    @classmethod
    def loads(cls, source: str, *, name: str = "codebook.toml") -> Codebook:
        """Read a codebook from a string.

        Parameters
        ----------
        source : str
            The words of a codebook file, TOML.
        name : str
            What errors call it.

        Returns
        -------
        Codebook
            Its concepts in order.

        Raises
        ------
        CodebookError
            Something in it is not as it should be: with the name, the line and what to do.
        """
        return _Reader(source, name).read()


class _Reader:
    """Reads one file; holds its lines, so that every mistake is named with its own."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.lines = source.splitlines()
        starts = [n for n, line in enumerate(self.lines) if _TABLE.match(line)]
        self.tables = {
            found[1]: (start, stop)
            for start, stop in pairwise([*starts, len(self.lines)])
            if (found := _CONCEPT.match(self.lines[start]))
        }

    def read(self) -> Codebook:
        try:
            data = tomllib.loads(self.source)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else len(self.lines)
            self.fail(
                line,
                f"this is not TOML: {error}",
                "mend the line, or look for an open quote or bracket above it",
            )
        self.only(data, ("categories", "concepts"), "the top of the codebook", self.at_top)
        categories = self.texts(data.get("categories", []), "categories", self.at_top("categories"))
        tables = data.get("concepts", {})
        if not isinstance(tables, dict) or not tables:
            self.fail(1, "there is no concept", "write a table [concepts.ID] for each concept")
        concepts = {key: self.concept(key, table, categories) for key, table in tables.items()}
        self.check_parents(concepts)
        self.check_shared(concepts)
        return Codebook(concepts, categories)

    def concept(self, key: str, table: Any, categories: tuple[str, ...]) -> Concept:
        here = self.at(key)
        if not _ID.fullmatch(key):
            self.fail(
                here, f"the id {key!r} is not lower-case words joined by hyphens", "write it like 'hong-kong'"
            )
        if not isinstance(table, dict):
            self.fail(
                here, f"concept {key!r} is not a table", f"write [concepts.{key}] and its keys below it"
            )
        self.only(table, _CONCEPT_KEYS, f"concept {key!r}", partial(self.at, key))
        words = {name: self.words(table, name, key) for name in ("label", "category", "definition")}
        if words["category"] not in categories:
            problem = (
                f"category {words['category']!r} of {key!r} is not one of {', '.join(categories) or 'none'}"
            )
            self.fail(
                self.at(key, "category"), problem, "use one of them, or add it to categories at the top"
            )
        return Concept(
            id=key,
            **words,
            label_zh=self.words(table, "label_zh", key) if "label_zh" in table else None,
            parents=self.texts(table.get("parents", []), "parents", self.at(key, "parents")),
            aliases=self.aliases(table.get("aliases"), key),
            ignore=self.texts(table.get("ignore", []), "ignore", self.at(key, "ignore")),
        )

    def aliases(self, given: Any, key: str) -> tuple[Alias, ...]:
        here = self.at(key, "aliases")
        if not isinstance(given, list) or not given:
            self.fail(
                here, f"concept {key!r} has no aliases", f'write aliases = ["…"] under [concepts.{key}]'
            )
        read = tuple(alias for item in given for alias in self.alias(item, key))
        seen: set[str] = set()
        for alias in read:
            if alias.text in seen:
                line = self.at_alias(key, alias.text, last=True)
                self.fail(line, f"alias {alias.text!r} stands twice in {key!r}", "delete one of the two")
            seen.add(alias.text)
        return read

    def alias(self, item: Any, key: str) -> list[Alias]:
        if isinstance(item, str):
            item = {"text": item}
        if not isinstance(item, dict) or "text" not in item:
            remedy = 'write a string, or a table like { text = "X", since = 2023-07-24 }'
            self.fail(self.at(key, "aliases"), f"alias {item!r} of {key!r} has no text", remedy)
        given = item["text"]
        first = given[0] if isinstance(given, list) and given else given
        here = self.at_alias(key, first)
        self.only(item, _ALIAS_KEYS, f"alias {first!r} of {key!r}", lambda _: here)
        names = self.texts(given if isinstance(given, list) else [given], "text", here)
        if not names:
            self.fail(self.at(key, "aliases"), f"alias {item!r} of {key!r} has no text", 'write text = "…"')
        case = item.get("case", "capitals")
        if case not in get_args(Case):
            self.fail(
                here,
                f"case {case!r} of alias {first!r} is unknown",
                f"use one of {', '.join(get_args(Case))}",
            )
        since, until = (self.day(item.get(end), end, here) for end in ("since", "until"))
        if since and until and until < since:
            self.fail(
                here, f"alias {first!r} of {key!r} ends on {until}, before {since}", "swap since and until"
            )
        near, not_near, in_article = (
            self.texts(item.get(rule, []), rule, here) for rule in ("near", "not_near", "in_article")
        )
        return [Alias(name, since, until, case, near, not_near, in_article) for name in names]

    def check_parents(self, concepts: Mapping[str, Concept]) -> None:
        for concept in concepts.values():
            for parent in concept.parents:
                if parent not in concepts:
                    problem = f"parent {parent!r} of {concept.id!r} is not a concept"
                    self.fail(
                        self.at(concept.id, "parents"), problem, f"add [concepts.{parent}] or mend the id"
                    )
        for key in concepts:
            self.check_circle(key, concepts, ())

    def check_circle(self, key: str, concepts: Mapping[str, Concept], below: tuple[str, ...]) -> None:
        if key in below:
            problem = f"the parents of {key!r} lead back to it: {' → '.join((*below, key))}"
            self.fail(self.at(key, "parents"), problem, "take one of these parents out")
        for parent in concepts[key].parents:
            self.check_circle(parent, concepts, (*below, key))

    def check_shared(self, concepts: Mapping[str, Concept]) -> None:
        holders: dict[str, list[tuple[str, Alias]]] = {}
        for concept in concepts.values():
            for alias in concept.aliases:
                for spelling in sorted(alias.spellings()):
                    holders.setdefault(spelling, []).append((concept.id, alias))
        for held in holders.values():
            for (one, first), (other, second) in combinations(held, 2):
                if one != other and not _told_apart(first, second):
                    problem = f"{second.text!r} is an alias of {one!r} and of {other!r}, with nothing to tell them apart"
                    remedy = (
                        "delete one, or give each its near words, or dates (since, until) that do not overlap"
                    )
                    self.fail(self.at_alias(other, second.text), problem, remedy)

    def words(self, table: Mapping[str, Any], name: str, key: str) -> str:
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            problem = (
                f"concept {key!r} has no {name}"
                if value is None
                else f"{name} {value!r} of {key!r} is not text"
            )
            self.fail(self.at(key, name), problem, f'write {name} = "…" under [concepts.{key}]')
        return value

    def texts(self, value: Any, name: str, line: int) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) and v and v == v.strip() for v in value):
            problem = f"{name} {value!r} is not a list of words without spaces around them"
            self.fail(line, problem, f'write {name} = ["…", "…"]')
        return tuple(value)

    def day(self, value: Any, name: str, line: int) -> date | None:
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.fail(line, f"{name} {value!r} is not a day", f"write {name} = 2023-07-24, without quotes")
        return value

    def only(
        self, table: Mapping[str, Any], known: tuple[str, ...], where: str, at: Callable[[str], int]
    ) -> None:
        for name in table:
            if name not in known:
                self.fail(at(name), f"{where} has an unknown key {name!r}", f"use only {', '.join(known)}")

    def at(self, key: str, name: str | None = None) -> int:
        """Return the number of a concept's line, or of the line in its table that begins with a name."""
        start, stop = self.tables.get(key, (0, 0))
        begins = re.compile(rf"""\s*["']?{re.escape(name or "")}["']?\s*=""")
        found = (n for n in range(start, stop) if name and begins.match(self.lines[n]))
        return next(found, start) + 1

    def at_alias(self, key: str, text: str, *, last: bool = False) -> int:
        """Return the number of the line that holds an alias of a concept."""
        start, (_, stop) = self.at(key, "aliases") - 1, self.tables.get(key, (0, 0))
        quoted = (f'"{text}"', f"'{text}'")
        held = [n for n in range(start, stop) if any(form in self.lines[n] for form in quoted)]
        return (held[-1 if last else 0] if held else start) + 1

    def at_top(self, name: str) -> int:
        """Return the number of the line at which a name of the top stands, as a key or as a table."""
        begins = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(name)}["']?\s*[=.\]]""")
        return next((n for n, line in enumerate(self.lines) if begins.match(line)), 0) + 1

    def fail(self, line: int, problem: str, remedy: str) -> NoReturn:
        message = f"{self.name}, line {line}: {problem}; {remedy}"
        raise CodebookError(message)


def _told_apart(first: Alias, second: Alias) -> bool:
    apart = any(a.until and b.since and a.until < b.since for a, b in ((first, second), (second, first)))
    chosen = (first.near or first.in_article) and (second.near or second.in_article)
    return apart or bool(chosen or set(first.near) & set(second.not_near))
