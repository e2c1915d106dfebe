"""An acronym in brackets that cannot be read off the words before it: "anti-corruption work (PCTN)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

# Capitals of any alphabet's Latin letters: "(DSİ)", "(BCĐ)".
_ACRONYM = lazy_re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff]{3,6}\Z")
_SMALL_WORDS = 3
_LITTLE = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
# "The Farmers' Union".
_APOSTROPHE = lazy_re.compile(r"['’]\s+\Z")
# An agency behind place and date opens a report: "HANOI, May 6 (XYZ) - ".
_DATELINE, _DATELINE_REACH = lazy_re.compile(r"\)\s?[-–—]"), 60


class Options(NamedTuple):
    """`with` of a rule: acronyms that stand in brackets without spelling anything (countries, units, ...)."""

    spare: str


class AcronymMismatch:
    """Looks at capitals alone in round brackets after two words or more."""

    name: ClassVar[str] = "acronym-mismatch"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._spared = resources.word_list(rule, options.spare) | resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        tokens, text = columns.tokens, columns.text
        index = columns.beginning_at(columns.marks.of(ord("(")) + 1)
        index = index[(index > 1) & (text[tokens.end[index]] == ord(")"))]
        for at in index[columns.together(index - 2, index, self._kinds)].tolist():
            acronym = columns.word(at)
            if (
                _ACRONYM.match(acronym)
                and acronym.isupper()
                and acronym not in self._spared
                and columns.gap(at) == " ("
            ):
                if self._is_dateline(columns, at):
                    continue
                if is_unspelled(columns, at):
                    start, end = int(tokens.start[at]), int(tokens.end[at])
                    yield Hit(start, end, {"acronym": acronym, "gloss": " ".join(gloss(columns, at))})

    def _is_dateline(self, columns: Columns, at: int) -> bool:
        start, end = int(columns.tokens.start[at]), int(columns.tokens.end[at])
        opens = start - columns.block_start(at) <= _DATELINE_REACH
        return opens and _DATELINE.match(columns.text_of(end, end + 6)) is not None


def is_unspelled(columns: Columns, at: int) -> bool:
    """Whether a token stands alone in brackets behind two words or more that it cannot be read off."""
    if columns.gap(at) != " (" or columns.text[columns.tokens.end[at]] != ord(")"):
        return False
    words = gloss(columns, at)
    return len(words) > 1 and not spells(columns.word(at), words)


def gloss(columns: Columns, at: int) -> list[str]:
    """The words before the bracket, back to a mark (but a comma) or the block's beginning.

    A word for each letter and a few small ones ("of", "and the"): from more almost anything can be read
    off.
    """
    words = [columns.word(at - 1)]
    most = len(columns.word(at)) + _SMALL_WORDS
    for index in range(at - 1, max(at - most, 0), -1):
        apostrophe = _APOSTROPHE.match(columns.gap(index))
        if not (apostrophe or columns.gaps.attributes[index] & (Gap.WHITE | Gap.COMMA)):
            break
        if columns.token_block[index - 1] != columns.token_block[at]:
            break
        words.append(columns.word(index - 1))
    return words[::-1]


def spells(acronym: str, gloss: list[str]) -> bool:
    """Whether the acronym can be read off the words: its letters in order, half of them at words' beginnings.

    Lenient on purpose: (XML) is read off "Extensible Markup Language", (DONRE) off "Department of Natural
    Resources and Environment". What cannot even be read so abbreviates other words. Of small words only the
    first letter counts: from "the" and "of" almost anything can be read.

    >>> spells("GRDP", ["gross", "regional", "domestic", "product"])
    True
    """
    text, begins = "", set()
    for word in gloss:
        for part in word.split("-"):
            begins.add(len(text))
            text += part[:1] if part.lower() in _LITTLE else part
    text = text.upper()
    # For each letter of the text: the most beginnings among the letters read so far, the last of them there.
    best = [0] * (len(text) + 1)
    for letter in acronym:
        following, most = [-1] * (len(text) + 1), -1
        for place, other in enumerate(text):
            most = max(most, best[place])
            if other == letter and most >= 0:
                following[place + 1] = most + (place in begins)
        best = following
    return max(best) >= len(acronym) // 2
