"""The second convocation: what a session left for want of quorum, on the same agenda, without any quorum (CRPA, art. R. 133-10)."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.agenda import agenda_of
from maillage.pathway.commission.errors import QuorumKept
from maillage.pathway.commission.errors_convening import AgendaNotSame, NoSecondConvocation, SecondAlready
from maillage.pathway.commission.models import (
    AgendaPoint,
    Convocation,
    Item,
    ItemSense,
    ItemWay,
    NotExaminedCause,
    PointKind,
    PointOutcome,
    PresenceSpan,
    Session,
)
from maillage.pathway.psp.models import Application
from tests.cast import CastClient, actor_of
from tests.pathway.commission.world import World, file_for, text_of

NO_QUORUM = services.NotExamined(cause=NotExaminedCause.NO_QUORUM)


def lacking(world: World, *applications: Any, point: str = "") -> tuple[Session, list[Item]]:
    """A session closed whose items were all left for want of quorum."""
    session = world.plan(place="Salle B")
    if point:
        services.add_point(actor=world.secretary, today=session.planned_on, session=session, kind=PointKind.POLICY, title=point)
    items = [world.add(session, each) for each in applications]
    world.convene(session)
    session = world.open(session)
    world.attend(session, ("chair",))
    day = session.held_on
    for row in AgendaPoint.unscoped.filter(session=session).order_by("rank"):
        services.close_point(actor=actor_of(world.dana, day), today=day, point=row, outcome=PointOutcome.NOT_REACHED)
    for item in items:
        world.close_item(item, NO_QUORUM)
    return world.close(session), items


def plan_second(world: World, first: Session, *, days: int = 7, **more: Any) -> Session:
    day = first.held_on
    return services.plan_second_session(
        actor=actor_of(world.dana, day), today=day, session=first, held_on=day + timedelta(days=days), place="Salle B", **more
    )


def leave(world: World, session: Session, *codes: str) -> None:
    """These seats go at four o'clock."""
    day = session.held_on
    for span in PresenceSpan.unscoped.lasting().filter(session=session, seat__in=[world.seats[code] for code in codes]):
        services.record_departure(actor=actor_of(world.dana, day), today=day, session=session, span=span, at=time(16))


def test_nothing_is_left_for_want_of_a_quorum_that_holds(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))

    with pytest.raises(QuorumKept):
        world.close_item(item, NO_QUORUM)


def test_a_point_not_reached_while_the_quorum_held_gives_no_second_session(world: World, filed: Any) -> None:
    session = world.plan()
    services.add_point(actor=world.secretary, today=session.planned_on, session=session, kind=PointKind.POLICY, title="Politique")
    item = world.add(session, filed)
    world.convene(session)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social"))
    day = session.held_on
    world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    point = AgendaPoint.unscoped.get(session=session)
    services.close_point(actor=actor_of(world.dana, day), today=day, point=point, outcome=PointOutcome.NOT_REACHED)
    leave(world, session, "chair", "magistrate", "social")

    with pytest.raises(NoSecondConvocation):
        plan_second(world, world.close(session))


def test_the_second_session_takes_up_the_same_agenda_in_its_order(world: World, filed: Any) -> None:
    other = file_for(world.alice)
    first, items = lacking(world, filed, other, point="Politique départementale")

    second = plan_second(world, first)

    lines = agenda_of(second)
    assert lines[0].words == "Politique départementale"
    assert [line.item.application_id for line in lines[1:] if line.item] == [item.application_id for item in items]


def test_it_draws_new_numbers(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)

    second = plan_second(world, first)

    assert Item.unscoped.filter(session=second).get().session_id != first.pk


def test_its_letters_say_that_no_quorum_is_asked(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    second = plan_second(world, first)
    day = first.held_on
    world.convene(second, today=day)
    row = Convocation.unscoped.get(session=second, seat=world.seats["magistrate"])
    convocation = selectors.get_convocation(actor=actor_of(world.dana, day), pk=row.pk, today=day)

    words = text_of(selectors.open_convocation(actor=actor_of(world.dana, day), convocation=convocation, today=day).content)

    assert "aucun quorum n'est exigé (CRPA, art. R. 133-10)" in words.replace("’", "'")
    assert "n'ayant pas réuni le quorum" in words.replace("’", "'")


def test_it_sits_validly_with_one_member(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    second = plan_second(world, first)
    world.convene(second, today=first.held_on)
    second = world.open(Session.unscoped.get(pk=second.pk))
    world.attend(second, ("chair",))

    item = world.close_item(second.items.get(), services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))

    assert item.sense == ItemSense.FAVOURABLE


def test_what_was_examined_before_the_quorum_was_lost_is_not_taken_up_again(world: World, filed: Any) -> None:
    session, (done, left) = world.running(filed, file_for(world.alice))
    world.attend(session, ("chair", "magistrate", "social", "b"))
    world.close_item(done, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    leave(world, session, "social", "b")
    world.close_item(left, NO_QUORUM)
    first = world.close(session)
    second = plan_second(world, first)

    convened = world.convene(second, today=first.held_on)

    assert [item.application_id for item in convened.items.all()] == [left.application_id]


def test_a_session_that_examined_everything_has_no_second_one(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(NoSecondConvocation):
        plan_second(world, Session.unscoped.get(pk=item.session_id))


def test_there_is_one_second_convocation_only(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    plan_second(world, first)

    with pytest.raises(SecondAlready):
        plan_second(world, first, days=14)


def test_planned_twice_by_a_double_click_it_is_one(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    key = uuid.uuid4()

    one, other = (plan_second(world, first, key=key) for _ in range(2))

    assert one.pk == other.pk


def test_an_application_that_no_longer_waits_forbids_the_same_agenda(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    day = first.held_on
    elsewhere = world.plan(on=day + timedelta(days=30), today=day)
    world.add(elsewhere, Application.unscoped.get(pk=filed.pk), today=day)

    with pytest.raises(AgendaNotSame):
        plan_second(world, first)


def test_the_page_of_the_session_offers_it_and_plans_it(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    first, _items = lacking(world, filed)
    clock.move_to(datetime.combine(first.held_on, time(9), tzinfo=PARIS))
    client = client.as_(world.dana)
    offered = client.get(reverse("commission:session", args=[first.pk])).content.decode()

    client.post(reverse("commission:second_session", args=[first.pk]), {"held_on": (first.held_on + timedelta(days=30)).isoformat()})

    assert "Convoquer une seconde fois" in offered
    assert Session.unscoped.get(first_session=first).items.count() == 1
