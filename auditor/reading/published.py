"""Published pages, feeds and sitemaps in, their pages in files of a folder out, or documents that say why not.

1. They are asked for like everything else: in lanes, on a deadline, each hop through the guard; retries and redirects
   are the probe's. No platform is asked instead of a page: what is wanted is the page.
2. A feed's pages stand where the feed stands, each once, and what is wrong with a feed is a document before them.
3. Sitemaps list sitemaps, to MAX_DEPTH below the one that is named and MAX_SITEMAPS in all, each once: loops end there.
4. Bodies go to files as they come, so that memory holds those in flight: MAX_IN_FLIGHT times MAX_BYTES at the most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import trio

from auditor.collect import Fetched, Found, Page
from auditor.feeds import Entry, Feed, FeedError
from auditor.feeds.select import MAX_BYTES as MAX_FEED_BYTES
from auditor.feeds.select import MAX_ENTRIES, read_feed
from auditor.model import BodyEnd, Document, Response
from auditor.net import Clock
from auditor.page import charset_in
from auditor.reading.post import Post, trouble
from auditor.settings import NetPolicy
from auditor.uris import key_of, without_userinfo

MAX_BYTES = 32 * 1024**2  # of one page; reports of many pages have a tenth of it
MAX_IN_FLIGHT = 16
MAX_DEPTH = 3  # an index of sitemaps may hold no index (sitemaps.org), and some do
MAX_SITEMAPS = 500

_ENDS = {
    BodyEnd.CAPPED: "it is larger than {0} MiB, of which the beginning is read",
    BodyEnd.CUT: "it was cut off on its way: what came is read",
    BodyEnd.STALLED: "it didn't come to its end in time: what came is read",
    BodyEnd.UNDECODABLE: "its compression is damaged: what could be unpacked is read",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of the pages, in order; `unanswered` as in `Post`."""

    items: tuple[Found | Document, ...] = ()
    unanswered: bool = False


async def fetch_published(
    pages: Sequence[Page], policy: NetPolicy, folder: Path, *, clock: Clock, jitter: Callable[[], float]
) -> Published:
    """Fetch all pages and all that the feeds among them list, into `folder`."""
    post = Post(replace(policy, connections=min(policy.connections, MAX_IN_FLIGHT)), clock, jitter)
    feeds = await _read_feeds([page.uri for page in pages if page.is_feed], post)
    wanted = list(_in_order(pages, feeds))
    shelf = _Shelf(folder, {key_of(one.uri): one.day for one in wanted if isinstance(one, Entry)})
    await post.fetch([one.uri for one in wanted if isinstance(one, Entry)], shelf.take, MAX_BYTES)
    items = (shelf.items[key_of(one.uri)] if isinstance(one, Entry) else one for one in wanted)
    return Published(items=tuple(items), unanswered=post.unanswered)


def _in_order(pages: Sequence[Page], feeds: Mapping[str, Feed | Document]) -> Iterator[Entry | Document]:
    """Every page once, where it is named first, and before a feed's pages what is wrong with the feed."""
    seen: set[str] = set()
    for page in pages:
        for one in _pages_of(key_of(page.uri), feeds) if page.is_feed else [Entry(uri=page.uri)]:
            key = key_of(one.uri) if isinstance(one, Entry) else None
            if key not in seen:
                yield one
            if key:
                seen.add(key)


def _pages_of(root: str, feeds: Mapping[str, Feed | Document]) -> Iterator[Entry | Document]:
    """What a feed lists, and the sitemaps that it names, up to MAX_ENTRIES."""
    waiting, seen, given, unread = [root], {root}, 0, 0
    while waiting:
        uri = waiting.pop()
        feed = feeds.get(uri)
        if not isinstance(feed, Feed):
            unread += feed is None
            if feed:
                yield feed
            continue
        entries = feed.entries[: MAX_ENTRIES - given]
        given += len(entries)
        beyond = len(feed.entries) - len(entries)
        more = (
            (f"{beyond:,} of its entries stand behind the first {MAX_ENTRIES:,} that {root} lists",) if beyond else ()
        )
        if feed.problems or more or not (feed.entries or feed.sitemaps):
            problems = (*feed.problems, *more) or ("it lists no page",)
            yield Document(name=without_userinfo(uri), problems=problems)
        yield from entries
        new = [one for one in dict.fromkeys(feed.sitemaps) if one not in seen]
        seen.update(new)
        waiting += reversed(new)
    if unread:
        least = f"no more than {MAX_SITEMAPS} are, {MAX_DEPTH} below the first"
        yield trouble(root, f"{unread:,} of the sitemaps that it lists are not read: {least}")


async def _read_feeds(roots: Sequence[str], post: Post) -> dict[str, Feed | Document]:
    """Every feed and every sitemap that is named in one, by its address."""
    known: dict[str, Feed | Document] = {}
    waiting = dict.fromkeys(map(key_of, roots))
    for _ in range(MAX_DEPTH + 1):
        got: dict[str, Feed | Document] = {}
        await post.fetch(list(waiting), partial(_take_feed, got), MAX_FEED_BYTES)
        known |= got
        named = (uri for feed in got.values() if isinstance(feed, Feed) for uri in feed.sitemaps)
        waiting = dict.fromkeys(uri for uri in named if uri not in known)
        waiting = dict.fromkeys(list(waiting)[: MAX_SITEMAPS - len(known)])
    return known


async def _take_feed(got: dict[str, Feed | Document], uri: str, outcome: Response | Document, address: str) -> None:
    if isinstance(outcome, Response):
        got[uri] = await trio.to_thread.run_sync(_as_feed, uri, outcome, address)
    else:
        got[uri] = outcome


def _as_feed(uri: str, response: Response, address: str) -> Feed | Document:
    try:
        feed = read_feed(response.body, uri=address)
    except FeedError as error:
        return trouble(uri, f"it {error}")
    return replace(feed, problems=(*_cut_short(response, MAX_FEED_BYTES), *feed.problems))


def _cut_short(response: Response, max_bytes: int) -> tuple[str, ...]:
    """What has to be said of a body that didn't come whole."""
    said = _ENDS.get(response.body_end)
    return (said.format(max_bytes // 1024**2),) if said else ()


class _Shelf:
    """Puts the pages that come into files, or keeps why they didn't."""

    def __init__(self, folder: Path, days: Mapping[str, date | None]) -> None:
        self.items: dict[str, Found | Document] = {}
        self._folder = folder
        self._days = days

    async def take(self, key: str, outcome: Response | Document, address: str) -> None:
        if isinstance(outcome, Document):
            self.items[key] = outcome
            return
        path = self._folder / f"{len(self.items)}"
        self.items[key] = Found(name=key, path=str(path), base_url=address, fetched=self._told(key, outcome))
        await trio.to_thread.run_sync(path.write_bytes, outcome.body)

    def _told(self, key: str, response: Response) -> Fetched:
        declared = response.header("content-type") or ""
        return Fetched(
            media_type=response.media_type,
            charset=charset_in(declared),
            day=self._days.get(key),
            problems=_cut_short(response, MAX_BYTES),
        )
