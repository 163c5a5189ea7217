"""The archive of a study: captures in WARC files, found through an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from mediakit.archive import index, warc
from mediakit.archive.entries import FIELDS, Capture, FurtherPage, capture_of, insert, insert_alias
from mediakit.archive.writer import Writer, files
from mediakit.errors import ArchiveError, InputError
from mediakit.records import Failure, Page

ROTATE = 256 * 1024 * 1024  # bytes after which a new WARC file is begun

_LEADS_TO = (
    "WITH RECURSIVE leads (url) AS "
    "(VALUES (:u) UNION SELECT a.url FROM aliases a JOIN leads ON a.requested = leads.url)"
)


class Archive:
    """Open the archive in a folder, and make it where there is none.

    Use it as a context manager. Any number of processes may read while one writes; a second writer is refused.

    Parameters
    ----------
    folder : path
        Where the WARC files and ``index.sqlite`` are.
    rotate : int
        Bytes after which a new WARC file is begun.

    Raises
    ------
    ArchiveError
        The index is of another version or damaged.

    Example
    -------
    >>> import tempfile
    >>> from datetime import UTC, datetime
    >>> page = Page(url="https://a.example/1", body=b"<p>Hello</p>", fetched=datetime(2024, 5, 1, tzinfo=UTC))
    >>> with tempfile.TemporaryDirectory() as folder, Archive(folder) as archive:
    ...     capture_id = archive.add(page)
    ...     archive.read(capture_id).body
    b'<p>Hello</p>'
    """

    def __init__(self, folder: str | Path, *, rotate: int = ROTATE) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._db = index.connect(self.folder / "index.sqlite")
        self._lock: BinaryIO | None = None
        self._writer = Writer(self.folder, rotate)
        try:
            self._catch_up()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; what was added stays."""
        self._writer.close()
        self._unlock()
        self._db.close()

    # ------------------------------------------------------------ writing

    def claim(self) -> None:
        """Become the one process that writes, until `close`; the first `add` does so by itself.

        Raises
        ------
        ArchiveError
            Another process is writing.
        """
        if self._lock is None and not self._try_lock():
            message = (
                f"another process is writing to the archive {str(self.folder)!r}; wait until its collect or "
                "import has ended, then do this again"
            )
            raise ArchiveError(message)

    def add(
        self,
        page: Page,
        *,
        sent: Mapping[str, str] | None = None,
        redirects: Iterable[str] = (),
        follow: Iterable[str] = (),
        canonical: str | None = None,
    ) -> str:
        """Keep a page; the same payload at the same address is kept once.

        Parameters
        ----------
        page : Page
            What came; its ``capture_id`` is not looked at.
        sent : mapping of str to str, optional
            Headers of the request, for the request record.
        redirects : iterable of str
            Addresses passed on the way from ``page.requested`` to ``page.url``.
        follow : iterable of str
            Further pages of the same article, listed by `unfollowed` until they are there.
        canonical : str, optional
            The page that this one is a variant of, listed likewise.

        Returns
        -------
        str
            The capture's id.

        Raises
        ------
        ArchiveError
            Another process is writing.
        InputError
            The address has control characters, or the time is not aware.
        """
        warc.check_url(page.url)
        key = warc.capture_id(page.url, page.body)
        origin = warc.Origin(
            capture_id=key,
            url=page.url,
            requested=page.requested if page.requested != page.url else None,
            content_type=page.content_type,
            outlet=page.outlet,
            found_by=page.found_by,
            query=page.query,
            part_of=page.part_of,
            redirects=tuple(redirects),
            follow=warc.outlinks(follow),
            canonical=canonical,
        )
        if self._location(key) is not None:
            if origin.requested is not None and not self.has(origin.requested):
                self.alias(origin.requested, page.url)
            return key
        self.claim()
        digest = warc.payload_digest(page.body)
        first = self._same_payload(digest, page)
        refers = None if first is None else (first.url, first.fetched)
        data = warc.encode(page, origin, sent=sent or {}, refers_to=refers)
        holder = None if first is None else first.capture_id
        with self._written(data) as (file, offset):
            insert(self._db, page, origin, digest=digest, file=file, offset=offset, payload_of=holder)
        return key

    def alias(self, requested: str, url: str) -> None:
        """Note that an address leads to another one, so that it is not asked again."""
        warc.check_url(requested)
        if self._db.execute("SELECT 1 FROM aliases WHERE requested=? AND url=?", (requested, url)).fetchone():
            return
        self.claim()
        origin = warc.Origin(capture_id="", url=url, requested=requested)
        with self._written(warc.encode_origin(datetime.now(UTC), origin)):
            insert_alias(self._db, requested, url)

    def fail(self, failure: Failure) -> None:
        """Keep what could not be done; a new reason replaces the old one of the same address and stage."""
        self._db.execute(
            "INSERT OR REPLACE INTO failures (url, stage, error) VALUES (?, ?, ?)",
            (failure.url, failure.stage, failure.error),
        )

    def clear_failures(self, url: str) -> None:
        """Forget the failures of an address, once it worked."""
        self._db.execute("DELETE FROM failures WHERE url = ?", (url,))

    def index_articles(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Make these articles the ones that `search` looks through.

        Parameters
        ----------
        rows : iterable of mappings
            All articles, with article_id, url, outlet, title and text; an article that is not among them leaves.

        Returns
        -------
        int
            How many articles came, changed or left.
        """
        return index.replace_articles(self._db, (_article_row(row) for row in rows))

    # ------------------------------------------------------------ reading

    def captures(self) -> Iterator[Capture]:
        """Yield every capture, by address, then time."""
        query = f"SELECT {FIELDS} FROM captures ORDER BY url, fetched, capture_id"
        return (capture_of(row) for row in self._db.execute(query))

    def count(self) -> int:
        """Return the number of captures."""
        return int(self._db.execute("SELECT count(*) FROM captures").fetchone()[0])

    def read(self, capture_id: str) -> Page:
        """Return a page as it came, after comparing its digest.

        Raises
        ------
        ArchiveError
            There is no such capture, or its bytes are not the ones that were kept.
        """
        row = self._db.execute(
            f"SELECT {FIELDS}, file, offset, payload_of FROM captures WHERE capture_id = ?", (capture_id,)
        ).fetchone()
        if row is None:
            message = f"no capture {capture_id!r} in {str(self.folder)!r}; captures() lists those there are"
            raise ArchiveError(message)
        capture, (file, offset, payload_of) = capture_of(row[:11]), row[11:]
        body, headers = self._payload(capture, file, offset, payload_of)
        if warc.capture_id(capture.url, body) != capture_id:
            message = (
                f"capture {capture_id!r} of {capture.url!r} is damaged: its bytes in {file!r} at {offset} are not "
                "the ones that were kept; restore the file from a copy, or delete it and collect again"
            )
            raise ArchiveError(message)
        return Page(
            url=capture.url,
            body=body,
            fetched=capture.fetched,
            content_type=capture.content_type,
            status=capture.status,
            requested=capture.requested,
            headers=headers,
            outlet=capture.outlet,
            found_by=capture.found_by,
            query=capture.query,
            part_of=capture.part_of,
            capture_id=capture_id,
        )

    def has(self, url: str) -> bool:
        """Tell whether an address was captured, under its own name or as one that led to a capture."""
        query = f"{_LEADS_TO} SELECT EXISTS (SELECT 1 FROM captures WHERE url IN (SELECT url FROM leads))"
        return bool(self._db.execute(query, {"u": url}).fetchone()[0])

    def latest(self, url: str) -> Capture | None:
        """Return the newest capture of an address, or None."""
        row = self._db.execute(
            f"{_LEADS_TO} SELECT {FIELDS} FROM captures WHERE url IN (SELECT url FROM leads) "
            "ORDER BY fetched DESC, capture_id LIMIT 1",
            {"u": url},
        ).fetchone()
        return None if row is None else capture_of(row)

    def unfollowed(self) -> list[FurtherPage]:
        """Return further pages and canonical pages of archived articles that are not there."""
        rows = self._db.execute(
            "WITH named (url, part_of, variant) AS "
            "(SELECT url, part_of, NULL FROM follow UNION ALL SELECT url, NULL, variant FROM canonicals) "
            "SELECT n.url, n.part_of, n.variant, c.outlet, c.found_by, c.query FROM named n "
            "LEFT JOIN captures c ON c.url = coalesce(n.part_of, n.variant) "
            "WHERE n.url NOT IN (SELECT url FROM captures) AND n.url NOT IN (SELECT requested FROM aliases) "
            "GROUP BY n.url ORDER BY n.url"
        )
        return [FurtherPage(*row) for row in rows]

    def failures(self) -> list[Failure]:
        """Return what could not be done, by address."""
        rows = self._db.execute("SELECT url, stage, error FROM failures ORDER BY url, stage")
        return [Failure(*row) for row in rows]

    def search(self, words: str, limit: int = 20) -> list[index.Hit]:
        """Return articles in which every word, or phrase in double quotes, occurs; best first.

        Where more than 20,000 do, the best of those that were indexed last.

        Parameters
        ----------
        words : str
            Words in any script; ``censor*`` finds every word that begins so.
        limit : int
            How many articles at most.

        Raises
        ------
        InputError
            There is no word in ``words``.
        """
        return list(index.find_words(self._db, words, limit))

    def check(self) -> list[str]:
        """Read every record of every file, and return what is wrong, a line each."""
        from mediakit.archive.check import problems

        return problems(self.folder, self._db)

    # ------------------------------------------------------------ within

    def _location(self, capture_id: str) -> tuple[str, int] | None:
        found: tuple[str, int] | None = self._db.execute(
            "SELECT file, offset FROM captures WHERE capture_id = ?", (capture_id,)
        ).fetchone()
        return found

    def _same_payload(self, digest: str, page: Page) -> Capture | None:
        if not page.url.startswith(("http:", "https:")) or not page.body:
            return None
        row = self._db.execute(
            f"SELECT {FIELDS} FROM captures WHERE digest = ? AND payload_of IS NULL AND url LIKE 'http%' LIMIT 1",
            (digest,),
        ).fetchone()
        return None if row is None else capture_of(row)

    def _payload(
        self, capture: Capture, file: str, offset: int, payload_of: str | None
    ) -> tuple[bytes, dict[str, str]]:
        try:
            record = warc.record_at(self.folder / file, offset)
            headers = warc.headers_of(record)
            if payload_of is not None:
                place = self._location(payload_of)
                if place is None:
                    message = f"the capture {payload_of!r} that holds its payload is gone"
                    raise ArchiveError(message)
                record = warc.record_at(self.folder / place[0], place[1])
            return record.content_stream().read(), headers
        except ArchiveError as error:
            message = f"capture {capture.capture_id!r} of {capture.url!r} cannot be read: {error}"
            raise ArchiveError(message) from error

    @contextmanager
    def _written(self, data: bytes) -> Iterator[tuple[str, int]]:
        """Append to the WARC file, then index in one transaction; either both happen or neither."""
        path, offset = self._writer.append(data)
        try:
            with self._transaction():
                yield path.name, offset
                self._db.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, offset + len(data))
                )
        except BaseException:
            if self._indexed().get(path.name, 0) <= offset:
                self._writer.cut(offset)
            raise

    def _indexed(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT name, indexed FROM files"))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _try_lock(self) -> bool:
        from mediakit.archive.lock import acquire

        self._lock = acquire(self.folder / "lock")
        return self._lock is not None

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _catch_up(self) -> None:
        """Index what a crash left unindexed, and cut a torn end; a process that writes does its own."""
        sizes = {path.name: path.stat().st_size for path in files(self.folder)}
        if self._indexed() == sizes or not self._try_lock():
            return
        from mediakit.archive.repair import catch_up

        try:
            known = self._indexed()
            for path in files(self.folder):
                with self._transaction():
                    catch_up(self._db, path, known.get(path.name, 0))
        finally:
            self._unlock()


def _article_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        return (row["article_id"], row["url"], row["outlet"], row["title"], row["text"] or "")
    except KeyError as error:
        message = (
            f"an article to index has no {error.args[0]!r}; expected article_id, url, outlet, title, text"
        )
        raise InputError(message) from error
