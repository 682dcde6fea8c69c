"""A citation that leads into an archive is recognised, with its original and its time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest

from auditor.archive_links import NEVER_ASKED, UNSAFE, archive_of, unwrap, with_originals
from auditor.model import Reference

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
        (f"https://archive.today/2019.06.01-080910/{PAGE}", "archive.today"),
        (f"https://web.archive.org/web/20190601080910/{quote(PAGE, safe='')}", "wayback"),
        (f"https://timetravel.mementoweb.org/reconstruct/20190601080910/{PAGE}", "time travel"),
        (f"https://webarchive.nrscotland.gov.uk/20190601080910/{PAGE}", "nrscotland"),
        (f"http://webarchive.parliament.uk/20190601080910/{PAGE}", "uk parliament"),
        (f"https://webarchiveweb.wayback.bac-lac.canada.ca/web/20190601080910/{PAGE}", "lac"),
        (f"https://swap.stanford.edu/was/20190601080910/{PAGE}", "stanford"),
        (f"https://web.archive.org.au/awa/20190601080910mp_/{PAGE}", "awa"),
        (f"https://wayback.vefsafn.is/wayback/20190601080910/{PAGE}", "vefsafn.is"),
        (f"https://webarchive.org.uk/wayback/archive/20190601080910/{PAGE}", "ukwa"),
        (f"https://timetravel.mementoweb.org/api/json/20190601080910/{PAGE}", "time travel"),
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
        ("https://perma.cc/w6py-uz99?type=image", "perma.cc"),
        ("http://perma.cc/0CxBQVG7NbX", "perma.cc"),
        *((f"https://archive.{tld}/AbC12", "archive.today") for tld in ("today", "ph", "is", "li", "vn", "md", "fo")),
        ("https://archive.is/wip/AbC12", "archive.today"),
        ("https://ghostarchive.org/archive/XyZ", "ghostarchive"),
        ("https://www.webcitation.org/5XyZ", "webcitation"),
    ],
)
def test_an_identifier_hides_both(uri, archive):
    link = unwrap(uri)
    assert link is not None
    assert (link.archive, link.original, link.captured_at) == (archive, None, None)


@pytest.mark.parametrize("stars", ["*", "2019*", "20190601*"])
def test_a_list_of_captures_has_an_original_but_no_time_and_is_no_copy(stars):
    link = unwrap(f"https://web.archive.org/web/{stars}/{PAGE}")
    assert link is not None
    assert (link.original, link.captured_at, link.is_copy) == (PAGE, None, False)


@pytest.mark.parametrize(
    "uri",
    [
        f"https://web.archive.org/web/{PAGE}",
        f"https://web.archive.org/web/0/{PAGE}",
        f"https://web.archive.org/web/2if_/{PAGE}",
        f"https://archive.ph/newest/{PAGE}",
        f"https://archive.is/o/AbC12/{PAGE}",
        f"https://archive.md/{PAGE}",
        f"https://webarchive.nationalarchives.gov.uk/ukgwa/+/{PAGE}",
        f"https://web.archive.org/web/{quote(PAGE, safe='')}",
        "https://www.webcitation.org/query?url=https%3A%2F%2Fpaper.example%2Fstory%3Fid%3D7&date=2012-01-01",
        "https://www.webcitation.org/5XyZ?url=https://paper.example/story?id=7",
    ],
)
def test_the_original_is_found_where_no_time_is_given(uri):
    link = unwrap(uri)
    assert link is not None
    assert (link.original, link.captured_at, link.is_copy) == (PAGE, None, True)


def test_a_page_that_asks_for_a_capture_is_no_copy():
    link = unwrap(f"https://archive.ph/submit/?url={quote(PAGE)}")
    assert link is not None
    assert (link.archive, link.original, link.is_copy) == ("archive.today", PAGE, False)


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


def test_the_archives_that_a_citation_should_not_rest_on_have_a_reason():
    for uri in (
        "https://archive.ph/AbC12",
        "https://webcitation.org/5XyZ",
        f"http://timetravel.mementoweb.org/memento/2019/{PAGE}",
    ):
        link = unwrap(uri)
        assert link is not None
        assert UNSAFE[link.archive]
    assert "wayback" not in UNSAFE


def test_every_page_of_an_archive_is_known_by_its_host():
    assert archive_of("https://archive.vn/timegate/") == archive_of("http://archive.today/") == NEVER_ASKED
    assert archive_of("https://web.archive.org/save/") == "wayback"
    assert archive_of(PAGE) is archive_of("http://[") is None


# ── originals ───────────────────────────────────────────────────────────────────────────────────────────────────


def cited(*uris, on=None):
    return tuple(Reference(key=uri, uri=uri, host="h", cited_on=on, words=("words",)) for uri in uris)


def test_an_archive_links_original_is_looked_at_as_of_the_day_of_its_capture():
    link = f"https://web.archive.org/web/20190601080910/{PAGE}"
    references = with_originals(cited(link, on=date(2026, 1, 1)))
    assert [one.key for one in references] == [link, PAGE]
    assert (references[1].host, references[1].cited_on, references[1].words) == (
        "paper.example",
        date(2019, 6, 1),
        ("words",),
    )


def test_an_original_that_is_cited_too_stays_as_it_is_and_none_is_looked_at_twice():
    links = [f"https://web.archive.org/web/{ts}/{PAGE}" for ts in ("20190601080910", "20200101000000")]
    assert with_originals(cited(PAGE, *links)) == cited(PAGE, *links)
    assert [one.key for one in with_originals(cited(*links))] == [*links, PAGE]


def test_what_has_no_original_adds_nothing():
    plain = cited("https://perma.cc/W6PY-UZ99", "https://a.example/", "http://[", "https://archive.ph/AbC12",
                  "https://web.archive.org/web/2020/mailto:x", "https://web.archive.org/web/2020/http://[")  # fmt: skip
    assert [one.host for one in with_originals(plain)] == ["h"] * len(plain)


def test_a_copy_of_a_copy_is_taken_apart_once():
    assert len(with_originals(cited("https://web.archive.org/web/2020/https://archive.ph/AbC12"))) == 1
