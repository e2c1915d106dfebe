"""Charts that fit in a cell: how many documents have which value."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"
_BINS = 20


@dataclass(slots=True)
class Distribution:
    """Counts values between `low` and `high` in bins; those outside are counted at the ends.

    Nothing of a value is kept: there may be millions.
    """

    low: float
    high: float
    bins: list[int] = field(default_factory=lambda: [0] * _BINS)
    least: float = inf
    most: float = -inf

    def add(self, value: float) -> None:
        """Count a value."""
        place = int((value - self.low) / (self.high - self.low) * _BINS)
        self.bins[min(max(place, 0), _BINS - 1)] += 1
        self.least = min(self.least, value)
        self.most = max(self.most, value)

    def chart(self) -> str:
        """A bar for each bin, the fullest one full; a dot for an empty one."""
        fullest = max(self.bins)
        bars = (_BARS[(count * len(_BARS) - 1) // fullest] if count else _NONE for count in self.bins)
        return f"{self.low:g} {''.join(bars)} {self.high:g}+"
