"""What becomes of an item and of a session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.core.clock.waiting import Cause
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from maillage.foundation.vault import Part, Reason, SealErased, open_part, seal
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    ItemClosed,
    ItemsLeft,
    NextDateTooSoon,
    NoQuorum,
    NotOpen,
    RuleRefused,
    StateRefused,
    WordsMissing,
)
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    Deliberation,
    Item,
    ItemSense,
    ItemWay,
    Minutes,
    NotExaminedCause,
    Paper,
    Presence,
    VoteSense,
)
from maillage.pathway.psp.models import Application, WaitingFact
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for

EVERYBODY = ("chair", "magistrate", "social", "b")
NOT_ADAPTED = services.NotExamined(cause=NotExaminedCause.MODE_UNSUITABLE)


def sitting(world: World, application: Any, *, present: tuple[str, ...] = EVERYBODY) -> tuple[Any, Item]:
    session, (item,) = world.running(application)
    world.attend(session, present)
    return session, item


def test_the_count_gives_the_sense_and_the_decision_is_awaited(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    world.vote(item, ("chair", "magistrate"))
    world.vote(item, ("social",), sense=VoteSense.UNFAVOURABLE)

    item = world.close_item(item, services.Examined())

    assert (item.sense, item.favourable, item.unfavourable) == (ItemSense.FAVOURABLE, 2, 1)
    assert Application.unscoped.get(pk=filed.pk).examined_on == session.held_on
    assert WaitingFact.unscoped.filter(application=filed, cause=Cause.DECISION_AWAITED, ends_on=None).exists()


def test_at_equal_votes_the_chair_settles(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)
    world.vote(item, ("chair",))
    world.vote(item, ("magistrate",), sense=VoteSense.UNFAVOURABLE)

    item = world.close_item(item, services.Examined())

    assert (item.sense, item.casting_vote_used) == (ItemSense.FAVOURABLE, True)


def test_a_consensus_is_written_without_a_count(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)

    item = world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))

    assert (item.way, item.sense, item.favourable) == (ItemWay.CONSENSUS, ItemSense.FAVOURABLE, None)


def test_a_division_is_not_a_consensus(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)

    with pytest.raises(RuleRefused):
        world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.DIVIDED))


def test_without_quorum_nothing_is_examined(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed, present=("chair", "magistrate"))

    with pytest.raises(NoQuorum):
        world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))


def test_half_of_the_members_must_take_part_in_writing(world: World, filed: Any) -> None:
    _session, (item,) = world.running(filed, written=True)
    world.vote(item, ("chair", "magistrate"))

    with pytest.raises(NoQuorum):
        world.close_item(item, services.Examined())


def test_who_voted_and_left_is_not_counted(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    world.vote(item, ("chair", "magistrate"))
    world.attend(session, ("magistrate",), channel=Presence.ABSENT)

    item = world.close_item(item, services.Examined())

    assert item.favourable == 1


def test_an_item_has_one_outcome(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)
    world.close_item(item, NOT_ADAPTED)

    with pytest.raises(ItemClosed):
        world.close_item(item, NOT_ADAPTED)


def test_a_double_click_gives_one_outcome(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)
    key = "8f7f7ba1-9b07-4d8c-8d66-0f6b7f8f5c13"

    first, second = (world.close_item(item, NOT_ADAPTED, key=key) for _ in range(2))

    assert first.pk == second.pk


def test_not_examined_with_no_next_date_alerts_and_keeps_counting(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    world.close_item(item, NOT_ADAPTED)
    later = session.held_on + timedelta(days=30)

    (waiting,) = selectors.waiting_for_session(actor_of(world.dana, later), world.commission, today=later)

    assert (waiting.next_unknown, waiting.days) == (True, (later - filed.filed_on).days)
    assert WaitingFact.unscoped.get(application=filed, cause=Cause.MODE_UNSUITABLE).ends_on is None


def test_the_alert_stops_when_the_next_date_is_known(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    item = world.close_item(item, NOT_ADAPTED)

    services.note_next_date(actor=world.secretary, today=session.held_on, item=item, next_on=session.held_on + timedelta(days=20))

    (waiting,) = selectors.waiting_for_session(world.secretary, world.commission, today=session.held_on)
    assert not waiting.next_unknown


def test_the_next_agenda_gives_the_date_that_was_unknown(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    world.close_item(item, NOT_ADAPTED)
    following = world.plan(on=session.held_on + timedelta(days=20))

    world.add(following, Application.unscoped.get(pk=filed.pk), today=session.held_on)

    item.refresh_from_db()
    assert (item.next_known, item.next_on) == (True, following.held_on)


def test_the_next_session_follows_this_one(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)

    with pytest.raises(NextDateTooSoon):
        world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED, next_on=session.held_on))


def test_adjourned_says_what_from_whom_and_by_when(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    by = session.held_on + timedelta(days=14)

    world.close_item(item, services.Adjourned(asked_kind=AskedKind.PIECE, asked_of=AskedOf.PREFECTURE, asked_by=by, asked="L'avis."))

    (told,) = selectors.items_of_application(filed)
    assert (told.outcome, told.asked, told.asked_of, told.asked_by, told.next_known) == (
        "adjourned",
        "une pièce",
        "la préfecture",
        by,
        False,
    )


def test_adjourned_without_words_is_refused(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)

    with pytest.raises(WordsMissing):
        world.close_item(item, services.Adjourned(asked_kind=AskedKind.PIECE, asked_of=AskedOf.ASSOCIATION, asked_by=TODAY, asked=" "))


def test_key_workers_are_told_that_something_happened(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)

    world.close_item(item, NOT_ADAPTED)

    assert Notice.unscoped.filter(topic="commission.outcome", user_id=world.alice.pk).count() == 1


def test_an_item_of_a_session_that_is_not_open_has_no_outcome(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    with pytest.raises(NotOpen):
        world.close_item(item, NOT_ADAPTED)


def test_a_member_closes_nothing(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)

    with pytest.raises(Denied):
        services.close_item(actor=actor_of(world.marc), today=session.held_on, item=item, outcome=NOT_ADAPTED)


def test_a_session_closes_when_each_item_has_an_outcome(world: World, filed: Any) -> None:
    session, _item = sitting(world, filed)

    with pytest.raises(ItemsLeft):
        world.close(session)


def test_closing_destroys_the_reading_copies_and_their_key(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(SealErased):
        seal(Paper(session=item.session, item=item), content="encore")
    assert not Paper.unscoped.exists()


def test_the_words_of_the_deliberation_outlive_the_session_key(world: World, filed: Any) -> None:
    session, item = sitting(world, filed)
    world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE, words="Projet solide."))
    world.close(session)

    minutes = Minutes.unscoped.get(session=session)
    opened = open_part(actor=world.secretary, subject=minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=session.held_on)

    assert opened.read(Deliberation.unscoped.get(item=item), "words") == "Projet solide."


def test_a_closed_session_never_opens_again(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(StateRefused):
        world.open(item.session)


def test_the_totals_equal_the_recount(world: World, filed: Any) -> None:
    _session, item = sitting(world, filed)
    world.vote(item, ("chair", "social"))
    world.vote(item, ("b",), sense=VoteSense.ABSTENTION)

    item = world.close_item(item, services.Examined())

    assert [item.favourable, item.unfavourable, item.abstentions, item.silent] == [2, 0, 1, 1]


def test_a_second_convocation_on_the_same_agenda_needs_no_quorum(world: World, filed: Any) -> None:
    first, item = sitting(world, filed, present=("chair",))
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NO_QUORUM))
    first = world.close(first)
    second = world.plan(on=first.held_on + timedelta(days=7), today=first.held_on, first_session=first)
    again = world.add(second, Application.unscoped.get(pk=filed.pk), today=first.held_on)
    world.convene(second, today=first.held_on)
    second = world.open(second)
    world.attend(second, ("chair",))

    again = world.close_item(again, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))

    assert again.sense == ItemSense.FAVOURABLE


def test_a_second_convocation_on_another_agenda_is_refused(world: World, filed: Any) -> None:
    first, item = sitting(world, filed, present=("chair",))
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NO_QUORUM))
    first = world.close(first)
    second = world.plan(on=first.held_on + timedelta(days=7), today=first.held_on, first_session=first)
    world.add(second, file_for(world.alice, today=first.held_on), today=first.held_on)

    with pytest.raises(RuleRefused):
        world.convene(second, today=first.held_on)


def test_a_session_already_held_is_entered_with_its_dates(world: World, filed: Any) -> None:
    today = TODAY + timedelta(days=30)
    held, actor = TODAY + timedelta(days=10), actor_of(world.dana, today)
    session = services.plan_session(actor=actor, today=today, commission=world.commission, held_on=held, from_paper=True)
    item = services.add_to_agenda(actor=actor, today=today, session=session, application=filed, happened_on=TODAY)
    services.convene(actor=actor, today=today, session=session, happened_on=TODAY + timedelta(days=1))
    services.open_session(actor=actor, today=today, session=session)
    for code in EVERYBODY:
        services.record_attendance(actor=actor, today=today, session=session, seat=world.seats[code], channel=Presence.IN_PERSON)

    services.close_item(actor=actor, today=today, item=item, outcome=services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    session = services.close_session(actor=actor, today=today, session=session)

    assert (Application.unscoped.get(pk=filed.pk).examined_on, session.closed_on) == (held, held)
