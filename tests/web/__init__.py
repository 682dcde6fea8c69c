"""Sites, as tables of behaviours, come in; a web on loopback that answers as they say, and what it was asked, go out."""

from __future__ import annotations

from tests.web.certificates import Door
from tests.web.server import Asked, Behaviour, Sites, Visit, Web, serve, serve_in_thread

__all__ = ["Asked", "Behaviour", "Door", "Sites", "Visit", "Web", "serve", "serve_in_thread"]
