"""The runner: order, identical results for any number of processes, and what happens when things break."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from mtlint.config import Config
from mtlint.document import Document
from mtlint.findings import DocumentResult, Skipped
from mtlint.runner import Note, run, run_bytes
from mtlint.runner.batches import BATCH, make_batches

JOBS = [1, 2, 4]
# Enough that each file is a batch: the processes take turns.
FILL = b"word " * (BATCH // 5)


class Echo(NamedTuple):
    """What stands in for a page of a report."""

    filename: str
    document: str | None
    size: int


def echo(result: DocumentResult) -> Echo:
    return Echo(result.filename, result.document, result.words)


class FakeLinter:
    """Counts bytes instead of words, and does what the text says."""

    def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
        for document in documents:
            if document.text.startswith(b"KILL"):
                os.kill(os.getpid(), signal.SIGKILL)
            if document.text.startswith(b"EXIT"):
                os._exit(7)
            if document.text.startswith(b"RAISE"):
                raise ValueError("a bug")
            if document.text.startswith(b"INTERRUPT"):
                raise KeyboardInterrupt
        return [DocumentResult(d.filename, d.id, len(d.text), ()) for d in documents]


def lint(files: Sequence[Path], jobs: int | None = 1, **options: object) -> list[Echo | Skipped | Note]:
    names = [str(file) for file in files]
    return list(run(names, FakeLinter(), Config(jobs=jobs), echo, **options))  # type: ignore[arg-type]


WriteFiles = Callable[..., list[Path]]


@pytest.fixture
def files(tmp_path: Path) -> WriteFiles:
    """Make files a.txt, b.txt, ... of some contents."""

    def write(*contents: bytes) -> list[Path]:
        paths = [tmp_path / f"{chr(ord('a') + number)}.txt" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return paths

    return write


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.mark.parametrize("jobs", JOBS)
def test_results_come_in_the_order_of_the_files(files: WriteFiles, jobs: int) -> None:
    # Large and small in turn: with more than one process a later file is finished before an earlier one.
    paths = files(*[FILL * (4 if number % 4 == 0 else 1) + b"x" * number for number in range(20)])
    results = lint(paths, jobs)
    assert [event.filename for event in results] == [str(path) for path in paths]
    assert results == lint(paths, 1)


def test_small_files_share_a_batch_and_large_ones_have_their_own(files: WriteFiles) -> None:
    a, b, c, d = map(str, files(b"x" * 10, b"x" * 20, FILL * 2, b"x"))
    batches = make_batches([a, b, c, d])
    assert batches.files == [[a, b], [c], [d]]
    assert batches.size == 31 + 2 * len(FILL)


def test_a_file_of_many_records_is_linted_piece_by_piece(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text('{"id": "r", "body": "%s"}\n' % ("word " * 20_000) * 20)
    seen: list[int] = []

    class Counting(FakeLinter):
        def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
            seen.append(len(documents))
            return super().lint(documents)

    results = list(run([str(file)], Counting(), Config(text_field="body"), echo))
    assert len(results) == sum(seen) == 20
    assert max(seen) <= 6


def test_standard_input_is_read_like_a_file() -> None:
    raw = b'{"body": "one"}\n{"body": "three"}\n'
    results = list(run_bytes(raw, "x.jsonl", FakeLinter(), Config(text_field="body"), echo))
    assert results == [Echo("x.jsonl", "1", 3), Echo("x.jsonl", "2", 5)]


@pytest.mark.parametrize("jobs", JOBS)
def test_only_the_document_that_breaks_the_linter_is_left_out(files: WriteFiles, jobs: int) -> None:
    paths = files(b"one", b"RAISE", b"three", FILL, FILL)
    results = lint(paths, jobs)
    reason = "an error inside mtlint, please report it: ValueError: a bug"
    assert results[1] == Skipped(str(paths[1]), reason, failed=True)
    assert [type(event) for event in results] == [Echo, Skipped, Echo, Echo, Echo]


@pytest.mark.parametrize(("text", "how"), [(b"KILL", "was killed by signal 9"), (b"EXIT", "status 7")])
@pytest.mark.parametrize("jobs", [2, 4])
def test_a_process_that_dies_costs_its_batch_and_no_other(
    files: WriteFiles, jobs: int, text: bytes, how: str
) -> None:
    paths = files(FILL, text, b"with it", FILL, FILL, text, FILL)
    results = lint(paths, jobs)
    assert [event.filename for event in results] == [str(path) for path in paths]
    lost = [event for event in results if isinstance(event, Skipped)]
    assert [Path(event.filename).name for event in lost] == ["b.txt", "c.txt", "f.txt"]
    assert all(event.failed and how in event.reason for event in lost)
    assert "with 1 other file in hand" in lost[0].reason


@pytest.mark.parametrize("jobs", JOBS)
def test_no_process_is_left_behind(files: WriteFiles, jobs: int) -> None:
    before = children()
    paths = files(*[FILL] * 12)
    lint(paths, jobs)
    events = run([str(path) for path in paths], FakeLinter(), Config(jobs=jobs), echo)
    next(events)
    events.close()  # as when the reader of our output goes away
    assert children() == before


def test_an_interrupt_ends_the_processes(files: WriteFiles) -> None:
    before = children()
    events = run([str(path) for path in files(*[FILL] * 12)], FakeLinter(), Config(jobs=2), echo)
    next(events)
    with pytest.raises(KeyboardInterrupt):
        events.throw(KeyboardInterrupt)
    assert children() == before


class TestFilesThatCannotBeRead:
    def test_a_binary_file_of_a_folder_is_no_failure(self, files: WriteFiles) -> None:
        paths = files(b"text", b"\x00\x01\x02\x03" * 100)
        _, event = lint(paths)
        assert isinstance(event, Skipped)
        assert not event.failed

    def test_a_named_one_is(self, files: WriteFiles) -> None:
        paths = files(b"\x00\x01\x02\x03" * 100)
        (event,) = lint(paths, named={str(paths[0])})
        assert isinstance(event, Skipped)
        assert event.failed

    def test_a_file_that_vanished_since_the_folder_was_listed_is_no_failure(self, tmp_path: Path) -> None:
        (event,) = lint([tmp_path / "gone.txt"])
        assert isinstance(event, Skipped)
        assert not event.failed

    def test_a_folder_in_the_place_of_a_file_is(self, tmp_path: Path) -> None:
        (event,) = lint([tmp_path])
        assert isinstance(event, Skipped)
        assert event.failed

    def test_what_the_reader_notes_comes_after_the_documents(self, files: WriteFiles) -> None:
        (document, note) = lint(files(b"caf\xe9 au lait, s'il vous pla\xeet\n" * 20))
        assert isinstance(document, Echo)
        assert isinstance(note, Note)
