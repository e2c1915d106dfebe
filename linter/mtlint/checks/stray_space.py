"""White space where none belongs: before a mark, inside a bracket, on one side of a dash, doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

# One mark, and after it what ends a word: ".NET", ".5", "..." and ". . ." begin with a stop and go on.
_BEFORE_MARK = lazy_re.compile(r"(?P<stray>[ \u00a0]{1,4})(?P<mark>[,;.!?:])(?=[\s\"”’)\]]|\Z)(?! ?\.)")
# The same behind what closes a quotation, a bracket or a percentage: "(the north) , then". Before other marks
# it is how definitions and code are written, "f(x) ? y : z".
_BEHIND_CLOSING = lazy_re.compile(
    r"(?:(?<=\A[\"”)%\]])|(?<=\A[\"”)%\]]{2}))(?P<stray>[ \u00a0]{1,4})(?P<mark>[,;.])(?=\s|\Z)(?! ?\.)"
)
# A comma or semicolon with its space on the wrong side: "apples ,pears". A single letter may be a face, ";D".
_WRONG_SIDE = lazy_re.compile(r"(?P<stray>[ \u00a0]{1,3})(?P<mark>[,;])\Z")
_OPENED = lazy_re.compile(r"(?P<mark>\()(?P<stray> {1,3})\Z")
# "( )" is an empty pair or a box to tick, another rule's business.
_CLOSED = lazy_re.compile(r"(?<!\()(?P<stray> {1,3})(?P<mark>\))")
# Square brackets may have spaces on both sides, as boxes to tick and code have them; not on one.
_OPENED_SQUARE = lazy_re.compile(r"(?P<mark>\[)(?P<stray> {1,3})\Z")
_CLOSED_SQUARE = lazy_re.compile(r"(?<!\[)(?P<stray> {1,3})(?P<mark>\])")
_SQUARE = 80
_ONLY_OPENED, _ONLY_CLOSED = (
    lazy_re.compile(r"[A-Za-z]{2}[^\[\]\n]{0,80}(?<=\w)\]"),
    lazy_re.compile(r"(?<!\S)\[[A-Za-z]{2}[^\[\]\n]{0,80}\Z"),
)
# Curly quotation marks have a direction; „so“ closes with the one that opens here.
_OPENED_QUOTE = lazy_re.compile(r"(?<=[\s(])(?P<mark>“)(?P<stray>[ \u00a0]{1,3})\Z")
_CLOSED_QUOTE = lazy_re.compile(r"\A(?P<stray>[ \u00a0]{1,3})(?P<mark>”)(?=[\s.,;:!?)])")
# "Online- a shop": behind a dash a small word counts too.
_SMALL = lazy_re.compile(r"[a-z]{1,2}\Z")
_LONG_WORD = 4
_DASH = lazy_re.compile(r"(?:[ \u00a0][-–—]|[-–—][ \u00a0])\Z")
# Spanish sets its long dashes like brackets, —así—, with a space on the outer side only.
_ASIDES = {"es": "—–"}
# So many words back, a phrase of French that was left standing shows an accent.
_FRENCH_WORDS = 6
_DOUBLED = lazy_re.compile(r"(?P<mark>,? )(?P<stray> {1,2})\Z")
# A row of aligned columns is no longer (bytes); a line can have megabytes.
_ROW = 500
# A run of four spaces or more is layout, and so is a line with several wide gaps.
_COLUMNS = lazy_re.compile(r"\S {2,}\S.*?\S {2,}\S|\t| {4,}")
_LETTERS = lazy_re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*\Z")


class Options(NamedTuple):
    """`with` of a rule: words beside a suspended hyphen ("first- and second-year"), which is right."""

    suspended: str


class StraySpace:
    """Looks at the gaps between tokens whose bits say that a space may be one too many."""

    name: ClassVar[str] = "stray-space"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._suspended = resources.word_list(rule, options.suspended)
        self._asides = _ASIDES.get(resources.target_lang, "")

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; the group `fixed` is what should stand there, if that is sure."""
        gaps = columns.gaps
        # The gap after the last word of a block may hold a mark too: it belongs to the word before it.
        candidates = np.flatnonzero(gaps.has(Gap.STRAY)[1:]) + 1
        before = candidates - 1
        inside = columns.together(before, before, self._kinds)
        for index in candidates[inside].tolist():
            start = int(gaps.start[index])
            end = min(int(gaps.end[index]), columns.block_end(index - 1))
            text = columns.text_of(start, end)
            glued = end == int(gaps.end[index])
            for match, fixed in self._strays(columns, index, text, glued=glued):
                low = start + len(text[: match.start()].encode())
                groups = {"fixed": fixed, "stray": match[0]}
                yield Hit(low, low + len(match[0].encode()), groups)

    def _strays(
        self, columns: Columns, index: int, text: str, *, glued: bool
    ) -> Iterator[tuple[re.Match[str], str | None]]:
        """The strays in a gap; `glued` says that a word follows right after it."""
        if glued and (match := _WRONG_SIDE.match(text)) and self._is_between_words(columns, index):
            yield match, match["mark"] + " "
        elif match := _BEFORE_MARK.match(text):
            part_of_word = glued and match.end() == len(text)
            spared = (match["mark"] == ":" and self._is_ratio(columns, index)) or _is_french(
                columns, index, match
            )
            if not part_of_word and not spared:
                yield match, match["mark"]
        elif match := _BEHIND_CLOSING.search(text):
            if not (glued and match.end() == len(text)):
                yield match, match["mark"]
        elif (match := _DOUBLED.match(text)) and not _COLUMNS.search(columns.line_of(index, _ROW)):
            yield match, match["mark"]
        elif (match := _DASH.match(text)) and self._is_one_sided(columns, index, text):
            yield match, None
        yield from _inside_pairs(columns, index, text)

    def _is_between_words(self, columns: Columns, index: int) -> bool:
        return all(len(word) > 1 and word[0].isalpha() for word in map(columns.word, (index - 1, index)))

    def _is_ratio(self, columns: Columns, index: int) -> bool:
        """Whether a colon belongs to a ratio (3 : 1) or an emoticon."""
        if columns.gap(index).lstrip(" \u00a0:")[:1] in ("(", ")"):
            return True
        return index < len(columns.tokens) and columns.word(index - 1)[-1:].isdigit()

    def _is_one_sided(self, columns: Columns, index: int, text: str) -> bool:
        """Whether a dash stands between words and is no suspended hyphen, no aside and no option ("-v")."""
        if index >= len(columns.tokens) or columns.token_block[index] != columns.token_block[index - 1]:
            return False
        left, right = columns.word(index - 1), columns.word(index)
        small = text[0] != " " and len(left) >= _LONG_WORD and _SMALL.match(right)
        if not (_LETTERS.match(left) and (_LETTERS.match(right) or small)):
            return False
        if text.strip() != "-":
            return text.strip() not in self._asides
        joint = right if text[0] == "-" else left
        return joint.lower() not in self._suspended


def _inside_pairs(columns: Columns, index: int, text: str) -> Iterator[tuple[re.Match[str], str | None]]:
    """The strays on the inner side of brackets and quotation marks."""
    for quote in (_OPENED_QUOTE.search(text), _CLOSED_QUOTE.match(text)):
        if quote:
            yield quote, quote["mark"]
    for square in (_OPENED_SQUARE.search(text), _CLOSED_SQUARE.match(text)):
        if square and _is_one_sided_square(columns, index, opened=square["mark"] == "["):
            yield square, square["mark"]
    for bracket in (_OPENED.search(text), _CLOSED.search(text)):
        if bracket and not text[: bracket.start()].endswith((":", ";")):
            yield bracket, bracket["mark"]


def _is_one_sided_square(columns: Columns, index: int, *, opened: bool) -> bool:
    """Whether square brackets have a space inside at one end only."""
    block = int(columns.token_block[index - 1])
    if opened:
        at = int(columns.tokens.start[index]) if index < len(columns.tokens) else 0
        text = columns.text_of(at, min(at + _SQUARE, int(columns.blocks.end[block])))
        return _ONLY_OPENED.match(text) is not None
    at = int(columns.tokens.end[index - 1])
    return (
        _ONLY_CLOSED.search(columns.text_of(max(at - _SQUARE, columns.block_start(index - 1)), at))
        is not None
    )


def _is_french(columns: Columns, index: int, match: re.Match[str]) -> bool:
    """Whether the words before a high mark are not English: French puts a space there ("à tous !")."""
    if match["mark"] not in "!?:;":
        return False
    first = max(columns.first_in_block(index - 1), index - _FRENCH_WORDS)
    words = [columns.word(one) for one in range(first, index)]
    return any(word[0].islower() and not word.isascii() for word in words)
