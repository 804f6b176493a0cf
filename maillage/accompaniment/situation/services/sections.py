"""Save one section, alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation import actions
from maillage.accompaniment.situation.errors import DatesCrossed, DayToCome, NotAgreed
from maillage.accompaniment.situation.models import Section
from maillage.accompaniment.situation.questions import SectionSpec, kept
from maillage.accompaniment.situation.sections import BY_CODE
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import PERMISSIONS, Part, seal


@idempotent(Section)
@transaction.atomic
def save_section(*, actor: Actor, today: date, person: Person, code: str, seen: int, answers: Mapping[str, Any]) -> Section:
    """Note one section, whole: what is not given is forgotten. `seen` is the version corrected, 0 for the first note.

    Raises Denied (the file, or the part of the section), OutOfScope (no such section), DayToCome, DatesCrossed, NotAgreed (an answer that
    needs her agreement, without it), Stale.
    """
    spec = _spec(code)
    require(actor, Permission.PERSON_EDIT, on=person)
    require(actor, PERMISSIONS[spec.part], on=person)
    clean = kept(spec, answers)
    _check(spec, clean, answers=answers, today=today)
    person = Person.unscoped.locked(person.pk)
    section = _write(person, spec=spec, today=today, seen=seen, clean=clean)
    said = actions.RESERVED if spec.part is Part.HEALTH else spec.code
    record(actor, actions.SECTION_SAVED, person, today=today, section=said)
    return section


def _spec(code: str) -> SectionSpec:
    try:
        return BY_CODE[code]
    except KeyError:
        raise OutOfScope from None


def _check(spec: SectionSpec, clean: Mapping[str, Any], *, answers: Mapping[str, Any], today: date) -> None:
    for question in spec.questions:
        if question.needs and not answers.get(question.needs) and answers.get(question.code):
            raise NotAgreed
        if question.past and clean.get(question.code, "") > today.isoformat():
            raise DayToCome(question=question.label)
    if clean.get("since") and clean.get("until") and clean["until"] < clean["since"]:
        raise DatesCrossed


def _write(person: Person, *, spec: SectionSpec, today: date, seen: int, clean: Mapping[str, Any]) -> Section:
    until = date.fromisoformat(clean[spec.until]) if spec.until and clean.get(spec.until) else None
    sealed = json.dumps(clean, ensure_ascii=False, sort_keys=True) if clean else None
    section = Section.unscoped.filter(person=person, code=spec.code).first()
    if section is not None:
        changed = section.save_version(seen=seen, changes={"until": until, "noted_on": today})
        seal(changed, answers=sealed)
        changed.save(update_fields=["answers"])
        return changed
    if seen:
        # It was erased under the reader's eyes: nothing is written on top of an erasure.
        raise Stale(current={}, submitted={}, version=0)
    section = Section(
        person=person, organisation_id=person.organisation_id, code=spec.code, part=spec.part.value, until=until, noted_on=today
    )
    seal(section, answers=sealed)
    section.save(force_insert=True)
    return section
