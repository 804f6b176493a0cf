"""Situations as they are noted: every section, every route, what ends soon; and minors, from a doubt to the end of their protection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import has_identity
from maillage.accompaniment.people.services import record_identity
from maillage.accompaniment.situation.models import Protection, ProtectionAct, Section
from maillage.accompaniment.situation.services import answer_act, end_protection, note_doubt, record_act, save_section
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.situation_plan import MINORS, SITUATIONS, Act, Minor, Noted, Who
from maillage.doors.demo.stage import Stage


@dataclass(frozen=True)
class Situations:
    """Plans what is noted, section by section, and the paths of protection."""

    stage: Stage
    chronicle: Chronicle

    def on(self, who: Who, act: Callable[[Person, date], object]) -> Callable[[date], None]:
        """An event on one of these files; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(*who)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def note(self, each: Noted) -> None:
        """One section."""

        def save(person: Person, day: date) -> None:
            known = Section.unscoped.filter(person=person, code=each.section).first()
            save_section(
                actor=self.stage.actor(each.by, day),
                today=day,
                person=person,
                code=each.section,
                seen=known.version if known is not None else 0,
                answers=each.answers,
            )

        self.chronicle.at(each.on, self.on(each.who, save))

    def protect(self, each: Minor) -> None:
        """One path, from its opening to its end."""
        self.chronicle.at(each.on, self.on(each.who, partial(self._open, each)))
        for act in each.acts:
            self.chronicle.at(act.on, self.on(each.who, partial(self._act, each, act)))
            if act.answer is not None:
                answered = self.on(each.who, partial(self._answer, each, act))
                self.chronicle.at(act.answer[1], answered)
        if each.end is not None:
            self.chronicle.at(each.end[1], self.on(each.who, partial(self._end, each)))

    def _open(self, each: Minor, person: Person, day: date) -> None:
        actor = self.stage.actor(each.by, day)
        if each.born is None or has_identity(person):
            note_doubt(actor=actor, today=day, person=person)
            return
        record_identity(
            actor=actor, today=day, person=person, seen=0, last_name="Ilunari", first_name="Mirela", birth_date=each.born, nationality=""
        )

    def _act(self, each: Minor, act: Act, person: Person, day: date) -> None:
        record_act(
            actor=self.stage.actor(each.holder, day),
            today=day,
            protection=Protection.unscoped.running().get(person=person),
            kind=act.kind,
            recipient=act.recipient,
            done_on=day,
            reference=act.reference,
        )

    def _answer(self, each: Minor, act: Act, person: Person, day: date) -> None:
        row = ProtectionAct.unscoped.filter(protection__person=person, kind=act.kind).order_by("-done_on", "pk").first()
        if row is None or act.answer is None:
            return
        answer_act(
            actor=self.stage.actor(each.holder, day),
            today=day,
            act=row,
            seen=row.version,
            answer=act.answer[0],
            answered_on=day,
            reference=act.reference,
        )

    def _end(self, each: Minor, person: Person, day: date) -> None:
        running = Protection.unscoped.running().get(person=person)
        if each.end is not None:
            actor = self.stage.actor(each.holder, day)
            end_protection(actor=actor, today=day, protection=running, seen=running.version, outcome=each.end[0])


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    scene = Situations(stage, chronicle)
    for each in SITUATIONS:
        scene.note(each)
    for minor in MINORS:
        scene.protect(minor)
