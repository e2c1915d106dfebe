"""Make the pages about rules and checks: docs/rules/ from rules/, docs/checks.md from the checks' schemas.

With --check nothing is written: the differences are printed, and the exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from check_options import Option, meaning, options_of, toml
from markup import example, prose
from mtlint import Config
from mtlint.catalogue import load_catalogue
from mtlint.checks import BUILT_IN, check_kind
from mtlint.installed import catalogue_folder
from mtlint.quality import FILE, load_quality, pool, rule_digest
from mtlint.rule import FAMILIES, Rule
from stale import ROOT, settle

DOCS = ROOT / "docs"
REPOSITORY = "https://github.com/mtlint/mtlint"
_TOO_LONG = "expressions"
"""The option that a page leaves to the rule's file: nobody configures expressions, and they take a screen."""


class CheckPage(NamedTuple):
    """What checks.md says of one check."""

    name: str
    summary: str
    options: Sequence[Option]
    meaning: str
    rules: Sequence[Rule]


def pages(rules: Sequence[Rule]) -> dict[Path, str | None]:
    """The text of every page; None for a page of a rule that is no longer there."""
    templates = _templates()
    made: dict[Path, str | None] = dict.fromkeys((DOCS / "rules").glob("*.md"))
    for rule in rules:
        made[DOCS / "rules" / f"{rule.name}.md"] = rule_page(rule, rules, templates)
    made[DOCS / "rules" / "index.md"] = templates.get_template("rules.md.jinja").render(
        rules=rules, families=FAMILIES
    )
    checks = [check_page(name, rules) for name in sorted(BUILT_IN)]
    made[DOCS / "quality.md"] = quality_page(rules, templates)
    made[DOCS / "checks.md"] = templates.get_template("checks.md.jinja").render(checks=checks)
    return made


def rule_page(rule: Rule, rules: Sequence[Rule], templates: jinja2.Environment) -> str:
    """The page of one rule; `rules` are all there are."""
    kind = check_kind(rule.check)
    assert kind is not None
    measured = load_quality().get(rule.code)
    return templates.get_template("rule.md.jinja").render(
        rule=rule,
        source=rule.file.relative_to(ROOT).as_posix(),
        repository=REPOSITORY,
        flags=[one for one in rule.examples if one.flag is not None],
        passes=[one for one in rule.examples if one.pass_ is not None],
        over=[other for other in rules if other.code in rule.over],
        under=[other for other in rules if rule.code in other.over],
        settings=dict(_settings(rule, options_of(kind))),
        meaning=meaning(kind),
        measured=measured,
        current=measured is not None and measured.digest == rule_digest(rule, [catalogue_folder()]),
    )


def quality_page(rules: Sequence[Rule], templates: jinja2.Environment) -> str:
    """The page that says how right the rules are."""
    figures = load_quality()
    texts = json.loads((catalogue_folder() / FILE).read_text("utf-8"))["texts"]
    halves = {
        "tune": {
            "precision": pool(one.tuned_precision for one in figures.values()),
            "recall": pool(one.tuned_recall for one in figures.values()),
        },
        "report": {
            "precision": pool(one.held_out_precision for one in figures.values()),
            "recall": pool(one.held_out_recall for one in figures.values()),
        },
    }
    measured = [(rule, figures[rule.code]) for rule in rules if rule.code in figures]
    return templates.get_template("quality.md.jinja").render(texts=texts, pooled=halves, measured=measured)


def check_page(name: str, rules: Sequence[Rule]) -> CheckPage:
    """What there is to say of a check."""
    kind = check_kind(name)
    assert kind is not None
    summary = inspect.cleandoc(inspect.getmodule(kind).__doc__ or "")
    return CheckPage(name, summary, options_of(kind), meaning(kind), [r for r in rules if r.check == name])


def _settings(rule: Rule, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """What the rule sets, and the numbers that it leaves as the check has them: people tune those."""
    for option in options:
        if option.key in rule.with_ and option.key != _TOO_LONG:
            yield option.key, toml(rule.with_[option.key])
        elif option.default is not None and option.default.isdecimal():
            yield option.key, option.default


def _link(rule: Rule, folder: str = "") -> str:
    return f"[{rule.code} {rule.name}]({folder}{rule.name}.md)"


def _templates() -> jinja2.Environment:
    # Filters escape what comes from rules: Jinja's own escaping knows nothing of Markdown.
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    filters: dict[str, Any] = {
        "example": example,
        "prose": prose,
        "link": _link,
        "link_in_rules": lambda rule: _link(rule, "rules/"),
    }
    environment.filters.update(filters)
    return environment


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description="Make the pages about rules and checks.")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if one is out of date"
    )
    arguments = parser.parse_args()
    return settle(pages(load_catalogue(Config()).rules), check=arguments.check)


if __name__ == "__main__":
    sys.exit(main())
