"""Every read a page of this room needs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from maillage.accompaniment.kept_mail.models import KeptMail, Outcome, Told
from maillage.accompaniment.people.models import Accord, Person, Purpose
from maillage.accompaniment.people.selectors import PersonRow, get_person, labels_of, rule_of, search_people
from maillage.accompaniment.people.selectors.contact import ways_now
from maillage.core.kept_mail import MailAlert
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech
from maillage.foundation.ui.explanation import Reason

MOST_CANDIDATES = 6


class Which(StrEnum):
    """Which letters of the list, as the address says it."""

    WAITING = ""
    ALERTING = "alerte"
    UNTOLD = "a-prevenir"
    GONE = "partis"


@dataclass(frozen=True)
class MailRow:
    """A line of the list: what may be read without opening anything."""

    mail: KeptMail
    pseudonym: str
    reference: str
    alert: MailAlert | None

    @property
    def alerts(self) -> tuple[Any, ...]:
        """What the alert says, with the rule on which it stands."""
        return (Reason(speech.say(self.alert.sentence), source=self.alert.rule.source.title),) if self.alert else ()

    @property
    def handed(self) -> dict[str, str]:
        """What its one-click button sends."""
        return {"outcome": Outcome.HANDED.value}

    @property
    def handed_from_list(self) -> dict[str, str]:
        """The same, from the list."""
        return {**self.handed, "from": "list"}


@dataclass(frozen=True)
class Counts:
    """How many letters wait, alert, and are not told."""

    waiting: int
    alerting: int
    untold: int


@dataclass(frozen=True)
class Way:
    """A way to tell her now, or why not."""

    by: Told
    allowed: bool
    reason: Any = ""


@dataclass(frozen=True)
class OpeningReason:
    """Why a closed site should open by appointment: a code, since which day, for how many letters."""

    code: str
    since: date
    count: int


def get_mail(*, actor: Actor, pk: uuid.UUID, today: date) -> KeptMail:
    """A letter, or OutOfScope for whoever does not see the file."""
    mail = KeptMail.unscoped.select_related("person").filter(pk=pk).first()
    if mail is None:
        raise OutOfScope
    get_person(actor=actor, pk=mail.person_id, today=today)
    return mail


def mail_visible_to(actor: Actor, *, today: date, which: Which = Which.WAITING) -> Any:
    """The letters that the actor keeps: those that wait, the urgent and the oldest first; or those that left, the last first."""
    rows = KeptMail.objects.visible_to(actor, today=today).select_related("person")
    if which is Which.GONE:
        return rows.filter(closed_on__isnull=False).order_by("-closed_on", "pk")
    chosen = {
        Which.WAITING: rows.waiting(),
        Which.ALERTING: rows.alerting(today=today),
        Which.UNTOLD: rows.waiting().filter(told_on__isnull=True),
    }[which]
    return chosen.order_by("-urgent", "received_on", "pk")


def counts_of(actor: Actor, *, today: date) -> Counts:
    """The figures above the list."""
    rows = KeptMail.objects.visible_to(actor, today=today)
    return Counts(
        waiting=rows.waiting().count(),
        alerting=rows.alerting(today=today).count(),
        untold=rows.waiting().filter(told_on__isnull=True).count(),
    )


def rows_of(mails: list[KeptMail], *, actor: Actor, today: date) -> list[MailRow]:
    """The lines of a page: the pseudonyms of all in one query."""
    people = list({mail.person_id: mail.person for mail in mails}.values())
    labels = labels_of(people, actor=actor, today=today)
    return [MailRow(mail, labels[mail.person_id], mail.person.reference, mail.alert(today=today)) for mail in mails]


def mail_of(person: Person, *, gone: bool = False) -> list[KeptMail]:
    """Her letters: those that wait, the urgent first; or the last twenty that left."""
    rows = KeptMail.unscoped.filter(person=person)
    if gone:
        return list(rows.filter(closed_on__isnull=False).order_by("-closed_on", "-received_on", "pk")[:20])
    return list(rows.waiting().order_by("-urgent", "received_on", "pk"))


def ways_to_tell(person: Person, *, moment: Moment) -> list[Way]:
    """By which ways she may be told now: her rule of contact decides for each; being here is always allowed. Opens nothing."""
    now = ways_now(rule_of(person), moment=moment)
    return [
        Way(Told.IN_PERSON, allowed=True),
        *(Way(Told(each.way.value), allowed=each.verdict.allowed, reason=each.verdict.reason) for each in now),
    ]


def candidates_for(typed: str, *, actor: Actor, today: date) -> tuple[PersonRow | None, list[PersonRow]]:
    """The file that bears exactly this pseudonym or reference, if one alone does; else those among which to choose.

    A letter given to another is worse than one question more: what merely resembles is always asked.
    """
    found = search_people(actor=actor, query=typed, today=today)
    wanted = typed.strip().casefold()
    exact = [row for row in found if wanted in (row.pseudonym.strip().casefold(), row.reference.casefold())]
    if len(exact) == 1:
        return exact[0], []
    return None, (exact or found)[:MOST_CANDIDATES]


def keeping_is_withdrawn(person: Person, *, today: date) -> bool:
    """Did she take back her accord that her mail be kept, without giving it again?"""
    given = Accord.unscoped.filter(person=person, purpose=Purpose.KEEP_MAIL)
    return given.filter(withdrawn_on__isnull=False).exists() and not given.in_force(today=today).exists()


def reasons_to_open(organisation_id: uuid.UUID, *, today: date) -> list[OpeningReason]:
    """Why this association should open by appointment although it is closed: urgent letters that nobody came to take.

    Said on the list of letters, and for the room of openings. Source: parameter mail.urgent_days.
    """
    urgent = KeptMail.unscoped.alerting(today=today).filter(organisation_id=organisation_id, urgent=True).order_by("received_on", "pk")
    alerts = [alert for mail in urgent if (alert := mail.alert(today=today)) is not None]
    if not alerts:
        return []
    return [OpeningReason(code="urgent_mail", since=min(each.since for each in alerts), count=len(alerts))]
