"""Addresses that the end of a stretched line has parted in, the same closed up out: schemes, and what lines begin with.

Some programs stretch an address to fill its line (`http : / / www . ctan . org`); where such a line ends within the
scheme, or begins within the address, a part of it alone is stretched.
"""

from __future__ import annotations

import re

from auditor.prose.flow import BLOCK, LINE, Flow, Run

_STRETCHED_TAIL = re.compile(r"\s*[\w@$]+(?:\s[./:?=&#%_~+-]\s[\w@$]+){2,}(?:\s[./_-](?=\s*\Z))?")
_SLASHES = re.compile(r"/\s/\s?(?=\w)")
_LONGEST_CUT = len("https : / / ")
_CUT_SCHEME = re.compile(r"(?<![\w/.])(ht?|htt|https?|(?:https?|ftp)(?:\s?:/?|\s:(?:\s?/){1,2}))\s*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftp)(?:://[\w\[]| : / / )", re.IGNORECASE)


def with_whole_schemes(items: Flow) -> Flow:
    """The same flow, each scheme that a line's end has cut moved to where its address goes on.

    Some converters put an empty line behind every line: a block that opens with `//` goes on with a scheme, too.
    """
    whole = items
    for place in [number for number, item in enumerate(items) if item is LINE or item is BLOCK]:
        if not 0 < place < len(whole) - 1:
            continue
        head, tail = whole[place - 1], whole[place + 1]
        if not isinstance(head, Run) or not isinstance(tail, Run):
            continue
        if items[place] is BLOCK and not tail.text.startswith("//"):
            continue
        cut = _CUT_SCHEME.search(head.text, max(len(head.text) - _LONGEST_CUT, 0))
        text = _whole_scheme(cut[1].replace(" ", ""), tail.text.lstrip()) if cut else ""
        if cut and _SCHEME.match(text):
            whole = whole if whole is not items else list(items)
            whole[place - 1] = Run(head.text[: cut.start()], head.offset)
            whole[place + 1] = Run(text, tail.offset + len(tail.text) - len(text) if tail.offset >= 0 else -1)
    return whole


def _whole_scheme(cut: str, rest: str) -> str:
    """A scheme with what it goes on with, stretched where that is."""
    slashes = _SLASHES.match(rest) if cut[-1] == ":" else None
    after = rest[slashes.end() :] if slashes else rest
    stretched = (slashes or cut.endswith("://")) and _STRETCHED_TAIL.match(after)
    return f"{cut.rstrip(':/')} : / / {after}" if stretched else cut + rest


def closed_tail(text: str) -> str:
    """The words below a break, those closed up that are a stretched line's: `info / math / voss /`."""
    stretched = _STRETCHED_TAIL.match(text) if " / " in text else None
    return "".join(stretched[0].split()) + text[stretched.end() :] if stretched else text
