"""What the archives replied about one reference in, the memento nearest the citation's date out.

1. The nearest capture counts, whichever archive holds it; at equal distance one at or before the citation's day,
   which shows what the author saw. Without a date it is the latest.
2. `not-archived` is said only when the main archive said so: the Wayback Machine where it was asked, else all
   that were. That a smaller archive is down doesn't take the Wayback Machine's word away.
3. `excluded` is said when an archive may not show what it has, and none shows it.
4. Everything else is `undetermined`, with who didn't answer, and why.
5. What was once named as captured stays so; of what an archive doesn't hold, its latest word counts.
6. An address inside an archive is a copy itself; a capture of the same page elsewhere is still named.

Whoever hands in no reply at all says that no archive was asked. Where one was meant to be asked but wasn't (an
interrupted run), hand in a reply without captures and with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from auditor import uris
from auditor.model import ArchiveReply, ArchiveState, ArchiveVerdict, Capture, Reference

MAIN_ARCHIVE = "wayback"

# Whose address forms are their own documentation; what follows the host of a copy.
_COPIES = (
    ("wayback", re.compile(r"(?:web|wayback)\.archive\.org"), re.compile(r"/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/.+")),
    ("arquivo.pt", re.compile(r"(?:www\.)?arquivo\.pt"), re.compile(r"/(?:noFrame/replay|wayback)/\d{4,14}\w*/.+")),
    ("perma.cc", re.compile(r"perma\.cc"), re.compile(r"/[A-Z0-9]{4}-[A-Z0-9]{4}/?")),
    ("archive.today", re.compile(r"archive\.(?:today|ph|is|li|vn|md|fo)"), re.compile(r"/[^/]+(?:/.+)?")),
    ("webcitation", re.compile(r"(?:www\.)?webcitation\.org"), re.compile(r"/.+")),
    ("ghostarchive", re.compile(r"ghostarchive\.org"), re.compile(r"/archive/.+")),
    ("archive-it", re.compile(r"wayback\.archive-it\.org"), re.compile(r"/(?:\w+/)?\d{4,14}\w*/.+")),
    ("ukgwa", re.compile(r"webarchive\.nationalarchives\.gov\.uk"), re.compile(r"/(?:ukgwa/)?\d{4,14}\w*/.+")),
)


def archive_axis(reference: Reference, replies: Iterable[ArchiveReply]) -> ArchiveVerdict:
    """Whether a good copy is held, where, and how many days from the citation. Replies may be in any order."""
    known = tuple(replies)
    nearest = _nearest(known, reference.cited_on)
    itself = _is_copy_at(reference)
    if itself is not None:
        held = nearest or ArchiveVerdict()
        return replace(held, state=ArchiveState.IS_ARCHIVE, archive=itself, uri_m=held.uri_m or reference.uri)
    return nearest or _none_held(known)


def _nearest(replies: Iterable[ArchiveReply], cited_on: date | None) -> ArchiveVerdict | None:
    held = [(capture, reply.archive) for reply in replies for capture in reply.captures or ()]
    if not held:
        return None
    if cited_on is None:
        capture, archive = max(held, key=lambda each: (each[0].captured_at, each[1]))
        return _archived(capture, archive, None)
    capture, archive = min(held, key=lambda each: (*_distance(each[0], cited_on), each[0].captured_at, each[1]))
    return _archived(capture, archive, _distance(capture, cited_on)[0])


def _distance(capture: Capture, cited_on: date) -> tuple[int, bool]:
    """Days from the citation, then whether it is after."""
    days = (capture.captured_at.date() - cited_on).days
    return abs(days), days > 0


def _archived(capture: Capture, archive: str, distance_days: int | None) -> ArchiveVerdict:
    return ArchiveVerdict(
        state=ArchiveState.ARCHIVED,
        archive=archive,
        uri_m=capture.uri_m,
        captured_at=capture.captured_at,
        distance_days=distance_days,
    )


def _none_held(replies: tuple[ArchiveReply, ...]) -> ArchiveVerdict:
    latest = {reply.archive: reply for reply in sorted(replies, key=lambda each: each.asked_at)}
    if not latest:
        return ArchiveVerdict(because="no archive was asked")
    silent = [reply for reply in latest.values() if reply.captures is None and not reply.excluded]
    excluding = [reply for reply in latest.values() if reply.excluded]
    main_silent = any(reply.archive == MAIN_ARCHIVE for reply in silent) or (MAIN_ARCHIVE not in latest and silent)
    if main_silent:
        return ArchiveVerdict(because=_because(silent, "did not answer"))
    if excluding:
        because = _because(excluding, "may not show it")
        return ArchiveVerdict(state=ArchiveState.EXCLUDED, archive=excluding[0].archive, because=because)
    none = [reply for reply in latest.values() if reply.captures is not None]
    because = "; ".join(filter(None, (_because(none, "holds no good copy"), _because(silent, "did not answer"))))
    return ArchiveVerdict(state=ArchiveState.NOT_ARCHIVED, because=because)


def _because(replies: Iterable[ArchiveReply], otherwise: str) -> str:
    return "; ".join(f"{reply.archive}: {reply.because or otherwise}" for reply in replies)


def _is_copy_at(reference: Reference) -> str | None:
    """The archive of which this address is a copy; None when it isn't one."""
    for name, host, form in _COPIES:
        if host.fullmatch(reference.host):
            parsed = uris.parse(reference.uri)
            return name if parsed and form.fullmatch(parsed.path + parsed.query) else None
    return None
