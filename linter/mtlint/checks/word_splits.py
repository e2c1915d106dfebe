"""What two parts of an unknown word tell: whether they are two words without the space between them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from mtlint import lazy_re

# A capitalised part of five letters or fewer begins too many brands (Face|book, Air|bus, Black|rock).
LEAST_CAPITALISED = 6
# Shorter words that no list knows are names and abbreviations.
_LEAST = 6
# Words with these endings form no compounds with a particle, as bare verbs do ("checkin", "standby"): in
# "scoredby" and "emptyin" even a function word that elsewhere ends new words shows a lost space. Nor do
# past forms of irregular verbs, as far as they are no bare verbs as well ("heldon", but "putdown").
_NO_COMPOUND = lazy_re.compile(
    r"(?:ed|ing|[ts]ion|ment|ness|ity|ies|ance|ence|body|thing|[^aeiou]y)\Z|(?:began|begun|bought|brought|built|came"
    r"|caught|chose|chosen|dealt|drawn|drew|driven|drove|fallen|fell|felt|found|fought|gave|given|grew|grown|held"
    r"|kept|knew|known|laid|left|lost|made|meant|paid|rose|seen|sent|shot|shown|slept|sold|spent|spoke|spoken|stood"
    r"|taken|taught|threw|thrown|told|took|went|wore|worn|written|wrote)\Z|\A(?:became|born|bred|broke|broken|burnt"
    r"|drank|eaten|fled|flew|flown|forgot|forgotten|froze|frozen|gotten|hidden|hung|lent|risen|rode|ridden|sang|sank"
    r"|shaken|shook|shone|sought|stole|stolen|struck|stuck|swam|swept|swore|sworn|swung|tore|torn|wept|woke|woven)\Z"
)
# Nor do plurals and verbs in -s, but for a few parts ("sportslike", "salesman" is known).
_IN_S, _AFTER_S = lazy_re.compile(r"[a-z]{2}[^ius]s\Z"), frozenset({"like"})
# Too short to tell before other words than function words: "metto".
_SHORT = frozenset(
    {
        "due",
        "fed",
        "got",
        "had",
        "has",
        "led",
        "lot",
        "met",
        "ran",
        "sat",
        "top",
        "use",
        "was",
        "way",
        "won",
    }
)
# Particles of verbs are no function words: they build nouns ("rollout"), but not with a form of a verb or a
# preposition.
_PARTICLES = frozenset(
    {"after", "away", "back", "down", "inside", "off", "out", "over", "plus", "through", "under", "up"}
)
# Words of the trade that are made of two function words.
_JARGON = frozenset({"howto", "whois"})
# "In" before an adjective negates it; nouns in in- are all in dictionaries, but for none of these endings.
# Hyphens get lost as well: "in-house".
_NEGATED = lazy_re.compile(
    r"(?:able|ible|al|ive|ent|ant|ate|ite|ory|ous|ct|ed|ly|ence|ance|ing"
    r"|\A(?:country|depth|flight|house|person|place|store))\Z"
)
# Two letters begin the rest of a word as well ("keepp[atterns]").
_WEAK_FIRST = frozenset({"as", "at", "by", "or"})
# Function words that begin shorter words as well; what begins new words ("ourselves", "wechat") is in
# neither.
_BEFORE_LONG = frozenset({"about", "can", "he", "her", "him", "it", "may", "she"})
_BEFORE_SHORT = frozenset({"and", "for", "from", "the", "with"})
_ON_WHAT = frozenset(
    {
        "board",
        "chain",
        "court",
        "click",
        "demand",
        "error",
        "field",
        "point",
        "screen",
        "shore",
        "stage",
        "street",
    }
)
# Prepositions that end words, and how many letters a word has at least that they end by damage only: Latin
# names end in -alis, singers sing of "mornin".
_AFTER_LONG = {"in": 6, "by": 6, "on": 7, "is": 6, "be": 5, "our": 5, "more": 5, "can": 6, "may": 6}
_BEFORE_A = lazy_re.compile(r"[a-z]{3}[^aeiou]e\Z")
_LATIN = lazy_re.compile(r"(?:[aei][lr]|it|o[lr]|en|ens|at|iv)\Z")
# Nouns and adjectives with these endings begin no compound that is written as one word; those are made of
# short words, or of long ones and a second part that is half a suffix ("partygoer", "countrywide").
_LATINATE = lazy_re.compile(
    r"(?:[a-z][aeiou]tion|[lnrs]sion|[^t]ment|[^c]ity|[lnrt]ance|[drt]ence|[^d]ship|ism|[^l]ist|[lt]ary|tory|[ts]ive"
    r"|ious|[^t]able|ible|ful|ness|ical|[ct]ial|ional|ology|graphy|istry|tee)\Z"
)
_SUFFIX_LIKE = lazy_re.compile(
    r"(?:ability|able|ably|ally|ants?|bound|craft|ettes?|free|gate|goers?|hood|hoods"
    r"|houses?|ions?|isms?|keepers?|less|lets?|like|lings?|long|made|makers?|man|mania"
    r"|mates?|masters?|men|ness|people|person|phobia|proof|ship|ships|side|sides|size|sized"
    r"|sters?|style|takers?|time|times|ward|wards|ware|wear|wide|wise|woman|women|work"
    r"|works|worthy)\Z"
)
# New compounds are made with what somebody does ("decisionmaking", "risktakers"); not with these.
_DOING = lazy_re.compile(r"(?:ing|ings|er|ers|or|ors)\Z")
_NOTHING_DONE = lazy_re.compile(
    r"(?:building|ceiling|evening|hearing|meeting|morning|opening|spending|spring|string|training|wedding|center"
    r"|chapter|customer|corner|doctor|factor|farmer|leader|letter|manager|matter|mayor|member|minister|number|officer|order"
    r"|paper|partner|player|power|quarter|river|sector|sister|soldier|summer|teacher|theater|water|winter|worker)s?\Z"
)
# Words that begin others ("counterclaim") although they stand by themselves.
_PREFIXES = frozenset(
    {"after", "anti", "autos", "counter", "common", "crypto", "cyber", "double", "electro", "extra",
     "global", "hyper", "infra", "inter", "macro", "master", "micro", "middle", "mobile", "mother",
     "multi", "other", "proto", "pseudo", "public", "quasi", "school", "silver", "single", "street",
     "summer", "super", "techno", "trans", "travel", "triple", "ultra", "under", "winter"}
)  # fmt: skip
_LEAST_NOUN, _LEAST_HEAD = 6, 5
# Nor do participles, and plurals of words that are not short ("sportswear").
_FORM = lazy_re.compile(r"(?:[^e]ed|ing|[a-z]{5}[^ius]s)\Z")
# So long a word of two common ones, if dictionaries do not have it, is not one ("supplychain" may be).
_LEAST_OF_TWO = 12
_VERB = lazy_re.compile(r"(?:[^sui]s|ed)\Z")


class Needs(IntEnum):
    """What a document has to show beside a split."""

    NOTHING = 0
    ENGLISH = 1  # the words beside it are known, and nothing is glued to it
    NAMED = 2  # and the left part stands in the document by itself
    CLAUSE = 3  # the words beside it are determiners: "The displayshows a zero"
    NAME = 4  # the left part stands in the document as a name


class Verdict(NamedTuple):
    """How much a split tells: the letters of the part that decides, 0 where nothing tells."""

    size: int
    needs: Needs = Needs.NOTHING

    def rank(self) -> tuple[bool, int, int]:
        """What needs less tells more, then the longer part."""
        return self.size > 0, -self.needs, self.size


NOTHING_TOLD = Verdict(0)


@dataclass(frozen=True)
class Splits:
    """Function words that prove a lost space at the beginning (`first`), at the end (`last`), anywhere."""

    first: AbstractSet[str]
    last: AbstractSet[str]
    function: AbstractSet[str]
    numerals: AbstractSet[str]
    least: int

    @cached_property
    def ends(self) -> AbstractSet[str]:
        """What may tell at the end of a word."""
        return self.function | self.numerals | _PARTICLES

    def may_tell(self, word: str, at: int) -> bool:
        """Whether a split is worth asking the lexicons about."""
        left, right = word[:at].lower(), word[at:]
        if len(word) < _LEAST:
            return self._is_pair(left, right)
        if right in self.ends or left in self.function or left.endswith("ly"):
            return True
        # Of a capitalised word the left part has to be long.
        least = LEAST_CAPITALISED if word[0].isupper() else self.least
        return at >= least and len(right) >= self.least

    def judge(self, word: str, at: int, *, left_common: bool, right_common: bool) -> Verdict:
        """What a split tells whose parts are common words or not.

        A capitalised word that no list knows is a name; only where its left part stands in the document by
        itself (the caller looks) may it be two words, and then two common words will do.
        """
        left, right = word[:at].lower(), word[at:]
        pair = Verdict(len(word), Needs.ENGLISH) if self._is_pair(left, right) else NOTHING_TOLD
        if len(word) < _LEAST:
            return pair
        verdicts = [
            pair,
            self._of_first(left, right, right_common=right_common),
            self._of_last(left, right, left_common=left_common),
        ]
        if left_common and right_common:
            verdicts += [self._of_two(left, right), self._of_name(word, left, right)]
        return max(verdicts, key=Verdict.rank)

    def _is_pair(self, left: str, right: str) -> bool:
        """Two function words, one of which may be a numeral or a particle: "whenit", "outto", "sixdo"."""
        if left + right in _JARGON:
            return False
        if right == "a":
            return len(left) >= self.least and left in self.function | _PARTICLES
        if left != "a" and left in self.function:
            return right in self.function or right in self.numerals
        return right in self.function and left in self.numerals | _PARTICLES | _SHORT

    def _of_first(self, left: str, right: str, *, right_common: bool) -> Verdict:
        if not right_common or len(right) < self.least:
            told = right_common and len(right) == self.least - 1 and left in _BEFORE_SHORT
            return Verdict(len(left), Needs.ENGLISH) if told else NOTHING_TOLD
        if left in self.first:
            return Verdict(len(left), Needs.ENGLISH if left in _WEAK_FIRST else Needs.NOTHING)
        long = len(right) >= _LEAST_HEAD
        if left == "in":
            long = long and not _NEGATED.search(right)
        elif left == "on":
            long = long and right not in _ON_WHAT
        elif left == "an":
            long = long and right[0] in "aeiou"
        elif left == "a":
            long = long and not right.endswith("s")
        else:
            long = long and left in _BEFORE_LONG
        return Verdict(len(left), Needs.ENGLISH) if long else NOTHING_TOLD

    def _of_last(self, left: str, right: str, *, left_common: bool) -> Verdict:
        if not left_common:
            return NOTHING_TOLD
        # "twoand", but not "oneof": of two short parts, a name is made too easily.
        short_left = len(left) == self.least - 1 and len(right) >= self.least - 1
        if len(left) >= self.least or short_left:
            if right in self.last or (right in self.function and _NO_COMPOUND.search(left)):
                return Verdict(len(right))
            if _is_inflected(left) and right in self.ends and right not in _AFTER_S:
                return Verdict(len(right), Needs.ENGLISH)
        if len(left) >= _AFTER_LONG.get(right, len(left) + 1) and not _LATIN.search(left):
            return Verdict(len(right), Needs.ENGLISH)
        if right == "a" and _BEFORE_A.search(left):
            return Verdict(len(right), Needs.ENGLISH)
        return NOTHING_TOLD

    def _of_two(self, left: str, right: str) -> Verdict:
        if len(right) < self.least or _SUFFIX_LIKE.match(right):
            return NOTHING_TOLD
        if _DOING.search(right) and not _NOTHING_DONE.match(right):
            return NOTHING_TOLD
        if len(left) >= _LEAST_NOUN and (_LATINATE.search(left) or _FORM.search(left)):
            return Verdict(len(right), Needs.ENGLISH)
        if (
            min(len(left), len(right)) >= _LEAST_HEAD
            and len(left + right) >= _LEAST_OF_TWO
            and left not in _PREFIXES
        ):
            return Verdict(len(right), Needs.ENGLISH)
        if len(left) >= _LEAST_NOUN and len(right) >= _LEAST_HEAD:
            return Verdict(len(right), Needs.NAMED)
        if _VERB.search(right):
            return Verdict(len(right), Needs.CLAUSE)
        return NOTHING_TOLD

    def _of_name(self, word: str, left: str, right: str) -> Verdict:
        tells = word[0].isupper() and len(left) >= LEAST_CAPITALISED and len(right) >= self.least
        return Verdict(len(right), Needs.NAME) if tells else NOTHING_TOLD


def _is_inflected(word: str) -> bool:
    return _NO_COMPOUND.search(word) is not None or _IN_S.search(word) is not None
