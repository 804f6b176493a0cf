"""What to tell whom, without personal data.

Rooms declare what they tell in their `notices.py` (`topic`), and tell it in the transaction of the act (`notify`).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.foundation.notifications.selectors import notices_for, unread_count
    from maillage.foundation.notifications.services import forget_notices, mark_all_read, mark_read, notify
    from maillage.foundation.notifications.topics import Topic, topic

# Found on first use: a package named in INSTALLED_APPS may not import its models while applications load.
_PLACES = {
    "Topic": "topics",
    "topic": "topics",
    "notify": "services",
    "mark_read": "services",
    "mark_all_read": "services",
    "forget_notices": "services",
    "notices_for": "selectors",
    "unread_count": "selectors",
}

__all__ = ["Topic", "forget_notices", "mark_all_read", "mark_read", "notices_for", "notify", "topic", "unread_count"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
