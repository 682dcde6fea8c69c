"""`All links last accessed on 3 May 2021`, said once: the day of all citations that have none of their own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.prose.accessed_all import day_of_all

DAY = date(2021, 5, 3)


def day(*texts: str) -> date | None:
    return day_of_all((text, ()) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "All links last accessed on 3 May 2021.",
        "All URLs were last accessed on 3 May 2021 unless otherwise noted.",
        "Unless otherwise stated, all websites were last visited on May 3, 2021.",
        "All internet sources accessed 3 May 2021",
        "1 All web addresses in this report were last checked on 3 May 2021.",
        "Notes (all hyperlinks accessed 3 May 2021)",
        "* URLs last accessed 3 May 2021.",
        "Links last checked: 2021-05-03",
        "The links cited here were live on 3 May 2021.",
        "I thank the reviewers. All online references were last retrieved on 3 May 2021. Errors are mine.",
        "Date of last access to all websites: 3 May 2021.",
        "Alle Links wurden zuletzt am 3. Mai 2021 abgerufen.",
        "Alle Internetquellen zuletzt abgerufen am 3.5.2021.",
        "Sämtliche Internetadressen wurden zuletzt am 03.05.2021 geprüft.",
        "Letzter Zugriff auf alle Links: 3. Mai 2021.",
        "Alle in diesem Beitrag genannten Websites wurden am 3. Mai 2021 zuletzt besucht.",
        "Stand aller Links: 3. Mai 2021",
        "Tous les liens ont été consultés le 3 mai 2021.",
        "Toutes les adresses internet ont été consultées pour la dernière fois le 3 mai 2021.",
        "Dernière consultation de tous les sites : 3 mai 2021.",
        "Todos los enlaces fueron consultados por última vez el 3 de mayo de 2021.",
        "Todas las páginas web han sido consultadas el 3 de mayo de 2021",
        "Última consulta de todos los enlaces: 3 de mayo de 2021.",
        "Tutti i link sono stati consultati l'ultima volta il 3 maggio 2021.",
        "Ultimo accesso a tutti i siti: 3 maggio 2021",
        "Tutte le pagine web sono state consultate il 3 maggio 2021.",
        "Alle links zijn voor het laatst geraadpleegd op 3 mei 2021.",
        "Alle websites laatst bezocht op 3 mei 2021.",
        "Todos os links foram acessados em 3 de maio de 2021.",
        "Todas as páginas foram consultadas pela última vez em 3 de maio de 2021.",
        "Último acesso a todos os sites: 3 de maio de 2021.",
    ],
)
def test_it_is_found_in_seven_languages(text: str) -> None:
    assert day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "All links to the fire were seen by the police on 3 May 2021.",
        "Accessed 3 May 2021.",
        "Website accessed 3 May 2021.",
        "The ministry checked all websites of its agencies on 3 May 2021.",
        "All roads were closed on 3 May 2021.",
        "All links were removed on 3 May 2021.",
        "Links zum Thema vom 3. Mai 2021",
        "Various sources, accessed 3 May 2021",
        "All links last accessed in May 2021.",
        "All links last accessed on 03/05/2021.",  # which day it is, nobody can tell
        "See pages 3 to 20 of the report of 3 May 2021.",
    ],
)
def test_any_other_day_is_none_of_it(text: str) -> None:
    assert day(text) is None


def test_said_twice_it_has_to_be_the_same_day() -> None:
    assert day("All links last accessed on 3 May 2021.", "Links last checked: 2021-05-03") == DAY
    assert day("All links last accessed on 3 May 2021.", "All links last accessed on 4 May 2021.") is None


def test_behind_a_paragraphs_links_it_is_said_of_these() -> None:
    text = "https://a.org/x; https://b.org/y (all links accessed 3 May 2021)"
    assert day_of_all([(text, [text.index("https://a"), text.index("https://b")])]) is None


def test_behind_one_link_a_sentence_of_its_own_is_said_of_all() -> None:
    assert day_of_all([("Funded by https://a.org/x. All links last accessed on 3 May 2021.", [10])]) == DAY
    assert day_of_all([("See https://a.org/x (all links accessed 3 May 2021)", [4])]) is None
    assert (
        day_of_all([("All links last accessed on 3 May 2021. See https://a.org/x and https://b.org/y.", [43, 63])])
        == DAY
    )


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    day_of_all([(f"All links accessed {text} 3 May 2021 {text}", [])])
