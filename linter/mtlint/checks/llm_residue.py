"""A language model that talks about its translation, or hands it over between fences of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.pattern import Options, Pattern
from mtlint.columns import Columns

_FENCE = b"```"
_REPLY = lazy_re.compile(
    rb"(?P<fence>```(?P<info>[a-z]{0,12}))[ \t]*\r?\n(?P<text>.*?)\n[ \t]*```\s*\Z", re.DOTALL | re.IGNORECASE
)
# What a model writes behind a fence round text. Another word names a programming language.
_TEXT = frozenset({b"", b"text", b"txt", b"plaintext", b"plain", b"markdown", b"md", b"english", b"en"})
# A sentence: several words in small letters and a stop. Behind a bare fence there may be code instead.
_SENTENCE = lazy_re.compile(rb"(?:[A-Za-z][a-z,]+ ){5}[^\n]{0,400}?[a-z][.!?](?:\s|\Z)")


class LlmResidue(Pattern):
    """A pattern check that also looks at the beginning of each document for a fence round all of it."""

    name: ClassVar[str] = "llm-residue"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The matches, and opening fences."""
        yield from super().find(columns)
        batch, blocks = columns.batch, columns.blocks
        if not len(blocks):
            return
        first = np.minimum(np.searchsorted(blocks.start, batch.start), len(blocks) - 1)
        start = blocks.start[first]
        fenced = (batch.array[start] == _FENCE[0]) & (start >= batch.start) & (start < batch.end)
        for at, end in zip(start[fenced].tolist(), batch.end[fenced].tolist(), strict=True):
            reply = _REPLY.match(batch.buffer, at, end)
            if reply and _is_text(reply["info"].lower(), reply["text"]):
                yield Hit(at, reply.end("fence"), {"span": reply["fence"].decode()})


def _is_text(info: bytes, text: bytes) -> bool:
    """Whether a fence holds prose, and is the only one: pages of code samples begin with one too."""
    return info in _TEXT and _FENCE not in text and _SENTENCE.search(text) is not None
