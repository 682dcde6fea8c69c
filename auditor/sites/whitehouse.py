"""The White House: each inauguration takes the pages of the former president away, and the National Archives keep them.

A page that is gone is asked for at the frozen copy of the day of the citation, under the same path; `judge.frozen`
reads the answer. Source: obamawhitehouse.archives.gov (GSA's project-open-data#579); the others are named alike.
"""

from __future__ import annotations

from datetime import date

from auditor.sites import frozen_site

SITE = frozen_site(
    "whitehouse.gov",
    frozenset({"whitehouse.gov", "www.whitehouse.gov"}),
    (
        (date(2001, 1, 20), "clintonwhitehouse5.archives.gov"),
        (date(2009, 1, 20), "georgewbush-whitehouse.archives.gov"),
        (date(2017, 1, 20), "obamawhitehouse.archives.gov"),
        (date(2021, 1, 20), "trumpwhitehouse.archives.gov"),
        (date.max, "bidenwhitehouse.archives.gov"),
    ),
)
