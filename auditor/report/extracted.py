"""Documents in, their citations as JSON (`auditor.extract/1`) or CSV out: what `auditor extract` prints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from auditor.model import AUDITED, Citation, Document
from auditor.report.fields import Json, cited, document_head, safe_cell
from auditor.report.showing import shown

SCHEMA = "auditor.extract/1"
COLUMNS = ("document", "number", "uri", "target", "text", "context", "kind", "line", "offset", "page", "accessed",
           "repaired", "alternatives", "because", "note", "cited_on", "dated_by")  # fmt: skip


def extract_json(documents: Sequence[Document], *, everything: bool) -> str:
    """The documents with their citations; navigation and skipped links only with `everything`."""
    value: Json = {
        "schema": SCHEMA,
        "documents": [
            {
                **document_head(document),
                "citations": [dict(cited(one, document)) for one in _listed(document, everything=everything)],
            }
            for document in documents
        ],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def extract_csv(documents: Iterable[Document], *, everything: bool) -> str:
    """One row a citation (RFC 4180), under a heading row."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for document in documents:
        for citation in _listed(document, everything=everything):
            fields = cited(citation, document)
            cells = [
                " ".join(citation.alternatives) if name == "alternatives" else fields[name] for name in COLUMNS[1:]
            ]
            writer.writerow([safe_cell(shown(document.name)), *(safe_cell(cell) for cell in cells)])
    return sheet.getvalue()


def _listed(document: Document, *, everything: bool) -> Iterator[Citation]:
    return (one for one in document.citations if everything or one.kind in AUDITED)
