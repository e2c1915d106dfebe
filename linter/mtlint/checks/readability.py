"""Documents that are harder to read than the measures of readability allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.prose_counts import PARAGRAPHS, CountProse
from mtlint.readability import ProseCounts, readability
from mtlint.rule import Rule


class Options(NamedTuple):
    """`with` of a rule: a limit for each measure that is to count, and the fewest words a document must have.

    Each of the measures was made for samples of 100 words or more.
    """

    min_words: int = 100
    min_flesch_reading_ease: float | None = None
    max_flesch_kincaid_grade: float | None = None
    max_gunning_fog: float | None = None
    max_smog_index: float | None = None
    max_dale_chall: float | None = None


class Readability:
    """Compares the measures of each document with their limits."""

    name: ClassVar[str] = "readability"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "sentences", "prose", "textstat"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The first sentence of each document beyond a limit: a mark on all of it would hide others."""
        for number, counts in enumerate(CountProse(words=True)(columns)):
            if counts.words >= self._options.min_words and (beyond := self._beyond(counts)):
                start, end = _first_sentence(columns, number)
                yield Hit(start, end, {"beyond": ", ".join(beyond)})

    def _beyond(self, counts: ProseCounts) -> list[str]:
        """The measures beyond their limits, in words."""
        found = readability(counts)
        if found is None:
            return []
        limits = self._options
        least = limits.min_flesch_reading_ease
        said = []
        if least is not None and found.flesch_reading_ease < least:
            said.append(f"Flesch reading ease {found.flesch_reading_ease:.1f} (under {least:g})")
        for title, value, most in (
            ("Flesch-Kincaid grade", found.flesch_kincaid_grade, limits.max_flesch_kincaid_grade),
            ("Gunning fog", found.gunning_fog, limits.max_gunning_fog),
            ("SMOG", found.smog_index, limits.max_smog_index),
            ("Dale-Chall", found.dale_chall, limits.max_dale_chall),
        ):
            if most is not None and value > most:
                said.append(f"{title} {value:.1f} (over {most:g})")
        return said


def _first_sentence(columns: Columns, document: int) -> tuple[int, int]:
    """Where the first sentence in a paragraph of a document begins and ends, in bytes of the buffer."""
    tokens, blocks = columns.tokens, columns.blocks
    paragraph = np.append(blocks.of_kind(PARAGRAPHS), False)
    opening = np.flatnonzero(columns.sentences)
    within = (tokens.start[opening] >= columns.batch.start[document]) & paragraph[
        columns.token_block[opening]
    ]
    first = int(opening[within][0])
    last = int(columns.sentence_bounds[columns.sentence_of[first] + 1]) - 1
    return int(tokens.start[first]), int(tokens.end[last])
