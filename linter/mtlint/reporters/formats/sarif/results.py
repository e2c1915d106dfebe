"""A finding as a SARIF result."""

from __future__ import annotations

from collections.abc import Mapping

from mtlint.findings import Finding, Fix, Related, Severity
from mtlint.reporters.formats.sarif.shapes import LEVELS, Object, artifact, message, region

_SNIPPET = 300
"""Code points of text that a result quotes; a longer stretch is left to the viewer, which has the file."""

_RANKS = {severity: number for number, severity in enumerate(reversed(Severity))}
_SUPPRESSED = len(_RANKS)
RANKS = _SUPPRESSED + 1


def rank(finding: Finding) -> int:
    """0 for the worst; what is silenced comes last."""
    return _RANKS[finding.severity] if finding.suppression is None else _SUPPRESSED


def severity_of(rank: int) -> str:
    """What a rank is called."""
    return "silenced" if rank == _SUPPRESSED else list(_RANKS)[rank].value


def sarif_result(finding: Finding, rule_numbers: Mapping[str, int], repository: str | None) -> Object:
    """The result object.

    Its fingerprint has a name of its own. Under `primaryLocationLineHash` GitHub's upload action expects its
    own hash of the line, and warns of every result that brings another (fingerprints.ts of codeql-action).
    """
    result: Object = {"ruleId": finding.code}
    if finding.code in rule_numbers:
        result["ruleIndex"] = rule_numbers[finding.code]
    result["level"] = LEVELS[finding.severity]
    result["message"] = message(finding.message or finding.name)
    result["locations"] = [_location(finding, repository)]
    result["partialFingerprints"] = {"mtlint/v1": finding.fingerprint}
    if finding.related:
        places = enumerate(finding.related)
        result["relatedLocations"] = [_related(number, place, repository) for number, place in places]
    # Positions in a record are those of its file, where a text is written with escapes: an edit does not fit.
    if finding.fix and finding.fix.edits and finding.document is None:
        result["fixes"] = [_fix(finding.fix, artifact(finding.filename, repository))]
    if finding.suppression:
        kind, reason = finding.suppression
        result["suppressions"] = [{"kind": kind.value} | ({"justification": reason} if reason else {})]
    result["properties"] = {"mqm": finding.mqm, "severity": finding.severity.value}
    return result


def _location(finding: Finding, repository: str | None) -> Object:
    span = region(finding.location, finding.end_location)
    if len(finding.text) <= _SNIPPET:
        span["snippet"] = {"text": finding.text}
    place: Object = {
        "physicalLocation": {"artifactLocation": artifact(finding.filename, repository), "region": span}
    }
    if finding.document is not None:
        place["logicalLocations"] = [{"name": message(finding.document)["text"]}]
    return place


def _related(number: int, place: Related, repository: str | None) -> Object:
    return {
        "id": number,
        "physicalLocation": {
            "artifactLocation": artifact(place.filename, repository),
            "region": region(place.location, place.end_location),
        },
        "message": message(place.message),
    }


def _fix(fix: Fix, file: Object) -> Object:
    replacements = [
        {
            "deletedRegion": region(edit.location, edit.end_location),
            "insertedContent": {"text": edit.content},
        }
        for edit in fix.edits
    ]
    return {
        "description": message(fix.message),
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
        "properties": {"applicability": fix.applicability.value},
    }
