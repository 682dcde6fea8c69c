"""A store in, its runs and their documents out, as they were put in but for credentials."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date

from sqlite_utils import Database

from auditor import codec
from auditor.model import AuditRun, Break, ChosenBy, Citation, Document, Kind, Vantage
from auditor.uris import key_of, without_userinfo

_RUN = """
    SELECT id, started_at, finished_at, auditor, complete, vantage, policy FROM runs
    WHERE id IN (SELECT run FROM run_documents) ORDER BY rowid DESC LIMIT 1
"""
_DOCUMENTS = """
    SELECT '' AS mark, documents.* FROM run_documents JOIN documents ON documents.id = run_documents.document
    WHERE run_documents.run = ? ORDER BY run_documents.position
"""
_CITATIONS = "SELECT '' AS name, citations.* FROM citations WHERE document = ? ORDER BY id"
_BROKEN = """
    SELECT documents.name, citations.* FROM citations JOIN documents ON documents.id = citations.document
    WHERE citations.pieces IS NOT NULL AND citations.ref = (SELECT id FROM refs WHERE key = ?)
    GROUP BY documents.name, citations.target ORDER BY citations.id
"""
_READ_OTHERWISE = """
    SELECT refs.key, citations.alternatives FROM citations JOIN refs ON refs.id = citations.ref
    WHERE citations.pieces IS NOT NULL AND citations.alternatives <> '[]'
    AND NOT EXISTS (SELECT 1 FROM citations JOIN refs ON refs.id = citations.ref WHERE refs.key = ?)
    ORDER BY citations.id DESC
"""
_READINGS = """
    SELECT readings.mark, documents.* FROM readings JOIN documents ON documents.id = readings.document
    WHERE readings.mark IN (SELECT value FROM json_each(?))
"""


def broken(db: Database, key: str) -> tuple[tuple[str, Citation], ...]:
    """The citations of a key whose address a break has split, or may have, with their documents' names."""
    return tuple(_citations(db, _BROKEN, codec.plain(without_userinfo(key))))


def printed_as(db: Database, key: str) -> str:
    """The key under which documents cite what is also known as this one: that of the rule's choice of its readings."""
    for cited, alternatives in db.execute(_READ_OTHERWISE, [codec.plain(without_userinfo(key))]):
        if key in map(key_of, json.loads(alternatives)):
            return str(cited)
    return key


def latest_run(db: Database) -> AuditRun | None:
    """The newest run that has documents, or None."""
    for row_id, started_at, finished_at, auditor, complete, vantage, policy in db.execute(_RUN):
        return AuditRun(
            id=row_id,
            started_at=codec.moment(started_at),
            finished_at=finished_at and codec.moment(finished_at),
            auditor=auditor,
            complete=bool(complete),
            vantage=Vantage(vantage),
            policy=policy,
        )
    return None


def documents(db: Database, run_id: str) -> tuple[Document, ...]:
    """The documents of a run, in the order in which it collected them."""
    return tuple(document for _, document in _marked(db, _DOCUMENTS, run_id))


def read_before(db: Database, marks: Collection[str]) -> dict[str, Document]:
    """The documents that were read under these marks; a mark under which none was is left out."""
    return dict(_marked(db, _READINGS, json.dumps(list(marks))))


def _marked(db: Database, sql: str, parameter: str) -> Iterator[tuple[str, Document]]:
    for row in db.query(sql, [parameter]):
        yield (
            row["mark"],
            Document(
                name=row["name"],
                media_type=row["media_type"],
                title=row["title"],
                published=_day(row["published"]),
                dated=_day(row["dated"]),
                base_url=row["base_url"],
                encoding=row["encoding"],
                sha256=row["sha256"],
                problems=tuple(json.loads(row["problems"])),
                readable=bool(row["readable"]),
                citations=tuple(one for _, one in _citations(db, _CITATIONS, row["id"])),
            ),
        )


def _citations(db: Database, sql: str, parameter: str | int) -> Iterator[tuple[str, Citation]]:
    """Citations, each with the name that its row has."""
    for row in db.query(sql, [parameter]):
        yield (
            row["name"],
            Citation(
                uri=row["uri"],
                target=row["target"],
                text=row["text"],
                context=row["context"],
                kind=Kind(row["kind"]),
                number=row["number"],
                line=row["line"],
                offset=row["offset"],
                page=row["page"],
                accessed=_day(row["accessed"]),
                accessed_with_all=bool(row["accessed_with_all"]),
                repaired=bool(row["repaired"]),
                alternatives=tuple(json.loads(row["alternatives"])),
                because=row["because"],
                note=row["note"],
                broken=_broken(row["pieces"], row["rule"], row["chosen_by"]),
            ),
        )


def _broken(pieces: str | None, rule: str, chosen_by: str) -> Break | None:
    return Break(pieces=tuple(json.loads(pieces)), rule=rule, chosen_by=ChosenBy(chosen_by)) if pieces else None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
