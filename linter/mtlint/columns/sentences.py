"""Sentences: which tokens begin one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes
from mtlint.columns.blocks import Blocks
from mtlint.columns.gaps import Gap, Gaps
from mtlint.columns.tokens import Tokens

Flags = npt.NDArray[np.bool_]

_STOP, _WHITE = (np.isin(np.arange(256), list(marks)) for marks in (b".!?", b" \n\t"))


def sentence_starts(text: Bytes, tokens: Tokens, gaps: Gaps, blocks: Blocks, abbreviation: Flags) -> Flags:
    """Which tokens begin a sentence: the first of each block, and those after an end mark and white space.

    The next word must not be in lower case ("approx. ten", and stray stops, which a rule reports), and the
    word before neither an abbreviation nor a single capital ("J. Smith"): such a stop ends a sentence only
    now and then, and two sentences taken for one do less harm to rules than one taken for two.
    """
    starts = np.zeros(len(tokens), dtype=np.bool_)
    found = gaps.has(Gap.ENDS)
    # An address before the stop is longer than what is known of a gap: "www.town.example. When ...".
    opaque = np.flatnonzero(gaps.has(Gap.OPAQUE))
    opaque = opaque[gaps.end[opaque] - gaps.start[opaque] > 2]
    last = gaps.end[opaque]
    found[opaque] |= _STOP[text[last - 2]] & _WHITE[text[last - 1]]
    ends = np.flatnonzero(found[1:-1]) + 1
    before = ends - 1
    first = text[tokens.start[ends]]
    lower = (first >= 97) & (first <= 122)
    capital = (text[tokens.start[before]] >= 65) & (text[tokens.start[before]] <= 90)
    initial = capital & (tokens.end[before] - tokens.start[before] == 1)
    # "?" and "!" end a sentence after any word.
    stop = text[gaps.start[ends]] == ord(".")
    starts[ends[~lower & ~(stop & (abbreviation[before] | initial))]] = True
    opening = np.searchsorted(tokens.start, blocks.start)
    starts[opening[opening < len(tokens)]] = True
    return starts
