"""The verdict on an address and the day of one of its citations in, the verdict on that citation out.

An address is looked at once, whoever cites it and when; but the copy nearest to a citation, and whether the page has
changed since, depend on its day. The health follows where one has changed and the other has not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.judge import archive_axis, content_axis
from auditor.judge.health import health
from auditor.model import ContentState, DatedBy, Verdict


def as_cited(verdict: Verdict, cited_on: date | None, told_by: DatedBy | None) -> Verdict:
    """The verdict as a citation of this day has it; `told_by` is what told the day."""
    archive = archive_axis.as_cited_on(verdict.archive, cited_on, told_by)
    content = content_axis.as_cited_on(verdict.content, cited_on)
    answer = verdict.health
    if (content.state is ContentState.DRIFTED) is not (verdict.content.state is ContentState.DRIFTED):
        answer = health(verdict.link, content.state, archive, archives_asked=True)
    return replace(verdict, health=answer, content=content, archive=archive)
