"""Statuses that mean what they say, and servers that fail a few times before they recover."""

from __future__ import annotations

from tests.web.behaviours.answers import Headers, answer, in_turn
from tests.web.behaviours.pages import document
from tests.web.server import Behaviour, Visit


def error(status: int, title: str, text: str = "", headers: Headers = ()) -> Behaviour:
    """An error with a page that says the same as its status."""
    return answer(status, document(title, text), headers=headers)


def not_found() -> Behaviour:
    """404."""
    return error(404, "404 Not Found", "There is nothing at this address.")


def gone() -> Behaviour:
    """410: it was here, and it won't come back."""
    return error(410, "410 Gone", "This page has been taken down for good.")


def forbidden() -> Behaviour:
    """403 without any vendor's signature."""
    return error(403, "Members only", "This collection is open to members of the library.")


def legal() -> Behaviour:
    """451 (RFC 7725), with the one who demanded it."""
    blocked_by = '<https://court.example/>; rel="blocked-by"'
    return error(451, "Unavailable For Legal Reasons", "Withheld by court order.", [("Link", blocked_by)])


def payment() -> Behaviour:
    """402 with a price for crawlers."""
    return error(402, "Payment Required", "Crawlers pay here.", [("Crawler-Price", "USD 0.01")])


def login() -> Behaviour:
    """401 with Basic authentication."""
    return error(401, "Unauthorized", "Staff only.", [("WWW-Authenticate", 'Basic realm="Staff"')])


def server_error() -> Behaviour:
    """500."""
    return error(500, "Internal Server Error", "Something went wrong on our side.")


def unavailable(retry_after: str | None = None) -> Behaviour:
    """503; `retry_after` is the header's value in either of its forms."""
    return error(503, "Service Unavailable", "Back in a moment.", _retry_after(retry_after))


def too_many(retry_after: str | None = None) -> Behaviour:
    """429 for ever; `retry_after` is the header's value in either of its forms."""
    return error(429, "Too Many Requests", "Slow down, please.", _retry_after(retry_after))


def recovering(failure: Behaviour, well: Behaviour, *, times: int = 1) -> Behaviour:
    """The failure for the first `times` requests of an address, then well for ever."""
    return in_turn(*[failure] * times, well)


def head_refused(well: Behaviour) -> Behaviour:
    """405 for HEAD, well for everything else."""
    refusal = answer(405, headers=[("Allow", "GET")])

    async def answering(visit: Visit) -> None:
        await (refusal if visit.asked.method == "HEAD" else well)(visit)

    return answering


def picky(well: Behaviour, status: int = 406) -> Behaviour:
    """A refusal of every Accept header but `*/*`."""
    refusal = error(status, "Not Acceptable", "We have that, but not for you.")

    async def answering(visit: Visit) -> None:
        await (well if visit.asked.header("accept") == "*/*" else refusal)(visit)

    return answering


def strict(well: Behaviour) -> Behaviour:
    """400 for what RFC 3986 doesn't let stand in a request's target, as Tomcat has it."""
    refusal = error(400, "Bad Request", "Invalid character found in the request target.")

    async def answering(visit: Visit) -> None:
        await (refusal if set("|[]^{}") & set(visit.asked.path) else well)(visit)

    return answering


def misdirected(well: Behaviour) -> Behaviour:
    """421 on the first connection that asks, well on any other (RFC 9110 section 15.5.20)."""
    first: list[int] = []

    async def answering(visit: Visit) -> None:
        first.append(visit.asked.connection)
        refusal = error(421, "Misdirected Request", "This connection is for another site.")
        await (refusal if visit.asked.connection == first[0] else well)(visit)

    return answering


def _retry_after(value: str | None) -> Headers:
    return [] if value is None else [("Retry-After", value)]
