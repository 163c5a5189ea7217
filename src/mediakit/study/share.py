"""A study as a package for others to replicate: numbers, addresses and metadata, without the articles' text."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit import export, frames
from mediakit.discover.http import redact
from mediakit.errors import InputError, StudyError
from mediakit.study import lock, pages
from mediakit.study.build import fingerprints
from mediakit.study.config import Study
from mediakit.text import count_words

QUOTE_WORDS = 50
NEEDED = ("article_id", "url", "outlet", "published", "words", "collected_from", "text_sha256")
TABLES = ("articles", "sentences", "mentions", "quotes", "failures")

_WORDS_IN = {"articles": ["text"], "sentences": ["text"], "mentions": ["surface"]}
_OF_PACKAGE = {
    "collected_from": ("str", "address that the page came from; NA for an article out of a file"),
    "text_sha256": (
        "str",
        "SHA-256 of the article's text in UTF-8, to tell whether it is the same elsewhere",
    ),
}
_TYPES = {"str": "string", "int64": "integer", "float64": "number", "bool": "boolean"}
_FORMULAS = tuple(f"'{start}" for start in export.FORMULA_STARTS)
_PLACE = re.compile(
    r"(?<![\w:/.%&=?#~)-])(?:[A-Za-z]:[\\/]+(?:[^\s'\"<>|:\\/]+[\\/]+)*|\\\\|/(?:[^\s'\"<>|:/]+/)+)"
)


@dataclass(frozen=True)
class Package:
    """What a replication package holds."""

    folder: Path
    articles: int
    quotes: int
    quotes_emptied: int
    full_text: bool


def export_study(
    study: Study, out: str | Path, *, full_text: bool = False, quote_words: int = QUOTE_WORDS
) -> Package:
    """Write a replication package of a study.

    Use it to publish a study: others can check every number, and collect the pages again with ``rehydrate``. Left
    out are the articles' text, longer quotations, the archive, coders' sheets, the contact address and any key.

    Parameters
    ----------
    study : Study
        One that was run.
    out : str or Path
        Folder to make; must not be there, or be empty.
    full_text : bool
        Put the words of the articles in too. Most articles may not be passed on: ask who owns them.
    quote_words : int
        Longest quotation, in words, whose text goes in.

    Returns
    -------
    Package
        folder, and numbers of articles, quotations, and quotations whose text was left out.

    Raises
    ------
    StudyError
        ``out`` holds something, or the frames are not those of study.lock.
    InputError
        ``quote_words`` is below 0.

    References
    ----------
    Frictionless Data Package; docs/sharing.md says what is in each file.
    """
    out = Path(out)
    _check(study, out, quote_words)
    made = {name: study.frame(name) for name in frames.SCHEMAS}
    if fingerprints(made)[0] != lock.read(study)["frames"]:
        message = (
            f"the frames of {study.folder.name!r} are not those of study.lock; run `mediakit run` on it first"
        )
        raise StudyError(message)
    tables = _tables(study, made, full_text=full_text, quote_words=quote_words)
    left_out = int((made["quotes"]["text"].notna() & tables["quotes"]["text"].isna()).sum())
    with _whole(out) as part:
        _write(study, made, tables, part, pages.Choice(full_text, quote_words, left_out))
    return Package(out, len(made["articles"]), len(made["quotes"]), left_out, full_text)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """Give a folder to write to, which becomes ``out`` when all is written, and is removed when not."""
    part = out.resolve().with_name(f".{out.resolve().name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        if out.exists():
            out.rmdir()
        part.replace(out)
    except OSError as error:
        message = f"cannot write the package {str(out)!r}: {error.strerror or error}"
        raise StudyError(message) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _check(study: Study, out: Path, quote_words: int) -> None:
    if quote_words < 0:
        message = f"quote_words is {quote_words}; expected a number of words, 0 or more"
        raise InputError(message)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = f"{str(out)!r} is there already and holds something; give a folder that is new or empty"
        raise StudyError(message)
    if not (study.folder / "frames").is_dir():
        message = f"{study.folder.name!r} has no frames yet; run `mediakit run` on it first"
        raise StudyError(message)


# ------------------------------------------------------------ the tables


def _tables(
    study: Study, made: Mapping[str, pd.DataFrame], *, full_text: bool, quote_words: int
) -> dict[str, pd.DataFrame]:
    tables = {name: made[name] for name in TABLES}
    articles = made["articles"]
    captured = lock.captures(study) if (study.folder / "archive").is_dir() else {}
    sources = articles["capture_id"].map(captured).astype("str")
    tables["articles"] = articles.assign(
        url=articles["url"].map(redact, na_action="ignore"),
        collected_from=sources.where(sources.str.match("https?:").fillna(False)).map(
            redact, na_action="ignore"
        ),
        text_sha256=articles["text"].map(text_hash),
    )
    tables["failures"] = made["failures"].apply(
        lambda column: column.map(lambda text: _unplaced(study, text))
    )
    if full_text:
        return tables
    tables = {name: table.drop(columns=_WORDS_IN.get(name, [])) for name, table in tables.items()}
    return tables | {"quotes": _shortened(made["quotes"], quote_words)}


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _shortened(quotes: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return quotations, with whatever runs to more words than ``most`` emptied."""
    worded = [
        name for name, dtype in frames.SCHEMAS["quotes"].items() if dtype == "str" and name != "article_id"
    ]
    short = {
        name: quotes[name].where(quotes[name].map(count_words, na_action="ignore").fillna(0) <= most)
        for name in worded
    }
    return quotes.assign(**short)


def _unplaced(study: Study, text: str) -> str:
    """Return an address or a message without keys, and without the folders of this machine."""
    text = redact(text)
    if text.startswith(("http://", "https://")) and " " not in text:
        return text
    for place in (study.folder, Path.cwd(), Path.home()):
        text = text.replace(f"{place}/", "").replace(str(place), "…")
    return _PLACE.sub("…/", text)


# ------------------------------------------------------------ the files


def _write(
    study: Study,
    made: Mapping[str, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
    choice: pages.Choice,
) -> None:
    for name, table in tables.items():
        export.save_table(_as_text(table), folder / f"{name}.csv")
    references = tables["articles"]
    _put(folder / "articles.ris", export.to_ris(references))
    _put(folder / "articles.bib", export.to_bibtex(references))
    for name in ("codebook.toml", "events.csv", "outlets.toml", "study.lock"):
        if (study.folder / name).is_file():
            shutil.copyfile(study.folder / name, folder / name)
    _put(folder / "study.toml", _settings(study))
    if _own_newsroom(study):
        shutil.copytree(study.folder / str(study.newsroom), folder / str(study.newsroom))
    _put(folder / "METHODS.md", pages.methods(study, made, lock.read(study), choice))
    _put(folder / "README.md", pages.readme(study, choice))
    described = _described(study, tables, folder)
    _put(folder / "datapackage.json", json.dumps(described, indent=1, ensure_ascii=False) + "\n")


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    times = table.select_dtypes("datetimetz").columns
    return table.assign(**{name: table[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ") for name in times})


def _own_newsroom(study: Study) -> bool:
    """Tell whether a study has a newsroom inside its own folder."""
    if study.newsroom is None:
        return False
    place = (study.folder / study.newsroom).resolve()
    return place.is_dir() and study.folder in place.parents


def _settings(study: Study) -> str:
    """Return study.toml without contact address and keys: who collects again speaks for themselves."""
    text = (study.folder / "study.toml").read_text(encoding="utf-8")
    gone = ["contact"] + ([] if study.newsroom is None or _own_newsroom(study) else ["newsroom"])
    for key in gone:
        text = re.sub(
            rf"(?m)^[ \t]*(?:\w+[ \t]*\.[ \t]*)?{key}[ \t]*=.*$", f"# {key}: left out of the package", text
        )
    text = redact(text)
    try:
        left = [key for table in tomllib.loads(text).values() if isinstance(table, dict) for key in table]
    except tomllib.TOMLDecodeError:
        left = gone
    for key in set(gone) & set(left):
        message = f'cannot leave {key} out of study.toml: write it on one line of its own, as {key} = "…"'
        raise StudyError(message)
    return text


# ------------------------------------------------------------ datapackage.json


def _described(study: Study, tables: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, Any]:
    words = [word for word in re.findall(r"[a-z0-9]+", study.title.lower()) if word]
    described: dict[str, Any] = {
        "profile": "data-package",
        "name": "-".join(words)[:80] or "study",
        "title": study.title,
        "description": " ".join(part for part in (study.question, study.notice) if part),
        "mediakit": lock.read(study)["made with"]["mediakit"],
        "resources": [],
    }
    for name, table in tables.items():
        described["resources"].append(
            _file(folder, f"{name}.csv") | _tabular(list(_fields(name, table)), name, tables)
        )
    if (folder / "events.csv").is_file():
        described["resources"].append(
            _file(folder, "events.csv") | _tabular(_event_fields(folder), "", tables)
        )
    for name in ("codebook.toml", "outlets.toml", "study.toml", "study.lock", "articles.ris", "articles.bib"):
        if (folder / name).is_file():
            described["resources"].append(_file(folder, name))
    return described


def _file(folder: Path, name: str) -> dict[str, Any]:
    content = (folder / name).read_bytes()
    return {
        "name": name.removesuffix(".csv").replace(".", "-"),
        "path": name,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _tabular(fields: list[dict[str, Any]], name: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if name == "articles":
        schema["primaryKey"] = "article_id"
    elif "article_id" in tables.get(name, ()):
        schema["foreignKeys"] = [
            {"fields": "article_id", "reference": {"resource": "articles", "fields": "article_id"}}
        ]
    return {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _fields(name: str, table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    known = {
        str(column): (str(dtype), str(meaning)) for column, dtype, meaning in frames.describe(name).to_numpy()
    }
    for column in table.columns:
        dtype, meaning = (known | _OF_PACKAGE)[column]
        yield {"name": column, "type": _TYPES.get(dtype, "datetime"), "description": meaning} | (
            {"constraints": {"required": True}} if column == "article_id" else {}
        )


def _event_fields(folder: Path) -> list[dict[str, Any]]:
    columns = pd.read_csv(folder / "events.csv", nrows=0, encoding="utf-8-sig").columns
    return [{"name": name, "type": "date" if name == "date" else "string"} for name in columns]


# ------------------------------------------------------------ reading one


def read_articles(package: str | Path) -> pd.DataFrame:
    """Return the articles of a replication package, after comparing their file with its digest.

    Returns
    -------
    DataFrame
        The columns of articles.csv as text, missing as NA.

    Raises
    ------
    StudyError
        The folder is no package, or its articles.csv was changed.
    """
    folder = Path(package)
    try:
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        digest = next(r["hash"] for r in described["resources"] if r["path"] == "articles.csv")
        content = (folder / "articles.csv").read_bytes()
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        message = (
            f"{str(folder)!r} is no replication package ({error}); make one with `mediakit export DIR OUT`"
        )
        raise StudyError(message) from error
    if digest != f"sha256:{hashlib.sha256(content).hexdigest()}":
        message = f"articles.csv in {str(folder)!r} is not as datapackage.json says; get the package again"
        raise StudyError(message)
    read = pd.read_csv(folder / "articles.csv", dtype="str", encoding="utf-8-sig", keep_default_na=False)
    missing = [name for name in NEEDED if name not in read]
    if missing:
        message = f"articles.csv in {str(folder)!r} has no column {missing[0]!r}; make the package again"
        raise StudyError(message)
    whole = read.map(lambda value: value[1:] if value.startswith(_FORMULAS) else value)
    return whole.mask(whole == "")
