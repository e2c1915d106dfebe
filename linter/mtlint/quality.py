"""How right each rule was measured to be: `rules/quality.json`, which `benchmarks/quality.py` writes.

Precision is what was right among the hits that somebody judged, on text the rule was not tuned to: the
report half of the marked-up corpus and folders of clean prose. Recall is what was found of the defects marked
in that half; recall on injected defects says how much of a known damage is found in text that was clean.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from mtlint.cache import digest
from mtlint.checks import check_kind
from mtlint.errors import CatalogueError
from mtlint.installed import catalogue_folder
from mtlint.rule import Rule

FILE = "quality.json"

FEWEST_JUDGED = 20
"""Fewer judged hits measure nothing: with 20 of 20 right, precision may still be 0.84 (Wilson, 95%)."""

_Z = 1.96  # the 95% interval
_CHECKS = "mtlint.checks."


class Share(NamedTuple):
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95% (Wilson 1927, doi:10.2307/2276774)."""
        if not self.whole:
            return 0.0, 1.0
        share, square = self.part / self.whole, _Z * _Z
        middle = share + square / (2 * self.whole)
        spread = _Z * math.sqrt(share * (1 - share) / self.whole + square / (4 * self.whole**2))
        below = 1 + square / self.whole
        return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)

    def __str__(self) -> str:
        return "-" if self.value is None else f"{self.value:.2f} ({self.part} of {self.whole})"


def pool(shares: Iterable[Share]) -> Share:
    """Several shares as one."""
    every = list(shares)
    return Share(sum(one.part for one in every), sum(one.whole for one in every))


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a rule.

    `tuned` and `held_out` are the halves of the corpus: hits that were right, and marked defects that were
    found. `clean` are hits of minor or above on clean prose that were right. `digest` is that of the rule,
    its check and its lexicons as they were.
    """

    tuned_precision: Share
    tuned_recall: Share
    held_out_precision: Share
    held_out_recall: Share
    clean: Share
    injected: Share
    digest: str

    @property
    def judged(self) -> Share:
        """Right hits among those that were judged on text the rule was not tuned to."""
        return pool((self.held_out_precision, self.clean))

    @property
    def precision(self) -> float | None:
        """What was right of the judged hits; None while they are too few to say."""
        return self.judged.value if self.judged.whole >= FEWEST_JUDGED else None


def load_quality(folder: Path | None = None) -> Mapping[str, Measured]:
    """The figures of a catalogue's folder (default: mtlint's own) by code; none where it has no such file.

    Raises CatalogueError where the file is damaged.
    """
    file = (folder or catalogue_folder()) / FILE
    if not file.is_file():
        return {}
    try:
        rules = json.loads(file.read_text("utf-8"))["rules"]
        return {code: _measured(row) for code, row in rules.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise CatalogueError(f"{file}: no figures ({why}); run benchmarks/quality.py --write") from None


def _measured(row: Mapping[str, Any]) -> Measured:
    digest = row["digest"]
    return Measured(**{key: Share(*one) for key, one in row.items() if key != "digest"}, digest=digest)


def rule_digest(rule: Rule, folders: Sequence[Path]) -> str:
    """A hash of what a rule finds by: its file, the sources of its check, its lexicons for English."""
    kind = check_kind(rule.check)
    sources = _sources(kind.__module__) if kind else ()
    return digest(file.read_bytes() for file in (rule.file, *sources, *_lexicons(rule, folders)))


def _sources(module: str) -> Iterable[Path]:
    """The file of a check's module, and those of what it is made of, in a fixed order."""
    known, new = set[str](), {module}
    while new:
        known |= new
        values = (value for name in new for value in vars(sys.modules[name]).values())
        of_values = {str(getattr(value, "__module__", "")) for value in values}
        new = {name for name in of_values if name.startswith(_CHECKS)} - known
    return [Path(file) for name in sorted(known) if (file := sys.modules[name].__file__)]


def _lexicons(rule: Rule, folders: Sequence[Path]) -> Iterable[Path]:
    """The files that the values of `with` name, in a fixed order."""
    for path in sorted(set(_paths(rule.with_))):
        for folder in folders:
            # The figures are of translations into English, out of any language.
            pattern = path.replace("{target-lang}", "en").replace("{source-lang}", "*")
            yield from sorted(folder.glob(pattern))


def _paths(value: object) -> Iterable[str]:
    if isinstance(value, str) and value.startswith("lexicons/"):
        yield value.partition("#")[0]
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _paths(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _paths(one)
