"""LIN201 against a real LanguageTool server."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mtlint import Config, Finding, Linter
from mtlint.cache import cache_folder
from mtlint.config import LanguageTool
from mtlint.document import Kind
from mtlint.findings import Applicability, Severity
from process import mtlint

pytestmark = [pytest.mark.languagetool, pytest.mark.usefixtures("cache")]

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(languagetool: str) -> Check:
    """Lint a text with grammar on; keyword arguments are settings."""

    def run(text: str, kind: Kind = Kind.PLAIN, **settings: Any) -> list[Finding]:
        table = {key.removeprefix("lt_"): settings.pop(key) for key in [*settings] if key.startswith("lt_")}
        server = replace(LanguageTool(enabled=True, url=languagetool), **table)
        config = replace(Config(select=("LIN201",), languagetool=server), **settings)
        return Linter(config).check_text(text, kind=kind)

    return run


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.source.rule, one.text) for one in findings]


def test_a_finding_names_the_tool_its_rule_and_where_it_is_explained(check: Check) -> None:
    (one,) = check("This is an test of grammar.")
    assert (one.code, one.name, one.text) == ("LIN201", "grammar", "an")
    assert one.source.tool == "LanguageTool"
    assert one.source.rule == "EN_A_VS_AN"
    assert one.source.url == "https://community.languagetool.org/rule/show/EN_A_VS_AN?lang=en"
    assert one.message.endswith("(EN_A_VS_AN)")
    assert (one.severity, one.mqm) == (Severity.MINOR, "linguistic-conventions/grammar")


def test_its_first_proposal_is_an_unsafe_fix(check: Check) -> None:
    (one,) = check("This is an test of grammar.")
    assert one.fix is not None
    assert one.fix.applicability is Applicability.UNSAFE
    assert [(edit.start, edit.end, edit.content) for edit in one.fix.edits] == [(8, 10, "a")]


def test_positions_are_exact_behind_emoji_and_accents(check: Check) -> None:
    text = "Mr Đây 😀 𝒳: that is an test 😀😀, and caf\u00e9 an test again."
    found = check(text)
    assert rules(found) == [("EN_A_VS_AN", "an"), ("EN_A_VS_AN", "an")]
    assert [one.location.column for one in found] == [text.index("an test") + 1, text.rindex("an test") + 1]
    assert all(text.encode()[one.start : one.end] == b"an" for one in found)


def test_positions_are_exact_in_later_paragraphs_and_lines(check: Check) -> None:
    text = "First 😀 one.\r\n\r\nSecond one.\r\n\r\nThis is an test.\r\n"
    assert [(one.location.row, one.location.column) for one in check(text)] == [(5, 9)]


def test_positions_are_exact_within_markup(check: Check) -> None:
    text = "# A title\n\nThis **is [an](https://example.org/an-test) test** of `an test` &amp; more.\n"
    (one,) = check(text, Kind.MARKDOWN)
    assert (one.text, one.start) == ("an", text.index("an]"))


def test_only_prose_is_sent(check: Check) -> None:
    assert not check("```\nThis is an test.\n```\n\n| an test |\n|---|\n| an test |\n", Kind.MARKDOWN)


def test_a_long_document_is_asked_about_in_parts(check: Check) -> None:
    filler = "The committee met in the town hall and spoke about the harvest for an hour. " * 20
    text = "\n\n".join([filler, "This is an test."] * 20)
    assert len(text) > 20_000
    assert [text[one.start : one.end] for one in check(text)] == ["an"] * 20
    assert [one.start for one in check(text)] == [
        at + len("This is ") for at in range(len(text)) if text.startswith("This is an test", at)
    ]


def test_own_rules_win_where_spans_overlap(check: Check) -> None:
    text = "They met met in the town , as planned."
    own = check(text, select=("ALL",))
    assert [one.code for one in own] == ["LIN108", "LIN104"]
    alone = check(text, select=("LIN201:ENGLISH_WORD_REPEAT_RULE", "LIN201:COMMA_PARENTHESIS_WHITESPACE"))
    assert rules(alone) == [("ENGLISH_WORD_REPEAT_RULE", "met met"), ("COMMA_PARENTHESIS_WHITESPACE", " ,")]


def test_a_neutral_remark_about_a_sentence_hides_no_error_in_it(check: Check) -> None:
    rooms = (
        "the kitchen, the hall, the school, the bank, the mill, the barn, the church, the shop and the inn"
    )
    text = (
        f"The flood stood in {rooms}, it came back to {rooms}, it was seen in {rooms}, and that was an test."
    )
    found = check(text, select=("STY101", "LIN201:EN_A_VS_AN"))
    assert [one.code for one in found] == ["STY101", "LIN201"]


def test_a_misspelling_is_neutral(check: Check) -> None:
    (one,) = check("They recieved the report.")
    assert (one.source.rule, one.text) == ("MORFOLOGIK_RULE_EN_US", "recieved")
    assert (one.severity, one.mqm) == (Severity.NEUTRAL, "linguistic-conventions/spelling")


def test_names_are_no_misspellings(check: Check) -> None:
    assert not check("The office of Mr Quangtri is closed. Quangtri was not at home.")
    assert rules(check("A quangtri is not at home."))


def test_own_words_are_no_misspellings(check: Check) -> None:
    text = "They wore the nonlablab to the feast."
    assert rules(check(text)) == [("MORFOLOGIK_RULE_EN_US", "nonlablab")]
    assert not check(text, words=("nonlablab",))


def test_british_spelling_is_no_misspelling(check: Check) -> None:
    assert not check("The colour of the labour organisation's centre is grey.")


def test_the_end_of_a_name_is_no_article(check: Check) -> None:
    assert not check("In Nghe An voters met the deputies.")


def test_what_is_off_can_be_selected(check: Check) -> None:
    text = "We talked about all of the plans."
    assert not check(text)
    assert rules(check(text, select=("LIN201", "LIN201:ALL_OF_THE"))) == [("ALL_OF_THE", "all of the")]


def test_one_rule_can_be_selected_alone_or_ignored(check: Check) -> None:
    text = "This is an test. It do not work."
    both = [("EN_A_VS_AN", "an"), ("IT_VBZ", "do")]
    assert rules(check(text)) == both
    assert rules(check(text, select=("LIN201:IT_VBZ",))) == both[1:]
    assert rules(check(text, select=(), extend_select=("grammar:IT_VBZ",), ignore=("MRK",))) == both
    assert rules(check(text, ignore=("LIN201:IT_VBZ",))) == both[:1]
    assert rules(check(text, lt_disabled_rules=("IT_*",))) == both[:1]
    assert rules(check(text, lt_disabled_categories=("MISC",))) == both[1:]


def test_comments_silence_one_of_its_rules(check: Check) -> None:
    text = "This is an test. It do not work. <!-- mtlint: ignore[LIN201:EN_A_VS_AN] it is a quotation -->\n"
    assert rules(check(text)) == [("IT_VBZ", "do")]
    assert not check(text.replace(":EN_A_VS_AN", ""))


def test_a_comment_that_silences_nothing_is_told(languagetool: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well. <!-- mtlint: ignore[LIN201:EN_A_VS_AN] -->\n")
    done = mtlint("check", "a.txt", "--languagetool-url", languagetool, cwd=tmp_path)
    assert "unused ignore[LIN201:EN_A_VS_AN]" in done.stderr


def test_files_can_ignore_one_of_its_rules(languagetool: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("This is an test. It do not work.\n")
    flags = ("--languagetool-url", languagetool, "--output-format", "json")
    done = mtlint("check", ".", *flags, "--per-file-ignores", "a.txt:LIN201:EN_A_VS_AN,MRK", cwd=tmp_path)
    assert done.returncode == 1
    found = [(one["filename"], one["source"]["rule"]) for one in json.loads(done.stdout)["findings"]]
    assert found == [("a.txt", "IT_VBZ"), ("b.txt", "EN_A_VS_AN"), ("b.txt", "IT_VBZ")]


def test_no_proxy_stands_between_this_machine_and_itself(languagetool: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This is a test of proxies, an test.\n")
    proxy = {"HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1", "no_proxy": ""}
    done = mtlint("check", "a.txt", "--languagetool-url", languagetool, cwd=tmp_path, environment=proxy)
    assert "(EN_A_VS_AN)" in done.stdout


def test_another_language(check: Check) -> None:
    # A server for English alone says that it knows no other.
    with pytest.raises(Exception, match=r'LanguageTool at .* does not know the language "tlh"'):
        check("nuqneH", lt_language="tlh")


def test_the_same_bytes_whatever_the_number_of_processes(languagetool: str, tmp_path: Path) -> None:
    for number in range(6):
        body = "\n\n".join(f"This is an test, number {number} of {n}. It do not work." for n in range(4))
        (tmp_path / f"{number}.txt").write_text(body)
    flags = ("--languagetool-url", languagetool, "--output-format", "json")
    outputs = set()
    for jobs in ("1", "2", "4"):
        outputs.add(mtlint("check", ".", *flags, "--jobs", jobs, cwd=tmp_path).stdout)
        (cache_folder() / "languagetool.sqlite").unlink()
    (output,) = outputs
    assert len(json.loads(output)["findings"]) == 48


def test_fixes_are_applied_until_nothing_is_left(languagetool: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("This is an test 😀. It do not work.\n")
    flags = ("--languagetool-url", languagetool, "--fix", "--unsafe-fixes")
    done = mtlint("check", "a.txt", *flags, cwd=tmp_path)
    assert done.returncode == 0
    assert file.read_text() == "This is a test 😀. It does not work.\n"


def test_a_baseline_knows_findings(languagetool: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This is an test.\n")
    flags = ("--languagetool-url", languagetool, "--baseline", "known.json")
    mtlint("check", "a.txt", *flags, "--write-baseline", cwd=tmp_path)
    (tmp_path / "a.txt").write_text("A new line.\n\nThis is an test.\n\nThat is an test, too.\n")
    done = mtlint("check", "a.txt", *flags, "--output-format", "json", cwd=tmp_path)
    assert [one["location"]["row"] for one in json.loads(done.stdout)["findings"]] == [5]
