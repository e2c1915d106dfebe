"""Punctuation of another script or locale in a text of Latin letters: "Yes，he came", „so“."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

# How far from a mark the next letter is looked for, and the farthest closing quotation mark.
_NEAR, _FAR = 12, 400
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff10-\uffdc]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OPENING, _CLOSING = {"«": "»", "„": "“”"}, {"«": "”", "„": "”"}
_SPACES = re.compile("[ \u00a0\u202f]{0,2}")
# Words before and after a short quotation that fills its block: the arrows of a page's navigation.
_LEAST_WORDS = 4


class Options(NamedTuple):
    """`with` of a rule.

    `marks` is a table: `mark`, `replacement` (empty where none is sure) and `kind`, which says where a space
    belongs: `stop` after it, `open` before it, `close` after it, `sign` nowhere. A quotation in foreign
    marks of three small words or more counts only with one of `function-words` in it.
    """

    marks: str
    function_words: str


class ForeignMarks:
    """Looks at the bytes that begin such marks."""

    name: ClassVar[str] = "foreign-marks"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._marks: Mapping[str, tuple[str, str]] = {
            row["mark"]: (row["replacement"], row["kind"]) for _, row in resources.table(rule, options.marks)
        }
        self._run = re.compile(f"[{re.escape(''.join(self._marks))}]+")
        self._function_words = resources.word_list(rule, options.function_words)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each run of marks; the group `fixed` is what should stand there, if that is sure."""
        if columns.prose.isascii():
            return
        at = _candidates(columns.text, columns.marks.beyond_ascii)
        at, block = columns.inside(at, self._kinds)
        reached = 0
        for place, number in zip(at.tolist(), block.tolist(), strict=True):
            if place < reached:
                continue
            start, end = int(columns.blocks.start[number]), int(columns.blocks.end[number])
            rest = columns.text_of(place, min(place + 3 * _FAR, end))
            before = columns.text_of(start, place)
            if rest[0] in _OPENING:
                yield from self._quotation(place, before, rest)
            elif match := self._run.match(rest):
                reached = place + len(match[0].encode())
                if _is_latin(before, rest[match.end() :]):
                    fixed = self._fixed(match[0], before, rest[match.end() :])
                    yield Hit(place, reached, {"mark": match[0], "fixed": fixed, **_advice(fixed)})

    def _fixed(self, run: str, before: str, after: str) -> str | None:
        """The marks of this script, with the spaces that full-width marks have inside them."""
        fixed = ""
        for index, mark in enumerate(run):
            replacement, kind = self._marks[mark]
            if not replacement:
                return None
            if mark == "、" and not fixed and re.fullmatch(r"\d{1,2}", before):
                replacement = "."  # the number of a list item
            left, right = fixed[-1:] or before[-1:], (run[index + 1 :] or after)[:1]
            if kind == "open" and (left.isalnum() or left in tuple(",;:.!?%")):
                replacement = f" {replacement}"
            in_number = left.isdigit() and right.isdigit() and replacement in tuple(":.,")
            if kind in ("stop", "close") and right.isalnum() and not in_number:
                replacement += " "
            fixed += replacement
        return fixed

    def _quotation(self, place: int, before: str, rest: str) -> Iterator[Hit]:
        """Both marks of a quotation that begins `rest`."""
        closing = re.search(f"[{_OPENING[rest[0]]}]", rest[1:])
        if closing is None:
            return
        inside, mark = rest[1 : 1 + closing.start()], closing[0]
        words = inside.split()
        fills = not before and len(rest) == len(inside) + 2
        if not words or (fills and len(words) < _LEAST_WORDS) or not self._is_ours(inside, words):
            return
        opened, after = _SPACES.match(inside), inside.rstrip(" \u00a0\u202f")
        width = 1 + (opened.end() if opened else 0)
        low, high = 1 + len(after), 2 + len(inside)
        places = [(0, width, "“")] + ([(low, high, "”")] if mark != "”" or low + 1 < high else [])
        for first, last, fixed in places:
            start = place + len(rest[:first].encode())
            end = place + len(rest[:last].encode())
            yield Hit(start, end, {"mark": rest[first:last].strip(), "fixed": fixed, **_advice(fixed)})

    def _is_ours(self, inside: str, words: list[str]) -> bool:
        """Whether what is quoted may be of this language: ASCII letters, a function word."""
        if not all(char.isascii() for char in inside if char.isalpha()):
            return False
        small = [word.strip(".,;:!?").lower() for word in words if word[:1].islower()]
        return len(small) < 3 or not self._function_words.isdisjoint(small)


def _advice(fixed: str | None) -> dict[str, str | None]:
    return {"advice": f'; here it is "{fixed.strip()}"' if fixed and fixed.strip() else ""}


def _is_latin(before: str, after: str) -> bool:
    """Whether the letters next to a mark are Latin, on one side at least and on no side Chinese."""
    near = [
        next((char for char in side if char.isalnum()), "")
        for side in (before[: -_NEAR - 1 : -1], after[:_NEAR])
    ]
    return not any(map(_CJK.match, near)) and any(map(_LATIN.match, near))


def _candidates(text: Bytes, start: Offsets) -> Offsets:
    """Bytes that begin an ideographic or full-width mark, a guillemet or a low quotation mark."""
    first, second = text[start], text[start + 1]
    wide = (first == 0xE3) & (second == 0x80)
    wide |= (first == 0xEF) & ((second == 0xBC) | (second == 0xBD))
    guillemet = (first == 0xC2) & (second == 0xAB)
    low = start[(first == 0xE2) & (second == 0x80)]
    low = low[text[low + 2] == 0x9E]
    return np.sort(np.concatenate([start[wide | guillemet], low]))
