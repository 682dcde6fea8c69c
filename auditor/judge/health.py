"""A link's state, whether it is confirmed, and the archives' answer in, the one answer for the reader out.

| link                              | archived, is-archive | not-archived, excluded | undetermined | nobody asked |
|-----------------------------------|----------------------|------------------------|--------------|--------------|
| live, moved                       | healthy              | at-risk                | unverified   | healthy      |
| dead, soft-404, usurped           | recoverable          | lost                   | unverified   | lost         |
| unreachable, confirmed            | recoverable          | lost                   | unverified   | lost         |
| unreachable, not confirmed        | unverified           | unverified             | unverified   | unverified   |
| blocked, unknown, invalid         | unverified           | unverified             | unverified   | unverified   |

1. Content that drifted makes a live citation `changed`, whatever the archives hold.
2. An archive that didn't answer leaves open whether anything is at risk or lost; that is said, not guessed.
3. Where nobody asked the archives (`--no-archives`), the question was whether the link works, and it is answered:
   a live page isn't unverified for want of an answer to another question, nor is a dead one.
4. A dead link that is itself an archived copy is lost unless an archive holds another.
5. An invalid address is damaged in the document: nothing was looked at, so that nothing can have rotted.
"""

from __future__ import annotations

from auditor.model import ArchiveState, ArchiveVerdict, ContentState, Health, LinkState, LinkVerdict

_WELL = frozenset({LinkState.LIVE, LinkState.MOVED})
_ROTTED = frozenset({LinkState.DEAD, LinkState.SOFT_404, LinkState.USURPED})

_OF_LIVE = {
    ArchiveState.ARCHIVED: Health.HEALTHY,
    ArchiveState.IS_ARCHIVE: Health.HEALTHY,
    ArchiveState.NOT_ARCHIVED: Health.AT_RISK,
    ArchiveState.EXCLUDED: Health.AT_RISK,
    ArchiveState.UNDETERMINED: Health.UNVERIFIED,
}
_OF_ROTTED = {
    ArchiveState.ARCHIVED: Health.RECOVERABLE,
    ArchiveState.IS_ARCHIVE: Health.LOST,
    ArchiveState.NOT_ARCHIVED: Health.LOST,
    ArchiveState.EXCLUDED: Health.LOST,
    ArchiveState.UNDETERMINED: Health.UNVERIFIED,
}


def health(link: LinkVerdict, content: ContentState, archive: ArchiveVerdict, *, archives_asked: bool) -> Health:
    """What a reader of the citation can still reach. `archives_asked`: whether any archive was asked at all."""
    unasked = not archives_asked and archive.state is ArchiveState.UNDETERMINED
    if link.state in _WELL:
        if content is ContentState.DRIFTED:
            return Health.CHANGED
        return Health.HEALTHY if unasked else _OF_LIVE[archive.state]
    if link.state in _ROTTED or (link.state is LinkState.UNREACHABLE and link.confirmed):
        return Health.LOST if unasked else _OF_ROTTED[archive.state]
    return Health.UNVERIFIED
