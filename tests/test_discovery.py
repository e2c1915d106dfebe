"""Paths to files: what a folder gives, what is left out, and what is said about it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtlint.config import Config
from mtlint.discovery import Discovery, discover
from mtlint.errors import ConfigError
from mtlint.findings import Skipped

CONFIG = Config()
Tree = Callable[..., None]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def tree(*files: str, **contents: str) -> None:
    """Make files in the working folder; `contents` of ignore files by their folder ("" is `root`)."""
    for file in files:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).touch()
    for folder, content in contents.items():
        path = Path("." if folder == "root" else folder)
        path.mkdir(parents=True, exist_ok=True)
        (path / ".gitignore").write_text(content)


def files(*paths: str, config: Config = CONFIG) -> list[str]:
    found = discover(paths, config)
    assert not found.skipped
    return found.files


def test_a_folder_gives_the_files_that_include_matches_sorted_by_path() -> None:
    tree("b/2.txt", "b/1.txt", "a.md", "b/x.markdown", "b/image.png", "b/txt", "c.TXT")
    assert files(".") == ["a.md", "b/1.txt", "b/2.txt", "b/x.markdown"]


def test_paths_stay_as_they_were_given() -> None:
    tree("seeds/x.txt")
    assert files("seeds") == files("./seeds") == files("seeds/") == files("././/seeds") == ["seeds/x.txt"]
    assert files(".") == files("./") == ["seeds/x.txt"]
    assert files("./seeds/x.txt") == ["seeds/x.txt"]
    assert files("seeds/../seeds") == ["seeds/../seeds/x.txt"]
    assert files(os.getcwd()) == [f"{os.getcwd()}/seeds/x.txt"]
    os.chdir("seeds")
    assert files("..") == ["../seeds/x.txt"]


def test_a_named_file_is_read_whatever_it_is_called() -> None:
    tree(".hidden.txt", "ignored.txt", "excluded.txt", "letter.eml", root="ignored.txt")
    names = [".hidden.txt", "excluded.txt", "ignored.txt", "letter.eml"]
    config = Config(exclude=("excluded.txt",))
    found = discover(names, config)
    assert found == Discovery(names, [], frozenset(names))
    assert files(".", config=config) == []


def test_force_exclude_excludes_named_files_too_but_only_by_exclude() -> None:
    tree("a.txt", "old/b.txt", ".c.txt", "d.txt", root="d.txt")
    config = Config(exclude=("old/",), force_exclude=True)
    assert files("a.txt", "old/b.txt", ".c.txt", "d.txt", config=config) == [".c.txt", "a.txt", "d.txt"]
    assert files("old", config=config) == []


def test_a_file_reached_twice_is_taken_once_by_the_path_that_came_first() -> None:
    tree("a/b/1.txt", "a/2.txt")
    assert files("a", "a/b", "a/b/1.txt", os.path.abspath("a")) == ["a/2.txt", "a/b/1.txt"]
    assert discover(["a", "./a/2.txt"], CONFIG).named == {"a/2.txt"}


def test_hidden_files_and_folders_are_left_out_unless_named() -> None:
    tree(".git/x.txt", ".notes/y.txt", ".z.txt", "a.txt")
    assert files(".") == ["a.txt"]
    assert files(".notes") == [".notes/y.txt"]


def test_include_takes_patterns_as_gitignore_has_them() -> None:
    tree("a.txt", "a.rst", "docs/b.rst", "docs/deep/c.rst", "d [1].x")
    assert files(".", config=Config(include=("*.rst",))) == ["a.rst", "docs/b.rst", "docs/deep/c.rst"]
    assert files(".", config=Config(include=("docs/*.rst",))) == ["docs/b.rst"]
    assert files(".", config=Config(include=("*.txt", "docs/"))) == ["a.txt", "docs/b.rst", "docs/deep/c.rst"]
    assert files(".", config=Config(include=("*.rst", "!c.*"))) == ["a.rst", "docs/b.rst"]
    assert files(".", config=Config(include=())) == []


def test_exclude_is_relative_to_the_folder_of_the_configuration() -> None:
    tree("project/drafts/a.txt", "project/docs/drafts/b.txt", "project/c.txt")
    config = Config(exclude=("/drafts/",), root=Path("project"))
    assert files(".", config=config) == ["project/c.txt", "project/docs/drafts/b.txt"]
    os.chdir("project/docs")
    config = Config(exclude=("/drafts/",), root=Path(".."))
    assert files("..", config=config) == ["../c.txt", "../docs/drafts/b.txt"]


def test_outside_that_folder_patterns_for_names_still_hold() -> None:
    tree("project/x.txt", "elsewhere/a_old.txt", "elsewhere/b.txt")
    config = Config(exclude=("*_old.txt",), root=Path("project"))
    assert files("elsewhere", config=config) == ["elsewhere/b.txt"]


def test_an_invalid_pattern_of_the_configuration_is_an_error_and_one_of_git_is_nothing() -> None:
    tree("a.txt", "b.txt", root="!\nb.txt\n")
    with pytest.raises(ConfigError, match='exclude: "!" is not a pattern'):
        discover(["."], Config(exclude=("!",)))
    assert files(".") == ["a.txt"]


def test_ignore_files_hold_in_their_folder_and_below_the_nearest_decides() -> None:
    tree("a.log.txt", "sub/b.log.txt", "sub/keep.log.txt", "sub/build/c.txt", "build.txt")
    tree(root="*.log.txt\n/build/\n# a comment\n\n", sub="!keep.log.txt\nbuild/\n")
    assert files(".") == ["build.txt", "sub/keep.log.txt"]


def test_ignore_files_above_hold_up_to_the_repository() -> None:
    tree("repository/.git/HEAD", "repository/a/b/1.txt", "repository/a/b/2.txt", "repository/a/b/3.txt")
    tree(root="1.txt", repository="2.txt")
    Path("repository/.git/info").mkdir()
    Path("repository/.git/info/exclude").write_text("/a/b/3.txt")
    assert files("repository/a/b") == ["repository/a/b/1.txt"]
    os.chdir("repository/a/b")
    assert files(".") == ["1.txt"]


def test_without_a_repository_nothing_above_holds() -> None:
    tree("corpus/1.txt", root="*.txt")
    assert files("corpus") == ["corpus/1.txt"]


def test_a_named_folder_is_read_though_it_is_ignored_but_not_what_is_ignored_in_it() -> None:
    tree(".git/HEAD", "out/1.txt", "out/2.tmp.txt", "out/old/3.txt", root="out/\n*.tmp.txt\n")
    config = Config(exclude=("out", "old"))
    assert files(".", config=config) == []
    assert files("out", config=config) == ["out/1.txt"]
    assert files("out/old", config=config) == ["out/old/3.txt"]


def test_a_missing_path_is_a_failure_and_the_others_are_found() -> None:
    tree("a.txt")
    found = discover(["missing", "a.txt", ""], CONFIG)
    assert found.files == ["a.txt"]
    reason = "there is no such file or folder; check the path"
    assert found.skipped == [Skipped("", reason, failed=True), Skipped("missing", reason, failed=True)]


def test_symbolic_links_to_files_are_followed_those_to_folders_are_listed() -> None:
    tree("real/a.txt")
    Path("real/loop").symlink_to("..")
    Path("real/link.txt").symlink_to("a.txt")
    Path("real/dead.txt").symlink_to("nothing")
    Path("real/self.txt").symlink_to("self.txt")
    Path("real/dead").symlink_to("nothing")
    found = discover(["."], CONFIG)
    assert found.files == ["real/a.txt", "real/link.txt"]
    assert [skip.filename for skip in found.skipped] == ["real/dead.txt", "real/loop", "real/self.txt"]
    assert not any(skip.failed for skip in found.skipped)
    # A link that is named is followed.
    assert discover(["real/loop"], CONFIG).files == ["real/loop/real/a.txt", "real/loop/real/link.txt"]


def test_a_link_that_is_ignored_is_not_listed() -> None:
    tree("a.txt", root="loop\n")
    Path("loop").symlink_to(".")
    assert files(".") == ["a.txt"]


def test_a_pipe_fails_when_named_and_is_listed_when_met() -> None:
    Path("folder").mkdir()
    os.mkfifo("folder/pipe.txt")
    (named,) = discover(["folder/pipe.txt"], CONFIG).skipped
    (met,) = discover(["folder"], CONFIG).skipped
    assert (named.failed, met.failed) == (True, False)


def test_an_ignore_file_that_is_none_ignores_nothing() -> None:
    tree("a/1.txt", "b/2.txt")
    os.mkfifo("a/.gitignore")
    Path("b/.gitignore").mkdir()
    assert files(".") == ["a/1.txt", "b/2.txt"]


def test_names_may_hold_newlines_and_bytes_that_are_no_text() -> None:
    names = [os.fsdecode(name) for name in (b"a\nb.txt", b"caf\xe9.txt", b"ignored\n\xe9.txt")]
    tree(*(f"new\nline/{name}" for name in names))
    Path(".gitignore").write_bytes(b"ignored*\n")
    assert files(".") == sorted(f"new\nline/{name}" for name in names[:2])
    assert files(f"new\nline/{names[1]}") == [f"new\nline/{names[1]}"]


def test_a_folder_that_cannot_be_listed_is_skipped_or_fails_when_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree("open/a.txt", "closed/b.txt")
    list_folder = os.scandir

    def refuse(path: str) -> object:
        if path.rstrip("/") == "closed":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover(["."], CONFIG)
    assert found.files == ["open/a.txt"]
    reason = "the folder cannot be listed (Permission denied)"
    assert found.skipped == [Skipped("closed", reason, failed=False)]
    assert discover(["closed"], CONFIG).skipped[0].failed


def test_a_path_with_a_nul_is_a_failure() -> None:
    assert discover(["a\0b"], CONFIG).skipped[0].failed


@pytest.mark.parametrize(
    ("pattern", "matches", "spares"),
    [
        ("?.x", "a.x", "ab.x"),
        ("[!a-c].x", "d.x", "b.x"),
        ("[]-]x", "]x", "ax"),
        ("[[:digit:]]*", "1a", "a1"),
        (r"\*\?", "*?", "ab"),
        (r"\#x", "#x", "x"),
        (r"end\ ", "end ", "end"),
        ("trailing.x   ", "trailing.x", "trailing.x   "),
        ("a**z", "abz", "b"),
    ],
)
def test_wildcards_are_those_of_git(pattern: str, matches: str, spares: str) -> None:
    tree(matches, spares)
    assert files(".", config=Config(include=(pattern,))) == [matches]


PATTERNS = [
    "*.txt",
    "a",
    "a/",
    "/a",
    "build/",
    "/b/*",
    "b/**",
    "**/a.txt",
    "a*",
    "[ab].txt",
    "[!a].txt",
    "*",
    "/*",
    "**",
    "a/**",
    "a/**/a.txt",
    "?.txt",
    "b/build",
    "**/build/*",
]
LINES = st.lists(
    st.sampled_from(PATTERNS + [f"!{p}" for p in PATTERNS] + ["!keep.txt", "# no", ""]), max_size=5
)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the oracle")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(root=LINES, nested=LINES, info=LINES)
def test_the_same_files_are_left_out_as_by_git(root: list[str], nested: list[str], info: list[str]) -> None:
    if not os.path.isdir(".git"):
        subprocess.run(["git", "init", "-q", "."], check=True)
        tree(*(f"{one}/{two}/{three}.txt" for one in "ab" for two in ("a", "build") for three in "ab"))
        tree("a.txt", "keep.txt", "build/a.txt", "a/keep.txt", "b/a.txt", "b/keep.txt")
    Path(".gitignore").write_text("\n".join(root))
    Path("b/.gitignore").write_text("\n".join(nested))
    Path(".git/info/exclude").write_text("\n".join(info))
    command = ["git", "ls-files", "-z", "--others", "--exclude-per-directory=.gitignore"]
    command += ["--exclude-from=.git/info/exclude", "*.txt"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert files(".") == sorted(file for file in listed.split("\0") if file)
