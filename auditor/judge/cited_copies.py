"""The verdict on a citation that leads into an archive in, the same with what is known of its archive and original out.

| the cited copy  | its original                               | health                                               |
|-----------------|--------------------------------------------|------------------------------------------------------|
| can be read     | whatever it is, even dead                  | healthy                                              |
| can be read, but in an archive that isn't safe | archived elsewhere | healthy, and the safe copy is named           |
|                 | anything else                              | at-risk: nothing else is known to be kept            |
| rotted          | live, or archived elsewhere                | recoverable                                          |
|                 | nobody can tell                            | unverified                                           |
|                 | rotted and not archived                    | lost                                                 |
| nobody can tell | whatever it is                             | unverified                                           |

A list of captures is no copy: its archive axis is that of the original, and its health follows from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from auditor.archive_links import UNSAFE, unwrap
from auditor.judge.health import health
from auditor.model import ArchiveState, ArchiveVerdict, Finding, Health, LinkState, Reference, Verdict

FLAG = "archive"  # the rule that a citation of an archive that isn't safe is flagged by

_WELL = frozenset({LinkState.LIVE, LinkState.MOVED})
_ROTTED = frozenset({LinkState.DEAD, LinkState.SOFT_404, LinkState.USURPED})
_UNKEPT = frozenset({ArchiveState.NOT_ARCHIVED, ArchiveState.EXCLUDED})

# How the original is told of; one look may have been all there was, so that none of it says "dead".
_WORDS: Mapping[LinkState, str] = MappingProxyType(
    {
        LinkState.LIVE: "still answers",
        LinkState.MOVED: "has moved",
        LinkState.BLOCKED: "is closed to automatic checks",
        LinkState.SOFT_404: "was not found",
        LinkState.DEAD: "was not found",
        LinkState.USURPED: "shows somebody else's content",
        LinkState.UNREACHABLE: "gave no answer",
        LinkState.INVALID: "is not a usable address",
        LinkState.UNKNOWN: "could not be looked at",
    }
)


def flagged(reference: Reference, verdict: Verdict) -> Verdict:
    """The verdict, with a finding and at risk where it leads into an archive that isn't safe."""
    link = unwrap(reference.uri)
    because = UNSAFE.get(link.archive) if link else None
    if because is None:
        return verdict
    flag = Finding(rule=FLAG, state=verdict.link.state, because=because)
    return replace(
        verdict,
        health=Health.AT_RISK if verdict.health is Health.HEALTHY else verdict.health,
        link=replace(verdict.link, findings=(*verdict.link.findings, flag)),
        archive=replace(verdict.archive, because=because),
    )


def with_original(reference: Reference, verdict: Verdict, original: Verdict) -> Verdict:
    """The verdict on an archive link, given the verdict on the original that it leads to."""
    link = unwrap(reference.uri)
    if link is None or link.original is None:
        return verdict
    told = replace(
        verdict, link=replace(verdict.link, findings=(*verdict.link.findings, _told(link.original, original)))
    )
    if not link.is_copy:
        asked = original.archive.state is not ArchiveState.UNDETERMINED
        answer = health(told.link, told.content.state, original.archive, archives_asked=asked)
        return replace(told, health=answer if asked else told.health, archive=original.archive)
    elsewhere = _elsewhere(reference, original.archive)
    if verdict.health is Health.AT_RISK and elsewhere:
        return replace(told, health=Health.HEALTHY, archive=replace(elsewhere, because=verdict.archive.because))
    if verdict.health is not Health.LOST:
        return told
    if elsewhere:
        because = "the cited copy could not be read; this is another"
        return replace(told, health=Health.RECOVERABLE, archive=replace(elsewhere, because=because))
    if original.link.state in _WELL:
        return replace(told, health=Health.RECOVERABLE)
    is_lost = original.link.state in _ROTTED and original.archive.state in _UNKEPT
    return told if is_lost else replace(told, health=Health.UNVERIFIED)


def _told(uri: str, original: Verdict) -> Finding:
    link = original.link
    seen = f" ({link.findings[0].because})" if link.findings else ""
    because = f"the original, {uri}, {_WORDS[link.state]}{seen}"
    return Finding(rule="original", state=link.state, because=because, proposal=uri if link.state in _WELL else None)


def _elsewhere(reference: Reference, archive: ArchiveVerdict) -> ArchiveVerdict | None:
    """A copy of the original that isn't the cited one; None when there is none."""
    cited = unwrap(reference.uri)
    if archive.state is not ArchiveState.ARCHIVED or archive.uri_m is None or cited is None:
        return None
    same = archive.archive == cited.archive and archive.captured_at == cited.captured_at
    return None if same else archive
