"""The check `pattern`: expressions of a rule or of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.document import Kind
from mtlint.errors import CatalogueError
from workbench import Bench


def bench(folder: Path, *expressions: str, table: str | None = None, **options: object) -> Bench:
    if table is not None:
        folder.mkdir(exist_ok=True)
        (folder / "table.csv").write_text(table, encoding="utf-8")
        options["table"] = "table.csv"
    keys = {key.replace("_", "-"): value for key, value in options.items()}
    return Bench(folder, check="pattern", with_={"expressions": list(expressions), **keys})


def test_the_group_span_is_what_is_found_else_the_whole_match(tmp_path: Path) -> None:
    bench(tmp_path, "red (?P<span>book)").check("a red ⟦book⟧, a red\n\nbook")
    bench(tmp_path, "red book").check("a ⟦red  book⟧")


def test_a_match_whose_span_is_missing_or_empty_is_none(tmp_path: Path) -> None:
    bench(tmp_path, "red(?P<span> book)?").check("red, red⟦ book⟧")
    bench(tmp_path, "(?P<span>x?)red").check("red, ⟦x⟧red")


def test_of_overlapping_matches_of_two_expressions_the_longest_stays(tmp_path: Path) -> None:
    bench(tmp_path, "red book", "red book shelf", "shelf").check("a ⟦red book shelf⟧")


def test_case_counts_unless_the_rule_says_not(tmp_path: Path) -> None:
    bench(tmp_path, "nghệ").check("Nghệ, ⟦nghệ⟧")
    bench(tmp_path, "nghệ", ignore_case=True).check("⟦Nghệ⟧, ⟦NGHỆ⟧")


def test_layers(tmp_path: Path) -> None:
    text = "a `red` <b>red</b>"
    bench(tmp_path, "red").check("a `red` <b>⟦red⟧</b>", Kind.MARKDOWN)
    bench(tmp_path, "red", layer="markup").check("a `⟦red⟧` <b>⟦red⟧</b>", Kind.MARKDOWN)
    bench(tmp_path, "red").check(text.replace("red", "⟦red⟧"))


def test_unless_next_looks_at_the_next_block_of_the_same_document(tmp_path: Path) -> None:
    of = bench(tmp_path, "(?P<span>(?P<label>Photo:)|!!)$", unless_next={"label": "^An "})
    of.check("Photo:\nAn Nguyen took it.")
    # Only matches in which the group takes part are spared.
    of.check("⟦!!⟧\nAn Nguyen took it.")
    of.check("⟦Photo:⟧\nThe end.")
    of.check("⟦Photo:⟧")
    from workbench import batch

    assert len(of.engine.lint(batch("Photo:", "An Nguyen took it.")).found) == 1


TABLE = """\
pattern,rule,document,english
bridge point,,,venue
red book,,"land|house",certificate
other,TST999,,nothing
"""


def test_rows_of_a_table(tmp_path: Path) -> None:
    of = bench(tmp_path, table=TABLE)
    of.check("the ⟦bridge  point⟧ other red book")
    of.check("the ⟦red book⟧\n\nof a house")
    assert of.groups("bridge point")[0]["english"] == "venue"
    assert of.groups("bridge point")[0]["document"] is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a+,,,x", r"table.csv:2: TST101: 'a\+' has no bounded width"),
        ("a,,(,x", r"table.csv:2: TST101: '\(' is no expression"),
        ('"a',  r"table.csv:2: unexpected end"),
    ],
)  # fmt: skip
def test_a_wrong_row_names_file_line_and_rule(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        bench(tmp_path, table=f"pattern,rule,document,english\n{row}\n")


def test_a_wrong_unless_next_names_the_rule(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"TST101.yaml.*unless-next.*'\('"):
        bench(tmp_path, "x", unless_next={"x": "("})
