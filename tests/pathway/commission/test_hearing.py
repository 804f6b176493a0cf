"""Who is heard on an item, then leaves; the item in progress; a recusal discovered in session."""

from __future__ import annotations

import html
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import HeardAlready, HeardOtherwise, HourUnfit, ItemClosed, NotHerWish, NotOpen, StillHeard
from maillage.pathway.commission.models import (
    HeardKind,
    Hearing,
    Interpreter,
    Item,
    ItemSense,
    ItemWay,
    OwnOpinion,
    Recusal,
    RecusalReason,
    Session,
)
from tests.cast import CastClient, actor_of
from tests.pathway.commission.world import World

TWO, THREE = time(14), time(15)
CONSENSUS = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
SEATED = ("chair", "magistrate", "social", "gendarmerie")
pytestmark = pytest.mark.django_db


def hear(world: World, item: Item, *, kind: HeardKind = HeardKind.ASSOCIATION, **more: Any) -> Hearing:
    day = item.session.held_on
    heard = services.Heard(**({"kind": kind, "arrived_at": TWO} | more))
    return services.record_hearing(actor=actor_of(world.dana, day), today=day, item=item, heard=heard)


def out(world: World, hearing: Hearing, **more: Any) -> Hearing:
    day = hearing.item.session.held_on
    return services.end_hearing(actor=actor_of(world.dana, day), today=day, hearing=hearing, **({"at": THREE} | more))


def test_the_association_s_own_opinion_is_recorded_apart(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    hearing = hear(world, item, who="Amina Roche, cheffe de service")

    out(world, hearing, sense=OwnOpinion.FAVOURABLE, words="Le projet est solide.")

    said = services.open_hearings(actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session)[hearing.pk]
    assert (said.who, said.words, Hearing.unscoped.get().sense) == ("Amina Roche, cheffe de service", "Le projet est solide.", "favourable")


def test_an_opinion_typed_once_it_has_left_is_not_lost(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    hearing = out(world, hear(world, item))

    out(world, hearing, sense=OwnOpinion.RESERVED, words="Un logement d'abord.")

    said = services.open_hearings(actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session)[hearing.pk]
    assert (said.words, Hearing.unscoped.get().sense) == ("Un logement d'abord.", "reserved")


def test_another_opinion_than_the_one_noted_is_refused_not_lost(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    hearing = out(world, hear(world, item), sense=OwnOpinion.FAVOURABLE, words="Prête.")

    with pytest.raises(HeardOtherwise):
        out(world, hearing, sense=OwnOpinion.FAVOURABLE, words="Pas prête.")


def test_said_twice_an_opinion_is_one(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    said = {"sense": OwnOpinion.FAVOURABLE, "words": "Prête."}

    hearing = out(world, hear(world, item), **said)

    assert out(world, hearing, **said).pk == hearing.pk


def test_nothing_is_examined_while_the_association_is_there(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, SEATED)
    hear(world, item)

    with pytest.raises(StillHeard):
        world.close_item(item, CONSENSUS)


def test_the_database_says_so_too(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    hear(world, item)

    with pytest.raises(Exception, match="leaves first"), transaction.atomic():
        Item.unscoped.filter(pk=item.pk).update(
            outcome="examined", sense="favourable", way="consensus", closed_on=item.session.held_on, quorum_counted=3, quorum_needed=3
        )


def test_once_it_left_the_commission_deliberates(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, SEATED)
    out(world, hear(world, item))

    assert world.close_item(item, CONSENSUS).outcome == "examined"


@pytest.mark.parametrize("missing", ["wished_on", "interpreter"])
def test_she_is_heard_only_at_her_wish_and_understood(world: World, filed: Any, missing: str) -> None:
    _session, (item,) = world.running(filed)
    said = {"wished_on": item.session.planned_on, "interpreter": Interpreter.PHONE, missing: None}

    with pytest.raises(NotHerWish):
        hear(world, item, kind=HeardKind.PERSON, **said)


def test_a_wish_to_come_is_no_wish(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)

    with pytest.raises(NotHerWish):
        hear(world, item, kind=HeardKind.PERSON, wished_on=item.session.held_on + timedelta(days=1), interpreter=Interpreter.PRESENT)


def test_she_is_heard_when_she_wishes_it(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)

    hearing = hear(world, item, kind=HeardKind.PERSON, wished_on=item.session.planned_on, interpreter=Interpreter.PHONE)

    assert (hearing.interpreter, hearing.sense) == ("phone", "")


def test_the_association_is_heard_once(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    hear(world, item)

    with pytest.raises(HeardAlready):
        hear(world, item)


@pytest.mark.parametrize("heard", [True, False])
def test_the_course_says_of_an_item_examined_that_its_association_was_not_heard(world: World, filed: Any, heard: bool) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, SEATED)
    if heard:
        out(world, hear(world, item))
    world.close_item(item, CONSENSUS)

    assert [row.unheard for row in selectors.course_of(session).rows] == [not heard]


def test_the_screen_says_that_the_association_was_not_heard(client: CastClient, world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, SEATED)
    world.close_item(item, CONSENSUS)

    page = html.unescape(client.as_(world.dana).get(reverse("commission:sitting", args=[session.pk])).content.decode())

    assert "l'association n'a pas été entendue" in page


def test_nobody_leaves_before_coming_in(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    hearing = hear(world, item, arrived_at=THREE)

    with pytest.raises(HourUnfit):
        out(world, hearing, at=TWO)


def test_a_member_notes_no_hearing(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed)
    day = item.session.held_on

    with pytest.raises(Denied):
        services.record_hearing(
            actor=actor_of(world.marc), today=day, item=item, heard=services.Heard(kind=HeardKind.ASSOCIATION, arrived_at=TWO)
        )


def test_nobody_is_heard_on_a_closed_item(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(ItemClosed):
        hear(world, item)


def test_the_item_called_is_in_progress_until_it_closes(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, SEATED)
    day = session.held_on
    services.call_item(actor=actor_of(world.dana, day), today=day, item=item, at=TWO)
    called = selectors.course_of(session).current

    item = world.close_item(item, CONSENSUS, at=THREE)

    assert called is not None
    assert selectors.course_of(session).current is None
    assert Item.unscoped.values_list("called_at", "closed_at").get(pk=item.pk) == (TWO, THREE)


def test_no_item_is_called_before_the_opening(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)

    with pytest.raises(NotOpen):
        services.call_item(actor=world.secretary, today=session.planned_on, item=item)


def test_the_item_in_progress_is_on_the_agenda_of_the_session(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    other = world.plan(on=session.held_on + timedelta(days=7))

    with pytest.raises(Exception, match="on the agenda"), transaction.atomic():
        Session.unscoped.filter(pk=other.pk).update(current_item=item)


def test_a_recusal_discovered_in_session_says_its_hour_and_weakens_the_quorum(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))
    day = session.held_on

    services.declare_recusal(
        actor=actor_of(world.marc, day), today=day, item=item, seat=world.seats["magistrate"], reason=RecusalReason.PERSONAL, at=TWO
    )

    services.call_item(actor=actor_of(world.dana, day), today=day, item=item)
    course = selectors.course_of(session)
    assert Recusal.unscoped.get(item=item, seat=world.seats["magistrate"]).declared_at == TWO
    assert (course.quorum.reached, course.quorum.fragile) == (True, True)
