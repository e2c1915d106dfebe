"""Brackets and curly quotation marks without their partner, counted block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.mojibake import garbled
from mtlint.checks.pattern import Options as PatternOptions
from mtlint.checks.pattern import Pattern, kept
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.findings import Severity
from mtlint.rule import Block, Rule

_PARTNER = {")": "(", "]": "[", "”": "“"}
# The place of quotation marks among the three pairs.
_QUOTATION = 2
_MARKS = lazy_re.compile(r"[()\[\]“”]")
# Full-width brackets are those of another locale (another rule's business), but pairs all the same.
_FULL_WIDTH = str.maketrans("（）［］", "()[]")
# "[0, 1)" and "(0, 1]" are right as they stand; "[driver, 58)" names somebody and an age.
_INTERVAL = lazy_re.compile(
    r"(?![\[(][A-Za-z]{4,10}, \d\d[\])])[\[(]\s?[-−+]?[\w.∞]{1,10}\s?[,;]\s?[-−+]?[\w.∞]{1,10}\s?[\])]"
)
# "a)", "1)", "iv)": a number of a list, not what an opening bracket belongs to.
_NUMBER = lazy_re.compile(r"(?:^|[\s,;:\"'–—/-])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.?\Z")
_SMILEY = lazy_re.compile(r"[:;=8xX][-o^'’]?\Z")
_CURLY = ("“".encode(), "”".encode())
_INCH = lazy_re.compile(rb"\d\"")
# Twelve inches are 12”, and a mark between quotation marks is spoken of.
_INCHES = lazy_re.compile(r"\d\s?\Z")
_SPOKEN_OF = lazy_re.compile(r"[\"'“”‘’`]")
# A block with one of these holds code or formulas.
_OPERATORS = tuple("_<>|%&$@#=*+")
_CODE = lazy_re.compile(r"[`\\{}^]|\$(?!\d)|==|=>|->|::|\w\(\)")
# An opening single mark before a word, not for letters left out ("‘em", "‘til"), and what may be its partner.
_SINGLE = "‘"
_SINGLE_OPENS = lazy_re.compile(r"‘(?!(?:bout|cause|nother|round|tis|twas|tween)\b)[A-Za-z]{4,}[ ,.]")
_MAY_CLOSE = lazy_re.compile(r"[’'`\"”»]")
# Bytes in which a single quotation may close: a paragraph, and not a line of megabytes.
_LONGEST_QUOTED = 10_000
_OPAQUE = "\x1a"
# A curly mark beside another character beyond ASCII.
_WITH_CURLY = lazy_re.compile(r"\S*(?:[^\x00-\x7f][“”]|[“”][^\x00-\x7f])\S*")
# A pair may close in one of the next blocks: a line was wrapped, a quotation goes on.
_REACH = 4
_PROBLEMS = {
    "glued": "is glued to the next word",
    "opens": "opens a quotation that another mark closes",
    "mixed": "closes a quotation that another mark opened",
    "brace": "is paired with a bracket of another kind",
    "crossed": "close in the order in which they opened",
    "lost": "never closes in its paragraph",
    "latex": "opens a quotation as in LaTeX",
}
_NEVER_CLOSES, _NEVER_OPENS = "never closes in its paragraph", "closes what nothing opens"


# In a line of megabytes nobody counts marks: for each hit that would take its whole length.
_LONGEST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Options(PatternOptions):
    """`odd` are expressions like the others for paragraphs with an odd number of straight quotation marks.

    Few have one, and nothing is rarer in those expressions than such a mark: to look for them in all of a
    text would take a quarter of the time that all expressions of all rules take.
    """

    odd: tuple[str, ...] = ()


class UnbalancedPair(Pattern):
    """Compares how often marks open and close in each block, and takes a stack only where that differs.

    Its expressions find quotation marks that a count cannot judge; the groups `glued` and `mixed` say what is
    wrong with them. A match of `open` counts only where a straight mark is open before it and all of the
    block have partners, one of `opens` only before one that has none, one of `mixed` only where one of the
    straight marks of its block has none.
    """

    name: ClassVar[str] = "unbalanced-pair"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose", "matches"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        super().__init__(rule, options, resources)
        self._odd = [
            kept(source, rule, rule.place(f"with.odd[{index}]")) for index, source in enumerate(options.odd)
        ]

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; `problem` says what is wrong with `mark`."""
        for hit in (*super().find(columns), *self._in_odd_blocks(columns)):
            if not _fits(hit, *self._straight_marks(columns, hit.start)):
                continue
            kind = next(name for name in _PROBLEMS if name == "latex" or hit.groups.get(name))
            # People write ``so'' in plain text by an old habit (licences do): neutral.
            severity = Severity.NEUTRAL if kind == "latex" else None
            groups = {**hit.groups, "mark": hit.groups["span"], "problem": _PROBLEMS[kind]}
            yield hit._replace(groups=groups, severity=severity)
        yield from self._single(columns)
        surplus = self._surplus(columns)
        wanted = surplus.any(axis=0) & columns.blocks.of_kind(self._kinds)
        for block in np.flatnonzero(wanted).tolist():
            start = int(columns.blocks.start[block])
            text = columns.text_of(start, int(columns.blocks.end[block]))
            is_row = columns.blocks.kind[block] == Block.TABLE_ROW
            # In a row of a table of Markdown links are blanked in part; a line with one bar may be no table.
            if _CODE.search(text) or (is_row and ("](" in text or " | " not in text)):
                continue
            for at, problem in _problems(text):
                if not self._is_continued(columns, surplus, block, text[at], at):
                    low = start + len(text[:at].encode())
                    yield Hit(low, low + len(text[at].encode()), {"mark": text[at], "problem": problem})

    def _in_odd_blocks(self, columns: Columns) -> Iterator[Hit]:
        """The matches of `odd`."""
        blocks = columns.blocks
        straight = blocks.at(columns.marks.of(ord('"')))
        odd = np.bincount(straight + 1, minlength=len(blocks) + 1)[1:] % 2 == 1
        for block in np.flatnonzero(odd & blocks.of_kind(self._kinds)).tolist():
            start, end = int(blocks.start[block]), int(blocks.end[block])
            if end - start > _LONGEST_COUNTED:
                continue
            text = columns.text_of(start, end)
            for match in (match for one in self._odd for match in one.pattern.finditer(text)):
                at = start + len(text[: match.start("span")].encode())
                yield Hit(at, at + len(match["span"].encode()), match.groupdict())

    def _single(self, columns: Columns) -> Iterator[Hit]:
        """Single quotations that open where nothing behind in their block could close them."""
        for at in columns.marks.occurrences(_SINGLE.encode(), rarest=2):
            block = int(columns.blocks.at(at))
            if block < 0 or not columns.blocks.of_kind(self._kinds)[block]:
                continue
            text = columns.text_of(at, min(at + _LONGEST_QUOTED, int(columns.blocks.end[block])))
            before = columns.text_of(max(at - 1, 0), at)
            if _SINGLE_OPENS.match(text) and not before.isalnum() and not _MAY_CLOSE.search(text, 1):
                following = columns.text_of(
                    int(columns.blocks.end[block]), int(columns.blocks.end[block]) + 8
                )
                if not following.strip().startswith((_SINGLE, "'")):
                    yield Hit(at, at + len(_SINGLE.encode()), {"mark": _SINGLE, "problem": _NEVER_CLOSES})

    def _straight_marks(self, columns: Columns, at: int) -> tuple[int, int]:
        """How many straight marks stand before a place in its block (-1: unsure), and from there on."""
        block = int(columns.blocks.at(at))
        start, end = int(columns.blocks.start[block]), int(columns.blocks.end[block])
        if end - start > _LONGEST_COUNTED:
            return -1, 0
        # Twelve inches are 12", but a quotation may end in a number, too: both counts have to agree.
        inches = len(_INCH.findall(columns.prose, start, at))
        before = columns.prose.count(b'"', start, at)
        # Where curly marks stand beside straight ones, nobody knows which of them closes which.
        unsure = inches % 2 == 1 or any(columns.prose.find(mark, start, end) >= 0 for mark in _CURLY)
        return -1 if unsure else before, columns.prose.count(b'"', at, end)

    def _surplus(self, columns: Columns) -> Offsets:
        """For round and square brackets and quotation marks: how many more open than close in each block."""
        opening, closing = ([columns.marks.of(ord(mark)) for mark in marks] for marks in ("([", ")]"))
        for marks, mark in ((opening, "“"), (closing, "”")):
            marks.append(np.array(columns.marks.occurrences(mark.encode(), rarest=2), dtype=np.int64))
        size = len(columns.blocks)
        return np.stack(
            [
                np.bincount(columns.blocks.at(more) + 1, minlength=size + 1)[1:]
                - np.bincount(columns.blocks.at(less) + 1, minlength=size + 1)[1:]
                for more, less in zip(opening, closing, strict=True)
            ]
        )

    def _is_continued(self, columns: Columns, surplus: Offsets, block: int, mark: str, at: int) -> bool:
        """Whether a pair goes over several blocks of the document, or over its edge where it has but one."""
        if mark == '"':
            return False
        kind = "([“".index(_PARTNER.get(mark, mark))
        forward = mark not in _PARTNER
        blocks, batch = columns.blocks, columns.batch
        document = batch.document_of(blocks.start[block])
        if kind == _QUOTATION and _is_only_block(columns, block):
            # A segment of a longer text, which begins or ends in the middle of a quotation.
            start, end = int(blocks.start[block]), int(blocks.end[block])
            return at == 0 if forward else at == len(columns.text_of(start, end)) - 1
        for other in (
            range(block + 1, block + 1 + _REACH) if forward else range(block - 1, block - 1 - _REACH, -1)
        ):
            if not 0 <= other < len(blocks) or batch.document_of(blocks.start[other]) != document:
                return False
            if surplus[kind, other] * (-1 if forward else 1) > 0:
                return True
            start = int(blocks.start[other])
            # A quotation over several paragraphs opens each of them.
            if mark == "“" and columns.text_of(start, start + 4).lstrip("*_> ")[:1] in ("“", '"'):
                return True
        return False


def _fits(hit: Hit, before: int, after: int) -> bool:
    """Whether the straight marks around a hit of an expression say what it takes them for."""
    if hit.groups.get("open"):
        return before > 0 and before % 2 == 1 and after % 2 == 1
    if hit.groups.get("opens"):
        return before >= 0 and before % 2 == 0 and after % 2 == 1
    if mixed := hit.groups.get("mixed"):
        return before >= 0 and (before + after) % 2 == 1 and before % 2 == (mixed != '"')
    return True


def _is_only_block(columns: Columns, block: int) -> bool:
    start = columns.blocks.start
    document = columns.batch.document_of(start[max(block - 1, 0) : block + 2])
    return int(np.count_nonzero(document == columns.batch.document_of(start[block]))) == 1


def _problems(text: str) -> Iterator[tuple[int, str]]:
    """Places of marks in a block that have no partner, and what is wrong with each."""
    text = text.translate(_FULL_WIDTH)
    garbled = _garbled(text)
    marks = [match.start() for match in _MARKS.finditer(text) if match.start() not in garbled]
    if _OPAQUE in text:
        # Labels of links are blanked in part.
        marks = [at for at in marks if text[at] not in "[]"]
    intervals = [match.span() for match in _INTERVAL.finditer(text) if any(map(str.isdigit, match[0]))]
    marks = [at for at in marks if not any(low <= at < high for low, high in intervals)]
    for low in (match.start() for match in re.finditer("„", text)):
        # What „ opens, “ or ” closes; which of them is right here is another rule's business.
        if (partner := next((at for at in marks if at > low and text[at] in "“”"), None)) is not None:
            marks.remove(partner)
    plain = [at for at in marks if not _stands_alone(text, at)]
    # Either all marks that may stand alone do, or those of them that are left over.
    if not _unmatched(text, plain):
        return
    left = [at for at in _unmatched(text, marks) if not _stands_alone(text, at)]
    for opening, closing in pairwise(left):
        # A quotation and a bracket may each have lost their own partner.
        same = (text[opening] in "“”") == (text[closing] in "“”")
        if same and text[opening] not in _PARTNER and text[closing] in _PARTNER:
            yield closing, f'closes what "{text[opening]}" opened'
            left = [at for at in left if at not in (opening, closing)]
    for at in left:
        if text[at] in "“”" and (other := _straight_partner(text, at)) is not None:
            yield max(at, other), f"closes a quotation that {text[min(at, other)]} opened"
        else:
            yield at, _NEVER_OPENS if text[at] in _PARTNER else _NEVER_CLOSES


def _garbled(text: str) -> set[int]:
    """Places of curly marks that are bytes of letters read in the wrong encoding: "Ã“" is "Ó"."""
    places: set[int] = set()
    for word in _WITH_CURLY.finditer(text):
        for before, bad, _ in garbled(word[0]):
            start = word.start() + len(before)
            places.update(range(start, start + len(bad)))
    return places


def _unmatched(text: str, marks: list[int]) -> list[int]:
    """Marks without partner. Quotations and brackets are matched by themselves: they may cross."""
    left: list[int] = []
    open_marks: list[int] = []
    for at in marks:
        opener = _PARTNER.get(text[at])
        if opener is None:
            open_marks.append(at)
        elif (partner := next((o for o in reversed(open_marks) if text[o] == opener), None)) is not None:
            open_marks.remove(partner)
        else:
            left.append(at)
    return sorted(left + open_marks)


def _stands_alone(text: str, at: int) -> bool:
    before, after = text[max(at - 8, 0) : at], text[at + 1 : at + 2]
    if _SPOKEN_OF.match(before[-1:]) and _SPOKEN_OF.match(after):
        return True
    if text[at] in "([" and (before[-1:].isalnum() or before[-1:] in _OPERATORS):
        # A call of a program over several lines, or a space that is missing (another rule's business).
        return True
    if text[at] == ")" and _NUMBER.search(before):
        return True
    if text[at] == "”":
        return _INCHES.search(before) is not None
    return _SMILEY.search(before) is not None


def _straight_partner(text: str, at: int) -> int | None:
    """The straight mark that opened or closed a quotation together with the curly one at a place."""
    straight = [match.start() for match in re.finditer('"', text)]
    if len(straight) != 1:
        return None
    other = straight[0]
    closes = other > at and text[other - 1].strip() and not text[other + 1 : other + 2].isalnum()
    opens = other < at and not text[max(other - 1, 0) : other].strip() and text[other + 1 : other + 2].strip()
    return other if (closes if text[at] == "“" else opens) else None
