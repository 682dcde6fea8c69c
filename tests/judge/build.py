"""Short words in, exchanges, probes and evidence out: what the judge's tests are written in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from auditor import uris
from auditor.judge.verdict import judge
from auditor.model import (
    ArchiveReply,
    BodyEnd,
    Capture,
    Evidence,
    Exchange,
    Failure,
    FailureKind,
    Finding,
    LinkState,
    Memento,
    Probe,
    Reference,
    Request,
    Response,
    SkipReason,
    Vantage,
    Verdict,
)
from auditor.settings import JudgeMode, JudgePolicy

URI = "https://www.example.org/reports/2024/harbour-dredging-costs.html"
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

SINGLE_RUN = JudgePolicy(policy=JudgeMode.SINGLE_RUN)
STRIKES = JudgePolicy(policy=JudgeMode.STRIKES)
PEW = JudgePolicy(policy=JudgeMode.PEW)
POLICIES = (SINGLE_RUN, STRIKES, PEW)

PARAGRAPH = (
    "The port authority says that dredging the outer harbour has cost more than was planned, as the silt that the "
    "river brings down in spring settles faster than any of the surveys of the last ten years had foreseen. "
)
ARTICLE_TITLE = "Harbour dredging costs more than planned"


def reference(
    uri: str = URI, *, words: tuple[str, ...] = (), cited_on: date | None = None, sentences: tuple[str, ...] = ()
) -> Reference:
    parsed = uris.parse(uri)
    key = parsed.key if parsed else uri
    host = parsed.host if parsed else ""
    return Reference(key=key, uri=key, host=host, words=words, cited_on=cited_on, sentences=sentences)


def html(
    title: str = ARTICLE_TITLE, text: str = PARAGRAPH * 12, *, h1: str | None = None, head: str = "", lang: str = "en"
) -> bytes:
    heading = title if h1 is None else h1
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><a href=/>Home</a><a href=/about>About us</a></nav><h1>{heading}</h1><p>{text}</p></body></html>"
    ).encode()


def response(
    status: int = 200,
    body: bytes | None = None,
    *,
    headers: Iterable[tuple[str, str]] = (),
    kind: str = "text/html; charset=utf-8",
    end: BodyEnd = BodyEnd.WHOLE,
) -> Response:
    told = (("content-type", kind), *headers)
    return Response(status=status, headers=told, body=html() if body is None else body, body_end=end)


def redirect(location: str, status: int = 301) -> Response:
    return response(status, b"", headers=[("location", location)])


def failure(kind: FailureKind, detail: str = "") -> Failure:
    return Failure(kind=kind, detail=detail)


def probe(
    *outcomes: Response | Failure,
    uri: str = URI,
    day: float = 0.0,
    skipped: SkipReason | None = None,
    vantage: Vantage = Vantage.ONLINE,
    asked: str | None = None,
) -> Probe:
    """A look whose exchanges follow the redirects among `outcomes`, `day` days after START."""
    exchanges = []
    at = asked or uri
    for outcome in outcomes:
        exchanges.append(
            Exchange(request=Request(uri=at), outcome=outcome, started_at=START + timedelta(days=day), elapsed_s=0.1)
        )
        location = outcome.header("location") if isinstance(outcome, Response) else None
        onward = uris.parse(location, base=at) if location else None
        at = onward.href if onward else at
    return Probe(key=reference(uri).key, exchanges=tuple(exchanges), skipped=skipped, vantage=vantage)


def seen(
    *outcomes: Response | Failure,
    uri: str = URI,
    words: tuple[str, ...] = (),
    policy: JudgePolicy = SINGLE_RUN,
    asked: str | None = None,
) -> Verdict:
    """The verdict of one look."""
    look = probe(*outcomes, uri=uri, asked=asked)
    return judge(Evidence(reference=reference(uri, words=words), probes=(look,)), policy)


def state(*outcomes: Response | Failure, uri: str = URI, words: tuple[str, ...] = ()) -> LinkState:
    """The link's state after one look."""
    return seen(*outcomes, uri=uri, words=words).link.state


def decisive(*outcomes: Response | Failure, uri: str = URI, words: tuple[str, ...] = ()) -> Finding:
    """The finding that decided after one look."""
    return seen(*outcomes, uri=uri, words=words).link.findings[0]


def over(*looks: Probe, replies: tuple[ArchiveReply, ...] = (), policy: JudgePolicy = STRIKES) -> Verdict:
    """The verdict after many looks."""
    return judge(Evidence(reference=reference(), probes=looks, replies=replies), policy)


def reply(
    archive: str = "wayback",
    *days: date,
    silent: bool = False,
    excluded: bool = False,
    because: str | None = None,
    asked: float = 0.0,
) -> ArchiveReply:
    """An archive's reply with one capture for each of `days`."""
    captures = tuple(
        Capture(
            uri_m=f"https://{archive}/{day:%Y%m%d}/{URI}",
            captured_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            status=200,
        )
        for day in days
    )
    return ArchiveReply(
        archive=archive,
        key=reference().key,
        asked_at=START + timedelta(days=asked),
        captures=None if silent or excluded else captures,
        excluded=excluded,
        because=because,
    )


def memento(shown: bytes | Response, *, on: date, archive: str = "wayback") -> Memento:
    """A capture as `archive` shows it, with the moment that `reply` gives it."""
    answer = shown if isinstance(shown, Response) else response(body=shown)
    return Memento(archive=archive, captured_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC), response=answer)
