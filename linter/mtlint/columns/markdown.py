"""Blocks of Markdown, line by line, as CommonMark and GitHub's tables have them.

A full parser knows much that no rule asks for and is fifty times slower; what rules need is which lines
are code, front matter, headings, list items, table rows, images, and where paragraphs begin. The tests
compare this with markdown-it-py on whole books.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from mtlint.columns.lines import Lines
from mtlint.rule import Block

Flags = npt.NDArray[np.bool_]

_FENCE = re.compile(rb"(`{3,}|~{3,})([^\n]*)")
_HEADING = re.compile(rb"#{1,6}(?:[ \t]|\s*\Z)")
_ITEM = re.compile(rb"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|\s*\Z)")
_UNDERLINE = re.compile(rb"(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(rb"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_DELIMITER = re.compile(rb"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\Z")
_IMAGE = re.compile(rb"!\[[^\]\n]*\](?:\([^)\n]*\))?[ \t]*\|?[ \t]*\Z")
# HTML that is not read as Markdown up to its end, blank lines or not (CommonMark, HTML blocks 1 and 2).
_HTML = re.compile(rb"<(?:(script|pre|style|textarea)\b|!--)", re.IGNORECASE)
_QUOTE = re.compile(rb"(?:>[ \t]?)+[ \t]*")
_CODE_INDENT = 4


class _Scanner:
    """Walks the lines of one document; its state is what CommonMark's block phase carries along."""

    def __init__(self, buffer: bytes, lines: Lines, first: int, last: int) -> None:
        self.buffer = buffer
        self.starts = lines.start[first:last].tolist()
        self.firsts = lines.first[first:last].tolist()
        self.lasts = lines.last[first:last].tolist()
        self.kind = [Block.BLANK] * (last - first)
        self.begins = [True] * (last - first)
        # The column where an open list item's text begins; 0 outside lists.
        self.item_indent = 0

    def scan(self) -> None:
        """Fill `kind` and `begins`."""
        line = self._front_matter()
        while line < len(self.kind):
            line = self._next(line)

    def _text(self, line: int) -> bytes:
        return self.buffer[self.firsts[line] : self.lasts[line]]

    def _indent(self, line: int) -> int:
        return len(self.buffer[self.starts[line] : self.firsts[line]].expandtabs(4))

    def _blank(self, line: int) -> bool:
        return bool(self.firsts[line] == self.lasts[line])

    def _front_matter(self) -> int:
        """YAML between two lines `---`, at the very beginning; returns the line after it."""
        if not self.kind or self._text(0) != b"---" or self._indent(0):
            return 0
        for line in range(1, len(self.kind)):
            if self._text(line) in (b"---", b"..."):
                self.kind[: line + 1] = [Block.FRONT_MATTER] * (line + 1)
                self.begins[1 : line + 1] = [False] * line
                return line + 1
        return 0

    def _next(self, line: int) -> int:
        """Classify one line (or a run of lines that belong together); returns the line after it."""
        if self._blank(line):
            return line + 1
        indent = self._indent(line)
        if indent < self.item_indent and (line == 0 or self._blank(line - 1)):
            self.item_indent = 0
        text = self._text(line)
        quote = _QUOTE.match(text)
        if quote:
            text = text[quote.end() :]
        fence = _FENCE.match(text)
        if fence and not (fence[1][:1] == b"`" and b"`" in fence[2]):
            return self._fenced(line, fence[1])
        if html := _HTML.match(text):
            return self._html(line, b"</" + html[1].lower() if html[1] else b"-->")
        if indent >= self.item_indent + _CODE_INDENT and not self._continues(line) and not quote:
            self.kind[line] = Block.CODE
            self.begins[line] = not self._is(line - 1, Block.CODE)
            return line + 1
        return self._prose(line, text)

    def _fenced(self, line: int, mark: bytes) -> int:
        end = line + 1
        while end < len(self.kind):
            text = _QUOTE.sub(b"", self._text(end), count=1)
            end += 1
            if text.startswith(mark) and not text.strip(mark[:1]):
                break
        return self._code(line, end)

    def _html(self, line: int, close: bytes) -> int:
        end = line + 1
        while end < len(self.kind) and close not in self._text(end - 1).lower():
            end += 1
        return self._code(line, end)

    def _code(self, line: int, end: int) -> int:
        for inside in range(line, end):
            # A blank line inside is code too, so that it stays one block.
            self.kind[inside] = Block.CODE
            self.begins[inside] = inside == line
        return end

    def _prose(self, line: int, text: bytes) -> int:
        before = self.kind[line - 1] if line else Block.BLANK
        self.kind[line] = Block.PARAGRAPH
        if not text:
            self.kind[line] = Block.BLANK
        elif _HEADING.match(text):
            self.kind[line] = Block.HEADING
        elif self._continues(line) and _UNDERLINE.match(text):
            self._underline(line)
        elif _RULE.match(text):
            self.kind[line] = Block.BLANK
        elif item := _ITEM.match(text):
            self.kind[line] = Block.LIST_ITEM
            self.item_indent = self._indent(line) + item.end()
        elif b"|" in text and (end := self._table(line, text)):
            return end
        elif _IMAGE.match(text):
            self.kind[line] = Block.IMAGE
        elif before in (Block.PARAGRAPH, Block.LIST_ITEM):
            self.kind[line] = before
            self.begins[line] = False
        elif before == Block.IMAGE:
            self.kind[line] = Block.CAPTION
        return line + 1

    def _table(self, line: int, text: bytes) -> int:
        """A header row, its delimiter row and the rows after it; 0 where it is none."""
        below = _QUOTE.sub(b"", self._text(line + 1), count=1) if line + 1 < len(self.kind) else b""
        if b"|" not in below or not _DELIMITER.match(below) or text.count(b"|") == 0:
            return 0
        end = line
        while end < len(self.kind) and not self._blank(end) and b"|" in self._text(end):
            self.kind[end] = Block.TABLE_ROW
            end += 1
        return end

    def _underline(self, line: int) -> None:
        """The text above was a heading; the underline itself is no text."""
        self.kind[line] = Block.BLANK
        above = line - 1
        while above >= 0 and self.kind[above] == Block.PARAGRAPH:
            self.kind[above] = Block.HEADING
            if self.begins[above]:
                break
            above -= 1

    def _continues(self, line: int) -> bool:
        """Whether the line above is text of a paragraph, which an indented line only goes on with."""
        return self._is(line - 1, Block.PARAGRAPH) or self._is(line - 1, Block.LIST_ITEM)

    def _is(self, line: int, kind: int) -> bool:
        return line >= 0 and self.kind[line] == kind


def classify(
    buffer: bytes, lines: Lines, first: int, last: int, kind: npt.NDArray[np.uint8], begins: Flags
) -> None:
    """Write the kind of lines `first` to `last` of one document, and whether a block begins there."""
    scanner = _Scanner(buffer, lines, first, last)
    scanner.scan()
    kind[first:last] = scanner.kind
    begins[first:last] = scanner.begins
