"""`mtlint stats` as its users meet it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from mtlint.readability import METRICS
from process import mtlint

CLEAN = "The council met on Monday and approved the budget. Nobody asked why.\n"
MAJOR = "He saw the the old man at the market.\n"  # LIN108 repeated-word, major
MINOR = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space, minor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration of its own, so that none above it counts."""
    (tmp_path / "mtlint.toml").write_text("")
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "major.txt").write_text(MAJOR)
    (tmp_path / "minor.md").write_text(f"# A heading of five words\n\n{MINOR}")
    return tmp_path


def as_json(*arguments: str, cwd: Path) -> Any:
    return json.loads(mtlint("stats", *arguments, "--output-format", "json", cwd=cwd).stdout)


def as_rows(*arguments: str, cwd: Path) -> list[dict[str, str]]:
    done = mtlint("stats", *arguments, "--output-format", "csv", cwd=cwd)
    return list(csv.DictReader(io.StringIO(done.stdout)))


class TestJson:
    def test_every_document_has_its_numbers(self, folder: Path) -> None:
        report = as_json(cwd=folder)
        assert report["schema"] == 1
        clean, major, minor = report["documents"]
        assert [one["filename"] for one in report["documents"]] == ["clean.txt", "major.txt", "minor.md"]
        assert (clean["words"], clean["sentences"], clean["penalty"]) == (12, 2, 0)
        assert major["counts"] == {"neutral": 0, "minor": 0, "major": 1, "critical": 0}
        assert major["per_1000_words"]["major"] == round(1000 / 9, 2)
        assert major["penalty"] == round(5000 / 9, 2)
        assert (minor["words"], minor["sentences"]) == (14, 1), "a heading has words, but is no sentence"
        assert set(clean["readability"]) == set(METRICS)

    def test_the_corpus_is_the_sum_of_its_documents(self, folder: Path) -> None:
        report = as_json(cwd=folder)
        corpus = report["corpus"]
        assert (corpus["files"], corpus["documents"]) == (3, 3)
        for key in ("words", "sentences"):
            assert corpus[key] == sum(one[key] for one in report["documents"])
        assert corpus["counts"] == {"neutral": 0, "minor": 1, "major": 1, "critical": 0}
        (folder / "all.txt").write_text(f"{CLEAN}\n{MAJOR}\n{MINOR}")
        assert as_json("all.txt", cwd=folder)["corpus"]["readability"] == corpus["readability"]

    def test_numbers_are_those_of_check(self, folder: Path) -> None:
        check = json.loads(mtlint("check", "--output-format", "json", cwd=folder).stdout)
        stats = as_json(cwd=folder)
        keys = ("filename", "document", "words", "counts", "penalty")
        assert [[one[key] for key in keys] for one in stats["documents"]] == [
            [one[key] for key in keys] for one in check["documents"]
        ]
        assert stats["corpus"]["penalty"] == check["summary"]["penalty"]

    def test_records_are_documents(self, folder: Path) -> None:
        records = [{"id": "a", "body": CLEAN}, {"id": "b", "body": MAJOR}]
        (folder / "news.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
        found = as_json("news.jsonl", "--text-field", "body", cwd=folder)
        assert [one["document"] for one in found["documents"]] == ["a", "b"]
        assert (found["corpus"]["files"], found["corpus"]["documents"]) == (1, 2)

    def test_what_was_skipped_is_listed(self, folder: Path) -> None:
        (folder / "photo.txt").write_bytes(bytes(range(256)) * 10)
        (skipped,) = as_json(cwd=folder)["skipped"]
        assert skipped["filename"] == "photo.txt"

    def test_any_number_of_processes_writes_the_same(self, folder: Path) -> None:
        for number in range(40):
            (folder / f"{number:02}.txt").write_text((CLEAN + MAJOR) * 1000)
        one, two = (
            mtlint("stats", "--output-format", "json", "--jobs", jobs, cwd=folder).stdout
            for jobs in ("1", "2")
        )
        assert one == two
        assert json.loads(one)["corpus"]["documents"] == 43

    def test_without_readability(self, folder: Path) -> None:
        (clean,) = as_json("clean.txt", "--no-readability", cwd=folder)["documents"]
        assert clean["readability"] is None
        assert clean["sentences"] == 2


class TestCsv:
    def test_a_row_for_each_document(self, folder: Path) -> None:
        rows = as_rows(cwd=folder)
        assert [row["filename"] for row in rows] == ["clean.txt", "major.txt", "minor.md"]
        assert rows[1]["major"] == "1"
        assert rows[1]["major_per_1000_words"] == "111.11"
        for row, one in zip(rows, as_json(cwd=folder)["documents"], strict=True):
            assert [float(row[metric]) for metric in METRICS] == list(one["readability"].values())

    def test_what_is_not_measured_stays_empty(self, folder: Path) -> None:
        (row,) = as_rows("clean.txt", "--no-readability", cwd=folder)
        assert [row[metric] for metric in METRICS] == [""] * len(METRICS)

    @pytest.mark.parametrize("name", ["=HYPERLINK(1).txt", "+1.txt", "-1.txt", "@SUM(A1).txt", " =1.txt"])
    def test_no_name_is_a_formula(self, folder: Path, name: str) -> None:
        (folder / name).write_text(CLEAN)
        names = [row["filename"] for row in as_rows(cwd=folder)]
        assert f"'{name}" in names
        assert name not in names

    def test_no_name_breaks_a_row_or_speaks_to_a_log(self, folder: Path) -> None:
        (folder / 'a,"b\n::error::c.txt').write_text(CLEAN)
        (folder / "::error::d.txt").write_text(CLEAN)
        done = mtlint("stats", "--output-format", "csv", cwd=folder)
        assert not any(line.startswith("::") for line in done.stdout.splitlines())
        names = [row["filename"] for row in csv.DictReader(io.StringIO(done.stdout))]
        assert names[:2] == ["./::error::d.txt", 'a,"b↵::error::c.txt']

    def test_the_sums_are_said_beside(self, folder: Path) -> None:
        done = mtlint("stats", "--output-format", "csv", cwd=folder)
        assert done.stderr.startswith("2 findings (1 major, 1 minor) in 2 of 3 files")


class TestTable:
    def test_the_worst_documents_come_first(self, folder: Path) -> None:
        lines = mtlint("stats", cwd=folder).stdout.splitlines()
        names = [line.split()[0] for line in lines if line.lstrip().startswith(("clean", "major.", "minor."))]
        assert names == ["major.txt", "minor.md", "clean.txt"]

    def test_each_measure_has_a_chart(self, folder: Path) -> None:
        output = mtlint("stats", cwd=folder).stdout
        for measure in ("penalty", "Flesch reading ease", "Gunning fog", "SMOG index", "Dale-Chall score"):
            (line,) = (line for line in output.splitlines() if line.strip().startswith(measure))
            assert "█" in line

    def test_of_many_documents_the_worst_are_shown(self, folder: Path) -> None:
        for number in range(60):
            (folder / f"{number:02}.txt").write_text(CLEAN + MAJOR * (number % 2))
        output = mtlint("stats", cwd=folder).stdout
        assert "The 20 worst; 43 more documents in --output-format csv or json" in output
        assert "01.txt" in output
        assert "00.txt" not in output

    def test_a_name_cannot_write_to_the_terminal(self, folder: Path) -> None:
        (folder / "\x1b[31m[bold]:smile:\nx.txt").write_text(CLEAN)
        done = mtlint("stats", cwd=folder)
        assert "\x1b" not in done.stdout
        assert "<U+001B>[31m[bold]:smile:↵x.txt" in done.stdout

    def test_lines_fit_the_width(self, folder: Path) -> None:
        (folder / f"{'long' * 30}.txt").write_text(CLEAN)
        assert max(map(len, mtlint("stats", cwd=folder).stdout.splitlines()[:-1])) <= 100

    def test_nothing_to_measure(self, folder: Path) -> None:
        (folder / "empty").mkdir()
        done = mtlint("stats", "empty", cwd=folder)
        assert (done.returncode, done.stdout) == (0, "No findings in 0 files; 0 words\n")
        assert "there are no files to lint here" in done.stderr


class TestTheRest:
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["clean.txt"], 0),
            (["major.txt"], 0),
            (["missing.txt"], 2),
            (["major.txt", "missing.txt"], 2),
            (["major.txt", "--fail-on", "major"], 2),
            (["clean.txt", "--select", "NOPE999"], 2),
            (["clean.txt", "--output-format", "sarif"], 2),
            (["-", "clean.txt"], 2),
        ],
    )
    def test_only_errors_make_a_status(self, folder: Path, arguments: list[str], status: int) -> None:
        done = mtlint("stats", *arguments, cwd=folder)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr

    def test_a_file_that_is_missing_keeps_no_other_from_being_measured(self, folder: Path) -> None:
        done = mtlint("stats", "missing.txt", "clean.txt", "--output-format", "json", cwd=folder)
        assert done.returncode == 2
        assert [one["filename"] for one in json.loads(done.stdout)["documents"]] == ["clean.txt"]

    def test_standard_input(self, folder: Path) -> None:
        arguments = ("stats", "-", "--stdin-filename", "page.md", "--output-format", "json")
        done = mtlint(*arguments, cwd=folder, stdin=b"# A heading\n\nIt rained.\n")
        (one,) = json.loads(done.stdout)["documents"]
        assert (one["filename"], one["words"], one["sentences"]) == ("page.md", 4, 1)

    def test_a_format_of_check_in_the_configuration_is_not_ours(self, folder: Path) -> None:
        (folder / "mtlint.toml").write_text('output-format = "sarif"\nbaseline = "none.json"\n')
        assert "words" in mtlint("stats", cwd=folder, environment={"MTLINT_OUTPUT_FORMAT": "html"}).stdout

    def test_a_report_goes_to_a_file(self, folder: Path) -> None:
        done = mtlint("stats", "--output-format", "csv", "-o", "stats.csv", "-q", cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (folder / "stats.csv").read_text().count("\n") == 4

    def test_files_can_be_listed(self, folder: Path) -> None:
        assert mtlint("stats", "--show-files", cwd=folder).stdout == "clean.txt\nmajor.txt\nminor.md\n"

    def test_other_languages_have_no_readability_and_are_told_so(self, folder: Path) -> None:
        done = mtlint("stats", "clean.txt", "--target-lang", "de", cwd=folder)
        reason = "its measures are made for English, and the texts are in de"
        assert f"mtlint: readability is not measured: {reason}\n" in done.stderr
        assert "Flesch" not in done.stdout
