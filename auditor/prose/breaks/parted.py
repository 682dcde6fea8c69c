"""An address that ends a block and what the next block opens with in, whether they are one address out.

A block mostly ends because its author ended it, so that more is asked of the tail than over a line
(`auditor.prose.breaks.wrapped`). Each rule says JOIN, STOP or MAYBE; the first that has something to say wins.

  stop words     STOP   the tail is a new address, a note's number, a year, a month, "accessed", a bullet
  host cut       JOIN   the head ends before its host does: `https://`, `https://www.`; or before its DOI does
  tail begins    JOIN   the tail opens with `/ ? & =`, an encoded letter or an extension; MAYBE with `#`, `_`, `.word`
  joint          JOIN   the head ends in `- _ = & ? % ~ + #` and the tail looks like the rest of an address, or is a word
                        that ends its block with the sentence's stop; MAYBE with a capital first, or before more words
  slash          JOIN   the tail is a path, a file, a row of words, or a word that ends its block with the sentence's
                        stop; after a collection (ctan.org/pkg/) a word that ends its clause. MAYBE where it only looks
                        like the rest
  stop           JOIN   the tail is a file's extension; MAYBE where it looks like the rest of an address

Some converters (pdfminer, pdftotext) put an empty line behind every line, so that a block may end in mid-address.
"""

from __future__ import annotations

import re

from auditor.prose.breaks.behind_slash import OF_NAMES
from auditor.prose.breaks.in_sentence import may_be_its_own
from auditor.prose.breaks.tails import (
    COLLECTION,
    COMMON,
    COMPLETE,
    COMPOUND,
    ENDS_HOST,
    EXTENSION,
    HOST,
    MONTHS,
    NEVER,
    NO_REST,
    OF_THE_WEB,
    PARTICLES,
    PLACE_IN_FILE,
    Joint,
    State,
    alone,
    ends_in_file,
    ends_there,
    is_setting,
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
_VALUES = re.compile(r"\d+[\d.,]*&\w+=")  # more of a query's
_PATH = re.compile(r"[\w.%+-]+/(?![A-Z][a-z]+\Z)")
_SECTION = re.compile(r"\d+\.\d")
_CODE = re.compile(r"[A-Za-z]+\d{3,}\w*|\d{3,}[a-z]+\w*")
_LONGEST_NOTE = 3  # digits of a note's number
_LONGEST_YEAR = 4
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_LABEL_CUT = re.compile(r"(?:https?|ftp)://(?:www\.)?[\w-]+[.-]", re.IGNORECASE)  # a host's first label, and no more
_HOST_OPEN = re.compile(r"(?:https?|ftp)://(?:[\w-]+\.){2,}", re.IGNORECASE)
_DOI_OPEN = re.compile(r"\bdoi\.org/(?:10\.(?:\d{4,9}/)?)?\Z", re.IGNORECASE)
_MORE_OF_DOI = re.compile(r"10\.\d{4,9}/\S*\d")
_ENDING = re.compile(r"(?:com|org|net|edu|gov|int|info|eu|io|[a-z]{2})(?:\.[a-z]{2})?/", re.IGNORECASE)
_LAST_LABEL = re.compile(r"(?:com|org|net|edu|gov)")
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
        state = rule(head, raw, tail, after)
        if state is not None:
            return Joint(state, name, tail)
    return Joint(State.STOP, "nothing says join", "")


def _host_cut(head: str, raw: str, tail: str, _after: str) -> State | None:
    if _LABEL_CUT.fullmatch(head):
        last = head[-1] == "." and raw != tail and _LAST_LABEL.fullmatch(tail)
        return State.JOIN if last or HOST.match(tail) or _ENDING.match(tail) else State.STOP
    if _HOST_OPEN.fullmatch(head) and _ENDING.match(tail):
        return State.JOIN
    if _DOI_OPEN.search(head):
        return State.JOIN if _MORE_OF_DOI.match(head.rpartition("doi.org/")[2] + tail) else State.STOP
    if HOST_CUT.fullmatch(head) is None:
        return None
    return State.JOIN if "." in tail or looks_like_rest(tail) else State.STOP


def _tail_begins(head: str, _raw: str, tail: str, _after: str) -> State | None:
    if NO_REST.match(tail) or (COMPLETE.search(head) and tail[0] not in "?#&"):
        return State.STOP
    if head[-1] in ".,;" or len(tail) < 2:  # noqa: PLR2004 - the sign alone
        return None
    if tail[0] in "/?&=" or _ENCODED.match(tail) or (tail[0] == "." and EXTENSION.fullmatch(tail[1:])):
        return State.JOIN
    marked = tail[0] in "#_" or (tail[0] == "." and tail[1].isalnum())
    return (State.JOIN if OF_THE_WEB.search(tail) or HOST.match(tail[1:]) else State.MAYBE) if marked else None


def _joint(head: str, raw: str, tail: str, after: str) -> State | None:
    if head[-1] not in JOINTS:
        return None
    if looks_like_rest(tail) or (head[-1] == "=" and tail.isdigit() and len(tail) > _LONGEST_NOTE):
        return State.MAYBE if tail[0].isupper() else State.JOIN
    if head[-1] == "?" or not tail[0].islower() or tail in PARTICLES:
        return State.STOP
    return State.JOIN if alone(raw, tail, after) else State.MAYBE


def _slash_or_stop(head: str, raw: str, tail: str, after: str) -> State | None:
    if head[-1] not in SOFT_JOINTS:
        return None
    if head[-2:] == "/.":
        return State.STOP
    if head[-1] == "/" and ENDS_HOST.match(tail):
        return State.MAYBE
    if head[-1] == "." and (COMPLETE.search(head[:-1]) or tail[0] == "/"):
        return State.STOP
    if head[-1] == "." and EXTENSION.match(tail):
        return State.MAYBE if tail.isupper() else State.JOIN
    if is_setting(head, tail):
        return State.MAYBE
    if head[-1] == "/":
        return _segment(head, raw, tail, after)
    if not looks_like_rest(tail) or HOST.match(tail) or tail[0].isupper():
        return State.STOP
    return State.JOIN if head[-2].isdigit() and _VALUES.match(tail) else State.MAYBE


def _segment(head: str, raw: str, tail: str, after: str) -> State:
    """What begins below a slash: the rest of a path, or another paragraph."""
    another = HOST.match(tail) and not ends_in_file(tail)
    if raw[-1] == ":" or not tail.isascii() or another or (_SECTION.match(tail) and not OF_THE_WEB.search(tail)):
        return State.MAYBE if looks_like_rest(tail) else State.STOP
    collection = COLLECTION.search(head) is not None and (
        any(map(str.isdigit, tail)) or OF_NAMES.search(head) is not None
    )
    if looks_like_rest(tail):
        path = _PATH.match(tail) and (tail[-1] == "/" or tail.count("/") > 1 or _ends(raw, tail, after))
        sure = path or tail[0] == "~" or OF_THE_WEB.search(tail) or ends_in_file(tail)
        slug = min(max(tail.count("-"), tail.count("_")), 2) == 2 and (raw != tail or tail.islower())  # noqa: PLR2004 - two words make a compound
        slug = slug and not may_be_its_own(raw, tail, after.lstrip()[len(raw) :])
        code = _CODE.fullmatch(tail) and (raw != tail or collection)
        return State.JOIN if sure or slug or code or (collection and _ends(raw, tail, after)) else State.MAYBE
    if not tail[0].islower() or not tail.replace("-", "").isalpha() or tail in PARTICLES:
        many = collection and tail.isdigit() and len(tail) > _LONGEST_YEAR
        return State.JOIN if many else State.MAYBE if collection and tail.isalnum() else State.STOP
    if alone(raw, tail, after) or (collection and raw != tail and _ends(raw, tail, after)):
        return State.JOIN
    return State.MAYBE if collection and tail not in COMMON else State.STOP


def _ends(raw: str, tail: str, after: str) -> bool:
    return raw != tail or ends_there(after.lstrip()[len(raw) :])


_RULES = (
    ("host cut", _host_cut),
    ("tail begins", _tail_begins),
    ("joint", _joint),
    ("slash or stop", _slash_or_stop),
)
