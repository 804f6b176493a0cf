"""The state of her application, as a filter of the list of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import criteria
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.filters import Choice
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.selectors import state_label
from maillage.pathway.psp.workflow import OVER, State

NONE, PATHWAY = "aucune", "parcours"


def choices(actor: Actor, today: date) -> Sequence[Choice]:
    """No application, each state of one under way, and a pathway under way."""
    states = [Choice(state.value, state_label(state)) for state in State if state not in OVER]
    return [Choice(NONE, _("aucune demande")), *states, Choice(PATHWAY, _("en parcours"))]


def narrow(people: Any, value: str, actor: Actor, today: date) -> Any:
    """The files whose application stands there."""
    if value == PATHWAY:
        return people.filter(pk__in=Pathway.unscoped.filter(ended_on__isnull=True, person__isnull=False).order_by().values("person"))
    known = Application.unscoped.filter(person__isnull=False).order_by()
    if value == NONE:
        return people.exclude(pk__in=known.values("person"))
    return people.filter(pk__in=known.filter(state=value).values("person"))


def register() -> None:
    """Called once, from the `AppConfig.ready`."""
    criteria.register(
        criteria.Criterion(
            code="demande", label=_("Demande"), choices=choices, narrow=narrow, permission=Permission.APPLICATION_LIST, order=50
        )
    )
