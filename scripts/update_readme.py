"""Make what README.md shows true: run its commands and snippets, and write down what they print.

    python scripts/update_readme.py            rewrite README.md
    python scripts/update_readme.py --check    print the difference and exit with 1, if there is one

In a `console` block each line that begins with "$ " is run in the repository, by bash, with this checkout's
`mtlint`; the lines after it are what it prints to standard output. A `python` block is run, and the `text`
block after it is what it prints. A `toml` block must be a configuration that mtlint accepts.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"

_BLOCK = re.compile(
    r"^```(?P<sort>console|toml)\n(?P<body>.*?)^```$"
    r"|^```python\n(?P<code>.*?)^```\n(?P<between>.*?)^```text\n(?P<output>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


class Shell:
    """Runs commands as a reader of the README would, and takes down what they print."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        command = folder / "mtlint"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mtlint "$@"\n')
        command.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)]),
            "PYTHONPATH": str(ROOT / "linter"),
        }
        self._environment.pop("MTLINT_OUTPUT_FORMAT", None)

    def run(self, *command: str, allowed: Sequence[int] = (0,)) -> str:
        """What a command prints. Raises SystemExit where its status is not an allowed one."""
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode not in allowed:
            raise SystemExit(f"{shlex.join(command)}: status {done.returncode}\n{done.stderr}")
        return done.stdout

    def console(self, body: str) -> str:
        """A block of commands, each followed by what it prints."""
        lines = []
        for command in (line for line in body.splitlines() if line.startswith("$ ")):
            # 1 is the status of findings.
            printed = self.run("bash", "-c", command.removeprefix("$ "), allowed=(0, 1))
            lines += [command, *printed.rstrip("\n").splitlines()]
        return "".join(f"{line}\n" for line in lines)

    def accept(self, body: str) -> None:
        """Check that a configuration is one."""
        file = self._folder / "mtlint.toml"
        file.write_text(body, "utf-8")
        self.run("mtlint", "rules", "--config", str(file))


def updated(text: str, shell: Shell) -> str:
    """The README as it should be."""

    def block(match: re.Match[str]) -> str:
        if match["sort"] == "console":
            return f"```console\n{shell.console(match['body'])}```"
        if match["sort"] == "toml":
            shell.accept(match["body"])
            return match[0]
        printed = shell.run(sys.executable, "-c", match["code"])
        return f"```python\n{match['code']}```\n{match['between']}```text\n{printed}```"

    return _BLOCK.sub(block, text)


def main() -> int:
    """Rewrite, or check."""
    parser = argparse.ArgumentParser(description="Run the README's commands and write down their output.")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if it is out of date"
    )
    arguments = parser.parse_args()
    before = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        after = updated(before, Shell(Path(folder)))
    if not arguments.check:
        README.write_text(after, "utf-8")
        return 0
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "README.md", "as it should be", lineterm=""
    )
    print("\n".join(lines), end="")
    return int(before != after)


if __name__ == "__main__":
    raise SystemExit(main())
