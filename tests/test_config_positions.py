"""That every key of a TOML file is found on its line, whichever way it is written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.config.positions import lines


def paths(data, above=()):
    """Every path of a parsed file, with what is there."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*above, key), value
        if isinstance(value, dict | list):
            yield from paths(value, (*above, key))


SHAPES = {
    "tables": ("[a]\nb = 1\n\n[a.c]\nd = 2\n", {("a",): 1, ("a", "b"): 2, ("a", "c"): 4, ("a", "c", "d"): 5}),
    "arrays of tables": (
        "[[a]]\nb = 1\n[[a]]\n[[a.c]]\nd = 2\n[a.e]\nf = 3\n",
        {
            ("a",): 1,
            ("a", 0): 1,
            ("a", 0, "b"): 2,
            ("a", 1): 3,
            ("a", 1, "c"): 4,
            ("a", 1, "c", 0): 4,
            ("a", 1, "c", 0, "d"): 5,
            ("a", 1, "e"): 6,
            ("a", 1, "e", "f"): 7,
        },
    ),
    "dotted and quoted keys": (
        'a . "b.c" . \'d\' = 1\na.e = 2\n"\\u0041" = 3',
        {("a",): 1, ("a", "b.c"): 1, ("a", "b.c", "d"): 1, ("a", "e"): 2, ("A",): 3},
    ),
    "lists over lines": (
        "a = [ # [\n  1, '''\n]''',\n  {b = 1, c = {d = 2}}, # }\n]\ne = 3",
        {
            ("a",): 1,
            ("a", 0): 2,
            ("a", 1): 2,
            ("a", 2): 4,
            ("a", 2, "b"): 4,
            ("a", 2, "c"): 4,
            ("a", 2, "c", "d"): 4,
            ("e",): 6,
        },
    ),
    "strings with everything in them": (
        'a = """\n[x]\ny = \\"""\n"""""\nb = "#\\"]"\nc = \'\\\'\nd = 1979-05-27 07:32:00 # e = 1\nf = ""',
        {("a",): 1, ("b",): 5, ("c",): 6, ("d",): 7, ("f",): 8},
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES)
def test_every_path_has_its_line(text, expected):
    assert lines(text) == expected
    assert {path for path, _ in paths(tomllib.loads(text))} == set(expected)


def test_what_stands_before_a_mistake_is_found():
    assert lines("[a]\nb = 1\nc = [1,\n2,,\n") == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "c", 0): 3,
        ("a", "c", 1): 4,
        ("a", "c", 2): 4,
    }
    assert lines("a = " + "[" * 100_000)[("a",)] == 1


NAMES = st.sampled_from(["a", "b-c", '"d e"', "'f.g'", '"\\u00e9"', '""', "1", "a.b", "c . d"])
SCALARS = st.sampled_from(
    [
        '"x"',
        "'#'",
        '"""\n[\n"""',
        "'''\n\n\"'''",
        "1",
        "-1.5e3",
        "inf",
        "true",
        "1979-05-27T07:32:00Z",
        "07:32:00",
        '""',
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + ",\n\n".join(items) + "]"),
        st.lists(st.tuples(NAMES, inner).map(" = ".join), max_size=3).map(lambda items: "{" + ", ".join(items) + "}"),
    ),
    max_leaves=8,
)
ROWS = st.one_of(
    st.tuples(NAMES, VALUES).map("=".join),
    NAMES.map(lambda name: f"[ {name} ] # ["),
    NAMES.map(lambda name: f"[[{name}]]"),
    st.sampled_from(["", "# a = 1", "  "]),
)


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(ROWS, max_size=10))
@example(rows=["[[a]]", "b-c=1", "[[a]]", "[a.b]", "1='x'"])
def test_it_knows_exactly_the_paths_that_tomllib_reads(rows):
    text = "\n".join(rows)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        lines(text)  # ends, without an error
        return
    found = lines(text)
    assert set(found) == {path for path, _ in paths(data)}
    assert list(found.values()) == sorted(found.values())


@settings(max_examples=200, deadline=None)
@given(blanks=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_a_key_is_on_the_line_that_shows_its_value(blanks):
    numbers = iter(range(1000, 2000))
    rows = ["[a]", "b = {}", "[[c]]", "d = [\n{}]", "[[c]]", "d = {{e = {}}}"]
    text = "".join("\n" * blank + row.format(next(numbers)) + "\n" for blank, row in zip(blanks, rows, strict=True))
    written = text.split("\n")
    for path, value in paths(tomllib.loads(text)):
        if isinstance(value, int):
            assert str(value) in written[lines(text)[path] - 1]
