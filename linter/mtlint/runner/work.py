"""What is done with a batch of files, in whatever process: read, lint, digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from mtlint.document import Document
from mtlint.errors import ReadError
from mtlint.findings import DocumentResult, Skipped
from mtlint.readers import BinaryError, Read, Stream, UnreadableError
from mtlint.runner.batches import BATCH

T = TypeVar("T")


class Lints(Protocol):
    """All that a run needs of a Linter."""

    def lint(self, documents: Sequence[Document], /) -> Sequence[DocumentResult]:
        """One result per document, in their order."""


class Note(NamedTuple):
    """Something the reader of the report should know about a file that was linted all the same."""

    filename: str
    text: str


@dataclass(eq=False, repr=False)
class Work(Generic[T]):
    """A batch of files to what came of them, in order, a list at a time so that no result waits for all.

    A file of records may be far larger than a batch: its documents are linted as they are read.
    """

    linter: Lints
    read: Callable[[str], Read | Stream]
    digest: Callable[[DocumentResult], T]
    named: frozenset[str] = frozenset()

    def __call__(self, files: Sequence[str]) -> Iterator[list[T | Skipped | Note]]:
        """Lint the files. Whatever happens to one of them, the others are linted."""
        waiting: list[Document | Skipped | Note] = []
        size = 0
        for file in files:
            for item in self._items(file):
                waiting.append(item)
                size += len(item.text) if isinstance(item, Document) else 0
                if size >= BATCH:
                    yield self._lint(waiting)
                    waiting, size = [], 0
        if waiting:
            yield self._lint(waiting)

    def _items(self, file: str) -> Iterator[Document | Skipped | Note]:
        try:
            read = self.read(file)
            yield from read.documents
            yield from (Note(file, text) for text in read.notes)
            yield from read.skipped
        except ReadError as error:
            yield unread(file, error, named=file in self.named)
        except Exception as error:
            yield broken(file, error)

    def _lint(self, items: Sequence[Document | Skipped | Note]) -> list[T | Skipped | Note]:
        documents = [item for item in items if isinstance(item, Document)]
        results = iter(lint_each(self.linter, documents, self._digested))
        lists = (next(results) if isinstance(item, Document) else item for item in items)
        return [event for one in lists for event in (one if isinstance(one, list) else [one])]

    def _digested(self, result: DocumentResult) -> T | list[T | Skipped]:
        """What `digest` makes of a result, with what could not be looked for."""
        digested = self.digest(result)
        return [digested, *unchecked(result)] if result.failures else digested


def lint_each(
    linter: Lints, documents: Sequence[Document], digest: Callable[[DocumentResult], T]
) -> list[T | Skipped]:
    """What `digest` makes of each document's result; a document that breaks the linter is left out."""
    if not documents:
        return []
    try:
        return [digest(result) for result in linter.lint(documents)]
    except Exception as error:
        if len(documents) == 1:
            return [broken(documents[0].filename, error, documents[0].id)]
        # One by one, so that only the document at fault is left out.
        return [result for document in documents for result in lint_each(linter, [document], digest)]


def unchecked(result: DocumentResult) -> list[Skipped]:
    """What could not be looked for in a document that was linted for all the rest."""
    where = f"record {result.document}: " if result.document is not None else ""
    return [Skipped(result.filename, where + reason, failed=True) for reason in result.failures]


def unread(filename: str, error: ReadError, *, named: bool) -> Skipped:
    """Why a file was not linted, and whether that is a failure."""
    # Folders hold pictures, and files vanish between the walk and the reading: no failure. One that is there
    # and may not be read is.
    harmless = isinstance(error, BinaryError) or isinstance(error.__cause__, FileNotFoundError)
    reason = error.reason if isinstance(error, UnreadableError) else str(error)
    return Skipped(filename, reason, failed=named or not harmless)


def broken(filename: str, error: Exception, record: str | None = None) -> Skipped:
    """A bug, told to its finder."""
    where = f"record {record}: " if record is not None else ""
    reason = f"{where}an error inside mtlint, please report it: {type(error).__name__}: {error}"
    return Skipped(filename, reason, failed=True)
