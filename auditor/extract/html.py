"""An HTML page in, the document with its citations out.

selectolax reads the tree; links carry their words, menus are told from text by their elements and roles, and
addresses that stand bare in the text count as well: a citation is a citation, in `<code>` or under `rel=nofollow`.
"""

from __future__ import annotations

import re
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from auditor.dates import read_day
from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose import About, Flow, Form, Gap, Item, Link, Run
from auditor.prose.cite import citations
from auditor.prose.encoding import decode
from auditor.uris import parse

_SIGN = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    """address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form
    header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "select", "textarea"})
_MENUS = frozenset({"nav", "menu"})
_MENU_ROLES = frozenset({"navigation", "banner", "menu", "menubar", "search", "contentinfo"})
_MENU_OUTSIDE_TEXT = frozenset({"header", "footer", "aside"})
_TEXTS = frozenset({"article", "main", "section", "blockquote", "figure"})
_NOTES = re.compile(r"\b(?:foot|end)?notes?\b|\breferences?\b|\bbibliograph|\bcitations?\b", re.IGNORECASE)
_MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|related|recommended|share|social|tags?|byline)(?:$|[\s_-])",
    re.IGNORECASE,
)

_PUBLISHED = (
    ("meta[property='article:published_time']", "content"),
    ("meta[name='citation_publication_date']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("time[datetime]", "datetime"),
)


def _extract(source: Source) -> Document:
    declared = _CHARSET.search(source.data[:2_048])
    decoded = decode(source.data, declared=declared[1].decode("ascii") if declared else None)
    tree = LexborHTMLParser(decoded.text)
    base = _base(tree, source.base_url)
    about = _about(tree, base)
    found, problems = citations(_Reader(tree).items, about)
    return Document(
        name=source.name,
        media_type="text/html",
        title=about.title,
        published=about.published,
        base_url=base,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *problems),
        citations=found,
    )


def _base(tree: LexborHTMLParser, given: str | None) -> str | None:
    href = _attribute(tree, "base[href]", "href")
    if not href:
        return given
    resolved = parse(href, base=given)
    return resolved.href if resolved else given


def _about(tree: LexborHTMLParser, base: str | None) -> About:
    title = _attribute(tree, "meta[property='og:title']", "content") or _words(tree.css_first("title"))
    canonical = _attribute(tree, "link[rel='canonical']", "href")
    own = [parsed.href for uri in (canonical, _attribute(tree, "meta[property='og:url']", "content"))
           if uri and (parsed := parse(uri, base=base))]  # fmt: skip
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "en") if root else "en"
    return About(
        title=title or _words(tree.css_first("h1")),
        published=_published(tree),
        base_url=base,
        own_uris=tuple(own),
        language=language[:2].lower(),
    )


def _published(tree: LexborHTMLParser) -> date | None:
    for selector, attribute in _PUBLISHED:
        if (value := _attribute(tree, selector, attribute)) and (day := read_day(value)):
            return day
    return None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node else ""


class _Reader:
    """Walks a tree, with a stack of its own, since pages are nested as deep as their makers like."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.items: list[Item] = []
        if tree.body is not None:
            self._walk(tree.body)

    def _walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode, bool, bool, bool]] = [(root, False, False, False)]
        while stack:
            node, menu, text, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self.items.append(Gap.HEADING if tag in _HEADINGS else Gap.BLOCK)
            elif tag == "-text":
                self._text(node)
            elif tag not in _UNREAD and not tag.startswith("-"):
                self._enter(node, tag)
                menu = menu or _is_menu(node, tag, inside_text=text)
                text = text or tag in _TEXTS
                if tag == "a" and "href" in node.attributes:
                    self._link(node, menu=menu)
                    continue
                if tag in _BLOCKS or tag in _HEADINGS:
                    stack.append((node, menu, text, True))
                stack.extend((child, menu, text, False) for child in reversed(list(node.iter(include_text=True))))

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in _HEADINGS:
            self.items.append(Gap.HEADING)
        elif tag in _BLOCKS:
            self.items.append(Gap.BLOCK)
        elif tag == "br":
            self.items.append(Gap.LINE)
        elif tag == "img" and (source := node.attributes.get("src")):
            self.items.append(Link(target=source, form=Form.IMAGE))
        cited = node.attributes.get("cite") if tag in {"blockquote", "q", "ins", "del"} else None
        if cited:
            self.items.append(Link(target=cited.strip(), wrapped=True))

    def _text(self, node: LexborNode) -> None:
        if text := node.text_content:
            self.items.append(Run(text))

    def _link(self, node: LexborNode, *, menu: bool) -> None:
        original = node.attributes.get("data-originalurl")  # Robust Links: what the author cited
        target = (original or node.attributes.get("href") or "").strip()
        label = node.text(deep=True, separator="")
        if not label.strip() and (image := node.css_first("img[alt]")):
            label = image.attributes.get("alt") or ""
        self.items.append(Link(target=target, label=label, menu=menu))


def _is_menu(node: LexborNode, tag: str, *, inside_text: bool) -> bool:
    attributes = node.attributes
    if tag in _MENUS or (attributes.get("role") or "") in _MENU_ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    if tag in _MENU_OUTSIDE_TEXT:
        return not inside_text and _NOTES.search(named) is None
    return tag in {"div", "ul", "section", "ol", "p", "span"} and _MENU_CLASS.search(named) is not None


def read_flow(text: str) -> Flow:
    """The flow of an HTML text."""
    return _Reader(LexborHTMLParser(text)).items


EXTRACTOR = Extractor(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml"),
    claims=lambda head: _SIGN.search(head) is not None,
    extract=_extract,
)
