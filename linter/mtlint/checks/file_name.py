"""Names of files as lines of text; a list that a sentence announces is meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.pattern import Options, Pattern
from mtlint.columns import Columns

# What announces a single name, and what announces several.
_NAMES_ONE = lazy_re.compile(
    r"\b(?:files?|folders?|director(?:y|ies)|archives?|attachments?|attached|downloads?|packages?|documents?"
    r"|saved|stored|named|called|outputs?|results?)\b[^.!?]{0,80}(?:\b(?:as|in|is|are|to|named|called|file)|:[*_\s]{0,3})\Z",
    re.IGNORECASE,
)
_NAMES_SEVERAL = lazy_re.compile(
    r":[*_\s]{0,3}\Z|\b(?:following|these|attached|next)\s(?:\w+\s){0,3}(?:files?|pictures?|images?|documents?"
    r"|attachments?)\b|\b(?:files?|attachments?)\b[^.!?]{0,60}\.?\Z",
    re.IGNORECASE,
)
_BEFORE = 400


class FileName(Pattern):
    """A pattern check that spares names in a list of names.

    A match with the group `tail` is what is left of a link; it is no name, however many stand in a row.
    """

    name: ClassVar[str] = "file-name"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        run: list[Hit] = []
        for hit in sorted(super().find(columns), key=lambda hit: (hit.start, -hit.end)):
            if hit.groups.get("tail"):
                yield hit
            elif not run or self._follows(columns, run[-1], hit):
                # Two expressions may find one name.
                run += [hit] if not run or hit.start >= run[-1].end else []
            else:
                yield from self._judged(columns, run)
                run = [hit]
        yield from self._judged(columns, run)

    def _follows(self, columns: Columns, one: Hit, other: Hit) -> bool:
        """Whether nothing but white space stands between two names of one document."""
        between = columns.batch.buffer[one.end : other.start]
        same = columns.batch.document_of(one.start) == columns.batch.document_of(other.start)
        return bool(same) and not between.strip(b" \t\r\n|-*,;")

    def _judged(self, columns: Columns, run: list[Hit]) -> Iterator[Hit]:
        if not run:
            return
        start = int(columns.batch.start[columns.batch.document_of(run[0].start)])
        start = max(start, run[0].start - _BEFORE)
        before = columns.batch.buffer[start : run[0].start].decode("utf-8", "replace")
        announced = _NAMES_SEVERAL if len(run) > 1 else _NAMES_ONE
        if not announced.search(before.rstrip()):
            yield from run
