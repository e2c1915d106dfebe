"""What other checkers find of the defects that machine translation leaves, and what else they flag.

    benchmarks/peers.sh FOLDER
    python benchmarks/peers_quality.py --peers FOLDER --languagetool-url http://localhost:8081
    python benchmarks/peers_quality.py --peers FOLDER ... --write     rewrite the tables of docs/peers.md

On seeds/, with the defects of tests/gold/, and on the report half of tests/corpus/. A marked defect is
touched when a finding overlaps it, whatever the finding says of it; that is kinder to all tools than
benchmarks/scoring.py, which also asks for the right rule. It is found when a finding of its own size does:
one that says of a whole sentence that it is too long touches every defect in it, and points at none. All
other findings count as "else", but for those on optional marks, which count neither way. Only counts are
printed, since rules may not be tuned to the report half. Every tool, mtlint too, runs with its default
configuration.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from marked import Article, Mark, articles
from mtlint import Linter, __version__
from mtlint.catalogue import load_catalogue
from mtlint.config import Config
from mtlint.findings import Severity
from mtlint.rule import FAMILIES
from peer_findings import LANGUAGETOOL, PEERS, Peer, Stretch

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "peers.md"
_SHORT = 60
"""Bytes, some eight words: a longer finding points at what it overlaps if it is at most twice as long."""


@dataclass
class Tool:
    """A tool's name for the table, and what it found in each set of texts."""

    name: str
    what: str
    setting: str
    scores: list[Score] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """Of one set of texts: the marks found, how many were touched, and how many findings are else."""

    found: frozenset[tuple[str, Mark]]
    touched: int
    marks: Counter[str]
    else_: int
    words: int

    def share(self, family: str | None = None) -> str:
        """`12 of 53`, of a family or of all."""
        found = Counter(mark.code[:3] for _, mark in self.found)
        if family is None:
            return f"{found.total()} of {self.marks.total()}"
        return f"{found[family]} of {self.marks[family]}" if self.marks[family] else ""

    @property
    def rate(self) -> float:
        """Findings on no mark, per 1,000 words."""
        return 1000 * self.else_ / self.words


def seeds() -> list[Article]:
    """The two seeds with their annotated defects."""
    codes = {rule.name: rule.code for rule in load_catalogue(Config()).rules}
    rows = [json.loads(line) for line in (ROOT / "tests/gold/seeds.jsonl").read_text("utf-8").splitlines()]
    found = []
    for file in sorted((ROOT / "seeds").glob("*.txt")):
        text = file.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        marks = []
        for row in (row for row in rows if row["path"] == file.name):
            before = "".join(lines[: row["line"] - 1]) + lines[row["line"] - 1][: row["column"] - 1]
            start = len(before.encode())
            end = start + len(row["text"].encode())
            marks.append(Mark(codes[row["rule"]], start, end, bool(row.get("optional"))))
        found.append(Article(file.name, text, tuple(marks)))
    return found


def report_half() -> list[Article]:
    """The articles of the report half, each by a name without a folder."""
    found = articles(ROOT / "tests" / "corpus" / "report")
    return [Article(one.name.replace("/", "-"), one.text, one.marks) for one in found]


def score(texts: Sequence[Article], stretches: Iterable[Stretch]) -> Score:
    """Count what was found of the marks, and what else."""
    by_name = {article.name: article for article in texts}
    found: set[tuple[str, Mark]] = set()
    touched: set[tuple[str, Mark]] = set()
    strays = 0
    for name, start, end in {*stretches}:
        text = by_name[name].text
        first, last = (len(text[:place].encode()) for place in (start, end))
        overlapped = [mark for mark in by_name[name].marks if mark.start < last and first < mark.end]
        on = [mark for mark in overlapped if last - first <= max(_SHORT, 2 * (mark.end - mark.start))]
        touched.update((name, mark) for mark in overlapped if not mark.optional)
        found.update((name, mark) for mark in on if not mark.optional)
        strays += not on
    marks = Counter(mark.code[:3] for one in texts for mark in one.marks if not mark.optional)
    return Score(frozenset(found), len(touched), marks, strays, sum(len(one.text.split()) for one in texts))


def ours(texts: Sequence[Article], *, neutral: bool) -> Iterator[Stretch]:
    """What mtlint finds, with or without what it calls neutral."""
    linter = Linter()
    for article in texts:
        raw = article.text.encode()
        for one in linter.check_text(article.text, filename=article.name):
            if neutral or one.severity is not Severity.NEUTRAL:
                start, end = (len(raw[:place].decode()) for place in (one.start, one.end))
                yield Stretch(article.name, start, end)


def theirs(peer: Peer, program: str, texts: Sequence[Article]) -> Iterator[Stretch]:
    """What a peer finds in the texts, which are written to a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="mtlint-peers-") as home:
        folder = Path(home) / "texts"
        folder.mkdir()
        for article in texts:
            (folder / article.name).write_text(article.text, "utf-8", newline="")
        yield from peer.find(program, folder, {article.name: article.text for article in texts})


def measured(folder: Path, url: str | None, sets: Sequence[Sequence[Article]]) -> Iterator[Tool]:
    """Every tool that is here, with its scores."""
    for neutral, command in ((True, "`mtlint check --show-neutral`"), (False, "`mtlint check`")):
        name = f"mtlint {__version__}{'' if neutral else ', without neutral'}"
        scores = [score(one, ours(one, neutral=neutral)) for one in sets]
        yield Tool(name, "what translation leaves", command, scores)
    programs = [(peer, shutil.which(peer.name, path=str(folder / "bin"))) for peer in PEERS]
    for peer, program in (*programs, (LANGUAGETOOL, url)):
        if program is None:
            print(f"{peer.name}: not here, left out", file=sys.stderr)
            continue
        print(f"{peer.name} ...", file=sys.stderr)
        name = f"{peer.name} {peer.version(program)}".strip()
        yield Tool(name, peer.what, peer.setting, [score(one, theirs(peer, program, one)) for one in sets])


def tables(tools: Sequence[Tool], titles: Sequence[str]) -> Iterator[str]:
    """How each tool was called, and a table for each set of texts."""
    yield from ("| Tool | Looks for | Called as |", "| --- | --- | --- |")
    yield from (f"| {tool.name} | {tool.what} | {tool.setting} |" for tool in tools)
    for number, title in enumerate(titles):
        families = [family for family in FAMILIES if tools[0].scores[number].marks[family]]
        heads = ("Tool", "Found", "Not by mtlint", *families, "Touched", "Else per 1,000 words")
        yield from (
            "",
            f"**{title}**",
            "",
            f"| {' | '.join(heads)} |",
            "| --- |" + " ---: |" * (len(heads) - 1),
        )
        for tool in tools:
            one = tool.scores[number]
            alone = len(one.found - tools[0].scores[number].found)
            shares = (one.share(family) for family in families)
            cells = (tool.name, one.share(), str(alone), *shares, str(one.touched), f"{one.rate:.1f}")
            yield f"| {' | '.join(cells)} |"


def written(page: str, lines: Iterable[str]) -> str:
    """The page with these lines between its marks. Raises ValueError where it has none."""
    if not re.search(r"(?s)<!-- tables -->\n.*\n<!-- end -->", page):
        raise ValueError("the page has no marks to put tables between")
    table = "\n".join(lines)
    return re.sub(
        r"(?s)(<!-- tables -->\n).*?(\n<!-- end -->)", lambda at: f"{at[1]}\n{table}\n{at[2]}", page
    )


def main() -> int:
    """Measure, and print or write the tables."""
    parser = argparse.ArgumentParser(description="What other checkers find of marked defects.")
    parser.add_argument("--peers", type=Path, required=True, metavar="FOLDER", help="where peers.sh put them")
    parser.add_argument("--languagetool-url", metavar="URL", help="a LanguageTool server that is running")
    parser.add_argument("--write", action="store_true", help="rewrite the tables of docs/peers.md")
    arguments = parser.parse_args()
    sets = {"Seeds": seeds(), "Report half": report_half()}
    tools = list(measured(arguments.peers.resolve(), arguments.languagetool_url, list(sets.values())))
    titles = [
        f"{title}: {len(texts)} articles, {one.words:,} words, {one.marks.total():,} marked defects"
        for (title, texts), one in zip(sets.items(), tools[0].scores, strict=True)
    ]
    lines = list(tables(tools, titles))
    print("\n".join(lines))
    if arguments.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), lines), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
