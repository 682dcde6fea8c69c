"""Each rule for broken addresses, R0 to R12, and each counterexample to it, in real documents' shapes."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import ChosenBy, Citation


def cited(text: str, name: str = "a.txt") -> list[Citation]:
    return [one for one in read_document(Source(name=name, data=text.encode())).citations if one.number]


def uris(text: str, name: str = "a.txt") -> list[str]:
    return [one.uri for one in cited(text, name)]


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        pytest.param("At http://\nwww.example.org/x/y it is.", "http://www.example.org/x/y", id="R1 scheme cut"),
        pytest.param("At https:\n//www.example.org/x/y it is.", "https://www.example.org/x/y", id="R1 before slashes"),
        pytest.param("At https://www.\nexample.org/x/y it is.", "https://www.example.org/x/y", id="R1 host cut"),
        pytest.param("At http://www.jstor.\norg/stable/123456 it is.", "http://www.jstor.org/stable/123456", id="R1 suffix"),
        pytest.param("DOI https://doi.org/\n10.1371/journal.pone.0115253.", "https://doi.org/10.1371/journal.pone.0115253", id="R2 resolver"),
        pytest.param("DOI https://doi.org/10.1371/\njournal.pone.0115253.", "https://doi.org/10.1371/journal.pone.0115253", id="R2 registrant"),
        pytest.param("DOI https://doi.org/10.1371/journal.pone.\n0115253.", "https://doi.org/10.1371/journal.pone.0115253", id="R2 name"),
        pytest.param("It is https://a.org/strategic-pact-\nwith-russia, and so on.", "https://a.org/strategic-pact-with-russia", id="R3 hyphen"),
        pytest.param("It is https://a.org/one_\ntwo_three and so on.", "https://a.org/one_two_three", id="R3 underscore"),
        pytest.param("It is https://a.org/find?q=\nrot and so on.", "https://a.org/find?q=rot", id="R3 equals"),
        pytest.param("It is https://a.org/find?\nq=rot and so on.", "https://a.org/find?q=rot", id="R3 question"),
        pytest.param("It is https://a.org/find?q=rot&\npage=2 and so on.", "https://a.org/find?q=rot&page=2", id="R3 ampersand"),
        pytest.param("It is https://www.chemnet-\nbase.com/ and so on.", "https://www.chemnet-base.com/", id="R3 kept"),
        pytest.param("See https://www.nature.com/\nscientificreports.", "https://www.nature.com/scientificreports", id="R4 nature"),
        pytest.param("See https://github.com/devyhia/\naction-annotation.", "https://github.com/devyhia/action-annotation", id="R4 github"),
        pytest.param("See https://a.org/\nreports/final.html for it.", "https://a.org/reports/final.html", id="R4 path"),
        pytest.param("Kept (see https://a.org/\nreports) there.", "https://a.org/reports", id="R4 our bracket"),
        pytest.param("It is http://hdl.handle.net/2027/mdp.1987.\n025", "http://hdl.handle.net/2027/mdp.1987.025", id="R5 handle"),
        pytest.param("It is http://ekhidna.w3nh.\npl for all.", "http://ekhidna.w3nh.pl", id="R5 top level"),
        pytest.param("It is https://a.org/final.\nhtml for all.", "https://a.org/final.html", id="R5 extension"),
        pytest.param("It is https://a.org/report\n/2019/x.html for all.", "https://a.org/report/2019/x.html", id="R6 slash"),
        pytest.param("It is https://a.org/report\n.pdf for all.", "https://a.org/report.pdf", id="R6 stop"),
        pytest.param("It is https://a.org/report\n?page=3 for all.", "https://a.org/report?page=3", id="R6 query"),
        pytest.param("http://www.pnas.org/cgi/\ndoi/10.1073/pnas.0404206101", "http://www.pnas.org/cgi/doi/10.1073/pnas.0404206101", id="R7 doi in path"),
        pytest.param("It is http://www.example.org/DailyUpda\ntes_63.htm", "http://www.example.org/DailyUpdates_63.htm", id="R8 letters"),
        pytest.param("At https://a.org/one-\n\n12\n\ntwo-three.html.", "https://a.org/one-two-three.html", id="R9 page number"),
        pytest.param("At https://a.org/one-\n12\ntwo-three.html.", "https://a.org/one-two-three.html", id="R9 bare number"),
        pytest.param("At https://a.org/one-\n\f\ntwo-three.html.", "https://a.org/one-two-three.html", id="R9 form feed"),
        pytest.param("As said.2https://a.org/one-\ntwo-three.html.", "https://a.org/one-two-three.html", id="R9 note number"),
        pytest.param("At https://a.org/of\ufb01ce/\u223cx\u2010y.", "https://a.org/office/~x-y", id="R11 letters"),
        pytest.param("At https://a.org/under{_}score.", "https://a.org/under_score", id="R11 BibTeX"),
        pytest.param("At https://a.org/infor\u00ad\nmation/x.", "https://a.org/information/x", id="R11 soft hyphen"),
        pytest.param("It is to be found at https://a.org/one\u0002\ntwo-x.html.", "https://a.org/one-two-x.html", id="R11 PDFium"),
        pytest.param("At https://a.org/one\u2212\ntwo\u2212three.html.", "https://a.org/one-two-three.html", id="R11 troff's minus"),
        pytest.param("$ curl -LO https://a.org/one_\\\ntwo/three.tgz", "https://a.org/one_two/three.tgz", id="a shell's backslash"),
        pytest.param("It is http://a.org/group__A__\nB__C.html for all.", "http://a.org/group__A__B__C.html", id="two underscores"),
        pytest.param("It is https://a.org/x.htm\nl#part for all.", "https://a.org/x.html#part", id="R5 cut before a part"),
        pytest.param("At https://lists . example.org/pipermail/x-dev/123028.html.", "https://lists.example.org/pipermail/x-dev/123028.html", id="spaces around a host's stop"),
        pytest.param("At https://example . net/Articles/330589 it is.", "https://example.net/Articles/330589", id="spaces around a host's last stop"),
        pytest.param("At https://a.org/ Public/ 14.0.0/ ucd/ NameAliases.html, it is.", "https://a.org/Public/14.0.0/ucd/NameAliases.html", id="spaces behind slashes"),
        pytest.param("At https:// jp. edanz. com/ ac it is.", "https://jp.edanz.com/ac", id="spaces"),
        pytest.param("At https:// doi. org/ 10. 1007/ s11192- 020- 03594. Accessed", "https://doi.org/10.1007/s11192-020-03594", id="spaces in a DOI"),
        pytest.param("At https:// doi. org/ 10. 1186/ s40854\u2011 022\u2011 00366\u20111 it is.", "https://doi.org/10.1186/s40854-022-00366-1", id="spaces behind no-break hyphens"),
        pytest.param("At https:// doi. org/ 10. 17605/ OSF. IO/ 86UFE). It", "https://doi.org/10.17605/OSF.IO/86UFE", id="spaces in a DOI's capitals"),
        pytest.param("At https:// www. prnew swire. com/ news- relea ses/ 300- b. html it is.", "https://www.prnewswire.com/news-releases/300-b.html", id="spaces at fifth letters"),
        pytest.param("At https:// meta. \nwikim edia. org/ wiki/ Data_ dumps.", "https://meta.wikimedia.org/wiki/Data_dumps", id="spaces over lines"),
        pytest.param("At https://wiki. example.com/ExplainedProcess explains.", "https://wiki.example.com/ExplainedProcess", id="space in a host"),
        pytest.param("At https://doi.org/10. 1128/CDLI.8.2.314-319.2001.", "https://doi.org/10.1128/CDLI.8.2.314-319.2001", id="space in a DOI"),
        pytest.param("At https://a.org/x=1&y= two it is.", "https://a.org/x=1&y=two", id="space behind a key"),
        pytest.param("At http : / / www . ctan . org / pkg / crop (visited on 1/2/20)", "http://www.ctan.org/pkg/crop", id="stretched"),
        pytest.param("At https : / / github . com/a-b/c-d-e, 2017.", "https://github.com/a-b/c-d-e", id="stretched, then whole"),
        pytest.param("At https : / / blog . a . org / products / maps /\nsustainable-maps-x/, accessed", "https://blog.a.org/products/maps/sustainable-maps-x/", id="stretched line"),
        pytest.param("At https://web.archive.org/web/20180428070843/\nhttp://dvd.example.org/x.", "https://web.archive.org/web/20180428070843/http://dvd.example.org/x", id="archive"),
        pytest.param("At https://web.archive.org/web/\n20191130014642/https://a.org/privacy/.", "https://web.archive.org/web/20191130014642/https://a.org/privacy/", id="archive's time"),
        pytest.param("At https://a.org/ajax/libs/\n\u02d3\u2192require.js/2.3.4/x.js it is.", "https://a.org/ajax/libs/require.js/2.3.4/x.js", id="listing goes on"),
        pytest.param("At <https://a.org/info/\nMemoirChapStyles>.", "https://a.org/info/MemoirChapStyles", id="angle brackets"),
        pytest.param("At https://medium.com/\n@name/title-of-it-1f2e.", "https://medium.com/@name/title-of-it-1f2e", id="account"),
        pytest.param("At https://patents.google.com/patent/\nGB1060631 it is.", "https://patents.google.com/patent/GB1060631", id="patent"),
        pytest.param("At https://tex.stackexchange.com/a/\n670088 for it.", "https://tex.stackexchange.com/a/670088", id="member of a collection"),
        pytest.param("At http://www.ctan.org/\npkg/xfp (visited on 1/2/2020).", "http://www.ctan.org/pkg/xfp", id="short segments"),
        pytest.param("URL https://doi.org/10.1016/j.jmp.2017.09.\n005.", "https://doi.org/10.1016/j.jmp.2017.09.005", id="publisher's number"),
        pytest.param("URL https://doi.org/10.1002/14651858.\nCD006876.pub5", "https://doi.org/10.1002/14651858.CD006876.pub5", id="code in a DOI"),
        pytest.param("At http://classics.a.\n\nedu/Aristotle/poetics.html it is.", "http://classics.a.edu/Aristotle/poetics.html", id="host over an empty line"),
        pytest.param("At https:\n\n//a.org/Normaliz/Py it is.", "https://a.org/Normaliz/Py", id="scheme over an empty line"),
        pytest.param("At http://a.org/\nobsolete / info / math / voss /\nMathmode.pdf (cit. on p. 1).", "http://a.org/obsolete/info/math/voss/Mathmode.pdf", id="stretched below the break"),
        pytest.param("At https:\n/ / www . loc . gov / pictures / item /\n2017877479/ (cit. on p. 2).", "https://www.loc.gov/pictures/item/2017877479/", id="stretched below its scheme"),
        pytest.param("At https : / /\ngroups . a . com / group / browse _ thread /\n728a3e73c0/349e318 (visited on 2/3/11)", "https://groups.a.com/group/browse_thread/728a3e73c0/349e318", id="stretched, and cut behind its slashes"),
        pytest.param("At https://www.intern.\ntu - darmstadt . de / media / das _\nbild_der.pdf (besucht am 1. 5.).", "https://www.intern.tu-darmstadt.de/media/das_bild_der.pdf", id="stretched behind a host's stop"),
        pytest.param("At https://web.\narchive.org/web/20081204104459/http://a.com/sdk/9/\nOne_Two/x.html it is", "https://web.archive.org/web/20081204104459/http://a.com/sdk/9/One_Two/x.html", id="archive's host cut"),
        pytest.param("1http://www.\ncompletegenomics.\ncom/public-data/\ncancer-data", "http://www.completegenomics.com/public-data/cancer-data", id="narrow column"),
        pytest.param("At https://CRAN.R-project.org/\npackage=MASS. R package", "https://CRAN.R-project.org/package=MASS", id="CRAN assigns"),
        pytest.param("At http://a.org/contrib/\nmaterials, and it is", "http://a.org/contrib/materials", id="word with a comma"),
        pytest.param("http://www.ctan.org/pkg/\nzref(visitedon05/23/2021).", "http://www.ctan.org/pkg/zref", id="access date, its spaces lost"),
        pytest.param("https://a.org/2009/05/\nindex.html(cid:105) accessed", "https://a.org/2009/05/index.html", id="pdfminer's name of a letter"),
        pytest.param("At https://gitlab.com/\n\naplevich/dpic.", "https://gitlab.com/aplevich/dpic", id="path over an empty line"),
        pytest.param("At https://a.org/latex/\n\nAnswer_to_all.pdf, p. 3.", "https://a.org/latex/Answer_to_all.pdf", id="file over an empty line"),
        pytest.param("At https://ctan.org/pkg/\n\nglossaries-extra. It is", "https://ctan.org/pkg/glossaries-extra", id="collection over an empty line"),
        pytest.param("At https://a.org/wbhart/\n\nantic.\n\nMore.", "https://a.org/wbhart/antic", id="word that ends its block"),
        pytest.param("At https://a.org/tracker/index.\n\nphp?func=x&aid=17 it is.", "https://a.org/tracker/index.php?func=x&aid=17", id="extension over an empty line"),
        pytest.param("At https://a.org/package=\n\ncar. More", "https://a.org/package=", id="word with more behind it"),
        pytest.param("At https://arxiv.org/abs/1704.\n02479.", "https://arxiv.org/abs/1704.02479", id="arXiv's number"),
        pytest.param("At http://a.org/uploads/2015/06/No.\nE1422Takeda_Arimura.pdf, WP", "http://a.org/uploads/2015/06/No.E1422Takeda_Arimura.pdf", id="file behind a stop"),
        pytest.param("At http://a.org/uploads/2015/06/\nNo.E1422Takeda_Arimura.pdf, WP", "http://a.org/uploads/2015/06/No.E1422Takeda_Arimura.pdf", id="file that begins like an abbreviation"),
        pytest.param("At https://a.org/social-\n11.2:31a\nscience/wp/2017 it is.", "https://a.org/social-science/wp/2017", id="R9 number in the margin"),
        pytest.param("At https://git-\nhub.com/se2p/se2thesis it is.", "https://github.com/se2p/se2thesis", id="hyphen in a known host"),
    ],
)  # fmt: skip
def test_what_belongs_together_is_joined(text: str, uri: str) -> None:
    assert uris(f"{text}\n") == [uri]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("It begins with http://\nor not at all.", [], id="R1 in prose"),
        pytest.param("It is at www.jstor.org.\nXavier said so.", ["http://www.jstor.org"], id="R1 sentence"),
        pytest.param("See https://doi.org/\nPublisher's Note Springer", ["https://doi.org/"], id="R2 placeholder"),
        pytest.param("(https://www.bloomberg.com/to-fix-germany-inc-).\nthen", ["https://www.bloomberg.com/to-fix-germany-inc-"], id="R3 real end"),
        pytest.param("Mozilla: www.mozilla.org/en-US/\nGoogle: www.google.com/x", ["http://www.mozilla.org/en-US/", "http://www.google.com/x"], id="R4 list"),
        pytest.param("R is at http://www.r-project.org.\nXavier did it.", ["http://www.r-project.org"], id="R5 sentence"),
        pytest.param("See https://a.org/x/\nPMID: 31415926", ["https://a.org/x/", "https://pubmed.ncbi.nlm.nih.gov/31415926/"], id="R7 PMID"),
        pytest.param("See https://a.org/x/\nAccessed 3 May 2019.", ["https://a.org/x/"], id="R7 accessed"),
        pytest.param("See https://a.org/x/\n(2016) had it.", ["https://a.org/x/"], id="R7 year"),
        pytest.param("See https://a.org/x/\n[27] Jones, A.", ["https://a.org/x/"], id="R7 next reference"),
        pytest.param("See https://a.org/x/\nhttps://b.org/y", ["https://a.org/x/", "https://b.org/y"], id="R7 new address"),
        pytest.param("url = https://a.org/doc\nproject_urls =\n  Tracker = https://a.org/bugs", ["https://a.org/doc", "https://a.org/bugs"], id="R7 key"),
        pytest.param("See https://a.org/x/\nMarch 2019", ["https://a.org/x/"], id="R7 month"),
        pytest.param("See https://a.org/x.pdf\nlong/winding.road", ["https://a.org/x.pdf"], id="R7 file is whole"),
        pytest.param("See https://a.org/x,\ny/z.html is another.", ["https://a.org/x"], id="R7 comma"),
        pytest.param("See https://doi.org/10.1371/journal.pone.0115253\nand more", ["https://doi.org/10.1371/journal.pone.0115253"], id="R7 DOI is whole"),
        pytest.param("See https://a.org/1\n\nhttps://a.org/1/2", ["https://a.org/1", "https://a.org/1/2"], id="R12 prefix"),
        pytest.param("See https://a.org/x/\n12. Jones, B. said", ["https://a.org/x/"], id="next note"),
        pytest.param("See https://a.org/x.\n12Jones said", ["https://a.org/x"], id="glued note"),
        pytest.param("See https://a.org/x and\nmore/of.it", ["https://a.org/x"], id="not at the end"),
        pytest.param("At https://github.com/cg/tasks/\nname@a.org and so on", ["https://github.com/cg/tasks/"], id="mail address"),
        pytest.param("URL https://doi.org/10.2172/204262. [p1]", ["https://doi.org/10.2172/204262"], id="pages that cite"),
        pytest.param("URL https://doi.org/10.1353/pmc.2000.0021.\n4.8.4.2", ["https://doi.org/10.1353/pmc.2000.0021"], id="heading's number"),
        pytest.param("URL https://doi.org/10.22331/q-2017-04-25-1.\ncode", ["https://doi.org/10.22331/q-2017-04-25-1"], id="word below a DOI"),
        pytest.param("At http://web.mit.edu.\nTo do so", ["http://web.mit.edu"], id="word below a host"),
        pytest.param("At https://www.gimp.org\npink_marble.png", ["https://www.gimp.org"], id="file below a host"),
        pytest.param("At https://a.org/feature-requests/103/\npgfplotstodo.tex:880", ["https://a.org/feature-requests/103/"], id="place in a file"),
        pytest.param("At http://ifgi.a.org/\n52°North made it", ["http://ifgi.a.org/"], id="no sign of an address"),
        pytest.param("At http://biber.a.org/.\nbibfile=name of it", ["http://biber.a.org/"], id="stop behind a slash"),
        pytest.param("At https://a.org/html-parsers/\n\ncom/subscription/pkg/x-y", ["https://a.org/html-parsers/"], id="another column's host"),
        pytest.param("Use https : / / a . org / x / (2021), as said.", ["https://a.org/x/"], id="year behind a stretched one"),
        pytest.param("At https://www. (Accessed: 27 October 2021).", [], id="nothing behind www."),
        pytest.param("Use https://github.com/ or the like.", ["https://github.com/"], id="word behind a space"),
        pytest.param("At https://a.org/x/ A/B-tests show it.", ["https://a.org/x/"], id="compound behind a space"),
        pytest.param("One (https://a.org/licenses/)\nindividually.", ["https://a.org/licenses/"], id="a bracket that has closed"),
        pytest.param("At <https://a.org/x.txt>\n/usr/share/doc it is.", ["https://a.org/x.txt"], id="angle brackets that have closed"),
        pytest.param("wget https://a.org/x/ \\\n   one/two/three.tgz", ["https://a.org/x/"], id="a shell's next word"),
        pytest.param("wget https://a.org/x/\n--output-document=y", ["https://a.org/x/"], id="a program's option"),
        pytest.param("At https://a.org/x/\nautospec=True) it is.", ["https://a.org/x/"], id="a program's assignment"),
        pytest.param("At https://a.org/LICENSE-2.0\nbackground= is set.", ["https://a.org/LICENSE-2.0"], id="a setting"),
        pytest.param("At https://a.org/rfc2616.txt\nlong/winding.road it is.", ["https://a.org/rfc2616.txt"], id="a complete text"),
        pytest.param("- https://a.org/x\n* /Private/two/three.html\n", ["https://a.org/x"], id="the next item"),
        pytest.param("The filesystem is at https://a.org/pipermail/ath10k/\nfilesystem, as filesystem.", ["https://a.org/pipermail/ath10k/"], id="a word of the document"),
        pytest.param("At https://a.org/x/\ntop-level package of it.", ["https://a.org/x/"], id="a compound of a sentence that goes on"),
        pytest.param("At https://a.org/x/\nmod_file_cache permits it.", ["https://a.org/x/"], id="a name of a sentence that goes on"),
        pytest.param("At https://a.org/x/\ntypes (an int of it).", ["https://a.org/x/"], id="a word with an aside"),
        pytest.param("A https://a.org/x/\nqu'auparavant, mais", ["https://a.org/x/"], id="an elided word"),
        pytest.param("At https://a.org/x?y=100\n-5 of it.", ["https://a.org/x?y=100"], id="a letter's option"),
        pytest.param("At https://a.org/x.pdf\n/www/python, the path", ["https://a.org/x.pdf"], id="a path below a file"),
        pytest.param("At https://a.org/x\n_Default trick, in it.", ["https://a.org/x"], id="a name that begins with a line"),
        pytest.param("At https://a.org/x.pdf\n#+end_quote", ["https://a.org/x.pdf"], id="org-mode's end"),
        pytest.param("At https://a.org/x/\n\n#!/usr/bin/env it", ["https://a.org/x/"], id="a script's beginning"),
        pytest.param("At https://a.org/x/\ngetattr(co, 'x') it", ["https://a.org/x/"], id="a call over lines"),
        pytest.param("At https://a.org/D12697.\ncollec-\ntions.abc.Set is", ["https://a.org/D12697"], id="a hyphenated word behind a stop"),
        pytest.param("At https://a.org/x/ __name__ == it", ["https://a.org/x/"], id="a name behind a space"),
        pytest.param("At https://a.org/x/ Wave_write.write() it", ["https://a.org/x/"], id="a call behind a space"),
        pytest.param("At https://a.org/current/\n\nmod_file_cache permits it.", ["https://a.org/current/"], id="a name below an empty line"),
        pytest.param("At https://a.org/x.html\n\n&lt;Directory it is", ["https://a.org/x.html"], id="an entity of markup"),
        pytest.param("At http://localhost . The end.", ["http://localhost"], id="a sentence's stop apart"),
        pytest.param("See https://doi.org/10.1000/185. DOI:https://dx.doi.org/10.1000/186 it", ["https://doi.org/10.1000/185", "https://dx.doi.org/10.1000/186"], id="a DOI behind a DOI's stop"),
        pytest.param("See https://nodejs.org/en/docs/inspector\nws://127.0.0.1:9229/166e272e it", ["https://nodejs.org/en/docs/inspector"], id="a socket below an address"),
    ],
)  # fmt: skip
def test_what_must_stay_apart_stays_apart(text: str, found: list[str]) -> None:
    assert uris(f"{text}\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[x](#) (<https://a.org/one-two->\n\n[three-four/](#))", ["https://a.org/one-two-three-four/"]),
        ("[x \\(https://a.org/one-two-\\)](https://a.org/one-two-)\n\n[three-four/]()", ["https://a.org/one-two-three-four/"]),
        ("An anchor [already](#) (<https://a.org/1>) pointed out (<https://b.org/2>).", ["https://a.org/1", "https://b.org/2"]),
        ("See (<https://a.org/x->).\n\n[Russia](#) (<https://b.org/z>) said so.", ["https://a.org/x-", "https://b.org/z"]),
        ("[x](#)\n\n(<https://a.org/1>)", ["https://a.org/1"]),
        ("[t \\(https://a.org/1\\)](https://a.org/1)", ["https://a.org/1"]),
        ("| x | https://a.org/one-<br>two-three.html |\n|---|---|\n| y | z |", ["https://a.org/one-two-three.html"]),
        ("A `https://a.org/one/ words` there.", ["https://a.org/one/words"]),
        ("URL https://CRAN.R-project.org/ package=MASS. R package.", ["https://CRAN.R-project.org/package=MASS"]),
        ("| some | such |\n|---|---|\n| x | y |\nA list of them is kept at https://a.org/drivers.\nhtml. It ships with others.", ["https://a.org/drivers.html"]),
        ("A `curl https://a.org/one/ -o words` there.", ["https://a.org/one/"]),
    ],
    ids=["R10 lost target", "R10 empty target", "R10 two anchors", "R10 real anchor", "R10 over a block", "R10 nested", "cell", "code", "CRAN assigns", "lines below a table", "command"],
)  # fmt: skip
def test_markdown_made_of_a_pdf_is_read_as_its_author_meant_it(text: str, found: list[str]) -> None:
    assert uris(text, "a.md") == found


def test_a_hyphen_at_a_break_is_kept_and_the_reading_without_it_is_offered() -> None:
    (one,) = cited("It is https://www.chemnet-\nbase.com/ and so on.\n")
    assert one.alternatives == ("https://www.chemnetbase.com/",)
    assert one.is_open
    assert one.broken is not None
    assert one.broken.pieces == ("https://www.chemnet-", "base.com/")


def test_what_no_rule_can_tell_stays_as_it_is_and_offers_the_joined_readings() -> None:
    (one,) = cited("Here https://a.org/x/\ntoday we see that much.\n")
    assert (one.uri, one.alternatives) == ("https://a.org/x/", ("https://a.org/x/today",))
    assert one.broken is not None
    assert (one.broken.pieces, one.broken.chosen_by) == (("https://a.org/x/", "today"), ChosenBy.UNRESOLVED)
    assert not one.repaired


def test_a_hyphen_of_an_earlier_break_is_left_out_of_the_whole_reading() -> None:
    (one,) = cited("It is https://a.org/north-\nsouth-talks/\nfinal-report.html and so on.\n")
    assert one.alternatives == ("https://a.org/northsouth-talks/final-report.html",)


def test_there_are_never_more_than_four_readings() -> None:
    (one,) = cited("https://a.org/one-\nlonger-word-\nand-another-\nand-still-one-\nbefore-it-is-\nover-now.html\n")
    assert one.uri == "https://a.org/one-longer-word-and-another-and-still-one-before-it-is-over-now.html"
    assert len(one.alternatives) <= 3


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("At https://a.org/x/\ntoday it is, and at https://a.org/x/today too.\n", "https://a.org/x/today"),
        ("At https://a.org/north-\nsouth it is, at https://a.org/northsouth too.\n", "https://a.org/northsouth"),
        ("At https://a.org/north-\nsouth it is, at https://a.org/north-south too.\n", "https://a.org/north-south"),
    ],
)
def test_a_second_mention_settles_it_for_free(text: str, uri: str) -> None:
    first = cited(text)[0]
    assert first.uri == uri
    assert first.broken is not None
    assert first.broken.chosen_by is ChosenBy.SECOND_MENTION
    assert not first.is_open


def test_a_running_head_of_three_pages_is_passed_over_and_one_of_two_is_not() -> None:
    page = "{0}\n\nLasting Links of Europe\n\nwords of the page\n\n"
    text = (
        "".join(page.format(number) for number in (7, 8))
        + "At https://a.org/one-\n\n9\n\nLasting Links of Europe\n\ntwo-three.html."
    )
    assert uris(text) == ["https://a.org/one-two-three.html"]
    assert uris(text.replace("8\n\nLasting Links of Europe", "8")) != ["https://a.org/one-two-three.html"]


@pytest.mark.parametrize("markup", ["<p>{}</p>", "<pre>{}</pre>", "<table><tr><td>{}</td><td>x</td></tr></table>"])
def test_a_line_that_a_page_breaks_is_a_line(markup: str) -> None:
    text = "It is kept at https://a.org/one-\ntwo/three.html and elsewhere."
    inside = text if "pre" in markup else text.replace("\n", "<br>\n")
    assert uris(f"<html><body>{markup.format(inside)}</body></html>", "a.html") == ["https://a.org/one-two/three.html"]


def test_columns_side_by_side_are_read_one_below_the_other() -> None:
    text = (
        "It is https://a.org/strategic/         Another one is the site\n"
        "report-of-2019.html, they say.         https://b.org/annual-\n"
        "Nobody had read it before.             review/final.pdf of it.\n"
    )
    assert uris(text) == ["https://a.org/strategic/report-of-2019.html", "https://b.org/annual-review/final.pdf"]


def test_the_cells_of_a_table_are_broken_in_themselves() -> None:
    text = (
        "+-------+------------------------+------+\n"
        "| Adams | https://a.org/data/    | kept |\n"
        "| notes | sets/2019-05.csv       |      |\n"
        "+-------+------------------------+------+\n"
        "| Brown | https://b.org/         | lost |\n"
        "+-------+------------------------+------+\n"
    )
    assert uris(text) == ["https://a.org/data/sets/2019-05.csv", "https://b.org/"]


def test_a_word_with_an_address_of_its_own_stays_with_that() -> None:
    assert uris("Links: https://a.org/en/\njournals https://b.org/x\n") == ["https://a.org/en/", "https://b.org/x"]


def test_a_name_is_no_month() -> None:
    assert cited("* https://a.org/\npublic Novak and more of it\n")[0].uri == "https://a.org/"


def test_a_table_drawn_with_its_own_characters_is_one_of_bars() -> None:
    table = """
┌──────────┬──────────────────────────────┐
│ NATO     │ https://www.nato.int/cps/en/ │
│          │ natohq/topics_110496.htm     │
├──────────┼──────────────────────────────┤
│ Reuters  │ https://www.reuters.com/worl │
│          │ d/middle-east/iran-pact-2025 │
└──────────┴──────────────────────────────┘
"""
    pact = "https://www.reuters.com/world/middle-east/iran-pact-2025"
    assert uris(table) == ["https://www.nato.int/cps/en/natohq/topics_110496.htm", pact]


def test_slashes_that_open_a_line_are_no_rest_but_of_a_scheme() -> None:
    assert uris("registry=https://a.org/mine\n//b.org/:token=x") == ["https://a.org/mine"]
    assert uris("See https:\n//a.org/x for more.") == ["https://a.org/x"]
