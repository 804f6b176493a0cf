"""The lines of a change as the page shows them: each with its rows, in words; whose file is not mine to list stays a number."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.openings.models import Appointment
from maillage.accompaniment.openings.selectors.carrying import BY_HAND, Carried, public_words
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import labels_of
from maillage.core.openings.consequences import Code, Consequence
from maillage.core.phrase import phrase
from maillage.core.safe_contact import hour_in_words
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech

SHOWN = 12
_TONES = {Code.APPOINTMENTS_MEET: "alert", Code.OPEN_FOR_MAIL: "alert", Code.PARTNERS_TELL: "wait"}
_ABOUT_PEOPLE = frozenset({Code.PEOPLE_CALL, Code.APPOINTMENTS_OFFER})
_ABOUT_APPOINTMENTS = frozenset({Code.APPOINTMENTS_MOVE, Code.APPOINTMENTS_PHONE, Code.APPOINTMENTS_CANCEL, Code.APPOINTMENTS_MEET})


@dataclass(frozen=True)
class LineRow:
    """One row behind a number."""

    title: str
    person_id: uuid.UUID | None = None
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """A consequence ready for the page. `more` is how many rows are not shown."""

    consequence: Consequence
    rows: tuple[LineRow, ...]
    more: int
    by_hand: bool

    @property
    def code(self) -> str:
        """Its code."""
        return self.consequence.code.value

    @property
    def label(self) -> Any:
        """What there is to do."""
        return self.consequence.code.label

    @property
    def tone(self) -> str:
        """The tone of its number."""
        return _TONES.get(self.consequence.code, "calm")

    @property
    def value(self) -> str:
        """What its tick sends: the line, and the number that was on screen."""
        return f"{self.code}:{self.consequence.count}"

    @property
    def hidden(self) -> dict[str, str]:
        """What the button that sets it aside sends."""
        return {"code": self.code}


def when_words(appointment: Appointment) -> str:
    """ "mardi 21 avril 2020 à 14 h, sur place"."""
    said = phrase(
        "{day} à {hour}, {way}",
        day=speech.day_words(appointment.day),
        hour=hour_in_words(appointment.starts),
        way=appointment.meeting.label,
    )
    return speech.say(said)


def lines_of(carried: Carried, *, actor: Actor, moment: Moment) -> list[Line]:
    """The lines of the page, with the first rows of each; pseudonyms are read at once."""
    shown = {line.code: list(line.refs[:SHOWN]) for line in carried.lines}
    people = _people(carried, shown)
    labels = labels_of(list(people.values()), actor=actor, today=moment.today)
    found = []
    for line in carried.lines:
        rows = tuple(_rows(line.code, shown[line.code], carried, people, labels))
        found.append(Line(line, rows, max(0, len(line.refs) - len(rows)), line.code in BY_HAND))
    return found


def _people(carried: Carried, shown: dict[Code, list[Any]]) -> dict[uuid.UUID, Person]:
    wanted = {ref for code, refs in shown.items() if code in _ABOUT_PEOPLE for ref in refs}
    known = {
        carried.appointments[ref].person_id: carried.appointments[ref].person
        for code, refs in shown.items()
        if code in _ABOUT_APPOINTMENTS
        for ref in refs
    }
    return known | {each.pk: each for each in Person.unscoped.filter(pk__in=wanted - set(known))}


def _rows(
    code: Code, refs: Sequence[Any], carried: Carried, people: dict[uuid.UUID, Person], labels: dict[uuid.UUID, str]
) -> list[LineRow]:
    if code in _ABOUT_APPOINTMENTS:
        found = [carried.appointments[ref] for ref in refs]
        return [LineRow(labels[each.person_id], each.person_id, when_words(each)) for each in found]
    if code in _ABOUT_PEOPLE:
        return [
            LineRow(labels[ref], ref, _("dernier contact le %(day)s") % {"day": speech.day_words(people[ref].last_contact_on)})
            for ref in refs
            if ref in people
        ]
    if code is Code.DIRECTORY_LINE:
        return [LineRow(public_words(carried.activities[ref], carried.change)) for ref in refs]
    return []


def partner_text(carried: Carried) -> str:
    """What may be written to a partner, ready to copy: how we work from that day on, and nothing about anybody."""
    change = carried.change
    said = [
        _("Bonjour,"),
        _("À partir du %(day)s, %(house)s fonctionne ainsi :")
        % {"day": speech.day_words(change.starts_on), "house": change.organisation.name},
        *(f"- {public_words(activity, change)}" for activity in carried.activities.values()),
    ]
    if change.ends_on is not None:
        said.append(_("Cela vaut jusqu'au %(day)s.") % {"day": speech.day_words(change.ends_on)})
    said.append(_("Merci de nous orienter les personnes en tenant compte de ces conditions, et de nous dire si vous changez aussi."))
    return "\n".join(str(each) for each in said)
