"""What can go wrong, as one tree.

::

    MediakitError               anything this package raises on purpose
    ├── StudyError              study.toml or a study's folder is not as expected
    ├── CodebookError           codebook.toml: names the file, the line and the remedy
    ├── InputError              a file, a frame or an argument is not as expected
    │   ├── PageTooLargeError   a page is over the stated size
    │   └── UnreadableError     a file or record of a known kind that cannot be read
    ├── FetchError              a feed, a page or a service did not answer as documented
    │   └── RefusedAddressError an address that is not public, and that the study does not allow
    ├── ArchiveError            the archive is damaged, locked or of another kind
    └── VerifyError             remade frames differ from study.lock

Every message says what failed, quotes the offending value, says what was expected, and gives the next step.
"""

from __future__ import annotations


class MediakitError(Exception):
    """Anything this package raises on purpose."""


class StudyError(MediakitError):
    """study.toml or a study's folder is not as expected."""


class CodebookError(MediakitError):
    """codebook.toml has a mistake."""


class InputError(MediakitError, ValueError):
    """A file, a frame or an argument is not as expected."""


class PageTooLargeError(InputError):
    """A page is over the stated size."""


class UnreadableError(InputError):
    """A file or record of a known kind that cannot be read."""


class FetchError(MediakitError):
    """A feed, a page or a service did not answer as documented."""


class RefusedAddressError(FetchError):
    """An address that is not public, and that the study does not allow."""


class ArchiveError(MediakitError):
    """The archive is damaged, locked or of another kind."""


class VerifyError(MediakitError):
    """Remade frames differ from study.lock."""
