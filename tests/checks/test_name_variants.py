"""One name in two spellings, and names that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.checks.spelling import near
from workbench import Bench, write_lists


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    lists = {
        "words": "lake radio doctor road",
        "function": "the in of",
        "initials": "tr th ph h",
        "rhymes": "uong ung",
        "short": "dr mr",
    }
    write_lists(tmp_path, lists)
    with_ = {
        "words": "words.txt",
        "function-words": "function.txt",
        "initials": "initials.txt",
        "rhymes": "rhymes.txt",
        "abbreviations": "short.txt",
    }
    return Bench(tmp_path, check="name-variants", with_=with_)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyen Duc Trung, Nguyen Duc Trung, ⟦Nguyễn Duc Trung⟧",
        "Lake Bolikhamxay, in ⟦Lake Bolikhamsay⟧",
        "Kim Jong-hyun, ⟦Kim Jonghyun⟧",
        "Đào Pham, ⟦Dao Pham⟧",
        "Jörg Pilzow, ⟦Joerg Pilzow⟧",
        "Doctor Kim Jong-hyun, in ⟦Kim Jonghyun⟧",
        "Soc Trang Radio, in ⟦Soctrang Radio⟧",
        "Road Lake Hotel, in ⟦Roadlake Hotel⟧",
        "Yok Road Reserve, Yok Road Reserve, the ⟦Yok Rớad Reserve⟧",
        "Dr Lü Wenxiu, ⟦Lu Wenxiu⟧",
        "Hoffmann Lacour, ⟦Hoffman Lacour⟧",
        "Bertrand Lacour, ⟦Bertran Lacour⟧",
        "Narongrit Lacour, ⟦Narongrid Lacour⟧",
        "Ouyang Meiling runs. In Kunming ⟦Ouyang Mei-ling⟧ won.",
    ],
)
def test_two_spellings_of_a_name_are_found(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Radio Albania, Radio Albanian",
        "Viktor Ivanov, Viktor Ivanova",
        "Radio Kuwait, Radio Kuwaiti",
        "Lake Petersen, Lake Petersen's",
        "Lake Francisco, Lake Francisca",
        "Van Thuong, Van Phuong",
        "Van Đức, Van Dục",
        "Doctor Petersen, Doctor Pedersen, Doctor Petersen, Doctor Pedersen",
        "Nghi Hung, Nghi Hong",
        "Hanoi Petersen, Vienna Pedersen",
        "PETERSEN Group, Petersen Group",
    ],
)
def test_other_names_are_spared(bench: Bench, text: str) -> None:
    bench.check(text)


def test_near_words_differ_by_one_letter() -> None:
    assert near("Hansen", "Hanson")
    assert near("Hansen", "Hanssen")
    assert near("Hanssen", "Hansen")
    assert not near("Hansen", "Hansoon")
    assert not near("Hansen", "Jansin")
