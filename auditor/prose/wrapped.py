"""An address that ends a full line and the line after it in, whether they are one address out.

The line is known to have had no room for the next line's first word, so that a break says nothing by itself; the
first rule that has something to say wins. The counts behind the order are those of `auditor.prose.breaks`.

  new start      STOP   an address, an identifier, a note's or reference's number, a bullet
  filled line    JOIN   the line holds nothing but the address, to its last letter: it was cut because it had to be
  host cut       JOIN   the head ends before its host does, and the tail has a dot
  joint          JOIN   the head ends in `- _ = & % ~ + #`, or in `?` before a key; MAYBE before a capital
  plain words    STOP   accessed, retrieved, a year, a month, "and", a short number
  tail begins    JOIN   the tail opens with `/ ? & = # % _` or `.word`
  slash          JOIN   the tail looks like the rest of an address, or is a word that ends its line or its clause;
                        after a resolver (doi.org/) it starts with a digit. Any other word is MAYBE
  stop           JOIN   the tail is an extension, a top-level domain after a host, more of a DOI, or looks like a rest
  letters        JOIN   cut between letters: the tail has what only addresses have; `word/word` is MAYBE
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from auditor.prose.breaks import Joint, State, without_trailing

_TAIL = re.compile(r"\s*([^\s<>\"“”«»`\\]+)")
_NEW_START = re.compile(
    r"(?:https?:|ftp:|www\.|doi:|pmc?id\b|arxiv:|isbn\b|issn\b|\[\d+[\],]|\(\d{1,3}\)|[•◦▪*–—†‡§¶€£$@]|-\Z)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\(?(?:accessed|retrieved|available|viewed|visited|last|archived|abgerufen|consult[ée]|zuletzt|stand|see|cf)\b"
    r"|[a-z]+['’][a-z]{1,2}[).,;]*\Z|[aeiupf]\.[agesm.]\S{0,4}\Z|[(\[]\S*\Z|(?:and/or|he/she|his/her|s/he)[).,;]*\Z"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?,?\Z"
    r"|(?:pp?|vols?|nos?|nr|figs?|sec|ch|eds?|vs|ca|art|paras?|bd|hrsg)\.(?!html?\b|pdf\b|php)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\(?(?:19|20)\d\d[a-z]?[).,;]*\Z|\d{1,3}[.)]?\Z|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}[).,;]*\Z"
    r"|\d{4}/\d\d(?:\d\d)?[).,;]*\Z|\d{1,3}(?:,\d{3})+|\d{1,3}\.\d{1,2}[).,;]*\Z|\d+(?:st|nd|rd|th|s|%)[).,;]*\Z",
    re.IGNORECASE,
)
# Words with hyphens that print is full of and addresses are not.
_COMPOUND = re.compile(
    r"(?:state-of-the-art|up-to-date|not-for-profit|day-to-day|face-to-face|case-by-case|one-on-one|end-to-end"
    r"|peer-to-peer|step-by-step|on-the-ground|out-of-date|year-on-year|year-over-year|business-to-business"
    r"|(?:long|short|well|so|re|co|non|high|low|pre|post|anti|self|full|part|real|large|small|cross|semi|multi|sub|mid"
    r"|ex|all|half|first|second|third|two|three|one|single|[a-z]{2}(?=-based|-led))-[a-z]+|[a-z]{1,3}/[a-z]{1,3}(?:-[a-z]+)?)\Z",
    re.IGNORECASE,
)
_INNER_WORD = re.compile(r"-(?:to|of|for|by|on|in|the|and|a|over)-", re.IGNORECASE)
_MOST_PARTS_OF_A_WORD = 4
# The words that most often go on after an address; English, German, French, Spanish.
_COMMON = frozenset(
    """a an and are as at be but by for from has have he in is it its not of on or our she so such than that the their
    then there these they this to was we were what when where which while who will with you reports report shows says
    said und oder der die das den dem des ein eine ist im in von zu mit auf für als bei sich nicht et ou le la les un
    une des du de est dans en sur par pour avec que qui y o el los las una es por con para""".split()
)
_JOINTS = "-_=&%~+#"
_HOST_ONLY = re.compile(r"(?:https?|ftp):(?:/{1,2}([^/?#]*))?\Z|(www\.[^/?#]*)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_SCHEME_CUT = re.compile(r"(?:h|ht|htt|https?|https?:/?|ftp:?/?)\Z", re.IGNORECASE)
_NUMBER_ENDS = re.compile(r"\s*[\d./-]*\d[.,;:)\]]*(?:\Z|\s*[(\[]|(?<=[.,;:)\]])\s)")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|eu|io|[a-z]{2})(?:[/:]|\Z)", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"(?:com|org|net|edu|gov|int|mil|info|eu|io|[a-z]{2})(?:[/:?#]|\Z)", re.IGNORECASE)
_RESOLVER = re.compile(r"://(?:dx\.doi\.org|doi\.org|hdl\.handle\.net)/\Z|doi\.org/\Z", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/\S*\Z")
_EXTENSION = re.compile(
    r"(?:html?|pdf|php|aspx?|jsp|shtml|xml|json|txt|docx?|xlsx?|pptx?|csv|jpe?g|png|zip|cfm|cgi)(?=[?#]|\Z)",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"[/=?&_]|\.[a-z]")
_COMPLETE = re.compile(r"\.(?:html?|pdf|php|aspx?|docx?|xlsx?|pptx?)\Z", re.IGNORECASE)
_ONLY_ADDRESSES_HAVE = re.compile(r"[=?&_~#]|%[0-9A-Fa-f]{2}|/.*/|/.*[\d.-]|[\d.-].*/|[a-z]{2}\.[a-z0-9-]{2}")
_OPENS = re.compile(r"[/?&=#%_]\S|\.[A-Za-z0-9]")
_ENDS_CLAUSE = re.compile(r"[.,;:)\]>]+\Z")


class Setting(NamedTuple):
    """What is known of the page besides its words.

    `filled` says that the head's line holds nothing else and has no room for another letter, `letters` whether this
    document's addresses are cut between letters at all, `is_word` whether the document has a word elsewhere.
    """

    filled: bool = False
    letters: bool = True
    is_word: Callable[[str], bool] = lambda _: False


def decide(head: str, after: str, setting: Setting) -> Joint:
    """What is to be done between `head`, an address with the stops behind it, and `after`, the line below it."""
    match = _TAIL.match(after)
    raw = match[1] if match else ""
    tail = without_trailing(raw, head)
    if not tail or (_NEW_START.match(raw) and not _SCHEME.fullmatch(head)):
        return Joint(State.STOP, "new start", "")
    if setting.filled and head[-1].isalnum() and not _WORDS.match(raw):
        return Joint(_filled_line(head, raw, tail, after, setting), "filled line", tail)
    ends = raw != tail or after.strip() == raw
    for name, rule in _RULES:
        state = rule(head, raw, tail, ends)
        if state is not None:
            unsure = name == "letters" and state is State.JOIN and not setting.letters
            return Joint(State.MAYBE if unsure else state, name, tail)
    return Joint(State.STOP, "nothing says join", "")


def _filled_line(head: str, raw: str, tail: str, after: str, setting: Setting) -> State:
    if _is_cut_extension(head, tail):
        return State.JOIN
    if _COMPLETE.search(head):
        return State.JOIN if tail[0] in "?#&/" or raw.rstrip(".,;:)") in {"l", "x"} else State.STOP
    if _NUMBERS.match(raw) or tail.isdigit():
        return State.JOIN if setting.letters and _NUMBER_ENDS.match(after) else State.MAYBE
    if _letters(head, raw, tail, True) is State.JOIN:
        return State.JOIN
    if _HOST.match(tail) and "/" in head.partition("://")[2]:
        return State.MAYBE
    parts = [part for part in re.split(r"[\W\d_]+", tail) if part]
    words = bool(parts) and all(setting.is_word(part) or part in _COMMON for part in parts)
    sure = setting.letters and not words and not tail[0].isupper() and not _COMPOUND.match(tail)
    return State.JOIN if sure else State.MAYBE


def _host_cut(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001 - one shape for all rules
    if _SCHEME_CUT.match(head):
        return State.JOIN if _SCHEME.match(head + tail) else State.STOP
    match = _HOST_ONLY.match(head)
    if match is None:
        return None
    host = (match[1] or match[2] or "").rstrip(".-")
    if "." in host.removeprefix("www.") and _TOP_LEVEL.fullmatch(host.rpartition(".")[2]) and head[-1] not in ".-":
        return None
    if head[-1] == "." and "." in host.removeprefix("www."):
        return State.JOIN if _TOP_LEVEL.match(tail) or "/" in tail or "." in tail else State.STOP
    return State.JOIN if "." in tail or "/" in tail or (head[-1] == "." and _TOP_LEVEL.match(tail)) else State.STOP


def _joint(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] == "?":
        return State.JOIN if re.match(r"[\w.-]+=|\d+\Z", tail) else State.STOP
    if head[-1] not in _JOINTS:
        return None
    if head[-1] == "%":
        return State.JOIN if re.match(r"[0-9A-Fa-f]{2}", tail) else State.STOP
    titled = any(c.isupper() for c in head.partition("://")[2]) or looks_like_rest(tail)
    return State.JOIN if head[-1] != "-" or not tail[0].isupper() or titled else State.MAYBE


def _plain_words(_head: str, raw: str, _tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    return State.STOP if _WORDS.match(raw) or _NUMBERS.match(raw) else None


def _tail_begins(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] in ".,;" or _OPENS.match(tail) is None:
        return None
    return State.STOP if _COMPLETE.search(head) and tail[0] not in "?#&/" else State.JOIN


def _slash(head: str, raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] != "/":
        return None
    if _RESOLVER.search(head):
        return State.JOIN if tail[0].isdigit() else State.STOP
    if _HOST.match(tail) and not _EXTENSION.match(tail, tail.rfind(".") + 1):
        return State.MAYBE
    path = head.partition("://")[2]
    if _COMPOUND.match(tail) or (
        tail[0].isupper() and path == path.lower() and not _DELIMITER.search(tail) and tail.count("-") < 2  # noqa: PLR2004 - one is a word's own
    ):
        return State.MAYBE if (ends and raw[-1] != ":") or not tail.isalpha() else State.STOP
    if looks_like_rest(tail) or tail.isdigit() or re.match(r"\d{4,}[.:]\d", tail):
        return State.JOIN
    if not tail[0].islower():
        return State.MAYBE if ends and tail.isalnum() and raw[-1] != ":" else State.STOP
    if tail in _COMMON:
        return State.STOP
    return State.JOIN if ends else State.MAYBE


def _stop(head: str, _raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] not in ".:":
        return None
    if _EXTENSION.match(tail):
        return State.JOIN
    if tail[0].isupper() or _COMPLETE.search(head[:-1]):
        return State.STOP
    if _DOI.search(head) and (tail[0].isdigit() or any(c.isdigit() for c in tail) or (ends and tail not in _COMMON)):
        return State.JOIN
    more_digits = tail.isdigit() and len(tail) > 2 and head[-2:-1].isdigit()  # noqa: PLR2004 - a shorter one is a note's
    return State.JOIN if looks_like_rest(tail) or more_digits else State.STOP


def _letters(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    if not head[-1].isalnum():
        return None
    if _is_cut_extension(head, tail):
        return State.JOIN
    if _COMPLETE.search(head):
        return State.STOP
    if _COMPOUND.match(tail):
        return State.MAYBE
    if _HOST.match(tail):
        return State.JOIN if "/" not in head.partition("://")[2] else State.MAYBE
    rest = head.partition("://")[2]
    if tail[0].isupper() and rest == rest.lower():
        return State.MAYBE if looks_like_rest(tail) else State.STOP
    if _ONLY_ADDRESSES_HAVE.search(tail) or _is_slug(tail) or _ends_in_file(tail):
        return State.JOIN
    if "/" in tail or ("-" in tail and tail == tail.lower()) or (_DOI.search(head) and any(c.isdigit() for c in tail)):
        return State.MAYBE
    return State.STOP


def _is_cut_extension(head: str, tail: str) -> bool:
    """Whether a file's extension was cut in two: `.ht` and `ml`."""
    begun = head.rpartition(".")[2]
    return begun.isalpha() and tail.isalpha() and tail.islower() and _EXTENSION.fullmatch(begun + tail) is not None


def _is_slug(tail: str) -> bool:
    """Whether a word is a row of words as addresses have them, and no compound of the sentence."""
    parts = tail.count("-") + 1
    if parts <= 2 or tail != tail.lower() or _COMPOUND.match(tail):  # noqa: PLR2004 - two words make a compound
        return False
    return parts > _MOST_PARTS_OF_A_WORD or any(c.isdigit() for c in tail) or _INNER_WORD.search(tail) is None


_RULES = (
    ("host cut", _host_cut),
    ("joint", _joint),
    ("plain words", _plain_words),
    ("tail begins", _tail_begins),
    ("slash", _slash),
    ("stop", _stop),
    ("letters", _letters),
)


def looks_like_rest(tail: str) -> bool:
    """Whether a word looks like the rest of an address rather than like a word of the sentence."""
    return (
        _ONLY_ADDRESSES_HAVE.search(tail) is not None
        or "/" in tail
        or tail.count("-") > 1
        or _ends_in_file(tail)
        or (any(c.isdigit() for c in tail) and any(c.isalpha() for c in tail))
        or ("-" in tail and tail.islower())
    )


def _ends_in_file(tail: str) -> bool:
    return any(_EXTENSION.match(tail, dot + 1) for dot, c in enumerate(tail) if c == ".")
