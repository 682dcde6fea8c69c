"""That the commented configuration, the settings and the file that the project ships can't part ways."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from itertools import pairwise
from pathlib import Path

from auditor.config import load, template
from auditor.settings import Settings

PROJECT = Path(__file__).parents[1]

# What cron jobs and scripts rely on: renaming one of these breaks them.
PROMISED = {
    "documents": "include urls feeds base_url",
    "net": "contact timeout_s deadline_s host_interval_s host_connections connections max_body_bytes fresh_hours controls "
    "allow_private connect_to ca_file proxy",
    "archives": "enabled wayback memento",
    "archives.wayback": "timegate cdx playback_per_minute cdx_per_minute",
    "archives.memento": "name timegate per_minute",
    "judge": "policy strikes strike_days",
    "store": "path",
    "report": "directory publish formats",
    "engine": "kind workers scheduler",
}


def keys_of(policy, above=""):
    """The dotted names of all that a policy holds."""
    for field in fields(policy):
        value = getattr(policy, field.name)
        inner = value[0] if isinstance(value, tuple) and value and is_dataclass(value[0]) else value
        yield above + field.name
        if is_dataclass(inner):
            yield from keys_of(inner, f"{above}{field.name}.")


def keys_in(data, above=""):
    """The dotted names of all that a TOML file gives."""
    for key, value in data.items():
        inner = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        yield above + key
        if isinstance(inner, dict):
            yield from keys_in(inner, f"{above}{key}.")


def test_the_template_gives_every_key_of_the_settings_and_no_other():
    assert sorted(keys_in(tomllib.loads(template()))) == sorted(keys_of(Settings()))


def test_every_promised_key_is_there():
    known = set(keys_of(Settings()))
    assert {f"{table}.{key}" for table, keys in PROMISED.items() for key in keys.split()} <= known


def test_every_setting_has_a_default():
    def check(policy):
        for field in fields(policy):
            assert field.default is not MISSING or field.default_factory is not MISSING, field
            value = getattr(policy, field.name)
            for inner in value if isinstance(value, tuple) else [value]:
                if is_dataclass(inner):
                    check(inner)

    check(Settings())


def test_every_key_of_the_template_is_explained_on_one_line():
    rows = template().splitlines()
    for above, row in pairwise(rows):
        if " = " in row and not row.startswith("#"):
            name = row.split(" = ")[0]
            assert "  # " in row or above.startswith(f"# {name}: "), row
    assert max(map(len, rows)) <= 115


def test_the_project_s_own_configuration_is_the_template_and_loads():
    path = PROJECT / "config.toml"
    assert path.read_text(encoding="utf-8") == template()
    assert load(str(path), environ={}).settings.documents == Settings().documents
