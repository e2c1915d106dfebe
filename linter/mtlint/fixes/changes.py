"""Changes of a text, once it is clear that none is in the way of another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Change(NamedTuple):
    """Replace the bytes from `start` to `end` (exclusive) of a UTF-8 text by `content`."""

    start: int
    end: int
    content: bytes


def apply(text: bytes, changes: Iterable[Change]) -> bytes:
    """`text` with changes that are in ascending order and do not overlap."""
    parts: list[bytes] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.content)
        at = change.end
    return b"".join([*parts, text[at:]])
