r"""The code of a word processor's field in, the address that it links to out.

`HYPERLINK "https://example.org/a" \l "part" \o "tip"` links to `https://example.org/a#part` (ECMA-376 part 1,
17.16.5.25). Arguments stand in quotes of any kind, or bare; within quotes a backslash escapes.
"""

from __future__ import annotations

import re

from auditor.uris import parse

_KEYWORD = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_TOKEN = re.compile(
    r'\s*(?:\\{1,2}([a-z!@*#])(?=[\s"“\\]|$)|["“”]((?:[^"“”\\]|\\.)*)["“”]?|(\S+))', re.IGNORECASE | re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WITH_ARGUMENT = frozenset("lost")  # location, tip, place in a frame's document, target frame
_LOCATION = "l"


def hyperlink(code: str) -> str | None:
    """The address with its fragment, empty where the code names none; None when the field is no hyperlink."""
    keyword = _KEYWORD.match(code)
    if keyword is None:
        return None
    target = location = ""
    switch = ""
    for token in _TOKEN.finditer(code, keyword.end()):
        if token[1]:
            switch = token[1].lower()
            continue
        value = (_ESCAPED.sub(r"\1", token[2]) if token[2] is not None else token[3]).strip()
        if switch == _LOCATION:
            location = location or value
        elif switch not in _WITH_ARGUMENT:
            target = target or value
        switch = ""
    return with_fragment(target, location)


def with_fragment(target: str, fragment: str) -> str:
    """An address with the place in it that is kept apart from it; one that names a place already keeps that."""
    fragment = fragment.removeprefix("#")
    return f"{target}#{fragment}" if fragment and "#" not in target else target


def with_base(target: str, base: str) -> str:
    """An address resolved against the base that its document names for all its links, if it does."""
    if not base or "://" in target[:8] or target.startswith(("#", "www.")):
        return target
    resolved = parse(target, base=base)
    return resolved.href if resolved else target
