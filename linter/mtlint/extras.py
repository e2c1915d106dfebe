"""Libraries that mtlint uses where they are installed, and the extra that brings each."""

from __future__ import annotations

from importlib.machinery import PathFinder

EXTRAS = {"textstat": "readability"}
"""By package. A check names the package among its needs."""


def missing_extra(need: str) -> str | None:
    """How to install a package of an extra; None where it is there, or `need` is none of these."""
    # PathFinder: importlib.util is not imported otherwise. Nothing is loaded.
    if need not in EXTRAS or PathFinder.find_spec(need):
        return None
    return f"{need} is not installed: pip install 'mtlint[{EXTRAS[need]}]'"
