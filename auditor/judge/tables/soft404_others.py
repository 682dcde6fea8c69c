"""How pages in eastern European and further languages say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_PL = r"\b(?:stron[ayęo]?|podstron[ayę]|artykułu?|dokumentu?|pliku?|treść|treści|materiału?)\b"
_TR = r"(?:\bsayfa|\bdosya|\biçerik|\biçeriğ|\bmakale|\bhaber|\bbelge)\w*"
_HU = r"\b(?:(?:web)?oldal|cikk|dokumentum|fájl|tartalom|(?:web)?lap|bejegyzés)\b"
_HU_OBJECT = r"\b(?:(?:web)?oldalt|cikket|(?:web)?lapot|dokumentumot|fájlt|tartalmat)\b"
_RO = r"\b(?:pagin[ăa]|articolul|documentul|fișierul|conținutul|știrea)\b"
_CS = r"\b(?:stránk[ayu]|článek|dokument|soubor|obsah)\b"
_VI = r"(?:trang|bài viết|bài báo|nội dung|tài liệu|đường dẫn|liên kết)"
_SR = r"\b(?:страниц[ау]|чланак|вест|садржај|документ|stranic[au]|članak|vijest|vest|sadržaj|dokument)\b"
_SK = r"\b(?:stránk[au]|článok|dokument|súbor|obsah)\b"
_SL = r"\b(?:strani?|članek|članka|dokument|vsebin[ae])\b"
_SQ = r"\b(?:faq(?:ja|e)|artikulli|dokumenti|lajmi)\b"
_ID = r"\b(?:halaman|laman|artikel|berita|dokumen|berkas|konten|tautan)\b"
_MS = r"\b(?:halaman|laman|artikel|dokumen|kandungan)\b"
_AZ = r"\b(?:səhifə|məqalə|xəbər|sənəd)\w*"
_SW = r"\b(?:ukurasa|makala|habari)\b"

WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "pl",
        ("nie ", "usunięt", "przeniesion", "brak ", "wygas"),
        (
            (
                rf"{_PL}_ nie (?:została |został |jest |zostało )?(?:już_ )?(?:znalezion[aoey]|odnalezion[aoey]"
                r"|istniej\w+|dostępn[aye])"
            ),
            rf"nie (?:znaleziono|odnaleziono|znaleźliśmy|można|możemy|udało się|mogliśmy|mamy|ma|istnieje)_ {_PL}",
            rf"{_PL}_ (?:został[ao]?|mogł[ao]|mógł|zostać)_ (?:usunięt|przeniesion)[aoyeę]+",
            rf"\bbrak (?:takiej |tej |szukanej |żądanej )?{_PL}",
        ),
        r"nie (?:została? |został |zostało )?(?:znalezion|odnalezion)[aoye]+",
    ),
    (
        "tr",
        (
            "bulam",
            "yok",
            "mevcut",
            "kaldır",
            "silin",
            "yayından",
            "ulaşıl",
            "erişil",
            "bulun",
        ),
        (
            rf"{_TR}_ (?:bulunam\w+|bulam\w+|bulunm\w+|mevcut değil|yok|silin\w+|kaldır\w+|yayından|ulaşılam\w+|erişilem\w+)",
            rf"böyle bir {_TR} (?:yok|bulun)",
        ),
        r"bulunamad[ıi]",
    ),
    (
        "hu",
        (
            "találj",
            "találtuk",
            "megtalál",
            "található",
            "létezik",
            "érhető",
            "megszűnt",
            "töröl",
        ),
        (
            rf"{_HU}_ (?:(?:már )?nem_ (?:található|létezik|elérhető|érhető el)|megszűnt|töröltük|törölték|törölve)",
            rf"nem (?:találjuk|találtuk|sikerült megtalálni|található)_ (?:{_HU_OBJECT}|{_HU})",
        ),
        r"nem (?:található|létezik)",
    ),
    (
        "ro",
        (
            "nu ",
            "neg",
            "inexistent",
            "ștears",
            "șters",
            "elimin",
        ),
        (
            rf"{_RO}_ nu (?:a (?:putut fi |fost )?găsit[ăa]?|există|mai (?:există|este)|este disponibil[ăa]?)",
            rf"{_RO} neg[ăa]sit[ăa]?",
            rf"nu (?:am |s-a |se )?(?:putut )?(?:găs\w+|fi găsit[ăa]?)_ {_RO}",
            rf"{_RO}_ nu (?:poate|a putut|pot) fi_ (?:găsit|afișat)[ăa]?",
            rf"{_RO}_ (?:nu mai_ disponibil[ăa]?|inexistent[ăa]?|a fost_ (?:ștears[ăa]|șters|eliminat[ăa]?))",
        ),
        r"neg[ăa]sit[ăa]?|nu a fost găsit[ăa]?",
    ),
    (
        "cs",
        ("nepodařilo", "odstraněn", "smazán", "přesunut", "najít", "nalézt", "nalezen", "nenašli", "neexist", "není"),
        (
            rf"{_CS}_ (?:nenalezen[aoy]?|nebyl[ao]? nalezen[aoy]?|neexistuje|již neexistuje|nelze najít|není_ dostupn\w+)",
            rf"{_CS}_ (?:(?:nepodařilo|nelze|nemůžeme|nedokážeme)_ najít|jsme_ nenašli)",
            rf"(?:nepodařilo|nelze|nemůžeme)_ (?:najít|nalézt)_ {_CS}",
            rf"{_CS}_ (?:byl[ao]?_ )?(?:odstraněn|smazán|přesunut)[ao]?",
        ),
        r"(?:nebyl[ao]? )?(?:ne)?nalezen[aoy]?|neexistuje",
    ),
    (
        "vi",
        (
            "không",
            "đã bị",
        ),
        (
            rf"không tìm thấy_ {_VI}",
            rf"{_VI}_ (?:không|không còn)_ (?:tồn tại|khả dụng|được tìm thấy|có)",
            rf"{_VI}_ đã bị (?:xóa|xoá|gỡ)",
        ),
        r"không tìm thấy",
    ),
    (
        "sr",
        ("пронађен", "постоји", "уклоњен", "доступ", "pronađen", "postoji", "uklonjen", "obrisan", "dostup"),
        (
            (
                rf"{_SR}_ (?:није|nije|не|ne|више не|više ne) (?:више |više )?(?:пронађен\w?|pronađen[ao]?|постоји"
                r"|postoji|доступ[ан]\w*|dostup[an]\w*)"
            ),
            rf"{_SR}_ (?:је|je)_ (?:уклоњен|uklonjen|obrisan)\w?",
        ),
        r"(?:није пронађен\w?|nije pronađen[ao]?)",
    ),
    (
        "sk",
        ("nenašl", "nájden", "neexist", "zmazan", "odstránen"),
        (
            rf"{_SK}_ (?:nenašl\w+|nenájden\w+|nebol[ao]? nájden\w+|neexistuje)",
            rf"{_SK}_ bol[ao]?_ (?:zmazan|odstránen)\w+",
        ),
        r"nenájden[áéý]|sa nenašl[ao]",
    ),
    (
        "sl",
        (
            "najti",
            "obstaja",
            "najden",
            "našli",
            "odstranjen",
            "voljo",
        ),
        (
            rf"{_SL}_ (?:ni|ne)_ (?:najti|obstaja|najden[ao]?|na voljo)",
            rf"{_SL}_ (?:nismo našli|je bil[ao]? odstranjen[ao]?)",
        ),
        r"ni najden[ao]?",
    ),
    (
        "sq",
        ("u gjet", "ekziston", "gjend"),
        (rf"{_SQ}_ (?:nuk |s')(?:u gjet\w*|ekziston|gjend\w+)", rf"s'u gjet_ {_SQ}"),
        r"(?:nuk |s')u gjet\w*",
    ),
    (
        "id",
        ("tak ", "tidak", "dihapus"),
        (
            rf"{_ID}_ (?:tidak|tak) (?:lagi |dapat |bisa )?(?:ditemukan|tersedia|ditampilkan|ada)",
            rf"{_ID}_ (?:telah|sudah) dihapus",
            rf"(?:tidak|tak) (?:dapat |bisa )?menemukan_ {_ID}",
        ),
        r"(?:tidak|tak) ditemukan",
    ),
    (
        "ms",
        ("dijumpai", "ditemui", "wujud"),
        (rf"{_MS}_ (?:tidak|tiada)_ (?:dijumpai|ditemui|wujud)",),
        r"tidak (?:dijumpai|ditemui)",
    ),
    (
        "az",
        ("tapılmadı", "mövcud deyil", "silin"),
        (rf"{_AZ}_ (?:tapılmadı|mövcud deyil|silin\w+)",),
        r"tapılmadı",
    ),
    (
        "sw",
        ("haupatikani", "haukupatikana", "haipatikani", "haupo"),
        (rf"{_SW}_ (?:haupatikani|haukupatikana|haipatikani|haupo)",),
        r"haupatikani|haukupatikana",
    ),
)
