"""Half of the members composing the session, at a distance and by proxy included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.deliberation import Attendance, Channel, Proxy, Seat, SessionKind, Standing, compose, quorum
from maillage.core.law import Confidence
from tests.core.sitting import DAY, LAW, SEATS, commission, here, law_with, proxy


def count(*attending, of=19, law=LAW, **options):
    return quorum(composition=commission(of), attending=[each for group in attending for each in group], on=DAY, law=law, **options)


@pytest.mark.parametrize(("composing", "needed"), [(1, 1), (2, 1), (3, 2), (18, 9), (19, 10)])
def test_the_quorum_is_half_rounded_up(composing, needed):
    assert count(of=composing).needed == needed


def test_ten_of_nineteen_make_the_quorum_by_any_channel():
    found = count(here(0, 1, 2, 3, 4), here(5, 6, 7, channel=Channel.VIDEO), here(8, channel=Channel.PHONE), proxies=[proxy(9, 0)])

    assert (found.reached, found.in_person, found.remote, found.by_proxy, found.counted) == (True, 5, 4, 1, 10)
    assert str(found.phrase) == "Quorum atteint : 10 pour 10 exigés, sur 19 membres (5 sur place, 4 à distance, 1 par mandat)."


def test_nine_of_nineteen_do_not():
    found = count(here(*range(9)))

    assert (found.reached, found.missing) == (False, 1)
    assert str(found.phrase) == (
        "Quorum non atteint : 9 pour 10 exigés, sur 19 membres (9 sur place, 0 à distance, 0 par mandat). "
        "Attendez les retardataires, ou convoquez à nouveau sur le même ordre du jour."
    )


def test_the_quorum_cites_its_article():
    found = count(here(*range(12)))

    assert (["R. 133-10" in source.title for source in found.because], found.confidence) == ([True], Confidence.READ)


def test_writing_is_no_presence():
    assert count(here(*range(19), channel=Channel.WRITTEN)).counted == 0


def test_a_seat_attending_twice_counts_once():
    assert count(here(0), here(0, channel=Channel.VIDEO)).counted == 1


def test_a_substitute_counts_as_the_seat():
    found = quorum(composition=commission(), attending=[Attendance("s00", Channel.IN_PERSON, by_substitute=True)], on=DAY, law=LAW)

    assert found.counted == 1


def test_who_attends_without_sitting_is_named_and_not_counted():
    found = count(here(0, 40))

    assert (found.counted, found.outside) == (1, ("s40",))


def test_a_second_convocation_needs_no_quorum():
    found = count(here(0), second_convocation=True)

    assert (found.reached, found.second_convocation) == (True, True)
    assert str(found.phrase) == (
        "Seconde convocation : aucun quorum n’est exigé (membres comptés : 1, dont 1 sur place, 0 à distance, 0 par mandat)."
    )


def test_a_recused_member_stays_in_the_composition():
    found = count(here(*range(12)), recused={"s03"})

    assert (found.composing, found.counted, found.reached, found.fragile) == (19, 12, True, False)


def test_a_quorum_that_holds_only_with_the_recused_says_so():
    found = count(here(*range(10)), recused={"s03"})

    assert (found.reached, found.fragile, found.confidence) == (True, True, Confidence.UNCERTAIN)
    assert str(found.phrase) == (
        "Quorum atteint en comptant les membres déportés sur ce point : 10 pour 10 exigés sur 19 "
        "(10 sur place, 0 à distance, 0 par mandat). Les textes lus ne tranchent pas : à confirmer."
    )


def test_a_proxy_held_by_a_recused_member_makes_the_quorum_fragile_too():
    assert count(here(*range(10)), proxies=[proxy(12, 3)], recused={"s03"}).fragile


def test_a_vacant_seat_composes_the_commission_and_lowers_the_confidence():
    seats = (*SEATS[:3], Seat("s03", "doctor", "Médecin", Standing.QUALIFIED, vacant=True))
    composition = compose(seats=seats, kind=SessionKind.INDIVIDUAL_PSP, on=DAY, law=LAW)

    found = quorum(composition=composition, attending=here(0, 1), on=DAY, law=LAW)

    assert (found.composing, found.needed, found.confidence) == (4, 2, Confidence.UNCERTAIN)


@pytest.mark.parametrize(
    ("changed", "counted"),
    [(law_with(quorum__remote_counts=False), 2), (law_with(quorum__proxies_count=False), 2), (LAW, 3)],
)
def test_what_counts_comes_from_the_law(changed, counted):
    assert count(here(0), here(1, channel=Channel.VIDEO), proxies=[proxy(2, 0)], law=changed).counted == counted


members = st.sets(st.integers(0, 18)).map(sorted)
proxies = st.lists(st.builds(Proxy, *[st.integers(0, 18).map(lambda number: f"s{number:02}")] * 2), max_size=8)


@given(spot=members, away=members, given_proxies=proxies)
def test_the_count_is_the_sum_of_its_parts_and_never_more_than_the_members(spot, away, given_proxies):
    found = count(here(*spot), here(*away, channel=Channel.PHONE), proxies=given_proxies)

    assert found.counted == found.in_person + found.remote + found.by_proxy <= found.composing


@given(spot=members, given_proxies=proxies, late=st.integers(0, 18))
def test_one_more_member_present_never_breaks_the_quorum(spot, given_proxies, late):
    before, after = count(here(*spot), proxies=given_proxies), count(here(*spot), here(late), proxies=given_proxies)

    assert after.counted >= before.counted
