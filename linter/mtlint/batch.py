"""A batch: many documents laid end to end in one buffer, the unit the engine works on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mtlint.document import Document

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]

# Between two documents: a line of its own that is no word and no white space, so no token, no block and
# (patterns run inside one block) no match crosses it. A document that contains it loses nothing: where
# documents begin and end is known from `start` and `end`, never searched for.
SEPARATOR = b"\n\0\n"

# Columns read 8 bytes at any place of the text, so the buffer goes on for a while after it.
PADDING = b"\0" * 16


class Batch:
    """Documents of one language pair in one UTF-8 buffer.

    `start[i]` and `end[i]` are the bytes of document i in `buffer`; `array` is the same buffer as numbers.
    512 KB to 1 MB of text is best: small enough for the processor's cache, large enough that the fixed cost
    of a column (some 30 NumPy calls) does not count.
    """

    __slots__ = ("array", "buffer", "documents", "end", "start")

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.buffer = SEPARATOR.join([b"", *[document.text for document in documents], PADDING])
        self.array: Bytes = np.frombuffer(self.buffer, dtype=np.uint8)
        lengths = np.fromiter((len(document.text) for document in documents), np.int64, len(documents))
        ends = np.cumsum(lengths + len(SEPARATOR))
        self.start: Offsets = ends - lengths
        self.end: Offsets = ends

    def document_of(self, offsets: npt.ArrayLike) -> Offsets:
        """Which document each buffer offset lies in (a separator belongs to the document before it)."""
        # Its method: the function of NumPy takes a microsecond more, and checks ask about single places.
        found: Offsets = self.start.searchsorted(np.asarray(offsets), side="right") - 1
        return found
