"""All that is known of one reference in, its verdict out.

The rules are asked in this order, and the first that has something to say decides. The order matters more than
any single rule: Reuters' bot wall is a 401, Imperva's a 200 and AWS's a 202, so walls come before statuses; what
our own network did comes before everything.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.judge import (
    Rule,
    Sight,
    corpus,
    document,
    elsewhere,
    error_address,
    fragment,
    frozen,
    home,
    home_elsewhere,
    hosting,
    live,
    memento,
    moved,
    own_network,
    parked,
    redirects,
    registration,
    relaunched,
    reviewer,
    section,
    siblings,
    site,
    soft404,
    spam,
    status,
    transport,
    walls,
)
from auditor.judge.archive_axis import archive_axis
from auditor.judge.captures import Copy, named, sound
from auditor.judge.cited_copies import flagged
from auditor.judge.content_axis import content_axis
from auditor.judge.drift import Read, Shown
from auditor.judge.health import health
from auditor.judge.pew import as_pew
from auditor.judge.strikes import WELL, Look, as_seen, standing
from auditor.model import (
    ArchiveState,
    ContentVerdict,
    Evidence,
    Finding,
    LinkState,
    LinkVerdict,
    Mark,
    Probe,
    Reference,
    Registration,
    Verdict,
)
from auditor.settings import JudgeMode, JudgePolicy
from auditor.sites.select import site_for
from auditor.text import main_text

RULES: tuple[Rule, ...] = (
    own_network.RULE,
    site.RULE,
    frozen.RULE,
    memento.RULE,
    walls.RULE,
    transport.RULE,
    status.RULE,
    redirects.RULE,
    parked.RULE,
    spam.RULE,
    hosting.RULE,
    error_address.RULE,
    home.RULE,
    corpus.RULE,
    soft404.RULE,
    siblings.RULE,
    relaunched.GIVEN_UP,
    section.RULE,
    home_elsewhere.RULE,
    document.RULE,
    elsewhere.RULE,
    relaunched.RENAMED,
    moved.RULE,
    live.RULE,
)
# What is told beside a good state, and never changes it.
NOTES: tuple[Rule, ...] = (fragment.RULE,)
# What is told beside any state that a page has shown, and never changes it.
SUPPORT: tuple[Rule, ...] = (registration.RULE,)
_SHOWN = WELL | {LinkState.USURPED, LinkState.SOFT_404}

_NOTHING_SAID = Finding(rule="liveness", state=LinkState.UNKNOWN, because="no rule could tell from what was seen")
_NOT_ASKED = Finding(rule="liveness", state=LinkState.UNKNOWN, because="not asked yet")


def judge(
    evidence: Evidence, policy: JudgePolicy, *, read: Read = main_text, sinks: frozenset[str] = frozenset()
) -> Verdict:
    """What the evidence means under `policy`. Never raises for what the web or an archive answered.

    `read` finds a page's main text: `main_text`, or what remembers what it found. `sinks` are what `corpus.sinks`
    found in the looks of all citations.
    """
    looks = _looks(evidence, policy, sinks)
    link = _link(looks, policy)
    if evidence.mark:
        link = _with_word(evidence.mark, evidence, policy, sinks=sinks, unaided=link)
    copies = tuple(Copy(evidence.reference, each) for each in named(evidence.replies, evidence.mementos))
    archive = archive_axis(evidence.reference, sound(evidence.replies, copies))
    content = ContentVerdict()
    if copies and link.state in WELL and archive.state is not ArchiveState.IS_ARCHIVE:
        content = _content(evidence.reference, looks, copies, read)
    answer = health(link, content.state, archive, archives_asked=bool(evidence.replies))
    return flagged(evidence.reference, Verdict(health=answer, link=link, content=content, archive=archive))


def inspect(
    reference: Reference,
    probe: Probe,
    *,
    sinks: frozenset[str] = frozenset(),
    registration: Registration | None = None,
) -> tuple[tuple[str, Finding | None], ...]:
    """What each rule sees in one probe, in order: the first finding that isn't None is the decisive one."""
    sight = Sight(reference, probe, sinks=sinks, registration=registration)
    return tuple((rule.name, rule.look(sight)) for rule in (*RULES, *NOTES, *SUPPORT))


def first_finding(sight: Sight) -> Finding:
    """What the first rule says that has something to say."""
    return next((finding for rule in RULES if (finding := rule.look(sight))), _NOTHING_SAID)


def _looks(evidence: Evidence, policy: JudgePolicy, sinks: frozenset[str]) -> tuple[Look, ...]:
    """The looks that the policy counts, oldest first."""
    probes = evidence.probes
    if not probes:
        return ()
    match policy.policy:
        case JudgeMode.SINGLE_RUN:
            return (_look(evidence, probes[-1], sinks),)
        case JudgeMode.PEW:
            return (as_pew(_look(evidence, probes[-1], sinks)),)
        case JudgeMode.STRIKES:
            return _since_last_well(evidence, sinks)


def _link(looks: tuple[Look, ...], policy: JudgePolicy) -> LinkVerdict:
    if not looks:
        return LinkVerdict(state=LinkState.UNKNOWN, findings=(_NOT_ASKED,))
    match policy.policy:
        case JudgeMode.SINGLE_RUN:
            return as_seen(looks[-1])
        case JudgeMode.PEW:
            return replace(as_seen(looks[-1]), confirmed=True)
        case JudgeMode.STRIKES:
            return standing(looks, policy) or as_seen(looks[-1])


def _with_word(
    mark: Mark, evidence: Evidence, policy: JudgePolicy, *, sinks: frozenset[str], unaided: LinkVerdict
) -> LinkVerdict:
    """The link axis with a reviewer's word in it; `unaided` is how it stands without."""
    probes = evidence.probes
    newer = (number for number, probe in enumerate(probes) if probe.checked_at and probe.checked_at > mark.at)
    split = next(newer, len(probes))
    before = _look(evidence, probes[split - 1], sinks) if split else None
    after = tuple(_look(evidence, each, sinks) for each in probes[split:])
    counted = reviewer.weighed(mark, before, after)
    match policy.policy:
        case JudgeMode.SINGLE_RUN:
            return reviewer.shown(as_seen(counted[-1]), mark, after)
        case JudgeMode.PEW:
            return reviewer.shown(unaided, mark, after)
        case JudgeMode.STRIKES:
            return reviewer.shown(standing(counted, policy) or as_seen(counted[0]), mark, after)


def _content(reference: Reference, looks: tuple[Look, ...], copies: tuple[Copy, ...], read: Read) -> ContentVerdict:
    """The content axis of the last good look."""
    well = next((look.probe.last for look in reversed(looks) if look.state in WELL), None)
    if well is None or well.response is None:
        return ContentVerdict()
    return content_axis(reference, Shown(response=well.response, seen_at=well.started_at), copies, read)


def _since_last_well(evidence: Evidence, sinks: frozenset[str]) -> tuple[Look, ...]:
    """The looks since the last success and that one, oldest first: what came before it has been reset."""
    looks: list[Look] = []
    for probe in reversed(evidence.probes):
        looks.append(_look(evidence, probe, sinks))
        if looks[-1].state in WELL:
            break
    return tuple(reversed(looks))


def _look(evidence: Evidence, probe: Probe, sinks: frozenset[str]) -> Look:
    reference = evidence.reference
    sight = Sight(reference, probe, sinks=sinks, registration=evidence.registration)
    found = first_finding(sight)
    beside = (
        note
        for rules, states in ((NOTES, WELL), (SUPPORT, _SHOWN))
        if found.state in states
        for rule in rules
        if (note := rule.look(sight))
    )
    instead = site_for(reference.key)
    return Look(
        probe=probe,
        findings=(found, *beside),
        final_uri=reference.uri if instead and instead.rewrite(reference) else sight.final_uri,
    )
