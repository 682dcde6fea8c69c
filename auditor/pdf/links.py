"""What an annotation links to and what is printed under it in, one link out: which of the two counts, and why.

An annotation is what the author's program was told; print is what a line could hold. So the annotation counts where
it says the same or more, and where it says something else both are kept and the difference is told.

  words under it                     the words carry the address
  the same, or it goes on            the annotation counts, the pieces of the print are kept
  the print goes on where it ends    the print counts: the annotation was made from the first line only
  another address                    the annotation counts, the print is its other reading
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.pdf import Span
from auditor.prose.addresses.bare import find
from auditor.prose.flow import Form, Link

_PRINTED = re.compile(r"(?:https?|ftp)://|https?:\Z|www\.|(?:dx\.)?doi\.org/|doi:10\.", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftp):/?/?(?:www\.)?|www\.|doi:", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]|\Z)", re.IGNORECASE)
# A name that ends as files do is one beside the document, whatever domains there are.
_FILE = re.compile(
    r"(?!www\.)[^/?#]+\.(?:x?html?|php\d?|aspx?|jsp|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|xml|json|csv|tex|epub|md|py|rs|zip"
    r"|png|jpe?g|gif|svg)(?:[?#].*)?",
    re.IGNORECASE,
)
_TWICE = re.compile(r"https?://(?:dx\.)?doi\.org/(?:%20|\s)*(https?:/{1,2}(?:dx\.)?doi\.org/)", re.IGNORECASE)
_TEX = ((re.compile(r"(?:\{|%7B)\\?(?:%5C)?([_%#&~])(?:\}|%7D)", re.IGNORECASE), r"\1"),
        (re.compile(r"(?:\\|%5C)([_%#&~])", re.IGNORECASE), r"\1"),
        (re.compile(r"~(?:\{\}|%7B%7D)", re.IGNORECASE), "~"))  # fmt: skip
# Between the addresses that one annotation leads to; in a query it may be a part of what is said there.
_BETWEEN = re.compile(
    r"(?:[\s,;]|%20|%0[AD]|%5Cn)*(?:\s|;|%20|%0[AD]|%5Cn)(?:\w{1,3}(?:\s|%20))?(?=https?://)", re.IGNORECASE
)
_BETWEEN_IN_QUERY = re.compile(r"(?:%5Cn)+(?=https?://)", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\Z")
_UNHYPHENED = re.compile(r"-\Z|\s")
_CUT_WORD = re.compile(r"[^\W\d_]-\Z")
_OPEN_ENDS = frozenset("-_=&")  # an address that ends so may have been cut before it was linked
LEAST = 8  # characters that a piece of an address has to have before it proves anything


def link_of(uri: str, pieces: Sequence[str], *, offset: int, has_wraps: bool) -> Link:
    """The link for an annotation to `uri` that covers `pieces`, one a line.

    `has_wraps` says that this file's links are known to go on over lines, so that none is cut at a line's end.
    """
    target = mended(uri)
    link = Link(target=target, offset=offset, form=Form.AUTOLINK, whole=True)
    if len(pieces) == 1 and pieces[0] == target and _PRINTED.match(target):
        return link.but(whole=has_wraps)
    printed = trimmed("".join("".join(piece.split()) for piece in pieces))
    if not is_printed_address(printed, target):
        return link.but(label=_words(pieces), form=Form.INLINE)
    parts = tuple(pieces) if len(pieces) > 1 else ()
    rejoined = f"rejoined from {len(parts)} pieces (rule: annotation)" if parts else None
    link = link.but(pieces=parts, rule="annotation" if parts else "", because=rejoined)
    shown, meant = compared(printed), compared(target)
    if shown == meant or shown == meant.replace("_", ""):  # TeX's older fonts draw an underscore as a line
        return link.but(whole=(has_wraps or bool(parts)) and target[-1:] not in _OPEN_ENDS)
    if meant == compared(trimmed("".join(_UNHYPHENED.sub("", piece) for piece in pieces))):
        return link
    if meant.startswith(_ELLIPSIS.sub("", shown)):
        cut = "the print is cut short; the link's target is whole"
        return link.but(pieces=tuple(pieces), rule="annotation", because=cut)
    whole = printed if "://" in printed[:8] else f"http://{printed}"
    if len(meant) >= LEAST and shown.startswith(meant):
        cut = "the link's target is cut short; the printed address is whole"
        return link.but(target=whole, other=(target,), because=cut, whole=has_wraps or bool(parts))
    others = tuple(one.uri for one in find(" ".join(pieces))) if len(pieces) == 1 else ()
    shown_too = others if len(others) > 1 else (whole,)
    return link.but(pieces=(), rule="", other=shown_too, because="prints another address than it links to")


def printed_link(span: Span, pieces: Sequence[str], *, offset: int) -> Link:
    """The link for an address that is only printed, with what was done to it at the lines' ends."""
    rejoined = f"rejoined from {len(pieces)} pieces (rule: {span.rule})" if len(pieces) > 1 else None
    longer = next((reading for reading in span.other if reading.startswith(span.uri)), "")
    return Link(
        target=span.uri,
        offset=offset,
        form=Form.BARE,
        pieces=tuple(pieces) if len(pieces) > 1 else (),
        loose=(longer[len(span.uri) :],) if len(longer) > len(span.uri) else (),
        rule=span.rule,
        other=span.other,
        because=rejoined,
        whole=True,
    )


def _words(pieces: Sequence[str]) -> str:
    """The words under a link, a word that a line's end cut in two made one again."""
    words = ""
    for piece in pieces:
        cut = _CUT_WORD.search(words) and piece[:1].islower()
        words = words[:-1] + piece if cut else f"{words} {piece}" if words else piece
    return words


def is_printed_address(printed: str, target: str) -> bool:
    """Whether the text under an annotation is an address: it starts like one, or is what the annotation says."""
    if _PRINTED.match(printed):
        return True
    shown = compared(printed)
    return len(shown) >= LEAST and "/" in shown and compared(target).startswith(shown)


def several(uri: str) -> list[str]:
    """The addresses that an annotation leads to: one, unless its maker took two for one (`https://a.org https://b.org`)."""
    found: list[str] = []
    while uri.count("://") > 1:
        between = _BETWEEN.search(uri)
        if between and "?" in uri[: between.start()]:
            between = _BETWEEN_IN_QUERY.search(uri)
        if between is None:
            break
        found.append(uri[: between.start()])
        uri = uri[between.end() :]
    return [*found, uri]


def mended(uri: str) -> str:
    """The annotation's address without what its maker's program left in it: TeX's escapes, a doubled resolver."""
    if "{" in uri or "\\" in uri or "%" in uri:
        for pattern, plain in _TEX:
            uri = pattern.sub(plain, uri)
    if uri.count(":/") > 1:
        uri = _TWICE.sub(r"\1", uri)
    if ":" in uri.partition("/")[0] or not _HOST.match(uri) or _FILE.fullmatch(uri):
        return uri
    return f"http://{uri}"


def trimmed(printed: str) -> str:
    """Print without the brackets and stops around it that an annotation's rectangle took in."""
    printed = printed.lstrip("(<[{“\"'")
    while printed and (
        printed[-1] in ".,;:”\"'"
        or (printed[-1] in _BRACKETS and printed.count(printed[-1]) > printed.count(_BRACKETS[printed[-1]]))
    ):
        printed = printed[:-1]
    return printed


def compared(uri: str) -> str:
    """An address as far as print can show it: without scheme, `www.`, case of the host, and escapes."""
    plain = _SCHEME.sub("", uri, count=1)
    plain = re.sub(r"\A(?:dx\.)?doi\.org/", "", plain, flags=re.IGNORECASE)
    if "%" in plain:
        plain = re.sub(r"%([0-9A-Fa-f]{2})", lambda match: _character(match[1]), plain)
    host, slash, rest = plain.partition("/")
    return (host.lower() + slash + rest).rstrip("/")


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 0x20 < number < 0x7F else f"%{code.upper()}"  # noqa: PLR2004 - printable ASCII
