"""What an output format is: results in, pieces of text out, in the order they are to be written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from mtlint.findings import Applicability, DocumentResult, Severity, compared_penalty, penalty
from mtlint.readability import ProseCounts
from mtlint.reporters.display import Display
from mtlint.reporters.summary import RuleKey, Summary
from mtlint.reporters.tally import over_limit_in_words


class Page(NamedTuple):
    """What became of one document: its text in the chosen format, and the numbers for the summary.

    A worker process sends this instead of a DocumentResult: one string is far cheaper to send than the
    thousands of small objects it was made from. (A NamedTuple, because those pickle fastest.) With several
    reports in one run, `more` holds its texts in the formats after the first.
    """

    filename: str
    document: str | None
    words: int
    rules: dict[RuleKey, int]
    notes: tuple[str, ...]
    text: str
    fixable: dict[Applicability, int]
    more: tuple[str, ...] = ()
    prose: ProseCounts | None = None

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        counts = dict.fromkeys(Severity, 0)
        for (_, _, severity), count in self.rules.items():
            counts[severity] += count
        return counts

    @property
    def penalty(self) -> float:
        """Penalty points of the document per 1,000 words."""
        return penalty(self.counts, self.words)

    @property
    def compared_penalty(self) -> float:
        """The same over at least 200 words, for comparing documents."""
        return compared_penalty(self.counts, self.words)

    @property
    def label(self) -> str:
        """The document's name for people: the file, and the record where it is one of several."""
        return self.filename if self.document is None else f"{self.filename} (record {self.document})"


class Reporter(ABC):
    """One output format.

    `page` depends on nothing but its argument: it runs where the document was linted, often in another
    process. `start`, `document` and `finish` run in the main process, in the order of the files.
    """

    machine: ClassVar[bool] = True
    """Whether programs read it: then the summary goes to the standard error stream."""
    lists_skipped: ClassVar[bool] = False
    """Whether the report itself says which files and rules were skipped."""
    waits: ClassVar[bool] = False
    """Whether nothing of the report is written before the last document is linted."""

    def __init__(self, display: Display) -> None:
        self.display = display

    def __reduce__(self) -> tuple[type[Reporter], tuple[Display]]:
        # In another process it only renders, and needs nothing that it has gathered here.
        return type(self), (self.display,)

    def over_limit(self, page: Page) -> str | None:
        """What to say of a document whose penalty exceeds the limit of the run; None where it does not."""
        limit = self.display.max_penalty
        if limit is None or (points := page.compared_penalty) <= limit:
            return None
        return over_limit_in_words(points, limit)

    def page(self, result: DocumentResult) -> Page:
        """The document's part of the report."""
        filename, document, words, findings, notes, *_ = result
        text = self.render(result)
        if not findings:
            # Most documents of a corpus: the two counters alone would cost 8 µs.
            return Page(filename, document, words, {}, notes, text, {})
        rules = Counter((f.code, f.name, f.severity) for f in findings)
        fixable = Counter(f.fix.applicability for f in findings if f.fix and self.display.shows(f))
        return Page(filename, document, words, dict(rules), notes, text, dict(fixable))

    @abstractmethod
    def render(self, result: DocumentResult) -> str:
        """The document's findings as text."""

    def start(self) -> Iterable[str]:
        """What stands before all documents."""
        return ()

    def document(self, page: Page) -> Iterable[str]:
        """What to write for the next document."""
        return (page.text,) if page.text else ()

    def finish(self, summary: Summary) -> Iterable[str]:
        """What stands after all documents."""
        return ()
