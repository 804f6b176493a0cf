"""The wait cut by cause from real rows: it adds up to the day, and the State's side reads it from the filing on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from maillage.core.clock.waiting import Cause
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.models import Application, Piece, PieceState, WaitingFact
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

START = date(2020, 1, 6)


@pytest.fixture
def story(alice: Any, dana: Any, paul: Any) -> Any:
    """Wished on 6 January; a piece asked for 20 days; filed; scheduled; cancelled in March; examined, decided, notified in May."""
    application = make_application(alice, state="preparing", today=START)
    piece = Piece.unscoped.get(application=application, code="identity")
    _piece(alice, piece, PieceState.ASKED, START + timedelta(days=4))
    application = _file(alice, dana, application, on=date(2020, 2, 3))
    for today, cause in ((date(2020, 2, 20), None), (date(2020, 3, 17), Cause.CANCELLED), (date(2020, 5, 4), None)):
        actor = actor_of(dana, today)
        if cause is None:
            application = services.schedule_application(actor=actor, today=today, application=application, session_on=today)
        else:
            application = services.put_back(actor=actor, today=today, application=application, cause=cause)
    application = services.mark_examined(
        actor=actor_of(dana, date(2020, 5, 6)), today=date(2020, 5, 6), application=application, examined_on=date(2020, 5, 6)
    )
    application = services.mark_decided(
        actor=actor_of(paul, date(2020, 5, 11)),
        today=date(2020, 5, 11),
        application=application,
        decided_on=date(2020, 5, 11),
        granted=True,
    )
    return services.mark_notified(actor=actor_of(alice), today=TODAY, application=application, notified_on=date(2020, 5, 15))


def test_causes_add_up_to_the_total_to_the_day(story: Any) -> None:
    cut = selectors.waiting_of(story, today=TODAY)

    assert sum(cut.totals.values()) == cut.total == (date(2020, 5, 15) - START).days


def test_each_cause_has_its_days(story: Any) -> None:
    totals = selectors.waiting_of(story, today=TODAY).totals

    assert totals[Cause.PIECE] == 24
    assert totals[Cause.NO_SESSION] == (date(2020, 2, 20) - date(2020, 2, 3)).days
    assert totals[Cause.CANCELLED] == (date(2020, 5, 4) - date(2020, 3, 17)).days
    assert totals[Cause.DECISION_AWAITED] == 5
    assert totals[Cause.NOTIFICATION_AWAITED] == 4


def test_the_wait_stops_on_the_day_she_knows(story: Any) -> None:
    assert selectors.waiting_of(story, today=TODAY + timedelta(days=300)).ends == date(2020, 5, 15)


def test_the_state_reads_the_wait_from_the_filing_without_what_is_inside_the_association(story: Any) -> None:
    cut = selectors.waiting_since_filing(story, today=TODAY)

    assert (cut.starts, cut.ends) == (date(2020, 2, 3), date(2020, 5, 15))
    assert Cause.PIECE not in cut.totals
    assert sum(cut.totals.values()) == cut.total


def test_her_choice_and_capacity_never_reach_the_state(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana, today=START)
    for cause in (Cause.HER_CHOICE, Cause.CAPACITY, Cause.PROTECTED_TIME):
        services.open_waiting(actor=actor_of(alice), today=TODAY, application=application, cause=cause, starts_on=START)

    cut = selectors.waiting_since_filing(application, today=TODAY)

    assert set(cut.totals) == {Cause.NO_SESSION}


def test_an_open_cause_is_noted_once(alice: Any) -> None:
    application = make_application(alice)

    facts = [services.open_waiting(actor=actor_of(alice), today=TODAY, application=application, cause=Cause.CAPACITY) for _ in range(2)]

    assert facts[0].pk == facts[1].pk
    assert actions_on(application).count("psp.waiting_changed") == 1


def test_closing_ends_the_causes_named_and_no_other(alice: Any) -> None:
    application = make_application(alice, today=START)
    for cause in (Cause.CAPACITY, Cause.HER_CHOICE):
        services.open_waiting(actor=actor_of(alice), today=TODAY, application=application, cause=cause, starts_on=START)

    ended = services.close_waiting(actor=actor_of(alice), today=TODAY, application=application, causes=(Cause.CAPACITY,))

    assert ended == 1
    assert WaitingFact.unscoped.get(ends_on__isnull=True).cause == "her_choice"


def test_a_cause_never_ends_before_it_began(alice: Any) -> None:
    application = make_application(alice)
    services.open_waiting(actor=actor_of(alice), today=TODAY, application=application, cause=Cause.CAPACITY)

    services.close_waiting(actor=actor_of(alice), today=TODAY, application=application, ends_on=START)

    assert WaitingFact.unscoped.get().ends_on == TODAY


@pytest.mark.db_truth
def test_the_database_refuses_two_open_facts_of_a_cause(alice: Any) -> None:
    application = make_application(alice)
    row = {"application": application, "cause": "capacity", "starts_on": TODAY}
    WaitingFact.unscoped.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingFact.unscoped.create(**row)


def test_the_waits_of_many_cost_two_queries(alice: Any) -> None:
    applications = [make_application(alice, state="preparing") for _ in range(4)]

    with CaptureQueriesContext(connection) as asked:
        selectors.waiting_of_many(Application.unscoped.filter(pk__in=[each.pk for each in applications]).order_by("pk"), today=TODAY)

    assert len(asked) == 3  # the applications themselves, facts, pieces


def _piece(alice: Any, piece: Any, state: PieceState, day: date) -> Any:
    return services.change_piece(actor=actor_of(alice, day), today=day, piece=piece, seen=piece.version, state=state, issuer=piece.issuer)


def _file(alice: Any, dana: Any, application: Any, *, on: date) -> Any:
    from tests.pathway.psp.making import _allow, prepare_to_leave, receive_all

    actor = actor_of(alice, on)
    receive_all(alice, application, today=on)
    _allow(alice, application.person, today=on, territory_id="F1")
    application = services.mark_ready(actor=actor, today=on, application=application)
    prepare_to_leave(alice, application, today=on)
    return services.file_application(actor=actor, today=on, application=application)
