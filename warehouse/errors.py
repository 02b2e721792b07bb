"""The three exceptions of the line, named for what has to happen next. Bad rows are values, never exceptions.

Messages are safe to log: they name settings, sources, fields and counts, never a value read from a source.
"""

import errno
import sqlite3
import traceback

from settings import ROOT

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE_NO_SPACE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class LightboxError(Exception):
    """Base of our errors: `message` says what happened and `do` what a person should do about it."""

    def __init__(self, message: str, do: str = "") -> None:
        super().__init__(f"{message}. {do}" if do else message)
        self.message = message
        self.do = do


class Unreachable(LightboxError):
    """The other side did not answer: try again."""


class Misconfigured(LightboxError):
    """A person must change a setting, a key, a declaration or a right."""


class Refused(LightboxError):
    """The other side answered no: trying again unchanged will not help."""


def of_full_disk(error: BaseException | None) -> Unreachable | None:
    """What to tell when a file could not grow; None when the error, and what is behind it, is another. Nothing of it is repeated."""
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)
        full = isinstance(error, OSError) and error.errno in _NO_SPACE
        if full or (code is not None and code & 0xFF in _SQLITE_NO_SPACE):
            return Unreachable("a disk is full or cannot be written", "free space where LIGHTBOX_HOME lies and run again; nothing is lost")
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
    return None


def class_and_place(error: BaseException) -> str:
    """Class of an exception and our innermost line it passed (`ValueError at folder/file.py:12`); never its message."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(str(ROOT)) and "/.venv/" not in frame.filename:
            return f"{type(error).__name__} at {frame.filename.removeprefix(str(ROOT) + '/')}:{frame.lineno}"
    return type(error).__name__
