"""A phrase with alternatives: its words, and what it is for `re`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.checks.phrases.inflection import forms_of

_TOKEN = lazy_re.compile(r"\w(?:[\w'-]*\w)?")
_PIECE = lazy_re.compile(r"\([^()]*\)|[^\s()]+")
# With a hyphen between them, pieces are one word.
_PART = lazy_re.compile(r"[][]|(?:\([^()]*\)|[^][\s()]+)(?:(?:(?<=-)|(?=-))(?:\([^()]*\)|[^][\s()]+))*")
# A hyphen at an end, a mark that is not behind a word, a class within one.
_SYNTAX = lazy_re.compile(r"\A-|-\Z|[*+?<>|]")
# What is reported stands between these.
_OPEN, _CLOSE = "[", "]"
# They follow a word without a space, or with one.
_MARKS = {mark: rb"\s?" + re.escape(mark).encode() for mark in ",;:."}
# Of one to three white-space characters, a no-break space among them, in UTF-8; none where a mark is.
_WHITE = rb"[\s\xc2\xa0]{1,6}"
_SPACE = rb"(?:" + _WHITE + rb"|(?<=[,;:.]))"
# Words that no table can list, by their class: what each is for `re`, and how many tokens it is at most.
_NAME = rb"[A-Z\x80-\xff][\w\x80-\xff'-]{0,24}"
_CLASSES: Mapping[str, tuple[bytes, int]] = {
    "<name>": (rb"(?-i:" + _NAME + rb"(?:\x20" + _NAME + rb"){0,2})", 3),
    "<word>": (rb"[\w\x80-\xff'-]{1,24}", 1),
    "<number>": (rb"(?:\d(?:[\d.,]{0,11}\d)?|two|three|four|five|six|seven|eight|nine|ten)", 6),
}

Slot = tuple[tuple[str, ...], ...]


def slots_of(phrase: str) -> list[Slot]:
    """The parts of a phrase, each with its alternatives, as words.

    >>> slots_of("data (map+|file photo|) (two|four)-fold")
    [(('data',),), (('map',), ('maps',), ('file', 'photo'), ()), (('two-fold',), ('four-fold',))]
    """
    return [
        tuple(form for alternative in _alternatives(part) for form in forms_of(alternative.split()))
        for part in _PART.findall(phrase)
        if part not in (_OPEN, _CLOSE)
    ]


def _alternatives(part: str) -> Iterator[str]:
    pieces = [piece[1:-1].split("|") if piece[0] == "(" else [piece] for piece in _PIECE.findall(part)]
    return map("".join, product(*pieces))


def is_word(word: str) -> bool:
    """Whether a word of a phrase can stand in a text: a class, a mark, or letters without syntax."""
    return word in _CLASSES or not _TOKEN.search(word) or not _SYNTAX.search(word)


def tokens_of(slot: Slot) -> Slot | None:
    """The alternatives of a part as tokens, none for a comma; None where one is a class of words."""
    if any(word in _CLASSES for words in slot for word in words):
        return None
    return tuple(tuple(token for word in words for token in _TOKEN.findall(word)) for words in slot)


class Place(NamedTuple):
    """Beginning and end of a phrase, and those of what is reported of it."""

    start: int
    end: int
    span: tuple[int, int]


def places(phrase: str, text: bytes, starts: Sequence[int]) -> Iterator[Place]:
    """Where a phrase stands that begins with one of some tokens and holds the last; `starts` are theirs."""
    match = _expression(phrase).match
    for start in starts:
        found = match(text, start)
        if found and found.end() > starts[-1]:
            yield Place(*found.span(), found.span("span"))
            return


@lru_cache(maxsize=4096)
def length_of(phrase: str) -> int:
    """How many tokens a phrase has at most."""
    return sum(max(sum(map(_length, words)) for words in slot) for slot in slots_of(phrase))


def _length(word: str) -> int:
    return _CLASSES[word][1] if word in _CLASSES else len(_TOKEN.findall(word))


@lru_cache(maxsize=4096)
def _expression(phrase: str) -> re.Pattern[bytes]:
    marked = phrase if _OPEN in phrase else f"{_OPEN}{phrase}{_CLOSE}"
    slots = iter(slots_of(phrase))
    source, begun = b"", False
    for part in _PART.findall(marked):
        if part == _OPEN:
            source, begun = source + (_SPACE if begun else b"") + b"(?P<span>", False
        elif part == _CLOSE:
            source += b")"
        else:
            slot = next(slots)
            source += _of_slot(slot, begun=begun)
            begun = begun or () not in slot
    if not any(mark in phrase for mark in _MARKS):
        source = source.replace(_SPACE, _WHITE)
    return re.compile(rb"(?<![\w-])" + source + rb"(?![\w-])", re.IGNORECASE)


def _of_slot(slot: Slot, *, begun: bool) -> bytes:
    """A part of a phrase, with the space before it; with the space behind it if nothing must stand before."""
    optional = b"?" if () in slot else b""
    alternatives = [b"".join(map(_with_space, words)) for words in slot if words]
    if begun and not all(one.startswith(_SPACE) for one in alternatives):
        return b"(?:" + b"|".join(alternatives) + b")" + optional
    if begun:
        # One space for all: it takes longer to compile than most words.
        words = b"|".join(one.removeprefix(_SPACE) for one in alternatives)
        return b"(?:" + _SPACE + b"(?:" + words + b"))" + optional
    body = b"(?:" + b"|".join(one.removeprefix(_SPACE) for one in alternatives) + b")"
    return b"(?:" + body + _SPACE + b")?" if optional else body


def _with_space(word: str) -> bytes:
    """A word with the space before it; marks have none."""
    return _MARKS[word] if word in _MARKS else _SPACE + _word(word)


def _word(word: str) -> bytes:
    if word in _CLASSES:
        return _CLASSES[word][0]
    escaped = re.escape(word.encode()).replace(b"'", "(?:'|’)".encode())
    return escaped if word == word.lower() else b"(?-i:" + escaped + b")"
