"""The configuration of a run: the nearest configuration file, overruled by what the command line says."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mtlint import lazy_re
from mtlint.config import Config, LanguageTool
from mtlint.errors import ConfigError
from mtlint.findings import Severity
from mtlint.reporters import format_names
from mtlint.schema import Origin, build, convert, suggestion

FILE_NAMES = ("mtlint.toml", ".mtlint.toml", "pyproject.toml")
"""Where settings are looked for in a folder; the first that has any is the configuration."""

FORMAT_VARIABLE = "MTLINT_OUTPUT_FORMAT"

# `[tool.mtlint]`, also as a dotted key; and the rare ways to write a table `tool` in which it could stand.
_MAY_HAVE_SECTION = lazy_re.compile(
    r"""tool["'\s]*\.["'\s]*mtlint|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*=""", re.MULTILINE
)

FailOn = Literal["neutral", "minor", "major", "critical", "never"]


class LanguageToolSettings(NamedTuple):
    """The table `languagetool`, as `Settings` has it."""

    enabled: bool | None = None
    url: str | None = None
    language: str | None = None
    disabled_rules: tuple[str, ...] | None = None
    disabled_categories: tuple[str, ...] | None = None
    timeout: float | None = None
    download: bool | None = None


class Settings(NamedTuple):
    """What a configuration file or the command line says; None is "nothing said".

    The fields are the keys of the file, `-` for `_`: this class is their schema.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    per_file_ignores: Mapping[str, tuple[str, ...]] | None = None
    # A list of folders, or a table of overrides: TOML cannot hold `rules = [...]` beside `[rules.STY101]`,
    # so that a file with both writes the folders as `rule-folders`.
    rules: object = None
    rule_folders: tuple[str, ...] | None = None
    target_lang: str | None = None
    source_lang: str | None = None
    words: tuple[str, ...] | None = None
    words_file: str | None = None
    languagetool: LanguageToolSettings | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    baseline: str | None = None
    fail_on: FailOn | None = None
    max_penalty: float | None = None
    show_neutral: bool | None = None
    output_format: str | None = None
    jobs: int | None = None
    text_field: str | None = None


_NOTHING_SAID = Settings()


def load_config(
    flags: Settings = _NOTHING_SAID,
    *,
    file: Path | None = None,
    isolated: bool = False,
    folder: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """The configuration for a run in `folder` (the current one): flags, then environment, then the file.

    `file` is used in place of the nearest one; `isolated` uses none. Raises ConfigError.
    """
    here = (folder or Path.cwd()).absolute()
    if isolated and file:
        raise ConfigError(
            "--config and --isolated exclude each other: one names a file, the other forbids any"
        )
    if file:
        config = read_config(file)
    else:
        nearest = None if isolated else find_config_file(here)
        config = read_config(nearest) if nearest else Config(root=here)
    if named := environment.get(FORMAT_VARIABLE):
        if named not in format_names():
            raise ConfigError(
                f'{FORMAT_VARIABLE}: there is no output format "{named}"{suggestion(named, format_names())}'
            )
        config = replace(config, output_format=named)
    return _apply_flags(config, flags, here)


def find_config_file(folder: Path) -> Path | None:
    """The nearest configuration file from `folder` upwards; a pyproject.toml counts if it has the section."""
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            file = place / name
            if file.is_file() and (name != "pyproject.toml" or _has_section(file)):
                return file
    return None


def read_config(file: Path) -> Config:
    """The configuration a file holds. Raises ConfigError, which names the file, the line and the key."""
    text = _read(file)
    section = ("tool", "mtlint") if file.name == "pyproject.toml" else ()
    table: Any = _parse(text, file)
    for name in section:
        table = table.get(name, {})
    # Imported here: most runs find no configuration.
    from mtlint.toml_lines import key_lines

    origin = Origin(file, key_lines(text, section), ConfigError)
    settings = build(Settings, table, origin)
    root = file.absolute().parent
    said = _said(settings)
    folders, overrides = _rules(said.pop("rules", None), origin)
    folders += said.pop("rule_folders", ())
    said["rule_folders"] = tuple(root / folder for folder in folders)
    said["rule_overrides"] = overrides
    if words_file := said.pop("words_file", None):
        said["words"] = said.get("words", ()) + _words(root / words_file, origin)
    if baseline := said.pop("baseline", None):
        said["baseline"] = root / baseline
    _check(said, origin)
    if languagetool := said.get("languagetool"):
        said["languagetool"] = replace(LanguageTool(), **languagetool)
    return Config(**_for_config(said), root=root, file=file)


def _apply_flags(config: Config, flags: Settings, here: Path) -> Config:
    said = _for_config(_said(flags))
    if "baseline" in said:
        said["baseline"] = here / said["baseline"]
    # A pattern of the file starts at the file's folder, one of a flag where the command was called.
    below = here.relative_to(config.root).as_posix() if here.is_relative_to(config.root) else "."
    if "exclude" in said and below != ".":
        said["exclude"] = tuple(_anchor(pattern, below) for pattern in said["exclude"])
    if "per_file_ignores" in said and below != ".":
        pairs = said["per_file_ignores"].items()
        said["per_file_ignores"] = {_anchor(pattern, below): codes for pattern, codes in pairs}
    if languagetool := said.get("languagetool"):
        said["languagetool"] = replace(config.languagetool, **languagetool)
    return replace(config, **said)


def _anchor(pattern: str, folder: str) -> str:
    # As gitignore has it, only a pattern with a slash before its end is tied to a folder.
    if "/" not in pattern.rstrip("/"):
        return pattern
    others = "!" if pattern.startswith("!") else ""
    return f"{others}/{folder}/{pattern.removeprefix('!').removeprefix('./').lstrip('/')}"


def _said(settings: Settings) -> dict[str, Any]:
    said = {name: value for name, value in settings._asdict().items() if value is not None}
    if settings.languagetool is not None:
        table = settings.languagetool._asdict()
        said["languagetool"] = {name: value for name, value in table.items() if value is not None}
    return said


def _for_config(said: dict[str, Any]) -> dict[str, Any]:
    if "fail_on" in said:
        said["fail_on"] = "never" if said["fail_on"] == "never" else Severity(said["fail_on"])
    return said


def _rules(rules: object, origin: Origin) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, object]]]:
    if isinstance(rules, Mapping):
        return (), convert(Mapping[str, Mapping[str, object]], rules, origin, ("rules",))
    return (() if rules is None else convert(tuple[str, ...], rules, origin, ("rules",))), {}


def _check(said: Mapping[str, Any], origin: Origin) -> None:
    if "output_format" in said and said["output_format"] not in format_names():
        named = said["output_format"]
        raise origin.fail(
            ("output-format",), f'there is no output format "{named}"{suggestion(named, format_names())}'
        )
    if not 0 <= said.get("max_penalty", 0) < math.inf:
        raise origin.fail(("max-penalty",), f"expected a number from 0, found {said['max_penalty']}")
    if said.get("jobs", 1) < 1:
        raise origin.fail(("jobs",), f"expected a number from 1, found {said['jobs']}")
    _check_languagetool(said.get("languagetool", {}), origin)


def _check_languagetool(said: Mapping[str, Any], origin: Origin) -> None:
    if not 0 < said.get("timeout", 1) < math.inf:
        path = ("languagetool", "timeout")
        raise origin.fail(path, f"expected a number of seconds over 0, found {said['timeout']}")
    if not is_server(said.get("url", "http://localhost")):
        raise origin.fail(("languagetool", "url"), f'expected http:// or https://, found "{said["url"]}"')


def is_server(url: str) -> bool:
    """Whether this may be the address of a server."""
    return url.startswith(("http://", "https://"))


def _words(file: Path, origin: Origin) -> tuple[str, ...]:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise origin.fail(("words-file",), f"cannot read {file}: {_reason(error)}") from error
    # A comment begins a line or follows a space: C# is a word.
    words = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip() for line in lines)
    return tuple(word for word in words if word)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"cannot read the configuration file {file}: {_reason(error)}") from error


def _parse(text: str, file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: this is no TOML: {error}") from error


def _has_section(file: Path) -> bool:
    # Most of them have none; only the text is read for those, and a broken one that belongs to another tool
    # stops nobody.
    text = _read(file)
    if not _MAY_HAVE_SECTION.search(text):
        return False
    tool = _parse(text, file).get("tool")
    return isinstance(tool, dict) and "mtlint" in tool


def _reason(error: OSError | UnicodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"
