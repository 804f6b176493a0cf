"""Who will read, by name: said while one types, and before anything is widened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.people.models import Accord, KeyWorker, Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES
from maillage.reference.accounts.models import Mandate
from maillage.reference.organisations.models import FilesOpenTo, Organisation

NAMED = 6
_ROLES = [role.value for role, spec in ROLES.items() if Permission.NOTES_OPEN in spec.permissions]


@dataclass(frozen=True)
class Readers:
    """The people who would read a note of this level, besides its author: of the association, and beyond it ("name (association)")."""

    level: Level
    team: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """In a sentence, with how many and who."""
        if self.level == Level.ME:
            return _("vous, et personne d'autre. Ni l'équipe, ni la relève, ni un export.")
        said = _("vous, et personne d'autre dans l'équipe pour l'instant.")
        if self.team:
            many = ngettext(
                "vous, et %(n)d collègue de l'équipe : %(names)s.", "vous, et %(n)d collègues de l'équipe : %(names)s.", len(self.team)
            )
            said = many % {"n": len(self.team), "names": _names(self.team)}
        if self.level == Level.TEAM:
            return said
        if not self.beyond:
            return said + " " + _("Aucune autre association ne suit ce dossier avec son accord.")
        return said + " " + _("Hors de l'association, avec son accord : %(names)s.") % {"names": _names(self.beyond)}


def _names(names: tuple[str, ...]) -> str:
    listed = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return listed if more <= 0 else ngettext("%(names)s et %(n)d autre", "%(names)s et %(n)d autres", more) % {"names": listed, "n": more}


def readers_at(person: Person, *, actor: Actor, today: date) -> Mapping[Level, Readers]:
    """The readers of each level, on this file today, besides this author."""
    team = _team(person, actor=actor, today=today)
    beyond = _beyond(person, today=today)
    return {
        Level.ME: Readers(Level.ME),
        Level.TEAM: Readers(Level.TEAM, team=team),
        Level.SHARED: Readers(Level.SHARED, team=team, beyond=beyond),
    }


def readers_of(person: Person, *, level: Level, actor: Actor, today: date) -> Readers:
    """The readers of one level."""
    return readers_at(person, actor=actor, today=today)[level]


def _team(person: Person, *, actor: Actor, today: date) -> tuple[str, ...]:
    rows = Mandate.unscoped.in_force(today=today).filter(organisation_id=person.organisation_id, role__in=_ROLES, user__is_active=True)
    organisation = Organisation.unscoped.get(pk=person.organisation_id)
    if organisation.files_open_to != FilesOpenTo.TEAM:
        rows = rows.filter(user__in=KeyWorker.unscoped.present(today=today).filter(person=person).order_by().values("user"))
    names = rows.exclude(user=actor.user_id).order_by("user__display_name", "user_id").values_list("user_id", "user__display_name")
    return tuple(dict(names).values())


def _beyond(person: Person, *, today: date) -> tuple[str, ...]:
    """Her key workers of other associations, while her accord holds."""
    given = Accord.unscoped.in_force(today=today).filter(person=person).order_by().values("pk")
    rows = KeyWorker.unscoped.present(today=today).filter(person=person, accord__in=given, user__is_active=True)
    rows = rows.exclude(association_id=person.organisation_id).order_by("user__display_name", "user_id")
    return tuple(f"{name} ({organisation})" for name, organisation in rows.values_list("user__display_name", "association__name"))
