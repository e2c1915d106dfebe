"""Known damages: how translation engines and their pipelines spoil a clean text, one place at a time.

A damage is an expression that finds places where it can happen, and what it makes of such a place. Rules
that only look up a list (TER102, TER103, STY105, MRK109) have none: damage taken from their list would show
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

Replace = str | Callable[[re.Match[str], Random], str]


class Damaged(NamedTuple):
    """A spoilt text, and where: bytes as UTF-8, end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Damage:
    """One way to spoil a text; `replace` is a template as for `re.sub`, or makes the new wording itself."""

    code: str
    pattern: str
    replace: Replace

    def apply(self, text: str, random: Random) -> Damaged | None:
        """The text spoilt at one place; None where it has no such place."""
        places = list(re.finditer(self.pattern, text))
        if not places:
            return None
        place = random.choice(places)
        wording = place.expand(self.replace) if isinstance(self.replace, str) else self.replace(place, random)
        spoilt = text[: place.start()] + wording + text[place.end() :]
        start = len(text[: place.start()].encode())
        return Damaged(spoilt, start, start + len(wording.encode()))


_LINE = r"\n\n"
_WORD = r"\b[a-z]{5,}\b"
_NOUN_PHRASE = r"\bthe (?P<noun>[a-z]{4,} [a-z]{4,})(?=[,.])"
_SENTENCE_START = r"(?<=[a-z]\.) (?=[A-Z])"
_BLOCK_START = r"(?:\A|(?<=\n\n))"


def _one_of(*wordings: str) -> Replace:
    """One of some templates, by chance."""
    return lambda place, random: place.expand(random.choice(wordings))


def _line(*lines: str) -> Replace:
    """A line of its own between two paragraphs."""
    return lambda place, random: f"\n\n{random.choice(lines)}\n\n"


def _repeated(least: int, most: int) -> Replace:
    return lambda place, random: " ".join([place[0]] * random.randint(least, most))


def _sentence_again(place: re.Match[str], random: Random) -> str:
    earlier = re.findall(r"(?:(?<=\. )|(?<=\n))[A-Z][^.!?\n]{60,200}\.", place.string[: place.start()])
    return f"\n\n{random.choice(earlier)}\n\n" if earlier else place[0]


def _in_capitals(place: re.Match[str], random: Random) -> str:
    words = re.findall(r"[a-z]{4,}", place.string)
    return f"\n\n{' '.join(random.sample(words, 6)).upper()}\n\n"


def _placeholder_number(place: re.Match[str], random: Random) -> str:
    """A number as one translation engine leaves it: letters for figures."""
    digits = "".join("ABCDEFGHIJ"[int(digit)] for digit in place[0] if digit.isdecimal())
    return random.choice([f"DNUM_{digits}", "__PH0__", "<unk>", "<num>"])


def _foreign(place: re.Match[str], random: Random) -> str:
    return f" {random.choice(_FOREIGN)} "


def _no_initials(place: re.Match[str], random: Random) -> str:
    """An acronym in brackets with no letter of the words before it."""
    letters = [letter for letter in "BCDFGHKLMNPQRSTVXZ" if letter.lower() not in place["noun"]]
    return f"{place[0]} ({''.join(random.sample(letters, 4))})" if len(letters) > 3 else place[0]


def _one_sentence(place: re.Match[str], random: Random) -> str:
    """A paragraph whose sentences are run together."""
    return re.sub(r"[.!?] ([A-Z])", lambda stop: f", and {stop[1].lower()}", place[0])


def _quoted(place: re.Match[str], random: Random) -> str:
    """Three words of a text in quotation marks."""
    words = random.sample(sorted(set(re.findall(r"(?<=[a-z] )[a-z]{6,}(?= [a-z])", place[0]))), 3)
    text = place[0]
    for word in words:
        text = re.sub(rf"(?<=[a-z] ){word}(?= [a-z])", f"“{word}”", text, count=1)
    return text


def _misread(place: re.Match[str], random: Random) -> str:
    """A name whose UTF-8 was read as Windows-1252."""
    name = random.choice(["Đỗ Hữu Thọ", "José Núñez", "François Lemaître", "Jürgen Groß", "Nguyễn Thị Hạnh"])
    return f" {name} ".encode().decode("cp1252", "replace").replace("�", "")


def _two_names(place: re.Match[str], random: Random) -> str:
    """One body under two names."""
    first = random.choice(["Regional", "Northern", "Provincial", "Metropolitan"])
    second = random.choice(["Harbour Safety", "Water Supply", "Press Ethics", "Land Survey"])
    one, other = random.choice([("Commission", "Committee"), ("Board", "Commission"), ("Committee", "Board")])
    body = f"{first} {second}"
    return f"\n\nThe {body} {one} met in March. The {body} {other} then published a list.\n\n"


def _two_spellings(place: re.Match[str], random: Random) -> str:
    """One person in two spellings."""
    family = random.choice(["Katerina", "Mirzayev", "Hernando", "Ostrowsk"])
    one, other = random.choice(
        [("Velichkova", "Velitchkova"), ("Rahmatullin", "Rachmatullin"), ("Sigurdson", "Sigurdsen")]
    )
    return f"\n\n{family} {one} spoke first. The prize went to {family} {other} in the end.\n\n"


_FOREIGN = (
    "Sáng nay các đại biểu đã thảo luận về dự thảo nghị quyết của hội đồng nhân dân tỉnh.",
    "Người dân được hỗ trợ kinh phí để sửa chữa nhà ở sau cơn bão số bảy.",
    "Участники встречи договорились продолжить переговоры в следующем месяце.",
    "Власти города обещали отремонтировать мост до конца осени.",
    "会议强调要进一步加强基层治理能力建设。",
    "公司表示将在明年第一季度推出新产品。",
    "El alcalde explicó que las obras del puente terminarán antes de que acabe el verano.",
    "Los vecinos de la zona piden que se repare la carretera cuanto antes.",
    "Les habitants du quartier ont demandé à la mairie de rouvrir la bibliothèque.",
    "Le préfet a annoncé que les travaux seraient terminés avant la fin de l'année.",
    "Pemerintah daerah akan memperbaiki jalan yang rusak sebelum musim hujan tiba.",
    "Die Gemeinde will die Brücke noch vor dem Winter für den Verkehr freigeben.",
    "Cac dai bieu da thao luan ve du thao nghi quyet cua hoi dong nhan dan tinh.",
)

_ACRONYMS = ("UBND", "HĐND", "PCTN", "MTTQ", "BHXH", "BHYT", "KCN", "ĐBQH", "BCĐ", "CCHC")

_TALK = (
    "Here is the translation of the article into English:",
    "Sure, here is the translated text:",
    "Below is the English translation:",
    "Note: I have kept the original formatting as requested.",
    "I'm sorry, but I can't translate this text.",
    "[The rest of the article has been omitted]",
    "Let me know if you would like me to adjust the tone of the translation.",
    "Translator's note: the last paragraph was unclear in the source.",
)

DAMAGES: tuple[Damage, ...] = (
    Damage("ACC101", r"\b([a-z]{6,}) (and|or) (?!\1)[a-z]{6,}(?=[.,;:])", r"\1 \2 \1"),
    Damage("ACC101", r"\b([a-z]{6,}), [a-z]{5,},? (and|or) ([a-z]{4,})\b", r"\1, \1 \2 \3"),
    Damage("ACC101", r"\bthe ([a-z]{4,} [a-z]{4,}) and (?!\1)[a-z]{4,} [a-z]{4,}(?=[.,;])", r"the \1 and \1"),
    Damage("ACC102", r"\b[a-z]{5,}, ([a-z]{5,}),? and ([a-z]{5,})\b", r"anti-\2, \1 and \2"),
    Damage("ACC103", r"\b[a-z]{4,}\b", _repeated(4, 9)),
    Damage("ACC103", r"\b[a-z]{2,} (?!of\b)[a-z]{4,}\b", _repeated(3, 5)),
    Damage("ACC104", _LINE, _sentence_again),
    Damage("ACC105", r"(?<=[a-z] )((?:[a-z]{2,} ){3,5}[a-z]{3,})(?=[,.])", r"\1, where \1"),
    Damage("ACC201", _NOUN_PHRASE, lambda place, random: f"{place[0]} ({random.choice(_ACRONYMS)})"),
    Damage("ACC201", _NOUN_PHRASE, lambda place, random: f"the {random.choice(_ACRONYMS)} {place['noun']}"),
    Damage("ACC202", _NOUN_PHRASE, _no_initials),
    Damage("ACC203", _SENTENCE_START, _foreign),
    Damage("ACC301", r"(?<= )\d[\d,]*(?=[ ,.])", _placeholder_number),
    Damage("ACC301", _WORD, _one_of("__PH0__", "<unk>", "▁\\g<0>", "[ad_1]")),
    Damage("ACC301", r"\b([a-z]{3})([a-z]{3,})\b", r"\1@@ \2"),
    Damage("ACC302", rf"{_BLOCK_START}((?:[^\s.]+ ){{12,40}}?(?:of|the|to|and|with|a|for|is)) [^\n]+", r"\1"),
    Damage(
        "ACC303", r"\b(that|with|of|from|some of) [a-z][^.!?\n]*\. ((?:He|She|It|They|We) [a-z]+)", r"\1 \2"
    ),
    Damage("ACC304", _LINE, _line(*_TALK)),
    Damage("ACC304", r"\A", lambda place, random: f"{random.choice(_TALK[:3])}\n\n"),
    Damage(
        "ACC305", r"(?<= )\d[\d,]*(?=[ ,.])", _one_of("{{count}}", "%s", "${amount}", "{{ total }}", "%d")
    ),
    Damage("ACC305", r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", _one_of("{{name}}", "{{ user.name }}", "${fullName}")),
    Damage("LIN101", r"\b([a-z]{2,}) ([A-Z][a-z]{3,})", r"\1\2"),
    Damage("LIN102", r"\b(of|by|to|in|for|with|from|and|the) ([a-z]{4,})\b", r"\1\2"),
    Damage("LIN102", r"\b([a-z]{4,}) (of|and|with|for|the|from)\b", r"\1\2"),
    Damage("LIN103", r"([a-z]{2,}[.!?]) ([A-Z][a-z]{2,})", r"\1\2"),
    Damage("LIN103", r"([a-z]{3,}[,;:]) ([a-z]{3,})", r"\1\2"),
    Damage("LIN103", r"([a-z]{3,}) (\([a-z0-9])", r"\1\2"),
    Damage("LIN104", r"([a-z]{2,})([.,;:!?])(?= [A-Za-z])", r"\1 \2"),
    Damage("LIN104", r"\b([a-z]{3,}) ([a-z]{3,})\b", r"\1  \2"),
    Damage("LIN104", r"\(([^()\n]+)\)", _one_of(r"( \1)", r"(\1 )")),
    Damage("LIN105", r"([a-z]{3,})([.,])(?= [A-Za-z])", r"\1\2\2"),
    Damage("LIN105", r"([a-z]{3,})\.(?= [A-Z])", r"\1. ."),
    Damage("LIN106", r"\b([a-z]{4,} [a-z]{4,})(?=[,.] )", _one_of(r"(\1", r"[\1", r"“\1»", r"(\1]")),
    Damage("LIN107", r"(?<=[a-z])(?=[,.] )", _one_of(" ()", " “”", ' ""', " ( )")),
    Damage("LIN108", r"\b([a-z]{2,})(?= [a-z]{2,})", r"\1 \1"),
    Damage("LIN109", r"\b([a-z]{4,}) (into|of the|for the|from the|among|during)\b", r"\1. \2"),
    Damage("LIN110", r"(?<=[a-z]\. )(I (?:have|am|will|want|believe) )", r"The minister said: \1"),
    Damage("LOC101", r"\.\Z", _one_of("./.", ". /.")),
    Damage(
        "LOC102",
        _NOUN_PHRASE,
        _one_of(r"\g<0> under Directive No. 26CT/TW", r"\g<0> (Resolution No. 18NQ/TW)"),
    ),
    Damage("LOC103", r"(?<=[a-z]), (?=[a-z])", _one_of("，", "、", "， ")),
    Damage("LOC103", r"(?<=[a-z])\. (?=[A-Z])", _one_of("。", "． ")),
    Damage("LOC104", r"\bthe (?=[a-z]{4,}s\b)", _one_of("the 1.500.000 ", "some 23.480.000 ", "12.345.678 ")),
    Damage(
        "LOC104", r"(?<=[a-z]) (?=(?:of|in) )", _one_of(" by 12,5 percent ", " of 3,7 km ", " of 0,8 kg ")
    ),
    Damage(
        "LOC105",
        r"(?<=[a-z]) (?=(?:of|in) )",
        _one_of(" on the morning of 23/7 ", " on the evening of 14/3 "),
    ),
    Damage(
        "LOC106",
        rf"{_BLOCK_START}(?=[A-Z])",
        _one_of("(Baonghean.vn) - ", "(Dantri.com.vn) - ", "(Baonghean) -"),
    ),
    Damage("MRK101", _LINE, _line("![]()", "![The market at dawn]()", "Photo:", "![]() |")),
    Damage("MRK102", r"(?<=[a-z]\.)(?=\n)", " |"),
    Damage("MRK102", _LINE, _line("|", " |")),
    Damage("MRK103", _LINE, _line("(Screenshot): Hoai Thu", "(Photo): Minh An", "Photo: Source: Ha Linh")),
    Damage(
        "MRK104",
        rf"{_BLOCK_START}(?=(?:The|In|On|This|We|It|For|At|They) )",
        _one_of("C", "*C", "S", "*H", "D"),
    ),
    Damage(
        "MRK105", _LINE, _line("bna_ MH2.jpg", ".jpg)", "IMG_2041.JPG", "anh-minh-hoa.png)", "dsc 0193.jpeg")
    ),
    Damage(
        "MRK106",
        _WORD,
        _one_of(r"<b>\g<0></b>", r"\g<0>&nbsp;", r"\g<0><br>", r"\g<0></p>", r"&lt;\g<0>&gt;"),
    ),
    Damage("MRK107", r"(?<=[a-z]) (?=[a-z])", _misread),
    Damage("MRK107", r"\b([a-z]{3,})(?=[,.] )", _one_of("\\1â€™s", "â€œ\\1â€\x9d", "\\1â€¦", "\\1�")),
    Damage(
        "MRK108",
        r"\b([a-z]{3})([a-z]{3,})\b",
        _one_of("\\1\u200b\\2", "\\1\u00ad\\2", "\\1\u202e\\2", "\\1\x08\\2"),
    ),
    Damage("STY101", r"(?<=\n\n)(?:[^.!?\n]+[.!?] ){3,}[^\n]{200,}", _one_sentence),
    Damage("STY103", _LINE, _in_capitals),
    Damage("STY104", r"(?s)\A.{1200,}\Z", _quoted),
    Damage("TER101", _LINE, _two_names),
    Damage("TER104", _LINE, _two_spellings),
)
