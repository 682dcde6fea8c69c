"""One cited page comes in; how its site answers, and what the archives hold of it, go out.

A row of a world's table names a page and picks one function of each kind from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.archive import Capture, page, redirect, revisit
from tests.web import Behaviour
from tests.web.behaviours import pages, redirects, statuses

NEAR = "20250629041500"  # a day after the demo's document was published
EARLIER = "20250620093000"
MONTHS_BEFORE = "20250115080000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A cited page: its address, what it said, how it answers today, and which archive saw it when."""

    uri: str
    title: str
    text: tuple[str, ...] = ()
    answers: Callable[[Cited], Mapping[str, Behaviour]]
    kept: Callable[[Cited], tuple[Capture, ...]]
    kept_by_second: Callable[[Cited], tuple[Capture, ...]]

    @property
    def host(self) -> str:
        """The host that is asked for it."""
        return urlsplit(self.uri).hostname or ""

    @property
    def path(self) -> str:
        """The path without its query."""
        return urlsplit(self.uri).path


def fine(cited: Cited) -> Mapping[str, Behaviour]:
    """Still there, as it was."""
    return {cited.path: pages.article(cited.title, *cited.text)}


def as_(behaviour: Behaviour) -> Callable[[Cited], Mapping[str, Behaviour]]:
    """Answered by this, whatever the page was."""
    return lambda cited: {cited.path: behaviour}


def moved_to(path: str) -> Callable[[Cited], Mapping[str, Behaviour]]:
    """Moved for good to another address of the same site, unchanged."""
    return lambda cited: {
        cited.path: redirects.moved(f"https://{cited.host}{path}"),
        path: pages.article(cited.title, *cited.text),
    }


def rewritten(title: str, *text: str) -> Callable[[Cited], Mapping[str, Behaviour]]:
    """Still there, but it says something else than when it was cited."""
    return lambda cited: {cited.path: pages.article(title, *text)}


def shaky(cited: Cited) -> Mapping[str, Behaviour]:
    """503 at first, then as it was."""
    well = pages.article(cited.title, *cited.text)
    return {cited.path: statuses.recovering(statuses.unavailable(), well)}


def near(cited: Cited) -> tuple[Capture, ...]:
    """Captured when it was cited."""
    return (page(cited.uri, NEAR, cited.title, *cited.text),)


def months_before(cited: Cited) -> tuple[Capture, ...]:
    """Captured only long before it was cited."""
    return (page(cited.uri, MONTHS_BEFORE, cited.title, *cited.text),)


def seen_again(cited: Cited) -> tuple[Capture, ...]:
    """Captured earlier, and found unchanged when it was cited."""
    return (page(cited.uri, EARLIER, cited.title, *cited.text), revisit(cited.uri, NEAR, EARLIER))


def by_redirect(path: str) -> Callable[[Cited], tuple[Capture, ...]]:
    """Captured as the redirect to its new address, which was captured a second later."""
    return lambda cited: (
        page(cited.uri, EARLIER, cited.title, *cited.text),
        redirect(cited.uri, NEAR, path),
        page(f"https://{cited.host}{path}", "20250629041501", cited.title, *cited.text),
    )


def as_error(status: int, title: str) -> Callable[[Cited], tuple[Capture, ...]]:
    """Captured, but only as an error."""
    return lambda cited: (page(cited.uri, NEAR, title, status=status),)


def never(_: Cited) -> tuple[Capture, ...]:
    """Not captured."""
    return ()
