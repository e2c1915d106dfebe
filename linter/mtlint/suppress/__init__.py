"""Suppression in the text: comments that silence findings, and the comments that silence nothing.

What is wrong with comments becomes notes, which every output format shows beside its report: a comment is no
defect of the text, so it has no severity, no place in the penalty and no rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtlint.document import Document
from mtlint.engine import Found
from mtlint.rule import Rule
from mtlint.selection import ALL, means, specificity
from mtlint.suppress.comments import IGNORE, Comment, find_comments, masked

if TYPE_CHECKING:
    from mtlint.suppress.regions import Complaint, Region

__all__ = ["Comment", "Roster", "find_comments", "masked", "silence"]

_MOST = 10
"""Notes about the comments of one document; a file full of them is told about once more."""


class Roster(NamedTuple):
    """The rules that run, in the engine's order; all rules there are; and codes of those that rest.

    A rule rests when it would run by default and was switched off: a comment about it cannot prove itself.
    """

    running: Sequence[Rule]
    known: Sequence[Rule]
    resting: frozenset[str] = frozenset()


def silence(
    document: Document, text: bytes, comments: Sequence[Comment], found: Sequence[Found], roster: Roster
) -> tuple[list[Found], tuple[str, ...]]:
    """The findings, those that a comment silences marked, and what there is to say about the comments.

    `text` is the document's, masked; `found` is sorted by position.
    """
    # Imported here: few texts hold comments.
    from mtlint.suppress.regions import Complaint, regions_of

    regions, complaints = regions_of(text, comments, roster.known)
    marked = _marked(regions, found, roster.running)
    complaints += (
        Complaint(region.comment, _unused(region))
        for region in regions
        if not region.used and _is_judged(region.selector, roster)
    )
    return marked, tuple(_notes(document, complaints))


def _marked(regions: Sequence[Region], found: Sequence[Found], rules: Sequence[Rule]) -> list[Found]:
    """The findings, marked where they touch a region of theirs: one sweep, however many there are."""
    meant = lru_cache(maxsize=None)(lambda selector, rule, detail: means(selector, rules[rule], detail))
    marked: list[Found] = []
    open_regions: list[Region] = []
    waiting = iter(regions)
    following = next(waiting, None)
    for one in found:
        while following and following.start < max(one.end, one.start + 1):
            open_regions.append(following)
            following = next(waiting, None)
        open_regions = [region for region in open_regions if region.end > one.start]
        silencing = [
            region
            for region in open_regions
            if region.start < max(one.end, one.start + 1)
            and meant(region.selector, one.rule, one.origin and one.origin.source.rule)
        ]
        for region in silencing:
            region.used = True
        marked.append(one._replace(silenced=silencing[0].comment.reason) if silencing else one)
    return marked


def _is_judged(selector: str, roster: Roster) -> bool:
    covered = [rule.code for rule in roster.known if specificity(selector, rule) >= 0]
    running = {rule.code for rule in roster.running}
    return bool(running.intersection(covered)) and not roster.resting.intersection(covered)


def _unused(region: Region) -> str:
    what = region.comment.word if region.selector == ALL else f"{region.comment.word}[{region.selector}]"
    hint = ""
    alone = region.start == region.comment.start and region.end <= region.comment.end + 2
    if region.comment.word == IGNORE and alone:
        hint = "; for the line below write ignore-next-line"
    return f"unused {what}: it silences no finding{hint}"


def _notes(document: Document, complaints: Iterable[Complaint]) -> list[str]:
    ordered = sorted(complaints, key=lambda complaint: complaint.comment.start)
    rows = document.locate([complaint.comment.start for complaint in ordered[:_MOST]])
    notes = [f"line {row}: {one.text}" for (row, _), one in zip(rows, ordered, strict=False)]
    return notes + ([f"{len(ordered) - _MOST:,} more comments like these"] if len(ordered) > _MOST else [])
