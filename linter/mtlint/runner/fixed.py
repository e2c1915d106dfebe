"""What a run is told about fixes, and what it tells of them; apart from the work, which few runs need."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mtlint.findings import Applicability, Finding

if TYPE_CHECKING:
    from mtlint.runner.sheet import Revision


class Fixing(NamedTuple):
    """Which fixes are applied, and what becomes of a file they change.

    `wanted` says of which findings: what a report would not show must not change a text. `deliver` writes the
    file, or makes a diff of it; it raises ChangedError or OSError, and returns what is to be shown.
    """

    unsafe: bool
    wanted: Callable[[Finding], bool]
    deliver: Callable[[Revision], str]


class Fixed(NamedTuple):
    """A file that fixes changed: how many of each kind, and the diff where one was asked for."""

    filename: str
    counts: dict[Applicability, int]
    diff: str = ""
