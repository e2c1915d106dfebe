"""Fixed phrases, hundreds of them, found by a pair of words in each that is rare in English.

As expressions of the matcher they would make its database large and slow. As words they cost a test of a bit
for each token, and an expression of `re` at the few places where the two words of a pair stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.origin import LOCAL, Origin
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import distinct
from mtlint.columns.tokens import Keys, word_keys
from mtlint.errors import CatalogueError
from mtlint.matcher.code import Kept
from mtlint.rule import Rule

_MIX = np.uint64(0x9E3779B97F4A7C15)
_COMMON = "lexicons/{target-lang}/function-words.txt"
_BEGIN_BITS = 17
_BEGIN_SHIFT = np.uint64(64 - _BEGIN_BITS)
_PART = lazy_re.compile(r"\([^()]*\)|[^\s()]+")
# Of one to three white-space characters, a no-break space among them, in UTF-8.
_SPACE = rb"(?:\s|\xc2\xa0){1,3}"
# What stands before and after a phrase that is all there is in its line, sentence, bracket or cell.
_PLACES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "alone": (
        lazy_re.compile(r"(?:^|[.!?:;|(\[“\"«*_>]|\s[-–—])\s*\Z"),
        lazy_re.compile(r"\s*(?:\Z|[.:;|)\]”\"»*_]|[-–—]\s)"),
    ),
    "opening": (lazy_re.compile(r"(?:^|[.!?:;…][”\"»)\]]{0,2}\s|[“\"«*_|>])\s*\Z"), lazy_re.compile("")),
}
_Slot = tuple[tuple[str, ...], ...]


class Phrases:
    """Finds the phrases of the rows of a table that have one.

    The column `phrase` holds words, with `(a|b|)` for alternatives, the last of them empty where the word
    may be missing; a word with capitals is found only so. `where` may be `alone` or `opening` (of a
    sentence), `use` may be `local`, `document` and `unless` are expressions: the first must occur in the
    document, the second must not occur in the block.
    """

    def __init__(
        self, rule: Rule, rows: Iterable[tuple[Path, dict[str, str]]], origin: Origin, resources: Resources
    ) -> None:
        self._kinds = rule.block_kinds
        self._origin = origin
        # An empty cell says nothing; a fix that would need it is not offered.
        self._rows = [(file, {key: cell or None for key, cell in row.items()}) for file, row in rows]
        self._kept = {
            source: _kept(rule, file, row, source)
            for file, row in self._rows
            for source in (row.get("document"), row.get("unless"))
            if source
        }
        common = resources.optional_list(_COMMON)
        pairs = [
            (number, pair)
            for number, (file, row) in enumerate(self._rows)
            for written in _pairs(_checked(rule, file, row, common), common)
            # An apostrophe may be written in two ways, which have two keys.
            for pair in {written, (written[0].replace("'", "’"), written[1].replace("'", "’"))}
        ]
        codes = _mixed(word_keys(pair[0] for _, pair in pairs), word_keys(pair[1] for _, pair in pairs))
        order = np.argsort(codes, kind="stable")
        self._codes = codes[order]
        self._row_of: npt.NDArray[np.int64] = np.array([number for number, _ in pairs], dtype=np.int64)[order]
        # Whether a code begins with these bits at all: nearly all pairs of a text are out at once.
        self._begins = np.zeros(1 << _BEGIN_BITS, dtype=np.bool_)
        self._begins[self._codes >> _BEGIN_SHIFT] = True
        self._bit = resources.bit_of({word for _, pair in pairs for word in pair if word not in common})

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every phrase that its row does not spare."""
        key = columns.tokens.key
        rare = np.flatnonzero(columns.listed(self._bit))
        # A pair has a rare word, as the first or as the second.
        at = distinct(np.concatenate([rare, rare - 1]))
        at = at[(at >= 0) & (at < len(key) - 1)]
        code = _mixed(key[at], key[at + 1])
        likely = np.flatnonzero(self._begins[code >> _BEGIN_SHIFT])
        at, code = at[likely], code[likely]
        low = np.searchsorted(self._codes, code)
        found = np.flatnonzero(self._codes[low % len(self._codes)] == code)
        high = np.searchsorted(self._codes, code[found], side="right")
        hits: dict[tuple[int, int], tuple[bool, Hit]] = {}
        for token, first, last in zip(at[found].tolist(), low[found].tolist(), high.tolist(), strict=True):
            for number in sorted(self._row_of[first:last].tolist()):
                for shown, hit in self._hits(columns, number, token):
                    # Languages share phrases: the first is named, and one the document speaks of before it.
                    place = hit.start, hit.end
                    if place not in hits or (shown and not hits[place][0]):
                        hits[place] = shown, hit
        yield from (hit for _, hit in hits.values())

    def _hits(self, columns: Columns, number: int, token: int) -> Iterator[tuple[bool, Hit]]:
        """The phrase of a row, where it holds the pair at a token, and whether its country is spoken of."""
        file, row = self._rows[number]
        at = int(columns.tokens.start[token])
        expression, width = _expression(row["phrase"] or "")
        for match in expression.finditer(columns.prose, max(at - width, 0), at + width):
            start, end = match.span()
            if start <= at < end and self._fits(columns, row, token, start, end):
                shown = self._origin.shows(columns, token, file)
                if shown or row.get("use") != LOCAL:
                    span = columns.text_of(start, end)
                    replacement = _cased(row.get("replacement"), span)
                    yield shown, Hit(start, end, {**row, "span": span, "replacement": replacement})

    def _fits(
        self, columns: Columns, row: Mapping[str, str | None], token: int, start: int, end: int
    ) -> bool:
        """Whether a phrase stands where its row wants it, in a document and a block that do not spare it."""
        block_start, block_end = columns.block_start(token), columns.block_end(token)
        if start < block_start or end > block_end:
            return False
        if int(columns.blocks.kind[columns.token_block[token]]) not in self._kinds:
            return False
        if where := row.get("where"):
            before, after = _PLACES[where]
            if not before.search(columns.text_of(block_start, start)):
                return False
            if not after.match(columns.text_of(end, block_end)):
                return False
        document, unless = row.get("document"), row.get("unless")
        if unless and self._kept[unless].pattern.search(columns.text_of(block_start, block_end)):
            return False
        return not document or self._kept[document].pattern.search(columns.document_text(start)) is not None


def _checked(rule: Rule, file: Path, row: Mapping[str, str | None], common: frozenset[str]) -> list[_Slot]:
    """The parts of a row's phrase, if the row can be used."""
    place = f"{file}:{row['line']}: {rule.code}"
    for column, known in (("where", _PLACES), ("use", (LOCAL,))):
        if row.get(column) and row[column] not in known:
            raise CatalogueError(f'{place}: {column}: "{row[column]}" is not possible here')
    slots = _slots(row["phrase"] or "")
    if not _pairs(slots, common):
        raise CatalogueError(
            f"{place}: phrase: two words side by side, not both function words, must be in each form"
        )
    return slots


def _kept(rule: Rule, file: Path, row: Mapping[str, str | None], source: str) -> Kept:
    try:
        return Kept(source)
    except re.error as error:
        place = f"{file}:{row['line']}: {rule.code}"
        raise CatalogueError(f"{place}: {source!r} is no expression: {error}") from None


def _slots(phrase: str) -> list[_Slot]:
    """The parts of a phrase, each with its alternatives, as words.

    >>> _slots("data (map|file photo|)")
    [(('data',),), (('map',), ('file', 'photo'), ())]
    """
    parts = [part[1:-1].split("|") if part[0] == "(" else [part] for part in _PART.findall(phrase)]
    return [tuple(tuple(alternative.split()) for alternative in part) for part in parts]


def _pairs(slots: list[_Slot], common: frozenset[str]) -> set[tuple[str, str]]:
    """Pairs of words of which each form of a phrase has one: those of the place where they are longest.

    Long words are rare ones, but for function words.
    """
    places = [
        {(_bare(one[-1]), _bare(other[0])) for one, other in product(slot, _after(slots, number))}
        for number, slot in enumerate(slots)
        if all(slot)
    ]
    places += [
        {(_bare(alternative[0]), _bare(alternative[1])) for alternative in slot}
        for slot in slots
        if min(map(len, slot)) > 1
    ]
    rarities = [(min(_rarity(pair, common) for pair in pairs), pairs) for pairs in places if pairs]
    (rarity, _), pairs = max(rarities, key=lambda one: one[0], default=((0, 0), set()))
    return pairs if rarity else set()


def _bare(word: str) -> str:
    """A word as it is a token."""
    return word.rstrip(",'")


def _after(slots: list[_Slot], number: int) -> list[tuple[str, ...]]:
    """What can follow a part: the next one, and the one after that where the next may be missing."""
    found: list[tuple[str, ...]] = []
    for slot in slots[number + 1 :]:
        found += [words for words in slot if words]
        if all(slot):
            return found
    return []


def _rarity(pair: tuple[str, str], common: frozenset[str]) -> tuple[int, int]:
    """Letters of the words that are no function words, then all letters."""
    return sum(len(word) for word in pair if word not in common), len(pair[0] + pair[1])


@lru_cache(maxsize=4096)
def _expression(phrase: str) -> tuple[re.Pattern[bytes], int]:
    """What a phrase is for `re`, and the bytes it can take.

    It is compiled when its pair is met first, since that takes a while.
    """
    source, begun, width = b"", False, 1
    for slot in _slots(phrase):
        alternatives = [_SPACE.join(map(_word, words)) for words in slot if words]
        optional = b"?" if len(alternatives) < len(slot) else b""
        body = b"(?:" + b"|".join(alternatives) + b")"
        if alternatives == [b","]:
            source += b"," + optional
        elif begun:
            source += b"(?:" + _SPACE + body + b")" + optional
        else:
            source += b"(?:" + body + _SPACE + b")?" if optional else body
        begun = begun or not optional
        # Three bytes for each space and each apostrophe.
        width += max(sum(len(word.encode()) + 2 * word.count("'") + 3 for word in words) for words in slot)
    return re.compile(rb"(?<![\w-])" + source + rb"(?![\w-])", re.IGNORECASE), width


def _word(word: str) -> bytes:
    escaped = re.escape(word.encode()).replace(b"'", "(?:'|’)".encode())
    return escaped if word == word.lower() else b"(?-i:" + escaped + b")"


def _mixed(one: Keys, other: Keys) -> Keys:
    mixed: Keys = (one * _MIX) ^ other
    return mixed


def _cased(replacement: str | None, span: str) -> str | None:
    """A replacement that begins as the phrase does."""
    if replacement and span[0].isupper():
        return replacement[0].upper() + replacement[1:]
    return replacement
