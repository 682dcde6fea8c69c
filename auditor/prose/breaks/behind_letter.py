"""An address that ends in a letter or a number and the next line's first word in, whether it was cut there out."""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import (
    COMPLETE,
    COMPOUND,
    DOI,
    EXTENSION,
    HOST,
    ONLY_ADDRESSES_HAVE,
    State,
    ends_in_file,
    is_setting,
    is_slug,
    looks_like_rest,
)

_NAME = re.compile(r"[a-z]+_[a-z]+")  # in a program
_CODE = 8  # letters and digits that are hardly a word
_TO_PART = re.compile(r"[?#]")


def letters(head: str, _raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    """What only addresses have goes on with one, a plain word with the sentence."""
    if not head[-1].isalnum():
        return None
    if is_cut_extension(head, tail):
        return State.JOIN
    if COMPLETE.search(head):
        return State.STOP
    if COMPOUND.match(tail) or is_setting(head, tail):
        return State.MAYBE
    if HOST.match(tail):
        return State.JOIN if "/" not in head.partition("://")[2] else State.MAYBE
    rest = head.partition("://")[2]
    if tail[0].isupper() and rest == rest.lower():
        return State.MAYBE if looks_like_rest(tail) else State.STOP
    if "?" in tail and "?" in head:
        return State.MAYBE
    if ONLY_ADDRESSES_HAVE.search(tail) or is_slug(tail) or ends_in_file(tail):
        return State.MAYBE if _NAME.fullmatch(tail) and not ends else State.JOIN
    if "/" in tail or ("-" in tail and tail == tail.lower()) or (DOI.search(head) and any(c.isdigit() for c in tail)):
        return State.MAYBE
    code = len(tail) >= _CODE and any(map(str.isdigit, tail)) and any(map(str.isalpha, tail))
    return State.MAYBE if code else State.STOP


def is_cut_extension(head: str, tail: str) -> bool:
    """Whether a file's extension was cut in two: `.ht` and `ml`."""
    begun = head.rpartition(".")[2]
    rest = _TO_PART.split(tail, maxsplit=1)[0]
    return begun.isalpha() and rest.isalpha() and rest.islower() and EXTENSION.fullmatch(begun + rest) is not None
