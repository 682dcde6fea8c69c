"""A look ends where it should, whatever the web answers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import uris
from auditor.model import Failure, FailureKind, Response, SkipReason
from auditor.settings import NetPolicy
from tests.probe.build import POLICY, Outcome, in_turn, look, redirect, response


def asked(sent):
    return [send.request.uri for send in sent]


def test_a_page_that_answers_is_asked_once():
    probe, sent = look("https://example.org/a?b=1", in_turn(response(200)))
    assert asked(sent) == ["https://example.org/a?b=1"]
    assert sent[0].request.method == "GET"
    assert sent[0].after_s == 0.0
    assert probe.key == "https://example.org/a?b=1"
    assert len(probe.exchanges) == 1
    assert probe.skipped is None


def test_what_nobody_can_ask_is_skipped_with_its_reason():
    for uri in ("http://", "https://[::1", "mailto:a@example.org", "ftp://example.org/", "http://:80/", ""):
        probe, sent = look(uri, in_turn(response(200)))
        assert (sent, probe.skipped, probe.exchanges) == ([], SkipReason.INVALID, ()), uri


def test_userinfo_is_not_sent():
    _, sent = look("https://me:secret@example.org/", in_turn(response(200)))
    assert asked(sent) == ["https://example.org/"]


def test_a_platform_is_asked_at_the_address_that_its_rule_names():
    _, sent = look("https://x.com/NATO/status/1937874836284522789", in_turn(response(200)))
    assert asked(sent)[0].startswith("https://publish.x.com/oembed?")


def test_a_wall_is_not_asked_again():
    for status in (401, 402, 403, 405, 451, 999, 404, 410, 501):
        _, sent = look("https://example.org/", in_turn(response(status)))
        assert len(sent) == 1, status


def test_each_hop_is_an_exchange_of_its_own():
    probe, _ = look(
        "http://a.example/x", in_turn(redirect("https://a.example/x", status=301), redirect("/y"), response())
    )
    assert [each.request.uri for each in probe.exchanges] == [
        "http://a.example/x",
        "https://a.example/x",
        "https://a.example/y",
    ]
    assert probe.last is not None
    assert probe.last.response == response()


def test_so_many_redirects_are_followed_and_no_more():
    hop = iter(range(100))
    probe, sent = look("https://a.example/", lambda _: redirect(f"/{next(hop)}"), NetPolicy(max_redirects=10))
    assert len(sent) == 11
    assert probe.last is not None
    assert probe.last.response is not None
    assert probe.last.response.status == 302
    _, sent = look("https://a.example/", lambda _: redirect("/b"), NetPolicy(max_redirects=0))
    assert len(sent) == 1


def test_a_redirect_to_itself_ends_the_look():
    probe, sent = look("https://a.example/", in_turn(redirect("/")))
    assert len(sent) == 1
    assert len(probe.exchanges) == 1


def test_a_circle_of_two_ends_when_it_closes():
    _, sent = look("https://a.example/1", lambda request: redirect("/2" if request.uri.endswith("1") else "/1"))
    assert asked(sent) == ["https://a.example/1", "https://a.example/2"]


def test_a_circle_that_differs_in_its_fragment_only_is_a_circle():
    _, sent = look("https://a.example/", lambda _: redirect("/#top"))
    assert len(sent) == 1


def test_a_cookie_loop_ends_well():
    def answer(request):
        if dict(request.headers).get("cookie") == "seen=yes":
            return response(200)
        return redirect(request.uri, ("set-cookie", "seen=yes; Path=/"))

    probe, sent = look("https://a.example/article", answer)
    assert len(sent) == 2
    assert probe.last is not None
    assert probe.last.response == response(200)


def test_a_cookie_loop_that_counts_up_for_ever_ends_with_the_redirects_and_one_try_without_cookies():
    count = iter(range(1000))
    _, sent = look("https://a.example/", lambda _: redirect("/", ("set-cookie", f"n={next(count)}")))
    assert len(sent) == 1 + POLICY.max_redirects + 1
    assert sent[-1].request == sent[0].request


def test_who_sends_cookies_in_circles_is_asked_once_without_any():
    def answer(request):
        if request.headers:
            return redirect("/login", ("set-cookie", "n=2")) if request.uri.endswith("/a") else redirect("/a")
        return response(200) if request.uri.endswith("/b") and len(past) > 3 else redirect("/b", ("set-cookie", "n=2"))

    past = []
    probe, _ = look("https://a.example/a", lambda request: (past.append(request), answer(request))[1])
    assert probe.last is not None
    assert probe.last.response == response(200)
    assert [request.headers for request in past if request.uri.endswith("/b")][-1] == ()


def test_redirects_in_circles_without_cookies_are_not_begun_again():
    _, sent = look("https://a.example/1", lambda request: redirect("/2" if request.uri.endswith("1") else "/1"))
    assert len(sent) == 2


def test_a_hop_that_fails_for_the_moment_is_asked_again_with_its_cookies():
    answers = in_turn(redirect("/in", ("set-cookie", "a=1")), response(503), response(200))
    _, sent = look("https://a.example/", answers)
    assert asked(sent) == ["https://a.example/", "https://a.example/in", "https://a.example/in"]
    assert sent[2].request == sent[1].request
    assert dict(sent[2].request.headers) == {"cookie": "a=1"}


def test_retries_are_counted_over_the_whole_look():
    hop = iter(range(100))
    answers = iter([response(503), redirect(f"/{next(hop)}"), response(503), redirect(f"/{next(hop)}"), response(503)])
    _, sent = look("https://a.example/", lambda _: next(answers), NetPolicy(retries=2))
    assert len(sent) == 5  # 2 retries, 2 hops; the third 503 ends it


LOCATIONS = st.one_of(
    st.sampled_from(
        ["", "/", "/a", "//b.example/", "https://c.example/?q", "javascript:alert(1)", "android-app://x/y", "http://[", "#f",
         "http://user:pw@d.example/", "file:///etc/passwd", "https://a.example:99999/", "\x00", "http://127.0.0.1/"]
    ),
    st.text(max_size=30),
)  # fmt: skip
COOKIES = st.one_of(
    st.just("n=1"), st.builds("n={}; Domain={}".format, st.integers(0, 9), st.text(max_size=9)), st.text(max_size=40)
)
HEADERS = st.lists(
    st.one_of(
        st.tuples(st.just("location"), LOCATIONS),
        st.tuples(st.just("set-cookie"), COOKIES),
        st.tuples(st.just("retry-after"), st.one_of(st.integers(-5, 10**12).map(str), st.text(max_size=20))),
        st.tuples(st.just("date"), st.text(max_size=30)),
    ),
    max_size=4,
)
OUTCOMES: st.SearchStrategy[Outcome] = st.one_of(
    st.builds(Failure, kind=st.sampled_from(FailureKind)),
    st.builds(
        Response,
        status=st.one_of(
            st.sampled_from([200, 301, 302, 303, 307, 308, 421, 429, 500, 503, 522]), st.integers(100, 999)
        ),
        headers=HEADERS.map(tuple),
    ),
)


@settings(max_examples=300, deadline=None)
@given(
    outcomes=st.lists(OUTCOMES, min_size=1, max_size=40),
    jitter=st.floats(0, 1, exclude_max=True),
    retries=st.integers(0, 4),
)
def test_whatever_is_answered_a_look_ends_and_asks_http_addresses_only(outcomes, jitter, retries):
    policy = NetPolicy(max_redirects=5, retries=retries)
    left = iter(outcomes * 10)
    most = 2 * (1 + 5) * 2 + retries  # both times round, each hop in other words too
    probe, sent = look("https://a.example/", lambda _: next(left), policy, jitter=jitter, at_most=most)
    assert len(probe.exchanges) == len(sent)
    for send in sent:
        assert uris.parse(send.request.uri) is not None
        assert "@" not in send.request.uri.split("/")[2]
        assert 0 <= send.after_s <= max(policy.retry_after_max_s, policy.backoff_s * (2**retries + 1))
        assert all(value.isascii() and value.isprintable() for _, value in send.request.headers)
