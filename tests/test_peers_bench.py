"""How `benchmarks/peers_quality.py` counts what other checkers find."""

from __future__ import annotations

from collections import Counter

import pytest

from marked import Article, parse
from peer_findings import Stretch
from peers_quality import Score, Tool, ours, report_half, score, seeds, tables, written

ARTICLE = parse("a.txt", "Đà Lạt: ⟦LIN108:the the⟧ man ⟦?STY101:came⟧ home ⟦ACC101:by and by⟧ the river.")
LONG = parse("b.txt", f"⟦STY101:{'very ' * 30}long⟧ but ⟦LIN108:not not⟧ bad.")


def stretch(article: Article, text: str) -> Stretch:
    start = article.text.index(text)
    return Stretch(article.name, start, start + len(text))


def scored(article: Article, *texts: str) -> Score:
    return score([article], [stretch(article, text) for text in texts])


def test_a_finding_finds_the_mark_it_overlaps() -> None:
    one = scored(ARTICLE, "the man")
    assert one.share() == "1 of 2"
    assert (one.share("LIN"), one.share("ACC"), one.share("STY")) == ("1 of 1", "0 of 1", "")
    assert one.else_ == 0


def test_a_finding_on_no_mark_is_else() -> None:
    one = scored(ARTICLE, "Đà", "Lạt", "home", "river")
    assert (one.share(), one.else_) == ("0 of 2", 4)
    assert one.rate == 1000 * 4 / len(ARTICLE.text.split())


def test_an_optional_mark_counts_neither_way() -> None:
    assert scored(ARTICLE, "came") == scored(ARTICLE)


def test_the_same_place_counts_once() -> None:
    assert scored(ARTICLE, "home", "home").else_ == 1


def test_a_finding_of_a_whole_sentence_points_at_none_of_its_defects() -> None:
    one = scored(LONG, LONG.text)
    assert {mark.code for _, mark in one.found} == {"STY101"}
    assert one.touched == 2


def test_what_mtlint_finds_lies_where_it_says() -> None:
    (found,) = ours([parse("a.txt", "Ở Đà Lạt they met ⟦LIN108:the the⟧ man.")], neutral=False)
    assert found == Stretch("a.txt", 18, 25)


def test_seeds_have_the_defects_that_are_annotated() -> None:
    marks = [
        (article.text.encode()[m.start : m.end].decode(), m) for article in seeds() for m in article.marks
    ]
    assert Counter(mark.optional for _, mark in marks) == {False: 52, True: 1}
    assert {text for text, mark in marks if mark.code == "LIN101"} == {"byParty", "AffairsIn", "affairsParty"}


def test_names_of_the_report_half_are_names_of_files() -> None:
    names = [article.name for article in report_half()]
    assert len({*names}) == len(names)
    assert not any("/" in name for name in names)


def test_tables_say_how_each_tool_was_called_and_what_it_found() -> None:
    tools = [
        Tool("mtlint 1", "defects", "`mtlint check`", [scored(ARTICLE, "the the")]),
        Tool("spell 2", "spelling", "`spell`", [scored(ARTICLE, "by and", "home")]),
    ]
    lines = list(tables(tools, ["One article"]))
    assert lines[2:4] == ["| mtlint 1 | defects | `mtlint check` |", "| spell 2 | spelling | `spell` |"]
    assert lines[-2:] == [
        "| mtlint 1 | 1 of 2 | 0 | 0 of 1 | 1 of 1 | 1 | 0.0 |",
        "| spell 2 | 1 of 2 | 1 | 1 of 1 | 0 of 1 | 1 | 83.3 |",
    ]


def test_a_page_without_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="no marks"):
        written("# Page\n\n<!-- tables -->\n<!-- end -->\n", ["| new |"])


@pytest.mark.parametrize("before", ["", "| old |\n"])
def test_tables_stand_between_their_marks(before: str) -> None:
    page = f"# Page\n\n<!-- tables -->\n{before}\n<!-- end -->\n\nMore.\n"
    assert written(page, ["| new |"]) == "# Page\n\n<!-- tables -->\n\n| new |\n\n<!-- end -->\n\nMore.\n"
