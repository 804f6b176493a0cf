"""Changing and deferring: a session convened on site that is held by video instead, an item put off to a known date, ends proposed.

The study's second logic itself (cancelled in mid-March, four files not examined in mid-May) is in `sessions`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from maillage.accompaniment.people.models import KeyWorker
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import Commission, Item, Kind, ModeChoice, NotExaminedCause, PointKind, Session
from maillage.pathway.commission.services import Held, Until, add_point, change_session, convene, plan_session, put_off_items
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.models import Application, EndReason, Pathway
from maillage.pathway.psp.services import propose_end

SUMMER, JUNE, SEPTEMBER = date(2020, 6, 25), date(2020, 6, 18), date(2020, 9, 17)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the events of this scene."""
    events: tuple[tuple[date, Callable[..., None]], ...] = (
        (date(2020, 5, 12), _convene_on_site),
        (date(2020, 5, 14), _put_off_to_september),
        (date(2020, 5, 15), _hold_it_by_video),
        (date(2020, 5, 15), _secretariat_proposes_an_end),
        (date(2020, 5, 18), _association_proposes_an_end),
    )
    for day, event in events:
        chronicle.at(day, partial(event, stage=stage))


def _convene_on_site(day: date, *, stage: Stage) -> None:
    """A session of policy in F4: no file in it."""
    actor = stage.actor("hanna", day)
    commission = Commission.unscoped.get(territory="F4")
    session = plan_session(
        actor=actor, today=day, commission=commission, kind=Kind.POLICY_OR_MINORS, held_on=SUMMER, place="Préfecture, salle des séances"
    )
    add_point(actor=actor, today=day, session=session, kind=PointKind.STATE_OF_PLAY, title="État des lieux du printemps")
    convene(actor=actor, today=day, session=session)


def _hold_it_by_video(day: date, *, stage: Stage) -> None:
    """The room is closed: another form, on its basis; the letters leave again."""
    session = Session.unscoped.get(territory_id="F4", held_on=SUMMER)
    held = Held(mode=ModeChoice.VIDEO, held_on=SUMMER, place="lien envoyé à part", legal_basis="ord_2014_1329_2", chair_decided_on=day)
    change_session(actor=stage.actor("hanna", day), today=day, session=session, seen=session.version, held=held)


def _put_off_to_september(day: date, *, stage: Stage) -> None:
    """One of the applications of June lacks a paper: it is put off to a day that is known."""
    session = Session.unscoped.filter(territory_id="F4", held_on=JUNE, state=State.DRAFT).first()
    items = list(Item.unscoped.filter(session=session, outcome="").order_by("rank", "pk")) if session is not None else []
    if session is None or len(items) < 2:
        return
    until = Until(cause=NotExaminedCause.PIECE_AWAITED, next_on=SEPTEMBER)
    put_off_items(actor=stage.actor("hanna", day), today=day, session=session, seen=session.version, items=[items[-1].pk], until=until)


def _running(territory: str) -> Pathway | None:
    """A pathway under way, with nothing asked for it at the moment: the latest begun."""
    asked = Application.unscoped.waiting().filter(person__isnull=False).values("person")
    rows = Pathway.unscoped.filter(territory_id=territory, ended_on__isnull=True, person__isnull=False).exclude(person__in=asked)
    return rows.order_by("-starts_on", "pk").first()


def _association_proposes_an_end(day: date, *, stage: Stage) -> None:
    """She asks to stop, and knows that her association says so."""
    pathway = next((found for found in map(_running, ("F1", "F3", "F4", "F2")) if found is not None), None)
    worker = _worker_of(pathway, day=day, stage=stage) if pathway is not None else None
    if pathway is None or worker is None:
        return
    words = "Elle a signé un contrat dans une autre ville, et demande que le parcours s'arrête."
    actor = stage.actor(worker, day)
    propose_end(actor=actor, today=day, pathway=pathway, reason=EndReason.HER_WISH, words=words, told_on=day)


def _worker_of(pathway: Pathway, *, day: date, stage: Stage) -> str | None:
    """Who accompanies her that day."""
    workers = set(KeyWorker.unscoped.present(today=day).inside().filter(person=pathway.person).values_list("user_id", flat=True))
    return next((slug for slug, user in sorted(stage.users.items()) if user.pk in workers), None)


def _secretariat_proposes_an_end(day: date, *, stage: Stage) -> None:
    """Commitments not kept, says the secretariat: she will be heard before anything is decided."""
    pathway = _running("F2")
    if pathway is not None:
        words = "Trois rendez-vous de bilan n'ont pas été tenus depuis janvier ; l'association n'a pas répondu aux deux courriers."
        propose_end(actor=stage.actor("eve", day), today=day, pathway=pathway, reason=EndReason.COMMITMENTS, words=words)
