"""How pages in eastern European and further languages say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_PL = r"\b(?:stron[ayę]|artykuł[u]?|dokument[u]?|plik[u]?|treść)\b"
_TR = r"(?:\bsayfa|\bdosya|\biçerik|\bmakale|\bhaber|\bbelge)\w*"
_HU = r"\b(?:oldal|cikk|dokumentum|fájl|tartalom|lap)\b"
_RO = r"\b(?:pagin[ăa]|articolul|documentul|fișierul|pagina)\b"
_CS = r"\b(?:stránk[ay]|stránku|článek|dokument|soubor|obsah)\b"
_VI = r"(?:trang|bài viết|nội dung|tài liệu)"
_EL = r"\b(?:σελίδα|σελίδας|άρθρο|έγγραφο|περιεχόμενο)\b"
_BG = r"\b(?:страница(?:та)?|статията|файлът|документът)\b"
_SR = r"\b(?:страница|страницу|чланак|документ|stranica|stranicu|članak|dokument)\b"
_SK = r"\b(?:stránka|stránku|článok|dokument|súbor)\b"
_SL = r"\b(?:stran|strani|članek|dokument)\b"
_ET = r"\b(?:lehte|leht|lehekülge|lehekülg|artiklit|dokumenti)\b"
_LV = r"\b(?:lapa|lapu|raksts|dokuments)\b"
_LT = r"\b(?:puslapis|puslapio|straipsnis|dokumentas)\b"
_CA = r"\b(?:pàgina|article|document|contingut)\b"
_IS = r"\b(?:síða|síðan|síðuna|grein|greinin)\b"
_TH = r"(?:หน้าเว็บ|หน้า|บทความ|เอกสาร)"
_HI = r"(?:पृष्ठ|पेज|पन्ना|लेख)"

WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "pl",
        ("odnale", "znaleźliśmy", "istniej", "znalezion", "znaleźć", "istnieje", "dostępn", "usunięt"),
        (
            (
                rf"{_PL}_ (?:nie (?:została |został |jest )?(?:znalezion[aoey]|istnieje|dostępn[aye])"
                r"|został[ao]? usunięt[aoy])"
            ),
            rf"nie (?:znaleziono|można znaleźć|możemy znaleźć)_ {_PL}",
            rf"nie (?:znaleźliśmy|można|możemy|udało się|mogliśmy)_ {_PL}",
            rf"{_PL}_ nie (?:został[ao]? )?(?:odnalezion[aey]|istniej\w+)",
            rf"{_PL}_ nie jest już_ dostępn\w+",
        ),
        r"nie znaleziono",
    ),
    (
        "tr",
        ("bulama", "yok", "bulunm", "bulunam", "mevcut", "kaldır"),
        (
            rf"{_TR}_ (?:bulunam\w+|mevcut değil|kaldırıl\w+)",
            rf"{_TR}_ (?:bulam\w+|bulunm\w+|yok|silin\w+|yayından)",
            rf"böyle bir {_TR} (?:yok|bulun)",
        ),
        r"bulunamad[ıi]",
    ),
    (
        "hu",
        ("találjuk", "találtuk", "törölt", "nem található", "nem létezik", "nem elérhető"),
        (
            rf"{_HU}_ nem (?:található|létezik|elérhető)",
            r"nem (?:találjuk|találtuk|sikerült megtalálni)_ (?:oldalt|cikket|lapot|dokumentumot|fájlt)\b",
            rf"{_HU}_ (?:már )?nem_ (?:található|létezik|elérhető)",
        ),
        r"nem található",
    ),
    (
        "ro",
        ("găs", "găsit", "nu există", "nu mai", "disponibil", "negasit"),
        (
            rf"{_RO}_ nu (?:a (?:putut fi |fost )?găsit[ăa]?|există|mai (?:există|este)|este disponibil[ăa]?)",
            rf"nu (?:am |s-a |se )?(?:putut )?(?:găs\w+|fi găsit[ăa]?)_ {_RO}",
            rf"{_RO}_ nu (?:poate|a putut|pot) fi_ (?:găsit|afișat)[ăa]?",
            rf"{_RO}_ nu mai_ disponibil[ăa]?",
        ),
        r"neg[ăa]sit[ăa]?|nu a fost găsit[ăa]?",
    ),
    (
        "cs",
        ("nepodařilo", "odstraněn", "najít", "nenalezen", "nalezen", "neexist", "nelze najít"),
        (
            rf"{_CS}_ (?:nenalezen[aoy]?|nebyl[ao]? nalezen[aoy]?|neexistuje|nelze najít)",
            rf"{_CS}_ (?:nepodařilo|nelze|nemůžeme|nedokážeme)_ najít",
            rf"(?:nepodařilo|nelze|nemůžeme)_ (?:najít|nalézt)_ {_CS}",
            rf"{_CS}_ (?:byl[ao]? )?(?:odstraněn|smazán|přesunut)[ao]?",
        ),
        r"nenalezen[aoy]?",
    ),
    (
        "vi",
        ("không tìm thấy", "không tồn tại", "không còn", "không khả dụng"),
        (rf"không tìm thấy_ {_VI}", rf"{_VI}_ (?:không|không còn) (?:tồn tại|khả dụng|được tìm thấy)"),
        r"không tìm thấy",
    ),
    (
        "el",
        ("βρέθηκε", "υπάρχει", "διαθέσιμ"),
        (rf"{_EL}_ δεν (?:βρέθηκε|υπάρχει|είναι_ διαθέσιμ\w+)", rf"δεν (?:βρέθηκε|υπάρχει)_ {_EL}"),
        r"δεν βρέθηκε",
    ),
    (
        "bg",
        ("намерен", "съществува"),
        (rf"{_BG}_ не (?:е |може да бъде |беше )?(?:намерен\w?|съществува)",),
        r"не е намерен\w?",
    ),
    (
        "sr",
        ("пронађен", "постоји", "pronađen", "postoji"),
        (rf"{_SR}_ (?:није|nije|не|ne) (?:пронађен\w?|pronađen[ao]?|постоји|postoji)",),
        r"(?:није пронађен\w?|nije pronađen[ao]?)",
    ),
    (
        "sk",
        ("nenašla", "nenašli", "nájden", "neexist"),
        (rf"{_SK}_ (?:sa nenaš\w+|nebol[ao]? nájden\w+|neexistuje)",),
        r"nenájden[áé]",
    ),
    (
        "sl",
        ("najti", "ne obstaja", "najden"),
        (rf"{_SL}_ (?:ni|ne)_ (?:najti|obstaja|najden[ao]?)",),
        r"ni najden[ao]?",
    ),
    ("et", ("leitud", "eksisteeri"), (rf"{_ET}_ ei (?:leitud|leitu|eksisteeri|ole)",), r"ei leitud"),
    ("lv", ("atrast", "neeksist"), (rf"{_LV}_ (?:nav atrast[ai]?|netika atrast[ai]?|neeksistē)",), r"nav atrast[ai]"),
    (
        "lt",
        ("nerast", "neegzist", "nėra"),
        (rf"{_LT}_ (?:nerastas|neegzistuoja|nėra)",),
        r"nerasta[s]?",
    ),
    (
        "ca",
        ("trobat", "trobada", "existeix"),
        (rf"{_CA}_ no (?:existeix|trobad?[ta]|s'ha trobat)", rf"no s'ha (?:pogut trobar|trobat)_ {_CA}"),
        r"no trobada?",
    ),
    ("is", ("fannst ekki", "ekki til"), (rf"{_IS}_ (?:fannst ekki|er ekki til)",), r"fannst ekki"),
    ("th", ("ไม่พบ", "ไม่มีหน้า"), (rf"ไม่พบ{_TH}",), r"ไม่พบ"),
    ("hi", ("नहीं मिला", "मौजूद नहीं"), (rf"{_HI}[^.!?|।]{{0,12}}(?:नहीं मिला|मौजूद नहीं)",), r"नहीं मिला"),
)
