"""That a text which isn't TOML is named with its place, and that no text at all breaks the reading."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.config import template
from auditor.errors import ConfigError
from auditor.settings import Settings
from tests.test_config import complaints, loaded

NOT_TOML = {
    "a value without quotes": (
        "[net]\ncontact = me",
        "config.toml, line 2, column 11, net.contact: this is not TOML: invalid value",
    ),
    "no value": (
        "[net]\nretries = 1\ntimeout_s =\n",
        "config.toml, line 3, column 12, net.timeout_s: this is not TOML: invalid value",
    ),
    "a list left open": (
        '[[documents]]\ninclude = [\n  "a"\n',
        "config.toml, line 4, documents.include (begun on line 2): this is not TOML: unclosed array",
    ),
    "a key given twice": (
        "[net]\nretries = 1\nretries = 2\n",
        "config.toml, line 3, column 12, net.retries: this is not TOML: cannot overwrite a value",
    ),
    "a bracket missing": (
        "[net\nretries = 1\n",
        "config.toml, line 1, column 5: this is not TOML: expected ']' at the end of a table declaration",
    ),
    "a header left open after a key": (
        "[net]\nretries = 1\n[stor\n",
        "config.toml, line 3, column 6: this is not TOML",
    ),
    "UTF-16": ("[net]".encode("utf-16"), "config.toml, line 1: the file is not UTF-8"),
    "a stray byte": (b"[net]\n# caf\xe9\n", "config.toml, line 2: the file is not UTF-8"),
    "a number of 5,000 digits": (
        "[net]\nretries = " + "9" * 5_000,
        "config.toml, line 2, net.retries: this is not TOML: exceeds the limit",
    ),
    "too many brackets": ("a = " + "[" * 100_000, "config.toml: brackets are nested too deeply"),
    "a document by mistake": (b" " * 2_000_000, "config.toml is larger than 1 MiB, so it is no configuration"),
}


@pytest.mark.parametrize(("text", "expected"), NOT_TOML.values(), ids=NOT_TOML)
def test_what_is_not_toml_is_named_with_its_place(text, expected, tmp_path):
    (said,) = complaints(text, tmp_path)
    assert said.casefold().startswith(expected.casefold())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


KEYS = sorted({line.split(" = ")[0].lstrip("# ") for line in template().splitlines() if " = " in line})
VALUES = st.one_of(
    st.sampled_from(
        ["true", "1", "-1", "1e999", "nan", "2024-01-01", "{}", "[]", "[[1], {a = 2}]", '"x"', "''", '"http://["']
    ),
    st.text(max_size=20).map(lambda text: f"'{text}'"),
    st.integers().map(str),
    st.floats().map(str),
)
LINES = st.one_of(
    st.sampled_from(re.findall(r"^\[.*\](?=  #)", template(), re.MULTILINE)),
    st.tuples(st.sampled_from(KEYS), VALUES).map(" = ".join),
    st.text(max_size=30),
)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.binary(max_size=200), st.lists(LINES, max_size=12).map("\n".join)))
@example(text='"" = 1')
@example(text="[net]\nca_file = '" + "x" * 5_000 + "'")
@example(text="[store]\npath = '" + "x/" * 5_000 + "'")
@example(text="[report]\npublish = '~nobody-of-this-name/x'")
def test_no_text_breaks_it(text, folder):
    try:
        found = loaded(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), folder)
    except ConfigError as error:
        message = str(error)
    else:
        assert isinstance(found.settings, Settings)
        return
    assert "config.toml" in message
