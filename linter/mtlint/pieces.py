"""Batches from documents: small ones together, huge ones in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtlint.document import Document

PIECE_BYTES = 8 << 20
"""A longer document is linted in pieces of at most this many bytes, cut at line ends where it has some."""

# Batches of 512 KB to 1 MB are fastest: smaller ones pay for NumPy's calls, larger ones leave the cache
# (measured on a prototype: 128 KB +19%, 4 MB +26%).
BATCH_BYTES = 768 << 10


class Piece(NamedTuple):
    """A document, or a part of one: its number among the documents and where it begins in it (bytes)."""

    document: Document
    number: int
    offset: int


def batches(documents: Sequence[Document]) -> Iterator[list[Piece]]:
    """The pieces of all documents in order, in lots of about `BATCH_BYTES`."""
    lot: list[Piece] = []
    size = 0
    for number, document in enumerate(documents):
        for offset, text in cut(document.text):
            part = document if text is document.text else document._replace(text=text)
            if lot and size + len(text) > BATCH_BYTES:
                yield lot
                lot, size = [], 0
            lot.append(Piece(part, number, offset))
            size += len(text)
    if lot:
        yield lot


def cut(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Pieces of a text and where each begins. A cut never falls into a character."""
    if len(text) <= PIECE_BYTES:
        yield 0, text
        return
    start = 0
    while start < len(text):
        end = min(start + PIECE_BYTES, len(text))
        if end < len(text):
            newline = text.rfind(b"\n", start, end)
            end = newline + 1 if newline >= 0 else end
            while text[end] & 0xC0 == 0x80:
                end -= 1
        yield start, text[start:end]
        start = end
