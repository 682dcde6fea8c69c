"""Zip archives as documents are, and as attackers make them: bounded, and in words."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from auditor import zipped
from auditor.zipped import Archive, ZipError, first_member, names_in


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_read_whatever_the_method(method: int) -> None:
    assert Archive(packed({"a/b.xml": b"text" * 99}, method)).read("a/b.xml") == b"text" * 99


@pytest.mark.parametrize(
    "asked", ["word/document.xml", "Word/Document.XML", "/word/document.xml", "word\\document.xml"]
)
def test_names_are_compared_without_case_and_with_either_slash(asked: str) -> None:
    archive = Archive(packed({"WORD\\document.xml": b"x"}))
    assert asked in archive
    assert archive.read(asked) == b"x"
    assert archive.names == ("word/document.xml",)


def test_what_bytes_an_archive_shows_is_enough_to_name_its_members() -> None:
    data = packed({"mimetype": b"application/x", "word/document.xml": b"x" * 99}, zipfile.ZIP_STORED)
    assert names_in(data) == {"mimetype", "word/document.xml"}
    assert names_in(data[: data.index(b"PK\x01\x02")]) == {"mimetype", "word/document.xml"}
    assert (first_member(data, "mimetype") or b"").startswith(b"application/x")
    assert first_member(data, "word/document.xml") is None
    assert names_in(b"no archive") == frozenset()


def test_a_member_that_grows_without_measure_is_a_bomb() -> None:
    archive = Archive(packed({"a.xml": b"\0" * 20_000_000}))
    with pytest.raises(ZipError, match="zip bomb"):
        archive.read("a.xml")


def test_a_member_is_read_no_further_than_the_bound_and_neither_is_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_PART_BYTES", 100_000)
    monkeypatch.setattr(zipped, "MAX_TOTAL_BYTES", 250_000)
    archive = Archive(packed({"big": b"ab" * 60_000, **dict.fromkeys("123", b"ab" * 45000)}, zipfile.ZIP_STORED))
    with pytest.raises(ZipError, match="in big, the most that is read"):
        archive.read("big")
    archive.read("1")
    with pytest.raises(ZipError, match="unpacks to more than"):
        archive.read("2")


def test_a_member_that_lies_about_its_size_is_damaged() -> None:
    data = packed({"a.xml": b"x" * 1000}, zipfile.ZIP_STORED)
    lie = data.replace(struct.pack("<II", 1000, 1000), struct.pack("<II", 1000, 999))
    with pytest.raises(ZipError, match=r"damaged: a\.xml"):
        Archive(lie).read("a.xml")


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 3)
    with pytest.raises(ZipError, match="more than 3 files"):
        Archive(packed(dict.fromkeys("abcd", b"")))


def test_a_truncated_archive_says_so() -> None:
    data = packed({"a.xml": b"x" * 1000})
    with pytest.raises(ZipError, match="cut short"):
        Archive(data[:-40])


def test_damaged_bytes_say_so_where_they_stand() -> None:
    data = bytearray(packed({"a.xml": bytes(range(256)) * 40, "b.xml": b"well"}))
    data[60:70] = b"\xff" * 10
    archive = Archive(bytes(data))
    with pytest.raises(ZipError, match=r"a\.xml can't be unpacked"):
        archive.read("a.xml")
    assert archive.read("b.xml") == b"well"


def test_a_member_behind_a_password_says_so() -> None:
    data = packed({"a.xml": b"x"}, zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02")
    locked = data[:6] + b"\x01\x00" + data[8 : at + 8] + b"\x01\x00" + data[at + 10 :]
    with pytest.raises(ZipError, match="encrypted: save it without a password"):
        Archive(locked).read("a.xml")


def test_a_method_that_nobody_knows_says_so() -> None:
    data = packed({"a.xml": b"x"}, zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02")
    odd = data[:8] + b"\x61\x00" + data[10 : at + 10] + b"\x61\x00" + data[at + 12 :]
    with pytest.raises(ZipError, match="packed in a way that is not read"):
        Archive(odd).read("a.xml")


def test_a_missing_member_is_named() -> None:
    with pytest.raises(ZipError, match=r"no part b\.xml"):
        Archive(packed({"a.xml": b""})).read("b.xml")


def test_a_member_without_a_name_is_passed_over() -> None:
    data = packed({"a": b"", "b.xml": b"x"}).replace(b"a", b"\0")
    assert Archive(data).names == ("b.xml",)
