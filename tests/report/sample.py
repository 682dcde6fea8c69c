"""An audit in which everything occurs that a report has to show: one citation a case, each named by its words."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    Audit,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Citation,
    ContentState,
    ContentVerdict,
    Document,
    FailureKind,
    Finding,
    Health,
    Kind,
    LinkState,
    LinkVerdict,
    Vantage,
    Verdict,
)

CHECKED = datetime(2026, 11, 20, 2, 4, 9, tzinfo=UTC)
PUBLISHED = date(2025, 6, 28)
RUN = AuditRun(
    id="7f3a",
    started_at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
    finished_at=datetime(2026, 11, 23, 2, 6, 41, 250_000, tzinfo=UTC),
    auditor="0.1.0",
)


def archived(uri: str, *, days: int = 3, archive: str = "wayback") -> ArchiveVerdict:
    captured = datetime(2025, 6, 28, 11, tzinfo=UTC) + timedelta(days=days)
    return ArchiveVerdict(
        state=ArchiveState.ARCHIVED,
        archive=archive,
        uri_m=f"https://web.archive.org/web/{captured:%Y%m%d%H%M%S}/{uri}",
        captured_at=captured,
        distance_days=abs(days),
    )


NOT_ARCHIVED = ArchiveVerdict(state=ArchiveState.NOT_ARCHIVED, because="no archive asked holds a copy")


def entry(
    words: str,
    uri: str,
    health: Health,
    state: LinkState,
    because: str,
    *,
    archive: ArchiveVerdict = NOT_ARCHIVED,
    content: ContentVerdict | None = None,
    sentence: str | None = None,
    citation: dict[str, object] | None = None,
    proposal: str | None = None,
    **link: object,
) -> AuditedCitation:
    """A citation under `words`, judged; `link` and `citation` are further fields of the two."""
    context = f"As was reported then, {words} had long been settled." if sentence is None else sentence
    fields: dict[str, object] = {"target": uri, "line": 25, "offset": 752, **(citation or {})}
    finding = Finding(rule="status", state=state, because=because, proposal=proposal)
    return AuditedCitation(
        citation=Citation(uri=uri, text=words, context=context, **fields),
        verdict=Verdict(
            health=health,
            link=LinkVerdict(**{"state": state, "checked_at": CHECKED, "checks": 1, "findings": (finding,), **link}),
            content=content or ContentVerdict(),
            archive=archive,
        ),
    )


def number(entries: list[AuditedCitation]) -> tuple[AuditedCitation, ...]:
    from dataclasses import replace

    return tuple(replace(entry, citation=replace(entry.citation, number=n)) for n, entry in enumerate(entries, start=1))


def document(name: str, entries: list[AuditedCitation], **fields: object) -> AuditedDocument:
    entries_ = number(entries)
    return AuditedDocument(
        document=Document(name=name, **fields, citations=tuple(entry.citation for entry in entries_)),
        citations=entries_,
    )


HARBOUR = "https://www.example.org/harbour/"


def cases() -> list[AuditedCitation]:
    return [
        entry(
            "the harbour treaty", f"{HARBOUR}treaty", Health.HEALTHY, LinkState.LIVE, "200 OK from www.example.org",
            archive=archived(f"{HARBOUR}treaty"), status=200, checks=4,
        ),
        entry(
            "tonnage figures", f"{HARBOUR}tonnage-2025", Health.RECOVERABLE, LinkState.DEAD,
            "404 Not Found from www.example.org", archive=archived(f"{HARBOUR}tonnage-2025"), status=404,
            confirmed=False, since=CHECKED,
        ),
        entry(
            "an account by the pilots", "https://pilots.example.net/account", Health.LOST, LinkState.DEAD,
            "No such host: pilots.example.net", failure=FailureKind.NO_SUCH_HOST, confirmed=True, checks=3,
            since=CHECKED - timedelta(days=9), sentence="The strike is told in an account by the pilots.",
        ),
        entry(
            "the ministry's answer", "https://ministry.example.gov/answers/1204", Health.AT_RISK, LinkState.LIVE,
            "200 OK from ministry.example.gov", status=200,
        ),
        entry(
            "its statutes", "https://society.example.org/statutes", Health.CHANGED, LinkState.LIVE,
            "200 OK from society.example.org", status=200, archive=archived("https://society.example.org/statutes", days=-12),
            content=ContentVerdict(state=ContentState.DRIFTED, because="4 % of the archived text is still there"),
        ),
        entry(
            "wire report", "https://wire.example.com/2025/06/24/wire-report", Health.UNVERIFIED, LinkState.BLOCKED,
            "A DataDome wall answered in place of the page (401)", status=401,
            archive=archived("https://wire.example.com/2025/06/24/wire-report", days=0),
        ),
        entry(
            "a shipping blog", "https://shipping-blog.example.com/posts/17", Health.RECOVERABLE, LinkState.USURPED,
            "The page is about casino bonuses and shares no word with the archived copy", status=200, checks=3,
            archive=archived("https://shipping-blog.example.com/posts/17", days=412, archive="arquivo.pt"),
            final_uri="https://casino.example.biz/welcome",
        ),
        entry(
            "port authority", "http://port.example.org/authority", Health.HEALTHY, LinkState.MOVED,
            "301 Moved Permanently to an address of the same title", status=200, archive=archived("http://port.example.org/authority", days=-1),
            final_uri="https://www.port.example.org/about/authority", proposal="https://www.port.example.org/about/authority",
        ),
        entry(
            "strategic pact", "https://wire.example.com/world/strategic-pact-2025-05-21/", Health.AT_RISK, LinkState.LIVE,
            "200 OK from wire.example.com", status=200, archive=ArchiveVerdict(state=ArchiveState.EXCLUDED, archive="wayback", because="robots.txt of the site"),
            citation={
                "repaired": True, "because": "rejoined from two pieces, over a page break",
                "alternatives": ("https://wire.example.com/world/strategic-pact-",), "page": 4,
            },
        ),
        entry(
            "a survey of captains", "https://survey.example.org/captains", Health.HEALTHY, LinkState.LIVE,
            "503 Service Unavailable from survey.example.org", status=503, archive=archived("https://survey.example.org/captains"),
            confirmed=False, suspected=LinkState.UNREACHABLE, since=CHECKED - timedelta(days=3), checks=2,
        ),
        entry(
            "the old lighthouse", "https://lights.example.org/old", Health.LOST, LinkState.SOFT_404,
            "Answers 200, but its title is “Page not found”", status=200, confirmed=False,
        ),
        entry(
            "insurers", "https://insurers.example.com/market", Health.UNVERIFIED, LinkState.UNREACHABLE,
            "No answer within 20 seconds", failure=FailureKind.TIMEOUT, confirmed=False,
            archive=ArchiveVerdict(state=ArchiveState.UNDETERMINED, because="the Wayback Machine did not answer"),
        ),
        entry(
            "", f"{HARBOUR}bare", Health.HEALTHY, LinkState.LIVE, "200 OK from www.example.org", status=200,
            archive=archived(f"{HARBOUR}bare"), sentence=f"See {HARBOUR}bare for more.",
        ),
        entry(
            "كتاب الموانئ", "https://web.archive.org/web/20240101000000/https://ports.example.org/", Health.HEALTHY,
            LinkState.LIVE, "200 OK from web.archive.org", status=200, archive=ArchiveVerdict(state=ArchiveState.IS_ARCHIVE),
            sentence="وقد ورد ذلك في كتاب الموانئ منذ زمن بعيد.",
        ),
        entry(
            "first published here", "https://publisher.example.org/notes/harbour", Health.HEALTHY, LinkState.LIVE,
            "200 OK from publisher.example.org", status=200, archive=archived("https://publisher.example.org/notes/harbour"),
            citation={"kind": Kind.SELF},
        ),
    ]  # fmt: skip


def hostile() -> list[AuditedCitation]:
    """What must never come through: markup, scripts, passwords, formulas, endless and damaged texts."""
    script = "<script>alert(1)</script>"
    return [
        entry(script, "https://evil.example.org/?q=<script>", Health.LOST, LinkState.DEAD, f"404 {script}", status=404),
        entry("a trap", "javascript:alert(document.domain)", Health.UNVERIFIED, LinkState.UNKNOWN, "unknown scheme"),
        entry(
            "a password", "https://user:hunter2@secret.example.org/a", Health.AT_RISK, LinkState.LIVE,
            "landed on https://user:hunter2@secret.example.org/b", status=200,
            final_uri="https://user:hunter2@secret.example.org/b", proposal="https://user:hunter2@secret.example.org/c",
            sentence="See https://user:hunter2@secret.example.org/a, a password.",
            citation={"repaired": True, "alternatives": ("https://user:hunter2@secret.example.org/d",)},
        ),
        entry('=HYPERLINK("https://evil.example.org")', "https://evil.example.org/f", Health.LOST, LinkState.DEAD, "-1+1"),
        entry("endless", f"https://long.example.org/{'x' * 100_000}", Health.LOST, LinkState.DEAD, "z" * 100_000,
              sentence=f"{'before ' * 15_000}endless{' after' * 15_000}", status=404),
        entry("w" * 100_000, "https://long.example.org/words", Health.LOST, LinkState.DEAD, "404", status=404),
        entry("half a pair \ud83d and \x00\x1b[31m \u202egnp.exe", "https://odd.example.org/", Health.LOST, LinkState.DEAD, "404"),
    ]  # fmt: skip


def sample(*, run: AuditRun = RUN) -> Audit:
    """Every case, a clean document, an unreadable one, one without citations and a published page."""
    clean = [case for case in cases() if case.verdict.health is Health.HEALTHY and not case.verdict.link.suspected]
    return Audit(
        run=run,
        documents=(
            document("notes/clean.md", clean, title="A clean note"),
            document("examples/harbour.md", cases(), title="The harbour question", published=PUBLISHED),
            AuditedDocument(
                document=Document(name="scans/minutes.md", readable=False, problems=("scans/minutes.md: not a text",))
            ),
            document("https://user:hunter2@publisher.example.org/notes/1?x=2", cases()[3:6], title="A published note"),
            document("notes/empty.md", [], problems=("nothing in it looks like a citation",)),
        ),
    )


def many(n: int) -> Audit:
    """One document of `n` citations."""
    entries = cases()
    return Audit(run=RUN, documents=(document("big.md", [entries[i % len(entries)] for i in range(n)]),))


PARTIAL = AuditRun(
    id="p", started_at=RUN.started_at, auditor="0.1.0", complete=False, vantage=Vantage.OFFLINE, policy="single-run"
)


def main(directory: str) -> None:
    """Render everything into a folder, to look at it."""
    from auditor.report import pages

    for name, audit in (
        ("full", sample()),
        ("partial", sample(run=PARTIAL)),
        ("none", Audit(run=RUN)),
        ("hostile", Audit(run=RUN, documents=(document("hostile.md", hostile()),))),
        ("many", many(10_000)),
    ):
        for file in pages.render(audit):
            target = Path(directory, name, file.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.data)


if __name__ == "__main__":
    main(sys.argv[1])
