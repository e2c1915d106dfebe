"""Ignore files as git has them: those of a folder, and those above it in its repository."""

from __future__ import annotations

import os

from mtlint.patterns import Patterns, compile_patterns

IGNORE_FILE = ".gitignore"


def read_ignore_file(file: str, base: str) -> Patterns | None:
    """The patterns of an ignore file for paths below `base`, None where there are none.

    An ignore file that cannot be read ignores nothing, a line that is no pattern neither: so has git it.
    """
    if not os.path.isfile(file):
        # Opening a named pipe would block.
        return None
    try:
        # Names are compared as Python spells them on a UTF-8 system, undecodable bytes included.
        with open(file, encoding="utf-8-sig", errors="surrogateescape") as lines:
            content = lines.read()
    except OSError:
        return None
    return compile_patterns(content.split("\n"), base)[0]


def patterns_above(folder: str) -> tuple[Patterns, ...]:
    """The patterns of the repository that hold above `folder` (absolute, `/` at its end), nearest last.

    None where no repository is found: an ignore file in somebody's home says nothing about a corpus below.
    """
    parents = _up_to_repository(folder)
    if not parents:
        return ()
    repository = parents[-1]
    found = [read_ignore_file(f"{repository}.git/info/exclude", repository)]
    # The folder's own ignore file is read when it is walked.
    found += [read_ignore_file(parent + IGNORE_FILE, parent) for parent in reversed(parents[1:])]
    return tuple(patterns for patterns in found if patterns is not None)


def _up_to_repository(folder: str) -> list[str]:
    """`folder` and the folders it lies in, up to the one that has `.git`; empty when none has."""
    parents = []
    while True:
        parents.append(folder)
        if os.path.lexists(f"{folder}.git"):
            return parents
        above = os.path.dirname(folder.rstrip("/"))
        if f"{above.rstrip('/')}/" == folder:
            return []
        folder = f"{above.rstrip('/')}/"
