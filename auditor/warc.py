"""Exchanges in, the records of a WARC 1.1 file out, each a gzip member of its own, with a row of its index.

The same exchanges give the same bytes: ids are made of what they name, times are those of the exchanges.

1. A body is stored decoded, so the headers that told of its coding and length are kept under the names that Common
   Crawl gives them (`X-Crawler-…`), and Content-Length is that of the record.
2. A body that was written before, whole, is a revisit of that record (identical-payload-digest).
3. A body that isn't whole says so (`WARC-Truncated`, section 5.13) and is nobody's original.
4. A request is written as far as it is known: what all requests send alike is said once, in `warcinfo`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from http.client import responses
from io import BytesIO
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor import uris
from auditor.cdxj import Row
from auditor.model import BodyEnd, Exchange, Request, Response

REVISIT = "warc/revisit"
_VERSION = "1.1"
_STANDARD = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_TRUNCATED: Mapping[BodyEnd, str | None] = {
    BodyEnd.WHOLE: None,
    BodyEnd.CAPPED: "length",
    BodyEnd.CUT: "disconnect",
    BodyEnd.STALLED: "time",
    BodyEnd.UNDECODABLE: "unspecified",
}
_SUCCESS = range(200, 300)  # what redirects and errors say is short, and said again
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def payload_digest(body: bytes) -> str:
    """SHA-1 in base32, by which web archives know a payload."""
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


class Writer:
    """Writes one file. `originals` are earlier captures by their payload digests, in other files."""

    def __init__(self, out: BinaryIO, filename: str, originals: Mapping[str, Row]) -> None:
        self._out = out
        self._writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
        self._filename = filename
        self._originals = dict(originals)
        self._written = 0
        self._info_id = ""

    def say(self, when: datetime, fields: Mapping[str, str]) -> None:
        """Write `warcinfo`, which comes first: of whom and how; empty fields are left out."""
        told = {**fields, "format": f"WARC File Format {_VERSION}", "conformsTo": _STANDARD}
        body = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value).encode()
        self._info_id = _id(f"{self._filename} {told}")
        headers = {"WARC-Record-ID": self._info_id, "WARC-Date": _moment(when), "WARC-Filename": self._filename}
        self._writer.write_record(
            self._writer.create_warc_record(
                "", "warcinfo", payload=BytesIO(body), length=len(body), warc_headers_dict=headers
            )
        )

    def write(self, exchange: Exchange, response: Response, *, digest: str, peer: str | None) -> Row:
        """Write an exchange that got this response, from the address `peer` if known; the row of its capture.

        `digest` is the payload's, as `payload_digest` gives it.
        """
        uri, when = exchange.request.uri, _moment(exchange.started_at)
        truncated = _TRUNCATED[response.body_end]
        may_repeat = bool(response.body) and truncated is None and response.status in _SUCCESS
        original = self._originals.get(digest) if may_repeat else None
        self._written += 1
        name = _id(f"{self._filename} {self._written} {uri} {when} {digest}")
        headers = {
            "WARC-Record-ID": name,
            "WARC-Warcinfo-ID": self._info_id,
            "WARC-Date": when,
            **({"WARC-IP-Address": peer} if peer else {}),
            **({"WARC-Truncated": truncated} if truncated else {}),
        }
        start = self._out.tell()
        self._writer.write_record(self._record(uri, response, digest, original, headers))
        row = Row(
            uri=uri,
            digits=f"{exchange.started_at:%Y%m%d%H%M%S}",
            media_type=REVISIT if original else response.media_type or "unk",
            status=None if original else response.status,
            digest=digest,
            offset=start,
            length_bytes=self._out.tell() - start,
            filename=self._filename,
            truncated=truncated,
        )
        self._writer.write_record(self._request(exchange.request, when, of=name))
        if may_repeat:
            self._originals.setdefault(digest, row)
        return row

    def _record(
        self, uri: str, response: Response, digest: str, original: Row | None, headers: dict[str, str]
    ) -> ArcWarcRecord:
        head = _Head(_status_line(response), _headers(response), protocol="HTTP/1.1")
        if original is not None:
            return self._writer.create_revisit_record(
                uri,
                f"sha1:{digest}",
                original.uri,
                _iso(original.digits),
                http_headers=head,
                warc_headers_dict=headers,
            )
        return self._writer.create_warc_record(
            uri,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=head,
            warc_headers_dict={**headers, "WARC-Payload-Digest": f"sha1:{digest}"},
        )

    def _request(self, request: Request, when: str, *, of: str) -> ArcWarcRecord:
        parsed = uris.parse(request.uri)
        place, _, target = (parsed.key if parsed else request.uri).partition("://")[2].partition("/")
        head = _Head(f"/{target} HTTP/1.1", [("host", place), *request.headers], protocol=request.method)
        headers = {
            "WARC-Record-ID": _id(f"request {of}"),
            "WARC-Warcinfo-ID": self._info_id,
            "WARC-Date": when,
            "WARC-Concurrent-To": of,
        }
        return self._writer.create_warc_record(
            request.uri, "request", payload=BytesIO(), length=0, http_headers=head, warc_headers_dict=headers
        )


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """A head that is written as it came off the wire, where warcio would percent-encode what isn't ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - warcio's own signature
        """Set the bytes."""
        self.headers_buff = self.to_str().encode("latin-1", "replace") + b"\r\n"


def _status_line(response: Response) -> str:
    return f"{response.status} {response.reason or responses.get(response.status, 'Unknown')}"


def _headers(response: Response) -> list[tuple[str, str]]:
    """The headers of the record, in their order, and its Content-Length."""
    length = ("content-length", str(len(response.body)))
    told = [pair for pair in response.headers if pair != length]
    return [*((f"x-crawler-{name}" if name in _OF_THE_WIRE else name, value) for name, value in told), length]


def _moment(when: datetime) -> str:
    """To the second, as an index knows it."""
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _iso(digits: str) -> str:
    return _moment(datetime.strptime(f"{digits}+0000", "%Y%m%d%H%M%S%z"))


def _id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"
