"""The user's archives policy in, the archives to ask out: the Internet Archive first, then the others as listed."""

from __future__ import annotations

from auditor import uris
from auditor.archive_links import archive_of
from auditor.archives import Archive, Flaw, unflawed
from auditor.archives.common_crawl import CommonCrawl
from auditor.archives.memento import Memento
from auditor.archives.memgator import MemGator
from auditor.archives.perma import Perma
from auditor.archives.wayback import Wayback
from auditor.settings import ArchivesPolicy


def archives_for(policy: ArchivesPolicy, flaw: Flaw = unflawed) -> tuple[Archive, ...]:
    """The archives that the policy names; none when it asks for none. `flaw` looks at what they show."""
    if not policy.enabled:
        return ()
    found: list[Archive] = []
    if policy.wayback:
        found.append(Wayback(policy=policy.wayback, flaw=flaw))
    found += [Memento(policy=each, flaw=flaw) for each in policy.memento]
    if policy.perma.enabled:
        found.append(Perma(policy=policy.perma))
    if policy.memgator.endpoint:
        found.append(MemGator(policy=policy.memgator, asked_directly=_asked_directly(policy), flaw=flaw))
    if policy.common_crawl.index:
        found.append(CommonCrawl(policy=policy.common_crawl))
    return tuple(found)


def _asked_directly(policy: ArchivesPolicy) -> frozenset[str]:
    """The hosts of the archives that are asked without an aggregator, and the names of those that have one."""
    gates = [policy.wayback.timegate] if policy.wayback else []
    gates += [each.timegate for each in policy.memento]
    hosts = [parsed.host for gate in gates if (parsed := uris.parse(gate))]
    return frozenset([*hosts, *(name for gate in gates if (name := archive_of(gate)))])
