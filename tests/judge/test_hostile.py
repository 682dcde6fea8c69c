"""Bad input: what servers send by mistake or on purpose gets a verdict with a finding, soon, and never an error."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from auditor.judge.verdict import inspect, judge
from auditor.model import BodyEnd, Evidence, LinkState, Response
from tests.judge.build import (
    PARAGRAPH,
    POLICIES,
    SINGLE_RUN,
    decisive,
    html,
    probe,
    redirect,
    reference,
    response,
)

LONG = PARAGRAPH * 12
SOON_S = 5.0  # of this process's own time: no claim about speed, but none of these may take for ever

NESTED = b"<title>Deep</title>" + b"<div>" * 10_000 + b"page not found" + b"</div>" * 10_000
BODIES = {
    "10,000 nested elements": NESTED,
    "10,000 nested tables": b"<table><tr><td>" * 10_000 + LONG.encode(),
    "a title of a megabyte": html("page not found " * 66_000, LONG),
    "a heading of a megabyte": html("x", LONG, h1="404 " * 250_000),
    "a title of spaces": html(" " * 1_000_000, LONG),
    "10,000 headings": b"<h1>404</h1>" * 10_000,
    "a title that never ends": b"<title>404" + b"a" * 500_000,
    "a tag that never ends": b"<body><p " + b"x" * 500_000,
    "a comment that never ends": b"<body><!-- " + b"x" * 500_000,
    "a script that never ends": html(text="<script>" + "x" * 500_000),
    "words before a phrase that never comes": html("the page " * 60_000, "page " * 200_000),
    "what regular expressions dread": html(
        "domain " * 20_000, "this domain " * 40_000 + "the domain name has " * 9_000
    ),
    "a domain that is nearly for sale": html("x", "this domain is " * 90),
    "nothing but angle brackets": b"<" * 200_000 + b">" * 200_000,
    "nothing but ampersands": b"<body><p>" + b"&" * 300_000,
    "NULs": b"\x00" * 100_000,
    "NULs in a page": html(text=LONG).replace(b" ", b"\x00"),
    "escapes of ISO-2022": html(text="\x1b$B<h1>" + LONG),
    "a PDF that says HTML": b"%PDF-1.7\n" + b"\xff" * 50_000,
    "a picture that says HTML": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "JSON that says HTML": b'{"error": {"code": 404, "message": "page not found"}}',
    "JSON that isn't": b'{"html": ' * 5_000,
    "half a character": "Größe ü".encode()[:-1],
    "a lie about the encoding": html("Größe", LONG).decode().encode("utf-16"),
    "an encoding that isn't": html(text=LONG).replace(b"utf-8", b"x-user-defined"),
    "a codec that isn't a charset": html(text=LONG).replace(b"utf-8", b"rot13"),
    "zip that says HTML": b"PK\x03\x04" + b"\x00" * 1_000,
    "markup in the title": html("<script>alert(1)</script>404", LONG),
    "an address of nonsense": html(text=LONG, head='<link rel="canonical" href="http://[">'),
    "a refresh of nonsense": html(text="x", head='<meta http-equiv="refresh" content=";;;url=\'\'">'),
    "names whose tags never end": b"<title>x</title><body><b>404</b><p " + b"class=a " * 60_000,
    "pictures whose tags never end": b"<title>x</title><body><p>" + b"<img " * 100_000,
    "marks outside of scripts": b"<title>x</title><body><p>404 " + b'"page":"/404" ' * 36_000,
    "surrogates": b"<title>\xed\xa0\x80</title>" + LONG.encode(),
}


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-7", "application/pdf", "", "nonsense/"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_any_body_gets_a_verdict_with_a_finding_and_soon(body: bytes, kind: str) -> None:
    began_s = time.process_time()
    answer = Response(status=200, headers=(("content-type", kind),), body=body, body_end=BodyEnd.CAPPED)
    cited = reference("https://www.example.org/files/report.pdf", words=("the report",))
    beside = probe(answer, uri="https://www.example.org/files/qkzvw").exchanges * 2
    for look in (probe(answer), replace(probe(answer), siblings=beside)):
        for policy in POLICIES:
            assert judge(Evidence(reference=cited, probes=(look,)), policy).link.findings
    assert all(name for name, _ in inspect(cited, probe(answer)))
    assert time.process_time() - began_s < SOON_S


@pytest.mark.parametrize(
    ("location", "state"),
    [
        ("android-app://com.example.reader/story/1", LinkState.LIVE),
        ("intent://story/1#Intent;scheme=https;end", LinkState.LIVE),
        ("javascript:alert(1)", LinkState.UNREACHABLE),
        ("data:text/html,<h1>404</h1>", LinkState.UNREACHABLE),
        ("file:///etc/passwd", LinkState.UNREACHABLE),
        ("http://", LinkState.UNREACHABLE),
        ("http://[::1", LinkState.UNREACHABLE),
        ("\x00", LinkState.UNREACHABLE),
        ("", LinkState.UNREACHABLE),
        ("https://" + "a" * 100_000 + ".example/", LinkState.UNREACHABLE),
    ],
)
def test_a_redirect_to_anything_gets_a_verdict(location: str, state: LinkState) -> None:
    found = decisive(redirect(location, 302))
    assert found.state is state
    assert len(found.because) < 1_000


@pytest.mark.parametrize("name", ["server", "set-cookie", "server-timing", "x-datadome", "content-type", "location"])
def test_a_header_of_a_megabyte_gets_a_verdict(name: str) -> None:
    answer = response(403, html("x", "y"), headers=[(name, "a;b=c, " * 150_000)])
    assert decisive(answer).state is LinkState.BLOCKED


@pytest.mark.parametrize(
    "fragment", ["#:~:text=%", "#:~:text=,,,-,-", "#" + "text=" * 9_000, "#page=99999999999", "#:~:text=%FF%FE"]
)
def test_a_fragment_of_nonsense_gets_a_verdict(fragment: str) -> None:
    cited = reference()
    cited = type(cited)(key=cited.key, uri=cited.uri, host=cited.host, fragments=(fragment,))
    for answer in (
        response(200, html(text=LONG)),
        response(200, b"%PDF-1.7 /Count 3 /Type/Pages", kind="application/pdf"),
    ):
        assert judge(Evidence(reference=cited, probes=(probe(answer),)), SINGLE_RUN).link.state is LinkState.LIVE
