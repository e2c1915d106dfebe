"""A phrase with alternatives: its words, and what it is for `re`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from mtlint import lazy_re
from mtlint.checks.inflection import forms_of

_TOKEN = lazy_re.compile(r"\w(?:[\w'-]*\w)?")
_PIECE = lazy_re.compile(r"\([^()]*\)|[^\s()]+")
# With a hyphen between them, pieces are one word.
_PART = lazy_re.compile(r"(?:\([^()]*\)|[^\s()]+)(?:(?:(?<=-)|(?=-))(?:\([^()]*\)|[^\s()]+))*")
# A hyphen at an end, a mark that is not behind a word, a class within one.
_SYNTAX = lazy_re.compile(r"\A-|-\Z|[*+?<>|]")
# Of one to three white-space characters, a no-break space among them, in UTF-8.
_SPACE = rb"(?:\s|\xc2\xa0){1,3}"
# Words that no table can list, by their class: what each is for `re`, and how many bytes it takes at most.
_NAME = rb"[A-Z\x80-\xff][\w\x80-\xff'-]{0,24}"
_CLASSES: Mapping[str, tuple[bytes, int]] = {
    "<name>": (rb"(?-i:" + _NAME + rb"(?:\x20" + _NAME + rb"){0,2})", 80),
    "<word>": (rb"[\w\x80-\xff'-]{1,24}", 24),
    "<number>": (rb"(?:\d[\d.,]{0,12}|two|three|four|five|six|seven|eight|nine|ten)", 14),
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
    ]


def _alternatives(part: str) -> Iterator[str]:
    pieces = [piece[1:-1].split("|") if piece[0] == "(" else [piece] for piece in _PIECE.findall(part)]
    return map("".join, product(*pieces))


def is_word(word: str) -> bool:
    """Whether a word of a phrase can stand in a text: a class, a mark, or letters without syntax."""
    return word in _CLASSES or not _TOKEN.search(word) or not _SYNTAX.search(word)


def tokens_of(slot: Slot) -> Slot | None:
    """The alternatives of a part as tokens, none for a comma; None for a class of words."""
    if any(word in _CLASSES for words in slot for word in words):
        return None
    return tuple(tuple(token for word in words for token in _TOKEN.findall(word)) for words in slot)


def places(phrase: str, text: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Beginning and end of a phrase in a text where it holds the word that begins at a place."""
    width = _width_of(phrase)
    for match in _expression(phrase).finditer(text, max(at - width, 0), at + width):
        if match.start() <= at < match.end():
            yield match.span()


@lru_cache(maxsize=4096)
def _width_of(phrase: str) -> int:
    """How many bytes a phrase takes at most."""
    return 1 + sum(max(sum(map(_width, words)) for words in slot) for slot in slots_of(phrase))


@lru_cache(maxsize=4096)
def _expression(phrase: str) -> re.Pattern[bytes]:
    source, begun = b"", False
    for slot in slots_of(phrase):
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
    return re.compile(rb"(?<![\w-])" + source + rb"(?![\w-])", re.IGNORECASE)


def _width(word: str) -> int:
    """How many bytes a word takes at most, with the space before it."""
    return 3 + (_CLASSES[word][1] if word in _CLASSES else len(word.encode()) + 2 * word.count("'"))


def _word(word: str) -> bytes:
    if word in _CLASSES:
        return _CLASSES[word][0]
    escaped = re.escape(word.encode()).replace(b"'", "(?:'|’)".encode())
    return escaped if word == word.lower() else b"(?-i:" + escaped + b")"
