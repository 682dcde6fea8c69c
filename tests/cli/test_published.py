"""Published pages, feeds and sitemaps, audited by `auditor run` as the nightly job does it."""

from __future__ import annotations

import gzip
import signal
import subprocess
import threading
from typing import Any

import pytest

from auditor.reading.published import MAX_DEPTH
from tests.cli.project import Project
from tests.extract.pages import Text, drawn
from tests.web import Behaviour, Visit, serve_in_thread
from tests.web.behaviours import breaks, pages, redirects, statuses
from tests.web.behaviours.answers import answer, in_turn


def page(*paragraphs: str, head: str = "") -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body><main>{text}</main></body></html>"


def citing(uri: str, words: str = "a source") -> Behaviour:
    return answer(body=page(f'It is said by <a href="{uri}">{words}</a>, and in more words than these.'))


def rss(*links: str) -> Behaviour:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return answer(body=f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml")


def sitemap(*links: str) -> Behaviour:
    return answer(
        body=f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in links)}</urlset>", kind="text/xml"
    )


def index(*links: str) -> Behaviour:
    inner = "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links)
    return answer(body=f"<sitemapindex>{inner}</sitemapindex>", kind="application/xml")


def documents(project: Project) -> dict[str, Any]:
    """The documents of the report by name."""
    reports = [project.report(file.stem) for file in (project.folder / "reports" / "data").glob("*.json")]
    return {one["document"]: one for report in reports for one in report["documents"]}


def cited(project: Project) -> dict[str, list[str]]:
    return {name: [one["uri"] for one in document["citations"]] for name, document in documents(project).items()}


SOURCE = "https://c.test/x"
C = {"/x": pages.article("X"), "/y": pages.article("Y")}


def test_a_published_page_is_audited_by_its_address(project: Project) -> None:
    with serve_in_thread({"a.test": {"/one": citing(SOURCE)}, "c.test": C}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]')
        ended = project.auditor("run")
    assert ended.code == 0, ended.err
    assert cited(project) == {"https://a.test/one": [SOURCE]}
    assert documents(project)["https://a.test/one"]["title"] == "T"


def test_files_pages_and_the_entries_of_feeds_are_reported_in_their_order_and_once(project: Project) -> None:
    with serve_in_thread(
        {
            "a.test": {
                "/feed": rss("/one", "/two", "https://b.test/three"),
                "/one": citing(SOURCE),
                "/two": citing(SOURCE),
            },
            "b.test": {"/three": citing(SOURCE)},
            "c.test": C,
        }
    ) as web:
        project.configure(
            web, documents='include = ["*.md"]\nurls = ["https://a.test/two"]\nfeeds = ["https://a.test/feed"]'
        )
        project.write("a.md", SOURCE)
        assert project.auditor("run").code == 0
        assert web.asked("c.test") == 1
    order = "SELECT name FROM run_documents JOIN documents ON documents.id = document ORDER BY position"
    assert [name for (name,) in _stored(project, order)] == [
        "a.md",
        "https://a.test/two",
        "https://a.test/one",
        "https://b.test/three",
    ]


def test_an_entry_that_can_t_be_fetched_is_a_problem_in_its_place_and_the_rest_goes_on(project: Project) -> None:
    a: dict[str, Behaviour] = {
        "/feed": rss("/good", "/gone", "/cut", "/private", "/loop", "/empty", "/binary"),
        "/good": citing(SOURCE),
        "/gone": statuses.gone(),
        "/cut": breaks.silence,
        "/private": redirects.to_loopback(),
        "/loop": redirects.loop(),
        "/empty": pages.empty(),
        "/binary": answer(body=b"\x7fELF\x00\x01\x02" * 99, kind="application/octet-stream"),
    }
    with serve_in_thread({"a.test": a, "c.test": C}) as web:
        project.configure(web, documents='feeds = ["https://a.test/feed"]', net__retries=0, net__breaker_failures=99)
        ended = project.auditor("run")
    assert ended.code == 2
    for path, problem in {
        "gone": "410 Gone",
        "cut": "closed without an answer",
        "private": "private address refused",
        "loop": "30",
        "empty": "the document is empty",
        "binary": "not a document of a known kind",
    }.items():
        assert f"https://a.test/{path}: " in ended.err
        assert problem in next(line for line in ended.err.splitlines() if line.startswith(f"https://a.test/{path}: "))
    assert cited(project)["https://a.test/good"] == [SOURCE]
    assert "410 Gone" in (project.folder / "reports" / "index.html").read_text(encoding="utf-8")


def test_the_page_s_own_address_is_self_and_its_own_menus_are_navigation(project: Project) -> None:
    body = page(
        'As <a href="https://c.test/x">others</a> said, and as <a href="https://a.test/old">we</a> said before them.',
        'This is at <a href="https://www.a.test/one">its own address</a>, as everybody can see from the bar above.',
        '<a href="https://a.test/about">About us and our work</a>',
        '<a href="/contact">Contact</a>',
    )
    with serve_in_thread({"a.test": {"/one": answer(body=body), "/old": pages.article("Old")}, "c.test": C,
                          "www.a.test": {"/one": pages.article("One")}}) as web:  # fmt: skip
        project.configure(web, documents='urls = ["https://a.test/one"]')
        project.auditor("run")
    assert cited(project) == {"https://a.test/one": [SOURCE, "https://a.test/old", "https://www.a.test/one"]}
    found = _stored(project, "SELECT uri, kind FROM citations")
    assert dict(found) == {
        SOURCE: "citation",
        "https://a.test/old": "citation",
        "https://www.a.test/one": "self",
        "https://a.test/about": "navigation",
        "https://a.test/contact": "navigation",
    }


def _stored(project: Project, sql: str) -> list[tuple[Any, ...]]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(project.folder / "auditor.db")) as db:
        return db.execute(sql).fetchall()


def test_a_redirected_page_keeps_its_name_and_its_links_are_those_of_where_it_is(project: Project) -> None:
    body = page(
        'See <a href="../x.pdf">the relative report</a> of <a href="https://c.test/x">others</a>, it is all there.'
    )
    with serve_in_thread(
        {"a.test": {"/one": redirects.to("https://b.test/d/two")}, "b.test": {"/d/two": answer(body=body)}, "c.test": C}
    ) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]')
        project.auditor("run")
    assert cited(project) == {"https://a.test/one": [SOURCE]}
    assert ("https://b.test/x.pdf",) in _stored(project, "SELECT uri FROM citations")


@pytest.mark.parametrize(
    ("kind", "encoding", "head"),
    [
        ("text/html; charset=windows-1251", "cp1251", ""),
        ("text/html; charset=windows-1251", "cp1251", '<meta charset="utf-8">'),
        ("text/html", "cp1251", '<meta charset="windows-1251">'),
        ("text/html; charset=nonsense", "utf-8", ""),
        ('text/html; charset="UTF-16LE"', "utf-16-le", ""),
    ],
)
def test_the_charset_of_the_headers_counts_before_the_page_s_own(project: Project, kind, encoding, head) -> None:
    body = page(f'Как сказал <a href="{SOURCE}">наш источник</a>, всё это было давно и совсем не здесь.', head=head)
    with serve_in_thread({"a.test": {"/one": answer(body=body.encode(encoding), kind=kind)}, "c.test": C}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]')
        project.auditor("run")
    assert [one["text"] for one in documents(project)["https://a.test/one"]["citations"]] == ["наш источник"]


def test_a_published_page_may_be_of_any_format(project: Project) -> None:
    pdf = drawn([Text(72, 720, "As it was said in", 10), Text(160, 720, "the report", 10, SOURCE)])
    a = {
        "/pdf": answer(body=pdf, kind="application/pdf"),
        "/liar": answer(body=pdf, kind="text/html"),
        "/md": answer(body=f"It is [said]({SOURCE}).", kind="text/plain"),
        "/fragment": answer(body=f'<p>It is <a href="{SOURCE}">said</a> **Somewhere**.', kind="text/html"),
    }
    with serve_in_thread({"a.test": a, "c.test": C}) as web:
        project.configure(web, documents=f"urls = {[f'https://a.test{path}' for path in a]}")
        assert project.auditor("run").code == 0
    assert cited(project) == {f"https://a.test{path}": [SOURCE] for path in a}


def test_sitemaps_in_sitemaps_are_followed_also_packed_and_in_circles(project: Project) -> None:
    packed = gzip.compress(b"<urlset><url><loc>https://a.test/two</loc></url></urlset>")
    a = {
        "/sitemap.xml": index("/inner.xml", "/packed.xml.gz", "/sitemap.xml", "/missing.xml"),
        "/inner.xml": sitemap("https://a.test/one", "https://elsewhere.test/no"),
        "/packed.xml.gz": answer(body=packed, kind="application/x-gzip"),
        "/one": citing(SOURCE),
        "/two": citing("https://c.test/y"),
    }
    with serve_in_thread({"a.test": a, "c.test": C}) as web:
        project.configure(web, documents='feeds = ["https://a.test/sitemap.xml"]')
        ended = project.auditor("run")
    assert ended.code == 2
    assert "https://a.test/missing.xml: it can't be fetched: 404 Not Found" in ended.err
    assert "https://a.test/inner.xml: 1 of its entries are of other hosts" in ended.err
    found = cited(project)
    assert (found["https://a.test/one"], found["https://a.test/two"]) == ([SOURCE], ["https://c.test/y"])


def test_an_endless_chain_of_sitemaps_ends(project: Project) -> None:
    async def deeper(visit: Visit) -> None:
        await index(f"{visit.asked.path}x", f"{visit.asked.path}y")(visit)

    with serve_in_thread({"a.test": {"/s*": deeper, "/one": citing(SOURCE)}, "c.test": C}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]\nfeeds = ["https://a.test/s"]')
        ended = project.auditor("run")
        assert web.asked("a.test") == 2 ** (MAX_DEPTH + 1)
    assert ended.code == 2
    assert "of the sitemaps that it lists are not read" in ended.err
    assert cited(project)["https://a.test/one"] == [SOURCE]


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (pages.article("News"), "it is a page, not a feed"),
        (statuses.not_found(), "404 Not Found"),
        (answer(body='<!DOCTYPE l [<!ENTITY l "l">]><rss>&l;</rss>'), "declares entities of its own"),
        (answer(body="<rss><channel/></rss>"), "it lists no page"),
    ],
)
def test_a_feed_that_is_none_is_a_problem_in_its_place_and_the_rest_goes_on(project: Project, feed, said: str) -> None:
    with serve_in_thread({"a.test": {"/feed": feed, "/one": citing(SOURCE)}, "c.test": C}) as web:
        project.configure(web, documents='feeds = ["https://a.test/feed"]\nurls = ["https://a.test/one"]')
        ended = project.auditor("run")
    assert ended.code == (0 if "no page" in said else 2)
    assert f"https://a.test/feed: {said}" in ended.err or said in ended.err
    assert cited(project)["https://a.test/one"] == [SOURCE]
    assert "https://a.test/feed" in documents(project)


def test_an_unchanged_page_and_file_are_not_read_again_and_a_changed_one_is(project: Project) -> None:
    first, second = citing(SOURCE), citing("https://c.test/y")
    with serve_in_thread({"a.test": {"/one": first, "/two": in_turn(first, second)}, "c.test": C}) as web:
        project.configure(web, documents='include = ["*.md"]\nurls = ["https://a.test/one", "https://a.test/two"]')
        project.write("a.md", SOURCE)
        assert "not read again" not in project.auditor("run", "--verbose").err
        before = cited(project)
        assert "not read again: 2 of 3 documents" in project.auditor("run", "--verbose").err
    assert cited(project) == before | {"https://a.test/two": ["https://c.test/y"]}


def test_a_page_that_never_ends_is_read_as_far_as_it_came(project: Project) -> None:
    body = page(f'It is said by <a href="{SOURCE}">a source</a>, in more words than these.')

    async def stalling(visit: Visit) -> None:
        await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n" + body.encode())
        await breaks.hanging(visit)

    with serve_in_thread({"a.test": {"/one": stalling}, "c.test": C}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]', net__timeout_s=0.5, net__deadline_s=1)
        ended = project.auditor("run")
    assert ended.code == 0
    assert "https://a.test/one: it didn't come to its end in time: what came is read" in ended.err
    assert cited(project) == {"https://a.test/one": [SOURCE]}


def test_without_a_network_nothing_is_judged_and_the_former_report_stands(project: Project) -> None:
    with serve_in_thread({"a.test": {"/one": citing(SOURCE)}, "c.test": C}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]')
        project.auditor("run")
    before = (project.folder / "reports" / "index.html").read_bytes()
    project.configure(
        documents='urls = ["https://a.test/one"]', net__connect_to={"a.test:443": "127.0.0.1:1"},
        net__controls=["https://127.0.0.1:1/"], net__allow_private=True, net__retries=0,
    )  # fmt: skip
    ended = project.auditor("run")
    assert ended.code == 3
    assert "our own network is down" in ended.err
    assert (project.folder / "reports" / "index.html").read_bytes() == before


def test_an_interruption_while_pages_are_fetched_ends_with_3(project: Project) -> None:
    reached = threading.Event()

    async def last(visit: Visit) -> None:
        reached.set()
        await breaks.hanging(visit)

    with serve_in_thread({"a.test": {"/one": last}}) as web:
        project.configure(web, documents='urls = ["https://a.test/one"]', net__timeout_s=30)
        process = subprocess.Popen(
            Project.command("run"), cwd=project.folder, env=project.environment(), stderr=subprocess.PIPE
        )
        assert reached.wait(30)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 3, said
    assert b"interrupted before all pages were there" in said
    assert b"Traceback" not in said


def test_a_page_on_our_own_network_is_refused_unless_it_is_allowed(project: Project) -> None:
    project.configure(documents='urls = ["https://127.0.0.1:1/x"]')
    ended = project.auditor("run")
    assert ended.code == 2
    assert "private address refused" in ended.err
