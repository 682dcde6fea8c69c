"""Documents' names become file names that are stable, unique and safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.naming import stems


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("briefing.md", "briefing.md"),
        ("examples/briefing.md", "examples--briefing.md"),
        ("a-b_c.1.txt", "a-b_c.1.txt"),
    ],
)
def test_a_plain_name_keeps_its_characters(name, stem):
    assert stems([name]) == (stem,)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Über Häfen.md", r"Uber-Hafen\.md-[0-9a-f]{8}"),
        ("https://publisher.example.org/notes/1?x=2", r"publisher\.example\.org--notes--1-x-2-[0-9a-f]{8}"),
        ("../secret.md", r"secret\.md-[0-9a-f]{8}"),
        ("/srv/notes/a.md", r"srv--notes--a\.md-[0-9a-f]{8}"),
        ("записка", r"document-[0-9a-f]{8}"),
        ("con.md", r"document-[0-9a-f]{8}"),
        ("", r"document-[0-9a-f]{8}"),
        ("citations", r"citations-[0-9a-f]{8}"),
        ("a--b.md", r"a--b\.md-[0-9a-f]{8}"),
        ("x" * 300, r"x{100}-[0-9a-f]{8}"),
    ],
)
def test_any_other_name_is_folded_and_ends_in_its_digest(name, stem):
    assert re.fullmatch(stem, stems([name])[0])


def test_names_that_differ_in_case_only_stay_apart_on_any_drive():
    one, other = stems(["Notes.md", "notes.md"])
    assert one.casefold() != other.casefold()
    assert stems(["notes.md", "Notes.md"]) == (other, one)


def test_a_name_does_not_depend_on_its_neighbours():
    assert stems(["b/c.md", "Über.md"])[1:] == stems(["Über.md"])


def test_a_password_is_no_part_of_a_name_nor_of_its_digest():
    one, other = stems(["https://u:hunter2@x.example/a b"]), stems(["https://x.example/a b"])
    assert one == other


def test_the_same_document_twice_gets_two_files():
    assert stems(["a.md", "a.md", "a.md"]) == ("a.md", "a.md-2", "a.md-3")


@given(st.lists(st.text(max_size=150) | st.text("aA/.-_ é", max_size=5), max_size=20))
def test_whatever_the_names_files_are_unique_and_safe(names):
    result = stems(names)
    assert len({stem.casefold() for stem in result}) == len(names)
    for stem in result:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", stem)
        assert len(stem) <= 120
