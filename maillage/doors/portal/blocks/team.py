"""The home of whoever looks after a team, or reads its files without working on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.core.clock.alerts import AlertLevel, alert_for
from maillage.core.clock.ends import end_of_right
from maillage.core.law import Right, current_law
from maillage.doors.portal.blocks.caseworker import applications_block, endings_block
from maillage.doors.portal.blocks.parts import SHOWN, counter_of
from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import people
from maillage.doors.portal.piles.terms import LEVELS
from maillage.doors.portal.values import Act, Asked, Block, Chip, Empty, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role, Scope
from maillage.reference.organisations.models import Accreditation, AccreditationState


def _holds(asked: Asked, permission: Permission) -> bool:
    return any(mandate.scope is Scope.ORGANISATION for mandate in asked.actor.granting(permission))


def _manages(asked: Asked) -> bool:
    return _holds(asked, Permission.MANDATE_MANAGE)


def _only_reads(asked: Asked) -> bool:
    """Reads the list of files, and neither works on them nor manages the team."""
    works = _holds(asked, Permission.APPLICATION_PREPARE) or _manages(asked)
    return _holds(asked, Permission.PERSON_LIST) and not works


def to_assign(asked: Asked) -> Block | None:
    """Files that nobody follows."""
    if not _manages(asked):
        return None
    everyone = replace(asked, whose=Whose.ALL)
    found = people.WITHOUT_KEY_WORKER.find(everyone).front(SHOWN)
    number = found.number
    words = ngettext("%(n)d dossier sans référente", "%(n)d dossiers sans référente", number) % {"n": number}
    act = Act(_("Désigner une référente"), pile_link(people.WITHOUT_KEY_WORKER.code), "user-round-check", 75)
    return Block(
        code="sans-referente",
        title=_("Dossiers sans référente"),
        icon="user-round-x",
        sentence=words if number else "",
        lines=found.lines,
        more=Act(_("Tous les voir"), pile_link(people.WITHOUT_KEY_WORKER.code)) if number else None,
        acts=(act,) if number else (),
        empty=None if number else Empty(people.WITHOUT_KEY_WORKER.empty, people.WITHOUT_KEY_WORKER.teaches, "circle-check"),
        pressing=(words,) if number else (),
    )


def team_applications(asked: Asked) -> Block | None:
    """The applications of the whole team, by state."""
    if not (_manages(asked) or (_only_reads(asked) and _holds(asked, Permission.APPLICATION_LIST))):
        return None
    return applications_block(replace(asked, whose=Whose.ALL), title=_("Les demandes de l'équipe"))


def team_endings(asked: Asked) -> Block | None:
    """What ends soon, for the whole team."""
    if not (_manages(asked) or (_only_reads(asked) and _holds(asked, Permission.APPLICATION_LIST))):
        return None
    return endings_block(replace(asked, whose=Whose.ALL), title=_("Les échéances de l'équipe"))


def team_files(asked: Asked) -> Block | None:
    """How many files are open."""
    if not _holds(asked, Permission.PERSON_LIST) or _holds(asked, Permission.APPLICATION_PREPARE):
        return None
    files = counter_of(people.OPEN_FILES, asked=replace(asked, whose=Whose.ALL), label=_files, icon="folder-open")
    return Block(
        code="dossiers",
        title=_("Les dossiers de l'équipe"),
        icon="folders",
        counters=(files,) if files.number else (),
        empty=Empty(people.OPEN_FILES.empty, people.OPEN_FILES.teaches, "folder-open"),
        aside=not _only_reads(asked),
    )


def _files(number: int) -> str:
    return ngettext("dossier ouvert", "dossiers ouverts", number)


def accreditation(asked: Asked) -> Block | None:
    """When the accreditation of the association ends, with the regimes; a renewal takes time."""
    organisations = {m.organisation_id for m in asked.actor.mandates if m.role is Role.MANAGER}
    if not organisations:
        return None
    rows = Accreditation.unscoped.filter(organisation__in=organisations).exclude(state=AccreditationState.WITHDRAWN)
    last: dict[Any, Accreditation] = {}
    for each in rows.select_related("territory").order_by("expires_on", "pk"):
        last[each.organisation_id, each.territory_id] = each
    return Block(
        code="agrement",
        title=_("L'agrément"),
        icon="badge-check",
        lines=tuple(_accreditation_line(each, asked=asked) for each in last.values()),
        more=Act(_("L'équipe et ses droits"), link(Page.TEAM), "users-round") if link(Page.TEAM) else None,
        empty=Empty(
            title=_("Aucun agrément enregistré"),
            how=_("Sans agrément, l'association ne peut pas déposer de demande : faites noter l'arrêté."),
        )
        if not last
        else None,
        aside=True,
    )


def _accreditation_line(row: Accreditation, *, asked: Asked) -> Line:
    law = current_law()
    end = end_of_right(right=Right.AGREMENT, expires=row.expires_on, as_known_on=asked.today, law=law)
    alert = alert_for(ends=end.new_expires, today=asked.today, next_session=None, law=law, needs_session=False)
    word, tone = LEVELS[alert.level] if alert.level is not AlertLevel.NONE else (_("en vigueur"), "good")
    return Line(
        title=row.territory.name,
        url=link(Page.ORGANISATION, row.organisation_id),
        detail=_("fin de l'agrément"),
        chips=(Chip(word, tone),),
        day=end.new_expires,
        because=end.explanation,
    )
