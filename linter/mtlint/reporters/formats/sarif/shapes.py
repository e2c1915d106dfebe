"""Small objects of SARIF that several larger ones are made of."""

from __future__ import annotations

import json
from typing import Any

from mtlint.document import Position
from mtlint.findings import Severity
from mtlint.reporters.finding_json import unobeyed
from mtlint.reporters.places import path_uri, repository_path
from mtlint.reporters.visible import brief

Object = dict[str, Any]

LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def as_json(value: Object) -> str:
    """Compact, on one line, in ASCII."""
    return unobeyed(json.dumps(value, separators=(",", ":")))


def message(text: str) -> Object:
    """A message for people. A viewer makes a link of `[text](address)`, so none is let through."""
    return {"text": brief(text).replace("](", "] (")}


def artifact(filename: str, repository: str | None) -> Object:
    """A file."""
    return {"uri": path_uri(repository_path(filename, repository))}


def region(start: Position, end: Position) -> Object:
    """A stretch of a file; the end is exclusive, as everywhere."""
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
    }
