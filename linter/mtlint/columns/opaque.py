"""What is not prose inside prose: URLs and e-mail addresses; in Markdown also inline code, link targets,
HTML and entities.

Each byte of it becomes one control character in the prose buffer, so every offset stays that of the file.
It is neither a word nor white space: "use `x` use" is no repeated word, and a rule that looks at the gap
between two tokens sees that something stood there (`Gap.OPAQUE`).
"""  # noqa: D205

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from mtlint.batch import Batch
from mtlint.columns.blocks import Blocks
from mtlint.columns.gaps import OPAQUE
from mtlint.columns.search import occurrences
from mtlint.document import Kind
from mtlint.rule import Block

Span = tuple[int, int]

# A URL ends at white space, angle brackets, straight and curly quotation marks.
_URL_REST = re.compile(rb"(?:[^\x00-\x20\x7f<>\"`\\\xe2]|\xe2(?!\x80[\x98-\x9f]))*")
_SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]{1,15}\Z")
_MAIL_NAME = re.compile(rb"[A-Za-z0-9._%+-]{1,64}\Z")
_MAIL_HOST = re.compile(rb"[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64}){0,8}")
# Marks at the end of a URL belong to the sentence (as in GitHub's autolinks).
_TRAILING = b".,;:!?'*_~"

_INLINE = re.compile(
    rb"(?<!`)(?P<tick>`{1,8})(?!`)(?:.{1,4000}?)(?<!`)(?P=tick)(?!`)"
    rb"|(?<=\]\()(?P<target>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?)(?=\))"
    rb"|(?<=\])\[[^\]\n]*\]"
    rb"|<(?:/?[A-Za-z][^<>]{0,2000}|!--.{0,4000}?--)>"
    rb"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"
    rb"|\A\[[^\]\n]+\]:[ \t]*\S+",
    re.DOTALL,
)
_INLINE_MARKS = (b"`", b"](", b"][", b"<", b"&", b"]:")


def prose_of(batch: Batch, blocks: Blocks) -> bytes:
    """The batch's buffer with everything opaque replaced, byte for byte; the same object if nothing is."""
    spans = [*_addresses(batch), *_markdown(batch, blocks)]
    if not spans:
        return batch.buffer
    prose = np.array(batch.array)
    for start, end in spans:
        prose[start:end] = OPAQUE
    return prose.tobytes()


def _addresses(batch: Batch) -> Iterator[Span]:
    buffer = batch.buffer
    for at in occurrences(batch.array, b"://", rarest=0):
        scheme = _SCHEME.search(buffer[max(at - 16, 0) : at])
        if scheme:
            yield _trim(buffer, at - len(scheme[0]), at + 3)
    for at in occurrences(batch.array, b"www.", rarest=3):
        if not buffer[at - 1 : at].isalnum():
            yield _trim(buffer, at, at + 4)
    for at in occurrences(batch.array, b"@", rarest=0):
        name = _MAIL_NAME.search(buffer[max(at - 64, 0) : at])
        host = _MAIL_HOST.match(buffer, at + 1)
        if host:
            yield at - (len(name[0]) if name else 0), host.end()


def _trim(buffer: bytes, start: int, rest: int) -> Span:
    match = _URL_REST.match(buffer, rest)
    end = match.end() if match else rest
    while end > rest:
        last = buffer[end - 1]
        opened = buffer.count(b"(", start, end) < buffer.count(b")", start, end)
        if last not in _TRAILING and not (last == ord(")") and opened) and last != ord("]"):
            break
        end -= 1
    return start, end


def _markdown(batch: Batch, blocks: Blocks) -> Iterator[Span]:
    for document, start, end in zip(batch.documents, batch.start.tolist(), batch.end.tolist(), strict=True):
        if document.kind is not Kind.MARKDOWN:
            continue
        first, last = np.searchsorted(blocks.start, [start, end]).tolist()
        for index in range(first, last):
            if blocks.kind[index] in (Block.CODE, Block.FRONT_MATTER):
                continue
            low, high = int(blocks.start[index]), int(blocks.end[index])
            text = batch.buffer[low:high]
            if any(mark in text for mark in _INLINE_MARKS):
                for match in _INLINE.finditer(text):
                    group = "target" if match["target"] else 0
                    yield low + match.start(group), low + match.end(group)
