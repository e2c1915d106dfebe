"""What a command costs: seconds, seconds of processor, and the memory of all its processes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

MEGABYTE = 1_000_000
_EVERY = 0.02


class Cost(NamedTuple):
    """Of one run: seconds by the clock, and of all processors."""

    wall: float
    cpu: float


def forget() -> None:
    """Make mtlint forget what it found in texts; it keeps its rules."""
    if cache := os.environ.get("MTLINT_CACHE_DIR"):
        for answers in Path(cache).glob("answers-*"):
            answers.unlink()


def run(command: Sequence[str]) -> Cost:
    """Run a command with its report thrown away, processors' time of all its processes included."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
    ) as child:
        started = time.perf_counter()
        assert child.stderr is not None
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1 and errors:
        # Many report findings by their status; one that also complains has probably done nothing.
        print(f"{command[0]}: status {child.returncode}: {errors[:300]!r}", file=sys.stderr)
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu)


def best(commands: Sequence[Sequence[str]], rounds: int, *, again: bool = False) -> list[Cost]:
    """The least wall time and the least processor time of each command, over rounds in which all take turns.

    Before each run mtlint is made to forget what it found in the same texts, if it is not run `again`.
    Other work on the machine can only add to both, so the least is the nearest to what a command costs; and
    what changes slowly (the clock of the processor, the page cache) meets all commands alike.
    """
    found: list[Cost] = []
    for number in range(max(rounds, 1)):
        costs = []
        for command in commands:
            if not again:
                forget()
            costs.append(run(command))
        found = costs if number == 0 else [_least(*pair) for pair in zip(found, costs, strict=True)]
    return found


def _least(one: Cost, other: Cost) -> Cost:
    return one._replace(wall=min(one.wall, other.wall), cpu=min(one.cpu, other.cpu))


def peak_memory(command: Sequence[str], *, again: bool = False) -> float:
    """The most megabytes that a command and its children had at one time, in a run of its own.

    Proportional set size: a page that several processes share is counted once. Looked at every 20 ms; the
    sampling slows the run, so this is none of the runs that are timed. Where a system does not tell it
    (anything but Linux), resident set size, which counts shared pages for each process.
    """
    if not again:
        forget()
    most = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    ) as child:
        root = psutil.Process(child.pid)
        while child.poll() is None:
            processes = [root]
            with contextlib.suppress(psutil.Error):
                processes += root.children(recursive=True)
            most = max(most, sum(map(_memory, processes)))
            time.sleep(_EVERY)
    return most / MEGABYTE


def _memory(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
    except (psutil.Error, OSError):
        return 0  # It has ended meanwhile.
    return int(getattr(info, "pss", info.rss))


def _environment() -> dict[str, str]:
    # With this variable every start compiles all modules anew, which no installed program does.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
