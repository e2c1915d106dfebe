"""`--report` and `--max-penalty`: several reports of one run, and the penalty that fails it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.reporters import format_names
from process import ENVIRONMENT, mtlint

CLEAN = "The council met on Monday and approved the budget.\n"
MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word, major: 25 points in 200 words
MINOR = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space, minor: 5 points


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration of its own, so that none above it counts; reports go beside it."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "mtlint.toml").write_text("")
    (folder / "clean.txt").write_text(CLEAN)
    (folder / "major.txt").write_text(MAJOR)
    (folder / "minor.txt").write_text(MINOR)
    return folder


def every_report(folder: Path) -> list[str]:
    """Flags for a report in each format."""
    return [f"--report={name}={folder / name}" for name in format_names()]


class TestReports:
    def test_each_is_what_its_format_alone_gives(self, folder: Path) -> None:
        together = mtlint("check", *every_report(folder.parent), "--output-format", "concise", cwd=folder)
        assert together.returncode == 1
        for name in format_names():
            alone = mtlint("check", "--output-format", name, cwd=folder)
            assert (folder.parent / name).read_text("utf-8") == alone.stdout, name

    def test_they_are_the_same_for_any_number_of_jobs(self, folder: Path) -> None:
        for number in range(60):
            (folder / f"{number:02}.txt").write_text((MAJOR + MINOR + CLEAN * 9) * (1 + number))
        reports = []
        for jobs in (1, 2, 4):
            place = folder.parent / f"jobs-{jobs}"
            place.mkdir()
            assert mtlint("check", "--jobs", str(jobs), *every_report(place), cwd=folder).returncode == 1
            reports.append({file.name: file.read_bytes() for file in place.iterdir()})
        assert reports[0] == reports[1] == reports[2]
        assert set(reports[0]) == set(format_names())

    def test_one_that_cannot_be_written_keeps_no_other_from_being_written(self, folder: Path) -> None:
        done = mtlint(
            "check", "major.txt", "--report=sarif=no/folder/x", "--report=json=report.json", cwd=folder
        )
        assert done.returncode == 2
        assert "LIN108" in done.stdout
        assert (
            done.stderr
            == "mtlint: error: cannot write the report to no/folder/x: No such file or directory\n"
        )
        assert json.loads((folder / "report.json").read_text())["findings"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
    @pytest.mark.parametrize("main", ["-o/dev/full", "--report=json=/dev/full"])
    def test_a_full_disk_stops_one_report(self, folder: Path, main: str) -> None:
        done = mtlint("check", main, "--report=sarif=report.sarif", cwd=folder)
        assert done.returncode == 2
        assert "mtlint: error: cannot write the report to /dev/full: No space left on device" in done.stderr
        assert json.loads((folder / "report.sarif").read_text())["runs"][0]["results"]

    def test_a_reader_that_goes_away_keeps_no_file_from_being_written(self, folder: Path) -> None:
        (folder / "many.txt").write_text(MAJOR * 20_000)  # far more than a pipe holds
        command = f"{sys.executable} -m mtlint check --report=github=report many.txt | head -n 1"
        done = subprocess.run(
            command, shell=True, cwd=folder, capture_output=True, env=ENVIRONMENT, check=False
        )
        assert done.stderr == b""
        assert "19,990 more findings not shown here" in (folder / "report").read_text()

    def test_a_file_is_replaced_in_one_step(self, folder: Path) -> None:
        report = folder / "report.json"
        report.write_text("old")
        report.chmod(0o640)
        (folder / "link.json").symlink_to("report.json")
        mtlint("check", "clean.txt", "--report=json=link.json", cwd=folder)
        assert json.loads(report.read_text())["findings"] == []
        assert report.stat().st_mode & 0o777 == 0o640
        assert (folder / "link.json").is_symlink()
        assert not [file for file in folder.iterdir() if file.name.startswith(".")]

    def test_a_new_file_may_be_read_by_those_the_umask_lets(self, folder: Path) -> None:
        mask = os.umask(0o022)
        os.umask(mask)
        mtlint("check", "clean.txt", "--output-file=report.txt", cwd=folder)
        assert (folder / "report.txt").stat().st_mode & 0o777 == 0o666 & ~mask

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--report=sarif"], '"sarif" is not of the form FORMAT=FILE'),
            (["--report=sarf=x"], 'there is no output format "sarf"; did you mean "sarif"?'),
            (["--report=json=x", "--report=sarif=./x"], "two reports would go to the same file: x"),
            (["--report=json=x", "-o", "x"], "two reports would go to the same file: x"),
            (["--report=json=x", "--diff"], "--report has nothing to write with --diff"),
            (["--report=json=x", "--write-baseline"], "--report has nothing to write with"),
        ],
    )
    def test_mistakes_are_said_before_anything_is_linted(
        self, folder: Path, arguments: list[str], message: str
    ) -> None:
        done = mtlint("check", *arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert not (folder / "x").exists()


HOSTILE_NAMES = ["::error::a.txt", "a\n::error::b.txt", "##[add-mask]c.txt", " ::d.txt", "e%0A,:=f.txt"]


@pytest.mark.parametrize("name", format_names())
def test_names_of_files_are_no_commands(tmp_path: Path, name: str) -> None:
    for file in [*HOSTILE_NAMES, os.fsdecode(b"g\xff.txt")]:
        (tmp_path / file).write_text(MAJOR)
        (tmp_path / f"{file}.md").write_bytes(bytes(range(256)) * 10)  # skipped as binary
    done = mtlint("check", "--isolated", "--output-format", name, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    for line in (*done.stdout.split("\n"), *done.stderr.split("\n")):
        assert "##[" not in line
        if line.lstrip().startswith("::"):
            assert name == "github"
            assert line.startswith(("::error file=", "::warning title=mtlint"))
            assert "\r" not in line


class TestMaxPenalty:
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["--max-penalty", "30"], 0),
            (["--max-penalty", "25"], 0),
            (["--max-penalty", "24.9"], 1),
            (["--max-penalty", "30", "--fail-on", "major"], 1),
            (["--max-penalty", "30", "--fail-on", "never"], 0),
            (["--max-penalty", "20", "--exit-zero"], 0),
            (["--max-penalty", "-1"], 2),
            (["--config", "limit.toml"], 1),
            (["--config", "limit.toml", "--max-penalty", "30"], 0),
        ],
    )
    def test_status(self, folder: Path, arguments: list[str], status: int) -> None:
        (folder / "limit.toml").write_text("max-penalty = 20\n")
        assert mtlint("check", *arguments, cwd=folder).returncode == status

    def test_the_documents_over_the_limit_are_named(self, folder: Path) -> None:
        said = "major.txt: penalty 25.0 (over at least 200 words) is over the limit of 20\n"
        assert said in mtlint("check", "--max-penalty", "20", cwd=folder).stdout
        assert (
            said in mtlint("check", "--max-penalty", "20", "--output-format", "json-lines", cwd=folder).stderr
        )
        done = mtlint("check", "--max-penalty", "20", "--output-format", "json", cwd=folder)
        report = json.loads(done.stdout)
        assert [one["filename"] for one in report["documents"] if one["over_limit"]] == ["major.txt"]
        assert (report["summary"]["max_penalty"], report["summary"]["over_limit"]) == (20, 1)

    def test_of_many_the_worst_are_named_and_the_rest_is_counted(self, folder: Path) -> None:
        for number in range(30):
            (folder / f"{number:02}.txt").write_text(MAJOR * (number + 1) + CLEAN * 40)
        out = mtlint("check", "--max-penalty", "5", "--quiet", cwd=folder).stdout
        named = [line.split(":")[0] for line in out.splitlines() if "is over the limit" in line]
        assert len(named) == 20
        assert named[0] == "29.txt"
        assert "more documents over the limit of 5" in out

    def test_github_paths_start_at_the_workspace(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        (folder / "docs" / "a.txt").write_text(MAJOR)
        done = mtlint(
            "check",
            "--isolated",
            "--output-format=github",
            cwd=folder / "docs",
            environment={"GITHUB_WORKSPACE": str(folder)},
        )
        assert done.stdout.startswith("::error file=docs/a.txt,")
