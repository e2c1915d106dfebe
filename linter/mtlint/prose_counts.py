"""Sentences, and what makes them hard to read, counted in the paragraphs of each document of a batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from mtlint.columns import Columns
from mtlint.readability import ProseCounts
from mtlint.rule import Block
from mtlint.textstat_words import look_at

PARAGRAPHS = frozenset({Block.PARAGRAPH})
"""Headings, captions, table cells and items of lists are seldom sentences."""


@dataclass(frozen=True, slots=True)
class CountProse:
    """Counts; without `words` only sentences, for which textstat is not needed."""

    words: bool

    def __call__(self, columns: Columns) -> list[ProseCounts]:
        """The counts of each document."""
        sentences = _sentences(columns)
        texts = _paragraphs(columns) if self.words else [""] * len(sentences)
        return [_counts(number, text) for number, text in zip(sentences, texts, strict=True)]


def _sentences(columns: Columns) -> list[int]:
    """How many sentences begin in the paragraphs of each document."""
    paragraph = np.append(columns.blocks.of_kind(PARAGRAPHS), False)
    first = np.flatnonzero(columns.sentences)
    first = first[paragraph[columns.token_block[first]]]
    document = columns.batch.document_of(columns.tokens.start[first])
    counted: list[int] = np.bincount(document, minlength=len(columns.batch.documents)).tolist()
    return counted


def _paragraphs(columns: Columns) -> list[str]:
    """The paragraphs of each document, addresses and inline code left out."""
    blocks = columns.blocks
    index = np.flatnonzero(blocks.of_kind(PARAGRAPHS))
    document = columns.batch.document_of(blocks.start[index]).tolist()
    found: list[list[bytes]] = [[] for _ in columns.batch.documents]
    for number, start, end in zip(
        document, blocks.start[index].tolist(), blocks.end[index].tolist(), strict=True
    ):
        found[number].append(columns.prose[start:end])
    return [b"\n".join(pieces).decode("utf-8", "replace") for pieces in found]


def _counts(sentences: int, text: str) -> ProseCounts:
    words = syllables = polysyllables = unfamiliar = complex_words = 0
    # Half the strings of an article are repetitions. (A loop over the numbers took longer than the rest.)
    for string, times in Counter(text.split()).items():
        word, its_syllables, is_polysyllable, is_unfamiliar, is_complex = look_at(string)
        words += times * word
        syllables += times * its_syllables
        polysyllables += times * is_polysyllable
        unfamiliar += times * is_unfamiliar
        complex_words += times * is_complex
    return ProseCounts(sentences, words, syllables, polysyllables, unfamiliar, complex_words)
