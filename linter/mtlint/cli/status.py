"""What the exit status says."""

from __future__ import annotations

CLEAN = 0
"""Nothing at or above --fail-on."""
FINDINGS = 1
"""Something at or above --fail-on."""
FAILURE = 2
"""mtlint could not do all its work: a bad configuration, a file that cannot be read."""
INTERRUPTED = 130
"""Stopped from the keyboard (128 and the number of the signal, as shells have it)."""
