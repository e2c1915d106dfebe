"""Readability: five published measures of English prose, from counts that add up over documents.

The measures are textstat's, with its constants, and tests hold the two together. textstat itself takes only a
text: it splits that into sentences at every full stop, abbreviations and decimals among them, and anew for
each measure. What it knows of single words (`mtlint.textstat_words`) and the sentences of mtlint's own column
are enough to compute all of them at once, for a document as for a corpus.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple


class ProseCounts(NamedTuple):
    """What stands in the paragraphs of a text; headings, captions, list items and tables are left out.

    `words` are those of textstat: what stands between white space, punctuation left out; numbers among them,
    as they are read aloud. `polysyllables` have three syllables or more; `unfamiliar` ones are not in the
    list of Dale and Chall; `complex` are both. All but `sentences` are 0 where readability is not measured.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    polysyllables: int = 0
    unfamiliar: int = 0
    complex: int = 0

    def plus(self, other: ProseCounts) -> ProseCounts:
        """The counts of both texts together."""
        return ProseCounts(*[one + more for one, more in zip(self, other, strict=True)])


class Readability(NamedTuple):
    """Of the first, higher is easier (0 to 100 as a rule); the others are years of school, or nearly so."""

    flesch_reading_ease: float
    flesch_kincaid_grade: float
    gunning_fog: float
    smog_index: float
    dale_chall: float


METRICS = Readability._fields


def readability(counts: ProseCounts) -> Readability | None:
    """The measures, rounded to two places; None where there is no sentence or no word was counted."""
    if not counts.sentences or not counts.words:
        return None
    length = counts.words / counts.sentences
    syllables = counts.syllables / counts.words
    unfamiliar = 100 * counts.unfamiliar / counts.words
    figures = (
        # Flesch 1948; Kincaid and others 1975.
        206.835 - 1.015 * length - 84.6 * syllables,
        0.39 * length + 11.8 * syllables - 15.59,
        # Gunning 1952; McLaughlin 1969.
        0.4 * (length + 100 * counts.complex / counts.words),
        1.043 * sqrt(30 * counts.polysyllables / counts.sentences) + 3.1291,
        # Dale and Chall 1948: more than one word in twenty that pupils do not know costs a constant.
        0.1579 * unfamiliar + 0.0496 * length + (3.6365 if unfamiliar > 5 else 0),
    )
    return Readability(*[round(figure, 2) for figure in figures])
