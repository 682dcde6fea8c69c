"""Days are read in the languages that citations are written in, and none is made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.dates import find_day, find_days, read_day

DAY = date(2019, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2019-05-03", "2019/5/3", "2019.5.3", "3 May 2019", "3rd May 2019", "3-May-2019", "May 3, 2019", "May 3rd 2019",
        "2019 May 3", "3. Mai 2019", "03.05.2019", "3. 5. 2019", "3 mai 2019", "3 de mayo de 2019", "3 maggio 2019",
        "3 de maio de 2019", "3 mei 2019", "3 maja 2019", "3 мая 2019", "3 травня 2019", "2019年5月3日", "2019년 5월 3일",
        "3 maj 2019", "3 Mayıs 2019", "2019. május 3.", "3 Μαΐου 2019", "3 مايو 2019", "3 במאי 2019",
        "3. toukokuuta 2019", "3. května 2019", "3. svibnja 2019",
        "2019. 5. 3.", "2019. 05. 03", "3 tháng 5 năm 2019", "3 tháng 5, 2019",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert find_day(f"on {written}") == DAY
    assert read_day(written) == DAY


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_of_every_language_is_its_own(number: int) -> None:
    names = {
        "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου "
        "Δεκεμβρίου",
        "hu": "január február március április május június július augusztus szeptember október november december",
        "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
        "sl": "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
        "sr": "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
        "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
        "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
        "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
        "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    }
    for language, listed in names.items():
        assert find_day(f"7 {listed.split()[number - 1]} 2019") == date(2019, number, 7), language


@pytest.mark.parametrize("written", ["2019", "May 2019", "3 May", "31 February 2019", "99.05.2019", "3 Foo 2019", ""])
def test_what_is_no_whole_day_is_none(written: str) -> None:
    assert find_day(written) is None


def test_the_order_of_numbers_is_not_guessed() -> None:
    assert find_day("03/05/2019") is None
    assert find_day("03/05/2019", day_first=True) == DAY
    assert find_day("05/03/2019", day_first=False) == DAY
    assert find_day("25/12/2019") == find_day("12/25/2019") == date(2019, 12, 25)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    for start, end, day in find_days(text):
        assert 0 <= start < end <= len(text)
        assert 1990 <= day.year <= 2100
    read_day(text)
