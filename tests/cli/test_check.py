"""`mtlint check` as its users meet it: streams, exit status, what is said where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from process import ENVIRONMENT, mtlint

CLEAN = "The council met on Monday and approved the budget.\n"
MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word, major
MINOR = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space, minor
NEUTRAL = ("--config", "neutral.toml", "major.txt")  # there the same finding is neutral


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration of its own, so that none above it counts."""
    (tmp_path / "mtlint.toml").write_text("")
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "major.txt").write_text(MAJOR)
    (tmp_path / "minor.txt").write_text(MINOR)
    (tmp_path / "neutral.toml").write_text('[rules.LIN108]\nseverity = "neutral"\n')
    return tmp_path


class TestExitStatus:
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["clean.txt"], 0),
            ([*NEUTRAL], 0),
            ([*NEUTRAL, "--fail-on", "neutral"], 1),
            (["minor.txt"], 1),
            (["minor.txt", "--fail-on", "major"], 0),
            (["major.txt", "--fail-on", "major"], 1),
            (["major.txt", "--fail-on", "never"], 0),
            (["major.txt", "--exit-zero"], 0),
            (["missing.txt"], 2),
            (["clean.txt", "missing.txt", "--exit-zero"], 2),
            (["clean.txt", "--selct", "ACC"], 2),
            (["clean.txt", "--select", "NOPE999"], 2),
            (["clean.txt", "--config", "missing.toml"], 2),
            (["-", "clean.txt"], 2),
        ],
    )
    def test_status(self, folder: Path, arguments: list[str], status: int) -> None:
        done = mtlint("check", *arguments, cwd=folder)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        assert (status == 2) == done.stderr.startswith("mtlint: error: ")

    def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_linted(
        self, folder: Path
    ) -> None:
        (folder / "photo.txt").write_bytes(bytes(range(256)) * 10)
        done = mtlint("check", "missing.txt", "photo.txt", "major.txt", cwd=folder)
        assert done.returncode == 2
        assert "major.txt:1:8: LIN108" in done.stdout
        assert "mtlint: error: missing.txt: " in done.stderr
        assert "mtlint: error: photo.txt: " in done.stderr

    def test_one_cause_that_stops_many_files_is_said_once(self, folder: Path) -> None:
        missing = [f"{number}.txt" for number in range(20)]
        brief = mtlint("check", *missing, cwd=folder).stderr
        assert brief.count("mtlint: error: ") == 1
        assert "0.txt and 19 more files: there is no such file" in brief
        assert mtlint("check", *missing, "--verbose", cwd=folder).stderr.count("mtlint: error: ") == 20

    def test_a_binary_file_met_in_a_folder_is_listed_and_no_failure(self, folder: Path) -> None:
        (folder / "photo.txt").write_bytes(bytes(range(256)) * 10)
        (folder / "major.txt").unlink()
        (folder / "minor.txt").unlink()
        done = mtlint("check", cwd=folder)
        assert done.returncode == 0
        assert "skipped photo.txt: " in done.stdout

    def test_no_file_is_a_warning(self, tmp_path: Path) -> None:
        done = mtlint("check", "--isolated", cwd=tmp_path)
        assert done.returncode == 0
        assert done.stderr.startswith("mtlint: warning: there are no files to lint")


class TestStreams:
    def test_text_goes_to_standard_output(self, folder: Path) -> None:
        done = mtlint("check", cwd=folder)
        assert "major.txt:1:8: LIN108 repeated-word major: " in done.stdout
        assert "\x1b" not in done.stdout
        assert done.stderr == ""

    def test_a_machine_format_stands_alone_and_its_numbers_go_to_standard_error(self, folder: Path) -> None:
        done = mtlint("check", "--output-format", "json", "major.txt", cwd=folder)
        (finding,) = json.loads(done.stdout)["findings"]
        assert finding["code"] == "LIN108"
        assert "1 finding (1 major) in 1 of 1 file" in done.stderr
        quiet = mtlint("check", "--output-format", "json", "--quiet", "major.txt", cwd=folder)
        assert (quiet.stdout, quiet.stderr) == (done.stdout, "")

    def test_json_lists_what_was_skipped(self, folder: Path) -> None:
        done = mtlint("check", "--output-format", "json", "missing.txt", cwd=folder)
        files = [skipped["filename"] for skipped in json.loads(done.stdout)["skipped"]]
        assert "missing.txt" in files

    def test_report_goes_to_a_file(self, folder: Path) -> None:
        done = mtlint("check", "--output-file", "report.out", "major.txt", cwd=folder)
        assert (done.returncode, done.stdout) == (1, "")
        assert "LIN108" in (folder / "report.out").read_text()
        done = mtlint("check", "--output-file", "no/folder/report", "major.txt", cwd=folder)
        assert done.returncode == 2
        assert done.stderr.startswith("mtlint: error: cannot write the report to no/folder/report: ")

    def test_a_reader_that_goes_away_is_no_error(self, folder: Path) -> None:
        # Far more than a pipe holds.
        (folder / "many.txt").write_text(MAJOR * 20_000)
        command = f"{sys.executable} -m mtlint check many.txt --output-format json-lines | head -n 1"
        done = subprocess.run(
            command, shell=True, cwd=folder, capture_output=True, env=ENVIRONMENT, check=False
        )
        assert done.stderr == b""
        assert len(done.stdout.splitlines()) == 1

    def test_statistics_replace_the_findings_of_text(self, folder: Path) -> None:
        done = mtlint("check", "--statistics", "--quiet", "major.txt", cwd=folder)
        assert done.stdout.startswith("1  LIN108  repeated-word  major\n")

    def test_standard_input(self, folder: Path) -> None:
        done = mtlint("check", "-", "--output-format", "concise", cwd=folder, stdin=MAJOR.encode())
        assert done.stdout.startswith("-:1:8: LIN108 ")
        named = mtlint("check", "-", "--stdin-filename", "x.md", cwd=folder, stdin=MAJOR.encode())
        assert named.stdout.startswith("x.md:1:8: LIN108 ")

    def test_format_from_the_environment(self, folder: Path) -> None:
        done = mtlint("check", "major.txt", cwd=folder, environment={"MTLINT_OUTPUT_FORMAT": "json-lines"})
        assert json.loads(done.stdout)["code"] == "LIN108"


class TestFlags:
    def test_show_files_lists_them_and_lints_nothing(self, folder: Path) -> None:
        done = mtlint("check", "--show-files", "--exclude", "m*.txt", cwd=folder)
        assert (done.returncode, done.stdout.split()) == (0, ["clean.txt"])

    def test_neutral_findings_are_counted_and_shown_on_demand(self, folder: Path) -> None:
        hidden = mtlint("check", *NEUTRAL, cwd=folder)
        assert "LIN108" not in hidden.stdout
        assert "1 finding (1 neutral)" in hidden.stdout
        for flags in (["--show-neutral"], ["--select", "LIN108"], ["--extend-select", "repeated-word"]):
            assert "LIN108" in mtlint("check", *NEUTRAL, *flags, cwd=folder).stdout

    def test_rules_are_chosen(self, folder: Path) -> None:
        assert "LIN108" not in mtlint("check", "major.txt", "--ignore", "LIN108", cwd=folder).stdout
        assert "LIN108" not in mtlint("check", "major.txt", "--select", "ACC,MRK", cwd=folder).stdout

    def test_per_file_ignores(self, folder: Path) -> None:
        done = mtlint("check", "--per-file-ignores", "maj*:LIN108,LIN103", cwd=folder)
        assert "major.txt" not in done.stdout
        assert "minor.txt:1:" in done.stdout

    def test_verbose_says_what_was_used(self, folder: Path) -> None:
        done = mtlint("check", "clean.txt", "--verbose", cwd=folder)
        assert "mtlint: configuration: " in done.stderr
        assert "mtlint.toml" in done.stderr


def test_help_lists_the_formats(tmp_path: Path) -> None:
    assert "[concise|full|github|gitlab|html|" in mtlint("check", "--help", cwd=tmp_path).stdout
