"""Addresses that cells of tables drawn with characters have broken, and what must stay apart in them."""

from __future__ import annotations

from auditor.extract import Source
from auditor.extract.select import read_document


def uris(text: str) -> list[str]:
    return [one.uri for one in read_document(Source(name="a.txt", data=text.encode())).citations if one.number]


def test_a_row_of_two_lines_is_read_cell_by_cell() -> None:
    text = """
+-------------------------+-----------------------+----------------------+
| Deprecation and renamed | https://a.org/setup/  | are suppressed while |
| messages                |                       | it is being looked   |
+-------------------------+-----------------------+----------------------+
| The last of them        | https://b.org/one/    | and so on            |
|                         | two-three.html        |                      |
+-------------------------+-----------------------+----------------------+
"""
    assert uris(text) == ["https://a.org/setup/", "https://b.org/one/two-three.html"]


def test_a_cell_that_is_no_line_of_its_own_row_is_read_as_its_columns() -> None:
    text = """
┌──────────┬────────────────────────┬─────────┐
│ A name   │ https://a.org/projects │ a note  │
│          │ /linux/list/           │ of it   │
├──────────┼────────────────────────┼─────────┤
│ Another  │ https://b.org/         │ a note  │
│ default, │                        │         │
└──────────┴────────────────────────┴─────────┘
"""
    assert uris(text) == ["https://a.org/projects/linux/list/", "https://b.org/"]


def test_psql_says_with_stops_that_a_cell_goes_on() -> None:
    text = """
   what   |          where           |    note
----------+--------------------------+------------
 The name | https://a.org/projects/h.| with a long.
          |.ttpd/trunk/doxygen/group.|. note on it
          |.__hooks.html             |
(1 row)
"""
    assert uris(text) == ["https://a.org/projects/httpd/trunk/doxygen/group__hooks.html"]


def test_where_cells_are_cut_at_one_width_a_word_below_a_shorter_line_is_no_rest() -> None:
    cells = ["https://a.org/projects/ht", "tpd/one_two.html", "https://b.org/documents/a", "pi/three_four.html"]
    cells += ["https://c.org/LICENSE-2.0", "https://d.org/some/longe", "background=", "https://e.org/pdf/sbos68", "6"]
    widest = max(map(len, cells))
    lines = "".join(f"| x | {cell:<{widest}} | y |\n" for cell in cells)
    assert uris(lines) == [
        "https://a.org/projects/httpd/one_two.html",
        "https://b.org/documents/api/three_four.html",
        "https://c.org/LICENSE-2.0",
        "https://d.org/some/longe",
        "https://e.org/pdf/sbos68",
    ]


def test_where_cells_are_cut_at_one_width_whatever_stands_alone_below_a_full_line_is_the_rest() -> None:
    cells = ["https://a.org/projects/ht", "tpd/one_two.html", "https://b.org/documents/a", "pi/three_four.html"]
    cells += ["https://e.org/pdf/sbos686", "9"]
    lines = "".join(f"| x | {cell:<25} | y |\n" for cell in cells)
    assert uris(lines)[-1] == "https://e.org/pdf/sbos6869"


def test_a_table_whose_bars_wide_letters_move_is_read_by_their_order() -> None:
    text = """
| Normally, files  | https://a.org/projects/ | mode |
| ハイパー          | linux-kbuild/list/ | カテゴリ |
"""
    assert uris(text) == ["https://a.org/projects/linux-kbuild/list/"]


def test_what_html2text_underlines_is_no_part_of_an_address() -> None:
    text = """
|This module provides the  |https://a.org/            |input and output |
|logging_of________________|sect-accounts.html________|number_of_bytes__|
|You will also find that   |https://b.org/setup/      |methods have     |
"""
    assert uris(text) == ["https://a.org/sect-accounts.html", "https://b.org/setup/"]


def test_an_empty_row_of_a_drawn_table_parts_the_paragraphs_of_its_cells() -> None:
    text = """
+-----------+------------------------+------------+
| regardez  | https://a.org/video/17 | the note   |
|           | 68/the-guts-of-unicode | of it      |
|           |                        |            |
|           | Another paragraph      |            |
+-----------+------------------------+------------+
"""
    assert uris(text) == ["https://a.org/video/1768/the-guts-of-unicode"]


def test_an_address_goes_on_below_itself_where_columns_move_from_row_to_row() -> None:
    text = """
$ /usr/bin/foo -n 4x Usage:     https://a.org/specifi        [options] foo: error
foo                             cations/camera_set.html      or no error at all
static void something and          http://b.org/pub/linux/
more of that void thing            kernel/ext3/journal.gz    of no use to
An unrelated line of some text that goes over all of it, from here to there it does
"""
    assert uris(text) == [
        "https://a.org/specifications/camera_set.html",
        "http://b.org/pub/linux/kernel/ext3/journal.gz",
    ]


def test_what_begins_the_next_cell_is_no_rest_of_an_address() -> None:
    text = """
+----------------------+--------------------------+-----------------+
| The directives of it | http://a.org/laptop_mode | .shtml are all  |
| and others           | /laptop_mode/            | of them         |
+----------------------+--------------------------+-----------------+
"""
    assert uris(text) == ["http://a.org/laptop_mode/laptop_mode/"]


def test_lines_stretched_to_their_margin_are_no_columns() -> None:
    text = """
        code and binary size. The hashlib module prefers optimized SHA3
        and     SHAKE     implementations     from     OpenSSL.     The
        https://a.org/pubs/pub48551/   change   affects  only
        installations  without   OpenSSL   support.   (Contributed   by
        Christian Heimes in bpo-47098.)
"""
    assert uris(text) == ["https://a.org/pubs/pub48551/"]
