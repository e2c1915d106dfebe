"""Prose as a grammar checker wants to read it, and the way back from its positions to bytes.

A passage is a run of whole blocks of one document, with a blank line between two. Markup is left out, code
within a line is replaced by a word, so that sentences stay sentences. LanguageTool, written in Java, counts
UTF-16 units; the engine counts bytes.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.columns import Columns
from mtlint.document import Kind

BETWEEN_BLOCKS = "\n\n"
"""What parts paragraphs for LanguageTool; a single line end does not."""

# What begins a block or one of its lines and is not read out: indentation, quotation marks of e-mail and
# Markdown, hashes, bullets, numbers.
_LEAD = rb"^[ \t]*(?:>[ \t]?)*[ \t]*"
_MARKER = rb"(?:\#{1,6}[ \t]+|(?:[-*+]|\xe2\x80\xa2)[ \t]+|\d{1,9}[.)][ \t]+)?"
_OPAQUE = rb"(?P<opaque>\x1a+)"
_PLAIN = lazy_re.compile(rb"(?m)(?P<lead>\A" + _LEAD + _MARKER + rb"|" + _LEAD + rb")|" + _OPAQUE)
_MARKDOWN = lazy_re.compile(
    rb"(?m)(?P<lead>\A" + _LEAD + _MARKER + rb"|" + _LEAD + rb")"
    # The end of a link, target and all; its beginning, where such an end follows.
    rb"|(?P<link>\](?:\(\x1a+\)|\x1a+)|!?\[(?=[^\[\]]{0,300}\](?:\(\x1a|\x1a)))"
    # What defines the label of a link.
    rb"|(?P<definition>^\[(?!\^)[^\]\n]{1,300}\]:[ \t]+\S[^\n]*)"
    rb"|" + _OPAQUE + rb"|(?P<emphasis>(?<=\S)[*]{1,3}|[*]{1,3}(?=\S)|(?<![0-9A-Za-z])_{1,3}(?=\S)"
    rb"|(?<=\S)_{1,3}(?![0-9A-Za-z])|~~)"
    rb"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
)
# What stretches of `opaque` bytes are, by what the buffer has there.
_PARTS = lazy_re.compile(
    rb"(?s)(?P<code>(?P<tick>`{1,8}+).*?(?P=tick)(?!`))|(?P<address><[A-Za-z][A-Za-z0-9+.-]*+:[^>]*>)"
    rb"|(?P<tag><[^>]*>|\x1a+)|(?P<entity>&[^;]{1,33};)|(?P<text>[^`<&\x1a]++|.)"
)
_CODE = "x"


class Piece(NamedTuple):
    """A stretch of a passage: its text, and the bytes of the buffer that it stands for.

    `verbatim`: the text is what the bytes say, character for character. `invented`: it is a word that stands
    in for code.
    """

    text: str
    start: int
    end: int
    verbatim: bool = True
    invented: bool = False

    @property
    def units(self) -> int:
        """Its length in UTF-16."""
        return utf16_length(self.text)


class Span(NamedTuple):
    """Bytes of the buffer; `verbatim`: they say what the passage says, so that they can be replaced."""

    start: int
    end: int
    verbatim: bool


class Passage:
    """Whole blocks of a document, ready to be sent."""

    def __init__(self, document: int, blocks: list[list[Piece]]) -> None:
        self.document = document
        self.text = BETWEEN_BLOCKS.join("".join(piece.text for piece in block) for block in blocks)
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._block_of: list[int] = []
        at = 0
        for number, block in enumerate(blocks):
            for piece in block:
                self._pieces.append(piece)
                self._starts.append(at)
                self._block_of.append(number)
                at += piece.units
            at += len(BETWEEN_BLOCKS)

    def span(self, offset: int, length: int) -> Span | None:
        """The bytes that some UTF-16 units stand for.

        None where these are no part of a single block; and where an invented word is among them or next to
        them: "a" or "an", singular or plural would be said of that word.
        """
        if length <= 0 or offset < 0 or not self._pieces:
            return None
        first, last = self._piece_at(offset), self._piece_at(offset + length - 1)
        low, high = self._pieces[first], self._pieces[last]
        at, to = offset - self._starts[first], offset + length - self._starts[last]
        if self._block_of[first] != self._block_of[last] or at >= low.units or to > high.units:
            return None
        before, after = _code_points(low.text, at), _code_points(high.text, to, up=True)
        if self._has_invented(first, last, low.text[:before], high.text[after:]):
            return None
        inside = self._pieces[first : last + 1]
        seamless = all(one.end == two.start for one, two in pairwise(inside))
        return Span(
            low.start + len(low.text[:before].encode()) if low.verbatim else low.start,
            high.start + len(high.text[:after].encode()) if high.verbatim else high.end,
            seamless and all(piece.verbatim for piece in inside),
        )

    def _has_invented(self, first: int, last: int, before: str, after: str) -> bool:
        """Whether an invented word is among some pieces or next to them, but for white space."""
        if not before.strip() and first > 0:
            first -= 1
        if not after.strip() and last + 1 < len(self._pieces):
            last += 1
        return any(piece.invented for piece in self._pieces[first : last + 1])

    def _piece_at(self, unit: int) -> int:
        return bisect_right(self._starts, unit) - 1


def passages(columns: Columns, kinds: frozenset[int], most: int) -> Iterator[Passage]:
    """The blocks of some kinds, document by document, in passages of at most `most` UTF-16 units.

    A longer block is cut: at the end of a sentence, else between two words, else anywhere.
    """
    blocks, batch = columns.blocks, columns.batch
    wanted = blocks.of_kind(kinds).nonzero()[0]
    documents = batch.document_of(blocks.start[wanted]).tolist()
    starts, ends = blocks.start[wanted].tolist(), blocks.end[wanted].tolist()
    gathered: list[list[Piece]] = []
    size = current = 0
    for document, start, end in zip(documents, starts, ends, strict=True):
        markdown = batch.documents[document].kind is Kind.MARKDOWN
        for block in _cut(list(_pieces(columns, start, end, markdown=markdown)), most):
            length = sum(piece.units for piece in block) + len(BETWEEN_BLOCKS)
            if gathered and (document != current or size + length > most + len(BETWEEN_BLOCKS)):
                yield Passage(current, gathered)
                gathered, size = [], 0
            gathered.append(block)
            size += length
            current = document
    if gathered:
        yield Passage(current, gathered)


def _pieces(columns: Columns, start: int, end: int, *, markdown: bool) -> Iterator[Piece]:
    """The pieces of one block, none of them empty."""
    buffer, prose = columns.batch.buffer, columns.prose[start:end]
    at = 0
    for match in (_MARKDOWN if markdown else _PLAIN).finditer(prose):
        if match.start() > at:
            yield Piece(_text(prose[at : match.start()]), start + at, start + match.start())
        at = match.end()
        if match["opaque"]:
            yield from _opaque(buffer, start + match.start(), start + at)
    if at < len(prose):
        yield Piece(_text(prose[at:]), start + at, end)


def _opaque(buffer: bytes, start: int, end: int) -> Iterator[Piece]:
    """What is read in the place of something that is no prose."""
    if buffer[start : start + 1] == b"[":
        return  # The definition of a link's label.
    for match in _PARTS.finditer(buffer, start, end):
        low, high = match.span()
        if match["code"]:
            yield Piece(_CODE, low, high, verbatim=False, invented=True)
        elif match["entity"]:
            yield Piece(html.unescape(_text(match[0])), low, high, verbatim=False)
        elif match["address"]:
            yield Piece(_text(match[0][1:-1]), low + 1, high - 1)
        elif match["text"]:
            yield Piece(_text(match[0]), low, high)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _cut(block: list[Piece], most: int) -> Iterator[list[Piece]]:
    """A block in parts of at most `most` units."""
    part: list[Piece] = []
    room = most
    for piece in block:
        while piece.units > room:
            head, tail = _split(piece, room)
            if head:
                part.append(head)
            if part:
                yield part
            part, room, piece = [], most, tail
        part.append(piece)
        room -= piece.units
    if part:
        yield part


def _split(piece: Piece, room: int) -> tuple[Piece | None, Piece]:
    """A piece in two, the first of at most `room` units; none where it fits as a whole into the next part."""
    if not piece.verbatim:
        return None, piece
    head = piece.text[: _code_points(piece.text, room)]
    at = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。")) + 1 or head.rfind(" ") + 1 or len(head)
    middle = piece.start + len(piece.text[:at].encode())
    first = Piece(piece.text[:at], piece.start, middle) if at else None
    return first, Piece(piece.text[at:], middle, piece.end)


# UTF-16.


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units: characters beyond U+FFFF count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code_points(text: str, units: int, *, up: bool = False) -> int:
    """How many code points the first `units` UTF-16 units hold; of one that is cut, all of it with `up`."""
    if text.isascii():
        return min(units, len(text))
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    head = raw.decode("utf-16-le", "ignore")
    cut = len(raw) // 2 > utf16_length(head)
    return len(head) + (1 if cut and up else 0)
