"""Under which domain a host was registered."""

from __future__ import annotations

import pytest

from auditor.domains import registrable


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.nato.int", "nato.int"),
        ("nato.int", "nato.int"),
        ("old.site.co.uk", "site.co.uk"),
        ("co.uk", None),
        ("int", None),
        ("user.github.io", "github.io"),
        ("www.xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("192.0.2.1", None),
        ("2001:db8::1", None),
        ("", None),
    ],
)
def test_the_domain_of_a_host(host: str, domain: str | None) -> None:
    assert registrable(host) == domain
