"""`json`: one object with the findings, the documents, what was skipped, and the numbers of the run."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import ClassVar

from mtlint.findings import DocumentResult
from mtlint.reporters.display import Display
from mtlint.reporters.finding_json import counts_json, finding_json, optional, quote, unobeyed
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary

SCHEMA = 1
"""Counts up when a key changes its meaning or goes; a new key is no change."""

_KEPT_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 1024 * 1024


class Format(Reporter):
    """For programs that want everything in one piece.

    The findings come first and are written as they are found. The documents follow: their lines wait in a
    file once there are many, since a corpus of millions would fill the memory.
    """

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._documents: SpooledTemporaryFile[bytes] | None = None
        self._first_finding = True

    def render(self, result: DocumentResult) -> str:
        """The document's findings, one a line, commas between them."""
        return ",\n".join([finding_json(finding) for finding in result.findings])

    def start(self) -> Iterator[str]:
        """The head of the object."""
        self._documents = SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 (closed in finish)
        yield f'{{"schema": {SCHEMA},\n"findings": ['

    def document(self, page: Page) -> Iterator[str]:
        """The document's findings; its numbers wait for their turn."""
        assert self._documents is not None
        comma = ",\n" if self._documents.tell() else "\n"
        self._documents.write(f"{comma}{_document(page, over=self.over_limit(page) is not None)}".encode())
        if page.text:
            yield "\n" if self._first_finding else ",\n"
            yield page.text
            self._first_finding = False

    def finish(self, summary: Summary) -> Iterator[str]:
        """All but the findings."""
        yield '\n],\n"documents": ['
        assert self._documents is not None
        with self._documents as documents:
            documents.seek(0)
            while piece := documents.read(_PIECE):
                yield piece.decode()
        yield '\n],\n"skipped": ['
        skipped = [_skipped(skipped.filename, skipped.reason) for skipped in summary.skipped]
        skipped += [_skipped(None, f"rule {code} was not run: {why}") for code, why in summary.skipped_rules]
        yield ",".join(f"\n{line}" for line in skipped)
        yield f'\n],\n"summary": {_summary(summary)}\n}}\n'


def _document(page: Page, *, over: bool) -> str:
    return unobeyed(
        f'{{"filename": {quote(page.filename)}, "document": {optional(page.document)}, '
        f'"words": {page.words}, "counts": {counts_json(page.counts)}, "penalty": {page.penalty}, '
        f'"over_limit": {"true" if over else "false"}}}'
    )


def _skipped(filename: str | None, reason: str) -> str:
    return unobeyed(f'{{"filename": {optional(filename)}, "reason": {quote(reason)}}}')


def _summary(summary: Summary) -> str:
    limit = summary.limit
    return (
        f'{{"files": {summary.files}, "documents": {summary.documents}, "words": {summary.words}, '
        f'"findings": {summary.findings}, "counts": {counts_json(summary.counts)}, '
        f'"penalty": {summary.penalty}, "max_penalty": {"null" if limit.highest is None else limit.highest}, '
        f'"over_limit": {limit.count}}}'
    )
