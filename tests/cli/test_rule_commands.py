"""`mtlint rules` and `mtlint rule`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtlint.cli.rule import command as rule
from mtlint.cli.rule import explain
from mtlint.cli.rules import command as rules
from mtlint.errors import MtlintError
from mtlint.findings import Applicability, Severity
from mtlint.quality import Measured, Share
from mtlint.rule import Example, FixTemplate, Rule

A_RULE = Rule(
    code="ACC101",
    name="repeated-phrase",
    summary="A phrase is repeated across a conjunction or comma",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    check="repetition",
    message='"{phrase}" is repeated',
    why="One of the two was another term.\n\nIdioms are spared.\n",
    examples=(
        Example(flag="on ⟦anti-corruption and anti-corruption⟧.", fixed="on anti-corruption."),
        Example(pass_="more and more"),
    ),
    target_lang=("en",),
    with_={"connectors": "connectors.txt", "limits": {"words": 3}, "strict": True},
    fix=FixTemplate(Applicability.UNSAFE, "{phrase}"),
    file=Path("ACC101.yaml"),
)


def test_explanation() -> None:
    assert list(explain(A_RULE)) == [
        "ACC101 repeated-phrase",
        "A phrase is repeated across a conjunction or comma",
        "",
        "severity:        major",
        "runs:            by default",
        "MQM:             accuracy/addition",
        "target language: en",
        "source language: any",
        "fix:             unsafe",
        f"page:            {A_RULE.url}",
        "",
        "Measured",
        "  not yet measured",
        "",
        "Why",
        "  One of the two was another term.",
        "",
        "  Idioms are spared.",
        "",
        "Examples",
        "  flagged: on ⟦anti-corruption and anti-corruption⟧.",
        "  fixed:   on anti-corruption.",
        "  passes:  more and more",
        "",
        "Options (in the configuration: rules.ACC101)",
        '  connectors = "connectors.txt"',
        "  limits = {words = 3}",
        "  strict = true",
    ]


def test_explanation_shows_what_was_measured() -> None:
    nothing = Share(0, 0)
    few = Measured(nothing, nothing, Share(9, 9), Share(9, 12), nothing, nothing, "")
    enough = replace(few, held_out_precision=Share(38, 39), clean=Share(1, 1), injected=Share(180, 200))
    assert measured(few) == [
        "  precision  not yet measured: 9 judged hits",
        "  recall     0.75 (9 of 12) marked defects",
    ]
    assert measured(enough) == [
        "  precision  0.97 (0.87 to 1.00), of 40 judged hits",
        "  recall     0.75 (9 of 12) marked defects",
        "             0.90 (180 of 200) injected defects",
    ]
    assert measured(few, current=False)[-1] == "  The rule, its check or a lexicon has changed since."


def measured(figures: Measured, *, current: bool = True) -> list[str]:
    lines = list(explain(A_RULE, figures, current=current))
    return lines[lines.index("Measured") + 1 : lines.index("Why") - 1]


def test_an_indented_paragraph_of_an_explanation_stays_as_it_is() -> None:
    why = "Name the table:\n\n    [rules.TER103]\n    table = 'glossary.csv'\n\nIt has columns.\n"
    lines = list(explain(A_RULE._replace(why=why)))
    assert lines[lines.index("Why") + 1 :][:6] == [
        "  Name the table:",
        "",
        "      [rules.TER103]",
        "      table = 'glossary.csv'",
        "",
        "  It has columns.",
    ]


def test_list_has_a_line_per_rule() -> None:
    table = CliRunner().invoke(rules, ["--isolated"]).output.splitlines()
    data = json.loads(CliRunner().invoke(rules, ["--isolated", "--output-format", "json"]).output)
    assert [line.split()[:2] for line in table] == [[entry["code"], entry["name"]] for entry in data]
    assert [entry["code"] for entry in data] == sorted(entry["code"] for entry in data)
    assert "LIN108" in {entry["code"] for entry in data}


@pytest.mark.parametrize("selector", ["LIN108", "repeated-word"])
def test_a_rule_is_found_by_code_and_name(selector: str) -> None:
    assert CliRunner().invoke(rule, [selector, "--isolated"]).output.startswith("LIN108 repeated-word\n")


def test_an_unknown_rule_is_an_error() -> None:
    error = CliRunner().invoke(rule, ["repeated-wrd", "--isolated"]).exception
    assert isinstance(error, MtlintError)
    assert "repeated-word" in str(error)
