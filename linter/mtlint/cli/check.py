"""`mtlint check`: lint files and report what was found."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from mtlint.cli import messages, status
from mtlint.cli.options import CHECK_OPTIONS, Invocation, read_flags, with_options
from mtlint.config import Config
from mtlint.config_file import load_config
from mtlint.reporters import load_reporter

if TYPE_CHECKING:
    from mtlint.cli.run import CheckLinter, Formats
    from mtlint.discovery import Discovery

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
    config = replace(config, inline_ignore=not invocation.no_inline_ignore)
    _check_reports(invocation)
    found = find_files(invocation, config)
    if invocation.show_files:
        return show_files(found)
    if config.languagetool.enabled:
        from mtlint.cli.grammar import with_server

        with with_server(config) as config:
            return _lint(invocation, config, found)
    return _lint(invocation, config, found)


def _lint(invocation: Invocation, config: Config, found: Discovery) -> int:
    if invocation.write_baseline:
        from mtlint.cli.baseline import write_baseline

        return write_baseline(invocation, config, found)
    if invocation.verbose:
        messages.tell_the_cache()
    return lint_files(invocation, config, found, _linter(invocation, config, found), load_reporter)


def _linter(invocation: Invocation, config: Config, found: Discovery) -> CheckLinter:
    """One that remembers, where a run only reports on a few files."""
    from mtlint.runner.batches import BATCH, make_batches

    changes = invocation.fix or invocation.diff or STDIN in invocation.paths
    batches = make_batches(found.files)
    few = len(batches.files) == 1 and batches.size <= BATCH
    if config.cache and few and not changes and not config.languagetool.enabled:
        from mtlint.remembered import Remembered

        return Remembered(config)
    from mtlint.linter import Linter

    return Linter(config)


def _check_reports(invocation: Invocation) -> None:
    if invocation.report and (invocation.diff or invocation.show_files or invocation.write_baseline):
        raise click.UsageError("--report has nothing to write with --diff, --show-files or --write-baseline")
    files = [file for _, file in invocation.report]
    files += [invocation.output_file] if invocation.output_file else []
    places = [os.path.realpath(file) for file in files]
    for file, place in zip(files, places, strict=True):
        if places.count(place) > 1:
            raise click.UsageError(f"two reports would go to the same file: {file}")


def find_files(invocation: Invocation, config: Config) -> Discovery:
    """The files of a run. Raises click.UsageError where standard input is one of several."""
    from mtlint.discovery import Discovery, discover

    if STDIN in invocation.paths and len(invocation.paths) > 1:
        raise click.UsageError("- (standard input) cannot be linted together with other paths")
    if STDIN in invocation.paths:
        name = invocation.stdin_filename or STDIN
        return Discovery([name], [], frozenset({name}))
    found = discover(invocation.paths or (".",), config)
    if not found.files and not any(skipped.failed for skipped in found.skipped):
        messages.warning("there are no files to lint here; see `include` and `exclude`")
    return found


def show_files(found: Discovery) -> int:
    """Print the names of the files, and which paths lead to none."""
    for file in found.files:
        click.echo(file)
    failed = [skipped for skipped in found.skipped if skipped.failed]
    for skipped in failed:
        messages.error(f"{skipped.filename}: {skipped.reason}")
    return status.FAILURE if failed else status.CLEAN


def lint_files(
    invocation: Invocation, config: Config, found: Discovery, linter: CheckLinter, formats: Formats
) -> int:
    """Lint, report in one of the formats, and return the exit status."""
    from mtlint.cli.output import open_output
    from mtlint.cli.run import Run
    from mtlint.reporters.summary import Summary

    started = time.perf_counter()
    baseline = None
    if config.baseline:
        from mtlint.baseline import read_baseline

        baseline = read_baseline(config.baseline)
    _collect_from_here()
    summary = Summary(skipped=list(found.skipped), skipped_rules=tuple(linter.skipped_rules))
    raw = sys.stdin.buffer.read() if STDIN in invocation.paths else None
    filters = raw is not None and invocation.fix and not invocation.diff
    # Where the text itself goes to standard output, the report makes way.
    run = Run(invocation, config, linter, found, raw, formats, baseline)
    if invocation.diff:
        with open_output(invocation.output_file, sys.stdout) as stream:
            code = run.diffs(stream, summary)
    else:
        code = run.report(sys.stderr if filters else sys.stdout, summary)
    if invocation.verbose:
        _say_how(config, linter, found, time.perf_counter() - started)
    return status.CLEAN if code == status.FINDINGS and invocation.exit_zero else code


def _collect_from_here() -> None:
    """Switch the collection of garbage on, where the entry point has switched it off for the start."""
    from mtlint.runner.garbage import collect_seldom

    if not gc.isenabled():
        collect_seldom()
        gc.enable()


def _say_how(config: Config, linter: CheckLinter, found: Discovery, seconds: float) -> None:
    messages.note(f"configuration: {config.file or 'none'}")
    messages.note(f"{len(linter.rules)} rules on {len(found.files)} files in {seconds:.2f} s")
