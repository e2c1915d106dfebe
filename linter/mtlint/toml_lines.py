"""On which line a key of a TOML file stands: `tomllib` does not say, and an error has to.

A best effort for error messages: table headers and `key =` lines are read, everything else is passed over. A
key inside an inline table has no line of its own (the error then names that of the table), and a line inside
a multi-line string may be taken for a key, which at worst shows a wrong number beside the right key.
"""

from __future__ import annotations

import re

KeyPath = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_LINE = re.compile(rf"\s*(?:\[\[?\s*(?P<table>{_KEY})\s*\]\]?|(?P<key>{_KEY})\s*=)")


def key_lines(toml: str, below: tuple[str, ...] = ()) -> dict[KeyPath, int]:
    """The line of every key and table under the table `below`, by paths that begin there."""
    lines: dict[KeyPath, int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(toml.splitlines(), 1):
        match = _LINE.match(line)
        if not match:
            continue
        if match["table"]:
            path = table = _parts(match["table"])
        else:
            path = (*table, *_parts(match["key"]))
        if path[: len(below)] == below:
            # The first line with a table's name in it is where a reader looks for the table.
            for length in range(len(below), len(path) + 1):
                lines.setdefault(path[len(below) : length], number)
    return lines


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
