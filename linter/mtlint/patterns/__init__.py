"""Gitignore patterns over paths: one list of them, from an ignore file or from the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mtlint.patterns.wildmatch import Wildmatch, translate


class Patterns:
    """Compiled patterns, relative to the folder `base` (absolute, `/` at its end).

    Paths are absolute too, those of folders with a `/` at their end. A path outside `base` is matched as a
    whole: patterns for names hold there as well.
    """

    __slots__ = ("_base", "_match", "_negated")

    def __init__(self, patterns: Sequence[Wildmatch], base: str) -> None:
        self._base = base
        # The last pattern that matches decides, so it is the first alternative; its group tells which it is.
        latest_first = patterns[::-1]
        self._negated = [pattern.negated for pattern in latest_first]
        alternatives = "|".join(f"({pattern.expression})" for pattern in latest_first)
        self._match = re.compile(alternatives, re.DOTALL).fullmatch

    def verdict(self, path: str) -> bool | None:
        """What they say of `path` itself: True (it matches), False (it matches after a `!`) or None."""
        relative = path.removeprefix(self._base).lstrip("/")
        match = self._match(f"{relative[:-1]}\0" if relative.endswith("/") else relative)
        return None if match is None else not self._negated[(match.lastindex or 1) - 1]

    def covers(self, path: str) -> bool:
        """Whether the patterns match `path` or a folder it lies in."""
        start = len(self._base) if path.startswith(self._base) else 1
        folders = (path[: slash.end()] for slash in re.compile("/").finditer(path, start))
        return self.verdict(path) is True or any(self.verdict(folder) for folder in folders)


def compile_patterns(lines: Iterable[str], base: str) -> tuple[Patterns | None, list[str]]:
    """The patterns in `lines` (None when they hold none), and the lines that are no pattern."""
    patterns: list[Wildmatch] = []
    invalid: list[str] = []
    for line in lines:
        try:
            pattern = translate(line)
        except ValueError:
            invalid.append(line)
        else:
            patterns += [pattern] if pattern else []
    return (Patterns(patterns, base) if patterns else None), invalid
