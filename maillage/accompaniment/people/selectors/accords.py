"""What she agreed to, towards whom she may; and what may pass today, by her accord or in vital danger."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Accord, Override, OverrideState, Person, Purpose, RecipientKind
from maillage.accompaniment.people.selectors.files import get_person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.guards import Answer
from maillage.reference.organisations.models import Organisation, OrganisationKind

_PARTNERS = (
    RecipientKind.EMERGENCY,
    RecipientKind.POLICE,
    RecipientKind.JUSTICE,
    RecipientKind.HOSPITAL,
    RecipientKind.SHELTER,
    RecipientKind.CHILD_PROTECTION,
    RecipientKind.SOCIAL,
    RecipientKind.RIGHTS,
    RecipientKind.LAWYER,
    RecipientKind.OTHER_ASSOCIATION,
)
KINDS_OF_PURPOSE: Mapping[Purpose, tuple[RecipientKind, ...]] = {
    Purpose.FILE_APPLICATION: (),
    Purpose.SHARE_FOLLOW_UP: (RecipientKind.OTHER_ASSOCIATION,),
    Purpose.TRANSFER: (RecipientKind.OTHER_ASSOCIATION,),
    Purpose.CONTACT_PARTNER: _PARTNERS,
    Purpose.KEEP_MAIL: (RecipientKind.OWN,),
    Purpose.OWN_ACCESS: (RecipientKind.OWN,),
    Purpose.INTERPRETER: (RecipientKind.INTERPRETER,),
    Purpose.STATISTICS: (RecipientKind.OWN, RecipientKind.RESEARCH),
}
# In vital danger, to whom: those who may save a life today.
KINDS_IN_DANGER = (
    RecipientKind.EMERGENCY,
    RecipientKind.POLICE,
    RecipientKind.JUSTICE,
    RecipientKind.HOSPITAL,
    RecipientKind.SHELTER,
    RecipientKind.CHILD_PROTECTION,
)


@dataclass(frozen=True)
class RecipientChoice:
    """Towards whom an accord may be: an organisation known here, or a kind. `code` goes through a form."""

    recipient_id: uuid.UUID | None
    kind: str
    label: Any

    @property
    def pair(self) -> tuple[uuid.UUID | None, str]:
        """What an accord stores."""
        return self.recipient_id, self.kind

    @property
    def code(self) -> str:
        """The value of the choice in a form."""
        return str(self.recipient_id) if self.recipient_id is not None else self.kind


def get_accord(*, actor: Actor, pk: uuid.UUID, today: date) -> Accord:
    """An accord, or OutOfScope."""
    accord = Accord.unscoped.select_related("person", "recipient").filter(pk=pk).first()
    if accord is None:
        raise OutOfScope
    get_person(actor=actor, pk=accord.person_id, today=today)
    return accord


def accords_of(person: Person) -> list[Accord]:
    """Her accords, the latest first."""
    return list(person.accords.select_related("recipient").order_by("-given_on", "pk"))


def accord_in_force(
    person: Person, *, purpose: Purpose, today: date, recipient_id: uuid.UUID | None = None, recipient_kind: str = ""
) -> Accord | None:
    """The accord that allows this purpose towards this recipient today, if any: given, not withdrawn, not past its last day."""
    accords = Accord.unscoped.in_force(today=today).filter(
        person=person, purpose=purpose, recipient_id=recipient_id, recipient_kind=recipient_kind
    )
    return accords.order_by("-given_on", "pk").first()


def recipients_for(person: Person, *, today: date) -> list[Organisation]:
    """To whom an application may be filed: the delegation of the file's department."""
    delegations = Organisation.unscoped.filter(territory_id=person.territory_id, kind=OrganisationKind.DELEGATION)
    return list(_standing(delegations, today=today).order_by("name", "pk"))


def choices_of_recipients(person: Person, *, purpose: Purpose, today: date) -> list[RecipientChoice]:
    """Towards whom an accord for this purpose may be: the organisations first, by name, then the kinds."""
    known = [RecipientChoice(each.pk, "", each.name) for each in _organisations_for(person, purpose=Purpose(purpose), today=today)]
    return known + [RecipientChoice(None, kind.value, kind.label) for kind in KINDS_OF_PURPOSE[Purpose(purpose)]]


def _organisations_for(person: Person, *, purpose: Purpose, today: date) -> list[Organisation]:
    if purpose is Purpose.FILE_APPLICATION:
        return recipients_for(person, today=today)
    if purpose in (Purpose.SHARE_FOLLOW_UP, Purpose.TRANSFER):
        others = Organisation.unscoped.filter(kind=OrganisationKind.ASSOCIATION).exclude(pk=person.organisation_id)
        return list(_standing(others, today=today).order_by("name", "pk"))
    if purpose is Purpose.CONTACT_PARTNER:
        partners = Organisation.unscoped.filter(kind=OrganisationKind.PARTNER, territory_id=person.territory_id)
        return list(_standing(partners, today=today).order_by("name", "pk"))
    return []


def _standing(organisations: Any, *, today: date) -> Any:
    return organisations.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))


def sharing_allowed(
    person: Person, *, purpose: Purpose, today: date, recipient_id: uuid.UUID | None = None, recipient_kind: str = ""
) -> Answer:
    """May this pass to this recipient today? By her accord, or in a vital danger that a second reader confirmed. No, with its reason."""
    accord = accord_in_force(person, purpose=purpose, recipient_id=recipient_id, recipient_kind=recipient_kind, today=today)
    if accord is not None:
        return Answer(allowed=True, reason=_("Elle a donné son accord : %(means)s.") % {"means": accord.get_means_display()})
    danger = Override.unscoped.in_force(today=today).filter(person=person, purpose=purpose, recipient_kind=recipient_kind)
    if recipient_kind and danger.exists():
        return Answer(allowed=True, reason=_("Danger vital, confirmé par deux personnes : ne transmettez que le nécessaire."))
    return Answer(allowed=False, reason=_("Aucun accord en cours ne le permet : recueillez-le d'abord."))


def overrides_of(person: Person) -> list[Override]:
    """What passed, or was asked to pass, without her accord; the latest first."""
    return list(Override.unscoped.filter(person=person).select_related("asked_by", "decided_by").order_by("-asked_on", "pk"))


def get_override(*, actor: Actor, pk: uuid.UUID, today: date) -> Override:
    """An override, or OutOfScope."""
    override = Override.unscoped.select_related("person", "asked_by", "decided_by").filter(pk=pk).first()
    if override is None:
        raise OutOfScope
    get_person(actor=actor, pk=override.person_id, today=today)
    return override


def dangers_for(actor: Actor, *, today: date) -> Any:
    """What waits for a second reading that the actor may give, and what she must still be told, the oldest first."""
    own = [mandate.organisation_id for mandate in actor.granting(Permission.PERSON_ASSIGN)]
    files = Person.objects.visible_to(actor, today=today).filter(organisation_id__in=own)
    to_read = Q(state=OverrideState.ASKED) & ~Q(asked_by_id=actor.user_id)
    untold = Q(state=OverrideState.CONFIRMED, told_on__isnull=True)
    found = Override.unscoped.filter(to_read | untold, person__in=files.order_by().values("pk"))
    return found.select_related("person", "asked_by").order_by("asked_on", "pk")
