"""Comments that silence findings: what they cover, what they leave, what is said about them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint import Config, Document, Kind, Linter
from mtlint.errors import ConfigError
from mtlint.findings import DocumentResult
from mtlint.positions import TextLocate
from mtlint.suppress import find_comments, masked

RULES = Config(select=("LIN108", "LIN103", "MRK102", "LOC101"))
BAD = "He saw the the old man."  # LIN108 repeated-word
JOINED = "The vote came on Monday.Then they left."  # LIN103 missing-space
WORSE = f"{BAD} {JOINED}"


def lint(text: str, kind: Kind = Kind.PLAIN, config: Config = RULES) -> DocumentResult:
    raw = text.encode()
    return Linter(config).lint([Document("a.md", raw, TextLocate(raw), kind=kind)])[0]


def places(text: str, kind: Kind = Kind.PLAIN, config: Config = RULES) -> list[tuple[int, str]]:
    return [(finding.location.row, finding.code) for finding in lint(text, kind, config).findings]


def notes(text: str, kind: Kind = Kind.PLAIN, config: Config = RULES) -> tuple[str, ...]:
    return lint(text, kind, config).notes


@pytest.mark.parametrize("kind", Kind)
class TestScopes:
    def test_without_a_comment_all_is_reported(self, kind: Kind) -> None:
        assert places(WORSE, kind) == [(1, "LIN108"), (1, "LIN103")]

    @pytest.mark.parametrize(
        "selector", ["LIN108", "lin108", "LIN", "LIN1", "repeated-word", "LIN108, LOC101", "ALL"]
    )
    def test_ignore_holds_for_its_line(self, kind: Kind, selector: str) -> None:
        text = f"{BAD} <!-- mtlint: ignore[{selector}] as the poem has it -->\n\n{BAD}\n"
        assert places(text, kind) == [(3, "LIN108")]

    def test_only_the_named_rules_are_silent(self, kind: Kind) -> None:
        assert places(f"{WORSE} <!-- mtlint: ignore[LIN108] -->", kind) == [(1, "LIN103")]

    def test_without_brackets_all_are(self, kind: Kind) -> None:
        assert places(f"{WORSE} <!-- mtlint: ignore -->\n\n{BAD}", kind) == [(3, "LIN108")]

    @pytest.mark.parametrize("gap", ["\n", "\n\n", "\n<!-- mtlint: ignore-next-line[LOC101] -->\n"])
    def test_ignore_next_line_holds_for_the_next_line_of_text(self, kind: Kind, gap: str) -> None:
        text = f"<!-- mtlint: ignore-next-line[LIN108] -->{gap}{BAD}\n\n{BAD}\n"
        assert places(text, kind) == [(text.count("\n"), "LIN108")]

    def test_disable_holds_until_it_is_enabled(self, kind: Kind) -> None:
        off, on = "<!-- mtlint: disable[LIN108] -->", "<!-- mtlint: enable[LIN108] -->"
        text = "\n\n".join([BAD, off, WORSE, on, BAD])
        assert places(text, kind) == [(1, "LIN108"), (5, "LIN103"), (9, "LIN108")]
        assert notes(text, kind) == ()

    def test_enable_ends_what_it_names_and_without_brackets_everything(self, kind: Kind) -> None:
        off = "<!-- mtlint: disable[LIN108, LIN103] -->"
        on, all_on = "<!-- mtlint: enable[LIN108] -->", "<!-- mtlint: enable -->"
        text = "\n\n".join([off, WORSE, on, WORSE, all_on, WORSE])
        assert places(text, kind) == [(7, "LIN108"), (11, "LIN108"), (11, "LIN103")]

    def test_file_ignore_holds_everywhere(self, kind: Kind) -> None:
        assert places(f"{WORSE}\n\n<!-- mtlint: file-ignore[LIN] -->\n\n{WORSE}", kind) == []
        assert places(f"{WORSE}\n\n<!-- mtlint: file-ignore a transcript -->\n\n{WORSE}", kind) == []

    def test_a_finding_over_two_lines_is_silenced_on_either(self, kind: Kind) -> None:
        first, second, third = "He crossed the wide", "wide river and went on", "to the town in the north"
        assert places("\n".join([first, second, third]), kind) == [(1, "LIN108")]
        comment = " <!-- mtlint: ignore[LIN108] -->"
        assert places("\n".join([first + comment, second, third]), kind) == []
        assert places("\n".join([first, second + comment, third]), kind) == []

    def test_line_ends_with_return(self, kind: Kind) -> None:
        text = f"<!-- mtlint: ignore-next-line[LIN108] -->\r\n{BAD}\r\n\r\n{BAD} <!-- mtlint: ignore -->\r\n"
        assert places(text, kind) == []
        assert notes(text, kind) == ()


class TestForms:
    @pytest.mark.parametrize("mark", ["#", "//", "%", "..", "  #"])
    def test_plain_text_knows_comments_that_are_a_line(self, mark: str) -> None:
        assert places(f"{mark} mtlint: ignore-next-line[LIN108] a reason\n{BAD}") == []
        assert places(f"{mark} mtlint: file-ignore a reason\r\n\n{BAD}\n") == []
        assert places(f"{mark} mtlint: disable\n{BAD}\n{mark} mtlint: enable\n") == []

    @pytest.mark.parametrize(
        "line",
        [
            "# mtlint: disable the rules you do not want",
            "# mtlint: ignore[LIN108]",
            "mtlint: disable[LIN108]",
            "See # mtlint: disable[LIN108]",
            "#mtlint disable[LIN108]",
        ],
    )
    def test_prose_is_no_comment(self, line: str) -> None:
        assert places(f"{line}\n\n{BAD}") == [(3, "LIN108")]
        assert notes(f"{line}\n\n{BAD}") == ()

    def test_in_markdown_a_heading_is_a_heading(self) -> None:
        assert places(f"# mtlint: disable\n\n{BAD}", Kind.MARKDOWN) == [(3, "LIN108")]

    def test_markdown_knows_those_of_mdx(self) -> None:
        assert places(f"{{/* mtlint: ignore-next-line[LIN108] */}}\n{BAD}", Kind.MARKDOWN) == []

    @pytest.mark.parametrize(
        "code",
        [
            "```md\n<!-- mtlint: disable[LIN108] -->\n```",
            "Write `<!-- mtlint: disable[LIN108] -->` for that.",
        ],
    )
    def test_a_page_about_mtlint_does_not_silence_itself(self, code: str) -> None:
        assert places(f"{code}\n\n{BAD}", Kind.MARKDOWN)[-1][1] == "LIN108"
        assert notes(f"{code}\n\n{BAD}", Kind.MARKDOWN) == ()

    def test_comments_may_be_switched_off(self) -> None:
        config = Config(select=RULES.select, inline_ignore=False)
        text = f"{BAD} <!-- mtlint: ignore[LIN108] -->"
        assert places(text, config=config) == [(1, "LIN108")]
        assert notes(text, config=config) == ()


@pytest.mark.parametrize("kind", Kind)
class TestMask:
    def test_comments_are_no_prose(self, kind: Kind) -> None:
        text = "<!-- mtlint: disable[LIN104] the the old old man.Then -->\n\nThe end.\n"
        assert places(text, kind) == []

    def test_a_comment_at_a_lines_end_leaves_the_end_where_it_was(self, kind: Kind) -> None:
        text = "Delegates at the port. |\n\nThe work ended in May./."
        there = places(text, kind)
        assert {code for _, code in there} == {"MRK102", "LOC101"}
        said = text.replace("|", "| <!-- mtlint: ignore[LIN] -->") + " <!-- mtlint: ignore[LIN] -->"
        assert places(said, kind) == there

    @given(st.text("a\n`#/ ", max_size=20), st.text("b\n ", max_size=20))
    def test_a_mask_keeps_every_offset(self, kind: Kind, before: str, after: str) -> None:
        text = f"{before}<!-- mtlint: ignore[é] -->{after}".encode()
        comments = find_comments(text, kind)
        cover = masked(text, comments)
        assert len(cover) == len(text)
        assert cover.count(b"\n") == text.count(b"\n")
        assert not comments or b"mtlint" not in cover


class TestNotes:
    @pytest.mark.parametrize(
        ("text", "note"),
        [
            (
                "Fine. <!-- mtlint: ignore[LIN108] -->",
                "line 1: unused ignore[LIN108]: it silences no finding",
            ),
            (f"{BAD} <!-- mtlint: ignore[LIN108, LIN103] -->", "line 1: unused ignore[LIN103]: "),
            ("\n<!-- mtlint: ignore[LIN108] -->\n" + BAD, "for the line below write ignore-next-line"),
            (f"{BAD} <!-- mtlint: ignore[LIN999] -->", 'line 1: no rule "LIN999"'),
            (f"{BAD} <!-- mtlint: ignore[repeated-wrd] -->", 'did you mean "repeated-word"?'),
            (
                f"{BAD} <!-- mtlint: ignroe[LIN108] -->",
                '"ignroe" means nothing to mtlint; did you mean "ignore"?',
            ),
            (f"{BAD} <!-- mtlint: ignore[] -->", "ignore[] names no rule"),
            (f"<!-- mtlint: disable[LIN108] -->\n{BAD}", "disable[LIN108] is never ended by an enable"),
            (f"{BAD}\n<!-- mtlint: enable[LIN108] -->", "line 2: enable[LIN108] ends nothing"),
            (f"{BAD}\n<!-- mtlint: file-ignore -->", "file-ignore for all rules was not obeyed: say why"),
        ],
    )
    def test_what_is_wrong_with_a_comment_is_said(self, text: str, note: str) -> None:
        (said,) = notes(text)
        assert note in said

    def test_a_blanket_file_ignore_without_a_reason_is_not_obeyed(self) -> None:
        assert places(f"<!-- mtlint: file-ignore -->\n{BAD}") == [(2, "LIN108")]

    @pytest.mark.parametrize("selector", ["LIN", "LIN105", "ACC201", "ALL"])
    def test_a_comment_about_rules_that_do_not_run_is_not_judged(self, selector: str) -> None:
        assert notes(f"Fine. <!-- mtlint: ignore[{selector}] -->") == ()

    def test_with_all_rules_it_is(self) -> None:
        assert notes("A fine text. <!-- mtlint: ignore[LIN] -->", config=Config()) != ()

    def test_many_are_counted(self) -> None:
        said = notes("Fine. <!-- mtlint: ignore[LIN108] -->\n" * 200)
        assert len(said) == 11
        assert said[-1] == "190 more comments like these"

    def test_per_file_ignores_do_not_make_a_comment_unused(self) -> None:
        config = Config(select=RULES.select, per_file_ignores={"*.md": ("LIN108",)})
        assert notes(f"{BAD} <!-- mtlint: ignore[LIN108] -->", config=config) == ()


def test_a_silenced_winner_does_not_wake_the_loser() -> None:
    # LIN108 wins over ACC101 and the like where they overlap; with it silenced, nothing else speaks up.
    text = "The band band band band played on."
    config = Config()
    assert [code for _, code in places(text, config=config)] == ["ACC103"]
    assert places(f"{text} <!-- mtlint: ignore[ACC103] -->", config=config) == []


def test_a_text_full_of_comments_takes_time_in_proportion() -> None:
    text = f"{BAD} <!-- mtlint: ignore[LIN103] --> <!-- mtlint: disable --> <!-- mtlint: enable -->" * 4000
    began = time.perf_counter()
    lint(text)
    assert time.perf_counter() - began < 20


class TestPerFileIgnores:
    @pytest.mark.parametrize(
        ("pattern", "filename", "silent"),
        [
            ("drafts/*", "drafts/a.txt", True),
            ("drafts/*", "drafts/deep/a.txt", True),
            ("drafts/", "drafts/deep/a.txt", True),
            ("drafts/*", "old/drafts/a.txt", False),
            ("*.md", "deep/er/a.md", True),
            ("a.txt", "deep/a.txt", True),
            ("/a.txt", "deep/a.txt", False),
            ("**/deep/*.txt", "x/deep/a.txt", True),
            ("!news/", "drafts/a.txt", True),
            ("!news/", "news/a.txt", False),
        ],
    )
    def test_patterns_are_those_of_gitignore(self, pattern: str, filename: str, silent: bool) -> None:
        linter = Linter(Config(select=("LIN108",), per_file_ignores={pattern: ("repeated-word",)}))
        assert (linter.check_text(BAD, filename=filename) == []) == silent

    def test_mistakes(self) -> None:
        with pytest.raises(ConfigError, match='no rule is selected by "LIN999"'):
            Linter(Config(per_file_ignores={"*": ("LIN999",)}))
        with pytest.raises(ConfigError, match="not a pattern as gitignore has them"):
            Linter(Config(per_file_ignores={"[": ("LIN108",)}))
