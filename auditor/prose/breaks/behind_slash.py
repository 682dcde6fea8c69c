"""An address that ends in a slash and the next line's first word in, whether that is its next segment out."""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import (
    COLLECTION,
    COMMON,
    COMPOUND,
    ENDS_HOST,
    EXTENSION,
    HOST,
    PARTICLES,
    State,
    is_setting,
    looks_like_rest,
)

_LETTER = re.compile(r"[A-Z]/\Z")  # A/B-tests
OF_NAMES = re.compile(
    r"//(?:github|gitlab|bitbucket|codeberg)\.[a-z]+/[^/]+/\Z|ctan\.org/|/wiki/\Z|sourceforge\.net/projects/\Z"
)  # what stands in it needn't have a digit
_CODE_OF_MANY = re.compile(r"[A-Z]{1,3}\d{5,}[A-Z]?\d?")  # a patent's, an article's
_CODE = re.compile(r"[A-Z][A-Za-z]*-?\d+\Z")  # G20, COVID-19
_NUMBERED = re.compile(r"/\d{5,}/\Z")  # the last segment is a number, and no year
_ALONE = re.compile(r"//[^/]+/\Z")  # a host, and no path
_LONGEST_WORD = 24  # letters: longer ones have lost their spaces
_AXIS = re.compile(r"-\d[\d.-]*\Z")  # its numbers
_PAIR = re.compile(r"[a-z]{1,3}/[a-z]{1,3}(?:-[a-z]+)?")
_HUMPS = re.compile(r"(?:[A-Z][a-z]+){3,}")  # no word of a sentence, nor a company's name
_ALTERNATIVES = re.compile(r"[A-Z][A-Za-z]+/[A-Z][a-z]+")
_LAST = re.compile(r"/([^/]{3,})/\Z")  # again at once: another column's, or the same address anew
_DELIMITER = re.compile(r"[/=?&_]|\.[a-z]")


def segment(head: str, raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    """What is known of single segments of a path."""
    if head[-1] != "/":
        return None
    if (
        ENDS_HOST.match(tail)
        or _AXIS.match(tail)
        or (HOST.match(tail) and not EXTENSION.match(tail, tail.rfind(".") + 1))
    ):
        return State.MAYBE
    if raw[-1] == ":" or ("." in tail and head.partition("://")[2].startswith(tail)):  # the site's name, again
        return State.STOP
    if ends and (_HUMPS.fullmatch(tail) or (_PAIR.fullmatch(tail) and PARTICLES.isdisjoint(tail.split("/")))):
        return State.JOIN
    last = _LAST.search(head)
    if (last and tail == f"{last[1]}/") or is_setting(head, tail) or _ALTERNATIVES.fullmatch(tail):
        return State.MAYBE
    if (_ALONE.search(head) and tail.isdigit()) or (len(tail) > _LONGEST_WORD and tail.isalpha()):
        return State.MAYBE
    if _CODE_OF_MANY.fullmatch(tail) or (COLLECTION.search(head) and _member(head, tail, ends=ends)):
        return State.JOIN
    if COLLECTION.search(head) and tail.isalpha() and not OF_NAMES.search(head):
        return State.MAYBE
    if tail.isdigit() and len(tail) > 2 and _NUMBERED.search(head):  # noqa: PLR2004 - a shorter one is a note's
        return State.JOIN
    return None


def _member(head: str, tail: str, *, ends: bool) -> bool:
    """Whether a word may be what stands in a collection."""
    if tail.isdigit():
        return len(tail) > 4 or (ends and len(tail) > 2)  # noqa: PLR2004 - what is shorter may be a year or a note's
    if not any(map(str.isdigit, tail)) and not OF_NAMES.search(head):
        return False
    return ends and tail.lower() not in COMMON and not COMPOUND.match(tail)


def slash(head: str, raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    """A segment that looks like the rest of an address, or like a word of the sentence."""
    if head[-1] != "/":
        return None
    path = head.partition("://")[2]
    if COMPOUND.match(tail) or (
        tail[0].isupper() and path == path.lower() and not _DELIMITER.search(tail) and tail.count("-") < 2  # noqa: PLR2004 - one is a word's own
    ):
        return State.MAYBE if (ends and raw[-1] != ":") or not tail.isalpha() else State.STOP
    if looks_like_rest(tail) or tail.isdigit() or re.match(r"\d{4,}[.:]\d", tail):
        return (
            State.MAYBE if _LETTER.match(tail) or ((_CODE.match(tail) or tail.isdigit()) and not ends) else State.JOIN
        )
    if not tail[0].islower():
        return State.MAYBE if ends and tail.isalnum() and raw[-1] != ":" else State.STOP
    if raw[len(tail) :].startswith(")"):
        return State.JOIN
    if tail in PARTICLES:
        return State.STOP
    return State.JOIN if ends and tail not in COMMON else State.MAYBE
