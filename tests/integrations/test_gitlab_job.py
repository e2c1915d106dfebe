"""integrations/gitlab.yml: its reports and its exit status, and that nothing in a variable or a name runs."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from composite import ROOT
from job import INSTALL, JOB, LINT, run_job
from junitparser import JUnitXml

pytest_plugins = ["installed"]

MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word
MINOR = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space


def lint(project: Path, temp: Path, **variables: str) -> CompletedProcess[str]:
    """Run the job without its first line: mtlint is there already."""
    return run_job([LINT], project, temp / "mtlint-venv", None, **variables)


def issues(project: Path) -> list[tuple[str, str]]:
    """Rules and files in the code quality report, which is where the job says it is."""
    report = json.loads((project / JOB["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    return [(one["check_name"].split()[0], one["location"]["path"]) for one in report]


def test_it_is_a_job_by_the_published_schema() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    done = subprocess.run(
        [*check, ROOT / "integrations/gitlab.yml"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def test_findings_are_in_the_log_and_in_both_reports_and_fail_the_job(workspace: Path, temp: Path) -> None:
    (workspace / "tin tức").mkdir()
    (workspace / "tin tức/a page.md").write_text(MAJOR)
    (workspace / "notes.txt").write_text(MINOR)
    done = lint(workspace, temp)
    assert done.returncode == 1
    assert "tin tức/a page.md:1:8: LIN108 repeated-word major" in done.stdout
    assert issues(workspace) == [("LIN103", "notes.txt"), ("LIN108", "tin tức/a page.md")]
    tests = JUnitXml.fromfile(str(workspace / JOB["artifacts"]["reports"]["junit"]))
    assert tests.failures == 2


def test_texts_without_findings_pass_with_reports_that_say_so(workspace: Path, temp: Path) -> None:
    (workspace / "page.md").write_text("The council met on Monday.\n")
    done = lint(workspace, temp)
    assert (done.returncode, issues(workspace)) == (0, []), done.stderr


def test_variables_are_paths_and_flags_and_nothing_in_them_is_expanded_or_run(
    workspace: Path, temp: Path
) -> None:
    names = ["a b.md", "*.md", "$(touch pwned).md", "-rf.md", "it's.md"]
    for name in (*names, "other.md"):
        (workspace / name).write_text(MAJOR + MINOR)
    done = lint(
        workspace,
        temp,
        MTLINT_PATHS="\n".join(names),
        MTLINT_ARGS="--select 'LIN108, LIN107' --max-penalty 25",
    )
    assert done.returncode == 0, done.stderr
    assert sorted(issues(workspace)) == sorted(("LIN108", name) for name in names)
    assert lint(workspace, temp, MTLINT_ARGS="$(touch pwned) ; touch pwned").returncode == 2
    assert not (workspace / "pwned").exists()


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"MTLINT_PATHS": " \n"}, "MTLINT_PATHS is empty"),
        ({"MTLINT_ARGS": "--select 'LIN108"}, "MTLINT_ARGS ends inside a quotation"),
    ],
)
def test_what_cannot_be_read_fails_with_2(
    variables: dict[str, str], reason: str, workspace: Path, temp: Path
) -> None:
    done = lint(workspace, temp, **variables)
    assert (done.returncode, done.stdout) == (2, f"{reason}\n")


def test_no_file_of_the_project_passes_for_a_module_of_python(workspace: Path, temp: Path) -> None:
    for name in ("shlex", "os", "mtlint", "yaml", "numpy"):
        (workspace / f"{name}.py").write_text("raise SystemExit('pwned')\n")
    (workspace / "page.md").write_text(MAJOR)
    done = lint(workspace, temp, PYTHONPATH=str(workspace))
    assert (done.returncode, issues(workspace)) == (1, [("LIN108", "page.md")]), done.stderr


def test_what_is_cached_lies_in_the_project_and_is_no_text_to_lint(workspace: Path, temp: Path) -> None:
    (workspace / "page.md").write_text(MAJOR)
    lint(workspace, temp)
    assert any((workspace / ".cache/mtlint").iterdir())
    assert {".cache/mtlint", ".cache/pip"} == set(JOB["cache"]["paths"])
    (workspace / ".cache/mtlint/page.md").write_text(MAJOR)
    lint(workspace, temp)
    assert issues(workspace) == [("LIN108", "page.md")]


def test_the_version_is_what_git_calls_it(
    workspace: Path, tmp_path: Path, version_nine: Mapping[str, str]
) -> None:
    venv.create(tmp_path / "python", with_pip=True)
    done = run_job([INSTALL, LINT], workspace, tmp_path / "python", version_nine, MTLINT_VERSION="v9/rc+1")
    assert done.stdout == "this is version nine\n", done.stderr
