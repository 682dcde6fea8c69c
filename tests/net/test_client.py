"""A request becomes an exchange over real sockets: what is sent, what is kept, when a connection is used again."""

from __future__ import annotations

import pytest
import trio

from auditor import __version__
from auditor.model import BodyEnd, FailureKind
from tests.net.build import HOST, NOW, ask, asking, failure_of
from tests.web import Behaviour
from tests.web.behaviours import breaks, redirects, statuses
from tests.web.behaviours.answers import answer
from tests.web.behaviours.pages import article, gzipped, no_content, pdf
from tests.web.server import Visit

PAGE = {"*": article("A page", "Its words.")}


# ── what an exchange says ───────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_kept_with_all_that_it_said() -> None:
    headers = [("X-Twice", "one"), ("Set-Cookie", "a=1"), ("X-Twice", "two"), ("X-Latin", "d\u00e9j\u00e0 vu")]
    exchange = ask(answer(404, "gone", headers=headers))
    response = exchange.response
    assert (response.status, response.reason, response.body) == (404, "Not Found", b"gone")
    assert [value for name, value in response.headers if name == "x-twice"] == ["one", "two"]
    assert response.header("x-latin") == "d\u00e9j\u00e0 vu"
    assert exchange.started_at == NOW
    assert exchange.peer == "127.0.0.1"
    assert exchange.elapsed_s > 0


@pytest.mark.parametrize(
    ("behaviour", "policy", "end"),
    [
        (article("Whole"), {}, BodyEnd.WHOLE),
        (gzipped(), {}, BodyEnd.WHOLE),
        (no_content(), {}, BodyEnd.WHOLE),
        (breaks.endless, {}, BodyEnd.CAPPED),
        (breaks.gzip_bomb(), {}, BodyEnd.CAPPED),
        (breaks.half, {}, BodyEnd.CUT),
        (breaks.drip(0.05), {"deadline_s": 0.8}, BodyEnd.STALLED),
        (breaks.drip(5), {"timeout_s": 0.5}, BodyEnd.STALLED),
        (breaks.broken_gzip(), {}, BodyEnd.UNDECODABLE),
    ],
)
def test_once_there_are_headers_there_is_a_response(
    behaviour: Behaviour, policy: dict[str, float], end: BodyEnd
) -> None:
    response = ask(behaviour, **policy).response
    assert response is not None
    assert response.body_end is end


def test_a_response_that_stalls_keeps_what_has_come() -> None:
    body = ask(breaks.drip(0.02, "0123456789" * 20), deadline_s=0.8).response.body
    assert body.startswith(b"0123")
    assert len(body) < 200


def test_text_is_read_further_than_the_rest() -> None:
    policy = {"max_body_bytes": 5000, "max_other_bytes": 700}
    for kind, length in (
        ("text/html; charset=utf-8", 5000),
        ("application/xhtml+xml", 5000),
        ("application/rss+xml", 5000),
        ("application/json", 5000),
        ("", 5000),
        ("application/pdf", 700),
        ("image/png", 700),
    ):
        response = ask(answer(200, b"x" * 9000, kind=kind), **policy).response
        assert (kind, len(response.body), response.body_end) == (kind, length, BodyEnd.CAPPED)


def test_a_request_may_ask_for_less() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": answer(200, b"x" * 9000)}}) as site:
            response = (await site.get(max_body_bytes=10)).response
            assert (response.body, response.body_end) == (b"x" * 10, BodyEnd.CAPPED)
            assert (await site.get(max_body_bytes=0)).response.body == b""

    trio.run(main)


@pytest.mark.parametrize(
    "location",
    ["/elsewhere", "http://[::1", "http://\u00e9\u00e8:99999/", "", "javascript:alert(1)", "http://a b/", "//"],
)
def test_a_redirect_is_an_answer_like_any_other(location: str) -> None:
    async def main() -> None:
        async with asking({HOST: {"/": redirects.to(location), "*": article("Elsewhere")}}) as site:
            response = (await site.get()).response
            assert response.status == 302
            assert len(site.web.requests) == 1

    trio.run(main)


def test_head_is_answered_without_a_body_and_keeps_the_connection() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": answer(200, b"")}}) as site:
            for _ in range(2):
                assert (await site.get(method="HEAD")).response.status == 200
            assert [each.method for each in site.web.requests] == ["HEAD", "HEAD"]
            assert site.web.connections(HOST) == 1

    trio.run(main)


# ── what is sent ────────────────────────────────────────────────────────────────────────────────────────────────


def test_we_say_who_we_are_and_what_we_can_read() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}, contact="https://library.test/audits") as site:
            await site.get("/a", headers=(("accept", "application/json"), ("cookie", "a=1; b=2")))
            sent = dict(site.web.requests[0].headers)
        assert sent == {
            "host": HOST,
            "user-agent": f"auditor/{__version__} (+https://library.test/audits)",
            "accept": "application/json",
            "accept-language": "en",
            "accept-encoding": "gzip, deflate",
            "cookie": "a=1; b=2",
        }

    trio.run(main)


@pytest.mark.parametrize(
    "target",
    ["/", "/?", "/a%zzb", "/a|b^c`d", "/%7Euser", "/a//b/./c".replace("/./", "/"), "/q?a=b+c&d=%20'()*&&=", "/x;p=1,2"],
)
def test_the_address_is_asked_as_it_is_written(target: str) -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}) as site:
            await site.get(f"{target}#fragment")
            assert site.web.requests[0].path in (
                target,
                target.replace("^", "%5E").replace("`", "%60").replace("'", "%27"),
            )

    trio.run(main)


def test_userinfo_in_an_address_is_not_sent() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}) as site:
            await site.get(host=f"user:secret@{HOST}")
            assert "secret" not in str(site.web.requests[0].headers)
            assert site.web.requests[0].header("authorization") is None

    trio.run(main)


def test_cookies_are_not_kept_from_one_request_to_the_next() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": answer(200, "x", headers=[("Set-Cookie", "id=1; Path=/")])}}) as site:
            await site.get()
            await site.get()
            assert [each.header("cookie") for each in site.web.requests] == [None, None]

    trio.run(main)


def test_https_is_asked_with_the_users_own_authority() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}) as site:
            for _ in range(2):
                assert (await site.get(scheme="https")).response.status == 200
            assert [each.secure for each in site.web.requests] == [True, True]
            assert site.web.connections(HOST) == 1

        async with asking({HOST: PAGE}, ca_file="") as site:
            assert failure_of(await site.get(scheme="https")) is FailureKind.TLS_ISSUER

    trio.run(main)


# ── connections ─────────────────────────────────────────────────────────────────────────────────────────────────


def connections_after(behaviour: Behaviour, requests: int = 3, **policy: object) -> int:
    async def main() -> int:
        async with asking({HOST: {"*": behaviour}}, **policy) as site:
            for _ in range(requests):
                await site.get()
            assert len(site.web.requests) == requests
            return site.web.connections(HOST)

    return trio.run(main)


@pytest.mark.parametrize("behaviour", [article("A page"), gzipped(), statuses.not_found(), no_content(), pdf()])
def test_a_connection_is_used_again(behaviour: Behaviour) -> None:
    assert connections_after(behaviour) == 1


def test_what_is_left_of_a_body_is_taken_to_keep_the_connection_if_it_is_little() -> None:
    assert connections_after(answer(200, b"x" * 20_000), max_body_bytes=10_000) == 1
    assert connections_after(answer(200, b"x" * 2_000_000), max_body_bytes=10_000) == 3


@pytest.mark.parametrize(("behaviour", "policy"), [(breaks.half, {}), (breaks.drip(5), {"timeout_s": 0.5})])
def test_a_connection_whose_body_did_not_end_is_not_used_again(behaviour: Behaviour, policy: dict[str, float]) -> None:
    assert connections_after(behaviour, 2, **policy) == 2


async def answer_once(visit: Visit) -> None:
    """Answer, promise to keep the connection, and close it."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    visit.hang_up()


async def only_the_first_of_a_connection(visit: Visit) -> None:
    """Answer the first request of a connection; the next one makes it close, as an expired keep-alive does."""
    seen.append(visit.asked.connection)
    if seen.count(visit.asked.connection) > 1:
        visit.hang_up()
    else:
        await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


seen: list[int] = []


def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": answer_once}}) as site:
            for _ in range(3):
                assert (await site.get()).response.body == b"ok"
            assert site.web.connections(HOST) == 3

    trio.run(main)


def test_a_kept_connection_that_closes_without_a_word_is_replaced_once_at_once() -> None:
    seen.clear()

    async def main() -> None:
        async with asking({HOST: {"*": only_the_first_of_a_connection}}) as site:
            assert [(await site.get()).response.body for _ in range(3)] == [b"ok"] * 3

    trio.run(main)
    assert seen == [1, 1, 2, 2, 3]


@pytest.mark.parametrize("pause_s", [0.0, 0.05])
def test_what_a_server_says_unasked_is_not_the_next_answer(pause_s: float) -> None:
    async def main() -> None:
        said = trio.Event()

        async def answer_and_say_goodbye(visit: Visit) -> None:
            answered = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            goodbye = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            if pause_s:
                await visit.send(answered)
                await trio.sleep(pause_s)
                await visit.send(goodbye)
            else:
                await visit.send(answered + goodbye)
            said.set()

        async with asking({HOST: {"*": answer_and_say_goodbye}}) as site:
            assert (await site.get()).response.status == 200
            await said.wait()
            assert (await site.get()).response.status == 200

    trio.run(main)


def test_a_kept_connection_that_hangs_is_not_asked_again() -> None:
    async def main() -> None:
        async with asking({HOST: {"/": article("Well"), "/hangs": breaks.hanging}}, timeout_s=0.5) as site:
            await site.get()
            assert failure_of(await site.get("/hangs")) is FailureKind.TIMEOUT
            assert len(site.web.requests) == 2

    trio.run(main)


def test_silence_on_a_new_connection_is_not_asked_again() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": breaks.silence}}) as site:
            assert failure_of(await site.get()) is FailureKind.DISCONNECTED
            assert len(site.web.requests) == 1

    trio.run(main)


def test_half_an_answer_on_a_kept_connection_is_not_asked_again() -> None:
    async def main() -> None:
        async def fine_then_half_a_head(visit: Visit) -> None:
            if visit.number == 1:
                await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            else:
                await visit.send(b"HTTP/1.1 200 OK\r\nConte")
                visit.hang_up()

        async with asking({HOST: {"*": fine_then_half_a_head}}) as site:
            await site.get()
            assert failure_of(await site.get()) is FailureKind.PROTOCOL
            assert len(site.web.requests) == 2

    trio.run(main)


def test_after_aclose_a_new_connection_is_made() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}) as site:
            await site.get()
            await site.caller.aclose()
            await site.get()
            assert site.web.connections(HOST) == 2

    trio.run(main)


def test_http_and_https_of_a_host_are_kept_side_by_side() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}) as site:
            for scheme in ("http", "https", "http", "https"):
                await site.get(scheme=scheme)
            assert site.web.connections(HOST) == 2

    trio.run(main)


def test_cancelling_passes_through_and_leaves_no_connection() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": breaks.hanging}}) as site:
            with trio.move_on_after(0.1) as scope:
                await site.get()
            assert scope.cancelled_caught
            with trio.fail_after(5):
                while site.web.most_in_flight(HOST) and site.web._in_flight[HOST]:
                    await trio.lowlevel.checkpoint()

    trio.run(main)
