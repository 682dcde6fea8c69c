"""How pages in further languages say that they aren't there: rows of `soft404_lexicon`.

The words are those of the translations of frameworks, of which many exist where there is no large press: Django,
Wagtail, Weblate, searx, Mezzanine and FreedomBox.
"""

from __future__ import annotations

_AF = r"\b(?:(?:web)?bladsy|artikel|dokument)\b"
_GL = r"\b(?:p[áa]xina|artigo|documento|contido)\b"
_EU = r"\b(?:orri|artikul|dokumentu)\w*"
_EO = r"\b(?:paĝ|artikol|dosier)\w+"
_CY = r"\b(?:tudalen|dudalen|thudalen|erthygl)\b"
_TL = r"\b(?:pahina|artikulo|dokumento)\b"
_TT = r"\b(?:бит|сәхифә|баракча)\w*"
_UZ = r"\b(?:sahifa|maqola|саҳифа|мақола)\w*"
_CKB = r"(?:پەڕە|لاپەڕە|پەیج|بابەت)\w*"
_NE = r"(?:पृष्ठ|पाना|पेज|लेख)"
_MR = r"(?:पृष्ठ|पान|पेज|लेख)"
_GU = r"(?:પૃષ્ઠ|પાનું|પેજ|લેખ)"
_PA = r"(?:ਪੰਨਾ|ਸਫ਼ਾ|ਪੇਜ|ਲੇਖ)"
_TE = r"(?:పేజీ|పుట|వ్యాసం)"
_ML = r"(?:പേജ്|താൾ|ലേഖനം)"
_LO = r"(?:ໜ້າ|ຫນ້າ)"
_NEAR = r"[^.!?|।។။]{0,30}"  # in scripts that have few spaces, or long words

WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "af",
        ("gevind", "beskikbaar", "bestaan", "nie vind"),
        (rf"{_AF}_ (?:nie_ (?:gevind|beskikbaar)|bestaan_ nie)", rf"(?:kon|kan)_ {_AF}_ nie vind"),
        r"nie gevind(?: nie)?",
    ),
    (
        "gl",
        ("atop", "existe", "encontr", "dispo", "dispó"),
        (
            rf"{_GL}_ non_ (?:atopad[ao]|atopou|existe|encontrad[ao]|dispoñ\w+|dispón\w+)",
            rf"non se (?:atop\w+|encontr\w+)_ {_GL}",
            rf"{_GL} non atopad[ao]",
        ),
        r"non (?:se )?atop(?:ad[ao]|ou)",
    ),
    (
        "eu",
        ("ez da", "ez dago", "ezin izan"),
        (rf"{_EU}_ (?:ez da_ (?:aurkitu|existitzen|topatu)|ez dago)", rf"ez da_ {_EU}_ (?:aurkitu|topatu)"),
        r"ez da (?:aurkitu|existitzen)",
    ),
    (
        "eo",
        ("trov", "ekzist", "disponebl"),
        (rf"{_EO}_ ne_ (?:trov\w+|ekzistas|disponebl\w+)", rf"ne trov\w+_ {_EO}", rf"{_EO} ne trov\w+"),
        r"ne (?:estas )?trovit[ae]",
    ),
    ("oc", ("trobad", "existís", "existis"), (r"\bpagina_ (?:(?:es )?pas_ trobada|exist[íi]s pas)",), r"pas trobada"),
    (
        "ast",
        ("nun ",),
        (r"\bpáxina_ nun (?:s'\w+|se \w+|esiste|ta)", r"\bnun (?:s'|se )(?:alcontr|atop)\w+_ páxina\b"),
        r"nun s'alcontr\w+",
    ),
    (
        "br",
        ("pajenn", "bajenn"),
        (r"\bn'(?:eus|eo) ket_ [bp]ajenn\w*", r"\b[bp]ajenn\w*_ (?:n'eus ket|n'eo ket|ne oa ket)"),
        "",
    ),
    (
        "cy",
        ("dudalen", "tudalen", "thudalen", "erthygl"),
        (
            rf"{_CY}_ (?:heb_ (?:ganfod|chanfod)|ddim yn_ (?:bodoli|bod)|yn_ bodoli mwyach)",
            rf"(?:heb ganfod|methu_ (?:canfod|hyd i)|nid yw'r|nid oes)_ {_CY}",
            rf"nid yw'r {_CY}",
        ),
        "",
    ),
    (
        "ga",
        ("leathanach",),
        (
            r"\b(?:ní bhfuarthas|níor aimsíodh|níor thángthas|ní ann|níl)_ leathanach\b",
            r"\bleathanach_ (?:gan aimsiú|gan fáil|ann)\b",
        ),
        "",
    ),
    ("gd", ("duilleag", "dhuilleag"), (r"\b(?:cha deach|cha b' urrainn|chan eil)_ dh?uilleag\b",), ""),
    ("lb", ("säit",), (r"\bsäit_ (?:net_ fonnt|net fonnt|gëtt et net|existéiert net)",), ""),
    ("mt", ("paġna",), (r"\bpaġna_ (?:ma nstab\w+|ma teżistix|mhix_ disponibbli)",), ""),
    ("fo", ("síðan", "síða"), (r"\bsíðan?_ (?:ikki funnin|varð ikki_ funnin|finst ikki|er ikki)",), ""),
    ("fur", ("pagjine",), (r"\bpagjine_ no_ (?:cjatad\w|esist\w*)",), ""),
    ("pap", ("no haña", "eksist"), (r"\bp[áa]gina_ no (?:haña|ta_ eksist\w+|ta eksist\w+)",), ""),
    ("ht", ("pa jwenn", "pa egziste"), (r"\bpaj_ pa (?:jwenn|egziste)", r"\bpa jwenn_ paj\b"), ""),
    ("ia", ("non trovat",), (r"\bpagina non trovate\b",), ""),
    (
        "kk latin",
        ("tabylmady", "tabılmadı", "joq"),
        (r"\b(?:bet|paraqsha)\w*_ (?:tabylmady|tabılmadı|joq)",),
        r"tabylmady|tabılmadı",
    ),
    ("ky", ("табылган жок", "табылбады"), (r"\b(?:бет|барак|макала)\w*_ (?:табылган жок|табылбады)",), r"табылган жок"),
    (
        "tt",
        ("табылма", "юк", "юҡ"),
        (rf"{_TT}_ (?:табылма\w+|юк|юҡ)",),
        r"табылма(?:ды|ны)",
    ),
    ("uz", ("topilmadi", "mavjud emas", "топилмади"), (rf"{_UZ}_ (?:topilmadi|mavjud emas|топилмади)",), r"topilmadi"),
    ("tg", ("ёфт нашуд", "вуҷуд надорад"), (r"\bсаҳифа\w*_ (?:ёфт нашуд|вуҷуд надорад)",), ""),
    ("mn", ("олдсонгүй", "байхгүй"), (r"\bхуудас\w*_ (?:олдсонгүй|байхгүй)",), r"олдсонгүй"),
    (
        "ckb",
        ("نەدۆزرا", "نەدیترا", "بوونی نییە"),
        (rf"{_CKB}{_NEAR}(?:نەدۆزرا\w*|نەدیترا\w*|بوونی نییە)",),
        "",
    ),
    ("ku", ("nehat dîtin", "nehate dîtin"), (r"\brûpel\w*_ nehate? dîtin",), r"nehate? dîtin"),
    ("ps", ("نه موندل", "نشته"), (rf"(?:پاڼه|مخ){_NEAR}(?:ونه موندل|نشته)",), ""),
    ("ne", ("फेला परेन", "भेटिएन", "अवस्थित छैन"), (rf"{_NE}{_NEAR}(?:फेला परेन|भेटिएन|अवस्थित छैन)",), r"फेला परेन"),
    ("mr", ("सापड", "आढळ", "अस्तित्वात नाही"), (rf"{_MR}{_NEAR}(?:सापडले? नाही|आढळले? नाही|अस्तित्वात नाही)",), ""),
    ("gu", ("મળ્યું", "અસ્તિત્વમાં નથી"), (rf"{_GU}{_NEAR}(?:મળ્યું ન|અસ્તિત્વમાં નથી)",), ""),
    ("pa", ("ਨਹੀਂ", "ਲੱਭੀ ਨਾ"), (rf"{_PA}{_NEAR}(?:ਨਹੀਂ ਮਿਲਿਆ|ਨਹੀਂ ਲੱਭ|ਮੌਜੂਦ ਨਹੀਂ|ਲੱਭੀ ਨਾ)",), ""),
    ("te", ("దొరకలేదు", "కనుగొనబడలేదు"), (rf"{_TE}{_NEAR}(?:దొరకలేదు|కనుగొనబడలేదు)",), r"దొరకలేదు"),
    ("kn", ("ಕಂಡುಬಂದಿಲ್ಲ", "ಸಿಗಲಿಲ್ಲ"), (rf"ಪುಟ{_NEAR}(?:ಕಂಡುಬಂದಿಲ್ಲ|ಸಿಗಲಿಲ್ಲ)",), ""),
    (
        "ml",
        ("കണ്ടെത്തിയില്ല", "കണ്ടെത്താനായില്ല", "കാണാനില്ല"),
        (rf"{_ML}{_NEAR}(?:കണ്ടെത്തിയില്ല|കണ്ടെത്താനായില്ല|കാണാനില്ല)",),
        "",
    ),
    ("si", ("හමු", "සොයාගත"), (rf"පිටුව{_NEAR}(?:හමු නොවී|හමු වූයේ නැත|සොයාගත නොහැක)",), ""),
    ("my", ("မတွေ့", "မရှိ"), (rf"စာမျက်နှာ{_NEAR}(?:မတွေ့|မရှိ)", rf"မတွေ့{_NEAR}စာမျက်နှာ"), ""),
    ("km", ("រកមិនឃើញ", "រកមិន"), (rf"ទំព័រ{_NEAR}រកមិន\W?ឃើញ", rf"រកមិនឃើញ{_NEAR}ទំព័រ"), r"រកមិនឃើញ"),
    ("lo", ("ບໍ່ພົບ",), (rf"ບໍ່ພົບ{_NEAR}{_LO}", rf"{_LO}{_NEAR}ບໍ່ພົບ"), r"ບໍ່ພົບ"),
    ("am", ("አልተገኘም", "የለም"), (rf"ገጽ{_NEAR}(?:አልተገኘም|የለም)", rf"ገጹ{_NEAR}(?:አልተገኘም|የለም)"), r"አልተገኘም"),
    ("dv", ("ނުފެނ",), (rf"(?:ޞަފްޙާ|ސަފްޙާ){_NEAR}ނުފެނ",), ""),
    (
        "tl",
        ("hindi", "wala"),
        (
            rf"hindi (?:nahanap|natagpuan|mahanap|makita)_ {_TL}",
            rf"{_TL}_ (?:hindi_ (?:nahanap|natagpuan|umiiral|mahanap)|ay wala)",
        ),
        r"hindi (?:nahanap|natagpuan)",
    ),
    ("mi", ("whārangi",), (r"\b(?:kāore|kua ngaro|tē kitea)_ whārangi\b",), ""),
    ("ha", ("ba a samu", "babu"), (r"\bshafin?_ (?:ba a samu|babu)", r"\bba a samu_ shafin?\b"), ""),
    ("so", ("lama helin", "ma jiro"), (r"\bbog(?:ga)?_ (?:lama helin|ma jiro)",), ""),
    ("kab", ("asebter",), (r"\bulac asebter\b", r"\basebter_ ulac"), ""),
    ("tet", ("la hetan",), (r"\bp[áa]jina_ la hetan",), ""),
)
