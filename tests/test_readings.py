"""What is looked at beside a broken address: its other readings, and an address that nobody has beside each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Reference
from auditor.readings import control_of, rivals, with_rivals
from auditor.uris import parse

BROKEN = Reference(
    key="https://a.test/x/north-south", uri="https://a.test/x/north-south", host="a.test",
    readings=("https://a.test/x/northsouth", "https://b.test/y"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("uri", "folder", "end"),
    [
        ("https://a.test/", "https://a.test/", ""),
        ("https://a.test/x", "https://a.test/", ""),
        ("https://a.test/x/y", "https://a.test/x/", ""),
        ("https://a.test/x/y/", "https://a.test/x/", "/"),
        ("https://a.test/x?id=7", "https://a.test/", ""),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/", ""),
    ],
)
def test_a_control_stands_beside_its_address(uri: str, folder: str, end: str) -> None:
    control = control_of(uri)
    assert control.startswith(folder)
    assert control.endswith(end)
    assert control != uri
    assert "/" not in control[len(folder) : len(control) - len(end)]


@given(st.text(alphabet="abc/-?=.#é%", max_size=30))
def test_every_run_makes_the_same_control_and_it_can_be_asked_for(path: str) -> None:
    uri = f"https://a.test/{path}"
    assert control_of(uri) == control_of(uri)
    assert parse(control_of(uri)) is not None


def test_what_lies_in_one_folder_has_its_controls_there_and_every_reading_has_one() -> None:
    beside = list(rivals(BROKEN))
    assert [one.uri for one in beside if not one.is_control] == list(BROKEN.readings)
    assert len([one for one in beside if one.is_control]) == 3
    assert all(not one.readings for one in beside)


def test_what_is_cited_anyway_is_not_looked_at_twice() -> None:
    cited = Reference(key="https://b.test/y", uri="https://b.test/y", host="b.test", words=("its own",))
    found = with_rivals([BROKEN, cited])
    assert [one for one in found if one.key == cited.key] == [cited]


def test_an_unbroken_address_has_nothing_beside_it() -> None:
    whole = Reference(key="https://a.test/x", uri="https://a.test/x", host="a.test")
    assert with_rivals([whole]) == (whole,)
