"""What the commission brings to the page of an application, which does not know the commission."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.gestures import Gesture
from maillage.foundation.ui.panels import Shown
from maillage.pathway.commission import selectors
from maillage.pathway.commission.models import Commission, Item, Kind, Session, first_day_left
from maillage.pathway.commission.workflow import State as SessionState
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.opinions import Said
from maillage.pathway.psp.workflow import State


def sessions_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """The sessions of an application: dates and outcomes only. The page has made sure that the actor may see the application."""
    if not isinstance(obj, Application) or obj.filed_on is None or not actor.may(Permission.COMMISSION_SEE, on=obj):
        return None
    return Shown(template="commission/panel.html", data={"items": selectors.items_of_application(obj)})


def planned_days(*, territory_id: str, today: date) -> list[date]:
    """The days of the sittings to come that examine individual files: what a renewal has to catch."""
    rows = Session.unscoped.live().filter(territory_id=territory_id, kind=Kind.INDIVIDUAL_PSP).not_past(today)
    return [first_day_left(day, today=today) for day in rows.order_by("held_on", "pk").values_list("held_on", flat=True)]


def filing_days(*, territory_id: str) -> int | None:
    """How many days before the session an application must be in, in this department."""
    return Commission.unscoped.filter(territory_id=territory_id).values_list("filing_deadline_days", flat=True).first()


def opinion_of(application: Application) -> Said:
    """The session that holds, or held, an application, and the sense of the opinion once it is given: what an answer may carry."""
    items = Item.unscoped.filter(application=application).exclude(session__state=SessionState.DRAFT).select_related("session")
    latest = items.order_by("-session__held_on", "-pk").first()
    return Said(session_on=latest.session.held_on, opinion=latest.sense or "") if latest is not None else Said()


def _why_not_scheduled(actor: Actor, obj: Any) -> object:
    if obj.state == State.FILED:
        return None
    return _("Seule une demande déposée, et à aucun ordre du jour, s'inscrit à une séance.")


def _why_not_prepared(actor: Actor, obj: Any) -> object:
    if obj.state == State.EXAMINED:
        return None
    return _("La décision se prépare après l'avis de la commission, et avant la signature.")


GESTURES = (
    Gesture(
        code="commission.schedule",
        place="psp.application",
        label=_("Inscrire à une séance"),
        permission=Permission.COMMISSION_MANAGE,
        url_name="commission:schedule",
        icon="list-plus",
        order=40,
        reason=_why_not_scheduled,
    ),
    Gesture(
        code="commission.prepare",
        place="psp.application",
        label=_("Préparer la décision"),
        permission=Permission.DECISION_PREPARE,
        url_name="commission:prepare",
        icon="file-pen-line",
        order=50,
        reason=_why_not_prepared,
    ),
)
