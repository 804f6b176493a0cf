"""Who waits for what: applications filed, next dates unknown, decisions awaited; and what an association knows of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from maillage.core.clock.terms import add_months
from maillage.core.deferrals import DeferralAlert
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission.models import Commission, Decision, Item, OutcomeCode
from maillage.pathway.commission.selectors.deferrals import deferrals_of
from maillage.pathway.commission.selectors.marks import Marks, marks_of
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.selectors import states_clocks
from maillage.pathway.psp.workflow import State as ApplicationState


@dataclass(frozen=True)
class Waiting:
    """An application that awaits a session: since when, what the last session did, and whether a next date is known."""

    application: Application
    since: date
    days: int
    last: Item | None
    alert: DeferralAlert | None
    marks: Marks
    silent_months: int

    @property
    def deferrals(self) -> int:
        """How many times she was put off, over all her applications."""
        return self.alert.count if self.alert is not None else 0

    @property
    def next_unknown(self) -> bool:
        """Put off, and nobody knows until when, or the day announced went by: it alerts and keeps counting."""
        return self.alert is not None and self.alert.undated

    @property
    def is_wish(self) -> bool:
        """Somebody waits for a pathway. An end proposed makes nobody wait."""
        return self.application.kind != Kind.END


def waiting_for_session(actor: Actor, commission: Commission, *, today: date) -> list[Waiting]:
    """Applications filed and on no agenda, those without any next date first, then the oldest. A fixed number of queries."""
    rows = (
        Application.objects.visible_to(actor, today=today)
        .filter(territory_id=commission.territory_id, state=ApplicationState.FILED)
        .select_related("organisation")
    )
    applications = list(rows.order_by("filed_on", "number", "pk"))
    past, clocks = _items_of(applications), states_clocks(applications, today=today)
    alerts, marks = deferrals_of(applications, today=today), marks_of(applications)
    waiting = [
        _waiting(
            each,
            last=next(reversed(past.get(each.pk, [])), None),
            alert=alerts.get(each.pk),
            marks=marks[each.pk],
            paused=clocks[each.pk].paused,
            today=today,
        )
        for each in applications
    ]
    return sorted(waiting, key=lambda each: (not each.next_unknown, not each.is_wish))


def _items_of(applications: list[Application]) -> dict[uuid.UUID, list[Item]]:
    """Their items, the latest last."""
    found: dict[uuid.UUID, list[Item]] = {}
    rows = Item.unscoped.filter(application__in=[each.pk for each in applications]).select_related("session")
    # Put off, then put back on the same agenda: the line that has no outcome yet is the latest.
    for item in rows.order_by("session__held_on", F("closed_on").asc(nulls_last=True), "pk"):
        found.setdefault(item.application_id, []).append(item)
    return found


def _waiting(
    application: Application, *, last: Item | None, alert: DeferralAlert | None, marks: Marks, paused: int, today: date
) -> Waiting:
    since = application.filed_on or today
    return Waiting(
        application=application,
        since=since,
        days=(today - since).days,
        last=last,
        alert=alert,
        marks=marks,
        # Its own delay stood still while it waited for what it had asked (CRPA, art. L. 114-5).
        silent_months=silent_months(since + timedelta(days=paused), today=today) if application.kind != Kind.END else 0,
    )


def silent_months(since: date, *, today: date) -> int:
    """The alert on silence reached, in months (parameter `silence.alert_months`); 0 before the first. It concludes nothing."""
    months: list[int] = list(current_law().value("silence.alert_months", on=today).value)
    return max((count for count in months if add_months(since, count) <= today), default=0)


@dataclass(frozen=True)
class Awaited:
    """An application examined, whose decision is awaited: prepared or not, and for how long."""

    application: Application
    item: Item | None
    decision: Decision | None
    days: int


def awaiting_decision(actor: Actor, *, today: date) -> list[Awaited]:
    """Applications examined and not decided, of the departments where the actor prepares or records decisions, the oldest first."""
    territories = [each.territory_id for each in actor.granting(Permission.DECISION_PREPARE) if each.territory_id]
    rows = Application.objects.visible_to(actor, today=today).filter(state=ApplicationState.EXAMINED, territory_id__in=territories)
    applications = list(rows.select_related("organisation").order_by("examined_on", "number", "pk"))
    items = _items_of(applications)
    decisions = {each.application_id: each for each in Decision.unscoped.filter(application__in=applications).order_by("pk")}
    return [
        Awaited(
            application=each,
            item=next((item for item in reversed(items.get(each.pk, [])) if item.outcome == OutcomeCode.EXAMINED), None),
            decision=decisions.get(each.pk),
            days=(today - (each.examined_on or today)).days,
        )
        for each in applications
    ]


def decisions_recorded(actor: Actor, *, today: date) -> Any:
    """Decisions signed and recorded, the latest first."""
    rows = Decision.objects.visible_to(actor, today=today).filter(signed_on__isnull=False)
    return rows.select_related("application__organisation").order_by("-signed_on", "number", "pk")


@dataclass(frozen=True)
class ItemForAssociation:
    """What an association knows of a session: its date and form, and what became of its own application. Never the deliberation."""

    application_id: uuid.UUID
    number: str
    held_on: date
    mode: str
    state: State
    outcome: str
    outcome_label: str
    cause: str
    asked: str
    asked_of: str
    asked_by: date | None
    next_known: bool | None
    next_on: date | None


def items_of_application(application: Application) -> list[ItemForAssociation]:
    """The sessions of one application that the caller may already see, the latest first."""
    return items_of_applications([application]).get(application.pk, [])


def items_of_applications(applications: list[Application]) -> dict[uuid.UUID, list[ItemForAssociation]]:
    """The sessions of many applications, in one query. A session that is still a draft is not told."""
    numbers = {each.pk: each.number or "" for each in applications}
    found: dict[uuid.UUID, list[ItemForAssociation]] = {}
    for pk, items in _items_of(applications).items():
        told = [_told(item, number=numbers[pk]) for item in reversed(items) if item.session.state != State.DRAFT]
        if told:
            found[pk] = told
    return found


def _told(item: Item, *, number: str) -> ItemForAssociation:
    return ItemForAssociation(
        application_id=item.application_id,
        number=number,
        held_on=item.session.held_on,
        mode=str(item.session.get_mode_display()),
        state=State(item.session.state),
        outcome=item.outcome,
        outcome_label=str(item.get_outcome_display()) if item.outcome else "",
        cause=str(item.get_cause_display()) if item.cause else "",
        asked=str(item.get_asked_kind_display()) if item.asked_kind else "",
        asked_of=str(item.get_asked_of_display()) if item.asked_of else "",
        asked_by=item.asked_by,
        next_known=item.next_known,
        next_on=item.next_on,
    )


@dataclass(frozen=True)
class OwnApplication:
    """An application of one's own, with its sessions, how often it was put off, and what it hangs on."""

    application: Application
    items: list[ItemForAssociation]
    alert: DeferralAlert | None
    marks: Marks
    days: int


def own_applications(actor: Actor, *, today: date) -> list[OwnApplication]:
    """For an association: its applications filed and not decided, those without a date first. A fixed number of queries."""
    rows = Application.objects.visible_to(actor, today=today).filed().waiting().filter(organisation_id__in=actor.organisation_ids)
    applications = list(rows.order_by("filed_on", "number", "pk"))
    items = items_of_applications(applications)
    alerts, marks = deferrals_of(applications, today=today), marks_of(applications)
    own = [
        OwnApplication(
            application=each,
            items=items.get(each.pk, []),
            alert=alerts.get(each.pk),
            marks=marks[each.pk],
            days=(today - (each.filed_on or today)).days,
        )
        for each in applications
    ]
    return sorted(own, key=lambda each: each.alert is None or not each.alert.undated or each.application.state != ApplicationState.FILED)


def number_now(decision: Decision) -> str:
    """The number of a decision as the database has it at this moment."""
    return str(Decision.unscoped.values_list("number", flat=True).get(pk=decision.pk))
