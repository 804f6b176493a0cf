"""A session that cannot be held as planned: who waits is said, what the law allows too; then what is ticked is done, and told."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.core.clock.waiting import Cause
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import NextDateTooSoon, QuorumKept, RuleRefused
from maillage.pathway.commission.errors_changing import (
    NothingAsked,
    NothingLeft,
    NothingToPutOff,
    NotOnThisAgenda,
    QuorumNotCounted,
    SameForm,
    SessionMoved,
    TooLateToChange,
)
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    CancelCause,
    Convocation,
    Item,
    ModeChoice,
    NotExaminedCause,
    Paper,
    Session,
)
from maillage.pathway.commission.services import Held, Until
from maillage.pathway.psp.models import Application, WaitingFact
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for

WEEK = TODAY + timedelta(days=7)
LATER = TODAY + timedelta(days=20)
AFTER = TODAY + timedelta(days=8)
HYBRID = Held(mode=ModeChoice.HYBRID, held_on=LATER, legal_basis="FR-2020-347", chair_decided_on=TODAY)
UNKNOWN = Until(cause=NotExaminedCause.MODE_UNSUITABLE)


def change(world: World, session: Session, *, held: Held = HYBRID, **more: Any) -> Session:
    fresh = Session.unscoped.get(pk=session.pk)
    typed = {"seen": fresh.version, **more}
    return services.change_session(actor=world.secretary, today=TODAY, session=fresh, held=held, **typed)


def put_off(world: World, session: Session, items: list[Item], *, until: Until = UNKNOWN, today: date = TODAY, **more: Any) -> Session:
    fresh = Session.unscoped.get(pk=session.pk)
    typed = {"seen": fresh.version, **more}
    return services.put_off_items(
        actor=actor_of(world.dana, today), today=today, session=fresh, items=[each.pk for each in items], until=until, **typed
    )


def told(user: Any, topic: str) -> int:
    return Notice.unscoped.filter(user_id=user.pk, topic=topic).count()


@pytest.fixture
def convened(world: World, filed: Any) -> Session:
    """A session on site, convened, with two applications."""
    session = world.plan()
    world.add(session, filed)
    world.add(session, file_for(world.alice))
    return world.convene(session)


# Another form


def test_a_draft_takes_another_form_on_its_basis(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)

    changed = change(world, session)

    assert (changed.mode, changed.held_on, changed.legal_basis, changed.state) == ("hybrid", LATER, "FR-2020-347", "draft")
    assert "commission.session_changed" in actions_on(changed)


def test_a_convened_session_is_convened_again_and_its_first_letters_open_nothing(world: World, convened: Session) -> None:
    first = set(Convocation.unscoped.filter(session=convened).values_list("pk", flat=True))

    changed = change(world, convened)

    assert changed.state == "convened"
    old = Convocation.unscoped.filter(pk__in=first)
    assert {(each.replaced_on, each.reader_id) for each in old} == {(TODAY, None)}
    assert Convocation.unscoped.filter(session=convened, replaced_on__isnull=True).count() == len(first)


def test_without_the_tick_it_goes_back_to_its_preparation(world: World, convened: Session) -> None:
    changed = change(world, convened, again=False)

    assert (changed.state, changed.convened_on) == ("draft", None)


def test_a_notice_too_short_is_refused_before_anything_changes(world: World, convened: Session) -> None:
    soon = Held(mode=ModeChoice.HYBRID, held_on=TODAY + timedelta(days=3), legal_basis="FR-2020-347", chair_decided_on=TODAY)

    with pytest.raises(RuleRefused):
        change(world, convened, held=soon)

    assert Session.unscoped.get(pk=convened.pk).mode == "in_person"
    assert change(world, convened, held=soon, urgency="salle fermée").urgency == "salle fermée"


def test_a_form_without_its_basis_is_refused(world: World, convened: Session) -> None:
    with pytest.raises(RuleRefused):
        change(world, convened, held=Held(mode=ModeChoice.VIDEO, held_on=LATER, chair_decided_on=TODAY))

    assert Session.unscoped.get(pk=convened.pk).state == "convened"


def test_nothing_that_changes_is_no_change(world: World, convened: Session) -> None:
    with pytest.raises(SameForm):
        change(world, convened, held=Held(mode=ModeChoice.IN_PERSON, held_on=convened.held_on, place=convened.place))


def test_a_page_that_is_stale_changes_nothing(world: World, convened: Session) -> None:
    with pytest.raises(SessionMoved):
        change(world, convened, seen=convened.version - 1)


def test_a_double_click_changes_it_and_convenes_it_once(world: World, convened: Session) -> None:
    key, seen = uuid.uuid4(), Session.unscoped.get(pk=convened.pk).version

    for _ in range(2):
        change(world, convened, seen=seen, key=key)

    assert Convocation.unscoped.filter(session=convened, replaced_on__isnull=False).count() == 6
    assert Convocation.unscoped.filter(session=convened).count() == 12


def test_an_open_session_keeps_its_form(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(TooLateToChange):
        change(world, session)


@pytest.mark.parametrize("who", ["alice", "eve", "marc"])
def test_others_change_nothing(who: str, world: World, convened: Session, request: Any) -> None:
    with pytest.raises(Denied):
        services.change_session(
            actor=actor_of(request.getfixturevalue(who)), today=TODAY, session=convened, seen=convened.version, held=HYBRID
        )


def test_those_who_stay_are_told_and_the_date_announced_before_follows(world: World, filed: Any) -> None:
    first = world.plan(on=TODAY + timedelta(days=5))
    world.add(first, filed)
    services.cancel_session(actor=world.secretary, today=TODAY, session=first, cause=CancelCause.CRISIS)
    session = world.plan()
    world.add(session, filed)
    before = told(world.alice, "commission.changed")

    change(world, session)

    assert told(world.alice, "commission.changed") == before + 1
    assert Item.unscoped.get(session=first).next_on == LATER


# Deferral


def test_what_is_ticked_is_put_off_with_its_cause_and_the_days_go_on(world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)

    change(world, convened, put_off=[item.pk], until=UNKNOWN)

    item.refresh_from_db()
    assert (item.outcome, item.cause, item.next_known) == ("not_examined", "mode_unsuitable", False)
    assert Application.unscoped.get(pk=filed.pk).state == "filed"
    assert WaitingFact.unscoped.filter(application=filed, cause=Cause.MODE_UNSUITABLE, ends_on=None).exists()
    assert not Paper.unscoped.filter(item=item).exists()


def test_each_key_worker_is_told(world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)

    put_off(world, convened, [item])

    assert told(world.alice, "commission.put_off") == 1


def test_a_session_that_would_examine_nobody_is_cancelled_rather_than_emptied(world: World, convened: Session) -> None:
    with pytest.raises(NothingLeft):
        put_off(world, convened, list(convened.items.order_by("pk")))


def test_putting_off_says_whom_until_when_and_from_this_agenda(world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)
    for wrong, error in (
        ({"items": []}, NothingToPutOff),
        ({"items": [item], "until": None}, NothingToPutOff),
        ({"items": [item], "until": Until(cause=NotExaminedCause.NOT_REACHED, next_on=TODAY)}, NextDateTooSoon),
        ({"items": [Item(pk=uuid.uuid4())]}, NotOnThisAgenda),
        ({"items": [item], "seen": 0}, SessionMoved),
    ):
        with pytest.raises(error):
            put_off(world, convened, **wrong)

    assert not Item.unscoped.exclude(outcome="").exists()


def test_before_the_sitting_nobody_knows_that_the_quorum_lacks(world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)

    with pytest.raises(QuorumNotCounted):
        put_off(world, convened, [item], until=Until(cause=NotExaminedCause.NO_QUORUM))


def test_while_it_sits_a_quorum_that_holds_puts_nobody_off(world: World, filed: Any) -> None:
    session, items = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))

    with pytest.raises(QuorumKept):
        put_off(world, session, items, until=Until(cause=NotExaminedCause.NO_QUORUM), today=session.held_on)


def test_while_it_sits_what_is_ticked_is_not_examined(world: World) -> None:
    session, items = world.running(file_for(world.alice), file_for(world.alice))

    put_off(world, session, items, today=session.held_on)

    assert set(Item.unscoped.filter(session=session).values_list("outcome", "cause", "next_known")) == {
        ("not_examined", "mode_unsuitable", False)
    }


def test_a_session_that_is_over_puts_nobody_off(world: World, filed: Any) -> None:
    session, items = world.running(filed)
    put_off(world, session, items, today=session.held_on)
    world.close(session)

    with pytest.raises(TooLateToChange):
        put_off(world, session, items, today=session.held_on)


# Alerts


def defer_twice(world: World, filed: Any) -> None:
    for _ in range(2):
        session = world.plan()
        world.add(session, filed)
        services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)


def test_from_the_second_deferral_on_both_sides_are_told(world: World, filed: Any) -> None:
    defer_twice(world, filed)

    assert (told(world.alice, "commission.deferred_again"), told(world.dana, "commission.deferred_again")) == (1, 1)


def test_deferrals_of_the_same_person_add_up_over_her_applications(world: World, filed: Any) -> None:
    defer_twice(world, filed)
    again = Application.unscoped.create(
        person=filed.person, organisation=filed.organisation, territory=filed.territory, kind="renewal", state="filed",
        number="X-2020-9999", wished_on=TODAY, filed_on=TODAY,
    )  # fmt: skip

    alert = selectors.deferrals_of([again], today=TODAY)[again.pk]

    assert (alert.count, alert.repeated, alert.undated) == (2, True, True)


def test_an_opinion_closes_the_count(world: World, filed: Any) -> None:
    defer_twice(world, filed)
    world.examined(Application.unscoped.get(pk=filed.pk))

    assert selectors.deferrals_of([filed], today=WEEK) == {}


def test_the_home_of_the_commission_says_both(client: Any, world: World, filed: Any) -> None:
    defer_twice(world, filed)

    page = client.as_(world.dana).get(reverse("commission:home")).content.decode()

    assert "Reports : 2" in page
    assert "prochaine date non connue" in page


def test_the_association_sees_it_too(client: Any, world: World, filed: Any) -> None:
    defer_twice(world, filed)

    page = client.as_(world.alice).get(reverse("commission:home")).content.decode()

    assert "Reports : 2" in page
    assert "prochaine date non connue" in page


# What an item hangs on


def adjourned(world: World, application: Any) -> Item:
    session, (item,) = world.running(application)
    outcome = services.Adjourned(asked_kind=AskedKind.PIECE, asked_of=AskedOf.ASSOCIATION, asked_by=LATER, asked="Un justificatif.")
    item = world.close_item(item, outcome)
    world.close(session)
    return item


def test_a_complement_asked_and_not_come_marks_the_next_agenda(world: World, filed: Any) -> None:
    adjourned(world, filed)

    (piece,) = selectors.marks_of([filed])[filed.pk].pieces
    assert (str(piece.label), piece.due_on) == ("une pièce", LATER)


def test_once_it_has_come_the_mark_goes(world: World, filed: Any) -> None:
    item = adjourned(world, filed)

    services.note_received(actor=world.secretary, today=TODAY, item=item)

    assert selectors.marks_of([filed])[filed.pk].pieces == ()
    with pytest.raises(NothingAsked):
        services.note_received(actor=world.secretary, today=TODAY, item=item)
