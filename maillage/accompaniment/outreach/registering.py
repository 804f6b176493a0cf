"""What this room brings to the pages of the house: its place in the rail, its own strip of pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation


def register_field() -> None:
    """Called once, from the `AppConfig.ready`."""
    navigation.register(
        navigation.Item(
            code="outreach",
            label=_("Terrain"),
            icon="footprints",
            url_name="outreach:home",
            permission=Permission.OUTREACH_SEE,
            order=35,
        )
    )
