"""What the database refuses by itself, on both engines: raw SQL, no service in the way."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from maillage.foundation.kernel import triggers
from maillage.pathway.commission import services
from maillage.pathway.commission.models import (
    CancelCause,
    Decision,
    DecisionSense,
    Elector,
    Item,
    NotExaminedCause,
    Opinion,
    Recusal,
    RecusalReason,
    Seat,
    VoteSense,
)
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World

pytestmark = pytest.mark.db_truth


def sql(text: str, *values: Any) -> None:
    """Run a statement, its ids as this database stores them."""
    kept = [_id(value) if isinstance(value, uuid.UUID) else value for value in values]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, kept)


def _id(value: uuid.UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def vote(item: Item, seat: Seat) -> None:
    sql(
        "INSERT INTO mg_commission_opinion (id, version, item_id, seat_id, sense, given_on, by_secretary) "
        "VALUES (%s, 1, %s, %s, %s, %s, %s)",
        uuid.uuid4(), item.pk, seat.pk, "favourable", TODAY.isoformat(), False,
    )  # fmt: skip


@pytest.fixture
def item(world: World, filed: Any) -> Item:
    """An item of an open session, on which a count is asked."""
    _session, (found,) = world.running(filed)
    world.ask_count(found)
    return Item.unscoped.select_related("session").get(pk=found.pk)


def test_a_vote_of_a_seat_that_may_is_taken(world: World, item: Item) -> None:
    vote(item, world.seats["magistrate"])

    assert Opinion.unscoped.filter(item=item).count() == 1


def test_a_seat_votes_once(world: World, item: Item) -> None:
    vote(item, world.seats["magistrate"])

    with pytest.raises(DatabaseError):
        vote(item, world.seats["magistrate"])


def test_a_recused_seat_does_not_vote(world: World, item: Item) -> None:
    Recusal.unscoped.create(item=item, seat=world.seats["b"], reason=RecusalReason.PERSONAL, declared_on=TODAY)

    with pytest.raises(DatabaseError, match="recused"):
        vote(item, world.seats["b"])


def test_the_presenting_organisation_does_not_vote_even_when_its_recusal_is_missing(world: World, filed: Any, item: Item) -> None:
    seat = services.add_seat(
        actor=world.secretary, today=TODAY, commission=world.commission, code="associations", label="Second siège de A",
        organisation_id=filed.organisation_id, starts_on=TODAY,
    )  # fmt: skip

    with pytest.raises(DatabaseError, match="presenting"):
        vote(item, seat)


def test_a_vote_does_not_move_to_the_presenting_organisation(world: World, item: Item) -> None:
    vote(item, world.seats["magistrate"])

    with pytest.raises(DatabaseError):
        sql("UPDATE mg_commission_opinion SET seat_id = %s WHERE item_id = %s", world.seats["a"].pk, item.pk)


def test_nobody_votes_once_the_item_is_closed(world: World, item: Item) -> None:
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    with pytest.raises(DatabaseError, match="closed"):
        vote(item, world.seats["magistrate"])


def test_nobody_votes_before_the_session_is_open(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)
    Item.unscoped.filter(pk=item.pk).update(counted_asked_on=TODAY)

    with pytest.raises(DatabaseError, match="unless the session is open"):
        vote(item, world.seats["magistrate"])


def close(item: Item, *, totals: str, way: str = "counted") -> None:
    sql(
        "UPDATE mg_commission_item SET outcome = 'examined', closed_on = %s, sense = 'favourable', quorum_counted = 3, quorum_needed = 3, "
        f"way = '{way}', {totals} WHERE id = %s",
        TODAY.isoformat(), item.pk,
    )  # fmt: skip


@pytest.fixture
def ballots(world: World, item: Item) -> Item:
    """Two ballots for, one seat silent: the electorate is written."""
    for code in ("chair", "magistrate", "social"):
        seat = world.seats[code]
        Elector.unscoped.create(item=item, seat=seat, cast_by=seat)
    vote(item, world.seats["chair"])
    vote(item, world.seats["magistrate"])
    return item


def test_no_ballot_while_no_count_is_asked(world: World, item: Item) -> None:
    sql("UPDATE mg_commission_item SET counted_asked_on = NULL WHERE id = %s", item.pk)

    with pytest.raises(DatabaseError, match="unless a count was asked"):
        vote(item, world.seats["magistrate"])


def test_the_totals_of_the_ballots_are_believed(ballots: Item) -> None:
    close(ballots, totals="favourable = 2, unfavourable = 0, abstentions = 0, silent = 1")

    assert Item.unscoped.get(pk=ballots.pk).is_closed


@pytest.mark.parametrize(
    "totals",
    [
        "favourable = 3, unfavourable = 0, abstentions = 0, silent = 0",
        "favourable = 2, unfavourable = 1, abstentions = 0, silent = 0",
        "favourable = 2, unfavourable = 0, abstentions = 0, silent = 9",
    ],
)
def test_totals_that_are_not_the_recount_are_refused(ballots: Item, totals: str) -> None:
    with pytest.raises(DatabaseError, match="totals"):
        close(ballots, totals=totals)


def test_a_ballot_of_no_elector_is_not_counted(world: World, ballots: Item) -> None:
    Elector.unscoped.filter(seat=world.seats["magistrate"]).delete()

    with pytest.raises(DatabaseError, match="electorate"):
        close(ballots, totals="favourable = 2, unfavourable = 0, abstentions = 0, silent = 0")


def test_no_consensus_closes_over_ballots(ballots: Item) -> None:
    with pytest.raises(DatabaseError, match="thrown away"):
        close(ballots, way="consensus", totals="silent = NULL")


def test_after_the_recount_ballots_may_go_and_totals_stay(ballots: Item) -> None:
    close(ballots, totals="favourable = 2, unfavourable = 0, abstentions = 0, silent = 1")
    sql("DELETE FROM mg_commission_opinion WHERE item_id = %s", ballots.pk)

    for changed in ("favourable = 1", "silent = 2", "casting_vote_used = NOT casting_vote_used", "counted_asked_on = NULL"):
        with pytest.raises(DatabaseError):
            sql(f"UPDATE mg_commission_item SET {changed} WHERE id = %s", ballots.pk)


def test_an_electorate_neither_changes_nor_goes_nor_grows(world: World, ballots: Item) -> None:
    close(ballots, totals="favourable = 2, unfavourable = 0, abstentions = 0, silent = 1")

    for text in ("UPDATE mg_commission_elector SET cast_by_id = seat_id", "DELETE FROM mg_commission_elector"):
        with pytest.raises(DatabaseError):
            sql(text)
    with pytest.raises(DatabaseError, match="frozen"):
        Elector.unscoped.create(item=ballots, seat=world.seats["b"], cast_by=world.seats["b"])


def test_a_contribution_neither_changes_nor_comes_late(world: World, filed: Any) -> None:
    session = world.plan_written()
    world.add(session, filed)
    world.convene(session)
    session = world.open(session)
    about = {"actor": actor_of(world.dana, session.first_day), "today": session.first_day, "session": session}
    services.write_exchange(seat=world.seats["social"], words="Avis.", **about)
    services.close_exchanges(**about)

    with pytest.raises(DatabaseError, match="does not change"):
        sql("UPDATE mg_commission_exchange SET number = 9")
    with pytest.raises(DatabaseError, match="are closed"):
        sql(
            "INSERT INTO mg_commission_exchange (id, version, minutes_id, seat_id, number, given_on, by_secretary, words) "
            "SELECT %s, 1, minutes_id, seat_id, 2, given_on, by_secretary, words FROM mg_commission_exchange",
            uuid.uuid4(),
        )


def test_a_recusal_neither_changes_nor_goes_once_convened(item: Item) -> None:
    for text in ("UPDATE mg_commission_recusal SET reason = 'personal'", "DELETE FROM mg_commission_recusal"):
        with pytest.raises(DatabaseError):
            sql(text)


def test_a_seat_that_voted_is_not_recused_in_silence(world: World, item: Item) -> None:
    vote(item, world.seats["magistrate"])

    with pytest.raises(DatabaseError):
        Recusal.unscoped.create(item=item, seat=world.seats["magistrate"], reason=RecusalReason.PERSONAL, declared_on=TODAY)


def test_the_outcome_of_an_item_does_not_change(world: World, item: Item) -> None:
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    with pytest.raises(DatabaseError):
        sql("UPDATE mg_commission_item SET cause = 'no_quorum' WHERE id = %s", item.pk)


def test_its_next_date_may_still_become_known(world: World, item: Item) -> None:
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    sql("UPDATE mg_commission_item SET next_known = %s, next_on = '2020-07-01' WHERE id = %s", True, item.pk)

    assert Item.unscoped.get(pk=item.pk).next_known


@pytest.mark.parametrize("state", ["open", "draft", "convened"])
def test_a_closed_session_never_reopens(world: World, filed: Any, state: str) -> None:
    session = world.examined(filed).session

    with pytest.raises(DatabaseError):
        sql("UPDATE mg_commission_session SET state = %s, closed_on = NULL WHERE id = %s", state, session.pk)


def test_a_cancelled_session_never_reopens(world: World) -> None:
    session = services.cancel_session(actor=world.secretary, today=TODAY, session=world.plan(), cause=CancelCause.OTHER)

    with pytest.raises(DatabaseError):
        sql("UPDATE mg_commission_session SET state = 'draft', cancelled_on = NULL WHERE id = %s", session.pk)


def test_a_session_does_not_close_over_an_item_without_outcome(item: Item) -> None:
    with pytest.raises(DatabaseError):
        sql("UPDATE mg_commission_session SET state = 'closed', closed_on = held_on WHERE id = %s", item.session_id)


def test_no_item_slips_into_a_session_that_is_over(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(DatabaseError):
        Item.unscoped.create(session=item.session, application_id=filed.pk, number=99, rank=9)


def test_a_session_convened_is_not_deleted(item: Item) -> None:
    with pytest.raises(DatabaseError):
        sql("DELETE FROM mg_commission_session WHERE id = %s", item.session_id)


def test_a_signed_decision_neither_changes_nor_goes(world: World, filed: Any) -> None:
    day = world.examined(filed).closed_on
    decision = services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.GRANTED)
    services.record_signed_decision(
        actor=actor_of(world.paul, day), today=day, decision=decision, signed_on=day, number="2020-7", signatory_name="C. D.",
        signatory_capacity="préfète",
    )  # fmt: skip

    for text in ("UPDATE mg_commission_decision SET sense = 'refused', starts_on = NULL", "DELETE FROM mg_commission_decision"):
        with pytest.raises(DatabaseError):
            sql(text)
    assert Decision.unscoped.get().sense == DecisionSense.GRANTED


def test_an_item_put_off_says_its_next_date_or_that_it_is_unknown(world: World, item: Item) -> None:
    with pytest.raises(DatabaseError):
        Item.unscoped.filter(pk=item.pk).update(outcome="not_examined", cause="not_reached", closed_on=TODAY)


def test_each_guard_of_the_room_is_installed() -> None:
    declared = {each.name for each in triggers.declared() if each.name.startswith("mg_commission_")}

    assert len(declared) >= 20


@pytest.mark.django_db
def test_no_guard_is_missing() -> None:
    assert [name for name in triggers.missing() if name.startswith("mg_commission_")] == []


def test_the_senses_are_those_of_the_law() -> None:
    from maillage.core.deliberation import Vote

    assert {sense.value for sense in VoteSense} == {vote.value for vote in Vote}
