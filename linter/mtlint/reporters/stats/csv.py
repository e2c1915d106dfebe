"""`csv`: a row for each document (RFC 4180), for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import ClassVar

from mtlint.findings import Severity
from mtlint.readability import METRICS
from mtlint.reporters.reporter import Page
from mtlint.reporters.stats import StatsReporter
from mtlint.reporters.stats.figures import Figures
from mtlint.reporters.visible import visible_path

_COLUMNS = (
    "filename", "document", "words", "sentences",
    *Severity, *(f"{severity}_per_1000_words" for severity in Severity), "penalty", *METRICS,
)  # fmt: skip

# A spreadsheet may take a cell that begins so for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@")


class Format(StatsReporter):
    """Rows of one kind only: the sums are said beside, as with all formats for machines."""

    lists_skipped: ClassVar[bool] = False

    def start(self) -> Iterable[str]:
        """The names of the columns."""
        return (_row(_COLUMNS),)

    def measured(self, page: Page, figures: Figures) -> Iterable[str]:
        """The document's row."""
        counts, rates = figures.counts, figures.rates
        return (
            _row(
                (
                    _cell(page.filename), _cell(page.document or ""), figures.words, figures.sentences,
                    *(counts[severity] for severity in Severity), *(rates[severity] for severity in Severity),
                    figures.penalty, *(figures.readability or [""] * len(METRICS)),
                )
            ),
        )  # fmt: skip


def _cell(name: str) -> str:
    """A name that neither a spreadsheet nor the log of a CI service obeys."""
    shown = visible_path(name)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
