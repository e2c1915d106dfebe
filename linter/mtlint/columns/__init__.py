"""Columns: arrays over a whole batch, each computed at most once, when some rule asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mtlint.batch import Batch, Bytes, Offsets
from mtlint.columns.blocks import Blocks, find_blocks
from mtlint.columns.gaps import Gaps, GapTable
from mtlint.columns.lines import Lines, split_lines
from mtlint.columns.marks import Marks
from mtlint.columns.opaque import prose_of
from mtlint.columns.search import among
from mtlint.columns.sentences import sentence_starts
from mtlint.columns.tokens import Keys, Tokens, tokenize, word_keys
from mtlint.rule import Block

if TYPE_CHECKING:
    from mtlint.languagetool import Proofreads
    from mtlint.matcher import Match, Matcher
    from mtlint.vocabulary import Vocabulary

Flags = npt.NDArray[np.bool_]

COLUMNS = frozenset({"lines", "blocks", "prose", "tokens", "gaps", "lexicon", "sentences", "matches"})
"""What a check may say it needs and gets. One that needs more (the source text) is skipped and listed."""


class Columns:
    """The columns of one batch. All offsets are bytes in the batch's buffer.

    `proofreader` is there where the run checks grammar. `failures`, filled by checks, say of a document (its
    number) why something could not be looked for.
    """

    def __init__(
        self,
        batch: Batch,
        vocabulary: Vocabulary,
        matcher: Matcher,
        gap_table: GapTable,
        proofreader: Proofreads | None = None,
    ) -> None:
        self.batch = batch
        self.proofreader = proofreader
        self.failures: dict[int, str] = {}
        self._vocabulary = vocabulary
        self._matcher = matcher
        self._gap_table = gap_table
        self._blocks_of: dict[frozenset[int], Flags] = {}
        self._sorted_keys: dict[int, Keys] = {}
        self._last_document = (-1, "")

    @cached_property
    def raw_marks(self) -> Marks:
        """The marks of the buffer."""
        return Marks(self.batch.array)

    @cached_property
    def marks(self) -> Marks:
        """The marks of `prose`."""
        if self.prose is self.batch.buffer:
            return self.raw_marks
        return Marks(np.frombuffer(self.prose, dtype=np.uint8))

    @cached_property
    def lines(self) -> Lines:
        """Where lines begin and end."""
        return split_lines(self.raw_marks)

    @cached_property
    def blocks(self) -> Blocks:
        """Paragraphs, headings, captions, ..."""
        return find_blocks(self.batch, self.lines, self.raw_marks)

    @cached_property
    def prose(self) -> bytes:
        """The buffer without URLs, inline code and the like, byte for byte as long as it."""
        return prose_of(self.batch, self.blocks, self.raw_marks)

    @cached_property
    def text(self) -> Bytes:
        """`prose` as numbers."""
        return self.marks.text

    @cached_property
    def tokens(self) -> Tokens:
        """Words and numbers."""
        return tokenize(self.marks)

    @cached_property
    def initial(self) -> Bytes:
        """The first byte of each token."""
        return self.text[self.tokens.start]

    @cached_property
    def capitals(self) -> Offsets:
        """The tokens that begin with an ASCII capital."""
        return np.flatnonzero((self.initial - np.uint8(ord("A"))) < 26)

    @cached_property
    def doubled(self) -> Offsets:
        """The tokens whose key is that of the token before."""
        return np.flatnonzero(self.tokens.key[1:] == self.tokens.key[:-1]) + 1

    @cached_property
    def doubled_pairs(self) -> Offsets:
        """The tokens that begin two whose keys are those of the two before: "of the" behind "of the"."""
        key = self.tokens.key
        same = key[2:] == key[:-2]
        return np.flatnonzero(same[1:] & same[:-1]) + 2

    @cached_property
    def gaps(self) -> Gaps:
        """What stands between the tokens."""
        return Gaps(self.text, self.tokens, self._gap_table)

    @cached_property
    def lexicon(self) -> npt.NDArray[np.uint32]:
        """For each token the lexicons it stands in, as bits that `Resources.bit` gave out."""
        return self._vocabulary.look_up(self.tokens.key)

    def listed(self, bit: int) -> Flags:
        """Which tokens stand in the lexicon of a bit."""
        found: Flags = (self.lexicon & np.uint32(bit)) != 0
        return found

    def listed_at(self, index: Offsets, bit: int) -> Flags:
        """Which of some tokens stand in the lexicon of a bit: cheaper than `listed` where they are few."""
        found: Flags = (self.lexicon[index] & np.uint32(bit)) != 0
        return found

    def beginning_at(self, offsets: Offsets) -> Offsets:
        """The tokens that begin at some buffer offsets, in their order; other offsets are left out."""
        index = np.searchsorted(self.tokens.start, offsets)
        within = np.flatnonzero(index < len(self.tokens))
        index = index[within]
        found: Offsets = index[self.tokens.start[index] == offsets[within]]
        return found

    @cached_property
    def _token_counts(self) -> Offsets:
        """How many tokens stand before the first block, and from each block to the next."""
        first = np.searchsorted(self.tokens.start, self.blocks.start)
        return np.diff(np.concatenate([[0], first, [len(self.tokens)]]))

    @cached_property
    def token_block(self) -> Offsets:
        """The block each token lies in; two tokens are neighbours only where it is the same."""
        found: Offsets = np.repeat(np.arange(-1, len(self.blocks)), self._token_counts)
        return found

    @cached_property
    def in_prose(self) -> Flags:
        """Which tokens lie in prose: a paragraph, heading, list item or caption."""
        prose = np.concatenate([[False], self.blocks.of_kind(Block.PROSE)])
        found: Flags = np.repeat(prose, self._token_counts)
        return found

    @cached_property
    def sentences(self) -> Flags:
        """Which tokens begin a sentence."""
        abbreviation = self.listed(self._vocabulary.abbreviations)
        return sentence_starts(self.text, self.tokens, self.gaps, self.blocks, abbreviation)

    @cached_property
    def sentence_bounds(self) -> Offsets:
        """The first token of each sentence, and the number of tokens at the end: n + 1 entries."""
        return np.append(np.flatnonzero(self.sentences), len(self.tokens))

    @cached_property
    def sentence_of(self) -> Offsets:
        """The number of the sentence each token lies in."""
        bounds = self.sentence_bounds
        found: Offsets = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        return found

    @cached_property
    def matches(self) -> dict[int, list[Match]]:
        """What the expressions of all rules match, by the number each expression was given."""
        return self._matcher.find(self.batch.buffer, self.prose, self.blocks)

    @cached_property
    def words(self) -> list[int]:
        """Tokens with a letter in the prose blocks of each document."""
        # Bytes of letters have bit 0x40; digits, hyphens and apostrophes have not. The keys of short tokens
        # hold their bytes, those of longer ones mix them: but few of these begin with no letter.
        tokens = self.tokens
        wordy = (tokens.key & np.uint64(0x4040404040404040)) != 0
        strange = np.flatnonzero((self.initial < 0x40) & self.in_prose)
        for index in strange[tokens.end[strange] - tokens.start[strange] > 8].tolist():
            piece = self.text[tokens.start[index] : tokens.end[index]]
            wordy[index] = bool((piece & 0x40).any())
        # Those that are no words are few: they are counted, and the others not added up.
        others = np.flatnonzero(~(wordy & self.in_prose))
        bounds = np.searchsorted(tokens.start, np.append(self.batch.start, len(self.batch.buffer)))
        counted: list[int] = (np.diff(bounds) - np.diff(np.searchsorted(others, bounds))).tolist()
        return counted

    # Questions that checks ask about a few candidates.

    def together(self, first: Offsets, last: Offsets, kinds: frozenset[int]) -> Flags:
        """Which pairs of tokens lie in one block, and that of one of the kinds."""
        wanted = self._wanted(kinds)
        block = self.token_block[first]
        same: Flags = (block == self.token_block[last]) & wanted[block]
        return same

    def inside(self, offsets: Offsets, kinds: frozenset[int]) -> tuple[Offsets, Offsets]:
        """Those of some offsets that lie in a block of the kinds, and the block of each."""
        block = self.blocks.at(offsets)
        within = np.flatnonzero(block >= 0)
        offsets, block = offsets[within], block[within]
        wanted = self._wanted(kinds)[block] & (offsets < self.blocks.end[block])
        return offsets[wanted], block[wanted]

    def _wanted(self, kinds: frozenset[int]) -> Flags:
        """Which blocks are of one of the kinds; the last entry is that of no block."""
        if kinds not in self._blocks_of:
            self._blocks_of[kinds] = np.append(self.blocks.of_kind(kinds), False)
        return self._blocks_of[kinds]

    def gap(self, token: int) -> str:
        """What stands before a token."""
        return self.text_of(int(self.gaps.start[token]), int(self.gaps.end[token]))

    def word(self, token: int) -> str:
        """A token as it is written."""
        return self.text_of(int(self.tokens.start[token]), int(self.tokens.end[token]))

    def text_of(self, start: int, end: int) -> str:
        """The prose from `start` to `end`."""
        return self.prose[start:end].decode("utf-8", "replace")

    def knows(self, word: str, bit: int) -> bool:
        """Whether a word stands in the lexicon of a bit."""
        return bool(self.known([word], bit)[0])

    def known(self, words: Sequence[str], bit: int) -> Flags:
        """Which words stand in the lexicon of a bit; many are asked about at the price of one."""
        found: Flags = (self._vocabulary.look_up(word_keys(words)) & np.uint32(bit)) != 0
        return found

    def block_start(self, token: int) -> int:
        """Where the block of a token begins."""
        return int(self.blocks.start[self.token_block[token]])

    def block_end(self, token: int) -> int:
        """Where the block of a token ends."""
        return int(self.blocks.end[self.token_block[token]])

    def line_of(self, token: int, reach: int) -> str:
        """The line that a token begins on, without white space at its ends, `reach` bytes on either side."""
        at = int(self.tokens.start[token])
        line = int(np.searchsorted(self.lines.start, at, side="right")) - 1
        first, last = int(self.lines.first[line]), int(self.lines.last[line])
        return self.text_of(max(first, at - reach), min(last, at + reach))

    def first_in_block(self, token: int) -> int:
        """The first token of a token's block."""
        return int(np.searchsorted(self.tokens.start, self.block_start(token)))

    def count_in_document(self, token: int) -> int:
        """How often the word of a token stands in its document, in any case."""
        return int(np.count_nonzero(self._document_keys(token) == self.tokens.key[token]))

    def occurrences(self, token: int, word: str) -> Offsets:
        """The tokens of a token's document that are a word, in any case."""
        document = int(self.batch.document_of(self.tokens.start[token]))
        first = int(np.searchsorted(self.tokens.start, self.batch.start[document]))
        found: Offsets = first + np.flatnonzero(self._document_keys(token) == word_keys([word])[0])
        return found

    def occurs(self, token: int, word: str) -> bool:
        """Whether a word stands somewhere in the document of a token."""
        return bool((self._document_keys(token) == word_keys([word])[0]).any())

    def occurs_any(self, token: int, words: Keys) -> bool:
        """Whether one of some words, given by their keys, stands somewhere in the document of a token."""
        document = int(self.batch.document_of(self.tokens.start[token]))
        if document not in self._sorted_keys:
            self._sorted_keys[document] = np.sort(self._document_keys(token))
        return bool(among(words, self._sorted_keys[document]).any())

    def document_text(self, offset: int) -> str:
        """The prose of the document at a buffer offset."""
        document = int(self.batch.document_of(offset))
        # Asked again and again about one document: one of megabytes is decoded once.
        if self._last_document[0] != document:
            bounds = int(self.batch.start[document]), int(self.batch.end[document])
            self._last_document = document, self.text_of(*bounds)
        return self._last_document[1]

    def next_block_text(self, offset: int) -> str | None:
        """The text of the block after that at a buffer offset, if it belongs to the same document."""
        block = int(self.blocks.at(offset)) + 1
        if block >= len(self.blocks):
            return None
        start, end = int(self.blocks.start[block]), int(self.blocks.end[block])
        if self.batch.document_of(start) != self.batch.document_of(offset):
            return None
        return self.batch.buffer[start:end].decode("utf-8", "replace")

    def _document_keys(self, token: int) -> npt.NDArray[np.uint64]:
        document = int(self.batch.document_of(self.tokens.start[token]))
        bounds = [self.batch.start[document], self.batch.end[document]]
        first, last = np.searchsorted(self.tokens.start, bounds).tolist()
        return self.tokens.key[first:last]
