"""The marked-up corpus: it is large enough, its marks are whole, and most of what is marked is found."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from marked import Article, articles, parse
from mtlint import Linter
from mtlint.catalogue import load_catalogue
from mtlint.config_file import load_config
from scoring import Score, marked_score

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("tune", "report")
CONFIG = load_config(file=CORPUS / "mtlint.toml")
# STY102 says how a whole document reads, and how long one must be to be measured: there is no place to mark.
# LIN201 is a server's grammar, not ours: what it finds is shown beside other tools.
CODES = {rule.code for rule in load_catalogue(CONFIG).rules} - {"STY102", "LIN201"}


@cache
def half(name: str) -> tuple[Article, ...]:
    return tuple(articles(CORPUS / name))


@cache
def score(name: str) -> Score:
    return marked_score(Linter(CONFIG), CORPUS / name)


def test_marks_are_taken_out() -> None:
    article = parse("a.txt", "Judges ⟦ACC101:praised and praised⟧ Đỗ. ⟦?LIN104: ,⟧")
    assert article.text == "Judges praised and praised Đỗ.  ,"
    assert [(mark.code, mark.optional) for mark in article.marks] == [("ACC101", False), ("LIN104", True)]
    raw = article.text.encode()
    assert [raw[mark.start : mark.end].decode() for mark in article.marks] == ["praised and praised", " ,"]


@pytest.mark.parametrize(
    "text", ["⟦ACC101:no end", "no start⟧", "⟦ACC101:a ⟦LIN104: ,⟧⟧", "⟦ACC101:⟧", "⟦acc101:a⟧"]
)
def test_a_mark_that_is_not_whole_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"a\.txt: a mark is not whole"):
        parse("a.txt", text)


@pytest.mark.parametrize("name", HALVES)
def test_a_half_is_large_enough(name: str) -> None:
    marks = Counter(mark.code for article in half(name) for mark in article.marks)
    clean = sum(not article.marks for article in half(name))
    assert len(half(name)) >= 30
    assert marks.total() >= 150
    assert 0.25 <= clean / len(half(name)) <= 0.45
    assert set(marks) == CODES, "a rule without a mark, or a mark without a rule"


def test_no_text_stands_in_both_halves() -> None:
    sentences = [
        {line for one in half(name) for line in one.text.split(".") if len(line) > 40} for name in HALVES
    ]
    assert not sentences[0] & sentences[1]


@pytest.mark.parametrize(("name", "least_recall"), [("tune", 0.95), ("report", 0.90)])
def test_what_is_marked_is_found_and_little_else(name: str, least_recall: float) -> None:
    """Pooled over all rules; `python benchmarks/quality.py --details tune` lists what is wrong.

    The report half has calques and stock phrases that no list has yet: 0.91, on the way to 0.95.
    """
    # Nothing of the report half is printed where this fails: nobody tunes a rule to it.
    precision, recall = score(name).precision(), score(name).recall()
    assert precision.part >= 0.95 * precision.whole
    assert recall.part >= least_recall * recall.whole
