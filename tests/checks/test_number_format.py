"""Points and commas in numbers, where what is around them proves that they are amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.batch import Batch
from workbench import Bench, document, write_lists


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    write_lists(
        tmp_path,
        {"units": "percent, %, million, dong, km, rupiah", "counted": "people", "valued": "magnitude"},
    )
    files = {"units": "units.txt", "counted": "counted.txt", "valued": "valued.txt"}
    return Bench(tmp_path, check="number-format", with_=files)


@pytest.mark.parametrize(
    "text",
    [
        "⟦1.500.000⟧ dong, VND⟦2.345.678⟧, ⟦2.340.000⟧ people",
        "⟦12,5⟧ percent, ⟦3,75⟧%, $⟦1,4⟧ million, a ⟦7,2⟧-km road",
        "⟦8.032⟧ rupiah, then 8,032 rupiah",
        "Guests: ⟦2.340.100⟧ people (⟦1.040.300⟧ people); a magnitude of ⟦6,8⟧.",
    ],
)
def test_amounts_of_another_locale_are_found(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "1,500,000 dong and 12.5 percent",
        "version 1.200.000, at 192.168.100.200, in 14.113.003 of the code",
        "in 3,4 and 5, 1,00,000 km, (1,2) km",
        "1.250 km and 1,250 people",
        "1.250 km",
        "24.12.2020, 1.000-2.000",
    ],
)
def test_other_numbers_are_spared(bench: Bench, text: str) -> None:
    bench.check(text)


def test_the_other_form_must_stand_in_the_same_document(bench: Bench) -> None:
    texts = [document("8.032 rupiah"), document("8,032 rupiah")]
    assert bench.engine.lint(Batch(texts)).found == []


def test_the_fix_is_known_unless_both_forms_stand_there(bench: Bench) -> None:
    assert [g["fixed"] for g in bench.groups("12,5 percent of 1.500.000 dong")] == ["12.5", "1,500,000"]
    assert [g["fixed"] for g in bench.groups("8.032 km, 8,032 km")] == [None]
