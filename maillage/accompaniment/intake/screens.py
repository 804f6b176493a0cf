"""What this room brings to the pages of the house: its place in the rail, and where a file came from."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake import selectors
from maillage.accompaniment.people.merging import Merging, on_merge
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation, panels
from maillage.foundation.ui.panels import Shown


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The first requests from which this file came, for whoever may list requests; nothing when there is none."""
    if not actor.may(Permission.REQUEST_NOTE, on=obj):
        return None
    requests = selectors.requests_of_file(obj, actor=actor, today=today)
    return Shown(template="intake/panel.html", data={"requests": requests}) if requests else None


def register_screens() -> None:
    """Called once, from the `AppConfig.ready`."""
    on_merge(Merging(model="mg_intake.FirstRequest", label=_("ses premières demandes")))
    navigation.register(
        navigation.Item(
            code="intake",
            label=_("Premières demandes"),
            icon="phone-incoming",
            url_name="intake:list",
            permission=Permission.REQUEST_NOTE,
            order=25,
        )
    )
    panels.register(panels.Panel(code="intake.file", place="people.file", provider=show_on_file, order=85))
