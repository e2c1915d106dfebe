"""From what the engine found to what a reader sees: message, fix, fingerprint, excerpt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.batch import Batch
from mtlint.catalogue import load_catalogue
from mtlint.config import Config
from mtlint.engine import Found
from mtlint.findings import Applicability, Finding, Severity
from mtlint.render import render
from strategies import TEXTS
from workbench import Bench, document

RULES = load_catalogue(Config()).rules


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(
        tmp_path,
        check="pattern",
        with_={"expressions": [r"(?P<first>\w{1,9}) or (?P<span>(?P<second>\w{1,9})(?P<mark>!)?)"]},
        message='"{first}" or "{second}": choose',
        fix={"applicability": "unsafe", "replace": "{second}{mark}"},
    )


def findings(bench: Bench, text: str) -> list[Finding]:
    of = document(text)
    return render(of, bench.engine.lint(Batch([of])).found, bench.engine.rules)


def test_a_finding_says_what_where_and_why(bench: Bench) -> None:
    (found,) = findings(bench, "First line.\nTừ này: tea or coffee!")
    assert found.text == "coffee!"
    assert found.message == '"tea" or "coffee": choose'
    assert found.location == (2, 16)
    assert found.end_location == (2, 23)
    assert (found.code, found.name, found.severity) == ("TST101", "test-rule", Severity.MINOR)
    assert found.source.tool == "mtlint"
    assert found.context == "Từ này: tea or coffee!"
    assert found.context[found.context_offset :].startswith("coffee!")


def test_a_fix_is_offered_only_where_the_match_has_all_its_groups(bench: Bench) -> None:
    with_mark, without = findings(bench, "tea or coffee! tea or milk.")
    assert with_mark.fix is not None
    assert with_mark.fix.applicability is Applicability.UNSAFE
    assert with_mark.fix.edits[0].content == "coffee!"
    assert (with_mark.fix.edits[0].start, with_mark.fix.edits[0].end) == (with_mark.start, with_mark.end)
    assert without.fix is None


def test_a_message_whose_group_is_missing_falls_back_to_the_summary(tmp_path: Path) -> None:
    bench = Bench(tmp_path, check="pattern", with_={"expressions": ["a(?P<x>b)?c"]}, message="{x}!")
    assert [one.message for one in findings(bench, "abc ac")] == ["b!", "A rule of the tests"]


def test_a_fingerprint_survives_moved_and_wrapped_lines_and_the_case_of_the_match(bench: Bench) -> None:
    (one,) = findings(bench, "We had tea or coffee in the garden.")
    (moved,) = findings(bench, "A new line.\n\nWe had  tea or coffee\nin the garden.")
    (other,) = findings(bench, "We had tea or coffee in the kitchen.")
    assert one.fingerprint == moved.fingerprint
    assert one.fingerprint != other.fingerprint
    assert len(one.fingerprint) == 16


def test_equal_findings_have_fingerprints_of_their_own(bench: Bench) -> None:
    text = "We had tea or coffee in the old garden today.\n\n" * 3
    assert len({one.fingerprint for one in findings(bench, text)}) == 3


@given(TEXTS, st.integers(0, 2000), st.data())
def test_an_excerpt_is_the_line_around_any_stretch(text: str, padding: int, data: st.DataObject) -> None:
    text = f"{'từ ' * padding}{text}!"
    start = data.draw(st.integers(3 * padding, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    low, high = (len(text[:place].encode()) for place in (start, end))
    found = Found(0, low, high, 0, {}, Severity.MINOR, ())
    (one,) = render(document(text), [found], RULES)
    assert one.text == text[start:end]
    assert one.context[one.context_offset :].startswith(one.text.rstrip("\r"))
    assert "\n" not in one.context[: one.context_offset]
    assert one.context in text
    before = text[:start].rsplit("\n", 1)[-1]
    assert before.endswith(one.context[: one.context_offset])
    assert len(before) == one.context_offset or one.context_offset >= 480 // 4
