"""Labels of a web page side by side in one line: "Copy URL Print Text enlargement"."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.columns.search import among, distinct
from mtlint.columns.tokens import Keys, eight_bytes

# Words of labels; signs between them ("|", "@", "-", brackets) count for nothing.
_WORD = lazy_re.compile(r"[^\W_](?:[\w'’+-]*[\w+])?")
# A line is looked at where it begins and ends as some label does: 8 bytes of each are compared, 4 of a
# shorter label.
_LONG, _SHORT = 8, 4
_LOWER = np.uint64(0x2020202020202020)
_LOW_HALF, _HIGH_HALF = np.uint64(0xFFFFFFFF), np.uint64(0xFFFFFFFF00000000)
# Labels that may head a part of an article are furniture in such numbers: "Tags Print Share".
_LEAST_LABELS = 3

Words = tuple[str, ...]


class ButtonRow:
    """Lines made of nothing but labels and numbers, two or more, one of them listed among `lines`."""

    def __init__(self, lines: Iterable[str], labels: Iterable[str]) -> None:
        self._sure = {_words(line) for line in lines} - {()}
        self._known = self._sure | {_words(label) for label in labels} - {()}
        self._longest = max(map(len, self._known), default=0)
        ends = [" ".join(words).encode() for words in self._known]
        short = [end for end in ends if len(end) < _LONG]
        self._first = _numbers(end[:_LONG] for end in ends), _numbers(end[:_SHORT] for end in short)
        self._last = (
            _numbers(end[-_LONG:] for end in ends),
            _numbers(b"\0" * 4 + end[-_SHORT:] for end in short),
        )

    def likely(self, text: Bytes, low: Offsets, high: Offsets) -> npt.NDArray[np.bool_]:
        """Which stretches of `text` begin and end as labels do."""
        some = np.flatnonzero(high - low > _LONG)
        eight = eight_bytes(text)
        some = some[_begins(eight[low[some]] | _LOWER, self._first, _LOW_HALF)]
        some = some[_begins(eight[high[some] - _LONG] | _LOWER, self._last, _HIGH_HALF)]
        found = np.zeros(len(low), np.bool_)
        found[some] = True
        return found

    def is_row(self, line: str) -> bool:
        """Whether a line falls into labels."""
        words = _words(line)
        at = count = 0
        sure = False
        while at < len(words):
            length = self._label_at(words, at)
            if not length and not words[at].isdecimal():
                return False
            count += length > 0
            sure |= words[at : at + length] in self._sure
            at += length or 1
        return count > 1 and (sure or count >= _LEAST_LABELS)

    def _label_at(self, words: Words, at: int) -> int:
        """How many words the longest label has that begins there; 0 for none."""
        lengths = range(min(self._longest, len(words) - at), 0, -1)
        return next((length for length in lengths if words[at : at + length] in self._known), 0)


def _words(line: str) -> Words:
    return tuple(word.lower() for word in _WORD.findall(line))


def _begins(eight: Keys, of: tuple[Keys, Keys], half: np.uint64) -> npt.NDArray[np.bool_]:
    """Which bytes are those of a long label or, in one half, those of a short one."""
    long, short = of
    return among(eight, long) | among(eight & half, short & half)


def _numbers(ends: Iterable[bytes]) -> Keys:
    numbers = [int.from_bytes(end, "little") for end in ends]
    return distinct(np.array(numbers, dtype=np.uint64) | _LOWER)
