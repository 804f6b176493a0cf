"""The sitting: opened, presences, proxies, recusals, opinions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import (
    ChannelUnfit,
    ItemClosed,
    NoProxyInWriting,
    NoRightToVote,
    NotOpen,
    NotThatDay,
    NotYourSeat,
    Recused,
    RuleRefused,
    StateRefused,
    WindowClosed,
)
from maillage.pathway.commission.models import Item, Opinion, Presence, PresenceSpan, RecusalReason, Session, VoteSense
from maillage.pathway.commission.rules import Sitting
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World

YES, NO = VoteSense.FAVOURABLE, VoteSense.UNFAVOURABLE


def test_a_session_opens_on_its_day_only(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)
    early = session.held_on - timedelta(days=1)

    with pytest.raises(NotThatDay):
        services.open_session(actor=actor_of(world.dana, early), today=early, session=session)


def test_a_session_not_convened_does_not_open(world: World) -> None:
    session = world.plan()

    with pytest.raises(StateRefused):
        world.open(session)


def test_the_chair_opens(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)
    day = session.held_on

    assert services.open_session(actor=actor_of(world.jean, day), today=day, session=session).state == "open"


def test_presences_and_proxies_make_the_quorum(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    world.attend(session, ("chair",))
    world.attend(session, ("magistrate",), channel=Presence.VIDEO)
    services.record_proxy(
        actor=actor_of(world.dana), today=session.held_on, session=session, giver=world.seats["social"], holder=world.seats["chair"]
    )

    quorum = Sitting.of(session, day=session.held_on).quorum()

    assert (quorum.counted, quorum.needed, quorum.reached) == (3, 3, True)


def test_a_seat_holds_one_proxy_at_most(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    give = {"actor": actor_of(world.dana), "today": session.held_on, "session": session, "holder": world.seats["chair"]}
    services.record_proxy(giver=world.seats["social"], **give)

    with pytest.raises(RuleRefused):
        services.record_proxy(giver=world.seats["gendarmerie"], **give)


def test_in_writing_nobody_gives_a_proxy(world: World, filed: Any) -> None:
    session, _items = world.running(filed, written=True)

    with pytest.raises(NoProxyInWriting):
        services.record_proxy(
            actor=actor_of(world.dana), today=session.held_on, session=session, giver=world.seats["social"], holder=world.seats["chair"]
        )


def test_writing_is_no_presence_in_a_room(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(ChannelUnfit):
        world.attend(session, ("chair",), channel=Presence.WRITTEN)


def test_the_whole_sheet_is_noted_at_once(world: World, filed: Any) -> None:
    session, _items = world.running(filed)
    seats = world.seats

    services.record_presences(
        actor=actor_of(world.dana), today=session.held_on, session=session,
        presences={seats["chair"].pk: Presence.IN_PERSON, seats["social"].pk: Presence.PHONE, seats["b"].pk: Presence.ABSENT},
        proxies={seats["gendarmerie"].pk: seats["chair"].pk},
    )  # fmt: skip

    noted = dict(PresenceSpan.unscoped.values_list("seat__code", "channel"))
    assert noted == {"chair": "in_person", "social": "phone", "gendarmerie": "proxy"}


def test_a_member_notes_no_presence(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(Denied):
        services.record_attendance(
            actor=actor_of(world.marc), today=session.held_on, session=session, seat=world.seats["magistrate"], channel=Presence.IN_PERSON
        )


def test_a_member_gives_the_opinion_of_her_own_seat(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("magistrate",))

    opinion = _say(world.marc, item, world.seats["magistrate"])

    assert (opinion.sense, opinion.by_secretary) == (YES, False)


def _say(user: Any, item: Any, seat: Any, *, sense: VoteSense = YES, day: Any = None) -> Opinion:
    session = Session.unscoped.get(pk=item.session_id)
    day = day or session.first_day
    if session.state == "open" and not session.is_written:
        Item.unscoped.filter(pk=item.pk, counted_asked_on=None).update(counted_asked_on=day)
    return services.give_opinion(actor=actor_of(user, day), today=day, item=item, seat=seat, sense=sense)


def test_nobody_gives_the_opinion_of_another_seat(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("magistrate", "b"))

    with pytest.raises(NotYourSeat):
        _say(world.marc, item, world.seats["b"])


def test_who_holds_a_proxy_casts_that_vote(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("magistrate",))
    services.record_proxy(
        actor=actor_of(world.dana), today=session.held_on, session=session, giver=world.seats["b"], holder=world.seats["magistrate"]
    )

    assert _say(world.marc, item, world.seats["b"]).seat_id == world.seats["b"].pk


def test_an_opinion_changes_until_the_item_closes(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("magistrate",))
    _say(world.marc, item, world.seats["magistrate"])

    _say(world.marc, item, world.seats["magistrate"], sense=NO)

    assert Opinion.unscoped.get(item=item).sense == NO


def test_the_presenter_gives_no_opinion(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("a",))

    with pytest.raises(Recused):
        _say(world.amel, item, world.seats["a"])


def test_not_even_by_the_hand_of_the_secretary(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("a",))

    with pytest.raises(Recused):
        world.vote(item, ("a",))


def test_a_seat_that_is_not_there_has_no_vote(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)

    with pytest.raises(NoRightToVote):
        _say(world.marc, item, world.seats["magistrate"])


def test_a_recusal_declared_withdraws_the_opinion(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("magistrate",))
    _say(world.marc, item, world.seats["magistrate"])

    services.declare_recusal(
        actor=actor_of(world.marc, session.held_on), today=session.held_on, item=item, seat=world.seats["magistrate"],
        reason=RecusalReason.PERSONAL,
    )  # fmt: skip

    assert not Opinion.unscoped.exists()


def test_a_member_recuses_nobody_else(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)

    with pytest.raises(NotYourSeat):
        services.declare_recusal(
            actor=actor_of(world.marc, session.held_on), today=session.held_on, item=item, seat=world.seats["b"],
            reason=RecusalReason.PERSONAL,
        )  # fmt: skip


def test_no_opinion_before_the_opening(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)

    with pytest.raises(NotOpen):
        _say(world.marc, item, world.seats["magistrate"], day=TODAY)


def test_no_opinion_once_the_item_is_closed(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))
    world.vote(item, ("chair", "magistrate"))
    world.close_item(item, services.Examined())

    with pytest.raises(ItemClosed):
        _say(world.marc, item, world.seats["magistrate"])


def test_in_writing_an_opinion_is_a_participation(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed, written=True)

    _say(world.marc, item, world.seats["magistrate"])

    assert PresenceSpan.unscoped.get(session=session).channel == Presence.WRITTEN


def test_in_writing_the_day_after_the_last_is_too_late(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed, written=True)
    late = session.held_on + timedelta(days=1)

    with pytest.raises(WindowClosed):
        _say(world.dana, item, world.seats["magistrate"], day=late)


def test_the_opinions_that_came_on_paper_are_noted_at_once(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed, written=True)
    senses = {world.seats["social"].pk: YES, world.seats["gendarmerie"].pk: NO}

    services.record_opinions(actor=actor_of(world.dana), today=session.first_day, item=item, senses=senses)

    assert Opinion.unscoped.filter(item=item, by_secretary=True).count() == 2
