"""Time and memory as texts grow: folders, one file of records, one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from pathlib import Path

import texts
from tables import Row, Table, compared

_STEPS = (2.5, 5, 10)
_LINE = 2
_FIVE_WORDS = re.compile(rb"(?:\S+ +){5}")


def tables(
    articles: Sequence[bytes], megabytes: float, rounds: int, home: Path, command: Sequence[str]
) -> Iterator[Table]:
    """Folders of 2.5, 5 and 10 times the megabytes with two processes, and as much in one file.

    `times` of a folder is its wall time to that of half as much.
    """
    check = (*command, "--jobs", "2")
    sizes = [megabytes * step for step in _STEPS]
    folders = []
    for size in sizes:
        folders.append(home / f"texts-{size:g}")
        texts.write(articles, folders[-1], size)
    commands = {f"{size:g} MB": (*check, str(folder)) for size, folder in zip(sizes, folders, strict=True)}
    rows = _with_sizes(compared(commands, 0, rounds, lambda number: max(number - 1, 0)), sizes)
    yield Table("Twice as much", rows)
    records, line = home / "records.jsonl", home / "line.txt"
    write_records(articles, records, sizes[-1])
    write_line(articles, line, megabytes * _LINE)
    commands = {
        f"{sizes[-1]:g} MB of records": (*check, "--text-field", "text", str(records)),
        f"{megabytes * _LINE:g} MB in one line": (*check, str(line)),
    }
    rows = _with_sizes(compared(commands, 0, rounds), [sizes[-1], megabytes * _LINE])
    yield Table("One file", rows)


def _with_sizes(rows: Sequence[Row], sizes: Sequence[float]) -> list[Row]:
    return [row._replace(megabytes=size) for row, size in zip(rows, sizes, strict=True)]


def write_records(articles: Sequence[bytes], file: Path, megabytes: float) -> None:
    """A JSON Lines file of so many megabytes, a record an article."""
    size = 0
    with open(file, "wb") as stream:
        for number, article in enumerate(cycle(articles)):
            if size >= megabytes * texts.MEGABYTE:
                return
            record = {"id": number, "text": article.decode("utf-8", "replace")}
            size += stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def write_line(articles: Sequence[bytes], file: Path, megabytes: float) -> None:
    """A file of so many megabytes without a line end.

    Every sixth word is a number: in one document, each sentence that comes again would be a finding.
    """
    number, size = count(1), 0
    with open(file, "wb") as stream:
        for article in cycle(articles):
            if size >= megabytes * texts.MEGABYTE:
                return
            line = _FIVE_WORDS.sub(
                lambda words: words[0] + b"%d " % next(number), article.replace(b"\n", b" ")
            )
            size += stream.write(line + b" ")
