"""The minutes of every session that was held: drafted within the week, approved a week later, then signed and sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import SendingMeans, Session
from maillage.pathway.commission.selectors import open_minutes
from maillage.pathway.commission.services import Sending, approve_minutes, draft_minutes, send_minutes, sign_minutes
from maillage.pathway.commission.workflow import State

SECRETARIES = {"F1": "dana", "F2": "eve", "F3": "gaelle", "F4": "hanna"}
_DRAFTED, _APPROVED, _SENT = timedelta(days=5), timedelta(days=7), timedelta(days=3)


class Minuting:
    """The secretaries, after a session."""

    def __init__(self, *, stage: Stage, chronicle: Chronicle) -> None:
        self.stage, self.chronicle = stage, chronicle

    def after(self, day: date, session: Session) -> None:
        """Plan the minutes of a session closed that day."""
        self.chronicle.at(day + _DRAFTED, lambda then: self.draft(then, session))

    def follow(self, held_on: date, *, code: str) -> None:
        """Plan the minutes of the session that a department will have held that day, if it did."""
        self.chronicle.at(held_on + _DRAFTED, lambda then: self._draft_of(then, held_on=held_on, code=code))

    def _draft_of(self, day: date, *, held_on: date, code: str) -> None:
        session = Session.unscoped.filter(territory_id=code, held_on=held_on, state=State.CLOSED).order_by("pk").first()
        if session is not None:
            self.draft(day, session)

    def draft(self, day: date, session: Session) -> None:
        """Establish the minutes; they are approved a week later, then signed and sent."""
        draft_minutes(**self._by_the_secretary(day, session))
        self.chronicle.at(day + _APPROVED, lambda then: self.approve(then, session))

    def approve(self, day: date, session: Session) -> None:
        """Nobody has anything left to correct."""
        approve_minutes(**self._by_the_secretary(day, session))
        self.chronicle.at(day + _SENT, lambda then: self.send(then, session))

    def send(self, day: date, session: Session) -> None:
        """The signed paper is scanned, and leaves for every member and for the authority."""
        give = self._by_the_secretary(day, session)
        sign_minutes(**give, scan=open_minutes(**give).content)
        seats = session.convocations.filter(replaced_on=None).order_by("seat__rank", "pk").values_list("seat_id", flat=True)
        by_mail = {seat: Sending(SendingMeans.MAIL, f"Envoi n° {rank}") for rank, seat in enumerate(seats, start=1)}
        send_minutes(**give, sendings={None: Sending(SendingMeans.HAND, "Registre du secrétariat"), **by_mail})

    def _by_the_secretary(self, day: date, session: Session) -> dict[str, Any]:
        return {"actor": self.stage.actor(SECRETARIES[session.territory_id], day), "today": day, "session": session}
