"""action.yml: what a workflow sees of a run, and that nothing in a text, a name or an input runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from composite import ACTION, INSTALL, LINT, ROOT, Done, run_steps

pytest_plugins = ["installed"]

MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word
MINOR = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space
CLEAN = "The council met on Monday and approved the budget.\n"

COMMANDS = ("::error ", "::warning ", "::notice ")


def lint(workspace: Path, temp: Path, **inputs: str) -> Done:
    return run_steps([LINT], workspace, temp, None, **inputs)


def places(done: Done) -> list[str]:
    """The files and lines that are annotated."""
    return [line.split("file=")[1].split(",endLine")[0] for line in done.log if "file=" in line]


def sarif(done: Done) -> list[tuple[str, str]]:
    """Rules and files of the results in the SARIF file."""
    (run,) = json.loads(Path(done.output("sarif-file")).read_text("utf-8"))["runs"]
    return [
        (one["ruleId"], one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for one in run["results"]
    ]


def test_it_is_an_action_by_the_published_schema() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*check, ROOT / "action.yml"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_no_expression_stands_in_a_script() -> None:
    assert not [step["run"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]]


def test_findings_are_annotated_summed_up_and_fail_the_step(workspace: Path, temp: Path) -> None:
    (workspace / "news").mkdir()
    (workspace / "news/a page.md").write_text(f"{CLEAN}\n{MAJOR}")
    (workspace / "notes.txt").write_text(MINOR)
    done = lint(workspace, temp)
    assert (done.status, done.output("exit-status")) == (1, "1")
    assert places(done) == ["news/a page.md,line=3", "notes.txt,line=1"]
    assert all(line.startswith(COMMANDS) for line in done.log)
    assert "2 findings (1 major, 1 minor) in 2 of 2 files" in done.errors
    assert done.summary.startswith("## mtlint: 1 major, 1 minor\n")
    assert "LIN108" in done.summary
    assert sarif(done) == [("LIN108", "news/a%20page.md"), ("LIN103", "notes.txt")]


def test_texts_without_findings_pass(workspace: Path, temp: Path) -> None:
    (workspace / "page.md").write_text(CLEAN)
    done = lint(workspace, temp)
    assert (done.status, done.output("exit-status"), done.log) == (0, "0", [])
    assert done.summary.startswith("## mtlint: no findings\n")
    assert sarif(done) == []


def test_a_file_that_is_missing_fails_with_2_and_all_the_rest_is_reported(
    workspace: Path, temp: Path
) -> None:
    (workspace / "page.md").write_text(MAJOR)
    done = lint(workspace, temp, paths="page.md\nnowhere.md")
    assert (done.status, done.output("exit-status")) == (2, "2")
    assert places(done) == ["page.md,line=1"]
    assert "### Not linted" in done.summary
    assert done.output("sarif-file")


def test_a_bad_configuration_fails_with_2_and_leaves_no_report(workspace: Path, temp: Path) -> None:
    (workspace / "mtlint.toml").write_text("no-such-key = 1\n")
    done = lint(workspace, temp)
    assert (done.status, done.output("exit-status"), done.summary) == (2, "2", "")
    assert done.output("sarif-file") == ""
    assert "no-such-key" in done.errors


def test_two_runs_of_a_job_keep_their_reports_apart(workspace: Path, temp: Path) -> None:
    (workspace / "a.md").write_text(MAJOR)
    (workspace / "b.md").write_text(CLEAN)
    first, second = [lint(workspace, temp, paths=name) for name in ("a.md", "b.md")]
    assert (sarif(first), sarif(second)) == ([("LIN108", "a.md")], [])


def test_a_summary_of_very_many_findings_stays_below_what_github_throws_away(
    workspace: Path, temp: Path
) -> None:
    for number in range(400):
        (workspace / f"{number:03}.txt").write_text(MAJOR * 60)
    done = lint(workspace, temp)
    assert 500 * 1024 < len(done.summary.encode()) <= 900 * 1024


class TestPaths:
    def test_are_taken_as_they_stand(self, workspace: Path, temp: Path) -> None:
        names = [
            "tin tức.md",
            "[id].md",
            "*.md",
            "it's.md",
            'a"b.md',
            "$(touch pwned).md",
            "-rf.md",
            "a;b.md",
        ]
        for name in (*names, "other.md"):
            (workspace / name).write_text(MAJOR)
        assert sorted(places(lint(workspace, temp, paths="\n".join(names)))) == sorted(
            f"{name},line=1" for name in names
        )
        assert not (workspace / "pwned").exists()

    def test_stand_one_a_line_whatever_ends_it(self, workspace: Path, temp: Path) -> None:
        for name in ("a.md", "b c.md", "d", "other.md"):
            (workspace / name).write_text(MAJOR)
        done = lint(workspace, temp, paths="\n\na.md\r\nb c.md\n\nd")
        assert places(done) == ["a.md,line=1", "b c.md,line=1", "d,line=1"]

    @pytest.mark.parametrize("paths", ["", "\n \n"])
    def test_an_empty_list_is_an_error_and_not_the_whole_repository(
        self, paths: str, workspace: Path, temp: Path
    ) -> None:
        done = lint(workspace, temp, paths=paths)
        assert (done.status, done.output("exit-status")) == (2, "2")
        assert done.log == ['::error title=mtlint::The input "paths" is empty']


class TestArgs:
    @pytest.mark.parametrize(
        ("args", "status"),
        [
            ("--fail-on major", 0),
            ("--max-penalty=4.9\n--select LIN103\n", 1),
            ("--max-penalty 5", 0),
            ("--exit-zero", 0),
            ("--no-such-flag", 2),
        ],
    )
    def test_are_flags_of_check(self, args: str, status: int, workspace: Path, temp: Path) -> None:
        (workspace / "page.md").write_text(MINOR)
        done = lint(workspace, temp, args=args)
        assert (done.status, done.output("exit-status")) == (status, str(status)), done.errors

    def test_a_quotation_keeps_a_space(self, workspace: Path, temp: Path) -> None:
        (workspace / "page.md").write_text(MAJOR)
        lint(workspace, temp, args='--report "html=our report.html"')
        assert (workspace / "our report.html").read_text().startswith("<!doctype html>")

    def test_nothing_is_expanded_or_run(self, workspace: Path, temp: Path) -> None:
        (workspace / "page.md").write_text(MAJOR)
        done = lint(workspace, temp, args="$(touch pwned) `touch pwned` ; touch pwned | touch pwned & *")
        assert not (workspace / "pwned").exists()
        # All of that names files, which are not there.
        assert done.status == 2
        for name in ("$(touch", "`touch", "pwned`", ";", "|", "&", "*"):
            assert f"mtlint: error: {name}: " in done.errors

    def test_a_quotation_that_does_not_end_is_an_error(self, workspace: Path, temp: Path) -> None:
        done = lint(workspace, temp, args="--select 'LIN108")
        assert (done.status, done.output("exit-status")) == (2, "2")
        assert done.log == ['::error title=mtlint::The input "args" ends inside a quotation']

    def test_no_other_format_can_be_printed_for_texts_to_speak_to_the_runner(
        self, workspace: Path, temp: Path
    ) -> None:
        (workspace / "page.md").write_text(f"::error::hello\n\n{MAJOR}")
        done = lint(workspace, temp, args="--output-format full")
        assert places(done) == ["page.md,line=3"]
        assert all(line.startswith(COMMANDS) for line in done.log)


def test_names_of_files_are_no_commands_to_the_runner(workspace: Path, temp: Path) -> None:
    names = ["::error::pwned.txt", "a\n::error::pwned.txt", "##[error]pwned.txt", " ::error::pwned.md"]
    for name in names:
        (workspace / name).write_text(MAJOR)
    done = lint(workspace, temp, args="--max-penalty 1 --statistics --verbose")
    assert done.status == 1
    assert all(line.startswith(COMMANDS) for line in done.log)
    assert sum("pwned" in place for place in places(done)) == len(names)
    assert not [line for line in done.errors.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in done.errors + "".join(done.log)


def test_no_file_of_the_repository_passes_for_a_module_of_python(workspace: Path, temp: Path) -> None:
    for name in ("venv", "pip", "shlex", "os", "mtlint", "yaml", "numpy", "sitecustomize"):
        (workspace / f"{name}.py").write_text("raise SystemExit('pwned')\n")
    (workspace / "page.md").write_text(MAJOR)
    done = run_steps([LINT], workspace, temp, {"PYTHONPATH": str(workspace)})
    assert (done.status, places(done)) == (1, ["page.md,line=1"]), done.errors


class TestVersion:
    def test_is_what_git_calls_it(self, tmp_path: Path, version_nine: Mapping[str, str]) -> None:
        done = run_steps([INSTALL, LINT], tmp_path, tmp_path, version_nine, version="v9/rc+1")
        assert done.log == ["this is version nine"], done.errors

    @pytest.mark.parametrize(
        "version", ["$(touch pwned)", "main; touch pwned", "--index-url=https://example.org", "a b", "a\nb"]
    )
    def test_that_is_no_name_of_a_revision_is_an_error(self, version: str, tmp_path: Path) -> None:
        done = run_steps([INSTALL, LINT], tmp_path, tmp_path, version=version)
        assert done.status == 2
        assert done.log == [
            '::error title=mtlint::The input "version" is not the name of a tag, a branch or a commit'
        ]
        assert not list(tmp_path.iterdir())

    def test_that_does_not_exist_is_an_error(self, tmp_path: Path, version_nine: Mapping[str, str]) -> None:
        done = run_steps([INSTALL, LINT], tmp_path, tmp_path, version_nine, version="v10")
        assert (done.status, done.log[-1]) == (2, "::error title=mtlint::mtlint could not be installed")


def test_an_old_python_is_named_as_the_reason(tmp_path: Path) -> None:
    old = tmp_path / "bin" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = run_steps([INSTALL], tmp_path, tmp_path, {"PATH": f"{old.parent}:/usr/bin:/bin"})
    assert done.status == 2
    assert "needs Python 3.11" in done.log[0]
