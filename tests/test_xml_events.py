"""XML as documents have it, and as attackers make it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from auditor.xml_events import Attributes, Handlers, Then, XmlError, read_xml

SPACES = {"urn:one": "a", "urn:other": "a"}


def read(*pieces: bytes, spaces: dict[str, str] | None = None) -> list[str]:
    """What the handlers were told, a word each."""
    told: list[str] = []

    def start(attributes: Attributes) -> None:
        told.append("<" + ",".join(f"{name}={value}" for name, value in attributes.items()))

    def skip(_attributes: Attributes) -> Then:
        return Then.SKIP

    handlers = Handlers(starts={"a:p": start, "a:no": skip}, ends={"a:p": lambda: told.append(">")}, text=told.append)
    read_xml(pieces, handlers, prefixes=SPACES if spaces is None else spaces)
    return told


@pytest.mark.parametrize(
    "xml",
    [
        b'<x:p xmlns:x="urn:one" x:k="v" i="1">t</x:p>',
        b'<p xmlns="urn:other" xmlns:y="urn:one" y:k="v" i="1">t</p>',
        '<?xml version="1.0" encoding="UTF-16"?><p xmlns="urn:one" xmlns:y="urn:one" y:k="v" i="1">t</p>'.encode(
            "utf-16"
        ),
    ],
    ids=["prefix", "other namespace of the name", "UTF-16"],
)
def test_names_are_the_formats_own_whatever_the_prefixes(xml: bytes) -> None:
    assert read(xml) == ["<a:k=v,i=1", "t", ">"]


def test_a_skipped_element_is_skipped_with_all_that_is_in_it() -> None:
    xml = b'<r xmlns="urn:one"><no>x<no><p>y</p></no>z</no><p>t</p></r>'
    assert read(xml) == ["<", "t", ">"]


def test_pieces_may_end_anywhere() -> None:
    xml = '<p xmlns="urn:one">Köln</p>'.encode()
    assert "".join(read(*(xml[at : at + 1] for at in range(len(xml))))) == "".join(read(xml)) == "<Köln>"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "x"><!ENTITY b "&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;',
    ],
    ids=["bomb", "file", "parameter"],
)
def test_a_document_that_declares_entities_is_refused(declared: str) -> None:
    with pytest.raises(XmlError, match="declares entities"):
        read(f'<!DOCTYPE p [{declared}]><p xmlns="urn:one">&b;</p>'.encode())


def test_a_document_type_that_declares_nothing_is_fine() -> None:
    assert read(b'<!DOCTYPE p PUBLIC "-//X//EN" "x.dtd"><p xmlns="urn:one">t</p>') == ["<", "t", ">"]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"<p>\n<q></p>", r"damaged in line 2 \(mismatched tag\)"),
        (b"", "no element found"),
        (b"<p>\x00</p>", "damaged in line 1"),
        (b'<?xml version="1.0" encoding="x-none"?><p/>', "can't be decoded|unknown encoding"),
        (b'<p xmlns="urn:one">\xff</p>', "damaged in line 1"),
    ],
)
def test_what_is_no_xml_says_where(xml: bytes, said: str) -> None:
    with pytest.raises(XmlError, match=said):
        read(xml)


def test_what_came_before_the_damage_has_been_told() -> None:
    told: list[str] = []
    with pytest.raises(XmlError):
        read_xml([b"<p>t</q>"], Handlers(starts={}, ends={}, text=told.append), prefixes={})
    assert told == ["t"]


def test_nesting_takes_no_stack() -> None:
    depth = 200_000
    assert len(read(b'<r xmlns="urn:one">' + b"<p>" * depth + b"</p>" * depth + b"</r>")) == 2 * depth


def test_a_root_that_is_not_wanted_ends_the_reading() -> None:
    def pieces() -> Iterable[bytes]:
        yield b'<theme xmlns="urn:one">'
        raise AssertionError("read on")

    asked: list[str] = []

    def wanted(root: str) -> bool:
        asked.append(root)
        return False

    read_xml(pieces(), Handlers(starts={}, ends={}, text=asked.append), prefixes=SPACES, root=wanted)
    assert asked == ["a:theme"]
