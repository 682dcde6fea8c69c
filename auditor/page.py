"""An answer in, what a reader would see of its HTML page out; None when the answer isn't a page.

1. A page is what says that it is HTML, or says nothing of weight and begins like HTML; `%PDF-` never is.
2. It is read as browsers decode it: byte-order mark, then the header's charset, then `<meta>`, then UTF-8 if
   it is valid, else Windows-1252. A charset that doesn't fit the bytes is not believed.
3. Scripts, styles, templates, SVG and `<noscript>` aren't visible; text nodes are joined with a space, so that
   `<b>NoSuchKey</b><p>The key` stays two words.

Hostile pages (100,000 nested elements, a title of a megabyte, NULs) give a page like any other, capped.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from auditor.model import Response

MAX_LINE_CHARS = 2_000  # of a title or heading: more than any reader, or rule, looks at
MAX_TEXT_CHARS = 200_000
MAX_HEADINGS = 20
MAX_TAGS = 12_000  # HTML parsing is quadratic in nesting: as many nested elements take lexbor 0.3 s, 100,000 a minute

_HTML = frozenset({"text/html", "application/xhtml+xml"})
# Types that servers give to anything: the first bytes decide.
_VAGUE = frozenset(
    {"", "text/plain", "text/xml", "application/xml", "application/octet-stream", "unknown/unknown", "*/*"}
)
_BEGINS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|title|body)\b", re.IGNORECASE
)
_SNIFFED_BYTES = 1_024  # WHATWG encoding sniffing looks as far for a <meta charset>

_UNSEEN = ["script, style, template, noscript, svg"]  # one selector: one walk
_WITHOUT_EVENTS = LexborDocumentOptions.WO_EVENTS.value  # nothing here changes a page, and parsing is faster
_ABOUT_THE_PAGE = ["a, nav, footer, form, aside, select, button"]  # that leads elsewhere, or asks
_TOLD_IN_HEAD = "link[rel], meta[property], meta[http-equiv]"

_CHARSET = re.compile(rb"<meta[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s][^\"']*)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LAST_RESORT = "cp1252"

# Labels of the WHATWG Encoding Standard section 4.2 that Python reads otherwise, or not at all.
_BROWSERS_READ = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
}
# Of Python's codecs only those that are charsets of pages: none that unpacks, escapes or looks names up.
_ADMITTED = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|windows-12[5]\d|cp125\d|iso-?8859-\d{1,2}|koi8-[ru]|ibm866|gb18030|big5-hkscs"
    r"|euc-jp|iso-2022-(?:jp|kr)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What can be read off a page. White space is collapsed to single spaces.

    `text` is the visible text, at most MAX_TEXT_CHARS, and `text_chars` its length; `h1` and `title` are cut at
    MAX_LINE_CHARS. `canonical`, `og_url` and `meta_refresh` are addresses as written, not resolved.
    """

    title: str = ""
    h1: tuple[str, ...] = ()
    text: str = ""
    text_chars: int = 0
    canonical: str | None = None
    og_url: str | None = None
    meta_refresh: str | None = None
    lang: str | None = None


def read_page(response: Response) -> Page | None:
    """What a reader would see of this answer; None when it isn't an HTML page. Never raises."""
    if not is_page(response):
        return None
    tree = LexborHTMLParser(_bounded(decode(response)), options=_WITHOUT_EVENTS, scripting=True)
    root = tree.root
    if root is None:
        return Page()
    told = _told(root.css_first("head"))
    root.strip_tags(_UNSEEN)
    body = root.css_first("body")
    text = _visible(body, MAX_TEXT_CHARS) if body else ""
    return Page(
        title=_visible(root.css_first("title"), MAX_LINE_CHARS),
        h1=tuple(filter(None, (_visible(each, MAX_LINE_CHARS) for each in root.css("h1")[:MAX_HEADINGS]))),
        text=text,
        text_chars=len(text),
        canonical=told.get("canonical"),
        og_url=told.get("og:url"),
        meta_refresh=told.get("refresh"),
        lang=root.attributes.get("lang") or None,
    )


def prose(response: Response) -> str:
    """The visible text outside of links, menus, forms and the page's foot, at most MAX_TEXT_CHARS. Never raises."""
    tree = LexborHTMLParser(_bounded(decode(response)), options=_WITHOUT_EVENTS, scripting=True)
    body = tree.css_first("body")
    if body is None:
        return ""
    body.strip_tags(_UNSEEN + _ABOUT_THE_PAGE)
    return _visible(body, MAX_TEXT_CHARS)


def decode(response: Response) -> str:
    """The body as browsers decode it. Never raises; a body that was cut inside a character loses that one."""
    return _read(response)[1]


def encoding(response: Response) -> str:
    """The codec by which browsers decode the body: the first that fits, or the last resort."""
    return _read(response)[0]


def _read(response: Response) -> tuple[str, str]:
    body = response.body
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return marked, body[len(mark) :].decode(marked, "replace")
    for label in (charset_in(response.header("content-type") or ""), _sniffed(body), "utf-8"):
        codec = codec_of(label)
        if codec is not None:
            try:
                return codec, codecs.getincrementaldecoder(codec)("strict").decode(body)
            except UnicodeError:
                continue
    return _LAST_RESORT, body.decode(_LAST_RESORT, "replace")


def is_page(response: Response) -> bool:
    """Whether an answer is an HTML page, by its type and its first bytes."""
    media_type = response.media_type
    if media_type in _HTML:
        return not response.body.startswith(b"%PDF-")
    head = response.body[:_SNIFFED_BYTES].removeprefix(codecs.BOM_UTF8)
    return (media_type in _VAGUE or "/" not in media_type) and _BEGINS_LIKE_HTML.match(head) is not None


def _bounded(html: str) -> str:
    """The beginning of a page, up to MAX_TAGS tags."""
    return html if html.count("<") <= MAX_TAGS else "<".join(html.split("<", MAX_TAGS)[:MAX_TAGS])


def charset_in(content_type: str) -> str:
    """The charset that a Content-Type names, in lower case; empty where it names none."""
    _, _, charset = content_type.lower().partition("charset=")
    return charset.partition(";")[0].strip(" \t\"'")


def _sniffed(body: bytes) -> str:
    found = _CHARSET.search(body, 0, _SNIFFED_BYTES)
    label = found.group(1).decode("ascii", "replace").lower() if found else ""
    # A <meta> that could be read as ASCII doesn't stand in UTF-16 (HTML Standard, 13.2.3.2).
    return "utf-8" if label.startswith("utf-16") else label


def codec_of(label: str) -> str | None:
    """The codec by which browsers read what bears this label (in lower case); None for what is no charset of pages."""
    if label in _BROWSERS_READ:
        return _BROWSERS_READ[label]
    return label if _ADMITTED.fullmatch(label) and _known(label) else None


def _known(label: str) -> bool:
    try:
        codecs.lookup(label)
    except LookupError:
        return False
    return True


def _visible(node: LexborNode | None, cap: int) -> str:
    if node is None:
        return ""
    return " ".join(node.text(separator=" ").split())[:cap].rstrip()


def _told(head: LexborNode | None) -> dict[str, str]:
    """What the head says of the page's address: the first of each of canonical, og:url and refresh."""
    told: dict[str, str] = {}
    for node in head.css(_TOLD_IN_HEAD) if head else ():
        said = {name: (value or "").strip() for name, value in node.attributes.items()}
        if node.tag == "link" and "canonical" in said.get("rel", "").lower().split():
            told.setdefault("canonical", said.get("href", ""))
        elif said.get("property", "").lower() == "og:url":
            told.setdefault("og:url", said.get("content", ""))
        elif said.get("http-equiv", "").lower() == "refresh":
            leads = _REFRESH.match(said.get("content", ""))
            told.setdefault("refresh", leads.group(1).strip() if leads else "")
    return {name: address for name, address in told.items() if address}
