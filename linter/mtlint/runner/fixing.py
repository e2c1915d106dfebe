"""Fixing a batch of files: lint, apply what can be applied, lint what changed, until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mtlint.config import Config
from mtlint.errors import ReadError
from mtlint.findings import DocumentResult, Skipped
from mtlint.readers import decode, parse, read_raw
from mtlint.runner.fixed import Fixed, Fixing
from mtlint.runner.sheet import Sheet
from mtlint.runner.work import Lints, Note, broken, lint_each, unchecked, unread
from mtlint.runner.write import ChangedError

T = TypeVar("T")

ROUNDS = 10
"""One fix may make room for another, as where they overlap; two or three rounds are usual."""


@dataclass(frozen=True, slots=True)
class FixWork(Generic[T]):
    """As `Work`, with fixes. A batch is held in memory until all of its files are done: files are changed as
    a whole, and the changed documents of all of them are linted together.
    """  # noqa: D205

    linter: Lints
    config: Config
    fixing: Fixing
    digest: Callable[[DocumentResult], T]
    named: frozenset[str] = field(default_factory=frozenset)
    load: Callable[[str], bytes] = read_raw

    def __call__(self, files: Sequence[str]) -> Iterator[list[T | Skipped | Note | Fixed]]:
        """Fix the files; whatever happens to one of them, the others are fixed."""
        opened = [self._open(file) for file in files]
        sheets = [one for one in opened if isinstance(one, Sheet)]
        self._lint((sheet, number) for sheet in sheets for number in sheet.numbers)
        for _ in range(ROUNDS):
            changed = [(sheet, number) for sheet in sheets for number in self._revise(sheet)]
            if not changed:
                break
            self._lint(changed)
        else:
            for sheet in {id(sheet): sheet for sheet, _ in changed}.values():
                sheet.notes.append(f"its fixes have not come to rest after {ROUNDS} rounds; please report it")
        for one in opened:
            yield list(self._close(one)) if isinstance(one, Sheet) else [one]

    def _open(self, file: str) -> Sheet | Skipped:
        try:
            raw = self.load(file)
            decoded = decode(raw, file)
            return Sheet(file, raw, decoded, parse(decoded, file, self.config))
        except ReadError as error:
            return unread(file, error, named=file in self.named)
        except Exception as error:
            return broken(file, error)

    def _lint(self, places: Iterable[tuple[Sheet, int]]) -> None:
        places = list(places)
        documents = [sheet.read.documents[number] for sheet, number in places]
        results = lint_each(self.linter, documents, _as_it_is)
        for (sheet, number), result in zip(places, results, strict=True):
            sheet.take(number, result)

    def _revise(self, sheet: Sheet) -> list[int]:
        try:
            return sheet.revise(self.config, self.fixing.wanted, unsafe=self.fixing.unsafe)
        except Exception as error:
            sheet.reset()
            sheet.notes.append(f"left as it was after {broken(sheet.filename, error).reason}")
            return []

    def _close(self, sheet: Sheet) -> Iterator[T | Skipped | Note | Fixed]:
        """Deliver a file that has changed; then tell what is left in it."""
        fixed: Fixed | Skipped | None = None
        if sheet.fixed:
            try:
                shown = self.fixing.deliver(sheet.revision())
                fixed = Fixed(sheet.filename, dict(sheet.fixed), shown)
            except ChangedError as error:
                sheet.reset()
                sheet.notes.append(str(error))
            except OSError as error:
                sheet.reset()
                reason = f"its fixes could not be written ({error.strerror or error})"
                fixed = Skipped(sheet.filename, reason, failed=True)
        for result in sheet.results:
            if isinstance(result, Skipped):
                yield result
            else:
                yield self.digest(result)
                yield from unchecked(result)
        yield from (Note(sheet.filename, text) for text in (*sheet.read.notes, *sheet.remarks()))
        yield from sheet.read.skipped
        if fixed:
            yield fixed


def _as_it_is(result: DocumentResult) -> DocumentResult:
    return result
