"""`mtlint rule`: what one rule finds, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtlint.cli.options import CONFIG_OPTIONS, with_options
from mtlint.cli.rules import fix_of
from mtlint.config_file import load_config
from mtlint.reporters.visible import visible

if TYPE_CHECKING:
    from mtlint.quality import Measured
    from mtlint.rule import Example, Rule

_WIDTH = 88


@click.command("rule", short_help="Explain a rule.")
@click.argument("rule", metavar="CODE|NAME")
@with_options(CONFIG_OPTIONS)
def command(rule: str, config: Path | None, *, isolated: bool) -> None:
    """Explain a rule: what it finds and spares, why, with examples and its options."""
    from mtlint.catalogue import load_catalogue
    from mtlint.quality import load_quality, rule_digest

    catalogue = load_catalogue(load_config(file=config, isolated=isolated))
    found = catalogue.find(rule)
    measured = load_quality().get(found.code)
    current = measured is not None and measured.digest == rule_digest(found, catalogue.folders)
    for line in explain(found, measured, current=current):
        click.echo(line)


def explain(rule: Rule, measured: Measured | None = None, *, current: bool = True) -> Iterator[str]:
    """The explanation, line by line; `current`: the rule is still what was measured."""
    yield f"{rule.code} {rule.name}"
    yield from textwrap.wrap(rule.summary, _WIDTH)
    yield ""
    yield from _facts(rule)
    yield from ("", "Measured")
    yield from (f"  {line}" for line in _quality(measured, current=current))
    yield from ("", "Why")
    for number, paragraph in enumerate(rule.why.strip().split("\n\n")):
        yield from [""] if number else []
        yield from _paragraph(paragraph)
    yield from ("", "Examples")
    for example in rule.examples:
        yield from _example(example)
    if rule.with_:
        yield from ("", f"Options (in the configuration: rules.{rule.code})")
        for key, value in rule.with_.items():
            yield f"  {key} = {_toml(value)}"


def _paragraph(text: str) -> Iterable[str]:
    """A paragraph, wrapped; an indented one, which shows a configuration, as it stands."""
    if text.startswith("    "):
        return textwrap.indent(text, "  ").splitlines()
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _facts(rule: Rule) -> Iterator[str]:
    facts = {
        "severity": rule.severity.value,
        "runs": "by default" if rule.default else "when selected",
        "MQM": rule.mqm,
        "target language": ", ".join(rule.target_lang),
        "source language": ", ".join(rule.source_lang),
        "fix": fix_of(rule) or "none",
        "also called": ", ".join(rule.aliases),
        "page": rule.url,
    }
    return (f"{name + ':':<17}{value}" for name, value in facts.items() if value)


def _quality(measured: Measured | None, *, current: bool) -> Iterator[str]:
    if measured is None:
        yield "not yet measured"
        return
    hits, (low, high) = measured.judged.whole, measured.judged.interval
    if measured.precision is None:
        yield f"precision  not yet measured: {hits} judged hits"
    else:
        yield f"precision  {measured.precision:.2f} ({low:.2f} to {high:.2f}), of {hits} judged hits"
    yield f"recall     {measured.held_out_recall} marked defects"
    yield from [f"           {measured.injected} injected defects"] if measured.injected.whole else []
    yield from [] if current else ["The rule, its check or a lexicon has changed since."]


def _example(example: Example) -> Iterator[str]:
    texts = {"flagged": example.flag, "fixed": example.fixed, "passes": example.pass_}
    for label, text in texts.items():
        if text is not None:
            first, *more = text.rstrip("\n").split("\n")
            yield f"  {label + ':':<9}{visible(first)}"
            yield from (f"           {visible(line)}" for line in more)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {_toml(item)}' for key, item in value.items())}}}"
    return str(value)
