"""Alerts about minors met outside: for the right `minors` alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _

from maillage.accompaniment.outreach.models import AlertAct, MinorAlert
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import Right
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, open_part
from maillage.reference.accounts.models import Mandate


@dataclass(frozen=True)
class ActLine:
    """One act, opened."""

    act: AlertAct
    reference: str


@dataclass(frozen=True)
class OpenedAlert:
    """An alert, opened. Its repr shows nothing."""

    words: str
    acts: tuple[ActLine, ...]

    def __repr__(self) -> str:
        return "OpenedAlert(…)"


def get_alert(*, actor: Actor, pk: uuid.UUID, today: date) -> MinorAlert:
    """The alert, or OutOfScope."""
    rows = MinorAlert.objects.visible_to(actor, today=today).select_related("organisation", "zone", "round__zone", "noted_by")
    found: MinorAlert | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_alert_act(*, actor: Actor, pk: uuid.UUID, today: date) -> AlertAct:
    """An act, or OutOfScope."""
    found: AlertAct | None = AlertAct.objects.visible_to(actor, today=today).select_related("alert").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def alerts_visible_to(actor: Actor, *, today: date) -> Any:
    """Alerts, those that run first, the latest first."""
    rows = MinorAlert.objects.visible_to(actor, today=today).select_related("zone")
    return rows.order_by(F("ended_on").asc(nulls_first=True), "-noted_on", "pk")


def running_alerts(actor: Actor, *, today: date) -> Any:
    """Alerts not ended, with how many acts (`done`); those where nothing was done first."""
    rows = MinorAlert.objects.visible_to(actor, today=today).running().select_related("zone")
    return rows.annotate(done=Count("acts")).order_by("done", "noted_on", "pk")


def kinds_done(alert: MinorAlert) -> frozenset[str]:
    """Which steps have at least one act."""
    return frozenset(AlertAct.unscoped.filter(alert=alert).values_list("kind", flat=True))


def open_alert(alert: MinorAlert, *, actor: Actor, reason: Reason, today: date) -> OpenedAlert:
    """What was seen and what was done, in clear, journaled. Raises Denied."""
    opened = open_part(actor=actor, subject=alert, part=Part.MINOR, reason=reason, today=today)
    acts = AlertAct.unscoped.filter(alert=alert).order_by("done_on", "pk")
    return OpenedAlert(words=opened.read(alert, "words"), acts=tuple(ActLine(act, opened.read(act, "reference")) for act in acts))


def reference_of(act: AlertAct, *, actor: Actor, today: date) -> str:
    """The reference of an act, in clear, journaled. Raises Denied."""
    return open_part(actor=actor, subject=act.alert, part=Part.MINOR, reason=Reason.FOLLOW_UP, today=today).read(act, "reference")


def whom_to_ask(organisation_id: uuid.UUID, *, today: date) -> str:
    """Who in the association protects minors today, in one sentence."""
    mandates = Mandate.unscoped.in_force(today=today).filter(organisation_id=organisation_id, user__is_active=True)
    rows = mandates.select_related("user").order_by("user__display_name", "pk")
    names = list(dict.fromkeys(row.user.display_name for row in rows if Right.MINORS in row.right_set))
    if not names:
        return _("Aucune collègue n'a encore le droit d'ouvrir ces alertes : dites-le maintenant à votre responsable, et appelez le 119.")
    return _("Dites-le aussi de vive voix à %(names)s. En danger immédiat : 17, ou le 119.") % {"names": _(" ou ").join(names)}


def file_by_reference(said: str, *, actor: Actor, alert: MinorAlert, today: date) -> Person | None:
    """The open file of this association with exactly this reference, if the actor sees it."""
    rows = Person.objects.visible_to(actor, today=today).filter(organisation_id=alert.organisation_id, closed_on__isnull=True)
    wanted = said.replace("-", "").strip().upper()
    found = [person for person in rows.order_by("pk") if person.reference.replace("-", "").upper() == wanted]
    return get_person(actor=actor, pk=found[0].pk, today=today) if found else None
