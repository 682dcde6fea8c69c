"""A text says itself when it was published, if anything does: the front matter first, then a dateline."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.prose.about import of_text

DAY = date(2019, 5, 3)


def published(line: str, **matter: str) -> date | None:
    return of_text(f"# A title\n\n{line}\n\nThe text.\n", matter=matter, base_url=None).published


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2019",
        "**3 May 2019**",
        "## 3 May 2019",
        "By John Smith | May 3, 2019",
        "By [John Smith](https://paper.example/john) on May 3, 2019",
        "by Jane Doe and John Roe, The Hague, 3 May 2019",
        "Washington, D.C. — May 3, 2019",
        "Updated 10:15 a.m. EDT, May 3, 2019",
        "Friday, May 3, 2019 • 5 min read",
        "Published: 2019-05-03",
        "Stand: 3. Mai 2019",
        "Veröffentlicht am 3. Mai 2019, 10:15 Uhr",
        "Publié le 3 mai 2019 à 10h15",
        "Madrid, 3 de mayo de 2019",
        "Опубликовано 3 мая 2019 года",
        "2019年5月3日",
    ],
)
def test_a_dateline_is_little_but_a_date(line: str) -> None:
    assert published(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "What happened on 3 May 2019",
        "The treaty of 3 May 2019",
        "# Elections, 3 May 2019",
        "https://a.example/1 (accessed 3 May 2019)",
        "[cit. 2019-05-03] www.a.example",
        "doi:10.1000/182, 3 May 2019",
        "Accessed 3 May 2019",
        "Some say that it was on 3 May 2019, and others that it was not at all",
    ],
)
def test_a_day_that_a_line_is_about_is_not_when_the_text_was_published(line: str) -> None:
    assert published(line) is None


def test_the_front_matter_goes_before_a_dateline() -> None:
    assert published("May 3, 2019", date="2020-01-02") == date(2020, 1, 2)
    assert published("May 3, 2019", date="soon") == DAY
