"""What README.md and docs/ show is what happens, and nothing is left out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import click
import markdown
import pytest
import yaml

from make_rule_pages import pages
from mtlint import Config
from mtlint.catalogue import load_catalogue
from mtlint.cli import COMMANDS
from mtlint.config_file import Settings
from mtlint.reporters.visible import visible
from mtlint.rule import Rule
from mtlint.schema import key_of
from page_blocks import blocks_of
from page_claims import CLAIMS
from page_shell import Shell

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
RULES = load_catalogue(Config()).rules
FENCE = "`" * 3


@pytest.mark.parametrize("script", ["make_rule_pages.py", "update_pages.py"])
def test_pages_are_up_to_date(script: str) -> None:
    check = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    done = subprocess.run(check, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"python scripts/{script} mends this:\n{done.stdout}{done.stderr}"


def test_links_to_files_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")):
        targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
        missing = [to for to in targets if "://" not in to and not (page.parent / to.split("#")[0]).exists()]
        assert not missing, f"{page.name} links to what is not there: {missing}"


def test_every_key_of_the_configuration_has_its_heading() -> None:
    headings = re.findall(r"^### `(.+)`$", (DOCS / "configuration.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(map(key_of, Settings._fields))


def test_every_flag_of_check_has_its_row() -> None:
    rows = re.findall(r"^\| (`-.+?) \|", (DOCS / "command-line.md").read_text("utf-8"), re.MULTILINE)
    described = {flag for row in rows for flag in re.findall(r"`(-[-\w]+)", row)}
    command: click.Command = import_module("mtlint.cli.check").command
    flags = {flag for option in command.params if isinstance(option, click.Option) for flag in option.opts}
    # Click adds these two when the command runs.
    assert described == flags | {"-h", "--help"}


def test_every_command_is_described() -> None:
    page = (DOCS / "command-line.md").read_text("utf-8")
    assert all(f"`mtlint {name}" in page for name in COMMANDS)


def test_every_key_of_a_rule_is_described() -> None:
    page = (DOCS / "writing-rules.md").read_text("utf-8")
    described = {
        key for row in re.findall(r"^\| (`.+?) \|", page, re.MULTILINE) for key in re.findall("`(.+?)`", row)
    }
    filled_by_the_catalogue = {"options", "lines", "file"}
    assert described == set(map(key_of, Rule._fields)) - filled_by_the_catalogue


class _Examples(HTMLParser):
    """The texts of the examples of a page, and in them the marked stretches."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self._inside = True
        elif self._inside and tag == "pre":
            self.texts.append("")
        elif self._inside and tag == "mark":
            self.texts[-1] += "⟦"
        elif self._inside:
            assert (tag, attrs) in (("span", [("class", "unseen")]), ("figcaption", []))

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._inside = False
        elif self._inside and tag == "mark":
            self.texts[-1] += "⟧"

    def handle_data(self, data: str) -> None:
        if self._inside and self.lasttag not in ("figure", "figcaption") and self.texts:
            self.texts[-1] += data


def shown(rule: Rule) -> Iterator[str]:
    """The texts that a rule's page has to show, as a terminal would."""
    for sort in ("flag", "pass_"):
        for example in rule.examples:
            for text in (getattr(example, sort), example.fixed if sort == "flag" else None):
                if text is not None:
                    yield "\n".join(map(visible, text.rstrip("\n").split("\n")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_read_in_a_browser_as_they_were_written(rule: Rule) -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    extensions = [next(iter(one)) if isinstance(one, dict) else one for one in settings]
    page = pages([rule])[DOCS / "rules" / f"{rule.name}.md"]
    assert page is not None
    found = _Examples(markdown.markdown(page, extensions=extensions)).texts
    bare = [re.sub(r"<(U\+[0-9A-F]+)>", r"\1", text) for text in shown(rule)]
    assert [text.rstrip("\n") for text in found] == bare


def test_a_command_that_fails_is_an_error_and_names_itself(tmp_path: Path) -> None:
    (block,) = blocks_of(f"{FENCE}console\n$ mtlint check nowhere\n{FENCE}\n")
    with pytest.raises(ValueError, match="mtlint check nowhere: status 2"):
        CLAIMS["console"](block, Shell(tmp_path))


def test_what_a_command_prints_is_written_below_it(tmp_path: Path) -> None:
    (block,) = blocks_of(f"{FENCE}console\n$ echo one\nold\n$ echo two\n{FENCE}\n")
    assert CLAIMS["console"](block, Shell(tmp_path)) == "$ echo one\none\n$ echo two\ntwo\n"


@pytest.mark.parametrize(
    ("sort", "content"),
    [
        ("sh", "mtlint check --no-such-flag"),
        ("toml", 'no-such-key = "en"'),
        ("toml", 'select = ["NOPE"]'),
        ("yaml", "code: HSE101"),
        ("yaml", "job: {run: mtlint check nowhere}"),
        ("yaml", "[{uses: mtlint/mtlint@main, with: {paths: nowhere}}]"),
        ("yaml", "[{uses: mtlint/mtlint@main, with: {no-such-input: x}}]"),
        ("yaml", "{if: steps.mtlint.outputs.no-such-output}"),
        ("yaml", "mtlint: {variables: {MTLINT_ARGS: --no-such-flag}}"),
        ("yaml", "mtlint: {variables: {MTLINT_no-such-variable: x}}"),
        ("yaml", "include: [{remote: https://raw.githubusercontent.com/mtlint/mtlint/main/no-such.yml}]"),
        ('yaml title=".github/workflows/a.yml"', "{on: push, jobs: {a: {steps: []}}}"),
        ('yaml title=".gitlab-ci.yml"', "mtlint: {artifacts: {reports: {junit: {}}}}"),
        ("yaml", "repos: [{repo: https://example.org, rev: '1.0', hooks: [{id: no-such-hook}]}]"),
    ],
)
def test_a_block_that_is_not_true_is_an_error(sort: str, content: str, tmp_path: Path) -> None:
    (block,) = blocks_of(f"{FENCE}{sort}\n{content}\n{FENCE}\n")
    with pytest.raises(Exception, match=r"no-such|NOPE|missing|status 2"):
        CLAIMS[block.sort](block, Shell(tmp_path))


def test_a_block_that_nobody_would_try_is_an_error() -> None:
    with pytest.raises(ValueError, match="indented"):
        blocks_of(f"!!! note\n\n    {FENCE}console\n    $ false\n    {FENCE}\n")
