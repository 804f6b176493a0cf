"""What this room shows on the person's file, and what it says before an accord is withdrawn or a file closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import ngettext

from maillage.accompaniment.kept_mail import selectors
from maillage.accompaniment.people.closing import Stop
from maillage.accompaniment.people.models import Accord, Person
from maillage.accompaniment.people.withdrawal import Consequence
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The letters that wait for her; nothing when none ever did."""
    if not actor.may(Permission.MAIL_KEEP, on=obj):
        return None
    return Shown(template="kept_mail/panels/file.html", data=_waiting(obj, today=today))


def show_on_handover(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """What waits for her, for the colleague who takes over."""
    if not actor.may(Permission.MAIL_KEEP, on=obj):
        return None
    data = _waiting(obj, today=today)
    return Shown(template="kept_mail/panels/handover.html", data=data) if data["waiting"] else None


def _waiting(person: Person, *, today: date) -> dict[str, Any]:
    waiting = selectors.mail_of(person)
    alerts = [alert for mail in waiting if (alert := mail.alert(today=today)) is not None]
    return {"waiting": waiting, "urgent": sum(1 for mail in waiting if mail.urgent), "alerts": alerts[:1]}


def foresee_withdrawal(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """She no longer agrees that her mail be kept."""
    number = len(selectors.mail_of(accord.person))
    words = ngettext(
        "Plus aucun courrier n'est gardé ici ; %(n)d l'attend encore : remettez-le, ou retournez-le.",
        "Plus aucun courrier n'est gardé ici ; %(n)d l'attendent encore : remettez-les, ou retournez-les.",
        number,
    )
    return [Consequence(sentence=words % {"n": number})]


def close_nothing(*, accord: Accord, actor: Actor, today: date) -> None:
    """Nothing is destroyed: from now on `keep_mail` refuses, and what waits is handed over or returned by somebody."""


def foresee_closing(*, person: Person, actor: Actor, today: date) -> list[Stop]:
    """A file is closed while letters wait."""
    number = len(selectors.mail_of(person))
    if not number:
        return []
    words = ngettext(
        "%(n)d courrier l'attend encore : remettez-le, ou retournez-le.",
        "%(n)d courriers l'attendent encore : remettez-les, ou retournez-les.",
        number,
    )
    return [Stop(sentence=words % {"n": number})]
