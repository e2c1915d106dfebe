"""MB/s and ms/MB of each stage of the engine, on one core: `python benchmarks/engine.py FOLDER`.

What is measured. All files of FOLDER that mtlint can read are read and linted as `mtlint check --jobs 1` does
it: the same readers, the same batches, all default rules. Columns are forced one after the other in a fixed
order, so each stage is one column and not the columns it needs: "tokens" does not contain "prose". A check is
charged for what no stage before it has computed. A stage's time is the best of the rounds, after one round
that is thrown away; a folder below the wanted size is read again and again, as other documents. "all, stage
by stage" is the sum of the stages; "all, in one run" is the best whole run without a clock between the
stages, and the number to quote. Seconds are those of the processor: what else runs here counts little. MB are
10^6 bytes of text as UTF-8, after decoding.

What is not measured: the start of Python, compiling or loading the rules, walking folders, reading from a
cold disk (the first round leaves the files in the page cache), several processes, writing the report.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# As in the command itself: before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mtlint.batch import Batch
from mtlint.catalogue import load_catalogue
from mtlint.checks import Hit
from mtlint.columns import Columns
from mtlint.config import Config
from mtlint.document import Document
from mtlint.engine import Engine, Found
from mtlint.errors import ReadError
from mtlint.findings import DocumentResult
from mtlint.linter import Linter
from mtlint.pieces import Piece, batches
from mtlint.quotation import Quotations
from mtlint.readers import read_file
from mtlint.render import render
from mtlint.reporters import Display, Reporter, load_reporter
from mtlint.runner.batches import make_batches

# In the order in which they need each other; `text` and `in_prose` belong to their neighbours.
COLUMNS = (
    ("marks", ("raw_marks",)),
    ("lines", ("lines",)),
    ("blocks", ("blocks",)),
    ("prose", ("prose", "marks", "text")),
    ("tokens", ("tokens",)),
    ("gaps", ("gaps",)),
    ("lexicon", ("lexicon",)),
    ("block of each token", ("token_block", "in_prose")),
    ("sentences", ("sentences",)),
    ("matches", ("matches",)),
)
MEGABYTE = 1_000_000


@dataclass
class Clock:
    """Seconds by stage, in the order in which the stages came."""

    seconds: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.process_time)

    def start(self) -> None:
        """Begin a stage here."""
        self._last = time.process_time()

    def stop(self, stage: str) -> None:
        """What passed since the last call belongs to a stage."""
        now = time.process_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = time.process_time()


@dataclass
class Facts:
    """What does not depend on the machine."""

    documents: int = 0
    size: int = 0
    tokens: int = 0
    words: int = 0
    findings: int = 0


def readable(folder: Path, config: Config) -> tuple[list[str], int]:
    """The files below a folder that hold text, sorted, and how many do not."""
    found, refused = [], 0
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or any(part.startswith(".") for part in file.relative_to(folder).parts):
            continue
        try:
            read_file(str(file), config)
            found.append(str(file))
        except ReadError:
            refused += 1
    return found, refused


def repeated(files: Sequence[str], least: float) -> tuple[list[str], int]:
    """The files as often as it takes to reach `least` MB, and how often that is."""
    size = sum(os.stat(file).st_size for file in files)
    times = max(1, -(-int(least * MEGABYTE) // max(size, 1)))
    return [*files] * times, times


class Bench:
    """One linter, run over the same files again and again."""

    def __init__(self, files: Sequence[str], config: Config) -> None:
        self._config = config
        self._groups = make_batches(files).files
        self._linter = Linter(config)
        self._engine = Engine(load_catalogue(config), config)
        self._reporter: Reporter = load_reporter("json-lines", Display(width=100, colour=False))

    def run(self) -> float:
        """Seconds of a whole run without a clock in it."""
        started = time.process_time()
        for group in self._groups:
            for result in self._linter.lint(self._read(group)):
                self._reporter.page(result)
        return time.process_time() - started

    def run_by_stages(self) -> tuple[dict[str, float], Facts]:
        """Seconds of each stage, and the facts."""
        clock, facts = Clock(), Facts()
        for group in self._groups:
            clock.start()
            documents = self._read(group)
            clock.stop("read, decode")
            for lot in batches(documents):
                self._lint(lot, clock, facts)
        return clock.seconds, facts

    def _read(self, group: Sequence[str]) -> list[Document]:
        return [document for file in group for document in read_file(file, self._config).documents]

    def _lint(self, lot: Sequence[Piece], clock: Clock, facts: Facts) -> None:
        clock.start()
        batch = Batch([piece.document for piece in lot])
        clock.stop("join")
        columns = self._engine.columns(batch)
        for stage, names in COLUMNS:
            for name in names:
                getattr(columns, name)
            clock.stop(stage)
        found = self._check(columns, clock)
        words = columns.words
        clock.stop("settle, count words")
        results = list(self._results(batch.documents, found, words))
        clock.stop("render")
        for result in results:
            self._reporter.page(result)
        clock.stop("json-lines")
        facts.documents += len(lot)
        facts.size += sum(len(document.text) for document in batch.documents)
        facts.tokens += len(columns.tokens)
        facts.words += sum(words)
        facts.findings += len(found)

    def _check(self, columns: Columns, clock: Clock) -> list[Found]:
        """`Engine.lint`, with a clock after each rule."""
        engine = self._engine
        hits: list[tuple[int, Hit]] = []
        quotations = Quotations(columns)
        for index, rule in enumerate(engine.rules):
            hits.extend((index, hit) for hit in engine._hits_of(index, columns, quotations))
            clock.stop(f"{rule.code} {rule.name}")
        found = engine._found(columns, hits)
        found.sort(key=lambda one: (one.document, one.start, one.rule))
        return engine._settled(found)

    def _results(
        self, documents: Sequence[Document], found: Sequence[Found], words: Sequence[int]
    ) -> Iterator[DocumentResult]:
        by_document: list[list[Found]] = [[] for _ in documents]
        for one in found:
            by_document[one.document].append(one)
        for document, own, count in zip(documents, by_document, words, strict=True):
            findings = tuple(render(document, own, self._engine.rules))
            yield DocumentResult(document.filename, document.id, count, findings)


def pin() -> str:
    """Keep to one processor where the system lets a process choose; says which."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned: this system has no sched_setaffinity"
    chosen = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {chosen})
    return f"pinned to processor {chosen}"


def table(seconds: dict[str, float], whole: float, megabytes: float) -> Iterator[str]:
    """The lines of the report."""
    total = sum(seconds.values())
    width = max(map(len, seconds))

    def line(stage: str, spent: float) -> str:
        rate = megabytes / spent if spent else float("inf")
        return f"{stage:<{width}}  {1000 * spent / megabytes:7.2f}  {rate:7,.0f}  {spent / total:6.1%}"

    yield f"{'stage':<{width}}  {'ms/MB':>7}  {'MB/s':>7}  {'share':>6}"
    yield from (line(stage, spent) for stage, spent in seconds.items())
    yield "-" * (width + 26)
    yield line("all, stage by stage", total)
    yield line("all, in one run", whole)


def measure(bench: Bench, rounds: int) -> tuple[dict[str, float], float, Facts]:
    """The best seconds of each stage and of a whole run, and the facts."""
    bench.run()
    best, facts = bench.run_by_stages()
    best = dict.fromkeys(best, float("inf"))
    whole = float("inf")
    for _ in range(rounds):
        whole = min(whole, bench.run())
        seconds, facts = bench.run_by_stages()
        best = {stage: min(spent, best[stage]) for stage, spent in seconds.items()}
    return best, whole, facts


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed of the engine, stage by stage, on one core.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts (default: 5)")
    parser.add_argument("--megabytes", type=float, default=10, help="reached by repeating (default: 10)")
    arguments = parser.parse_args()
    config = Config(root=arguments.folder, cache=False)
    files, refused = readable(arguments.folder, config)
    if not files:
        print(f"{arguments.folder}: no text files here", file=sys.stderr)
        return 2
    pinned = pin()
    many, times = repeated(files, arguments.megabytes)
    seconds, whole, facts = measure(Bench(many, config), max(arguments.rounds, 1))
    megabytes = facts.size / MEGABYTE
    print(f"{len(files):,} files, each read {times} times, {refused} left out; {pinned}")
    print(
        f"{megabytes:.2f} MB, {facts.documents:,} documents, {facts.tokens:,} tokens, {facts.words:,} words"
    )
    print(f"{facts.findings:,} findings, {facts.findings / megabytes:.1f} per MB")
    print()
    print("\n".join(table(seconds, whole, megabytes)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
