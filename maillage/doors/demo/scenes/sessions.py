"""The sessions of the four commissions: planned, convened, held, cancelled; and the three logics of the study."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes import voting
from maillage.doors.demo.scenes.decisions import Decisions
from maillage.doors.demo.scenes.minuting import SECRETARIES
from maillage.doors.demo.scenes.sitting_hours import Course
from maillage.doors.demo.stage import Stage
from maillage.doors.demo.world import DEPARTMENTS, START, SeatSpec, seats_of
from maillage.foundation.access.actor import Actor
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    CancelCause,
    Commission,
    Item,
    ItemSense,
    ItemWay,
    LocalRule,
    ModeChoice,
    NotExaminedCause,
    Presence,
    Session,
)
from maillage.pathway.commission.rules import seats_on
from maillage.pathway.commission.services import (
    Adjourned,
    Examined,
    NotExamined,
    add_seat,
    add_to_agenda,
    adopt_rule,
    cancel_session,
    close_item,
    close_session,
    convene,
    name_holder,
    open_session,
    plan_session,
    record_attendance,
    record_proxy,
    set_up_commission,
)
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.workflow import State

DISTANCE = {ModeChoice.VIDEO: Presence.VIDEO, ModeChoice.WRITTEN: Presence.WRITTEN}

SPRING = date(2020, 3, 1)


@dataclass(frozen=True)
class SessionPlan:
    """One session: its department, its day, its mode with its legal basis, and what becomes of it."""

    department: str
    held_on: date
    mode: ModeChoice = ModeChoice.IN_PERSON
    basis: str = ""
    opens_on: date | None = None
    cancelled_on: date | None = None
    inscribed_on: date | None = None
    unsuitable: bool = False
    four_only: bool = False
    adjourns_first: bool = False
    counts_second: bool = False
    announced_until: date | None = None
    hours: bool = False


def _remote(day: date) -> SessionPlan:
    return SessionPlan("F2", day, mode=ModeChoice.VIDEO, basis="local_rule")


SESSIONS = (
    SessionPlan("F1", date(2017, 11, 16)),
    SessionPlan("F1", date(2018, 6, 14)),
    SessionPlan("F1", date(2018, 12, 6)),
    SessionPlan("F1", date(2019, 6, 13), adjourns_first=True),
    SessionPlan("F1", date(2019, 12, 5), hours=True, counts_second=True),
    # The study's second logic: planned in mid-March and cancelled, then hybrid in mid-May, where four applications were not examined.
    SessionPlan("F1", date(2020, 3, 16), cancelled_on=date(2020, 3, 13), four_only=True),
    SessionPlan("F1", date(2020, 5, 14), mode=ModeChoice.HYBRID, basis="FR-2020-347", unsuitable=True, four_only=True),
    # The third: at a distance since 2017 by a local rule. The study does not name the mode: shown here by video, then in writing.
    *(_remote(day) for day in (date(2017, 11, 9), date(2018, 5, 17), date(2018, 11, 15), date(2019, 5, 16), date(2019, 11, 14))),
    _remote(date(2020, 4, 9)),
    SessionPlan(
        "F2",
        date(2020, 5, 7),
        mode=ModeChoice.WRITTEN,
        basis="ord_2014_1329_3",
        opens_on=date(2020, 5, 4),
        announced_until=date(2020, 5, 6),
    ),
    # The first: none planned in the spring.
    SessionPlan("F3", date(2018, 10, 11)),
    SessionPlan("F3", date(2019, 9, 26)),
    SessionPlan("F4", date(2019, 10, 17)),
    SessionPlan("F4", date(2020, 6, 18), inscribed_on=date(2020, 5, 12)),
)


class Commissions:
    """The four commissions at work."""

    def __init__(self, *, stage: Stage, chronicle: Chronicle, decisions: Decisions, rng: random.Random) -> None:
        self.stage, self.chronicle, self.decisions, self.rng = stage, chronicle, decisions, rng
        self.commissions: dict[str, Commission] = {}
        self.rules: dict[str, LocalRule] = {}

    def begin(self) -> None:
        """Inscribe the commissions in 2017, and plan every session."""
        for department in DEPARTMENTS:
            self.chronicle.at(date(2017, 9, 4), partial(self.set_up, code=department.code))
        for plan in SESSIONS:
            self.chronicle.at(plan.held_on - timedelta(days=45), partial(self.plan, plan=plan))

    def set_up(self, day: date, *, code: str) -> None:
        """Seats by the local order, their holders, and for one department the rule that it sits at a distance."""
        actor = self.stage.actor(SECRETARIES[code], day)
        territory = self.stage.organisations[f"del{code[1]}"].territory
        order = f"Arrêté {code}-2017-118 (démonstration)"
        self.commissions[code] = set_up_commission(actor=actor, today=day, territory=territory, order_reference=order)
        for spec in seats_of(code):
            self._fill_seat(day, spec, code=code, actor=actor)
        if code == "F2":
            self.rules[code] = adopt_rule(
                actor=actor,
                today=day,
                commission=self.commissions[code],
                mode=ModeChoice.VIDEO,
                allowed=True,
                reason="Département étendu : la commission siège à distance depuis son installation.",
                basis="Règlement intérieur du 4 septembre 2017 (démonstration)",
                adopted_on=day,
            )

    def _fill_seat(self, day: date, spec: SeatSpec, *, code: str, actor: Actor) -> None:
        organisation = self.stage.organisations[spec.organisation]
        seat = add_seat(
            actor=actor,
            today=day,
            commission=self.commissions[code],
            code=spec.quality,
            starts_on=START,
            label=organisation.name if spec.quality == "associations" else "",
            organisation_id=organisation.pk,
        )
        user = self.stage.users.get(spec.holder) if spec.account else None
        name_holder(
            actor=actor,
            today=day,
            seat=seat,
            display_name=user.display_name if user else spec.holder,
            title=spec.title or seat.label,
            starts_on=START,
            user_id=user.pk if user else None,
        )

    def plan(self, day: date, *, plan: SessionPlan) -> None:
        """Plan one session; its agenda, convocation and sitting follow."""
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        session = plan_session(
            actor=actor,
            today=day,
            commission=self.commissions[plan.department],
            mode=plan.mode,
            held_on=plan.announced_until or plan.held_on,
            opens_on=plan.opens_on,
            legal_basis=plan.basis,
            local_rule=self.rules.get(plan.department) if plan.basis == "local_rule" else None,
            chair_decided_on=day if plan.basis else None,
            place="Préfecture, salle des séances" if plan.mode == ModeChoice.IN_PERSON else "",
        )
        first = plan.opens_on or plan.held_on
        if plan.inscribed_on is not None:
            self.chronicle.at(plan.inscribed_on, lambda then: self.inscribe(then, plan, session))
        self.chronicle.at(first - timedelta(days=11), lambda then: self.convene(then, plan, session))
        if plan.cancelled_on is not None:
            self.chronicle.at(plan.cancelled_on, lambda then: self.cancel(then, plan, session))
        else:
            if plan.announced_until is not None:
                self._write(plan, session, announced_until=plan.announced_until)
            self.chronicle.at(plan.held_on, lambda then: self.sit(then, plan, session))

    def _write(self, plan: SessionPlan, session: Session, *, announced_until: date) -> None:
        """In writing: exchanges on the first day, the vote from the second, one extension on the day that was announced as the last."""

        def step(act: Callable[..., None], day: date, **more: date) -> None:
            session.refresh_from_db()
            if session.items.exists():
                act(actor=self.stage.actor(SECRETARIES[plan.department], day), day=day, session=session, **more)

        self.chronicle.at(session.first_day, lambda then: step(voting.begin, then))
        self.chronicle.at(session.first_day + timedelta(days=1), lambda then: step(voting.vote, then, until=announced_until))
        self.chronicle.at(announced_until, lambda then: step(voting.extend, then, until=plan.held_on))

    def inscribe(self, day: date, plan: SessionPlan, session: Session) -> None:
        """Put on the agenda whatever is filed, early: those applications wait with a date."""
        self._fill_agenda(day, plan, session)

    def convene(self, day: date, plan: SessionPlan, session: Session) -> None:
        """Put on the agenda whatever is filed, and send the convocations."""
        self._fill_agenda(day, plan, session)
        session.refresh_from_db()
        if session.items.exists():
            convene(actor=self.stage.actor(SECRETARIES[plan.department], day), today=day, session=session)

    def _fill_agenda(self, day: date, plan: SessionPlan, session: Session) -> None:
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        filed = Application.unscoped.filter(territory_id=plan.department, state=State.FILED, filed_on__lte=day)
        if plan.four_only:
            filed = filed.filter(organisation=self.stage.organisations["a"], kind=Kind.FIRST)
        for application in filed.order_by("filed_on", "number"):
            add_to_agenda(actor=actor, today=day, session=session, application=application)

    def cancel(self, day: date, plan: SessionPlan, session: Session) -> None:
        """The session of mid-March does not take place; nobody knows the next date."""
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        cancel_session(actor=actor, today=day, session=session, cause=CancelCause.CRISIS)

    def sit(self, day: date, plan: SessionPlan, session: Session) -> None:
        """Open, note who is there, give each item its outcome, close."""
        session.refresh_from_db()
        if not session.items.exists():
            cancel_session(
                actor=self.stage.actor(SECRETARIES[plan.department], day), today=day, session=session, cause=CancelCause.EMPTY_AGENDA
            )
            return
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        if session.is_written:
            for _item in session.items.order_by("rank"):
                self._sense(day)
            voting.finish(actor=actor, day=day, session=session)
            close_session(actor=actor, today=day, session=session)
            self.decisions.after(day, session)
            return
        course = Course(actor=actor, day=day, session=session)
        session = course.session = open_session(actor=actor, today=day, session=session, at=course.at(0))
        self._attend(day, plan, session)
        items = list(Item.unscoped.filter(session=session).order_by("rank"))
        for rank, item in enumerate(items):
            if plan.hours:
                course.before(item, rank=rank)
            elif not plan.unsuitable:
                course.hear(item, rank=rank)
            self._conclude(day, plan, item, rank=rank)
        close_session(actor=actor, today=day, session=session, at=course.at(len(items)))
        self.decisions.after(day, session)

    def _attend(self, day: date, plan: SessionPlan, session: Session) -> None:
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        seats = [each.seat for each in seats_on(session, day=day) if each.holder is not None or each.deputy is not None]
        for rank, seat in enumerate(seats):
            if rank == len(seats) - 1 and plan.mode == ModeChoice.IN_PERSON:
                record_proxy(actor=actor, today=day, session=session, giver=seat, holder=seats[1])
            elif rank == 3:
                record_attendance(actor=actor, today=day, session=session, seat=seat, channel=Presence.ABSENT)
            else:
                record_attendance(actor=actor, today=day, session=session, seat=seat, channel=self._channel(plan.mode, rank))

    @staticmethod
    def _channel(mode: ModeChoice, rank: int) -> Presence:
        if mode == ModeChoice.HYBRID:
            return Presence.IN_PERSON if rank < 3 else Presence.VIDEO
        return DISTANCE.get(mode, Presence.IN_PERSON)

    def _conclude(self, day: date, plan: SessionPlan, item: Item, *, rank: int) -> None:
        actor = self.stage.actor(SECRETARIES[plan.department], day)
        if plan.unsuitable:
            outcome: Examined | NotExamined | Adjourned = NotExamined(cause=NotExaminedCause.MODE_UNSUITABLE)
        elif plan.adjourns_first and rank == 0:
            outcome = Adjourned(
                asked_kind=AskedKind.PROJECT_DETAILS,
                asked_of=AskedOf.ASSOCIATION,
                asked_by=day + timedelta(days=60),
                asked="Préciser la formation envisagée et la solution de logement.",
            )
        elif plan.counts_second and rank == 1:
            outcome = voting.settled_by_the_chair(actor=actor, day=day, item=item, sense=self._sense(day))
        else:
            sense = self._sense(day)
            outcome = Examined(way=ItemWay.CONSENSUS, sense=sense, words="La commission relève la solidité du projet présenté.")
        close_item(actor=actor, today=day, item=item, outcome=outcome)

    def _sense(self, day: date) -> ItemSense:
        """What the study says of the spring: where a commission sat, the files that were ready passed."""
        refused = self.rng.random() < 0.08 and day < SPRING
        return ItemSense.UNFAVOURABLE if refused else ItemSense.FAVOURABLE
