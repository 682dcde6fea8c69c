"""Facebook: not asked, always `blocked`; whether it is archived is all that can be told.

Without a login it leads to /login; its oEmbed may be used for embedding only, by its terms.
"""

from __future__ import annotations

from auditor.sites import closed_site

SITE = closed_site("facebook", "Facebook", frozenset({"facebook.com", "fb.com", "fb.watch"}))
