"""Why a file cannot be read: the errors of all readers."""

from __future__ import annotations

from mtlint.errors import ReadError


class UnreadableError(ReadError):
    """A file cannot be read. `reason` is the sentence without the file's name, for lists of skipped files."""

    def __init__(self, filename: str, reason: str) -> None:
        # Both go to `args`, so that the error survives pickling on its way from a worker process.
        super().__init__(filename, reason)
        self.filename = filename
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.filename}: {self.reason}"


class BinaryError(UnreadableError):
    """A file holds no text at all: met in a folder, it is skipped without a failure."""
