"""`table`: for a terminal. The worst documents, and how all of them are distributed."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from mtlint.findings import Severity
from mtlint.reporters.display import Display
from mtlint.reporters.reporter import Page
from mtlint.reporters.stats import StatsReporter
from mtlint.reporters.stats.charts import Distribution
from mtlint.reporters.stats.figures import Figures
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import limit_lines, plural, skipped_lines, summary_lines
from mtlint.reporters.visible import visible_path

if TYPE_CHECKING:
    from rich.table import Table

_SHOWN = 20
"""Documents in the table, the worst first: a screen of them. The other formats have all."""

_MEASURES: tuple[tuple[str, str, float, float], ...] = (
    # Title, its short form, and where its chart begins and ends. Flesch's scale is 0 to 100, grades are years
    # of school; 20 findings per 1,000 words are one in every second sentence.
    ("critical per 1,000 words", "crit", 0, 20),
    ("major per 1,000 words", "major", 0, 20),
    ("minor per 1,000 words", "minor", 0, 20),
    ("neutral per 1,000 words", "neut", 0, 40),
    ("penalty", "pen", 0, 100),
    ("Flesch reading ease", "ease", 0, 100),
    ("Flesch-Kincaid grade", "F-K", 0, 25),
    ("Gunning fog", "fog", 0, 25),
    ("SMOG index", "SMOG", 0, 25),
    ("Dale-Chall score", "D-C", 4, 16),
)


class _Row(NamedTuple):
    """A document of the table; of equals the earlier one counts as worse."""

    penalty: float
    number: int
    label: str
    figures: Figures


class Format(StatsReporter):
    """Two tables of rich's."""

    machine: ClassVar[bool] = False
    lists_skipped: ClassVar[bool] = True
    waits: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._worst: list[_Row] = []
        self._number = 0
        self._distributions = [Distribution(low, high) for *_, low, high in _MEASURES]

    def measured(self, page: Page, figures: Figures) -> Iterable[str]:
        """Nothing yet; the document is counted, and kept where it is among the worst."""
        self._number += 1
        row = _Row(page.compared_penalty, -self._number, page.label, figures)
        if len(self._worst) < _SHOWN:
            heapq.heappush(self._worst, row)
        else:
            heapq.heappushpop(self._worst, row)
        for distribution, value in zip(self._distributions, _values(figures), strict=False):
            distribution.add(value)
        return ()

    def finish(self, summary: Summary) -> Iterator[str]:
        """The tables, and what was left out or is over the limit."""
        if summary.documents:
            yield self._printed(self._documents(), self._corpus(summary))
            if more := summary.documents - len(self._worst):
                yield f"The {_SHOWN} worst; {plural(more, 'more document')} in --output-format csv or json\n"
        lines = [*skipped_lines(summary, failed=False), *limit_lines(summary)]
        lines += [] if self.display.quiet else summary_lines(summary)
        yield from (f"{line}\n" for line in lines)

    def _documents(self) -> Table:
        rows = sorted(self._worst, reverse=True)
        measures = max(len(_values(row.figures)) for row in rows)
        table = _table(("document", "words", "sent", *(short for _, short, *_ in _MEASURES[:measures])))
        for row in rows:
            figures = row.figures
            values = [f"{value:.1f}" for value in _values(figures)]
            head = (visible_path(row.label), f"{figures.words:,}", f"{figures.sentences:,}")
            table.add_row(*head, *values, *[""] * (measures - len(values)))
        return table

    def _corpus(self, summary: Summary) -> Table:
        table = _table((plural(summary.documents, "document"), "all", "lowest", "highest"))
        table.add_column("documents by value", no_wrap=True)
        whole = Figures(summary.words, summary.counts, self.prose)
        table.add_row("words", f"{whole.words:,}")
        table.add_row("sentences", f"{whole.sentences:,}")
        for (title, *_), value, spread in zip(_MEASURES, _values(whole), self._distributions, strict=False):
            table.add_row(title, f"{value:.1f}", f"{spread.least:.1f}", f"{spread.most:.1f}", spread.chart())
        return table

    def _printed(self, *tables: Table) -> str:
        """The tables as text; no name in them is markup or a picture's name to rich."""
        from rich.console import Console

        paper = StringIO()
        console = Console(
            file=paper, width=self.display.width, force_terminal=self.display.colour,
            no_color=not self.display.colour, markup=False, emoji=False, highlight=False,
        )  # fmt: skip
        for table in tables:
            console.print(table)
        return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())


def _table(heads: Sequence[str]) -> Table:
    """A table with its first column to the left and numbers to the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    # Where there is no room, only names are broken.
    table.add_column(heads[0], overflow="fold")
    for head in heads[1:]:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _values(figures: Figures) -> list[float]:
    """The values of `_MEASURES`, without those of readability where it is not measured."""
    rates = figures.rates
    return [
        *(rates[severity] for severity in reversed(Severity)),
        figures.penalty,
        *(figures.readability or ()),
    ]
