"""The views of the store, as SQL."""

from __future__ import annotations

_ROTTED = "({0}.health IN ('lost', 'recoverable') OR {0}.link IN ('soft-404', 'dead', 'usurped'))"

VIEWS = {
    "latest_verdicts": """
        SELECT refs.uri, refs.host, refs.cited_on, verdicts.*
        FROM verdicts JOIN refs ON refs.id = verdicts.ref
        WHERE verdicts.id IN (SELECT max(id) FROM verdicts GROUP BY ref)
    """,
    "document_health": """
        SELECT documents.name, documents.title, documents.id AS document,
               count(citations.id) AS citations,
               count(citations.id) FILTER (WHERE v.health = 'healthy') AS healthy,
               count(citations.id) FILTER (WHERE v.health = 'at-risk') AS at_risk,
               count(citations.id) FILTER (WHERE v.health = 'changed') AS changed,
               count(citations.id) FILTER (WHERE v.health = 'recoverable') AS recoverable,
               count(citations.id) FILTER (WHERE v.health = 'lost') AS lost,
               count(citations.id) FILTER (WHERE v.health = 'unverified') AS unverified,
               round(avg(v.health IN ('healthy', 'at-risk', 'recoverable')
                         OR (v.health = 'changed' AND v.archive = 'archived'))
                     FILTER (WHERE v.health <> 'unverified'), 2) AS score
        FROM documents
        LEFT JOIN citations ON citations.document = documents.id AND citations.ref IS NOT NULL
        LEFT JOIN latest_verdicts v ON v.ref = citations.ref
        WHERE documents.id IN (
            SELECT document FROM run_documents WHERE rowid IN (
                SELECT max(run_documents.rowid) FROM run_documents
                JOIN documents ON documents.id = run_documents.document GROUP BY documents.name))
        GROUP BY documents.id
    """,
    "newly_rotted": f"""
        SELECT refs.uri, refs.host, now.health, now.link, now.because, now.archive, now.uri_m,
               before.health AS health_before, before.link AS link_before,
               now.judged_at, before.judged_at AS judged_before_at, now.ref, now.run
        FROM refs
        JOIN verdicts now ON now.id = (SELECT max(id) FROM verdicts WHERE ref = refs.id)
        JOIN verdicts before ON before.id = (SELECT max(id) FROM verdicts WHERE ref = refs.id AND id < now.id)
        WHERE {_ROTTED.format("now")} AND NOT {_ROTTED.format("before")}
    """,  # noqa: S608 - put together from this file's own text
}


RECOVERED = f"""
    SELECT refs.uri, refs.host, now.health, now.link, now.because,
           before.health AS health_before, coalesce(before.suspected, before.link) AS link_before,
           now.judged_at, before.judged_at AS judged_before_at, now.ref, now.run
    FROM refs
    JOIN verdicts now ON now.id = (SELECT max(id) FROM verdicts WHERE ref = refs.id)
    JOIN verdicts before ON before.id = (SELECT max(id) FROM verdicts WHERE ref = refs.id AND id < now.id)
    WHERE now.link IN ('live', 'moved') AND now.suspected IS NULL
    AND ({_ROTTED.format("before")} OR before.suspected IS NOT NULL OR before.link = 'unreachable')
"""  # noqa: S608 - put together from this file's own text

CITATION_HEALTH = """
    SELECT citation, document, ref,
           iif(meant IS NULL, health, json_extract(meant, '$.health')) AS health,
           iif(meant IS NULL, archive, coalesce(json_extract(meant, '$.archive.state'), 'undetermined')) AS archive
    FROM (
        SELECT citations.id AS citation, citations.document, citations.ref, v.health, v.archive,
               iif(citations.chosen_by IN ('rule', 'unresolved') AND citations.alternatives <> '[]',
                   json_extract(v.verdict, '$.where_broken'), NULL) AS meant
        FROM citations JOIN latest_verdicts v ON v.ref = citations.ref)
"""

DOCUMENT_HEALTH = VIEWS["document_health"].replace(
    "latest_verdicts v ON v.ref = citations.ref", "citation_health v ON v.citation = citations.id"
)
