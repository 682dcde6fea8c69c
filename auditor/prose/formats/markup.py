"""The text of an HTML or XHTML page in, its tree and its flow out: for pages, and for the chapters of e-books.

1. Links carry their words. Menus are told from text by their elements, roles and classes.
2. The mark of a note (`<sup><a href="#n1">1</a></sup>`) and the arrow back from it are no words of the sentence.
3. XHTML may close any element in its tag (`<title/>`), which HTML's grammar takes for one that stays open.
4. Parsing is quadratic in the nesting of some elements, so that what is nested deeper than any page is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from auditor.dates import read_day
from auditor.prose.flow import Flow, Form, Gap, Item, Link, Mark, Run, part
from auditor.prose.formats.markup_notes import is_mark_of_note, is_named_for_notes, is_note, named, number_of_note

MAX_DEPTH = 10_000  # of blocks: as many `<div>` take lexbor 0.2 s, ten times as many half a minute

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    """address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form
    header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "select", "textarea"})
_MENUS = frozenset({"nav", "menu"})
_MENU_ROLES = frozenset({"navigation", "banner", "menu", "menubar", "search", "contentinfo"})
_MENUS_BY_NAME = frozenset({"div", "ul", "section", "ol", "p", "span"})
_MENU_OUTSIDE_TEXT = frozenset({"header", "footer", "aside"})
_TEXTS = frozenset({"article", "main", "section", "blockquote", "figure"})
_ITEMS = frozenset("li dt dd td th caption figure figcaption blockquote aside pre option summary".split())
_APART = frozenset({"sup", "sub", "img", "button", "label"})  # words in them aren't those of the word before
_QUOTING = frozenset({"q", "ins", "del"})  # within a line
_MORE_THAN_WORDS = frozenset("a img br script style svg".split()) | _BLOCKS
_MOST_NODES = 50  # of a quotation within a line: of what holds more nobody says where it is from
_CELLS = frozenset({"td", "th"})  # no address goes on in the next one
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|related|recommended|share|social|tags?|byline)(?:$|[\s_-])",
    re.IGNORECASE,
)

# What never nests by itself isn't counted: a `<p>` ends the one before it, as `<li>` and `<dd>` do.
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|blockquote|ul|ol|dl|table|form|center|font|span|nav|header|footer|aside|main|figure"
    r"|figcaption|details|summary|fieldset|address|dialog|hgroup|menu|dir|pre|svg|math)\b",
    re.ASCII | re.IGNORECASE,
)
_SELF_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)[\s/>])([A-Za-z][\w:.-]*)(\s[^<>]*)?/>"
)


_WITHOUT_EVENTS = LexborDocumentOptions.WO_EVENTS.value  # nothing here changes a page


class Markup(NamedTuple):
    """A page's tree, and what its reader should know of how it was read."""

    tree: LexborHTMLParser
    problems: tuple[str, ...] = ()


def parse_markup(text: str, *, xhtml: bool = False) -> Markup:
    """The tree of a page. Never fails; what is nested beyond MAX_DEPTH is left out, and said."""
    if xhtml:
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    end = _too_deep(text)
    tree = LexborHTMLParser(text[:end], options=_WITHOUT_EVENTS)
    problem = f"elements are nested more than {MAX_DEPTH:,} deep: what follows is not read"
    return Markup(tree, () if end is None else (problem,))


def _too_deep(text: str) -> int | None:
    """Where the text gets nested too deep; None where it doesn't."""
    if text.count("<") <= MAX_DEPTH:
        return None
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return tag.start()
    return None


def read_tree(tree: LexborHTMLParser) -> Flow:
    """The flow of a page's body."""
    return _Reader(tree).items


def attribute_of(tree: LexborHTMLParser, selector: str, name: str) -> str:
    """An attribute of the first element that fits, empty where there is none."""
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def words_of(node: LexborNode | None) -> str:
    """The words in an element, with single spaces; empty where there is no element."""
    return " ".join(node.text(deep=True).split()) if node else ""


class _Place(NamedTuple):
    """Where in a page an element stands: in a menu, in its text, in the note of which number, where lines are kept."""

    menu: bool = False
    text: bool = False
    note: str = ""
    lines: bool = False


class _Reader:
    """Walks a tree, with a stack of its own, since pages are nested as deep as their makers like."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.items: list[Item] = []
        self._words: list[str] = []
        self._cited: list[Link] = []  # sources of quotations whose words are still to come
        self._counted: dict[int, int] = {}  # notes so far, by their list
        if tree.body is not None:
            self._walk(tree.body)
        self._add(*self._cited)

    def _walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode, _Place, bool]] = [(root, _Place(), False)]
        while stack:
            node, place, leaving = stack.pop()
            tag = node.tag or ""
            if leaving and tag in _APART:
                self._flush()
            elif leaving:
                self._gap(Gap.HEADING if tag in HEADINGS or tag in _CELLS else Gap.BLOCK, place)
            elif tag == "-text":
                self._text(node, lines=place.lines)
            elif tag not in _UNREAD and not tag.startswith("-"):
                inside = self._inside(node, tag, place)
                if tag in _QUOTING and self._quotation(node, menu=inside.menu):
                    continue
                self._enter(node, tag, inside)
                if tag == "a" and "href" in node.attributes:
                    self._link(node, menu=inside.menu)
                    continue
                if tag in _BLOCKS or tag in HEADINGS or tag in _APART:
                    stack.append((node, place, True))
                stack += [(child, inside, False) for child in node.iter(include_text=True)][::-1]

    def _inside(self, node: LexborNode, tag: str, outside: _Place) -> _Place:
        menu = outside.menu or _is_menu(node, tag, inside_text=outside.text)
        text = outside.text or tag in _TEXTS
        note = outside.note
        if tag == "li" and is_note(node):
            note = self._number(node)
        elif tag in {"aside", "div"} and node.attributes:
            note = number_of_note(node, tag) or note
        inside = (menu, text, note, outside.lines or tag == "pre")
        return outside if inside == outside else _Place(*inside)

    def _number(self, item: LexborNode) -> str:
        """The number that a page shows before an item of an ordered list."""
        parent = item.parent
        if parent is None:
            return ""
        start = parent.attributes.get("start") or ""
        said = item.attributes.get("value") or ""
        before = self._counted.get(parent.mem_id, int(start) - 1 if _NUMBER.fullmatch(start) else 0)
        number = int(said) if _NUMBER.fullmatch(said) else before + 1
        self._counted[parent.mem_id] = number
        return str(number)

    def _gap(self, gap: Gap, place: _Place) -> None:
        self._flush()
        part(self.items, gap)
        if place.note:
            self.items.append(Mark(place.note))

    def _enter(self, node: LexborNode, tag: str, place: _Place) -> None:
        if tag in HEADINGS:
            self._gap(Gap.HEADING, place)
        elif tag in _BLOCKS:
            self._gap(Gap.ITEM if tag in _ITEMS else Gap.BLOCK, place)
        elif tag == "br":
            self._flush()
            part(self.items, Gap.LINE)
        elif tag == "img" and (source := node.attributes.get("src")):
            self._add(Link(target=source, form=Form.IMAGE))
        elif tag == "area" and (target := node.attributes.get("href")):
            self._add(Link(target=target.strip(), label=node.attributes.get("alt") or "", menu=place.menu))
        elif tag in _APART:
            self._flush()
        if (tag == "blockquote" or tag in _QUOTING) and (cited := node.attributes.get("cite")):
            self._cited.append(Link(target=cited.strip(), wrapped=True))

    def _quotation(self, node: LexborNode, *, menu: bool) -> bool:
        """Whether a quotation names its source and is nothing but words, which then are that source's."""
        cited = node.attributes.get("cite")
        if not cited or not _is_words(node):
            return False
        self._add(*self._cited, Link(target=cited.strip(), label=node.text(deep=True), menu=menu))
        self._cited = []
        return True

    def _text(self, node: LexborNode, *, lines: bool) -> None:
        """Words; what only formatting parts is one run, so that an address in it is whole."""
        text = node.text_content
        if not text:
            return
        if self._cited and not text.isspace():
            self._add(*self._cited)
            self._cited = []
        first, *others = text.split("\n") if lines else (text,)
        self._words.append(first)
        for line in others:
            self._flush()
            part(self.items, Gap.LINE)
            self._words.append(line)

    def _flush(self) -> None:
        if self._words:
            self.items.append(Run("".join(self._words)))
            self._words = []

    def _add(self, *items: Item) -> None:
        self._flush()
        self.items += items

    def _link(self, node: LexborNode, *, menu: bool) -> None:
        # Robust Links (robustlinks.org/spec): what the author cited, and as of which day.
        original, version = node.attributes.get("data-originalurl"), node.attributes.get("data-versiondate")
        target = (original or node.attributes.get("href") or "").strip()
        label = node.text(deep=True, separator="")
        if not label.strip() and (image := node.css_first("img[alt]")):
            label = image.attributes.get("alt") or ""
        if not is_mark_of_note(node, target, label):
            accessed = read_day(version) if version else None
            self._add(Link(target=target, label=label, menu=menu, accessed=accessed))


def _is_words(node: LexborNode) -> bool:
    """Whether an element holds nothing but words, and not many."""
    left, seen = [node], 0
    while left:
        for child in left.pop().iter(include_text=True):
            seen += 1
            if seen > _MOST_NODES or child.tag in _MORE_THAN_WORDS:
                return False
            left.append(child)
    return True


def _is_menu(node: LexborNode, tag: str, *, inside_text: bool) -> bool:
    if tag in _MENUS:
        return True
    attributes = node.attributes
    if not attributes:
        return tag in _MENU_OUTSIDE_TEXT and not inside_text
    if (attributes.get("role") or "") in _MENU_ROLES:
        return True
    if tag in _MENU_OUTSIDE_TEXT:
        return not inside_text and not is_named_for_notes(node)
    return tag in _MENUS_BY_NAME and _MENU_CLASS.search(named(attributes)) is not None
