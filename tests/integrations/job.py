"""Runs the job of integrations/gitlab.yml as GitLab's runner does: all its lines in one bash, in the project.

https://docs.gitlab.com/runner/shells/ and https://docs.gitlab.com/ci/variables/predefined_variables/
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import yaml
from composite import CLEAN, ROOT

JOB: dict[str, Any] = yaml.safe_load((ROOT / "integrations/gitlab.yml").read_text("utf-8"))["mtlint"]
INSTALL, LINT = JOB["script"]


def run_job(
    lines: Sequence[str],
    project: Path,
    python: Path,
    environment: Mapping[str, str] | None = None,
    **variables: str,
) -> CompletedProcess[str]:
    """Run lines of a job in an image that has an environment's Python; `variables` are the project's own."""
    given = {
        name: str(value).replace("$CI_PROJECT_DIR", str(project)) for name, value in JOB["variables"].items()
    }
    return subprocess.run(
        ["bash", "-c", "\n".join(["set -eo pipefail", *lines])],
        cwd=project,
        env={
            **CLEAN,
            "PATH": os.pathsep.join([str(python / "bin"), CLEAN["PATH"]]),
            **(environment or {}),
            "CI": "true",
            "GITLAB_CI": "true",
            "CI_PROJECT_DIR": str(project),
            **given,
            **variables,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
