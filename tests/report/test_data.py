"""JSON of the schema that scripts hold on to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from auditor.model import Audit
from auditor.report.data import FORMAT, audit_json
from tests.report.sample import PARTIAL, RUN, document, hostile, many, sample

# auditor.audit/1: names are promises. Keys may be added, none may go.
PROMISED = {
    "": {"schema", "run", "documents"},
    "run": {"id", "started_at", "finished_at", "auditor", "complete", "vantage", "policy"},
    "document": {"document", "title", "score", "counts", "citations"},
    "citation": {"number", "uri", "text", "context", "line", "health", "link", "content", "archive"},
    "link": {"state", "confirmed", "since", "status", "final_uri", "checked_at", "failure", "findings"},
    "finding": {"rule", "state", "because"},
    "content": {"state", "because"},
    "archive": {"state", "archive", "uri_m", "captured_at", "distance_days", "dated_by", "because"},
}
# The same documents as `auditor.extract/1` lists them.
EXTRACTED = {
    "document": {"document", "media_type", "title", "published", "base_url", "problems", "citations"},
    "citation": {
        *("number", "uri", "target", "text", "context", "kind", "line", "offset", "page", "accessed"),
        *("repaired", "alternatives", "because", "cited_on", "dated_by"),
    },
}


def loaded(audit: Audit) -> dict:
    return json.loads(audit_json(audit))


def test_every_promised_key_is_there():
    value = loaded(sample())
    assert value["schema"] == "auditor.audit/1"
    assert PROMISED[""] <= value.keys()
    assert PROMISED["run"] <= value["run"].keys()
    for of in value["documents"]:
        assert PROMISED["document"] | EXTRACTED["document"] <= of.keys()
        for citation in of["citations"]:
            assert PROMISED["citation"] | EXTRACTED["citation"] <= citation.keys()
            assert PROMISED["link"] <= citation["link"].keys()
            assert all(PROMISED["finding"] <= finding.keys() for finding in citation["link"]["findings"])
            assert PROMISED["content"] <= citation["content"].keys()
            assert PROMISED["archive"] <= citation["archive"].keys()


def test_the_values_are_those_of_the_audit():
    value = loaded(sample())
    assert value["run"] == {
        "id": "7f3a", "started_at": "2026-11-23T02:00:00Z", "finished_at": "2026-11-23T02:06:41Z", "auditor": "0.1.0",
        "complete": True, "vantage": "online", "policy": "strikes",
    }  # fmt: skip
    harbour = value["documents"][1]
    assert harbour["document"] == "examples/harbour.md"
    assert harbour["published"] == "2025-06-28"
    assert harbour["score"] == 0.85
    assert harbour["counts"] == {"healthy": 6, "at-risk": 2, "changed": 1, "recoverable": 2, "lost": 2, "unverified": 2}
    tonnage = harbour["citations"][1]
    assert (tonnage["number"], tonnage["health"]) == (2, "recoverable")
    assert tonnage["link"] == {
        "state": "dead", "confirmed": False, "since": "2026-11-20T02:04:09Z", "suspected": None, "checks": 1,
        "status": 404, "final_uri": None, "checked_at": "2026-11-20T02:04:09Z", "failure": None,
        "findings": [
            {"rule": "status", "state": "dead", "because": "404 Not Found from www.example.org", "proposal": None}
        ],
        "marked": None,
    }  # fmt: skip
    assert tonnage["content"] == {"state": "unknown", "because": None}
    assert tonnage["archive"] == {
        "state": "archived", "archive": "wayback",
        "uri_m": "https://web.archive.org/web/20250701110000/https://www.example.org/harbour/tonnage-2025",
        "captured_at": "2025-07-01T11:00:00Z", "distance_days": 3, "dated_by": None, "because": None,
    }  # fmt: skip
    unreadable = value["documents"][2]
    assert (unreadable["readable"], unreadable["score"]) == (False, None)
    assert unreadable["problems"] == ["scans/minutes.md: not a text"]


def test_a_partial_and_offline_run_says_so():
    run = loaded(sample(run=PARTIAL))["run"]
    assert (run["complete"], run["vantage"], run["finished_at"]) == (False, "offline", None)


def test_a_documents_file_is_the_audit_of_that_document_alone():
    audit = sample()
    files = FORMAT.render(audit)
    assert [file.path for file in files][:2] == ["data/notes--clean.md.json", "data/examples--harbour.md.json"]
    for file, audited in zip(files, audit.documents, strict=True):
        assert file.data.decode() == audit_json(replace(audit, documents=(audited,)))


def test_only_run_depends_on_when_the_audit_was_made():
    later = replace(RUN, id="other", started_at=RUN.started_at + timedelta(days=1))
    one, other = loaded(sample()), loaded(sample(run=later))
    assert one.pop("run") != other.pop("run")
    assert one == other


def test_hostile_texts_come_through_whole_but_for_passwords():
    audit = Audit(run=RUN, documents=(document("hostile.md", hostile()),))
    text = audit_json(audit)
    assert "hunter2" not in text
    assert FORMAT.render(audit)[0].data.decode() == text
    citations = json.loads(text)["documents"][0]["citations"]
    assert citations[0]["text"] == "<script>alert(1)</script>"
    assert len(citations[5]["text"]) == 100_000


def test_ten_thousand_citations_are_all_there():
    assert len(loaded(many(10_000))["documents"][0]["citations"]) == 10_000


def test_the_day_of_a_citation_is_told_with_what_told_it():
    harbour = next(audited for audited in sample().documents if audited.document.published)
    first = harbour.citations[0]
    beside = replace(first, citation=replace(first.citation, accessed=date(2025, 7, 1)))

    def told(published: date | None, dated: date | None) -> list[tuple[str | None, str | None]]:
        document = replace(harbour.document, published=published, dated=dated)
        value = loaded(replace(sample(), documents=(replace(harbour, document=document, citations=(first, beside)),)))
        return [(one["cited_on"], one["dated_by"]) for one in value["documents"][0]["citations"]]

    own = ("2025-07-01", "citation")
    assert told(date(2025, 6, 28), None) == [("2025-06-28", "document"), own]
    assert told(None, date(2025, 6, 30)) == [("2025-06-30", "file"), own]
    assert told(None, None) == [(None, None), own]
