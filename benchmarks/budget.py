"""What the processor time of a run is spent on, and what one more rule costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import measure
import texts
from engine import COLUMNS, Bench
from mtlint.config import Config
from tables import Row, Table

_RULES = (0, 50, 100, 500)
_MATCHES = "matches"
_READ = ("read, decode", "join")
_OUTPUT = ("settle, count words", "render", "json-lines")
_RULE = """\
code: BEN{number:03}
name: bench-{number}
summary: A phrase
severity: neutral
mqm: style/other
check: pattern
message: '"{{span}}" is a phrase'
why: It is there to cost time.
with: {{ignore-case: true, expressions: ['\\b(?P<span>(?:{first}) {second})\\b']}}
examples: []
"""


def tables(
    articles: Sequence[bytes], megabytes: float, rounds: int, home: Path, command: Sequence[str]
) -> Iterator[Table]:
    """Stages of a run with one process, and the cost of 50, 100 and 500 rules more."""
    folder = home / "texts"
    texts.write(articles, folder, megabytes)
    (home / "empty.txt").write_bytes(b"\n")
    one = (*command, "--jobs", "1")
    start, whole = measure.best([(*one, str(home / "empty.txt")), (*one, str(folder))], rounds)
    seconds = {"start": start.cpu, **stages(folder, rounds)}
    seconds["the rest: walking, writing"] = max(whole.cpu - sum(seconds.values()), 0)
    rows = [Row(name, megabytes, 0, spent, 0, spent / whole.cpu) for name, spent in seconds.items()]
    rows.append(Row("all, as a command", megabytes, whole.wall, whole.cpu, 0, 1))
    yield Table("Processor time by stage (times: share of the whole)", rows)
    more = list(_rules(folder, megabytes, rounds, home, command))
    yield Table("More rules; cold: one line of text, without the cache", more)


def stages(folder: Path, rounds: int) -> dict[str, float]:
    """The least processor seconds of each stage, in this process."""
    bench = Bench(sorted(map(str, folder.rglob("*.txt"))), Config(root=folder, cache=False))
    bench.run()
    least: dict[str, float] = {}
    for _ in range(max(rounds, 1)):
        found, _ = bench.run_by_stages()
        for stage, spent in _summed(found).items():
            least[stage] = min(spent, least.get(stage, spent))
    return least


def _summed(found: dict[str, float]) -> dict[str, float]:
    columns = [stage for stage, _ in COLUMNS]
    sums = dict.fromkeys(("read", "columns", "patterns", "checks", "output"), 0.0)
    for stage, spent in found.items():
        if stage in _READ:
            sums["read"] += spent
        elif stage in _OUTPUT:
            sums["output"] += spent
        elif stage == _MATCHES:
            sums["patterns"] += spent
        else:
            sums["columns" if stage in columns else "checks"] += spent
    return sums


def _rules(folder: Path, megabytes: float, rounds: int, home: Path, command: Sequence[str]) -> Iterator[Row]:
    """Generated rules, each a phrase of two words of the texts: words that occur, phrases that seldom do."""
    plain = [word for word in command if word != "--isolated"]
    words = sorted({word for file in sorted(folder.rglob("*.txt"))[:100] for word in _words(file)})
    commands: list[Sequence[str]] = []
    for count in _RULES:
        settings = home / f"more-{count}.toml"
        write_rules(home / f"more-{count}", words, count)
        settings.write_text(f'rules = ["more-{count}"]\n')
        with_rules = (*plain, "--config", str(settings), "--jobs", "1")
        commands += [(*with_rules, str(folder)), (*with_rules, "--no-cache", str(home / "empty.txt"))]
    costs = measure.best(commands, rounds)
    for count, warm, cold in zip(_RULES, costs[::2], costs[1::2], strict=True):
        yield Row(f"{count} more", megabytes, warm.wall, warm.cpu, 0, warm.cpu / costs[0].cpu)
        yield Row(f"{count} more, cold", 0, cold.wall, cold.cpu, 0, cold.cpu / costs[1].cpu)


def _words(file: Path) -> list[str]:
    return re.findall(r"\b[a-z]{4,12}\b", file.read_text("utf-8"))


def write_rules(folder: Path, words: Sequence[str], count: int) -> None:
    """So many rules, the same at every call."""
    folder.mkdir()
    random = Random(0)
    for number in range(count):
        first = "|".join(random.sample(words, 3))
        rule = _RULE.format(number=number, first=first, second=random.choice(words))
        (folder / f"bench-{number:03}.yaml").write_text(rule)
