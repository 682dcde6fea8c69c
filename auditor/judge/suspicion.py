"""What was cited and one look at it in, whether a made-up address beside it is worth a request out.

| the answer is good, nothing has decided, and    | why it is worth it                                            |
|-------------------------------------------------|---------------------------------------------------------------|
| it came by a redirect, with neither the cited   | sites lead what they don't have to pages of their own         |
| words nor any of the address's                  |                                                               |
| its text has an error page's words              | too few or too far down to decide by themselves               |
| it has hardly any text outside of links, menus, | an error page, or the shell of an application                 |
| forms, and in that nothing of its address's     |                                                               |
| name                                            |                                                               |
| it is a page in place of a document             | the same, or a page about the document                        |

Or what has decided are words that others have too, who tell of error pages, of hosts or of domains for sale: where the
site answers what it hasn't with a true 404, they are such. Only on a short page, as all of these rules.

Never where a wall stood, where the status or a title has decided, where a platform answers for itself, of an archived
copy, or at a site's front page, which has nothing beside it.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.archive_links import unwrap
from auditor.judge import Sight, document, home_elsewhere, hosting, live, moved, parked, section, siblings, soft404
from auditor.judge.document import is_document
from auditor.judge.likeness import keeps_its_name, page_slug, says_its_name, titled_as_cited
from auditor.judge.outline import shows
from auditor.judge.places import is_front_page
from auditor.judge.soft404 import SHORT_TEXT_CHARS, may_say_it, says_it_somewhere
from auditor.judge.spam import half_told
from auditor.judge.verdict import first_finding
from auditor.model import LinkState, Probe, Reference
from auditor.sites.select import site_for
from auditor.uris import Uri

WEAK = frozenset({document.NAME, section.NAME, home_elsewhere.NAME})
LITTLE_CHARS = 400  # fewer than a short item of news has
_WELL = frozenset({moved.NAME, live.NAME})
_DECIDED = frozenset({siblings.NAME, soft404.NAME, hosting.NAME, parked.NAME})
_DOUBTED = frozenset({LinkState.USURPED, LinkState.SOFT_404})


def suspicious(reference: Reference, probe: Probe) -> bool:
    """Whether one more request would tell more about this look. A long page that didn't move costs next to nothing."""
    sight = Sight(reference, probe)
    if probe.siblings or not sight.is_good or sight.cited is None or is_front_page(sight.cited):
        return False
    if site_for(reference.key) or unwrap(reference.uri):
        return False
    if not (sight.redirected or is_document(sight.cited) or _is_short(sight) or _is_odd(sight, sight.cited)):
        return False  # before all rules are asked: that takes longer, and nearly no page is short or odd
    said = first_finding(sight).rule
    if said in WEAK or _is_only_mentioned(said, sight):
        return True
    if said not in _WELL or titled_as_cited(reference.words, sight.page, host=sight.answered_by):
        return False
    if sight.redirected and sight.final is not None:
        return not keeps_its_name(sight.cited, sight.final, sight.page)
    return _is_odd(sight, sight.cited)


def _is_short(sight: Sight) -> bool:
    if sight.response is None or shows(sight.response, SHORT_TEXT_CHARS):
        return False  # nearly no page is short, and to read each takes longer than all else that is asked here
    return sight.page is not None and sight.page.text_chars < SHORT_TEXT_CHARS


def _is_only_mentioned(said: str, sight: Sight) -> bool:
    """Whether what has decided are words that others have too."""
    match said:
        case soft404.NAME:
            return soft404.only_mentions_it(sight)
        case parked.NAME:
            return parked.only_mentions_it(sight)
        case _:
            return said == hosting.NAME


def _is_odd(sight: Sight, cited: Uri) -> bool:
    """Whether a page has an error page's words, or next to none and nothing of its address's name among them."""
    if sight.response and not page_slug(cited) and not may_say_it(sight.response.body):
        return False
    page = sight.page
    if page is None or (page.text_chars and not page.text):  # no page, or a long one, whose text wasn't read
        return False
    return says_it_somewhere(page) or (len(sight.prose) < LITTLE_CHARS and not says_its_name(cited, page, sight.prose))


def undecided(reference: Reference, probe: Probe) -> bool:
    """Whether a first made-up address got the same page, which is a reason to ask for another one, but no proof."""
    if first_finding(Sight(reference, probe)).rule in _DECIDED:
        return False
    twice = replace(probe, siblings=(*probe.siblings, *probe.siblings))
    return siblings.look(Sight(reference, twice)) is not None


def doubtful_owner(reference: Reference, probe: Probe) -> bool:
    """Whether to ask when the domain was registered: where its page is somebody else's or none, or may be either."""
    if reference.cited_on is None:
        return False
    sight = Sight(reference, probe)
    if not sight.is_good:
        return False
    return (
        first_finding(sight).state in _DOUBTED or half_told(sight) or suspicious(reference, replace(probe, siblings=()))
    )
