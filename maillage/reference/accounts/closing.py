"""What the closing of an account takes away in the rooms above: what was for its holder alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

Closing = Callable[[uuid.UUID, date], None]
_hooks: list[Closing] = []


def on_account_closed(hook: Closing) -> Closing:
    """Register `hook(user_id, today)` (from an `AppConfig.ready`): called in the transaction that closes an account."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def say_closed(*, user_id: uuid.UUID, today: date) -> None:
    """Called by the service that closes the account, before it writes the journal."""
    for hook in _hooks:
        hook(user_id, today)
