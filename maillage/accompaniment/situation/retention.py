"""Which paths of protection have passed the time for which they are kept: the hook of the retention job."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.situation.models import Protection


def due_for_erasure(*, today: date) -> list[Protection]:
    """Paths ended whose time is over (parameter minor.keep_months): to be erased by somebody with the right `minors`."""
    return list(Protection.unscoped.select_related("person").filter(keep_until__lt=today).order_by("keep_until", "pk"))
