"""What this room tells, and to whom: that something awaits them, never about whom."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import KeyWorker
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Role
from maillage.foundation.notifications import topic
from maillage.pathway.psp.models import Application
from maillage.reference.accounts.models import Mandate

FILED = topic(
    "psp.filed",
    label=_("Demande déposée"),
    subject=_("Une demande est arrivée"),
    sentence=_("Une demande est déposée dans votre département : elle attend d'être inscrite à l'ordre du jour d'une séance."),
)


def receiving_roles() -> list[str]:
    """The roles that receive applications for the commission."""
    return [role.value for role in Role if Permission.APPLICATION_RECEIVE in ROLES[role].permissions]


def secretaries_of(territory_id: str, *, today: date) -> list[uuid.UUID]:
    """Who receives applications in a department today. Nobody: the State's side does not use Maillage there."""
    mandates = Mandate.unscoped.filter(role__in=receiving_roles(), territory_id=territory_id, user__is_active=True).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())


def signing_office_of(territory_id: str, *, today: date) -> list[uuid.UUID]:
    """Who records signed decisions in a department today. Nobody: the prefect's office does not use Maillage there."""
    roles = [role.value for role in Role if Permission.DECISION_RECORD in ROLES[role].permissions]
    mandates = Mandate.unscoped.filter(role__in=roles, territory_id=territory_id, user__is_active=True).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())


WITHDRAWN = topic(
    "psp.withdrawn",
    label=_("Demande retirée"),
    subject=_("Une demande est retirée"),
    sentence=_("Une demande déposée dans votre département est retirée : elle quitte l'ordre du jour, et n'est plus à examiner."),
)
END_PROPOSED = topic(
    "psp.end_proposed",
    label=_("Fin de parcours proposée"),
    subject=_("La fin d'un parcours est proposée"),
    sentence=_("Le secrétariat de la commission propose la fin d'un parcours que vous suivez : lisez pourquoi, et parlez-en avec elle."),
)
CORRECTION_ASKED = topic(
    "psp.correction_asked",
    label=_("Correction demandée"),
    subject=_("Le secrétariat attend un complément"),
    sentence=_("Le secrétariat de la commission demande de corriger ou de compléter une demande déposée : son délai est suspendu."),
)
CORRECTION_ANSWERED = topic(
    "psp.correction_answered",
    label=_("Complément reçu"),
    subject=_("Un complément est arrivé"),
    sentence=_("Une association a répondu à une demande de correction : vérifiez la réponse."),
)
TRANSFER_PROPOSED = topic(
    "psp.transfer_proposed",
    label=_("Relais proposé"),
    subject=_("Une association vous propose un relais"),
    sentence=_("Une association vous propose de reprendre un suivi : acceptez ou dites pourquoi ce n'est pas possible."),
)
TRANSFER_ANSWERED = topic(
    "psp.transfer_answered",
    label=_("Relais : réponse"),
    subject=_("Réponse à un passage de relais"),
    sentence=_("Le passage de relais que vous proposiez a reçu une réponse."),
)
CONSULTED = topic(
    "psp.consulted",
    label=_("Consultation d'un service"),
    subject=_("Une consultation est notée"),
    sentence=_("Le secrétariat a noté la consultation d'un service, ou sa réponse, pour une demande que vous suivez."),
)
ANSWERED_BY_PACKAGE = topic(
    "psp.answered_by_package",
    label=_("Réponse d'une autre maison"),
    subject=_("Une réponse est enregistrée"),
    sentence=_("Une réponse de la préfecture, venue dans un paquet, est enregistrée pour une demande que vous suivez."),
)


def files_of(organisation_id: uuid.UUID, *, today: date) -> list[uuid.UUID]:
    """Who may prepare applications in an association today."""
    roles = [role.value for role in Role if Permission.APPLICATION_PREPARE in ROLES[role].permissions]
    mandates = Mandate.unscoped.filter(role__in=roles, organisation_id=organisation_id, user__is_active=True).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())


def key_workers_of(application: Application, *, today: date) -> list[uuid.UUID]:
    """Who follows her today; nobody when her file is not here."""
    if application.person_id is None:
        return []
    present = KeyWorker.unscoped.present(today=today).inside().filter(person_id=application.person_id)
    return list(present.order_by("user_id").values_list("user_id", flat=True).distinct())
