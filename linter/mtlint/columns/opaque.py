"""What is not prose inside prose: URLs and e-mail addresses; in Markdown also inline code, link targets,
HTML and entities.

Each byte of it becomes one control character in the prose buffer, so every offset stays that of the file.
It is neither a word nor white space: "use `x` use" is no repeated word, and a rule that looks at the gap
between two tokens sees that something stood there (`Gap.OPAQUE`).
"""  # noqa: D205

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Batch
from mtlint.columns.blocks import Blocks
from mtlint.columns.gaps import OPAQUE
from mtlint.columns.marks import Marks
from mtlint.document import Kind
from mtlint.rule import Block

Span = tuple[int, int]

_BACKSLASH = 0x5C
_OPAQUE = bytes([OPAQUE])
_UNREAD = frozenset({Block.CODE, Block.FRONT_MATTER})

# A URL ends at white space, angle brackets, straight and curly quotation marks.
_URL_REST = lazy_re.compile(rb"(?:[^\x00-\x20\x7f<>\"`\\\xe2]|\xe2(?!\x80[\x98-\x9f]))*")
_SCHEME = lazy_re.compile(rb"[A-Za-z][A-Za-z0-9+.-]{1,15}\Z")
_MAIL_NAME = lazy_re.compile(rb"[A-Za-z0-9._%+-]{1,64}\Z")
# No host begins with a hyphen: "twenty @-@ year" is what a tokenizer left.
_MAIL_HOST = lazy_re.compile(rb"[A-Za-z0-9_][A-Za-z0-9_-]{0,63}(?:\.[A-Za-z0-9_-]{1,64}){0,8}")
# Marks at the end of a URL belong to the sentence (as in GitHub's autolinks).
_TRAILING = b".,;:!?'*_~]"
_CLOSING_BRACKET = 0x29

# In Markdown, what each of these bytes may begin; `span` is opaque. Possessive quantifiers keep them linear.
_INLINE = {
    "`": rb"(?P<span>(?P<tick>`{1,8}+)[^`]++(?:(?!(?P=tick)(?!`))`++[^`]++)*+(?P=tick)(?!`))",
    # A link's target and title, or the label it refers to.
    "]": rb"\](?:\((?P<span>[^()\s]++(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s++\"[^\"\n]*+\")?+)(?=\))"
    rb"|(?P<label>\[[^\]\n]*+\]))",
    # A comment that does not end, goes on to the end of its block.
    # The tokens of a neural model look like tags and are text.
    "<": rb"(?P<span></?(?!(?:unk|UNK|pad|bos|eos)>)[A-Za-z][^<>]{0,2000}+>"
    rb"|<!--(?:[^-]++|-(?!->))*+(?:-->)?)",
    "&": rb"(?P<span>&(?:[A-Za-z][A-Za-z0-9]{1,31}+|\#[0-9]{1,7}+|\#[xX][0-9A-Fa-f]{1,6}+);)",
}
_SPANS = {ord(mark): re.compile(expression) for mark, expression in _INLINE.items()}
_IS_MARK = np.isin(np.arange(256), list(_SPANS))
# The definitions of link labels that a paragraph begins with (or consists of).
_DEFINITIONS = lazy_re.compile(
    rb"(?:\[(?!\^)[^\]\n]++\]:[ \t]*+(?:\r?\n[ \t]*+)?[^\s\"'(]\S*+"
    rb"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+[ \t]*+(?:\r?\n|\Z))++"
)


def prose_of(batch: Batch, blocks: Blocks, marks: Marks) -> bytes:
    """The batch's buffer with everything opaque replaced, byte for byte; the same object if nothing is.

    `marks` are those of the buffer.
    """
    spans = [*_addresses(batch, marks), *_markdown(batch, blocks, marks)]
    if not spans:
        return batch.buffer
    prose = bytearray(batch.buffer)
    for start, end in spans:
        prose[start:end] = _OPAQUE * (end - start)
    return bytes(prose)


def _addresses(batch: Batch, marks: Marks) -> Iterator[Span]:
    yield from _urls(batch.buffer, marks.occurrences(b"://"), _scheme)
    yield from _urls(batch.buffer, marks.occurrences(b"www.", rarest=3), _www)
    for at in marks.occurrences(b"@"):
        if batch.buffer[at - 1 : at] == b"@":  # a placeholder, "@@PH0@@"
            continue
        name = _MAIL_NAME.search(batch.buffer[max(at - 64, 0) : at])
        host = _MAIL_HOST.match(batch.buffer, at + 1)
        if host:
            yield at - (len(name[0]) if name else 0), host.end()


def _urls(
    buffer: bytes, places: list[int], beginning: Callable[[bytes, int], tuple[int, int] | None]
) -> Iterator[Span]:
    """URLs around some places; what lies inside the one before is part of it."""
    reached = 0
    for at in places:
        if at >= reached and (found := beginning(buffer, at)):
            start, rest = found
            reached = _end_of_url(buffer, rest)
            yield start, reached


def _scheme(buffer: bytes, at: int) -> tuple[int, int] | None:
    scheme = _SCHEME.search(buffer[max(at - 16, 0) : at])
    return (at - len(scheme[0]), at + 3) if scheme else None


def _www(buffer: bytes, at: int) -> tuple[int, int] | None:
    return None if buffer[at - 1 : at].isalnum() else (at, at + 4)


def _end_of_url(buffer: bytes, rest: int) -> int:
    """Where a URL ends of which the part from `rest` on may be anything."""
    match = _URL_REST.match(buffer, rest)
    end = match.end() if match else rest
    surplus = buffer.count(b")", rest, end) - buffer.count(b"(", rest, end)
    while end > rest:
        last = buffer[end - 1]
        if last == _CLOSING_BRACKET and surplus > 0:
            surplus -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _markdown(batch: Batch, blocks: Blocks, marks: Marks) -> Iterator[Span]:
    is_markdown = np.array([document.kind is Kind.MARKDOWN for document in batch.documents], np.bool_)
    if not is_markdown.any():
        return
    read = is_markdown[batch.document_of(blocks.start)] & ~blocks.of_kind(_UNREAD)
    if not read.any():
        return
    buffer, array = batch.buffer, batch.array
    for index in np.flatnonzero(read & (array[blocks.start] == ord("["))).tolist():
        if definitions := _DEFINITIONS.match(buffer, int(blocks.start[index]), int(blocks.end[index])):
            yield definitions.span()
    opening = marks.at[_IS_MARK[marks.byte]]
    block = blocks.at(opening)
    inside = (block >= 0) & read[block] & (opening < blocks.end[block]) & (array[opening - 1] != _BACKSLASH)
    opening, ends = opening[inside], blocks.end[block[inside]]
    reached = 0
    for at, end, mark in zip(opening.tolist(), ends.tolist(), array[opening].tolist(), strict=True):
        if at >= reached and (match := _SPANS[mark].match(buffer, at, end)):
            yield match.span(match.lastgroup or 0)
            reached = match.end()
