"""What pages and models leave around a text: boilerplate, markup, fences, words in quotation marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtlint.checks.markup_residue import decoded
from mtlint.document import Kind
from workbench import Bench, write_lists

PROSE = "The river rose by two metres in one night, and the ferry stayed in port."


class TestBoilerplate:
    @pytest.fixture
    def bench(self, tmp_path: Path) -> Bench:
        lists = {
            "lines": "No data, Same tag, Tin liên quan",
            "labels": "Tags, Large, Print",
            "forms": "{Skip|Jump} to {|the }{text|content}, Close {|this }window",
            "places": "Zalo",
        }
        write_lists(tmp_path, lists)
        return Bench(tmp_path, check="boilerplate", with_={name: f"{name}.txt" for name in lists})

    def test_whole_lines_whatever_their_case(self, bench: Bench) -> None:
        bench.check(f"{PROSE}\n\n⟦NO DATA⟧\n⟦Tin liên quan⟧ |\n  ⟦Same tag⟧\n\nNo data was lost.")

    def test_marks_around_a_line_do_not_count(self, bench: Bench) -> None:
        text = f"{PROSE}\n\n⟦**Same tag:**⟧\n\n⟦« No data »⟧"
        assert bench.mark(re.sub("[⟦⟧]", "", text)) == text

    @pytest.mark.parametrize(
        "text",
        [
            "One.\n⟦Tags⟧\n⟦No data⟧\nTwo.",  # beside a line that is listed
            "One.\nTwo.\nThree.\n⟦Tags⟧",  # at the end
            "Tags\n\nOne.\n\nTwo.",  # a heading
            "One.\nTags",  # too little above it
            "One is\ntags\nno data\nof it all",  # a wrapped paragraph
        ],
    )
    def test_labels_that_may_head_a_part(self, bench: Bench, text: str) -> None:
        assert bench.mark(re.sub("[⟦⟧]", "", text)) == text

    @pytest.mark.parametrize(
        "text",
        [
            "⟦Jump to the text⟧",
            "⟦SKIP TO CONTENT:⟧",
            "Skip to the river",
            # Side by side: one that is listed, or three.
            "⟦Same tag - Zalo⟧",
            "⟦No data (0) Print⟧",
            "⟦Tags Print Large⟧",
            "Tags Print",
            "Same tag, Zalo and others",
        ],
    )
    def test_wordings_and_rows(self, bench: Bench, text: str) -> None:
        assert bench.mark(re.sub("[⟦⟧]", "", text)) == text

    def test_a_row_of_a_table_is_no_row_of_labels(self, bench: Bench) -> None:
        assert (
            bench.mark(f"{PROSE}\n\nSame tag | No data\nTags | Print")
            == f"{PROSE}\n\nSame tag | No data\nTags | Print"
        )

    @pytest.mark.parametrize("date", ["⟧ 15/07/2025", "⟧2025-07-15", "⟧5.07.2025"])
    def test_other_dates_in_figures(self, bench: Bench, date: str) -> None:
        text = f"⟦Hà Nội MớiHà Nội Mới{date}"
        assert bench.mark(re.sub("[⟦⟧]", "", text)) == text

    def test_a_label_twice_before_a_date(self, bench: Bench) -> None:
        assert bench.mark("Hà Nội MớiHà Nội Mới15/07/2025") == "⟦Hà Nội MớiHà Nội Mới⟧15/07/2025"

    @pytest.mark.parametrize("text", ["Hà Nội Mới15/07/2025", "on/off/on 15/07/2025", "bonbon15/07/20"])
    def test_other_dates(self, bench: Bench, text: str) -> None:
        assert bench.mark(text) == text


class TestFileNames:
    @pytest.fixture
    def bench(self, tmp_path: Path) -> Bench:
        expressions = [
            r"(?:^|\n)(?P<span>[a-z]{1,9}\.jpg)(?=\n|$)",
            r"(?:^|\n)(?P<span>(?P<tail>\.jpg\)))(?=\n|$)",
        ]
        return Bench(tmp_path, check="file-name", with_={"expressions": expressions, "layer": "markup"})

    @pytest.mark.parametrize(
        "text",
        [
            f"{PROSE}\n⟦roof.jpg⟧\n⟦boat.jpg⟧",
            "These files are new:\nroof.jpg\nboat.jpg",
            "The picture is saved as\nroof.jpg",
            "These files are new:\n⟦.jpg)⟧\n⟦.jpg)⟧",
        ],
    )
    def test_a_list_that_is_announced_is_spared_but_not_tails_of_links(self, bench: Bench, text: str) -> None:
        assert bench.mark(re.sub("[⟦⟧]", "", text)) == text


class TestMarkup:
    @pytest.fixture
    def bench(self, tmp_path: Path) -> Bench:
        return Bench(tmp_path, check="markup-residue", with_={"expressions": ["(?P<span><br>)"]})

    def test_not_where_a_paragraph_speaks_of_markup(self, bench: Bench) -> None:
        bench.check("It rains.⟦<br>⟧ It pours.\n\nThe tag <br> breaks a line.")

    @pytest.mark.parametrize(
        "text",
        [
            "⟦**⟧Police said it.",
            "Police said it⟦**⟧ and left.",
            "He said⟦&amp;quot;⟧ nothing.",
            # Closed, in code, an exponent, a pattern, escaped.
            "**Police** said it.",
            "`**Police` said `&amp;lt;`.",
            "2**3 is eight.",
            "All of src/** matches.",
            r"\**Police said it.",
        ],
    )
    def test_markdown(self, bench: Bench, text: str) -> None:
        bench.check(text, Kind.MARKDOWN)

    @pytest.mark.parametrize(
        ("entity", "text"),
        [("&amp;", "&"), ("&amp;lt;", "<"), ("&nbsp;", " "), ("&no;", None), ("&#7;", None)],
    )
    def test_what_an_entity_stands_for(self, entity: str, text: str | None) -> None:
        assert decoded(entity) == text


class TestFence:
    @pytest.fixture
    def bench(self, tmp_path: Path) -> Bench:
        return Bench(tmp_path, check="llm-residue")

    @pytest.mark.parametrize("kind", list(Kind))
    @pytest.mark.parametrize("info", ["", "text", "markdown"])
    def test_round_prose(self, bench: Bench, kind: Kind, info: str) -> None:
        assert bench.mark(f"```{info}\n{PROSE}\n```\n", kind) == f"⟦```{info}⟧\n{PROSE}\n```\n"

    @pytest.mark.parametrize(
        "text",
        [
            "```python\nprint(1)\n```",
            "```\nx = 1\ny = 2\n```",
            f"```\n{PROSE}\n```\n\nA sentence after it.",
            f"```\n{PROSE}\n```\n\n```\n{PROSE}\n```",
        ],
    )
    def test_other_fences(self, bench: Bench, text: str) -> None:
        assert bench.mark(text) == text


class TestScareQuotes:
    @pytest.fixture
    def bench(self, tmp_path: Path) -> Bench:
        write_lists(tmp_path, {"naming": "word called", "describing": "praised", "renaming": "called"})
        lists = {"naming": "naming.txt", "describing": "describing.txt", "renaming": "renaming.txt"}
        return Bench(tmp_path, check="scare-quotes", with_=lists)

    def test_three_different_words(self, bench: Bench) -> None:
        bench.check('They "⟦untie⟧" the “⟦bottlenecks⟧” of a "⟦hot⟧" and "⟦hot⟧" market.')

    @pytest.mark.parametrize(
        "text",
        [
            'They "untie" the "bottlenecks" and "untie" again.',
            'The word "untie" and a town called "red" and the words "no" and "so".',
            '{"name": "a", "size": "b", "kind": "c"}',
        ],
    )
    def test_fewer_or_named(self, bench: Bench, text: str) -> None:
        assert bench.mark(text) == text
