"""A folder in which a page is followed, and a shell there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from mtlint.cache import cache_folder
from stale import ROOT

_CHANGED = "git -c core.quotePath=false diff --name-only --diff-filter=d"
_TEXTS = "-- '*.md' '*.txt'"
_VENV = "python3 -m venv .venv && .venv/bin/pip install --quiet"

NOT_RUN = frozenset(
    {
        # These need the network. The first two are run by .ci/run, which reads them in the README.
        f"{_VENV} '.[all]' && .venv/bin/mtlint check seeds",
        f"{_VENV} --editable '.[all,dev]' && .venv/bin/python -m pytest -n auto",
        "git clone https://github.com/mtlint/mtlint && cd mtlint",
        'python3 -m pip install "mtlint @ git+https://github.com/mtlint/mtlint"',
        # tests/languagetool/ does what these do, with a server.
        f"{_VENV} '.[grammar]'",
        "docker run --rm --publish 127.0.0.1:8081:8010 erikvl87/languagetool",
        "mtlint check seeds --languagetool-url http://localhost:8081",
        "mtlint check seeds --languagetool",
        "scripts/languagetool/serve.sh",
        # tests/test_pre_commit.py does what these do.
        "pre-commit autoupdate --bleeding-edge",
        "pre-commit install",
        "pre-commit run --all-files",
        # tests/integrations/test_recipes.py does what the steps with these do.
        "echo 'paths<<END' >>\"$GITHUB_OUTPUT\"",
        f'{_CHANGED} "origin/$GITHUB_BASE_REF..." {_TEXTS} >>"$GITHUB_OUTPUT"',
        "echo 'END' >>\"$GITHUB_OUTPUT\"",
        f'export MTLINT_PATHS="$({_CHANGED} "$CI_MERGE_REQUEST_DIFF_BASE_SHA" {_TEXTS})"',
        'if [ -z "$MTLINT_PATHS" ]; then exit 0; fi',
    }
)
"""Commands that a page may show although nobody runs them here."""


_MODULES = {
    "mtlint": "mtlint",
    "pre-commit": "pre_commit",
    "check-jsonschema": "check_jsonschema",
}
"""Commands that a reader has, and the modules that they run."""

HOME = "/home/reader"
"""The folder, as pages call it."""


class Shell:
    """Runs commands as a reader of a page would, in a folder with a copy of seeds/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        shutil.copytree(ROOT / "seeds", self.folder / "seeds")
        commands = folder / "bin"
        commands.mkdir()
        for name, module in _MODULES.items():
            file = commands / name
            file.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {module} "$@"\n')
            file.chmod(0o755)
        # What would change the output: settings of the reader's own, the width of his terminal, his colours.
        personal = ("MTLINT_OUTPUT_FORMAT", "COLUMNS", "FORCE_COLOR", "GIT_DIR", "GIT_INDEX_FILE")
        self._environment = {
            **{name: value for name, value in os.environ.items() if name not in personal},
            "PATH": os.pathsep.join([str(commands), os.environ.get("PATH", os.defpath)]),
            "PYTHONPATH": str(ROOT / "linter"),
            # Kept between runs, and apart: configurations of pages must not push out those of the user.
            "MTLINT_CACHE_DIR": str(cache_folder() / "pages"),
        }

    def write(self, name: str, content: str) -> Path:
        """A file that the page shows."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
        return file

    def command(self, line: str) -> str:
        """What a command line prints to standard output. Raises ValueError where it cannot do its work."""
        line = line.partition("  #")[0].rstrip()
        if not line or line.startswith("#") or line in NOT_RUN:
            return ""
        # 1 is the status of findings, and of grep where there is nothing.
        return self._run("bash", "-c", line, allowed=(0, 1))

    def lines(self, script: str) -> None:
        """Run a script line by line; a backslash at its end joins a line with the next."""
        for line in script.replace("\\\n", " ").splitlines():
            self.command(line)

    def python(self, code: str) -> str:
        """What a program prints. Raises ValueError where it fails."""
        return self._run(sys.executable, "-c", code, allowed=(0,))

    def _run(self, *command: str, allowed: tuple[int, ...]) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )
        if done.returncode not in allowed or "Traceback" in done.stderr:
            raise ValueError(f"{command[-1]}: status {done.returncode}\n{done.stdout}{done.stderr}")
        # Where the folder lies is nobody's business, and changes from run to run.
        return done.stdout.replace(str(self.folder), HOME)
