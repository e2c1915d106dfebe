"""A baseline: the findings that are known already, in a file, so that only new ones are reported.

An entry is a fingerprint (rule, text, neighbouring words, n-th occurrence): it survives moved and re-wrapped
lines. Where the words around a finding were edited, an entry of the same rule and text stands for it, each
entry for one finding: a defect that comes once more is new. Paths are kept relative to the folder of the
baseline, so that it holds wherever mtlint is called from.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from mtlint.document import Document
from mtlint.errors import ConfigError
from mtlint.findings import DocumentResult, Finding, Suppression, SuppressionKind

Place = tuple[str, str | None]
"""A file, as the baseline names it, and the id of a record in it."""

_SCHEMA = 1
_KNOWN = Suppression(SuppressionKind.EXTERNAL, "known in the baseline")
_LONGEST_TEXT = 60
"""Code points of a finding's text that an entry keeps: enough to tell findings apart, and to read."""


class Entry(NamedTuple):
    """A known finding."""

    code: str
    text: str
    fingerprint: str

    @classmethod
    def of(cls, finding: Finding) -> Entry:
        """What a baseline keeps of a finding."""
        return cls(finding.code, " ".join(finding.text.split())[:_LONGEST_TEXT], finding.fingerprint)


class Lints(Protocol):
    """What lints documents."""

    def lint(self, documents: Sequence[Document], /) -> Sequence[DocumentResult]:
        """One result per document, in their order."""


@dataclass(frozen=True)
class Baseline:
    """The known findings of each document; `folder` is where paths start."""

    folder: Path
    known: Mapping[Place, Sequence[Entry]] = field(default_factory=dict)

    def place(self, result: DocumentResult) -> Place:
        """The name of a document in this baseline."""
        # realpath: the same file through a symbolic link is the same file.
        path = os.path.relpath(os.path.realpath(result.filename), os.path.realpath(self.folder))
        return path.replace(os.sep, "/"), result.document

    def new(self, result: DocumentResult) -> DocumentResult:
        """A result whose known findings are suppressed, with a note on entries that no longer occur."""
        known = self.known.get(self.place(result))
        if not known:
            return result
        found = [Entry.of(one) for one in result.findings]
        exact = {one.fingerprint for one in known} & {one.fingerprint for one in found}
        left = Counter(one[:2] for one in known if one.fingerprint not in exact)
        is_new = [one.fingerprint not in exact and not _take(left, one[:2]) for one in found]
        findings = tuple(compress(result.findings, is_new))
        suppressed = (
            finding._replace(suppression=_KNOWN)
            for finding, new in zip(result.findings, is_new, strict=True)
            if not new
        )
        gone = sorted(code for code, _ in left.elements())
        notes = (*result.notes, *([_gone(gone)] if gone else []))
        return result._replace(findings=findings, notes=notes, suppressed=(*result.suppressed, *suppressed))

    def missing_files(self) -> list[str]:
        """Files of the baseline that are no longer there, sorted."""
        return sorted({path for path, _ in self.known if not (self.folder / path).exists()})


def _take(left: Counter[tuple[str, str]], what: tuple[str, str]) -> bool:
    """Take one of something, if any is left."""
    if left[what] <= 0:
        return False
    left[what] -= 1
    return True


def _gone(codes: Sequence[str]) -> str:
    which = ", ".join(sorted(set(codes)))
    if len(codes) == 1:
        return f"1 entry of the baseline no longer occurs ({which}); --write-baseline drops it"
    return f"{len(codes):,} entries of the baseline no longer occur ({which}); --write-baseline drops them"


@dataclass(frozen=True)
class NewOnly:
    """A linter that keeps silent about what a baseline knows."""

    linter: Lints
    baseline: Baseline

    def lint(self, documents: Sequence[Document], /) -> list[DocumentResult]:
        """One result per document, in their order."""
        return [self.baseline.new(result) for result in self.linter.lint(documents)]


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file. Raises ConfigError, which says how to write one."""
    try:
        rows: Any = json.loads(file.read_text("utf-8"))["documents"]
        known = {(row["filename"], row["document"]): _entries(row["findings"]) for row in rows}
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such baseline; --write-baseline makes it") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise ConfigError(f"{file}: no baseline ({why}); --write-baseline makes it anew") from None
    return Baseline(file.parent, known)


def _entries(findings: Mapping[str, Mapping[str, Sequence[str]]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(code, text, fingerprint)
        for code, texts in findings.items()
        for text, fingerprints in texts.items()
        for fingerprint in fingerprints
    )


def baseline_text(known: Mapping[Place, Sequence[Entry]]) -> str:
    """A baseline as JSON: one document a line, sorted, so that a change of it is a readable diff."""
    lines = []
    for filename, document in sorted(known, key=lambda place: (place[0], place[1] or "")):
        findings: dict[str, dict[str, list[str]]] = {}
        for entry in sorted(known[filename, document]):
            findings.setdefault(entry.code, {}).setdefault(entry.text, []).append(entry.fingerprint)
        if findings:
            row = {"filename": filename, "document": document, "findings": findings}
            lines.append(f"    {json.dumps(row, ensure_ascii=False)}")
    return f'{{\n  "schema": {_SCHEMA},\n  "documents": [\n' + ",\n".join(lines) + "\n  ]\n}\n"
