"""What a reader is, and what reading a file gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mtlint.config import Config
from mtlint.document import Document
from mtlint.findings import Skipped


@dataclass(slots=True)
class Read:
    """The documents of one file, notes on how it was read, and records that could not be."""

    documents: list[Document]
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    `extensions` are lower case with their dot, `description` is one line for `--help` and the docs. `read`
    takes the file's text as UTF-8, its name and the configuration, and raises ReadError.
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    read: Callable[[bytes, str, Config], Read]
