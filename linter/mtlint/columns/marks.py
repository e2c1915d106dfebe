"""Marks: where the bytes stand that are neither ASCII letters, digits nor spaces.

In English prose they are one byte in 45: line ends, punctuation, all of what is beyond ASCII. Whoever looks
for some of them looks here. Comparing every byte of the text, and collecting where it is so, takes 0.25
ms/MB; some fifteen columns and checks want to know.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes, Offsets

Flags = npt.NDArray[np.bool_]

_SPACE = 0x20


class Marks:
    """`at` are the buffer offsets (bytes, ascending), `byte` what stands there."""

    def __init__(self, text: Bytes) -> None:
        self.text = text
        folded = text | 0x20
        folded -= ord("a")
        letter_or_digit: Flags = folded < 26
        np.subtract(text, ord("0"), out=folded)
        letter_or_digit |= folded < 10
        self.letter_or_digit = letter_or_digit
        """Of every byte of the text, whether it is an ASCII letter or digit."""
        other = text != _SPACE
        other &= ~letter_or_digit
        self.at: Offsets = np.flatnonzero(other)
        self.byte: Bytes = text[self.at]

    def of(self, byte: int) -> Offsets:
        """Where one byte stands."""
        found: Offsets = self.at[self.byte == byte]
        return found

    @cached_property
    def beyond_ascii(self) -> Offsets:
        """Where characters beyond ASCII begin."""
        found: Offsets = self.at[self.byte >= 0xC2]
        return found

    def occurrences(self, needle: bytes, *, rarest: int = 0) -> list[int]:
        """Offsets of `needle`; `rarest` says which of its bytes, a mark, occurs least and is looked for."""
        at = self.of(needle[rarest]) - rarest
        at = at[(at >= 0) & (at <= len(self.text) - len(needle))]
        for shift, byte in enumerate(needle):
            if shift != rarest:
                at = at[self.text[at + shift] == byte]
        found: list[int] = at.tolist()
        return found
