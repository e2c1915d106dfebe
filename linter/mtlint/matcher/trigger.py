r"""What Hyperscan looks for in the place of an expression: the stretch of it that is rarest in a text.

An expression often names what stands round the words it is about, at some distance: "(?:meeting|session)",
up to a hundred characters, "at (?:the )?[A-Z]\w+ bridge". To look for all of it, each meeting must be
remembered for a hundred characters. It is enough to look for the bridge, and to run the expression there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mtlint.matcher.expression import MAX_WIDTH, Expression
from mtlint.matcher.relax import Part, relaxed

# A stretch with fewer sure characters is found too often to stand for all.
_TELLING = 5
# Of a stretch with more than so many bytes a short run of parts with so many sure characters is enough. The
# triggers of the catalogue's 280 expressions compile in 3.7 s of processor time, not in 5.9, and scan as fast
# (18 ms/MB); with 6 for all, and where a stretch tells less than `_TELLING`, the scan took 52. The run may
# have `_NEAR` bytes more than the shortest: with none the scan of 320 expressions took 22 ms/MB, so 15.
_SURE = ((1500, 6), (400, 10))
_NEAR = 100
# Hyperscan takes 16,000 characters.
_LONGEST = 15_900


class Trigger(NamedTuple):
    """A byte expression that matches in each match of an expression, and perhaps elsewhere.

    A match begins at most `before` code points before its end, and not behind it.
    """

    source: bytes
    before: int


class _Stretch(NamedTuple):
    """Parts side by side, and the most code points from a match's beginning to the end of each."""

    parts: Sequence[Part]
    ends: Sequence[int]

    def with_part(self, part: Part, end: int) -> _Stretch:
        return _Stretch([*self.parts, part], [*self.ends, end])

    def between(self, first: int, last: int) -> _Stretch:
        return _Stretch(self.parts[first:last], self.ends[first:last])

    @property
    def weight(self) -> int:
        return sum(part.weight for part in self.parts)

    @property
    def length(self) -> int:
        return sum(len(part.source) for part in self.parts)


def triggers(expression: Expression) -> Iterator[Trigger]:
    """The best trigger, and then ever shorter ones, for where it is too large for Hyperscan."""
    stretch = _shortened(_chosen(relaxed(expression)))
    for length in range(len(stretch.parts), 0, -1):
        source = "".join(part.source for part in stretch.parts[:length])
        if len(source) <= _LONGEST:
            yield Trigger(source.encode("ascii"), stretch.ends[length - 1])


def _chosen(parts: Sequence[Part]) -> _Stretch:
    """The stretch without a gap that holds most that is sure; all of it where that tells too little."""
    ends = list(accumulate(part.width for part in parts))
    # Too far off, in a lookahead: to search back from there costs more than it spares.
    parts = [part for part, end in zip(parts, ends, strict=True) if end <= MAX_WIDTH]
    stretches = [_Stretch([], [])]
    for part, end in zip(parts, ends, strict=False):
        if part.is_gap:
            stretches.append(_Stretch([], []))
        elif part.head and part.tail:
            stretches[-1] = stretches[-1].with_part(part.head, end)
            stretches.append(_Stretch([part.tail], [end]))
        else:
            stretches[-1] = stretches[-1].with_part(part, end)
    # Of equals the last: what opens a pair also opens others, what closes it is rarer.
    best = max(reversed(stretches), key=lambda stretch: stretch.weight)
    return best if best.weight >= _TELLING else _Stretch(parts, ends)


def _shortened(stretch: _Stretch) -> _Stretch:
    """Of a long stretch, among the shortest runs of parts that tell enough, the one that tells most."""
    enough = next((sure for length, sure in _SURE if stretch.length > length), stretch.weight)
    needed = min(enough, stretch.weight)
    if stretch.length <= _SURE[-1][0] or needed < _TELLING:
        return stretch
    runs = [
        run
        for first in range(len(stretch.parts))
        for last in range(first + 1, len(stretch.parts) + 1)
        if (run := stretch.between(first, last)).weight >= needed
    ]
    shortest = min(run.length for run in runs)
    # A mark more, which is rare, is worth some bytes: "&" before a hundred names costs nothing.
    return max((run for run in runs if run.length <= shortest + _NEAR), key=lambda run: run.weight)
