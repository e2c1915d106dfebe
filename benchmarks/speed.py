"""Speed and memory of whole commands, beside other checkers of text: `python benchmarks/speed.py`.

    python benchmarks/speed.py --peers FOLDER     mtlint against the tools that benchmarks/peers.sh installs
    python benchmarks/speed.py --dense            mtlint on articles with three defects a KB and more
    python benchmarks/speed.py --start            the start: seeds/ with and without the cache, --version
    python benchmarks/speed.py --scale            250 MB, 500 MB, 1 GB, one JSON Lines file, one long line
    python benchmarks/speed.py --budget           what the processor time of a run and of a rule is spent on

What is measured. Files of 2 to 3 KB in a temporary folder, all commands on the same files in the same run,
turn by turn; of each the least wall time and the least processor time count, and a ratio is one of least
wall times. Reports are thrown away. mtlint's cache lies in the temporary folder and holds the rules, but
never what was found in the texts, where a table does not say so; the first round fills the page cache. Peak
memory is that of the whole tree of processes, from a run of its own. MB are 10^6 bytes. A tool that would
take minutes gets a smaller sample, and its ratio is to mtlint on that sample.

What is not measured. How much a tool finds: a list of misspellings, a grammar and mtlint's rules are
different work. A disk that is cold. Other languages than English.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import budget
import measure
import scale
import texts
from peers import Found, find
from tables import Table, compared

ROOT = Path(__file__).parents[1]
MTLINT = (
    sys.executable, "-m", "mtlint", "check", "--isolated", "--exit-zero", "--output-format", "json-lines",
)  # fmt: skip


def mtlint(folder: Path, jobs: int) -> Sequence[str]:
    """Mtlint on all files of a folder."""
    return (*MTLINT, "--jobs", str(jobs), str(folder))


def against_peers(
    articles: Sequence[bytes], megabytes: float, peers: Sequence[Found], rounds: int, home: Path
) -> Iterator[Table]:
    """One table for each size of sample, the largest first."""
    sizes = sorted({min(megabytes, peer.tool.megabytes) for peer in peers} | {megabytes}, reverse=True)
    for size in sizes:
        folder = home / f"texts-{size:g}"
        files = texts.write(articles, folder, size)
        commands = {"mtlint, 2 processes": mtlint(folder, 2), "mtlint, 1 process": mtlint(folder, 1)}
        for peer in peers:
            if min(megabytes, peer.tool.megabytes) == size:
                commands[f"{peer.tool.name} {peer.version}".strip()] = peer.command(folder)
        yield Table(f"{size:g} MB in {files:,} files", compared(commands, size, rounds))


def dense(articles: Sequence[bytes], megabytes: float, rounds: int, home: Path) -> Iterator[Table]:
    """Clean articles and defective ones, with two processes and with one."""
    texts.write(articles, home / "clean", megabytes)
    texts.write(texts.of_corpus(dense=True), home / "dense", megabytes)
    commands = {
        f"{name}, --jobs {jobs}": mtlint(home / name, jobs) for jobs in (2, 1) for name in ("clean", "dense")
    }
    # Dense text is compared with clean text and as many processes.
    rows = compared(commands, megabytes, rounds, lambda number: number // 2 * 2)
    yield Table(f"{megabytes:g} MB clean, and {megabytes:g} MB with three defects a KB and more", rows)


def start(rounds: int) -> Iterator[Table]:
    """What a short run waits for. Install mtlint anew first: rules that changed need another engine."""
    python = sys.executable
    check = (python, "-m", "mtlint", "check", str(ROOT / "seeds"))
    commands = {
        "python -c 'import click'": (python, "-c", "import click"),
        "mtlint --version": (python, "-m", "mtlint", "--version"),
        "python -c 'import click, numpy, hyperscan'": (python, "-c", "import click, numpy, hyperscan"),
        "mtlint check seeds": check,
        "mtlint check seeds, no cache": (*check, "--no-cache"),
        "the same with rules to compile": (*check, "--no-cache", "--source-lang", "vi"),
    }
    yield Table("Start; the texts are new to mtlint", compared(commands, 0, rounds))
    commands = {"python -c 'import click'": (python, "-c", "import click"), "mtlint check seeds": check}
    yield Table("The same texts again", compared(commands, 0, rounds, again=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it."""
    options = _options().parse_args(arguments)
    prose = texts.of_folder(options.prose) if options.prose else texts.of_corpus(dense=False)
    with tempfile.TemporaryDirectory(prefix="mtlint-speed-") as name:
        home = Path(name)
        os.environ["MTLINT_CACHE_DIR"] = str(home / "cache")
        # Rules are compiled here once and for all.
        measure.run((*MTLINT, str(ROOT / "seeds")))
        if options.start:
            tables = start(options.rounds)
        elif options.dense:
            tables = dense(prose, options.megabytes, options.rounds, home)
        elif options.scale:
            tables = scale.tables(prose, options.megabytes, options.rounds, home, MTLINT)
        elif options.budget:
            tables = budget.tables(prose, options.megabytes, options.rounds, home, MTLINT)
        else:
            peers = list(find(options.peers, options.only))
            tables = against_peers(prose, options.megabytes, peers, options.rounds, home)
        for table in tables:
            print("\n".join(table.markdown() if options.markdown else table.plain()), flush=True)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Speed and memory of whole commands.")
    parser.add_argument(
        "--prose", type=Path, metavar="FOLDER", help="texts (default: clean ones of the corpus)"
    )
    parser.add_argument("--megabytes", type=float, default=100, help="how much text (default: 100)")
    parser.add_argument("--rounds", type=int, default=5, help="the least of so many runs counts (default: 5)")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where benchmarks/peers.sh put them")
    parser.add_argument("--only", nargs="+", metavar="TOOL", help="these peers and no others")
    parser.add_argument("--markdown", action="store_true", help="print tables for documentation")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--dense", action="store_true", help="clean text against dense findings")
    what.add_argument("--start", action="store_true", help="what a short run waits for")
    what.add_argument("--scale", action="store_true", help="2.5, 5 and 10 times --megabytes; long files")
    what.add_argument("--budget", action="store_true", help="processor time by stage and by rule")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
