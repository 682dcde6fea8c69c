"""A question in, the request to Perma.cc's public API out; its answer in, the reply out.

| the API answers                                     | then                                                          |
|-----------------------------------------------------|---------------------------------------------------------------|
| links of this page with a good capture              | held: people made them, and Perma.cc keeps what they looked at |
| no links, or only such whose capture failed         | none held, as far as links are public                         |
| links, but all of other pages                       | undetermined: it has not looked for this one                  |
| anything else                                       | undetermined                                                  |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from auditor import uris
from auditor.archives import Ask, Question
from auditor.archives.answers import held, json_in, nearest, none_held, rest_s, undetermined
from auditor.model import ArchiveReply, Capture, Exchange, Request
from auditor.settings import PermaPolicy

NAME = "perma.cc"

_LINKS = 50
_BYTES = 262_144
_GUID = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Perma:
    """Perma.cc, an `Archive`."""

    policy: PermaPolicy = field(default_factory=PermaPolicy)

    @property
    def name(self) -> str:
        """As the reports name it."""
        return NAME

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute."""
        return {NAME: self.policy.per_minute}

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What to ask next, or the reply that the exchanges so far amount to."""
        if not past:
            query = urlencode({"url": question.uri_r, "limit": _LINKS})
            return Ask(request=Request(uri=f"{self.policy.endpoint}?{query}", max_body_bytes=_BYTES), pool=NAME)
        wait_s = rest_s(past)
        if wait_s is not None:
            return Ask(request=past[-1].request, pool=NAME, after_s=wait_s)
        response = past[-1].response
        match json_in(response) if response else None:
            case {"objects": list(links)}:
                return _reply(question, past, links)
            case _:
                return undetermined(NAME, question, past)


def _reply(question: Question, past: tuple[Exchange, ...], links: list[object]) -> ArchiveReply:
    of_the_page = [link for link in links if _is_of(link, question.uri_r)]
    if links and not of_the_page:
        return undetermined(NAME, question, past, "it answered with links of other pages")
    captures = [capture for link in of_the_page if (capture := _capture(link)) is not None]
    first = nearest(captures, question.around)
    if first is None:
        return none_held(NAME, question, past, "no public link of this page")
    return held(NAME, question, past, first, *(each for each in captures if each is not first))


def _is_of(link: object, uri_r: str) -> bool:
    match link:
        case {"url": str(url)}:
            return uris.same_page(url, uri_r)
        case _:
            return False


def _capture(link: object) -> Capture | None:
    """The capture of a link; None where it failed or can't be read."""
    match link:
        case {"guid": str(guid), "creation_timestamp": str(written), **rest} if _GUID.fullmatch(guid):
            try:
                when = datetime.fromisoformat(written)
            except ValueError:
                return None
            if when.tzinfo is None or _has_failed(rest.get("captures")):
                return None
            return Capture(uri_m=f"https://perma.cc/{guid}", captured_at=when.astimezone(UTC))
        case _:
            return None


def _has_failed(captures: object) -> bool:
    """Whether the capture of the page itself is told to have failed; where nothing is told of it, it hasn't."""
    if not isinstance(captures, list):
        return False
    primary = [each for each in captures if isinstance(each, dict) and each.get("role") == "primary"]
    return bool(primary) and all(each.get("status") != "success" for each in primary)
