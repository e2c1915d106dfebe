"""`sarif`: SARIF 2.1.0, for GitHub's code scanning and other viewers."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from mtlint.findings import DocumentResult
from mtlint.reporters.display import Display
from mtlint.reporters.formats.sarif.notifications import left_out, notifications
from mtlint.reporters.formats.sarif.results import RANKS, rank, sarif_result
from mtlint.reporters.formats.sarif.rules import driver
from mtlint.reporters.formats.sarif.shapes import as_json
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.worst import Worst, ranked

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# GitHub refuses a file with more results in a run, or of more than 10 MB as gzip
# (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
MOST_RESULTS = 25_000
MOST_BYTES = 9_500_000
"""Of results, compressed; the rest is for the rules and what the compressor holds back."""


class Format(Reporter):
    """One run; the worst findings first, since readers show only so many.

    At most 25,000 results are held, as text: some 30 MB. Findings silenced by comments are the last of them.
    """

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._rule_numbers = {code: number for number, code in enumerate(display.rules)}
        self._worst = Worst(MOST_RESULTS, RANKS)

    def render(self, result: DocumentResult) -> str:
        """The document's results, one a line, with their ranks."""
        findings = (*result.findings, *result.suppressed)
        numbers, repository = self._rule_numbers, self.display.repository
        return ranked((rank(one), as_json(sarif_result(one, numbers, repository))) for one in findings)

    def document(self, page: Page) -> Iterator[str]:
        """Nothing yet: which results are the worst is known at the end."""
        self._worst.take(page.text)
        yield from ()

    def finish(self, summary: Summary) -> Iterator[str]:
        """The whole log."""
        yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{\n"tool":{{"driver":'
        yield as_json(driver(self.display.rules.values()))
        yield '},\n"columnKind":"unicodeCodePoints",\n"results":['
        dropped = Counter(self._worst.left_out)
        yield from self._results(dropped)
        notes = notifications(summary, self.display.repository)
        notes += left_out(dropped, len(self._worst) - (dropped - self._worst.left_out).total())
        invocation = {"executionSuccessful": not summary.failed, "toolExecutionNotifications": notes}
        yield f'\n],\n"invocations":[{as_json(invocation)}]}}]}}\n'

    def _results(self, dropped: Counter[int]) -> Iterator[str]:
        """The results that fit; those that do not are counted in `dropped`."""
        # The fastest level compresses least, so what it says fits does fit.
        gzip, size, comma = zlib.compressobj(1), 0, "\n"
        for number, line in self._worst:
            size += len(gzip.compress(line.encode()))
            if size > MOST_BYTES:
                dropped[number] += 1
                continue
            yield comma
            yield line
            comma = ",\n"
