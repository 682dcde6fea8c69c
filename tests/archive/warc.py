"""A table of captures comes in; a WARC file that pywb can index goes out.

One row is one capture: where, when, and what was answered. `page`, `redirect` and `revisit` make the usual rows.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import responses
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One capture of `uri_r`, taken at `at` (14 digits, UTC).

    A capture with `revisit_of` (the 14 digits of an earlier capture of the same address in the same table) holds no
    body of its own: the archive saw the same bytes again.
    """

    uri_r: str
    at: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", HTML),)
    body: bytes = b""
    revisit_of: str | None = None


def page(uri_r: str, at: str, title: str, *paragraphs: str, status: int = 200) -> Capture:
    """A capture of an HTML page with this title, heading and text."""
    text = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    body = f"{head}<body><article><h1>{html.escape(title)}</h1>{text}</article></body></html>"
    return Capture(uri_r=uri_r, at=at, status=status, body=body.encode())


def redirect(uri_r: str, at: str, location: str, *, status: int = 301) -> Capture:
    """A capture of a redirect."""
    return Capture(uri_r=uri_r, at=at, status=status, headers=(("Content-Type", HTML), ("Location", location)))


def revisit(uri_r: str, at: str, of: str) -> Capture:
    """A capture that found the same bytes as the one taken at `of`."""
    return Capture(uri_r=uri_r, at=at, revisit_of=of)


def write(path: Path, captures: Iterable[Capture]) -> None:
    """Write a gzipped WARC 1.0 with these captures, revisits after what they refer to."""
    digests: dict[tuple[str, str], str] = {}
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for each in sorted(captures, key=lambda capture: capture.at):
            if each.revisit_of is None:
                digests[each.uri_r, each.at] = _write_response(writer, each)
            else:
                _write_revisit(writer, each, each.revisit_of, digests[each.uri_r, each.revisit_of])


def _write_response(writer: WARCWriter, capture: Capture) -> str:
    record = writer.create_warc_record(
        capture.uri_r,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),  # unsaid, warcio would copy the body to a temporary file that it never closes
        http_headers=_http_headers(capture),
        warc_headers_dict={"WARC-Date": _warc_date(capture.at)},
    )
    writer.write_record(record)
    return str(record.rec_headers.get_header("WARC-Payload-Digest"))


def _write_revisit(writer: WARCWriter, capture: Capture, earlier: str, digest: str) -> None:
    record = writer.create_revisit_record(
        capture.uri_r,
        digest,
        capture.uri_r,
        _warc_date(earlier),
        http_headers=_http_headers(capture),
        warc_headers_dict={"WARC-Date": _warc_date(capture.at)},
    )
    writer.write_record(record)


def _http_headers(capture: Capture) -> StatusAndHeaders:
    reason = responses.get(capture.status, "Unknown")
    return StatusAndHeaders(f"{capture.status} {reason}", list(capture.headers), protocol="HTTP/1.1")


def _warc_date(at: str) -> str:
    """`20250628120000` as WARC writes it: `2025-06-28T12:00:00Z`."""
    return f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:14]}Z"
