"""`json`: one object with the numbers of each document, what was skipped, and the numbers of the corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import ClassVar

from mtlint.reporters.display import Display
from mtlint.reporters.finding_json import unobeyed
from mtlint.reporters.reporter import Page
from mtlint.reporters.stats import StatsReporter
from mtlint.reporters.stats.figures import Figures
from mtlint.reporters.summary import Summary

SCHEMA = 1
"""Counts up when a key changes its meaning or goes; a new key is no change."""


class Format(StatsReporter):
    """For programs: documents are written as they are measured, a line each."""

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._first = True

    def start(self) -> Iterable[str]:
        """The head of the object."""
        return (f'{{"schema": {SCHEMA},\n"documents": [',)

    def measured(self, page: Page, figures: Figures) -> Iterator[str]:
        """The document's line."""
        yield "\n" if self._first else ",\n"
        yield _line({"filename": page.filename, "document": page.document, **_figures(figures)})
        self._first = False

    def finish(self, summary: Summary) -> Iterator[str]:
        """What was skipped, and the numbers of all documents together."""
        skipped = [_line({"filename": one.filename, "reason": one.reason}) for one in summary.skipped]
        skipped += [
            _line({"filename": None, "reason": f"rule {code} was not run: {why}"})
            for code, why in summary.skipped_rules
        ]
        corpus = _figures(Figures(summary.words, summary.counts, self.prose))
        yield '\n],\n"skipped": ['
        yield ",".join(f"\n{line}" for line in skipped)
        yield '\n],\n"corpus": '
        yield _line({"files": summary.files, "documents": summary.documents, **corpus})
        yield "\n}\n"


def _figures(figures: Figures) -> dict[str, object]:
    measures = figures.readability
    return {
        "words": figures.words,
        "sentences": figures.sentences,
        "counts": {severity.value: count for severity, count in figures.counts.items()},
        "per_1000_words": {severity.value: rate for severity, rate in figures.rates.items()},
        "penalty": figures.penalty,
        "readability": measures._asdict() if measures else None,
    }


def _line(record: dict[str, object]) -> str:
    return unobeyed(json.dumps(record))
