"""What joins two phrases and is not one word: "as well as", "&"."""

from __future__ import annotations

import numpy as np

from mtlint.batch import Offsets
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.tokens import word_keys

AMPERSAND = " & "
_AS, _WELL = word_keys(["as", "well"])


def as_well_as(columns: Columns) -> Offsets:
    """The first words of "as well as" between two words."""
    key = columns.tokens.key
    at: Offsets = np.flatnonzero(key[1:-1] == _WELL)
    at = at[(key[at] == _AS) & (key[at + 2] == _AS)]
    gaps = columns.gaps
    at = at[gaps.has_at(at, Gap.WHITE | Gap.COMMA)]
    for shift in (1, 2, 3):
        at = at[gaps.has_at(at + shift, Gap.WHITE)]
    return at


def ampersands(columns: Columns) -> Offsets:
    """The words behind " & "."""
    at = columns.marks.of(ord("&"))
    token = np.searchsorted(columns.tokens.start, at, side="right")
    token = token[token < len(columns.tokens)]
    return np.array([one for one in token.tolist() if columns.gap(one) == AMPERSAND], dtype=np.int64)
