"""A verdict as it was and as it is derived now in, whether they differ for a reader, how, and why, in words out.

| differs                             | said to be why                                                            |
|-------------------------------------|---------------------------------------------------------------------------|
| the policy                          | the policy                                                                |
| the look that the verdict rests on  | that it was looked at since                                               |
| a reviewer's word                   | the word                                                                  |
| the archives' answer, the content   | what they were and are                                                    |
| none of these, but what is found    | the rules: what the one saw then, and what the other sees in the same look |
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import LinkVerdict, Verdict
from auditor.report.showing import day, flat, shortened
from auditor.report.wording import archive_words, state_words, suspicion_words

_REASON = 300  # characters of a finding's sentence


def differs(former: Verdict, now: Verdict) -> bool:
    """Whether a reader would be told something else."""
    return _told(former) != _told(now)


def standing(verdict: Verdict) -> str:
    """Health, state, suspicion and archive in a line."""
    suspicion = suspicion_words(verdict.link)
    words = (state_words(verdict.link), suspicion, archive_words(verdict.archive))
    return f"{verdict.health.value}: {'; '.join(word for word in words if word)}"


def reasons(former: Verdict, now: Verdict, *, policy_then: str, policy_now: str) -> tuple[str, ...]:
    """Why the one is not the other."""
    return tuple(_causes(former, now, policy_then, policy_now)) or (
        f"the rules: {_decisive(former.link)} then, {_decisive(now.link)} now",
    )


def _causes(former: Verdict, now: Verdict, policy_then: str, policy_now: str) -> Iterator[str]:
    before, after = former.link, now.link
    if policy_then != policy_now:
        yield f"the policy was {policy_then} and is {policy_now}"
    if after.mark and after.mark != before.mark:
        yield f"a reviewer marked it {after.mark.state.value} on {day(after.mark.at)}"
    elif after.checked_at and after.checked_at != before.checked_at:
        yield f"it was looked at on {day(after.checked_at)}"
    if former.archive.state is not now.archive.state:
        yield f"the archives: {archive_words(former.archive)} then, {archive_words(now.archive)} now"
    if former.content.state is not now.content.state:
        yield f"the content: {former.content.state.value} then, {now.content.state.value} now"


def _told(verdict: Verdict) -> tuple[object, ...]:
    link = verdict.link
    return (
        *(verdict.health, link.state, link.confirmed, link.suspected, link.mark),
        *(verdict.content.state, verdict.archive.state, _found(link)),
    )


def _found(link: LinkVerdict) -> tuple[str, object] | None:
    return (link.findings[0].rule, link.findings[0].state) if link.findings else None


def _decisive(link: LinkVerdict) -> str:
    if not link.findings:
        return "nothing was found"
    said = link.findings[0]
    return f"{said.rule} said {said.state.value} ({shortened(flat(said.because), _REASON)})"
