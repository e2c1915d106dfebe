"""Recall on known damage: `python benchmarks/injection.py FOLDER...` spoils clean texts and lints them.

Each case is a stretch of clean plain text with one damage of `damages.py`; it is found when the rule it is
for reports something that overlaps the damage. "Any rule" counts a finding of another rule there, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from damages import DAMAGES, Damage, Damaged
from mtlint import Config, Linter
from mtlint.document import Document
from mtlint.positions import TextLocate
from mtlint.readers import read_file

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
LENGTH = 2_000  # code points of a case at least: a short article
SEED = 20261122


@dataclass
class Recall:
    """How many cases of each rule there were, and how many of them were found."""

    cases: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    by_any: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def codes(self) -> list[str]:
        """The rules there are cases for."""
        return sorted(self.cases)


def stretches(folders: Sequence[Path]) -> list[str]:
    """Whole paragraphs of the unmarked plain texts of some folders, `LENGTH` or more at a time."""
    files = [file for folder in folders for file in sorted(folder.rglob("*.txt"))]
    texts = (
        document.text.decode() for file in files for document in read_file(str(file), Config()).documents
    )
    return [stretch for text in texts if "⟦" not in text for stretch in _cut(text)]


def _cut(text: str) -> Iterator[str]:
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        paragraphs.append(paragraph.strip("\n"))
        if sum(map(len, paragraphs)) >= LENGTH:
            yield "\n\n".join(paragraphs)
            paragraphs = []


def cases(damage: Damage, texts: Sequence[str], wanted: int) -> list[Damaged]:
    """Up to `wanted` texts with this damage, the same in every run."""
    random = Random(f"{SEED} {damage.code} {damage.pattern}")
    made: list[Damaged] = []
    for text in random.sample(texts, len(texts)):
        spoilt = damage.apply(text, random)
        if spoilt is not None and spoilt.text != text:
            made.append(spoilt)
        if len(made) == wanted:
            break
    return made


def inject(texts: Sequence[str], wanted: int) -> Recall:
    """Spoil texts in every way and lint them."""
    linter = Linter(Config(extend_select=tuple({damage.code for damage in DAMAGES})))
    recall = Recall()
    for damage in DAMAGES:
        made = cases(damage, texts, wanted)
        documents = [_document(number, spoilt.text) for number, spoilt in enumerate(made)]
        for spoilt, findings in zip(made, linter.check_batch(documents), strict=True):
            there = {one.code for one in findings if one.start < spoilt.end and spoilt.start < one.end}
            recall.cases[damage.code] += 1
            recall.found[damage.code] += damage.code in there
            recall.by_any[damage.code] += bool(there)
            if damage.code not in there:
                recall.missed[damage.code].append(_seen(spoilt, there))
    return recall


def _document(number: int, text: str) -> Document:
    raw = text.encode()
    return Document(f"case {number}", raw, TextLocate(raw), None)


def _seen(spoilt: Damaged, there: set[str]) -> str:
    raw = spoilt.text.encode()
    before, after = raw[max(0, spoilt.start - 50) : spoilt.start], raw[spoilt.end : spoilt.end + 40]
    words = [part.decode(errors="ignore") for part in (before, raw[spoilt.start : spoilt.end], after)]
    return f"{words[0]!r} [[{words[1][:160]!r}]] {words[2]!r} {' '.join(sorted(there))}"


def main() -> int:
    """Spoil, lint, print."""
    parser = argparse.ArgumentParser(description="Recall on known damage to clean text.")
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], help="clean plain text")
    parser.add_argument("--cases", type=int, default=200, help="of each damage at most (default: 200)")
    parser.add_argument("--misses", type=int, default=0, help="print so many missed cases of each rule")
    arguments = parser.parse_args()
    texts = stretches(arguments.folders)
    if not texts:
        print("no clean plain text (.txt) of 2,000 characters in these folders", file=sys.stderr)
        return 2
    recall = inject(texts, arguments.cases)
    print(f"{len(texts):,} stretches of clean text, {recall.cases.total():,} cases")
    print(f"{'rule':8}{'cases':>7}{'found':>7}{'recall':>8}{'any rule':>10}")
    for code in recall.codes:
        of = recall.cases[code]
        print(
            f"{code:8}{of:7}{recall.found[code]:7}"
            f"{recall.found[code] / of:8.3f}{recall.by_any[code] / of:10.3f}"
        )
    for code in recall.codes:
        for miss in recall.missed[code][: arguments.misses]:
            print(f"missed {code}: {miss}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
