"""Who votes on an item, and what the votes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.deliberation import (
    Channel,
    Dissent,
    RecusalGround,
    Refused,
    Seat,
    Sense,
    SessionKind,
    Standing,
    Vote,
    Way,
    compose,
    consensus,
    count_votes,
    who_may_vote,
)
from maillage.core.law import Confidence
from tests.core.sitting import CHAIR, DAY, LAW, commission, here, law_with, proxy

F, U, A = Vote.FAVOURABLE, Vote.UNFAVOURABLE, Vote.ABSTENTION
PRESENTING = {"s03": RecusalGround.PRESENTING_ASSOCIATION}


def electorate(*numbers, proxies=(), recused=None, channel=Channel.IN_PERSON):
    return who_may_vote(
        composition=commission(), attending=here(*numbers, channel=channel), proxies=proxies, recused=recused or {}, on=DAY, law=LAW
    )


def vote(ballots, *, of=None, law=LAW, **options):
    named = {f"s{number:02}": ballot for number, ballot in ballots.items()}
    return count_votes(electorate=of or electorate(*ballots), ballots=named, on=DAY, law=law, **options)


def test_members_present_by_any_channel_vote():
    for channel in Channel:
        assert [right.seat for right in electorate(0, 1, channel=channel).rights] == ["s00", "s01"]


def test_a_proxy_is_cast_by_its_holder():
    found = electorate(0, 1, proxies=[proxy(5, 1)])

    assert [(right.seat, right.cast_by, right.by_proxy) for right in found.rights] == [
        ("s00", "s00", False),
        ("s01", "s01", False),
        ("s05", "s01", True),
    ]


def test_the_presenting_association_does_not_vote_on_its_own_item():
    found = electorate(0, 3, 4, recused=PRESENTING)

    assert [right.seat for right in found.rights] == ["s00", "s04"]
    assert [(each.seat, each.ground, each.article) for each in found.recused] == [
        ("s03", RecusalGround.PRESENTING_ASSOCIATION, "Circulaire DGCS/B2/2017/18")
    ]
    assert str(found.phrase) == "Voix possibles sur ce point : 2, dont 0 par mandat ; déports : 1."


def test_a_recused_member_carries_no_vote():
    found = electorate(0, 3, proxies=[proxy(5, 3)], recused=PRESENTING)

    assert ([right.seat for right in found.rights], found.silenced) == (["s00"], (proxy(5, 3),))


def test_the_proxy_of_a_recused_member_is_not_cast():
    found = electorate(0, 4, proxies=[proxy(3, 4)], recused=PRESENTING)

    assert ([right.seat for right in found.rights], found.silenced) == (["s00", "s04"], ())


def test_an_outsider_does_not_vote():
    assert electorate(0, 40).right_of("s40") is None


def test_without_anybody_there_is_no_electorate():
    assert not electorate()


def test_the_electorate_cites_its_articles():
    assert ["R. 133-12" in electorate(0).because[0].title, "R. 133-6" in electorate(0).because[1].title] == [True, True]


@pytest.mark.parametrize(
    ("ballots", "sense", "casting"),
    [
        ({1: F, 2: F, 4: U}, Sense.FAVOURABLE, False),
        ({1: F, 2: U, 4: U}, Sense.UNFAVOURABLE, False),
        ({0: F, 1: U}, Sense.FAVOURABLE, True),
        ({0: U, 1: F}, Sense.UNFAVOURABLE, True),
        ({0: A, 1: F, 2: U}, Sense.DIVIDED, False),
        ({1: F, 2: U}, Sense.DIVIDED, False),
        ({0: A, 1: A}, Sense.DIVIDED, False),
    ],
)
def test_the_majority_of_votes_then_the_chair(ballots, sense, casting):
    found = vote(ballots)

    assert (found.sense, found.casting_vote_used) == (sense, casting)


def test_a_chair_recused_on_the_item_settles_nothing():
    of = electorate(0, 1, 2, recused={"s00": RecusalGround.PERSONAL_INTEREST})

    assert vote({1: F, 2: U}, of=of).sense is Sense.DIVIDED


def test_a_chair_represented_by_proxy_settles_nothing():
    of = electorate(1, 2, proxies=[proxy(0, 1)])

    assert vote({0: F, 1: U}, of=of).sense is Sense.DIVIDED


def test_a_chair_settles_nothing_where_the_law_gives_no_casting_vote():
    assert vote({0: F, 1: U}, law=law_with(majority__casting_vote=False)).sense is Sense.DIVIDED


@pytest.mark.parametrize(("second", "sense"), [(F, Sense.FAVOURABLE), (A, Sense.FAVOURABLE), (U, Sense.DIVIDED)])
def test_two_chairs_settle_only_together(second, sense):
    other = Seat("s50", "chair", "Préfet de police", Standing.EX_OFFICIO, chair=True)
    members = [Seat(f"s5{number}", "associations", "Association", Standing.QUALIFIED) for number in range(1, 4)]
    paris = compose(seats=(CHAIR, other, *members), kind=SessionKind.INDIVIDUAL_PSP, on=DAY, law=LAW)
    of = who_may_vote(composition=paris, attending=here(0, 50, 51, 52, 53), recused={}, on=DAY, law=LAW)
    against = {F: {51: U, 52: U}, A: {51: U}, U: {}}[second]

    assert vote({0: F, 50: second, **against}, of=of).sense is sense


def test_the_result_is_said_with_its_figures():
    found = vote({0: F, 1: F, 2: U, 4: A})

    assert (found.favourable, found.unfavourable, found.abstentions, found.silent) == (2, 1, 1, 0)
    assert str(found.phrase) == ("2 pour, 1 contre, 1 abstention : avis favorable. Seules les voix exprimées sont comptées : à confirmer.")
    assert (found.fragile, found.confidence) == (True, Confidence.UNCERTAIN)


def test_a_clear_majority_is_not_in_doubt():
    found = vote({0: F, 1: F, 2: F, 4: A})

    assert (found.fragile, found.confidence, "R. 133-11" in found.because[0].title) == (False, Confidence.READ, True)
    assert str(found.phrase) == "3 pour, 0 contre, 1 abstention : avis favorable."


def test_the_casting_vote_is_said():
    assert str(vote({0: U, 1: F}).phrase) == (
        "1 pour, 1 contre, 0 abstention : avis défavorable, par la voix prépondérante de la présidence."
    )


def test_no_vote_at_all_is_said():
    assert str(vote({0: A, 1: A}).phrase) == "Aucune voix exprimée, 2 abstentions : voix partagées, sans avis."


def test_a_divided_commission_gives_no_opinion():
    found = vote({1: F, 2: U})

    assert (found.ok, found.fragile) == (False, False)
    assert str(found.phrase) == "1 pour, 1 contre, 0 abstention : voix partagées, sans avis."


def test_a_seat_that_stays_silent_is_not_an_abstention():
    found = vote({0: F}, of=electorate(0, 1, 2))

    assert (found.silent, found.abstentions, found.fragile) == (2, 0, True)


def test_a_recused_ballot_is_refused():
    with pytest.raises(Refused) as refused:
        vote({0: F, 3: F}, of=electorate(0, 3, recused=PRESENTING))

    assert str(refused.value.phrase) == ("Ce vote ne compte pas : le membre est déporté, absent ou extérieur à la séance. Retirez-le.")
    assert str(refused.value) == str(refused.value.phrase)


def test_nobody_to_vote_is_refused():
    with pytest.raises(Refused, match="Personne ne peut voter"):
        vote({}, of=electorate(3, recused=PRESENTING))


def test_a_dissent_is_recorded_in_a_counted_vote():
    dissent = Dissent("s01", "Le projet est assez précis.")

    assert vote({0: U, 1: F, 2: U}, dissents=[dissent]).dissents == (dissent,)


def test_a_recused_member_records_no_dissent():
    with pytest.raises(Refused, match="Seul un membre qui délibère"):
        vote({0: F}, of=electorate(0, 3, recused=PRESENTING), dissents=[Dissent("s03", "non")])


def test_an_opinion_is_found_by_consensus_without_a_count():
    dissent = Dissent("s01", "Réserve notée.")

    found = consensus(sense=Sense.FAVOURABLE, electorate=electorate(0, 1), dissents=[dissent], on=DAY, law=LAW)

    assert (found.way, found.sense, found.favourable, found.dissents) == (Way.CONSENSUS, Sense.FAVOURABLE, None, (dissent,))
    assert str(found.phrase) == "Par consensus, sans décompte : avis favorable. La présidence peut demander un vote compté."


def test_a_division_is_no_consensus():
    with pytest.raises(Refused, match="Faites compter les voix"):
        consensus(sense=Sense.DIVIDED, electorate=electorate(0, 1), on=DAY, law=LAW)


def test_nobody_is_no_consensus():
    with pytest.raises(Refused, match="Personne ne peut voter"):
        consensus(sense=Sense.FAVOURABLE, electorate=electorate(), on=DAY, law=LAW)


ballot_sets = st.dictionaries(st.integers(0, 18), st.sampled_from(Vote), min_size=1)


@given(ballots=ballot_sets)
def test_the_result_is_that_of_a_recount(ballots):
    found = vote(ballots)
    votes = list(ballots.values())

    assert [found.favourable, found.unfavourable, found.abstentions] == [votes.count(F), votes.count(U), votes.count(A)]
    if votes.count(F) != votes.count(U):
        assert (found.sense is Sense.FAVOURABLE) is (votes.count(F) > votes.count(U))
    else:
        assert found.sense == (ballots[0] if ballots.get(0, A) is not A else Sense.DIVIDED)


@given(ballots=ballot_sets)
def test_turning_every_vote_turns_the_opinion(ballots):
    turned = {F: U, U: F, A: A}

    mirrored = vote({number: turned[ballot] for number, ballot in ballots.items()})

    assert (
        mirrored.sense
        == {
            Sense.FAVOURABLE: Sense.UNFAVOURABLE,
            Sense.UNFAVOURABLE: Sense.FAVOURABLE,
            Sense.DIVIDED: Sense.DIVIDED,
        }[vote(ballots).sense]
    )


@given(present=st.sets(st.integers(0, 18)), out=st.sets(st.integers(0, 18)), carried=st.lists(st.tuples(*[st.integers(0, 18)] * 2)))
def test_no_recused_seat_votes_nor_carries_a_vote(present, out, carried):
    recused = {f"s{number:02}": RecusalGround.PERSONAL_INTEREST for number in out}

    found = electorate(*present, proxies=[proxy(*each) for each in carried], recused=recused)

    assert not {seat for right in found.rights for seat in (right.seat, right.cast_by)} & set(recused)
    assert len({right.seat for right in found.rights}) == len(found.rights)
