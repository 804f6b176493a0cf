"""A session changed, then convened again: all of it or nothing; whoever was put off may come back; the papers say what the files say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.foundation.notifications.models import Notice
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import AgendaEmpty, ItemClosed, RuleRefused
from maillage.pathway.commission.models import (
    CancelCause,
    Convocation,
    Item,
    ModeChoice,
    NotExaminedCause,
    Paper,
    PaperReading,
    PointKind,
    Session,
)
from maillage.pathway.commission.services import Held, Until
from maillage.pathway.psp.models import Correction, Problem
from maillage.pathway.psp.services import answer_correction, ask_correction, settle_correction
from tests.cast import TODAY, actor_of
from tests.pathway.commission.test_second import lacking, plan_second
from tests.pathway.commission.world import World, file_for

LATER = TODAY + timedelta(days=20)
UNKNOWN = Until(cause=NotExaminedCause.PIECE_AWAITED)


def fresh(row: Any) -> Any:
    return type(row).unscoped.get(pk=row.pk)


def change(world: World, session: Session, *, on: date = LATER, today: date = TODAY, **more: Any) -> Session:
    session = fresh(session)
    held = Held(mode=ModeChoice(session.mode), held_on=on, place="Salle C")
    return services.change_session(actor=actor_of(world.dana, today), today=today, session=session, seen=session.version, held=held, **more)


def put_off(world: World, session: Session, item: Item) -> Item:
    session = fresh(session)
    services.put_off_items(actor=world.secretary, today=TODAY, session=session, seen=session.version, items=[item.pk], until=UNKNOWN)
    return fresh(item)


@pytest.fixture
def draft(world: World, filed: Any) -> tuple[Session, Item]:
    """A session in preparation with two applications, the first of which was put off."""
    session = world.plan()
    item = world.add(session, filed)
    world.add(session, file_for(world.alice))
    return session, put_off(world, session, item)


# Put off, then back on the same agenda


def test_whoever_was_put_off_comes_back_on_the_same_agenda_under_another_number(world: World, filed: Any, draft: Any) -> None:
    session, before = draft

    item = world.add(fresh(session), fresh(filed))

    assert (item.session_id, item.number == before.number, fresh(before).outcome) == (session.pk, False, "not_examined")


def test_the_line_put_off_then_announces_this_session(world: World, filed: Any, draft: Any) -> None:
    session, before = draft

    world.add(fresh(session), fresh(filed))

    assert fresh(before).next_on == session.held_on


def test_the_form_that_offers_it_puts_it_back(client: Any, world: World, filed: Any, draft: Any) -> None:
    session, _before = draft

    answer = client.as_(world.dana).post(reverse("commission:agenda_add", args=[session.pk]), {"applications": [str(filed.pk)]})

    assert (answer.status_code, fresh(filed).state) == (302, "scheduled")


def test_back_after_a_change_without_a_new_convocation_it_is_convened_with_the_others(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.add(session, file_for(world.alice))
    world.convene(session)
    change(world, session, put_off=[item.pk], until=UNKNOWN, again=False)
    world.add(fresh(session), fresh(filed))

    convened = world.convene(fresh(session))

    assert Paper.unscoped.filter(session=convened, item__application=filed).count() == 1


def test_the_line_put_off_is_not_taken_off_under_the_feet_of_the_new_one(world: World, filed: Any, draft: Any) -> None:
    session, before = draft
    world.add(fresh(session), fresh(filed))

    with pytest.raises(ItemClosed):
        services.remove_from_agenda(actor=world.secretary, today=TODAY, item=before)

    assert fresh(filed).state == "scheduled"


def test_the_day_of_a_draft_that_moves_is_announced_by_the_line_put_off_of_the_same_session(world: World, filed: Any, draft: Any) -> None:
    session, before = draft
    world.add(fresh(session), fresh(filed))

    services.fix_day(actor=world.secretary, today=TODAY, session=fresh(session), held_on=LATER)

    assert fresh(before).next_on == LATER


def test_whoever_was_put_off_and_is_not_back_is_promised_nothing_by_the_day_fixed(world: World, filed: Any) -> None:
    session = world.plan(window_until=LATER)
    item = world.add(session, filed)
    world.add(session, file_for(world.alice))
    put_off(world, session, item)

    services.fix_day(actor=world.secretary, today=TODAY, session=fresh(session), held_on=LATER)

    assert fresh(item).next_known is False


@pytest.mark.db_truth
def test_an_application_has_one_open_line_on_an_agenda(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)

    with pytest.raises(IntegrityError), transaction.atomic():
        Item.unscoped.create(session=session, application=filed, number=9999, rank=9)


# All or nothing


def test_an_agenda_left_empty_is_refused_and_nothing_has_changed(world: World, filed: Any) -> None:
    session = world.plan()
    services.add_point(actor=world.secretary, today=TODAY, session=session, kind=PointKind.POLICY, title="Politique départementale")
    item = world.add(session, filed)
    world.convene(fresh(session))
    notices = Notice.unscoped.count()

    with pytest.raises(AgendaEmpty):
        change(world, session, put_off=[item.pk], until=UNKNOWN)

    assert (fresh(session).state, fresh(item).outcome, Notice.unscoped.count()) == ("convened", "", notices)
    assert not Convocation.unscoped.filter(session=session, replaced_on__isnull=False).exists()


def test_a_second_session_that_would_lose_an_item_is_refused_and_nothing_has_changed(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed, file_for(world.alice))
    second = plan_second(world, first)
    day = first.held_on
    world.convene(second, today=day)
    item = second.items.order_by("rank")[0]

    with pytest.raises(RuleRefused):
        change(world, second, on=day + timedelta(days=20), today=day, put_off=[item.pk], until=UNKNOWN)

    assert (fresh(second).state, fresh(item).outcome, fresh(second).held_on) == ("convened", "", second.held_on)


def test_a_second_session_changes_its_day_with_its_whole_agenda(world: World, filed: Any) -> None:
    first, _items = lacking(world, filed)
    second = plan_second(world, first)
    day = first.held_on
    world.convene(second, today=day)

    assert change(world, second, on=day + timedelta(days=20), today=day).state == "convened"


# The papers


RESOURCES = "600 euros par mois"


def answered(world: World, application: Any, monkeypatch: Any) -> Correction:
    """The association answers a correction while the session is convened: the file says something else from now on."""
    monkeypatch.setattr("maillage.pathway.psp.services.corrections.line_as_agreed", lambda **_: RESOURCES)
    application = fresh(application)
    correction: Correction = ask_correction(
        actor=world.secretary, today=TODAY, application=application, target="field:resources", problem=Problem.INCORRECT,
        words="La pièce dit autre chose.",
    )  # fmt: skip
    return answer_correction(actor=actor_of(world.alice), today=TODAY, correction=correction, agreed=True)


def accept(world: World, correction: Correction) -> None:
    settle_correction(actor=world.secretary, today=TODAY, correction=correction, accepted=True)


@pytest.fixture
def read_once(world: World, filed: Any) -> tuple[Session, list[Item]]:
    """A session convened, its two items read by the magistrate."""
    session = world.plan()
    items = [world.add(session, filed), world.add(session, file_for(world.alice))]
    world.convene(session)
    for item in items:
        services.read_paper(actor=actor_of(world.marc), today=TODAY, item=item)
    return session, items


def test_convened_again_the_members_read_what_the_answer_added(world: World, filed: Any, read_once: Any, monkeypatch: Any) -> None:
    session, (item, _other) = read_once
    answered(world, filed, monkeypatch)

    change(world, session)

    content = services.read_paper(actor=actor_of(world.marc), today=TODAY, item=item)
    assert content.fields["resources"] == RESOURCES


def test_an_answer_accepted_while_the_session_stays_convened_is_read_by_the_members(
    world: World, filed: Any, read_once: Any, monkeypatch: Any
) -> None:
    _session, (item, _other) = read_once

    accept(world, answered(world, filed, monkeypatch))

    content = services.read_paper(actor=actor_of(world.marc), today=TODAY, item=item)
    assert content.fields["resources"] == RESOURCES


def test_an_answer_accepted_while_the_session_stays_convened_is_to_be_read_again(
    world: World, filed: Any, read_once: Any, monkeypatch: Any
) -> None:
    session, (_item, other) = read_once

    accept(world, answered(world, filed, monkeypatch))

    assert list(PaperReading.unscoped.filter(item__session=session).values_list("item_id", flat=True)) == [other.pk]


def test_once_the_sitting_is_open_no_paper_changes_under_the_eyes_of_a_member(
    world: World, filed: Any, read_once: Any, monkeypatch: Any
) -> None:
    session, (item, _other) = read_once
    correction = answered(world, filed, monkeypatch)
    world.open(session)

    accept(world, correction)

    assert PaperReading.unscoped.filter(item=item).exists()


def test_convened_again_only_what_changed_is_to_be_read_again(world: World, filed: Any, read_once: Any, monkeypatch: Any) -> None:
    session, (_item, other) = read_once
    answered(world, filed, monkeypatch)

    change(world, session)

    assert list(PaperReading.unscoped.filter(item__session=session).values_list("item_id", flat=True)) == [other.pk]


# A window


def test_a_draft_in_a_window_that_takes_a_day_by_a_change_gives_it_to_whoever_had_none(world: World, filed: Any) -> None:
    first = world.plan(on=TODAY + timedelta(days=5))
    before = world.add(first, filed)
    services.cancel_session(actor=world.secretary, today=TODAY, session=first, cause=CancelCause.CRISIS)
    session = world.plan(on=TODAY + timedelta(days=10), window_until=LATER)
    world.add(session, fresh(filed))

    change(world, session)

    assert (fresh(before).next_known, fresh(before).next_on) == (True, LATER)
