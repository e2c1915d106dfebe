"""Whether a place lies inside a quotation: there people speak, and may repeat themselves."""

from __future__ import annotations

from mtlint import lazy_re
from mtlint.columns import Columns

_MARKS = lazy_re.compile(r"[\"“”„«»]")


def quoted(columns: Columns, start: int, end: int) -> bool:
    """Whether the quotation marks of its block enclose the stretch from `start` to `end` (buffer bytes).

    A quotation over several paragraphs closes only in the last: what follows an opening mark is quoted.
    Straight marks open and close in turn; “ closes what „ has opened. What contains a mark itself is not
    quoted as a whole.
    """
    block = int(columns.blocks.at(start))
    if block < 0 or _MARKS.search(columns.text_of(start, end)):
        return False
    opened = ""
    for mark in _MARKS.findall(columns.text_of(int(columns.blocks.start[block]), start)):
        closes = mark in "”»" or (mark == '"' and opened) or (mark == "“" and opened == "„")
        opened = "" if closes else mark
    return bool(opened)
