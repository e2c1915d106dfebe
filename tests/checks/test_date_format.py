"""Dates in figures: two orders in one document, a day and a month without a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.batch import Batch
from workbench import Bench, document


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, check="date-format")


def test_the_rarer_order_is_found(bench: Bench) -> None:
    bench.check("From 19/5/2023 to 22/5/2023, or ⟦5/31/2023⟧.")
    bench.check("Born ⟦12/25/1960⟧, married ⟦25/12/1990⟧.")  # a tie: none can be trusted
    bench.check("Open from ⟦05-28-2024⟧ to ⟦16-06-2024⟧, tel. 23-07-1990-12.")


def test_what_may_be_either_order_proves_nothing(bench: Bench) -> None:
    bench.check("From 19/5/2023 to 1/2/2023 and 3/4/2023.")


def test_two_documents_may_differ(bench: Bench) -> None:
    assert bench.engine.lint(Batch([document("On 19/5/2023."), document("On 5/19/2023.")])).found == []


@pytest.mark.parametrize(
    "text",
    [
        "On the morning of ⟦23/7⟧ it rained.",
        "on Friday night (⟦29/7⟧)",
        "on Monday ⟦14/8⟧",
        "at 7 p.m. on ⟦18/9⟧",
    ],
)
def test_a_time_of_day_makes_two_numbers_a_date(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "day and night, 24/7",
        "the morning of 9/11",
        "50/50",
        "in the morning 7/10 people",
        "a 16/9 screen",
        "1/4/2019",
    ],
)
def test_other_numbers_with_a_slash_are_spared(bench: Bench, text: str) -> None:
    bench.check(text)
