"""A file that is there complete or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress


class WholeFile:
    """A new file is written beside the place of `path`, and put there in one step.

    Whoever reads that place, and whatever interrupts us, finds the old file or the new one. A link stays a
    link; the mode of an old file stays, a new one gets what the umask allows. Raises OSError.
    """

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path)
        folder, name = os.path.split(self._path)
        self._beside = os.path.join(folder, f".{name[:100]}.{os.urandom(4).hex()}")
        self.descriptor = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)

    def keep(self) -> None:
        """Put the file in its place. The descriptor is closed before."""
        try:
            with suppress(FileNotFoundError):
                os.chmod(self._beside, stat.S_IMODE(os.stat(self._path).st_mode))
            os.replace(self._beside, self._path)
        except OSError:
            self.drop()
            raise

    def drop(self) -> None:
        """Let it be as if nothing had been written."""
        with suppress(OSError):
            os.unlink(self._beside)


def write_whole(path: str, text: str) -> None:
    """Write a file at once. Raises OSError."""
    file = WholeFile(path)
    try:
        with open(file.descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except BaseException:
        file.drop()
        raise
    file.keep()
