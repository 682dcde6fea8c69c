"""Error pages that nobody here has written in, how many of them the judge sees through out.

`make accuracy` fetches the packages of `.material/errors`. Each of their error pages is judged as a citation's answer,
with 200: once alone, and once with what `auditor run` would know, which asks for made-up addresses beside what is
suspicious. A site that hides what it hasn't gives those the same page.

The packages were parted by a hash of their names before the rules met them. Of one half the failures were read and the
rules mended; of the other, `UNREAD`, nobody has read any: its recall is the one that counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.judge.suspicion import suspicious, undecided
from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, LinkState, Probe, Reference, Request, Response
from auditor.probe.siblings import made_up
from auditor.settings import JudgeMode, JudgePolicy
from benchmarks.error_pages import ErrorPage, error_pages, package_of

FOLDER = Path(__file__).parent.parent / ".material" / "errors"
UNREAD = frozenset(
    {
        *("apache2-data", "redmine", "django", "mayan_edms", "django_oscar", "trac"),
        *("invenio_theme", "fiduswriter", "payloadcms-translations", "keycloakify"),
    }
)
GONE = frozenset({LinkState.SOFT_404, LinkState.USURPED, LinkState.DEAD})
POLICY = JudgePolicy(policy=JudgeMode.SINGLE_RUN)
CITED = "https://www.morning-post.example/2019/05/grain-harvest-of-the-delta.html"
WORDS = "Grain harvest of the delta"


def unseen() -> float | None:
    """Print the recall of both halves; that of the unread one, or None where there is nothing to judge."""
    archives = sorted(path for path in FOLDER.glob("*") if path.suffix in {".whl", ".tgz", ".deb"})
    pages = [page for archive in archives for page in error_pages(archive, package_of(archive).lower())]
    unread = [page for page in pages if page.package in UNREAD]
    print("\nerror pages that nobody here wrote, answered with 200")
    recall = None
    for title, chosen in (("read", [page for page in pages if page not in unread]), ("unread", unread)):
        if chosen:
            recall = _recall(title, chosen)
    if not unread:
        print("  not measured: `make accuracy` fetches the packages")
        return None
    return recall


def _recall(title: str, pages: Sequence[ErrorPage]) -> float:
    alone = sum(_state(page, asks=False) in GONE for page in pages) / len(pages)
    asked = sum(_state(page, asks=True) in GONE for page in pages) / len(pages)
    packages, tongues = ({getattr(page, name) for page in pages} for name in ("package", "language"))
    print(
        f"  {title:7}{len(pages):4} pages of {len(packages):2} packages, {len(tongues):2} languages:"
        f" recall {alone:.3f} alone, {asked:.3f} with made-up addresses"
    )
    return asked


def _state(page: ErrorPage, *, asks: bool) -> LinkState:
    reference = Reference(key=CITED, uri=CITED, host="www.morning-post.example", words=(WORDS,))
    probe = Probe(key=CITED, exchanges=(_exchange(CITED, page),))
    if asks and suspicious(reference, probe):
        probe = replace(probe, siblings=(_exchange(made_up(CITED, 1), page),))
        if undecided(reference, probe):
            probe = replace(probe, siblings=(*probe.siblings, _exchange(made_up(CITED, 2), page)))
    return judge(Evidence(reference=reference, probes=(probe,)), POLICY).link.state


def _exchange(uri: str | None, page: ErrorPage) -> Exchange:
    answer = Response(status=200, headers=(("content-type", "text/html; charset=utf-8"),), body=page.markup.encode())
    return Exchange(request=Request(uri=uri or CITED), outcome=answer, started_at=datetime(2026, 11, 26, tzinfo=UTC))


if __name__ == "__main__":
    unseen()
