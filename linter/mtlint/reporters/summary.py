"""The numbers of a run, added up document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mtlint.findings import Applicability, Severity, Skipped, penalty
from mtlint.reporters.limit import Limit

RuleKey = tuple[str, str, Severity]
"""Code, name and severity: a rule may have findings of two severities."""


@dataclass(slots=True)
class Summary:
    """What was linted, what was found, what was left out."""

    files: int = 0
    files_with_findings: int = 0
    documents: int = 0
    words: int = 0
    counts: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    rules: Counter[RuleKey] = field(default_factory=Counter)
    fixable: Counter[Applicability] = field(default_factory=Counter)
    fixed: Counter[Applicability] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    skipped_rules: tuple[tuple[str, str], ...] = ()
    limit: Limit = field(default_factory=Limit)
    _file: str | None = None
    _file_counted: bool = False

    def add(self, filename: str, words: int, rules: Mapping[RuleKey, int]) -> None:
        """Count a document. The documents of a file come one after the other."""
        if filename != self._file:
            self.files += 1
            self._file, self._file_counted = filename, False
        if rules:
            self.rules.update(rules)
            for (_, _, severity), count in rules.items():
                self.counts[severity] += count
            if not self._file_counted:
                self.files_with_findings += 1
                self._file_counted = True
        self.documents += 1
        self.words += words

    @property
    def findings(self) -> int:
        """How many findings there are, neutral ones included."""
        return sum(self.counts.values())

    @property
    def penalty(self) -> float:
        """Penalty points per 1,000 words over everything that was linted."""
        return penalty(self.counts, self.words)

    @property
    def failed(self) -> list[Skipped]:
        """What mtlint was asked to lint and could not."""
        return [skipped for skipped in self.skipped if skipped.failed]

    def reaches(self, severity: Severity) -> bool:
        """Whether anything was found that is at least this severe."""
        order = list(Severity)
        return any(self.counts[level] for level in order[order.index(severity) :])

    def by_rule(self) -> list[tuple[int, str, str, str]]:
        """Count, code, name and severities of every rule that found something, most frequent first."""
        totals: Counter[tuple[str, str]] = Counter()
        for (code, name, _), count in self.rules.items():
            totals[code, name] += count
        rows = [(count, code, name, _severities(code, self.rules)) for (code, name), count in totals.items()]
        return sorted(rows, key=lambda row: (-row[0], row[1]))


def _severities(code: str, keys: Iterable[RuleKey]) -> str:
    found = {severity for (other, _, severity) in keys if other == code}
    return "/".join(severity.value for severity in Severity if severity in found)
