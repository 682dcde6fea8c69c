"""What stands below an address in print and was once taken for its rest, each shape as it was met in a real document."""

from __future__ import annotations

import pytest

from tests.prose.test_rules import cited, uris

BELOW = [
    pytest.param("https://a.org/x/unified.bst\n8http://b.org/y.html", ["https://a.org/x/unified.bst", "http://b.org/y.html"], id="note's number glued to the next address"),
    pytest.param("https://a.org/dot2tex/\n2andhttp://b.org/y.html", ["https://a.org/dot2tex/"], id="next note, its spaces lost"),
    pytest.param("https://a.org/dl/v8.\n4/gc.tar.gzhttps://b.org/y.html", ["https://a.org/dl/v8.4/gc.tar.gz", "https://b.org/y.html"], id="next address glued to the tail"),
    pytest.param("Clone https://a.org/cost-library.git\n./misc/script/runall.sh ./cost", ["https://a.org/cost-library.git"], id="command"),
    pytest.param("https://a.org/tds/\ncp *.pfb /usr/local/share/", ["https://a.org/tds/"], id="command with a pattern"),
    pytest.param("la liste : https://a.org/-Listes-de-diffusion-\nle site de questions", ["https://a.org/-Listes-de-diffusion-"], id="particle behind a hyphen"),
    pytest.param("It is https://a.org/pkg/#3}m}{%\n1872 \\fi", ["https://a.org/pkg/#3}m}{%"], id="code's number behind a comment's sign"),
    pytest.param("7see http://a.org/projects/mayavi/\nt_list=[]\nE_list=[]", ["http://a.org/projects/mayavi/"], id="code"),
    pytest.param("See http://a.org/howmany.shtml.\nn_prime_pi_bounds(), which", ["http://a.org/howmany.shtml"], id="function"),
    pytest.param("http://a.org/Collate/Locale.pm.\n6\nv0.3.2 and before it", ["http://a.org/Collate/Locale.pm"], id="note below its number"),
    pytest.param("see https://a.org/a/\n197000/132738.\n405\n\\patchcmd", ["https://a.org/a/197000/132738"], id="listing's line number"),
    pytest.param("From https://a.org/plain/lib/install-sh.\nconfig.sub and config.guess are", ["https://a.org/plain/lib/install-sh"], id="file begins a sentence"),
    pytest.param("It is at https://a.org/live/acquire.html.\nTEX Live is organized", ["https://a.org/live/acquire.html"], id="word like an extension"),
    pytest.param("It is at https://a.org/live/acquire.html.\n\nTEX", ["https://a.org/live/acquire.html"], id="word like an extension, over a block"),
    pytest.param("German. http://a.org/pkg/german.\n/one.taboldstyle/four.taboldstyle", ["http://a.org/pkg/german"], id="names of a font's letters"),
    pytest.param("http://a.org/\n/e.sc-/m.sc/a.sc/i.sc/l.sc:", ["http://a.org/"], id="more names of letters"),
    pytest.param("URL: https://tex.a.org\n/a/385209\n/a/385209", ["https://tex.a.org/a/385209"], id="printed twice"),
    pytest.param("2 http://tex.stackexchange.com/\ntex.stackexchange. I would like", ["http://tex.stackexchange.com/"], id="site's name below its address"),
    pytest.param("url: https://a.org/packages/Rsamtools\ngit_branch: RELEASE_3_16\nDate/Publication: 2022", ["https://a.org/packages/Rsamtools"], id="next key"),
    pytest.param("https://a.org/packages/Rsamtools/\nDate/Publication: 2022-11-01", ["https://a.org/packages/Rsamtools/"], id="next key with a slash"),
    pytest.param("https://a.org/space-junk/\n10.14:97b Wood, G. (1930). American", ["https://a.org/space-junk/"], id="number in the margin"),
    pytest.param("https://a.org/CRPT-\n11.6:18\n114hrpt358.pdf is it", ["https://a.org/CRPT-114hrpt358.pdf"], id="number in the margin, passed over"),
    pytest.param("url: https://doi.org/10.\nspecific links. If no", ["https://doi.org/10"], id="other column's word in a DOI"),
    pytest.param("https://a.org/dl/git+\n\n2.4.2 Using conda", ["https://a.org/dl/git+"], id="heading's number"),
    pytest.param("At https://a.org/wiki/\n\nread/write access is", ["https://a.org/wiki/"], id="alternatives open a paragraph"),
    pytest.param("At https://a.org/wiki/\n\nOverview", ["https://a.org/wiki/"], id="heading"),
    pytest.param("At https://github.com/ago/\n\nOverview\n\nText.", ["https://github.com/ago/"], id="heading below an account"),
    pytest.param("url https://a.org/one.\n\n@book{kaufman:1974,", ["https://a.org/one"], id="entry of BibTeX"),
    pytest.param("https://a.org/one/\n\nDescription-md5: 3225199d614fba85", ["https://a.org/one/"], id="key with a hyphen"),
    pytest.param("https://a.org/svn/debugger/README\nsim/ucsim/doc/index.html", ["https://a.org/svn/debugger/README"], id="file without an extension"),
    pytest.param("On https://a.org/x/\nSeeWikipedia() or so", ["https://a.org/x/"], id="function behind a slash"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), BELOW)
def test_what_stands_below_an_address_is_not_taken_for_its_rest(text: str, found: list[str]) -> None:
    assert uris(f"{text}\n") == found


UNSURE = [
    pytest.param("https://arxiv.org/abs/\ndoiurl", "https://arxiv.org/abs/doiurl", id="no number in a collection of numbers"),
    pytest.param("5 https://www.example.org/\n0110100", "https://www.example.org/0110100", id="number below a host"),
    pytest.param("https://github.com/hackl/\nIsthepackageinstalledorthestyle", "https://github.com/hackl/Isthepackageinstalledorthestyle", id="words without their spaces"),
    pytest.param("The author wrote of maps, and of streets and their names, at length and\nwell, and of how they are downloaded from several of the great sites as\nhttp://getmap.example.org/\ngetmap.sty\nContents", "http://getmap.example.org/getmap.sty", id="file below a short line"),
    pytest.param("It is https://a.org/doc/News_\nwith standard means of it", "https://a.org/doc/News_with", id="particle behind an underscore"),
    pytest.param("On https://doi.org/10.22331/\nrefer to it as", "https://doi.org/10.22331/refer", id="word below a registrant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reading"), UNSURE)
def test_what_nobody_can_tell_is_left_to_the_prober(text: str, reading: str) -> None:
    (one,) = cited(f"{text}\n")
    assert reading.startswith(one.uri)
    assert one.uri != reading
    assert reading in one.alternatives
