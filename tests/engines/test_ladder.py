"""What fails for a reason of ours is asked again in another way, over real sockets; what is a fault is named."""

from __future__ import annotations

import pytest

from auditor.judge.verdict import judge
from auditor.model import Evidence, Failure, FailureKind, LinkState, Probe
from auditor.settings import JudgeMode, JudgePolicy
from tests.engines.test_local import POLICY, observed, reference, statuses_of
from tests.web import Behaviour, Door
from tests.web.behaviours import breaks, statuses
from tests.web.behaviours.pages import article

WELL = article("A page", "Its words. " * 60)


def look(behaviour: Behaviour, uri: str = "https://a.test/x") -> Probe:
    return observed((uri,), {"a.test": {"*": behaviour}})[uri]


def state(probe: Probe, uri: str = "https://a.test/x") -> LinkState:
    evidence = Evidence(reference=reference(uri), probes=(probe,))
    return judge(evidence, JudgePolicy(policy=JudgeMode.SINGLE_RUN)).link.state


@pytest.mark.parametrize(
    ("behaviour", "first"),
    [
        (statuses.picky(WELL), 406),
        (statuses.picky(WELL, 415), 415),
        (statuses.misdirected(WELL), 421),
        (statuses.recovering(statuses.error(408, "Request Timeout"), WELL), 408),
        (statuses.recovering(statuses.error(425, "Too Early"), WELL), 425),
        (statuses.recovering(statuses.unavailable("0"), WELL), 503),
        (statuses.recovering(statuses.too_many("Thu, 01 Jan 2015 00:00:00 GMT"), WELL), 429),
        (statuses.recovering(breaks.reset, WELL), FailureKind.RESET),
        (statuses.recovering(breaks.silence, WELL), FailureKind.DISCONNECTED),
        (statuses.recovering(breaks.bad_header_line, WELL), FailureKind.PROTOCOL),
        (breaks.gzip_unless_told(WELL), 200),
    ],
)
def test_what_fails_for_a_reason_that_may_be_ours_is_live_when_asked_in_another_way(
    behaviour: Behaviour, first: int | FailureKind
) -> None:
    probe = look(behaviour)
    assert statuses_of(probe) == [first, 200]
    assert state(probe) is LinkState.LIVE


def test_an_address_that_a_strict_server_refuses_is_asked_as_it_wants_it() -> None:
    uri = "https://a.test/a|b?q[]=1"
    probe = observed((uri,), {"a.test": {"*": statuses.strict(WELL)}})[uri]
    assert statuses_of(probe) == [400, 200]
    assert probe.exchanges[1].request.uri == "https://a.test/a%7Cb?q%5B%5D=1"
    assert state(probe, uri) is LinkState.LIVE


@pytest.mark.parametrize(
    "behaviour",
    [breaks.bad_header_line, breaks.bad_status_line, breaks.two_codings, breaks.huge_headers(), breaks.broken_gzip()],
)
def test_what_our_parser_is_too_strict_for_is_never_dead(behaviour: Behaviour) -> None:
    probe = look(behaviour)
    assert len(probe.exchanges) == 2
    assert state(probe) in {LinkState.LIVE, LinkState.UNKNOWN}


@pytest.mark.parametrize(
    ("door", "kind"),
    [
        (Door.EXPIRED, FailureKind.TLS_EXPIRED),
        (Door.WRONG_NAME, FailureKind.TLS_NAME),
        (Door.UNKNOWN_ISSUER, FailureKind.TLS_ISSUER),
        (Door.SELF_SIGNED, FailureKind.TLS_SELF_SIGNED),
        (Door.OLD_TLS, FailureKind.TLS_WEAK),
    ],
)
def test_a_fault_of_tls_is_named_with_what_is_behind_it_and_nothing_of_that_is_kept(
    door: Door, kind: FailureKind
) -> None:
    asked = []
    uri = "https://faulty.test/x"
    sites = {"faulty.test": {"*": statuses.not_found()}}
    probes = observed((uri,), sites, {"faulty.test": door}, check=lambda web: asked.extend(web.requests))
    (probe,) = probes.values()
    assert statuses_of(probe) == [kind, kind]
    last = probe.exchanges[-1].outcome
    assert isinstance(last, Failure)
    assert last.detail.endswith("without verifying it, 404 answers")
    assert state(probe, uri) is LinkState.UNREACHABLE
    assert len(asked) == 1


def test_plain_http_on_443_is_named_and_asked_once() -> None:
    uri = "https://plain.test/x"
    probe = observed((uri,), {"plain.test": {"*": WELL}}, {"plain.test": Door.PLAIN_ON_443})[uri]
    assert statuses_of(probe) == [FailureKind.TLS_PLAIN]
    assert state(probe, uri) is LinkState.UNREACHABLE


def test_looking_behind_a_certificate_does_not_count_towards_leaving_the_host_alone() -> None:
    uris = tuple(f"https://faulty.test/{number}" for number in range(9))
    probes = observed(uris, {"faulty.test": {"*": WELL}}, {"faulty.test": Door.EXPIRED})
    ends = [probe.last.outcome for probe in probes.values() if probe.last]
    assert len(ends) == POLICY.breaker_failures
    assert all(isinstance(end, Failure) and end.kind is FailureKind.TLS_EXPIRED for end in ends)
