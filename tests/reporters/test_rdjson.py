"""`rdjson`: diagnostics whose columns are bytes of UTF-8."""

from __future__ import annotations

from handmade import make_finding, make_result
from hypothesis import given
from hypothesis import strategies as st
from reading import rdjson
from test_text_formats import left_out, report

from mtlint import Config, Linter
from mtlint.document import Document, Position
from mtlint.findings import DocumentResult, Related, Severity
from mtlint.positions import TextLocate
from mtlint.reporters import Display

RULES = Config(select=("LIN108", "LIN103", "LOC101"))


def lint(text: str) -> DocumentResult:
    raw = text.encode()
    return Linter(RULES).lint([Document("a.txt", raw, TextLocate(raw))])[0]


def cut(text: str, place: dict[str, dict[str, int]]) -> str:
    """What a range covers, counted as reviewdog counts."""
    lines = [f"{line}\n".encode() for line in text.split("\n")]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    start, end = (starts[place[end]["line"] - 1] + place[end]["column"] - 1 for end in ("start", "end"))
    return b"".join(lines)[start:end].decode()


letters = st.text("aé語👩🏽\u0323 \n", max_size=40)


@given(letters, letters)
def test_ranges_cover_the_text_of_their_findings(before: str, after: str) -> None:
    text = f"{before}\n\nÔng ấy met the\nthe 語 man man on Monday.Then he left./.\n{after}"
    result = lint(text)
    diagnostics = rdjson(report("rdjson", [result], Display()))
    spans = [cut(text, diagnostic["location"]["range"]) for diagnostic in diagnostics]
    assert spans == [finding.text for finding in result.findings]


def test_a_fix_in_the_line_is_a_suggestion() -> None:
    text = "Ông ấy met on Monday.Then he left."
    (diagnostic,) = rdjson(report("rdjson", [lint(text)], Display()))
    (suggestion,) = diagnostic["suggestions"]
    place = suggestion["range"]
    raw = text.encode()
    fixed = (
        raw[: place["start"]["column"] - 1] + suggestion["text"].encode() + raw[place["end"]["column"] - 1 :]
    )
    assert fixed.decode() == "Ông ấy met on Monday. Then he left."


def test_a_record_has_lines_only_since_its_file_spells_it_otherwise() -> None:
    (diagnostic,) = rdjson(report("rdjson", [make_result(make_finding("a\n⟦x⟧", document="7"))], Display()))
    assert diagnostic["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in diagnostic


def test_related_places_and_code() -> None:
    place = Related("b.txt", None, Position(3, 2), Position(3, 9), "the first copy")
    (diagnostic,) = rdjson(report("rdjson", [make_result(make_finding("⟦x⟧", related=(place,)))], Display()))
    assert diagnostic["code"] == {"value": "ACC101", "url": "https://example.org/ACC101"}
    assert diagnostic["related_locations"] == [
        {
            "message": "the first copy",
            "location": {"path": "b.txt", "range": {"start": {"line": 3}, "end": {"line": 3}}},
        }
    ]


def test_severities() -> None:
    findings = [make_finding("⟦x⟧", severity=severity) for severity in Severity]
    diagnostics = rdjson(report("rdjson", [make_result(*findings)], Display()))
    assert [one["severity"] for one in diagnostics] == ["INFO", "WARNING", "ERROR", "ERROR"]


def test_what_was_left_out_is_said() -> None:
    diagnostics = rdjson(report("rdjson", [], Display(), left_out()))
    assert [(one["location"]["path"], one["severity"], one["message"]) for one in diagnostics] == [
        ("news/photo.txt", "WARNING", "not linted: it is binary"),
        ("x", "ERROR", "not linted: gone"),
        (".", "WARNING", "rule TER103 was not run: there is no glossary"),
    ]


def test_a_document_over_the_limit_is_a_diagnostic() -> None:
    diagnostics = rdjson(report("rdjson", [make_result(make_finding("⟦x⟧"))], Display(max_penalty=20)))
    assert diagnostics[1]["code"] == {"value": "max-penalty"}
