"""The way from a first request to a pathway, counted per association: it crosses rooms that do not know each other."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.models import FirstRequest, NoSolution, Outcome, Public, Triage
from maillage.accompaniment.people.selectors import associations_where
from maillage.core.clock.terms import add_months
from maillage.core.funnel import Reached, Walk, funnel
from maillage.core.phrase import MONTHS
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.ui import speech
from maillage.pathway.psp.models import Application, Kind, Pathway

STAGES = (_("un dossier"), _("une demande d'engagement"), _("une demande déposée"), _("un parcours"))
MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """One request with what came of it: codes and days alone."""

    walk: Walk
    triage: str
    is_new: bool
    unmet: str


@dataclass(frozen=True)
class WayRow:
    """A line of a table: a month or a triage."""

    label: Any
    code: str
    requests: int
    new: int
    unmet: int
    reached: tuple[Reached, ...]


@dataclass(frozen=True)
class Way:
    """The page: the whole, then by month and by what was asked, then what was missing."""

    since: date
    whole: WayRow
    stages: tuple[tuple[Any, Reached], ...]
    months: tuple[WayRow, ...]
    triages: tuple[WayRow, ...]
    missing: tuple[tuple[Any, int], ...]


def way_of(actor: Actor, *, today: date, only_new: bool = False) -> Way:
    """The last twelve months in the associations where the actor lists applications. Raises Denied when there is none."""
    associations = [each.pk for each in associations_where(actor, Permission.APPLICATION_LIST)]
    if not associations:
        raise Denied
    since = add_months(today.replace(day=1), 1 - MONTHS_SHOWN)
    asked = [each for each in _requests(associations, since=since, today=today) if each.is_new or not only_new]
    whole = _row(_("en tout"), "", asked)
    months = sorted({(each.walk.began.year, each.walk.began.month) for each in asked}, reverse=True)
    return Way(
        since=since,
        whole=whole,
        stages=tuple(zip(STAGES, whole.reached, strict=True)),
        months=tuple(_row(_month_words(*month), "", _keep(asked, _in_month(month))) for month in months),
        triages=tuple(
            _row(label, code, kept) for code, label in Triage.choices if (kept := [each for each in asked if each.triage == code])
        ),
        missing=_missing(asked),
    )


def _requests(associations: Iterable[uuid.UUID], *, since: date, today: date) -> list[Asked]:
    rows = FirstRequest.unscoped.filter(organisation__in=list(associations), received_on__gte=since, received_on__lte=today)
    fields = ("received_on", "triage", "public", "outcome", "no_solution", "person_id", "person__opened_on")
    requests = list(rows.order_by("received_on", "pk").values_list(*fields))
    people = {person for *_codes, person, _opened in requests if person is not None}
    applications = _first_applications(people)
    asked = []
    for received, triage, public, outcome, unmet, person, opened in requests:
        known = applications.get(person, [])
        later = [each for each in known if each[0] >= received] or (known[-1:] if outcome == Outcome.WISH_NOTED else [])
        wished, filed, began = later[0] if later else (None, None, None)
        walk = Walk(began=received, reached=(opened, wished, filed, began))
        asked.append(Asked(walk=walk, triage=triage, is_new=public == Public.NEW, unmet=unmet))
    return asked


def _first_applications(people: set[uuid.UUID]) -> dict[uuid.UUID, list[tuple[date, date | None, date | None]]]:
    """The days of wish, filing and beginning of each person's first requests for a pathway, the earliest first."""
    rows = Application.unscoped.filter(person__in=people, kind=Kind.FIRST).order_by("wished_on", "pk")
    begun = dict(Pathway.unscoped.filter(person__in=people).order_by("starts_on").values_list("entry_id", "starts_on"))
    found: dict[uuid.UUID, list[tuple[date, date | None, date | None]]] = {}
    for pk, person, wished, filed in rows.values_list("pk", "person_id", "wished_on", "filed_on"):
        found.setdefault(person, []).append((wished, filed, begun.get(pk)))
    return found


def _row(label: Any, code: str, asked: list[Asked]) -> WayRow:
    return WayRow(
        label=label,
        code=code,
        requests=len(asked),
        new=sum(each.is_new for each in asked),
        unmet=sum(bool(each.unmet) for each in asked),
        reached=funnel((each.walk for each in asked), stages=len(STAGES)),
    )


def _keep(asked: list[Asked], wanted: Callable[[Asked], bool]) -> list[Asked]:
    return [each for each in asked if wanted(each)]


def _in_month(month: tuple[int, int]) -> Callable[[Asked], bool]:
    return lambda each: (each.walk.began.year, each.walk.began.month) == month


def _month_words(year: int, month: int) -> str:
    return f"{MONTHS[speech.language()][month - 1]} {year}"


def _missing(asked: list[Asked]) -> tuple[tuple[Any, int], ...]:
    counts = [(label, sum(each.unmet == code for each in asked)) for code, label in NoSolution.choices]
    return tuple(sorted((each for each in counts if each[1]), key=lambda each: -each[1]))
