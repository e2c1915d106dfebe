"""Marked-up articles: texts in which every defect stands as ⟦CODE:text⟧.

A defect on whose kind readers may differ is marked ⟦?CODE:text⟧; it counts neither as found nor as missed.
Marks do not nest. The text without the marks is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".txt", ".md")
_MARK = re.compile(r"⟦(?P<optional>\?)?(?P<code>[A-Z]{3}\d{3}):(?P<text>[^⟦⟧]+)⟧")


class Mark(NamedTuple):
    """One marked defect; `start` and `end` are bytes of the article as UTF-8, end exclusive."""

    code: str
    start: int
    end: int
    optional: bool


@dataclass(frozen=True)
class Article:
    """A text and the defects that were marked in it, in their order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def parse(name: str, marked: str) -> Article:
    """The article of a marked text. Raises ValueError where a mark is not whole."""
    pieces, marks, at, size = [], [], 0, 0
    for match in _MARK.finditer(marked):
        pieces += [marked[at : match.start()], match["text"]]
        start = size + len(pieces[-2].encode())
        size = start + len(match["text"].encode())
        marks.append(Mark(match["code"], start, size, bool(match["optional"])))
        at = match.end()
    text = "".join([*pieces, marked[at:]])
    for broken in re.finditer("[⟦⟧]", text):
        raise ValueError(f"{name}: a mark is not whole: {text[max(0, broken.start() - 40) :][:80]!r}")
    return Article(name, text, tuple(marks))


def articles(folder: Path) -> Iterator[Article]:
    """The articles below a folder, by name."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in SUFFIXES:
            # newline="": the newlines of a text are part of it.
            with open(file, encoding="utf-8", newline="") as stream:
                yield parse(file.relative_to(folder).as_posix(), stream.read())
