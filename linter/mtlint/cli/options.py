"""The flags of `mtlint check`: their declarations, and from what click gives to what the commands take."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from mtlint import lazy_re
from mtlint.config_file import FORMAT_VARIABLE, LanguageToolSettings, Settings, is_server
from mtlint.reporters import STATS_FORMATS, format_names
from mtlint.schema import suggestion

# A code may have one of another tool's rules behind it: `LIN201:EN_A_VS_AN`.
_PAIR = lazy_re.compile(r"(?:(?P<pattern>.+?):)??(?P<code>(?:[A-Z]{2,5}\d{3}:)?[^:]+)")

F = TypeVar("F", bound=Callable[..., Any])


class Invocation(NamedTuple):
    """What the command line asks for beyond the settings a configuration file may hold."""

    paths: tuple[str, ...]
    config: Path | None
    isolated: bool
    no_cache: bool
    force_exclude: bool
    stdin_filename: str | None
    show_files: bool
    output_file: str | None
    report: tuple[tuple[str, str], ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    write_baseline: bool
    no_inline_ignore: bool
    statistics: bool
    exit_zero: bool
    quiet: bool
    verbose: bool


def read_flags(values: Mapping[str, Any]) -> tuple[Invocation, Settings]:
    """Click's values, parted into the two kinds; a flag that was not given is None in the settings."""
    settings = set(Settings._fields)
    values = {**values, "languagetool": _languagetool(values)}
    del values["languagetool_url"]
    given = {name: value for name, value in values.items() if name in settings and value not in ((), None)}
    return Invocation(**{k: v for k, v in values.items() if k not in settings}), Settings(**given)


def _languagetool(values: Mapping[str, Any]) -> LanguageToolSettings | None:
    """`--languagetool` and `--languagetool-url`: whoever names a server wants it asked."""
    asked, url = values["languagetool"], values["languagetool_url"]
    return LanguageToolSettings(enabled=True, url=url) if asked or url else None


def _server(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_server(value):
        raise click.BadParameter(f'expected http:// or https://, found "{value}"')
    return value


def _words(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Repeated and comma-separated values as one list."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _pattern_codes(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, tuple[str, ...]] | None:
    """`drafts/*:LIN104` as a mapping; a comma begins a new pair, or one more code of the same pattern."""
    pairs: dict[str, tuple[str, ...]] = {}
    pattern = ""
    for word in _words(context, parameter, values):
        pair = _PAIR.fullmatch(word)
        pattern = pair["pattern"].strip() if pair and pair["pattern"] else pattern
        if not pair or not pattern:
            raise click.BadParameter(f'"{word}" is not of the form PATTERN:CODE')
        pairs[pattern] = (*pairs.get(pattern, ()), pair["code"].strip())
    return pairs or None


def _formats_and_files(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """`sarif=mtlint.sarif` as a pair."""
    pairs = []
    for value in values:
        name, equals, file = value.partition("=")
        if not equals or not file:
            raise click.BadParameter(f'"{value}" is not of the form FORMAT=FILE')
        if name not in format_names():
            raise click.BadParameter(f'there is no output format "{name}"{suggestion(name, format_names())}')
        pairs.append((name, file))
    return tuple(pairs)


def _list_option(flag: str, metavar: str, text: str) -> Callable[[F], F]:
    return click.option(flag, multiple=True, metavar=metavar, callback=_words, help=text)


CONFIG_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Configuration file, in place of the nearest mtlint.toml, .mtlint.toml or pyproject.toml.",
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
]

_RULE_OPTIONS: list[Callable[[Any], Any]] = [
    _list_option("--select", "RULES", "Rules to run: codes, prefixes of codes, names, or ALL."),
    _list_option("--extend-select", "RULES", "Rules to run as well."),
    _list_option("--ignore", "RULES", "Rules not to run."),
    click.option(
        "--per-file-ignores",
        multiple=True,
        metavar="PATTERN:RULE",
        callback=_pattern_codes,
        help="Rules not to report in files that match a pattern.",
    ),
    click.option("--languagetool", is_flag=True, help="Check grammar, too: ask LanguageTool (rule LIN201)."),
    click.option(
        "--languagetool-url",
        metavar="URL",
        callback=_server,
        help="The same, asking the LanguageTool server there.",
    ),
    click.option("--target-lang", metavar="LANG", help="Language of the texts (default: en)."),
    click.option("--source-lang", metavar="LANG", help="Language they were translated from, where known."),
]

_FIX_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--fix", is_flag=True, help="Apply the safe fixes; report what is left."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the unsafe ones, too."),
    click.option("--diff", is_flag=True, help="Print what --fix would change as a diff; write nothing."),
    click.option("--no-inline-ignore", is_flag=True, help="Obey no `mtlint: ignore` comments in the texts."),
]

_BASELINE_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--baseline", metavar="FILE", help="Report only findings that this file does not know."),
    click.option(
        "--write-baseline", is_flag=True, help="Write the findings there are to the baseline, and stop."
    ),
]

_FILE_OPTIONS: list[Callable[[Any], Any]] = [
    _list_option("--exclude", "PATTERNS", "Files and folders to leave out, by gitignore's patterns."),
    click.option("--force-exclude", is_flag=True, help="Leave them out even if named as PATHS."),
    click.option("--text-field", metavar="NAME", help="Field of a record that holds its text."),
    click.option("--stdin-filename", metavar="NAME", help="Name for the text of standard input (path -)."),
    click.option("--show-files", is_flag=True, help="List the files that would be linted, and stop."),
]

_OUTPUT_FILE: Callable[[Any], Any] = click.option(
    "-o", "--output-file", metavar="FILE", help="Where the report goes (default: standard output)."
)

_OUTPUT_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--output-format",
        type=click.Choice(format_names()),
        help=f"How findings are shown (default: full; environment variable {FORMAT_VARIABLE}).",
    ),
    _OUTPUT_FILE,
    click.option(
        "--report",
        multiple=True,
        metavar="FORMAT=FILE",
        callback=_formats_and_files,
        help="Write a further report, in any of these formats, to a file.",
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule."),
    click.option(
        "--show-neutral", is_flag=True, default=None, help="Show neutral findings in text formats, too."
    ),
]

_STATUS_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--fail-on",
        type=click.Choice(["neutral", "minor", "major", "critical", "never"]),
        help="Lowest severity that makes the exit status 1 (default: minor; with --max-penalty: never).",
    ),
    click.option(
        "--max-penalty",
        type=click.FloatRange(0, max=math.inf, max_open=True),
        metavar="N",
        help="Exit with status 1 when a document has a penalty over N (of at least 200 words).",
    ),
    click.option("-e", "--exit-zero", is_flag=True, help="Exit with status 0 whatever is found."),
]

_TALK_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("-q", "--quiet", is_flag=True, help="Print findings, skipped files and errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Say which configuration, files and rules are used."),
]

_RUN_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Processes to run (default: one a core, fewer where there is little to do).",
    ),
    click.option(
        "-n",
        "--no-cache",
        is_flag=True,
        help="Neither read nor write the cache of compiled rules, findings and LanguageTool's answers.",
    ),
]

CHECK_OPTIONS = [
    *_RULE_OPTIONS,
    *_FIX_OPTIONS,
    *_BASELINE_OPTIONS,
    *_FILE_OPTIONS,
    *_OUTPUT_OPTIONS,
    *_STATUS_OPTIONS,
    *_TALK_OPTIONS,
    *_RUN_OPTIONS,
    *CONFIG_OPTIONS,
]

STATS_OPTIONS: list[Callable[[Any], Any]] = [
    *_RULE_OPTIONS,
    *_FILE_OPTIONS,
    click.option(
        "--output-format",
        "stats_format",
        type=click.Choice(STATS_FORMATS),
        default="table",
        help="How the numbers are shown (default: table).",
    ),
    _OUTPUT_FILE,
    click.option("--no-readability", is_flag=True, help="Leave the measures of readability out."),
    *_TALK_OPTIONS,
    *_RUN_OPTIONS,
    *CONFIG_OPTIONS,
]


def with_options(options: list[Callable[[Any], Any]]) -> Callable[[F], F]:
    """Declare the options on a command, so that --help lists them in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
