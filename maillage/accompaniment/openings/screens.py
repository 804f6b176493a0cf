"""What this room puts on the pages: a place in the rail, and her appointments on her file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures, navigation, tabs


def register_screens() -> None:
    """Called once, when the application is ready."""
    see, book = Permission.OPENINGS_SEE, Permission.APPOINTMENT_BOOK
    navigation.register(
        navigation.Item(code="openings", label=_("Ouvertures"), icon="door-open", url_name="openings:list", permission=see, order=27)
    )
    tabs.register(
        tabs.Tab(
            code="openings.appointments",
            place="people.file",
            label=_("Rendez-vous"),
            url_name="openings:appointments",
            permission=book,
            order=44,
        )
    )
    gestures.register(
        gestures.Gesture(
            code="openings.take",
            place="people.file",
            label=_("Prendre un rendez-vous"),
            permission=book,
            url_name="openings:take",
            icon="calendar-plus",
            order=44,
        )
    )
