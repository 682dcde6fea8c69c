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
    home,
    home_elsewhere,
    live,
    moved,
    own_network,
    redirects,
    site,
    soft404,
    status,
    transport,
    walls,
)
from auditor.judge.archive_axis import archive_axis
from auditor.judge.health import health
from auditor.judge.pew import as_pew
from auditor.judge.strikes import WELL, Look, as_seen, standing
from auditor.model import ContentVerdict, Evidence, Finding, LinkState, LinkVerdict, Probe, Reference, Verdict
from auditor.settings import JudgeMode, JudgePolicy
from auditor.sites.select import site_for

RULES: tuple[Rule, ...] = (
    own_network.RULE,
    site.RULE,
    walls.RULE,
    transport.RULE,
    status.RULE,
    redirects.RULE,
    home.RULE,
    home_elsewhere.RULE,
    soft404.RULE,
    moved.RULE,
    live.RULE,
)

_NOTHING_SAID = Finding(rule="liveness", state=LinkState.UNKNOWN, because="no rule could tell from what was seen")
_NOT_ASKED = Finding(rule="liveness", state=LinkState.UNKNOWN, because="not asked yet")


def judge(evidence: Evidence, policy: JudgePolicy) -> Verdict:
    """What the evidence means under `policy`. Never raises for what the web or an archive answered."""
    link = _link(evidence, policy)
    archive = archive_axis(evidence.reference, evidence.replies)
    content = ContentVerdict()
    answer = health(link, content.state, archive, archives_asked=bool(evidence.replies))
    return Verdict(health=answer, link=link, content=content, archive=archive)


def inspect(reference: Reference, probe: Probe) -> tuple[tuple[str, Finding | None], ...]:
    """What each rule sees in one probe, in order: the first finding that isn't None is the decisive one."""
    sight = Sight(reference, probe)
    return tuple((rule.name, rule.look(sight)) for rule in RULES)


def _link(evidence: Evidence, policy: JudgePolicy) -> LinkVerdict:
    reference, probes = evidence.reference, evidence.probes
    if not probes:
        return LinkVerdict(state=LinkState.UNKNOWN, findings=(_NOT_ASKED,))
    match policy.policy:
        case JudgeMode.SINGLE_RUN:
            return as_seen(_look(reference, probes[-1]))
        case JudgeMode.PEW:
            return replace(as_seen(as_pew(_look(reference, probes[-1]))), confirmed=True)
        case JudgeMode.STRIKES:
            looks = _since_last_well(reference, probes)
            return standing(looks, policy) or as_seen(looks[-1])


def _since_last_well(reference: Reference, probes: tuple[Probe, ...]) -> tuple[Look, ...]:
    """The looks since the last success and that one, oldest first: what came before it has been reset."""
    looks: list[Look] = []
    for probe in reversed(probes):
        looks.append(_look(reference, probe))
        if looks[-1].state in WELL:
            break
    return tuple(reversed(looks))


def _look(reference: Reference, probe: Probe) -> Look:
    sight = Sight(reference, probe)
    found = next((finding for rule in RULES if (finding := rule.look(sight))), _NOTHING_SAID)
    instead = site_for(reference.key)
    return Look(
        probe=probe,
        findings=(found,),
        final_uri=reference.uri if instead and instead.rewrite(reference) else sight.final_uri,
    )
