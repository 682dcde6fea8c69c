"""Content drift: what a page has become, against the copy nearest to the day on which it was cited."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from auditor.judge.verdict import judge
from auditor.model import BodyEnd, ContentState, ContentVerdict, Evidence, Health, LinkState, Response, Verdict
from tests.judge.articles import courier, gazette, sentences
from tests.judge.build import (
    PEW,
    POLICIES,
    SINGLE_RUN,
    STRIKES,
    URI,
    memento,
    probe,
    redirect,
    reference,
    reply,
    response,
)

CITED_ON = date(2025, 6, 28)
NEAR = date(2025, 7, 3)

ARTICLE = sentences(1)
OTHER = sentences(2)

QUOTED = "Nobody on the board had ever read the second report"
WITH_QUOTATION = [*ARTICLE[:30], f"“{QUOTED},” she said.", *ARTICLE[30:]]
WITH_FIGURE = [*ARTICLE[:30], "The cost has risen by 38 percent since then.", *ARTICLE[30:]]


def verdict(
    now: bytes | Response,
    then: bytes | Response | None,
    *,
    captured: date = NEAR,
    cited_on: date | None = CITED_ON,
    uri: str = URI,
    sentence: str = "",
) -> Verdict:
    """What becomes of a citation of a page that was captured as `then` and is `now`."""
    shown = now if isinstance(now, Response) else response(body=now)
    held = () if then is None else (memento(then, on=captured),)
    evidence = Evidence(
        reference=reference(uri, cited_on=cited_on, sentences=(sentence,) if sentence else ()),
        probes=(probe(shown, uri=uri),),
        replies=(reply("wayback", captured),) if held else (),
        mementos=held,
    )
    return judge(evidence, SINGLE_RUN)


def content(now: bytes | Response, then: bytes | Response | None, **more: object) -> ContentVerdict:
    return verdict(now, then, **more).content


def replaced(share: float) -> list[str]:
    """The article with so much of it replaced from its end."""
    kept = round(len(ARTICLE) * (1 - share))
    return [*ARTICLE[:kept], *OTHER[kept:]]


def test_one_article_in_two_templates_is_the_same() -> None:
    found = content(gazette(ARTICLE), courier(ARTICLE))
    assert found.state is ContentState.SAME
    assert found.because is not None
    assert found.because.endswith("% of the text captured on 3 July 2025 is on the page of 2 March 2026")


def test_articles_of_one_newsroom_are_told_apart_and_each_is_found_again() -> None:
    articles = [sentences(number) for number in range(8)]
    same = [content(page, courier(one)).state for one in articles for page in (courier(one), gazette(one))]
    different = [
        content(page(one), courier(two)).state for one, two in permutations(articles, 2) for page in (courier, gazette)
    ]
    assert (set(same), len(same)) == ({ContentState.SAME}, 16)
    assert (set(different), len(different)) == ({ContentState.DRIFTED}, 112)


@pytest.mark.parametrize(
    ("share", "state"),
    [(0.0, "same"), (0.1, "same"), (0.3, "edited"), (0.45, "edited"), (0.6, "drifted"), (1.0, "drifted")],
)
def test_the_more_is_replaced_the_worse_it_is(share: float, state: str) -> None:
    assert content(courier(replaced(share)), courier(ARTICLE)).state == state


def test_drift_is_told_with_its_evidence_and_makes_the_citation_changed() -> None:
    found = verdict(courier(OTHER), courier(ARTICLE))
    assert found.health is Health.CHANGED
    assert found.content.because == "0 % of the text captured on 3 July 2025 is on the page of 2 March 2026"
    assert found.link.state is LinkState.LIVE


def test_a_page_that_has_grown_still_says_what_was_cited() -> None:
    assert content(courier([*OTHER, *ARTICLE, *sentences(3)]), courier(ARTICLE)).state is ContentState.SAME


def test_a_teaser_before_a_paywall_is_not_drift() -> None:
    found = verdict(courier(ARTICLE[:12]), courier(ARTICLE))
    assert found.content == ContentVerdict(
        because="not compared: the page shows only a part of what was captured on 3 July 2025"
    )
    assert found.health is Health.HEALTHY


def test_the_beginning_with_something_else_after_it_is_no_teaser() -> None:
    assert content(courier([*ARTICLE[:12], *OTHER[:48]]), courier(ARTICLE)).state is ContentState.DRIFTED


def test_what_was_cut_but_for_its_half_is_told_to_be_shorter() -> None:
    found = content(courier(ARTICLE[:33]), courier(ARTICLE))
    assert found.because is not None
    assert "of the text of 2 March 2026 was there on 3 July 2025, though it is 5" in found.because


# ── what the citing sentence takes over ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sentence", ["Costs rose by 38 % (Courier).", "It says 38% more.", "Up by 38 per cent."])
def test_a_cited_figure_that_is_gone_is_told_and_counts(sentence: str) -> None:
    changed = [one.replace("38 percent", "42 percent") for one in WITH_FIGURE]
    found = content(courier(changed), courier(WITH_FIGURE), sentence=sentence)
    assert found.state is ContentState.EDITED
    assert found.because is not None
    assert found.because.endswith("of the citing sentence is no longer there")
    assert "the figure “38" in found.because


def test_a_cited_figure_that_is_still_there_is_told_however_it_is_written_now() -> None:
    rewritten = [one.replace("38 percent", "38 %") for one in WITH_FIGURE]
    found = content(courier(rewritten), courier(WITH_FIGURE), sentence="Costs rose by 38 per cent.")
    assert found.state is ContentState.SAME
    assert found.because is not None
    assert found.because.endswith("; the figure “38 percent” of the citing sentence is still there")


def test_a_quotation_that_is_gone_makes_an_edited_page_a_changed_one() -> None:
    sentence = f"She was clear: “{QUOTED}”."
    then = courier([*WITH_QUOTATION[:31], *OTHER[:3], *WITH_QUOTATION[31:]])
    now = courier([*ARTICLE[:40], *sentences(5)[:20]])
    assert content(now, then).state is ContentState.EDITED
    found = content(now, then, sentence=sentence)
    assert found.state is ContentState.DRIFTED
    assert found.because is not None
    assert found.because.endswith(f"; the quotation “{QUOTED}” of the citing sentence is no longer there")


def test_a_quotation_that_is_still_there_keeps_a_rewritten_page_from_being_a_changed_one() -> None:
    now = courier([*OTHER, f"She said again: “{QUOTED}.”"])
    assert content(now, courier(WITH_QUOTATION)).state is ContentState.DRIFTED
    assert content(now, courier(WITH_QUOTATION), sentence=f'"{QUOTED}", she said.').state is ContentState.EDITED


def test_what_the_copy_does_not_have_either_is_no_evidence() -> None:
    found = content(courier(ARTICLE), courier(ARTICLE), sentence="It will cost 77 % more, “as all of us have known”.")
    assert found.state is ContentState.SAME
    assert found.because is not None
    assert "citing sentence" not in found.because


def test_nothing_is_gone_from_a_page_that_was_not_read_to_its_end() -> None:
    cut = response(body=courier(ARTICLE), end=BodyEnd.CAPPED)
    assert content(cut, courier(WITH_FIGURE), sentence="Costs rose by 38 %.").state is ContentState.SAME


# ── what can't be compared ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("policy", POLICIES)
def test_without_a_copy_nothing_is_said(policy: object) -> None:
    evidence = Evidence(reference=reference(cited_on=CITED_ON), probes=(probe(response()),), replies=(reply(),))
    assert judge(evidence, policy).content == ContentVerdict()


@pytest.mark.parametrize(
    "now",
    [
        response(404),
        response(403, headers=[("cf-mitigated", "challenge")]),
        redirect("/"),
        response(body=courier(["Sorry, the page you are looking for could not be found."])),
    ],
)
def test_what_is_not_the_page_is_not_compared(now: Response) -> None:
    assert content(now, courier(ARTICLE)) == ContentVerdict()


@pytest.mark.parametrize(
    ("now", "then", "why"),
    [
        (
            courier(OTHER, lang="de"),
            courier(ARTICLE),
            "the page answered in another language (de) than its copy is in (en)",
        ),
        (courier(OTHER[:2]), courier(ARTICLE), "it has hardly any text"),
        (courier(OTHER), courier(ARTICLE[:2]), "its copy has hardly any text"),
        (
            courier(OTHER[:8], head="<noscript>Please enable JavaScript to read this.</noscript>"),
            courier(ARTICLE),
            "the page needs scripts to show its text",
        ),
        (response(body=b"%PDF-1.7 now", kind="application/pdf"), courier(ARTICLE), "only web pages are"),
    ],
)
def test_where_nothing_can_be_told_the_reason_is(now: bytes | Response, then: bytes, why: str) -> None:
    assert content(now, then) == ContentVerdict(because=f"not compared: {why}")


def test_the_very_same_bytes_are_the_same_whatever_they_are() -> None:
    pdf = response(body=b"%PDF-1.7 the report", kind="application/pdf")
    assert content(pdf, pdf) == ContentVerdict(
        state=ContentState.SAME, because="byte for byte what was captured on 3 July 2025"
    )


def test_without_the_day_of_the_citation_no_copy_shows_what_was_cited() -> None:
    found = content(courier(OTHER), courier(ARTICLE), cited_on=None)
    assert found == ContentVerdict(because="not compared: the day of the citation isn't known")


@pytest.mark.parametrize(
    "uri", ["https://www.example.org/", "https://www.example.org/en/", "https://x.com/someone/status/12345"]
)
def test_front_pages_and_platforms_are_not_compared(uri: str) -> None:
    assert content(courier(OTHER), courier(ARTICLE), uri=uri) == ContentVerdict()


# ── which copy ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_copy_nearest_the_citation_counts() -> None:
    copies = [(date(2019, 1, 1), OTHER), (NEAR, ARTICLE), (date(2026, 2, 1), OTHER)]
    evidence = Evidence(
        reference=reference(cited_on=CITED_ON),
        probes=(probe(response(body=gazette(ARTICLE))),),
        mementos=tuple(memento(courier(said), on=day) for day, said in copies),
    )
    assert judge(evidence, SINGLE_RUN).content.state is ContentState.SAME


LONG = timedelta(days=91)


@pytest.mark.parametrize(
    ("captured", "now", "state", "because"),
    [
        (CITED_ON - LONG, ARTICLE, "same", "is on the page of"),
        (CITED_ON - LONG, OTHER, "unknown", "changed since 29 March 2025, but that was 91 days before it was cited"),
        (
            CITED_ON + LONG,
            ARTICLE,
            "unknown",
            "unchanged since 27 September 2025, but that was 91 days after it was cited",
        ),
        (CITED_ON + LONG, OTHER, "drifted", "0 % of the text captured on 27 September 2025"),
    ],
)
def test_a_copy_far_from_the_citation_proves_what_it_can(
    captured: date, now: list[str], state: str, because: str
) -> None:
    found = content(gazette(now), courier(ARTICLE), captured=captured)
    assert found.state == state
    assert found.because is not None
    assert because in found.because


def test_cited_words_that_are_gone_were_there_when_it_was_cited_however_old_the_copy_is() -> None:
    sentence = f"She was clear: “{QUOTED}”."
    found = content(courier(OTHER), courier(WITH_QUOTATION), captured=CITED_ON - LONG, sentence=sentence)
    assert found.state is ContentState.DRIFTED


# ── which look ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_while_a_suspicion_stands_the_last_good_look_is_compared() -> None:
    looks = (probe(response(body=courier(ARTICLE)), day=0), probe(response(404), day=1))
    evidence = Evidence(
        reference=reference(cited_on=CITED_ON), probes=looks, mementos=(memento(courier(ARTICLE), on=NEAR),)
    )
    found = judge(evidence, STRIKES)
    assert found.link.suspected is LinkState.DEAD
    assert found.content.state is ContentState.SAME
    assert found.content.because == "byte for byte what was captured on 3 July 2025"


def test_a_page_that_moved_is_compared_where_it_is_now() -> None:
    look = probe(redirect("/archive/harbour-dredging-costs.html"), response(body=courier(OTHER)))
    evidence = Evidence(
        reference=reference(cited_on=CITED_ON), probes=(look,), mementos=(memento(courier(ARTICLE), on=NEAR),)
    )
    found = judge(evidence, PEW)
    assert (found.link.state, found.content.state) == (LinkState.MOVED, ContentState.DRIFTED)


def test_main_texts_are_looked_for_only_where_they_are_needed() -> None:
    asked: list[bytes] = []

    def read(answer: Response) -> str:
        asked.append(answer.body)
        return " ".join(ARTICLE)

    now, then = courier(ARTICLE), courier(ARTICLE, lang="en-GB")
    for status, held, expected in ((404, then, []), (200, now, []), (200, then, [then])):
        asked.clear()
        evidence = Evidence(
            reference=reference(cited_on=CITED_ON),
            probes=(probe(response(status, now)),),
            mementos=(memento(held, on=NEAR),),
        )
        judge(evidence, SINGLE_RUN, read=read)
        assert asked == expected
