"""The pages of a replication package that people read: METHODS.md and README.md."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mediakit.archive import Archive
from mediakit.study.config import Study
from mediakit.text import count_words


@dataclass(frozen=True)
class Choice:
    """What was chosen for a package, and how many quotations lost their text by it."""

    full_text: bool
    quote_words: int
    quotes_emptied: int


def methods(study: Study, made: Mapping[str, pd.DataFrame], locked: Mapping[str, Any], choice: Choice) -> str:
    """Return METHODS.md: what was asked, collected, made and left out, and how to do it again."""
    parts = [
        f"# Methods: {_safe(study.title)}",
        _safe(study.question),
        _safe(study.notice),
        "## Material",
        *_material(study, made),
        "## By outlet",
        _by_outlet(made),
        "## What failed",
        _failed(made["failures"]),
        "## How the numbers were made",
        *_made(study, locked),
        "## What is not in this package",
        *_left_out(study, made, choice),
        "## Do it again",
        *_again(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def readme(study: Study, choice: Choice) -> str:
    """Return README.md: what each file is."""
    words = "with the articles' text" if choice.full_text else "without the articles' text"
    text = f"""# {_safe(study.title)}

{_safe(study.question)}

{_safe(study.notice)}

A replication package, {words}. METHODS.md says how it was made and what was left out.

| file | what it is |
|---|---|
| `articles.csv` | a row is one version of one article: addresses, outlet, headline, authors, dates, a hash of its text |
| `sentences.csv` | where each sentence is, and its tone |
| `mentions.csv` | where each concept of the codebook is mentioned, and the tone towards it |
| `quotes.csv` | each quotation: where it is, who speaks, what kind of source; its words up to {choice.quote_words} words |
| `failures.csv` | what could not be collected or read, with the reason |
| `codebook.toml` | concepts and the names they go by |
| `events.csv` | what happened when, with a source for each |
| `outlets.toml` | what was known of single outlets, if anything was |
| `study.toml` | what was asked and how it was collected |
| `study.lock` | versions and hashes of what the numbers were made from |
| `articles.ris`, `articles.bib` | references of the articles |
| `datapackage.json` | every column with type and meaning (Frictionless Data Package) |

`start` and `end` are positions in an article's text; missing values are empty. Tables are CSV in UTF-8; a text that a
spreadsheet would take for a formula has an apostrophe before it. Who shares the package decides on its licence.
"""
    if choice.full_text:
        text = text.replace(f"; its words up to {choice.quote_words} words", " and its words")
        text += f"\n{WARNING}\n"
    return "\n\n".join(part.strip("\n") for part in text.split("\n\n") if part.strip("\n")) + "\n"


WARNING = (
    "**This package holds the full text of articles.** Most of them may not be passed on without leave of those who "
    "own them. Keep it among those who may read them."
)


def _safe(text: Any) -> str:
    """Return a text as one line that Markdown shows as it is."""
    line = html.escape(" ".join(str(text).split()), quote=False)
    return "".join(f"\\{c}" if c in "\\`*_[]|#" else c for c in line)


def _day(when: Any) -> str:
    return "–" if pd.isna(when) else f"{when:%Y-%m-%d}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _material(study: Study, made: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    articles = made["articles"]
    later = articles["article_id"].str.contains("-").sum()
    dates = articles["published"]
    yield (
        f"{_count(len(articles), 'article')} ({_count(int(later), 'later version')} among them) from "
        f"{_count(articles['outlet'].nunique(), 'outlet')}, published {_day(dates.min())} to {_day(dates.max())} (UTC); "
        f"{_count(int(dates.isna().sum()), 'article')} without a date. {_count(len(made['sentences']), 'sentence')}, "
        f"{_count(len(made['quotes']), 'quotation')}, {_count(len(made['mentions']), 'mention')} of concepts."
    )
    if (study.folder / "archive").is_dir():
        with Archive(study.folder / "archive") as archive:
            times = [(c.fetched, c.found_by or "unknown") for c in archive.captures()]
        ways = pd.Series([way for _, way in times], dtype="str").value_counts().sort_index()
        found = ", ".join(f"{_safe(way)} {number:,}" for way, number in ways.items())
        if times:
            first, last = min(times)[0], max(times)[0]
            yield f"Collected {_day(first)} to {_day(last)} (UTC): {_count(len(times), 'capture')}; found by: {found}."
    limits = [f"{name} {day}" for name, day in (("from", study.start), ("to", study.end)) if day]
    yield (
        f"Days begin in the time zone {_safe(study.timezone)}."
        + (f" Links dated outside these days were not followed: {' '.join(limits)}." if limits else "")
        + f" Near-copies of one text: counted {'once' if study.count == 'story' else 'each'} ({study.count})."
    )


def _by_outlet(made: Mapping[str, pd.DataFrame]) -> str:
    articles = made["articles"].assign(outlet=made["articles"]["outlet"].fillna("unknown"))
    quotes = made["quotes"].groupby("article_id").size()
    articles = articles.assign(quotes=articles["article_id"].map(quotes).fillna(0).astype(int))
    lines = [
        "| outlet | articles | words | quotations | stubs | first | last |",
        "|---|---:|---:|---:|---:|---|---|",
    ]
    for outlet, group in articles.groupby("outlet", sort=True):
        stubs = (group["access"] != "open").sum()
        lines.append(
            f"| {_safe(outlet)} | {len(group):,} | {group['words'].sum():,} | {group['quotes'].sum():,} | {stubs:,} "
            f"| {_day(group['published'].min())} | {_day(group['published'].max())} |"
        )
    return "\n".join(lines)


def _failed(failures: pd.DataFrame) -> str:
    if failures.empty:
        return "Nothing."
    lines = ["| stage | pages |", "|---|---:|"]
    lines += [
        f"| {_safe(stage)} | {number:,} |" for stage, number in failures.groupby("stage").size().items()
    ]
    return "\n".join(lines) + "\n\n`failures.csv` gives the reason for each."


def _made(study: Study, locked: Mapping[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{_safe(name)} {_safe(version)}" for name, version in locked["made with"].items())
    yield f"Made with {versions}."
    yield (
        "Text, authors and dates were read out of the pages, then sentences, quotations with their sources, and "
        "mentions of the codebook's concepts, each with a tone from -1 to 1 (English only). No step is free of error; "
        "the documentation of mediakit states how each was made and how often it errs on hand-labelled articles."
    )
    if (study.folder / "coding").is_dir() and any((study.folder / "coding").iterdir()):
        yield "People coded a sample by hand; report their agreement, and the method's agreement with them, with any result."


def _left_out(study: Study, made: Mapping[str, pd.DataFrame], choice: Choice) -> Iterator[str]:
    if choice.full_text:
        yield WARNING
    else:
        most, median = _coverage(made, choice.quote_words)
        yield (
            "- The text of articles, sentences and mentions. `text_sha256` tells whether a text is the same elsewhere.\n"
            f"- The words of {_count(choice.quotes_emptied, 'quotation')} longer than {choice.quote_words} words, of "
            f"{len(made['quotes']):,}. The quotations that are in hold {most:.0%} of an article's characters at most, "
            f"{median:.0%} in the median."
        )
    yield (
        "- The captured pages.\n"
        "- Sheets that people coded by hand: they hold sentences, and the judgements of people who can be recognised.\n"
        "- The contact address of those who made the study, and keys in addresses. With them left out, study.toml "
        "differs from its hash in study.lock."
    )
    if study.newsroom is not None:
        yield f"The articles are invented; the folder {_safe(study.newsroom)} holds them, so that they can be collected without a network."


def _coverage(made: Mapping[str, pd.DataFrame], most: int) -> tuple[float, float]:
    """Return the largest and the median share of an article's characters that short quotations cover."""
    quotes = made["quotes"]
    short = quotes[quotes["text"].map(count_words) <= most].sort_values(["article_id", "start"])
    reached = short.groupby("article_id")["end"].cummax().groupby(short["article_id"]).shift(fill_value=0)
    fresh = (short["end"] - short["start"].clip(lower=reached)).clip(lower=0)
    articles = made["articles"].set_index("article_id")["text"].str.len()
    shares = fresh.groupby(short["article_id"]).sum().reindex(articles.index, fill_value=0) / articles
    return float(shares.max()), float(shares.median())


def _again() -> Iterator[str]:
    yield "With mediakit, in the folder that holds this package:"
    yield "```\nmediakit rehydrate PACKAGE DIR --contact you@your-university.edu\n```"
    yield (
        "It collects the addresses of articles.csv again, politely, makes the frames, and says of each article whether "
        "its text is the same, changed or missing; `--wayback` looks for what is gone in the Internet Archive's Wayback "
        "Machine. Articles that came out of files (no address) must be imported from their own source. "
        "Then `mediakit run DIR` makes the charts and reports."
    )
