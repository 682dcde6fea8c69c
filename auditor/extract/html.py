"""An HTML page in, the document with its citations out.

selectolax reads the tree; links carry their words, menus are told from text by their elements and roles, and
addresses that stand bare in the text count as well: a citation is a citation, in `<code>` or under `rel=nofollow`.
The day it was published is what it tells machines, first in `<meta>`, then `<time>`, then JSON-LD; else its dateline.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from auditor.dates import read_day
from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.flow import About, Flow
from auditor.prose.formats.builder import leading_lines
from auditor.prose.formats.encoding import decode
from auditor.prose.formats.markup import attribute_of, parse_markup, read_tree, words_of
from auditor.prose.formats.markup_places import placed
from auditor.uris import parse

_SIGN = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*<\?xml\b")
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)

_PUBLISHED = (
    ("meta[property='article:published_time']", "content"),
    ("meta[name='citation_publication_date']", "content"),
    ("meta[name='citation_date']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='DC.date']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
    ("time[datetime]", "datetime"),
)
_IN_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')  # schema.org's, as most sites tell search engines


def _extract(source: Source) -> Document:
    declared = _CHARSET.search(source.data[:2_048])
    decoded = decode(source.data, declared=source.charset or (declared[1].decode("ascii") if declared else ""))
    tree, deep = parse_markup(decoded.text, xhtml=_XML.match(decoded.text) is not None)
    base = _base(tree, source.base_url)
    told = _IN_JSON_LD.search(decoded.text)
    flow = read_tree(tree)
    about = _about(tree, base)
    published = about.published or (read_day(told[1]) if told else None) or _dateline(flow)
    about = replace(about, published=published)
    found, problems = citations(flow, about)
    return Document(
        name=source.name,
        media_type="text/html",
        title=about.title,
        published=about.published,
        base_url=base,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *deep, *problems),
        citations=placed(found, decoded.text),
    )


def _base(tree: LexborHTMLParser, given: str | None) -> str | None:
    href = attribute_of(tree, "base[href]", "href")
    if not href:
        return given
    resolved = parse(href, base=given) or parse(f"https:{href}" if href.startswith("//") else "")
    return resolved.href if resolved else given


def _about(tree: LexborHTMLParser, base: str | None) -> About:
    title = attribute_of(tree, "meta[property='og:title']", "content") or words_of(tree.css_first("title"))
    canonical = attribute_of(tree, "link[rel='canonical']", "href")
    own = [parsed.href for uri in (canonical, attribute_of(tree, "meta[property='og:url']", "content"))
           if uri and (parsed := parse(uri, base=base))]  # fmt: skip
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "en") if root else "en"
    return About(
        title=title or words_of(tree.css_first("h1")),
        published=_published(tree),
        base_url=base,
        own_uris=tuple(own),
        language=language[:2].lower(),
    )


def _published(tree: LexborHTMLParser) -> date | None:
    for selector, attribute in _PUBLISHED:
        if (value := attribute_of(tree, selector, attribute)) and (day := read_day(value)):
            return day
    return None


def _dateline(flow: Flow) -> date | None:
    return of_text(leading_lines(flow), matter={}, base_url=None).published


EXTRACTOR = Extractor(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml"),
    claims=lambda head: _SIGN.search(head) is not None,
    extract=_extract,
)
