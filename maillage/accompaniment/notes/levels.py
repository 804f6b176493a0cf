"""Who reads a note: three levels, from the narrowest to the widest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How far a note goes. The widest includes the others."""

    ME = "me", _("moi seule, moi seul")
    TEAM = "team", _("mon équipe")
    SHARED = "shared", _("toutes ses référentes")


_ORDER = (Level.ME, Level.TEAM, Level.SHARED)
READ_BY_OTHERS = (Level.TEAM, Level.SHARED)


def is_wider(level: str, *, than: str) -> bool:
    """Would more people read it? What widens is asked twice."""
    return _ORDER.index(Level(level)) > _ORDER.index(Level(than))
