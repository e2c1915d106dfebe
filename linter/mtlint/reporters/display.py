"""What reporters are told: how text looks, which findings are shown, which rules ran, and by which limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtlint.findings import Applicability, Finding, Severity
from mtlint.rule import Rule

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
_SEVERITY_COLOURS = {
    Severity.NEUTRAL: "blue",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "red",
    Severity.CRITICAL: "red",
}


@dataclass(frozen=True, slots=True)
class Display:
    """What a reporter may know of the terminal, of the rules and of the user's wishes.

    `rules` are those that ran, by code; `shown_codes` the ones selected by code or name: their neutral
    findings are shown in any case. `max_penalty` is the limit a document's penalty may not exceed.
    `repository` is the folder that paths start from where a code host reads the report; None: as given.
    """

    width: int = 100
    colour: bool = False
    show_neutral: bool = False
    shown_codes: frozenset[str] = frozenset()
    statistics: bool = False
    quiet: bool = False
    unsafe_fixes: bool = False
    rules: Mapping[str, Rule] = field(default_factory=dict)
    max_penalty: float | None = None
    repository: str | None = None

    def shows(self, finding: Finding) -> bool:
        """Whether text formats print this finding."""
        return self.shows_rule(finding.code, finding.severity)

    def shows_rule(self, code: str, severity: Severity) -> bool:
        """Whether text formats print findings of a rule that have this severity."""
        return severity is not Severity.NEUTRAL or self.show_neutral or code in self.shown_codes

    def offers(self, finding: Finding) -> bool:
        """Whether a run with --fix, and otherwise the same flags, would fix this finding."""
        fix = finding.fix
        return (
            fix is not None
            and (self.unsafe_fixes or fix.applicability is Applicability.SAFE)
            and self.shows(finding)
        )

    def paint(self, text: str, *styles: str) -> str:
        """`text` in the given styles, or as it is where there is no colour."""
        if not self.colour:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def paint_severity(self, severity: Severity, text: str) -> str:
        """`text` in the colour of a severity."""
        return self.paint(text, "bold", _SEVERITY_COLOURS[severity])
