"""What this room tells, and to whom: that something awaits them, never about whom."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES
from maillage.foundation.notifications import topic
from maillage.reference.accounts.actors import TEAM_WIDE_ROLES
from maillage.reference.accounts.models import Mandate
from maillage.reference.organisations.models import FilesOpenTo

DANGER_TO_READ = topic(
    "people.danger_to_read",
    label=_("Danger vital à relire"),
    subject=_("Une deuxième lecture est attendue"),
    sentence=_("Une collègue demande une deuxième lecture pour un danger vital : rien n'est transmis avant votre réponse."),
    urgent=True,
)

OFFERED = topic(
    "people.follow_up_offered",
    label=_("Suivi proposé"),
    subject=_("Une collègue vous propose un suivi"),
    sentence=_("Un suivi vous est proposé : acceptez-le, ou dites pourquoi vous ne pouvez pas le prendre."),
)
ANSWERED = topic(
    "people.follow_up_answered",
    label=_("Réponse à un suivi proposé"),
    subject=_("Une collègue a répondu à votre proposition de suivi"),
    sentence=_("Une réponse est arrivée à un suivi que vous aviez proposé."),
)


def second_readers_of(person: Person, *, but: uuid.UUID | None, today: date) -> list[uuid.UUID]:
    """Who may be the second reader: whoever assigns files in the association today and sees this one, but the one who asked."""
    roles = [role.value for role, spec in ROLES.items() if Permission.PERSON_ASSIGN in spec.permissions]
    mandates = Mandate.unscoped.in_force(today=today).filter(organisation_id=person.organisation_id, role__in=roles, user__is_active=True)
    if person.organisation.files_open_to != FilesOpenTo.TEAM:
        following = KeyWorker.unscoped.present(today=today).filter(person=person).order_by().values("user_id")
        mandates = mandates.filter(Q(role__in=TEAM_WIDE_ROLES) | Q(user_id__in=following))
    found = mandates.order_by("user_id").values_list("user_id", flat=True).distinct()
    return [user_id for user_id in found if user_id != but]
