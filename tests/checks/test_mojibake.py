"""Text in the wrong encoding: found where ftfy is sure, or where something is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mtlint.checks.garbled_script import GarbledScript
from mtlint.checks.mojibake import garbled
from workbench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, check="mojibake")


@pytest.mark.parametrize(
    "text",
    [
        "It doesn⟦â€™⟧t rain.",
        "A caf⟦Ã©⟧ in S⟦Ã£⟧o Paulo",  # noqa: RUF100
        "Ti⟦áº¿⟧ng Vi⟦á»‡⟧t",
        "It⟦\x92⟧s late.",
        "two ⟦\ufffd\ufffd⟧ lost",
        "fiction⟦鈥攚⟧hich",
        "the ⟦â€œ⟧Silphium⟦â€⟧ of old",
    ],
)
def test_garbled_text_is_found(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Crème brûlée à la carte…",
        "Nguyễn Đức Trung",
        "“naïve” – 5 °C",
        "√2 and −1",
        "NÃO",
        "Привет",
        "鈥 is holmium",
    ],
)
def test_right_text_is_spared(bench: Bench, text: str) -> None:
    bench.check(text)


def test_the_fix_is_known_where_nothing_is_lost() -> None:
    assert list(garbled("donâ€™t")) == [("don", "â€™", "’")]
    assert list(garbled("Â£5")) == [("", "Â£", "£")]
    assert list(garbled("S\ufffdo")) == [("S", "\ufffd", None)]


def test_other_scripts_are_decoded() -> None:
    scripts = GarbledScript({"縺": "cp932", "繝": "cp932", "涓": "gbk", "鍖": "gbk", "锟斤拷": "lost"})
    assert scripts.find("縺ゅ→縺後") == ("縺ゅ→縺後", None)
    assert scripts.find("繝峨い") == ("繝峨い", "ドア")
    assert scripts.find("鍖椾含") == ("鍖椾含", "北京")
    assert scripts.find("锟斤拷锟斤拷") == ("锟斤拷锟斤拷", None)
    assert scripts.find("Ìîñêâà") == ("Ìîñêâà", "Москва")
    assert scripts.find("¼Æ»®") == ("¼Æ»®", "计划")
    for right in ("縺れ", "涓流", "北京", "éèà", "°±½¼", "áéýúíóþæðö"):
        assert scripts.find(right) is None


def test_a_long_word_is_read_in_parts(bench: Bench) -> None:
    assert bench.mark("é" * 500 + "â€™" + "é" * 500).count("⟦") == 1


def test_ftfy_is_not_imported_for_ascii(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    bench.check("Nothing to repair here.")


def test_a_quoted_letter_is_no_garbled_mark(bench: Bench) -> None:
    bench.check("In Portuguese “Ã” is a letter.")
