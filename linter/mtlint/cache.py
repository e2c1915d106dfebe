"""What is expensive to make and depends only on files and settings, kept between runs.

Entries are named by a hash of everything they were made from; a missing, damaged or unwritable entry costs
time and nothing else. They hold pickles, so the folder is the user's own, as his Python packages are.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_MOST_ENTRIES = 24


def cache_folder() -> Path:
    """`MTLINT_CACHE_DIR`, or `mtlint` in the user's cache folder."""
    own = os.environ.get("MTLINT_CACHE_DIR")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "mtlint"


def digest(parts: Iterable[bytes | str]) -> str:
    """A hash over parts, each with its length, so that no two lists of parts look alike."""
    state = blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "little"))
        state.update(raw)
    return state.hexdigest()


def cached(
    key: str, kind: type[T], make: Callable[[], T], keep: Callable[[T], bool] = lambda made: True
) -> T:
    """The entry of a key, made where there is none that is a `kind`, and stored if it is to be kept."""
    file = cache_folder() / f"{kind.__name__.lower()}-{key}.pickle"
    entry = _load(file)
    if isinstance(entry, kind):
        return entry
    made = make()
    if keep(made):
        _store(file, made)
    return made


def _load(file: Path) -> object:
    try:
        with open(file, "rb") as stream:
            return pickle.load(stream)
    except FileNotFoundError:
        return None
    except Exception as error:  # a pickle cut short or of another version can raise anything
        _say(f"{file}: not used, made anew ({type(error).__name__}: {error})")
        return None


def _store(file: Path, entry: object) -> None:
    """Write beside the entry, then rename: no reader ever sees half of one."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with open(handle, "wb") as stream:
                pickle.dump(entry, stream, protocol=5)
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _prune(file.parent)
    except OSError as error:
        _say(f"{file.parent}: the cache cannot be written ({error})")


def _say(message: str) -> None:
    # Imported here: it costs more than reading a good entry.
    import logging

    logging.getLogger(__name__).info(message)


def _prune(folder: Path) -> None:
    """Leave the entries used last, by the time they were written."""
    entries = sorted(folder.glob("*-*.pickle"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[_MOST_ENTRIES:]:
        with contextlib.suppress(OSError):
            entry.unlink()
