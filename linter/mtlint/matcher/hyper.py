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
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import hyperscan
import numpy as np

from mtlint.batch import SEPARATOR, Offsets
from mtlint.columns.search import distinct
from mtlint.matcher.block_text import BlockText
from mtlint.matcher.expression import Expression, Layer
from mtlint.matcher.folding import folded, tells_twins_apart, twins
from mtlint.matcher.plain import Matches, PlainMatcher, matches_in
from mtlint.rule import Block

if TYPE_CHECKING:
    from mtlint.columns.blocks import Blocks
    from mtlint.matcher.trigger import Trigger

# Which expression's trigger ends where.
Hits = tuple[Offsets, Offsets]
# The layer that the expressions of a database read, and whether they ignore case. Two for prose scan as fast
# as one (15.7 and 15.8 ms/MB), and compile side by side in 1.7 s, not in 2.9.
_Kind = tuple[Layer, bool]


class HyperMatcher:
    """Finds the matches of many expressions at once. Pickles with its compiled databases."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        # Imported here: a matcher from the cache needs no threads.
        from concurrent.futures import ThreadPoolExecutor

        self.expressions = tuple(expressions)
        kinds: dict[_Kind, dict[int, Expression]] = defaultdict(dict)
        for number, expression in enumerate(self.expressions):
            kinds[expression.layer, expression.ignores_case][number] = expression
        self._databases: dict[_Kind, _Database] = {}
        self._before: dict[int, int] = {}
        with ThreadPoolExecutor() as pool:
            compiled = pool.map(_compiled, kinds.values())
            # Hyperscan lets this thread work meanwhile: patterns that are kept with the databases.
            for expression in self.expressions:
                expression.code  # noqa: B018
            for kind, (database, before) in zip(kinds, compiled, strict=True):
                self._before |= before
                if database:
                    self._databases[kind] = database
        self._plain = [number for number in range(len(self.expressions)) if number not in self._before]
        self._reads = np.zeros((len(self.expressions), len(Block.NAMES)), dtype=np.bool_)
        for number, expression in enumerate(self.expressions):
            self._reads[number, list(expression.kinds)] = True
        ignoring = frozenset(n for n, one in enumerate(self.expressions) if one.ignores_case)
        self._telling_apart = frozenset(n for n in ignoring if tells_twins_apart(self.expressions[n]))
        # For these a letter of ASCII does as well as its twin.
        self._folds = np.zeros(len(self.expressions), dtype=np.bool_)
        self._folds[list(ignoring - self._telling_apart)] = True

    def find(self, markup: bytes, prose: bytes, blocks: Blocks) -> Matches:
        """The matches of each expression that has some, by its place in `expressions`, ascending."""
        found: Matches = {}
        if len(blocks):
            for (layer, _), database in self._databases.items():
                text = markup if layer is Layer.MARKUP else prose
                self._confirm(text, blocks, database.scan(text), found)
            self._with_twins(markup, prose, blocks, found)
            if self._plain:
                plain = PlainMatcher([self.expressions[n] for n in self._plain])
                for place, matches in plain.find(markup, prose, blocks).items():
                    found[self._plain[place]] = matches
        return found

    def _confirm(self, text: bytes, blocks: Blocks, hits: Hits, found: Matches) -> None:
        number, end = hits
        index = blocks.at(end - 1)
        read = (index >= 0) & self._reads[number, blocks.kind[index]]
        block, current = None, -1
        for of_block, expression, ends in _grouped(index[read], number[read], end[read]):
            if block is None or of_block != current:
                start, stop = int(blocks.start[of_block]), int(blocks.end[of_block])
                block, current = BlockText(text, start, stop), of_block
            stretches = _stretches([block.index_of(one) for one in ends], self._before[expression])
            if matches := list(matches_in(self.expressions[expression], block, stretches)):
                found.setdefault(expression, []).extend(matches)

    def _with_twins(self, markup: bytes, prose: bytes, blocks: Blocks, found: Matches) -> None:
        """Look once more at the blocks that hold a letter which equals one of ASCII."""
        if markup.isascii():
            return
        index = distinct(blocks.at(twins(np.frombuffer(markup, dtype=np.uint8))))
        index = index[index >= 0]
        if not index.size:
            return
        spans = list(zip(blocks.start[index].tolist(), blocks.end[index].tolist(), strict=True))
        kinds = blocks.kind[index].tolist()
        more: Matches = {}
        for layer, text in ((Layer.MARKUP, markup), (Layer.PROSE, prose)):
            read = [BlockText(text, *span) for span in spans]
            for place, number, stretches in self._among_twins(layer, read):
                if kinds[place] in self.expressions[number].kinds:
                    again = matches_in(self.expressions[number], read[place], stretches)
                    more.setdefault(number, []).extend(again)
        special = set(index.tolist())
        for number, matches in more.items():
            before = found.pop(number, [])
            of_match = blocks.at([match.start for match in before]).tolist()
            kept = [one for one, block in zip(before, of_match, strict=True) if block not in special]
            if kept or matches:
                found[number] = sorted(kept + matches, key=lambda match: match.start)

    def _among_twins(
        self, layer: Layer, read: Sequence[BlockText]
    ) -> Iterator[tuple[int, int, Iterable[tuple[int, int]] | None]]:
        """Block, expression and stretches in which matches begin, by block; None for all of the block."""
        texts = [folded(block.text).encode() for block in read]
        blocks = [BlockText(text, 0, len(text)) for text in texts]
        starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])
        if database := self._databases.get((layer, True)):
            numbers, ends_in_all = database.scan(SEPARATOR.join([*texts, b""]))
            kept = self._folds[numbers]
            end = ends_in_all[kept]
            index = np.searchsorted(starts, end - 1, side="right") - 1
            # A trigger may reach into the separator.
            within = np.minimum(end - starts[index], np.diff(starts)[index] - len(SEPARATOR))
            for place, expression, ends in _grouped(index, numbers[kept], within):
                stretches = _stretches(
                    [blocks[place].index_of(one) for one in ends], self._before[expression]
                )
                yield place, expression, stretches
        for number in self._telling_apart:
            if self.expressions[number].layer is layer:
                yield from ((place, number, None) for place in range(len(read)))


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

    def scan(self, text: bytes) -> Hits:
        """Identifiers and ends (bytes, exclusive) of all matches."""
        scratch = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        numbers, ends = array("q"), array("q")

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            numbers.append(number)
            ends.append(end)

        self._database.scan(text, match_event_handler=on_match, scratch=scratch)
        return np.array(numbers, dtype=np.int64), np.array(ends, dtype=np.int64)

    def __getstate__(self) -> bytes:
        return bytes(hyperscan.dumpb(self._database))

    def __setstate__(self, state: bytes) -> None:
        self._database = hyperscan.loadb(state, hyperscan.HS_MODE_BLOCK)
        self._local = threading.local()


def _grouped(index: Offsets, number: Offsets, end: Offsets) -> Iterator[tuple[int, int, list[int]]]:
    """Block, expression and the ascending ends of its triggers there, by block."""
    order = np.lexsort((end, number, index))
    index, number, ends = index[order], number[order], end[order].tolist()
    cuts = np.flatnonzero((np.diff(index) != 0) | (np.diff(number) != 0)) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(ends)] if ends else []):
        yield int(index[first]), int(number[first]), ends[first:last]


def _stretches(ends: list[int], before: int) -> Iterator[tuple[int, int]]:
    """Where matches with triggers that end there can begin: from so far before the first end to the last."""
    low, high = max(ends[0] - before, 0), ends[0]
    for end in ends:
        if end - before > high:
            yield low, high
            low = end - before
        high = end
    yield low, high
