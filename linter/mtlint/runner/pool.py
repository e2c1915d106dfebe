"""Processes that share batches; results come in the order of the batches, and a dead process is survived.

Not concurrent.futures, whose pool breaks as a whole when one of its processes is killed and then cannot say
over which batch, and which returns a batch's results only in one piece.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, TypeVar

from mtlint.findings import Skipped
from mtlint.runner.garbage import collect_seldom

T = TypeVar("T")

Batch = Sequence[str]
Work = Callable[[Batch], Iterator[Sequence[T]]]

# Per process, batches that may be finished before their turn, and lists of results that may lie here for one
# of them: enough that no process waits for a slow batch, few enough that memory stays flat. A process that
# has sent more waits in its pipe.
_AHEAD = 4
_PIECES = 8

# fork gives every process the compiled patterns and the loaded lexicons for nothing; on macOS it is unsafe.
_METHOD = "fork" if sys.platform == "linux" else "spawn"


@dataclass(eq=False, slots=True)
class _Turn(Generic[T]):
    """A batch handed out, and those of its results that are here."""

    batch: Batch
    worker: _Worker
    pieces: deque[Sequence[T | Skipped]] = field(default_factory=deque)
    done: bool = False


@dataclass(eq=False, slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection[Any, Any]
    turn: _Turn[Any] | None = None


class Pool(Generic[T]):
    """As many processes as `jobs`, started when there is work for them, ended with the `with` block."""

    def __init__(self, work: Work[T], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._context: Any = multiprocessing.get_context(_METHOD)

    def __enter__(self) -> Pool[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def run(self, batches: Sequence[Batch]) -> Iterator[Sequence[T | Skipped]]:
        """What `work` makes of every batch, in their order."""
        left = iter(batches)
        turns: deque[_Turn[T]] = deque()
        more = True
        while turns or more:
            while more and len(turns) < self._jobs * _AHEAD and (worker := self._idle()):
                batch = next(left, None)
                more = batch is not None
                if batch is not None:
                    turns.append(self._hand_out(batch, worker))
            while turns and (turns[0].pieces or turns[0].done):
                first = turns[0]
                while first.pieces:
                    yield first.pieces.popleft()
                if first.done:
                    turns.popleft()
            self._receive(turns)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.turn is None:
                return worker
        return self._start() if len(self._workers) < self._jobs else None

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        # A forked process has copies of our ends of all pipes. Kept open, they would hide from the others
        # that this process has died.
        ours = [here, *(worker.pipe for worker in self._workers)] if _METHOD == "fork" else []
        process = self._context.Process(target=_serve, args=(self._work, there, ours), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _hand_out(self, batch: Batch, worker: _Worker) -> _Turn[T]:
        turn: _Turn[T] = _Turn(batch, worker)
        worker.turn = turn
        try:
            worker.pipe.send(batch)
        except OSError:
            self._bury(worker)
        return turn

    def _receive(self, turns: Sequence[_Turn[T]]) -> None:
        """Wait until a process has sent something, and take what they have sent."""
        open_turns = [turn for turn in turns if not turn.done]
        heard = [t.worker for t in open_turns if t is turns[0] or len(t.pieces) < _PIECES]
        ready = set(wait([worker.pipe for worker in heard])) if heard else set()
        for worker in heard:
            if worker.pipe in ready and worker.turn is not None:
                self._take(worker, worker.turn)

    def _take(self, worker: _Worker, turn: _Turn[T]) -> None:
        try:
            piece = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if piece is None:
            turn.done, worker.turn = True, None
        else:
            turn.pieces.append(piece)

    def _bury(self, worker: _Worker) -> None:
        """Report the files a dead process had; the next batch gets a new one."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if worker.turn is not None:
            worker.turn.pieces.append(_lost(worker.turn.batch, worker.process.exitcode))
            worker.turn.done = True


def _lost(batch: Batch, exitcode: int | None) -> list[Any]:
    if exitcode is not None and exitcode < 0:
        how = f"was killed by signal {-exitcode}"
        how += " (perhaps for want of memory)" if exitcode == -signal.SIGKILL else ""
    else:
        how = f"ended with status {exitcode}"
    more = len(batch) - 1
    others = f", with {more} other file{'' if more == 1 else 's'} in hand" if more else ""
    return [Skipped(file, f"the process linting it {how}{others}", failed=True) for file in batch]


def _serve(work: Work[T], pipe: Connection[Any, Any], others: Sequence[Connection[Any, Any]]) -> None:
    # An interrupt from the keyboard reaches all processes; the main one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    collect_seldom()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # The main process is gone.
        while True:
            for piece in work(pipe.recv()):
                pipe.send(piece)
            pipe.send(None)
