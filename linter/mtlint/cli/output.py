"""Where the report goes, and what that place can show."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TextIO

from mtlint.errors import MtlintError

_WIDTH_WITHOUT_TERMINAL = 100


@contextmanager
def open_output(filename: str | None, standard: TextIO | None = None) -> Iterator[TextIO]:
    """The file the report goes to, or a standard stream (that of output). Raises MtlintError."""
    with _standard_stream(standard or sys.stdout) if filename is None else _file(filename) as stream:
        yield stream


def _file(filename: str) -> TextIO:
    try:
        return open(filename, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise MtlintError(f"cannot write the report to {filename}: {error.strerror}") from error


def _standard_stream(standard: TextIO) -> AbstractContextManager[TextIO]:
    """A standard stream with a buffer and an encoding that can be relied on.

    With PYTHONUNBUFFERED, which containers set, Python's own has no buffer: it is slow, and forgets the rest
    of a text of which the system took only a part.
    """
    try:
        descriptor = standard.fileno()
    except (OSError, ValueError):
        return nullcontext(standard)  # It is no file, as in a test.
    terminal = standard.isatty()
    return open(
        descriptor,
        "w",
        buffering=1 if terminal else -1,
        # A terminal has an encoding of its own; programs and files get the same bytes everywhere.
        encoding=standard.encoding if terminal else "utf-8",
        errors="backslashreplace",
        newline=None if terminal else "\n",
        closefd=False,
    )


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: on a terminal that knows how, unless NO_COLOR (https://no-color.org) is set."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The terminal's columns; elsewhere lines have one width, so that the same input gives the same text."""
    if not stream.isatty():
        return _WIDTH_WITHOUT_TERMINAL
    return shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 0)).columns


def shares_terminal(stream: TextIO) -> bool:
    """Whether something drawn on the standard error stream would run into the report.

    So it is when the report goes to the same terminal, and when it goes to a pipe, which may end in a pager.
    """
    try:
        return stream.isatty() or stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return True
