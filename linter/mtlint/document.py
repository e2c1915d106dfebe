"""A document: one text to lint, wherever it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How a document's structure is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


class Position(NamedTuple):
    """A place in a file: both numbers count from 1, columns count code points."""

    row: int
    column: int


Locate = Callable[[Sequence[int]], list[Position]]
"""Byte offsets in a document's text (ascending or not) to positions in its file."""


class Document(NamedTuple):
    """One text: a file, or one record of a file of records.

    `text` is valid UTF-8 (a reader decodes whatever the file was in, and drops a byte order mark); every
    offset anywhere in mtlint counts its bytes. `locate` turns such offsets into rows and columns of the
    file, which may differ from those of the text (a JSON string has escapes): it is the reader's business.
    (A tuple, because one is made for each of a million files: a frozen dataclass costs 1 µs more.)
    """

    filename: str
    text: bytes
    locate: Locate
    id: str | None = None
    kind: Kind = Kind.PLAIN
    target_lang: str = "en"
    source_lang: str | None = None
    source: str | None = None
