"""A question in, the request to an index of Common Crawl out; its answer in, a reply that is evidence only.

Common Crawl keeps pages for machines: nobody can be sent to one. So it never holds a copy; that it has seen the page,
and when, is said in `because`.

| the index answers                         | then                                       |
|-------------------------------------------|--------------------------------------------|
| lines, one of them of this page, well     | none held; it saw the page on that day     |
| lines, none of them such                  | none held; it saw errors or redirects only |
| 404 with its own words                    | none held; it has not seen the page        |
| anything else                             | undetermined                               |
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from auditor import uris
from auditor.archives import Ask, Question
from auditor.archives.answers import nearest, none_held, rest_s, undetermined
from auditor.archives.replay import moment, plain
from auditor.model import ArchiveReply, BodyEnd, Capture, Exchange, Request, Response
from auditor.settings import CommonCrawlPolicy

NAME = "common crawl"

_ROWS = 20
_BYTES = 65_536
_OK, _NOT_FOUND = 200, 404
_NONE = b"No Captures found"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonCrawl:
    """One crawl's index, an `Archive` that holds nothing."""

    policy: CommonCrawlPolicy

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
            query = urlencode({"url": plain(question.uri_r), "output": "json", "limit": _ROWS})
            return Ask(request=Request(uri=f"{self.policy.index}?{query}", max_body_bytes=_BYTES), pool=NAME)
        wait_s = rest_s(past)
        if wait_s is not None:
            return Ask(request=past[-1].request, pool=NAME, after_s=wait_s)
        match past[-1].response:
            case Response(status=status, body=body) if status == _NOT_FOUND and _NONE in body:
                return none_held(NAME, question, past, "has not seen the page")
            case Response(status=status, body_end=BodyEnd.WHOLE, body=body) if status == _OK and body.strip():
                return _reply(question, past, body)
            case _:
                return undetermined(NAME, question, past)


def _reply(question: Question, past: tuple[Exchange, ...], body: bytes) -> ArchiveReply:
    try:
        seen = list(_seen(body, question.uri_r))
    except ValueError:
        return undetermined(NAME, question, past, "its index answered with something else")
    day = nearest(seen, question.around)
    if day is None:
        return none_held(NAME, question, past, "has seen errors and redirects only")
    told = f"saw the page on {day.captured_at:%Y-%m-%d}, but shows no copies"
    return none_held(NAME, question, past, told)


def _seen(body: bytes, uri_r: str) -> Iterator[Capture]:
    """When the page was seen well. Raises ValueError for what is no index."""
    for line in body.splitlines():
        match json.loads(line):
            case {"url": str(url), "timestamp": str(written), **rest}:
                when = moment(written)
                if when is not None and rest.get("status") == "200" and uris.same_page(url, uri_r):
                    yield Capture(uri_m="", captured_at=when, status=_OK)
            case _:
                raise ValueError(line)
