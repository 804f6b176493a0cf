"""The first words of the minutes say what happened: who was heard, what was left and why, at what time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import NameMissing
from maillage.pathway.commission.models import (
    BlockCode,
    HeardKind,
    Interpreter,
    Item,
    ItemSense,
    ItemWay,
    MinutesBlock,
    NotExaminedCause,
    PointKind,
    PointOutcome,
    Presence,
    Session,
)
from tests.cast import CastClient, actor_of
from tests.pathway.commission.world import World, file_for, text_of

TWO, THREE = time(14, 5), time(15)
CONSENSUS = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
NO_QUORUM = services.NotExamined(cause=NotExaminedCause.NO_QUORUM)
SEATED = ("chair", "magistrate", "social", "a", "b")
pytestmark = pytest.mark.django_db


def hear(world: World, item: Item, *, kind: HeardKind = HeardKind.ASSOCIATION, **more: Any) -> None:
    day = item.session.held_on
    heard = services.Heard(kind=kind, arrived_at=TWO, left_at=THREE, **more)
    services.record_hearing(actor=actor_of(world.dana, day), today=day, item=item, heard=heard)


def words_of(world: World, session: Session, code: BlockCode) -> str:
    """What the draft says, the session once closed."""
    session = Session.unscoped.get(pk=session.pk)
    if session.state != "closed":
        session = world.close(session)
    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)
    block = MinutesBlock.unscoped.select_related("minutes__session").get(minutes__session=session, code=code)
    return selectors.block_text(block, actor=world.secretary, today=session.held_on)


def sitting(world: World, *applications: Any) -> tuple[Session, list[Item]]:
    session, items = world.running(*applications)
    world.attend(session, SEATED)
    return session, items


def test_the_draft_says_who_spoke_for_the_association(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    hear(world, item, who="Amina Roche, cheffe de service")
    world.close_item(item, CONSENSUS)

    assert "est entendue (Amina Roche, cheffe de service), de 14 h 05 à 15 h 00" in words_of(world, session, BlockCode.ITEM)


def test_the_draft_says_which_other_person_was_heard(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    hear(world, item, kind=HeardKind.OTHER, who="Dr Ana Lise, médecin")
    world.close_item(item, CONSENSUS)

    assert "Une autre personne utile à l'examen est entendue (Dr Ana Lise, médecin)" in words_of(world, session, BlockCode.ITEM)


def test_the_draft_never_names_her(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    hear(
        world, item, kind=HeardKind.PERSON, who="Solveig Belmont", wished_on=session.planned_on, interpreter=Interpreter.NOT_NEEDED
    )  # fmt: skip
    world.close_item(item, CONSENSUS)

    assert "Belmont" not in words_of(world, session, BlockCode.ITEM)


def test_nobody_else_is_heard_without_a_name(world: World, filed: Any) -> None:
    _session, (item,) = sitting(world, filed)

    with pytest.raises(NameMissing):
        hear(world, item, kind=HeardKind.OTHER, who="  ")


def test_the_draft_says_that_the_association_was_not_heard(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    world.close_item(item, CONSENSUS)

    assert "L'association qui présente la demande n'a pas été entendue." in words_of(world, session, BlockCode.ITEM)


def test_of_an_item_not_examined_the_draft_says_nothing_of_hearings(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    assert "entendue" not in words_of(world, session, BlockCode.ITEM)


def test_an_agenda_taken_up_whole_is_exhausted(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    world.close_item(item, CONSENSUS)

    assert words_of(world, session, BlockCode.CLOSING).startswith("L'ordre du jour étant épuisé, la séance est close le")


def test_what_was_left_for_want_of_quorum_is_said_at_the_closing(world: World, filed: Any) -> None:
    session, (first, second) = sitting(world, filed, file_for(world.alice))
    world.close_item(first, CONSENSUS)
    for code in SEATED[1:]:
        services.record_attendance(
            actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, seat=world.seats[code],
            channel=Presence.ABSENT, at=THREE,
        )  # fmt: skip
    world.close_item(second, NO_QUORUM)

    assert words_of(world, session, BlockCode.CLOSING).startswith("Faute de quorum, 1 point n'a pas été examiné. La séance est close le")


def test_a_point_not_reached_does_not_exhaust_the_agenda(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    point = services.add_point(
        actor=world.secretary, today=session.planned_on, session=session, kind=PointKind.OTHER, title="Calendrier"
    )  # fmt: skip
    world.convene(session)
    session = world.open(session)
    world.attend(session, SEATED)
    world.close_item(Item.unscoped.select_related("session").get(pk=item.pk), CONSENSUS)
    services.close_point(actor=world.secretary, today=session.held_on, point=point, outcome=PointOutcome.NOT_REACHED)

    assert "épuisé" not in words_of(world, session, BlockCode.CLOSING)


@pytest.fixture
def timed(world: World, filed: Any) -> Session:
    """A session opened at 14 h 05 and closed at 15 h."""
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)
    session = world.open(session, at=TWO)
    world.attend(session, SEATED)
    world.close_item(Item.unscoped.select_related("session").get(pk=item.pk), CONSENSUS)
    return services.close_session(actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, at=THREE)


def test_the_hour_of_the_opening_is_in_the_draft(world: World, timed: Session) -> None:
    assert "La séance est ouverte à 14 h 05." in words_of(world, timed, BlockCode.OPENING)


def test_the_hour_of_the_closing_is_in_the_draft(world: World, timed: Session) -> None:
    assert words_of(world, timed, BlockCode.CLOSING).endswith("à 15 h 00.")


def test_an_hour_that_nobody_noted_is_not_made_up(world: World, filed: Any) -> None:
    session, (item,) = sitting(world, filed)
    world.close_item(item, CONSENSUS)

    assert "ouverte à" not in words_of(world, session, BlockCode.OPENING)


@pytest.fixture
def convened(world: World, filed: Any, clock: Any) -> Session:
    """A session convened, on the morning of its day."""
    session = world.plan()
    world.add(session, filed)
    session = world.convene(session)
    clock.move_to(datetime.combine(session.held_on, time(10, 30), tzinfo=PARIS))
    return session


def opened_at(client: CastClient, world: World, session: Session, *, typed: str = "") -> time | None:
    client.as_(world.dana).post(reverse("commission:session_open", args=[session.pk]), {"at": typed})
    return Session.unscoped.get(pk=session.pk).opened_at


def test_the_button_notes_the_hour_of_the_opening(client: CastClient, world: World, convened: Session) -> None:
    assert opened_at(client, world, convened) == time(10, 30)


def test_an_opening_noted_a_little_later_has_the_hour_that_was_typed(client: CastClient, world: World, convened: Session) -> None:
    assert opened_at(client, world, convened, typed="10:05") == time(10, 5)


def test_the_button_notes_the_hour_of_the_closing(client: CastClient, world: World, convened: Session) -> None:
    opened_at(client, world, convened)
    world.close_item(convened.items.select_related("session").get(), services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    client.as_(world.dana).post(reverse("commission:session_close", args=[convened.pk]))

    assert Session.unscoped.get(pk=convened.pk).closed_at == time(10, 30)


def paper(world: World, session: Session) -> str:
    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)
    return text_of(selectors.open_minutes(actor=world.secretary, session=session, today=session.held_on).content)


def test_the_paper_of_an_ordinary_session_cites_the_half_of_its_members(world: World, timed: Session) -> None:
    assert "La moitié au moins des membres, présents, à distance ou représentés (CRPA, art. R. 133-10)" in paper(world, timed)


def test_the_paper_of_a_second_convocation_says_that_no_quorum_is_asked(world: World, filed: Any) -> None:
    first, (item,) = world.running(filed)
    world.close_item(item, NO_QUORUM)
    world.close(first)
    day = first.held_on
    second = services.plan_second_session(actor=actor_of(world.dana, day), today=day, session=first, held_on=day + timedelta(days=7))
    world.convene(second, today=day)
    second = world.open(second)
    world.attend(second, SEATED)
    for each in second.items.select_related("session"):
        world.close_item(each, CONSENSUS)
    world.close(second)

    assert "La moitié au moins" not in paper(world, Session.unscoped.get(pk=second.pk))


def test_the_paper_of_a_written_session_cites_its_own_ordinance(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed, written=True)
    world.vote(item, ("chair", "magistrate", "social", "gendarmerie", "b"))
    world.close_item(item, services.Examined(way=ItemWay.COUNTED))
    world.close(session)

    assert "représentés (CRPA, art. R. 133-10)" not in paper(world, Session.unscoped.get(pk=session.pk))
