"""Lexicons: word lists and tables under `rules/lexicons/`, and how rules refer to them.

A list (`.txt`, `.txt.gz`) has one entry a line; `#` begins a comment line. A line of the English word list
also has a class, the commonest words 10, the rarest 80, names 90; `words.txt.gz#50` is the entries of
classes up to 50. A table (`.csv`) has a header. In a rule, `{target-lang}` and `{source-lang}` in a path
stand for the languages of the run: for every source language of the rule where none was given.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mtlint.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Reference:
    """A lexicon as a rule names it: a path below a rule folder, and perhaps the highest class wanted."""

    path: str
    highest_class: int | None = None

    @classmethod
    def parse(cls, text: str) -> Reference:
        """`words.txt.gz#50` is the path and the highest class."""
        path, mark, highest = text.partition("#")
        return cls(path, int(highest) if mark else None)


@lru_cache(maxsize=32)
def read_words(file: Path, highest_class: int | None = None) -> tuple[str, ...]:
    """The entries of a word list, as written. Raises CatalogueError."""
    return tuple(_entries(file, highest_class))


def _entries(file: Path, highest_class: int | None) -> Iterator[str]:
    for number, line in enumerate(_text(file).splitlines(), start=1):
        word, tab, size = line.partition("\t")
        if not word.strip() or word.startswith("#"):
            continue
        if highest_class is not None:
            if not (tab and size.strip().isdigit()):
                raise CatalogueError(f"{file}:{number}: no class after the word, but a rule asks for classes")
            if int(size) > highest_class:
                continue
        yield word.strip()


@lru_cache(maxsize=32)
def read_table(file: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table, by column; `line` holds where each stands. Raises CatalogueError."""
    reader = csv.DictReader(io.StringIO(_text(file)), strict=True)
    rows = []
    try:
        for row in reader:
            if None in row or None in row.values():
                raise CatalogueError(f"{file}:{reader.line_num}: not as many cells as the header has")
            rows.append({**row, "line": str(reader.line_num)})
    except csv.Error as error:
        raise CatalogueError(f"{file}:{reader.line_num}: {error}") from None
    return tuple(rows)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
        return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    except FileNotFoundError:
        raise CatalogueError(f"{file}: there is no such lexicon") from None
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: cannot be read as a lexicon: {error}") from None
