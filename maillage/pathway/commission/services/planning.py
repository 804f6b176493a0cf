"""A session before its convocation: its day and mode, its agenda; and its cancellation."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import date, time

from django.db import transaction
from django.db.models import F

from maillage.core.clock.waiting import Cause
from maillage.core.deliberation import Mode
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    AgendaClosed,
    DateInPast,
    ItemClosed,
    NotOnThisKind,
    NotThisTerritory,
    WrongDates,
)
from maillage.pathway.commission.errors_changing import SessionMoved
from maillage.pathway.commission.models import (
    CancelCause,
    Commission,
    Item,
    Kind,
    LocalRule,
    Minutes,
    ModeChoice,
    NotExaminedCause,
    Paper,
    PaperReading,
    Session,
)
from maillage.pathway.commission.rules import check_distance, known_rules, refuse_unless, seats_on
from maillage.pathway.commission.services.agenda import next_rank
from maillage.pathway.commission.services.archiving import destroy_reading_key
from maillage.pathway.commission.services.moving import READING_MARGIN, check_day_fit, check_move, day_of, move, touch
from maillage.pathway.commission.services.putting_off import Until, follow_next_date, put_off_item
from maillage.pathway.commission.services.recusing import recuse_computed
from maillage.pathway.commission.workflow import AGENDA_STATES, State
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services import put_back, schedule_application

_FIRST_NUMBER, _NUMBERS = 11, 89


@idempotent(Session)
@transaction.atomic
def plan_session(
    *,
    actor: Actor,
    today: date,
    commission: Commission,
    kind: Kind = Kind.INDIVIDUAL_PSP,
    mode: ModeChoice = ModeChoice.IN_PERSON,
    held_on: date,
    opens_on: date | None = None,
    window_until: date | None = None,
    reading_until: date | None = None,
    starts_at: time | None = None,
    place: str = "",
    legal_basis: str = "",
    local_rule: LocalRule | None = None,
    chair_decided_on: date | None = None,
    first_session: Session | None = None,
    from_paper: bool = False,
) -> Session:
    """Plan a session. `held_on` is its day, or the last day of a written exchange that opens on `opens_on`; with `window_until`, it is
    the first day that it could be, and the day is fixed later (`fix_day`), before anything is sent.

    At a distance it says its legal basis and the day of the chair's decision (`check_mode` and its articles). `first_session` is the
    one that lacked its quorum (CRPA, art. R. 133-10). `from_paper` enters afterwards a session already held.
    Raises Denied, WrongDates, DayUnfit, DateInPast, NoRuleThatDay, RuleRefused.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=commission)
    when = {"held_on": held_on, "starts_at": starts_at, "reading_until": reading_until or held_on, "planned_on": today}
    session = Session(commission=commission, kind=kind, mode=mode, place=place.strip(), from_paper=from_paper, **when)
    session.organisation_id, session.territory_id = commission.organisation_id, commission.territory_id
    session.first_session = first_session
    session.window_until = window_until
    if mode == ModeChoice.WRITTEN:
        session.opens_on = opens_on
    if mode != ModeChoice.IN_PERSON:
        session.legal_basis, session.local_rule, session.chair_decided_on = legal_basis, local_rule, chair_decided_on
    return _plan(session, actor=actor, today=today)


def _plan(session: Session, *, actor: Actor, today: date) -> Session:
    check_dates(session, today=today)
    check_held(session, today=today)
    session.save(force_insert=True)
    Minutes.unscoped.create(session=session, organisation_id=session.organisation_id, territory_id=session.territory_id)
    record(actor, actions.PLANNED, session, today=today, held_on=session.held_on, mode=session.mode, kind=session.kind)
    return session


def check_held(session: Session, *, today: date) -> None:
    """May it lawfully be held in its form that day, on its basis? Raises NoRuleThatDay, RuleRefused."""
    with known_rules():
        current_law().value("commission.seats", on=session.first_day)
        if session.mode != ModeChoice.IN_PERSON:
            refuse_unless(check_distance(session, members=len(seats_on(session, day=session.first_day)), known_on=today))


def check_dates(session: Session, *, today: date) -> None:
    """Do its days go together? Raises DayUnfit, WrongDates, DateInPast."""
    for day in (session.held_on, session.opens_on, session.reading_until, session.chair_decided_on, session.window_until):
        check_day_fit(day, today=today)
    written = session.mode == Mode.WRITTEN
    if written != (session.opens_on is not None) or (session.opens_on and session.opens_on > session.held_on):
        raise WrongDates
    if session.window_until is not None and (written or session.window_until <= session.held_on):
        raise WrongDates
    if session.reading_until > session.held_on + READING_MARGIN or session.reading_until < session.first_day:
        raise WrongDates
    if session.chair_decided_on is not None and session.chair_decided_on > today:
        raise WrongDates
    if session.held_on < today and not session.from_paper:
        raise DateInPast


@idempotent(Item)
@transaction.atomic
def add_to_agenda(*, actor: Actor, today: date, session: Session, application: Application, happened_on: date | None = None) -> Item:
    """Put a filed application on the agenda, under a number drawn for this session only; computed recusals are written at once,
    and a next date that an earlier session left unknown is this one. Put off from this same session, it comes back under a new number.

    The seats of the association that presents it do not deliberate on it (circular 2017/18, CRPA, art. R. 133-12), nor whoever wrote
    in the file. Raises Denied, AgendaClosed, NotThisTerritory, NotOnThisKind, psp StateRefused.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.select_related("commission").locked(session.pk)
    if session.state not in AGENDA_STATES:
        raise AgendaClosed
    if application.territory_id != session.territory_id:
        raise NotThisTerritory
    if session.kind != Kind.INDIVIDUAL_PSP:
        raise NotOnThisKind
    day = day_of(happened_on=happened_on, today=today)
    application = schedule_application(actor=actor, today=today, application=application, session_on=session.held_on, happened_on=day)
    taken = frozenset(session.items.order_by("pk").values_list("number", flat=True))
    item = Item.unscoped.create(session=session, application=application, number=_draw_number(taken), rank=next_rank(session))
    if session.window_until is None:
        _resolve_unknown_dates(item)
    record(actor, actions.ADDED, item, today=today, number=item.number)
    recuse_computed(actor=actor, today=today, items=[item])
    touch(session)
    return item


def _resolve_unknown_dates(item: Item) -> None:
    """What an earlier session left without a date now has one: that of this session."""
    held_on = item.session.held_on
    left = Item.unscoped.filter(application_id=item.application_id, next_known=False, closed_on__lt=held_on)
    left.update(next_known=True, next_on=held_on, version=F("version") + 1)


@idempotent(Session)
@transaction.atomic
def add_all_to_agenda(*, actor: Actor, today: date, session: Session, applications: Sequence[Application]) -> Session:
    """Put several applications on the agenda at once, all or none. Raises as `add_to_agenda`."""
    for application in applications:
        add_to_agenda(actor=actor, today=today, session=session, application=application)
    return session


def _draw_number(taken: Collection[int]) -> int:
    span = _NUMBERS if len(taken) < _NUMBERS // 2 else 20 * _NUMBERS
    return secrets.choice([number for number in range(_FIRST_NUMBER, _FIRST_NUMBER + span) if number not in taken])


@transaction.atomic
def remove_from_agenda(*, actor: Actor, today: date, item: Item) -> None:
    """Take an application off an agenda that is not convened yet: it waits for a session again, and the date that an earlier session
    took from this one is unknown again. What was put off stays, with its cause. Raises Denied, AgendaClosed, ItemClosed.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=item)
    session = Session.unscoped.locked(item.session_id)
    if session.state not in AGENDA_STATES:
        raise AgendaClosed
    item = Item.unscoped.select_related("session", "application").locked(item.pk)
    if item.is_closed:
        raise ItemClosed
    put_back(actor=actor, today=today, application=item.application, cause=Cause.NO_SESSION)
    follow_next_date(item, was=item.session.held_on, now=None)
    record(actor, actions.REMOVED, session, today=today, number=item.number)
    item.delete()
    touch(session)


@transaction.atomic
def cancel_session(
    *,
    actor: Actor,
    today: date,
    session: Session,
    cause: CancelCause,
    next_on: date | None = None,
    happened_on: date | None = None,
    seen: int | None = None,
) -> Session:
    """Cancel a session that is not open. Each application goes back to wait, the cause being the cancellation; its next date is
    `next_on`, or unknown. The reading copies are destroyed, key workers told. `seen` is the version that was on the page.
    Raises Denied, StateRefused, SessionMoved, NextDateTooSoon.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.locked(session.pk)
    check_move(session, to=State.CANCELLED)
    if seen is not None and session.version != seen:
        raise SessionMoved(current={}, submitted={}, version=session.version)
    day = day_of(happened_on=happened_on, today=today)
    until = Until(cause=NotExaminedCause.SESSION_CANCELLED, next_on=next_on, detail=cause.value)
    until.check(day=day)
    for item in Item.unscoped.select_related("application", "session").filter(session=session, outcome="").order_by("rank", "pk"):
        put_off_item(item, until, actor=actor, today=today, day=day)
    move(session, to=State.CANCELLED, cancelled_on=day, cancel_cause=cause)
    record(actor, actions.CANCELLED, session, today=today, cause=cause)
    destroy_papers(actor=actor, today=today, session=session)
    return session


def destroy_papers(*, actor: Actor, today: date, session: Session) -> None:
    """Delete the reading copies, who read them, and the key that sealed them: nobody reads them any more, backups included.

    What proves it stays (`KeyDestruction`).
    """
    papers = Paper.unscoped.filter(session=session)
    count = papers.count()
    papers.delete()
    PaperReading.unscoped.filter(item__session=session).delete()
    destroy_reading_key(actor=actor, today=today, session=session, papers=count)
