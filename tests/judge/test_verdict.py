"""The verdict as a whole: the order of the rules, what never happens, and that nothing raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.suspicion import suspicious
from auditor.judge.verdict import NOTES, RULES, SUPPORT, inspect, judge
from auditor.model import (
    BodyEnd,
    Evidence,
    Exchange,
    Failure,
    FailureKind,
    Finding,
    Health,
    LinkState,
    Request,
    Response,
    SkipReason,
    Vantage,
)
from tests.judge.build import (
    POLICIES,
    SINGLE_RUN,
    START,
    URI,
    failure,
    html,
    over,
    probe,
    redirect,
    reference,
    reply,
    response,
    seen,
)


def test_the_rules_stand_in_the_order_that_the_evidence_forces() -> None:
    assert [rule.name for rule in RULES] == [
        "own network", "site", "frozen copy", "memento", "wall", "transport", "liveness", "redirect", "parked", "spam", "hosting",
        "error address", "home page", "common target", "soft 404", "sibling",
        "given-up addresses", "section page", "home page elsewhere", "document", "elsewhere", "renamed site", "moved",
        "liveness",
    ]  # fmt: skip


def test_a_verdict_tells_all_axes_of_one_citation() -> None:
    cited = reference(cited_on=date(2025, 6, 28))
    evidence = Evidence(reference=cited, probes=(probe(response(404)),), replies=(reply("wayback", date(2025, 7, 1)),))
    verdict = judge(evidence, SINGLE_RUN)
    assert verdict.health is Health.RECOVERABLE
    assert verdict.link.findings == (
        Finding(rule="liveness", state=LinkState.DEAD, because="404 Not Found from www.example.org"),
    )
    assert (verdict.link.status, verdict.link.final_uri, verdict.link.failure) == (404, URI, None)
    assert (verdict.archive.archive, verdict.archive.distance_days) == ("wayback", 3)


def test_the_verdict_says_where_a_redirect_ended() -> None:
    link = seen(redirect("https://library.example.org/harbour"), response()).link
    assert link.final_uri == "https://library.example.org/harbour"


def test_inspect_shows_what_every_rule_saw() -> None:
    saw = inspect(
        reference(), probe(response(403, html("Just a moment...", ""), headers=[("cf-mitigated", "challenge")]))
    )
    assert [name for name, _ in saw] == [rule.name for rule in (*RULES, *NOTES, *SUPPORT)]
    assert [name for name, finding in saw if finding] == ["wall", "liveness"]


def test_judging_twice_gives_the_same_verdict() -> None:
    evidence = Evidence(reference=reference(), probes=(probe(redirect("/"), response()),), replies=(reply(),))
    assert judge(evidence, SINGLE_RUN) == judge(evidence, SINGLE_RUN)


HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "content-type",
                "location",
                "server",
                "server-timing",
                "set-cookie",
                "x-datadome",
                "x-amzn-waf-action",
                "x-iinfo",
            ]
        )
        | st.text(max_size=12),
        st.sampled_from(
            ["text/html", "text/html; charset=utf-7", "challenge", "AkamaiGHost", "/", "//", "http://[", "javascript:x"]
        )
        | st.text(max_size=40),
    ),
    max_size=6,
)
WORDS = [
    "<html>",
    "<title>404",
    "<title>Access Denied</title>",
    "<h1>",
    "not found",
    "\x00",
    "incapsula incident id",
    "page ",
]
BODIES = st.binary(max_size=300) | st.lists(st.sampled_from(WORDS) | st.text(max_size=20), max_size=12).map(
    lambda parts: "".join(parts).encode("utf-8", "replace")
)
STATUSES = st.sampled_from([200, 202, 204, 300, 301, 302, 304, 400, 404, 410, 451, 500, 530, 999]) | st.integers()
RESPONSES = st.builds(
    Response,
    status=STATUSES,
    reason=st.text(max_size=20),
    headers=HEADERS.map(tuple),
    body=BODIES,
    body_end=st.sampled_from(BodyEnd),
)
FAILURES = st.builds(Failure, kind=st.sampled_from(FailureKind), detail=st.text(max_size=20))
ADDRESSES = st.sampled_from(
    [URI, "https://x.com/a/status/1", "http://[::1", "", "https://perma.cc/AB12-CD34", "not one"]
) | (st.text(max_size=30))


FRAGMENTS = st.sampled_from(["#:~:text=page", "#:~:text=a,b", "#page=2", "#"]) | st.text(max_size=20)
SIBLINGS = st.lists(
    st.builds(
        Exchange,
        request=st.builds(Request, uri=ADDRESSES),
        outcome=RESPONSES | FAILURES,
        started_at=st.just(START),
    ),
    max_size=3,
)


@given(data=st.data())
def test_nothing_that_comes_from_outside_raises(data: st.DataObject) -> None:
    uri = data.draw(ADDRESSES)
    looks = [
        probe(
            *data.draw(st.lists(RESPONSES | FAILURES, max_size=3)),
            uri=uri,
            day=data.draw(st.floats(0, 30)),
            skipped=data.draw(st.none() | st.sampled_from(SkipReason)),
            vantage=data.draw(st.sampled_from(Vantage)),
        )
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    looks = [replace(look, siblings=tuple(data.draw(SIBLINGS))) for look in looks]
    cited = replace(
        reference(uri, words=tuple(data.draw(st.lists(st.text(max_size=30), max_size=2)))),
        fragments=tuple(data.draw(st.lists(FRAGMENTS, max_size=2))),
    )
    sinks = data.draw(st.frozensets(st.sampled_from(["example.org/", "example.org", URI]), max_size=2))
    for policy in POLICIES:
        verdict = judge(Evidence(reference=cited, probes=tuple(looks)), policy, sinks=sinks)
        assert verdict.link.findings
    for look in looks:
        inspect(cited, look, sinks=sinks)
        suspicious(cited, look)


@given(
    status=st.sampled_from([401, 402, 403, 429, 451, 999]),
    headers=HEADERS,
    body=BODIES,
    end=st.sampled_from(BodyEnd),
    times=st.integers(1, 5),
    policy=st.sampled_from(POLICIES),
)
def test_a_status_that_keeps_us_out_is_never_dead(
    status: int, headers: list[tuple[str, str]], body: bytes, end: BodyEnd, times: int, policy
) -> None:
    answer = response(status, body, headers=headers, end=end)
    verdict = over(*(probe(answer, day=5.0 * each) for each in range(times)), policy=policy)
    assert verdict.link.state in {LinkState.BLOCKED, LinkState.UNKNOWN}
    assert verdict.health is Health.UNVERIFIED


@given(kind=st.sampled_from([each for each in FailureKind if each.name.startswith("TLS")]), times=st.integers(1, 9))
def test_a_tls_fault_is_never_dead_and_never_confirmed(kind: FailureKind, times: int) -> None:
    link = over(*(probe(failure(kind), day=4.0 * each) for each in range(times))).link
    assert (link.state, link.confirmed) == (LinkState.UNREACHABLE, False)
