"""Transport: no answer is a failure with a name, and only a name that doesn't exist is dead."""

from __future__ import annotations

import pytest

from auditor.model import TLS_FAULTS, FailureKind, LinkState, SkipReason
from tests.judge.build import SINGLE_RUN, decisive, failure, over, probe, redirect, state

UNREACHABLE = [
    FailureKind.DNS_TROUBLE,
    FailureKind.REFUSED,
    FailureKind.NO_ROUTE,
    FailureKind.CONNECT_TIMEOUT,
    FailureKind.RESET,
    FailureKind.DISCONNECTED,
    FailureKind.TIMEOUT,
    FailureKind.DEADLINE,
    *sorted(TLS_FAULTS),
]
UNKNOWN = [FailureKind.PROTOCOL, FailureKind.PRIVATE_ADDRESS]


@pytest.mark.parametrize("kind", UNREACHABLE)
def test_a_failure_is_unreachable_and_named(kind: FailureKind) -> None:
    found = decisive(failure(kind, "as the system says"))
    assert found.state is LinkState.UNREACHABLE
    assert found.because == f"{kind.value}: www.example.org (as the system says)"


def test_every_kind_of_failure_has_its_reading() -> None:
    read = {kind: state(failure(kind)) for kind in FailureKind}
    assert read == dict.fromkeys(UNREACHABLE, LinkState.UNREACHABLE) | dict.fromkeys(UNKNOWN, LinkState.UNKNOWN) | {
        FailureKind.NO_SUCH_HOST: LinkState.DEAD,
        FailureKind.HOST_RETIRED: LinkState.DEAD,
        FailureKind.NO_ADDRESS: LinkState.DEAD,
        FailureKind.BAD_ADDRESS: LinkState.INVALID,
    }


def test_the_verdict_names_the_failure() -> None:
    link = over(probe(failure(FailureKind.TLS_EXPIRED)), policy=SINGLE_RUN).link
    assert (link.failure, link.status) == (FailureKind.TLS_EXPIRED, None)


def test_the_last_of_several_tries_decides() -> None:
    assert state(failure(FailureKind.TIMEOUT), failure(FailureKind.REFUSED)) is LinkState.UNREACHABLE


def test_what_a_redirect_leads_to_is_no_fault_of_the_document() -> None:
    assert state(redirect("https://gone.example.net/"), failure(FailureKind.BAD_ADDRESS)) is LinkState.UNREACHABLE


@pytest.mark.parametrize(
    ("reason", "seen"),
    [
        (SkipReason.INVALID, LinkState.INVALID),
        (SkipReason.BREAKER, LinkState.UNREACHABLE),
        (SkipReason.WALLED, LinkState.BLOCKED),
        (SkipReason.OFFLINE, LinkState.UNKNOWN),
        (SkipReason.INTERRUPTED, LinkState.UNKNOWN),
    ],
)
def test_what_was_not_asked_says_why(reason: SkipReason, seen: LinkState) -> None:
    link = over(probe(skipped=reason), policy=SINGLE_RUN).link
    assert link.state is seen
    assert reason.value in link.findings[0].because
    assert link.checks == 0
