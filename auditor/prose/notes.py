"""A flow in, the same flow with a mark where a numbered note or reference begins, out.

A note's number stands first on its line: `12. Smith`, `12) Smith`, `[12] Smith`, `^12 Smith`, `¹² Smith`. At the start
of a block it is believed; on a line within one it must follow the number before it, since a wrapped sentence may put
any number there ("… as on page⏎12. The …"). `12 Smith`, as PDF-to-text tools leave a raised number, is also how
sections are numbered: it is believed where the text before it calls that note (`decay.12`), and below such a note
where it follows that one's.
Formats that know their notes' numbers put the marks themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose.flow import HEADING, LINE, Flow, Gap, Item, Mark, Run

_NUMBER = re.compile(
    r"\s*(?:(?:(\d{1,3})[.)]|\((\d{1,3})\))(?=\s|\Z)|(?:[\[［](\d{1,3})[\]］][.:]?|\^(\d{1,3})|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?=\s|\Z|[^\W\d_]))"
)
_LOWERED = re.compile(r"\s*(\d{1,3})\s+[\"“„«'‘(]?(?:https?:|([^\W\d_]).*[.,;:])")  # a heading has no stop
_CALLED = re.compile(r"(?:[^\W\d_A-Z]{4}[.,;:!?”\"’»)\]]{0,2}|[.,;!?][”\"’»)])(\d{1,3})(?![\w%°]|[.,:/-]\d)")
_OPENS = "([［^"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def mark(items: Flow) -> Flow:
    """The same flow with a mark before each run that opens with its note's number."""
    marked: list[Item] = []
    before: Item = HEADING
    last = read = lowered = 0
    called: set[str] = set()
    for position, item in enumerate(items):
        if isinstance(item, Run) and isinstance(before, Gap):
            number = _number(item.text)
            if number is None and (number := _lowered(item.text)):
                called.update(_called(items[read:position]))
                read = position
                believed = number in called or (before is LINE and int(number) == lowered + 1 > 1)
                number = number if believed else None
                called.discard(number or "")
                lowered = int(number) if number else lowered
            value = int(number) if number and number.isdigit() else 0
            if number and (before is not LINE or value in {1, last + 1}):
                marked.append(Mark(number))
                last = value
        elif lowered and isinstance(item, Gap) and item is not LINE:
            lowered = 0
        marked.append(item)
        before = item
    return marked


def _lowered(text: str) -> str | None:
    """The number that a line opens with and nothing but space parts from its first word, a name or the like."""
    found = _LOWERED.match(text) if text.lstrip()[:1].isdigit() else None
    return found[1] if found and not (found[2] and found[2].islower()) else None


def _called(items: Flow) -> Iterator[str]:
    """The numbers of notes that stand behind words of the text."""
    for item in items:
        if isinstance(item, Run):
            yield from _CALLED.findall(item.text)


def _number(text: str) -> str | None:
    """The number that a note's first line opens with, in plain digits."""
    first = text.lstrip()[:1]
    found = _NUMBER.match(text) if first.isdigit() or first in _OPENS else None
    return next(group for group in found.groups() if group).translate(_RAISED) if found else None
