"""Acronyms of a source language that were left standing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.acronym_mismatch import gloss, is_unspelled
from mtlint.checks.origin import LOCAL, Origin
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import among, distinct
from mtlint.columns.tokens import word_keys
from mtlint.errors import CatalogueError
from mtlint.matcher import Expression, Layer
from mtlint.rule import Rule

# `use` of a row: reported anywhere; unless the document explains it; and (LOCAL) only in documents that speak
# of the country as well. _LEAK is as LOCAL, but a gloss that says what the row says, in words that do not
# spell it, is evidence and not an excuse: "the industrial park (KCN)". Rows of another use need evidence that
# letters do not give.
_FLAG, _UNGLOSSED, _LEAK = "flag", "unglossed", "leak"

# Inside an official number (512/QD-UBND, 26-CT/TW) the letters are the document's name, so a hyphen, slash
# or stop before them spares them. After them only letters and digits make them part of something longer.
_ALONE = r"(?<![\w/&.-])(?P<span>FORM)(?![\w&]|-\d|/\d|/[A-Z]{2})"
# Letters that English has not show what they are: in brackets, after a colon or beside other such words they
# are a gloss or a quotation.
_CYRILLIC_BEFORE = lazy_re.compile(r"[\w/&.(\[«“\"-]\Z|:\s\Z|[\u0400-\u04ff]\s\Z")
_CYRILLIC_AFTER = lazy_re.compile(r"[\w&»”\")\]]|-\w|\s[\u0400-\u04ff]")
_LATIN_BEFORE, _LATIN_AFTER = lazy_re.compile(r"[\w/&.-]\Z"), lazy_re.compile(r"[\w&]|/\d|/[A-Z]{2}")
_LETTERS = lazy_re.compile("[\u0400-\u04ff]")
_TOKEN = lazy_re.compile(r"\w+(?:[-'’_]\w+)*\Z")
_CHAIN = lazy_re.compile(r"(?:\b[A-Za-z]{2,}/)*\Z"), lazy_re.compile(r"(?:/[A-Za-z]{2,}\b)*")
# A plural in s is one of an acronym that ends in a capital.
_ENDINGS = ("", "s", "'s", "’s")
# Letters of a word that are compared with those of a gloss: "crime" and "criminal".
_STEM = 4
# How far around a word its neighbours are looked for (bytes), and what shows its sense (words).
_REACH = 32
_SENSE = 12
# A noun that says what the letters are: "the consumer agency BPSK", "the union CGT".
_EXPLAINED = lazy_re.compile(
    r"\b(?:agency|association|bank|body|broadcaster|channel|club|company|federation|group|institute|newspaper"
    r"|operator|organi[sz]ation|party|programme|program|scheme|test|union|university) \Z"
)


class Options(NamedTuple):
    """`with` of a rule: a table with the columns acronym, original, expansion, english and use.

    It may have the column `unless`, an expression: in a document in which it occurs, the letters are those of
    another acronym. `country` lists, for each source language, the words that show its countries. `beside` is
    a table of language, acronym and the words that show its sense where they stand near it.
    """

    acronyms: str
    country: str | None = None
    beside: str | None = None


class _Row(NamedTuple):
    """A row of a table, and the language in whose folder it lies."""

    language: str
    acronym: str
    original: str
    expansion: str
    english: str
    use: str
    unless: str


class Acronym:
    """Looks words up in tables; forms of several words or with marks in them are expressions."""

    name: ClassVar[str] = "acronym"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "tokens", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        table = resources.table(rule, options.acronyms)
        # Two of one language vouch for each other: where "BHYT" stands, "KCN" is no cyanide.
        sure: dict[str, list[str]] = defaultdict(list)
        for file, cells in table:
            if cells["use"] == _FLAG:
                sure[file.parent.name] += [cells["acronym"], cells["original"]]
        self._origin = Origin(rule, options.country, resources, sure)
        shown_by = resources.table(rule, options.beside) if options.beside else []
        self._beside = {(row["language"], row["acronym"]): row["beside"] for _, row in shown_by}
        self._words: dict[str, tuple[int, ...]] = {}
        self._expressions: dict[int, tuple[int, ...]] = {}
        # A line for each row: a run that starts reads one text where it would read a thousand rows.
        lines: list[str] = []
        for file, cells in table:
            forms = {cells["acronym"], cells["original"]}
            if cells["use"] in (_FLAG, _UNGLOSSED, LOCAL, _LEAK) and resources.words.isdisjoint(forms):
                place = f"{file}:{cells['line']}"
                _check(rule, cells, place)
                for form in sorted(forms):
                    self._add(rule, resources, form, len(lines), place)
                row = (" ".join(cells.get(name, "").split()) for name in _Row._fields[1:])
                lines.append("\t".join((file.parent.name, *row)))
        self._lines = "\n".join(lines)
        self._bit = resources.bit_of({word for form in self._words for word in _inflected(form)})
        self._small = np.sort(word_keys(sorted(word for word in self._words if word[0].islower())))

    def _add(self, rule: Rule, resources: Resources, form: str, number: int, place: str) -> None:
        """Several languages may share letters (ONU in Spanish and French): all their rows are kept."""
        if _TOKEN.match(form):
            self._words[form] = (*self._words.get(form, ()), number)
        else:
            source = _ALONE.replace("FORM", re.escape(form).replace(r"\ ", " "))
            expression = resources.expression(rule, Expression(source, Layer.PROSE, rule.block_kinds), place)
            self._expressions[expression] = (*self._expressions.get(expression, ()), number)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every occurrence, in capitals as the table has them."""
        for number, rows in self._expressions.items():
            for match in columns.matches.get(number, ()):
                token = int(np.searchsorted(columns.tokens.start, match.start, side="right")) - 1
                yield from self._hit(columns, rows, token, match.start, match.end)
        at = np.flatnonzero(columns.listed(self._bit))
        # Few acronyms have small letters, and many words in small letters are others' letters.
        small = (columns.initial[at] - np.uint8(ord("a"))) < 26
        at = at[~small | among(columns.tokens.key[at], self._small)]
        for token in at[columns.together(at, at, self._kinds)].tolist():
            yield from self._alone(columns, token, 0, columns.word(token))
        at = _compounds(columns)
        for token in at[columns.together(at, at, self._kinds)].tolist():
            word = columns.word(token)
            for part in (_first_part(word), _last_part(word)) if self._form(word) is None else ():
                yield from self._alone(columns, token, word.rindex(part), part)

    def _form(self, word: str) -> str | None:
        """The acronym that a word is, perhaps a plural or a genitive."""
        word = unicodedata.normalize("NFC", word)
        for ending in _ENDINGS:
            if word.endswith(ending) and (form := word.removesuffix(ending)) in self._words:
                return form if ending != "s" or form[-1].isupper() else None
        return None

    def _alone(self, columns: Columns, token: int, shift: int, word: str) -> Iterator[Hit]:
        """A hit at a token, or at a part of it, if that is an acronym and no part of something longer."""
        form = self._form(word)
        if form is None:
            return
        start = int(columns.tokens.start[token]) + len(columns.word(token)[:shift].encode())
        end = start + len(word.encode())
        whole = int(columns.tokens.start[token]), int(columns.tokens.end[token])
        before = columns.text_of(max(whole[0] - _REACH, columns.block_start(token)), whole[0])
        after = columns.text_of(whole[1], min(whole[1] + _REACH, columns.block_end(token)))
        if _LETTERS.search(word):
            longer = _CYRILLIC_BEFORE.search(before) or _CYRILLIC_AFTER.match(after)
        else:
            longer = _LATIN_BEFORE.search(before) or _LATIN_AFTER.match(after)
            if longer and self._among_others(before, after):
                longer = None
        if not longer:
            yield from self._hit(columns, self._words[form], token, start, end)

    def _among_others(self, before: str, after: str) -> bool:
        """Whether only other acronyms are joined to it by slashes: "BHXH/BHYT", "DNI/NIE"."""
        left, right = _CHAIN[0].search(before), _CHAIN[1].match(after)
        assert left is not None, "it matches the empty text"
        assert right is not None, "it matches the empty text"
        if _LATIN_BEFORE.search(before[: left.start()]) or _LATIN_AFTER.match(after[right.end() :]):
            return False
        joined = (left[0] + right[0]).split("/")
        return all(self._form(part) for part in joined if part)

    @cached_property
    def _rows(self) -> list[str]:
        return self._lines.split("\n")

    def _hit(
        self, columns: Columns, numbers: tuple[int, ...], token: int, start: int, end: int
    ) -> Iterator[Hit]:
        """One row that the document does not spare: of a country it speaks of, if there is one.

        What any row says of other letters holds for all.
        """
        text = columns.document_text(start)
        rows = [_Row(*self._rows[number].split("\t")) for number in numbers]
        if any(row.unless and re.search(row.unless, text) for row in rows):
            return
        shown = {row.language: self._is_shown(columns, token, row) for row in rows}
        for row in sorted(rows, key=lambda row: not shown[row.language]):
            if row.use == LOCAL and not shown[row.language]:
                continue
            if row.use == _LEAK and not _is_leak(columns, token, row, shown=shown[row.language]):
                continue
            if row.use in (_UNGLOSSED, LOCAL) and (
                _glossed(row, text) or _is_explained(columns, token, start)
            ):
                continue
            yield Hit(start, end, {**row._asdict(), "acronym": columns.text_of(start, end)})
            return

    def _is_shown(self, columns: Columns, token: int, row: _Row) -> bool:
        """Whether the document speaks of a country of the language, or words near show the sense."""
        if self._origin.shows(columns, token, row.language):
            return True
        telling = self._beside.get((row.language, row.acronym))
        if telling is None:
            return False
        near = np.arange(max(token - _SENSE, 0), min(token + _SENSE + 1, len(columns.tokens)))
        near = near[columns.token_block[near] == columns.token_block[token]]
        return not {columns.word(at).lower() for at in near.tolist()}.isdisjoint(telling.split())


def _check(rule: Rule, row: Mapping[str, str], place: str) -> None:
    try:
        re.compile(row.get("unless", ""))
    except re.error as error:
        raise CatalogueError(f"{place}: {rule.code}: unless: is no expression: {error}") from None


def _inflected(form: str) -> Iterator[str]:
    """A form as a word, its English plural and genitive, both ways to write its letters and apostrophe."""
    for one in {form, unicodedata.normalize("NFD", form)}:
        yield from (one + ending for ending in _ENDINGS)


def _compounds(columns: Columns) -> Offsets:
    """Tokens with a hyphen that begin with two capitals, or have two after a hyphen: "HTX-run", "non-VAT"."""
    tokens = columns.tokens
    if not len(tokens):
        return tokens.start
    hyphen = columns.marks.of(ord("-"))
    token = np.searchsorted(tokens.start, hyphen, side="right") - 1
    inside = (token >= 0) & (hyphen < tokens.end[token])
    hyphen, token = hyphen[inside], token[inside]
    first, second = tokens.start[token], hyphen + 1
    capitals = _two_capitals(columns, first) | _two_capitals(columns, second)
    return distinct(token[capitals])


def _two_capitals(columns: Columns, at: Offsets) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    text = columns.text
    lead = text[at]
    both: np.ndarray[tuple[int], np.dtype[np.bool_]] = ((lead - np.uint8(65) < 26) | (lead > 127)) & (
        (text[at + 1] - np.uint8(65) < 26) | (text[at + 1] > 127)
    )
    return both


def _first_part(word: str) -> str:
    """What a compound begins with, if it is no number that goes on: "UBND-led", not "QD-12".

    >>> _first_part("UBND-led"), _first_part("QD-12")
    ('UBND', '')
    """
    first, _, rest = word.partition("-")
    return "" if rest[:1].isdigit() else first


def _last_part(word: str) -> str:
    """What a compound ends with after a prefix of small letters.

    >>> _last_part("non-UBND"), _last_part("QD-UBND")
    ('UBND', '')
    """
    rest, _, last = word.rpartition("-")
    return last if rest.islower() and len(rest) > 1 else ""


def _glossed(row: _Row, text: str) -> bool:
    """Whether a document explains an acronym: one of the two stands in brackets after the other."""
    return any(f"({form})" in text or f"{form} (" in text for form in {row.acronym, row.original})


def _is_leak(columns: Columns, token: int, row: _Row, *, shown: bool) -> bool:
    """Whether an acronym's language shows: in its letters, its gloss or, without a gloss, in the document."""
    if not columns.word(token).isascii():
        return True
    if not is_unspelled(columns, token):
        return shown
    return not _stems(row.english).isdisjoint(_stems(" ".join(gloss(columns, token))))


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words: enough to tell "industrial zone" from "land fund"."""
    return {word[:_STEM].lower() for word in text.split() if len(word) >= _STEM}


def _is_explained(columns: Columns, token: int, start: int) -> bool:
    before = columns.text_of(max(start - _REACH, columns.block_start(token)), start)
    return _EXPLAINED.search(before) is not None
