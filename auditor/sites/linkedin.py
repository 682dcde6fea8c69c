"""LinkedIn: not asked, always `blocked`; whether it is archived is all that can be told.

It answers programs with status 999 or its "authwall"; the Internet Archive's own extension doesn't call that dead.
"""

from __future__ import annotations

from auditor.sites import closed_site

SITE = closed_site("linkedin", "LinkedIn", frozenset({"linkedin.com", "lnkd.in"}))
