"""What asks for something to be done is sent whole, and never twice."""

from __future__ import annotations

import trio

from auditor.model import Exchange, FailureKind, Request
from tests.net.build import HOST, asking, failure_of
from tests.web.behaviours import breaks
from tests.web.behaviours.answers import answer

FORM = Request(
    uri=f"http://{HOST}/save",
    method="POST",
    headers=(("content-type", "application/x-www-form-urlencoded"),),
    body=b"url=https%3A%2F%2Fa.example%2F&more=" + b"x" * 100_000,
)


def test_a_form_is_sent_with_its_length_and_nothing_else_is() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": answer(200, "ok")}}) as site:
            await site.caller.fetch(FORM)
            await site.get("/")
            form, get = site.web.requests
            assert (form.method, form.body) == ("POST", FORM.body)
            assert form.header("content-length") == str(len(FORM.body))
            assert form.header("content-type") == "application/x-www-form-urlencoded"
            assert (get.method, get.body, get.header("content-length")) == ("GET", b"", None)

    trio.run(main)


def test_a_form_goes_over_a_connection_of_its_own_and_silence_is_not_asked_again() -> None:
    async def main() -> Exchange:
        async with asking({HOST: {"/": answer(200, "ok"), "/save": breaks.silence}}) as site:
            await site.get("/")
            exchange = await site.caller.fetch(FORM)
            assert site.web.asked(HOST, "/save") == 1
            assert site.web.connections(HOST) == 2
            return exchange

    assert failure_of(trio.run(main)) in {FailureKind.DISCONNECTED, FailureKind.RESET}
