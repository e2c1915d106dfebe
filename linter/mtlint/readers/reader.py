"""What a reader is, and what reading a file gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mtlint.config import Config
from mtlint.document import Document
from mtlint.findings import Skipped

if TYPE_CHECKING:
    from mtlint.fixes import Change

Rewrite = Callable[[Mapping[int, "Sequence[Change]"]], bytes]
"""Changes of documents, by their numbers, to the file's text with these changes and no others."""


def _cannot_write(changes: Mapping[int, Sequence[Change]]) -> bytes:
    raise NotImplementedError("this reader cannot write")


def rewrite_text(text: bytes, changes: Mapping[int, Sequence[Change]]) -> bytes:
    """As `Rewrite`, for a file that is one document."""
    # Imported here: few runs fix anything.
    from mtlint.fixes import apply

    return apply(text, changes[0])


@dataclass(slots=True)
class Read:
    """The documents of one file, notes on how it was read, and records that could not be.

    `rewrite` gives the file's text (UTF-8) with changed documents.
    """

    documents: list[Document]
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    rewrite: Rewrite = field(default=_cannot_write, compare=False)


@dataclass(slots=True)
class Stream:
    """As `Read`, of a file too large to be held: `notes` and `skipped` fill while `documents` are taken."""

    documents: Iterator[Document]
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class Reader(NamedTuple):
    """One input format.

    `extensions` are lower case with their dot, `description` is one line for `--help` and the docs. `read`
    takes the file's text as UTF-8, its name and the configuration, and raises ReadError. `records`, of a
    format of records, takes the text in blocks of whole lines instead, and a list for what it has to skip.
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    read: Callable[[bytes, str, Config], Read]
    records: Callable[[Iterable[bytes], str, Config, list[Skipped]], Iterator[Document]] | None = None
