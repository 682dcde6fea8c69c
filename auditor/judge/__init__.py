"""The door of judging: the evidence of one reference in, its verdict out. Pure, so re-derivable at any time.

Each rule is a file that ends in `RULE`. A rule sees one probe (a `Sight`) and says what it proves, or None; the
ordered tuple `RULES` in `auditor.judge.verdict` asks them in turn, and the first decisive finding wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from auditor import uris
from auditor.judge.outline import outline
from auditor.model import Exchange, Failure, Finding, Probe, Reference, Registration, Response
from auditor.once import once
from auditor.page import Page, prose, read_page

SEARCHED_BYTES = 65_536
_SEPARATOR = re.compile(r"\s[|·•:–—-]\s|:\s")  # between the parts of a title

REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 section 15.4; no other status sends a reader on


class Sight:
    """One probe of one reference as the rules see it; what costs time is read once, and only when asked for."""

    def __init__(
        self,
        reference: Reference,
        probe: Probe,
        *,
        sinks: frozenset[str] = frozenset(),
        registration: Registration | None = None,
    ) -> None:
        self.reference = reference
        self.probe = probe
        self.sinks = sinks  # see `corpus`
        self.registration = registration

    @once
    def last(self) -> Exchange | None:
        """The exchange that ended the look."""
        return self.probe.last

    @once
    def response(self) -> Response | None:
        """The last answer; None when the look ended in a failure or was skipped."""
        return self.last.response if self.last else None

    @once
    def is_good(self) -> bool:
        """Whether the last answer is one that carries a page: 2xx, RFC 9110 section 15.3."""
        return self.response is not None and 200 <= self.response.status < 300  # noqa: PLR2004 - the class

    @once
    def failure(self) -> Failure | None:
        """What the look ended in when there was no last answer."""
        return self.last.outcome if self.last and isinstance(self.last.outcome, Failure) else None

    @once
    def final_uri(self) -> str:
        """Where the look ended."""
        return self.last.request.uri if self.last else self.reference.uri

    @once
    def cited(self) -> uris.Uri | None:
        """The cited address, taken apart."""
        return uris.parse(self.reference.uri)

    @once
    def final(self) -> uris.Uri | None:
        """The address where the look ended, taken apart."""
        return self.cited if self.final_uri == self.reference.uri else uris.parse(self.final_uri)

    @once
    def answered_by(self) -> str:
        """The host that the last exchange was with, for a finding's sentence."""
        if self.final_uri == self.reference.uri:
            return self.reference.host
        return self.final.host if self.final else self.reference.host

    @once
    def hops(self) -> tuple[Exchange, ...]:
        """The redirects that were followed, in order: what ended the look isn't one of them."""
        return tuple(each for each in self.probe.exchanges[:-1] if _redirects(each.response))

    @once
    def redirected(self) -> bool:
        """Whether the look ended at another page than the one that was cited."""
        return bool(self.hops) and not uris.same_page(self.reference.uri, self.final_uri)

    @once
    def page(self) -> Page | None:
        """What can be read off the last answer's page; None when it is not a page. One with much text may lack it."""
        return (outline(self.response) or self.whole_page) if self.response else None

    @once
    def header_names(self) -> frozenset[str]:
        """Which headers the last answer has."""
        return frozenset(name for name, _ in self.response.headers) if self.response else frozenset()

    @once
    def title_parts(self) -> tuple[str, ...]:
        """The page's title, and its parts between separators."""
        title = self.page.title if self.page else ""
        return (title, *_SEPARATOR.split(title))

    @once
    def low_text(self) -> str:
        """The page's title and visible text, in lower case."""
        return f"{self.page.title} {self.page.text}".lower() if self.page else ""

    @once
    def low_markup(self) -> bytes:
        """The beginning of the last answer's body, in lower case."""
        return self.response.body[:SEARCHED_BYTES].lower() if self.response else b""

    @once
    def prose(self) -> str:
        """The last answer's visible text outside of links, menus and forms; empty when it is no page."""
        return prose(self.response) if self.response and self.page else ""

    @once
    def whole_page(self) -> Page | None:
        """The same with all of its text, which takes several times as long."""
        return read_page(self.response) if self.response else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its name as findings show it, and how it looks at one probe."""

    name: str
    look: Callable[[Sight], Finding | None]


def _redirects(response: Response | None) -> bool:
    return response is not None and response.status in REDIRECTS and response.header("location") is not None
