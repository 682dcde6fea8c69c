"""A question in, the request to the Internet Archive's index (CDX) out; its answer in, the captures that it lists out.

waybackpy builds the query, parses the rows and names the errors. Rows are as dirty as those who wrote them: what is
unreadable in one (a month 00, a missing field, an address that is none) costs that row and no other.
"""

from __future__ import annotations

import json
from datetime import UTC

from waybackpy import WaybackMachineCDXServerAPI
from waybackpy.cdx_snapshot import CDXSnapshot
from waybackpy.cdx_utils import full_url
from waybackpy.exceptions import TooManyRequestsError, WaybackError

from auditor import uris
from auditor.archives import Question
from auditor.archives.answers import GOOD_STATUSES, THROTTLED, noon
from auditor.archives.replay import DIGITS, Replay, digits, moment, plain
from auditor.model import BodyEnd, Capture, Request, Response

# So many captures are asked for; if so many come, there may be more.
ROWS = 10

_BYTES = 65_536
# Redirects and errors stay out; `-` (revisits) and 2xx stay in. The pattern is matched against the whole field.
_NO_ERRORS = "!statuscode:[345].."

_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_NEEDED = frozenset({"timestamp", "original", "mimetype", "statuscode"})
_OK = 200
_NO_INDEX = "the archive's index answered with something else"


def query(question: Question, cdx: str) -> Request:
    """The index's captures near the day (the latest without one), as waybackpy asks for them, but in JSON."""
    asked = WaybackMachineCDXServerAPI(
        plain(question.uri_r),
        filters=[_NO_ERRORS],
        match_type="exact",
        gzip="true",
        sort="closest" if question.around else None,
        closest=digits(noon(question.around)) if question.around else None,
    )
    limit = ROWS if question.around else -ROWS
    parameters: dict[str, str] = {"output": "json", "limit": str(limit)}
    asked.add_payload(parameters)
    return Request(uri=full_url(cdx, parameters), max_body_bytes=_BYTES)


def rows(response: Response, gate: str) -> list[Capture | None]:
    """The captures that the index lists, below `gate`; their status is None for revisits.

    None for a row that is unreadable or no copy of a page. Raises TooManyRequestsError and WaybackError for what is
    no index, the message for a report's reader.
    """
    if response.status == THROTTLED:
        raise TooManyRequestsError("the archive asks us to slow down (429)")
    if response.status != _OK:
        raise WaybackError(f"the archive's index answered {response.status}")
    if response.body_end is not BodyEnd.WHOLE:
        raise WaybackError(f"the archive's index could not be read to its end ({response.body_end})")
    try:
        table: object = json.loads(response.body)
    except (ValueError, RecursionError):
        raise WaybackError(_NO_INDEX) from None
    if table == []:
        return []
    match table:
        case [[*header], _, *_] if {name for name in header if isinstance(name, str)} >= _NEEDED:
            snapshots = (_row(header, each) for each in table[1:])
        case _:
            raise WaybackError(_NO_INDEX)
    return [_listed(each, gate) if each else None for each in snapshots]


def _row(header: list[object], values: object) -> CDXSnapshot | None:
    """One row by the names of its header; None where it is unreadable, as some real ones are."""
    if not isinstance(values, list) or len(values) != len(header) or not all(isinstance(each, str) for each in values):
        return None
    named = dict(zip(header, values, strict=True))
    if moment(named["timestamp"]) is None or len(named["timestamp"]) != DIGITS:
        return None
    return CDXSnapshot({name: named.get(name, "-") for name in _FIELDS})


def _listed(row: CDXSnapshot, gate: str) -> Capture | None:
    """The capture of a row, its status None for a revisit; None when it is no copy of a page."""
    revisit = row.statuscode == "-" and row.mimetype == "warc/revisit"
    good = row.statuscode.isascii() and row.statuscode.isdigit() and int(row.statuscode) in GOOD_STATUSES
    original = uris.parse(row.original)
    if original is None or not (revisit or good):
        return None
    return Capture(
        uri_m=Replay(digits=row.timestamp, original=plain(original.key)).below(gate),
        captured_at=row.datetime_timestamp.replace(tzinfo=UTC),
        status=None if revisit else int(row.statuscode),
    )
