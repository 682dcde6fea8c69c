"""Lines with their places in, a PDF drawn line by line with ReportLab out: for layouts that no program would choose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = "Times-Roman"


class Text(NamedTuple):
    """Words at a place, y from the bottom of an A4 page (595 by 842 points); `uri` makes all of them a link."""

    x: float
    y: float
    words: str
    size: float = 10
    uri: str = ""


class Area(NamedTuple):
    """A link over a rectangle: left, bottom, right, top."""

    uri: str
    rectangle: tuple[float, float, float, float]


def drawn(*pages: Sequence[Text | Area], title: str = "", rotated: int = 0, password: str = "") -> bytes:
    """The PDF of the pages."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, encrypt=password or None)
    if title:
        canvas.setTitle(title)
    for page in pages:
        if rotated:
            canvas.translate(300, 400)
            canvas.rotate(rotated)
            canvas.translate(-300, -400)
        for one in page:
            if isinstance(one, Area):
                canvas.linkURL(one.uri, one.rectangle, relative=1)
                continue
            canvas.setFont(FONT, one.size)
            canvas.drawString(one.x, one.y, one.words)
            if one.uri:
                right = one.x + stringWidth(one.words, FONT, one.size)
                canvas.linkURL(one.uri, (one.x, one.y - 0.2 * one.size, right, one.y + 0.8 * one.size), relative=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines(*texts: str, x: float = 72, y: float = 720, size: float = 10, leading: float = 12) -> list[Text]:
    """Lines set one under the other."""
    return [Text(x, y - number * leading, text, size) for number, text in enumerate(texts)]


# Full lines of a text, so that where it ends is known; about 400 points wide at ten points.
BODY = (
    "The committee had asked for evidence of what becomes of the addresses that reports cite, and the",
    "archives answered that a third of them were gone within ten years of being cited by these reports,",
    "which is more than most of its members had expected when the whole inquiry was opened last spring,",
)
