"""The name of a format in, its sound documents and the pieces of its grammar out: tables only, a row a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from reportlab import rl_config

from tests.extract.packages import docx, field, odt, run
from tests.extract.pages import BODY, Area, Text, drawn, lines
from tests.extract.pdfs import addresses, references, with_reportlab, with_typst

ROOT = Path(__file__).resolve().parents[1]
_REAL = ROOT / "tests" / "extract" / "real"
_SIGNS = str.maketrans({"·": " ", "¶": "\n", "␀": "\0"})
_A = "https://a.org/x"


def _real(*endings: str) -> list[bytes]:
    """What real programs have made of the briefing, and is kept for the tests."""
    return [path.read_bytes() for path in sorted(_REAL.iterdir()) if path.name.endswith(endings)]


@cache
def _pdf() -> list[bytes]:
    parts = references(addresses(12, seed=1), seed=2)
    rl_config.pageCompression = 0  # damage to what is packed is only ever damage to the packing
    plain = with_reportlab(parts, width=230, linked=True, columns=2)
    page = drawn(lines(*BODY), [Text(72, 300, f"See {_A}.", 8, _A), Area(_A, (10, 10, 90, 90))], rotated=90)
    rl_config.pageCompression = 1
    return [plain, page, drawn(lines(*BODY), password="x"), with_typst(parts, width=230, linked=True), *_real(".pdf")]


@cache
def _docx() -> list[bytes]:
    made = docx(run(f"See {_A}."), field('HYPERLINK "', _A, '" \\l "b"', shown=run("words")), run("more"))
    return [made, *_real(".docx")]


@cache
def _odt() -> list[bytes]:
    return [odt(f'<text:p>See <text:a xlink:href="{_A}">x</text:a>.</text:p>'), *_real(".odt")]


@cache
def _epub() -> list[bytes]:
    return _real(".epub")


@cache
def _rtf() -> list[bytes]:
    return _real(".rtf")


@cache
def _bib() -> list[bytes]:
    return [_BIB, *_real(".bib")]


@cache
def _csl() -> list[bytes]:
    return [_CSL, *_real(".csl.json")]


@cache
def _tex() -> list[bytes]:
    return [_TEX, *_real(".tex")]


@cache
def _wiki() -> list[bytes]:
    return [_WIKI, *_real(".wiki")]


@cache
def _md() -> list[bytes]:
    return [_MD, (ROOT / "examples" / "briefing.md").read_bytes(), _MD.decode().encode("utf-16")]


@cache
def _txt() -> list[bytes]:
    return [_TXT, _TXT.decode().encode("cp1250", "replace")]


@cache
def _html() -> list[bytes]:
    return [_HTML, b'<?xml version="1.0"?>' + _HTML]


_MD = """---
title: "Ein Titel"
date: 2024-05-06
---
# Head [h](https://a.org/h)

See [the *report*][r], <https://a.org/x?a=b&c=d>, [words \\(https://a.org/y\\)](https://a.org/y) and [lost](#)
(<https://a.org/one-two->)

[three/four.html](#)) “so” — www.a.org/z_(w).[^1] `https://a.org/c` doi:10.1000/182

1. one <a href="https://a.org/raw" title='t'>raw <b>words</b></a> (accessed 3 May 2019)
   - [ ] two ~~https://a.org/s~~ <!-- no --> <blockquote cite="https://a.org/q">q</blockquote>

| a | b |
|---|---|
| ![i](https://a.org/i.png) | https://a.org/t |

> quoted https://a.org/引用。 größer

    https://a.org/code

[^1]: Smith, https://a.org/n-
   ote.html, PMID: 12345, arXiv:2101.00001.
[r]: <https://a.org/r> "T"
""".encode()
_TXT = """Ein Titel

3 May 2019

Words and words of https://a.org/one-
two.html, (see www.a.org/x.) and «https://a.org/y»; größer, čeština, doi:10.1000/182.

  * https://a.org/1
  * https://a.org/2,http://a.org/3

> quoted https:// a. org/ x-
> y.html PMID: 12345

                    12
\fRunning Head

1. Smith, A. Title. https://a.org/n/
   o.html (accessed 3 May 2019).
[2] Jones, http://a.org/p?q=r&s=t#u
""".encode()
_HTML = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><base href="https://b.org/d/"><title>Titel</title>
<link rel="canonical" href="https://b.org/d/p"><meta property="article:published_time" content="2024-05-06"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Head</h1><p>As <a href="https://a.org/x" data-versiondate="2020-01-02">they
<i>said</i></a><sup><a href="#n1">1</a></sup>, https://a.org/<wbr>y and <code>https://a.org/c</code>&nbsp;größer.</p>
<blockquote cite="https://a.org/q"><p>Words.</p></blockquote><table><tr><td>https://a.org/t<td>x</table>
<ol class="notes"><li id="n1" value="1">Smith, <a href="https://a.org/n">T</a>, Zugriff am 3. Mai 2019. <a href="#r">↩</a></ol>
<script>var x = "</p>";</script><!-- no --><img src="i.png" alt="i"></article><footer>x</footer></body></html>
""".encode()
_BIB = rb"""@string{jan = "January"}
@article{a, author = {M{\"u}ller, J.} # " and X", title = {A {T}itle}, url = {https://a.org/x\_y\%20z}, urldate = {2019-05-03},
  doi = {10.1000/182}, eprint = {2101.00001}, archiveprefix = {arXiv}, month = jan, note = {\url{https://b.org/x}}}
@online(b, howpublished = "\href{https://c.org/}{words}", year = 2020)
"""
_CSL = b"""[{"id": "a", "type": "webpage", "title": "A <i>title</i>", "URL": "https://a.org/x?a=1", "DOI": "10.1000/182",
 "accessed": {"date-parts": [[2019, 5, 3]]}, "issued": {"raw": "2018"}, "author": [{"family": "M", "given": "J"}],
 "note": "PMID: 12345 https://b.org/y"}, {"id": "b", "type": "book", "PMCID": "PMC3531190"}]"""
_TEX = rb"""\documentclass{article}\newcommand\repo{https://a.org/r}\title{A}\date{3 May 2019}\begin{document}
See \href{\repo/x\_y}{words}\footnote{At \url{https://b.org/%20x}.} and \doi{10.1000/182} % no
\begin{thebibliography}{9}\bibitem{a} M\"uller, \emph{T}. \url{https://c.org/~x}, accessed 3 May 2019.\end{thebibliography}
\begin{verbatim}https://d.org/v\end{verbatim}\verb|https://e.org|\end{document}"""
_WIKI = b"""= Title =
See [https://a.org/x words]<ref name="a">{{cite web |url=https://b.org/x |title=T |access-date=3 May 2019
|archive-url=https://web.archive.org/web/2019/https://b.org/x |archive-date=2019-05-04}}</ref> and {{doi|10.1000/182}}.
{{efn|A note at https://c.org/.}} [[File:x.jpg|thumb|words https://d.org/]] <nowiki>https://e.org</nowiki>
{| class="a"
! h || i
|-
| x || https://f.org/ {{webarchive|url=https://web.archive.org/web/2018/http://g.org/}}
|}
"""

# Where a format's sound documents come from. They are made once, when they are first asked for.
SAMPLES: dict[str, Callable[[], Sequence[bytes]]] = {
    "pdf": _pdf, "docx": _docx, "odt": _odt, "epub": _epub, "rtf": _rtf, "bib": _bib, "csl.json": _csl, "tex": _tex,
    "wiki": _wiki, "md": _md, "txt": _txt, "html": _html,
}  # fmt: skip

# What a format's grammar is made of: what opens and closes, and what counts; in each `·` is a space, `¶` a line's end
# and `␀` a zero byte.
TOKENS: dict[str, Sequence[bytes]] = {
    name: tuple(token.translate(_SIGNS).encode() for token in tokens.split())
    for name, tokens in {
        "pdf": r"""
            << >> [ ] 1·0·R· 5·0·R· ( ) < > stream¶ endstream¶ endobj¶ 1·0·obj¶ q· Q· BT· ET· /F1·9·Tf·
            (https://a.org/x)·Tj· 1·0·0·1·9·9·cm· /A<</S/URI/URI(https://a.org/x)>> /Annots[5·0·R] /Rect[0·0·9·9]
            /Kids[2·0·R] /QuadPoints[0·0·9·9·9·0·0·9] xref¶ %%EOF¶ 99999·
        """,
        "docx": r"""
            <w:p> </w:p> <w:r> </w:r> <w:t>https://a.org/x·</w:t> <w:fldChar·w:fldCharType="begin"/>
            <w:fldChar·w:fldCharType="separate"/> <w:fldChar·w:fldCharType="end"/>
            <w:instrText>HYPERLINK</w:instrText> <w:hyperlink·r:id="rId1"> </w:hyperlink> <w:txbxContent>
            </w:txbxContent> <w:del> </w:del> <w:footnoteReference·w:id="1"/> <w:tc> </w:tc> <mc:AlternateContent>
            <mc:Choice> &amp; &#0; <!DOCTYPE·x·[<!ENTITY·a·'b'>]> <![CDATA[ ]]> <!--
            <?xml·version="1.0"·encoding="utf-16"?> <a> </a>
        """,
        "odt": r"""
            <text:p> </text:p> <text:span> </text:span> <text:a·xlink:href="https://a.org/x"> </text:a> <text:note>
            </text:note> <text:note-citation> <text:tab/> <text:s·text:c="99999999"/> <office:annotation>
            </office:annotation> <draw:frame> </draw:frame> <draw:text-box> <text:h> </text:h> &#1; <!ENTITY
            <![CDATA[ https://a.org/x
        """,
        "epub": r"""
            <p> </p> <a·href="https://a.org/x"> </a> <div> </div> <table> <tr> <svg> <math> <!-- <script>
            <itemref·idref="a"/> <item·id="a"·href="ch1.xhtml"·media-type="application/xhtml+xml"/> ../ %2e%2e%2f
            &nbsp; <!DOCTYPE·x·[<!ENTITY·a·'b'>]>
        """,
        "rtf": r"""
            { } \ {\field{\*\fldinst·HYPERLINK·"https://a.org/x"}{\fldrslt· \footnote· {\footnote· \par· \u-10179?
            \u9999999? \'e9 \bin9999· \bin-1· \uc99· \* {\upr \ud {\info {\title· \deleted· \shptxt· \cell·
            \f99999999999·
        """,
        "bib": r"""
            { } " @article{ @misc( ) # , = url·=·{ \url{ \ \"{u} @string{a·=·b} % https://a.org/x-1/y_2.html· ¶ ␀
        """,
        "csl.json": r"""
            { } [ ] " , : "URL":·"https://a.org/x" "DOI":· \u0000 \ud800 "accessed":·{"date-parts":·[[1,·2,·3]]}
            1e999 99999999999999999999999999999999999999999999999999 null true
        """,
        "tex": r"""
            { } [ ] \ % $ \url{ \href{https://a.org/x}{ \footnote{ \begin{itemize} \end{itemize} \item· \verb|
            \newcommand\x{\x\x} \x \begin{verbatim} \end{document} \' ~ https://a.org/x-1/y_2.html· ¶¶ \section{
            \bibitem{a} ␀
        """,
        "wiki": r"""
            {{ }} [[ ]] {{{ }}} [https://a.org/x· [ ] | = <ref> </ref> <ref·name="a"/> <nowiki> </nowiki> <!-- -->
            '' ''''' ¶== ==¶ {|¶ ¶|} ¶* &lt; {{cite·web|url= |archive-url= {{efn| https://a.org/x-1/y_2.html· < <br
        """,
        "md": r"""
            [ ] ( ) < > ![ ]( ][ [^1] [^1]:· [x](https://a.org/x) <https://a.org/x> ]: # ¶#· ¶>· ¶-· ¶1.· | ¶|-|-|¶ ` ``` ~~ * **
            _ \\ &amp; &#0; <a·href="https://a.org/x"> </a> <!-- --> <script> </script> <div> ¶¶ ¶---¶ https://a.org/x-¶ www. ␀
            [tail-x.html](#) (/x) 10.1000/182 ¶ÿ
        """,
        "txt": r"""
            https://a.org/x-¶ https:// www. ¶¶ ( ) [1]· ¶12.· ¶*· ¶-· >· ¶>·>· " ' “ ” . , ; … 中 doi:10.1000/ PMID:· accessed·3·May·2019
            http://a.org/x,http:// ·······················  ~ ␀ ¶ÿ
        """,
        "html": r"""
            <p> </p> <a·href="https://a.org/x"> </a> <a·href=' <div> </div> <table> <td> <li> <ol> <sup> <q·cite="https://a.org/q">
            <script> </script> <style> <!-- --> <![CDATA[ <svg> <math> <template> <base·href="x"> <meta·charset="utf-16"> &#0; &amp
            &nbsp; <plaintext> <textarea> <select> <nav> <br> <wbr> https://a.org/x- = " > < / ␀ ÿ
        """,
    }.items()
}
