"""Whatever a server answers, at whatever address and by whatever policy: a verdict with a finding, and never a crash."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.judge.suspicion import suspicious, undecided
from auditor.judge.verdict import inspect, judge
from auditor.model import Evidence, Exchange, Failure, FailureKind, LinkState, Mark, Probe, Request, Response
from tests.judge.build import POLICIES, START, html, reference

ADDRESSES = [
    "https://www.example.org/reports/2024/harbour.html",
    "https://www.example.org/report.pdf",
    "https://x.com/tass_agency/status/1793000000000000000",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://t.me/somechannel/123",
    "https://bsky.app/profile/a.example/post/3kabcdefghi2x",
    "https://mastodon.social/@a/112345678901234567",
    "https://doi.org/10.1000/182",
    "https://arxiv.org/abs/2401.00001",
    "https://www.reddit.com/r/a/comments/abc123/title/",
    "https://www.tiktok.com/@a/video/7000000000000000000",
    "https://www.linkedin.com/posts/a",
    "https://www.reuters.com/world/x",
    "https://www.state.gov/r/pa/x.htm",
    "https://web.archive.org/web/20200101000000/https://example.org/",
]
OEMBED_IN_HTML = b"<html><title>Error</title><body>Something went wrong</body></html>"

markup = st.sampled_from(
    [b"<title>", b"</title>", b"<h1>404</h1>", b"<body>", b"page not found", b"\x00", b"\xff\xfe", b"{", b'"html":']
)
bodies = st.lists(markup | st.binary(max_size=12), max_size=12).map(b"".join) | st.sampled_from(
    [OEMBED_IN_HTML, b"{", b'{"html": ', b"[]", b"null", b'{"responseCode": "x"}', b'{"thread": []}', html()]
)
names = st.sampled_from(["content-type", "location", "server", "x-datadome", "set-cookie", "memento-datetime", "x"])
values = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30) | st.sampled_from(
    ["text/html", "application/json", "text/html; charset=utf-16", "android-app://a.b/c", "javascript:alert(1)", "/404"]
)
responses = st.builds(
    Response,
    status=st.sampled_from([200, 202, 204, 206, 300, 301, 302, 401, 403, 404, 405, 410, 429, 451, 500, 530, 999]),
    headers=st.lists(st.tuples(names, values), max_size=4).map(tuple),
    body=bodies,
)
outcomes = responses | st.builds(Failure, kind=st.sampled_from(FailureKind), detail=st.text(max_size=10))


def look(address: str, answers: list[Response | Failure], beside: list[Response | Failure]) -> Probe:
    def exchanges(of: list[Response | Failure], uri: str) -> tuple[Exchange, ...]:
        return tuple(Exchange(request=Request(uri=uri), outcome=each, started_at=START) for each in of)

    return Probe(key=address, exchanges=exchanges(answers, address), siblings=exchanges(beside, address + "-zzz"))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ADDRESSES),
    st.lists(outcomes, min_size=1, max_size=3),
    st.lists(outcomes, max_size=2),
    st.none() | st.sampled_from([LinkState.LIVE, LinkState.DEAD]),
)
@example(ADDRESSES[2], [Response(status=200, headers=(("content-type", "text/html"),), body=OEMBED_IN_HTML)], [], None)
def test_any_answer_gets_a_verdict_with_a_finding(
    address: str, answers: list[Response | Failure], beside: list[Response | Failure], said: LinkState | None
) -> None:
    cited = reference(address, words=("Harbour report of the year",), cited_on=date(2020, 1, 1))
    seen = look(address, answers, beside)
    mark = Mark(key=cited.key, state=said, at=START) if said else None
    for policy in POLICIES:
        link = judge(Evidence(reference=cited, probes=(seen, seen), mark=mark), policy).link
        assert link.findings
        assert all(finding.rule and finding.because for finding in link.findings)
    assert len(inspect(cited, seen)) > 20
    assert suspicious(cited, seen) in {True, False}
    assert undecided(cited, seen) in {True, False}


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if any(name in each for name in ("x.com", "youtube", "tiktok"))]
)
def test_an_oembed_answer_in_html_proves_nothing_about_the_post(address: str) -> None:
    page = Response(status=200, headers=(("content-type", "text/html"),), body=OEMBED_IN_HTML)
    state = judge(Evidence(reference=reference(address), probes=(look(address, [page], []),)), POLICIES[0]).link.state
    assert state is LinkState.UNKNOWN
