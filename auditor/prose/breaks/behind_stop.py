"""An address that ends in a stop, or an identifier, and the next line's first word in, whether it goes on out."""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import (
    COMPLETE,
    DOI,
    EXTENSION,
    NUMBERS,
    ONLY_ADDRESSES_HAVE,
    PARTICLES,
    State,
    ends_in_file,
    looks_like_rest,
)

_RESOLVER = re.compile(r"://(?:dx\.doi\.org|doi\.org|hdl\.handle\.net)/\Z|doi\.org/\Z", re.IGNORECASE)
_REGISTRANT = re.compile(r"\b10\.\d{4,9}/\Z|[/.]10\.\Z")
_HANDLE = re.compile(r"hdl\.handle\.net/\S*\.\Z|/\d{3,}/\w+\.(?:\d+\.)*\Z")
_DOTTED_NUMBER = re.compile(r"\d{3,}(?:[.-]\d+)+\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG_NUMBER = re.compile(r"\d{6,}\.\Z")
_VALUES = re.compile(r"\?\S*=\S*\d\.\Z")  # a query that ends within a number
_FILE = re.compile(r"[a-z]+\.[a-z]+")  # its name may begin a sentence
_CUT_WORD = re.compile(r"[a-z]+-")
_WORDS_ONLY = re.compile(r"[a-z]+(?:-[a-z]+)+")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+")  # the number of the heading below
_CODE_IN_DOI = re.compile(r"[A-Z]{1,3}\d{3}")
_MORE_VALUES = re.compile(r"[,&=]")
_UNFINISHED = re.compile(  # identifiers that are known to go on, each with what it goes on with
    r"arxiv\.org/(?:abs|pdf)/\d{4}\.\Z|\b10\.(?:1016/[bj]\.[\w-]+\.\d{4}\.\d\d\.|1371/journal\.(?:p[a-z]{3}\.)?|\d{4,9}/[a-z.-]*[a-z]\.)\Z",
    re.IGNORECASE,
)


def identifier(head: str, raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001 - one shape for all rules
    """A DOI behind its resolver or registrant, or where its publisher's go on; a handle behind a stop."""
    if _REGISTRANT.search(head):
        return _behind_registrant(head, raw, tail, ends)
    if _RESOLVER.search(head):
        return State.JOIN if tail[0].isdigit() else State.STOP
    if head[-1] == "/" and DOI.search(head) and any(map(str.isdigit, tail)):
        return State.JOIN
    if _UNFINISHED.search(head) and re.match(r"\d{3,}|p[a-z]{3}\.\d", tail):
        return State.JOIN
    if _HANDLE.search(head) and (_DOTTED_NUMBER.match(tail) or (tail.isdigit() and ends and len(tail) > 2)):  # noqa: PLR2004
        unsure = _YEAR.fullmatch(tail) and _LONG_NUMBER.search(head)
        return State.MAYBE if unsure or (tail.isdigit() and "hdl.handle.net" not in head) else State.JOIN
    return None


def _behind_registrant(head: str, raw: str, tail: str, ends: bool) -> State:  # noqa: FBT001
    if head[-1] == ".":
        return State.JOIN if tail[0].isdigit() else State.STOP
    word = tail.isalpha() and not ends
    return State.MAYBE if word or raw[-1] == ":" or (tail.isdigit() and NUMBERS.match(raw)) else State.JOIN


def stop(head: str, _raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    """A stop that may be the address's own or the sentence's."""
    if head[-1] not in ".:":
        return None
    if head[-2:] == "/." or tail[0] in "/#" or COMPLETE.search(head[:-1]):
        return State.STOP
    if tail.isupper() and EXTENSION.fullmatch(tail):
        return State.MAYBE
    if _FILE.fullmatch(tail) and "@" not in head and not EXTENSION.search(tail, tail.index(".") + 1):
        return State.MAYBE if ends else State.STOP
    if (
        EXTENSION.match(tail)
        or (head[-1] == ":" and ONLY_ADDRESSES_HAVE.search(tail))
        or (tail[0].isdigit() and _VALUES.search(head) and _MORE_VALUES.search(tail))
    ):
        return State.JOIN
    if doi := DOI.search(head):
        return _more_of_doi(doi[0], tail, ends)
    if (tail[0].isupper() and not (ends_in_file(tail) and "_" in tail)) or head[-1] == ":":
        return State.STOP
    if _WORDS_ONLY.fullmatch(tail) or _CUT_WORD.fullmatch(tail):
        return State.MAYBE
    more_digits = tail.isdigit() and len(tail) > 2 and head[-2:-1].isdigit()  # noqa: PLR2004 - a shorter one is a note's
    if looks_like_rest(tail):
        return State.JOIN
    return State.MAYBE if more_digits else State.STOP


def _more_of_doi(doi: str, tail: str, ends: bool) -> State:  # noqa: FBT001
    """What is to be done behind a stop in a DOI, which begins with its registrant."""
    if _SECTION.fullmatch(tail):
        return State.MAYBE
    if tail[0].isupper():
        return State.JOIN if _CODE_IN_DOI.match(tail) else State.STOP
    if any(map(str.isdigit, tail)):
        return State.JOIN
    if COMPLETE.search(doi[:-1]) or not ends or tail in PARTICLES:
        return State.STOP
    # `10.1371/journal.` must go on; what has its number already is mostly whole
    return State.MAYBE if any(map(str.isdigit, doi.partition("/")[2])) else State.JOIN
