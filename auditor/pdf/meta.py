"""An open PDF in, what its metadata say of it out; they are claims of the program that made it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from datetime import date

import pypdfium2
from pypdfium2 import raw

from auditor.dates import read_day

_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")  # ISO 32000-2, 7.9.4
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:-|\Z)")


def title(document: pypdfium2.PdfDocument) -> str:
    """The title, or nothing."""
    return _value(document, "Title")


def made(document: pypdfium2.PdfDocument) -> date | None:
    """The day on which the file was made, or None."""
    match = _DAY.match(_value(document, "CreationDate"))
    return read_day("-".join(match.groups())) if match else None


def language(document: pypdfium2.PdfDocument) -> str:
    """The language of the text as two letters; English where the file says nothing."""
    name = _told(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document.raw, buffer, size))
    return name[:2].lower() if _LANGUAGE.match(name) else "en"


def _value(document: pypdfium2.PdfDocument, key: str) -> str:
    told = _told(lambda buffer, size: raw.FPDF_GetMetaText(document.raw, key.encode(), buffer, size))
    return " ".join(told.split())


def _told(ask: Callable[[ctypes.Array[ctypes.c_ushort] | None, int], int]) -> str:
    """What a function of PDFium's writes into a buffer as UTF-16, damaged perhaps; it is asked for the size first."""
    size = ask(None, 0)  # bytes
    buffer = (ctypes.c_ushort * max(size, 1))()
    ask(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").replace("\x00", "")
