"""`mtlint rules`: the list of all rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtlint.cli.options import CONFIG_OPTIONS, with_options
from mtlint.config_file import load_config

if TYPE_CHECKING:
    from mtlint.rule import Rule


@click.command("rules", short_help="List the rules.")
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", help="A table, or one JSON list."
)
@with_options(CONFIG_OPTIONS)
def command(output_format: str, config: Path | None, *, isolated: bool) -> None:
    """List all rules: code, name, severity, whether it runs by default, whether it has a fix, summary."""
    from mtlint.catalogue import load_catalogue

    rules = load_catalogue(load_config(file=config, isolated=isolated)).rules
    if output_format == "json":
        click.echo(json.dumps([_as_json(rule) for rule in rules], indent=2))
        return
    name_width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        default = "default" if rule.default else "-"
        click.echo(
            f"{rule.code}  {rule.name:<{name_width}}  {rule.severity.value:<8}  {default:<7}  "
            f"{fix_of(rule) or '-':<6}  {rule.summary}"
        )


def fix_of(rule: Rule) -> str | None:
    """`safe` or `unsafe`; None for a rule without a fix."""
    return rule.fix.applicability.value if rule.fix else None


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "aliases": list(rule.aliases),
        "summary": rule.summary,
        "severity": rule.severity.value,
        "default": rule.default,
        "mqm": rule.mqm,
        "fix": fix_of(rule),
        "target_lang": list(rule.target_lang),
        "source_lang": list(rule.source_lang),
        "url": rule.url,
    }
