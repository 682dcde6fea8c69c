"""A flow in, how long its lines are and how wide their paragraphs out: whether a line ended because it was full.

Only what has offsets can be measured; a line of which nothing is known counts as full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from auditor.prose.breaks.wrapped import Setting
from auditor.prose.flow import AUTOLINK, BARE, BLOCK, IDENTIFIER, LINE, Flow, Gap, Item, Link, Run

FULL = 0.8  # of the width: with proportional letters, full lines differ that much in their number of characters
_FILLED = 0.95
_NEARLY = 0.9
_ENOUGH_LINES = 3  # to know a paragraph's own width
_RUN_OVER = 5  # one line in so many may be longer than the paragraph is wide: what can't be broken isn't
_NEW = 0.35  # of a paragraph's lines may begin something: references in one paragraph do
_LOOSE = 0.75
_OFTEN = 3  # pages on which a line has to stand to be a running head
_LONGEST_HEAD = 120
_LONGEST_SCHEME = len("https://")
_CHUNK = re.compile(r"[^\s/?&=#]*[/?&=#]*")  # up to where typesetters would have broken it first
_HOST = re.compile(r"(?:\w+://)?[^/]*/?")
_PAGE = re.compile(r"\W*(?:(?:page|p|seite|página)\W*)?\d{1,4}\W*", re.IGNORECASE)
_GLUED = re.compile(r"(?<!\S)[a-z]{26,}(?!\S)")  # letters of no word
_DIGITS = re.compile(r"[\d\s]+")


class Line(NamedTuple):
    """Where a line starts and its first letter stands, its characters, and the width of its paragraph.

    `has_peer` says that another line of the paragraph is as long, `is_new` that the line before had room for its first
    word, so that it begins something; `wraps` that few of the paragraph's lines do; `is_below` that it isn't the first;
    `is_known` that the paragraph has enough lines to know its width.
    """

    start: int
    first: int
    length: int
    width: float
    has_peer: bool
    is_new: bool
    wraps: bool
    is_below: bool
    is_known: bool


class Measure:
    """What is known of a flow's lines; worked out when first asked."""

    def __init__(self, items: Flow) -> None:
        self._items = items
        self._lines: list[Line] | None = None
        self._starts: list[int] = []
        self._heads: frozenset[str] | None = None
        self._words: frozenset[str] | None = None
        self._glued: bool | None = None

    def length(self, offset: int) -> int:
        """How long the line is that something stands in, 0 where that is unknown."""
        line = self._at(offset)
        return line.length if line else 0

    def setting(self, offset: int, tail: str, *, letters: bool = False, width: int | None = None) -> Setting:
        """What is known of a break behind a line that has a part of an address at `offset`, before `tail`.

        `letters` says that the document's addresses are cut between letters, `width` where, if always at the same place.
        """
        line, cuts = self._at(offset), letters
        if line is None:
            return Setting(is_word=self.is_word)
        chunk = _CHUNK.match(tail)
        needed = line.length + (len(chunk[0]) if chunk else 0)
        alone = offset == line.first
        if width:
            # A scheme that was cut is whole again on the line that it goes on in, which is longer for it.
            filled = letters = 0 <= line.length - width <= (_LONGEST_SCHEME if alone else 0)
        else:
            filled = alone and line.has_peer and line.length >= _FILLED * line.width
            letters = line.length >= FULL * line.width and (letters or not filled)
        return Setting(
            filled=filled,
            exact=filled and width is not None,
            full=needed >= _NEARLY * line.width or not line.is_known,
            cuts=cuts,
            letters=letters,
            roomy=needed < FULL * line.width,
            usual=line.has_peer and line.wraps and not (alone and line.is_new),
            listed=alone and line.is_below,
            is_word=self.is_word,
        )

    def is_word(self, word: str) -> bool:
        """Whether the document has a word more than this once, outside of addresses."""
        if self._words is None:
            counts: Counter[str] = Counter()
            for item in self._items:
                if isinstance(item, Run):
                    counts.update([word.strip(".,;:()") for word in item.text.lower().split()])
            self._words = frozenset(word for word, count in counts.items() if count > 1)
        return word.lower() in self._words

    def has_lost_spaces(self) -> bool:
        """Whether the document's words are glued to each other, as some converters leave them."""
        if self._glued is None:
            texts = [item.text for item in self._items if isinstance(item, Run)]
            self._glued = sum(map(len, map(_GLUED.findall, texts))) >= _OFTEN
        return self._glued

    def is_running_head(self, text: str) -> bool:
        """Whether a line stands alone on several pages, whatever numbers are in it."""
        if len(text) > _LONGEST_HEAD:
            return False
        if self._heads is None:
            self._heads = frozenset(_running_heads(self._items))
        return _plain(text) in self._heads

    def _at(self, offset: int) -> Line | None:
        if offset < 0:
            return None
        if self._lines is None:
            self._lines = _measured(self._items)
            self._starts = [line.start for line in self._lines]
        position = bisect_right(self._starts, offset) - 1
        return self._lines[position] if position >= 0 else None


def placed(items: Flow) -> Flow:
    """The same flow with offsets, for one that has none: where its words would stand in a text of them alone."""
    numbered: list[Item] = []
    offset = 0
    for item in items:
        numbered.append(item.but(offset=offset) if isinstance(item, Run | Link) else item)
        if isinstance(item, Run):
            offset += len(item.text)
        elif isinstance(item, Link):
            offset += len(item.label or item.target)
    return numbered


def _measured(items: Flow) -> list[Line]:
    """The lines, in the order of their offsets: columns side by side have been put one below the other."""
    blocks: list[list[tuple[int, int, int, int]]] = [[]]
    start = first = -1
    end = word = 0
    for item in (*items, BLOCK):
        if isinstance(item, Gap):
            if start >= 0:
                blocks[-1].append((start, first, end - start, word))
            start = first = -1
            if item is not LINE:
                blocks.append([])
        elif isinstance(item, Run | Link) and item.offset >= 0 and (text := _printed(item)).strip():
            if first < 0:
                start, first = item.offset, item.offset + len(text) - len(text.lstrip())
                chunk = (_CHUNK if isinstance(item, Run) else _HOST).match(text.lstrip())
                word = len(chunk[0]) if chunk else len(text)
            end = item.offset + len(text.rstrip())
    usual = _usual([length for block in blocks for _, _, length, _ in block[:-1]])
    return sorted(line for block in blocks for line in _of_block(block, usual))


def _of_block(block: list[tuple[int, int, int, int]], usual: int) -> list[Line]:
    longest = sorted((length for _, _, length, _ in block), reverse=True)
    if not longest:
        return []
    width = float(longest[len(longest) // _RUN_OVER])
    if len(block) < _ENOUGH_LINES:
        width = max(width, _LOOSE * usual)
    before = [width, *[length for _, _, length, _ in block]]
    new = [room + 1 + word <= FULL * width for room, (_, _, _, word) in zip(before, block, strict=False)]
    wraps = sum(new) <= _NEW * len(new)
    return [
        Line(
            start=start,
            first=first,
            length=length,
            width=width,
            has_peer=len(longest) > 1 and longest[1] >= _FILLED * length,
            is_new=is_new,
            wraps=wraps,
            is_below=number > 0,
            is_known=len(block) >= _ENOUGH_LINES,
        )
        for number, ((start, first, length, _), is_new) in enumerate(zip(block, new, strict=True))
    ]


def _usual(lengths: list[int]) -> int:
    """The length that nine of ten lines don't exceed."""
    lengths.sort()
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _printed(item: Run | Link) -> str:
    if isinstance(item, Run):
        return item.text
    if item.form in {BARE, AUTOLINK, IDENTIFIER}:
        return item.printed or item.target
    return item.label or item.target


def _running_heads(items: Flow) -> set[str]:
    """What stands alone on its line with a page's number in it, above it or below it, often enough."""
    alone = [
        item.text
        for before, item, after in zip([BLOCK, *items], items, [*items[1:], BLOCK], strict=False)
        if isinstance(item, Run) and len(item.text) <= _LONGEST_HEAD and isinstance(before, Gap) and isinstance(after, Gap)
        and (_parts(before) or _parts(after))
    ]  # fmt: skip
    counts = Counter(
        _plain(text)
        for above, text, below in zip(["", *alone], alone, [*alone[1:], ""], strict=False)
        if any(map(str.isdigit, text)) or _PAGE.fullmatch(above) or _PAGE.fullmatch(below)
    )
    return {text for text, count in counts.items() if count >= _OFTEN and text[:1].isalpha()}


def _parts(item: Item) -> bool:
    return isinstance(item, Gap) and item is not LINE


def _plain(text: str) -> str:
    return _DIGITS.sub(" ", text).strip(" |–—-")
