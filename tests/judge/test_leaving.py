"""Which answers make a host one that is left in peace."""

from __future__ import annotations

import pytest

from auditor.judge.leaving import walls_of
from auditor.model import Exchange, Failure, FailureKind, Probe, Request, Response
from tests.judge.build import START, html, redirect, reference, response

CHALLENGE = response(403, html("Just a moment..."), headers=[("cf-mitigated", "challenge")])
DISGUISED = response(200, html("Pardon", "Request unsuccessful. Incapsula incident ID: 1-2"))
LOGIN = response(200, html("Log in", "Log in to go on."))


def hosts(*steps: tuple[str, Response | Failure]) -> set[str]:
    exchanges = tuple(Exchange(request=Request(uri=uri), outcome=said, started_at=START) for uri, said in steps)
    cited = reference(steps[0][0])
    return set(walls_of(cited, Probe(key=cited.key, exchanges=exchanges)))


@pytest.mark.parametrize(
    "answer",
    [
        CHALLENGE,
        response(202, b"", headers=[("x-amzn-waf-action", "challenge")]),
        response(402, html("Payment required"), headers=[("crawler-price", "USD 0.01")]),
        DISGUISED,
        response(429, html("Too many requests")),
        response(999, b""),
    ],
)
def test_a_wall_of_the_hosts_counts(answer: Response) -> None:
    assert hosts(("https://a.test/x", answer)) == {"a.test"}


@pytest.mark.parametrize(
    "answer",
    [
        response(200),
        response(200, html(), headers=[("server", "cloudflare"), ("set-cookie", "__cf_bm=1")]),
        response(403, html("Members only", "This collection is open to members.")),
        response(404),
        response(503),
        Failure(kind=FailureKind.TIMEOUT),
    ],
)
def test_a_page_an_error_and_a_failure_do_not(answer: Response | Failure) -> None:
    assert hosts(("https://a.test/x", answer)) == set()


def test_nothing_was_asked_and_nothing_counts() -> None:
    assert walls_of(reference(), Probe(key=reference().key)) == frozenset()


def test_a_login_stands_before_some_pages_of_a_site_only() -> None:
    login = "https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fx"
    assert hosts(("https://www.facebook.com/x", redirect(login, 302)), (login, LOGIN)) == set()


def test_a_wall_of_the_same_site_counts_for_who_led_there() -> None:
    found = hosts(
        ("https://www.a.test/x", redirect("https://unblock.a.test/", 302)), ("https://unblock.a.test/", CHALLENGE)
    )
    assert found == {"www.a.test", "unblock.a.test"}


@pytest.mark.parametrize("resolver", ["doi.org", "a.co.test"])
def test_a_resolver_is_not_to_blame_for_where_it_leads(resolver: str) -> None:
    publisher = "https://publisher.test/article"
    assert hosts((f"https://{resolver}/10.1", redirect(publisher, 302)), (publisher, CHALLENGE)) == {"publisher.test"}
