"""How right the rules are: precision and recall on marked-up articles, false alarms on clean prose.

    python benchmarks/quality.py                               the corpus of tests/corpus
    python benchmarks/quality.py --clean "Title=FOLDER" ...    and folders of clean prose
    python benchmarks/quality.py --inject --write ...          and injected defects; write rules/quality.json
    python benchmarks/quality.py --stale                       which rules changed since they were measured

The corpus has two halves. Rules may be tuned to the articles of `tune`; those of `report` are only counted. A
finding is right when it overlaps a mark of its rule, a mark is found when a finding of its rule overlaps it;
one that stands on an optional mark counts neither way. Findings on clean prose are false alarms, unless their
fingerprint stands in `benchmarks/judged.jsonl`, the list of those that somebody read and found real. Neutral
findings are counted in the corpus, and are no false alarms.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from injection import Recall, inject, stretches
from mtlint import Config, Linter
from mtlint.catalogue import Catalogue, load_catalogue
from mtlint.config_file import load_config
from mtlint.installed import catalogue_folder
from mtlint.quality import FEWEST_JUDGED, FILE, Share, load_quality, pool, rule_digest
from scoring import Score, clean_score, marked_score

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
JUDGED = ROOT / "benchmarks" / "judged.jsonl"
HALVES = ("tune", "report")


def judged_real() -> set[str]:
    """Fingerprints of hits on clean prose that are real defects."""
    return {json.loads(line)["fingerprint"] for line in JUDGED.read_text("utf-8").splitlines()}


@dataclass(frozen=True)
class Report:
    """Everything that was measured."""

    catalogue: Catalogue
    halves: Mapping[str, Score]
    clean: Mapping[str, Score]
    injected: Recall

    def on_clean(self, code: str) -> Share:
        """Hits of a rule on clean prose that were real, of all."""
        return pool(score.precision(code) for score in self.clean.values())

    def row(self, code: str) -> dict[str, Share]:
        """The figures of a rule, by the fields of `mtlint.quality.Measured`."""
        return {
            "tuned_precision": self.halves["tune"].precision(code),
            "tuned_recall": self.halves["tune"].recall(code),
            "held_out_precision": self.halves["report"].precision(code),
            "held_out_recall": self.halves["report"].recall(code),
            "clean": self.on_clean(code),
            "injected": Share(self.injected.found[code], self.injected.cases[code]),
        }

    def write(self) -> None:
        """Write the committed file, with what each rule was measured with."""
        rules = {
            rule.code: {**self.row(rule.code), "digest": rule_digest(rule, self.catalogue.folders)}
            for rule in self.catalogue.rules
        }
        lines = ",\n".join(f"    {json.dumps(code)}: {json.dumps(row)}" for code, row in rules.items())
        texts = {
            **{title: {"texts": score.texts, "words": score.words} for title, score in self.halves.items()},
            **{
                title: {"texts": score.texts, "words": score.words, "alarms": score.stray.total()}
                for title, score in self.clean.items()
            },
        }
        head = f'  "schema": 1,\n  "texts": {json.dumps(texts)},\n  "rules": {{\n'
        (catalogue_folder() / FILE).write_text(f"{{\n{head}{lines}\n  }}\n}}\n", "utf-8")

    def lines(self) -> Iterator[str]:
        """The table."""
        yield (
            f"{'rule':30}{'tune P':>8}{'R':>6}{'n':>5}  {'report P':>9}{'R':>6}{'n':>5}{'clean':>8}"
            f"{'judged':>8}  {'precision (95%)':20}{'injected R':>11}{'n':>6}"
        )
        for rule in self.catalogue.rules:
            yield self._line(f"{rule.code} {rule.name}", self.row(rule.code))
        every = {key: pool(self.row(rule.code)[key] for rule in self.catalogue.rules) for key in self.row("")}
        yield self._line("all", every)
        yield ""
        for title, score in self.halves.items():
            yield (
                f"{title}: {score.texts} articles, {score.words:,} words;"
                f" precision {score.precision()}, recall {score.recall()}"
            )
        for title, score in self.clean.items():
            worst = max(score.stray, key=score.stray.__getitem__, default="none")
            yield (
                f"{title}: {score.texts} texts, {score.words:,} words; {score.stray.total()} false alarms,"
                f" {score.alarms(score.stray):.2f} per 10,000 words"
                f" (most: {worst} {score.alarms([worst]):.2f}); {score.right.total()} real"
            )

    @staticmethod
    def _line(title: str, row: Mapping[str, Share]) -> str:
        judged = pool((row["held_out_precision"], row["clean"]))
        low, high = judged.interval
        clean = f"{row['clean'].part}/{row['clean'].whole}"
        measured = f"{_value(judged)} ({low:.2f} to {high:.2f})"
        return (
            f"{title:30}{_value(row['tuned_precision']):>8}{_value(row['tuned_recall']):>6}"
            f"{row['tuned_recall'].whole:5}  {_value(row['held_out_precision']):>9}"
            f"{_value(row['held_out_recall']):>6}{row['held_out_recall'].whole:5}"
            f"{clean:>8}{judged.whole:8}  "
            f"{measured if judged.whole >= FEWEST_JUDGED else 'not yet measured':20}"
            f"{_value(row['injected']):>11}{row['injected'].whole:6}"
        )


def _value(share: Share) -> str:
    return "-" if share.value is None else f"{share.value:.2f}"


def stale_rules() -> list[str]:
    """Codes of the rules that changed since they were measured, or never were."""
    catalogue, measured = load_catalogue(Config()), load_quality()
    return [
        rule.code
        for rule in catalogue.rules
        if rule.code not in measured or measured[rule.code].digest != rule_digest(rule, catalogue.folders)
    ]


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="Precision and recall of every rule.")
    parser.add_argument("--clean", action="append", default=[], metavar="TITLE=FOLDER", help="clean prose")
    parser.add_argument("--inject", action="store_true", help="spoil the clean plain texts, too")
    parser.add_argument("--write", action="store_true", help="write rules/quality.json")
    parser.add_argument("--stale", action="store_true", help="only say which rules changed since")
    parser.add_argument(
        "--details", nargs="*", metavar="PART", help="print misses and strays (of these parts)"
    )
    arguments = parser.parse_args()
    if arguments.stale:
        changed = stale_rules()
        print(
            f"changed since they were measured: {', '.join(changed)}"
            if changed
            else "all figures are current"
        )
        return 0
    report = measure(dict(one.split("=", 1) for one in arguments.clean), injected=arguments.inject)
    print("\n".join(report.lines()))
    for title, score in {**report.halves, **report.clean}.items():
        if arguments.details is not None and (title in arguments.details or not arguments.details):
            print(f"\n{title}")
            print("\n".join(score.details))
    if arguments.write:
        report.write()
    return 0


def measure(clean: Mapping[str, str], *, injected: bool) -> Report:
    """Lint everything that is to be measured; `clean` are folders by title."""
    config = load_config(file=CORPUS / "mtlint.toml")
    corpus, prose = Linter(config), Linter(Config())
    halves = {half: marked_score(corpus, CORPUS / half) for half in HALVES}
    real = judged_real()
    folders = {title: Path(folder) for title, folder in clean.items()}
    scores = {title: clean_score(prose, folder, real) for title, folder in folders.items()}
    recall = inject(stretches([*folders.values(), CORPUS]), 200) if injected else Recall()
    return Report(load_catalogue(config), halves, scores, recall)


if __name__ == "__main__":
    raise SystemExit(main())
