"""What the archives replied about one reference in, the memento nearest the citation's date out.

1. The nearest capture counts, whichever archive holds it; at equal distance one at or before the citation's day,
   which shows what the author saw. Without a date it is the latest.
2. `not-archived` is said only when the main archive said so: the Wayback Machine where it was asked, else all
   that were. That a smaller archive is down doesn't take the Wayback Machine's word away.
3. `excluded` is said when an archive may not show what it has, and none shows it.
4. Everything else is `undetermined`, with who didn't answer, and why.
5. Of each archive its latest answer counts. A silence since then takes nothing of it away, but is told, with the day
   of the answer. What an archive named before counts as long as it still holds something.
6. An address inside an archive is a copy itself.
7. What an aggregator doesn't find, or Common Crawl, proves nothing: the one can't tell an archive that is down from
   one that holds nothing, the other keeps no pages that could be read.

Whoever hands in no reply at all says that no archive was asked. Where one was meant to be asked but wasn't (an
interrupted run), hand in a reply without captures and with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from auditor.archive_links import ArchiveLink, archive_of, unwrap
from auditor.model import ArchiveReply, ArchiveState, ArchiveVerdict, Capture, DatedBy, Held, Reference

MAIN_ARCHIVE = "wayback"

AGGREGATOR = "memgator"
PROVE_NO_ABSENCE = frozenset({AGGREGATOR, "common crawl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one archive says: its latest answer, a silence since then, and the captures that it has named."""

    archive: str
    answer: ArchiveReply | None
    silence: ArchiveReply | None
    captures: tuple[Capture, ...]


def archive_axis(reference: Reference, replies: Iterable[ArchiveReply]) -> ArchiveVerdict:
    """Whether a good copy is held, where, and how many days from the citation. Replies may be in any order."""
    link = unwrap(reference.uri)
    if link is not None and link.is_copy:
        return _is_copy(reference, link)
    words = _words(replies)
    held = [_held(word, capture) for word in words for capture in word.captures]
    return _archived(held, reference.cited_on) if held else _none_held(words)


def as_cited_on(archive: ArchiveVerdict, day: date | None, dated_by: DatedBy | None) -> ArchiveVerdict:
    """The same for a citation of this day: of the captures that are known, the one nearest to it.

    Without a day it stays as it is.
    """
    if day is None or archive.captured_at is None:
        return archive
    if archive.state is not ArchiveState.ARCHIVED or archive.archive is None or archive.uri_m is None:
        return replace(archive, distance_days=_days(archive.captured_at, day), dated_by=dated_by)
    shown = Held(archive=archive.archive, uri_m=archive.uri_m, captured_at=archive.captured_at)
    nearest = _archived((shown, *archive.others), day)
    return replace(nearest, because=archive.because, dated_by=dated_by)


def _is_copy(reference: Reference, link: ArchiveLink) -> ArchiveVerdict:
    day, captured_at = reference.cited_on, link.captured_at
    return ArchiveVerdict(
        state=ArchiveState.IS_ARCHIVE,
        archive=link.archive,
        uri_m=reference.uri,
        captured_at=captured_at,
        distance_days=_days(captured_at, day) if captured_at and day else None,
    )


def _words(replies: Iterable[ArchiveReply]) -> list[_Word]:
    """What each archive says, the main one first."""
    told: defaultdict[str, list[ArchiveReply]] = defaultdict(list)
    for reply in sorted(replies, key=lambda each: each.asked_at):
        told[reply.archive].append(reply)
    return [_word(name, told[name]) for name in sorted(told, key=lambda name: (name != MAIN_ARCHIVE, name))]


def _word(archive: str, replies: Sequence[ArchiveReply]) -> _Word:
    answers = [reply for reply in replies if reply.captures is not None or reply.excluded]
    answer = answers[-1] if answers else None
    silent = replies[-1] if replies[-1] is not answer else None
    # An archive that holds nothing any more, or may not show it, has taken back what it named before.
    named = {capture.uri_m: capture for reply in answers for capture in reply.captures or ()}
    captures = tuple(named.values()) if answer and answer.captures else ()
    return _Word(archive=archive, answer=answer, silence=silent, captures=captures)


def _held(word: _Word, capture: Capture) -> Held:
    """A capture, and who holds it: what an aggregator names is in somebody else's hands."""
    archive = word.archive
    if archive == AGGREGATOR:
        archive = archive_of(capture.uri_m) or capture.uri_m.partition("://")[2].partition("/")[0]
    return Held(archive=archive, uri_m=capture.uri_m, captured_at=capture.captured_at)


def _archived(held: Iterable[Held], cited_on: date | None) -> ArchiveVerdict:
    """The nearest of these, and the others in the order of their distance."""
    if cited_on is None:
        first, *others = sorted(held, key=lambda each: (each.captured_at, each.archive), reverse=True)
    else:
        first, *others = sorted(
            held, key=lambda each: (*_distance(each.captured_at, cited_on), each.captured_at, each.archive)
        )
    return ArchiveVerdict(
        state=ArchiveState.ARCHIVED,
        archive=first.archive,
        uri_m=first.uri_m,
        captured_at=first.captured_at,
        distance_days=_days(first.captured_at, cited_on) if cited_on else None,
        others=tuple(others),
    )


def _days(captured_at: datetime, cited_on: date) -> int:
    return _distance(captured_at, cited_on)[0]


def _distance(captured_at: datetime, cited_on: date) -> tuple[int, bool]:
    """Days from the citation, then whether it is after."""
    days = (captured_at.date() - cited_on).days
    return abs(days), days > 0


def _none_held(words: Sequence[_Word]) -> ArchiveVerdict:
    if not words:
        return ArchiveVerdict(because="no archive was asked")
    deciding = [word for word in words if word.archive not in PROVE_NO_ABSENCE]
    silent = [word for word in deciding if word.answer is None]
    answered = [word for word in words if word.answer is not None]
    has_main = any(word.archive == MAIN_ARCHIVE for word in deciding)
    if any(word.archive == MAIN_ARCHIVE for word in silent) or (not has_main and (silent or not deciding)):
        return ArchiveVerdict(because=_because(silent or words))
    excluding = [word for word in answered if word.answer and word.answer.excluded]
    if excluding:
        because = _because(excluding)
        return ArchiveVerdict(state=ArchiveState.EXCLUDED, archive=excluding[0].archive, because=because)
    silent = [word for word in words if word.answer is None]
    return ArchiveVerdict(state=ArchiveState.NOT_ARCHIVED, because=_because([*answered, *silent]))


def _because(words: Iterable[_Word]) -> str:
    return "; ".join(f"{word.archive}: {_in_words(word)}" for word in words)


def _in_words(word: _Word) -> str:
    if word.answer is None:
        return (word.silence and word.silence.because) or "did not answer"
    told = word.answer.because or ("may not show it" if word.answer.excluded else "holds no good copy")
    if word.silence is None:
        return told
    return f"{told} (asked on {word.answer.asked_at:%Y-%m-%d}; no answer since)"
