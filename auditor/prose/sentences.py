"""A flow in, its paragraphs out: the text as its reader sees it, with the place of every link in it.

Addresses in parentheses of their own are gone, words of links stay, and a bare address is held by one character
until the sentences are split, since its dots would end them. Paragraphs that a conversion cut in two (the first
ends in the middle of a sentence, the second goes on in lower case) are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

import sentencex

from auditor.dates import is_month
from auditor.prose import BLOCK, HEADING, IMAGE, LINE, Flow, Gap, Link, Mark, Run
from auditor.prose.accessed import access_days

_HELD = "\ue000"  # private use: no document's own
_NO_SPACE_BEFORE = re.compile(r"\s*[,.;:!?)\]}’”]")
_ENDS_SENTENCE = tuple(".!?…:;")
_CLOSERS = "\"'”’»)]"
_WORD = re.compile(r"\w")
_NAME = re.compile(r"[^\W\d_]{3,12}")
_PHRASE_ENDS = re.compile(r"[.,;:!?()\[\]“”\"—–]\s*")
_GOES_ON = re.compile(r"\s*(?:[a-z]|[,;:)]\s)")
_LONG_ENOUGH_TO_BE_CUT = 60
_LONGEST_CUT = 10_000  # characters; a paragraph of several pages has no rest, and merging would be quadratic

# Words that a noun phrase doesn't reach over, so that "was published on the Journal's website (…)" is cited under
# "Journal's website". Determiners and prepositions but `of`, which names hold ("Department of State").
_PHRASE_STARTS_AFTER = frozenset(
    """the a an this that these those its their our his her your my on in at by from to with for and or but as via see
    le la les un une des du sur dans par pour et der die das den dem ein eine im am auf von bei und el los las una unos
    en por para y il lo gli i nel sul del""".split()
)
_MOST_WORDS = 5
_LONGEST_PHRASE = 500  # characters before an address that are looked at for the words that carry it
_WINDOW = 10_000  # characters in which a sentence has ended
_FEWEST_WORDS = 6
_LONGEST_SENTENCE = 2_000  # characters; what is longer is not a sentence but a table or a list


@dataclass(slots=True)
class Paragraph:
    """One paragraph's text, where its links stand in it (start and end), and the number of the note that it is."""

    text: str = ""
    links: list[tuple[int, int, Link]] = field(default_factory=list)
    note: str | None = None
    heading: bool = False


class Cited(NamedTuple):
    """A link with its words, its sentence, and whether anything but links and labels stands beside it.

    `accessed` is the access date beside it, and `note` the number of the note or reference that it stands in.
    """

    link: Link
    text: str = ""
    context: str = ""
    alone: bool = False
    accessed: date | None = None
    note: str | None = None


def paragraphs(items: Flow) -> list[Paragraph]:
    """The paragraphs of a flow, in order; those without text and links are left out."""
    builder = _Builder()
    for item in items:
        if item.__class__ is Run:
            builder.words(item.text)
        elif item.__class__ is Link:
            builder.link(item)
        elif isinstance(item, Mark):
            builder.gap(BLOCK)
            builder.note = item.note
        elif item is LINE:
            builder.words(" ")
        elif isinstance(item, Gap):
            builder.gap(item)
    builder.gap(HEADING)
    return builder.done


class _Builder:
    """Collects paragraphs; the one before is held back while the next may turn out to be its rest."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, Link]] = []
        self._vanished = False
        self._held: Paragraph | None = None
        self.note: str | None = None
        self.done: list[Paragraph] = []

    def words(self, text: str) -> None:
        if "  " in text or not text.isprintable():  # no white space but the space is printable
            text = _with_single_spaces(text)
        if not self._parts:
            text = text.removeprefix(" ")
        elif self._parts[-1][-1:] == " ":
            text = text.removeprefix(" ")
            if self._vanished and _NO_SPACE_BEFORE.match(text):
                self._shorten()
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._vanished = False

    def link(self, link: Link) -> None:
        shown = link.label or ("" if link.wrapped or link.form is IMAGE else _HELD)
        if not shown:
            self._links.append((self._length, self._length, link))
            self._vanished = True
            return
        start = self._length
        self._parts.append(shown)
        self._length += len(shown)
        self._links.append((start, self._length, link))
        self._vanished = True

    def gap(self, kind: Gap) -> None:
        if self._parts or self._links:
            self._hold(Paragraph("".join(self._parts), self._links, self.note, kind is HEADING))
            self._parts, self._links, self._length, self._vanished = [], [], 0, False
        self.note = None
        if kind is not BLOCK and self._held:
            self.done.append(self._held)
            self._held = None

    def _hold(self, new: Paragraph) -> None:
        """Keep a paragraph back, and let the one before go if this isn't its rest."""
        if self._held and _goes_on(self._held, new):
            new = _merged(self._held, new)
        elif self._held:
            self.done.append(self._held)
        self._held = new if new.links or new.text.strip() else None

    def _shorten(self) -> None:
        """Take the last space away again: what stood between it and the comma has vanished."""
        stripped = self._parts[-1][:-1]
        self._parts[-1] = stripped
        self._length -= 1
        for position in range(len(self._links) - 1, -1, -1):
            start, end, link = self._links[position]
            if end <= self._length:
                break
            self._links[position] = (min(start, self._length), self._length, link)
        if not stripped:
            self._parts.pop()


def _with_single_spaces(text: str) -> str:
    """The text with each run of white space a single space; quicker than a pattern."""
    words = text.split()
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def _goes_on(held: Paragraph, new: Paragraph) -> bool:
    if held.heading or new.note or _GOES_ON.match(new.text) is None or len(held.text) > _LONGEST_CUT:
        return False
    text = held.text.rstrip()
    return len(text) >= _LONG_ENOUGH_TO_BE_CUT and not _is_over(text)


def _is_over(text: str) -> bool:
    """Whether a text ends as a sentence does, or has no word in it."""
    return text.rstrip(_CLOSERS).endswith(_ENDS_SENTENCE) or _WORD.search(text) is None


def _merged(held: Paragraph, new: Paragraph) -> Paragraph:
    glue = "" if new.text.startswith((",", ";", ":", ")")) else " "
    shift = len(held.text.rstrip()) + len(glue)
    cut = len(held.text.rstrip())
    links = [(min(a, cut), min(b, cut), link) for a, b, link in held.links]
    links += [(a + shift, b + shift, link) for a, b, link in new.links]
    return Paragraph(text=held.text.rstrip() + glue + new.text, links=links, note=held.note, heading=new.heading)


def cited(paragraph: Paragraph, *, language: str = "en") -> Iterator[Cited]:
    """The links of a paragraph, each with its words and its sentence; linear in the paragraph, however many these are."""
    text, note = paragraph.text, paragraph.note
    sentences = _Sentences(paragraph, language)
    alone = _is_alone(paragraph)
    days = access_days(text, paragraph.links)
    before = 0
    for (start, end, link), day in zip(paragraph.links, days, strict=True):
        first, shown = sentences.around(start, vanished=start == end)
        words = link.label
        if link.wrapped and not words:
            words = _antecedent(text[max(before, first, start - _LONGEST_PHRASE) : start])
        yield Cited(link, words, link.context or shown, alone, link.accessed or day, note)
        before = end


class _Sentences:
    """The sentences of a paragraph, each made once, however many links it holds."""

    def __init__(self, paragraph: Paragraph, language: str) -> None:
        self._text = paragraph.text
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
        if not self._text.startswith((_HELD, f" {_HELD}"), start):
            return False
        sentence = self._text[start : min(end, start + _LONGEST_PHRASE)]
        return len(sentence.split(None, _FEWEST_WORDS)) <= _FEWEST_WORDS

    def _shown(self, start: int, end: int) -> str:
        """The sentence from `start` to `end`, its bare addresses as printed; overlong ones cut to their beginning."""
        pieces: list[str] = []
        length = 0
        for number in range(bisect_left(self._held, start, key=itemgetter(0)), len(self._held)):
            place, link = self._held[number]
            if place >= end or length > _LONGEST_SENTENCE:
                break
            pieces += (self._text[start:place], link.as_printed)
            length += len(pieces[-1]) + len(pieces[-2])
            start = place + len(_HELD)
        sentence = "".join((*pieces, self._text[start:end])).strip()
        return sentence if len(sentence) <= _LONGEST_SENTENCE else sentence[: _LONGEST_SENTENCE - 1] + "…"


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


def _antecedent(text: str) -> str:
    """The words that an address in parentheses belongs to: the phrase right before it."""
    clause = _PHRASE_ENDS.split(text.rstrip(" ,;:—–"))[-1]
    words = clause.split()
    if len(words) < _MOST_WORDS:
        while len(words) > 1 and words[0].lower() in _PHRASE_STARTS_AFTER:
            del words[0]
        return " ".join(words).strip("*_ ")
    for position in range(len(words) - 1, 0, -1):
        if words[position - 1].lower() in _PHRASE_STARTS_AFTER:
            return " ".join(words[position:])
    return " ".join(words[-_MOST_WORDS:])


def _is_alone(paragraph: Paragraph) -> bool:
    """Whether the paragraph is no sentence: hardly more than links and a label before them."""
    rest = len(paragraph.text)
    for start, end, _ in paragraph.links:
        rest -= end - start
    return rest < 80 and not _is_over(paragraph.text.rstrip())  # noqa: PLR2004
