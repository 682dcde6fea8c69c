"""Documents and what was seen before in, what has to be looked at now out, the most urgent question first.

1. Every address that is cited is looked at, and the original of each that is an archive link.
2. What was seen well a short while ago isn't looked at again, nor is an archive asked again whose answer still
   counts: good captures count for long, "none held" for short, and silence for nothing; none counts for a citation of
   a month later.
3. Archives allow few questions a minute, so the order is that of need, by the former verdict: first who can only be
   helped by a copy, then who may still be helped in time or of whom nothing is known, then the rest. Within that it is
   the documents' order. What the probes find meanwhile is the engine's to put in front.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

from auditor import uris
from auditor.archive_links import unwrap, with_originals
from auditor.archives import Question
from auditor.archives.select import archives_for
from auditor.engines import Work
from auditor.judge.captures import Copy
from auditor.model import Document, Health, Memento, Reference
from auditor.settings import Settings
from auditor.store import Store
from auditor.uris import references

# Days that are no further apart share a copy; and a page that is cited every month is asked about for some of them.
FAR = timedelta(days=30)
MOST_FURTHER_DAYS = 6

_URGENCY: Mapping[Health | None, int] = MappingProxyType(
    {
        Health.LOST: 0,
        Health.RECOVERABLE: 0,
        Health.AT_RISK: 1,
        Health.UNVERIFIED: 1,
        None: 1,
        Health.CHANGED: 2,
        Health.HEALTHY: 3,
    }
)


def cited_by(documents: Sequence[Document]) -> tuple[Reference, ...]:
    """Everything there is to look at: what is cited, and the originals of what is cited as an archive link."""
    return with_originals(references(documents))


def due(cited: Sequence[Reference], settings: Settings, store: Store, now: datetime) -> Work:
    """What of `cited` has to be observed; where the archives are off, no question."""
    keys = [one.key for one in cited]
    seen = store.checked_since(keys, now - timedelta(hours=settings.net.fresh_hours))
    archives = archives_for(settings.archives, flaw_of)
    counting = store.replied_since(
        keys,
        archived=_believed_from(now, settings.archives.archived_days),
        none=_believed_from(now, settings.archives.none_days),
    )
    answered = {
        one.key: frozenset(name for name, at in told.items() if not _is_older(at, one, now))
        for one in cited
        if (told := counting.get(one.key))
    }
    names = {archive.name for archive in archives}
    asked = [one for one in cited if _is_asked(one) and not names <= answered.get(one.key, frozenset())]
    former = store.healths([one.key for one in asked])
    asked.sort(key=lambda one: _URGENCY[former.get(one.key)])
    return Work(
        references=[one for one in cited if one.key not in seen],
        questions=[
            Question(key=one.key, uri_r=one.uri, around=one.cited_on, further=_further(one), words=one.words)
            for one in asked
        ],
        archives=archives,
        answered=answered,
        registered=store.registered_since(now - timedelta(days=settings.rdap.known_days)),
    )


def _is_older(asked_at: datetime, reference: Reference, now: datetime) -> bool:
    """Whether an answer came so long before a day of citation that there may be a copy nearer to that by now."""
    days = [day for day in reference.days if day <= now.date()]
    return bool(days) and max(days) - asked_at.date() > FAR


def _believed_from(now: datetime, days: float) -> datetime:
    """When an answer must have come to be believed still; 0 days believe none, not even one of this very second."""
    return now - timedelta(days=days) if days else now + timedelta(seconds=1)


def _is_asked(reference: Reference) -> bool:
    """Whether archives can hold it: not what is made up, and of what lies in an archive itself the original."""
    return bool(reference.host) and not reference.is_control and unwrap(reference.uri) is None


def _further(reference: Reference) -> tuple[date, ...]:
    """Of the other days on which it was cited those that are far from each other, and few enough to be asked about."""
    found: list[date] = []
    last = reference.cited_on
    for day in reference.days:
        if last is not None and abs(day - last) > FAR:
            found.append(day)
            last = day
    step = -(-len(found) // MOST_FURTHER_DAYS)  # rounded up
    return tuple(found[::step]) if found else ()


def flaw_of(question: Question, memento: Memento) -> str | None:
    """Why the judge takes what an archive shows for no copy of the page: a wall, a soft 404, a parked domain."""
    parsed = uris.parse(question.uri_r)
    host = parsed.host if parsed else ""
    asked_about = Reference(key=question.key, uri=question.uri_r, host=host, words=question.words)
    return Copy(asked_about, memento).flaw
