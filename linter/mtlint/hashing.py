"""The one hash mtlint uses, BLAKE2b (RFC 7693), without what `hashlib` imports beside it."""

from __future__ import annotations

try:
    # Where `hashlib` has it from; `hashlib` itself loads OpenSSL, 2.4 ms of every start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
