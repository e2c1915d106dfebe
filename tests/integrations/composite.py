"""Runs action.yml as GitHub's runner does: each step's script in bash, with the variables of a job.

https://docs.github.com/en/actions/reference/workflows-and-actions/variables
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, LINT = ACTION["runs"]["steps"]

# What this process was told about Python, git, mtlint or a CI service of its own is not for the job.
_OWN = ("PYTHON", "GIT_", "MTLINT_", "GITHUB_", "CI", "OPENBLAS_")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}


class Done(NamedTuple):
    """What is left of a run of the action."""

    status: int
    log: list[str]
    errors: str
    summary: str
    outputs: Mapping[str, str]

    def output(self, name: str) -> str:
        """An output of the action; empty where the steps did not set it."""
        return _evaluated(ACTION["outputs"][name]["value"], {"steps.check.outputs": self.outputs})


def run_steps(
    steps: Sequence[Mapping[str, Any]],
    workspace: Path,
    temp: Path,
    environment: Mapping[str, str] | None = None,
    **inputs: str,
) -> Done:
    """Run steps until one fails. Raises AssertionError for an input that the action does not have."""
    assert inputs.keys() <= ACTION["inputs"].keys()
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    done = Done(0, [], "", "", {})
    for step in steps:
        with tempfile.TemporaryDirectory() as folder:
            done = _step(step, given, workspace, temp, Path(folder), environment or {})
        if done.status:
            break
    return done


def _step(
    step: Mapping[str, Any],
    inputs: Mapping[str, str],
    workspace: Path,
    temp: Path,
    folder: Path,
    environment: Mapping[str, str],
) -> Done:
    script, summary, output = folder / "script.sh", folder / "summary", folder / "output"
    script.write_text(step["run"], "utf-8")
    summary.touch()
    output.touch()
    ran = subprocess.run(
        # What `shell: bash` means to the runner.
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=workspace,
        env={
            **CLEAN,
            **environment,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(temp),
            **{name: _evaluated(value, {"inputs": inputs}) for name, value in step["env"].items()},
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Done(
        ran.returncode,
        ran.stdout.decode().splitlines(),
        ran.stderr.decode(),
        summary.read_text("utf-8"),
        dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines()),
    )


def _evaluated(text: str, contexts: Mapping[str, Mapping[str, str]]) -> str:
    """A value with its expressions evaluated. Only `${{ context.name }}` is known here."""

    def value(expression: re.Match[str]) -> str:
        context, _, name = expression[1].rpartition(".")
        return contexts[context].get(name, "")

    return re.sub(r"\$\{\{ (\S+) \}\}", value, text)
