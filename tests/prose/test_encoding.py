"""Which encoding a text is read in, and that its reader is told when it was guessed."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.prose.formats.encoding import decode

# A sentence or two each, as they stand in real texts, in the encodings that these were written in.
LEGACY = {
    ("French", "cp1252"): "Le ministère des Affaires étrangères a déclaré hier que l'accord, signé à Genève, ne serait pas remis en cause ; « nous y tenons », a précisé le porte-parole après la réunion.",
    ("German", "cp1252"): "Die Bundesregierung erklärte gestern, daß die Maßnahmen für die Übergangszeit nicht geändert würden; über weitere Schritte müsse der Ausschuß später beraten.",
    ("Spanish", "cp1252"): "El Ministerio de Economía señaló que la inversión en educación aumentará el próximo año, según el informe de la comisión. ¿Qué pasará después? Nadie lo sabe todavía.",
    ("Portuguese", "cp1252"): "A comissão não chegou a uma conclusão sobre a situação das relações econômicas, porém o relatório será publicado amanhã, segundo informações do ministério.",
    ("Polish", "cp1250"): "Ministerstwo Spraw Zagranicznych oświadczyło wczoraj, że porozumienie nie zostanie zmienione, a następne spotkanie odbędzie się w Łodzi w przyszłym tygodniu.",
    ("Czech", "cp1250"): "Ministerstvo zahraničí včera oznámilo, že dohoda nebude změněna a příští schůzka se uskuteční v Brně během příštího týdne; další kroky řekne vláda později.",
    ("Hungarian", "cp1250"): "A külügyminisztérium tegnap közölte, hogy a megállapodást nem módosítják, és a következő találkozóra a jövő héten kerül sor Győrben, ahol újabb döntések születhetnek.",
    ("Russian", "cp1251"): "Министерство иностранных дел заявило вчера, что соглашение не будет изменено, а следующая встреча состоится на следующей неделе в Женеве.",
    ("Russian", "koi8_r"): "Министерство иностранных дел заявило вчера, что соглашение не будет изменено, а следующая встреча состоится на следующей неделе в Женеве.",
    ("Ukrainian", "cp1251"): "Міністерство закордонних справ повідомило вчора, що угоду не буде змінено, а наступна зустріч відбудеться наступного тижня в Києві, де говоритимуть про економіку.",
    ("Greek", "cp1253"): "Το Υπουργείο Εξωτερικών δήλωσε χθες ότι η συμφωνία δεν θα αλλάξει και η επόμενη συνάντηση θα γίνει την επόμενη εβδομάδα στην Αθήνα.",
    ("Turkish", "cp1254"): "Dışişleri Bakanlığı dün anlaşmanın değiştirilmeyeceğini ve bir sonraki görüşmenin gelecek hafta İstanbul'da yapılacağını açıkladı; ayrıntılar daha sonra duyurulacak.",
    ("Hebrew", "cp1255"): "משרד החוץ הודיע אתמול כי ההסכם לא ישתנה וכי הפגישה הבאה תתקיים בשבוע הבא בירושלים, לאחר הדיון בוועדה.",
    ("Arabic", "cp1256"): "أعلنت وزارة الخارجية أمس أن الاتفاق لن يتغير وأن الاجتماع القادم سيعقد الأسبوع المقبل في القاهرة بعد مناقشات اللجنة.",
    ("Japanese", "shift_jis"): "外務省は昨日、合意は変更されず、次の会合は来週ジュネーブで開催されると発表した。詳細は後ほど公表される見通しである。",
    ("Japanese", "euc_jp"): "外務省は昨日、合意は変更されず、次の会合は来週ジュネーブで開催されると発表した。詳細は後ほど公表される見通しである。",
    ("Japanese", "iso2022_jp"): "外務省は昨日、合意は変更されず、次の会合は来週ジュネーブで開催されると発表した。詳細は後ほど公表される見通しである。",
    ("Chinese", "gb18030"): "外交部昨天宣布，协议不会改变，下一次会议将于下周在日内瓦举行。具体安排将在委员会讨论之后公布。",
    ("Chinese", "big5"): "外交部昨天宣布，協議不會改變，下一次會議將於下週在日內瓦舉行。具體安排將在委員會討論之後公布。",
    ("Korean", "cp949"): "외교부는 어제 합의가 변경되지 않을 것이며 다음 회의는 다음 주 제네바에서 열릴 것이라고 발표했다. 자세한 내용은 나중에 공개된다.",
    ("Thai", "cp874"): "กระทรวงการต่างประเทศประกาศเมื่อวานนี้ว่าข้อตกลงจะไม่เปลี่ยนแปลง และการประชุมครั้งต่อไปจะจัดขึ้นในสัปดาห์หน้าที่เจนีวา",
}  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_a_text_that_declares_nothing_is_read_in_its_own_encoding(language: str, encoding: str) -> None:
    text = f"{LEGACY[language, encoding]}\n\n1. https://a.org/x.\n\n{LEGACY[language, encoding]}\n"
    document = read_document(Source(name="a.txt", data=text.encode(encoding)))
    assert [one.uri for one in document.citations] == ["https://a.org/x"]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert bool(document.problems) == (encoding != "iso2022_jp")
    assert decoded.encoding in " ".join(document.problems) + str(document.encoding)


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("windows-1251", "windows-1251"), ("GB2312", "gb18030"), ("x-sjis", "cp932"),
     ("utf-8", "utf-8"), (" KOI8-R ", "koi8-r")],
)  # fmt: skip
def test_a_declared_charset_is_read_as_browsers_read_it(label: str, encoding: str) -> None:
    text = {"windows-1251": "слово", "koi8-r": "слово", "gb18030": "协议", "cp932": "合意"}.get(encoding, "“naïve”")
    decoded = decode(text.encode(encoding), declared=label)
    assert (decoded.text, decoded.encoding, decoded.problems) == (text, encoding, ())


@pytest.mark.parametrize(
    "label", ["punycode", "zip", "rot13", "idna", "unicode_escape", "hex", "nonsense", "x" * 10_000, "\x00"]
)
def test_what_is_no_charset_of_texts_is_not_believed(label: str) -> None:
    assert decode("Köln".encode(), declared=label).text == "Köln"


def test_a_declared_charset_that_does_not_fit_the_bytes_is_not_believed() -> None:
    assert decode("Köln".encode(), declared="shift_jis").encoding in {"utf-8", "cp932"}
    assert decode("Stra\xdfe \xff\xfe K\xf6ln".encode("latin-1"), declared="utf-8").encoding == "cp1252"


@pytest.mark.parametrize("label", ["windows-1252", "ISO-8859-1", "windows-1251"])
def test_utf_8_is_told_from_a_charset_of_one_byte_a_letter_that_is_declared(label: str) -> None:
    decoded = decode("Größe – „Maß“".encode(), declared=label)
    assert (decoded.text, decoded.encoding) == ("Größe – „Maß“", "utf-8")
    assert label in decoded.problems[0]


@pytest.mark.parametrize("end", [b"\xc3", b"\xe2\x80", b"\xf0\x9f\x98"])
def test_utf_8_that_is_cut_in_a_letter_is_utf_8(end: bytes) -> None:
    decoded = decode("Größe ".encode() + end)
    assert (decoded.text, decoded.encoding) == ("Größe \ufffd", "utf-8")
    assert decoded.problems == ("damaged UTF-8 text: some characters are lost",)


def test_a_damaged_letter_among_many_leaves_the_others_whole() -> None:
    decoded = decode("Größe ".encode() * 4 + b"\xff " + "Maß".encode())
    assert (decoded.text, decoded.encoding) == ("Größe " * 4 + "\ufffd Maß", "utf-8")


def test_a_letter_of_another_encoding_at_the_end_is_no_cut() -> None:
    assert decode("voilà un café".encode("latin-1")).text == "voilà un café"
    assert decode("un café".encode("latin-1")).text == "un café"


def test_a_text_with_a_few_zeros_in_it_is_read() -> None:
    data = b"See https://a.org/x for it.\n" * 40 + bytes(10)
    assert len(read_document(Source(name="a.txt", data=data)).citations) == 40


def test_a_byte_order_mark_counts_before_what_is_declared() -> None:
    assert decode("Köln".encode("utf-16"), declared="windows-1251").text == "Köln"


def test_a_guess_takes_no_longer_for_a_large_text() -> None:
    decoded = decode("Köln, Straße\n".encode("latin-1") * 1_000_000)
    assert decoded.encoding == "cp1252"
    assert "Windows-1252" in decoded.problems[0]
