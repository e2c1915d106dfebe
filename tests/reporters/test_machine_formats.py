"""`json` and `json-lines`: the keys are a contract, and any text survives."""

from __future__ import annotations

import json
from typing import Any

import pytest
from handmade import make_finding, make_result
from hypothesis import given
from hypothesis import strategies as st
from test_text_formats import left_out, report

from mtlint.document import Position
from mtlint.findings import Applicability, Edit, Fix, Related, Severity
from mtlint.reporters import Display
from mtlint.reporters.summary import Summary

KEYS = [
    "filename", "document", "code", "name", "severity", "mqm", "message", "text", "location", "end_location",
    "fix", "url", "fingerprint", "source", "related",
]  # fmt: skip


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_finding_has_the_documented_keys_in_their_order() -> None:
    finding = make_finding(
        "one\nof ⟦case⟧",
        fix=Fix(Applicability.SAFE, "add a space", (Edit(7, 7, " ", Position(2, 4), Position(2, 4)),)),
        related=(Related("b.txt", "7", Position(1, 2), Position(1, 3), "first"),),
    )
    (record,) = lines(report("json-lines", [make_result(finding)], Display()))
    assert list(record) == KEYS
    assert record["location"] == {"row": 2, "column": 4}
    assert record["end_location"] == {"row": 2, "column": 8}
    assert record["fix"] == {
        "applicability": "safe",
        "message": "add a space",
        "edits": [
            {"content": " ", "location": {"row": 2, "column": 4}, "end_location": {"row": 2, "column": 4}}
        ],
    }
    assert record["source"] == {"tool": "mtlint", "rule": "ACC101", "url": "https://example.org/ACC101"}
    assert record["related"] == [
        {
            "filename": "b.txt",
            "document": "7",
            "location": {"row": 1, "column": 2},
            "end_location": {"row": 1, "column": 3},
            "message": "first",
        }
    ]


# Lone surrogates too: a file name that is not UTF-8 holds them.
any_text = st.text(st.characters(exclude_characters="⟦⟧", exclude_categories=()), max_size=60)


@given(any_text, any_text, st.none() | any_text)
def test_json_lines_give_back_any_text(text: str, message: str, document: str | None) -> None:
    finding = make_finding(f"⟦{text}⟧", message=message, document=document, filename=message)
    output = report("json-lines", [make_result(finding)], Display())
    # Whatever a reader takes for a line end (U+0085, U+2028, form feed), there is one line.
    (record,) = lines(output)
    assert output.isascii()
    assert (record["text"], record["message"], record["document"]) == (text, message, document)
    assert record["filename"] == message


def test_json_is_one_object() -> None:
    finding = make_finding("⟦x⟧")
    results = [make_result(finding, finding), make_result(filename="b.txt"), make_result(finding)]
    data = json.loads(report("json", results, Display(), left_out()))
    assert list(data) == ["schema", "findings", "documents", "skipped", "summary"]
    assert data["schema"] == 1
    assert [list(record) for record in data["findings"]] == [KEYS] * 3
    assert data["documents"][0] == {
        "filename": "news/a.txt",
        "document": None,
        "words": 200,
        "counts": {"neutral": 0, "minor": 0, "major": 2, "critical": 0},
        "penalty": 50.0,
        "over_limit": False,
    }
    assert data["skipped"] == [
        {"filename": "news/photo.txt", "reason": "it is binary"},
        {"filename": "x", "reason": "gone"},
        {"filename": None, "reason": "rule TER103 was not run: there is no glossary"},
    ]
    assert data["summary"] == {
        "files": 3,
        "documents": 3,
        "words": 600,
        "findings": 3,
        "counts": {"neutral": 0, "minor": 0, "major": 3, "critical": 0},
        "penalty": 25.0,
        "max_penalty": None,
        "over_limit": 0,
    }


@pytest.mark.parametrize("name", ["json", "json-lines"])
def test_machine_formats_carry_neutral_findings(name: str) -> None:
    result = make_result(make_finding("⟦x⟧", severity=Severity.NEUTRAL))
    assert '"severity": "neutral"' in report(name, [result], Display(show_neutral=False))


def test_json_without_any_document_is_valid() -> None:
    assert json.loads(report("json", [], Display(), Summary()))["findings"] == []
