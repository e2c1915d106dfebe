"""Blocks of Markdown, line by line, as CommonMark and GitHub's tables have them.

A full parser knows much that no rule asks for and is fifty times slower; what rules need is which lines
are code, front matter, headings, list items, table rows, images, and where paragraphs begin. Most lines are
ordinary: they are not indented and begin with a letter, so they begin a paragraph or go on with one. NumPy
settles those; only lines that may be something else are walked, with the containers (quotations and list
items) that CommonMark's block phase carries along. The tests compare this with markdown-it-py.

On purpose otherwise than CommonMark: HTML but for comments, scripts and the like is read as prose (people
read what stands between the tags), a line that is nothing but an image is a block, and so are the lines
below it (its caption).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.batch import Bytes
from mtlint.columns.lines import Lines
from mtlint.rule import Block

Flags = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.uint8]

_FENCE = lazy_re.compile(rb"(`{3,})[^`]*\Z|(~{3,})")
_HEADING = lazy_re.compile(rb"#{1,6}(?: |\Z)")
# Marker, number, and the spaces that count to the indent of its text (one, where code follows).
_ITEM = lazy_re.compile(rb"([-*+]|(\d{1,9})[.)])( {1,4}(?! )| (?= {4})|\Z)")
_UNDERLINE = lazy_re.compile(rb"(?:=+|-+) *\Z")
_RULE = lazy_re.compile(rb"(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})\Z")
_DELIMITER = lazy_re.compile(rb"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?\Z")
_PIPE = lazy_re.compile(rb"(?<!\\)\|")
_IMAGE = lazy_re.compile(rb"!\[[^\]\n]*\](?:\([^)\n]*\))? *\|? *\Z")
# What ends a table.
_ENDS_TABLE = lazy_re.compile(
    rb" *\Z| {4}| {0,3}(?:>|#{1,6}(?: |\Z)|`{3,}[^`]*\Z|~{3}|(?:[-*+]|\d{1,9}[.)])(?: |\Z)"
    rb"|<(?:[!?]|pre|script|style))"
)
# HTML that is not read as Markdown up to its end, blank lines or not (CommonMark's HTML blocks 1 to 5).
_HTML = lazy_re.compile(
    rb"<(?:((?:script|pre|style|textarea)(?=[ >]|\Z))|(!--)|(\?)|(!\[CDATA\[)|(![a-z]))", re.IGNORECASE
)
_HTML_ENDS = [
    re.compile(end, re.IGNORECASE)
    for end in (rb"</(?:script|pre|style|textarea)>", rb"-->", rb"\?>", rb"\]\]>", rb">")
]
_CODE_INDENT = b" " * 4
_QUOTE = -1
_CONTAINER_MARKS = b">-*+0123456789"
# Kinds whose text goes on in the next line.
_OPEN = frozenset({Block.PARAGRAPH, Block.LIST_ITEM, Block.CAPTION, Block.IMAGE})
# The kind of text below another kind; the others go on as they are.
_BELOW = {Block.IMAGE: Block.CAPTION}

# Which two bytes a line that may be no ordinary one begins with: its first and, of each, the second.
_BEGINNINGS = {
    b"#": b"# \t\r\n",
    b"`": b"`",
    b"~": b"~",
    b"-": b"- \t\r\n:|",
    b"*": b"* \t\r\n",
    b"+": b" \t\r\n",
    b"_": b"_ \t",
    b"=": b"= \t\r\n",
    b"!": b"[",
    b"<": b"!?sSpPtT",
    b"0123456789": b"0123456789.)",
    b">|:": bytes(range(256)),
}


def _pairs() -> Flags:
    table = np.zeros((256, 256), dtype=np.bool_)
    for first, second in _BEGINNINGS.items():
        table[np.ix_(list(first), list(second))] = True
    return table


_SPECIAL = _pairs()
_BEFORE_DELIMITER = np.isin(np.arange(256), list(b"|:- "))


def classify(
    buffer: bytes, text: Bytes, lines: Lines, documents: list[tuple[int, int]], kind: Kinds, begins: Flags
) -> None:
    """Write the kind of the lines of some documents, and whether a block begins there.

    `documents` are the first and last line (exclusive) of each.
    """
    inside = np.zeros(len(lines), dtype=np.bool_)
    for first, last in documents:
        inside[first:last] = True
    solid = ~lines.blank & inside
    special = (lines.first > lines.start) | _SPECIAL[text[lines.first], text[lines.first + 1]]
    # A table is known by its second row.
    special[:-1] |= _BEFORE_DELIMITER[text[lines.start[1:]]]
    special &= solid
    ordinary = solid & ~special
    kind[ordinary] = Block.PARAGRAPH
    begins[inside] = True
    begins[1:][ordinary[1:] & ordinary[:-1]] = False

    walked = np.flatnonzero(special)
    others = np.append(np.flatnonzero(~ordinary), len(lines))
    stop = others[np.searchsorted(others, walked, side="right")]
    above = np.maximum.accumulate(np.where(ordinary, np.arange(len(lines)), -1))[walked]
    todo = list(zip(walked.tolist(), stop.tolist(), above.tolist(), strict=True))
    for first, last in documents:
        walk = _Walk(buffer, lines, first, last, kind, begins)
        low, high = np.searchsorted(walked, [first, last]).tolist()
        for line, until, ordinary_above in todo[low:high]:
            walk.visit(line, until, ordinary_above)


class _Walk:
    """Walks the lines of one document that may be no ordinary ones."""

    def __init__(self, buffer: bytes, lines: Lines, first: int, end: int, kind: Kinds, begins: Flags) -> None:
        self.buffer = buffer
        # A memoryview gives and takes Python numbers several times faster than an array does.
        self.starts, self.firsts, self.lasts = lines.start.data, lines.first.data, lines.last.data
        self.kind, self.begins = kind.data, begins.view(np.uint8).data
        self.first, self.end = first, end
        # Lines before this one are settled.
        self.done = first
        # The open containers: `_QUOTE`, or the columns by which the text of a list item is indented.
        self.containers: list[int] = []

    def visit(self, line: int, stop: int, above: int) -> None:
        """Settle a line, and the ordinary ones below it (up to `stop`) where they go on with its text.

        `above` is the last ordinary line above. If it went on with no text, it began a paragraph outside
        all containers.
        """
        if line < self.done:
            return
        if above >= self.done:
            self.containers.clear()
        elif _QUOTE in self.containers and not self._text(line - 1):
            # A blank line without `>` ends a quotation.
            del self.containers[self.containers.index(_QUOTE) :]
        self.done = line + 1
        if line == self.first and self._front_matter():
            return
        self._settle(line)
        kind = self.kind[line]
        if kind in _OPEN and stop > line + 1:
            self.kind[line + 1 : stop] = bytes([_BELOW.get(kind, kind)]) * (stop - line - 1)
            self.begins[line + 1] = kind == Block.IMAGE
            self.done = stop

    def _text(self, line: int) -> bytes:
        """A line without white space at its end, tabs as spaces."""
        if self.firsts[line] == self.lasts[line]:
            return b""
        text = self.buffer[self.starts[line] : self.lasts[line]]
        return text.expandtabs(4) if b"\t" in text else text

    def _fill(self, first: int, end: int, kind: int, *, one_block: bool = True) -> None:
        """Lines of one kind, blank ones among them."""
        self.kind[first:end] = bytes([kind]) * (end - first)
        self.begins[first + 1 : end] = bytes([not one_block]) * (end - first - 1)
        if end < self.end:
            # Though the line above may have looked like ordinary text.
            self.begins[end] = True
        self.done = end

    def _front_matter(self) -> bool:
        """YAML between two lines `---`, at the very beginning."""
        if self._text(self.first) == b"---":
            for line in range(self.first + 1, self.end):
                if self._text(line) in (b"---", b"..."):
                    self._fill(self.first, line + 1, Block.FRONT_MATTER)
                    return True
        return False

    def _enter(self, line: int) -> tuple[int, bytes]:
        """How many of the open containers go on in a line, and what they leave of it."""
        text = self._text(line)
        if not self.containers:
            return 0, text
        for depth, width in enumerate(self.containers):
            stripped = text.lstrip(b" ")
            indent = len(text) - len(stripped)
            if width == _QUOTE:
                if indent >= len(_CODE_INDENT) or not stripped.startswith(b">"):
                    return depth, text
                text = _after_mark(stripped)
            elif indent < width and stripped:
                return depth, text
            else:
                text = text[width:]
        return len(self.containers), text

    def _settle(self, line: int) -> None:
        """The kind of a line, and whether a block begins there (as it does where nothing is said)."""
        depth, text = self._enter(line)
        above = self.kind[line - 1]
        goes_on = above in _OPEN
        # Inside a paragraph not everything that looks like a block begins one.
        in_text = goes_on and depth == len(self.containers)
        item = False
        while container := _container(text, in_text=in_text):
            width, text = container
            self.containers[depth:] = [width]
            depth += 1
            in_text = goes_on = False
            item = width != _QUOTE
        if not goes_on:
            del self.containers[depth:]
        if text.strip(b" "):
            kind = self._leaf(line, depth, text, in_text=in_text)
        else:
            # The line of an empty list item is one too, so that the text below it belongs to it.
            kind = Block.LIST_ITEM if item else Block.BLANK
        if kind is not None:
            del self.containers[depth:]
            self.kind[line] = kind
        elif goes_on:
            self.kind[line] = _BELOW.get(above, above)
            self.begins[line] = above == Block.IMAGE
        elif text.startswith(_CODE_INDENT):
            self.kind[line] = Block.CODE
            self.begins[line] = above != Block.CODE
        else:
            self.kind[line] = Block.LIST_ITEM if item else Block.PARAGRAPH

    def _leaf(self, line: int, depth: int, text: bytes, *, in_text: bool) -> int | None:
        """The kind of what begins inside the containers; None where it is text, or code by its indent."""
        if text.startswith(_CODE_INDENT):
            return None
        text = text.lstrip(b" ")
        mark = text[:1]
        if mark in b"`~<" and (closes := _closing(text)):
            del self.containers[depth:]
            self._verbatim(line, text, closes)
            return Block.CODE
        if mark == b"#" and _HEADING.match(text):
            return Block.HEADING
        if mark in b"=-*_":
            if in_text and _UNDERLINE.match(text):
                self._underline(line)
                return Block.BLANK
            if _RULE.match(text):
                return Block.BLANK
        if b"|" in text and depth == len(self.containers) and self._table(line, text):
            return Block.TABLE_ROW
        return Block.IMAGE if mark == b"!" and _IMAGE.match(text) else None

    def _verbatim(self, line: int, text: bytes, closes: re.Pattern[bytes]) -> None:
        """A fence, or HTML that is not read, up to the line that closes it or the end of its container."""
        # HTML may close in the line that opens it.
        closed = text.startswith(b"<") and closes.search(text) is not None
        end = line + 1
        if not self.containers and not closed:
            close = closes.search(self.buffer, self.starts[end], self.lasts[self.end - 1])
            end = bisect_right(self.starts, close.start(), end) if close else self.end
        while self.containers and not closed and end < self.end:
            depth, inner = self._enter(end)
            if depth < len(self.containers):
                break
            closed = closes.search(inner) is not None
            end += 1
        self._fill(line, end, Block.CODE)

    def _table(self, line: int, text: bytes) -> bool:
        """Whether a table begins here; then all its rows are settled."""
        if line + 1 == self.end:
            return False
        depth, below = self._enter(line + 1)
        below = below.strip(b" ")
        if depth < len(self.containers) or not _DELIMITER.match(below) or _cells(text) != _cells(below):
            return False
        end = line + 2
        while end < self.end:
            depth, row = self._enter(end)
            if depth < len(self.containers) or _ENDS_TABLE.match(row) or _RULE.match(row.strip(b" ")):
                break
            end += 1
        self._fill(line, end, Block.TABLE_ROW, one_block=False)
        return True

    def _underline(self, line: int) -> None:
        """The text above was a heading; the underline itself is no text."""
        above = line - 1
        while not self.begins[above]:
            above -= 1
        self.kind[above:line] = bytes([Block.HEADING]) * (line - above)


def _container(text: bytes, *, in_text: bool) -> tuple[int, bytes] | None:
    """The quotation or list item that begins here, and what it leaves of the line."""
    stripped = text.lstrip(b" ")
    indent = len(text) - len(stripped)
    if indent >= len(_CODE_INDENT) or stripped[:1] not in _CONTAINER_MARKS:
        return None
    if stripped.startswith(b">"):
        return _QUOTE, _after_mark(stripped)
    item = _ITEM.match(stripped)
    if not item or _RULE.match(stripped):
        return None
    marker, number, spaces = item.groups(default=b"")
    width = len(marker) + len(spaces or b" ")
    rest = stripped[width:]
    if in_text and (not rest or (number and int(number) != 1)):
        # A number or dash that a line of a paragraph begins with: "it rained in\n2019. Then".
        return None
    return indent + width, rest


def _after_mark(text: bytes) -> bytes:
    """A line without its `>` and one space."""
    return text[2:] if text.startswith(b"> ") else text[1:]


def _closing(text: bytes) -> re.Pattern[bytes] | None:
    """What closes the fence or the HTML that a line opens."""
    if fence := _FENCE.match(text):
        return _end_of_fence(fence[1] or fence[2])
    html = _HTML.match(text)
    return _HTML_ENDS[html.lastindex - 1] if html and html.lastindex else None


@lru_cache(maxsize=64)
def _end_of_fence(mark: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"^ {0,3}%b{%d,}[ \t\r]*$" % (mark[:1], len(mark)), re.MULTILINE)


def _cells(row: bytes) -> int:
    row = row.strip(b" ")
    pipes = len(_PIPE.findall(row))
    return pipes + 1 - row.startswith(b"|") - (row.endswith(b"|") and not row.endswith(b"\\|"))
