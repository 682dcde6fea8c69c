"""Places come in; redirects to them go out, with those that never arrive."""

from __future__ import annotations

from tests.web.behaviours.answers import Headers, answer
from tests.web.behaviours.pages import document
from tests.web.server import Behaviour, Visit

METADATA_SERVICE = "http://169.254.169.254/latest/meta-data/"  # RFC 3927; where clouds keep credentials
LOOPBACK = "http://127.0.0.1:1/"
APP = "android-app://com.example.reader/story/1"


def to(location: str, status: int = 302, headers: Headers = ()) -> Behaviour:
    """One hop to a place, which may be anything that fits in a header."""
    return answer(status, document("Moved", "This way."), headers=[("Location", location), *headers])


def moved(location: str) -> Behaviour:
    """301: it lives elsewhere now."""
    return to(location, 301)


def home() -> Behaviour:
    """To the front page of the site, as relaunched sites do with all that they no longer know."""
    return to("/", 301)


def to_private() -> Behaviour:
    """Into the network of whoever asks."""
    return to(METADATA_SERVICE)


def to_loopback() -> Behaviour:
    """To the machine of whoever asks."""
    return to(LOOPBACK)


def to_app() -> Behaviour:
    """To something that isn't the web."""
    return to(APP)


def nowhere() -> Behaviour:
    """302 without a Location."""
    return answer(302, document("Moved", "Somewhere."))


def loop() -> Behaviour:
    """To itself, for ever."""

    async def answering(visit: Visit) -> None:
        await to(visit.asked.path)(visit)

    return answering


def countdown(end: Behaviour) -> Behaviour:
    """For a key like `/chain/*`: `/chain/3` leads to `/chain/2` and so on; `/chain/0` is the end."""

    async def answering(visit: Visit) -> None:
        base, _, left = visit.asked.path.rpartition("/")
        await (to(f"{base}/{int(left) - 1}") if int(left) else end)(visit)

    return answering


def cookie_test(end: Behaviour) -> Behaviour:
    """To itself with a cookie to bring back; a client that keeps no cookies never gets through."""

    async def answering(visit: Visit) -> None:
        passed = "seen=yes" in (visit.asked.header("cookie") or "")
        again = to(visit.asked.path, headers=[("Set-Cookie", "seen=yes; Path=/")])
        await (end if passed else again)(visit)

    return answering
