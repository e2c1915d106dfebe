"""Formats of `mtlint stats`: numbers about each document and about all of them, in place of findings."""

from __future__ import annotations

from collections.abc import Iterable

from mtlint.findings import DocumentResult
from mtlint.readability import ProseCounts
from mtlint.reporters.display import Display
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.stats.figures import Figures


class StatsReporter(Reporter):
    """Keeps nothing of a document but what adds up."""

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self.prose = ProseCounts()

    def page(self, result: DocumentResult) -> Page:
        """The document's numbers."""
        # What could be fixed is no matter here.
        return super().page(result)._replace(prose=result.prose, fixable={})

    def render(self, result: DocumentResult) -> str:
        """No text: findings are counted."""
        return ""

    def document(self, page: Page) -> Iterable[str]:
        """What to write of a document at once."""
        figures = Figures(page.words, page.counts, page.prose or ProseCounts())
        self.prose = self.prose.plus(figures.prose)
        return self.measured(page, figures)

    def measured(self, page: Page, figures: Figures) -> Iterable[str]:
        """What to write of a document with these figures."""
        return ()
