"""The lists of pieces side by side, and what running applications lack of them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.checklist import Asked, Difference, Level, Origin, Situation, checklist, differences
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp.models import Application, Piece, PieceOverlay
from maillage.pathway.psp.pieces import local_rules, national_rows, pieces_asked
from maillage.pathway.psp.selectors.applications import is_own
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, State
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.territories.models import Territory


@dataclass(frozen=True)
class ComparedRow:
    """One piece in the national list, in a department's, and in another's. A cell is None where nobody asks for it."""

    code: str
    label: str
    issuer: str
    national: Level | None
    local: Asked | None
    other: Asked | None

    @property
    def differs(self) -> bool:
        """Does the department change something here?"""
        return self.local is not None and self.local.origin is Origin.LOCAL


def territories_listed(*, today: date) -> list[Territory]:
    """The departments that have somebody to file with, by name."""
    seated = Organisation.unscoped.filter(
        kind__in=[OrganisationKind.DELEGATION, OrganisationKind.ASSOCIATION], closed_on__isnull=True, territory__isnull=False
    )
    return list(Territory.unscoped.filter(pk__in=seated.order_by().values("territory")).order_by("name", "pk"))


def own_territories(actor: Actor) -> set[str]:
    """The departments of the actor's mandates, and of the houses that she works for."""
    seats = Organisation.unscoped.filter(pk__in=actor.organisation_ids, territory__isnull=False)
    return set(actor.territory_ids) | set(seats.order_by("pk").values_list("territory_id", flat=True))


def territory_listed(code: str) -> Territory:
    """A department by its code, or OutOfScope."""
    found: Territory | None = Territory.unscoped.filter(pk=code).first()
    if found is None:
        raise OutOfScope
    return found


def overlays_in_force(territory_id: str, *, today: date) -> list[PieceOverlay]:
    """The department's own lines, the latest first, with their reasons."""
    return list(PieceOverlay.unscoped.in_force(today=today).filter(territory_id=territory_id).order_by("-starts_on", "code", "pk"))


def get_overlay(*, actor: Actor, pk: uuid.UUID, today: date) -> PieceOverlay:
    """A line of the department's list, for its secretariat, or OutOfScope."""
    found: PieceOverlay | None = PieceOverlay.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def compared_list(*, territory_id: str, other_id: str = "", kind: str, situation: Situation, today: date) -> tuple[ComparedRow, ...]:
    """The national list, a department's and another's, line by line, for one kind of application and one situation."""
    rows = national_rows(on=today, law=current_law())
    national = {line.code: line for line in checklist(rows, (), kind=kind, situation=situation, on=today)}
    local = _by_code(territory_id, kind=kind, situation=situation, today=today)
    other = _by_code(other_id, kind=kind, situation=situation, today=today) if other_id else {}
    codes = list(dict.fromkeys([*national, *local, *other]))
    return tuple(_compared(code, national=national.get(code), local=local.get(code), other=other.get(code)) for code in codes)


def _by_code(territory_id: str, *, kind: str, situation: Situation, today: date) -> dict[str, Asked]:
    lines = pieces_asked(kind, on=today, territory_id=territory_id, situation=situation)
    return {line.code: line for line in lines}


def _compared(code: str, *, national: Asked | None, local: Asked | None, other: Asked | None) -> ComparedRow:
    named = next(line for line in (national, local, other) if line is not None)
    return ComparedRow(code, named.label, named.issuer, national.level if national is not None else None, local, other)


@dataclass(frozen=True)
class PendingChange:
    """A running application whose checklist differs from the department's list of today."""

    application: Application
    title: str
    changes: tuple[Difference, ...]


def pending_changes(actor: Actor, *, today: date, territory_id: str = "") -> list[PendingChange]:
    """The applications that this association prepares, whose checklist lacks something of the list of today. Four queries.

    What came through her situation is there already: what is left comes from the department's list, or from a new national one.
    """
    running = Application.objects.visible_to(actor, today=today).filter(state__in=PREPARED_BY_ASSOCIATION).exclude(state=State.WISH)
    if territory_id:
        running = running.filter(territory_id=territory_id)
    found = [each for each in running.select_related("person", "organisation").order_by("wished_on", "pk") if is_own(actor, each)]
    there: dict[uuid.UUID, dict[str, Level]] = defaultdict(dict)
    for piece in Piece.unscoped.filter(application__in=found).order_by("rank"):
        there[piece.application_id][piece.code] = Level(piece.level)
    rules = {code: local_rules(code) for code in sorted({each.territory_id for each in found})}
    changed = [(each, _lacking(each, there[each.pk], rules=rules[each.territory_id], today=today)) for each in found]
    changed = [(each, lacking) for each, lacking in changed if lacking]
    people = {each.person.pk: each.person for each, _ in changed if each.person is not None}
    labels = labels_of(list(people.values()), actor=actor, today=today)
    return [
        PendingChange(each, labels[each.person.pk] if each.person is not None else each.number or "", lacking) for each, lacking in changed
    ]


def _lacking(application: Application, there: dict[str, Level], *, rules: Any, today: date) -> tuple[Difference, ...]:
    asked = pieces_asked(application.kind, on=today, territory_id=application.territory_id, situation=application.situation, rules=rules)
    return differences(asked, there)


def lacking_of(application: Application, *, today: date) -> tuple[Difference, ...]:
    """What one application's checklist lacks of the list of today."""
    if application.state not in PREPARED_BY_ASSOCIATION or application.state == State.WISH:
        return ()
    there = {piece.code: Level(piece.level) for piece in Piece.unscoped.filter(application=application).order_by("rank")}
    return _lacking(application, there, rules=local_rules(application.territory_id), today=today)
