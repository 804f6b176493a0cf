"""Convening: a session by telephone, one without quorum taken up by a second convocation, answers and reminders at a distance, an agenda
put in order, a session in a window. Points without application carry no person: nothing here touches a file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import SECRETARIES, Minuting
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor
from maillage.pathway.commission.agenda import agenda_of
from maillage.pathway.commission.models import (
    AgendaPoint,
    Commission,
    Convocation,
    Kind,
    ModeChoice,
    PaperSet,
    PointKind,
    PointOutcome,
    Presence,
    ReminderMeans,
    Seat,
    Session,
)
from maillage.pathway.commission.services import (
    add_point,
    answer_convocation,
    close_point,
    close_session,
    convene,
    hand_out_papers,
    note_set_destroyed,
    note_set_returned,
    open_session,
    order_agenda,
    plan_second_session,
    plan_session,
    record_attendance,
    record_proof,
    remind,
)

BY_PHONE, FIRST, SECOND = date(2018, 10, 18), date(2019, 2, 7), date(2019, 3, 5)
APRIL, JUNE, HANNAS = date(2020, 4, 9), date(2020, 6, 11), date(2020, 6, 18)
ROOM = "Préfecture, salle des séances"


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the events of this scene."""
    events: tuple[tuple[date, Callable[..., None]], ...] = (
        (date(2018, 9, 20), _plan_by_phone),
        (date(2018, 10, 8), partial(_convene, code="F4", held_on=BY_PHONE)),
        (BY_PHONE, partial(_hold, code="F4", held_on=BY_PHONE, present=5, channel=Presence.PHONE)),
        (date(2019, 1, 8), _plan_policy),
        (date(2019, 1, 28), partial(_convene, code="F3", held_on=FIRST)),
        # Two seats came: nothing is reached.
        (FIRST, partial(_hold, code="F3", held_on=FIRST, present=2, outcome=PointOutcome.NOT_REACHED)),
        (date(2019, 2, 12), _convene_again),
        (SECOND, partial(_hold, code="F3", held_on=SECOND, present=3)),
        (date(2020, 4, 1), _answer_in_april),
        (date(2020, 4, 10), _papers_back_in_april),
        (date(2020, 5, 5), _plan_june),
        (date(2020, 5, 12), _convene_june),
        (date(2020, 5, 13), _order_hannas_agenda),
        (date(2020, 5, 13), _plan_in_a_window),
        (date(2020, 5, 18), _remind_june),
    )
    for day, event in events:
        chronicle.at(day, partial(event, stage=stage))
    minuting = Minuting(stage=stage, chronicle=chronicle)
    for code, held_on in (("F4", BY_PHONE), ("F3", FIRST), ("F3", SECOND)):
        minuting.follow(held_on, code=code)


def _session(territory: str, held_on: date) -> Session | None:
    return Session.unscoped.filter(territory=territory, held_on=held_on).first()


def _seats(session: Session) -> list[Seat]:
    return list(Seat.unscoped.filter(commission_id=session.commission_id).order_by("rank", "pk"))


def _plan_by_phone(day: date, *, stage: Stage) -> None:
    """On policy, by a call of all members: a year later the commission gives the telephone up (`composition.RULES`)."""
    actor = stage.actor("hanna", day)
    session = plan_session(
        actor=actor, today=day, commission=Commission.unscoped.get(territory="F4"), kind=Kind.POLICY_OR_MINORS, mode=ModeChoice.PHONE,
        held_on=BY_PHONE, starts_at=time(10, 0), place="numéro envoyé à part", legal_basis="ord_2014_1329_2", chair_decided_on=day,
    )  # fmt: skip
    add_point(actor=actor, today=day, session=session, kind=PointKind.STATE_OF_PLAY, title="État des lieux de l'accompagnement")


def _plan_policy(day: date, *, stage: Stage) -> None:
    actor = stage.actor("gaelle", day)
    commission = Commission.unscoped.get(territory="F3")
    session = plan_session(
        actor=actor, today=day, commission=commission, kind=Kind.POLICY_OR_MINORS, held_on=FIRST, starts_at=time(9, 30), place=ROOM
    )
    add_point(actor=actor, today=day, session=session, kind=PointKind.STATE_OF_PLAY, title="État des lieux de l'hébergement")
    add_point(actor=actor, today=day, session=session, kind=PointKind.POLICY, title="Plan départemental de prévention")


def _convene(day: date, *, stage: Stage, code: str, held_on: date) -> None:
    """The session of a department on a day is convened."""
    session = _session(code, held_on)
    if session is not None:
        convene(actor=stage.actor(SECRETARIES[code], day), today=day, session=session)


def _hold(
    day: date, *, stage: Stage, code: str, held_on: date, present: int, outcome: PointOutcome = PointOutcome.TREATED,
    channel: Presence = Presence.IN_PERSON,
) -> None:  # fmt: skip
    """The session of a department sits: the first seats are present, and all its points end alike."""
    session, actor = _session(code, held_on), stage.actor(SECRETARIES[code], day)
    if session is None:
        return
    session = open_session(actor=actor, today=day, session=session)
    for seat in _seats(session)[:present]:
        record_attendance(actor=actor, today=day, session=session, seat=seat, channel=channel)
    for point in AgendaPoint.unscoped.filter(session=session).order_by("rank"):
        close_point(actor=actor, today=day, point=point, outcome=outcome)
    close_session(actor=actor, today=day, session=session)


def _convene_again(day: date, *, stage: Stage) -> None:
    first, actor = _session("F3", FIRST), stage.actor("gaelle", day)
    if first is not None:
        second = plan_second_session(actor=actor, today=day, session=first, held_on=SECOND, starts_at=time(9, 30), place=ROOM)
        convene(actor=actor, today=day, session=second, urgency="")


def _answer_in_april(day: date, *, stage: Stage) -> None:
    """The third logic, at a distance: who comes how, one proxy, one who does not; a proof; sets on paper for two."""
    session, actor = _session("F2", APRIL), stage.actor("eve", day)
    if session is None or session.state != "convened":
        return
    seats = _seats(session)
    _answer(actor, session, day=day, said={0: Presence.VIDEO, 1: Presence.PHONE, 2: Presence.VIDEO, 3: Presence.ABSENT, 4: Presence.PROXY})
    sent = [seat.pk for seat in seats]
    record_proof(actor=actor, today=day, session=session, seats=sent, reference="Accusé du serveur de courriel, 12 h 04", happened_on=day)
    hand_out_papers(actor=actor, today=day, session=session, seats=[seats[1].pk, seats[2].pk])


def _answer(actor: Actor, session: Session, *, day: date, said: dict[int, Presence]) -> None:
    """What each seat answers, by its rank; a proxy goes to the first seat."""
    seats = _seats(session)
    for rank, presence in said.items():
        convocation = Convocation.unscoped.filter(session=session, seat=seats[rank], replaced_on__isnull=True).first()
        if convocation is not None:
            proxy_to = seats[0] if presence is Presence.PROXY else None
            answer_convocation(actor=actor, today=day, convocation=convocation, presence=presence, proxy_to=proxy_to)


def _papers_back_in_april(day: date, *, stage: Stage) -> None:
    session, actor = _session("F2", APRIL), stage.actor("eve", day)
    if session is None:
        return
    for paper_set in PaperSet.unscoped.filter(session=session).order_by("number"):
        note_set_returned(actor=actor, today=day, paper_set=paper_set)
        if paper_set.number == 1:
            note_set_destroyed(actor=actor, today=day, paper_set=paper_set)


def _plan_june(day: date, *, stage: Stage) -> None:
    """A session on policy to come, at a distance by the local rule."""
    actor = stage.actor("eve", day)
    commission = Commission.unscoped.get(territory="F2")
    rule = commission.local_rules.filter(allowed=True, mode=ModeChoice.VIDEO).order_by("adopted_on").first()
    session = plan_session(
        actor=actor, today=day, commission=commission, kind=Kind.POLICY_OR_MINORS, mode=ModeChoice.VIDEO, held_on=JUNE,
        starts_at=time(14, 0), place="lien envoyé à part", legal_basis="local_rule", local_rule=rule, chair_decided_on=day,
    )  # fmt: skip
    add_point(actor=actor, today=day, session=session, kind=PointKind.STATE_OF_PLAY, title="État des lieux du printemps")
    add_point(actor=actor, today=day, session=session, kind=PointKind.POLICY, title="Accueil des mineures : qui fait quoi")


def _convene_june(day: date, *, stage: Stage) -> None:
    session, actor = _session("F2", JUNE), stage.actor("eve", day)
    if session is None:
        return
    session = convene(actor=actor, today=day, session=session)
    _answer(actor, session, day=day, said={0: Presence.VIDEO, 4: Presence.PHONE})
    hand_out_papers(actor=actor, today=day, session=session, seats=[_seats(session)[3].pk])


def _remind_june(day: date, *, stage: Stage) -> None:
    session, actor = _session("F2", JUNE), stage.actor("eve", day)
    if session is not None:
        silent = [seat.pk for seat in _seats(session)[1:4]]
        remind(actor=actor, today=day, session=session, seats=silent, means=ReminderMeans.PHONE)


def _order_hannas_agenda(day: date, *, stage: Stage) -> None:
    """The shared state of play comes before the applications."""
    session, actor = _session("F4", HANNAS), stage.actor("hanna", day)
    if session is None or session.state != "draft":
        return
    point = add_point(actor=actor, today=day, session=session, kind=PointKind.STATE_OF_PLAY, title="État des lieux partagé du printemps")
    session = Session.unscoped.get(pk=session.pk)
    rest = [line.row.pk for line in agenda_of(session) if line.row.pk != point.pk]
    order_agenda(actor=actor, today=day, session=session, order=[point.pk, *rest], seen=session.version)


def _plan_in_a_window(day: date, *, stage: Stage) -> None:
    """The day is not known yet: some time between two days of September."""
    commission = Commission.unscoped.get(territory="F4")
    plan_session(
        actor=stage.actor("hanna", day),
        today=day,
        commission=commission,
        held_on=date(2020, 9, 7),
        window_until=date(2020, 10, 2),
        place=ROOM,
    )
