"""Feeds and sitemaps of every kind, sound and damaged, and the pages that they list."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.feeds import Entry, Feed, FeedError
from auditor.feeds.select import MAX_BYTES, MAX_ENTRIES, read_feed

AT = "https://www.a.org/feeds/feed.xml"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def read(text: str | bytes, uri: str = AT) -> Feed:
    return read_feed(text.encode() if isinstance(text, str) else text, uri=uri)


def pages(text: str | bytes, uri: str = AT) -> list[str]:
    return [entry.uri for entry in read(text, uri).entries]


def rss(*items: str) -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><link>https://a.org/</link>{inner}</channel></rss>'


def urlset(*locations: str) -> str:
    return f'<urlset xmlns="{SITEMAPS}">' + "".join(f"<url><loc>{one}</loc></url>" for one in locations) + "</urlset>"


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>x</title><link>https://a.org/1</link>"),
        rss("<link> \n https://a.org/1 </link>"),
        rss("<link><![CDATA[https://a.org/1]]></link>"),
        rss('<guid isPermaLink="true">https://a.org/1</guid>'),
        rss("<guid>https://a.org/1</guid>"),
        rss("<guid>other</guid><link>https://a.org/1</link>"),
        rss(
            '<o:origLink xmlns:o="http://rssnamespace.org/feedburner/ext/1.0">https://a.org/1</o:origLink>'
            "<link>https://feeds.org/~r/1</link>"
        ),
        rss('<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="no"/><link>https://a.org/1</link>'),
        ('<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/">'
        '<r:item rdf:about="urn:x" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        "<r:link>https://a.org/1</r:link></r:item></RDF>"),
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link href="https://a.org/1"/></entry></feed>',
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.org/"><entry><link rel="edit" href="no"/>'
        '<link rel="alternate" type="text/html" href="1"/></entry></feed>'),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry xml:base="https://a.org/x/"><a:link href="../1"/>'
        "</a:entry></a:feed>"),
        ('<feed xmlns="http://purl.org/atom/ns#" version="0.3"><entry><link rel="alternate" href="https://a.org/1"/>'
        "</entry></feed>"),
        urlset("https://a.org/1"),
        "<urlset><url><loc>https://a.org/1</loc></url></urlset>",
        gzip.compress(urlset("https://a.org/1").encode()),
        "\ufeff \n" + urlset("https://a.org/1"),
        urlset("https://a.org/1").encode("utf-16"),
        "https://a.org/1\n",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "x", "url": "https://a.org/1"}]}),
    ],
)  # fmt: skip
def test_a_feed_of_each_kind_lists_its_page(text: str | bytes) -> None:
    assert pages(text) == ["https://a.org/1"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("<pubDate>Mon, 02 Sep 2024 10:00:00 GMT</pubDate>", date(2024, 9, 2)),
        ('<d:date xmlns:d="http://purl.org/dc/elements/1.1/">2024-09-02T10:00:00Z</d:date>', date(2024, 9, 2)),
        ("<pubDate>soon</pubDate>", None),
        ("", None),
    ],
)
def test_an_entrys_day_is_the_one_that_the_feed_names(day: str, expected: date | None) -> None:
    assert read(rss(f"<link>https://a.org/1</link>{day}")).entries == (Entry(uri="https://a.org/1", day=expected),)


def test_a_picture_in_a_sitemap_is_no_page() -> None:
    picture = '<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><i:loc>https://a.org/p.png</i:loc></i:image>'
    assert pages(urlset("https://a.org/1").replace("</url>", f"{picture}</url>")) == ["https://a.org/1"]


def test_an_index_lists_sitemaps_and_no_pages() -> None:
    text = f'<sitemapindex xmlns="{SITEMAPS}"><sitemap><loc>/1.xml.gz</loc></sitemap></sitemapindex>'
    assert read(text) == Feed(sitemaps=("https://www.a.org/1.xml.gz",))


def test_a_page_that_is_listed_twice_is_listed_once() -> None:
    assert pages(rss("<link>/1</link>", "<link>/1#part</link>", "<link>/2</link>")) == [
        "https://www.a.org/1",
        "https://www.a.org/2",
    ]


def test_a_sitemap_speaks_for_its_own_host_only_and_a_feed_for_any() -> None:
    listed = ("https://a.org/1", "https://news.a.org/2", "https://b.org/3")
    assert pages(urlset(*listed)) == ["https://a.org/1", "https://news.a.org/2"]
    assert "1 of its entries are of other hosts than a.org" in read(urlset(*listed)).problems[0]
    assert pages(rss(*(f"<link>{one}</link>" for one in listed))) == list(listed)


@pytest.mark.parametrize(
    "entry", ["<title>x</title>", "<link>mailto:a@a.org</link>", '<guid isPermaLink="false">1</guid>']
)
def test_an_entry_without_a_page_is_told(entry: str) -> None:
    feed = read(rss(entry, "<link>/1</link>"))
    assert len(feed.entries) == 1
    assert feed.problems == ("1 of its entries name no page",)


def test_the_entities_of_html_are_read_as_html_reads_them() -> None:
    assert pages(rss("<title>a&nbsp;b &eacute; &amp;lt;</title><link>/1?a=1&amp;b=&uuml;</link>")) == [
        "https://www.a.org/1?a=1&b=%C3%BC"
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('<!DOCTYPE html><head><link rel="alternate" type="application/rss+xml" href="/f.xml">', "names https://www.a.org/f.xml as its feed"),
        ("<html><body>x", "is a page, not a feed"),
        ('<!DOCTYPE l [<!ENTITY l "l"><!ENTITY m "&l;&l;">]><rss><channel><item>&m;</item></channel></rss>', "declares entities"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "first element is <svg>"),
        ("<rss><channel>", "is damaged in line 1"),
        ("", "is damaged"),
        ("words", "is damaged"),
        ("{", "neither XML nor sound JSON"),
        ('{"version": 1}', "no JSON Feed"),
        ("[" * 100_000, "is damaged"),
        ('{"a":' * 100_000, "neither XML nor sound JSON"),
        (b"\x1f\x8b\x08damaged", "damaged gzip"),
        (gzip.compress(b" " * (MAX_BYTES + 1)), "larger than 50 MiB"),
        (b"\xff\xfe\x00", "is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_what_it_is(data: str | bytes, said: str) -> None:
    with pytest.raises(FeedError, match=said.replace(".", r"\.")):
        read(data)


def test_a_damaged_feed_gives_what_stands_before_the_damage() -> None:
    feed = read(rss("<link>/1</link>", "<link>/2</link>").replace("/2</link>", "/2</lnk>"))
    assert [entry.uri for entry in feed.entries] == ["https://www.a.org/1"]
    assert "is damaged in line 2" in feed.problems[0]


def test_of_100_000_entries_the_first_are_read_and_the_others_counted() -> None:
    feed = read(rss(*(f"<link>/{n}</link>" for n in range(100_000))))
    assert len(feed.entries) == MAX_ENTRIES
    assert feed.problems == ("90,000 of its entries stand behind the first 10,000, the most that are read",)


def test_more_entries_than_any_feed_has_end_the_reading() -> None:
    feed = read("<rss><channel>" + "<item/>" * 300_000 + "<item><link>/1</link></item></channel></rss>")
    assert feed.entries == ()
    assert "lists more than 200,000 entries" in feed.problems[0]


def test_nesting_of_100_000_is_read() -> None:
    assert pages(rss("<x>" * 100_000 + "</x>" * 100_000 + "<link>/1</link>")) == ["https://www.a.org/1"]


@given(st.binary(max_size=200) | st.text(alphabet='<>/rssitemlnkfeduo"= &;:hp.1', max_size=200).map(str.encode))
def test_no_bytes_make_it_crash(data: bytes) -> None:
    try:
        assert isinstance(read(data), Feed)
    except FeedError as error:
        assert str(error)  # noqa: PT017 - either is right
