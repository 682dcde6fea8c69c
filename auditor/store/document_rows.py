"""Documents and what was read of them in, rows out; always inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from auditor import codec
from auditor.model import AUDITED, Break, Citation, Document
from auditor.store.cells import Cell, of_day, of_json, of_text, shown
from auditor.store.refs import NEW_REFS, ref_ids
from auditor.uris import key_of, references


def put_documents(db: Database, run_id: str, documents: Sequence[Document]) -> None:
    """Store documents that are new or have changed, and link all of them to the run, after those it has."""
    cited = references(documents)
    rows = [(shown(ref.key), shown(ref.uri), ref.host, of_day(ref.cited_on), run_id) for ref in cited]
    db.conn.executemany(NEW_REFS, rows)
    position = db.table("run_documents").count_where("run = ?", [run_id])
    links = [
        {"run": run_id, "position": position + number, "document": _document(db, run_id, document)}
        for number, document in enumerate(documents)
    ]
    db.table("run_documents").insert_all(links)


def _document(db: Database, run_id: str, document: Document) -> int:
    """The id of the row of this very document with these very citations, made when there is none.

    A file that was only touched is no other document, and its first date stays: it is the better hint.
    """
    digest = _digest(document)
    for row in db.execute("SELECT id FROM documents WHERE digest = ?", [digest]):
        return int(row[0])
    table = db.table("documents").insert(
        {name: of_text(getattr(document, name)) for name in ("name", "title", "media_type", "base_url", "encoding")}
        | {
            "published": of_day(document.published),
            "dated": of_day(document.dated),
            "sha256": document.sha256,
            "readable": int(document.readable),
            "problems": of_json(document.problems),
            "digest": digest,
        }
    )
    document_id = int(str(table.last_pk))
    keys = [key_of(citation.uri) if citation.kind in AUDITED else None for citation in document.citations]
    refs = ref_ids(db, [key for key in keys if key is not None], run_id)
    cited = zip(keys, document.citations, strict=True)
    db.table("citations").insert_all(
        {"document": document_id, "ref": None if key is None else refs[key], **_citation(citation)}
        for key, citation in cited
    )
    return document_id


def _digest(document: Document) -> str:
    return hashlib.sha256(of_json(codec.dump(replace(document, dated=None))).encode()).hexdigest()


def note_read(db: Database, readings: Mapping[str, Document]) -> None:
    """Remember the mark under which each stored document was read, in place of its former one."""
    for mark, document in readings.items():
        told = {"mark": mark, "digest": _digest(document)}
        db.execute("DELETE FROM readings WHERE document = (SELECT id FROM documents WHERE digest = :digest)", told)
        db.execute("INSERT OR REPLACE INTO readings SELECT :mark, id FROM documents WHERE digest = :digest", told)


def _citation(citation: Citation) -> dict[str, Cell]:
    texts = {name: of_text(getattr(citation, name)) for name in ("uri", "target", "text", "context", "because", "note")}
    places = {name: getattr(citation, name) for name in ("number", "line", "offset", "page")}
    return {
        **texts,
        **places,
        "kind": citation.kind.value,
        "accessed": of_day(citation.accessed),
        "accessed_with_all": int(citation.accessed_with_all),
        "repaired": int(citation.repaired),
        "alternatives": of_json(citation.alternatives),
        **_broken(citation.broken),
    }


def _broken(broken: Break | None) -> dict[str, Cell]:
    if broken is None:
        return {"pieces": None, "rule": None, "chosen_by": None}
    return {"pieces": of_json(broken.pieces), "rule": broken.rule, "chosen_by": broken.chosen_by.value}
