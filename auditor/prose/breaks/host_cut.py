"""An address that ends before its host does and the next line's first word in, whether that is its rest out."""

from __future__ import annotations

import re

from auditor.prose.breaks.tails import COMMON, State

_HOST_ONLY = re.compile(r"(?:https?|ftp):(?:/{1,2}([^/?#]*))?\Z|(www\.[^/?#]*)\Z", re.IGNORECASE)
_SCHEME_CUT = re.compile(r"(?:h|ht|htt|https?|https?:/?|ftp:?/?)\Z", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"(?:com|org|net|edu|gov|int|mil|info|eu|io|[a-z]{2})(?:[/:?#]|\Z)", re.IGNORECASE)
_GENERIC = re.compile(r"\w\.(?:com|org|net|info|eu|io)\Z", re.IGNORECASE)
_COUNTRY = re.compile(r"[a-z]{2}(?:[/:?#]|\Z)")
_LABEL = re.compile(r"(?:com|org|net|edu|gov|int|mil|info|eu|io|[a-z]{2})(?:[/:?#]|\Z)|[a-z]{2,13}[/:?#]")
_HOST_NAME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]|\Z)", re.IGNORECASE)
SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
WHOLE_HOST = re.compile(r"//[^/]+\.(?:com|org|net|edu|gov)\Z", re.IGNORECASE)


def host_cut(head: str, raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001 - one shape for all rules
    """A scheme that goes on with its slashes, a host that goes on with its next labels."""
    if _SCHEME_CUT.match(head):
        return State.JOIN if SCHEME.match(head + tail) else State.STOP
    match = _HOST_ONLY.match(head)
    if match is None:
        return None
    if head.lower().endswith("//www.") and raw == f"{tail}." and tail.islower():
        return State.JOIN  # a column so narrow that the next label is cut again
    host = (match[1] or match[2] or "").rstrip(".-")
    if "." in host.removeprefix("www.") and _TOP_LEVEL.fullmatch(host.rpartition(".")[2]) and head[-1] not in ".-":
        return State.STOP if WHOLE_HOST.search(head) and tail[0].isalnum() else None
    if head[-1] == "." and "." in host.removeprefix("www."):
        if _GENERIC.search(host):
            return State.JOIN if _COUNTRY.match(tail) and tail not in COMMON else State.STOP
        label = _LABEL.match(tail) and (tail not in COMMON or head.count(".") == 1)
        return State.JOIN if label or _HOST_NAME.match(tail) else State.STOP
    label = head[-1] == "." and _LABEL.match(tail) and tail not in COMMON
    more = ("." in tail or "/" in tail) and any(map(str.isalpha, tail))
    return State.JOIN if more or label else State.STOP
