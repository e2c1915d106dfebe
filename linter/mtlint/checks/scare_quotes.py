"""Single small words in quotation marks, several in one document: they "untie" the "bottlenecks"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_STRAIGHT = ord('"')
_OPENING, _CLOSING = "“".encode(), "”".encode()


class Options(NamedTuple):
    """`with` of a rule: a document counts from `min-words` different quoted words on.

    A word is spared after one of `naming` ("the word “river”", "known as “black”").
    """

    naming: str
    min_words: int = 3


class ScareQuotes:
    """Looks at the bytes on both sides of each token for quotation marks."""

    name: ClassVar[str] = "scare-quotes"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        self._naming = resources.word_list(rule, options.naming)
        self._own_words = resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every quoted word of a document that has enough of them."""
        tokens = columns.tokens
        words: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for index in _alone_in_marks(columns).tolist():
            word = columns.word(index)
            if (
                word.replace("-", "").isalpha()
                and len(word) > 1
                and word not in self._own_words
                and self._figurative(columns, index)
            ):
                words[int(columns.batch.document_of(tokens.start[index]))].append((index, word))
        for quoted in words.values():
            if len({word for _, word in quoted}) >= self._least:
                for index, word in quoted:
                    yield Hit(int(tokens.start[index]), int(tokens.end[index]), {"word": word})

    def _figurative(self, columns: Columns, index: int) -> bool:
        """Whether the sentence does not speak of the word itself."""
        if not columns.together(np.array([index]), np.array([index]), self._kinds)[0]:
            return False
        end = int(columns.tokens.end[index])
        if columns.text_of(end + 1, end + 5).lstrip("\ufffd")[:1] in (":", "="):  # a key of JSON
            return False
        first = columns.first_in_block(index)
        return not any(
            columns.word(before).lower() in self._naming for before in range(max(index - 3, first), index)
        )


def _alone_in_marks(columns: Columns) -> Offsets:
    """The tokens that begin with a small letter and stand alone between two quotation marks of one kind."""
    text, tokens, marks = columns.text, columns.tokens, columns.marks
    straight = columns.beginning_at(marks.of(_STRAIGHT) + 1)
    straight = straight[text[tokens.end[straight]] == _STRAIGHT]
    opening = np.array(marks.occurrences(_OPENING, rarest=2), dtype=np.int64)
    curly = columns.beginning_at(opening + len(_OPENING))
    for shift, byte in enumerate(_CLOSING):
        curly = curly[text[tokens.end[curly] + shift] == byte]
    inside = np.sort(np.concatenate([straight, curly]))
    inside = inside[(columns.initial[inside] - np.uint8(ord("a"))) < 26]
    # "name"="value" and "key":value are code.
    glued = columns.gaps.has_at(inside, Gap.GLUED) | columns.gaps.has_at(inside + 1, Gap.GLUED)
    found: Offsets = inside[~glued]
    return found
