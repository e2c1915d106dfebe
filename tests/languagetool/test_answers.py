"""Answers of a server, kept on disk."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from mtlint.languagetool import Remark, Request
from mtlint.languagetool.answers import Answers

ENGLISH = Request("en-US")
ONE = (Remark("EN_A_VS_AN", "MISC", "“a” 😀", 8, 2, "a"), Remark("X", "Y", "z", 0, 1, None))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_an_answer_is_found_again() -> None:
    Answers(ENGLISH, "6.8").keep({"one": ONE, "two": ()})
    assert Answers(ENGLISH, "6.8").find(["one", "two", "three"]) == {"one": ONE, "two": ()}


def test_another_server_version_or_request_knows_nothing_of_it() -> None:
    Answers(ENGLISH, "6.8").keep({"one": ONE})
    assert not Answers(ENGLISH, "6.9").find(["one"])
    assert not Answers(Request("en-GB"), "6.8").find(["one"])
    assert not Answers(Request("en-US", ("X",)), "6.8").find(["one"])


def test_many_texts_at_once() -> None:
    answers = Answers(ENGLISH, "6.8")
    texts = {f"text {number}": ONE for number in range(1_200)}
    answers.keep(texts)
    assert answers.find([*texts]) == texts


def test_a_damaged_file_costs_its_answers_and_nothing_else(cache: Path) -> None:
    answers = Answers(ENGLISH, "6.8")
    answers.keep({"one": ONE})
    (cache / "languagetool.sqlite").write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)
    assert not answers.find(["one"])
    answers.keep({"one": ONE})
    assert answers.find(["one"]) == {"one": ONE}


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path / "file" / "folder"))
    answers = Answers(ENGLISH, "6.8")
    answers.keep({"one": ONE})
    assert not answers.find(["one"])


def keep_some(number: int) -> None:
    for part in range(10):
        Answers(ENGLISH, "6.8").keep({f"{number}.{part}.{n}": ONE for n in range(20)})


def test_many_processes_write_at_the_same_time() -> None:
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(keep_some, range(4)))
    texts = [f"{number}.{part}.{n}" for number in range(4) for part in range(10) for n in range(20)]
    assert len(Answers(ENGLISH, "6.8").find(texts)) == len(texts)


def test_the_oldest_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtlint.languagetool.answers._MOST_BYTES", 64 << 10)
    answers = Answers(ENGLISH, "6.8")
    for number in range(40):
        answers.keep({f"{number}.{n}": ONE * 10 for n in range(10)})
    assert not answers.find(["0.0"])
    assert answers.find(["39.9"])
