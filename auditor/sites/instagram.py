"""Instagram: not asked, always `blocked`; whether it is archived is all that can be told.

Without a login it leads to /accounts/login or to its front page; its oEmbed may be used for embedding only.
"""

from __future__ import annotations

from auditor.sites import closed_site

SITE = closed_site("instagram", "Instagram", frozenset({"instagram.com", "instagr.am"}))
