"""Markup that readers see: tags and entities; in Markdown, escaped entities and open emphasis."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.pattern import Options, Pattern
from mtlint.columns import Columns
from mtlint.columns.search import distinct
from mtlint.document import Kind

# A paragraph with one of these speaks of programs or of markup, or is code itself.
_CODE = re.compile(r"[`{}]|=>|::|/>|\b(?:HTML|XML|SVG|tags?|elements?|entit(?:y|ies))\b|;$")
_ENTITY = re.compile(rb"&amp;(?:[a-z]{2,6}|#\d{2,5});")
# Runs of asterisks around bold text. A backslash makes a mark text, four and more are a line.
_BOLD = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
_WORDY = re.compile(r"[^\W_]")


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

    def _open_emphasis(self, columns: Columns) -> Iterator[Hit]:
        marks = np.array(columns.marks.occurrences(b"**"), dtype=np.int64)
        for block in distinct(columns.blocks.at(marks)).tolist() if marks.size else ():
            if block < 0 or not self._is_markdown_prose(columns, int(columns.blocks.start[block])):
                continue
            start = int(columns.blocks.start[block])
            text = columns.text_of(start, int(columns.blocks.end[block]))
            found = list(_BOLD.finditer(text))
            # With an odd number of marks one has lost its partner. Which one is clear where there is but one.
            if len(found) == 1 and _opens_or_closes(text, found[0]) and not self._is_code(columns, start):
                low = start + len(text[: found[0].start()].encode())
                yield Hit(low, low + len(found[0][0]), {"span": found[0][0], "text": None})

    def _is_markdown_prose(self, columns: Columns, at: int) -> bool:
        block = int(columns.blocks.at(at))
        if block < 0 or int(columns.blocks.kind[block]) not in self._kinds:
            return False
        return columns.batch.documents[int(columns.batch.document_of(at))].kind is Kind.MARKDOWN


def _opens_or_closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a word touches the mark on one side only: "**Police" and "said**", not "2**3" or "src/**"."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    opens = _WORDY.match(after) is not None and (not before or before.isspace() or before in "(“\"'")
    closes = re.match(r"[^\W_]|[.,!?:;”\"')]", before) is not None and (not after or after.isspace())
    return opens or closes


def decoded(entity: str) -> str | None:
    """What an entity stands for; None for one that is none.

    >>> decoded("&amp;quot;")
    '"'
    """
    text = html.unescape(html.unescape(entity.lstrip("\\"))).replace("\u00a0", " ")
    return text if len(text) == 1 and text.isprintable() else None
