"""References with one probe each, of the kinds that an audit sees, go in; how many are judged a second comes out.

Pages have 20 to 60 kB, of which half are scripts and styles, as news pages have. One core, no network.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from unittest import mock

from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, Failure, FailureKind, Probe, Reference, Request, Response
from auditor.settings import JudgeMode, JudgePolicy

REFERENCES = 2_000
ROUNDS = 5

SCRIPT = (
    "<script>" + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}" * 12 + "</script>\n"
)
STYLE = "<style>" + ".card{display:flex;margin:0 auto}.card a{color:#123;text-decoration:none}" * 14 + "</style>\n"
LINK = '<li class="menu-item"><a href="/section/{0}" title="Section {0}"><span>Section {0}</span></a></li>\n'
PARAGRAPH = (
    '<p class="article-text">The port authority says that dredging the outer harbour has cost <a href="/budget">more '
    "than was planned</a>, as the silt that the river brings down in spring settles faster than foreseen.</p>\n"
)


def run() -> None:
    """Judge them all in the mode of a spot check, and print the best of five rounds."""
    per_second, ratio = rates()
    sizes = [len(each.response.body) for one in _all() for each in one.probes[0].exchanges if each.response]
    print(
        f"judge: {per_second:,.0f} references a second, answers of {sum(sizes) / len(sizes) / 1_000:.0f} kB; "
        f"{ratio:.1f} times as many as when every page is read whole"
    )


def rates() -> tuple[float, float]:
    """References judged a second, and how many times as many that is as when every page is read whole.

    Rounds of both take turns, and the best of each counts: what else the machine does weighs on both.
    """
    evidence = _all()
    policy = JudgePolicy(policy=JudgeMode.SINGLE_RUN)
    quick_s, whole_s = [], []
    for _ in range(ROUNDS):
        quick_s.append(_round_s(evidence, policy))
        with mock.patch("auditor.judge.outline", return_value=None):
            whole_s.append(_round_s(evidence, policy))
    return REFERENCES / min(quick_s), min(whole_s) / min(quick_s)


def _all() -> list[Evidence]:
    return [_evidence(number) for number in range(REFERENCES)]


def _round_s(evidence: list[Evidence], policy: JudgePolicy) -> float:
    began_s = time.process_time()
    for each in evidence:
        judge(each, policy)
    return time.process_time() - began_s


def _evidence(number: int) -> Evidence:
    uri = f"https://host{number % 97}.example/2024/harbour-dredging-{number}"
    outcomes = _outcomes(number)
    exchanges = tuple(
        Exchange(
            request=Request(uri=uri if step == 0 else f"{uri}/new"),
            outcome=outcome,
            started_at=datetime(2026, 11, 23, tzinfo=UTC),
        )
        for step, outcome in enumerate(outcomes)
    )
    reference = Reference(key=uri, uri=uri, host=uri.split("/")[2], words=("Harbour dredging costs more than planned",))
    return Evidence(reference=reference, probes=(Probe(key=uri, exchanges=exchanges),))


def _outcomes(number: int) -> tuple[Response | Failure, ...]:
    """Out of a hundred: 70 pages, 8 that moved, 8 not found, 5 walls, 3 soft 404s, 3 PDFs, 3 failures."""
    match number % 100:
        case kind if kind < 70:
            return (_html(200, _page("Harbour dredging costs more than planned", number)),)
        case kind if kind < 78:
            moved = Response(status=301, headers=(("location", f"/2024/harbour-dredging-{number}/new"),))
            return moved, _html(200, _page("Harbour dredging", number))
        case kind if kind < 86:
            return (_html(404, _page("Page not found", number)),)
        case kind if kind < 91:
            return (_html(403, b"<title>Just a moment...</title>", ("cf-mitigated", "challenge")),)
        case kind if kind < 94:
            return (_html(200, _page("Page not found", number, paragraphs=1)),)
        case kind if kind < 97:
            return (Response(status=200, headers=(("content-type", "application/pdf"),), body=b"%PDF-1.7" * 4_000),)
        case _:
            return (Failure(kind=FailureKind.TIMEOUT),)


def _html(status: int, body: bytes, *headers: tuple[str, str]) -> Response:
    usual = (("server", "cloudflare"), ("content-type", "text/html; charset=utf-8"), ("cache-control", "max-age=60"))
    return Response(status=status, headers=(*usual, *headers), body=body)


def _page(title: str, number: int, *, paragraphs: int | None = None) -> bytes:
    size = number % 5
    text = PARAGRAPH * (14 + 9 * size if paragraphs is None else paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example {number}</title>'
        f'<link rel="canonical" href="/2024/{number}">{(SCRIPT + STYLE) * (5 + 3 * size)}</head><body><nav><ul>'
        f"{''.join(LINK.format(each) for each in range(40 + 15 * size))}</ul></nav><article><h1>{title}</h1>{text}"
        f"</article><footer>© Example “{number}”</footer></body></html>"
    ).encode()
