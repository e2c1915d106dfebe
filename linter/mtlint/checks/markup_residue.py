"""Markup that readers see: tags and entities; in Markdown, escaped entities and open emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.pattern import Options, Pattern
from mtlint.columns import Columns
from mtlint.document import Kind

# A paragraph with one of these speaks of programs or of markup, or is code itself.
_CODE = lazy_re.compile(r"[`{}]|=>|::|/>|\b(?:HTML|XML|SVG|tags?|elements?|entit(?:y|ies))\b|(?:=|\w\().*;$")
# An escaped entity, and an escaped tag.
_ENTITY = lazy_re.compile(rb"&amp;(?:[a-z]{2,6}|#\d{2,5});")
_TAG = lazy_re.compile(
    rb"&lt;\s?/?\s?(?:br|p|b|i|u|em|strong|span|div|li|ul|td|tr|h[1-6])\s?/?\s?&gt;", re.IGNORECASE
)
# Runs of asterisks around emphasis. A backslash makes a mark text, four and more are a line.
_EMPHASIS = lazy_re.compile(r"(?<![\\*])\*{1,3}(?!\*)")
# Words of a programming language that begin so.
_ARGUMENT = lazy_re.compile(r"(?:kw\w*|args|options|params|attrs|init|main|name|file|all|version)\b")
# What stands before a mark that opens and after it, and before one that closes; _ may open or close with it.
_OPENS_AFTER, _OPENED = lazy_re.compile(r"(?:^|[\s(“\"'])_?\Z"), lazy_re.compile(r"_?[^\W_]")
_CLOSES_AFTER = lazy_re.compile(r"[^\W_]_?\Z|[.,!?:;”\"')]_?\Z")


class MarkupResidue(Pattern):
    """A pattern check for tags and entities; a paragraph about programs is spared.

    The group `text` is what an entity stands for. Markdown is looked at besides: bold text that is opened
    but never closed in its block, and entities that are escaped twice, so that one remains.
    """

    name: ClassVar[str] = "markup-residue"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        for hit in super().find(columns):
            if not self._is_code(columns, hit.start):
                entity = hit.groups.get("entity")
                yield hit._replace(groups={**hit.groups, "text": entity and decoded(entity)})
        if any(document.kind is Kind.MARKDOWN for document in columns.batch.documents):
            yield from self._escaped_twice(columns)
            yield from self._escaped_tags(columns)
            yield from self._open_emphasis(columns)

    def _is_code(self, columns: Columns, at: int) -> bool:
        block = int(columns.blocks.at(at))
        text = columns.batch.buffer[columns.blocks.start[block] : columns.blocks.end[block]]
        return _CODE.search(re.sub(r"<[^<>]*>|&\S*?;", "", text.decode("utf-8", "replace"))) is not None

    def _escaped_twice(self, columns: Columns) -> Iterator[Hit]:
        """Entities after an escaped ampersand: the prose has blanked `&amp;` but not what follows it."""
        for at in columns.raw_marks.occurrences(b"&amp;"):
            match = _ENTITY.match(columns.batch.buffer, at)
            if (
                match
                and self._is_markdown_prose(columns, at)
                and columns.prose[match.end() - 1 : match.end()] == b";"
            ):
                text = match[0].decode()
                yield Hit(at, match.end(), {"span": text, "text": decoded(text)})

    def _escaped_tags(self, columns: Columns) -> Iterator[Hit]:
        for at in columns.raw_marks.occurrences(b"&lt;"):
            match = _TAG.match(columns.batch.buffer, at)
            if match and self._is_markdown_prose(columns, at) and not self._is_code(columns, at):
                yield Hit(at, match.end(), {"span": _unescaped(match[0].decode()), "text": None})

    def _open_emphasis(self, columns: Columns) -> Iterator[Hit]:
        for block in self._with_odd_marks(columns):
            if not self._is_markdown_prose(columns, int(columns.blocks.start[block])):
                continue
            start = int(columns.blocks.start[block])
            paragraph = columns.text_of(start, int(columns.blocks.end[block]))
            opened = _open_marks(paragraph)
            # Of several that stay open nobody knows what was meant.
            if len(opened) == 1 and self._is_emphasis(columns, start, paragraph, opened[0]):
                low = start + len(paragraph[: opened[0].start()].encode())
                yield Hit(low, low + len(opened[0][0]), {"span": opened[0][0], "text": None})

    def _with_odd_marks(self, columns: Columns) -> list[int]:
        """Blocks with an odd number of runs of asterisks, bullets left out: there one has no partner."""
        text = columns.text
        mark = columns.marks.of(ord("*"))
        mark = mark[text[mark - 1] != ord("*")]
        mark = mark[(text[mark + 1] > ord(" ")) | (text[mark - 1] > ord(" "))]
        block = columns.blocks.at(mark)
        number = np.bincount(block[block >= 0], minlength=len(columns.blocks))
        blocks: list[int] = np.flatnonzero(number & 1).tolist()
        return blocks

    def _is_emphasis(self, columns: Columns, start: int, paragraph: str, mark: re.Match[str]) -> bool:
        """Whether a mark without partner is no name of a program and no footnote."""
        after = paragraph[mark.end() :]
        if _ARGUMENT.match(after):
            return False
        if len(mark[0]) > 1:
            return True
        if _closes(paragraph, mark) or re.match(r"[^\W\d_][\w'’-]*[ ,] ?\S", after) is None:
            return False
        document = int(columns.batch.document_of(start))
        low, high = int(columns.batch.start[document]), int(columns.batch.end[document])
        text = columns.text_of(low, high)
        return "\\*" not in text and not any(
            mark[0] == "*" for one in text.split("\n\n") for mark in _open_marks(one) if _closes(one, mark)
        )

    def _is_markdown_prose(self, columns: Columns, at: int) -> bool:
        block = int(columns.blocks.at(at))
        if block < 0 or int(columns.blocks.kind[block]) not in self._kinds:
            return False
        return columns.batch.documents[int(columns.batch.document_of(at))].kind is Kind.MARKDOWN


def _open_marks(text: str) -> list[re.Match[str]]:
    """The marks of emphasis without partner. "2**3", "src/**" and "* " neither open nor close."""
    opened: list[re.Match[str]] = []
    alone: list[re.Match[str]] = []
    for mark in _EMPHASIS.finditer(text):
        before, wordy = (
            text[max(mark.start() - 2, 0) : mark.start()],
            _OPENED.match(text, mark.end()) is not None,
        )
        opens = wordy and _OPENS_AFTER.search(before) is not None
        closes = not wordy and _closes(text, mark)
        if closes and (partner := next((m for m in reversed(opened) if m[0] == mark[0]), None)):
            opened.remove(partner)
        elif opens:
            opened.append(mark)
        elif closes:
            alone.append(mark)
    return opened + alone


def _unescaped(text: str) -> str:
    # Imported here: it holds a table of all entities, and few texts have one.
    import html

    return html.unescape(text)


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands behind a word or its stop."""
    return _CLOSES_AFTER.search(text[max(mark.start() - 2, 0) : mark.start()]) is not None


def decoded(entity: str) -> str | None:
    """What an entity stands for; None for one that is none.

    >>> decoded("&amp;quot;")
    '"'
    """
    text = _unescaped(_unescaped(entity.lstrip("\\").replace(" ", ""))).replace("\u00a0", " ")
    return text if len(text) == 1 and text.isprintable() else None
