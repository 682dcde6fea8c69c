"""Pages that an editor can be sent: complete, safe, calm, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as Page

from auditor.model import ArchiveState, ArchiveVerdict, Audit, AuditRun, Health, LinkState
from auditor.report.pages import FORMAT
from tests.report.sample import PARTIAL, PUBLISHED, RUN, cases, document, entry, hostile, many, sample

HARBOUR = "documents/examples--harbour.md.html"


def render(audit: Audit) -> dict[str, str]:
    return {file.path: file.data.decode() for file in FORMAT.render(audit)}


@cache
def pages() -> dict[str, str]:
    return render(sample())


@cache
def bad_page() -> str:
    return render(Audit(run=RUN, documents=(document("hostile.md", hostile()),)))["documents/hostile.md.html"]


def text_of(html: str, selector: str = "body") -> str:
    node = Page(html).css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def citation(words: str, html: str | None = None):
    """The item of the citation under these words."""
    for item in Page(html or pages()[HARBOUR]).css("li.citation"):
        if item.css_first("h3").text() == words:
            return item
    raise AssertionError(words)


def said(words: str) -> str:
    return " ".join(citation(words).text().split())


def hrefs(node) -> list[str]:
    return [link.attributes["href"] for link in node.css("a")]


# ── a page on its own ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [*pages(), "hostile"])
def test_a_page_needs_and_allows_nothing_but_itself(path):
    html = bad_page() if path == "hostile" else pages()[path]
    page = Page(html)
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert not page.css("script, link, img, iframe, object, embed, form, base, video, audio, source, [style], [src]")
    assert not [node for node in page.css("*") for name in node.attributes if name.startswith("on")]
    style = page.css_first("style").text()
    assert not re.search(r"url\(|@import|http", style)
    policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("path", [*pages(), "hostile"])
def test_links_lead_to_http_or_to_pages_of_the_report(path):
    html = bad_page() if path == "hostile" else pages()[path]
    page = Page(html)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for href in hrefs(page.css_first("body")):
        match urlsplit(href).scheme:
            case "http" | "https":
                assert "@" not in urlsplit(href).netloc
            case "":
                inside = href.removeprefix("../")
                assert href.removeprefix("#") in ids if href.startswith("#") else inside in pages()
            case other:
                raise AssertionError(other)


@pytest.mark.parametrize("path", list(pages()))
def test_headings_tables_and_language_are_there_for_those_who_listen(path):
    page = Page(pages()[path])
    assert page.css_first("html").attributes["lang"] == "en"
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.css_first("a.skip").attributes["href"] == "#main"
    assert page.css_first("main#main") is not None
    assert all("scope" in node.attributes for node in page.css("th"))
    assert all(node.attributes.get("aria-hidden") or node.attributes.get("aria-label") for node in page.css("svg"))


def test_no_address_shows_its_password():
    assert "hunter2" not in bad_page() + "".join(pages().values())
    assert citation("a password", bad_page()).css_first(".address").text().strip() == "https://secret.example.org/a"


def test_markup_in_a_document_is_text_in_the_report():
    assert citation("<script>alert(1)</script>", bad_page()).css_first("mark").text() == "<script>alert(1)</script>"


def test_an_address_of_another_scheme_is_never_a_link():
    trap = citation("a trap", bad_page())
    assert hrefs(trap) == []
    assert "javascript:alert(document.domain)" in trap.text()


def test_endless_texts_are_shortened_around_what_matters():
    assert len(bad_page()) < 60_000
    endless = citation("endless", bad_page())
    assert endless.css_first("mark").text() == "endless"
    assert endless.css_first(".address .plain").attributes["title"].startswith("https://long.example.org/xxx")
    assert "…" in endless.css_first(".address").text()


def test_marks_that_turn_letters_around_and_half_characters_are_taken_out():
    assert not re.search(r"[\x00\x1b\u202e\ud83d]", bad_page())


# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_summary_comes_first_with_its_share_and_counts():
    page = Page(pages()[HARBOUR])
    assert text_of(pages()[HARBOUR], ".lede").startswith("85 % of what is cited can still be reached")
    assert "11 of the 13 citations that could be judged" in text_of(pages()[HARBOUR], ".lede")
    counts = {row.css_first("th").text(): row.css_first(".number").text() for row in page.css(".counts tbody tr")}
    assert counts == {
        "Lost": "2",
        "Recoverable": "2",
        "At risk": "2",
        "Changed": "1",
        "Unverified": "2",
        "Healthy": "6",
    }
    bar = page.css_first("svg.bar")
    assert bar.attributes["aria-label"] == "2 lost, 2 recoverable, 2 at risk, 1 changed, 2 unverified, 6 healthy"
    assert [int(part.attributes["width"]) for part in bar.css("rect")] == [2, 2, 2, 1, 2, 6]
    assert [int(part.attributes["x"]) for part in bar.css("rect")] == [0, 2, 4, 6, 7, 9]


def test_sections_stand_in_the_order_of_action_and_the_quiet_ones_are_folded():
    page = Page(pages()[HARBOUR])
    headings = [node.text().split("\n")[0].rstrip(" 0123456789") for node in page.css("main h2")]
    assert headings == ["Lost", "Recoverable", "At risk", "Changed", "Unverified", "Healthy"]
    folded = [item.css_first("h3").text() for item in page.css("details li.citation")]
    assert "the harbour treaty" in folded
    assert "a survey of captains" not in folded
    assert page.css_first("details").attributes.keys() == set()


def test_every_citation_is_there_once_with_its_number():
    numbers = [node.text().removeprefix("Citation ") for node in Page(pages()[HARBOUR]).css(".no")]
    assert sorted(map(int, numbers)) == list(range(1, 16))


def test_a_sentence_marks_the_words_that_are_linked():
    item = citation("the harbour treaty")
    assert item.css_first(".sentence").text() == "As was reported then, the harbour treaty had long been settled."
    assert item.css_first("mark").text() == "the harbour treaty"


def test_words_are_marked_where_they_stand_whole():
    sentence = "Russian troops left; Russia did not."
    cited = entry("Russia", "https://x.example/", Health.HEALTHY, LinkState.LIVE, "200", sentence=sentence)
    html = render(Audit(run=RUN, documents=(document("a.md", [cited]),)))["documents/a.md.html"]
    assert "left; <mark>Russia</mark> did not." in html


def test_a_suspicion_is_told_as_one():
    assert "not found (1 check)" in said("tonnage figures")
    assert "dead" not in said("tonnage figures").lower()
    assert "Recoverable" in text_of(pages()[HARBOUR], ".counts")
    assert "under suspicion" in text_of(pages()[HARBOUR], ".counts")


def test_what_was_well_before_stays_so_with_its_suspicion():
    assert "live; suspected since 17 November 2026: server error 503 (2 checks)" in said("a survey of captains")


def test_what_is_confirmed_is_called_by_its_name():
    assert "dead: no such host (3 checks); not archived" in said("an account by the pilots")
    assert "No such host: pilots.example.net." in said("an account by the pilots")


def test_what_can_be_recovered_names_the_copy_to_use():
    item = citation("tonnage figures")
    assert "Use instead: Wayback Machine, copy of 1 July 2025, 3 days after the citation" in said("tonnage figures")
    assert "https://web.archive.org/web/20250701110000/https://www.example.org/harbour/tonnage-2025" in hrefs(item)


def test_what_is_live_but_not_archived_can_be_saved_at_once():
    assert "live, but not archived" in said("the ministry's answer")
    assert "no archive asked holds a copy" in said("the ministry's answer"), "and who says so is told"
    assert "https://web.archive.org/save/https://ministry.example.gov/answers/1204" in hrefs(
        citation("the ministry's answer")
    )


def test_excluded_and_undetermined_are_told_apart_and_not_offered_for_saving():
    assert "excluded by the archive" in said("strategic pact")
    assert "could not be determined (the Wayback Machine did not answer)" in said("insurers")
    assert not [href for href in hrefs(citation("strategic pact")) if "/save/" in href]


def test_an_address_in_other_hands_is_never_a_link_but_its_copy_is():
    item = citation("a shipping blog")
    assert [urlsplit(href).hostname for href in hrefs(item)] == ["web.archive.org"]
    assert "https://shipping-blog.example.com/posts/17" in item.text()
    assert "https://casino.example.biz/welcome" in item.text()
    assert "412 days after the citation" in said("a shipping blog")


def test_an_address_suspected_to_be_in_other_hands_is_no_link_either():
    cited = entry(
        "w",
        "https://x.example/",
        Health.HEALTHY,
        LinkState.LIVE,
        "casino",
        suspected=LinkState.USURPED,
        confirmed=False,
    )
    html = render(Audit(run=RUN, documents=(document("a.md", [cited]),)))["documents/a.md.html"]
    assert hrefs(citation("w", html)) == []


def test_a_rejoined_address_says_so_and_lists_its_other_reading():
    assert "Rejoined from two pieces, over a page break." in said("strategic pact")
    assert "Could also be read as https://wire.example.com/world/strategic-pact-" in said("strategic pact")


def test_a_moved_address_names_where_it_went_once():
    assert said("port authority").count("https://www.port.example.org/about/authority") == 1
    assert "Moved to https://www.port.example.org/about/authority" in said("port authority")


def test_status_day_page_and_line_are_there():
    assert "HTTP 200 · checked 20 November 2026 · page 4 · line 25" in said("strategic pact")


def test_the_day_of_a_citation_is_there_with_what_told_it():
    told = "line 25 · cited 28 June 2025, by the document’s date"
    assert told in said("strategic pact")
    well = cases()[0]
    undated = document("a.md", [well], dated=date(2025, 6, 30))
    html = render(Audit(run=RUN, documents=(undated,)))["documents/a.md.html"]
    assert "cited 30 June 2025, by the file’s date, a weak hint" in html


def test_a_cited_copy_is_told_with_its_day_and_how_far_off_it_is():
    copy = ArchiveVerdict(
        state=ArchiveState.IS_ARCHIVE,
        archive="wayback",
        uri_m="https://web.archive.org/web/20250701000000/https://x.example/",
        captured_at=datetime(2025, 7, 1, tzinfo=UTC),
        distance_days=3,
    )
    cited = entry("w", str(copy.uri_m), Health.HEALTHY, LinkState.LIVE, "200", archive=copy)
    html = render(Audit(run=RUN, documents=(document("a.md", [cited], published=PUBLISHED),)))["documents/a.md.html"]
    assert "copy of 1 July 2025, 3 days after the citation" in html


def test_the_documents_own_address_is_marked():
    assert "the document's own address" in said("first published here")


def test_what_no_longer_says_what_was_cited_says_how_much_is_left():
    assert "ave changed since it was cited: 4 % of the archived text is still there." in said("its statutes")


def test_a_share_is_never_rounded_up_to_all_or_down_to_none():
    well, lost = cases()[0], cases()[2]
    for entries, share in (
        ([well] * 999 + [lost], "99 %"),
        ([lost] * 999 + [well], "1 %"),
        ([well], "100 %"),
        ([lost], "0 %"),
    ):
        html = render(Audit(run=RUN, documents=(document("a.md", entries),)))["index.html"]
        assert text_of(html, ".figure") == share


def test_a_share_of_nothing_is_not_told():
    html = render(Audit(run=RUN, documents=(document("a.md", [cases()[5]]),)))["index.html"]
    assert text_of(html, ".lede") == "None of 1 citation could be judged."
    assert not Page(html).css(".figure")


def test_the_method_says_what_was_judged_and_what_counts():
    footer = text_of(pages()[HARBOUR], "footer")
    assert "13 of 15 citations could be judged" in footer
    assert "Not counted as rot: an address that is closed to automatic checks or did not answer in time" in footer
    assert "a suspicion until it has come back on later days" in footer
    assert footer.endswith("Audited 23 November 2026 by auditor 0.1.0, policy “strikes”.")


@pytest.mark.parametrize("path", ["index.html", HARBOUR])
def test_a_partial_run_and_an_offline_one_say_so_before_all_figures(path):
    html = render(sample(run=PARTIAL))[path]
    notices = [node.css_first("strong").text() for node in Page(html).css(".notice")]
    assert notices == ["Our own network was down during this audit.", "This audit is partial."]
    assert html.index('class="notice"') < html.index('class="lede"')
    assert not Page(pages()[path]).css(".notice")


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_index_lists_unreadable_documents_and_then_the_worst_first():
    rows = Page(pages()["index.html"]).css(".documents tbody tr")
    assert [row.css_first(".name").text() for row in rows] == [
        "scans/minutes.md",
        "examples/harbour.md",
        "https://publisher.example.org/notes/1?x=2",
        "notes/clean.md",
        "notes/empty.md",
    ]
    assert "Could not be read: scans/minutes.md: not a text" in rows[0].text()


@pytest.mark.parametrize("worse", [Health.LOST, Health.RECOVERABLE, Health.AT_RISK, Health.CHANGED, Health.UNVERIFIED])
def test_one_of_a_worse_health_outweighs_many_of_the_next(worse):
    order = [Health.LOST, Health.RECOVERABLE, Health.AT_RISK, Health.CHANGED, Health.UNVERIFIED, Health.HEALTHY]
    milder = order[order.index(worse) + 1]

    def having(name: str, health: Health, times: int):
        return document(name, [entry("w", "https://x.example/", health, LinkState.LIVE, "") for _ in range(times)])

    html = render(Audit(run=RUN, documents=(having("a.md", milder, 9), having("b.md", worse, 1))))["index.html"]
    assert [node.text() for node in Page(html).css(".documents .name")] == ["b.md", "a.md"]


def test_the_index_sums_up_all_documents():
    assert text_of(pages()["index.html"], ".lede").startswith("90 % of what is cited")
    assert text_of(pages()["index.html"], ".dateline") == "5 documents, 23 citations"


def test_an_unreadable_document_has_a_page_with_its_problem():
    page = pages()["documents/scans--minutes.md.html"]
    assert "could not be read" in text_of(page, "main")
    assert "scans/minutes.md: not a text" in text_of(page, ".problems")


def test_notes_on_a_readable_document_are_shown():
    page = pages()["documents/notes--empty.md.html"]
    assert "nothing in it looks like a citation" in text_of(page, ".problems")
    assert "No citations." in text_of(page, "main")


def test_an_audit_of_nothing_says_so():
    assert "No documents were found" in text_of(render(Audit(run=RUN))["index.html"])


# ── the same each time ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_audit_gives_the_same_bytes():
    assert FORMAT.render(sample()) == FORMAT.render(sample())


def test_a_later_run_on_the_same_evidence_differs_in_one_line_a_page():
    later = AuditRun(
        id="other",
        started_at=RUN.started_at + timedelta(days=1),
        finished_at=RUN.started_at + timedelta(days=2),
        auditor="0.1.0",
    )
    for path, html in render(sample(run=later)).items():
        before, after = pages()[path].splitlines(), html.splitlines()
        assert len(before) == len(after)
        different = [line for line, other in zip(before, after, strict=True) if line != other]
        assert len(different) == 1
        assert different[0].startswith('<p class="run">')


def test_the_day_of_the_run_is_in_the_footer_alone():
    for html in pages().values():
        assert html.count("23 November 2026") == 1


def test_ten_thousand_citations_are_one_readable_page():
    page = Page(render(many(10_000))["documents/big.md.html"])
    assert len(page.css("li.citation")) == 10_000
    assert text_of(page.html, ".counts .number") == "1,333"


def test_distance_is_told_from_this_documents_own_date():
    audited = document("later.md", [cases()[1]], published=date(2026, 1, 1))
    html = render(Audit(run=RUN, documents=(audited, document("first.md", [cases()[1]], published=PUBLISHED))))
    assert "3 days from the earliest citation" in text_of(html["documents/later.md.html"])
    assert "3 days after the citation" in text_of(html["documents/first.md.html"])


def test_an_unknown_policy_of_another_version_is_named_all_the_same():
    html = render(sample(run=replace(RUN, policy="two-thirds")))["index.html"]
    assert "policy “two-thirds”" in text_of(html, "footer")


def test_a_link_that_prints_another_address_shows_both_and_says_so() -> None:
    fields = {"alternatives": ("https://printed.example.org/a",), "because": "prints another address than it links to"}
    unlike = entry(
        "the study", "https://linked.example.org/b", Health.HEALTHY, LinkState.LIVE, "200 OK", citation=fields
    )
    html = render(Audit(run=RUN, documents=(document("a.md", [unlike]),)))["documents/a.md.html"]
    item = citation("the study", html)
    assert "Prints another address than it links to." in item.text()
    assert {"https://linked.example.org/b", "https://printed.example.org/a"} <= set(hrefs(item))
