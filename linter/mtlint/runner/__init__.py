"""Files in, results out: batches, processes, and the order of the files whatever the number of processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from mtlint.config import Config
from mtlint.findings import DocumentResult, Skipped
from mtlint.readers import open_file, read_bytes
from mtlint.runner.batches import make_batches
from mtlint.runner.fixed import Fixed, Fixing
from mtlint.runner.work import Lints, Note, Work

if TYPE_CHECKING:
    from mtlint.runner.fixing import FixWork

__all__ = ["Fixed", "Fixing", "Lints", "Note", "run", "run_bytes"]

T = TypeVar("T")

POOL_FROM = 1024 * 1024
"""Bytes of text a process should have to do. Starting and feeding one costs about as much as linting this."""


def run(
    files: Sequence[str],
    linter: Lints,
    config: Config,
    digest: Callable[[DocumentResult], T],
    named: Collection[str] = (),
    fixing: Fixing | None = None,
) -> Generator[T | Skipped | Note | Fixed, None, None]:
    """Lint files; in their order, yield what `digest` makes of each document, or why one was skipped.

    `digest` runs where the document was linted, perhaps in another process. A file that is `named` (the
    user asked for it) and cannot be read counts as failed. With `fixing`, files are fixed first.
    """
    batches = make_batches(files)
    work: Callable[[Sequence[str]], Iterator[Sequence[T | Skipped | Note | Fixed]]]
    if fixing:
        from mtlint.runner.fixing import FixWork

        work = FixWork(linter, config, fixing, digest, frozenset(named))
    else:
        work = Work(linter, partial(open_file, config=config), digest, frozenset(named))
    jobs = _jobs(config.jobs, batches.size)
    if jobs == 1 or len(batches.files) == 1:
        for batch in batches.files:
            for events in work(batch):
                yield from events
        return
    # Imported here: a run of a few files needs no processes and does not wait for this.
    from mtlint.runner.pool import Pool

    with Pool(work, jobs) as pool:
        for sent in pool.run(batches.files):
            yield from sent


def run_bytes(
    raw: bytes,
    filename: str,
    linter: Lints,
    config: Config,
    digest: Callable[[DocumentResult], T],
    fixing: Fixing | None = None,
) -> Generator[T | Skipped | Note | Fixed, None, None]:
    """Lint what came from standard input, as `run` lints a file of that name."""
    named = frozenset({filename})
    work: Work[T] | FixWork[T]
    if fixing:
        from mtlint.runner.fixing import FixWork

        work = FixWork(linter, config, fixing, digest, named, lambda _: raw)
    else:
        work = Work(linter, partial(read_bytes, raw, config=config), digest, named)
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
