"""A session planned, filled, cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.core.clock.waiting import Cause
from maillage.foundation.kernel.errors import Denied, Refused
from maillage.foundation.vault import SealErased, seal
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import (
    AgendaClosed,
    DateInPast,
    NextDateTooSoon,
    NotOnThisKind,
    NotThisTerritory,
    RuleRefused,
    StateRefused,
    WrongDates,
)
from maillage.pathway.commission.models import CancelCause, DeputyTie, Item, Kind, ModeChoice, Paper, Recusal, RecusalReason, Session
from maillage.pathway.commission.selectors import waiting_for_session
from maillage.pathway.psp.models import Application, WaitingFact
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for


def test_a_session_at_a_distance_says_its_legal_basis(world: World) -> None:
    with pytest.raises(RuleRefused):
        world.plan(mode=ModeChoice.VIDEO, chair_decided_on=TODAY)


def test_a_session_at_a_distance_says_the_decision_of_the_chair(world: World) -> None:
    with pytest.raises(RuleRefused):
        world.plan(mode=ModeChoice.VIDEO, legal_basis="ord_2014_1329_2")


def test_a_basis_that_is_not_in_force_that_day_is_refused(world: World) -> None:
    with pytest.raises(RuleRefused):
        world.plan(on=date(2020, 9, 10), mode=ModeChoice.HYBRID, legal_basis="FR-2020-347", chair_decided_on=TODAY)


def test_a_written_exchange_has_a_window(world: World) -> None:
    with pytest.raises(WrongDates):
        world.plan(mode=ModeChoice.WRITTEN, legal_basis="ord_2014_1329_3", chair_decided_on=TODAY)


def test_a_past_session_is_entered_from_its_papers_only(world: World) -> None:
    with pytest.raises(DateInPast):
        world.plan(on=TODAY - timedelta(days=3))


def test_a_filed_application_joins_the_agenda_and_no_longer_waits_for_a_session(world: World, filed: Any) -> None:
    world.add(world.plan(), filed)

    assert Application.unscoped.get(pk=filed.pk).state == "scheduled"
    assert not WaitingFact.unscoped.filter(application=filed, cause=Cause.NO_SESSION, ends_on=None).exists()


def test_the_seat_of_the_presenting_association_is_recused_at_once(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    recusal = Recusal.unscoped.get(item=item)
    assert (recusal.seat_id, recusal.reason) == (world.seats["a"].pk, RecusalReason.PRESENTING)


def test_whoever_wrote_in_the_file_is_recused_too(world: World, filed: Any) -> None:
    services.name_holder(
        actor=world.secretary, today=TODAY, seat=world.seats["social"], display_name="Alice", title="suppléante", starts_on=TODAY,
        user_id=world.alice.pk, deputy=True, tie=DeputyTie.SAME_SERVICE,
    )  # fmt: skip

    item = world.add(world.plan(), filed)

    assert Recusal.unscoped.get(item=item, seat=world.seats["social"]).reason == RecusalReason.WROTE_IN_FILE


def test_numbers_are_drawn_for_the_session_and_differ(world: World) -> None:
    session = world.plan()

    numbers = [world.add(session, file_for(world.alice)).number for _ in range(4)]

    assert len(set(numbers)) == 4


def test_an_application_of_another_department_does_not_join(world: World, filed: Any, delegation_y: Any) -> None:
    Application.unscoped.filter(pk=filed.pk).update(territory=delegation_y.territory)

    with pytest.raises(NotThisTerritory):
        world.add(world.plan(), Application.unscoped.get(pk=filed.pk))


def test_a_session_of_policy_examines_nobody(world: World, filed: Any) -> None:
    with pytest.raises(NotOnThisKind):
        world.add(world.plan(kind=Kind.POLICY_OR_MINORS), filed)


def test_an_agenda_convened_no_longer_changes(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)

    with pytest.raises(AgendaClosed):
        world.add(session, file_for(world.alice))


def test_an_application_is_on_one_agenda_at_a_time(world: World, filed: Any) -> None:
    world.add(world.plan(), filed)

    with pytest.raises(Refused):
        world.add(world.plan(), filed)


def test_a_double_click_puts_it_on_the_agenda_once(world: World, filed: Any) -> None:
    session, key = world.plan(), "8f7f7ba1-9b07-4d8c-8d66-0f6b7f8f5c12"

    first, second = (
        services.add_to_agenda(actor=world.secretary, today=TODAY, session=session, application=filed, key=key) for _ in range(2)
    )

    assert (first.pk, Item.unscoped.count()) == (second.pk, 1)


def test_an_item_removed_waits_for_a_session_again(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    services.remove_from_agenda(actor=world.secretary, today=TODAY, item=item)

    assert WaitingFact.unscoped.filter(application=filed, cause=Cause.NO_SESSION, ends_on=None).exists()


def test_an_association_puts_nothing_on_an_agenda(world: World, filed: Any) -> None:
    with pytest.raises(Denied):
        services.add_to_agenda(actor=actor_of(world.alice), today=TODAY, session=world.plan(), application=filed)


def test_a_cancelled_session_makes_its_applications_wait_for_that_cause(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)

    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    (waiting,) = waiting_for_session(world.secretary, world.commission, today=TODAY)
    assert WaitingFact.unscoped.filter(application=filed, cause=Cause.CANCELLED, ends_on=None).exists()
    assert waiting.next_unknown


def test_cancelling_a_convened_session_destroys_its_papers_and_their_key(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)

    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    with pytest.raises(SealErased):
        seal(Paper(session=session, item=item), content="encore")
    assert not Paper.unscoped.exists()


def test_the_next_date_of_a_cancelled_session_comes_after_it(world: World, filed: Any) -> None:
    session = world.plan()

    with pytest.raises(NextDateTooSoon):
        services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.OTHER, next_on=TODAY)


def test_an_open_session_is_not_cancelled(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(StateRefused):
        services.cancel_session(actor=actor_of(world.dana), today=session.held_on, session=session, cause=CancelCause.OTHER)


def test_a_commission_of_another_department_is_not_planned_in(world: World, eve: Any) -> None:
    with pytest.raises(Denied):
        services.plan_session(actor=actor_of(eve), today=TODAY, commission=world.commission, held_on=TODAY)

    assert not Session.unscoped.exists()
