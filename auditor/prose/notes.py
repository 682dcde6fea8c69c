"""A flow in, the same flow with a mark where a numbered note or reference begins, out.

A note's number stands first on its line: `12. Smith`, `12) Smith`, `[12] Smith`, `^12 Smith`, `¹² Smith`. At the start
of a block it is believed; on a line within one it must follow the number before it, since a wrapped sentence may put
any number there ("… as on page⏎12. The …"). Formats that know their notes' numbers put the marks themselves.
"""

from __future__ import annotations

import re

from auditor.prose import HEADING, LINE, Flow, Gap, Item, Mark, Run

_NUMBER = re.compile(
    r"\s*(?:(?:(\d{1,3})[.)]|\((\d{1,3})\))(?=\s|\Z)|(?:[\[［](\d{1,3})[\]］][.:]?|\^(\d{1,3})|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?=\s|\Z|[^\W\d_]))"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def mark(items: Flow) -> Flow:
    """The same flow with a mark before each run that opens with its note's number."""
    marked: list[Item] = []
    before: Item = HEADING
    last = 0
    for item in items:
        if isinstance(item, Run) and isinstance(before, Gap) and (number := _number(item.text)):
            value = int(number) if number.isdigit() else 0
            if before is not LINE or value in {1, last + 1}:
                marked.append(Mark(number))
                last = value
        marked.append(item)
        before = item
    return marked


def _number(text: str) -> str | None:
    """The number that a note's first line opens with, in plain digits."""
    found = _NUMBER.match(text)
    return next(group for group in found.groups() if group).translate(_RAISED) if found else None
