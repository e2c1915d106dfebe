"""Punctuation of another script or locale in a text of Latin letters: "Yes，he came", „so“."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.foreign_quotations import OPENER, OPENING, ForeignQuotations, advice, is_alone
from mtlint.checks.mark_places import MarkPlaces
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.matcher.code import Kept, any_of
from mtlint.rule import Rule

# How far from a mark the next letter is looked for, and the farthest closing quotation mark.
_NEAR, _FAR = 12, 400
_OTHER_SCRIPT = lazy_re.compile(
    "[\u0530-\u058f\u0600-\u06ff\u0900-\u0dff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff"
    "\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc]"
)
_LATIN = lazy_re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Spanish opens what it asks and calls.
_INVERTED = {"¿": "?", "¡": "!"}
# Marks that count only between two words: elsewhere they draw a face.
_MIDDLE_DOT = "·"
_BETWEEN = frozenset("・･ㆍ‧" + _MIDDLE_DOT)
# Bullets and signs of a product, between two names only.
_BULLETS = frozenset("•∙⋅")
_NAMES = lazy_re.compile(r"(?<![\w•∙⋅])[A-Z][a-z]{2,20}\Z"), lazy_re.compile(r"\A[A-Z][a-z]{2,20}(?![\w•∙⋅])")
# A doubled dash and an accent count only between letters.
_LONG_DASH, _ACUTE = "——", "´"
# Between shorter words a middle dot multiplies units, and Catalan has it between two l.
_WORD_BEFORE = lazy_re.compile(r"(?<![\w·])[A-Za-z][a-z]{2,21}\Z")
_WORD_AFTER = lazy_re.compile(r"\s?[a-z]{3}|[A-Z][a-z]{2}")
# The number sign of Russian, behind a word of this language: perfumes and cafés have it in their names.
_NUMERO, _NUMBERED = "№", lazy_re.compile(r"\s?\d")


class Options(NamedTuple):
    """`with` of a rule.

    `marks` is a table: `mark`, `replacement` (empty where none is sure) and `kind`, which says where a space
    belongs: `stop` after it, `open` before it, `close` after it, `unit` behind a number, `sign` nowhere.
    A quotation in foreign marks of three words or more counts only where most of its small words stand in
    `words`; without that list, where three small words or more have one of `function-words` among them.
    """

    marks: str
    function_words: str
    words: str | None = None


class ForeignMarks:
    """Looks at the bytes that begin such marks."""

    name: ClassVar[str] = "foreign-marks"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._marks: Mapping[str, tuple[str, str]] = {
            row["mark"]: (row["replacement"], row["kind"]) for _, row in resources.table(rule, options.marks)
        }
        beyond = {*self._marks, *OPENING, *_INVERTED, *_BULLETS}
        self._places = MarkPlaces(beyond, _BETWEEN | _BULLETS)
        self._mark = Kept(any_of(self._marks))
        self._run = Kept(f"(?:{any_of(self._marks)})+")
        self._function_words = resources.word_list(rule, options.function_words)
        self._words = resources.bit(rule, options.words) if options.words else 0
        self._quotations = ForeignQuotations(self._function_words, self._words)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each run of marks; the group `fixed` is what should stand there, if that is sure."""
        at, block = columns.inside(self._places.find(columns.marks), self._kinds)
        reached = 0
        for place, number in zip(at.tolist(), block.tolist(), strict=True):
            if place < reached:
                continue
            start, end = int(columns.blocks.start[number]), int(columns.blocks.end[number])
            rest = columns.text_of(place, min(place + 3 * _FAR, end))
            before = columns.text_of(max(start, place - _FAR), place)
            if rest[0] in _INVERTED:
                if self._is_asked(columns, before, rest):
                    yield Hit(place, place + 2, {"mark": rest[0], "fixed": "", "advice": ""})
            elif opener := OPENER.match(rest):
                hit = None
                for hit in self._quotations.find(columns, place, opener[0], before, rest):
                    yield hit
                    reached = hit.end
                if hit is None and rest[0] in "«»" and is_alone(columns, place, start, end):
                    yield Hit(place, place + 2, {"mark": rest[0], "fixed": None, "advice": ""})
            elif match := self._run.pattern.match(rest):
                reached = place + len(match[0].encode())
                after = rest[match.end() :]
                if self._counts(columns, match[0], before, after):
                    fixed = self._fixed(match[0], before, after)
                    yield Hit(place, reached, {"mark": match[0], "fixed": fixed, **advice(fixed)})

    def _fixed(self, run: str, before: str, after: str) -> str | None:
        """The marks of this script, with the spaces that full-width marks have inside them."""
        fixed = ""
        for match in self._mark.pattern.finditer(run):
            mark = match[0]
            replacement, kind = self._marks[mark]
            if not replacement:
                return None
            if mark == "、" and not fixed and re.fullmatch(r"\d{1,2}", before):
                replacement = "."  # the number of a list item
            left, right = fixed[-1:] or before[-1:], (run[match.end() :] or after)[:1]
            if kind == "open" and (left.isalnum() or left in tuple(",;:.!?%")):
                replacement = f" {replacement}"
            if kind == "unit" and left.isdigit():
                replacement = f" {replacement}"
            in_number = left.isdigit() and right.isdigit() and replacement in tuple(":.,")
            if kind in ("stop", "close") and right.isalnum() and not in_number:
                replacement += " "
            fixed += replacement
        return fixed

    def _counts(self, columns: Columns, mark: str, before: str, after: str) -> bool:
        """Whether a run of marks stands among Latin letters, and between words where it needs them."""
        if mark == _NUMERO:
            word = before.split()[-1:]
            return (
                _NUMBERED.match(after) is not None
                and bool(word)
                and bool(columns.known(word, self._words)[0])
            )
        return _parts(mark, before, after) and self._is_latin(before, after)

    def _is_latin(self, before: str, after: str) -> bool:
        """Whether the letters next to a mark are Latin, on one side at least and on no side Chinese."""
        near = [
            next((char for char in side if char.isalnum() and char not in self._marks), "")
            for side in (before[: -_NEAR - 1 : -1], after[:_NEAR])
        ]
        return not any(map(_OTHER_SCRIPT.match, near)) and any(map(_LATIN.match, near))

    def _is_asked(self, columns: Columns, before: str, rest: str) -> bool:
        """Whether a question or call in this language begins with a Spanish mark."""
        end = rest.find(_INVERTED[rest[0]])
        words = re.findall(r"[^\W\d_]+", rest[1:end].lower())
        own = [word for word in words if word in self._function_words and len(word) > 2]
        return (
            end > 0
            and rest[1].isalpha()
            and not before[-1:].isalnum()
            and bool(own)
            and rest[1:end].isascii()
            and len(own) >= len(words) // 4
        )


def _parts(mark: str, before: str, after: str) -> bool:
    """Whether a mark that counts between words only has them on both sides; others may stand anywhere.

    Elsewhere a doubled dash stands for a name left out, an accent for minutes, a dot draws a face.
    """
    if mark == _LONG_DASH or _ACUTE in mark:
        return before[-1:].isalpha() and after[:1].isalpha()
    if mark in _BULLETS:
        return all(name.search(side) is not None for name, side in zip(_NAMES, (before, after), strict=True))
    if mark not in _BETWEEN:
        return True
    if mark == _MIDDLE_DOT or after[:1].isspace():
        catalan = before[-1:] == "l" and after[:1] == "l"
        return not catalan and all(
            side is not None for side in (_WORD_BEFORE.search(before), _WORD_AFTER.match(after))
        )
    return before[-1:].isalnum() and after[:1].isalnum()
