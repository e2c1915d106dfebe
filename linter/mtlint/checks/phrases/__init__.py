"""Fixed phrases, thousands of them, found by a pair of words in each that is rare in English, or by one word.

As expressions of the matcher they would make its database large and slow. As words they cost a test of a bit
for each token, and a look at the few places where the two words of a pair stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.origin import LOCAL, Origin
from mtlint.checks.phrases.anchor import Frequency, Window, windows_of
from mtlint.checks.phrases.form import Place, is_word, length_of, places, slots_of
from mtlint.checks.phrases.index import PhraseIndex
from mtlint.checks.phrases.inflection import in_number
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.errors import CatalogueError
from mtlint.rule import Rule

# Function words, and classes of the word list, the commonest first.
_FREQUENT = (
    "lexicons/{target-lang}/function-words.txt",
    *(f"lexicons/{{target-lang}}/words.txt.gz#{highest}" for highest in (10, 20, 35)),
)
# What stands before and after a phrase that is all there is in its line, sentence, bracket or cell.
_PLACES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "alone": (
        lazy_re.compile(r"(?:^|[.!?:;|(\[“\"«*_>]|\s[-–—])\s*\Z"),
        lazy_re.compile(r"\s*(?:\Z|[.:;/|)\]”\"»*_]|[-–—]\s)"),
    ),
    "opening": (
        lazy_re.compile(r"(?:^|[.!?:;…][”\"»)\]]{0,2}\s|[“\"«*_|>])\s*\Z"),
        lazy_re.compile(""),
    ),
}

_TOPIC = lazy_re.compile(r"\{\{([^{}]+)\}\}")

# Bytes that are looked at beside a phrase, and around it: a paragraph, and not a line of megabytes.
_BESIDE, _AROUND = 200, 10_000


_Cells = Sequence[tuple[Path, dict[str, str]]]


class _Row(NamedTuple):
    """A row of a table, and the language in whose folder it lies."""

    phrase: str
    language: str
    where: str
    use: str
    replacement: str
    original: str
    document: str
    block: str
    unless: str


class Phrases:
    """Finds the phrases of the rows of a table that have one.

    The column `phrase` holds words, with `(a|b|)` for alternatives, the last of them empty where the word
    may be missing; a word with capitals is found only so. `stork+` is also its plural, as it then is in
    `replacement`, `issue*` any form of a regular verb; `<name>`, `<word>` and `<number>` are any. What
    stands in `[...]` is reported, without it all is. `where` may be `alone` or `opening` (of a sentence),
    `use` may be `local`. `document`, `block` and `unless` are expressions: the first must occur in the
    document, the second in the block, the third must not occur in the block. `topics` are expressions by
    their names, which stand for them in two braces. Groups are `span`, `original` and `replacement`.
    """

    def __init__(
        self,
        rule: Rule,
        rows: _Cells,
        topics: Mapping[str, str],
        origin: Origin,
        resources: Resources,
    ) -> None:
        self._kinds = rule.block_kinds
        self._origin = origin
        resources.later(lambda: self._index_rows(rule, rows, topics, resources))

    def _index_rows(self, rule: Rule, rows: _Cells, topics: Mapping[str, str], resources: Resources) -> None:
        frequent: dict[str, int] = {}
        for rank, reference in reversed(list(enumerate(_FREQUENT))):
            frequent |= dict.fromkeys(resources.optional_list(reference), rank)
        # A line for each row: a run that starts reads one text where it would read a thousand rows.
        lines: list[str] = []
        windows: list[frozenset[Window]] = []
        for file, cells in rows:
            row = _row(rule, file, cells, topics)
            windows.append(_windows(row, frequent, f"{file}:{cells['line']}: {rule.code}: phrase"))
            lines.append("\t".join(row))
        self._lines = "\n".join(lines)
        self._index = PhraseIndex(windows, frequent, resources)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every phrase that its row does not spare."""
        hits: dict[tuple[int, int], tuple[bool, Hit]] = {}
        # Phrases of a document ask for the same country again and again.
        shows: dict[tuple[int, str], bool] = {}
        for row, token, (start, end) in self._found(columns):
            country = int(columns.batch.document_of(start)), row.language
            if country not in shows:
                shows[country] = self._origin.shows(columns, token, row.language)
            shown = shows[country]
            # Languages share phrases: the first is named, and one the document speaks of before it.
            if (shown or row.use != LOCAL) and (
                (start, end) not in hits or (shown and not hits[start, end][0])
            ):
                hits[start, end] = shown, _hit(row, start, end, columns.text_of(start, end))
        yield from (hit for _, hit in hits.values())

    def _found(self, columns: Columns) -> Iterator[tuple[_Row, int, tuple[int, int]]]:
        """Each phrase that stands where its row wants it, a token of it, and what is reported."""
        for token, number in self._index.candidates(columns):
            row = _Row(*self._rows[number].split("\t"))
            starts = columns.tokens.start[max(token + 1 - length_of(row.phrase), 0) : token + 1].tolist()
            for place in places(row.phrase, columns.prose, starts):
                if self._fits(columns, row, token, place):
                    yield row, token, place.span

    @cached_property
    def _rows(self) -> list[str]:
        return self._lines.split("\n")

    def _fits(self, columns: Columns, row: _Row, token: int, place: Place) -> bool:
        """Whether a phrase stands where its row wants it, in a document and a block that do not spare it."""
        start, end = place.start, place.end
        block_start, block_end = columns.block_start(token), columns.block_end(token)
        if start < block_start or end > block_end:
            return False
        if int(columns.blocks.kind[columns.token_block[token]]) not in self._kinds:
            return False
        if row.where:
            before, after = _PLACES[row.where]
            if not before.search(columns.text_of(max(block_start, start - _BESIDE), start)):
                return False
            if not after.match(columns.text_of(end, min(end + _BESIDE, block_end))):
                return False
        if row.block or row.unless:
            around = columns.text_of(max(block_start, start - _AROUND), min(end + _AROUND, block_end))
            if row.block and not re.search(row.block, around):
                return False
            if row.unless and re.search(row.unless, around):
                return False
        return not row.document or re.search(row.document, columns.document_text(start)) is not None


def _hit(row: _Row, start: int, end: int, span: str) -> Hit:
    """A hit. An empty cell says nothing; a fix that would need it is not offered."""
    replacement = _cased(in_number(row.replacement, row.phrase, span), span) or None
    return Hit(start, end, {"span": span, "original": row.original or None, "replacement": replacement})


def _row(rule: Rule, file: Path, cells: Mapping[str, str], topics: Mapping[str, str]) -> _Row:
    """A row, if it can be used."""
    read = {name: " ".join(cells.get(name, "").split()) for name in _Row._fields}
    row = _Row(**{**read, "language": file.parent.name})
    place = f"{file}:{cells['line']}: {rule.code}"
    for name, source in (("document", row.document), ("block", row.block), ("unless", row.unless)):
        if source:
            row = row._replace(**{name: _with_topics(source, topics, f"{place}: {name}")})
    for name, cell, known in (("where", row.where, _PLACES), ("use", row.use, (LOCAL,))):
        if cell and cell not in known:
            raise CatalogueError(f'{place}: {name}: "{cell}" is not possible here')
    return row


def _with_topics(source: str, topics: Mapping[str, str], place: str) -> str:
    """An expression with those of topics in the place of their names. Raises CatalogueError."""
    for name in _TOPIC.findall(source):
        if name not in topics:
            raise CatalogueError(f'{place}: there is no topic "{name}"')
        source = source.replace("{{" + name + "}}", topics[name])
    try:
        re.compile(source)
    except re.error as error:
        raise CatalogueError(f"{place}: is no expression: {error}") from None
    return source


def _windows(row: _Row, frequent: Frequency, place: str) -> frozenset[Window]:
    """What a row's phrase is looked for by. Raises CatalogueError."""
    slots = slots_of(row.phrase)
    for word in (word for slot in slots for words in slot for word in words):
        if not is_word(word):
            raise CatalogueError(f'{place}: "{word}" is no word')
    if windows := windows_of(slots, frequent):
        return windows
    raise CatalogueError(f"{place}: a word that is no function word must be in each form")


def _cased(replacement: str, span: str) -> str:
    """A replacement that begins as the phrase does."""
    return replacement[:1].upper() + replacement[1:] if span[0].isupper() else replacement
