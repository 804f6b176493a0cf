"""The sheet hour by hour: arrivals, departures, substitutes, proxies, and the quorum that follows."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import HourMissing, HourUnfit, NoQuorum, QuorumKept, RuleRefused, SeatVacant, WindowRunning
from maillage.pathway.commission.models import Item, ItemSense, ItemWay, NotExaminedCause, OutcomeCode, Presence, PresenceSpan, Session
from maillage.pathway.commission.rules import Sitting
from tests.cast import actor_of
from tests.pathway.commission.world import World, file_for

TWO, THREE, FOUR = time(14), time(15), time(16)
CONSENSUS = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
pytestmark = pytest.mark.django_db


def come(world: World, session: Session, code: str, *, channel: Presence = Presence.IN_PERSON, **more: Any) -> PresenceSpan | None:
    return services.record_attendance(
        actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, seat=world.seats[code], channel=channel, **more
    )


def entrust(world: World, session: Session, giver: str, holder: str, **more: Any) -> PresenceSpan:
    actor = actor_of(world.dana, session.held_on)
    return services.record_proxy(
        actor=actor, today=session.held_on, session=session, giver=world.seats[giver], holder=world.seats[holder], **more
    )


def leave(world: World, session: Session, code: str, *, at: time = FOUR) -> PresenceSpan:
    span = PresenceSpan.unscoped.lasting().get(session=session, seat=world.seats[code])
    actor = actor_of(world.dana, session.held_on)
    return services.record_departure(actor=actor, today=session.held_on, session=session, span=span, at=at)


def counted(session: Session, *, at: time | None = None) -> int:
    return Sitting.of(session, day=session.held_on, at=at).quorum().counted


def test_the_quorum_is_known_at_each_moment(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    world.attend(session, ("chair", "social"))
    come(world, session, "magistrate", at=TWO)
    leave(world, session, "social", at=THREE)

    moments = [(each.at, each.quorum.counted) for each in selectors.quorum_moments(session)]

    assert moments == [(None, 2), (TWO, 3), (THREE, 2)]


def test_a_change_of_channel_keeps_both_stays(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair", at=TWO)

    come(world, session, "chair", channel=Presence.VIDEO, at=THREE)

    row = next(row for row in selectors.presence_rows(session) if row.seat == world.seats["chair"])
    assert row.words == "sur place, de 14:00 à 15:00 ; en visioconférence, à partir de 15:00"


def test_without_an_hour_the_sheet_is_corrected_in_place(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair")

    come(world, session, "chair", channel=Presence.PHONE)

    assert list(PresenceSpan.unscoped.values_list("channel", "left_at")) == [("phone", None)]


def test_absent_without_an_hour_was_never_there(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair")

    come(world, session, "chair", channel=Presence.ABSENT)

    assert not PresenceSpan.unscoped.exists()


def test_once_an_item_is_closed_a_change_says_its_hour(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))
    world.close_item(item, CONSENSUS)

    with pytest.raises(HourMissing):
        come(world, session, "gendarmerie")


def test_nobody_leaves_before_coming(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair", at=THREE)

    with pytest.raises(HourUnfit):
        leave(world, session, "chair", at=TWO)


def test_nobody_comes_back_before_having_left(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair", at=TWO)
    leave(world, session, "chair", at=FOUR)

    with pytest.raises(HourUnfit):
        come(world, session, "chair", at=THREE)


def test_a_departure_said_twice_is_one(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair", at=TWO)
    first = leave(world, session, "chair", at=THREE)

    actor = actor_of(world.dana, session.held_on)
    again = services.record_departure(actor=actor, today=session.held_on, session=session, span=first, at=FOUR)

    assert again.left_at == THREE


def test_who_leaves_may_give_her_proxy_and_still_counts(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))

    entrust(world, session, "social", "chair", at=THREE)

    assert counted(session) == 3


def test_a_proxy_stops_counting_when_its_holder_leaves(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    world.attend(session, ("chair", "magistrate"))
    entrust(world, session, "social", "chair")

    leave(world, session, "chair", at=THREE)

    assert counted(session) == 1


def test_a_seat_that_was_substituted_gives_no_proxy(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "social", by_substitute=True, at=TWO)
    leave(world, session, "social", at=THREE)

    with pytest.raises(RuleRefused):
        entrust(world, session, "social", "chair", at=FOUR)


def test_the_database_holds_one_proxy_per_holder(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    entrust(world, session, "social", "chair")

    with pytest.raises(IntegrityError), transaction.atomic():
        PresenceSpan.unscoped.create(
            session=session, seat=world.seats["gendarmerie"], channel=Presence.PROXY, proxy_to=world.seats["chair"]
        )


def test_the_database_holds_one_presence_at_a_time(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    come(world, session, "chair")

    with pytest.raises(IntegrityError), transaction.atomic():
        PresenceSpan.unscoped.create(session=session, seat=world.seats["chair"], channel=Presence.VIDEO)


def test_a_vacant_seat_is_nobody(world: World, filed: Any) -> None:
    actor, since = actor_of(world.dana), world.commission.created_on if hasattr(world.commission, "created_on") else None
    session, _items = world.running(filed)
    seat = services.add_seat(
        actor=actor, today=session.planned_on, commission=world.commission, code="education", label="", organisation_id=None,
        starts_on=since or session.planned_on,
    )  # fmt: skip

    with pytest.raises(SeatVacant):
        services.record_attendance(
            actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, seat=seat, channel=Presence.IN_PERSON
        )


def test_a_member_ends_no_presence(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    span = come(world, session, "chair")

    with pytest.raises(Denied):
        services.record_departure(actor=actor_of(world.marc), today=session.held_on, session=session, span=span, at=THREE)


def test_once_the_quorum_is_lost_nothing_is_examined(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))
    leave(world, session, "social")

    with pytest.raises(NoQuorum):
        world.close_item(item, CONSENSUS)


def test_the_database_examines_nothing_without_a_quorum(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)

    with pytest.raises(Exception, match="without a quorum"), transaction.atomic():
        Item.unscoped.filter(pk=item.pk).update(
            outcome="examined", sense="favourable", way="consensus", closed_on=item.session.held_on, quorum_counted=2, quorum_needed=3
        )


def test_the_items_left_wait_with_what_was_counted(world: World, filed: Any) -> None:
    session, items = world.running(filed, file_for(world.alice))
    world.attend(session, ("chair", "magistrate", "social"))
    world.close_item(items[0], CONSENSUS)
    leave(world, session, "social")

    services.leave_rest(actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, at=FOUR)

    left = Item.unscoped.get(pk=items[1].pk)
    assert (left.outcome, left.cause, left.next_known, left.quorum_counted, left.quorum_needed, left.closed_at) == (
        OutcomeCode.NOT_EXAMINED, NotExaminedCause.NO_QUORUM, False, 2, 3, FOUR,
    )  # fmt: skip


def test_nothing_is_left_while_the_quorum_holds(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))

    with pytest.raises(QuorumKept):
        services.leave_rest(actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session)


def test_in_writing_nothing_is_lost_while_the_exchange_runs(world: World, filed: Any) -> None:
    session, _items = world.running(filed, written=True)
    day = session.held_on - timedelta(days=1)

    with pytest.raises(WindowRunning):
        services.leave_rest(actor=actor_of(world.dana, day), today=day, session=session)


def test_the_sheet_of_a_closed_session_does_not_change(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(Exception, match="does not change"), transaction.atomic():
        PresenceSpan.unscoped.filter(session_id=item.session_id).update(channel=Presence.PHONE)
