"""The demo's world answers for every address of its table, as its row says; the demo passes its command's end on."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.archive import PYWB_MISSING, pywb_ready
from tests.web import Door, Web, serve_in_thread
from tests.world import World, load
from tests.world.addresses import CITED
from tests.world.demo import CONTROLS, WORLD, main

BRIEFING = Path("examples/briefing.md")
# What isn't fine, by a part of its address; the rest answers 200.
STATUSES = {
    "reuters.com": 401,
    "cnn.com": 403,
    "nato.int": 301,
    "iran-seems-destined": 301,
    "russias-strategic-success": 301,
    "understandingwar.org": 404,
    "lithium-deposit": 404,
    "putins-war-syria": 404,
    "1000-drone-launches": 410,
    "battlefield-secrets": 503,
}

needs_archive = pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve_in_thread(WORLD.sites, WORLD.doors) as running:
        yield running


def status_of(web: Web, uri: str) -> int:
    parts = urlsplit(uri)
    connection = HTTPConnection("127.0.0.1", web.http_port, timeout=5)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"Host": parts.hostname or ""})
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_world_has_twenty_seven_addresses_each_once() -> None:
    assert len({cited.uri for cited in CITED}) == len(CITED) == 27


@pytest.mark.parametrize("uri", [cited.uri for cited in CITED])
def test_every_address_answers_as_its_kind_does(web: Web, uri: str) -> None:
    expected = next((status for part, status in STATUSES.items() if part in uri), 200)
    assert status_of(web, uri) == expected


def test_every_host_is_reachable_or_refuses_as_it_should(web: Web) -> None:
    for host in {cited.host for cited in CITED} | {*CONTROLS, "publish.x.com"}:
        assert {f"{host}:80", f"{host}:443"} <= set(web.connect_to)
    assert WORLD.doors == {"gulfiif.org": Door.REFUSED}


def test_some_pages_are_kept_once_or_twice_some_by_the_second_archive_some_by_none() -> None:
    first = {capture.uri_r for capture in WORLD.holdings}
    second = {capture.uri_r for capture in WORLD.second_holdings}
    uris = {cited.uri for cited in CITED}
    assert uris - first - second
    assert (uris & second) - first
    assert uris & first & second
    assert any(excluded in uri for uri in first for excluded in WORLD.excluded)


def test_worlds_are_found_by_name() -> None:
    assert isinstance(load("demo"), World)
    with pytest.raises(ModuleNotFoundError):
        load("nowhere")


@needs_archive
@pytest.mark.archive
@pytest.mark.parametrize(("code", "end"), [(0, 0), (1, 0), (3, 3)])
def test_the_demo_ends_as_its_command_does_but_rot_is_no_error(tmp_path: Path, code: int, end: int) -> None:
    config = tmp_path / "config.toml"
    arguments = ["--directory", str(tmp_path), "--config", str(config), "--document", str(BRIEFING)]
    assert main([*arguments, "--", sys.executable, "-c", f"raise SystemExit({code})"]) == end
    written = tomllib.loads(config.read_text())
    assert written["net"]["connect_to"]["web.archive.org:80"].startswith("127.0.0.1:")
    assert written["documents"][0]["include"] == ["briefing.md"]
    assert (tmp_path / "briefing.md").read_bytes() == BRIEFING.read_bytes()
