"""CSV that opens well in a spreadsheet and does no harm there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from auditor.model import Audit, Health, LinkState
from auditor.report.table import COLUMNS, FORMAT, audit_csv
from tests.report.sample import RUN, document, entry, hostile, sample


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def cells_of(words: str) -> dict[str, str]:
    cited = entry(words, "https://x.example/", Health.LOST, LinkState.DEAD, words)
    return rows(audit_csv(Audit(run=RUN, documents=(document("d.md", [cited]),))))[0]


def test_one_row_a_citation_a_file_a_document_and_one_over_all():
    files = {file.path: file.data.decode("utf-8-sig") for file in FORMAT.render(sample())}
    assert sorted(files) == sorted(
        [
            "data/citations.csv", "data/examples--harbour.md.csv", "data/notes--clean.md.csv",
            "data/notes--empty.md.csv", "data/publisher.example.org--notes--1-x-2-25782617.csv", "data/scans--minutes.md.csv",
        ]
    )  # fmt: skip
    assert len(rows(files["data/citations.csv"])) == sum(len(audited.citations) for audited in sample().documents)
    assert [row["number"] for row in rows(files["data/examples--harbour.md.csv"])] == [str(n) for n in range(1, 16)]


def test_files_begin_with_a_mark_for_excel_and_streams_do_not():
    assert all(file.data.startswith(b"\xef\xbb\xbfdocument,") for file in FORMAT.render(sample()))
    assert audit_csv(sample()).startswith("document,")


def test_rows_hold_what_was_found():
    row = next(row for row in rows(audit_csv(sample())) if row["text"] == "tonnage figures")
    assert tuple(row) == COLUMNS
    assert row["health"] == "recoverable"
    assert row["state"] == "not found (1 check)"
    assert row["confirmed"] == "no"
    assert row["status"] == "404"
    assert row["checked_at"] == "2026-11-20T02:04:09Z"
    assert row["uri_m"].startswith("https://web.archive.org/web/20250701")
    assert row["distance_days"] == "3"
    assert (row["cited_on"], row["dated_by"]) == ("2025-06-28", "document")
    assert row["because"] == "404 Not Found from www.example.org"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "  =", "\t=", "\r\n=", "\x00="])
def test_a_cell_that_would_be_a_formula_is_disarmed(start):
    row = cells_of(f"{start}1+1")
    assert row["text"].startswith("'")
    assert row["because"].startswith("'")


@pytest.mark.parametrize("cell", ["a;=1+1", 'a;"=1+1', "a;@x;-1"])
def test_a_formula_after_a_semicolon_is_disarmed_as_well(cell):
    assert not any(part.lstrip('"').startswith(tuple("=+-@")) for part in cells_of(cell)["text"].split(";"))


@pytest.mark.parametrize("cell", ["a = b", "1-2", "x@y", "'quoted'", "a; b"])
def test_other_cells_stay_as_they_are(cell):
    assert cells_of(cell)["text"] == cell


def test_a_cell_holds_one_line():
    assert cells_of("a\n b\r\n\tc")["text"] == "a b c"


def test_a_cell_holds_no_more_than_excel_takes():
    assert 32_000 < len(cells_of("=w" * 100_000)["text"]) <= 32_767


def test_nothing_unconfirmed_is_called_dead_and_no_password_is_shown():
    audit = Audit(run=RUN, documents=(*sample().documents, document("hostile.md", hostile())))
    text = audit_csv(audit)
    assert all("dead" not in ",".join(row.values()) for row in rows(text) if row["confirmed"] == "no")
    assert "hunter2" not in text
    assert FORMAT.render(audit)


def test_nothing_depends_on_when_the_audit_was_made():
    later = replace(RUN, id="other", started_at=RUN.started_at + timedelta(days=1), finished_at=None)
    assert FORMAT.render(sample()) == FORMAT.render(sample(run=later))
