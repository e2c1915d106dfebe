"""Findings as reporters see them, their severities and the penalty they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from mtlint.document import Position
from mtlint.readability import ProseCounts


class Severity(StrEnum):
    """The four severities of MQM, with its weights (https://themqm.org)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """Penalty points of one error: 0, 1, 5 or 25."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}


class Applicability(StrEnum):
    """Whether a fix may be applied without a look at it: `safe` never changes what the text says."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Edit(NamedTuple):
    """Replace the text from `start` to `end` (byte offsets in the document, end exclusive) by `content`."""

    start: int
    end: int
    content: str
    location: Position
    end_location: Position


class Fix(NamedTuple):
    """How to mend one finding."""

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that a finding speaks of, such as the first copy of a repeated sentence."""

    filename: str
    document: str | None
    location: Position
    end_location: Position
    message: str


class SuppressionKind(StrEnum):
    """What silences a finding: a comment in the text, or a list beside it. The words are SARIF's."""

    IN_SOURCE = "inSource"
    EXTERNAL = "external"


class Suppression(NamedTuple):
    """That a finding is silenced: by what, and the reason given there, perhaps empty."""

    kind: SuppressionKind
    reason: str


class Source(NamedTuple):
    """Which tool found it, under which name there: mtlint itself, or LanguageTool."""

    tool: str
    rule: str
    url: str | None


class Finding(NamedTuple):
    """One defect.

    `start` and `end` are byte offsets in the document's text as UTF-8, `text` is exactly what lies between
    them. `context` is the whole line (or lines) of the document the finding stands in, cut to what a
    terminal can use; `context_offset` the code points in it before the finding. `suppression` says what
    silences it.
    """

    filename: str
    document: str | None
    code: str
    name: str
    severity: Severity
    mqm: str
    message: str
    text: str
    start: int
    end: int
    location: Position
    end_location: Position
    fix: Fix | None
    url: str
    fingerprint: str
    source: Source
    related: tuple[Related, ...] = ()
    context: str = ""
    context_offset: int = 0
    suppression: Suppression | None = None


class DocumentResult(NamedTuple):
    """What linting one document gave. `words` are tokens with a letter in prose blocks.

    `text` is the text that was linted, as UTF-8: no copy, and few reports look at it. `suppressed` are the
    findings that were silenced: they count nowhere, and are carried to reports that say so. `prose` is what
    `mtlint stats` counts beside; None in other runs. `failures` say what could not be looked for: a server
    did not answer.
    """

    filename: str
    document: str | None
    words: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    text: bytes = b""
    suppressed: tuple[Finding, ...] = ()
    prose: ProseCounts | None = None
    failures: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        counts = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            counts[finding.severity] += 1
        return counts

    @property
    def penalty(self) -> float:
        """Penalty points of the errors found automatically, per 1,000 words."""
        return penalty(self.counts, self.words)


class Skipped(NamedTuple):
    """A file or record that was not linted, and why. `failed`: mtlint was asked for it by name."""

    filename: str
    reason: str
    failed: bool


def penalty(counts: Mapping[Severity, int], words: int, fewest: int = 1) -> float:
    """Summed MQM weights per 1,000 words, rounded to two places; fewer words count as `fewest`."""
    points = sum(severity.weight * count for severity, count in counts.items())
    return round(1000 * points / max(words, fewest), 2)


FEWEST_COMPARED = 200
"""Words a document counts as having, at least, where its penalty is compared with a limit or with others.

A minor slip in a caption of ten words is 100 points per 1,000 words, and no bad text. Over 200 words it is 5,
as much as a major error on a page of 1,000.
"""


def compared_penalty(counts: Mapping[Severity, int], words: int) -> float:
    """The penalty as it is compared: over at least `FEWEST_COMPARED` words."""
    return penalty(counts, words, FEWEST_COMPARED)
