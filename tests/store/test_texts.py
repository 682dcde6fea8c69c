"""What archives showed is read back as mementos; main texts are read once and kept."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from auditor.model import Citation, Document, Exchange, Inquiry, Memento, Reference, Request, Response
from auditor.store import Store, texts
from auditor.text import main_text
from tests.judge.articles import courier, sentences
from tests.store.values import KEY, NOON, RUN, answer, capture, probe, reply

REFERENCE = Reference(key=KEY, uri=KEY, host="www.example.org")
CAPTURED = datetime(2025, 7, 3, 12, tzinfo=UTC)
STAMP = "Thu, 03 Jul 2025 12:00:00 GMT"
PAGE = b"<title>Report</title><p>as it was"


def shown(body: bytes = PAGE, *, status: int = 200, stamp: str | None = STAMP, at: str = "20250703120000") -> Exchange:
    told = (("content-type", "text/html"), *((("memento-datetime", stamp),) if stamp else ()))
    uri = f"https://archive.example/web/{at}id_/{KEY}"
    return Exchange(request=Request(uri=uri), outcome=Response(status=status, headers=told, body=body), started_at=NOON)


def inquiry(*exchanges: Exchange, archive: str = "wayback") -> Inquiry:
    return Inquiry(reply=reply(archive, captures=(capture(when=CAPTURED),)), exchanges=exchanges)


def mementos(store: Store) -> tuple[Memento, ...]:
    (evidence,) = store.evidence([REFERENCE])
    return evidence.mementos


def test_what_an_archive_showed_is_evidence(store) -> None:
    store.append(RUN.id, [inquiry(shown()), inquiry(shown(b"other"), archive="arquivo.pt")])
    first, second = mementos(store)
    assert first == Memento(archive="wayback", captured_at=CAPTURED, response=shown().outcome)
    assert (second.archive, second.response.body) == ("arquivo.pt", b"other")


@pytest.mark.parametrize(
    "exchange",
    [shown(stamp=None), shown(stamp="yesterday"), shown(status=404), shown(status=302), shown(b"")],
    ids=["no memento", "no date", "an archived error", "a redirect", "nothing in it"],
)
def test_what_is_no_good_capture_is_no_memento(store, exchange: Exchange) -> None:
    store.append(RUN.id, [inquiry(exchange)])
    assert mementos(store) == ()


def test_a_page_that_claims_to_be_a_memento_is_not_one(store) -> None:
    store.append(RUN.id, [probe(shown())])
    assert mementos(store) == ()


def test_a_capture_that_was_shown_twice_is_read_as_last_shown(store) -> None:
    store.append(RUN.id, [inquiry(shown()), inquiry(shown(b"again")), inquiry(shown(b"another", at="20240101000000"))])
    assert [each.response.body for each in mementos(store)] == [b"again", b"another"]


def test_a_reference_is_read_with_the_sentences_that_cite_it(store) -> None:
    for name, sentence in (("a", "It rose by 38 %."), ("b", ""), ("c", "It fell."), ("d", "It rose by 38 %.")):
        citation = Citation(uri=KEY, target=KEY, context=sentence, number=1)
        store.put_documents(RUN.id, [Document(name=name, published=date(2025, 6, 28), citations=(citation,))])
    assert store.reference(KEY).sentences == ("It rose by 38 %.", "It fell.")


# ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

ARTICLE = answer(body=courier(sentences(1))).outcome


@pytest.fixture
def asked(monkeypatch) -> list[Response]:
    """The answers whose main text was looked for, not just found again."""
    seen: list[Response] = []

    def read(response: Response) -> str:
        seen.append(response)
        return main_text(response)

    monkeypatch.setattr(texts, "main_text", read)
    return seen


def test_a_text_is_read_once_for_all_runs(path, store, asked) -> None:
    with store.reading() as read:
        assert read(ARTICLE) == read(ARTICLE) == main_text(ARTICLE) != ""
    store.close()
    with Store(path) as later, later.reading() as read:
        assert read(ARTICLE) == main_text(ARTICLE)
    assert asked == [ARTICLE]


def test_the_same_bytes_in_another_charset_are_another_text(store, asked) -> None:
    greek = replace(ARTICLE, headers=(("content-type", "text/html; charset=iso-8859-7"),))
    with store.reading() as read:
        read(ARTICLE)
        read(greek)
    assert asked == [ARTICLE, greek]


def test_another_way_of_reading_reads_again(store, asked, monkeypatch) -> None:
    with store.reading() as read:
        read(ARTICLE)
    monkeypatch.setattr(texts, "reading", lambda: "another 1.0")
    with store.reading() as read:
        read(ARTICLE)
    assert len(asked) == 2


def test_what_was_read_is_kept_though_judging_failed(store, rows) -> None:
    def judge_and_fail() -> None:
        with store.reading() as read:
            read(ARTICLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        judge_and_fail()
    (row,) = rows("SELECT * FROM texts")
    assert zlib.decompress(row["content"]).decode() == main_text(ARTICLE)


def test_many_texts_are_kept_as_they_come(store, rows, monkeypatch) -> None:
    monkeypatch.setattr(texts, "main_text", lambda response: response.body.decode())
    with store.reading() as read:
        for number in range(300):
            read(replace(ARTICLE, body=str(number).encode()))
        assert len(rows("SELECT digest FROM texts")) == 256
    assert len(rows("SELECT digest FROM texts")) == 300


def test_the_table_may_be_emptied_at_any_time(path, store, rows) -> None:
    with store.reading() as read:
        read(ARTICLE)
    store._db.execute("DELETE FROM texts")
    store._db.commit()
    with store.reading() as read:
        assert read(ARTICLE) == main_text(ARTICLE)
