"""The tool and its rules as SARIF describes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtlint import __version__
from mtlint.findings import Severity
from mtlint.quality import Measured, load_quality
from mtlint.reporters.formats.sarif.shapes import LEVELS, Object
from mtlint.reporters.markdown_text import escape, fenced
from mtlint.rule import Rule

_TEXT = 1024
"""Characters that GitHub takes of a rule's descriptions."""

_EXAMPLES = 3
"""Of each kind, in a rule's help; its page has all."""

_PRECISION = (("very-high", 0.95), ("high", 0.8), ("medium", 0.5), ("low", 0.0))
"""GitHub's words for measured precision, and from where on they hold.

19 of 20 is what a rule must reach to run by default. From 4 of 5 on each finding is worth a look. Below one
of two most are false alarms. GitHub gives no numbers; its own queries run by default only from `high` on.
"""

_PROBLEM = {
    Severity.NEUTRAL: "recommendation",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def driver(rules: Iterable[Rule]) -> Object:
    """The tool and the rules that ran."""
    measured = load_quality()
    return {
        "name": "mtlint",
        "semanticVersion": __version__,
        "informationUri": "https://github.com/mtlint/mtlint",
        "rules": [_descriptor(rule, measured.get(rule.code)) for rule in rules],
    }


def precision_in_words(measured: Measured | None) -> str | None:
    """`very-high`, `high`, `medium` or `low`; None where precision is not yet measured."""
    precision = measured.precision if measured else None
    return None if precision is None else next(word for word, least in _PRECISION if precision >= least)


def _descriptor(rule: Rule, measured: Measured | None) -> Object:
    why = rule.why.strip()
    descriptor: Object = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[:_TEXT]},
        "fullDescription": {"text": _joined(why.split("\n\n")[0])[:_TEXT]},
        "help": {"text": f"{why}\n\n{rule.url}", "markdown": "\n\n".join(_help(rule))},
        "helpUri": rule.url,
        "defaultConfiguration": {"enabled": rule.default, "level": LEVELS[rule.severity]},
        "properties": {"tags": _tags(rule), "problem.severity": _PROBLEM[rule.severity]},
    }
    if rule.aliases:
        descriptor["deprecatedNames"] = list(rule.aliases)
    if precision := precision_in_words(measured):
        descriptor["properties"]["precision"] = precision
    return descriptor


def _tags(rule: Rule) -> list[str]:
    # A dimension without a subtype is its own type.
    return list(dict.fromkeys(("translation", rule.mqm.partition("/")[0], rule.mqm)))


def _help(rule: Rule) -> Iterator[str]:
    for paragraph in rule.why.strip().split("\n\n"):
        yield escape(_joined(paragraph))
    for title, texts in (
        ("Flagged", [example.flag for example in rule.examples if example.flag is not None]),
        ("Passes", [example.pass_ for example in rule.examples if example.pass_ is not None]),
    ):
        if texts:
            yield f"**{title}**"
            yield from map(fenced, texts[:_EXAMPLES])
    yield f"[{rule.code} {rule.name}]({rule.url})"


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())
