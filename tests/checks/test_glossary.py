"""The user's own table of words that must not be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint import Config, Linter
from mtlint.errors import CatalogueError
from workbench import Bench, write_rule

TABLE = """forbidden,preferred,case,note
precinct,ward,,
Center,Committee,exact,as the Party has it
Board,Board of Trustees,,
foo bar,,,
"""


def glossary(folder: Path, table: str) -> Bench:
    (folder / "glossary.csv").write_text(table, encoding="utf-8")
    return Bench(folder, check="glossary", with_={"table": "glossary.csv"})


def test_forbidden_words_are_found(tmp_path: Path) -> None:
    bench = glossary(tmp_path, TABLE)
    bench.check("The ⟦Precinct⟧ and the ⟦Center⟧, no center; precincts; ⟦foo  bar⟧.")
    assert [g["fixed"] for g in bench.groups("A precinct. Precinct 9. foo bar")] == ["ward", "Ward", None]


def test_what_is_part_of_the_preferred_wording_is_spared(tmp_path: Path) -> None:
    glossary(tmp_path, TABLE).check("The Board of Trustees met; the ⟦Board⟧ did not.")


def test_without_a_table_nothing_is_looked_for(tmp_path: Path) -> None:
    Bench(tmp_path, check="glossary").check("A precinct.")


@pytest.mark.parametrize(
    ("row", "said"),
    [("forbidden,preferred\na,b\n", "case is missing"),
     ("forbidden,preferred,case,note\na,b,yes,\n", '"yes"'),
     ("forbidden,preferred,case,note\n,b,,\n", "nothing stands here")],
)  # fmt: skip
def test_a_wrong_table_is_an_error_that_names_the_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        glossary(tmp_path, row)
    assert "glossary.csv:2" in str(raised.value)


def test_a_table_lies_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(TABLE, encoding="utf-8")
    write_rule(tmp_path / "rules", check="glossary")
    overrides = {"TST101": {"table": "mine.csv"}}
    config = Config(
        root=tmp_path, rule_folders=(tmp_path / "rules",), select=("TST101",), rule_overrides=overrides
    )
    assert [finding.text for finding in Linter(config).check_text("A precinct.")] == ["precinct"]
    (tmp_path / "mine.csv").write_text(TABLE.replace("precinct", "quarter"), encoding="utf-8")
    assert Linter(config).check_text("A precinct.") == [], "a changed table makes a new engine"
