"""The tools mtlint is compared with: how each is called over a folder of plain text."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Command = Sequence[str]


class Tool(NamedTuple):
    """A program; `command` takes its path and the folder. It gets at most so many megabytes of the texts."""

    name: str
    what: str
    megabytes: float
    command: Callable[[str, Path], Command]
    version: Sequence[str] = ("--version",)


class Found(NamedTuple):
    """A tool that is here, and what it says its version is."""

    tool: Tool
    program: str
    version: str

    def command(self, folder: Path) -> Command:
        """The command that checks a folder."""
        return self.tool.command(self.program, folder)


def _files(folder: Path) -> list[str]:
    return sorted(str(file) for file in folder.rglob("*.txt"))


def _textlint(program: str, folder: Path) -> Command:
    # The rules peers.sh installs: textlint has none of its own.
    rules = ("write-good", "common-misspellings")
    modules = Path(program).resolve().parents[2]
    flags = (word for rule in rules for word in ("--rule", rule))
    return (program, "--rules-base-directory", str(modules), *flags, "-f", "json", f"{folder}/**/*.txt")


def _vale(program: str, folder: Path) -> Command:
    # Vale's own style and nothing to download.
    settings = folder.parent / "vale.ini"
    settings.write_text("MinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = Vale\n")
    return (program, "--config", str(settings), "--output", "JSON", str(folder))


TOOLS = (
    Tool(
        "typos", "spelling by a list of mistakes, in Rust", 1000,
        lambda program, folder: (program, "--isolated", "--format", "json", str(folder)),
    ),
    Tool(
        "codespell", "spelling by a list of mistakes, in Python", 100,
        lambda program, folder: (program, str(folder)),
    ),
    Tool("vale", "style and spelling, in Go", 1, _vale),
    Tool(
        "cspell", "spelling by dictionaries, on Node", 1,
        lambda program, folder: (program, "--no-progress", "--root", str(folder), "**/*.txt"),
    ),
    Tool("write-good", "style, on Node", 1, lambda program, folder: (program, *_files(folder))),
    Tool(
        "proselint", "style, in Python", 0.2,
        lambda program, folder: (program, "-o", "json", "check", str(folder)), ("version",),
    ),
    Tool(
        "alex", "insensitive wording, on Node", 0.2,
        lambda program, folder: (program, "--quiet", *_files(folder)),
    ),
    Tool("textlint", "style and spelling by two rules, on Node", 0.2, _textlint),
    Tool("languagetool", "grammar, on the Java VM", 0.2, lambda program, folder: (program, str(folder)), ()),
)  # fmt: skip


def find(folder: Path | None, only: Sequence[str] | None) -> Iterator[Found]:
    """The tools that are in `folder`/bin, beside this Python, or on the PATH; others are named on stderr."""
    places = [str(folder / "bin")] if folder else []
    path = ":".join([*places, str(Path(sys.executable).parent)])
    for tool in (tool for tool in TOOLS if only is None or tool.name in only):
        program = shutil.which(tool.name, path=path) or shutil.which(tool.name)
        if program is None:
            print(f"{tool.name}: not here, left out", file=sys.stderr)
        else:
            yield Found(tool, program, _version(program, tool.version))


def _version(program: str, arguments: Sequence[str]) -> str:
    if not arguments:
        return ""
    said = subprocess.run((program, *arguments), capture_output=True, text=True, check=False)
    words = (said.stdout or said.stderr).split()
    return next((word.strip("v,") for word in words if any(char.isdigit() for char in word)), "")
