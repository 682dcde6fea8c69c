"""PDFs: print, links over it, and the pages that come between."""

from __future__ import annotations

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document, Kind
from tests.extract.pages import BODY, Area, Text, drawn, lines

LONG = "https://www.example.org/reports/strategic-pact-with-russia-2025/final.html"


def read(data: bytes) -> Document:
    return read_document(Source(name="a.pdf", data=data))


def cited(data: bytes) -> list[Citation]:
    return [one for one in read(data).citations if one.number]


def uris(data: bytes) -> list[str]:
    return [one.uri for one in cited(data)]


def test_a_link_over_words_is_cited_under_them_with_its_sentence_and_page() -> None:
    first = lines(*BODY, "and this was its end.")
    second = [
        Text(72, 720, "It was shown in "),
        Text(142, 720, "the final report", 10, "https://a.org/final"),
        Text(210, 720, " of May."),
    ]
    (one,) = cited(drawn(first, second))
    assert (one.uri, one.text, one.page) == ("https://a.org/final", "the final report", 2)
    assert one.context == "It was shown in the final report of May."
    assert (one.line, one.offset) == (None, None)


def test_a_link_over_words_on_two_lines_is_one_citation() -> None:
    page = [
        Text(300, 720, "the disinforma-", 10, "https://a.org/x"),
        Text(72, 708, "tion report", 10, "https://a.org/x"),
    ]
    page += [Text(150, 708, "was read.")]
    (one,) = cited(drawn(page))
    assert (one.text, one.uri) == ("the disinformation report", "https://a.org/x")


def test_links_on_the_lines_of_a_printed_address_are_one_citation_with_its_pieces() -> None:
    page = [Text(72, 720, "See the report at"), Text(160, 720, LONG[:40], 10, LONG), Text(72, 708, LONG[40:], 10, LONG)]
    page += [Text(260, 708, "for more.")]
    (one,) = cited(drawn(page))
    assert one.uri == LONG
    assert one.target == f"{LONG[:40]} {LONG[40:]}"
    assert one.repaired
    assert one.because == "rejoined from 2 pieces (rule: annotation)"


def test_a_link_that_says_more_than_the_print_counts() -> None:
    (one,) = cited(drawn([Text(72, 720, "See"), Text(92, 720, "www.example.org/reports/…", 10, LONG)]))
    assert one.uri == LONG
    assert one.target == "www.example.org/reports/…"
    assert one.because == "the print is cut short; the link's target is whole"


def test_a_link_made_of_the_first_line_only_gives_way_to_the_whole_print() -> None:
    cut = LONG[: LONG.index("russia")]
    page = [Text(72, 720, f"{BODY[0][:40]} {cut}"), *lines(f"{LONG[len(cut) :]} and so on.", y=708)]
    page.append(Area(cut, (335, 718, 560, 730)))
    (one,) = cited(drawn(page))
    assert one.uri == LONG


def test_a_link_to_another_address_than_its_print_is_told_and_both_are_kept() -> None:
    (one,) = cited(drawn([Text(72, 720, "https://www.example.org/print", 10, "https://www.example.org/link")]))
    assert one.uri == "https://www.example.org/link"
    assert one.alternatives == ("https://www.example.org/print",)
    assert one.because == "prints another address than it links to"


def test_links_over_pictures_and_beside_text_count() -> None:
    page = [
        *lines(*BODY),
        Area("https://a.org/logo", (400, 100, 450, 150)),
        Area("https://b.org/logo", (500, 100, 550, 150)),
    ]
    assert sorted(uris(drawn(page))) == ["https://a.org/logo", "https://b.org/logo"]


def test_a_rectangle_that_misses_the_print_is_put_right() -> None:
    page = [Text(72, 720, f"See {LONG} for more."), Area(LONG, (110, 716, 400, 730))]
    (one,) = cited(drawn(page))
    assert (one.uri, one.target) == (LONG, LONG)
    assert one.context == f"See {LONG} for more."


def test_a_rectangle_over_the_sentence_s_stop_and_brackets_leaves_them_to_it() -> None:
    page = [
        Text(72, 720, "See ("),
        Text(94, 720, "https://a.org/x).", 10, "https://a.org/x"),
        Text(170, 720, "Then go on."),
    ]
    (one,) = cited(drawn(page))
    assert (one.uri, one.because) == ("https://a.org/x", None)


def test_what_programs_leave_in_links_is_taken_out() -> None:
    for uri, meant in (
        ("https://a.org/one{_}two{\\%}20", "https://a.org/one_two%20"),
        ("https://a.org/one%7B%5C_%7Dtwo", "https://a.org/one_two"),
        ("https://doi.org/https://doi.org/10.1000/x1", "https://doi.org/10.1000/x1"),
        ("github.com/a/b", "http://github.com/a/b"),
    ):
        assert uris(drawn([Text(72, 720, "words", 10, uri)])) == [meant]


def test_mail_addresses_are_skipped_with_their_reason() -> None:
    document = read(drawn([Text(72, 720, "write", 10, "mailto:a@b.org")]))
    (one,) = document.citations
    assert one.kind is Kind.SKIPPED
    assert one.because == "mailto: is not an address of the web"


def test_the_same_link_printed_twice_is_two_citations() -> None:
    page = [
        Text(72, 720, "https://a.org/same", 10, "https://a.org/same"),
        Text(72, 708, "https://a.org/same", 10, "https://a.org/same"),
    ]
    assert uris(drawn(page)) == ["https://a.org/same"] * 2


def furnished(*bodies: list[Text]) -> bytes:
    """Pages with a running head, a foot with the publisher's address, and a page number."""
    return drawn(
        *(
            [
                Text(72, 800, "Review of Lasting Links"),
                *body,
                Text(72, 60, "www.publisher.example.org/review", 8),
                Text(300, 40, str(number), 8),
            ]
            for number, body in enumerate(bodies, 1)
        )
    )


def test_an_address_cut_by_a_page_s_end_is_rejoined_over_its_foot_and_head() -> None:
    ends = lines(
        *BODY, "and as was said at https://www.example.org/reports/disinformation-in-europe/operations-", y=140
    )
    goes_on = lines("and-influence/final.html the links of a whole decade were lost.", *BODY)
    found = cited(furnished(lines(*BODY), ends, goes_on))
    (one,) = [one for one in found if "reports" in one.uri]
    assert one.uri == "https://www.example.org/reports/disinformation-in-europe/operations-and-influence/final.html"
    assert one.page == 2
    assert one.context.startswith("The committee had asked")
    assert one.context.endswith("a whole decade were lost.")


def test_the_publisher_s_address_in_every_foot_is_cited_once() -> None:
    assert uris(furnished(*[lines(*BODY)] * 5)) == ["http://www.publisher.example.org/review"]


def test_footnotes_don_t_come_between_the_halves_of_an_address() -> None:
    ends = lines(
        *BODY, "and as was said at https://www.example.org/reports/disinformation-in-europe/operations-", y=140
    )
    note = lines("1. See the annex, https://b.example.org/annex, for the numbers.", y=80, size=8)
    goes_on = lines("and-influence/final.html the links of a whole decade were lost.", *BODY)
    found = uris(furnished(lines(*BODY), ends + note, goes_on))
    assert "https://www.example.org/reports/disinformation-in-europe/operations-and-influence/final.html" in found
    assert "https://b.example.org/annex" in found


def test_a_footnote_that_goes_on_on_the_next_page_is_one() -> None:
    first = lines(
        "1. " + BODY[0],
        "at https://www.example.org/reports/disinformation-in-europe/influence-and-other-operations-",
        y=90,
        size=8,
    )
    second = lines("and-interference/final.html, and the annex.", y=90, size=8)
    found = uris(furnished(lines(*BODY), lines(*BODY) + first, lines(*BODY) + second))
    address = "https://www.example.org/reports/disinformation-in-europe/influence-and-other-operations-and-interference/final.html"
    assert address in found


def test_columns_written_row_by_row_come_apart() -> None:
    left = (
        "The left column has a long line and",
        "cites https://a.example.org/one-two-",
        "three/four.html as its only source.",
    )
    right = (
        "The right one says as much again,",
        "and cites https://b.example.org/five-",
        "six/seven.html, which is its own.",
    )
    page: list[Text] = []
    for number in range(3):
        page += [Text(72, 720 - 12 * number, left[number]), Text(320, 720 - 12 * number, right[number])]
    assert uris(drawn(page)) == [
        "https://a.example.org/one-two-three/four.html",
        "https://b.example.org/five-six/seven.html",
    ]


def test_an_address_goes_on_at_the_top_of_the_next_column() -> None:
    left = lines(
        "The left column has long lines, and",
        "all that it wants to cite stands at",
        "https://a.example.org/reports/one-",
        y=100,
    )
    right = lines(
        "two/three.html, in the other one,",
        "which goes on with other matters of",
        "no importance to this test here.",
        x=320,
    )
    assert uris(drawn(left + right)) == ["https://a.example.org/reports/one-two/three.html"]


def test_cells_of_a_table_keep_their_addresses() -> None:
    page: list[Text] = []
    for row in range(4):
        y = 720 - 30 * row
        page += [Text(72, y, f"Source {row}"), Text(180, y, f"https://a.example.org/reports/{row}/one-")]
        page += [Text(400, y, "3 May 2019"), Text(180, y - 12, "two/three.html")]
    assert uris(drawn(page)) == [f"https://a.example.org/reports/{row}/one-two/three.html" for row in range(4)]


def test_numbers_of_notes_that_are_glued_to_an_address_are_no_part_of_it() -> None:
    page = [
        Text(72, 720, "See https://a.example.org/report"),
        Text(205.9, 724, "12", 6),
        Text(214, 720, " and others."),
    ]
    page += [Text(72, 690, "12", 6), Text(78, 686, "https://b.example.org/x")]
    assert uris(drawn(page)) == ["https://a.example.org/report", "https://b.example.org/x"]


def test_numbers_of_lines_in_the_margin_are_no_part_of_the_text() -> None:
    text = lines(*BODY, "See https://www.example.org/disinformation/and-other-long-names-of-foreign-influence/operations-",
                 "and-more/final.html, which says it all.", *BODY)  # fmt: skip
    margin = [Text(40, one.y, str(number)) for number, one in enumerate(text, 911)]
    mixed = [one for pair in zip(text, margin, strict=True) for one in pair]
    address = "https://www.example.org/disinformation/and-other-long-names-of-foreign-influence/operations-and-more/final.html"
    assert uris(drawn(mixed)) == [address]


def test_a_page_written_sideways_is_read_along_its_lines() -> None:
    page = [
        Text(72, 720, "See "),
        Text(92, 720, "the report", 10, "https://a.org/x"),
        *lines("https://b.org/y, too.", y=700),
    ]
    for rotated in (90, 270):
        (link, print_) = cited(drawn(page, rotated=rotated))
        assert (link.uri, link.text, print_.uri) == ("https://a.org/x", "the report", "https://b.org/y")


def test_a_list_of_addresses_that_would_have_fitted_side_by_side_stays_apart() -> None:
    page = [
        *lines(*BODY),
        *lines("https://a.example.org/en-US/", "about-us", "https://b.example.org/", "downloads", y=600),
    ]
    assert uris(drawn(page)) == ["https://a.example.org/en-US/", "https://b.example.org/"]


def test_title_and_day_come_from_the_file_unless_a_program_put_its_own_name_there() -> None:
    page = lines("What Becomes of Links", "3 May 2019", *BODY)
    assert read(drawn(page, title="On Links")).title == "On Links"
    for name in ("Microsoft Word - draft.docx", "untitled", "report.indd"):
        assert read(drawn(page, title=name)).title == "What Becomes of Links"
    assert str(read(drawn(page)).published) == "2019-05-03"


def test_raised_numbers_in_a_column_are_no_numbers_of_lines() -> None:
    column = [Text(60, 720 - 12 * number, "¹²³¹²"[number]) for number in range(5)]
    assert uris(drawn([*column, *lines("See https://a.org/x.", *BODY)])) == ["https://a.org/x"]


def test_the_raised_number_of_a_note_is_the_note_s() -> None:
    note = [Text(72, 123, "12", 5), *lines("See https://a.org/x for it.", x=79, y=120, size=8)]
    (found,) = cited(drawn([*lines(*BODY), *note]))
    assert (found.note, found.context) == ("12", "See https://a.org/x for it.")


def test_a_line_that_begins_with_a_link_does_not_stick_to_the_line_before() -> None:
    page = [*lines(*BODY), Text(72, 684, "words", 10, "https://a.org/x"), Text(101, 684, "that go on.", 10)]
    (found,) = cited(drawn(page))
    assert found.context.endswith("opened last spring, words that go on.")


def test_an_underscore_that_was_drawn_as_a_line_is_no_difference() -> None:
    page = drawn(
        [*lines(*BODY), Text(72, 600, "https://a.org/threefour/x.html", 10, "https://a.org/three_four/x.html")]
    )
    assert [(one.uri, one.because) for one in cited(page)] == [("https://a.org/three_four/x.html", None)]


def test_a_link_that_goes_on_in_what_looks_like_a_note_is_one_citation() -> None:
    uri = "https://a.org/grants/4711"
    page = [*lines(*BODY), *lines("*Funded by https://a.org/grants/", "4711. It says no more.", y=300, size=8)]
    (found,) = cited(drawn([*page, Area(uri, (113, 297, 190, 308)), Area(uri, (72, 285, 88, 296))]))
    assert (found.uri, found.repaired) == (uri, True)


def test_texs_own_tilde_in_a_links_target_is_one() -> None:
    (found,) = cited(drawn([Text(72, 700, "his own page", 10, "https://a.org/~{}ann/x")]))
    assert found.uri == "https://a.org/~ann/x"


def test_addresses_at_one_place_of_each_page_that_differ_in_their_numbers_are_all_cited() -> None:
    data = drawn(
        *([Text(72, 700 - 20 * n, f"See https://a.org/{page}/{n}.html there.") for n in range(9)] for page in range(5))
    )
    assert [one.uri for one in cited(data)] == [f"https://a.org/{page}/{n}.html" for page in range(5) for n in range(9)]
