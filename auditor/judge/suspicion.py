"""What was cited and one look at it in, whether a made-up address beside it is worth a request out.

| the answer is good, nothing has decided, and    | why it is worth it                                            |
|-------------------------------------------------|---------------------------------------------------------------|
| it came by a redirect, without the cited words  | sites lead what they don't have to pages of their own         |
| its text has an error page's words              | too few or too far down to decide by themselves               |
| it has hardly any text                          | an error page, or the shell of an application                 |
| it is a page in place of a document             | the same, or a page about the document                        |

Never where a wall stood, where the status or a title has decided, where a platform answers for itself, or at a site's
front page, which has nothing beside it.
"""

from __future__ import annotations

from auditor.judge import Sight, document, home_elsewhere, live, moved, section
from auditor.judge.likeness import titled_as_cited
from auditor.judge.places import is_front_page
from auditor.judge.siblings import SHELL_CHARS
from auditor.judge.soft404 import says_it_somewhere
from auditor.judge.spam import half_told
from auditor.judge.verdict import first_finding
from auditor.model import LinkState, Probe, Reference

WEAK = frozenset({document.NAME, section.NAME, home_elsewhere.NAME})
_WELL = frozenset({moved.NAME, live.NAME})
_DOUBTED = frozenset({LinkState.USURPED, LinkState.SOFT_404})


def suspicious(reference: Reference, probe: Probe) -> bool:
    """Whether one more request would tell more about this look."""
    sight = Sight(reference, probe)
    if not sight.is_good or sight.cited is None:
        return False
    if probe.siblings or is_front_page(sight.cited):
        return False
    said = first_finding(sight).rule
    if said in WEAK:
        return True
    if said not in _WELL:
        return False
    page = sight.whole_page
    if titled_as_cited(reference.words, page, host=sight.answered_by):
        return False
    return sight.redirected or (page is not None and (page.text_chars < SHELL_CHARS or says_it_somewhere(page)))


def doubtful_owner(reference: Reference, probe: Probe) -> bool:
    """Whether to ask when the domain was registered: where its page is somebody else's or none, or may be either."""
    if reference.cited_on is None:
        return False
    sight = Sight(reference, probe)
    if not sight.is_good:
        return False
    return first_finding(sight).state in _DOUBTED or half_told(sight) or suspicious(reference, probe)
