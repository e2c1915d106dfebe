"""Output formats: one file each in `formats/`, found by its name and imported only when it is chosen."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from mtlint.errors import ConfigError
from mtlint.reporters import formats
from mtlint.reporters.display import Display
from mtlint.reporters.reporter import Page, Reporter

__all__ = [
    "STATS_FORMATS", "Display", "Page", "Reporter", "format_names", "load_reporter", "load_stats_reporter"
]  # fmt: skip


STATS_FORMATS = ("table", "json", "csv")
"""The output formats of `mtlint stats`: the names of the files in `stats/`."""


def format_names() -> list[str]:
    """The output formats there are: the names of the files, `-` for `_`."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(formats.__path__))


def load_reporter(name: str, display: Display) -> Reporter:
    """The reporter of a format. Raises ConfigError, with a suggestion, where there is none of that name."""
    names = format_names()
    if name not in names:
        import difflib

        near = difflib.get_close_matches(name, names, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(names)}"
        raise ConfigError(f'there is no output format "{name}"; {hint}')
    module = import_module(f"{formats.__name__}.{name.replace('-', '_')}")
    reporter: type[Reporter] = module.Format
    return reporter(display)


def load_stats_reporter(name: str, display: Display) -> Reporter:
    """The reporter of one of `STATS_FORMATS`."""
    reporter: type[Reporter] = import_module(f"{__name__}.stats.{name}").Format
    return reporter(display)
