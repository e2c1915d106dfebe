"""How a sentence cannot end: what the last words of a paragraph without a stop say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# So many words before an auxiliary are searched for what explains it ("how beautiful they once were"); fewer
# behind a sentence that has its stop, where the missing one speaks for a cut.
_EXPLAINED_WITHIN, _EXPLAINED_BEHIND_STOP = 6, 2
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PRONOUNS_IN_S, _NOT = frozenset({"his", "its", "this"}), "not"
# A clause with "that" is what is said where one of `content` stands so near: "were told on Tuesday that
# they would".
_CONTENT, _SAID_WITHIN = "that", 3
# "So that you can" wants its verb; "and so did they" does not.
_PURPOSE, _PURPOSEFUL = "so", frozenset({"can", "could", "may", "might", "will", "would"})
_DO_SO = (["do"], ["does"], ["did"], ["doing"], ["done"])
# "If you can" and "could not" explain an auxiliary, and no preposition.
_PREPOSITIONS, _NO_OBJECTS = frozenset({"to", "for", "with", "at", "by"}), frozenset({"if", "not"})
# "Somebody to talk to": an infinitive explains only a preposition next to its verb, or behind a particle or
# a pronoun ("to look forward to", "to open it with"); not one that a passive wants ("were required to pay
# for").
_INFINITIVE = "to"
_AFTER_VERB = frozenset(
    {"away", "back", "down", "forward", "in", "off", "on", "out", "over", "up",
     "her", "him", "it", "me", "them"}
)  # fmt: skip
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
# Adverbs between an auxiliary and its verb; in -ly after auxiliaries after which no adjective can stand.
_ADVERBS_INSIDE = frozenset(
    {"also", "already", "always", "even", "just", "never", "now", "often", "still", "then"}
)  # fmt: skip
_MODALS = frozenset(
    {"can", "cannot", "could", "had", "has", "have", "may",
     "might", "must", "shall", "should", "will", "would"}
)  # fmt: skip
# "More than thirty sacks" is an amount, and no comparison that a verb may end.
_THAN, _AMOUNTS = "than", frozenset({"more", "less", "fewer"})
CONJUNCTIONS = frozenset({"and", "or", "but"})
# An adverb tells of a cut in a paragraph of 16 words (in 37 MB of manuals no caption, heading or lead that
# is whole is so long and ends with one), those that close captions as well ("for adults only") in one of
# 24.
_LONG, _LONG_FOR_CLOSING = 16, 24
_CLOSING = frozenset({"above", "below", "only"})


@dataclass(frozen=True)
class Unfinished:
    """Lists of words, as the options of `truncated-text` name them."""

    last: frozenset[str]
    phrases: frozenset[str]
    finished: frozenset[str]
    content: frozenset[str]
    auxiliaries: frozenset[str]
    stranding: frozenset[str]
    adverbs: frozenset[str]
    numerals: frozenset[str]

    @cached_property
    def _telling(self) -> frozenset[str]:
        of_phrases = {phrase.rpartition(" ")[2] for phrase in self.phrases}
        return self.last | self.adverbs | self.auxiliaries | _ADVERBS_INSIDE | of_phrases

    def may_hold(self, word: str) -> bool:
        """Whether a paragraph that ends in this word, in small letters, may have been cut."""
        return word in self._telling or word.endswith("ly")

    def holds(self, words: Sequence[str], length: int, *, commas: Sequence[bool], behind_stop: bool) -> bool:
        """Whether a paragraph of `length` words was cut; `words` are its last ones, in small letters.

        `commas`: which of them stand behind one; `behind_stop`: an earlier sentence has its stop.
        """
        word = words[-1]
        if word in self.last:
            return True
        if any(" ".join(words[-size:]) in self.finished for size in (2, 3)):
            return False
        before = "," if commas[-1] else words[-2] if len(words) > 1 else ""
        if f"{before} {word}" in self.phrases:
            return True
        if word in self.adverbs:
            return behind_stop or length >= (_LONG_FOR_CLOSING if word in _CLOSING else _LONG)
        within = _EXPLAINED_BEHIND_STOP if behind_stop else _EXPLAINED_WITHIN
        if word in _ADVERBS_INSIDE or word.endswith("ly"):
            # "The plant will also": as if the auxiliary were the last word.
            auxiliary = before in _MODALS or (before in _BE and word in _ADVERBS_INSIDE)
            return auxiliary and not self._is_explained(words[:-1], commas, within)
        if word not in self.auxiliaries:
            return False
        return before in CONJUNCTIONS or not self._is_explained(words, commas, within)

    def _is_explained(self, words: Sequence[str], commas: Sequence[bool], within: int) -> bool:
        """Whether one of the words shortly before an auxiliary or a preposition is what it belongs to."""
        last, before = words[-1], list(words[:-1])
        low = max(len(before) - within, 0)
        while len(before) > low and (before[-1] in self.auxiliaries or before[-1] == _NOT):
            before.pop()
        if len(before) > low and before[-1] in _RELATIVES:
            # "Most of whom are": the relative is the subject, and explains nothing.
            before.pop()
        explaining = set(self.stranding)
        if last in _PURPOSEFUL or before[-2:-1] in _DO_SO:
            explaining.discard(_PURPOSE)
        if last in _PREPOSITIONS:
            explaining -= _NO_OBJECTS
        return _ends_in_infinitive(before) or any(
            before[at] in explaining
            and not self._is_said(before, at)
            and not self._is_subject(before, at)
            and not self._is_amount(before, at)
            and not _is_closed(commas, at)
            for at in range(low, len(before))
        )

    def _is_amount(self, words: Sequence[str], at: int) -> bool:
        """Whether a comparison counts something: "more than thirty sacks"."""
        number = words[at + 1] if at + 1 < len(words) else ""
        return (
            words[at] == _THAN
            and words[at - 1] in _AMOUNTS
            and (number[:1].isdigit() or number in self.numerals or number == "half")
        )

    def _is_subject(self, words: Sequence[str], at: int) -> bool:
        """Whether a relative has its verb right behind it, and explains no other: "who fails to do so"."""
        verb = words[at + 1] if at + 1 < len(words) else ""
        ends = verb.endswith(("s", "ed")) and verb not in _PRONOUNS_IN_S
        return words[at] in _RELATIVES and (ends or verb in self.auxiliaries)

    def _is_said(self, words: Sequence[str], at: int) -> bool:
        """Whether a "that" begins what somebody said or thought: "complains that ... and that nobody has"."""
        near = words[max(at - _SAID_WITHIN, 0) : at]
        coordinated = bool(near) and near[-1] in CONJUNCTIONS
        return words[at] == _CONTENT and (coordinated or not self.content.isdisjoint(near))


def _is_closed(commas: Sequence[bool], at: int) -> bool:
    """Whether commas enclose the clause that a word begins: "the boats, which sank, were"."""
    return commas[at] and not commas[at + 1] and any(commas[at + 2 :])


def _ends_in_infinitive(words: Sequence[str]) -> bool:
    """Whether these words end in an infinitive that explains a preposition: "to talk", "to look forward"."""
    last = len(words) - 1
    at = next((at for at in (last, last - 1, last - 2) if at >= 0 and words[at] == _INFINITIVE), None)
    if at is None or (at > 1 and words[at - 1].endswith("ed") and words[at - 2] in _BE):
        return False
    return all(word in _AFTER_VERB for word in words[at + 2 :])
