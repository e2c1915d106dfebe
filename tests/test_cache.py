"""The cache: whatever is wrong with it, the answer is right."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint import Config, Linter
from mtlint.cache import _MOST_ENTRIES, cache_folder, cached, digest


@dataclass(frozen=True)
class Entry:
    """What the tests keep."""

    content: str


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def get(key: str, content: str) -> str:
    return cached(key, Entry, lambda: Entry(content)).content


def entry_file(folder: Path) -> Path:
    (file,) = folder.glob("*.pickle")
    return file


def test_an_entry_is_made_once() -> None:
    assert get("key", "first") == "first"
    assert get("key", "second") == "first"
    assert get("other", "second") == "second"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x80",
        b"not a pickle",
        b"\x80\x05cno.such.module\nThing\n.",
        pickle.dumps("of another type"),
        pickle.dumps({"content": "x"}),
        b"cbuiltins\nint\n(V1x\ntR.",
    ],
    ids=["empty", "one byte", "text", "unknown class", "other type", "mapping", "raises"],
)
def test_a_damaged_or_foreign_entry_is_made_anew(folder: Path, damage: bytes) -> None:
    get("key", "first")
    entry_file(folder).write_bytes(damage)
    assert get("key", "second") == "second"
    assert get("key", "third") == "second"


def test_an_entry_cut_short_anywhere_is_made_anew(folder: Path) -> None:
    get("key", "first")
    whole = entry_file(folder).read_bytes()
    for length in range(len(whole)):
        entry_file(folder).write_bytes(whole[:length])
        assert get("key", f"made anew {length}") == f"made anew {length}"


def test_an_entry_that_is_a_folder_is_not_used(folder: Path) -> None:
    get("key", "first")
    file = entry_file(folder)
    file.unlink()
    file.mkdir()
    assert get("key", "second") == "second"
    assert list(folder.glob(".new-*")) == []


def test_a_folder_that_cannot_be_made_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert get("key", "first") == "first"
    assert get("key", "second") == "second"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    assert get("key", "first") == "first"
    assert get("key", "second") == "second"


def test_old_entries_are_removed(folder: Path) -> None:
    for number in range(_MOST_ENTRIES + 5):
        get(f"key{number}", "x")
        os.utime(folder / f"entry-key{number}.pickle", (number, number))
    get("last", "x")
    assert len(list(folder.glob("*.pickle"))) == _MOST_ENTRIES
    assert (folder / "entry-last.pickle").exists()


def test_old_entries_are_removed_where_all_take_too_much(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get("first", "x")
    size = entry_file(folder).stat().st_size
    monkeypatch.setattr("mtlint.cache._MOST_BYTES", 3 * size)
    for number in range(5):
        get(f"key_{number}", "x")
        os.utime(folder / f"entry-key_{number}.pickle", (number, number))
    get("newer", "x")
    assert {file.name for file in folder.iterdir()} == {
        "entry-first.pickle",
        "entry-key_4.pickle",
        "entry-newer.pickle",
    }
    get("large", "x" * 4 * size)
    assert [file.name for file in folder.iterdir()] == ["entry-large.pickle"]


def _write_and_read(number: int) -> bool:
    """Many processes replace, remove and read the same entries."""
    for turn in range(40):
        content = get(f"key{turn % 3}", f"content {number} {'x' * 5000}")
        if not (content.startswith("content ") and content.endswith("x" * 5000)):
            return False
        if turn % 5 == number % 5:
            (cache_folder() / f"entry-key{turn % 3}.pickle").unlink(missing_ok=True)
    return True


def test_processes_may_write_at_the_same_time(folder: Path) -> None:
    with multiprocessing.get_context("fork").Pool(6) as pool:
        assert all(pool.map(_write_and_read, range(12)))
    assert list(folder.glob(".new-*")) == []


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("MTLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/mtlint")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache/mtlint"


@given(st.lists(st.one_of(st.text(max_size=5), st.binary(max_size=5)), max_size=5))
def test_no_two_lists_of_parts_look_alike(parts: list[bytes | str]) -> None:
    raw = [part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part for part in parts]
    assert digest(parts) == digest(raw)
    assert digest(parts) != digest([*raw, b""])
    if len(raw) > 1:
        assert digest(raw) != digest([raw[0] + raw[1], *raw[2:]])


def test_a_linter_from_the_cache_finds_the_same(folder: Path) -> None:
    config = Config(select=("LIN108", "TER102", "LOC101"))
    text = "It was was raining at the Nghe An bridge point./."
    made = Linter(config).check_text(text)
    assert entry_file(folder).name.startswith("engine-")
    assert Linter(config).check_text(text) == made
    entry_file(folder).write_bytes(b"damaged")
    assert Linter(config).check_text(text) == made


def test_an_engine_that_came_with_the_installation_is_used_if_it_fits(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = tmp_path / "ready"
    monkeypatch.setattr("mtlint.engine_cache.ready_folder", lambda: ready)
    config = Config(select=("LIN108",))
    text = "It was was raining at the Nghe An bridge point./."
    made = Linter(config).check_text(text)
    folder.rename(ready)
    assert Linter(config).check_text(text) == made
    assert not list(folder.glob("engine-*"))
    assert Linter(replace(config, cache=False)).check_text(text) == made
    assert [one.code for one in Linter(replace(config, select=("LOC101",))).check_text(text)] == ["LOC101"]
    entry_file(folder).unlink()
    entry_file(ready).write_bytes(b"damaged")
    assert Linter(config).check_text(text) == made
    assert entry_file(folder).name == entry_file(ready).name


def test_a_linter_notices_changed_rules_and_words(tmp_path: Path, folder: Path) -> None:
    rules = tmp_path / "rules"
    (rules / "lexicons").mkdir(parents=True)
    (rules / "lexicons" / "spared.txt").write_text("alpha\n")
    (rules / "rule.yaml").write_text(
        "code: TST101\nname: doubled\nsummary: s\nseverity: minor\nmqm: m\nmessage: m\nwhy: w\n"
        "check: repeated-word\nwith: {spare: lexicons/spared.txt}\nexamples: []\n"
    )
    config = Config(select=("TST101",), rule_folders=(rules,))
    assert [one.text for one in Linter(config).check_text("the alpha alpha of beta beta.")] == ["beta beta"]
    (rules / "lexicons" / "spared.txt").write_text("beta\n")
    assert [one.text for one in Linter(config).check_text("the alpha alpha of beta beta.")] == ["alpha alpha"]
    assert len(list(folder.glob("engine-*.pickle"))) == 2
