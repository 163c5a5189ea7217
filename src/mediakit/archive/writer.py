"""Append to the archive's WARC files, whole groups only."""

from __future__ import annotations

import io
import os
from pathlib import Path

from mediakit.archive import warc

PATTERN = "mediakit-*.warc.gz"


def files(folder: Path) -> list[Path]:
    """Return an archive's WARC files, oldest first."""
    return sorted(folder.glob(PATTERN))


class Writer:
    """The end of the newest WARC file; a new file is begun when one has grown past ``rotate`` bytes."""

    def __init__(self, folder: Path, rotate: int) -> None:
        self.folder, self.rotate = folder, rotate
        self._out: io.FileIO | None = None

    def append(self, data: bytes) -> tuple[Path, int]:
        """Write a group; return the file and where in it the group begins. What cannot be written whole is cut."""
        out = self._output()
        offset = out.seek(0, os.SEEK_END)
        try:
            _write(out, data)
        except BaseException:
            out.truncate(offset)
            raise
        return Path(os.fsdecode(out.name)), offset

    def cut(self, offset: int) -> None:
        """Take back what was appended from an offset on."""
        if self._out is not None:
            self._out.truncate(offset)

    def close(self) -> None:
        """Hand what was written to the disk, and close."""
        if self._out is not None:
            os.fsync(self._out.fileno())
            self._out.close()
            self._out = None

    def _output(self) -> io.FileIO:
        if self._out is not None and self._out.seek(0, os.SEEK_END) >= self.rotate:
            self.close()
        if self._out is None:
            self._out = self._open()
        return self._out

    def _open(self) -> io.FileIO:
        there = files(self.folder)
        if there and there[-1].stat().st_size < self.rotate:
            return io.FileIO(there[-1], "ab")
        number = int(there[-1].name.split("-")[1].split(".")[0]) + 1 if there else 1
        out = io.FileIO(self.folder / f"mediakit-{number:05}.warc.gz", "ab")
        _write(out, warc.encode_info("mediakit"))
        return out


def _write(out: io.FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[out.write(rest) :]
