"""Where reports go, and what those places can show."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TextIO

from mtlint.cli.whole_file import WholeFile
from mtlint.errors import MtlintError

_WIDTH_WITHOUT_TERMINAL = 100


class Destination:
    """A place for one report: a standard stream, a pipe or device, or a file."""

    def __init__(self, stream: TextIO, *, closes: bool, file: WholeFile | None = None) -> None:
        self.stream = stream
        self._closes = closes
        self._file = file

    def finish(self) -> None:
        """The report is complete. Raises OSError."""
        self.stream.flush()
        if self._closes:
            self.stream.close()
        if self._file:
            self._file.keep()

    def abandon(self) -> None:
        """The report will not be completed; what stood in a file's place stays."""
        if self._closes:
            # What could not be written before cannot be written now.
            with suppress(OSError):
                self.stream.close()
        if self._file:
            self._file.drop()


def open_destination(filename: str | None, standard: TextIO) -> Destination:
    """The place of a report: a file, or a standard stream. Raises OSError."""
    if filename is None:
        return _standard(standard)
    if os.path.exists(filename) and not os.path.isfile(filename):
        # A pipe or a device is there to be written to, not to be replaced.
        return Destination(_text(filename), closes=True)
    file = WholeFile(filename)
    return Destination(_text(file.descriptor), closes=True, file=file)


@contextmanager
def open_output(filename: str | None, standard: TextIO) -> Iterator[TextIO]:
    """A stream to a destination for as long as all goes well. Raises MtlintError."""
    try:
        destination = open_destination(filename, standard)
    except OSError as error:
        raise MtlintError(f"cannot write the report to {filename}: {error.strerror}") from error
    try:
        yield destination.stream
    except BaseException:
        destination.abandon()
        raise
    destination.finish()


def _text(file: str | int) -> TextIO:
    return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n")


def _standard(standard: TextIO) -> Destination:
    """A standard stream with a buffer and an encoding that can be relied on.

    With PYTHONUNBUFFERED, which containers set, Python's own has no buffer: it is slow, and forgets the rest
    of a text of which the system took only a part.
    """
    try:
        descriptor = standard.fileno()
    except (OSError, ValueError):
        return Destination(standard, closes=False)  # It is no file, as in a test.
    terminal = standard.isatty()
    stream = open(  # noqa: SIM115 (closed by the destination)
        descriptor,
        "w",
        buffering=1 if terminal else -1,
        # A terminal has an encoding of its own; programs and files get the same bytes everywhere.
        encoding=standard.encoding if terminal else "utf-8",
        errors="backslashreplace",
        newline=None if terminal else "\n",
        closefd=False,
    )
    return Destination(stream, closes=True)


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: on a terminal that knows how, unless NO_COLOR (https://no-color.org) is set."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The terminal's columns; elsewhere lines have one width, so that the same input gives the same text."""
    if not stream.isatty():
        return _WIDTH_WITHOUT_TERMINAL
    # Imported here: it brings four compression libraries along.
    import shutil

    return shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 0)).columns


def shares_terminal(stream: TextIO) -> bool:
    """Whether something drawn on the standard error stream would run into the report.

    So it is when the report goes to the same terminal, and when it goes to a pipe, which may end in a pager.
    """
    try:
        return stream.isatty() or stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return True
