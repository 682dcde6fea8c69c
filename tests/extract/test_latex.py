r"""LaTeX as authors write it: addresses as TeX would set them, words and notes as their readers see them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document

A = "https://a.org/x"


def read(text: str) -> Document:
    return read_document(Source(name="a.tex", data=text.encode()))


def cited(text: str) -> list[Citation]:
    return [one for one in read(text).citations if one.number]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\url{https://a.org/x_y%20z&b#c~d}", "https://a.org/x_y%20z&b#c~d"),
        (r"\url{https://a.org/x\_y\%20z\&b\#c}", "https://a.org/x_y%20z&b#c"),
        (r"\url{https://a.org/\~{}ann/}", "https://a.org/~ann/"),
        (r"\url{https://a.org/$\sim$ann/}", "https://a.org/~ann/"),
        (r"\url{https://a.org/\textasciitilde ann/}", "https://a.org/~ann/"),
        ("\\url{https://a.org/a-%\n  long/address}", "https://a.org/a-long/address"),
        (r"\nolinkurl{www.a.org/x}", "http://www.a.org/x"),
        (r"\burl{https://a.org/x}", A),
        (r"\path{https://a.org/x}", A),
        (r"{\small\url{https://a.org/x}}", A),
        (r"\href{https://a.org/x\%20y\#z}{words}", "https://a.org/x%20y#z"),
        (r"\href[pdfnewwindow]{https://a.org/x}{words}", A),
        (r"\href {https://a.org/x} {words}", A),
        (r"\doi{10.1000/182}", "https://doi.org/10.1000/182"),
        (r"doi:10.1000/182.", "https://doi.org/10.1000/182"),
        (r"\texttt{https://a.org/x}", A),
        (r"\verb|https://a.org/x|", A),
        ("\\begin{verbatim}\nhttps://a.org/x\n\\end{verbatim}", A),
        ("\\newcommand{\\repo}{https://a.org}\\url{\\repo/x}", A),
        ("\\def\\repo{https://a.org}\\href{\\repo/x}{words}", A),
        ("\\newcommand{\\repo}[1]{\\href{https://a.org/#1}{\\texttt{#1}}}\\repo{x}", A),
        ("\\newcommand*{\\repo}[2]{\\url{https://#1/#2}}\\repo{a.org} {x}", A),
        ("\\def\\repo#1{\\url{https://a.org/#1}}\\repo{x}", A),
        ("\\urldef{\\long}\\url{https://a.org/x_y%20z}\\long", "https://a.org/x_y%20z"),
        ("\\urldef\\long\\path{https://a.org/x}\\long", A),
        (r"https://a.org/2020-final\textasciitilde draft.html", "https://a.org/2020-final~draft.html"),
        ("\\href{https://a.org/x}%\n  {words}", A),
        (r"\weblink{https://a.org/x}{Words}", A),
        (r"\weblink{https://a.org/x\_y~z}{Words~too}", "https://a.org/x_y~z"),
        (r"https://a.org/{\%}{\_}x", "https://a.org/%_x"),
        (r"\bibinfo{url}{https://a.org/x}", A),
        (r"\href{www.a.org/x}{words}", "http://www.a.org/x"),
        (r"\DOI{10.1000/182}", "https://doi.org/10.1000/182"),
        (r"\arXiv{2101.00001}", "https://arxiv.org/abs/2101.00001"),
        (r"\hdl{1887/4531}", "https://hdl.handle.net/1887/4531"),
    ],
)  # fmt: skip
def test_an_address_is_what_its_author_meant(source: str, expected: str) -> None:
    assert [one.uri for one in cited(f"\\begin{{document}} See {source} there.")] == [expected]


@pytest.mark.parametrize("source", [f"% {A}", f"\\label{{{A}}}", f"\\begin{{comment}}{A}\\end{{comment}}", f"\\end{{document}} {A}",
                                    r"\path{/usr/share/a.org}", f"\\includegraphics{{{A}}}", r"\url{ann@a.org}"])  # fmt: skip
def test_what_nobody_reads_is_not_cited(source: str) -> None:
    assert cited(f"\\begin{{document}}\nSee there.\n{source}\n") == []


def test_words_and_sentence_are_as_they_are_printed() -> None:
    (found,) = cited(
        r"\begin{document} M\"uller says ``so'' in \href{https://a.org/x}{a \emph{long} stra\ss e---here}~\cite{b}, p.~3. More."
    )
    assert found.text == "a long straße—here"
    assert found.context == "Müller says “so” in a long straße—here , p. 3."


def test_cells_of_tables_are_no_sentence() -> None:
    found = cited(
        "\\begin{document}\\begin{longtable}[]{@{}ll@{}}\nwhat & where \\\\\nA & \\url{https://a.org/x} \\\\[2pt]\n"
        "B & \\href{https://b.org/}{home} page \\\\\n\\end{longtable} See \\url{https://c.org} \\& co."
    )
    assert [one.context for one in found] == ["https://a.org/x", "home page", "See https://c.org & co."]


def test_a_note_that_words_of_a_link_call_is_none_of_them() -> None:
    first, second = cited(
        r"\begin{document}See \href{https://a.org/x}{the study\footnote{At \url{https://b.org}.}} now."
    )
    assert (first.text, first.context) == ("the study", "See the study now.")
    assert (second.context, second.note) == ("At https://b.org.", "1")


def test_what_a_reference_leads_to_is_no_word() -> None:
    (found,) = cited(r"\begin{document}See \hyperref[sec:x]{there}, \url{https://a.org/x}.")
    assert found.context == "See there, https://a.org/x."


def test_a_command_of_the_documents_own_that_makes_links_gives_them_their_words() -> None:
    found = cited(
        "\\newcommand{\\repo}[1]{the \\href{https://a.org/#1}{\\emph{#1} store}}\\newcommand\\wb{\\href{https://b.org}{Wayback}}"
        "\\newcommand{\\note}[1]{\\footnote{#1}}\\begin{document} Data are in \\repo{x-y} and on \\wb{}.\\note{At \\url{https://c.org/z}.}"
    )
    assert [(one.uri, one.text) for one in found] == [
        ("https://a.org/x-y", "x-y store"),
        ("https://b.org", "Wayback"),
        ("https://c.org/z", ""),
    ]
    assert found[0].context == "Data are in the x-y store and on Wayback."


@pytest.mark.parametrize("end", ["\\fi", "\\else"])
def test_what_is_never_true_is_not_read(end: str) -> None:
    text = f"\\begin{{document}} \\iffalse \\url{{https://b.org/hidden}} {end} See \\url{{{A}}} there."
    assert [one.uri for one in cited(text)] == [A]


def test_notes_are_cited_under_their_numbers() -> None:
    found = cited(
        "\\begin{document} One\\footnote{See \\url{https://a.org/1}.} and two.\\footnote{At \\url{https://a.org/2}, accessed 3 May 2019.}"
        "\n\n\\begin{thebibliography}{9}\\bibitem{b} Ann. \\url{https://a.org/3}.\\bibitem{c} Bob. \\url{https://a.org/4}.\\end{thebibliography}"
    )
    assert [(one.uri[-1], one.note) for one in found] == [("1", "1"), ("2", "2"), ("3", "1"), ("4", "2")]
    assert found[1].accessed == date(2019, 5, 3)
    assert found[1].context == "At https://a.org/2, accessed 3 May 2019."


def test_title_and_day_are_those_of_the_preamble() -> None:
    document = read(r"\documentclass{article}\title{A {\bf Title}}\date{3 May 2019}\begin{document}\maketitle " + A)
    assert (document.title, document.published) == ("A Title", date(2019, 5, 3))


def test_a_link_within_the_document_is_no_citation() -> None:
    assert cited(r"\begin{document}\hyperlink{there}{words} and \ref{x}") == []


def test_each_citation_knows_its_line_and_offset() -> None:
    text = f"\\begin{{document}}\n% a comment\nSee \\url{{{A}}}."
    (found,) = cited(text)
    assert found.line == 3
    assert text[found.offset or 0 :].startswith(A)


@pytest.mark.parametrize(
    "text",
    ["{" * 100_000, "\\footnote{" * 100_000, "\\href{https://b.org}{" * 20_000, "\\begin{itemize}" * 100_000, "\\url{" * 100_000,
     "\\verb|" * 100_000, "$" * 100_000, "\\newcommand\\x{\\x\\x}" * 10_000, "\\\\[" * 100_000,
     "\\iffalse " * 100_000, "\\newcommand\\x[1]{\\url{#1}}" + "\\x{" * 100_000],
    ids=["braces", "notes", "links", "lists", "addresses", "verb", "maths", "commands", "options", "never", "own"],
)  # fmt: skip
def test_a_hundred_thousand_of_anything_are_read_in_linear_time(text: str) -> None:
    assert A in {one.uri for one in read(f"\\begin{{document}} See \\url{{{A}}} there.\n\n{text}").citations}


def test_commands_that_stand_for_ever_more_are_bounded_and_told() -> None:
    grows = ("\\newcommand\\" + b + "{" + ("\\" + a) * 10 + "}" for a, b in zip("abcde", "bcdef", strict=True))
    bomb = "\\newcommand\\a{aaaaaaaaaa}" + "".join(grows)
    document = read(f"\\begin{{document}} See \\url{{{A}}} there. {bomb}" + "\\f " * 20_000)
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == ("its commands stand for more than 2,000,000 characters: what goes beyond is left out",)


@given(st.lists(st.sampled_from(["{", "}", "[", "]", "\\url{", "\\href{https://a.org}{", "\\footnote{", "\\begin{", "\\end{verbatim}", "%",
                                 "$", "\\", "~", "\n\n", "\\verb|", "\\newcommand\\x{", "\\x", "https://a.org/x ", "\\'", "words"])))  # fmt: skip
def test_no_latex_makes_it_crash(pieces: list[str]) -> None:
    assert read("\\begin{document}" + "".join(pieces)).sha256
