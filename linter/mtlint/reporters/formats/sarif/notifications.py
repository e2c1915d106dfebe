"""What a run did not do, as notifications of its SARIF invocation."""

from __future__ import annotations

from collections.abc import Mapping

from mtlint.reporters.formats.sarif.results import severity_of
from mtlint.reporters.formats.sarif.shapes import Object, artifact, message
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import over_limit_in_words

_LISTED = 1000
"""Skipped files that are listed; of a folder full of pictures nobody reads more."""

_SHOWN = 5000
"""Results that GitHub keeps of a file, by severity."""


def notifications(summary: Summary, repository: str | None) -> list[Object]:
    """Skipped files and rules, and documents over the limit."""
    notes = []
    for skipped in summary.skipped[:_LISTED]:
        note = _note("skipped-file", "error" if skipped.failed else "warning", skipped.reason)
        notes.append(note | _locations(skipped.filename, repository))
    if more := len(summary.skipped) - _LISTED:
        notes += [_note("skipped-file", "warning", f"{more:,} more files were skipped")] if more > 0 else []
    for code, reason in summary.skipped_rules:
        note = _note("skipped-rule", "warning", f"rule {code} was not run: {reason}")
        notes.append(note | {"associatedRule": {"id": code}})
    limit = summary.limit
    for over in limit.worst:
        text = f"{over.label}: {over_limit_in_words(over.penalty, over.limit)}"
        notes.append(_note("over-max-penalty", "error", text) | _locations(over.filename, repository))
    if limit.unnamed:
        text = f"{limit.unnamed:,} more documents are over the limit of {limit.highest:g}"
        notes.append(_note("over-max-penalty", "error", text))
    return notes


def left_out(dropped: Mapping[int, int], kept: int) -> list[Object]:
    """Results there was no room for, and those that GitHub will not show."""
    notes = []
    if dropped:
        kinds = ", ".join(f"{dropped[rank]:,} {severity_of(rank)}" for rank in sorted(dropped))
        text = f"{sum(dropped.values()):,} findings were left out, the least severe: {kinds}"
        notes.append(_note("left-out", "warning", text))
    if kept > _SHOWN:
        text = f"GitHub shows {_SHOWN:,} of these {kept:,} findings; the most severe stand first"
        notes.append(_note("left-out", "note", text))
    return notes


def _note(kind: str, level: str, text: str) -> Object:
    return {"descriptor": {"id": kind}, "level": level, "message": message(text)}


def _locations(filename: str, repository: str | None) -> Object:
    return {"locations": [{"physicalLocation": {"artifactLocation": artifact(filename, repository)}}]}
