"""A word below an address and what follows it in, whether it may as well be the sentence's out."""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import ends_there

_WORD = re.compile(r"_?[^\W\d_]+(?:-[^\W\d_]+|(?:_[^\W\d_]+)+)?")  # a compound or a name in a program, too
_ASIDE = re.compile(  # what is added to a sentence, and not to an address
    r"\s*\((?!accessed|retrieved|last|visited|viewed|archived|abgerufen|consult|zuletzt|stand|see|cf|pdf)[a-z]"
)


def may_be_its_own(raw: str, tail: str, rest: str) -> bool:
    """Whether a word that no sign of print closes is one of a sentence that goes on behind it."""
    return raw == tail and _WORD.fullmatch(tail) is not None and goes_on(raw, tail, rest)


def goes_on(raw: str, tail: str, rest: str) -> bool:
    """Whether a sentence goes on behind a word."""
    return not (raw[len(tail) :].startswith(")") or ends_there(rest)) or _ASIDE.match(rest) is not None
