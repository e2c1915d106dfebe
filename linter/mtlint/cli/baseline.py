"""`mtlint check --write-baseline`: the findings there are become known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from mtlint.baseline import Baseline, Entry, Place, baseline_text, read_baseline
from mtlint.cli import messages, status
from mtlint.cli.options import Invocation
from mtlint.cli.report import say_failures
from mtlint.cli.whole_file import write_whole
from mtlint.config import Config
from mtlint.discovery import Discovery
from mtlint.errors import MtlintError
from mtlint.findings import DocumentResult, Skipped
from mtlint.linter import Linter
from mtlint.runner import run


class Known(NamedTuple):
    """What a baseline is to keep of a document."""

    place: Place
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Keeping:
    """From the result of a document to that."""

    baseline: Baseline

    def __call__(self, result: DocumentResult) -> Known:
        """Runs where the document was linted."""
        return Known(self.baseline.place(result), tuple(map(Entry.of, result.findings)))


def write_baseline(invocation: Invocation, config: Config, found: Discovery) -> int:
    """Lint, and write what is found; entries of files that were not linted this time stay.

    Raises click.UsageError where no file is named, MtlintError where it cannot be written.
    """
    file = config.baseline
    if file is None:
        raise click.UsageError(
            '--write-baseline needs --baseline FILE, or baseline = "FILE" in the configuration'
        )
    if invocation.fix or invocation.diff or "-" in invocation.paths:
        raise click.UsageError("--write-baseline goes with files, and without --fix or --diff")
    before = read_baseline(file) if file.is_file() else Baseline(file.parent)
    failed = [skipped for skipped in found.skipped if skipped.failed]
    new: dict[Place, Sequence[Entry]] = {}
    for event in run(found.files, Linter(config), config, Keeping(before), found.named):
        if isinstance(event, Known):
            new[event.place] = event.entries
        elif isinstance(event, Skipped) and event.failed:
            failed.append(event)
    linted = {path for path, _ in new}
    kept = {
        place: entries
        for place, entries in before.known.items()
        if place[0] not in linted and (before.folder / place[0]).exists()
    }
    _write(file, baseline_text({**kept, **new}))
    if not invocation.quiet:
        count = sum(map(len, new.values()))
        messages.note(f"{file}: {count:,} findings in {len(linted):,} files are known now")
    say_failures(failed, in_full=invocation.verbose)
    return status.FAILURE if failed else status.CLEAN


def _write(file: Path, text: str) -> None:
    try:
        write_whole(str(file), text)
    except OSError as error:
        raise MtlintError(f"cannot write the baseline to {file}: {error.strerror}") from error
