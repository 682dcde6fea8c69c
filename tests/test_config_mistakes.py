"""That whatever is wrong in a configuration is named with its line, its key and what is expected there."""

from __future__ import annotations

import re

import pytest

from tests.test_config import complaints

BROKEN = {
    "a misspelt key": (
        "[net]\ntimeout = 3",
        "config.toml, line 2, net.timeout: there is no such key; did you mean timeout_s?",
    ),
    "a key in the wrong table": (
        "timeout_s = 3",
        "config.toml, line 1, timeout_s: there is no such key; did you mean net.timeout_s?",
    ),
    "a key like no other": (
        "[judge]\nxyzzy = 3",
        "config.toml, line 2, judge.xyzzy: there is no such key; the nearest known one is policy",
    ),
    "a misspelt table": (
        "[stroe]\npath = 'x'",
        "config.toml, line 1, stroe: there is no such key; did you mean store?",
    ),
    "a key that needs quotes": (
        '[net]\n"time\\nout" = 3',
        'config.toml, line 2, net."time\\nout": there is no such key; did you mean timeout_s?',
    ),
    "a number in quotes": (
        '[net]\n\ntimeout_s = "20"',
        'config.toml, line 3, net.timeout_s: must be a number of seconds above 0, without quotes, not "20"',
    ),
    "a boolean for a number": (
        "[net]\nretries = true",
        "config.toml, line 2, net.retries: must be a whole number, 0 or more, not true",
    ),
    "a number for a boolean": (
        "[net]\nallow_private = 0",
        "config.toml, line 2, net.allow_private: must be true or false, not 0",
    ),
    "a negative time": (
        "[net]\nhost_interval_s = -0.5",
        "config.toml, line 2, net.host_interval_s: must be a number of seconds, 0 or more, not -0.5",
    ),
    "no time at all": (
        "[net]\ndeadline_s = 0",
        "config.toml, line 2, net.deadline_s: must be a number of seconds above 0, not 0",
    ),
    "not a number": (
        "[net]\nfresh_hours = nan",
        "config.toml, line 2, net.fresh_hours: must be a number of hours, 0 or more, not nan",
    ),
    "an endless time": (
        "[net]\nfresh_hours = inf",
        "config.toml, line 2, net.fresh_hours: must be a number of hours, 0 or more, and at most 2147483647, not inf",
    ),
    "a huge number": (
        f"[net]\nretries = {10**400}",
        (
            "config.toml, line 2, net.retries: must be a whole number, 0 or more, and at most 2147483647, "
            "not a huge number"
        ),
    ),
    "part of a whole": (
        "[net]\nconnections = 1.5",
        "config.toml, line 2, net.connections: must be a whole number, 1 or more, not 1.5",
    ),
    "a header of its own": (
        '[net]\ncontact = "a@example.org\\r\\nX-Other: 1"',
        (
            "config.toml, line 2, net.contact: must be text without control characters, "
            'not "a@example.org\\r\\nX-Other: 1"'
        ),
    ),
    "a header that isn't ASCII": (
        '[net]\ncontact = "Jürgen"',
        (
            "config.toml, line 2, net.contact: must be a mail address or URL in ASCII, since it is sent in a header, "
            'not "Jürgen"'
        ),
    ),
    "text for a list": (
        '[[documents]]\ninclude = "*.md"',
        'config.toml, line 2, documents.include: must be a list of globs in square brackets, not "*.md"',
    ),
    "a list with something else in it": (
        '[net]\ncontrols = [\n  "https://a.example/",\n  "b.example",\n]',
        (
            "config.toml, line 2, net.controls: must be a list of addresses, each an address that begins with http:// "
            'or https://, not "b.example"'
        ),
    ),
    "an address of another kind": (
        '[[documents]]\n[[documents]]\nbase_url = "ftp://x/"',
        (
            "config.toml, line 3, documents.base_url: must be an address that begins with http:// or https://, "
            'not "ftp://x/"'
        ),
    ),
    "a table instead of tables": (
        "[documents]\nurls = []",
        "config.toml, line 1, documents: must be a table, [[documents]], not [documents]",
    ),
    "a value instead of a table": (
        "net = 3",
        "config.toml, line 1, net: must be a table, [net], not 3",
    ),
    "a SOCKS proxy": (
        '[net]\nproxy = "socks5://127.0.0.1:1080"',
        (
            "config.toml, line 2, net.proxy: must be http://host:port (SOCKS and https proxies are not supported), "
            'not "socks5://127.0.0.1:1080"'
        ),
    ),
    "a password in the file": (
        '[net]\nproxy = "http://me:secret@proxy.example:3128"',
        (
            "config.toml, line 2, net.proxy: must be http://host:port; put the one with a password into the "
            'environment, AUDITOR_PROXY, not "http://proxy.example:3128"'
        ),
    ),
    "half a detour": (
        '[net.connect_to]\n"a.example:443" = "127.0.0.1"',
        (
            'config.toml, line 1, net.connect_to: must be a table such as {"www.example.org:443" = "127.0.0.1:8443"}, '
            'host:port on both sides, not "127.0.0.1"'
        ),
    ),
    "a detour to no port": (
        '[net]\nconnect_to = {"a.example:443" = "127.0.0.1:70000"}',
        (
            'config.toml, line 2, net.connect_to: must be a table such as {"www.example.org:443" = "127.0.0.1:8443"}, '
            'host:port on both sides, not "127.0.0.1:70000"'
        ),
    ),
    "a certificate file that isn't there": (
        '[net]\nca_file = "/nowhere/ca.pem"',
        "config.toml, line 2, net.ca_file: must be a file; there is none at /nowhere/ca.pem",
    ),
    "an unknown policy": (
        '[judge]\npolicy = "strict"',
        'config.toml, line 2, judge.policy: must be one of "strikes", "single-run", "pew", not "strict"',
    ),
    "an unknown engine": (
        '[engine]\nkind = "threads"',
        'config.toml, line 2, engine.kind: must be one of "local", "processes", "dask", not "threads"',
    ),
    "a scheduler without a scheme": (
        '[engine]\nscheduler = "scheduler:8786"',
        (
            'config.toml, line 2, engine.scheduler: must be an address such as "tcp://scheduler:8786", '
            'not "scheduler:8786"'
        ),
    ),
    "a timegate that nothing can be appended to": (
        '[archives.wayback]\ntimegate = "https://web.archive.org/web"',
        (
            "config.toml, line 2, archives.wayback.timegate: must be an address that ends in / (or in =), since the "
            'cited address is appended to it, not "https://web.archive.org/web"'
        ),
    ),
    "half an archive": (
        '[[archives.memento]]\nname = "one"\ntimegate = "https://a.example/"\n\n[[archives.memento]]\nname = "two"',
        "config.toml, line 5, archives.memento: needs timegate too, since name and timegate belong together",
    ),
    "two archives of one name": (
        (
            '[[archives.memento]]\nname = "one"\ntimegate = "https://a.example/"\n'
            '[[archives.memento]]\nname = "one"\ntimegate = "https://b.example/"'
        ),
        'config.toml, line 5, archives.memento.name: must be a name that no other archive has, not "one"',
    ),
    "an archive by the name of one that is built in": (
        '[[archives.memento]]\nname = "memgator"\ntimegate = "https://a.example/"',
        'config.toml, line 2, archives.memento.name: must be a name that no other archive has, not "memgator"',
    ),
    "an archive that is never asked": (
        '[[archives.memento]]\nname = "today"\ntimegate = "https://archive.ph/timegate/"',
        (
            "config.toml, line 3, archives.memento.timegate: must be another archive: archive.today is not a safe "
            "archive: it has altered captures and used its readers' browsers for an attack, so that English Wikipedia "
            'removed it in February 2026, not "https://archive.ph/timegate/"'
        ),
    ),
    "an unknown health": (
        '[report]\nfail_on = ["rotten"]',
        (
            'config.toml, line 2, report.fail_on: must be a list of healths, each one of "healthy", "at-risk", '
            '"changed", "recoverable", "lost", "unverified", not "rotten"'
        ),
    ),
    "nowhere to store": (
        '[store]\npath = " "',
        'config.toml, line 2, store.path: must be text that is not empty, not " "',
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_named_with_line_and_key_and_what_is_expected(text, expected, tmp_path):
    assert complaints(text, tmp_path) == [expected]


def test_folders_that_would_swallow_others_are_refused(tmp_path):
    def said(text: str) -> str:
        return complaints(text, tmp_path)[0]

    assert said('[report]\n\npublish = "reports"').startswith(
        "config.toml, line 3, report.publish: must be another folder"
    )
    assert said('[report]\npublish = "reports/public"').startswith(
        "config.toml, line 2, report.publish: must be another"
    )
    assert said('[report]\npublish = "x/../reports/"').startswith(
        "config.toml, line 2, report.publish: must be another"
    )
    assert said('[report]\ndirectory = "."').startswith(
        "config.toml, line 2, report.directory: must be a folder of its own"
    )
    assert said('[report]\npublish = ".."').startswith(
        "config.toml, line 2, report.publish: must be a folder of its own"
    )
    assert said('[store]\npath = "p/a.db"\n[report]\npublish = "p"').startswith(
        "config.toml, line 4, report.publish: must be"
    )


def test_an_unknown_format_names_those_there_are(tmp_path):
    (said,) = complaints('[report]\nformats = ["html", "docx"]', tmp_path)
    assert re.fullmatch(r'config\.toml, line 2, report\.formats: must be formats of .*html.*, not "docx"', said)


def test_all_mistakes_are_told_at_once(tmp_path):
    said = complaints("[net]\ntimeout_s = -1\nretires = 2\n[judge]\npolicy = 3\n", tmp_path)
    assert [re.match(r"config\.toml, line \d", line)[0] for line in said] == [
        "config.toml, line 2",
        "config.toml, line 3",
        "config.toml, line 5",
    ]
