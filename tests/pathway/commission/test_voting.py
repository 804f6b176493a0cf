"""Consensus unless a count is asked; then ballots, a frozen electorate, a recount, and nothing but totals."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import ItemClosed, NotOpen
from maillage.pathway.commission.errors_voting import CountAsked, CountNotAsked, SenseMissing, VoteByWritingOnly
from maillage.pathway.commission.models import Elector, Item, ItemSense, ItemWay, NotExaminedCause, Opinion, RecusalReason, VoteSense
from tests.cast import actor_of
from tests.pathway.commission.world import World

YES, NO = VoteSense.FAVOURABLE, VoteSense.UNFAVOURABLE
EVERYBODY = ("chair", "magistrate", "social", "b")
AGREED = services.Examined(sense=ItemSense.FAVOURABLE)


@pytest.fixture
def item(world: World, filed: Any) -> Item:
    """An item of an open session where a, who presents, and the gendarmerie are absent."""
    session, (found,) = world.running(filed)
    world.attend(session, EVERYBODY)
    return found


def give(world: World, user: Any, item: Item, code: str, *, sense: VoteSense = YES) -> Opinion:
    day = item.session.held_on
    return services.give_opinion(actor=actor_of(user, day), today=day, item=item, seat=world.seats[code], sense=sense)


def at(clock: Any, client: Any, user: Any, day: date) -> Any:
    """This user before her screen, on that day."""
    clock.move_to(datetime.combine(day, time(9), tzinfo=PARIS))
    return client.as_(user)


def electorate(item: Item) -> set[tuple[str, str]]:
    """Who could deliberate, and who cast the vote."""
    return {(row.seat.label, row.cast_by.label) for rows in selectors.electors_of(item.session).values() for row in rows}


def test_nobody_votes_while_no_count_is_asked(world: World, item: Item) -> None:
    with pytest.raises(CountNotAsked):
        give(world, world.marc, item, "magistrate")


def test_the_chair_asks_for_a_count_and_members_vote(world: World, item: Item) -> None:
    day = item.session.held_on

    services.ask_count(actor=actor_of(world.jean, day), today=day, item=item)

    assert give(world, world.marc, item, "magistrate").sense == YES


def test_a_member_asks_for_no_count(world: World, item: Item) -> None:
    with pytest.raises(Denied):
        services.ask_count(actor=actor_of(world.marc, item.session.held_on), today=item.session.held_on, item=item)


def test_asked_twice_is_asked_once(world: World, item: Item) -> None:
    for _ in range(2):
        world.ask_count(item)

    assert Entry.unscoped.filter(action="commission.count_asked").count() == 1


def test_no_count_before_the_opening(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    with pytest.raises(NotOpen):
        world.ask_count(item)


def test_no_count_on_a_closed_item(world: World, item: Item) -> None:
    world.close_item(item, AGREED)

    with pytest.raises(ItemClosed):
        world.ask_count(item)


def test_a_count_given_up_throws_the_ballots_away_and_leaves_the_consensus(world: World, item: Item) -> None:
    day = item.session.held_on
    world.vote(item, ("chair", "social"))

    services.drop_count(actor=actor_of(world.jean, day), today=day, item=item)

    assert not Opinion.unscoped.exists()
    assert world.close_item(item, AGREED).way == ItemWay.CONSENSUS


def test_given_up_twice_is_given_up_once(world: World, item: Item) -> None:
    world.ask_count(item)
    for _ in range(2):
        services.drop_count(actor=actor_of(world.dana, item.session.held_on), today=item.session.held_on, item=item)

    assert Entry.unscoped.filter(action="commission.count_dropped").count() == 1


def test_a_consensus_is_the_default_and_says_its_sense(world: World, item: Item) -> None:
    with pytest.raises(SenseMissing):
        world.close_item(item, services.Examined())


def test_a_consensus_does_not_override_a_count_under_way(world: World, item: Item) -> None:
    world.vote(item, ("chair",))

    with pytest.raises(CountAsked):
        world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.UNFAVOURABLE))


def test_a_count_that_nobody_asked_is_refused(world: World, item: Item) -> None:
    with pytest.raises(CountNotAsked):
        world.close_item(item, services.Examined(way=ItemWay.COUNTED))


def test_after_the_recount_only_totals_remain(world: World, item: Item) -> None:
    world.vote(item, ("chair", "magistrate"))
    world.vote(item, ("social",), sense=NO)

    item = world.close_item(item, services.Examined())

    assert not Opinion.unscoped.exists()
    assert [item.favourable, item.unfavourable, item.abstentions, item.silent] == [2, 1, 0, 1]


def test_at_equal_votes_the_chair_settles_and_it_is_said(world: World, item: Item) -> None:
    world.vote(item, ("chair", "social"), sense=NO)
    world.vote(item, ("magistrate", "b"))

    item = world.close_item(item, services.Examined())

    assert (item.sense, item.casting_vote_used) == (ItemSense.UNFAVOURABLE, True)


def test_the_electorate_is_frozen_with_its_proxies(world: World, item: Item) -> None:
    day = item.session.held_on
    services.record_proxy(
        actor=actor_of(world.dana, day), today=day, session=item.session, giver=world.seats["gendarmerie"], holder=world.seats["magistrate"]
    )
    services.declare_recusal(
        actor=actor_of(world.dana, day), today=day, item=item, seat=world.seats["b"], reason=RecusalReason.PERSONAL
    )  # fmt: skip

    world.close_item(item, AGREED)

    label = {code: seat.label for code, seat in world.seats.items()}
    own = {(label[code], label[code]) for code in ("chair", "magistrate", "social")}
    assert electorate(item) == own | {(label["gendarmerie"], label["magistrate"])}


def test_an_item_not_examined_keeps_no_ballot_and_no_electorate(world: World, item: Item) -> None:
    world.vote(item, ("chair",))

    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))

    assert not Opinion.unscoped.exists()
    assert not Elector.unscoped.exists()


def test_the_journal_says_who_voted_and_never_what(world: World, item: Item) -> None:
    world.ask_count(item)
    give(world, world.marc, item, "magistrate", sense=NO)

    facts = list(Entry.unscoped.filter(action="commission.opinion").values_list("facts", flat=True))
    assert str(world.seats["magistrate"].pk) in str(facts)
    assert "favourable" not in str(facts)


def test_a_member_sees_her_ballot_only_while_it_is_open(world: World, item: Item) -> None:
    marc, day = actor_of(world.marc, item.session.held_on), item.session.held_on
    before = selectors.ballot_of(marc, item, today=day)
    world.ask_count(item)
    give(world, world.marc, item, "magistrate", sense=NO)

    ballot = selectors.ballot_of(marc, item, today=day)

    assert before is None
    assert ballot is not None
    assert [(each.seat.pk, each.given) for each in ballot.seats] == [(world.seats["magistrate"].pk, NO.value)]


def test_a_stranger_to_the_session_has_no_ballot(world: World, item: Item) -> None:
    world.ask_count(item)

    assert selectors.ballot_of(actor_of(world.alice, item.session.held_on), item, today=item.session.held_on) is None


def test_the_count_says_who_is_awaited(world: World, item: Item) -> None:
    world.vote(item, ("chair", "magistrate"))

    count = selectors.count_of(item)

    assert count is not None
    assert (count.given, count.voters, set(count.awaited)) == (2, 4, {world.seats["social"].label, world.seats["b"].label})


def test_in_writing_the_count_is_not_asked_item_by_item(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed, written=True)
    dana = actor_of(world.dana, session.first_day)

    for act in (services.ask_count, services.drop_count):
        with pytest.raises(VoteByWritingOnly):
            act(actor=dana, today=session.first_day, item=item)


def test_the_page_of_an_item_offers_the_count_then_the_sheet(world: World, item: Item, client: Any, clock: Any) -> None:
    day = item.session.held_on
    page = at(clock, client, world.dana, day).get(f"/commission/points/{item.pk}/").content.decode()
    at(clock, client, world.dana, day).post(f"/commission/points/{item.pk}/vote-compte/")
    after = at(clock, client, world.dana, day).get(f"/commission/points/{item.pk}/").content.decode()

    assert "La présidence demande un vote compté" in page
    assert "Clore le vote et compter" in after


def test_a_member_votes_from_her_screen(world: World, item: Item, client: Any, clock: Any) -> None:
    day = item.session.held_on
    world.ask_count(item)
    member = at(clock, client, world.marc, day)

    page = member.get(f"/commission/points/{item.pk}/lecture/").content.decode()
    answer = member.post(
        f"/commission/points/{item.pk}/lecture/avis/", {"seat": str(world.seats["magistrate"].pk), "sense": "favourable"}, follow=True
    )

    assert "Vote sur le point" in page
    assert "voix notée : favorable" in answer.content.decode()


def test_a_vote_for_the_seat_of_another_is_not_taken(world: World, item: Item, client: Any, clock: Any) -> None:
    day = item.session.held_on
    world.ask_count(item)

    at(clock, client, world.marc, day).post(
        f"/commission/points/{item.pk}/lecture/avis/", {"seat": str(world.seats["social"].pk), "sense": "favourable"}
    )

    assert not Opinion.unscoped.exists()


def test_a_sheet_of_consensus_sent_after_a_count_was_asked_counts_nothing(world: World, item: Item, client: Any, clock: Any) -> None:
    day = item.session.held_on
    world.ask_count(item)

    answer = at(clock, client, world.dana, day).post(
        f"/commission/points/{item.pk}/issue/examinee/", {"examinee-way": "consensus", "examinee-sense": "favourable"}
    )

    assert answer.status_code == 422
    assert not Item.unscoped.get(pk=item.pk).is_closed
