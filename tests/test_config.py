"""What `config.toml`, flags and the environment may say, and what comes of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.config import Configuration, init, load
from auditor.errors import ConfigError
from auditor.model import Health
from auditor.settings import (
    DocumentsPolicy,
    EnginePolicy,
    JudgeMode,
    MementoPolicy,
    Settings,
)


def loaded(text: str | bytes, folder: Path, **options) -> Configuration:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(str(path), environ={}, **options)


def complaints(text: str | bytes, folder: Path, **options) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        loaded(text, folder, **options)
    return str(caught.value).replace(f"{folder}{os.sep}", "").split("\n")


# ── what is right ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_gives_every_default(tmp_path):
    assert unresolved(loaded("", tmp_path)) == Settings()


def unresolved(configuration: Configuration) -> Settings:
    """The settings with their paths as the defaults have them."""
    found, defaults = configuration.settings, Settings()
    assert found.store.path == str(Path(configuration.root) / defaults.store.path)
    assert found.report.directory == str(Path(configuration.root) / defaults.report.directory)
    report = replace(found.report, directory=defaults.report.directory)
    return replace(found, store=defaults.store, report=report)


def test_what_is_given_is_taken_and_the_rest_keeps_its_default(tmp_path):
    found = loaded(
        """
        [[documents]]
        include = ["a/*.md", "a/*.md", "b.txt"]
        base_url = "https://www.example.org/"
        [[documents]]
        urls = ["https://www.example.org/briefing"]
        [net]
        timeout_s = 7
        connect_to = {"www.example.org:443" = "127.0.0.1:8443", ":80" = "[::1]:"}
        controls = []
        [archives]
        memento = []
        [judge]
        policy = "single-run"
        [report]
        fail_on = ["lost"]
        [engine]
        kind = "dask"
        scheduler = "tcp://scheduler:8786"
        """,
        tmp_path,
    ).settings
    assert found.documents == (
        DocumentsPolicy(include=("a/*.md", "b.txt"), base_url="https://www.example.org/"),
        DocumentsPolicy(include=(), urls=("https://www.example.org/briefing",)),
    )
    assert (found.net.timeout_s, type(found.net.timeout_s)) == (7.0, float)
    assert dict(found.net.connect_to) == {"www.example.org:443": "127.0.0.1:8443", ":80": "[::1]:"}
    assert found.net.controls == ()
    assert found.net.retries == Settings().net.retries
    assert found.archives.memento == ()
    assert found.archives.wayback == Settings().archives.wayback
    assert found.judge.policy is JudgeMode.SINGLE_RUN
    assert found.report.fail_on == (Health.LOST,)
    assert found.engine == EnginePolicy(kind="dask", scheduler="tcp://scheduler:8786")


def test_archives_are_named_or_switched_off_one_by_one(tmp_path):
    found = loaded(
        """
        [archives]
        enabled = false
        wayback = false
        [[archives.memento]]
        name = "one"
        timegate = "https://one.example/timegate/"
        [[archives.memento]]
        name = "two"
        timegate = "https://two.example/?url="
        per_minute = 3
        """,
        tmp_path,
    ).settings.archives
    assert found.enabled is False
    assert found.wayback is None
    assert found.memento == (
        MementoPolicy(name="one", timegate="https://one.example/timegate/"),
        MementoPolicy(name="two", timegate="https://two.example/?url=", per_minute=3.0),
    )


def test_paths_are_relative_to_the_file_and_globs_stay_as_they_are(tmp_path):
    (tmp_path / "ca.pem").touch()
    found = loaded(
        '[store]\npath = "kept/a.db"\n[report]\npublish = "/srv/share/audit"\n[net]\nca_file = "ca.pem"', tmp_path
    )
    assert found.root == str(tmp_path)
    assert found.settings.store.path == str(tmp_path / "kept" / "a.db")
    assert found.settings.report.publish == "/srv/share/audit"
    assert found.settings.net.ca_file == str(tmp_path / "ca.pem")
    assert found.settings.documents[0].include == ("examples/**/*.md",)


def test_a_file_saved_by_a_windows_editor_reads_as_any_other(tmp_path):
    assert loaded(b"\xef\xbb\xbf[net]\r\ntimeout_s = 3\r\n", tmp_path).settings.net.timeout_s == 3
    assert complaints(b"\xef\xbb\xbf[net]\r\ntimeout_s = -3\r\n", tmp_path)[0].startswith("config.toml, line 2, net")


# ── where no file is ────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_file_the_defaults_do_unless_one_must_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load(environ={}).path is None
    assert unresolved(load(environ={})) == Settings()
    with pytest.raises(ConfigError, match=r"config\.toml: there is no such file") as caught:
        load(environ={}, must_exist=True)
    assert "auditor init" in caught.value.advice
    (tmp_path / "config.toml").write_text("[net]\nretries = 7")
    assert load(environ={}).settings.net.retries == 7


def test_a_file_that_is_named_must_be_there(tmp_path):
    with pytest.raises(ConfigError, match=r"other\.toml: there is no such file"):
        load(str(tmp_path / "other.toml"), environ={})
    with pytest.raises(ConfigError, match="can't be read: Is a directory"):
        load(str(tmp_path), environ={})


# ── flags, environment, init ────────────────────────────────────────────────────────────────────────────────────


def test_flags_override_the_file_under_the_same_rules(tmp_path):
    flags = {"net.timeout_s": 5, "judge.policy": "single-run", "archives.enabled": None, "store.path": None}
    found = loaded("[net]\ntimeout_s = 3\nretries = 4", tmp_path, overrides=flags).settings
    assert (found.net.timeout_s, found.net.retries, found.judge.policy) == (5.0, 4, JudgeMode.SINGLE_RUN)
    assert found.archives.enabled is True
    said = complaints("[net]\ntimeout_s = 3\nretries = -4", tmp_path, overrides={"net.timeout_s": -1.0})
    assert said[0] == "command line, net.timeout_s: must be a number of seconds above 0, not -1.0"
    assert said[1].startswith("config.toml, line 3, net.retries")


def test_secrets_come_from_the_environment_and_show_nowhere(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("")
    environ = {
        "AUDITOR_IA_ACCESS_KEY": "swordfish-1",
        "AUDITOR_IA_SECRET": "swordfish-2",
        "AUDITOR_PROXY": "http://me:swordfish-3@proxy.example:3128",
    }
    found = load(str(path), environ=environ)
    assert (found.secrets.ia_access_key, found.secrets.ia_secret) == ("swordfish-1", "swordfish-2")
    assert found.settings.net.proxy == environ["AUDITOR_PROXY"]
    assert "swordfish" not in repr(found)
    with pytest.raises(ConfigError, match="environment, AUDITOR_PROXY: must be http://host:port") as caught:
        load(str(path), environ={"AUDITOR_PROXY": "socks5://me:swordfish@proxy.example"})
    assert "swordfish" not in str(caught.value)


def test_init_writes_the_defaults_and_never_over_a_file(tmp_path):
    path = tmp_path / "config.toml"
    init(str(path))
    assert unresolved(load(str(path), environ={})) == Settings()
    path.write_text("mine")
    with pytest.raises(ConfigError, match="is there already and is kept") as caught:
        init(str(path))
    assert caught.value.advice
    assert path.read_text() == "mine"
    with pytest.raises(ConfigError, match="can't be written: No such file or directory"):
        init(str(tmp_path / "nowhere" / "config.toml"))
