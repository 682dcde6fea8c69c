"""The address beyond a wall: found where the wall's address carries it, and named in the finding."""

from __future__ import annotations

import pytest

from auditor.judge.inner import inner_address
from tests.judge.build import decisive, html, redirect, response

STORY = "https://www.paper.example/2024/silt?part=2"


@pytest.mark.parametrize(
    "uri",
    [
        "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.paper.example%2F2024%2Fsilt%3Fpart%3D2&gl=DE",
        "https://login.paper.example/?returnUrl=https%253A%252F%252Fwww.paper.example%252F2024%252Fsilt%253Fpart%253D2",
        "https://www.paper.example/login?next=/2024/silt?part=2",
        "https://gate.example/?a=1&callbackUrl=https%3A%2F%2Fwww.paper.example%2Faccept%3FredirectUri%3D%252F2024%252Fsilt%253Fpart%253D2",
        "https://guce.example/consent?done=https://www.paper.example/2024/silt%3Fpart%3D2",
    ],
)
def test_it_is_found_however_it_is_wrapped(uri: str) -> None:
    assert inner_address(uri) == STORY


@pytest.mark.parametrize(
    "uri",
    [
        "https://www.paper.example/2024/silt",
        "https://www.paper.example/login?next=",
        "https://www.paper.example/login?next=javascript:alert(1)",
        "https://www.paper.example/login?q=https://other.example/",
        "https://www.paper.example/login?continue=https%3A%2F%2F%5B",
        "not an address",
        "",
    ],
)
def test_none_is_made_up(uri: str) -> None:
    assert inner_address(uri) is None


def test_addresses_that_carry_each_other_come_to_an_end() -> None:
    uri = "https://a.example/?next=" + "https://a.example/?next=" * 50
    assert inner_address(uri) is not None


def test_the_finding_names_it() -> None:
    found = decisive(
        redirect("https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D1", 302),
        response(200, html("Before you continue", "")),
        uri="https://www.paper.example/short/1",
    )
    assert found.because.endswith("beyond it is https://www.youtube.com/watch?v=1")
