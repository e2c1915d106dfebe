"""Tables of costs, for a terminal and for documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import measure

_HEADS = ("", "wall s", "CPU s", "MB/s", "peak MB", "times")


class Row(NamedTuple):
    """What one command cost; `ratio` is its wall time to that of the row it is compared with."""

    name: str
    megabytes: float
    wall: float
    cpu: float
    memory: float
    ratio: float

    def cells(self) -> tuple[str, ...]:
        """As text."""
        rate = f"{self.megabytes / self.wall:,.2f}" if self.megabytes and self.wall else ""
        memory = f"{self.memory:,.0f}" if self.memory else ""
        return self.name, f"{self.wall:,.3f}", f"{self.cpu:,.3f}", rate, memory, f"{self.ratio:,.2f}"


class Table(NamedTuple):
    """A title and its rows."""

    title: str
    rows: Sequence[Row]

    def plain(self) -> Iterator[str]:
        """Columns side by side."""
        cells = [_HEADS, *(row.cells() for row in self.rows)]
        widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADS))]
        yield self.title
        for line in cells:
            first, *rest = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
            yield "  ".join([first.strip().ljust(widths[0]), *rest]).rstrip()
        yield ""

    def markdown(self) -> Iterator[str]:
        """A table of Markdown."""
        yield f"**{self.title}**"
        yield ""
        yield "| " + " | ".join(_HEADS) + " |"
        yield "| --- |" + " ---: |" * (len(_HEADS) - 1)
        for row in self.rows:
            yield "| " + " | ".join(row.cells()) + " |"
        yield ""


def compared(
    commands: Mapping[str, Sequence[str]],
    megabytes: float,
    rounds: int,
    base: Callable[[int], int] = lambda number: 0,
    *,
    again: bool = False,
) -> list[Row]:
    """What commands cost that take turns; `base` is the row that one is compared with."""
    costs = measure.best(list(commands.values()), rounds, again=again)
    return [
        Row(
            name, megabytes, cost.wall, cost.cpu, measure.peak_memory(command, again=again),
            cost.wall / costs[base(number)].wall,
        )
        for number, ((name, command), cost) in enumerate(zip(commands.items(), costs, strict=True))
    ]  # fmt: skip
