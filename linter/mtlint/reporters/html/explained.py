"""What the report says about a rule, and how right the rule was measured to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mtlint.installed import catalogue_folder
from mtlint.quality import Measured, load_quality, rule_digest
from mtlint.reporters.visible import visible
from mtlint.rule import Example, Rule

_MARK = re.compile("⟦(.*?)⟧", re.DOTALL)


class Part(NamedTuple):
    """A part of an example, marked where the rule flags it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example: `flag` is a text with marked parts, `fixed` what the fix makes of it."""

    flag: tuple[Part, ...]
    fixed: str | None
    passes: str | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule, ready for the page: paragraphs, examples, and what was measured, in sentences."""

    rule: Rule
    why: tuple[str, ...]
    examples: tuple[ShownExample, ...]
    measured: tuple[str, ...]


def explained(rules: Iterable[Rule]) -> list[Explained]:
    """Rules as the report explains them, in their order."""
    quality = load_quality()
    return [
        Explained(
            rule,
            tuple(paragraph for paragraph in rule.why.strip().split("\n\n") if paragraph),
            tuple(map(_example, rule.examples)),
            tuple(_measured(rule, quality)),
        )
        for rule in rules
    ]


def _example(example: Example) -> ShownExample:
    # re.split gives the text outside and inside of the marks by turns.
    parts = enumerate(_MARK.split(example.flag or ""))
    flag = tuple(Part(_lines(text), bool(number % 2)) for number, text in parts if text)
    return ShownExample(flag, _lines(example.fixed), _lines(example.pass_))


def _lines(text: str | None) -> str:
    return "\n".join(visible(line) for line in (text or "").rstrip("\n").split("\n"))


def _measured(rule: Rule, quality: Mapping[str, Measured]) -> Iterator[str]:
    measured = quality.get(rule.code)
    if measured is None:
        yield "Not yet measured."
        return
    (low, high), judged = measured.judged.interval, measured.judged.whole
    if measured.precision is None:
        yield f"Precision: not yet measured, {judged} of its hits have been judged."
    else:
        right = f"{measured.precision:.2f} ({low:.2f} to {high:.2f}, 95%)"
        yield f"Precision: {right}, of {judged} judged hits on text it was not tuned to."
    if measured.held_out_recall.whole:
        yield f"Recall: {measured.held_out_recall} defects marked in such texts were found."
    if measured.digest != rule_digest(rule, (catalogue_folder(),)):
        yield "The rule, its check or a lexicon has changed since."
