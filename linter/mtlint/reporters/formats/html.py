"""`html`: one page to look at, to search and to print, which needs no other file and no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from mtlint.findings import DocumentResult
from mtlint.reporters.display import Display
from mtlint.reporters.html.charts import Distribution
from mtlint.reporters.html.page import page as html_page
from mtlint.reporters.html.panel import panel_json
from mtlint.reporters.html.ranking import Ranking
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary

WHOLE = 100
"""Documents shown with their text: more than anybody reads, and 2 to 4 MB."""

LISTED = 400
"""Documents after those of which the numbers are listed: a table that can still be looked through."""


class Format(Reporter):
    """For people who want to look at texts: the worst documents whole, the others in numbers."""

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._ranking = Ranking(WHOLE, LISTED)
        self._distribution = Distribution()

    def render(self, result: DocumentResult) -> str:
        """What the page shows of the document, should it be among the worst."""
        return panel_json(result) if result.findings else ""

    def document(self, page: Page) -> Iterator[str]:
        """Nothing yet: which documents are the worst is known at the end."""
        self._ranking.add(page)
        self._distribution.add(page.penalty)
        yield from ()

    def finish(self, summary: Summary) -> Iterator[str]:
        """The page."""
        yield from html_page(self._ranking, self._distribution, summary, self.display)
