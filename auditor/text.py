"""An answer in, the text that its page is there for out: without menus, notices and readers' comments.

Two pages are only compared by what this finds on both, so that it matters less what is found than that it is found
in one way. trafilatura looks for it; here is what makes any page fit to be handed to it:

1. Of an endless page its beginning is read, up to MAX_CHARS and MAX_TAGS.
2. What takes trafilatura and its parser a time that grows with the square of its size is made plain before: lists of
   more than MOST_ITEMS items become paragraphs (12,000 items took half a minute), and a tag longer than MOST_TAG_CHARS
   goes (60,000 attributes took eleven seconds).
3. Whatever trafilatura makes of a hostile page, there is an answer: no text.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.model import Response
from auditor.page import decode

MAX_CHARS = 1_000_000
MAX_TAGS = 12_000  # as many as `auditor.page` reads; of 90 real articles one in twelve has more than 4,700
MOST_ITEMS = 1_000
MOST_TAG_CHARS = 16_384  # what is longer holds pictures, not words

_ITEM = re.compile(r"<(/?)(?:li|d[td])\b", re.IGNORECASE)
_LIST = re.compile(r"<(/?)(?:[uo]l|dl)\b", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-z][^<>]{{{MOST_TAG_CHARS},}}>?", re.IGNORECASE)


def main_text(response: Response) -> str:
    """The main text of a page (an answer that isn't HTML is taken for one), a line a paragraph; empty for none.

    Takes some 20 to 100 ms. Never raises.
    """
    # Half a second to import, dates and timezones of the whole world among it, of which most commands need nothing.
    from trafilatura import extract  # noqa: PLC0415

    try:
        found = extract(
            _bounded(decode(response)), include_comments=False, include_tables=True, include_formatting=False
        )
    except Exception:  # noqa: BLE001 - whatever a hostile page does to somebody else's code, it has no text for us
        return ""
    return found or ""


@cache
def reading() -> str:
    """The name of this way of reading: texts of different names aren't compared."""
    from trafilatura import __version__  # noqa: PLC0415 - as above

    return f"trafilatura {__version__}"


def _bounded(html: str) -> str:
    html = html[:MAX_CHARS]
    if html.count("<") > MAX_TAGS:
        html = "<".join(html.split("<", MAX_TAGS)[:MAX_TAGS])
    if len(html) > MOST_TAG_CHARS:
        html = _LONG_TAG.sub("", html)
    if len(_ITEM.findall(html)) > 2 * MOST_ITEMS:  # an item is begun, and most are ended
        html = _LIST.sub(r"<\1div", _ITEM.sub(r"<\1p", html))
    return html
