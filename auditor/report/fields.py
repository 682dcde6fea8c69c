"""Citations and documents in, the fields out that JSON and CSV show of them; nothing that must not be shown."""

from __future__ import annotations

import re
from datetime import date

from auditor.model import Break, Citation, Document
from auditor.report.showing import flat, shortened, shown
from auditor.uris import cited_on, dated_by

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Cell = Json

# Full-width signs start formulas as well.
_FORMULA = re.compile(r"(^|;\"*)(?=[=+\-@＝＋－＠])")

# Excel takes 32,767 characters ("Excel specifications and limits"); an apostrophe and an ellipsis need room.
_LONGEST_CELL = 32_700


def document_head(document: Document) -> dict[str, Json]:
    """What a document says of itself, as INTERFACE's `documents` have it, without its citations."""
    return {
        "document": shown(document.name),
        "media_type": document.media_type,
        "title": shown(document.title),
        "published": day(document.published),
        "base_url": text(document.base_url),
        "encoding": document.encoding,
        "readable": document.readable,
        "problems": [shown(problem) for problem in document.problems],
    }


def cited(citation: Citation, document: Document) -> dict[str, Json]:
    """A citation as `extract` and `check` print it, with the day that counts as its own and what told that day."""
    told_by = dated_by(citation, document)
    return {
        "number": citation.number,
        "uri": shown(citation.uri),
        "target": shown(citation.target),
        "text": shown(citation.text),
        "context": shown(citation.context),
        "kind": citation.kind.value,
        "line": citation.line,
        "offset": citation.offset,
        "page": citation.page,
        "accessed": day(citation.accessed),
        "cited_on": day(cited_on(citation, document)),
        "dated_by": told_by.value if told_by else None,
        "repaired": citation.repaired,
        "alternatives": [shown(uri) for uri in citation.alternatives],
        "because": text(citation.because),
        "note": text(citation.note),
        "broken": broken_head(citation.broken) if citation.broken else None,
    }


def broken_head(broken: Break) -> dict[str, Json]:
    """How an address was printed that a break has split or may have, and what settled how it is read."""
    return {
        "text_as_printed": shown("\n".join(broken.pieces)),
        "pieces": [shown(piece) for piece in broken.pieces],
        "rule": broken.rule,
        "chosen_by": broken.chosen_by.value,
    }


def text(value: str | None) -> str | None:
    """The shown text, None kept."""
    return None if value is None else shown(value)


def day(value: date | None) -> str | None:
    """A day as ISO 8601, None kept."""
    return None if value is None else value.isoformat()


def safe_cell(cell: Cell) -> str | int:
    """The cell of a sheet on one line, disarmed where it would start a formula."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int():
            return cell
        case "-":  # the name of standard input
            return cell
        case _:
            return _FORMULA.sub(r"\1'", shortened(flat(str(cell)), _LONGEST_CELL))
