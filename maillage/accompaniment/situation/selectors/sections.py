"""What is noted of a situation: closed, it says only that it is; opened, each section in its words."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation.models import Section
from maillage.accompaniment.situation.questions import SectionSpec, said, summary
from maillage.accompaniment.situation.sections import BY_CODE, DOMICILIATION, HOUSING, RESIDENCE, SECTIONS
from maillage.core.clock.alerts import Alert, alert_for
from maillage.core.clock.ends import end_of_right
from maillage.core.law import Right, current_law
from maillage.core.residence import Route, route
from maillage.foundation.access.actor import Actor
from maillage.foundation.vault import PERMISSIONS, Opened, Part, Reason, open_part

DATED = (DOMICILIATION, HOUSING, RESIDENCE)


@dataclass(frozen=True)
class Ending:
    """The end of a domiciliation, of a place to sleep, of a document: when, how pressing, why that day."""

    section: Section
    spec: SectionSpec
    ends: date
    alert: Alert
    because: tuple[Any, ...]


@dataclass(frozen=True)
class SectionCard:
    """One section as its page shows it. `lines` are there once it was opened; `noted_on` is None while nothing is noted, or to be known."""

    spec: SectionSpec
    may_open: bool
    noted_on: date | None = None
    version: int = 0
    opened: bool = False
    lines: tuple[tuple[Any, str], ...] = ()
    summary: str = ""
    ending: Ending | None = None
    route: Route | None = None


@dataclass(frozen=True)
class Situation:
    """Her situation, opened: what a form may be pre-filled with, once she agrees to each field. Its repr shows nothing."""

    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def value(self, section: str, question: str, default: Any = None) -> Any:
        """One answer as it is kept (see `questions.Kind`), or the default."""
        return self.answers.get(section, {}).get(question, default)

    def words(self, section: str, question: str) -> str:
        """One answer in words; empty when it is not noted. Raises KeyError for a question that does not exist."""
        return said(BY_CODE[section].question(question), self.value(section, question))

    def __repr__(self) -> str:
        return "Situation(…)"


def situation_of(*, actor: Actor, person: Person, reason: Reason, today: date) -> Situation:
    """Whatever the forms of an application may take over: never health, never what she accepted to say of her life.

    Opens, and journals, the parts in which something is noted, and no other. Raises Denied.
    """
    rows = [row for row in _rows(person) if BY_CODE[row.code].prefills and row.answers is not None]
    opened = {part: open_part(actor=actor, subject=person, part=part, reason=reason, today=today) for part in _parts(rows)}
    return Situation({row.code: _read(opened[Part(row.part)], row) for row in rows})


def _rows(person: Person) -> list[Section]:
    return [row for row in Section.unscoped.filter(person=person).order_by("code") if row.code in BY_CODE]


def _parts(rows: Iterable[Section]) -> list[Part]:
    return sorted({Part(row.part) for row in rows})


def _read(opened: Opened, row: Section) -> dict[str, Any]:
    text = opened.read(row, "answers")
    answers: dict[str, Any] = json.loads(text) if text else {}
    return answers


def open_situation(*, actor: Actor, person: Person, parts: Iterable[Part], reason: str, today: date) -> dict[Part, Opened]:
    """The parts asked for that the actor may open, for one reason. Raises ReasonRefused, Denied when she may open none."""
    asked = list(parts)
    allowed = [part for part in asked if actor.may(PERMISSIONS[part], on=person)]
    return {part: open_part(actor=actor, subject=person, part=part, reason=reason, today=today) for part in allowed or asked}


def cards_of(*, actor: Actor, person: Person, today: date, opened: Mapping[Part, Opened] | None = None) -> list[SectionCard]:
    """Every section, in the order of the page, in one query."""
    rows = {row.code: row for row in _rows(person)}
    return [_card(spec, rows.get(spec.code), actor=actor, person=person, today=today, opened=opened or {}) for spec in SECTIONS]


def card_of(*, actor: Actor, person: Person, code: str, today: date, opened: Mapping[Part, Opened]) -> SectionCard:
    """One section, as the page shows it."""
    row = Section.unscoped.filter(person=person, code=code).first()
    return _card(BY_CODE[code], row, actor=actor, person=person, today=today, opened=opened)


def _card(
    spec: SectionSpec, row: Section | None, *, actor: Actor, person: Person, today: date, opened: Mapping[Part, Opened]
) -> SectionCard:
    may_open = actor.may(PERMISSIONS[spec.part], on=person)
    if row is None or not may_open:
        return SectionCard(spec=spec, may_open=may_open, opened=spec.part in opened, version=0)
    noted_on = row.noted_on if row.answers is not None else None
    if spec.part not in opened or row.answers is None:
        return SectionCard(spec, may_open, noted_on, row.version, spec.part in opened, ending=_ending(row, today=today))
    answers = _read(opened[spec.part], row)
    lines = tuple((each.label, words) for each in spec.questions if (words := said(each, answers.get(each.code))))
    followed = route(answers.get("route", ""), law=current_law(), on=today) if spec is RESIDENCE else None
    return SectionCard(
        spec, may_open, noted_on, row.version, True, lines, summary(spec, answers), _ending(row, today=today, answers=answers), followed
    )


def answers_of(*, actor: Actor, person: Person, code: str, reason: Reason, today: date) -> tuple[dict[str, Any], int]:
    """The answers of one section and its version, to be corrected; nothing is opened when nothing is noted. Raises Denied."""
    row = Section.unscoped.filter(person=person, code=code).first()
    if row is None or row.answers is None:
        return {}, row.version if row is not None else 0
    opened = open_part(actor=actor, subject=person, part=Part(row.part), reason=reason, today=today)
    return _read(opened, row), row.version


def _ending(row: Section, *, today: date, answers: Mapping[str, Any] | None = None) -> Ending | None:
    """When the section ends, exceptional regimes counted. Closed, a document ends on the earliest day that the regimes give."""
    spec = BY_CODE[row.code]
    if row.until is None or spec not in DATED:
        return None
    law, ends = current_law(), row.until
    because: tuple[Any, ...] = ()
    if spec is RESIDENCE:
        rights = _rights(answers)
        found = min(
            (end_of_right(right=each, expires=row.until, as_known_on=today, law=law) for each in rights), key=lambda e: e.new_expires
        )
        ends, because = found.new_expires, tuple(found.explanation)
    return Ending(row, spec, ends, alert_for(ends=ends, today=today, next_session=None, law=law, needs_session=False), because)


def _rights(answers: Mapping[str, Any] | None) -> tuple[Right, ...]:
    if answers is None:
        return (Right.RESIDENCE_DOCUMENT, Right.ASYLUM_CERTIFICATE)
    return (Right.ASYLUM_CERTIFICATE,) if answers.get("document") == "asylum_certificate" else (Right.RESIDENCE_DOCUMENT,)


def endings_of(person: Person, *, actor: Actor, today: date) -> list[Ending]:
    """What ends in her situation, the nearest first: said without opening anything."""
    rows = Section.objects.visible_to(actor, today=today).filter(person=person, until__isnull=False).order_by("until", "pk")
    return _sorted(rows, today=today)


def ending_sections(actor: Actor, *, today: date, follower: uuid.UUID | None = None) -> list[Ending]:
    """What ends soon, or is past, in every open file that the actor works on (or that `follower` follows); the nearest first."""
    codes = [spec.code for spec in DATED]
    rows = Section.objects.visible_to(actor, today=today).filter(person__closed_on__isnull=True, until__isnull=False, code__in=codes)
    if follower is not None:
        rows = rows.filter(person__in=Person.unscoped.followed_by(follower, today=today).order_by().values("pk"))
    return [each for each in _sorted(rows.select_related("person").order_by("until", "pk"), today=today) if each.alert.speaks]


def _sorted(rows: Iterable[Section], *, today: date) -> list[Ending]:
    found = [ending for row in rows if (ending := _ending(row, today=today)) is not None]
    return sorted(found, key=lambda each: (each.ends, each.section.pk))
