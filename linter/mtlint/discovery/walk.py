"""The files below a folder: one pass of os.scandir, no stat for a file."""

from __future__ import annotations

import os
from typing import NamedTuple

from mtlint.discovery.gitignore import IGNORE_FILE, read_ignore_file
from mtlint.findings import Skipped
from mtlint.patterns import Patterns


class Folder(NamedTuple):
    """A folder to visit: its path as shown and its absolute path, both ready for a name to be added.

    `ignored` are the patterns of ignore files that hold here, nearest last.
    """

    shown: str
    absolute: str
    ignored: tuple[Patterns, ...]


class Include(NamedTuple):
    """Which files belong to a folder's texts: names by their endings, the rest by patterns."""

    endings: tuple[str, ...]
    patterns: Patterns | None

    def has(self, name: str, folder: str) -> bool:
        """Whether the file `name` in `folder` (absolute, `/` at its end) is one of them."""
        return name.endswith(self.endings) or (
            self.patterns is not None and self.patterns.covers(folder + name)
        )


class Walk:
    """A walk through one named folder. `files` and `skipped` fill while it runs."""

    def __init__(self, include: Include, exclude: Patterns | None) -> None:
        self._include = include
        self._exclude = exclude
        self._waiting: list[Folder] = []
        self.files: list[str] = []
        self.skipped: list[Skipped] = []

    def run(self, top: Folder) -> None:
        """Find the files below `top`. Raises OSError when `top` itself cannot be listed."""
        self._visit(top)
        while self._waiting:
            folder = self._waiting.pop()
            try:
                self._visit(folder)
            except OSError as error:
                self._skip(folder.shown.rstrip("/"), f"the folder cannot be listed ({error.strerror})")

    def _visit(self, folder: Folder) -> None:
        shown, absolute, ignored = folder
        with os.scandir(shown or ".") as listing:
            # Hidden entries are left out, but the ignore file among them must be known before the others.
            entries = list(listing)
        if any(entry.name == IGNORE_FILE for entry in entries):
            patterns = read_ignore_file(absolute + IGNORE_FILE, absolute)
            ignored = (*ignored, patterns) if patterns else ignored
        guarded = bool(ignored) or self._exclude is not None
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                path = f"{absolute}{name}/"
                if not (guarded and self._is_ignored(path, ignored)):
                    self._waiting.append(Folder(f"{shown}{name}/", path, ignored))
                continue
            wanted = self._include.has(name, absolute)
            if (wanted or entry.is_symlink()) and not (
                guarded and self._is_ignored(absolute + name, ignored)
            ):
                self._take(entry, shown + name, wanted=wanted)

    def _is_ignored(self, path: str, ignored: tuple[Patterns, ...]) -> bool:
        if self._exclude is not None and self._exclude.verdict(path):
            return True
        for patterns in reversed(ignored):
            verdict = patterns.verdict(path)
            if verdict is not None:
                return verdict
        return False

    def _take(self, entry: os.DirEntry[str], path: str, *, wanted: bool) -> None:
        """Keep a file that is `wanted`, list what cannot be kept; else it may be a linked folder."""
        try:
            if entry.is_file():
                self.files += [path] if wanted else []
            elif entry.is_dir():
                # Followed, a link to a folder above it would never end; like ripgrep and ruff, none is.
                self._skip(path, "a symbolic link to a folder is not followed; name it to lint what is in it")
            elif wanted:
                self._skip(path, "not a regular file, or a symbolic link to nothing")
        except OSError as error:
            if wanted:
                self._skip(path, f"a symbolic link that leads nowhere ({error.strerror})")

    def _skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(path, reason, failed=False))
