"""Punctuation of another script or locale in a text of Latin letters: "Yes，he came", „so“."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.matcher.code import Kept, any_of
from mtlint.rule import Rule

# Marks outside of the blocks that are looked at whole.
_THREE_BYTES = "„‚‹›※・ㆍ।॥።፣។"
# Those that count where they are doubled.
_TWICE = "…—"
# How far from a mark the next letter is looked for, and the farthest closing quotation mark.
_NEAR, _FAR = 12, 400
_OTHER_SCRIPT = lazy_re.compile(
    "[\u0530-\u058f\u0600-\u06ff\u0900-\u0dff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff"
    "\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc]"
)
_LATIN = lazy_re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Quotation marks of other locales with what may close each.
_OPENING = {"«": "»", "„": "“”", "»": "«", "‚": "‘’", "‹": "›", "›": "‹"}
# Those that close elsewhere, and apostrophes: they have to touch a word on their inner side only.
_TOUCHING = frozenset("»›‚")
_SINGLE = frozenset("‚‹›")
# Spanish opens what it asks and calls.
_INVERTED = {"¿": "?", "¡": "!"}
_SPACES = lazy_re.compile("[ \u00a0\u202f]{0,2}")
# Words before and after a short quotation that fills its block: the arrows of a page's navigation.
_LEAST_WORDS = 4
# A word or two may be names or loans, and their marks are foreign all the same.
_LEAST_FOREIGN = 3
# Of the words of a quotation in this language; other languages share up to half of short ones with English.
_LEAST_KNOWN = 0.6
# Marks that count only between two words: elsewhere they draw a face.
_MIDDLE_DOT = "·"
_BETWEEN = frozenset("・･ㆍ" + _MIDDLE_DOT)
# A doubled dash and an accent count only between letters.
_LONG_DASH, _ACUTE = "——", "´"
# Between shorter words a middle dot multiplies units, and Catalan has it between two l.
_WORD_BEFORE = lazy_re.compile(r"(?<![\w·])[A-Za-z][a-z]{1,20}[a-km-z]\Z")
_WORD_AFTER = lazy_re.compile(r"\s?[a-z]{3}|[A-Z][a-z]{2}")


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
        self._mark = Kept(any_of(self._marks))
        self._run = Kept(f"(?:{any_of(self._marks)})+")
        self._function_words = resources.word_list(rule, options.function_words)
        self._words = resources.bit(rule, options.words) if options.words else 0

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
            before = columns.text_of(max(start, place - _FAR), place)
            if rest[0] in _INVERTED:
                if self._is_asked(columns, before, rest):
                    yield Hit(place, place + 2, {"mark": rest[0], "fixed": "", "advice": ""})
            elif rest[0] in _OPENING:
                for hit in self._quotation(columns, place, before, rest):
                    yield hit
                    reached = hit.end
            elif match := self._run.pattern.match(rest):
                reached = place + len(match[0].encode())
                parts = _parts(match[0], before, rest[match.end() :])
                if parts and _is_latin(before, rest[match.end() :]):
                    fixed = self._fixed(match[0], before, rest[match.end() :])
                    yield Hit(place, reached, {"mark": match[0], "fixed": fixed, **_advice(fixed)})

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

    def _quotation(self, columns: Columns, place: int, before: str, rest: str) -> Iterator[Hit]:
        """Both marks of a quotation that begins `rest`."""
        touching = rest[0] in _TOUCHING
        if touching and (before[-1:].isalnum() or not rest[1:2].isalnum()):
            return
        closing = re.search(f"[{_OPENING[rest[0]]}]" + (r"(?<=\S.)(?!\w)" if touching else ""), rest[1:])
        if closing is None:
            return
        inside, mark = rest[1 : 1 + closing.start()], closing[0]
        words = inside.split()
        fills = not before and len(rest) == len(inside) + 2
        if not words or (fills and len(words) < _LEAST_WORDS) or not self._is_ours(columns, inside, words):
            return
        opened, after = _SPACES.match(inside), inside.rstrip(" \u00a0\u202f")
        width = 1 + (opened.end() if opened else 0)
        low, high = 1 + len(after), 2 + len(inside)
        opener, closer = "‘’" if rest[0] in _SINGLE else "“”"
        places = [(0, width, opener)] + ([(low, high, closer)] if mark != closer or low + 1 < high else [])
        for first, last, fixed in places:
            start = place + len(rest[:first].encode())
            end = place + len(rest[:last].encode())
            yield Hit(start, end, {"mark": rest[first:last].strip(), "fixed": fixed, **_advice(fixed)})

    def _is_ours(self, columns: Columns, inside: str, words: list[str]) -> bool:
        """Whether what is quoted may be of this language: ASCII letters, a function word or known words."""
        if not all(char.isascii() for char in inside if char.isalpha()):
            return False
        small = [
            re.sub(r"['’]s?\Z", "", word.strip(".,;:!?").lower()) for word in words if word[:1].islower()
        ]
        if self._words and len(words) >= _LEAST_FOREIGN:
            # "So" is German as well: most of the words have to be known.
            known = columns.known([word for word in small if len(word) > 1], self._words)
            return int(known.sum()) > _LEAST_KNOWN * len(known) or not known.size
        return len(small) < 3 or not self._function_words.isdisjoint(small)


def _advice(fixed: str | None) -> dict[str, str | None]:
    return {"advice": f'; here it is "{fixed.strip()}"' if fixed and fixed.strip() else ""}


def _parts(mark: str, before: str, after: str) -> bool:
    """Whether a mark that counts between words only has them on both sides; others may stand anywhere.

    Elsewhere a doubled dash stands for a name left out, an accent for minutes, a dot draws a face.
    """
    if mark == _LONG_DASH or _ACUTE in mark:
        return before[-1:].isalpha() and after[:1].isalpha()
    if mark not in _BETWEEN:
        return True
    if mark == _MIDDLE_DOT or after[:1].isspace():
        return _WORD_BEFORE.search(before) is not None and _WORD_AFTER.match(after) is not None
    return before[-1:].isalnum() and after[:1].isalnum()


def _is_latin(before: str, after: str) -> bool:
    """Whether the letters next to a mark are Latin, on one side at least and on no side Chinese."""
    near = [
        next((char for char in side if char.isalnum()), "")
        for side in (before[: -_NEAR - 1 : -1], after[:_NEAR])
    ]
    return not any(map(_OTHER_SCRIPT.match, near)) and any(map(_LATIN.match, near))


def _candidates(text: Bytes, start: Offsets) -> Offsets:
    """Bytes that begin a mark of the table, a guillemet, a low quotation mark or an inverted mark."""
    first, second = text[start], text[start + 1]
    found = (first == 0xE3) & (second == 0x80)
    found |= (first == 0xEF) & np.isin(second, (0xB8, 0xB9, 0xBC, 0xBD, 0xBF))
    # Squared units.
    found |= (first == 0xE3) & ((second == 0x8E) | (second == 0x8F))
    # « » ¡ ¿ ·, and the Arabic comma, semicolon, question mark and stop.
    for lead, seconds in (
        (0xC2, (0xAB, 0xB4, 0xB7, 0xBB, 0xA1, 0xBF)),
        (0xD8, (0x8C, 0x9B, 0x9F)),
        (0xDB, (0x94,)),
        (0xD6, (0x89,)),
    ):
        found |= (first == lead) & np.isin(second, seconds)
    places = [start[found]]
    for char in _THREE_BYTES:
        one, two, three = char.encode()
        at = start[(first == one) & (second == two)]
        places.append(at[text[at + 2] == three])
    for char in _TWICE:
        one, two, three = char.encode()
        at = start[(first == one) & (second == two)]
        at = at[(text[at + 2] == three) & (text[at - 1] != three)]
        at = at[np.minimum(at + 5, len(text) - 1) == at + 5]
        places.append(at[(text[at + 3] == one) & (text[at + 5] == three)])
    return np.sort(np.concatenate(places))
