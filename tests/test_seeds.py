"""The two articles in `seeds/`: every defect annotated by hand is found, and nothing else is reported.

`tests/gold/seeds.jsonl` holds one defect a line: path, line, column, end_column (1-based code points, end
exclusive), text, rule (its name), and `optional` where readers may differ. A rule that the catalogue does
not have yet is left out, so that a new rule is measured from the day it exists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mtlint import Config, Finding, Linter
from mtlint.findings import Severity
from mtlint.readers import read_file

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "seeds.jsonl"
CONFIG = Config(root=ROOT)


class Defect(NamedTuple):
    """A stretch of one line of a file, and the rule it is for."""

    path: str
    line: int
    column: int
    end_column: int
    rule: str
    text: str


def annotated(*, optional: bool) -> set[Defect]:
    rows = map(json.loads, GOLD.read_text("utf-8").splitlines())
    return {
        Defect(*(row[field] for field in Defect._fields))
        for row in rows
        if bool(row.get("optional")) == optional
    }


@cache
def linter() -> Linter:
    return Linter(CONFIG)


@cache
def findings() -> tuple[Finding, ...]:
    files = sorted((ROOT / "seeds").iterdir())
    documents = [document for file in files for document in read_file(str(file), CONFIG).documents]
    return tuple(finding for found in linter().check_batch(documents) for finding in found)


def defect(finding: Finding) -> Defect:
    row, column = finding.location
    end_row, end_column = finding.end_location
    assert row == end_row, f"no annotated defect spans lines: {finding}"
    return Defect(Path(finding.filename).name, row, column, end_column, finding.name, finding.text)


def listed(defects: Iterable[Defect]) -> str:
    return "\n".join(
        f"{d.path}:{d.line}:{d.column}-{d.end_column} {d.rule} {d.text!r}" for d in sorted(defects)
    )


def test_annotations_lie_in_the_seeds() -> None:
    for gold in annotated(optional=False) | annotated(optional=True):
        line = (ROOT / "seeds" / gold.path).read_text("utf-8").splitlines()[gold.line - 1]
        assert line[gold.column - 1 : gold.end_column - 1] == gold.text


@pytest.mark.parametrize("name", sorted(rule.name for rule in linter().rules))
def test_defects_of_a_rule_are_found(name: str) -> None:
    found = {defect(finding) for finding in findings() if finding.name == name}
    missed = {gold for gold in annotated(optional=False) if gold.rule == name} - found
    assert not missed, f"not found:\n{listed(missed)}\nfound instead:\n{listed(found)}"


def test_nothing_else_is_reported() -> None:
    errors = {defect(finding) for finding in findings() if finding.severity is not Severity.NEUTRAL}
    stray = errors - annotated(optional=False) - annotated(optional=True)
    assert not stray, f"not annotated:\n{listed(stray)}"
