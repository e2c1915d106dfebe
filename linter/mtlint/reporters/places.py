"""Where a file is, as code hosts want to read it."""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import quote


@lru_cache(maxsize=1024)
def repository_path(filename: str, repository: str | None) -> str:
    """A file's path from the top of the repository it lies in, links resolved; else as it was given."""
    if repository:
        path = os.path.relpath(os.path.realpath(filename), os.path.realpath(repository))
        if path != os.pardir and not path.startswith(os.pardir + os.sep):
            return path
    return os.path.normpath(filename)


def path_uri(path: str) -> str:
    """A path as a URI, percent-encoded; a colon too, or what stands before it is taken for a scheme."""
    return f"{'file://' if os.path.isabs(path) else ''}{quote(os.fsencode(path), safe='/')}"
