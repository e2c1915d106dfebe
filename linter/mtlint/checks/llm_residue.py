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
# What fences and labels begin with.
_OPENS = np.isin(np.arange(256), list(b"`*_#>TEFROAMt"))
# What a model writes behind a fence round text. Another word names a programming language.
_TEXT = frozenset({b"", b"text", b"txt", b"plaintext", b"plain", b"markdown", b"md", b"english", b"en"})
# A sentence: several words in small letters and a stop. Behind a bare fence there may be code instead.
_SENTENCE = lazy_re.compile(rb"(?:[A-Za-z][a-z,]+ ){5}[^\n]{0,400}?[a-z][.!?](?:\s|\Z)")

# The label of a reply where a document begins: "Output: The museum will lend ...".
_LABEL = lazy_re.compile(
    rb"[*_#> ]{0,5}(?P<span>(?:(?:English |Final |Revised )?[Tt]ranslation"
    rb"|Translated (?:text|article|version)|Output|Assistant|(?:Model |AI )?Response|Final (?:answer|output)"
    rb"|Target(?: text)?|English(?: version| text)?)[*_]{0,3}:)[*_]{0,3}\s+[^a-z\s]"
)


class LlmResidue(Pattern):
    """A pattern check that also looks where each document begins: for a fence round it, for a label."""

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
        inside = (start >= batch.start) & (start < batch.end)
        lead = batch.array[start]
        for at, end in zip(
            start[inside & _OPENS[lead]].tolist(), batch.end[inside & _OPENS[lead]].tolist(), strict=True
        ):
            reply = _REPLY.match(batch.buffer, at, end)
            if reply and _is_text(reply["info"].lower(), reply["text"]):
                yield Hit(at, reply.end("fence"), {"span": reply["fence"].decode()})
            elif label := _LABEL.match(batch.buffer, at, end):
                yield Hit(*label.span("span"), {"span": label["span"].decode()})


def _is_text(info: bytes, text: bytes) -> bool:
    """Whether a fence holds prose, and is the only one: pages of code samples begin with one too."""
    return info in _TEXT and _FENCE not in text and _SENTENCE.search(text) is not None
