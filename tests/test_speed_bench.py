"""The benchmark of speed works, on next to nothing; no figure of it is tested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import scale
import speed
import texts


def test_articles_are_cut_where_paragraphs_end_and_lose_nothing() -> None:
    paragraph = "Một đoạn văn dài. " * 20 + "\n\n"
    text = paragraph * 30 + "không có dấu cách" * 400
    cut = list(texts.cut(text))
    assert b"".join(cut) == text.encode()
    assert all(len(article) <= 3000 for article in cut)
    assert [article.endswith(b"\n\n") for article in cut[:4]] == [True] * 4
    assert all(article.decode() for article in cut)


def test_the_corpus_gives_clean_and_dense_articles() -> None:
    clean, dense = texts.of_corpus(dense=False), texts.of_corpus(dense=True)
    assert len(clean) > 10
    assert len(dense) > 10
    assert not set(clean) & set(dense)


def test_files_of_a_size(tmp_path: Path) -> None:
    assert texts.write([b"x" * 2500], tmp_path / "texts", 0.01) == 4
    assert len(list((tmp_path / "texts").rglob("*.txt"))) == 4
    scale.write_records(["é".encode()], tmp_path / "a.jsonl", 0.001)
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert records[1] == {"id": 1, "text": "é"}
    scale.write_line([b"a\nb"], tmp_path / "line.txt", 0.001)
    assert b"\n" not in (tmp_path / "line.txt").read_bytes()


@pytest.mark.parametrize(
    ("flags", "rows"),
    [
        ((), ("mtlint, 2 processes", "mtlint, 1 process")),
        (("--dense",), ("clean, --jobs 2", "dense, --jobs 1")),
    ],
)
def test_tables_are_printed(
    flags: tuple[str, ...], rows: tuple[str, ...], tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "prose.txt").write_text("It was raining in the town of Vinh.\n\n" * 100)
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path / "cache"))
    small = ("--prose", str(tmp_path), "--megabytes", "0.01", "--rounds", "1", "--only", "none", "--markdown")
    assert speed.main([*small, *flags]) == 0
    printed = capsys.readouterr().out
    for row in rows:
        assert f"\n| {row} | " in printed


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no texts here"):
        texts.of_folder(tmp_path)
