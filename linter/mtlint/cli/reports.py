"""All reports of one run: the one that is printed, and those that --report adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TextIO

from mtlint.cli import messages
from mtlint.cli.output import Destination
from mtlint.findings import DocumentResult
from mtlint.reporters import Page, Reporter
from mtlint.reporters.summary import Summary


@dataclass(frozen=True, slots=True)
class Renders:
    """A document's part of every report: what a process that lints needs of them."""

    reporters: tuple[Reporter, ...]

    def __call__(self, result: DocumentResult) -> Page:
        """The page with all of its texts."""
        page = self.reporters[0].page(result)
        others = self.reporters[1:]
        return page._replace(more=tuple(one.render(result) for one in others)) if others else page


@dataclass(frozen=True, slots=True)
class Report:
    """A format and where it goes; `label` is how a message names the place."""

    reporter: Reporter
    destination: Destination
    label: str


class Reports:
    """Writes every report piece by piece. One whose place fails is given up, and the others go on.

    To be used in a `with` block: at its end the reports are completed, or dropped if it ends in an error.
    """

    def __init__(self, reports: Sequence[Report], *, failed: bool) -> None:
        self._reports = list(reports)
        self._numbers = list(range(len(reports)))
        self.failed = failed
        self.renders = Renders(tuple(report.reporter for report in reports))
        self.first = reports[0].reporter
        self.stream: TextIO = reports[0].destination.stream

    def __enter__(self) -> Reports:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in [*self._numbers]:
            if kind:
                self._reports[number].destination.abandon()
            else:
                self._try(number, self._reports[number].destination.finish)

    def start(self) -> None:
        """What stands before all documents."""
        self._write(lambda reporter, _: reporter.start())

    def document(self, page: Page) -> None:
        """A document, in each format."""
        self._write(
            lambda reporter, number: reporter.document(
                page._replace(text=page.more[number - 1]) if number else page
            )
        )

    def finish(self, summary: Summary) -> None:
        """What stands after all documents."""
        self._write(lambda reporter, _: reporter.finish(summary))
        for number in [*self._numbers]:
            self._try(number, self._reports[number].destination.stream.flush)

    def _write(self, pieces: Callable[[Reporter, int], Iterable[str]]) -> None:
        def write(number: int) -> None:
            report = self._reports[number]
            report.destination.stream.writelines(pieces(report.reporter, number))

        for number in [*self._numbers]:
            self._try(number, partial(write, number))

    def _try(self, number: int, act: Callable[[], None]) -> None:
        """Do something for one report; where it fails, go on without. The last one's error is everybody's."""
        try:
            act()
        except OSError as error:
            report = self._reports[number]
            self._numbers.remove(number)
            report.destination.abandon()
            # A reader that goes away, such as `head`, has seen enough: nothing failed.
            gone = isinstance(error, BrokenPipeError)
            if gone and not self._numbers:
                raise
            if not gone:
                self.failed = True
                messages.error(cannot_write(report.label, error))


def cannot_write(label: str, error: OSError) -> str:
    """What is said of a report that could not be written."""
    return f"cannot write the report to {label}: {error.strerror or error}"
