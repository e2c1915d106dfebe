"""Among numbers: each once, those that come again, runs of consecutive ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets

_Number = TypeVar("_Number", bound=np.integer)


def distinct(numbers: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Each number once, ascending. NumPy's `unique` imports, when first called, more than a page costs."""
    ordered = np.sort(numbers)
    first = np.append(np.ones(min(len(ordered), 1), np.bool_), ordered[1:] != ordered[:-1])
    once: npt.NDArray[_Number] = ordered[first]
    return once


def repeated(numbers: npt.NDArray[np.uint32]) -> Offsets:
    """The places of numbers that occur more than once: equal numbers side by side, their places ascending.

    Sorting numbers of 32 bits alone, and looking up where the few repeated ones stand, takes a third of the
    time of sorting numbers with their places.
    """
    ordered = np.sort(numbers)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not again.size:
        return np.zeros(0, np.int64)
    likely = np.zeros(1 << 16, np.bool_)
    likely[again & 0xFFFF] = True
    at = np.flatnonzero(likely[numbers & np.uint32(0xFFFF)])
    at = at[np.argsort(numbers[at], kind="stable")]
    same = numbers[at][1:] == numbers[at][:-1]
    found: Offsets = at[np.append(same, False) | np.append(False, same)]
    return found


def among(numbers: npt.NDArray[_Number], ascending: npt.NDArray[_Number]) -> npt.NDArray[np.bool_]:
    """Which numbers are among ascending ones. NumPy's `isin` calls its `unique`."""
    if not ascending.size:
        return np.zeros(len(numbers), np.bool_)
    place = np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)
    found: npt.NDArray[np.bool_] = ascending[place] == numbers
    return found


def runs(ascending: Offsets, least: int = 1) -> Iterator[tuple[int, int]]:
    """First and last number of each run of at least `least` consecutive numbers."""
    if not ascending.size:
        return
    cuts = np.flatnonzero(np.diff(ascending) != 1)
    first = np.append(ascending[:1], ascending[cuts + 1])
    last = np.append(ascending[cuts], ascending[-1:])
    long = last - first + 1 >= least
    yield from zip(first[long].tolist(), last[long].tolist(), strict=True)
