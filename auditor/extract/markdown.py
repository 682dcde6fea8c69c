"""Markdown in, the document with its citations out.

`auditor.prose.formats.commonmark` reads it; addresses that stand bare in its text are found by
`auditor.prose.addresses.bare`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pyromark

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.formats.commonmark import read_flow
from auditor.prose.formats.encoding import decode
from auditor.prose.formats.front_matter import split

_PURE = pyromark.Markdown()
_ANY_REFERENCE = re.compile(
    r"""<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE | re.DOTALL
)

# Links only: plain text has its `**` and `#` as well, and nothing is lost of a Markdown text without links.
_SIGNS = re.compile(rb"\]\((?:<?https?://|/|#|www\.)|^\[[^\]\n]+\]:\s*\S", re.MULTILINE)


def _extract(source: Source) -> Document:
    decoded = decode(source.data, declared=source.charset)
    matter, start = split(decoded.text)
    flow = read_flow(decoded.text, start=start)
    about = of_text(decoded.text, start=start, matter=matter, base_url=source.base_url)
    found, problems = citations(flow, about, text=decoded.text)
    return Document(
        name=source.name,
        media_type="text/markdown",
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *problems),
        citations=found,
    )


def _claims(head: bytes) -> bool:
    return _SIGNS.search(head) is not None


def links(text: str) -> Iterator[str]:
    """The addresses of a text by CommonMark alone, in document order: no bare ones, images inside images left out."""
    images = 0
    for event in _PURE.events(text):
        if not isinstance(event, dict):
            continue
        ((name, value),) = event.items()
        if name in {"InlineHtml", "Html"}:
            yield from (_unescaped(href) for href in _ANY_REFERENCE.findall(str(value)))
        elif name == "Start" and isinstance(value, dict):
            if not images and (link := value.get("Link") or value.get("Image")):
                yield f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"]
            images += "Image" in value
        elif name == "End":
            images -= value == "Image"


def _unescaped(href: tuple[str, ...]) -> str:
    return html.unescape(next((group for group in href if group), ""))


EXTRACTOR = Extractor(
    name="markdown",
    media_types=("text/markdown", "text/x-markdown"),
    suffixes=(".md", ".markdown", ".mkd", ".mdown"),
    claims=_claims,
    extract=_extract,
)
