"""The sentences in which an address is cited in, what they take from its page word by word out: quotations, figures.

| taken       | is                                                                                                 |
|-------------|----------------------------------------------------------------------------------------------------|
| a quotation | at least four words in quotation marks; of one that leaves something out, each part of four words  |
| a figure    | a number with a percent sign, a currency, a magnitude or a measure, or with a separator in it      |

1. A figure is the same however it is written: `38 %`, `38%` and `38 percent`; `1,234.5` and `1.234,5`; `$3.5bn` and
   `3.5 billion dollars`. A magnitude counts more than the currency before it.
2. Bare numbers (years, days, pages) are no figures: they stand on every page.
3. What is looked for in a text may stand anywhere in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from auditor.judge.shingles import SPACED, measure_of, says, words

QUOTED_WORDS = 4
QUOTED_CHARACTERS = 8  # in scripts without spaces
MOST_SENTENCES = 50  # of an address that a whole library cites
_SHOWN_CHARS = 80

_QUOTATION = re.compile(
    '[“„‟]([^“”„‟]{8,800})[”“]|«([^«»]{8,800})»|»([^«»]{8,800})«|"([^"]{8,800})"|「([^「」]{8,800})」|『([^『』]{8,800})』'
)
_LEFT_OUT = re.compile(r"\.{3}|\[[^\]]{0,200}\]|\([^)]{0,200}\)")

# What units are called in the languages that are cited most.
_NAMES = {
    "%": "% percent pct prozent procent процентов",
    "thousand": "thousand tausend mille mil tsd",
    "million": "million millions mn mio millionen millón millones milhão milhões milioni miljoen миллионов",
    "billion": "billion billions bn mrd milliarden milliard milliards miliardi miljard миллиардов",
    "trillion": "trillion trillions tn",
    "dollar": "$ us$ usd dollar dollars",
    "euro": "€ eur euro euros",
    "pound": "£ gbp pounds",
    "yen": "¥ jpy yen",
    "yuan": "rmb cny yuan",
    "kilometre": "km kilometres kilometers",
    "metre": "metres meters",
    "mile": "miles",
    "kilogram": "kg kilograms",
    "tonne": "tonnes tons tonnen toneladas",
    "hectare": "ha hectares hektar",
    "degree": "° °c °f degrees",
    "megawatt": "mw megawatts",
    "gigawatt": "gw gigawatts",
}
_PER_CENT = re.compile(r"\b(?:per cent|pour cent|por ciento|per cento|por cento)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?P<before>us\$|[$€£¥]|\b(?:usd|eur|gbp)\b)?\s?"
    r"(?<![\w.,/])(?P<number>(?:\d{1,3}(?:[.,'’ ]\d{3})+|\d{1,15})(?:[.,]\d{1,6})?)(?![\d/]|[.,]\d)"  # no date, no DOI
    r"\s?-?(?P<after>%|°[cf]?|[$€£¥]|[^\W\d_]+)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that a sentence takes over: `parts` as they are compared, `shown` as they are told."""

    shown: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a sentence takes over, with its unit (empty: none that is known)."""

    shown: str
    number: str
    unit: str


Taken = Quotation | Figure


def taken(sentences: Iterable[str]) -> tuple[Taken, ...]:
    """What the sentences take over, each thing once, quotations first."""
    texts = [unicodedata.normalize("NFKC", one) for one, _ in zip(sentences, range(MOST_SENTENCES), strict=False)]
    found: dict[object, Taken] = {}
    for text in texts:
        for quotation in _quotations(text):
            found.setdefault(quotation.parts, quotation)
    for text in texts:
        for figure in _figures(text):
            if figure.unit or not figure.number.isdigit() or "," in figure.shown or "." in figure.shown:
                found.setdefault((figure.number, figure.unit), figure)
    return tuple(found.values())


def told(one: Taken) -> str:
    """How it is named in a sentence for a report's reader."""
    match one:
        case Quotation():
            return f"the quotation “{one.shown}”"
        case Figure():
            return f"the figure “{one.shown}”"


class Wording:
    """A text in which cited words are looked for; what that takes is made once, and only if it is needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    def holds(self, one: Taken) -> bool:
        """Whether the text has it."""
        match one:
            case Quotation(parts=parts):
                return all(says(self._words, part) for part in parts)
            case Figure(number=number, unit=""):
                return number in self._figures
            case Figure(number=number, unit=unit):
                return unit in self._figures.get(number, ())

    @cached_property
    def _words(self) -> list[str]:
        return words(self._text)

    @cached_property
    def _figures(self) -> Mapping[str, set[str]]:
        units: dict[str, set[str]] = {}
        for figure in _figures(unicodedata.normalize("NFKC", self._text)):
            units.setdefault(figure.number, set()).add(figure.unit)
        return units


def _quotations(text: str) -> Iterator[Quotation]:
    for match in _QUOTATION.finditer(text):
        inside = next(filter(None, match.groups()))
        parts = tuple(part for piece in _LEFT_OUT.split(inside) if _enough(part := tuple(words(piece))))
        if parts:
            yield Quotation(shown=_short(inside), parts=parts)


def _enough(part: tuple[str, ...]) -> bool:
    return len(part) >= (QUOTED_WORDS if measure_of(part) is SPACED else QUOTED_CHARACTERS)


def _figures(text: str) -> Iterator[Figure]:
    kinds = _kinds()
    for match in _FIGURE.finditer(_PER_CENT.sub("percent", text)):
        after, before = (kinds.get((match[name] or "").casefold()) for name in ("after", "before"))
        shown = " ".join(match.group().split()) if after else f"{match['before'] or ''}{match['number']}"
        yield Figure(shown=shown, number=_plain_number(match["number"]), unit=after or before or "")


def _plain_number(written: str) -> str:
    """Digits with a point for decimals, if any: separators of thousands are known by the three digits after them."""
    digits = re.sub(r"['’ ]", "", written)
    if _GROUPED.fullmatch(digits):
        return re.sub(r"[.,]", "", digits)
    whole, mark, decimals = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
    if not mark:
        return decimals.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    return (re.sub(r"[.,]", "", whole).lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN_CHARS else f"{flat[:_SHOWN_CHARS].rsplit(' ', 1)[0]}…"


@cache
def _kinds() -> Mapping[str, str]:
    return {name: kind for kind, names in _NAMES.items() for name in names.split()}
