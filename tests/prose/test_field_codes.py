"""Codes of hyperlink fields, as word processors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.prose.formats.field_codes import hyperlink, with_base


@pytest.mark.parametrize(
    ("code", "target"),
    [
        (' HYPERLINK "https://a.org/x" ', "https://a.org/x"),
        ('HYPERLINK  "https://a.org/x" \\l "part"', "https://a.org/x#part"),
        ('HYPERLINK "https://a.org/x"\\l"part"', "https://a.org/x#part"),
        ('HYPERLINK \\l "part"', "#part"),
        ('HYPERLINK "https://a.org/x#own" \\l "part"', "https://a.org/x#own"),
        ('HYPERLINK \\o "a tip" \\t "_blank" "https://a.org/x" \\n \\m', "https://a.org/x"),
        ('HYPERLINK "https://a.org/x" \\o "see \\"here\\" \\\\l no"', "https://a.org/x"),
        ("hyperlink https://a.org/x \\h", "https://a.org/x"),
        ("HYPERLINK “https://a.org/x”", "https://a.org/x"),
        ('HYPERLINK "https://a.org/x', "https://a.org/x"),
        ('HYPERLINK "C:\\\\docs\\\\a.doc"', "C:\\docs\\a.doc"),
        ("HYPERLINK", ""),
        ("HYPERLINKS x", None),
        ('REF x \\h "HYPERLINK"', None),
        ('INCLUDEPICTURE "https://a.org/x.png"', None),
    ],
)
def test_a_code_links_to(code: str, target: str | None) -> None:
    assert hyperlink(code) == target


@pytest.mark.parametrize(
    ("target", "resolved"),
    [
        ("x.html", "https://a.org/d/x.html"),
        ("https://b.org/", "https://b.org/"),
        ("#x", "#x"),
        ("www.b.org", "www.b.org"),
    ],
)
def test_only_relative_addresses_are_resolved_against_the_documents_base(target: str, resolved: str) -> None:
    assert with_base(target, "https://a.org/d/") == resolved
    assert with_base(target, "") == target


@given(st.text(alphabet='HYPERLINK "\\lo“”xy:/#'))
def test_no_code_makes_it_crash(code: str) -> None:
    assert hyperlink("HYPERLINK " + code) is not None
