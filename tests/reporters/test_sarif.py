"""`sarif`: valid by the published schema, within GitHub's limits, and complete."""

from __future__ import annotations

import gzip
import json
import random
from functools import cache

import pytest
from handmade import make_finding, make_result
from reading import sarif
from test_text_formats import left_out, report

from mtlint import Config, Linter
from mtlint.document import Document, Position
from mtlint.findings import (
    Applicability,
    DocumentResult,
    Edit,
    Fix,
    Related,
    Severity,
    Suppression,
    SuppressionKind,
)
from mtlint.positions import TextLocate
from mtlint.quality import Measured, Share
from mtlint.reporters import Display
from mtlint.reporters.formats.sarif import MOST_BYTES, MOST_RESULTS
from mtlint.reporters.formats.sarif.rules import precision_in_words
from mtlint.reporters.summary import Summary

PLAIN = Display()


@cache
def all_rules() -> Display:
    return Display(rules={rule.code: rule for rule in Linter(Config(select=("ALL",))).rules})


def test_a_clean_run_has_an_empty_list_of_results() -> None:
    run = sarif(report("sarif", [make_result()], PLAIN))
    assert run["results"] == []
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_result_has_its_place_fix_and_related_places() -> None:
    finding = make_finding(
        "Đà Nẵng\nof ⟦case⟧",
        fix=Fix(Applicability.SAFE, "add a space", (Edit(14, 14, " ", Position(2, 4), Position(2, 4)),)),
        related=(Related("news/b c.txt", None, Position(1, 2), Position(1, 3), "the first copy"),),
    )
    (result,) = sarif(report("sarif", [make_result(finding)], PLAIN))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "news/a.txt"},
        "region": {
            "startLine": 2,
            "startColumn": 4,
            "endLine": 2,
            "endColumn": 8,
            "snippet": {"text": "case"},
        },
    }
    assert result["partialFingerprints"] == {"mtlint/v1": "f00d"}
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "news/b%20c.txt"
    (fix,) = result["fixes"]
    assert fix["properties"] == {"applicability": "safe"}
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 4},
            "insertedContent": {"text": " "},
        }
    ]


def test_a_record_is_named_and_has_no_fix_since_its_file_spells_it_otherwise() -> None:
    fix = Fix(Applicability.SAFE, "add a space", (Edit(0, 0, " ", Position(1, 1), Position(1, 1)),))
    finding = make_finding("⟦x⟧", document="vi-003", fix=fix)
    (result,) = sarif(report("sarif", [make_result(finding)], PLAIN))["results"]
    assert result["locations"][0]["logicalLocations"] == [{"name": "vi-003"}]
    assert "fixes" not in result


@pytest.mark.parametrize(
    ("filename", "uri"),
    [
        ("./news/a.txt", "news/a.txt"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
        ("tin tức.md", "tin%20t%E1%BB%A9c.md"),
        ("/tmp/a%.txt", "file:///tmp/a%25.txt"),
        ("n\udce9.txt", "n%E9.txt"),
    ],
)
def test_a_name_is_percent_encoded(filename: str, uri: str) -> None:
    finding = make_finding("⟦x⟧", filename=filename)
    (result,) = sarif(report("sarif", [make_result(finding)], PLAIN))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_levels_follow_the_severities_and_the_worst_stand_first() -> None:
    findings = [make_finding("⟦x⟧", severity=severity) for severity in Severity]
    results = sarif(report("sarif", [make_result(*findings)], PLAIN))["results"]
    assert [(one["properties"]["severity"], one["level"]) for one in results] == [
        ("critical", "error"),
        ("major", "error"),
        ("minor", "warning"),
        ("neutral", "note"),
    ]


def test_every_rule_of_the_catalogue_is_described_within_github_s_limits() -> None:
    rules = sarif(report("sarif", [], all_rules()))["tool"]["driver"]["rules"]
    assert len(rules) == len(all_rules().rules)
    for rule in rules:
        for text in (rule["shortDescription"], rule["fullDescription"]):
            assert 0 < len(text["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].count("\n```") % 2 == 0
        assert len(rule["properties"]["tags"]) <= 10


def test_a_result_points_at_its_rule() -> None:
    run = sarif(report("sarif", [make_result(make_finding("⟦x⟧", code="LIN108"))], all_rules()))
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "LIN108"


@pytest.mark.parametrize(
    ("right", "of", "word"),
    [
        (19, 19, None),
        (20, 20, "very-high"),
        (19, 20, "very-high"),
        (18, 20, "high"),
        (15, 20, "medium"),
        (5, 20, "low"),
        (0, 20, "low"),
    ],
)
def test_precision_is_said_where_it_was_measured(right: int, of: int, word: str | None) -> None:
    nothing = Share(0, 0)
    measured = Measured(nothing, nothing, Share(right, of), nothing, nothing, nothing, "")
    assert precision_in_words(measured) == word
    assert precision_in_words(None) is None


def test_what_was_left_out_is_notified() -> None:
    summary = left_out()
    (invocation,) = sarif(report("sarif", [], PLAIN, summary))["invocations"]
    assert invocation["executionSuccessful"] is False
    said = [
        (one["descriptor"]["id"], one["level"], one["message"]["text"])
        for one in invocation["toolExecutionNotifications"]
    ]
    assert said == [
        ("skipped-file", "warning", "it is binary"),
        ("skipped-file", "error", "gone"),
        ("skipped-rule", "warning", "rule TER103 was not run: there is no glossary"),
    ]


def test_a_document_over_the_limit_is_notified() -> None:
    text = report("sarif", [make_result(make_finding("⟦x⟧"), words=100)], Display(max_penalty=20))
    (note,) = sarif(text)["invocations"][0]["toolExecutionNotifications"]
    assert (
        note["message"]["text"]
        == "news/a.txt: penalty 25.0 (over at least 200 words) is over the limit of 20"
    )


def test_silenced_findings_are_carried_with_their_reason() -> None:
    raw = b"He saw the the man. <!-- mtlint: ignore[LIN108] as the poem has it -->\n"
    (result,) = Linter(Config(select=("LIN108",))).lint([Document("a.md", raw, TextLocate(raw))])
    assert result.findings == ()
    (one,) = sarif(report("sarif", [result], PLAIN))["results"]
    assert one["suppressions"] == [{"kind": "inSource", "justification": "as the poem has it"}]


def test_silenced_findings_come_after_all_others() -> None:
    silenced = make_finding("⟦x⟧", suppression=Suppression(SuppressionKind.EXTERNAL, ""), code="ACC301")
    neutral = make_finding("⟦x⟧", severity=Severity.NEUTRAL, code="STY101")
    result = make_result(neutral)._replace(suppressed=(silenced,))
    results = sarif(report("sarif", [result], PLAIN))["results"]
    assert [one["ruleId"] for one in results] == ["STY101", "ACC301"]
    assert results[1]["suppressions"] == [{"kind": "external"}]


def flood(count: int, severity: Severity) -> DocumentResult:
    return make_result(*[make_finding("⟦x⟧", severity=severity)] * count)


def test_of_too_many_results_the_least_severe_are_left_out() -> None:
    text = report("sarif", [flood(MOST_RESULTS, Severity.MINOR), flood(100, Severity.CRITICAL)], PLAIN)
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == MOST_RESULTS
    assert {one["level"] for one in run["results"][:100]} == {"error"}
    said = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert said == [
        "100 findings were left out, the least severe: 100 minor",
        "GitHub shows 5,000 of these 25,000 findings; the most severe stand first",
    ]


def test_a_report_stays_below_github_s_ten_megabytes() -> None:
    # Nothing compresses what was drawn at random.
    draw = random.Random(7)
    letters = [chr(code) for code in range(0x4E00, 0x9000)]
    messages = ["".join(draw.choices(letters, k=1000)) for _ in range(5000)]
    result = make_result(*[make_finding("⟦x⟧", message=message) for message in messages])
    text = report("sarif", [result], PLAIN)
    results = len(json.loads(text)["runs"][0]["results"])
    assert MOST_BYTES * 0.8 < len(gzip.compress(text.encode())) < 10_000_000
    assert results < len(messages)
    assert f"{len(messages) - results:,} findings were left out" in text


def test_no_result_is_lost_where_all_fit() -> None:
    text = report("sarif", [flood(30, Severity.MINOR)], PLAIN, Summary())
    assert len(sarif(text)["results"]) == 30
