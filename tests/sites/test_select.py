"""Platform rules are found by file."""

from __future__ import annotations

from auditor.sites.select import site_for


def test_a_platform_is_found_by_its_address_and_others_have_none() -> None:
    rule = site_for("https://x.com/someone/status/20")
    assert rule is not None
    assert rule.name == "x"
    assert site_for("https://www.example.org/x.com/status/20") is None
