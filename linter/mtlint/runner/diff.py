"""What fixes would change in a file, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mtlint.runner.sheet import Revision

_NO_NEWLINE = "\\ No newline at end of file\n"


def as_diff(revision: Revision) -> str:
    """The diff, which `patch` and `git apply -p0` take; the file is not touched."""
    return "".join(_lines(revision.filename, _split(revision.text), _split(revision.new_text)))


def _split(text: bytes) -> list[str]:
    # Not splitlines, to which a form feed or U+2028 ends a line as well.
    lines = [f"{line}\n" for line in text.decode().split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _lines(filename: str, old: list[str], new: list[str]) -> Iterator[str]:
    # The name of a file may hold a line end, which would let it write into the diff.
    name = filename.replace("\n", "\\n")
    for line in difflib.unified_diff(old, new, name, name):
        yield line
        if not line.endswith("\n"):
            yield f"\n{_NO_NEWLINE}"
