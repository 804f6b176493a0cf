"""Objects of the matrix: what A decided of its openings, who is to be told, and a site that lacks since this morning."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import TODAY, actor, association, sample


def stage() -> None:
    """The site is shut since this morning; Alice has somebody to tell."""
    from maillage.accompaniment.openings.models import Telling
    from maillage.accompaniment.openings.services import LackDraft, note_lack
    from maillage.core.openings.standing import Need
    from tests.demonstration.samples import person_a

    draft = LackDraft(need=Need.SITE, starts_on=TODAY, site=site_a())
    note_lack(actor=actor("hugo"), today=TODAY, organisation=association("a"), draft=draft)
    Telling.unscoped.create(organisation=association("a"), change=change_a(), person=person_a(), about="offer", made_on=TODAY)


@sample
def site_a() -> Any:
    from maillage.accompaniment.openings.models import Site

    return Site.unscoped.filter(organisation=association("a")).order_by("name", "pk").first()


@sample
def department_x() -> Any:
    return {"pk": "F1"}


@sample
def zone_x() -> Any:
    from maillage.reference.territories.models import Place

    return Place.unscoped.filter(territory="F1", kind="zone", closed_on__isnull=True).order_by("name", "pk").first()


@sample
def activity_a() -> Any:
    from maillage.accompaniment.openings.models import Activity

    return Activity.unscoped.filter(organisation=association("a")).order_by("kind", "pk").first()


@sample
def lack_a() -> Any:
    from maillage.accompaniment.openings.models import Lack

    return Lack.unscoped.filter(organisation=association("a")).order_by("starts_on", "pk").first()


@sample
def change_a() -> Any:
    from maillage.accompaniment.openings.models import Change

    return Change.unscoped.unfinished().filter(organisation=association("a"), starts_on__gt=TODAY).order_by("starts_on", "pk").first()


@sample
def telling_a() -> Any:
    from maillage.accompaniment.openings.models import Telling

    return Telling.unscoped.waiting().filter(organisation=association("a"), made_on=TODAY, about="offer").first()
