"""A reference whose title is the link says at its end when its page was looked at."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document

DAY = date(2019, 5, 3)
T = "[The Title](https://a.org/1)"
COPY = "[Archived](https://web.archive.org/web/20190501000000/https://a.org/1)"


def days(text: str) -> list[date | None]:
    found = read_document(Source(name="a.md", data=f"# A page\n\n{text}\n".encode())).citations
    return [one.accessed for one in found if one.number]


@pytest.mark.parametrize(
    "text",
    [
        f"Doe. {T}. *The Site*. 1 May 2019. Retrieved 3 May 2019.",
        f"Doe, {T}, The Site, 1 May 2019 (accessed 3 May 2019).",
        f"Doe, {T}, The Site, 1 May 2019, last accessed on May 3, 2019.",
        f"Doe. {T}. The Site of the Ministry. [Accessed: 3 May 2019].",
        f"Doe: {T}. In: Die Seite, 1. Mai 2019, abgerufen am 3. Mai 2019.",
        f"Doe, {T}, sur lesite.fr, 1er mai 2019 (consulté le 3 mai 2019).",
        f"Doe, {T}. El Sitio. Consultado el 3 de mayo de 2019.",
        f"Doe. {T}. [The Site](/wiki/Site). 1 May 2019. Retrieved 3 May 2019.",
    ],
)
def test_it_is_found_behind_what_the_reference_says_else(text: str) -> None:
    assert days(text) == [DAY]


def test_behind_a_copy_it_is_that_of_the_original() -> None:
    assert days(f"Doe. {T}. The Site. {COPY} from the original on 1 May 2019. Retrieved 3 May 2019.") == [DAY, None]


def test_it_is_that_of_the_nearest_link() -> None:
    assert days(f"{T}, The Site; [Other](https://b.org/2), its site, 2018 (accessed 3 May 2019).") == [None, DAY]
    assert days(f"{T} (accessed 1 May 2019), The Site (accessed 3 May 2019).") == [date(2019, 5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        f"{T} shows 300 cases, as of 3 May 2019.",
        f"{T} was, as the ministry said, viewed by 300 on 3 May 2019 alone.",
        f"{T} was read by all, and retrieved 3 May 2019 copies.",
        f"{T}. The Site. Published 3 May 2019.",
        f"{T}. The Site. " + "And so on. " * 60 + "Retrieved 3 May 2019.",
        f"{T}. Accessed in May 2019.",
    ],
)
def test_any_other_day_is_none_of_it(text: str) -> None:
    assert days(text) == [None]


@pytest.mark.parametrize("piece", ["a " * 10, "abc", "retrieved ", ". Retrieved 33 May 2019", ". Retrieved 3 May 2019"])
def test_it_is_looked_for_in_linear_time(piece: str) -> None:
    assert days(f"{T}. " + piece * 20_000 + " retrieved 3 May 2019") is not None
