"""What a run saw becomes a WARC that says how it was seen, once, and replays in a real archive as it was."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from auditor.cdxj import Row, read
from auditor.errors import AuditorError, PublishError
from auditor.model import (
    AuditRun,
    BodyEnd,
    Citation,
    Document,
    Exchange,
    Failure,
    FailureKind,
    Health,
    LinkState,
    LinkVerdict,
    Probe,
    Request,
    Response,
    SkipReason,
    Vantage,
    Verdict,
)
from auditor.preserve import Preserved, preserve
from auditor.publish import keep
from auditor.report import ReportFile
from auditor.store import Store
from tests.archive import PYWB, PYWB_MISSING, pywb_ready, running_archive

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HTML = ("content-type", "text/html; charset=utf-8")
PAGE = "<!DOCTYPE html><title>A report</title><p>What was found, as Émile wrote.</p>".encode()
A, B = "https://www.example.org/report?id=7", "http://b.example/Old%20page"


def saw(uri: str, body: bytes = PAGE, *headers: tuple[str, str], at: datetime = NIGHT, **rest) -> Exchange:
    response = Response(**{"status": 200, "reason": "OK", "headers": (HTML, *headers), "body": body, **rest})
    return Exchange(request=Request(uri=uri), outcome=response, started_at=at, elapsed_s=0.2, peer="192.0.2.7")


def moved(uri: str, to: str, *, at: datetime = NIGHT) -> Exchange:
    return saw(uri, b"", ("location", to), at=at, status=301, reason="Moved Permanently")


@dataclass
class Run:
    """Runs that are stored one after the other, and what is preserved after the last."""

    folder: Path
    store: Store
    number: int = 0

    def begin(self, *looks: Probe, at: datetime = NIGHT, **verdicts: Verdict) -> AuditRun:
        self.number += 1
        run = AuditRun(id=f"run{self.number}", started_at=at, auditor="0.1.0")
        self.store.begin(run)
        cited = tuple(Citation(uri=look.key, target=look.key, number=n) for n, look in enumerate(looks, 1))
        self.store.put_documents(run.id, [Document(name="a.md", citations=cited)])
        self.store.append(run.id, looks)
        live = Verdict(health=Health.HEALTHY, link=LinkVerdict(state=LinkState.LIVE))
        self.store.put_verdicts(run.id, {look.key: verdicts.get("as_", live) for look in looks}, judged_at=at)
        return run

    def preserve(self, **options) -> Preserved:
        return preserve(self.store, str(self.folder / "reports"), **options)

    @property
    def kept(self) -> Path:
        return self.folder / "reports" / "preserved"


@pytest.fixture
def run(tmp_path):
    with Store(str(tmp_path / "auditor.db")) as store:
        yield Run(tmp_path, store)


def look(*exchanges: Exchange, **rest) -> Probe:
    return Probe(key=exchanges[0].request.uri, exchanges=exchanges, **rest)


@dataclass
class Record:
    kind: str
    headers: dict[str, str]
    head: list[tuple[str, str]]
    line: str
    payload: bytes


def records(path: str | Path) -> list[Record]:
    with Path(path).open("rb") as file:
        return [
            Record(
                kind=each.rec_type,
                headers=dict(each.rec_headers.headers),
                head=each.http_headers.headers if each.http_headers else [],
                line=each.http_headers.statusline if each.http_headers else "",
                payload=each.content_stream().read(),
            )
            for each in ArchiveIterator(file, check_digests="raise")
        ]


def rows(path: str | Path) -> list[Row]:
    text = Path(str(path).replace(".warc.gz", ".cdxj")).read_text()
    return [row for line in text.splitlines() if (row := read(line))]


# ── what is in it ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_is_kept_with_the_redirects_that_led_to_it_and_no_retries(run) -> None:
    busy = saw(A, b"busy", status=503)
    run.begin(look(moved(A, "/new"), busy, saw("https://www.example.org/new")))
    done = run.preserve()
    assert done == Preserved(path=done.path, pages=1)
    info, *others = records(done.path)
    assert info.kind == "warcinfo"
    assert [(each.kind, each.headers["WARC-Target-URI"]) for each in others] == [
        ("response", A), ("request", A),
        ("response", "https://www.example.org/new"), ("request", "https://www.example.org/new"),
    ]  # fmt: skip
    assert [row.status for row in rows(done.path)] == [200, 301]


def test_a_record_says_when_from_whom_and_what(run) -> None:
    run.begin(look(saw(A)))
    info, response, request = records(run.preserve(contact="mailto:us@example.org").path)
    assert b"software: auditor/0.1.0" in info.payload
    assert b"operator: mailto:us@example.org" in info.payload
    assert b"WARC File Format 1.1" in info.payload
    assert info.headers["WARC-Filename"] == "20261123020000-run1.warc.gz"
    assert response.payload == PAGE
    assert response.line == "200 OK"
    told = response.headers
    assert told["WARC-Date"] == "2026-11-23T02:00:00Z"
    assert told["WARC-IP-Address"] == "192.0.2.7"
    assert told["WARC-Warcinfo-ID"] == info.headers["WARC-Record-ID"]
    assert told["WARC-Payload-Digest"] == f"sha1:{rows(run.kept / '20261123020000-run1.cdxj')[0].digest}"
    assert "WARC-Truncated" not in told
    assert request.headers["WARC-Concurrent-To"] == told["WARC-Record-ID"]
    assert request.head == [("host", "www.example.org")]
    assert request.line == "/report?id=7 HTTP/1.1"
    raw = subprocess.run(["gzip", "-dc", run.preserve().path], capture_output=True, check=True).stdout
    assert raw.startswith(b"WARC/1.1\r\n")
    assert raw.count(b"GET /report?id=7 HTTP/1.1\r\n") == 1


def test_a_decoded_body_has_headers_that_fit_it(run) -> None:
    wire = (
        ("Content-Encoding", "gzip"),
        ("transfer-encoding", "chunked"),
        ("content-length", "7"),
        ("x-odd", "d\xe9j\xe0"),
    )
    run.begin(look(saw(A, PAGE, *((name.lower(), value) for name, value in wire))))
    _, response, _ = records(run.preserve().path)
    assert response.head == [
        HTML,
        ("x-crawler-content-encoding", "gzip"),
        ("x-crawler-transfer-encoding", "chunked"),
        ("x-crawler-content-length", "7"),
        ("x-odd", "d\xe9j\xe0"),
        ("content-length", str(len(PAGE))),
    ]


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (BodyEnd.CAPPED, "length"),
        (BodyEnd.CUT, "disconnect"),
        (BodyEnd.STALLED, "time"),
        (BodyEnd.UNDECODABLE, "unspecified"),
    ],
)
def test_a_page_that_was_not_read_to_its_end_says_so(run, end: BodyEnd, reason: str) -> None:
    run.begin(look(saw(A, body_end=end)), look(saw(B)))
    done = run.preserve()
    assert done.partial == 1
    truncated = {
        each.headers["WARC-Target-URI"]: each.headers.get("WARC-Truncated") for each in records(done.path)[1::2]
    }
    assert truncated == {A: reason, B: None}
    assert {row.uri: row.truncated for row in rows(done.path)} == {A: reason, B: None}
    assert done.unchanged == 0  # nobody knows whether the rest is the same


def test_an_index_leads_to_the_records(run) -> None:
    run.begin(*(look(saw(f"https://{name}.example/", PAGE + name.encode())) for name in "cab"))
    path = run.preserve().path
    lines = Path(path.replace(".warc.gz", ".cdxj")).read_text().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 3
    for row in rows(path):
        part = Path(path).read_bytes()[row.offset : row.offset + row.length_bytes]
        raw = subprocess.run(["gzip", "-dc"], input=part, capture_output=True, check=True).stdout
        assert f"WARC-Target-URI: {row.uri}\r\n".encode() in raw
        assert raw.endswith(PAGE + row.uri[8:9].encode() + b"\r\n\r\n")


def test_a_proxy_s_address_is_not_taken_for_the_site_s(run) -> None:
    run.begin(look(saw(A)))
    assert not any("WARC-IP-Address" in each.headers for each in records(run.preserve(with_peers=False).path))


@pytest.mark.parametrize(
    ("probe", "as_"),
    [
        (look(saw(A, b"gone", status=404)), LinkState.DEAD),
        (look(saw(A, b"Page not found")), LinkState.SOFT_404),
        (look(saw(A, b"Are you human?")), LinkState.BLOCKED),
        (look(saw(A, b"gone", status=404)), LinkState.LIVE),  # a suspicion, say
        (look(saw(A, b"")), LinkState.LIVE),
        (look(moved(A, "/new"), skipped=SkipReason.INTERRUPTED), LinkState.LIVE),
        (look(saw(A), vantage=Vantage.OFFLINE), LinkState.LIVE),
    ],
)
def test_what_is_no_good_page_is_not_kept(run, probe: Probe, as_: LinkState) -> None:
    run.begin(probe, as_=Verdict(health=Health.UNVERIFIED, link=LinkVerdict(state=as_)))
    assert run.preserve() == Preserved()
    assert list(run.kept.iterdir()) == []


def test_a_failure_after_a_good_look_leaves_the_good_look(run) -> None:
    run.begin(look(saw(A)))
    failed = Exchange(request=Request(uri=A), outcome=Failure(kind=FailureKind.TIMEOUT), started_at=NIGHT)
    run.begin(look(failed), at=NIGHT + timedelta(days=1))
    assert run.preserve().pages == 1


# ── once, and the same each time ────────────────────────────────────────────────────────────────────────────────


def test_the_same_run_gives_the_same_bytes(run) -> None:
    run.begin(look(saw(A)), look(moved(B, A), saw(A)))
    first = {file.name: file.read_bytes() for file in run.kept.iterdir()} if run.preserve().path else {}
    again = run.preserve()
    assert {file.name: file.read_bytes() for file in run.kept.iterdir()} == first
    assert len(first) == 2
    assert again.already == 1  # two references led to one page in one second


def test_a_page_that_has_not_changed_is_a_revisit_of_the_earlier_one(run) -> None:
    run.begin(look(saw(A)), look(saw(B, b"It will change")))
    run.preserve()
    later = NIGHT + timedelta(days=7)
    run.begin(look(saw(A, at=later)), look(saw(B, b"It has changed", at=later)), at=later)
    done = run.preserve()
    assert (done.pages, done.unchanged) == (2, 1)
    _, revisit, _, response, _ = records(done.path)
    assert (revisit.kind, revisit.payload, revisit.line) == ("revisit", b"", "200 OK")
    told = revisit.headers
    assert told["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert (told["WARC-Refers-To-Target-URI"], told["WARC-Refers-To-Date"]) == (A, "2026-11-23T02:00:00Z")
    assert (response.kind, response.payload) == ("response", b"It has changed")


def test_a_revisit_never_refers_to_a_file_that_is_gone(run) -> None:
    run.begin(look(saw(A)))
    Path(run.preserve().path).unlink()
    later = NIGHT + timedelta(days=7)
    run.begin(look(saw(A, at=later)), at=later)
    assert run.preserve().unchanged == 0


def test_what_an_earlier_file_holds_is_not_written_again(run) -> None:
    run.begin(look(saw(A)))
    before = run.preserve().path
    # a run within the freshness time: it cites the page and looks at nothing
    fresh = AuditRun(id="fresh", started_at=NIGHT + timedelta(hours=1))
    run.store.begin(fresh)
    run.store.put_documents(fresh.id, run.store.documents("run1"))
    assert run.preserve() == Preserved(already=1)
    assert sorted(file.name for file in run.kept.iterdir()) == [
        Path(before).name.replace(".warc.gz", ".cdxj"), Path(before).name,
    ]  # fmt: skip


def test_a_run_that_was_never_preserved_is_made_up_for(run) -> None:
    run.begin(look(saw(A)))
    fresh = AuditRun(id="fresh", started_at=NIGHT + timedelta(hours=1))
    run.store.begin(fresh)
    run.store.put_documents(fresh.id, run.store.documents("run1"))
    assert run.preserve().pages == 1


# ── where it lies ───────────────────────────────────────────────────────────────────────────────────────────────


def test_reports_come_and_go_and_what_is_preserved_stays(run) -> None:
    run.begin(look(saw(A)))
    reports = str(run.folder / "reports")
    keep([ReportFile(path="index.html", data=b"1"), ReportFile(path="documents/a.html", data=b"1")], reports)
    path = Path(run.preserve().path)
    before = path.read_bytes()
    keep([ReportFile(path="index.html", data=b"2")], reports)
    keep([], reports)
    assert path.read_bytes() == before


def test_without_a_run_there_is_nothing_to_preserve(run) -> None:
    with pytest.raises(AuditorError, match="no run to preserve") as caught:
        run.preserve()
    assert "auditor run" in caught.value.advice


def test_a_folder_that_cannot_be_written_is_told_and_left_as_it_was(run) -> None:
    run.begin(look(saw(A)))
    (run.folder / "reports").write_text("a file in the way")
    with pytest.raises(PublishError, match="Nothing can be preserved") as caught:
        run.preserve()
    assert "disk" in caught.value.advice


def test_what_a_killed_process_left_is_taken_away(run) -> None:
    run.begin(look(saw(A)))
    run.kept.mkdir(parents=True)
    (run.kept / ".20261101020000-old.warc.gz.part").write_bytes(b"half")
    run.preserve()
    assert sorted(file.suffix for file in run.kept.iterdir()) == [".cdxj", ".gz"]


# ── in a real archive ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.archive
@pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)
def test_it_replays_in_a_real_archive_by_its_own_index(run) -> None:
    gzipped = (("content-encoding", "gzip"), ("content-length", "7"))
    capped = saw("https://long.example/", b"<p>It goes on", body_end=BodyEnd.CAPPED)
    run.begin(look(moved(B, A), saw(A, PAGE, *gzipped)), look(capped))
    run.preserve()
    later = NIGHT + timedelta(days=7)
    run.begin(look(saw(A, at=later)), look(saw("https://twin.example/Same?b=1&a=2", at=later)), at=later)
    assert run.preserve().unchanged == 2
    with running_archive((), preserved=run.kept) as archive:

        def replay(at: str, uri: str) -> tuple[int, dict[str, str], bytes]:
            return archive.ask(f"/preserved/{at}id_/{uri}")

        for at in ("20261123020000", "20261130020000"):
            status, headers, body = replay(at, A)
            assert (status, body) == (200, PAGE)
            assert headers["memento-datetime"] == f"Mon, {at[6:8]} Nov 2026 02:00:00 GMT"
            assert "content-encoding" not in headers
        assert replay("20261130020000", "https://twin.example/Same?a=2&b=1")[2] == PAGE
        assert replay("20261123020000", "https://long.example/")[2] == b"<p>It goes on"
        status, headers, _ = replay("20261123020000", B)
        assert (status, headers["location"]) == (301, A)
        assert replay("20261123020000", "https://never.example/")[0] == 404


@pytest.mark.archive
@pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)
def test_a_real_archive_indexes_it_as_we_do(run, tmp_path) -> None:
    later = NIGHT + timedelta(days=7)
    run.begin(look(moved(B, A), saw(A)), look(replace(saw("https://c.example/x.PDF"), peer=None)))
    run.preserve()
    run.begin(look(saw(A, at=later)), at=later)
    run.preserve()
    ours = [row for file in sorted(run.kept.glob("*.cdxj")) for row in rows(file)]
    manager = [str(PYWB), "-W", "ignore", str(PYWB.with_name("wb-manager"))]
    for arguments in (["init", "web"], ["add", "web", *map(str, sorted(run.kept.glob("*.warc.gz")))]):
        subprocess.run([*manager, *arguments], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    index = tmp_path / "collections" / "web" / "indexes" / "index.cdxj"
    theirs = [line.split(" ", 2) for line in index.read_text().splitlines()]
    named = ("url", "mime", "digest", "length", "offset", "filename")
    expected = [(key, at, *(json.loads(fields)[name] for name in named)) for key, at, fields in theirs]
    found = [line.split(" ", 2) for row in ours for line in [row.line]]
    assert sorted((key, at, *(json.loads(fields)[name] for name in named)) for key, at, fields in found) == sorted(
        expected
    )
