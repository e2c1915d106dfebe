"""Texts to measure on: articles of 2 to 3 KB, repeated until there are as many megabytes as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from marked import articles as marked_articles

CORPUS = Path(__file__).parents[1] / "tests/corpus"
MEGABYTE = 1_000_000
_LEAST, _MOST = 2000, 3000
_SUFFIXES = (".txt", ".md", ".markdown")
# So many files a folder: a million names in one would measure the file system.
_A_FOLDER = 1000


def of_folder(folder: Path) -> list[bytes]:
    """The texts below a folder, cut into articles. Raises ValueError where there are none."""
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in _SUFFIXES and file.is_file())
    found = [article for file in files for article in cut(_decoded(file.read_bytes()))]
    if not found:
        raise ValueError(f"{folder}: no texts here ({', '.join(_SUFFIXES)})")
    return found


def _decoded(raw: bytes) -> str:
    """A text in UTF-8, or in the Windows code page that older English texts are in."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def of_corpus(*, dense: bool) -> list[bytes]:
    """The corpus's articles without any marked defect, or those with three a KB and more."""
    found = []
    for article in marked_articles(CORPUS):
        raw = article.text.encode()
        if len(article.marks) >= 3 * len(raw) / 1000 if dense else not article.marks:
            found.append(raw)
    return found


def cut(text: str) -> Iterator[bytes]:
    """Stretches of 2 to 3 KB, cut where a paragraph ends if one ends there, else a line or a word.

    What is left at the end may be shorter.
    """
    rest = text.encode()
    while len(rest) > _MOST:
        ends = (rest.rfind(mark, _LEAST, _MOST) + len(mark) for mark in (b"\n\n", b"\n", b" "))
        at = next((end for end in ends if end > _LEAST), _MOST)
        while rest[at] & 0xC0 == 0x80:
            at -= 1
        yield rest[:at]
        rest = rest[at:]
    if rest.strip():
        yield rest


def write(articles: Sequence[bytes], folder: Path, megabytes: float) -> int:
    """Write articles as files until there are so many megabytes; the number of files."""
    size = 0
    for number, article in enumerate(cycle(articles)):
        if size >= megabytes * MEGABYTE:
            return number
        if number % _A_FOLDER == 0:
            below = folder / f"{number // _A_FOLDER:04}"
            below.mkdir(parents=True)
        (below / f"{number:07}.txt").write_bytes(article)
        size += len(article)
    raise AssertionError("cycle has no end")
