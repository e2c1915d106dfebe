"""Fixed phrases, hundreds of them, found by a pair of words in each that is rare in English.

As expressions of the matcher they would make its database large and slow. As words they cost a test of a bit
for each token, and a look at the few places where the two words of a pair stand side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.origin import LOCAL, Origin
from mtlint.checks.phrase_form import form_of, pairs_of, rarer_of, slots_of
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import among, distinct
from mtlint.columns.tokens import Keys, word_keys
from mtlint.errors import CatalogueError
from mtlint.rule import Rule

# Odd constants of splitmix64 (Steele, Lea and Flood 2014), only to spread bits.
_MIX, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
# Function words, and classes of the word list, the commonest first.
_FREQUENT = (
    "lexicons/{target-lang}/function-words.txt",
    *(f"lexicons/{{target-lang}}/words.txt.gz#{highest}" for highest in (10, 20, 35)),
)
_BEGIN_BITS = 17
_BEGIN_SHIFT = np.uint64(64 - _BEGIN_BITS)
# What stands before and after a phrase that is all there is in its line, sentence, bracket or cell.
_PLACES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "alone": (
        lazy_re.compile(r"(?:^|[.!?:;|(\[“\"«*_>]|\s[-–—])\s*\Z"),
        lazy_re.compile(r"\s*(?:\Z|[.:;|)\]”\"»*_]|[-–—]\s)"),
    ),
    "opening": (
        lazy_re.compile(r"(?:^|[.!?:;…][”\"»)\]]{0,2}\s|[“\"«*_|>])\s*\Z"),
        lazy_re.compile(""),
    ),
}


class _Row(NamedTuple):
    """A row of a table, and the language in whose folder it lies."""

    phrase: str
    language: str
    where: str
    use: str
    replacement: str
    original: str
    document: str
    unless: str


class Phrases:
    """Finds the phrases of the rows of a table that have one.

    The column `phrase` holds words, with `(a|b|)` for alternatives, the last of them empty where the word
    may be missing; a word with capitals is found only so. `where` may be `alone` or `opening` (of a
    sentence), `use` may be `local`, `document` and `unless` are expressions: the first must occur in the
    document, the second must not occur in the block. Groups are `span`, `original` and `replacement`.
    """

    def __init__(
        self, rule: Rule, rows: Iterable[tuple[Path, dict[str, str]]], origin: Origin, resources: Resources
    ) -> None:
        self._kinds = rule.block_kinds
        self._origin = origin
        frequent = [resources.optional_list(reference) for reference in _FREQUENT]
        # A line for each row: a run that starts reads one text where it would read a thousand rows.
        lines: list[str] = []
        pairs: list[tuple[int, tuple[str, str]]] = []
        for file, cells in rows:
            row = _row(rule, file, cells)
            found = pairs_of(slots_of(row.phrase), frequent)
            if not found:
                raise CatalogueError(
                    f"{file}:{cells['line']}: {rule.code}: phrase: two words side by side, not both function"
                    " words, must be in each form"
                )
            # An apostrophe may be written in two ways, which have two keys.
            found |= {(one.replace("'", "’"), other.replace("'", "’")) for one, other in found}
            pairs += [(len(lines), pair) for pair in found]
            lines.append("\t".join(row))
        self._lines = "\n".join(lines)
        codes = _mixed(word_keys(pair[0] for _, pair in pairs), word_keys(pair[1] for _, pair in pairs))
        order = np.argsort(codes, kind="stable")
        self._codes = codes[order]
        self._row_of: npt.NDArray[np.int64] = np.array([number for number, _ in pairs], dtype=np.int64)[order]
        # Whether a code begins with these bits at all: nearly all pairs of a text are out at once.
        self._begins = np.zeros(1 << _BEGIN_BITS, dtype=np.bool_)
        self._begins[self._codes >> _BEGIN_SHIFT] = True
        # Of each pair the rarer word is enough: fewer places of a text are looked at.
        self._bit = resources.bit_of({rarer_of(pair, frequent) for _, pair in pairs})

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
        equal = among(code, self._codes)
        at, code = at[equal], code[equal]
        low, high = np.searchsorted(self._codes, code), np.searchsorted(self._codes, code, side="right")
        lines = self._lines.split("\n") if at.size else []
        hits: dict[tuple[int, int], tuple[bool, Hit]] = {}
        for token, first, last in zip(at.tolist(), low.tolist(), high.tolist(), strict=True):
            rows: dict[str, list[str]] = defaultdict(list)
            for number in sorted(self._row_of[first:last].tolist()):
                rows[lines[number].split("\t", 1)[0]].append(lines[number])
            for shown, hit in self._hits(columns, rows, token):
                # Languages share phrases: the first is named, and one the document speaks of before it.
                place = hit.start, hit.end
                if place not in hits or (shown and not hits[place][0]):
                    hits[place] = shown, hit
        yield from (hit for _, hit in hits.values())

    def _hits(
        self, columns: Columns, rows: Mapping[str, list[str]], token: int
    ) -> Iterator[tuple[bool, Hit]]:
        """Phrases that hold the pair at a token, and whether the country of their row is spoken of."""
        at = int(columns.tokens.start[token])
        for phrase, sharing in rows.items():
            for start, end in form_of(phrase).places(columns.prose, at):
                for row in (_Row(*line.split("\t")) for line in sharing):
                    if self._fits(columns, row, token, start, end):
                        shown = self._origin.shows(columns, token, row.language)
                        if shown or row.use != LOCAL:
                            yield shown, _hit(row, start, end, columns.text_of(start, end))

    def _fits(self, columns: Columns, row: _Row, token: int, start: int, end: int) -> bool:
        """Whether a phrase stands where its row wants it, in a document and a block that do not spare it."""
        block_start, block_end = columns.block_start(token), columns.block_end(token)
        if start < block_start or end > block_end:
            return False
        if int(columns.blocks.kind[columns.token_block[token]]) not in self._kinds:
            return False
        if row.where:
            before, after = _PLACES[row.where]
            if not before.search(columns.text_of(block_start, start)):
                return False
            if not after.match(columns.text_of(end, block_end)):
                return False
        if row.unless and re.search(row.unless, columns.text_of(block_start, block_end)):
            return False
        return not row.document or re.search(row.document, columns.document_text(start)) is not None


def _hit(row: _Row, start: int, end: int, span: str) -> Hit:
    """A hit. An empty cell says nothing; a fix that would need it is not offered."""
    replacement = _cased(row.replacement, span) or None
    return Hit(start, end, {"span": span, "original": row.original or None, "replacement": replacement})


def _row(rule: Rule, file: Path, cells: Mapping[str, str]) -> _Row:
    """A row, if it can be used."""
    read = {name: " ".join(cells.get(name, "").split()) for name in _Row._fields}
    row = _Row(**{**read, "language": file.parent.name})
    place = f"{file}:{cells['line']}: {rule.code}"
    for name, source in (("document", row.document), ("unless", row.unless)):
        try:
            re.compile(source)
        except re.error as error:
            raise CatalogueError(f"{place}: {name}: is no expression: {error}") from None
    for name, cell, known in (("where", row.where, _PLACES), ("use", row.use, (LOCAL,))):
        if cell and cell not in known:
            raise CatalogueError(f'{place}: {name}: "{cell}" is not possible here')
    return row


def _mixed(one: Keys, other: Keys) -> Keys:
    mixed: Keys = ((one * _MIX) ^ other) * _SPREAD
    return mixed


def _cased(replacement: str, span: str) -> str:
    """A replacement that begins as the phrase does."""
    return replacement[:1].upper() + replacement[1:] if span[0].isupper() else replacement
