"""The ``mediakit`` command: thin commands over the rooms below."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from mediakit.errors import FetchError, InputError, MediakitError, StudyError
from mediakit.text import printable

app = typer.Typer(
    help="Study news coverage: who said what, about whom, in what tone, when, and how sure we are.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_archive = typer.Typer(
    help="Look after the archive.\n\nExample: mediakit archive check my-study", no_args_is_help=True
)
app.add_typer(_archive, name="archive")

_INTERRUPTED = 130
_HITS = 20


def _named(text: str) -> Path:
    """Return the path that a word names; an empty word, as an unset variable of a shell leaves it, names none."""
    if not text.strip():
        message = "the name of the folder is empty; give the study's folder, for instance my-study"
        raise StudyError(message)
    return Path(text)


Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The study's folder.", show_default=False, parser=_named)
]
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Saved pages or pasted texts.", show_default=False)
]


def main() -> None:
    """Run the command; say in one line on stderr what went wrong."""
    try:
        app()
    except MediakitError as error:
        sys.stderr.write("mediakit: " + printable(str(error)) + "\n")
        raise SystemExit(1) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        named = f": {error.filename!r}" if error.filename else ""
        sys.stderr.write(f"mediakit: {error.strerror or error}{named}\n")
        raise SystemExit(1) from None
    except SystemExit as stop:
        if isinstance(
            stop.__context__, BrokenPipeError
        ):  # `| head` has read enough; typer calls it a failure
            raise SystemExit(0) from None
        if stop.code == _INTERRUPTED:  # typer turns Ctrl-C into this status without a word
            sys.stderr.write("mediakit: interrupted; run the same command again to go on\n")
        raise


@app.command()
def new(folder: Folder) -> None:
    """Make a study from a template that explains itself.

    Example: mediakit new my-study
    """
    from mediakit import study

    made = study.new(folder)
    typer.echo(
        f"made {made}: change {made / 'study.toml'}, then `mediakit import {made} PATH` or `mediakit run {made}`"
    )


@app.command()
def collect(
    folder: Folder,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be downloaded.")] = False,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Ask again for what is there; keep what changed as a new version."),
    ] = False,
) -> None:
    """Download what study.toml names into the archive, politely; run again, it goes on where it stopped.

    Example: mediakit collect my-study --dry-run
    """
    from mediakit import study

    opened = study.open_study(folder)
    if dry_run:
        found = study.preview(opened, refresh=refresh)
        for line in study.described(found, opened.timezone):
            typer.echo(_plain(line))
        failed = found[found["state"] == "failed"]
        if len(failed):
            raise FetchError(_unanswered(zip(failed["url"], failed["reason"], strict=True)))
        return
    report = study.collect_study(opened, refresh=refresh)
    if report is None:
        typer.echo("study.toml names nothing to collect; nothing to do")
        return
    typer.echo(
        _collected(report) + ("; `mediakit run` says why" if report.failed or report.disallowed else "")
    )
    unanswered = [(failure.url, failure.error) for failure in study.unanswered(opened)]
    if unanswered:
        raise FetchError(_unanswered(unanswered))


@app.command(name="import")
def import_(
    folder: Folder,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files and folders.", show_default=False)
    ],
) -> None:
    """Take files you have into the archive: saved pages, pasted texts, folders and ZIP files of them.

    Example: mediakit import my-study saved-pages/ article.txt
    """
    from mediakit import study

    opened = study.open_study(folder)
    _check_files(paths)
    added, failed = study.import_files(opened, paths)
    wrong = f"; {_count(failed, 'file')} could not be read, see failures" if failed else ""
    typer.echo(f"took in {_count(added, 'new file')}{wrong}")
    if failed and not added:
        message = "nothing new was taken in; `mediakit run` lists the failures in 00-start-here"
        raise MediakitError(message)


@app.command()
def run(folder: Folder) -> None:
    """Do all of it: collect, extract, frames, measures, charts, notebooks; remake only what changed.

    Example: mediakit run my-study
    """
    from mediakit import study

    opened = study.open_study(folder)
    summary = study.run(opened)
    if summary.collected:
        typer.echo(_collected(summary.collected))
        failed = [(failure.url, failure.error) for failure in study.unanswered(opened)]
        if failed:
            typer.echo(printable(f"warning: {_unanswered(failed)}"), err=True)
    typer.echo(
        f"{_count(summary.articles, 'article')} from {_count(summary.outlets, 'outlet')}: "
        f"{_count(summary.quotes, 'quotation')}, {_count(summary.mentions, 'mention')}; "
        f"{_count(summary.failures, 'failure')} (00-start-here says why)"
    )
    charts = len(list(opened.charts.glob("*.png")))
    typer.echo(f"made {len(summary.reports)} of {_count_reports(folder)} reports anew; {charts} charts")
    typer.echo(f"look at {folder / 'reports'} (HTML), {folder / 'charts'} (PNG, SVG, PDF, CSV, alt text)")


@app.command()
def verify(folder: Folder) -> None:
    """Make the frames again from the archive; say what differs from study.lock.

    Example: mediakit verify my-study
    """
    from mediakit import study
    from mediakit.progress import Step

    opened = study.open_study(folder)
    with Step("read again") as step:
        study.verify(opened, step=step)
    typer.echo("every frame is as study.lock says")


@app.command()
def search(
    folder: Folder, words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)]
) -> None:
    """Find articles by full text; show each hit with its sentences.

    Example: mediakit search my-study national security law
    """
    from mediakit import study

    wanted = " ".join(words)
    hits = list(study.search(study.open_study(folder), wanted, limit=_HITS + 1))
    for hit, sentences in hits[:_HITS]:
        typer.echo(_plain(f"{hit.title or 'untitled'} — {hit.outlet or 'unknown outlet'}  {hit.url or ''}"))
        for sentence in sentences:
            typer.echo(_plain(f"    {sentence}"))
    if len(hits) > _HITS:
        typer.echo(f"more articles hold {wanted!r} than the {_HITS} shown; add words to narrow the search")
    if not hits:
        message = f"no article holds {wanted!r}"
        raise MediakitError(message)


@app.command()
def extract(files: Files) -> None:
    """Read articles out of files; print each as one line of JSON.

    Example: mediakit extract page.html
    """
    with _all_read(files) as articles:
        for _, article in articles:
            typer.echo(_json(asdict(article)))


@app.command()
def quotes(
    files: Files,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each quotation as one line of JSON.")
    ] = False,
) -> None:
    """List the quotations of articles: who said what, and what kind of source it is.

    Example: mediakit quotes page.html
    """
    from mediakit.quotes import find_quotes

    with _all_read(files) as articles:
        for name, article in articles:
            for quote in find_quotes(article.text, outlet=article.outlet):
                if as_json:
                    typer.echo(_json({"file": name} | asdict(quote)))
                else:
                    who = quote.speaker_name or quote.speaker or "?"
                    unnamed = " unnamed" if quote.anonymous else ""
                    typer.echo(
                        _plain(f"{who:28.28}  {quote.source_type + unnamed:24}  {quote.kind:8}  {quote.text}")
                    )


@app.command()
def export(
    folder: Folder,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The package's folder, to be made.", show_default=False)
    ],
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Put the articles' text in; most may not be passed on.")
    ] = False,
    quote_words: Annotated[
        int, typer.Option("--quote-words", min=0, help="Longest quotation whose words go in.")
    ] = 50,
) -> None:
    """Write a replication package: addresses, numbers and methods, without the articles' text.

    Example: mediakit export my-study my-study-package
    """
    from mediakit import study

    made = study.export_study(study.open_study(folder), out, full_text=full_text, quote_words=quote_words)
    emptied = f"; the words of {_count(made.quotes_emptied, 'long quotation')} are left out"
    typer.echo(
        f"{made.folder}: {_count(made.articles, 'article')}, {_count(made.quotes, 'quotation')}"
        + ("" if full_text else f", without the articles' text{emptied}")
    )
    typer.echo(f"read {made.folder / 'METHODS.md'} before you share it")
    if full_text:
        typer.echo(
            "warning: this package holds the full text of articles; most may not be passed on without their owners' leave",
            err=True,
        )


@app.command()
def rehydrate(
    package: Annotated[
        Path, typer.Argument(metavar="PACKAGE", help="A folder that export made.", show_default=False)
    ],
    folder: Folder,
    contact: Annotated[
        str | None, typer.Option("--contact", help="Your address, sent to the sites you collect from.")
    ] = None,
    wayback: Annotated[
        bool, typer.Option("--wayback", help="Look for pages that are gone in the Wayback Machine.")
    ] = False,
) -> None:
    """Make a study from a replication package: collect its pages again; say what is changed or missing.

    Example: mediakit rehydrate my-study-package again --contact me@my-university.edu
    """
    from mediakit import study

    found = study.rehydrate(package, folder, contact=contact, wayback=wayback)
    for row in found[found["state"] != "same"].to_dict("records"):
        why = row["reason"] or f"{row['words_before']:,} words then, {row['words_now']:,} words now"
        typer.echo(_plain(f"{row['state']:8} {row['url'] or row['article_id']}  {why}"))
    counts = {state: int((found["state"] == state).sum()) for state in ("same", "changed", "missing")}
    numbers = int((found["numbers"] == "same").sum())
    typer.echo(
        f"of {_count(len(found), 'article')}: "
        + ", ".join(f"{number:,} {state}" for state, number in counts.items())
        + f"; {numbers:,} with every number as in the package's study.lock"
    )
    typer.echo(f"look at {folder / 'rehydrated.csv'}; `mediakit run {folder}` makes charts and reports")


@_archive.command(name="check")
def archive_check(folder: Folder) -> None:
    """Compare every capture with its digest, and the index with the files.

    Example: mediakit archive check my-study
    """
    from mediakit import study

    captures = study.check_archive(study.open_study(folder))
    typer.echo(f"{_count(captures, 'capture')}: every digest is right")


def _check_files(paths: list[Path]) -> None:
    """Complain of folders in which there is nothing."""
    from mediakit.readers import files

    if all(path.exists() for path in paths) and not files.count(paths):
        message = f"no file in {', '.join(repr(str(path)) for path in paths)}; give saved pages, or a folder of them"
        raise InputError(message)


@contextmanager
def _all_read(paths: list[Path]) -> Iterator[Iterator[tuple[str, Any]]]:
    """Give the articles of some files; afterwards complain of the files that could not be read."""
    from mediakit import readers
    from mediakit.readers import files
    from mediakit.records import Failure

    failed: list[str] = []
    _check_files(paths)

    def articles() -> Iterator[tuple[str, Any]]:
        for page in files.pages(paths):
            if isinstance(page, Failure):
                failed.append(f"{page.url.removeprefix('import:')}: {page.error}")
                continue
            try:
                for found in readers.read(page):
                    if isinstance(found, Failure):
                        failed.append(f"{found.url.removeprefix('import:')}: {found.error}")
                    else:
                        yield page.url.removeprefix("import:"), found
            except MediakitError as error:
                failed.append(str(error))

    yield articles()
    if failed:
        raise MediakitError("; ".join(failed))


def _plain_value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else dict(value)


def _json(record: dict[str, Any]) -> str:
    """One line of JSON in which what could drive a terminal is escaped."""
    text = json.dumps(record, ensure_ascii=False, default=_plain_value)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _plain(text: str) -> str:
    """Text without control characters, so that scraped words cannot drive the terminal."""
    return printable(text).replace("\n", " ")


def _unanswered(failures: Iterable[tuple[str, str]]) -> str:
    lines = [reason if way in reason else f"{way}: {reason}" for way, reason in failures]
    return f"{_count(len(lines), 'way')} of finding pages failed, the others went on:\n" + "\n".join(lines)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _collected(report: Any) -> str:
    return (
        f"collected {report.fetched:,} pages; {report.present:,} were there already, "
        f"{report.disallowed:,} disallowed by robots.txt, {report.failed:,} failed"
    )


def _count_reports(folder: Path) -> int:
    return len(list((folder / "reports").glob("*.html")))


if __name__ == "__main__":
    main()
