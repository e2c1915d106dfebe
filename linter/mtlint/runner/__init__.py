"""Files in, results out: batches, processes, and the order of the files whatever the number of processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Sequence
from functools import partial
from typing import TypeVar

from mtlint.config import Config
from mtlint.findings import DocumentResult, Skipped
from mtlint.readers import read_bytes, read_file
from mtlint.runner.batches import make_batches
from mtlint.runner.work import Lints, Note, Work

__all__ = ["Note", "run", "run_bytes"]

T = TypeVar("T")

POOL_FROM = 1024 * 1024
"""Bytes of text a process should have to do. Starting and feeding one costs about as much as linting this."""


def run(
    files: Sequence[str],
    linter: Lints,
    config: Config,
    digest: Callable[[DocumentResult], T],
    named: Collection[str] = (),
) -> Generator[T | Skipped | Note, None, None]:
    """Lint files; in their order, yield what `digest` makes of each document, or why one was skipped.

    `digest` runs where the document was linted, perhaps in another process. A file that is `named` (the
    user asked for it) and cannot be read counts as failed.
    """
    batches = make_batches(files)
    work = Work(linter, partial(read_file, config=config), digest, frozenset(named))
    jobs = _jobs(config.jobs, batches.size)
    if jobs == 1 or len(batches.files) == 1:
        for batch in batches.files:
            for events in work(batch):
                yield from events
        return
    # Imported here: a run of a few files needs no processes and does not wait for this.
    from mtlint.runner.pool import Pool

    with Pool(work, jobs) as pool:
        for events in pool.run(batches.files):
            yield from events


def run_bytes(
    raw: bytes,
    filename: str,
    linter: Lints,
    config: Config,
    digest: Callable[[DocumentResult], T],
) -> Generator[T | Skipped | Note, None, None]:
    """Lint what came from standard input, as `run` lints a file of that name."""
    work = Work(linter, partial(read_bytes, raw, config=config), digest, frozenset({filename}))
    for events in work([filename]):
        yield from events


def _jobs(wanted: int | None, size: int) -> int:
    if wanted is not None:
        return wanted
    return max(1, min(_cores(), size // POOL_FROM))


def _cores() -> int:
    # In a container the machine has more cores than this process may use.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
