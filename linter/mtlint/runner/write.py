"""A fixed file back to disk: all of it or nothing, and only over the bytes that were read."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress

from mtlint.errors import MtlintError
from mtlint.readers import UnreadableError, read_raw
from mtlint.runner.sheet import Revision


class ChangedError(MtlintError):
    """A file is no longer what was linted."""


def write_back(revision: Revision) -> str:
    """Put the fixed file in the place of the old one; nothing is to be shown.

    The new bytes go to a file beside it, which then takes its name in one step: whoever reads the file, and
    whatever interrupts us, finds the old text or the new one. Mode and, where that is allowed, owner stay; a
    symbolic link stays a link, and its target is replaced; another hard link of the file keeps the old text.
    Raises ChangedError, or OSError when the file may not be written.
    """
    path = os.path.realpath(revision.filename)
    # Replacing a file asks only for the right to change its folder. A read-only file means to stay.
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    status = os.stat(path)
    descriptor, beside = tempfile.mkstemp(prefix=".mtlint-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            file.write(revision.new_raw)
            file.flush()
            _keep_owner(beside, status)
            os.chmod(beside, status.st_mode & 0o7777)
            os.fsync(file.fileno())
        # As late as possible. Contents are compared, since clocks are coarse and copies keep times.
        if not _is_unchanged(path, revision.raw):
            raise ChangedError("not fixed: the file has changed since it was read; run mtlint again")
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    return ""


def _keep_owner(beside: str, status: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, status.st_uid, status.st_gid)


def _is_unchanged(path: str, raw: bytes) -> bool:
    try:
        return read_raw(path) == raw
    except UnreadableError:
        return False
