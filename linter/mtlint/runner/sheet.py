"""One file while it is fixed: as it was, and as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mtlint.config import Config
from mtlint.findings import Applicability, DocumentResult, Finding, Skipped
from mtlint.fixes import Change, plan
from mtlint.readers import Decoded, Read, parse

Result = DocumentResult | Skipped


@dataclass(frozen=True, slots=True)
class Revision:
    """A file before and after: its bytes, and its text as UTF-8."""

    filename: str
    raw: bytes
    text: bytes
    new_raw: bytes
    new_text: bytes


@dataclass(eq=False, slots=True)
class Sheet:
    """A file's documents with their results, fixed round by round. `fixed` counts fixes by applicability."""

    filename: str
    raw: bytes
    decoded: Decoded
    read: Read
    results: list[Result] = field(default_factory=list)
    fixed: Counter[Applicability] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    _unfit: dict[int, int] = field(default_factory=dict)
    _first: tuple[Decoded, Read, list[Result]] | None = None
    _new: dict[int, Result] = field(default_factory=dict)

    @property
    def numbers(self) -> range:
        """The numbers of its documents."""
        return range(len(self.read.documents))

    def take(self, number: int, result: Result) -> None:
        """What linting a document gave, the first time or after a change."""
        self._new[number] = result

    def revise(self, config: Config, wanted: Callable[[Finding], bool], *, unsafe: bool) -> list[int]:
        """Apply what can be applied to the documents that were linted last; the numbers of the changed."""
        new, self._new = self._new, {}
        if self._first is None:
            self.results = [new[number] for number in self.numbers]
            self._first = self.decoded, self.read, self.results
        else:
            self.results = [new.get(number, result) for number, result in enumerate(self.results)]
        fixable = {n: list(_fixable(result, wanted, unsafe=unsafe)) for n, result in new.items()}
        if self.decoded.damaged:
            if any(fixable.values()):
                self.notes.append("not fixed: the bytes that cannot be read would be lost")
            return []
        changes = self._plan(fixable, unsafe=unsafe)
        if changes:
            self.decoded = self.decoded._replace(text=self.read.rewrite(changes))
            self.read = parse(self.decoded, self.filename, config)
        return list(changes)

    def remarks(self) -> Iterator[str]:
        """Why something was not fixed."""
        if unfit := sum(self._unfit.values()):
            what = "1 fix was" if unfit == 1 else f"{unfit:,} fixes were"
            yield f"{what} left out: {self.decoded.encoding} has no such characters"
        yield from self.notes

    def revision(self) -> Revision:
        """What the fixes made of the file."""
        assert self._first is not None
        new = self.decoded
        return Revision(self.filename, self.raw, self._first[0].text, new.encode(new.text), new.text)

    def reset(self) -> None:
        """Back to the file as it was: its fixes could not be applied."""
        if self._first is not None:
            self.decoded, self.read, self.results = self._first
        self.fixed.clear()

    def _plan(self, fixable: dict[int, list[Finding]], *, unsafe: bool) -> dict[int, Sequence[Change]]:
        changes: dict[int, Sequence[Change]] = {}
        for number, findings in fixable.items():
            text = self.read.documents[number].text
            planned = plan(text, findings, unsafe=unsafe, holds=self.decoded.holds)
            self._unfit[number] = len(planned.unfit)
            if planned.changes:
                changes[number] = planned.changes
                self.fixed.update(finding.fix.applicability for finding in planned.fixed if finding.fix)
        return changes


def _fixable(result: Result, wanted: Callable[[Finding], bool], *, unsafe: bool) -> Iterator[Finding]:
    if isinstance(result, Skipped):
        return
    for finding in result.findings:
        if finding.fix and wanted(finding) and (unsafe or finding.fix.applicability is Applicability.SAFE):
            yield finding
