"""A flow in, the same flow with the addresses that stand in its words without `https://` made links of their own.

1. An address without its scheme is a host, a slash and a path: `github.com/pallets/flask`, `nature.com/articles/d41`.
   A host alone is as often a company's name (`Booking.com`) or a file's (`main.rs`).
2. The host ends in one of `_ENDINGS`, which end no file's and no program's name, or in a country's ending behind one
   of `_SECOND` (`gov.in`, `co.jp`), and is written in lower case, as print does (`ASP.NET/C#` is none).
3. Neither host nor first segment is an alternative: `amazon.com/ebay.com`, `and/or`, `he.she/they`.
4. Its scheme is taken to be `http`: nearly every host sends that on to `https`, and some old ones know nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose.addresses.bare import find, without_scheme
from auditor.prose.flow import BARE, Flow, Gap, Item, Link, Run

_ENDINGS = """com org net edu gov mil int info eu uk de fr es it nl be ch at se no dk fi ie cz hu gr pt ro ru ua jp cn
    kr br mx ar ca au nz za il tr eus asia museum news dev"""
_SECOND = "ac|co|com|edu|gob|gouv|gov|go|mil|net|nic|or|org"
_HOST_END = re.compile(rf"\.(?:{'|'.join(_ENDINGS.split())}|(?:{_SECOND})\.[a-z][a-z])(?::\d{{2,5}})?/(?=[\w~#?@%(])")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]*[a-z][a-z0-9-]*")
_OF_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
_NOT_BEFORE = re.compile(r"[\w@/.:=~%&+$\\-]")
_LONGEST_HOST = 253  # RFC 1035 section 2.3.4
_FARTHEST = 16  # items: a page's number and its running head, with the gaps around them
_LONGEST_HEAD = 120
_TOKEN = re.compile(r"\S{1,8192}+")  # as long as any address that is asked for
_ANOTHER_HOST = re.compile(r"[\w.-]+\.(?:com|org|net|edu|gov|de|uk)[/,;:!?).]*\Z")


def expand(items: Flow, *, but_tails: bool = False) -> Flow:
    """The same flow with each address that lacks its scheme a link.

    With `but_tails` a word that may be the rest of an address broken over the line before is left for rejoining.
    """
    expanded: list[Item] = []
    for item in items:
        if isinstance(item, Run) and "/" in item.text and _HOST_END.search(item.text):
            tail = _TOKEN.search(item.text) if but_tails and _follows_break(expanded) else None
            kept = tail.end() if tail else 0
            if kept:
                expanded.append(Run(item.text[:kept], item.offset))
            if kept < len(item.text):
                expanded.extend(_split(Run(item.text[kept:], _at(item, kept))))
        else:
            expanded.append(item)
    return expanded


def _follows_break(before: list[Item]) -> bool:
    """Whether an address stands before the break that these items end in, lines of their own between left out."""
    if not before or not isinstance(before[-1], Gap):
        return False
    for place in range(len(before) - 1, max(len(before) - _FARTHEST, 0), -1):
        item = before[place]
        alone = isinstance(item, Run) and isinstance(before[place - 1], Gap) and len(item.text) <= _LONGEST_HEAD
        if isinstance(item, Link):
            return True
        if not isinstance(item, Gap) and not alone and (not isinstance(item, Run) or item.text.strip(".,;:?_~)>")):
            return False
    return isinstance(before[max(len(before) - _FARTHEST, 0)], Link)


def _split(run: Run) -> Iterator[Item]:
    position = 0
    while hit := _HOST_END.search(run.text, position):
        start = _host_start(run.text, position, hit.start())
        token = _TOKEN.match(run.text, start) if start < hit.start() else None
        found = next(find(f"http://{token[0]}"), None) if token else None
        if found is None or _ANOTHER_HOST.match(run.text, hit.end(), token.end() if token else hit.end()):
            yield Run(run.text[position : hit.end()], _at(run, position))
            position = hit.end()
            continue
        printed = found.uri.removeprefix("http://")
        yield Run(run.text[position:start], _at(run, position))
        yield without_scheme(Link(target=found.uri, offset=_at(run, start), form=BARE), printed)
        position = start + len(printed)
    if position < len(run.text):
        yield Run(run.text[position:], _at(run, position))


def _host_start(text: str, first: int, end: int) -> int:
    """Where the host begins whose ending begins at `end`; `end` itself where there is no host."""
    start = end
    while start > max(first, end - _LONGEST_HOST) and text[start - 1] in _OF_HOST:
        start -= 1
    if _HOST.fullmatch(text, start, end) is None or (start and _NOT_BEFORE.match(text, start - 1)):
        return end
    return start


def _at(run: Run, position: int) -> int:
    return run.offset + position if run.offset >= 0 else -1
