"""The fast matcher: one pass of Hyperscan for a trigger of each expression, then `re` where they hit.

Where a trigger ends, the rule's own expression runs from as far before that place as a match can begin. Where
two such stretches of one expression overlap they are joined, so a search never begins inside a match that an
earlier search would have found: the result is that of `PlainMatcher`, match for match.

A pass for required literals before it was measured and left out: over 180 expressions the literals alone
took 3.8 ms/MB of English, the relaxed forms of all expressions take 4.5, and a phrase of common words ("at
the same time") makes its literals hit everywhere. Hyperscan picks literals, and tests around them, itself.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

import hyperscan
import numpy as np

from mtlint.matcher.block_text import BlockText
from mtlint.matcher.expression import ASCII_TWINS, Expression, Layer
from mtlint.matcher.plain import Matches, PlainMatcher, matches_in

if TYPE_CHECKING:
    from mtlint.columns.blocks import Blocks
    from mtlint.matcher.trigger import Trigger


class HyperMatcher:
    """Finds the matches of many expressions at once. Pickles with its compiled databases."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        # Imported here: a matcher from the cache needs no threads.
        from concurrent.futures import ThreadPoolExecutor

        self.expressions = tuple(expressions)
        numbers = {layer: [n for n, e in enumerate(self.expressions) if e.layer is layer] for layer in Layer}
        self._databases: dict[Layer, _Database] = {}
        self._before: dict[int, int] = {}
        self._plain: list[int] = []
        with ThreadPoolExecutor() as pool:
            of_layers = ({n: self.expressions[n] for n in of_layer} for of_layer in numbers.values())
            compiled = pool.map(_compiled, of_layers)
            # Hyperscan lets this thread work meanwhile: patterns that are kept with the databases.
            for expression in self.expressions:
                expression.code  # noqa: B018
            for layer, (database, before) in zip(numbers, compiled, strict=True):
                self._before |= before
                self._plain += [number for number in numbers[layer] if number not in before]
                if database:
                    self._databases[layer] = database

    def find(self, markup: bytes, prose: bytes, blocks: Blocks) -> Matches:
        """The matches of each expression that has some, by its place in `expressions`, ascending."""
        found: Matches = {}
        if len(blocks):
            for layer, database in self._databases.items():
                text = markup if layer is Layer.MARKUP else prose
                self._confirm(text, blocks, database.scan(text), found)
            self._with_folding_letters(markup, prose, blocks, found)
            if self._plain:
                plain = PlainMatcher([self.expressions[n] for n in self._plain])
                for place, matches in plain.find(markup, prose, blocks).items():
                    found[self._plain[place]] = matches
        return found

    def _confirm(self, text: bytes, blocks: Blocks, hits: list[tuple[int, int]], found: Matches) -> None:
        ends: dict[tuple[int, int], list[int]] = {}
        in_block = blocks.at(np.array([end - 1 for _, end in hits], dtype=np.int64))
        for (number, end), index in zip(hits, in_block.tolist(), strict=True):
            if index >= 0 and int(blocks.kind[index]) in self.expressions[number].kinds:
                ends.setdefault((index, number), []).append(end)
        block, current = None, -1
        for (index, number), places in sorted(ends.items()):
            if block is None or index != current:
                block, current = BlockText(text, int(blocks.start[index]), int(blocks.end[index])), index
            stretches = _stretches([block.index_of(end) for end in sorted(places)], self._before[number])
            matches = list(matches_in(self.expressions[number], block, stretches))
            if matches:
                found.setdefault(number, []).extend(matches)

    def _with_folding_letters(self, markup: bytes, prose: bytes, blocks: Blocks, found: Matches) -> None:
        """Blocks in which a letter beyond ASCII equals an ASCII one go to the plain expressions."""
        if markup.isascii():
            return
        array = np.frombuffer(markup, dtype=np.uint8)
        lead = np.flatnonzero(array >= 0xC4)
        places: list[int] = []
        for letter in ASCII_TWINS:
            at = lead
            for shift, byte in enumerate(letter.encode()):
                at = at[array[at + shift] == byte]
            places += at.tolist()
        special = sorted(set(blocks.at(places).tolist()) - {-1})
        if not special:
            return
        spans = [(int(blocks.start[index]), int(blocks.end[index])) for index in special]
        texts = {
            layer: [BlockText(text, *span) for span in spans]
            for layer, text in ((Layer.MARKUP, markup), (Layer.PROSE, prose))
        }
        kinds = blocks.kind[special].tolist()
        for number in self._ignoring_case:
            expression = self.expressions[number]
            matches = found.pop(number, [])
            of_match = blocks.at([match.start for match in matches]).tolist()
            kept = [match for match, index in zip(matches, of_match, strict=True) if index not in special]
            for block, kind in zip(texts[expression.layer], kinds, strict=True):
                if kind in expression.kinds:
                    kept.extend(matches_in(expression, block))
            if kept:
                found[number] = sorted(kept, key=lambda match: match.start)

    @cached_property
    def _ignoring_case(self) -> list[int]:
        return [number for number, expression in enumerate(self.expressions) if expression.ignores_case]


def _compiled(expressions: dict[int, Expression]) -> tuple[_Database | None, dict[int, int]]:
    """A database, and for each expression in it how far before the end of its trigger a match can begin."""
    # Imported here: a matcher from the cache needs no triggers.
    from mtlint.matcher.trigger import triggers

    try:
        chosen = {number: next(triggers(one)) for number, one in expressions.items()}
        return _database(chosen)
    except (hyperscan.error, StopIteration):
        # Rare and slow: a trigger is too large, by its length or in another way.
        fitting = {number: _fitting(triggers(one)) for number, one in expressions.items()}
        return _database({number: one for number, one in fitting.items() if one})


def _database(chosen: dict[int, Trigger]) -> tuple[_Database | None, dict[int, int]]:
    if not chosen:
        return None, {}
    database = _Database({number: one.source for number, one in chosen.items()})
    return database, {number: one.before for number, one in chosen.items()}


def _fitting(triggers: Iterator[Trigger]) -> Trigger | None:
    """The first of an expression's triggers that Hyperscan takes, None if there is none."""
    for trigger in triggers:
        with suppress(hyperscan.error):
            _Database({0: trigger.source})
            return trigger
    return None


class _Database:
    """A Hyperscan database. Each thread scans with scratch space of its own."""

    def __init__(self, expressions: dict[int, bytes]) -> None:
        self._database: Any = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(list(expressions.values()), ids=list(expressions), flags=0)
        self._local = threading.local()

    def scan(self, text: bytes) -> list[tuple[int, int]]:
        """Identifier and end (bytes, exclusive) of every match."""
        scratch = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        hits: list[tuple[int, int]] = []

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            hits.append((number, end))

        self._database.scan(text, match_event_handler=on_match, scratch=scratch)
        return hits

    def __getstate__(self) -> bytes:
        return bytes(hyperscan.dumpb(self._database))

    def __setstate__(self, state: bytes) -> None:
        self._database = hyperscan.loadb(state, hyperscan.HS_MODE_BLOCK)
        self._local = threading.local()


def _stretches(ends: list[int], before: int) -> Iterator[tuple[int, int]]:
    """Where matches with triggers that end there can begin: from so far before the first end to the last."""
    low, high = max(ends[0] - before, 0), ends[0]
    for end in ends:
        if end - before > high:
            yield low, high
            low = end - before
        high = end
    yield low, high
