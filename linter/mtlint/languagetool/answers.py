"""Answers of LanguageTool servers, kept: a text that has not changed is not sent again.

One SQLite file in mtlint's cache folder, because a corpus has more texts than a folder should have files, and
because SQLite lets many processes write. A damaged, locked or unwritable file costs time and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from mtlint.cache import cache_folder, digest
from mtlint.languagetool.remark import Remark, Request

# Bytes of answers; the oldest go first. 20,000 characters of text have some 1.5 KB of them.
_MOST_BYTES = 64 << 20
_AT_ONCE = 500
_SECONDS = 5.0


class Answers:
    """The answers of one version of a server to one kind of request. Every call opens the file anew: threads
    and forked processes must not share a connection.
    """  # noqa: D205

    def __init__(self, request: Request, version: str) -> None:
        self._kind = digest([version, *map(repr, request)])
        self._file = cache_folder() / "languagetool.sqlite"

    def find(self, texts: Sequence[str]) -> dict[str, tuple[Remark, ...]]:
        """The texts whose answer is known."""
        keys = {self._key(text): text for text in texts}
        found: dict[str, tuple[Remark, ...]] = {}
        try:
            with closing(self._open()) as base:
                for at in range(0, len(keys), _AT_ONCE):
                    some = [*keys][at : at + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    rows = base.execute(f"SELECT key, remarks FROM answers WHERE key IN ({marks})", some)
                    found.update((keys[key], _read(remarks)) for key, remarks in rows)
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            self._give_up(error)
        return found

    def keep(self, answers: Mapping[str, tuple[Remark, ...]]) -> None:
        """Remember what was answered."""
        if not answers:
            return
        rows = [(self._key(text), json.dumps(remarks)) for text, remarks in answers.items()]
        try:
            with closing(self._open()) as base, base:
                base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
                _prune(base)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _key(self, text: str) -> str:
        return digest([self._kind, text])

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        base = sqlite3.connect(self._file, timeout=_SECONDS)
        try:
            base.execute("PRAGMA journal_mode=WAL")
            base.execute("PRAGMA synchronous=NORMAL")
            # Rows keep the order they were written in: `rowid` says which is oldest.
            base.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT UNIQUE, remarks TEXT NOT NULL)")
        except BaseException:
            base.close()
            raise
        return base

    def _give_up(self, error: Exception) -> None:
        import logging

        logging.getLogger("mtlint.cache").info(f"{self._file}: not used ({type(error).__name__}: {error})")
        # Busy is no damage.
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)


def _read(remarks: str) -> tuple[Remark, ...]:
    return tuple(Remark(*fields) for fields in json.loads(remarks))


def _prune(base: sqlite3.Connection) -> None:
    """Leave the newest answers."""
    (pages,), (size,) = (base.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size"))
    (free,) = base.execute("PRAGMA freelist_count").fetchone()
    if (pages - free) * size > _MOST_BYTES:
        base.execute("DELETE FROM answers WHERE rowid < (SELECT (min(rowid) + max(rowid)) / 2 FROM answers)")
