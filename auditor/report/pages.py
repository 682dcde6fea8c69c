"""An audit in, its HTML out: an index and one page a document, each a file that needs nothing but itself.

Rules:
1. No scripts, no fonts, no images; the one style sheet is in the page, and the Content-Security-Policy allows it
   alone, by its digest. A page reads the same from a disk, a shared drive and a web server, and on paper.
2. Everything is escaped, and every text that is put into a page loses userinfo once more.
3. The date of the run stands in the footer and nowhere else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.model import Audit, AuditedDocument
from auditor.report import ReportFile, ReportFormat, views
from auditor.report.naming import stems
from auditor.report.showing import count, day, flat, instant
from auditor.report.summary import summarise, worst_first
from auditor.settings import JudgeMode
from auditor.uris import without_userinfo

# What a reader must know to take the figures at their worth: how often was looked, and what counts.
_METHODS: Mapping[str, str] = MappingProxyType(
    {
        JudgeMode.STRIKES: "A bad answer is a suspicion until it has come back on later days, and so is silence; "
        "a citation that was well before keeps its standing until then.",
        JudgeMode.SINGLE_RUN: "Each address was judged by one look: what is bad is a suspicion and may pass.",
        JudgeMode.PEW: "Each address was judged by one look, counting as gone what Pew Research Center's study of "
        "2024 counted: no such host, and the answers 204, 400, 404, 410, 500, 501, 502, 503 and 523.",
    }
)


def render(audit: Audit) -> tuple[ReportFile, ...]:
    """`index.html` and `documents/<document>.html` for each document."""
    names = stems(audited.document.name for audited in audit.documents)
    pages = [f"documents/{stem}.html" for stem in names]
    return (
        ReportFile(path="index.html", data=_index(audit, pages)),
        *(
            ReportFile(path=path, data=_document(audit, audited))
            for path, audited in zip(pages, audit.documents, strict=True)
        ),
    )


def _index(audit: Audit, pages: list[str]) -> bytes:
    rows = [
        (audit.documents[place], pages[place], summarise(audit.documents[place].citations))
        for place in worst_first(audit.documents)
    ]
    every = [entry for audited in audit.documents for entry in audited.citations]
    return _page("index.html", audit, rows=rows, summary=summarise(every))


def _document(audit: Audit, audited: AuditedDocument) -> bytes:
    return _page(
        "document.html",
        audit,
        document=audited.document,
        summary=summarise(audited.citations),
        sections=views.sections(audited),
    )


def _page(template: str, audit: Audit, **values: object) -> bytes:
    page = _environment().get_template(template)
    method = _METHODS.get(audit.run.policy, "")
    return page.render(run=audit.run, method=method, **values).encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor.report"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    style = environment.get_template("style.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    environment.globals.update(style=Markup(style), style_digest=digest, title=views.title, name=views.name)  # noqa: S704 (our own file)
    environment.filters.update(count=count, day=day, instant=instant, flat=flat)
    return environment


def _finalize(value: object) -> object:
    """Belt and braces: whatever a template puts into a page shows no userinfo."""
    return without_userinfo(value) if type(value) is str else value


FORMAT = ReportFormat(name="html", render=render)
