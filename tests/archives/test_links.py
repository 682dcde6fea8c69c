"""A citation that leads into an archive is recognised, with its original and its time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditor.archives.links import unwrap

PAGE = "https://paper.example/story?id=7"
WHEN = datetime(2019, 6, 1, 8, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uri", "archive"),
    [
        (f"https://web.archive.org/web/20190601080910/{PAGE}", "wayback"),
        (f"http://web.archive.org/web/20190601080910id_/{PAGE}", "wayback"),
        (f"https://web.archive.org/web/20190601080910if_/{PAGE}#part", "wayback"),
        ("https://web.archive.org/web/20190601080910/https:/paper.example/story?id=7", "wayback"),
        (f"https://archive.org/web/20190601080910/{PAGE}", "wayback"),
        (f"https://wayback.archive.org/web/20190601080910/{PAGE}", "wayback"),
        (f"https://wayback.archive-it.org/1234/20190601080910/{PAGE}", "archive-it"),
        (f"https://wayback.archive-it.org/all/20190601080910/{PAGE}", "archive-it"),
        (f"https://arquivo.pt/wayback/20190601080910/{PAGE}", "arquivo.pt"),
        (f"https://arquivo.pt/noFrame/replay/20190601080910id_/{PAGE}", "arquivo.pt"),
        (f"https://www.webarchive.org.uk/wayback/archive/20190601080910/{PAGE}", "ukwa"),
        (f"https://www.webarchive.org.uk/wayback/en/20190601080910mp_/{PAGE}", "ukwa"),
        (f"https://webarchive.nationalarchives.gov.uk/20190601080910/{PAGE}", "ukgwa"),
        (f"https://webarchive.nationalarchives.gov.uk/ukgwa/20190601080910/{PAGE}", "ukgwa"),
        (f"https://webarchive.loc.gov/all/20190601080910/{PAGE}", "loc.gov"),
        (f"https://timetravel.mementoweb.org/memento/20190601080910/{PAGE}", "time travel"),
        (f"https://archive.ph/20190601080910/{PAGE}", "archive.today"),
    ],
)
def test_a_replay_link_tells_original_and_time(uri, archive):
    link = unwrap(uri)
    assert link is not None
    assert (link.archive, link.original, link.captured_at) == (archive, PAGE, WHEN)


@pytest.mark.parametrize(
    ("uri", "archive"),
    [
        ("https://perma.cc/W6PY-UZ99", "perma.cc"),
        ("https://archive.today/AbC12", "archive.today"),
        ("https://archive.is/wip/AbC12", "archive.today"),
        ("https://ghostarchive.org/archive/XyZ", "ghostarchive"),
        ("https://www.webcitation.org/5XyZ", "webcitation"),
    ],
)
def test_an_identifier_hides_both(uri, archive):
    link = unwrap(uri)
    assert link is not None
    assert (link.archive, link.original, link.captured_at) == (archive, None, None)


def test_a_list_of_captures_has_an_original_but_no_time():
    link = unwrap(f"https://web.archive.org/web/*/{PAGE}")
    assert link is not None
    assert (link.original, link.captured_at) == (PAGE, None)


def test_a_short_time_begins_its_span():
    link = unwrap("https://web.archive.org/web/2019/paper.example/story")
    assert link is not None
    assert (link.original, link.captured_at) == ("http://paper.example/story", datetime(2019, 1, 1, tzinfo=UTC))


def test_a_time_that_never_was_is_none():
    link = unwrap(f"https://web.archive.org/web/20190099000000/{PAGE}")
    assert link is not None
    assert (link.original, link.captured_at) == (PAGE, None)


@pytest.mark.parametrize(
    "uri",
    [
        PAGE,
        "https://archive.org/",
        "https://archive.org/details/book",
        "https://web.archive.org/",
        f"https://web.archive.org/save/{PAGE}",
        "https://web.archive.org/web/",
        "https://archive.today/",
        "https://perma.cc/about",
        "https://arquivo.pt/",
        f"https://example.org/web/20190601080910/{PAGE}",
        f"https://notarchive.org/web/20190601080910/{PAGE}",
        "http://[::1",
        "",
    ],
)
def test_anything_else_is_no_archive_link(uri):
    assert unwrap(uri) is None
