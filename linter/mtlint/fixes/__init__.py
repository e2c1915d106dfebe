"""Fixes: which of a document's can be applied together, and what that makes of its text.

Safe fixes go before unsafe ones, then the earlier before the later; a fix that overlaps one already chosen is
left for the next round. All edits of a fix are made, or none. Files, encodings and rounds are the runner's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from mtlint.findings import Applicability, Edit, Finding
from mtlint.fixes.changes import Change, apply
from mtlint.fixes.tidy import tidied

__all__ = ["Change", "Plan", "apply", "plan"]


class Plan(NamedTuple):
    """What to change in a text, and which findings that fixes; the fixes of `unfit` cannot be written."""

    changes: tuple[Change, ...]
    fixed: tuple[Finding, ...]
    unfit: tuple[Finding, ...]


def plan(
    text: bytes,
    findings: Iterable[Finding],
    *,
    unsafe: bool = False,
    holds: Callable[[str], bool] = lambda content: True,
) -> Plan:
    """The fixes to apply to `text`, in which the findings are.

    `holds` says whether a text can stand in the file at all: an old encoding has few characters.
    """
    chosen = _Chosen()
    fixed: list[Finding] = []
    unfit: list[Finding] = []
    for finding in sorted(findings, key=_order):
        fix = finding.fix
        if fix is None or (fix.applicability is Applicability.UNSAFE and not unsafe):
            continue
        if all(text[edit.start : edit.end] == edit.content.encode() for edit in fix.edits):
            continue
        if not all(holds(edit.content) for edit in fix.edits):
            unfit.append(finding)
        elif chosen.take(fix.edits):
            fixed.append(finding)
    changes = [Change(edit.start, edit.end, edit.content.encode()) for edit in chosen.edits]
    return Plan(tuple(tidied(text, changes)), tuple(fixed), tuple(unfit))


def _order(finding: Finding) -> tuple[bool, int, str]:
    unsafe = finding.fix is not None and finding.fix.applicability is Applicability.UNSAFE
    return unsafe, finding.start, finding.code


class _Chosen:
    """Edits that do not overlap, by position."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._starts: list[int] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Add all of `edits`, or none where one of them is in the way of another."""
        ordered = sorted(edits, key=lambda edit: edit.start)
        if any(b.start < a.end for a, b in pairwise(ordered)):
            return False
        places = [bisect_left(self._starts, edit.start) for edit in ordered]
        if any(map(self._is_taken, places, ordered)):
            return False
        for place, edit in zip(reversed(places), reversed(ordered), strict=True):
            self.edits.insert(place, edit)
            self._starts.insert(place, edit.start)
        return True

    def _is_taken(self, place: int, edit: Edit) -> bool:
        before = place > 0 and self.edits[place - 1].end > edit.start
        # Two that begin at one place would depend on their order, even if both only insert.
        after = place < len(self.edits) and (
            self._starts[place] == edit.start or self._starts[place] < edit.end
        )
        return before or after
