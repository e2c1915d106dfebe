"""`github`: workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import ClassVar

from mtlint.findings import DocumentResult, Finding, Severity
from mtlint.reporters.display import Display
from mtlint.reporters.places import repository_path
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import counts_in_words, limit_lines, plural, skipped_lines
from mtlint.reporters.visible import brief
from mtlint.reporters.worst import Worst, ranked

# https://github.com/orgs/community/discussions/26680
MOST = 10
"""Annotations of one level that GitHub shows of a step; further ones vanish without a word."""

_LISTED = 10
"""Files or rules that one annotation names."""

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
_RANKS = {severity: number for number, severity in enumerate(_LEVELS)}
_SEVERITIES = list(_LEVELS)


class Format(Reporter):
    """At most ten annotations of each level, the worst findings; the rest is counted in one notice."""

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._worst = {level: Worst(MOST, len(_RANKS)) for level in ("error", "warning", "notice")}

    def render(self, result: DocumentResult) -> str:
        """The commands of the document's first findings of each severity, with their ranks."""
        taken: Counter[Severity] = Counter()
        lines = []
        for finding in result.findings:
            if taken[finding.severity] < MOST:
                taken[finding.severity] += 1
                lines.append((_RANKS[finding.severity], self._annotation(finding)))
        return ranked(lines)

    def document(self, page: Page) -> Iterator[str]:
        """Nothing yet: which findings are the worst is known at the end."""
        for line in page.text.split("\n") if page.text else ():
            rank = int(line[0])
            self._worst[_LEVELS[_SEVERITIES[rank]]].add(rank, line[1:])
        yield from ()

    def finish(self, summary: Summary) -> Iterator[str]:
        """What mtlint could not do, documents over the limit, findings, and how many more there are."""
        failed = [f"{one.filename}: {one.reason}" for one in summary.failed]
        skipped = [*skipped_lines(summary, failed=False)]
        remarks = {
            "error": [
                *_listed("error", "mtlint: not linted", failed),
                *_listed("error", "mtlint: penalty", [*limit_lines(summary)]),
            ],
            "warning": [*_listed("warning", "mtlint: skipped", skipped)],
        }
        rest = Counter(summary.counts)
        for level, said in remarks.items():
            yield from said
            yield from self._shown(level, MOST - len(said), rest)
        # The notice about the rest is one of the ten.
        all_fit = rest.total() == rest[Severity.NEUTRAL] <= MOST
        yield from self._shown("notice", MOST if all_fit else MOST - 1, rest)
        if rest.total():
            text = f"{plural(rest.total(), 'more finding')} not shown here: {counts_in_words(rest)}"
            yield _command("notice", {"title": "mtlint"}, text)

    def _shown(self, level: str, most: int, rest: Counter[Severity]) -> Iterator[str]:
        """The worst findings of a level, taken out of `rest`."""
        for rank, line in islice(self._worst[level], most):
            rest[_SEVERITIES[rank]] -= 1
            yield f"{line}\n"

    def _annotation(self, finding: Finding) -> str:
        start, end = finding.location, finding.end_location
        file = brief(repository_path(finding.filename, self.display.repository))
        place: dict[str, str | int] = {"file": file, "line": start.row, "endLine": end.row}
        if start.row == end.row:
            # Columns of two lines are shown as if they were of one (astral-sh/ruff#22074).
            place |= {"col": start.column, "endColumn": end.column}
        title = f"{finding.code} {finding.name} ({finding.severity.value})"
        record = "" if finding.document is None else f" (record {brief(finding.document, 100)})"
        command = _command(
            _LEVELS[finding.severity], place | {"title": title}, brief(finding.message) + record
        )
        return command.rstrip("\n")


def _listed(level: str, title: str, lines: Sequence[str]) -> Iterator[str]:
    """One annotation that lists several things."""
    if lines:
        shown = [brief(line, 200) for line in lines[:_LISTED]]
        shown += [f"and {len(lines) - _LISTED:,} more"] if len(lines) > _LISTED else []
        yield _command(level, {"title": title}, "\n".join(shown))


def _command(level: str, properties: Mapping[str, str | int], text: str) -> str:
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {said}::{_data(text)}\n"


# As toolkit/packages/core/src/command.ts of actions/toolkit has it.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
