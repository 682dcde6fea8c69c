"""Titles and texts come in; pages that answer 200 (whatever they are worth) go out."""

from __future__ import annotations

import gzip
import html

from tests.web.behaviours.answers import HTML, answer
from tests.web.server import Behaviour

# One page of each language says that there is nothing to see, and says it with 200.
NOT_FOUND = {
    "en": ("Page not found", "Sorry, the page you were looking for could not be found."),
    "de": ("Seite nicht gefunden", "Die gewünschte Seite existiert leider nicht mehr."),
    "fr": ("Page introuvable", "La page demandée n'existe plus ou a été supprimée."),
    "es": ("Página no encontrada", "La página que busca ya no está disponible."),
    "it": ("Pagina non trovata", "La pagina richiesta non esiste più."),
    "pt": ("Página não encontrada", "O endereço pedido não foi encontrado."),
    "ru": ("Страница не найдена", "Запрошенная страница не существует или была удалена."),
    "tr": ("Sayfa bulunamadı", "Aradığınız sayfa bulunamadı."),
    "ja": ("ページが見つかりません", "お探しのページは削除されたか、存在しません。"),
    "zh": ("页面不存在", "您访问的页面未找到。"),
}

# ISO 32000-1, 7.5: header, body, cross-reference table, trailer. One empty page.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n161\n%%EOF\n"
)


def document(title: str, *paragraphs: str, language: str = "en", head: str = "") -> str:
    """The HTML of an ordinary page: title, heading, navigation, article, footer."""
    text = "\n".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'{head}</head>\n<body><nav><a href="/">Home</a> <a href="/about">About</a></nav>\n'
        f"<article><h1>{html.escape(title)}</h1>\n{text}\n</article>\n"
        f"<footer>All rights reserved</footer></body></html>\n"
    )


def article(title: str, *paragraphs: str) -> Behaviour:
    """A page that is fine."""
    return answer(body=document(title, *paragraphs))


def soft_404(language: str = "en") -> Behaviour:
    """Not found, said with 200."""
    title, text = NOT_FOUND[language]
    return answer(body=document(title, text, language=language))


def empty() -> Behaviour:
    """200 and no byte."""
    return answer()


def no_content() -> Behaviour:
    """204."""
    return answer(204, kind="")


def shell(title: str = "App") -> Behaviour:
    """A page that shows nothing before its script has run: the same for every address."""
    return answer(
        body=f'<!DOCTYPE html><html><head><title>{title}</title><script src="/static/main.js" defer></script></head>'
        '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>'
    )


def pdf() -> Behaviour:
    """A PDF that is one."""
    return answer(body=PDF, kind="application/pdf")


def html_for_a_pdf(title: str = "Publications", text: str = "Browse all our publications.") -> Behaviour:
    """What a `.pdf` address must not answer: a page."""
    return answer(body=document(title, text))


def latin_1(title: str = "Économie française", text: str = "Déjà vu, à côté du café.") -> Behaviour:
    """Latin-1 that says so in its Content-Type."""
    return answer(body=_without_meta(title, text), kind="text/html; charset=iso-8859-1")


def latin_1_unsaid(title: str = "Économie française", text: str = "Déjà vu, à côté du café.") -> Behaviour:
    """Latin-1 that nothing says: no charset in the headers, no `<meta>`."""
    return answer(body=_without_meta(title, text), kind="text/html")


def gzipped(title: str = "Packed", text: str = "This page travelled in gzip.") -> Behaviour:
    """A page in gzip, whatever the client accepts."""
    body = gzip.compress(document(title, text).encode(), mtime=0)
    return answer(body=body, headers=[("Content-Encoding", "gzip")], kind=HTML)


def _without_meta(title: str, text: str) -> bytes:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    return page.encode("latin-1")
