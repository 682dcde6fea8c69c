"""Keys are those by which web archives look addresses up, and an index says what was said in it."""

from __future__ import annotations

import json
import random
import subprocess

import pytest

from auditor.cdxj import Row, key, read
from auditor.uris import key_of
from tests.archive import PYWB, PYWB_MISSING, pywb_ready

SESSION = "0123456789abcdef0123456789abcdef"
KEYS = {
    "http://example.com/": "com,example)/",
    "https://www.example.com:443/Path/Index.HTML?B=2&a=1": "com,example)/path/index.html?a=1&b=2",
    "http://www2.example.com/a/": "com,example)/a",
    "http://www2a.example.com/": "com,example,www2a)/",
    "http://www1.www2.example.com/": "com,example,www2)/",
    "http://www.com/": "com)/",
    "https://example.com:80/x": "com,example:80)/x",
    "http://user:secret@example.com/x#part": "com,example)/x",
    "http://example.com./x": "com,example)/x",
    "http://127.0.0.1:8765/x": "1,0,0,127:8765)/x",
    "http://[::1]:8765/x": "::1:8765)/x",
    "http://bücher.example/ä": "example,xn--bcher-kva)/%c3%a4",
    "http://example.com/a//b///c/": "com,example)/a/b/c",
    "http://example.com//": "com,example)/",
    "http://example.com/a/./b/../c": "com,example)/a/c",
    "http://example.com/?": "com,example)/",
    "http://example.com/a?b&a&c=": "com,example)/a?a&b&c=",
    "http://example.com/a?&&b=1&": "com,example)/a?&&&b=1",
    "http://example.com/a?b=1&a-b=2&a=3&a%20b=4": "com,example)/a?a=3&a%20b=4&a-b=2&b=1",
    "http://example.com/a/?x=/y/": "com,example)/a?x=/y/",
    "http://example.com/%7Euser/%41/%2525/%2F/x": "com,example)/~user/a/%25/x",
    "http://example.com/%20a%23b%00": "com,example)/%20a%23b%00",
    "http://example.com/%FF%FE": "com,example)/%ff%fe",
    "http://example.com/a?x=%3F%23": "com,example)/a?x=?%23",
    "http://example.com/a'b(c)*e!$g+h,i:j@k|l": "com,example)/a'b(c)*e!$g+h,i:j@k|l",
    f"http://example.com/a?jsessionid={SESSION}&x=1": "com,example)/a?x=1",
    f"http://example.com/a?x=1&PHPSESSID={SESSION}": "com,example)/a?&x=1",
    f"http://example.com/?sid={SESSION}": "com,example)/",
    "http://example.com/a?sid=5": "com,example)/a?sid=5",
    "http://example.com/a.cfm?CFID=1&cftoken=2": "com,example)/a.cfm",
    "http://example.com/(S(4hqa0555fwsecu455xqckv45))/mileg.aspx": "com,example)/mileg.aspx",
}


@pytest.mark.parametrize(("uri", "expected"), KEYS.items())
def test_a_key_leaves_out_what_makes_no_difference(uri: str, expected: str) -> None:
    assert key(uri) == expected


@pytest.mark.archive
@pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)
def test_the_keys_are_those_of_a_real_archive() -> None:
    chance = random.Random(5)
    pieces = "a B / // %41 %2F %25 %20 é ? & = b=1 ; . .. + ( ~ - ,".split()
    hosts = ("Example.com", "www.example.org", "www3.a.example.co.uk:8080", "10.0.0.1")
    made = [f"http://{chance.choice(hosts)}/{''.join(chance.choices(pieces, k=8))}" for _ in range(2000)]
    uris = [*KEYS, *(key_of(uri) for uri in made)]
    script = (
        "import json, sys; from pywb.utils.canonicalize import canonicalize as key;"
        "print(json.dumps([key(uri) for uri in json.load(sys.stdin)]))"
    )
    command = [str(PYWB), "-W", "ignore", "-c", script]
    ended = subprocess.run(command, input=json.dumps(uris), capture_output=True, text=True, check=True, timeout=60)
    theirs = json.loads(ended.stdout)
    assert {uri: (key(uri), other) for uri, other in zip(uris, theirs, strict=True) if key(uri) != other} == {}


ROW = Row(
    uri="https://www.example.org/Report?b=1",
    digits="20261123020000",
    media_type="text/html",
    status=200,
    digest="IC3AGOTVRNT24Q7O4BXMFABLEGEENED5",
    offset=711,
    length_bytes=354,
    filename="a.warc.gz",
)


def test_a_line_says_what_pywb_says() -> None:
    start, _, fields = ROW.line.partition(" {")
    assert start == "org,example)/report?b=1 20261123020000"
    assert json.loads("{" + fields) == {
        "url": "https://www.example.org/Report?b=1", "mime": "text/html", "status": "200",
        "digest": "IC3AGOTVRNT24Q7O4BXMFABLEGEENED5", "length": "354", "offset": "711", "filename": "a.warc.gz",
    }  # fmt: skip


def test_a_line_reads_back() -> None:
    from dataclasses import replace

    for row in (ROW, replace(ROW, status=None, media_type="warc/revisit"), replace(ROW, truncated="length")):
        assert read(f"{row.line}\n") == row


@pytest.mark.parametrize(
    "line",
    ["", "!meta 0 {}", "com,example)/ 2026 {}", "com,example)/ 20261123020000 {}", "x 20261123020000 {not json}",
     'x 20261123020000 {"url": 1}', ROW.line.replace('"711"', '"many"')],
)  # fmt: skip
def test_a_line_that_is_none_reads_as_none(line: str) -> None:
    assert read(line) is None
