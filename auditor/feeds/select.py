"""Bytes in, the pages and the further sitemaps that they list out, whichever kind of feed they are.

1. XML is read by `auditor.feeds.xml`; JSON Feed 1 and a sitemap of plain lines are read here.
2. Relative addresses are resolved against `xml:base`, else against the feed's own address.
3. A sitemap speaks for its own host and what is below it (sitemaps.org, "Sitemap file location"); a feed for any.
"""

from __future__ import annotations

import html
import json
import re
import zlib
from collections.abc import Iterable

from auditor.dates import read_day
from auditor.feeds import Entry, Feed, FeedError, Found, xml
from auditor.uris import bare_host, parse

MAX_BYTES = 50 * 1024**2  # unpacked; the most that a sitemap may have (sitemaps.org)
MAX_ENTRIES = 10_000  # pages of one feed: a night's work at the pace that one host is asked
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_LINES = re.compile(rb"\A(?:\s*https?://\S+[ \t]*(?:\r?\n|\Z))+\s*\Z")
_ALTERNATE = re.compile(
    rb"""<link\b(?=[^>]*\btype\s*=\s*["']?application/(?:rss|atom|feed)\+(?:xml|json))[^>]*?\bhref\s*=\s*["']?([^\s"'>]+)""",
    re.IGNORECASE,
)
_LIKE_HTML = re.compile(rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def read_feed(data: bytes, *, uri: str) -> Feed:
    """What the feed that was fetched from `uri` lists. FeedError where it is none."""
    data = _unpacked(data).lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"{"):
        return _listed(_json_entries(data), uri, ())
    if _LINES.match(data):
        lines = data.decode("utf-8", "replace").split()
        return _listed((Found(links=[line], is_sitemap=False, of_sitemap=True) for line in lines), uri, ())
    if _LIKE_HTML.match(data[:_HEAD]):
        raise FeedError(_not_a_feed(data, uri))
    found, problems = xml.entries(data, uri=uri)
    return _listed(found, uri, problems)


def _unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip, as sitemaps often are."""
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, MAX_BYTES + 1)
        except zlib.error as error:
            raise FeedError("is a damaged gzip file") from error
    if len(data) > MAX_BYTES:
        raise FeedError(f"is larger than {MAX_BYTES // 1024**2} MiB, the most that is read")
    return data


def _not_a_feed(data: bytes, uri: str) -> str:
    named = _ALTERNATE.search(data[:_HEAD])
    address = parse(html.unescape(named[1].decode("utf-8", "replace")), base=uri) if named else None
    return "is a page, not a feed" + (f"; it names {address.href} as its feed" if address else "")


def _json_entries(data: bytes) -> list[Found]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedError("is neither XML nor sound JSON") from error
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise FeedError("is JSON, but no JSON Feed: it names no version of it")
    items = feed.get("items")
    return [
        Found(links=[str(one["url"])] if one.get("url") else [], day=str(one.get("date_published") or ""))
        for one in (items if isinstance(items, list) else [])
        if isinstance(one, dict)
    ]


def _listed(found: Iterable[Found], uri: str, problems: tuple[str, ...]) -> Feed:
    """The entries with absolute addresses, each once, and what has to be said about the others."""
    pages: dict[str, Entry] = {}
    sitemaps: dict[str, None] = {}
    nowhere = elsewhere = beyond = 0
    for one in found:
        address = next(
            (parsed for link in (*one.links, *one.other) if (parsed := parse(link, base=one.base or uri))), None
        )
        if address is None:
            nowhere += 1
        elif one.of_sitemap and not _speaks_for(uri, address.host):
            elsewhere += 1
        elif one.is_sitemap:
            sitemaps[address.key] = None
        elif address.key in pages:
            continue
        elif len(pages) == MAX_ENTRIES:
            beyond += 1
        else:
            pages[address.key] = Entry(uri=address.key, day=read_day(one.day) if one.day else None)
    said = (
        (nowhere, "name no page"),
        (elsewhere, f"are of other hosts than {_host(uri)}, for which it can't speak: left out"),
        (beyond, f"stand behind the first {MAX_ENTRIES:,}, the most that are read"),
    )
    return Feed(
        entries=tuple(pages.values()),
        sitemaps=tuple(sitemaps),
        problems=(*problems, *(f"{count:,} of its entries {what}" for count, what in said if count)),
    )


def _speaks_for(uri: str, host: str) -> bool:
    own = _host(uri)
    return bare_host(host) == own or host.endswith(f".{own}")


def _host(uri: str) -> str:
    parsed = parse(uri)
    return bare_host(parsed.host) if parsed else ""
