"""The user's archives policy in, the archives to ask out: the Internet Archive first, then the others as listed."""

from __future__ import annotations

from auditor.archives import Archive
from auditor.archives.memento import Memento
from auditor.archives.wayback import Wayback
from auditor.settings import ArchivesPolicy


def archives_for(policy: ArchivesPolicy) -> tuple[Archive, ...]:
    """The archives that the policy names; none when it asks for none."""
    if not policy.enabled:
        return ()
    first = (Wayback(policy=policy.wayback),) if policy.wayback else ()
    return (*first, *(Memento(policy=each) for each in policy.memento))
