"""From a signed-in user to the actor of the request."""

from __future__ import annotations

from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import Moment


def read_actor(*, user: Any, moment: Moment) -> Actor:
    """The actor with the mandates in force on the business day."""
    return Actor(user_id=user.pk, name=user.display_name)
