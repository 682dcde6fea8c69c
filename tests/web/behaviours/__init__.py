"""What a site can do when it is asked for something, one file for each kind of conduct.

| file        | what it shows                                                        |
|-------------|----------------------------------------------------------------------|
| `answers`   | the plain answer that the others are made of, and answers in turn     |
| `pages`     | pages that are fine, empty, soft 404, shells, documents               |
| `statuses`  | errors that mean what they say, and servers that recover              |
| `redirects` | moves, chains, loops, sinks, and places that nobody should go to      |
| `walls`     | what stands before the page: challenges, captchas, denials            |
| `breaks`    | transport and HTTP gone wrong, on the wire's own bytes                |
| `platforms` | sites with a conduct of their own                                     |
"""

from __future__ import annotations

from tests.web.behaviours import breaks, pages, platforms, redirects, statuses, walls
from tests.web.behaviours.answers import answer, in_turn, retry_on

__all__ = ["answer", "breaks", "in_turn", "pages", "platforms", "redirects", "retry_on", "statuses", "walls"]
