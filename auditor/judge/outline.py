"""An answer in, what its page says of itself out, quickly, where it is certain that its reader sees much text.

Reading a page whole takes most of the time that judging takes, and nearly all pages that answer are long articles, of
whose text no rule asks more than whether there is much. Such a page is looked over without parsing it:

1. Only text outside of tags, scripts, styles, templates, SVG and comments counts, and only runs of 25 characters and
   more: the true number of visible characters is never less.
2. Where that isn't clearly more than the wordiest wall has, or the markup is out of the ordinary (no `<body>`, two
   titles, a heading left open, a refresh in the head), there is no outline: the page is to be read whole.
3. Title, headings, canonical address, `og:url` and language are what `read_page` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from auditor.model import Response
from auditor.page import MAX_HEADINGS, MAX_LINE_CHARS, MAX_TAGS, MAX_TEXT_CHARS, Page, decode, is_page

ENOUGH_CHARS = 3_000  # seen without white space; no rule asks for more of a page's text than 2,500
LEAST_BYTES = 6_000  # smaller pages are read whole in no time

_UNSEEN = re.compile(r"<(?:(script|style|template|noscript|svg)\b|!--)")
_RUN = re.compile(r">\s*([^<>\s][^<>]{24,})")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_LANG = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_ATTRIBUTE = r"\b{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_HREF, _CONTENT, _REL, _PROPERTY = (
    re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "content", "rel", "property")
)
_SPACES = " \t\n\r\f\v\xa0"


def outline(response: Response) -> Page | None:
    """The page without its text; `text_chars` is then at least so many. None where the page has to be read whole."""
    if len(response.body) < LEAST_BYTES or not is_page(response):
        return None
    html = decode(response)
    low = html.lower()
    at = low.find("<body")
    if at < 0 or len(low) != len(html) or html.count("<") > MAX_TAGS or "\x00" in html:
        return None
    head, below = html[:at], " ".join(_seen(html, low, at))
    if "refresh" in low[:at] or low.count("<title", 0, at) != 1:
        return None
    title, headings = _TITLE.search(head), _headings(below)
    chars = _chars(below)
    if title is None or headings is None or chars < ENOUGH_CHARS:
        return None
    lang = _LANG.search(head)
    return Page(
        title=_line(title.group(1)),
        h1=headings,
        text_chars=min(chars, MAX_TEXT_CHARS),
        canonical=_told(head, low, "canonical", "<link", (_REL, _HREF)),
        og_url=_told(head, low, "og:url", "<meta", (_PROPERTY, _CONTENT)),
        lang=(lang.group(1) or None) if lang else None,
    )


def _seen(html: str, low: str, at: int) -> Iterator[str]:
    """The parts of a page from `at` on that a reader may see."""
    while (found := _UNSEEN.search(low, at)) is not None:
        yield html[at : found.start()]
        end = "</" + found.group(1) if found.group(1) else "-->"
        at = low.find(end, found.end())
        if at < 0:
            return
        at += 0 if found.group(1) else len(end)
    yield html[at:]


def _chars(below: str) -> int:
    """How many characters of text there are at least, white space not counted."""
    seen = "".join(_RUN.findall(below))
    if "&" in seen:
        seen = unescape(seen)
    return len(seen) - sum(map(seen.count, _SPACES))


def _headings(below: str) -> tuple[str, ...] | None:
    """The main headings; None where they can't be made out with certainty."""
    opened = below.count("<h1") + below.count("<H1")
    found = _HEADING.findall(below) if opened else []
    if len(found) != opened or opened > MAX_HEADINGS:
        return None
    return tuple(filter(None, map(_line, found)))


def _line(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())[:MAX_LINE_CHARS].rstrip()


def _told(head: str, low: str, word: str, tag: str, names: tuple[re.Pattern[str], re.Pattern[str]]) -> str | None:
    """The address in the head's first `tag` whose first attribute of `names` is `word`: that in the second."""
    at = low.find(word, 0, len(head))
    while at >= 0:
        start, end = low.rfind("<", 0, at), low.find(">", at)
        markup = head[start : end + 1]
        says, leads = (name.search(markup) for name in names)
        if low.startswith(tag, start) and says and leads and word in _value(says).lower().split():
            return _value(leads).strip() or None
        at = low.find(word, at + 1, len(head))
    return None


def _value(found: re.Match[str]) -> str:
    return unescape(next(filter(None, found.groups()), ""))
