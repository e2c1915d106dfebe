"""Lexicons: word lists and tables under `rules/lexicons/`, and how rules refer to them.

A list (`.txt`, `.txt.gz`) has one entry a line; `#` begins a comment line. A line of the English word list
also has a class, the commonest words 10, the rarest 80, names 90; `words.txt.gz#50` is the entries of
classes up to 50. A table (`.csv`) has a header, perhaps after
lines of comment. In a rule, `{target-lang}` and `{source-lang}` in a path
stand for the languages of the run: for every source language of the rule where none was given.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mtlint.errors import CatalogueError

Stamp = tuple[int, int] | None
# More than the rules have: the English list is asked for in six classes, and takes 0.1 s to read.
_KEPT = 256


class Reference(NamedTuple):
    """A lexicon as a rule names it: a path below a rule folder, and perhaps the highest class wanted."""

    path: str
    highest_class: int | None = None

    @classmethod
    def parse(cls, text: str) -> Reference:
        """`words.txt.gz#50` is the path and the highest class. Raises CatalogueError."""
        path, mark, highest = text.partition("#")
        if mark and not highest.isdecimal():
            raise CatalogueError(f'"{text}": after # the highest class is a number, as in words.txt.gz#50')
        return cls(path, int(highest) if mark else None)


def read_words(file: Path, highest_class: int | None = None) -> list[str]:
    """The entries of a word list, as written, up to a class. Raises CatalogueError."""
    return _up_to(file, _stamp(file), highest_class)


@lru_cache(maxsize=_KEPT)
def _up_to(file: Path, stamp: Stamp, highest_class: int | None) -> list[str]:
    words, classes = _entries(file, stamp)
    if highest_class is None:
        return words
    if len(classes) != len(words):
        raise CatalogueError(f"{file}: not every word has a class, but a rule asks for classes")
    wanted = {one for one in set(classes) if int(one) <= highest_class}
    return [word for word, one in zip(words, classes, strict=True) if one in wanted]


@lru_cache(maxsize=_KEPT)
def _entries(file: Path, _stamp: Stamp) -> tuple[list[str], list[str]]:
    """Words and, where every word has one, their classes. Split at once: the English list has 270,000."""
    lines = [line for line in _text(file).splitlines() if line and not line.isspace() and line[0] != "#"]
    cells = "\t".join(lines).split("\t")
    if len(cells) == 2 * len(lines) and all(cell.isdigit() for cell in set(cells[1::2])):
        return cells[0::2], cells[1::2]
    return [line.strip() for line in lines], []


def read_table(file: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table, by column; `line` holds where each stands. Raises CatalogueError."""
    return _rows(file, _stamp(file))


@lru_cache(maxsize=_KEPT)
def _rows(file: Path, _stamp: Stamp) -> tuple[dict[str, str], ...]:
    # Imported here, as below: an engine from the cache reads no lexicon.
    import csv

    lines = _text(file).splitlines(keepends=True)
    # Comments stand before the header: further down, "#" may begin a line of a quoted cell.
    comments = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.DictReader(lines[comments:], strict=True)
    rows = []
    try:
        for row in reader:
            if None in row or None in row.values():
                line = comments + reader.line_num
                raise CatalogueError(f"{file}:{line}: not as many cells as the header has")
            rows.append({**row, "line": str(comments + reader.line_num)})
    except csv.Error as error:
        # The reader has counted the lines before the row it could not read.
        raise CatalogueError(f"{file}:{comments + reader.line_num + 1}: {error}") from None
    return tuple(rows)


def _stamp(file: Path) -> Stamp:
    """What changes when a file does: a program that runs for days reads it again then."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _text(file: Path) -> str:
    import gzip
    import zlib

    try:
        raw = file.read_bytes()
        return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    except FileNotFoundError:
        raise CatalogueError(f"{file}: there is no such lexicon") from None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: cannot be read as a lexicon: {error}") from None
