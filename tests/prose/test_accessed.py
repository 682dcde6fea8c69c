"""The day on which a page was looked at stands beside its address, in the language of whoever looked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.prose.accessed import access_days, years_in

DAY = date(2019, 5, 3)
A, B = "https://a.example/1", "https://b.example/2"


def days(text: str, *addresses: str) -> list[date | None]:
    return access_days(
        text, [(text.index(one), text.index(one) + len(one)) for one in addresses or (A,)], years_in(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Smith. Title. {A} (accessed 3 May 2019).",
        f"Smith. Title. {A}. Last visited May 3, 2019.",
        f"Retrieved May 3rd, 2019, from {A}",
        f"Retrieved May 3, 2019, from the ministry's site: {A}",
        f"[cited 2019 May 3]. Available from: {A}",
        f"{A}, zuletzt abgerufen am 3. Mai 2019.",
        f"{A} (Abruf: 03.05.2019)",
        f"{A} (consulté le 3 mai 2019)",
        f"{A} [Consulta: 3 de mayo de 2019]",
        f"Recuperado el 3 de mayo de 2019, de {A}",
        f"{A} (ultimo accesso: 3 maggio 2019)",
        f"Disponível em: {A}. Acesso em: 3 mai. 2019.",
        f"{A} (geraadpleegd op 3 mei 2019)",
        f"{A} [dostęp: 3 maja 2019]",
        f"URL: {A} (дата обращения: 03.05.2019).",
        f"{A} (дата звернення: 03.05.2019)",
        f"{A}（访问日期：2019年5月3日）",
        f"{A}（2019年5月3日閲覧）",
        f"{A} (2019년 5월 3일 접속)",
        f"{A}, 접속일: 2019.5.3",
        f"{A} (hämtad 3 maj 2019)",
        f"{A} (besøgt 3. maj 2019)",
        f"{A} (viitattu 3.5.2019)",
        f"{A} [cit. 2019-05-03]",
        f"{A} (Erişim tarihi: 3 Mayıs 2019)",
        f"{A} (ανακτήθηκε στις 3 Μαΐου 2019)",
        f"{A} (letöltve: 2019. május 3.)",
        f"{A} (accesat la 3 mai 2019)",
        f"{A} (تاريخ الاطلاع: 3 مايو 2019)",
        f"{A} (נצפה ב-3 במאי 2019)",
        f"{A}, letzter Zugriff 3.5.19",
        f"{A} (acedido em 3 de maio de 2019)",
        f"{A} (pristupljeno 3. svibnja 2019.)",
        f"{A} (dostopano 3. maja 2019)",
        f"{A} (приступљено 3. маја 2019)",
        f"{A} (посетен 3 май 2019)",
        f"{A} (vaadatud 3. mai 2019)",
        f"{A} (diakses tanggal 3 Mei 2019)",
        f"{A} (truy cập ngày 3 tháng 5 năm 2019)",
        f"{A} (접속일: 2019. 5. 3.)",
        f"{A} (letöltve: 2019. 05. 03.)",
        f"{A} [2019-05-03].",
        f"Title. Web. 3 May 2019. <{A}>",
    ],
)
def test_it_is_found_in_many_languages(text: str) -> None:
    assert days(text) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        f"{A} was written on 3 May 2019.",
        f"{A} (3 May 2019)",
        f"On 3 May 2019 the council met, as {A} says.",
        f"{A} (last accessed in May 2019)",
        f"{A} (accessed 03/05/2019)",  # which is the day, nobody can tell
        A,
    ],
)
def test_any_other_day_is_none_of_it(text: str) -> None:
    assert days(text) == [None]


def test_a_day_between_two_addresses_belongs_to_one_of_them() -> None:
    assert days(f"{A} (accessed 3 May 2019); {B}", A, B) == [DAY, None]
    assert days(f"Accessed 1 May 2019, {A}. Accessed 3 May 2019, {B}.", A, B) == [date(2019, 5, 1), DAY]


def test_a_day_that_is_said_of_several_is_that_of_each() -> None:
    assert days(f"{A}; {B} (both accessed 3 May 2019)", A, B) == [DAY, DAY]
    assert days(f"{A} und {B} (alle abgerufen am 3. Mai 2019)", A, B) == [DAY, DAY]
    assert days(f"{A} (accessed 1 May 2019), {B} (both accessed 3 May 2019)", A, B) == [date(2019, 5, 1), DAY]


@pytest.mark.parametrize("text", [f"{A} (version 3.5.19)", f"{A}, Kapitel 3.5.19", f"{A} (Zugriff auf 10.3.5.19)"])
def test_numbers_that_are_no_day_of_looking_are_none(text: str) -> None:
    assert days(text) == [None]


def test_a_day_behind_a_copy_in_brackets_is_that_of_its_original_too() -> None:
    assert days(f"{A} [{B}] (last visited May 3, 2019).", A, B) == [DAY, DAY]
    assert days(f"{A} (archived at {B}) (last visited May 3, 2019).", A, B) == [None, DAY]


@given(st.text(max_size=100), st.text(max_size=100))
def test_no_text_raises(before: str, after: str) -> None:
    access_days(before + A + after, [(len(before), len(before) + len(A))], years_in(before + A + after))
