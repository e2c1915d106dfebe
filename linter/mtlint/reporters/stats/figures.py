"""The numbers of a text, or of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mtlint.findings import Severity, penalty
from mtlint.readability import ProseCounts, Readability, readability


class Figures(NamedTuple):
    """Words in prose, findings of each severity, and what stands in paragraphs."""

    words: int
    counts: Mapping[Severity, int]
    prose: ProseCounts

    @property
    def sentences(self) -> int:
        """Sentences in paragraphs."""
        return self.prose.sentences

    @property
    def rates(self) -> dict[Severity, float]:
        """Findings of each severity per 1,000 words, rounded to two places."""
        return {one: round(1000 * self.counts[one] / max(self.words, 1), 2) for one in Severity}

    @property
    def penalty(self) -> float:
        """Penalty points per 1,000 words."""
        return penalty(self.counts, self.words)

    @property
    def readability(self) -> Readability | None:
        """The measures of readability, where they were asked for and there is a sentence."""
        return readability(self.prose)
