"""What this room shows on the person's file, and on the page of a hand-over."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation import selectors
from maillage.accompaniment.situation.sections import SECTIONS
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_protection(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """A path of protection forbids a pathway: colleagues learn that it exists and whom to ask, no more."""
    protection = selectors.forbidding_protection(obj)
    if protection is None:
        return None
    return Shown(
        template="situation/panels/protection.html",
        data={
            "protection": protection,
            "may_open": actor.may(Permission.MINOR_OPEN, on=obj),
            "whom": selectors.to_ask(obj, today=today),
        },
    )


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """How much is noted, and what ends soon: nothing is opened."""
    if not actor.may(Permission.STORY_OPEN, on=obj):
        return None
    cards = selectors.cards_of(actor=actor, person=obj, today=today)
    noted = [card for card in cards if card.noted_on is not None]
    return Shown(
        template="situation/panels/file.html",
        data={"noted": noted, "total": len(SECTIONS), "endings": [card.ending for card in noted if card.ending is not None]},
    )


def show_on_handover(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The next dates of her situation."""
    if not actor.may(Permission.STORY_OPEN, on=obj):
        return None
    endings = selectors.endings_of(obj, actor=actor, today=today)
    return Shown(template="situation/panels/handover.html", data={"endings": endings}) if endings else None
