"""`mtlint check`: lint files and report what was found."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

import click

from mtlint.cli import messages, status
from mtlint.cli.options import CHECK_OPTIONS, Invocation, read_flags, with_options
from mtlint.config import Config
from mtlint.config_file import load_config
from mtlint.findings import Severity

if TYPE_CHECKING:
    from mtlint.cli.report import Event
    from mtlint.discovery import Discovery
    from mtlint.linter import Linter
    from mtlint.reporters import Display, Reporter

STDIN = "-"


@click.command("check", short_help="Lint files and folders.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@with_options(CHECK_OPTIONS)
def command(**values: Any) -> int:
    """Lint files and folders (default: the current folder; - is standard input).

    A folder gives its *.txt, *.md and *.markdown files that are neither hidden nor ignored by git.
    """
    invocation, settings = read_flags(values)
    config = load_config(settings, file=invocation.config, isolated=invocation.isolated)
    config = replace(config, force_exclude=invocation.force_exclude, cache=not invocation.no_cache)
    if STDIN in invocation.paths and len(invocation.paths) > 1:
        raise click.UsageError("- (standard input) cannot be linted together with other paths")
    found = _discover(invocation, config)
    if invocation.show_files:
        return _show_files(found)
    return _check(invocation, config, found)


def _discover(invocation: Invocation, config: Config) -> Discovery:
    from mtlint.discovery import Discovery, discover

    if STDIN in invocation.paths:
        name = invocation.stdin_filename or STDIN
        return Discovery([name], [], frozenset({name}))
    found = discover(invocation.paths or (".",), config)
    if not found.files and not any(skipped.failed for skipped in found.skipped):
        messages.warning("there are no files to lint here; see `include` and `exclude`")
    return found


def _show_files(found: Discovery) -> int:
    for file in found.files:
        click.echo(file)
    failed = [skipped for skipped in found.skipped if skipped.failed]
    for skipped in failed:
        messages.error(f"{skipped.filename}: {skipped.reason}")
    return status.FAILURE if failed else status.CLEAN


def _check(invocation: Invocation, config: Config, found: Discovery) -> int:
    from mtlint.cli.output import open_output
    from mtlint.cli.progress import with_progress
    from mtlint.cli.report import say_beside, write_report
    from mtlint.linter import Linter
    from mtlint.reporters import load_reporter
    from mtlint.reporters.summary import Summary

    started = time.perf_counter()
    linter = Linter(config)
    summary = Summary(skipped=list(found.skipped), skipped_rules=tuple(linter.skipped_rules))
    with open_output(invocation.output_file) as stream:
        reporter = load_reporter(config.output_format, _display(invocation, config, linter, stream))
        with closing(_events(invocation, config, linter, found, reporter)) as events:
            shown = with_progress(events, len(found.files), stream, quiet=invocation.quiet)
            notes = write_report(shown, reporter, stream, summary)
    say_beside(reporter, summary, notes, verbose=invocation.verbose)
    if invocation.verbose:
        _say_how(config, linter, found, time.perf_counter() - started)
    if summary.failed:
        return status.FAILURE
    fails = config.fail_on is not None and not invocation.exit_zero and summary.reaches(config.fail_on)
    return status.FINDINGS if fails else status.CLEAN


def _display(invocation: Invocation, config: Config, linter: Linter, stream: TextIO) -> Display:
    from mtlint.cli.output import wants_colour, width_of
    from mtlint.reporters import Display

    return Display(
        width=width_of(stream),
        colour=wants_colour(stream),
        # What decides over the exit status has to be seen.
        show_neutral=config.show_neutral or config.fail_on is Severity.NEUTRAL,
        shown_codes=linter.named_rules,
        statistics=invocation.statistics,
        quiet=invocation.quiet,
    )


def _events(
    invocation: Invocation, config: Config, linter: Linter, found: Discovery, reporter: Reporter
) -> Generator[Event, None, None]:
    from mtlint.runner import run, run_bytes

    if STDIN in invocation.paths:
        raw = sys.stdin.buffer.read()
        return run_bytes(raw, found.files[0], linter, config, reporter.page)
    return run(found.files, linter, config, reporter.page, found.named)


def _say_how(config: Config, linter: Linter, found: Discovery, seconds: float) -> None:
    messages.note(f"configuration: {config.file or 'none'}")
    messages.note(f"{len(linter.rules)} rules on {len(found.files)} files in {seconds:.2f} s")
