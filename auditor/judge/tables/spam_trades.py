"""What else than games of chance is sold on other people's domains: how its sellers title their pages, by trade.

Phrases that only sellers use, for case-folded titles; `roots` show that a citation is about the goods themselves.
Gathered from the titles of hijacked sites as they are passed around, as those of `spam_words` are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.needles import Needles

_DRUG = r"(?:viagra|cialis|levitra|kamagra|priligy|sildenafil|tadalafil|vardenafil|tramadol|xanax|modafinil|ivermectin)"
_BUY = r"(?:buy|cheap|order|generic|kaufen|bestellen|acheter|comprar|acquistare|compra|kopen|köpa|kup|купить|satın al)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """One trade: `name` as the report has it, `stems` of which every phrase has one."""

    name: str
    stems: tuple[str, ...]
    sold: re.Pattern[str]
    roots: re.Pattern[str]


_TRADES = (
    (
        "prescription drugs",
        (
            *"viagra cialis levitra kamagra priligy sildenafil tadalafil vardenafil tramadol xanax modafinil".split(),
            "ivermectin",
            "pharmacy",
        ),
        rf"\b{_BUY}\b[^|·•]{{0,30}}\b{_DRUG}\b|\b{_DRUG}\b[^|·•]{{0,30}}\b(?:{_BUY}|without (?:a )?prescription|online pharmacy)\b"
        r"|\bcanadian (?:online )?pharmacy\b|\bonline pharmacy (?:no|without) prescription\b",
        rf"{_DRUG}|pharmac|drug|medic|prescription",
    ),
    (
        "copies of brands",
        ("replica", "スーパーコピー", "ブランドコピー", "コピー時計", "outlet", "高仿"),
        r"\b(?:replica (?:watch(?:es)?|rolex|handbags?|bags|shoes)|(?:rolex|watches|louis vuitton|gucci|jordans?) replicas?)\b"
        r"|\b(?:michael kors|ugg|moncler|canada goose|ray[- ]?ban|louis vuitton|nike|oakley|coach)\b.{0,20}\boutlet\b"
        r"|スーパーコピー|ブランドコピー|コピー時計|高仿(?:手表|包)",
        r"replica|counterfeit|コピー|偽|brand|outlet",
    ),
    (
        "loans and essays",
        ("payday", "essay", "dissertation", "write my", "writing service"),
        r"\bpayday loans?\b.{0,30}\b(?:online|no credit check|instant|near me|fast)\b|\bwrite my (?:essay|paper)\b"
        r"|\b(?:essay|dissertation|paper) writing service\b|\bbuy (?:cheap )?essays?\b",
        r"loan|lend|credit|essay|dissertation|paper",
    ),
    (
        "sex",
        ("porn", "escort", "xxx", "sex", "call girls", "порно", "проститут"),
        r"\b(?:free porn|porn (?:videos|tube|hub)|xxx (?:videos?|tube|movies)|sex (?:cams?|videos|chat)|escorts? (?:service|girls?|agency)"
        r"|call girls (?:in|service)|порно (?:видео|онлайн)|проститутки)\b",
        r"porn|sex|escort|prostitut|порно|проститут",
    ),
)


@cache
def _all() -> tuple[Trade, ...]:
    return tuple(
        Trade(name=name, stems=stems, sold=re.compile(sold), roots=re.compile(roots))
        for name, stems, sold, roots in _TRADES
    )


@cache
def _stems() -> Needles:
    return Needles(stem for trade in _all() for stem in trade.stems)


def trades(lines: str) -> Iterator[Trade]:
    """The trades that may be meant by case-folded lines: on nearly every page none is, and this is all it costs."""
    if _stems().any_in(lines):
        yield from _all()
