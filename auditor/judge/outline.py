"""An answer in, what its page says of itself out, quickly, where it is certain that its reader sees much text.

Reading a page whole takes most of the time that judging takes, and nearly all pages that answer are long articles, of
whose text no rule asks more than whether there is much. Such a page is looked over without parsing it:

1. Text outside of tags, links, scripts, styles, templates, SVG and comments counts, without its white space: the true
   number of visible characters is never less. Links don't count, since an error page may have a long menu.
2. Where that isn't more than the wordiest wall has, or the markup is out of the ordinary (no `<body>`, two titles, a
   heading left open, a refresh in the head), there is no outline: the page is to be read whole.
3. Title, canonical address, `og:url`, language and the headings among the first 24,000 bytes are what `read_page`
   reads. An error page's heading doesn't come after as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from auditor.model import Response
from auditor.page import MAX_HEADINGS, MAX_LINE_CHARS, Page, encoding, is_page

ENOUGH_CHARS = 2_600  # seen without white space; no rule asks for more of a page's text than 2,500
LEAST_BYTES = 5_000  # smaller pages are read whole in no time

_LOOKED_AT_BYTES = 24_000
_STEP_BYTES = 4_000
_UNSEEN = re.compile(rb"<(s(?:cript|tyle|vg)|template|noscript|!--)")
_UNCOUNTED = b" \t\n\r\f\v" + bytes(range(0x80, 0xC0))  # white space, and all but the first byte of a UTF-8 character
_LONGEST_ENTITY = 10  # of those that texts are full of, as `&thetasym;`
_TWO_BYTES_EACH = frozenset({"gb18030", "big5hkscs", "big5-hkscs", "cp932", "cp949", "euc-jp"})
_HIDING = ((b"<script", b"</script"), (b"<!--", b"-->"), (b"<noscript", b"</noscript"), (b"<template", b"</template"))
_TAG = re.compile(rb"<[^>]*>")
_UNCOUNTED_MARKUP = re.compile(rb"<a[\s>].*?</a\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(rb"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_LANG = re.compile(rb"<html\b[^>]*?\slang\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_ATTRIBUTE = r"\b{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_HREF, _CONTENT, _REL, _PROPERTY = (
    re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "content", "rel", "property")
)
# A page of NULs is UTF-16 or hostile, and one of escapes may hide a `<` in a character (ISO-2022).
_EXTRAORDINARY = (b"\x00", b"\x1b")


def outline(response: Response) -> Page | None:
    """The page without its text; `text_chars` is then at least so many. None where the page has to be read whole."""
    body = response.body
    at = body.find(b"<body") if len(body) >= LEAST_BYTES else -1
    if at < 0 or not is_page(response) or any(mark in body for mark in _EXTRAORDINARY):
        return None
    head, low = body[:at], body[:at].lower()  # of ASCII alone, so that places stay the same
    if b"refresh" in low or low.count(b"<title") != 1:
        return None
    codec = encoding(response)
    seen = b" ".join(_seen(body[at : at + _LOOKED_AT_BYTES]))
    title, headings = _TITLE.search(head), _headings(seen, codec)
    if title is None or headings is None or not _enough(seen, codec, ENOUGH_CHARS):
        return None
    lang = _LANG.search(head)
    return Page(
        title=_line(title.group(1), codec),
        h1=headings,
        text_chars=ENOUGH_CHARS,
        canonical=_told(head, low, b"canonical", b"<link", codec, (_REL, _HREF)),
        og_url=_told(head, low, b"og:url", b"<meta", codec, (_PROPERTY, _CONTENT)),
        lang=(lang.group(1).decode(codec, "replace") or None) if lang else None,
    )


def shows(response: Response, chars: int) -> bool:
    """Whether an answer is a page that certainly shows so many characters, told without reading it."""
    body = response.body
    at = body.find(b"<body")
    if at < 0:
        at = body.find(b"<p")
        if _UNSEEN.search(body[:at].lower()):  # it may be inside of a script
            return False
    if at < 0 or not is_page(response) or any(mark in body for mark in _EXTRAORDINARY):
        return False
    codec = "ascii" if body.isascii() else encoding(response)
    return _enough(b" ".join(_seen(body[at : at + _LOOKED_AT_BYTES])), codec, chars)


def _seen(body: bytes) -> Iterator[bytes]:
    """The parts of a page that a reader may see."""
    low, at = body.lower(), 0
    while (found := _UNSEEN.search(low, at)) is not None:
        yield body[at : found.start()]
        is_comment = found.group(1) == b"!--"
        at = low.find(b"-->" if is_comment else b"</" + found.group(1), found.end())
        if at < 0:
            return
    yield body[at:]


def _enough(seen: bytes, codec: str, least: int) -> bool:
    """Whether there is certainly so much text: white space isn't counted, and too little where it's uncertain."""
    bytes_each = 2 if codec in _TWO_BYTES_EACH else 1
    chars, at = 0, max(0, seen.find(b"<p"))  # menus before it have many tags and few words
    while part := seen[at : at + _STEP_BYTES]:
        end = part.rfind(b"<")  # not inside of a tag
        if end <= 0:
            if part.startswith(b"<") and b">" not in part:
                break
            end = len(part)
        said = _UNCOUNTED_MARKUP.sub(b"", part[:end]).translate(None, _UNCOUNTED)
        chars += len(said) - _LONGEST_ENTITY * said.count(b"&")
        if chars >= least * bytes_each:
            return True
        at += end
    return False


def _headings(seen: bytes, codec: str) -> tuple[str, ...] | None:
    """The main headings; None where they can't be made out with certainty."""
    found: list[str] = []
    at = seen.find(b"<h1")
    while at >= 0:
        begin, end = seen.find(b">", at) + 1, seen.find(b"</h1", at)
        if not 0 < begin <= end or len(found) == MAX_HEADINGS:
            return None
        found.append(_line(seen[begin:end], codec))
        at = seen.find(b"<h1", end)
    return None if b"<H1" in seen else tuple(filter(None, found))


def _line(markup: bytes, codec: str) -> str:
    text = unescape(_TAG.sub(b" ", markup).decode(codec, "replace"))
    return " ".join(text.split())[:MAX_LINE_CHARS].rstrip()


def _told(
    head: bytes, low: bytes, word: bytes, tag: bytes, codec: str, names: tuple[re.Pattern[str], re.Pattern[str]]
) -> str | None:
    """The address in the head's first `tag` whose first attribute of `names` is `word`: that in the second."""
    at = low.find(word)
    while at >= 0:
        start, end = low.rfind(b"<", 0, at), low.find(b">", at)
        markup = head[start : end + 1].decode(codec, "replace")
        says, leads = (name.search(markup) for name in names)
        is_meant = low.startswith(tag, start) and says and word.decode() in _value(says).lower().split()
        if is_meant and leads and not _is_hidden(low, start):
            return _value(leads).strip() or None
        at = low.find(word, at + 1)
    return None


def _is_hidden(low: bytes, at: int) -> bool:
    """Whether this place is inside of a script or a comment."""
    return any(low.rfind(begin, 0, at) > low.rfind(end, 0, at) for begin, end in _HIDING)


def _value(found: re.Match[str]) -> str:
    return unescape(next(filter(None, found.groups()), ""))
