"""Paths from the command line to files: folders, ignore files, `include` and `exclude`."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from typing import NamedTuple

from mtlint.config import Config
from mtlint.discovery.gitignore import patterns_above
from mtlint.discovery.walk import Folder, Include, Walk
from mtlint.errors import ConfigError
from mtlint.findings import Skipped
from mtlint.patterns import Patterns, compile_patterns

__all__ = ["Discovery", "discover"]

# `*.txt`: a pattern that is only an ending needs no expression.
_ENDING = re.compile(r"\*([^*?\[\]\\/!#\s]+)")


class Discovery(NamedTuple):
    """What to lint: files sorted by path, and what was left out although it was asked for or met.

    `named` are the files that the user named one by one: what fails there fails the run.
    """

    files: list[str]
    skipped: list[Skipped]
    named: frozenset[str] = frozenset()


def discover(paths: Sequence[str], config: Config) -> Discovery:
    """The files that `paths` (files and folders) stand for. Raises ConfigError for an invalid pattern.

    Named files are taken as they are; folders give what `include` matches, minus hidden files, those that
    git ignores and those that `exclude` matches. Paths stay as they were given, without a leading `./`;
    a file reached twice is taken once, by the path that came first.
    """
    return _Discoverer(config).run(paths)


class _Discoverer:
    def __init__(self, config: Config) -> None:
        self._root = _absolute(str(config.root), folder=True)
        self._force_exclude = config.force_exclude
        self._exclude = self._setting("exclude", config.exclude)
        self._include = self._compile_include(config.include)
        self._found: dict[str, str] = {}  # absolute path -> path as given
        self._named: set[str] = set()
        self._skipped: list[Skipped] = []

    def run(self, paths: Sequence[str]) -> Discovery:
        for path in dict.fromkeys(_as_shown(path) for path in paths):
            try:
                mode = os.stat(path).st_mode
                if stat.S_ISDIR(mode):
                    self._add_folder(path)
                elif stat.S_ISREG(mode):
                    self._add_file(path)
                else:
                    self._fail(path, "not a regular file; pipe it into `mtlint check -` instead")
            except FileNotFoundError:
                self._fail(path, "there is no such file or folder; check the path")
            except OSError as error:
                self._fail(path, f"it cannot be read ({error.strerror})")
            except ValueError:
                self._fail(path, "a path cannot contain a NUL; check the path")
        skipped = sorted(set(self._skipped), key=lambda skip: skip.filename)
        return Discovery(sorted(self._found.values()), skipped, frozenset(self._named))

    def _add_file(self, path: str) -> None:
        absolute = _absolute(path)
        if not self._is_forced_out(absolute):
            self._named.add(self._found.setdefault(absolute, path))

    def _add_folder(self, path: str) -> None:
        absolute = _absolute(path, folder=True)
        if self._is_forced_out(absolute):
            return
        shown = "" if path == "." else f"{path.rstrip('/')}/"
        walk = Walk(self._include, self._exclude)
        walk.run(Folder(shown, absolute, patterns_above(absolute)))
        for file in walk.files:
            self._found.setdefault(absolute + file[len(shown) :], file)
        self._skipped += walk.skipped

    def _is_forced_out(self, absolute: str) -> bool:
        return self._force_exclude and self._exclude is not None and self._exclude.covers(absolute)

    def _fail(self, path: str, reason: str) -> None:
        self._skipped.append(Skipped(path, reason, failed=True))

    def _compile_include(self, lines: Sequence[str]) -> Include:
        endings = [match[1] for line in lines if (match := _ENDING.fullmatch(line))]
        # The order of patterns counts only where one of them takes back what another gave.
        if any(line.startswith("!") for line in lines):
            return Include((), self._setting("include", lines))
        others = [line for line in lines if not _ENDING.fullmatch(line)]
        return Include(tuple(endings), self._setting("include", others))

    def _setting(self, key: str, lines: Sequence[str]) -> Patterns | None:
        if not lines:
            return None
        patterns, invalid = compile_patterns(lines, self._root)
        if invalid:
            raise ConfigError(f'{key}: "{invalid[0]}" is not a pattern as gitignore has them')
        return patterns


def _as_shown(path: str) -> str:
    """The path as typed, `/`-separated, without what says only "here" or "a folder"."""
    path = path.replace(os.sep, "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/") or "."
    return path if path.endswith("/") and not path.strip("/") else path.rstrip("/")


def _absolute(path: str, *, folder: bool = False) -> str:
    path = os.path.abspath(path).replace(os.sep, "/")
    return f"{path.rstrip('/')}/" if folder else path
