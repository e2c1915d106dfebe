"""Word lists and tables, and what is wrong with some."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mtlint.errors import CatalogueError
from mtlint.lexicon import Reference, read_table, read_words


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_list_has_one_entry_a_line(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "# a comment\nword\n\n  \nPeople's Committee \r\nNghệ\n")
    assert list(read_words(file)) == ["word", "People's Committee", "Nghệ"]
    assert list(read_words(write(tmp_path, "empty.txt", ""))) == []


def test_classes_choose_the_common_words(tmp_path: Path) -> None:
    raw = b"# commonest first\nthe\t10\nprocurement\t50\nzyzzyva\t80\nHanoi\t90\n"
    file = write(tmp_path, "words.txt.gz", gzip.compress(raw, mtime=0))
    assert list(read_words(file)) == ["the", "procurement", "zyzzyva", "Hanoi"]
    assert list(read_words(file, 50)) == ["the", "procurement"]
    assert list(read_words(file, 5)) == []


def test_a_reference_names_a_file_and_perhaps_a_class() -> None:
    assert Reference.parse("lexicons/en/words.txt.gz#50") == Reference("lexicons/en/words.txt.gz", 50)
    assert Reference.parse("a.txt") == Reference("a.txt")
    with pytest.raises(CatalogueError, match=r'"a.txt#x".*number'):
        Reference.parse("a.txt#x")


def test_a_table_has_rows_by_column_and_their_lines(tmp_path: Path) -> None:
    file = write(tmp_path, "t.csv", 'pattern,meaning\n"a, b",first\n"two\nlines",second\nc,third\n')
    rows = read_table(file)
    assert [(row["pattern"], row["meaning"]) for row in rows] == [
        ("a, b", "first"), ("two\nlines", "second"), ("c", "third"),
    ]  # fmt: skip
    assert [row["line"] for row in rows] == ["2", "4", "5"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"\xff\xfe", "cannot be read"),
        ("a.txt.gz", b"no gzip", "cannot be read"),
        ("a.txt.gz", gzip.compress(b"word\n" * 1000, mtime=0)[:-12], "cannot be read"),
        ("a.txt.gz", gzip.compress(bytes(range(256)), mtime=0)[:20] + b"\xff" * 500, "cannot be read"),
        ("a.txt", "word\nother\t10\n", "class"),
    ],
)
def test_lists_that_cannot_be_used_are_named(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    file = write(tmp_path, name, content)
    with pytest.raises(CatalogueError, match=message) as error:
        read_words(file, 50)
    assert str(file) in str(error.value)


@pytest.mark.parametrize("content", ["a,b\n1\n", "a,b\n1,2,3\n", 'a,b\n"1"x,2\n'])
def test_tables_that_cannot_be_used_are_named_with_the_line(tmp_path: Path, content: str) -> None:
    file = write(tmp_path, "t.csv", content)
    with pytest.raises(CatalogueError) as error:
        read_table(file)
    assert f"{file}:2" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for read in (read_words, read_table):
        with pytest.raises(CatalogueError, match="there is no such lexicon"):
            read(tmp_path / "none.txt")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "one\n")
    assert list(read_words(file)) == ["one"]
    write(tmp_path, "a.txt", "three\n")
    assert list(read_words(file)) == ["three"]
