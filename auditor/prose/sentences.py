"""A paragraph in, its links out, each with its words, its sentence and the access date beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import final

import sentencex

from auditor.dates import is_month
from auditor.prose.accessed import access_days, years_in
from auditor.prose.accessed_later import said_later
from auditor.prose.antecedent import antecedent
from auditor.prose.flow import Link
from auditor.prose.paragraphs import HELD, Paragraph, is_over

# What a list or a note begins with: its sign (also of a font of signs), or the number in group 1.
_MARK = re.compile(
    r"(?:[•◦▪‣●○∙⁃\uf000-\uf0ff*–—-]\s|[\[(［^]?(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})[\])］.]?[.:]?(?=\s|[^\W\d_]))\s*"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NAME = re.compile(r"[^\W\d_]{3,12}")
_LONGEST_PHRASE = 500  # characters before an address that are looked at for the words that carry it
_WINDOW = 10_000  # characters in which a sentence has ended
_FEWEST_WORDS = 6
_LONGEST_SENTENCE = 2_000  # characters; what is longer is not a sentence but a table or a list


@final
class Cited:
    """A link with its words, its sentence, and whether anything but links and labels stands beside it.

    `accessed` is the access date beside it, and `note` the number of the note or reference that it stands in.
    """

    def __init__(
        self, link: Link, text: str, context: str, *, alone: bool, accessed: date | None, note: str | None
    ) -> None:
        self.link = link
        self.text = text
        self.context = context
        self.alone = alone
        self.accessed = accessed
        self.note = note


def cited(paragraph: Paragraph, *, language: str = "en") -> Iterator[Cited]:
    """The links of a paragraph, each with its words and its sentence; linear in the paragraph, however many these are."""
    text, note = paragraph.text, paragraph.note
    sentences = _Sentences(paragraph, language)
    alone = _is_alone(paragraph)
    years = years_in(text)
    days: list[date | None] = [None] * len(paragraph.links)
    if years:
        days = said_later(text, paragraph.links, access_days(text, paragraph.links, years))
    before = 0
    for (start, end, link), day in zip(paragraph.links, days, strict=True):
        first, shown = sentences.around(start, vanished=start == end)
        words = link.label
        if link.wrapped and not words:
            words = antecedent(text[max(before, first, start - _LONGEST_PHRASE) : start])
        yield Cited(link, words, link.context or shown, alone=alone, accessed=link.accessed or day, note=note)
        before = end


class _Sentences:
    """The sentences of a paragraph, each made once, however many links it holds."""

    def __init__(self, paragraph: Paragraph, language: str) -> None:
        self._text, self._note = paragraph.text, paragraph.note
        self._bounds = _boundaries(paragraph.text, language)
        self._starts = [start for start, _ in self._bounds]
        self._held = [(start, link) for start, end, link in paragraph.links if end > start and not link.label]
        self._made: dict[tuple[int, int], str] = {}

    def around(self, position: int, *, vanished: bool = False) -> tuple[int, str]:
        """Where the sentence around a link's start begins, and the sentence; the paragraph where there is none.

        Where nothing of the link is shown (it has `vanished`) it stood before the gap, in the sentence that ends there.
        """
        number = bisect_right(self._starts, position) - 1
        number -= vanished and number > 0 and self._bounds[number - 1][1] == position
        first, last = self._bounds[number] if number >= 0 else (position, position)
        if not (first <= position < last or first < position == last):
            first, last = 0, len(self._text)
        elif number > 0 and self._says_little(first, last):
            first = self._bounds[number - 1][0]
        if (first, last) not in self._made:
            self._made[first, last] = self._shown(first, last)
        return first, self._made[first, last]

    def _says_little(self, start: int, end: int) -> bool:
        """Whether a sentence is hardly more than an address, as in `Title of a book. https://… (accessed today).`"""
        if not self._text.startswith((HELD, f" {HELD}"), start):
            return False
        sentence = self._text[start : min(end, start + _LONGEST_PHRASE)]
        return len(sentence.split(None, _FEWEST_WORDS)) <= _FEWEST_WORDS

    def _shown(self, start: int, end: int) -> str:
        """The sentence from `start` to `end`, its bare addresses as printed; overlong ones cut to their beginning."""
        pieces: list[str] = []
        length = 0
        begins = start == 0
        for number in range(bisect_left(self._held, start, key=itemgetter(0)), len(self._held)):
            place, link = self._held[number]
            if place >= end or length > _LONGEST_SENTENCE:
                break
            pieces += (self._text[start:place], link.as_printed)
            length += len(pieces[-1]) + len(pieces[-2])
            start = place + len(HELD)
        sentence = "".join((*pieces, self._text[start:end])).strip()
        if begins:
            sentence = _without_mark(sentence, self._note)
        return sentence if len(sentence) <= _LONGEST_SENTENCE else sentence[: _LONGEST_SENTENCE - 1] + "…"


def _without_mark(sentence: str, note: str | None) -> str:
    """A paragraph's first sentence without the sign of its list or the number of its note."""
    if sentence[:1].isalpha() or (found := _MARK.match(sentence)) is None:
        return sentence
    if found[1] and found[1].translate(_RAISED) != note:
        return sentence
    return sentence[found.end() :] or sentence


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; where days have a stop none ends behind it (`am 3. Mai`)."""
    found = _split(text, language)
    if language == "en":
        return found
    bounds: list[tuple[int, int]] = []
    for start, end in found:
        if bounds and text[start - 2 : start] == ". " and _cuts_date(text, start):
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    return bounds


def _cuts_date(text: str, start: int) -> bool:
    month = _NAME.match(text, start)
    return month is not None and text[max(0, start - 4) : start - 2].strip().isdigit() and is_month(month[0])


def _split(text: str, language: str) -> list[tuple[int, int]]:
    """Where sentences begin and end. Long texts are read in windows: what is all quotes takes quadratic time."""
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW] if len(text) > _WINDOW else text
        found = sentencex.segment(language, window)  # the sentences, nothing left out: boundaries take twice the time
        if len(found) > 1 and start + len(window) < len(text):
            found.pop()  # it goes on in the next window
        for sentence in found or (window,):
            end = start + len(sentence)
            bounds.append((start, end))
            start = end
    return bounds


def _is_alone(paragraph: Paragraph) -> bool:
    """Whether the paragraph is no sentence: hardly more than links and a label before them."""
    rest = len(paragraph.text)
    for start, end, _ in paragraph.links:
        rest -= end - start
    return rest < 80 and not is_over(paragraph.text.rstrip())  # noqa: PLR2004
