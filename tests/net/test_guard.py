"""No citation makes us ask a machine in our own house, however its address is dressed up."""

from __future__ import annotations

import pytest
import trio

from auditor.model import FailureKind, Request
from auditor.net.client import open_fetch
from auditor.net.guard import is_public, literal
from auditor.settings import NetPolicy
from tests.net.build import HOST, asking, clock, failure_of
from tests.web.behaviours.pages import article

REFUSED = """
    127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
    100.64.0.1 100.127.255.255 192.0.2.1 198.18.0.1 203.0.113.9 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1
    2002:7f00:1::1 2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2
""".split()

ASKED = """
    93.184.216.34 8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 192.167.255.255 11.0.0.1
    2606:2800:220:1::1 ::ffff:93.184.216.34 64:ff9b::5db8:d822 2002:5db8:d822::1
""".split()


@pytest.mark.parametrize("address", REFUSED)
def test_an_inner_address_is_refused(address: str) -> None:
    parsed = literal(address)
    assert parsed is not None
    assert not is_public(parsed)


@pytest.mark.parametrize("address", ASKED)
def test_a_public_address_may_be_asked(address: str) -> None:
    parsed = literal(address)
    assert parsed is not None
    assert is_public(parsed)


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.nip.io", "1.2.3", "0x7f.1", ""])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_loopback_is_refused_in_every_spelling(host: str) -> None:
    async def main() -> None:
        async with asking({"127.0.0.1": {"*": article("Inside")}}, connect_to={}) as site:
            exchange = await site.get(host=f"{host}:{site.web.http_port}")
            assert failure_of(exchange) is FailureKind.PRIVATE_ADDRESS
            assert site.web.requests == []

    trio.run(main)


def test_a_public_name_with_a_private_address_is_refused() -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        return ("127.0.0.1",)

    async def main() -> None:
        async with asking({}, connect_to={}, resolve=resolve) as site:
            exchange = await site.get(host=f"innocent.test:{site.web.http_port}")
            assert failure_of(exchange) is FailureKind.PRIVATE_ADDRESS
            assert "innocent.test is at 127.0.0.1" in exchange.outcome.detail

    trio.run(main)


def test_allow_private_lets_us_ask_at_home() -> None:
    async def main() -> None:
        async with asking({"127.0.0.1": {"*": article("Inside")}}, connect_to={}, allow_private=True) as site:
            exchange = await site.get(host=f"127.0.0.1:{site.web.http_port}")
            assert exchange.response.status == 200
            assert exchange.peer == "127.0.0.1"

    trio.run(main)


def test_what_connect_to_names_is_the_users_own_word() -> None:
    async def main() -> None:
        async with asking({HOST: {"*": article("Well")}}, allow_private=False) as site:
            assert (await site.get()).response.status == 200

    trio.run(main)


def test_a_proxy_is_not_asked_for_a_private_address() -> None:
    async def main() -> None:
        policy = NetPolicy(proxy="http://127.0.0.1:9")
        async with open_fetch(policy, clock=clock) as fetch:
            exchange = await fetch(Request(uri="http://10.0.0.1/admin"))
            assert failure_of(exchange) is FailureKind.PRIVATE_ADDRESS

    trio.run(main)
