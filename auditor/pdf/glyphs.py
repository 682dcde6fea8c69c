"""One page's text in PDFium in, its characters with their places out.

A call into PDFium costs two microseconds, and a page has thousands of letters: so whole lines are asked for, letters
only where something has to be decided, and places within a line are found by halving.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from statistics import mode

from pypdfium2 import raw

from auditor.pdf import HYPHEN, RAISED, Fragment, Span

_AS_PRINTED = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
     "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u223c": "~", "\u02dc": "~",
     "\u00a0": " ", "\u200b": None, "\ufeff": None}
)  # fmt: skip
_RAISED_DIGITS = tuple(RAISED.values())
_DIGIT = re.compile(r"\d")
_NOTE_AT_START = re.compile(r"(\d{1,3})\s?(?=[^\W\d_]|[\"“‘'(\[])")
_NOTE_AT_END = re.compile(r"\d{1,3}(?=[.,;:)\]]*(?:\s|\Z))")  # what is before it is looked at later: that is faster
_NO_WORD_ENDS = re.compile(r"[\s\d(\[]")
_LOW_LETTER = re.compile(r"[aceimnorsuvwxz]")
_SAMPLES = 7  # characters that show which way a page is written
_LOWEST = 0.8  # of its type's size: a letter without ascender and descender is half as high
_DESCENDER = 0.22  # of the type's size, what of it is below the line's foot
_SMALLER = 0.88  # a raised number is set at six to eight tenths of the type it stands beside
_RAISED = 0.12


class Glyphs:
    """The characters of a page. `text` has one character for each that PDFium counts."""

    def __init__(self, text_page: raw.FPDF_TEXTPAGE) -> None:
        self._page = text_page
        self._box = raw.FS_RECTF()
        self.text = _text(text_page)
        self._turns = self._quarter_turns()
        self._is_tight = self._has_tight_boxes()

    def _quarter_turns(self) -> int:
        """How often the page has to be turned for most of its text to run from left to right."""
        step = max(1, len(self.text) // _SAMPLES)
        angles = [float(raw.FPDFText_GetCharAngle(self._page, index)) for index in range(0, len(self.text), step)]
        turns = [round((2 * math.pi - angle) / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
        return mode(turns) if turns else 0

    def _has_tight_boxes(self) -> bool:
        """Whether boxes are those of letters rather than of the type: fonts may claim no height, or a wrong one."""
        low = [match.start() for match in islice(_LOW_LETTER.finditer(self.text), _SAMPLES)]
        return any(self._place(index).height < _LOWEST * self._size(index) for index in low[:: max(1, len(low) // 2)])

    def box(self, start: int, end: int) -> Fragment:
        """The place of the characters from `start` to `end`, all of one line; without text."""
        first = self._place(start)
        last = self._place(end - 1) if end - 1 > start else first
        if self._is_tight:
            foot, height = self._foot(start), self._size(start)
            bottom, top = foot - _DESCENDER * height, foot + (1 - _DESCENDER) * height
            return Fragment("", min(first.left, last.left), max(first.right, last.right), bottom, top)
        if first.left <= last.left and first.bottom == last.bottom and first.top == last.top:
            return Fragment("", first.left, max(first.right, last.right), first.bottom, first.top)
        return Fragment(
            "",
            min(first.left, last.left), max(first.right, last.right),
            min(first.bottom, last.bottom), max(first.top, last.top),
        )  # fmt: skip

    def _place(self, index: int) -> Fragment:
        box = self._box
        if not raw.FPDFText_GetLooseCharBox(self._page, index, box):
            return Fragment("", 0.0, 0.0, 0.0, 0.0)
        if not self._turns:
            return Fragment("", box.left, box.right, box.bottom, box.top)
        return self.turned(box.left, box.right, box.bottom, box.top)

    def turned(self, left: float, right: float, bottom: float, top: float) -> Fragment:
        """A rectangle of the page's own, as it stands on the page turned so that its text runs from left to right."""
        match self._turns:
            case 1:
                return Fragment("", bottom, top, -right, -left)
            case 2:
                return Fragment("", -right, -left, -top, -bottom)
            case 3:
                return Fragment("", -top, -bottom, left, right)
            case _:
                return Fragment("", left, right, bottom, top)

    def rectangles(self) -> list[Fragment]:
        """The places of the pieces that the page was painted in, in the order of its text.

        None where no line has more than one, since they are asked for to find what stands side by side.
        """
        count = raw.FPDFText_CountRects(self._page, 0, -1)
        if count <= self.text.count("\n") + self.text.count(HYPHEN) + 1:
            return []
        sides = [ctypes.c_double() for _ in range(4)]
        left, top, right, bottom = sides
        return [
            self.turned(left.value, right.value, bottom.value, top.value)
            for index in range(count)
            if raw.FPDFText_GetRect(self._page, index, left, top, right, bottom)
        ]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The range without white space at its ends."""
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())

    def first_right_of(self, x: float, start: int, end: int) -> int:
        """The first character from `start` to `end` whose middle is not left of `x`; `end` if there is none."""
        low, high = start, end
        while low < high:
            middle = (low + high) // 2
            place = self._place(middle)
            if (place.left + place.right) / 2 < x:
                low = middle + 1
            else:
                high = middle
        return low

    def fragment(self, start: int, end: int, box: Fragment, spans: tuple[Span, ...]) -> Fragment:
        """The text from `start` to `end`: ligatures undone, raised note numbers set apart.

        `spans` count characters of the page's text; those of the fragment count its own.
        """
        text = self.text[start:end]
        if length := self._note_number(text, start):
            text = text[:length].translate(RAISED) + text[length:]
        cuts = [cut - start for cut in self._beside_notes(text, start)]
        if not cuts and text.isascii():
            own = tuple(Span(a - start, b - start, uri) for a, b, uri, *_ in spans) if spans else ()
            return Fragment(text, box.left, box.right, box.bottom, box.top, own)
        edges = [0, *cuts, len(text)]
        pieces = [text[a:b].translate(_AS_PRINTED) for a, b in pairwise(edges)]

        def moved(index: int, cuts_before: int) -> int:
            return len(text[:index].translate(_AS_PRINTED)) + cuts_before

        places = tuple(
            span._replace(
                start=moved(span.start - start, sum(cut <= span.start - start for cut in cuts)),
                end=moved(span.end - start, sum(cut < span.end - start for cut in cuts)),
            )
            for span in spans
        )
        return box._replace(text=" ".join(pieces).rstrip(), spans=places)

    def _note_number(self, text: str, offset: int) -> int:
        """How many digits of a raised number a line begins with."""
        match = _NOTE_AT_START.match(text) if text[0].isdecimal() else None
        return len(match[1]) if match and self._is_raised(offset, offset + match.end()) else 0

    def _beside_notes(self, text: str, offset: int) -> Iterator[int]:
        """Where a raised number is glued to what it stands beside, and a space belongs between them."""
        if text.startswith(_RAISED_DIGITS):
            number = len(text) - len(text.lstrip("".join(_RAISED_DIGITS)))
            if number < len(text) and not text[number].isspace():
                yield offset + number
        if _DIGIT.search(text) is None:
            return
        if "/" in text or "." in text:
            for match in _NOTE_AT_END.finditer(text, 1):
                index = offset + match.start()
                if not _NO_WORD_ENDS.match(text, match.start() - 1) and self._is_raised(index, index - 1):
                    yield index

    def _is_raised(self, index: int, beside: int) -> bool:
        number, word = self._place(index), self._place(beside)
        return number.bottom > word.bottom + _RAISED * max(number.height, 1.0) / _SMALLER and self._size(
            index
        ) < _SMALLER * self._size(beside)

    def _foot(self, index: int) -> float:
        """The height on the page at which a character stands."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return self.turned(x.value, x.value, y.value, y.value).bottom

    def _size(self, index: int) -> float:
        """The size of a character's type in points; programs put it into the font, the matrix, or both."""
        matrix = raw.FS_MATRIX()
        size = float(raw.FPDFText_GetFontSize(self._page, index))
        scale = abs(matrix.d) or abs(matrix.b) if raw.FPDFText_GetMatrix(self._page, index, matrix) else 1.0
        return size * scale


def _text(page: raw.FPDF_TEXTPAGE) -> str:
    count = raw.FPDFText_CountChars(page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:  # pairs of surrogates, or characters that have no text: ask for each
        text = "".join(_character(raw.FPDFText_GetUnicode(page, index)) for index in range(count))
    return text.replace("\ufffe", HYPHEN)


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else " "  # noqa: PLR2004 - Unicode's
