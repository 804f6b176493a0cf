"""The three logics of the commission, as the study tells them (spring 2020, four departments)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maillage.core.clock.waiting import Cause
from maillage.pathway.commission import facts, selectors, services
from maillage.pathway.commission.models import (
    CancelCause,
    Item,
    ItemSense,
    ItemWay,
    ModeChoice,
    NotExaminedCause,
    Presence,
    RuleScope,
    VoteSense,
)
from maillage.pathway.psp.selectors import waiting_of
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for

pytestmark = pytest.mark.system("S9")

FILED, CONVENED_MARCH, MARCH = date(2020, 2, 20), date(2020, 3, 6), date(2020, 3, 17)
CONVENED_MAY, MAY = date(2020, 5, 6), date(2020, 5, 14)


def test_logic_one_nothing_was_planned_and_the_wait_says_so(world: World) -> None:
    application = file_for(world.alice, today=FILED)

    (waiting,) = selectors.waiting_for_session(world.secretary, world.commission, today=TODAY)

    assert (waiting.application.pk, waiting.last, waiting.silent_months) == (application.pk, None, 2)
    assert waiting_of(application, today=TODAY).cause_on(TODAY.replace(day=18)) is Cause.NO_SESSION


@pytest.fixture
def logic_two(world: World) -> list[Any]:
    """Four applications: a session of mid-March cancelled, then a hybrid one in mid-May that examined none of them."""
    four = [file_for(world.alice, today=FILED) for _ in range(4)]
    services.adopt_rule(
        actor=actor_of(world.dana, CONVENED_MAY), today=CONVENED_MAY, commission=world.commission, mode=ModeChoice.HYBRID, allowed=False,
        scope=RuleScope.FIRST, reason="Ne convient pas à la décision.", basis="Relevé de décisions", adopted_on=CONVENED_MAY,
    )  # fmt: skip
    march = world.plan(on=MARCH, today=FILED)
    for each in four:
        world.add(march, each, today=FILED)
    world.convene(march, today=CONVENED_MARCH)
    cancelled = date(2020, 3, 16)
    services.cancel_session(actor=actor_of(world.dana, cancelled), today=cancelled, session=march, cause=CancelCause.CRISIS)
    may = world.plan(on=MAY, today=CONVENED_MAY, mode=ModeChoice.HYBRID, legal_basis="crpa_r133_10", chair_decided_on=CONVENED_MAY)
    items = [world.add(may, each, today=CONVENED_MAY) for each in four]
    may = world.open(world.convene(may, today=CONVENED_MAY))
    world.attend(may, ("chair", "magistrate"))
    world.attend(may, ("social", "b"), channel=Presence.VIDEO)
    for item in items:
        world.close_item(item, services.NotExamined(cause=NotExaminedCause.MODE_UNSUITABLE))
    world.close(may)
    return four


def test_logic_two_four_files_were_not_examined_and_no_next_date_is_known(world: World, logic_two: list[Any]) -> None:
    waiting = selectors.waiting_for_session(world.secretary, world.commission, today=TODAY)

    assert [each.next_unknown for each in waiting] == [True] * 4
    assert {each.last.cause for each in waiting if each.last} == {NotExaminedCause.MODE_UNSUITABLE}


def test_logic_two_each_day_of_the_wait_has_its_cause(logic_two: list[Any]) -> None:
    cut = waiting_of(logic_two[0], today=TODAY)

    assert [cut.cause_on(day) for day in (date(2020, 3, 20), date(2020, 5, 16))] == [Cause.CANCELLED, Cause.MODE_UNSUITABLE]
    assert sum(cut.totals.values()) == cut.total


def test_logic_two_the_wait_keeps_counting_while_the_date_is_unknown(world: World, logic_two: list[Any]) -> None:
    june = date(2020, 6, 19)

    (first, *_others) = selectors.waiting_for_session(actor_of(world.dana, june), world.commission, today=june)

    assert (first.next_unknown, first.deferrals, first.days) == (True, 2, (june - FILED).days)


def test_logic_two_leaves_its_episodes(logic_two: list[Any]) -> None:
    kinds = [(each.kind, each.cause) for each in facts.episodes(today=TODAY)]

    assert kinds.count(("item_deferred", "mode_unsuitable")) == 4
    assert kinds.count(("item_deferred", "session_cancelled")) == 4
    assert ("session_cancelled", "crisis") in kinds


def test_logic_two_an_unknown_date_is_an_episode_that_still_runs(logic_two: list[Any]) -> None:
    running = [each for each in facts.episodes(today=TODAY) if each.kind == "item_deferred" and each.ends is None]

    assert len(running) == 4


@pytest.fixture
def remote_since_2017(world: World) -> Any:
    """The local rule by which this commission works at a distance; the study does not name the mode."""
    return services.adopt_rule(
        actor=world.secretary, today=TODAY, commission=world.commission, mode=ModeChoice.VIDEO, allowed=True,
        reason="Le département est grand.", basis="Règlement intérieur", adopted_on=date(2017, 6, 12),
    )  # fmt: skip


def test_logic_three_by_video_ready_files_are_approved_on_the_planned_day(world: World, remote_since_2017: Any) -> None:
    three = [file_for(world.alice, today=FILED) for _ in range(3)]
    held = date(2020, 4, 9)
    session = world.plan(
        on=held, today=FILED, mode=ModeChoice.VIDEO, legal_basis="local_rule", local_rule=remote_since_2017, chair_decided_on=FILED
    )
    items = [world.add(session, each, today=FILED) for each in three]
    session = world.open(world.convene(session, today=date(2020, 3, 30)))
    world.attend(session, ("chair", "magistrate", "social", "b"), channel=Presence.VIDEO)

    closed = [world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)) for item in items]
    world.close(session)

    assert {item.sense for item in closed} == {ItemSense.FAVOURABLE}
    assert selectors.waiting_for_session(world.secretary, world.commission, today=TODAY) == []


def test_logic_three_in_writing_members_answer_one_after_the_other(world: World) -> None:
    application = file_for(world.alice, today=FILED)
    sent, opens, closes = date(2020, 3, 30), date(2020, 4, 6), date(2020, 4, 10)
    session = world.plan(
        on=closes, today=sent, mode=ModeChoice.WRITTEN, opens_on=opens, legal_basis="ord_2014_1329_3", chair_decided_on=sent
    )
    world.add(session, application, today=sent)
    session = world.open(world.convene(session, today=sent))
    world.open_vote(session)
    item = Item.unscoped.select_related("session").get(session=session)
    for day, user, seat in ((6, world.jean, "chair"), (7, world.marc, "magistrate"), (10, world.boris, "b")):
        today = date(2020, 4, day)
        services.give_opinion(actor=actor_of(user, today), today=today, item=item, seat=world.seats[seat], sense=VoteSense.FAVOURABLE)

    item = world.close_item(item, services.Examined())
    world.close(session)

    assert (item.sense, item.favourable, item.quorum_counted, item.quorum_needed) == (ItemSense.FAVOURABLE, 3, 3, 3)
