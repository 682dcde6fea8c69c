"""Pages: links with their words, menus told from text, addresses wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document, Kind


def read(body: str, *, head: str = "", base_url: str | None = None) -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_document(Source(name="a.html", data=page.encode(), base_url=base_url))


def cited(body: str, *, head: str = "") -> list[Citation]:
    return [one for one in read(body, head=head).citations if one.number]


def told(body: str) -> list[tuple[str, str]]:
    return [(one.uri, one.text) for one in cited(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>See <a href="https://a.org/x" rel="nofollow ugc">the <i>words</i></a>.', [("https://a.org/x", "the words")]),
        ("<p>See <code>https://a.org/1</code>, <kbd>curl https://a.org/2</kbd>.<pre>get https://a.org/3\n</pre>",
         [("https://a.org/1", ""), ("https://a.org/2", ""), ("https://a.org/3", "")]),
        ('<blockquote cite="https://a.org/1"><p>Said.</p></blockquote><p>And <q cite="https://a.org/2">more</q>.',
         [("https://a.org/1", ""), ("https://a.org/2", "more")]),
        ('<p><del cite="https://a.org/1">a</del> <ins cite="https://a.org/2">b</ins>', [("https://a.org/1", "a"), ("https://a.org/2", "b")]),
        ('<map><area href="https://a.org/x" alt="The north"></map>', [("https://a.org/x", "The north")]),
        ('<a href="https://a.org/x"><img alt="The chart" src="x.png"></a>', [("https://a.org/x", "The chart")]),
        ("<p>at https://a.org/<wbr>long/<wbr>path.html and https://a.org/<b>bold</b>/x, http<span>s://a.org/y</span>.",
         [("https://a.org/long/path.html", ""), ("https://a.org/bold/x", ""), ("https://a.org/y", "")]),
        ("<p>at https://a.org/x<sup>2</sup> and https://a.org/y<sup><a href='#n3'>3</a></sup>.", [("https://a.org/x", ""), ("https://a.org/y", "")]),
        ('<p><a href=" https://a.org/x\n/y ">x</a> <a href="//a.org/p">p</a>', [("https://a.org/x/y", "x"), ("https://a.org/p", "p")]),
        ("<table><tr><td>https://a.org/x-<td>y.html</table>", [("https://a.org/x-", "")]),
        ('<p>Words<sup><a href="#n1">1</a></sup><ol class="notes"><li id="n1">Smith, <a href="https://a.org/n">T</a>. <a href="#r">↩</a></ol>',
         [("https://a.org/n", "T")]),
        (('<select><option>https://a.org/no</select><script>"https://a.org/no"</script><style>https://a.org/no</style>'
         '<template><a href="https://a.org/no">x</a></template><!-- https://a.org/no --><p>https://a.org/x'), [("https://a.org/x", "")]),
    ],
)  # fmt: skip
def test_each_form_of_a_citation_is_found(body: str, expected: list[tuple[str, str]]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    "note",
    [
        """<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
        Roe, <a href="https://a.org/x">T</a>.</p><p>More</p></div>""",
        """<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
        name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Roe, <a href="https://a.org/x">T</a>.</p></div>""",
    ],
    ids=["LibreOffice", "Word"],
)
def test_the_notes_of_pages_that_word_processors_write_have_their_numbers(note: str) -> None:
    (citation,) = cited(f"<p>As Roe says.</p>{note}")
    assert (citation.text, citation.context, citation.note) == ("T", "Roe, T.", "1")


def test_an_address_that_is_printed_in_brackets_behind_its_link_is_one_citation() -> None:
    one, other = cited(
        '<p>See <a href="https://a.org/x">the manual</a><span> [https://a.org/x]</span>, and <a href="https://a.org/y">it</a> [https://b.org].'
    )[::2]
    assert (one.uri, one.text, one.context) == (
        "https://a.org/x",
        "the manual",
        "See the manual, and it [https://b.org].",
    )
    assert other.uri == "https://b.org"


def test_each_citation_has_its_line_and_offset() -> None:
    page = (
        "<!doctype html>\n<html><head><script>var x = 'https://a.org/1';</script></head>\n<!-- <a href='https://a.org/1'> -->\n"
        "<body><p>See <a class=x href=' https://a.org/1?b=1&amp;c=2 '>https://a.org/1</a>,\nhttps://a.org/1, (https://a.org/<wbr>2).\n"
        "<p><q cite=https://a.org/1>so</q> doi:10.1000/182; https://a.org/?x&amp;y.\n<a href='https://a.org/1'>z</a> b.org/x/y\n"
    )
    found = read_document(Source(name="a.html", data=page.encode())).citations
    assert [(one.uri, one.line) for one in found] == [
        ("https://a.org/1?b=1&c=2", 4), ("https://a.org/1", 5), ("https://a.org/2", 5), ("https://a.org/1", 6),
        ("https://doi.org/10.1000/182", 6), ("https://a.org/?x&y", 6), ("https://a.org/1", 7), ("http://b.org/x/y", 7),
    ]  # fmt: skip
    assert all(page[one.offset or 0 :].startswith(one.target[:8]) for one in found)


@pytest.mark.parametrize(
    "piece", ["<a href='https://a.org/x ", "<script ", "<!-- ", '<a "', "www.<b>", "a.", "<a href="]
)
def test_places_are_looked_for_in_linear_time(piece: str) -> None:
    data = piece.encode() * 100_000
    assert read_document(Source(name="a.html", data=b"<html><body>https://b.org/x " + data)).readable


def test_an_endnote_of_a_word_processor_has_the_number_that_is_shown() -> None:
    (citation,) = cited(
        '<p>So.</p><div id="sdendnote1"><p><a class="sdendnotesym" href="#sdendnote1anc">iv</a>See <a href="https://a.org/x">T</a>.</p></div>'
    )
    assert (citation.note, citation.context) == ("iv", "See T.")


@pytest.mark.parametrize(
    "uri",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.org", "https://www.facebook.com/sharer.php?u=x",
        "https://twitter.com/intent/tweet?url=x", "https://x.com/intent/post?text=x", "http://twitter.com/share?url=x",
        "https://www.linkedin.com/shareArticle?mini=true&url=x", "https://www.linkedin.com/sharing/share-offsite/?url=x",
        "https://www.reddit.com/submit?url=x", "https://pinterest.com/pin/create/button/?url=x", "https://t.me/share/url?url=x",
        "https://wa.me/?text=x", "https://api.whatsapp.com/send?text=x", "https://news.ycombinator.com/submitlink?u=x",
        "https://bsky.app/intent/compose?text=x", "https://getpocket.com/save?url=x",
    ],
)  # fmt: skip
def test_a_button_that_shares_the_page_is_navigation(uri: str) -> None:
    (link,) = read(f'<p>Like this article? <a href="{uri}">Share it</a> with all of your friends today.').citations
    assert (link.kind, link.because) == (Kind.NAVIGATION, "a button to share the page")


@pytest.mark.parametrize("uri", ["https://twitter.com/x/status/1", "https://www.facebook.com/share/p/1", "https://wa.me/4912345",
                                 "https://www.reddit.com/r/x/comments/1/submit_it", "https://a.org/share.php?u=x"])  # fmt: skip
def test_a_page_of_a_network_is_cited(uri: str) -> None:
    assert [one.uri for one in cited(f'<p>So <a href="{uri}">they said</a> to all of us there.')] == [uri]


def test_relative_links_are_resolved_against_the_page_s_base() -> None:
    document = read('<p>A <a href="x.html">page</a>', head='<base href="/d/">', base_url="https://b.org/c/e.html")
    assert [(one.uri, one.kind) for one in document.citations] == [("https://b.org/d/x.html", Kind.NAVIGATION)]
    assert document.base_url == "https://b.org/d/"


def test_a_base_without_a_scheme_serves_a_page_that_has_no_address() -> None:
    document = read('<p>A <a href="x.html">page</a>', head='<base href="//b.org/d/">')
    assert [one.uri for one in document.citations] == ["https://b.org/d/x.html"]


@pytest.mark.parametrize(
    "head",
    ['<link rel="canonical" href="https://own.org/page">', '<meta property="og:url" content="https://own.org/page">',
     '<link rel="canonical" href="/page"><base href="https://own.org/">'],
)  # fmt: skip
def test_a_page_s_own_address_is_self(head: str) -> None:
    (one,) = cited('<p>It is at <a href="https://www.own.org/page/#part">this address</a> for good.', head=head)
    assert one.kind is Kind.SELF


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="https://a.org/x">x</a></nav>',
        '<div role="navigation"><a href="https://a.org/x">x</a></div>',
        '<ul class="main-menu"><li><a href="https://a.org/x">x</a></ul>',
        '<header><a href="https://a.org/x">x</a></header>',
        '<footer>Found at <a href="https://a.org/x">x</a> in all of our pages.</footer>',
        '<p>By <a href="https://a.org/x">Ann Author</a></p>',
        '<h2>Related articles</h2><p><a href="https://a.org/x">Another one</a></p>',
    ],
)
def test_what_stands_in_a_menu_is_navigation(body: str) -> None:
    (one,) = read(f"{body}<p>And words.</p>").citations
    assert one.kind is Kind.NAVIGATION


def test_a_footnote_in_an_articles_footer_is_a_citation() -> None:
    assert told('<article><footer class="footnotes"><p>1. <a href="https://a.org/x">x</a></footer></article>') == [
        ("https://a.org/x", "x")
    ]


@pytest.mark.parametrize(
    "head",
    ['<meta property="article:published_time" content="2024-05-06T10:00:00Z">', '<meta name="date" content="2024-05-06">',
     '<meta name="citation_publication_date" content="2024/05/06">'],
)  # fmt: skip
def test_a_page_tells_its_day_and_its_title(head: str) -> None:
    document = read("<h1>Head</h1>", head=f"{head}<title> The\n title </title>")
    assert (document.title, document.published) == ("The title", date(2024, 5, 6))


def test_a_sentence_is_split_as_the_page_s_language_has_it() -> None:
    page = '<html lang="de"><body><p>Vorher. Dr. Müller sagte z. B. am 3. Mai, es steht <a href="https://a.org/x">hier</a>. Neu.'
    (one,) = read_document(Source(name="a.html", data=page.encode())).citations
    assert one.context == "Dr. Müller sagte z. B. am 3. Mai, es steht hier."


def test_an_image_shows_no_address() -> None:
    (one,) = cited('<p>The <img src="https://a.org/i.png"> picture of <a href="https://a.org/x">them</a>.')
    assert one.context == "The picture of them."


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "span",
        "p",
        "a",
        "b",
        "table",
        "ul",
        "li",
        "q",
        "font",
        "x-y",
        "svg",
        "math",
        "template",
        "nav",
        "main",
        "DIV",
    ],
)
def test_nesting_of_100_000_is_read_in_time(tag: str) -> None:
    document = read(f'<p>See <a href="https://a.org/x">x</a> now.</p>{f"<{tag}>" * 100_000}')
    assert document.citations[0].uri == "https://a.org/x"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a href="', "&", "<!--", "<![CDATA[", "</", "\x00", "<p id=x", "<a href=https://a.org/x>"]
)
def test_100_000_broken_pieces_are_read_in_time(piece: str) -> None:
    assert (
        read(f'<p>See <a href="https://a.org/x">x</a> now.</p>{piece * 100_000}').citations[0].uri == "https://a.org/x"
    )
