"""What the Internet Archive says in its usual words, and a short way to ask it."""

from __future__ import annotations

from auditor.archives.wayback import Wayback
from tests.archives.build import QUESTION, URI_R, answer, drive, found_at, then_played

WAYBACK = Wayback()
GATE = "https://web.archive.org/web/"
AT = "20190601080910"
DATE = "Sat, 01 Jun 2019 08:09:10 GMT"
NAMED = found_at(f"{GATE}{AT}/{URI_R}", ("x-archive-redirect-reason", f"found capture at {AT}"))
THROTTLED = answer(429, ("content-type", "text/html"), body="<html><body><h1>429 Too Many Requests</h1></body></html>")
OUTAGE = answer(200, ("content-type", "text/html"), body="<title>Internet Archive: Temporarily Offline</title>")
BLOCKED = "org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.{}: {}\n"


def ask(*outcomes, question=QUESTION, archive=WAYBACK):
    reply, asked = drive(archive, question, then_played(*outcomes))
    return reply, [each.request.uri for each in asked]


def statuses(reply):
    return None if reply.captures is None else [capture.status for capture in reply.captures]


def years(reply):
    """The years of the captures that a reply names, the one that counts first."""
    assert reply.captures is not None
    return [capture.captured_at.year for capture in reply.captures]


def only(reply):
    assert reply.captures is not None
    (capture,) = reply.captures
    return capture
