"""What the commission brings to an application after the opinion: how she is told, until when she may contest, how she is heard."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.guards import Answer
from maillage.foundation.ui.panels import Shown
from maillage.pathway.commission import selectors
from maillage.pathway.commission.models import Decision
from maillage.pathway.commission.services.contradictory import needs_hearing
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.selectors import is_own
from maillage.pathway.psp.workflow import State

NOTE_THERE = _("Cette décision se remet avec une preuve : notez-le sur la page de sa remise, qui vérifie ses consignes de contact.")


def decision_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """The delivery of the decision, and the hearing before an end. The page has made sure that the actor may see the application."""
    if not isinstance(obj, Application) or obj.filed_on is None:
        return None
    decision = selectors.signed_decision(obj) if obj.state == State.DECIDED else None
    ends = obj.kind == Kind.END
    hearing = selectors.contradictory_of(obj) if ends else None
    state_side = actor.may(Permission.DECISION_PREPARE, on=obj)
    to_hear = ends and hearing is None and decision is None and state_side and needs_hearing(obj)
    if decision is None and hearing is None and not to_hear:
        return None
    delivery = selectors.delivery_of(decision) if decision is not None else None
    data = {
        "application": obj,
        "decision": decision,
        "own": is_own(actor, obj) and obj.person_id is not None and actor.may(Permission.PATHWAY_RECORD, on=obj),
        "state_side": state_side,
        "notified_on": obj.notified_on,
        "proof": delivery.get_proof_display() if delivery is not None and delivery.notified_on is not None else "",
        "appeal": selectors.appeal_of(decision, today=today) if decision is not None else None,
        "hearing": hearing,
        "to_hear": to_hear,
    }
    return Shown(template="commission/decision_panel.html", data=data)


def may_note_plainly(*, application: Application) -> Answer:
    """May the day of a notification be noted without its way and its proof (guard "plain_notification")? Only for a decision on paper."""
    if Decision.unscoped.filter(application=application, signed_on__isnull=False).exists():
        return Answer(allowed=False, reason=NOTE_THERE)
    return Answer(allowed=True)
