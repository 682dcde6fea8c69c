"""Soft 404s: pages that say with 200 that they aren't there, in many languages; and pages that only speak of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.tables.soft404_lexicon import languages
from auditor.model import LinkState
from tests.judge.build import ARTICLE_TITLE, PARAGRAPH, decisive, html, response, state
from tests.judge.soft404_said import SAID
from tests.web.behaviours.pages import NOT_FOUND, document

LONG = PARAGRAPH * 12

# Sentences of content management systems and newsrooms, each in a text alone.
SENTENCES = [
    "The page you are looking for might have been removed, had its name changed, or is temporarily unavailable.",
    "We're sorry, but there is no web page matching your request.",
    "This content is no longer available on our website.",
    "Uh oh. That page doesn’t exist.",
    "Diese Seite gibt es leider nicht mehr.",
    "Leider konnten wir die gesuchte Seite nicht finden.",
    "Impossible de trouver la page demandée.",
    "Nous n'avons pas trouvé la page que vous cherchez.",
    "La página solicitada no se ha podido encontrar.",
    "Não foi possível encontrar a página.",
    "La pagina che cerchi non può essere trovata.",
    "We hebben de pagina niet kunnen vinden.",
    "Nie można odnaleźć strony.",
    "Страница удалена или никогда не существовала.",
    "На жаль, такої сторінки не існує.",
    "Aradığınız içerik yayından kaldırılmıştır.",
    "Sajnos nem találjuk a keresett oldalt.",
    "Pagina căutată nu mai este disponibilă.",
    "Vi fant ikke siden.",
    "Tyvärr hittar vi inte sidan.",
    "Siden er ikke længere tilgængelig.",
    "Etsimäsi sivu ei ole käytettävissä.",
    "Stránku se nám nepodařilo najít.",
    "Halaman yang diminta tidak dapat ditemukan.",
    "对不起，页面没有找到",
    "お探しのページは存在しないか、移動した可能性があります。",
    "찾으시는 페이지가 없습니다",
    "تعذر العثور على الصفحة",
    "לא מצאנו את הדף שחיפשת",
    "برگه‌ای یافت نشد",
]


# What apologises in words of its own: what was asked for, its absence, and a word to the reader.
APOLOGIES = [
    "Whoops. The publication you are looking for is no longer here.",
    "Leider ist der von Ihnen gesuchte Beitrag unter dieser Adresse nicht zu finden.",
    "Cette page n’est malheureusement plus disponible ou a changé d’adresse.",
    "Lo sentimos: la nota que busca fue dada de baja.",
    "Desculpe, a matéria que você procura foi removida.",
    "Siamo spiacenti, la notizia che cerchi è stata spostata.",
    "Oei! We vinden de pagina die je zoekt niet terug.",
    "Niestety artykuł, którego szukasz, nie jest już dostępny.",
    "К сожалению, материал, который вы ищете, перемещён.",
    "На жаль, сторінку, яку ви шукаєте, переміщено.",
    "Bohužel jsme článek, který hledáte, nenašli.",
    "Ľutujeme, článok, ktorý hľadáte, bol presunutý.",
    "Žao nam je, nismo pronašli stranicu koju tražite.",
    "Tyvärr har sidan du söker flyttats.",
    "Beklager, siden du leter etter er flyttet.",
    "Valitettavasti hakemasi sivu on siirretty.",
    "Sajnáljuk, a keresett oldal átköltözött.",
    "Ne pare rău, articolul căutat a fost mutat.",
    "Üzgünüz, aradığınız sayfa taşınmıştır.",
    "Λυπούμαστε, το άρθρο που αναζητάτε έχει μετακινηθεί.",
    "Maaf, berita yang Anda cari telah dipindahkan.",
]


@pytest.mark.parametrize("sentence", APOLOGIES)
def test_an_apology_in_whatever_words_is_enough_on_a_page_that_says_nothing_else(sentence: str) -> None:
    assert state(response(200, html("Example Institute", sentence))) is LinkState.SOFT_404
    assert state(response(200, html("Example Institute", LONG + sentence))) is LinkState.LIVE


MENU = "".join(f'<li><a href="/{n}">Services of the harbour office, part {n}</a></li>' for n in range(90))


def test_a_sites_long_menu_hides_no_error_page() -> None:
    sentence = "<p>We looked everywhere, but we can’t find the page that you asked for.</p>"
    assert state(response(200, html("Harbour Office", f"<ul>{MENU}</ul>{sentence}", h1="Uh oh"))) is LinkState.SOFT_404
    assert state(response(200, html("Harbour Office", f"<ul>{MENU}</ul>{PARAGRAPH * 4}", h1="Uh oh"))) is LinkState.LIVE


@given(st.data())
def test_no_phrase_can_match_without_one_of_its_languages_stems(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(list(languages())))
    pattern = data.draw(st.sampled_from([each for each in (language.missing, language.bare) if each]))
    text = data.draw(st.from_regex(pattern, fullmatch=True)).casefold()
    if pattern.search(text):
        assert any(stem in text for stem in language.stems), (language.code, text)


def test_every_language_of_the_lexicon_is_tried() -> None:
    assert {language.code for language in languages()} == set(SAID)


@pytest.mark.parametrize(("title", "sentence"), SAID.values(), ids=SAID.keys())
def test_a_title_is_enough_on_a_page_of_any_length(title: str, sentence: str) -> None:
    for text in (sentence, LONG):
        for whole in (title, f"{title} | Example Institute", f"Example Institute – {title}"):
            assert state(response(200, html(whole, text, h1=""))) is LinkState.SOFT_404


@pytest.mark.parametrize(("title", "sentence"), SAID.values(), ids=SAID.keys())
def test_a_sentence_is_enough_on_a_short_page_and_on_no_other(title: str, sentence: str) -> None:
    assert state(response(200, html("Example Institute", sentence))) is LinkState.SOFT_404
    assert state(response(200, html("Example Institute", LONG + sentence))) is LinkState.LIVE


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_as_systems_and_newsrooms_have_them(sentence: str) -> None:
    assert state(response(200, html("Example Institute", sentence))) is LinkState.SOFT_404


@pytest.mark.parametrize(("title", "text"), NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_the_pages_of_the_test_web_are_seen_through(title: str, text: str) -> None:
    assert state(response(200, document(title, text).encode())) is LinkState.SOFT_404


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 - Example",
        "Error 404",
        "HTTP Status 404",
        "404 Not Found",
        "404: Page not found | Example",
        "Fehler 404",
        "410 Gone",
        "Not Found",
        "Nothing found",
        "Oops! That page can’t be found.",
        "Sorry, the page you are looking for does not exist",
        "We couldn't find that page",
    ],
)
def test_titles_as_frameworks_and_newsrooms_have_them(title: str) -> None:
    assert state(response(200, html(title, LONG))) is LinkState.SOFT_404


@pytest.mark.parametrize(
    "text",
    [
        "Cannot GET /reports/2024",
        "<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>",
        "This article has expired.",
        "The content you requested has been removed.",
        "There's no page here.",
        "The link you followed may have been removed. You may have mistyped the address.",
        "Whitelabel Error Page: this application has no explicit mapping for /error",
    ],
)
def test_short_pages_of_servers_and_stores(text: str) -> None:
    assert state(response(200, html("Example", text))) is LinkState.SOFT_404


@pytest.mark.parametrize(
    ("title", "uri", "words"),
    [
        ("HTTP 404", "https://en.wikipedia.example/wiki/HTTP_404", ()),
        ("404 Not Found - Encyclopaedia", "https://example.org/wiki/404-not-found", ()),
        ("404 Page Not Found", "https://example.org/blog/1", ("a history of the 404 page",)),
        ("The history of the 404 page", "https://example.org/blog/2", ()),
        ("How we designed our “page not found” page and what readers made of it", "https://example.org/blog/3", ()),
        ("404 error pages: thirty of the best", "https://example.org/blog/4", ()),
        ("Die DDR existiert nicht mehr, ihre Akten schon", "https://example.org/blog/5", ()),
        ("Minister has been removed from office", "https://example.org/blog/6", ()),
        ("Two hikers not found after a week of search", "https://example.org/blog/7", ()),
        ("Peugeot 404: the car that would not die", "https://example.org/blog/8", ()),
    ],
)
def test_an_article_that_speaks_of_it_is_live(title: str, uri: str, words: tuple[str, ...]) -> None:
    assert state(response(200, html(title, LONG)), uri=uri, words=words) is LinkState.LIVE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Minister dismissed", "The minister has been removed from office, her party says."),
        ("Flood warning", "The bridge is no longer available to lorries. No deaths were found in the report."),
        ("Kurzmeldung", "Die Brücke wurde entfernt. Verletzte wurden nicht gefunden."),
        ("Brève", "Le coupable reste introuvable, dit la police."),
        (
            "npm-ping",
            "Ping the registry. npm error code E404: 404 Not Found - GET /-/ping?write=true. " + PARAGRAPH * 2,
        ),
        ("mkdir", "If the file does not exist, it is made. When a document was not found, it is skipped."),
        (
            "anlegen",
            "Wenn die Datei nicht gefunden wird, ist das kein Fehler. Falls die Seite nicht existiert, wird sie angelegt.",
        ),
        (
            "The files",
            "The files of the ministry were not found in the archive until 1994. Pages of the diary are missing.",
        ),
        ("Amendment", "The article of the constitution has been removed, and nobody was found to miss it."),
        ("失踪", "失踪者尚未找到，该公司已不存在"),
        ("L’article 24 de la loi a été supprimé", "Les députés ont voté la suppression de l’article 24 du texte."),
        ("El artículo 14 ha sido eliminado", "El Congreso vota la ley el jueves."),
        ("Erratum", "We are sorry that pages 33 to 48 are missing from some copies; readers will get new ones."),
        ("記事の掲載期間について", "当サイトの記事は、公開から一年間ご覧いただけます。"),
        ("Note", "Room 404 is open on weekdays; error bars show one deviation."),
    ],
)
def test_a_short_notice_that_only_sounds_like_it_is_live(title: str, text: str) -> None:
    assert state(response(200, html(title, text))) is LinkState.LIVE


def test_a_title_with_the_citations_words_beats_the_lexicon() -> None:
    page = html("The missing gold of the ministry", "This page is no longer available in print.")
    other = ("Gold prices as the ministry reports them",)
    assert state(response(200, page)) is LinkState.SOFT_404
    assert state(response(200, page), words=("the ministry's missing gold",)) is LinkState.LIVE
    assert state(response(200, page), words=other) is LinkState.SOFT_404


@pytest.mark.parametrize("title", ["Gone", "Not found", "No longer available"])
def test_a_long_page_that_is_called_as_it_was_cited_is_live(title: str) -> None:
    assert state(response(200, html(title, LONG)), words=(title,)) is LinkState.LIVE
    assert state(response(200, html(title, LONG)), words=("something else",)) is LinkState.SOFT_404
    assert state(response(200, html(title, "Sorry.")), words=(title,)) is LinkState.SOFT_404


def test_a_dead_page_about_404s_is_seen_through_all_the_same() -> None:
    uri = "https://example.org/blog/best-404-pages"
    assert state(response(200, html("Page not found", "Sorry.")), uri=uri) is LinkState.SOFT_404


def test_the_finding_quotes_the_page() -> None:
    found = decisive(response(200, html("Page Not Found | Example", LONG)))
    assert found.because == "the page says “page not found”, though with 200"


def test_what_is_no_page_is_not_read_as_one() -> None:
    assert state(response(200, b"404 page not found", kind="application/octet-stream")) is LinkState.LIVE


def test_an_ordinary_article_is_live() -> None:
    assert state(response(200, html(ARTICLE_TITLE, LONG))) is LinkState.LIVE
