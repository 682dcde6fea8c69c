"""Error pages whose words no table reads, and live pages that look like such, through `auditor run` on a simulated web.

Each missing site answers every address with its page, and 200, as most soft 404s do; each living one has the cited
page, and some way of its own to answer what it hasn't. What the made-up addresses contribute is the difference
between two runs: one with them and one without.
"""

from __future__ import annotations

from tests.cli.project import Project
from tests.web import Behaviour, Visit, serve_in_thread
from tests.web.behaviours import pages, redirects, statuses
from tests.web.behaviours.answers import answer

CITED = "/2019/05/silt-of-the-delta-measured"
FRAME = '<header><a href="/">Morning Post</a> <a href="/news">News</a> <a href="/about">About</a></header>'
HEADLINES = "".join(
    f'<li><a href="/n/{n}">Harbour news, part {n}, in which silt is measured</a></li>' for n in range(40)
)


def page(said: str, *, title: str = "Morning Post", after: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{FRAME}{said}{after}</body></html>"


def echoing(said: str, **more: str) -> Behaviour:
    """A page that repeats the asked address and has a number that is never the same."""

    async def answering(visit: Visit) -> None:
        nonce = f'<p hidden data-nonce="{len(visit.asked.path) * 7919 + visit.asked.connection}">{visit.asked.path}</p>'
        await answer(body=page(said, **more) + nonce)(visit)

    return answering


MISSING = {
    "ship": echoing("<h1>Adrift</h1><p>Whatever lay here has slipped its moorings and gone out with the tide.</p>"),
    "dog": echoing('<h2>Woof!</h2><p>Our dog must have eaten it.</p><img src="/dog.png" alt="a dog">'),
    "navajo": echoing("<h1>Ádin</h1><p>Díí naaltsoos ádin silį́į́ʼ. Háadishį́į́ yóóʼííyá.</p>"),
    "inuktitut": echoing("<h1>ᐱᑕᖃᙱᑦᑐᖅ</h1><p>ᒪᒃᐱᒐᖅ ᕿᓂᖅᑕᐃᑦ ᓇᓂᔭᐅᙱᑦᑐᖅ.</p>"),
    "quechua": echoing("<p>Manan kaypichu mask'asqayki p'anqaqa. Wakmanta mask'ay.</p>"),
    "cherokee": echoing("<h1>ᎥᏝ</h1><p>ᎥᏝ ᏯᏓᏅᏖᏍᎬ ᎪᏪᎵ ᏱᎩ.</p>"),
    "picture": echoing('<p><img src="/images/lost.svg" width="600" height="400"></p>'),
    "blank": answer(body="<!DOCTYPE html><html><head><title>Morning Post</title></head><body></body></html>"),
    "shrug": echoing("<h1>¯\\_(ツ)_/¯</h1>"),
    "number": echoing('<p class="big">404</p>', after=f"<aside><ul>{HEADLINES}</ul></aside>"),
    "headlines": echoing("<p>Sani boro, wesh nkel tir?</p>", after=f"<aside><ul>{HEADLINES}</ul></aside>"),
    "poem": echoing(
        "<h1>Haiku</h1><p>You step in the stream,<br>but the water has moved on.<br>Sit down, have some tea.</p>"
    ),
    "lost property": redirects.to("/counter/of/lost/things"),
}
LOST_THINGS = echoing("<h1>Lost and found</h1><p>One glove, two umbrellas, and a set of teeth were handed in.</p>")

ABOUT_PAGES = page(
    "<h1>A form is no answer</h1><p>Readers who follow an old link get a form. “Page not found” would at least have "
    "told them what is the matter, our correspondent finds.</p>"
)
ABOUT_HOSTS = page(
    "<h1>When the lights go out</h1><p>If your website has been suspended, look at your invoices first; then write "
    "to us, and we shall see what can be done about it.</p>"
)
ABOUT_SALES = page(
    "<h1>Names by the thousand</h1><p>Some buy names and keep those that readers come to. Each of them shows that "
    "this domain is for sale, and a few advertisements besides.</p>"
)
ABOUT_FILES = page(
    "<h1>Brief news</h1><p>The ministry’s file was not found in the archive, the court was told on Friday. The page "
    "of the register that names it does not exist any more, and nobody knows since when.</p>"
)
BRIEF = page("<h1>Aground</h1><p>Two boats ran aground on Monday. Nobody was hurt.</p>")
FOREIGN = page("<h1>ᐅᓪᓗᒥ</h1><p>ᐅᒥᐊᖅ ᑎᑭᑦᑐᖅ ᐅᓪᓗᒥ.</p>")
ROOM = page('<div class="not-found" hidden>0 results</div><h1>Hotel</h1><p>A night in room 404, and what it cost.</p>')

LIVING: dict[str, dict[str, Behaviour]] = {
    "of pages": {CITED: answer(body=ABOUT_PAGES), "*": statuses.not_found()},
    "of hosts": {CITED: answer(body=ABOUT_HOSTS), "*": statuses.not_found()},
    "of sales": {CITED: answer(body=ABOUT_SALES), "*": statuses.gone()},
    "of files": {CITED: answer(body=ABOUT_FILES), "*": statuses.not_found()},
    "brief": {CITED: answer(body=BRIEF), "*": statuses.not_found()},
    "brief, front page for the rest": {
        CITED: answer(body=BRIEF),
        "/": pages.article("Morning Post"),
        "*": redirects.to("/"),
    },
    "brief, odd page for the rest": {CITED: answer(body=BRIEF), "*": MISSING["ship"]},
    "foreign": {CITED: answer(body=FOREIGN), "*": statuses.not_found()},
    "foreign, odd page for the rest": {CITED: answer(body=FOREIGN), "*": MISSING["inuktitut"]},
    "room": {CITED: answer(body=ROOM), "*": statuses.not_found()},
    "gallery": {CITED: answer(body=page('<img src="/p/12.jpg">')), "*": answer(body=page('<img src="/p/none.jpg">'))},
    "walled beside": {CITED: answer(body=BRIEF), "*": answer(403)},
}


def audited(project: Project, *, siblings: bool) -> dict[str, str]:
    """The state of each site's cited page, by what the site is called."""
    sites = {name: {"*": behaviour} for name, behaviour in MISSING.items()} | LIVING
    sites["lost property"] = {"*": MISSING["lost property"], "/counter/of/lost/things": LOST_THINGS}
    hosts = {f"{name.replace(' ', '-').replace(',', '')}.test": name for name in sites}
    with serve_in_thread({host: sites[name] for host, name in hosts.items()}) as web:
        project.configure(web, judge__policy="single-run", net__siblings=siblings)
        project.write("a.md", *(f"https://{host}{CITED}" for host in hosts))
        project.auditor("run")
    (document,) = project.report("a.md")["documents"]
    return {hosts[each["uri"].split("/")[2]]: each["link"]["state"] for each in document["citations"]}


def test_made_up_addresses_find_out_what_no_table_reads_and_clear_what_only_looks_like_it(project: Project) -> None:
    assert len(MISSING) >= 10
    assert len(LIVING) >= 10
    states = audited(project, siblings=True)
    assert {name: states[name] for name in MISSING} == dict.fromkeys(MISSING, "soft-404")
    assert {name: states[name] for name in LIVING} == dict.fromkeys(LIVING, "live")


def test_without_them_none_is_found_out_and_four_are_taken_for_what_they_tell_of(project: Project) -> None:
    states = audited(project, siblings=False)
    assert [name for name in MISSING if states[name] == "soft-404"] == []
    assert [name for name in LIVING if states[name] != "live"] == ["of pages", "of hosts", "of sales", "of files"]
