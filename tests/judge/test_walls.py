"""Walls: whatever the status, what a wall answers is blocked, and a vendor's presence on a page is no wall."""

from __future__ import annotations

import pytest

from auditor.judge.tables.walls_bots import bot_walls
from auditor.judge.tables.walls_logins import other_walls
from auditor.judge.tables.walls_vendors import vendor_walls
from auditor.model import LinkState, Response
from tests.judge.build import PARAGRAPH, STRIKES, URI, decisive, html, over, probe, redirect, response, state

CHALLENGE = html(
    "Just a moment...",
    "<script>window._cf_chl_opt={}</script><script src='/cdn-cgi/challenge-platform/h/b.js'></script>",
)
CAPTCHA = html(
    "reuters.com",
    "Please enable JS and disable any ad blocker<script src=https://ct.captcha-delivery.com/c.js></script>",
)
DENIED = b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>Reference&#32;&#35;18&#46;2d35</BODY></HTML>"

WALLS = {
    "cloudflare says so on 403": response(403, CHALLENGE, headers=[("cf-mitigated", "challenge")]),
    "cloudflare says so on 429": response(429, b"", headers=[("cf-mitigated", "challenge")]),
    "cloudflare says so on 404": response(404, b"", headers=[("cf-mitigated", "challenge")]),
    "cloudflare's challenge with 200": response(200, CHALLENGE),
    "cloudflare's challenge with 503": response(503, CHALLENGE),
    "cloudflare's refusal": response(403, html("Attention Required! | Cloudflare", "You have been blocked.")),
    "cloudflare asks for money": response(402, b"", headers=[("crawler-price", "USD 0.01")]),
    "datadome before reuters": response(401, CAPTCHA, headers=[("x-datadome", "protected"), ("x-dd-b", "3")]),
    "datadome by its body alone": response(403, CAPTCHA),
    "akamai denies": response(403, DENIED, headers=[("server", "AkamaiGHost")]),
    "akamai denies with 200": response(200, DENIED),
    "akamai's edge without a name": response(
        403, b"<h1>no</h1>", headers=[("server-timing", "ak_p; desc=1; dur=3"), ("server-timing", "origin; dur=0")]
    ),
    "akamai's bot manager": response(403, html("Sorry", PARAGRAPH * 20), headers=[("set-cookie", "_abck=1; Path=/")]),
    "aws waits for a script": response(202, b"", headers=[("x-amzn-waf-action", "challenge")]),
    "aws wants a puzzle solved": response(
        405, html("Human Verification", ""), headers=[("x-amzn-waf-action", "captcha")]
    ),
    "cloudfront refuses": response(403, html("ERROR: The request could not be satisfied", "Request blocked.")),
    "imperva with 200": response(200, html("", "Request unsuccessful. Incapsula incident ID: 1-2")),
    "imperva's shell with 200": response(200, b'<html><iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe></html>'),
    "pardon our interruption": response(200, html("Pardon Our Interruption...", PARAGRAPH)),
    "linkedin": response(999, b""),
    "somebody's robot check": response(200, html("Are you a robot?", "Tick the box.")),
    "somebody's refusal": response(200, html("Access denied", "Go away.")),
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_a_wall_is_blocked_by_the_wall_rule_on_any_status(wall: Response) -> None:
    found = decisive(wall)
    assert (found.state, found.rule) == (LinkState.BLOCKED, "wall")


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_a_wall_is_never_dead_however_often_it_is_seen(wall: Response) -> None:
    verdict = over(*(probe(wall, day=4.0 * times) for times in range(6)), policy=STRIKES)
    assert verdict.link.state is LinkState.BLOCKED


GOOD = html(text=PARAGRAPH * 20)
PRESENT = {
    "cloudflare": [("server", "cloudflare"), ("cf-ray", "9f-FRA"), ("set-cookie", "__cf_bm=1")],
    "datadome that let us pass": [("x-datadome", "protected"), ("set-cookie", "datadome=1")],
    "akamai": [("server", "AkamaiGHost"), ("set-cookie", "_abck=1"), ("server-timing", "ak_p; dur=1")],
    "aws": [("server", "awselb/2.0"), ("x-cache", "Error from cloudfront")],
    "imperva": [("x-iinfo", "0-0 NNNN"), ("x-cdn", "Imperva")],
}


@pytest.mark.parametrize("headers", PRESENT.values(), ids=PRESENT.keys())
def test_a_vendors_presence_on_a_good_page_is_no_wall(headers: list[tuple[str, str]]) -> None:
    assert state(response(200, GOOD, headers=headers)) is LinkState.LIVE


@pytest.mark.parametrize("headers", PRESENT.values(), ids=PRESENT.keys())
def test_a_vendors_presence_does_not_make_a_404_a_wall(headers: list[tuple[str, str]]) -> None:
    assert state(response(404, html("Not here", PARAGRAPH), headers=headers)) is LinkState.DEAD


@pytest.mark.parametrize(
    "script",
    [
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        '<script src="/_Incapsula_Resource?SWJIYLWA=7"></script>',
        "<script src='https://js.datadome.co/tags.js'></script>",
        "<script>/* token.awswaf.com gokuProps */</script>",
    ],
)
def test_a_vendors_script_on_a_page_full_of_text_is_no_wall(script: str) -> None:
    assert state(response(200, html(text=PARAGRAPH * 20 + script))) is LinkState.LIVE


def test_akamais_404_of_660_kilobytes_is_a_true_404() -> None:
    body = html("Page Not Found", "<p>Disaster help</p>" * 33_000)
    assert len(body) > 650_000
    assert state(response(404, body, headers=[("server", "AkamaiGHost")])) is LinkState.DEAD


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("page", [html("Access denied", ""), html("Gone", "Verify you are human."), CHALLENGE])
def test_the_words_of_an_error_page_do_not_outweigh_its_status(status: int, page: bytes) -> None:
    assert state(response(status, page)) is LinkState.DEAD


def test_cloudfronts_404_is_the_origins_own() -> None:
    assert state(response(404, b"<h1>404</h1>", headers=[("x-cache", "Error from cloudfront")])) is LinkState.DEAD


def test_an_article_about_walls_is_live() -> None:
    text = (
        PARAGRAPH * 12 + "Readers saw “Incapsula incident ID” and had to verify you are human on captcha-delivery.com."
    )
    assert state(response(200, html("How bot walls keep librarians out", text))) is LinkState.LIVE


@pytest.mark.parametrize(
    ("cited", "final"),
    [
        ("https://www.linkedin.com/posts/someone_1", "https://www.linkedin.com/authwall?trk=1"),
        ("https://www.instagram.com/p/abc/", "https://www.instagram.com/accounts/login/?next=/p/abc/"),
        ("https://www.youtube.com/watch?v=1", "https://consent.youtube.com/m?continue=1"),
        ("https://www.federalregister.gov/documents/2024/1/2/x", "https://unblock.federalregister.gov/"),
        (URI, "https://login.example.org/"),
        (URI, "https://www.example.org/users/sign_in?return=1"),
        (URI, "https://sso.example.org/saml2/idp"),
        (URI, "https://www.example.org/action/cookieAbsent"),
    ],
)
def test_a_redirect_to_a_login_or_consent_page_is_blocked(cited: str, final: str) -> None:
    assert state(redirect(final, 302), response(200, html("Sign in", "Your name")), uri=cited) is LinkState.BLOCKED


@pytest.mark.parametrize(
    "uri",
    ["https://www.example.org/login/how-to", "https://www.example.org/oauth2/rfc6749", "https://auth.example.org/x"],
)
def test_a_cited_page_about_logins_is_no_login_page(uri: str) -> None:
    assert state(response(200), uri=uri) is LinkState.LIVE
    assert state(redirect(f"{uri}/"), response(200), uri=uri) is LinkState.LIVE


def test_words_like_authors_or_authority_in_a_new_address_are_no_login() -> None:
    found = decisive(redirect("/authors/authority/harbour-dredging-costs"), response(200))
    assert found.state is LinkState.MOVED


def test_a_body_is_searched_only_where_a_signature_limits_what_a_reader_sees() -> None:
    searching = [each for each in (*bot_walls(), *vendor_walls(), *other_walls()) if each.body]
    assert searching
    bounded = [each for each in searching if each.max_text_chars or each.max_bytes or each.title]
    assert bounded == searching


def test_every_signature_has_a_name_of_its_own_a_source_and_ascii_words() -> None:
    table = (*bot_walls(), *vendor_walls(), *other_walls())
    assert len({each.name for each in table}) == len(table)
    assert all(each.source for each in table)
    assert all(word == word.lower() and word.isascii() for each in table for word in (*each.body, *each.also))
