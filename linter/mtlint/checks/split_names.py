"""Names that are equal but for a space: "Soctrang Fishing Association", "Soc Trang Fishing Association"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks.spelling import letters
from mtlint.columns import Columns
from mtlint.columns.search import among

_Places = list[tuple[int, int]]


def split_names(
    columns: Columns, first: Offsets, last: Offsets, words: int, least: int
) -> Iterator[tuple[_Places, _Places]]:
    """The places of each two spellings, among names given by their first and last token.

    Names with a long word (`least` bytes) that stands in no lexicon with the bits `words` are held against
    those in which two words stand side by side that make it ("Kinmen", "Kin Men").
    """
    token, owner = name_tokens(first, last)
    tokens = columns.tokens
    unknown = (columns.lexicon[token] & np.uint32(words)) == 0
    of_name = columns.batch.document_of(tokens.start[first])
    document = of_name[owner]
    odd = np.flatnonzero(unknown & (tokens.end[token] - tokens.start[token] >= least))
    pair = np.flatnonzero(np.diff(owner) == 0)
    # Two words together begin and end as a long word of the same document: few do. Two words of the language
    # have its length as well: they are many, and have no accents.
    size = tokens.end[token] - tokens.start[token]
    long = _ends(columns, document[odd], token[odd], token[odd])
    ends = _ends(columns, document[pair], token[pair], token[pair + 1])
    fits = among(ends, np.sort(long)) & (unknown[pair] | unknown[pair + 1])
    fits |= among(ends << 6 | size[pair] + size[pair + 1], np.sort(long << 6 | size[odd]))
    pair, odd = pair[fits], odd[among(long, np.sort(ends[fits]))]
    if not pair.size:
        return
    known = {(int(document[at]), letters(columns.word(int(token[at])))) for at in odd.tolist()}
    names: dict[tuple[int, str], dict[str, _Places]] = {}
    for at in pair.tolist():
        both = letters(columns.word(int(token[at])) + columns.word(int(token[at + 1])))
        if (int(document[at]), both) in known:
            name = columns.text_of(int(tokens.start[first[owner[at]]]), int(tokens.end[last[owner[at]]]))
            names[int(document[at]), letters(name)] = defaultdict(list)
    held = among(of_name, np.array(sorted({number for number, _ in names}), dtype=np.int64))
    for low, high, number in zip(
        first[held].tolist(), last[held].tolist(), of_name[held].tolist(), strict=True
    ):
        start, end = int(tokens.start[low]), int(tokens.end[high])
        name = columns.text_of(start, end)
        if (key := (number, letters(name))) in names:
            names[key][" ".join(name.split())].append((start, end))
    for spellings in names.values():
        for one, other in combinations(spellings, 2):
            if len(one.split()) != len(other.split()):
                yield spellings[one], spellings[other]


def name_tokens(first: Offsets, last: Offsets) -> tuple[Offsets, Offsets]:
    """The tokens of all names, and the number of the name each belongs to."""
    size = last - first + 1
    owner = np.repeat(np.arange(len(first)), size)
    begin = np.cumsum(size) - size
    return first[owner] + np.arange(len(owner)) - begin[owner], owner


def _ends(columns: Columns, document: Offsets, first: Offsets, last: Offsets) -> Offsets:
    """Numbers of a document, the first byte of one of its tokens and the last of another, in lower case."""
    begin = columns.initial[first].astype(np.int64) | 32
    end = columns.text[columns.tokens.end[last] - 1].astype(np.int64) | 32
    number: Offsets = (document.astype(np.int64) << 16) | (begin << 8) | end
    return number
