"""What the blocks of a page claim, and how each claim is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from mtlint.catalogue import load_catalogue, load_rule
from mtlint.config_file import read_config
from mtlint.per_file import PerFileIgnores
from mtlint.selection import select_rules
from page_blocks import Block
from page_ci import try_configuration
from page_shell import Shell
from stale import ROOT

SHOWN = frozenset({"text", "markdown", "csv", "json", "diff"})
"""Blocks that claim nothing by themselves."""


def console(block: Block, shell: Shell) -> str:
    """Lines that begin with "$ " are commands; what they print to standard output follows."""
    lines = []
    for command in (line for line in block.content.splitlines() if line.startswith("$ ")):
        lines += [command, *shell.command(command.removeprefix("$ ")).rstrip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def commands(block: Block, shell: Shell) -> None:
    """Every line is a command; what it prints is not shown."""
    shell.lines(block.content)


def configuration(block: Block, shell: Shell) -> None:
    """Mtlint accepts it: the keys, the rules and files they name."""
    file = shell.write(block.title or ".block.toml", block.content)
    config = read_config(file)
    catalogue = load_catalogue(config)
    select_rules(catalogue, config)
    PerFileIgnores(config, catalogue.rules)
    if not block.title:
        file.unlink()


def structured(block: Block, shell: Shell) -> None:
    """A rule loads; hooks exist; a CI configuration names what is there, and its commands run."""
    file = shell.write(block.title or ".block.yaml", block.content)
    data = yaml.safe_load(block.content)
    if isinstance(data, Mapping) and "code" in data:
        load_rule(file)
    elif isinstance(data, Mapping) and "repos" in data:
        shell.command(f"pre-commit validate-config {file.name}")
        _hooks(data)
    else:
        try_configuration(data, block.title, shell)
    if not block.title:
        file.unlink()


def _hooks(data: Mapping[str, Any]) -> None:
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    used = {hook["id"] for repository in data["repos"] for hook in repository["hooks"]}
    if used - offered:
        raise ValueError(f"there are no hooks {used - offered}")


CLAIMS: Mapping[str, Callable[[Block, Shell], str | None]] = {
    "console": console,
    "sh": commands,
    "toml": configuration,
    "yaml": structured,
}
"""By the first word of a block: what tries it, and gives its content as it should be, if that changes."""
