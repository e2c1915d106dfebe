"""Large files of records, read in pieces: what lies in memory does not depend on the size of the file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from mtlint.config import Config
from mtlint.readers.encoding import decode, decode_unmarked, is_wide
from mtlint.readers.files import read_blocks
from mtlint.readers.reader import Reader, Stream

# A block and what is made of it are in memory at once; smaller ones are not faster.
_BLOCK = 4 << 20


def stream(filename: str, reader: Reader, config: Config) -> Stream | None:
    """The records of a file one by one; None where it is small, or can only be read as a whole.

    Each block is decoded for itself: of a file that is partly UTF-8 and partly Windows-1252, which is read
    as one of them when it is small, each block is read as what it is. Raises UnreadableError.
    """
    if reader.records is None or _size(filename) <= _BLOCK:
        return None
    blocks = read_blocks(filename, _BLOCK)
    first = next(blocks, b"")
    if is_wide(first):
        return None
    opened = Stream(iter(()))
    texts = _decoded(first, blocks, filename, opened.notes)
    opened.documents = reader.records(texts, filename, config, opened.skipped)
    return opened


def _size(filename: str) -> int:
    try:
        return os.stat(filename).st_size
    except (OSError, ValueError):
        return 0  # Reading it will say what is wrong.


def _decoded(first: bytes, others: Iterable[bytes], filename: str, notes: list[str]) -> Iterator[bytes]:
    """The blocks as UTF-8; what there is to say about them is noted at the end, once."""
    rows, replaced = 0, None
    said: dict[str, None] = {}
    decoders = chain([decode], iter(lambda: decode_unmarked, None))
    for raw, decoder in zip(chain([first], others), decoders, strict=False):
        decoded = decoder(raw, filename)
        if decoded.replaced is None:
            said.update(dict.fromkeys(decoded.notes))
        elif replaced is None:
            replaced = decoded.replaced._replace(row=decoded.replaced.row + rows)
        else:
            replaced = replaced._replace(places=replaced.places + decoded.replaced.places)
        rows += decoded.text.count(b"\n")
        yield decoded.text
    notes += [*said, *([replaced.note()] if replaced else [])]
