"""The recipes of docs/ci.md that lint only changed files, in a repository with a branch."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from composite import CLEAN, LINT, ROOT, run_steps
from job import LINT as LINT_IN_GITLAB
from job import run_job
from repository import commit, git

from page_blocks import blocks_of

pytest_plugins = ["installed"]

MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word
NEW = ["a b.md", "tin tức.txt", "$(touch pwned).md", "it's.md", "drafts/c.md"]


def recipe(title: str) -> Any:
    """A configuration that the page shows."""
    blocks = blocks_of((ROOT / "docs/ci.md").read_text("utf-8"))
    (block,) = [block for block in blocks if block.title == title]
    return yaml.safe_load(block.content)


@pytest.fixture
def changed(workspace: Path) -> Path:
    """A branch that has added some texts, deleted one and left one as it was on origin/main."""
    with (workspace / "mtlint.toml").open("a") as configuration:
        configuration.write('exclude = ["drafts/"]\n')
    (workspace / "drafts").mkdir()
    for name in ("old.md", "gone.md"):
        (workspace / name).write_text(MAJOR)
    commit(workspace)
    git("update-ref", "refs/remotes/origin/main", "HEAD", cwd=workspace)
    (workspace / "gone.md").unlink()
    for name in (*NEW, "not a text.py"):
        (workspace / name).write_text(MAJOR)
    commit(workspace)
    return workspace


def linted(log: str) -> set[str]:
    return {name for name in (*NEW, "old.md", "gone.md", "not a text.py") if name in log}


def outputs(script: str, repository: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Run a step's script, and read what it sets: `name<<END`, lines, `END`."""
    file = repository.parent / "output"
    file.touch()
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=repository,
        env={**CLEAN, **environment, "GITHUB_OUTPUT": str(file)},
        check=True,
    )
    head, *lines, end = file.read_text("utf-8").splitlines()
    name, end_expected = head.split("<<")
    assert end == end_expected
    return {name: "\n".join(lines)}


def test_github_lints_what_a_pull_request_changes(changed: Path, temp: Path) -> None:
    steps = recipe(".github/workflows/mtlint-changed.yml")["jobs"]["mtlint"]["steps"]
    _, finds, lints = steps
    found = outputs(finds["run"], changed, {"GITHUB_BASE_REF": "main"})
    assert lints["with"]["paths"] == "${{ steps.changed.outputs.paths }}"
    done = run_steps([LINT], changed, temp, paths=found["paths"], args=lints["with"]["args"])
    assert (done.status, linted(os.linesep.join(done.log))) == (1, {*NEW} - {"drafts/c.md"})
    assert not (changed / "pwned").exists()


def test_gitlab_lints_what_a_merge_request_changes(changed: Path, temp: Path) -> None:
    job = recipe("changed.gitlab-ci.yml")["mtlint"]
    lines = [*job["before_script"], LINT_IN_GITLAB]
    variables = {"MTLINT_ARGS": job["variables"]["MTLINT_ARGS"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD~"}
    done = run_job(lines, changed, temp / "mtlint-venv", **variables)
    assert (done.returncode, linted(done.stdout)) == (1, {*NEW} - {"drafts/c.md"})
    assert not (changed / "pwned").exists()


def test_a_change_of_no_texts_passes(changed: Path, temp: Path) -> None:
    steps = recipe(".github/workflows/mtlint-changed.yml")["jobs"]["mtlint"]["steps"]
    git("update-ref", "refs/remotes/origin/main", "HEAD", cwd=changed)
    assert outputs(steps[1]["run"], changed, {"GITHUB_BASE_REF": "main"}) == {"paths": ""}
    assert steps[2]["if"] == "${{ steps.changed.outputs.paths }}"
    job = recipe("changed.gitlab-ci.yml")["mtlint"]
    lines = [*job["before_script"], LINT_IN_GITLAB]
    done = run_job(lines, changed, temp / "mtlint-venv", CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
    assert (done.returncode, done.stdout) == (0, "")
