"""What mtlint says to its user beside the report: one line each, on the standard error stream."""

from __future__ import annotations

import click


def error(message: str) -> None:
    """Something could not be done."""
    _say(f"mtlint: error: {message}")


def warning(message: str) -> None:
    """Something was done that was perhaps not meant."""
    _say(f"mtlint: warning: {message}")


def note(message: str) -> None:
    """Something to know."""
    _say(f"mtlint: {message}")


def tell_the_cache() -> None:
    """From here on, say what becomes of the cache: what it does not hold, cannot read or cannot write."""
    # Imported here: only --verbose wants to know.
    import logging

    class _Notes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            note(record.getMessage())

    log = logging.getLogger("mtlint.cache")
    log.setLevel(logging.INFO)
    log.handlers = [_Notes()]


def plain(line: str) -> None:
    """A line of a table or a sum."""
    _say(line)


def _say(line: str) -> None:
    # Imported here: what has nothing to say, such as `mtlint --version`, starts sooner.
    from mtlint.reporters.visible import visible

    click.echo(visible(line), err=True)
