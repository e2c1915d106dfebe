"""The published figures: what they mean, that they load, and that a change of a rule makes them old."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.catalogue import Catalogue, load_catalogue, load_rule
from mtlint.config import Config
from mtlint.errors import CatalogueError
from mtlint.findings import Severity
from mtlint.quality import FEWEST_JUDGED, Measured, Share, load_quality, rule_digest
from mtlint.rule import Rule
from workbench import write_lists, write_rule

CATALOGUE = load_catalogue(Config())
PUBLISHED = load_quality()
NOTHING = Share(0, 0)


def measured(right: int, hits: int) -> Measured:
    return Measured(NOTHING, NOTHING, Share(right, hits), NOTHING, NOTHING, NOTHING, "")


def test_interval_is_wilsons() -> None:
    """Newcombe 1998, table I, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E."""
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert Share(15, 148).interval == pytest.approx((0.0624, 0.1605), abs=0.0001)
    assert Share(0, 20).interval == pytest.approx((0.0, 0.1611), abs=0.0001)
    assert Share(0, 0).interval == (0.0, 1.0)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_share(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval
    assert share.value is not None
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1


def test_few_judged_hits_measure_nothing() -> None:
    assert measured(FEWEST_JUDGED - 1, FEWEST_JUDGED - 1).precision is None
    assert measured(FEWEST_JUDGED - 1, FEWEST_JUDGED).precision == pytest.approx(0.95)


def test_every_rule_has_figures() -> None:
    assert set(PUBLISHED) == {rule.code for rule in CATALOGUE.rules}


BELOW = {"TER102"}
"""Measured as less right than 19 times out of 20: its tables of calques out of twelve languages are new."""


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.code)
def test_default_rules_are_right(rule: Rule) -> None:
    """As far as can be told 19 times out of 20; with too few judged hits, never wrong on clean prose."""
    if not rule.default or rule.severity is Severity.NEUTRAL:
        return
    figures = PUBLISHED[rule.code]
    if figures.precision is None:
        assert figures.clean.part == figures.clean.whole
    else:
        _, high = figures.judged.interval
        assert (high < 0.95) == (rule.code in BELOW)


def test_without_a_file_there_are_no_figures(tmp_path: Path) -> None:
    assert load_quality(tmp_path) == {}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"rules": {"ACC101": {}}}', '{"rules": {"ACC101": {"digest": ""}}}']
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "quality.json").write_text(text)
    with pytest.raises(CatalogueError, match=r"quality\.json: no figures .*--write"):
        load_quality(tmp_path)


def test_figures_are_old_when_rule_or_lexicon_changes(tmp_path: Path) -> None:
    lists = tmp_path / "lexicons" / "en"
    lists.mkdir(parents=True)
    write_lists(lists, {"spare": "had that"})
    keys = {"check": "repeated-word", "with_": {"spare": "lexicons/{target-lang}/spare.txt"}}

    def digest(**more: object) -> str:
        rule = load_rule(write_rule(tmp_path, **keys, **more))
        return rule_digest(rule, Catalogue((rule,), (tmp_path,)).folders)

    before = digest()
    assert digest() == before
    assert digest(summary="Another summary") != before
    write_lists(lists, {"spare": "had that very"})
    assert digest() != before


def test_the_file_can_be_read_by_others() -> None:
    """One rule a line, so that a change of figures is a readable diff."""
    file = CATALOGUE.rules[0].file.parents[1] / "quality.json"
    lines = [line for line in file.read_text("utf-8").splitlines() if '"digest"' in line]
    assert len(lines) == len(CATALOGUE.rules)
    assert json.loads(file.read_text("utf-8"))["schema"] == 1
