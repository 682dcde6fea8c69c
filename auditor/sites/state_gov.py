"""The US State Department: what an administration has published lives on, frozen, at a host of its own.

A page that is gone is asked for at the frozen copy of the day of the citation, under the same path; `judge.frozen`
reads the answer. Source: the department's own notices at 2009-2017.state.gov and its siblings.
"""

from __future__ import annotations

from datetime import date

from auditor.sites import frozen_site

SITE = frozen_site(
    "state.gov",
    frozenset({"state.gov", "www.state.gov"}),
    (
        (date(2001, 1, 20), "1997-2001.state.gov"),
        (date(2009, 1, 20), "2001-2009.state.gov"),
        (date(2017, 1, 20), "2009-2017.state.gov"),
        (date(2021, 1, 20), "2017-2021.state.gov"),
        (date.max, "2021-2025.state.gov"),
    ),
)
