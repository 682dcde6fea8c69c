"""Each behaviour does on the wire what it is named for."""

from __future__ import annotations

import gzip
import json
import ssl
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import pytest
import trio

from tests.web import Web, serve, serve_in_thread
from tests.web.behaviours import breaks, in_turn, pages, platforms, redirects, retry_on, statuses, walls
from tests.web.raw import SILENCE_S, ask_on, connected, get, header_of, status_of

WELL = pages.article("A page", "That is fine.")
SITES = {
    "a.example": {
        "/": WELL,
        "/hanging": breaks.hanging,
        "/reset": breaks.reset,
        "/silence": breaks.silence,
        "/half": breaks.half,
        "/endless": breaks.endless,
        "/drip": breaks.drip(60, "ab"),
        "/drip-head": breaks.drip_head(60),
        "/bad-header": breaks.bad_header_line,
        "/bad-status": breaks.bad_status_line,
        "/not-http": breaks.not_http,
        "/huge": breaks.huge_headers(),
        "/bomb": breaks.gzip_bomb(),
        "/broken-gzip": breaks.broken_gzip(),
        "/gzip": pages.gzipped(),
        "/pdf": pages.pdf(),
        "/paper.pdf": pages.html_for_a_pdf(),
        "/latin": pages.latin_1(),
        "/latin-unsaid": pages.latin_1_unsaid(),
        "/empty": pages.empty(),
        "/204": pages.no_content(),
        "/shell": pages.shell(),
        "/loop": redirects.loop(),
        "/chain/*": redirects.countdown(WELL),
        "/cookie": redirects.cookie_test(WELL),
        "/home": redirects.home(),
        "/private": redirects.to_private(),
        "/app": redirects.to_app(),
        "/nowhere": redirects.nowhere(),
        "/moved": redirects.moved("https://b.example/new"),
        "/busy": statuses.recovering(statuses.too_many("1"), WELL, times=2),
        "/busy-till": statuses.too_many(retry_on(3600)),
        "/busy-always": statuses.too_many(),
        "/turns": in_turn(statuses.unavailable(), WELL),
        "/no-head": statuses.head_refused(WELL),
    },
    "publish.x.com": {"/oembed": platforms.x_oembed({"1": "Good morning", "2": None})},
}


@pytest.fixture(scope="module")
def shared() -> Iterator[Web]:
    with serve_in_thread(SITES) as running:
        yield running


@pytest.fixture
def web(shared: Web) -> Web:
    shared.forget()
    return shared


# ── breaks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_hanging_takes_the_request_and_says_nothing(web: Web) -> None:
    with connected(web, "a.example") as wire:
        ask_on(wire, "a.example", "/hanging")
        wire.settimeout(SILENCE_S)
        with pytest.raises(TimeoutError):
            wire.recv(1)
    assert web.asked("a.example", "/hanging") == 1


def test_reset_resets(web: Web) -> None:
    with connected(web, "a.example") as wire:
        ask_on(wire, "a.example", "/reset")
        with pytest.raises(ConnectionResetError):
            wire.recv(1)


def test_reset_resets_below_tls() -> None:
    async def main() -> None:  # by trio: ssl's own sockets of Python 3.11 report a reset as an end
        async with serve(SITES) as web:
            context = ssl.create_default_context(cafile=web.ca_file)
            async with await trio.open_tcp_stream("127.0.0.1", web.https_port) as wire:
                stream = trio.SSLStream(wire, context, server_hostname="a.example")
                await stream.send_all(b"GET /reset HTTP/1.1\r\nHost: a.example\r\n\r\n")
                with pytest.raises(trio.BrokenResourceError) as caught:
                    await stream.receive_some(1)
                assert isinstance(caught.value.__cause__, ConnectionResetError)

    trio.run(main)


@pytest.mark.parametrize("port", [80, 443])
def test_silence_closes_without_a_word(web: Web, port: int) -> None:
    assert get(web, "a.example", "/silence", port=port) == (b"", b"")


def test_half_an_answer_ends_before_its_promised_length(web: Web) -> None:
    head, body = get(web, "a.example", "/half")
    assert int(header_of(head, "content-length") or 0) == 2 * len(body)


def test_an_endless_body_goes_on_until_the_client_leaves_and_the_web_survives(web: Web) -> None:
    with connected(web, "a.example") as wire:
        ask_on(wire, "a.example", "/endless")
        seen = 0
        while seen < 200_000:
            seen += len(wire.recv(1 << 16))
    assert status_of(get(web, "a.example", "/")[0]) == 200


@pytest.mark.parametrize(("path", "first"), [("/drip", b"\r\n\r\na"), ("/drip-head", b"X-Slow: z")])
def test_dripping_sends_one_byte_and_waits(web: Web, path: str, first: bytes) -> None:
    with connected(web, "a.example") as wire:
        ask_on(wire, "a.example", path)
        seen = b""
        while not seen.endswith(first):
            seen += wire.recv(1 << 16)
        wire.settimeout(SILENCE_S)
        with pytest.raises(TimeoutError):
            wire.recv(1)


def test_broken_http_is_broken_where_its_name_says(web: Web) -> None:
    assert b"\r\nthis line is no header\r\n" in get(web, "a.example", "/bad-header")[0]
    assert get(web, "a.example", "/bad-status")[0].startswith(b"HTTP/1.1 OK 200\r\n")
    assert get(web, "a.example", "/not-http")[0].startswith(b"SSH-2.0")
    assert len(get(web, "a.example", "/huge")[0]) > 100_000


def test_gzip_is_gzip_the_broken_one_is_not_and_the_bomb_is_small_on_the_wire(web: Web) -> None:
    assert b"travelled in gzip" in gzip.decompress(get(web, "a.example", "/gzip")[1])
    with pytest.raises(zlib.error):
        gzip.decompress(get(web, "a.example", "/broken-gzip")[1])
    bomb = get(web, "a.example", "/bomb")[1]
    assert len(bomb) < 200_000
    assert len(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(bomb, 1 << 22)) == 1 << 22


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_latin_1_says_so_or_not(web: Web) -> None:
    said, body = get(web, "a.example", "/latin")
    unsaid, same = get(web, "a.example", "/latin-unsaid")
    assert (header_of(said, "content-type"), header_of(unsaid, "content-type")) == (
        "text/html; charset=iso-8859-1",
        "text/html",
    )
    assert body == same
    assert "Déjà vu" in body.decode("latin-1")


def test_documents_and_empty_pages(web: Web) -> None:
    head, body = get(web, "a.example", "/pdf")
    assert (header_of(head, "content-type"), body[:5]) == ("application/pdf", b"%PDF-")
    assert (header_of(get(web, "a.example", "/paper.pdf")[0], "content-type") or "").startswith("text/html")
    assert get(web, "a.example", "/empty")[1] == b""
    assert status_of(get(web, "a.example", "/204")[0]) == 204
    assert b'<div id="root"></div>' in get(web, "a.example", "/shell")[1]


def test_soft_404s_say_in_each_language_with_200_that_nothing_is_there() -> None:
    sites = {"soft.example": {f"/{language}": pages.soft_404(language) for language in pages.NOT_FOUND}}
    with serve_in_thread(sites) as web:
        for language, (title, _) in pages.NOT_FOUND.items():
            head, body = get(web, "soft.example", f"/{language}")
            assert status_of(head) == 200
            assert f"<title>{title}</title>".encode() in body


# ── redirects ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/loop", 302, "/loop"),
        ("/chain/3", 302, "/chain/2"),
        ("/home", 301, "/"),
        ("/private", 302, "http://169.254.169.254/latest/meta-data/"),
        ("/app", 302, "android-app://com.example.reader/story/1"),
        ("/moved", 301, "https://b.example/new"),
        ("/nowhere", 302, None),
        ("/cookie", 302, "/cookie"),
        ("/chain/0", 200, None),
    ],
)
def test_redirects_lead_where_they_say(web: Web, path: str, status: int, location: str | None) -> None:
    head, _ = get(web, "a.example", path)
    assert (status_of(head), header_of(head, "location")) == (status, location)


def test_a_cookie_test_is_passed_by_bringing_the_cookie_back(web: Web) -> None:
    cookie = (header_of(get(web, "a.example", "/cookie")[0], "set-cookie") or "").partition(";")[0]
    assert status_of(get(web, "a.example", "/cookie", f"Cookie: {cookie}")[0]) == 200


# ── statuses, walls, platforms ──────────────────────────────────────────────────────────────────────────────────


def test_a_busy_site_recovers_after_as_many_requests_as_were_said(web: Web) -> None:
    heads = [get(web, "a.example", "/busy")[0] for _ in range(4)]
    assert [status_of(head) for head in heads] == [429, 429, 200, 200]
    assert header_of(heads[0], "retry-after") == "1"
    assert [status_of(get(web, "a.example", "/turns")[0]) for _ in range(3)] == [503, 200, 200]


def test_retry_after_comes_as_a_date_or_not_at_all(web: Web) -> None:
    until = header_of(get(web, "a.example", "/busy-till")[0], "retry-after")
    assert until is not None
    assert parsedate_to_datetime(until).tzinfo is not None
    assert header_of(get(web, "a.example", "/busy-always")[0], "retry-after") is None


def test_head_can_be_refused_where_get_is_well(web: Web) -> None:
    assert status_of(get(web, "a.example", "/no-head", method="HEAD")[0]) == 405
    assert status_of(get(web, "a.example", "/no-head")[0]) == 200


PLAIN = {
    "not-found": (statuses.not_found(), 404, None),
    "gone": (statuses.gone(), 410, None),
    "forbidden": (statuses.forbidden(), 403, None),
    "legal": (statuses.legal(), 451, ("link", "blocked-by")),
    "payment": (statuses.payment(), 402, ("crawler-price", "USD")),
    "login": (statuses.login(), 401, ("www-authenticate", "Basic")),
    "error": (statuses.server_error(), 500, None),
    "unavailable": (statuses.unavailable(), 503, None),
    "cloudflare": (walls.cloudflare(), 403, ("cf-mitigated", "challenge")),
    "datadome": (walls.datadome(), 401, ("x-datadome", "protected")),
    "akamai": (walls.akamai(), 403, ("server", "AkamaiGHost")),
    "aws-challenge": (walls.aws_challenge(), 202, ("x-amzn-waf-action", "challenge")),
    "aws-captcha": (walls.aws_captcha(), 405, ("x-amzn-waf-action", "captcha")),
    "imperva": (walls.imperva(), 200, ("x-iinfo", "NNNN")),
    "linkedin": (walls.linkedin(), 999, None),
}


@pytest.mark.parametrize("name", PLAIN)
def test_errors_and_walls_have_their_status_and_their_mark(name: str) -> None:
    behaviour, status, mark = PLAIN[name]
    with serve_in_thread({"w.example": {"/": behaviour}}) as web:
        head, _ = get(web, "w.example", "/")
    assert status_of(head) == status
    if mark:
        assert mark[1] in (header_of(head, mark[0]) or "")


@pytest.mark.parametrize(("post", "status"), [("1", 200), ("2", 403), ("3", 404)])
def test_oembed_tells_public_protected_and_missing_posts_apart(web: Web, post: str, status: int) -> None:
    asked = quote(f"https://x.com/somebody/status/{post}?s=03", safe="")
    head, body = get(web, "publish.x.com", f"/oembed?url={asked}&omit_script=1")
    assert status_of(head) == status
    if status == 200:
        found = json.loads(body)
        assert found["author_name"] == "somebody"
        assert "Good morning" in found["html"]
