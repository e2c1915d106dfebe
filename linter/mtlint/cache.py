"""What is expensive to make and depends only on files and settings, kept between runs.

Entries are named by a hash of everything they were made from; a missing, damaged or unwritable entry costs
time and nothing else. They hold pickles, so the folder is the user's own, as his Python packages are.

An entry is a head of sizes, a pickle, and the large arrays of its object as they lie in memory: reading one
maps the file, and of 8 MB of word table only the pages come in that a text asks for.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from mmap import ACCESS_COPY, mmap
from pathlib import Path
from typing import BinaryIO, TypeVar

from mtlint.hashing import blake2b

T = TypeVar("T")

# Of a kind. An engine takes 30 MB.
_MOST_ENTRIES, _MOST_BYTES = 24, 256 << 20
_MAGIC = b"mtlint\0\1"
# Arrays begin where a processor's cache line does.
_ALIGNMENT = 64


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


def stamp_of(files: Iterable[str]) -> Iterator[str]:
    """What changes whenever one of the files does, for a hundredth of the time it takes to read them.

    The time of the last change of the inode is part of it, which copying and unpacking cannot set back.
    """
    for file in files:
        status = os.stat(file)
        yield f"{file}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def noted(stamp: str, find: Callable[[], str]) -> str:
    """The key that was noted for a stamp, else the one that `find` finds, noted for the next time.

    So files are read and hashed only when their stamp is new, and an entry made elsewhere from the same
    content (another checkout, a container, a cache that was restored) is used all the same.
    """
    file = cache_folder() / f"key-{stamp}"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        key = file.read_text("ascii")
        if len(key) == len(stamp) and key.isalnum():
            return key
    key = find()
    _store(file, [key.encode("ascii")])
    return key


def cached(
    key: str, kind: type[T], make: Callable[[], T], keep: Callable[[T], bool] = lambda made: True
) -> T:
    """The entry of a key, made where there is none that is a `kind`, and stored if it is to be kept."""
    found = entry(cache_folder(), key, kind)
    if found is not None:
        return found
    made = make()
    if keep(made):
        _store(_file(cache_folder(), key, kind), _pickled(made))
    return made


def entry(folder: Path, key: str, kind: type[T]) -> T | None:
    """The entry of a key in a folder, None where there is none that is a `kind`."""
    file = _file(folder, key, kind)
    try:
        with open(file, "rb") as stream:
            found = _unpickled(stream)
    except FileNotFoundError:
        _say(f"{file}: not there")
    except Exception as error:  # a pickle cut short or of another version can raise anything
        _say(f"{file}: not used ({type(error).__name__}: {error})")
    else:
        if isinstance(found, kind):
            return found
        _say(f"{file}: not used (no {kind.__name__})")
    return None


def _file(folder: Path, key: str, kind: type[object]) -> Path:
    return folder / f"{kind.__name__.lower()}-{key}.pickle"


def _unpickled(stream: BinaryIO) -> object:
    # Private to this process: what it writes into an array does not reach the file.
    view = memoryview(mmap(stream.fileno(), 0, access=ACCESS_COPY))
    magic, count = struct.unpack_from("<8sQ", view)
    if magic != _MAGIC:
        raise ValueError("no entry of this version's cache")
    sizes = struct.unpack_from(f"<{count}Q", view, 16)
    parts, end = [], 16 + 8 * count
    for size in sizes:
        start = _aligned(end)
        end = start + size
        if end > len(view):
            raise ValueError("cut short")
        parts.append(view[start:end])
    return pickle.loads(parts[0], buffers=parts[1:])


def _pickled(entry: object) -> Iterator[bytes | memoryview]:
    buffers: list[pickle.PickleBuffer] = []
    raw = pickle.dumps(entry, protocol=5, buffer_callback=buffers.append)
    parts = [memoryview(raw), *(buffer.raw() for buffer in buffers)]
    head = struct.pack(f"<8sQ{len(parts)}Q", _MAGIC, len(parts), *map(len, parts))
    yield head
    end = len(head)
    for part in parts:
        yield b"\0" * (_aligned(end) - end)
        yield part
        end = _aligned(end) + len(part)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT


def _store(file: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write beside the entry, then rename: no reader ever sees half of one."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with open(handle, "wb") as stream:
                stream.writelines(parts)
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _prune(file)
    except OSError as error:
        _say(f"{file.parent}: the cache cannot be written ({error})")


def _say(message: str) -> None:
    # Imported here: it costs more than reading a good entry.
    import logging

    logging.getLogger(__name__).info(message)


def _prune(newest: Path) -> None:
    """Leave the entries written last of its kind."""
    kind, _, _ = newest.name.partition("-")
    entries = []
    for found in newest.parent.glob(f"{kind}-*"):
        with contextlib.suppress(OSError):
            status = found.stat()
            entries.append((status.st_mtime, status.st_size, found))
    entries.sort(reverse=True)
    sizes = accumulate(size for _, size, _ in entries)
    for place, (size, (_, _, old)) in enumerate(zip(sizes, entries, strict=True)):
        if place >= _MOST_ENTRIES or (place and size > _MOST_BYTES):
            with contextlib.suppress(OSError):
                old.unlink()
