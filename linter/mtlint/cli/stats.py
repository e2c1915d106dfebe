"""`mtlint stats`: the numbers of each text and of all together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from mtlint.cli import messages
from mtlint.cli.check import find_files, lint_files, show_files
from mtlint.cli.options import STATS_OPTIONS, Invocation, read_flags, with_options
from mtlint.config import Config
from mtlint.config_file import load_config

if TYPE_CHECKING:
    from mtlint.discovery import Discovery

# What `check` may be asked for besides. Numbers are no verdict: findings do not change the exit status.
_NOT_ASKED = {
    "exit_zero": True, "report": (), "fix": False, "unsafe_fixes": False, "diff": False,
    "write_baseline": False, "no_inline_ignore": False, "statistics": False,
}  # fmt: skip


@click.command("stats", short_help="Measure files and folders.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@with_options(STATS_OPTIONS)
def command(stats_format: str, *, no_readability: bool, **values: Any) -> int:
    """Measure files and folders: words, sentences, findings per 1,000 words, penalty, readability.

    Files and rules are those of `mtlint check`, without a baseline; findings do not change the exit
    status. Readability needs textstat (pip install 'mtlint[readability]') and is measured in English only.
    """
    invocation, settings = read_flags({**values, **_NOT_ASKED})
    config = load_config(settings, file=invocation.config, isolated=invocation.isolated)
    config = replace(config, force_exclude=invocation.force_exclude, cache=not invocation.no_cache)
    config = replace(config, output_format=stats_format, baseline=None, max_penalty=None)
    found = find_files(invocation, config)
    if invocation.show_files:
        return show_files(found)
    if config.languagetool.enabled:
        from mtlint.cli.grammar import with_server

        with with_server(config) as config:
            return _measure(invocation, config, found, readability=not no_readability)
    return _measure(invocation, config, found, readability=not no_readability)


def _measure(invocation: Invocation, config: Config, found: Discovery, *, readability: bool) -> int:
    from mtlint.linter import Linter
    from mtlint.prose_counts import CountProse
    from mtlint.reporters import load_stats_reporter

    why_not = _obstacle(config) if readability else None
    if why_not and not invocation.quiet:
        messages.note(f"readability is not measured: {why_not}")
    measured = readability and not why_not
    if measured:
        from mtlint.textstat_words import load_textstat

        # Before any other process is started, so that its half second is spent once.
        load_textstat()
    if invocation.verbose:
        messages.tell_the_cache()
    linter = Linter(config, CountProse(words=measured))
    return lint_files(invocation, config, found, linter, load_stats_reporter)


def _obstacle(config: Config) -> str | None:
    """Why readability cannot be measured."""
    from mtlint.extras import missing_extra

    if config.target_lang != "en":
        return f"its measures are made for English, and the texts are in {config.target_lang}"
    return missing_extra("textstat")
