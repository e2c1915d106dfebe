"""One block as text for `re`, and the way back from its code points to the bytes of the buffer."""

from __future__ import annotations


class BlockText:
    """A decoded block. Offsets are asked for mostly in ascending order, so the last answer is a start."""

    __slots__ = ("_ascii", "_byte", "_index", "start", "text")

    def __init__(self, buffer: bytes, start: int, end: int) -> None:
        piece = buffer[start:end]
        self.start = start
        self.text = piece.decode("utf-8", "replace")
        self._ascii = len(self.text) == len(piece)
        self._index = 0
        self._byte = 0

    def byte_of(self, index: int) -> int:
        """The buffer offset in bytes of a code point index."""
        if self._ascii:
            return self.start + index
        if index < self._index:
            self._index = self._byte = 0
        self._byte += len(self.text[self._index : index].encode())
        self._index = index
        return self.start + self._byte

    def index_of(self, offset: int) -> int:
        """The code point at a buffer offset, or the one it lies in; 0 for an offset before the block."""
        wanted = offset - self.start
        if self._ascii or wanted <= 0:
            return max(wanted, 0)
        if wanted < self._byte:
            self._index = self._byte = 0
        # A code point takes one byte at least, so the piece holds the place looked for.
        piece = self.text[self._index : self._index + wanted - self._byte].encode()
        text = piece[: wanted - self._byte].decode("utf-8", "ignore")
        self._index += len(text)
        self._byte += len(text.encode())
        return self._index
