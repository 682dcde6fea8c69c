"""An address that ends a block and what the next block opens with in, whether they are one address out.

A block mostly ends because its author ended it, so that more is asked of the tail than over a line
(`auditor.prose.breaks.wrapped`). Each rule says JOIN, STOP or MAYBE; the first that has something to say wins.

  stop words     STOP   the tail is a new address, a note's number, a year, a month, "accessed", a bullet
  host cut       JOIN   the head ends before its host does: `https://`, `https://www.`; or before its DOI does
  tail begins    JOIN   the tail opens with `/ ? & =`, an encoded letter or an extension; MAYBE with `#`, `_`, `.word`
  joint          JOIN   the head ends in `- _ = & ? % ~ + #` and the tail looks like the rest of an address
                 MAYBE  the tail has a capital first, or isn't a plain word
  slash          JOIN   the tail has what only addresses have; MAYBE where it looks like the rest of one
  stop           JOIN   the tail is a file's extension; MAYBE where it looks like the rest of an address
"""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import (
    COMPLETE,
    COMPOUND,
    ENDS_HOST,
    EXTENSION,
    HOST,
    MONTHS,
    NEVER,
    NO_REST,
    OF_THE_WEB,
    PLACE_IN_FILE,
    Joint,
    State,
    opening,
    plain_words,
)

JOINTS = "-_=&?%~+#"
SOFT_JOINTS = "/."
_STOP_WORD = re.compile(
    r"(?:https?:|www\.|doi:|pmc?id\b|accessed|retrieved|available|viewed|visited|last\b|archived|see\b|and\b|or\b"
    r"|\(?(?:19|20)\d\d[a-z]?[).,;]|\[\d+\]|\(\d+\)|\d{1,3}[.)]?\Z"
    r"|\d{1,3}[A-Z]?[a-z]{2,}[.,;:]?\Z"  # a note's number, glued to its first word
    rf"|(?:{MONTHS})\.?\Z|[•◦▪*–—-]\Z)",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"[/=?&%_~#]")
_DOTTED = re.compile(
    r"\.(?:html?|pdf|php|aspx?|jsp|shtml|xml|json|txt|docx?|xlsx?|pptx?|csv|jpe?g|png|zip)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+\Z")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_LABEL_CUT = re.compile(r"(?:https?|ftp)://(?:www\.)?[\w-]+[.-]", re.IGNORECASE)  # a host's first label, and no more
_HOST_OPEN = re.compile(r"(?:https?|ftp)://(?:[\w-]+\.){2,}", re.IGNORECASE)
_DOI_OPEN = re.compile(r"\bdoi\.org/(?:10\.(?:\d{4,9}/)?)?\Z", re.IGNORECASE)
_MORE_OF_DOI = re.compile(r"10\.\d{4,9}/\S*\d")
_ENDING = re.compile(r"(?:com|org|net|edu|gov|int|info|eu|io|[a-z]{2})/", re.IGNORECASE)
HOST_CUT = re.compile(r"(?:https?|ftp)://(?:www\.?)?", re.IGNORECASE)


def looks_like_rest(tail: str) -> bool:
    """Whether a word looks like the rest of an address rather than like a word of the sentence."""
    return bool(
        _DELIMITER.search(tail)
        or _DOTTED.search(tail)
        or tail.count("-") > 1
        or ("-" in tail and any(c.isdigit() for c in tail))
        or (any(c.isdigit() for c in tail) and any(c.isalpha() for c in tail))
    )


def has_extension(tail: str) -> bool:
    """Whether a file's extension stands in it."""
    return _DOTTED.search(tail) is not None


def decide(head: str, after: str) -> Joint:
    """What is to be done between `head`, an address with the stop behind it, and `after`, the next block."""
    raw, tail, _ = opening(after, head)
    if (
        not any(map(str.isalnum, tail))
        or tail.startswith("//")
        or NEVER.search(tail)
        or PLACE_IN_FILE.match(tail)
        or _STOP_WORD.match(raw)
        or plain_words(raw)
        or COMPOUND.match(tail)
    ):
        return Joint(State.STOP, "stop words", "")
    for name, rule in _RULES:
        state = rule(head, tail)
        if state is not None:
            return Joint(state, name, tail)
    return Joint(State.STOP, "nothing says join", "")


def _host_cut(head: str, tail: str) -> State | None:
    if _LABEL_CUT.fullmatch(head):
        return State.JOIN if HOST.match(tail) or _ENDING.match(tail) else State.STOP
    if _HOST_OPEN.fullmatch(head) and _ENDING.match(tail):
        return State.JOIN
    if _DOI_OPEN.search(head):
        return State.JOIN if _MORE_OF_DOI.match(head.rpartition("doi.org/")[2] + tail) else State.STOP
    if HOST_CUT.fullmatch(head) is None:
        return None
    return State.JOIN if "." in tail or looks_like_rest(tail) else State.STOP


def _tail_begins(head: str, tail: str) -> State | None:
    if NO_REST.match(tail) or (COMPLETE.search(head) and tail[0] not in "?#&"):
        return State.STOP
    if head[-1] in ".,;" or len(tail) < 2:  # noqa: PLR2004 - the sign alone
        return None
    if tail[0] in "/?&=" or _ENCODED.match(tail) or (tail[0] == "." and EXTENSION.fullmatch(tail[1:])):
        return State.JOIN
    marked = tail[0] in "#_" or (tail[0] == "." and tail[1].isalnum())
    return (State.JOIN if OF_THE_WEB.search(tail) or HOST.match(tail[1:]) else State.MAYBE) if marked else None


def _joint(head: str, tail: str) -> State | None:
    if head[-1] not in JOINTS:
        return None
    if looks_like_rest(tail):
        return State.MAYBE if tail[0].isupper() else State.JOIN
    return State.MAYBE if head[-1] != "?" and tail[0].islower() and _WORD.match(tail) is None else State.STOP


def _slash_or_stop(head: str, tail: str) -> State | None:
    if head[-1] not in SOFT_JOINTS:
        return None
    if head[-2:] == "/.":
        return State.STOP
    if head[-1] == "/" and ENDS_HOST.match(tail):
        return State.MAYBE
    if head[-1] == "." and (COMPLETE.search(head[:-1]) or tail[0] == "/"):
        return State.STOP
    if head[-1] == "." and EXTENSION.fullmatch(tail):
        return State.MAYBE if tail.isupper() else State.JOIN
    if not looks_like_rest(tail) or (head[-1] == "." and (HOST.match(tail) or tail[0].isupper())):
        return State.STOP
    return State.JOIN if head[-1] == "/" and not tail[0].isupper() and OF_THE_WEB.search(tail) else State.MAYBE


_RULES = (
    ("host cut", _host_cut),
    ("tail begins", _tail_begins),
    ("joint", _joint),
    ("slash or stop", _slash_or_stop),
)
