"""What the calls changed: counts that add up, intervals that are those of the tables, and no word more than the figures allow."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.contact_effect import (
    FEW,
    LOCKDOWN,
    REOPENING,
    Column,
    Effect,
    Exchange,
    Followed,
    Interval,
    Measure,
    Period,
    Phase,
    Rate,
    contact_effect,
    poisson_interval,
    ratio_interval,
    said_of,
    share_interval,
)

BEFORE = Period(Phase.BEFORE, date(2020, 1, 22), date(2020, 3, 16))
DURING = Period(Phase.DURING, LOCKDOWN, date(2020, 5, 10))
AFTER = Period(Phase.AFTER, REOPENING, date(2020, 5, 19))


def column(by_us: int = 0, by_her: int = 0, *, phase: Phase = Phase.DURING, weeks: int = 100) -> Column:
    """A period where 100 person-weeks were followed."""
    period = {Phase.BEFORE: BEFORE, Phase.DURING: DURING, Phase.AFTER: AFTER}[phase]
    counts = {
        Measure.BY_US: by_us,
        Measure.BY_HER: by_her,
        Measure.INFORMAL: by_us + by_her,
        Measure.FORMAL: 0,
        Measure.ALL: by_us + by_her,
    }
    return Column(period, 10, 5, 1, {measure: Rate(count, weeks * 7) for measure, count in counts.items()})


# Worked examples: published tables


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (100, 81.3640, 121.6270)],
)
def test_a_count_has_the_interval_of_the_tables_of_garwood(events: int, low: float, high: float) -> None:
    found = poisson_interval(events)

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)


@pytest.mark.parametrize(
    ("events", "total", "low", "high"), [(0, 10, 0.0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0), (1, 20, 0.0013, 0.2487)]
)
def test_a_share_has_the_interval_of_clopper_and_pearson(events: int, total: int, low: float, high: float) -> None:
    found = share_interval(events, total)

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("events", "total"), [(0, 0), (3, 2), (-1, 4)])
def test_a_share_of_nothing_is_refused(events: int, total: int) -> None:
    with pytest.raises(ValueError, match="part of something"):
        share_interval(events, total)


def test_twice_as_many_contacts_over_the_same_follow_up_make_a_ratio_around_two() -> None:
    found = ratio_interval(Rate(80, 700), Rate(40, 700))

    assert (found.low, found.high) == pytest.approx((1.352, 3.001), abs=1e-3)


def test_a_ratio_takes_the_length_of_the_follow_up_into_account() -> None:
    same, half = ratio_interval(Rate(80, 700), Rate(40, 700)), ratio_interval(Rate(80, 1400), Rate(40, 700))

    assert half.low == pytest.approx(same.low / 2)


def test_a_ratio_to_nothing_has_no_upper_bound() -> None:
    assert ratio_interval(Rate(30, 700), Rate(0, 700)).high == math.inf


def test_a_ratio_needs_two_follow_ups() -> None:
    with pytest.raises(ValueError, match="two follow-ups"):
        ratio_interval(Rate(3, 0), Rate(3, 7))


def test_a_rate_is_per_person_and_per_week() -> None:
    assert Rate(20, 70).per_week == 2.0


def test_the_interval_of_a_rate_is_that_of_its_count_over_its_follow_up() -> None:
    found = Rate(10, 70).interval

    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.47954, 1.83904), abs=1e-4)


def test_a_rate_over_no_follow_up_is_not_known() -> None:
    rate = Rate(3, 0)

    assert (rate.per_week, rate.interval) == (None, None)


def test_an_interval_without_an_end_holds_whatever_is_above() -> None:
    assert (Interval(1.0, math.inf).holds(1e9), Interval(1.0, 2.0).holds(3.0), Interval(1.0, 2.0).holds(0.5)) == (True, False, False)


# Properties


@given(st.integers(0, 500))
def test_the_interval_holds_its_count_and_both_tails_weigh_the_same(events: int) -> None:
    found = poisson_interval(events)
    assert found.low <= events <= found.high
    assert _at_most(events, found.high) == pytest.approx(0.025, rel=1e-3)
    assert events == 0 or 1 - _at_most(events - 1, found.low) == pytest.approx(0.025, rel=1e-3)


def _at_most(events: int, mean: float) -> float:
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(events + 1))


@given(st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_in_its_interval_and_its_mirror_is_the_other_share(case: tuple[int, int]) -> None:
    events, total = case
    found, mirror = share_interval(events, total), share_interval(total - events, total)

    assert found.holds(events / total)
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-9)


_days = st.dates(date(2020, 1, 1), date(2020, 6, 30))
_people = st.integers(0, 5)
_exchanges = st.lists(st.builds(Exchange, _people, _days, st.booleans(), st.booleans()), max_size=40)
_files = st.dictionaries(_people, st.tuples(_days, st.none() | st.integers(0, 90))).map(
    lambda known: [
        Followed(person, opened, None if length is None else opened + timedelta(days=length)) for person, (opened, length) in known.items()
    ]
)


@given(_files, _exchanges)
def test_the_parts_add_up_to_the_whole_and_nobody_is_reached_who_is_not_followed(files: list[Followed], said: list[Exchange]) -> None:
    for each in contact_effect((BEFORE, DURING, AFTER), files, said).columns:
        counts = {measure: rate.events for measure, rate in each.rates.items()}
        assert counts[Measure.BY_US] + counts[Measure.BY_HER] == counts[Measure.ALL]
        assert counts[Measure.FORMAL] + counts[Measure.INFORMAL] == counts[Measure.ALL]
        assert each.first_reached <= each.reached <= each.followed
        assert each.rates[Measure.ALL].person_days <= each.followed * each.period.days


@given(_files, _exchanges)
def test_somebody_is_reached_for_the_first_time_in_one_period_at_most(files: list[Followed], said: list[Exchange]) -> None:
    columns = contact_effect((BEFORE, DURING, AFTER), files, said).columns

    assert sum(each.first_reached for each in columns) <= len({each.person for each in said})


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 300), st.integers(1, 300))
def test_a_change_is_said_only_when_the_whole_interval_is_on_one_side(first: int, then: int, weeks: int, other_weeks: int) -> None:
    before, during = column(by_us=first, phase=Phase.BEFORE, weeks=weeks), column(by_us=then, weeks=other_weeks)

    said = words(before, during)

    ratio = ratio_interval(during.rates[Measure.BY_US], before.rates[Measure.BY_US]) if first + then else Interval(0.0, math.inf)
    enough = first + then >= FEW
    assert ("fois plus" in said) == (enough and ratio.low > 1)
    assert ("fois moins" in said) == (enough and ratio.high < 1)


# Counting


def test_a_file_open_the_whole_period_counts_all_its_days() -> None:
    effect = contact_effect((DURING,), [Followed("a", date(2019, 9, 1))], [])

    assert effect.columns[0].rates[Measure.ALL].person_days == 55


def test_a_file_closed_in_the_period_counts_until_its_closing() -> None:
    effect = contact_effect((DURING,), [Followed("a", date(2019, 9, 1), date(2020, 3, 23))], [])

    assert effect.columns[0].rates[Measure.ALL].person_days == 7


def test_a_contact_before_the_file_was_opened_is_where_her_follow_up_begins() -> None:
    effect = contact_effect((DURING,), [Followed("a", date(2020, 5, 9))], [Exchange("a", date(2020, 5, 4), by_us=True, formal=False)])

    counted = effect.columns[0]
    assert (counted.rates[Measure.ALL].person_days, counted.first_reached) == (7, 1)


def test_a_contact_after_the_closing_carries_her_follow_up_to_that_day() -> None:
    file = Followed("a", date(2019, 9, 1), date(2020, 3, 18))
    effect = contact_effect((DURING,), [file], [Exchange("a", date(2020, 3, 23), by_us=False, formal=False)])

    assert effect.columns[0].rates[Measure.BY_HER] == Rate(1, 7)


def test_a_contact_without_a_known_file_is_a_follow_up_of_one_day() -> None:
    effect = contact_effect((DURING,), [], [Exchange("a", date(2020, 4, 1), by_us=True, formal=True)])

    assert effect.columns[0].rates[Measure.FORMAL] == Rate(1, 1)


def test_who_was_known_before_is_not_reached_for_the_first_time() -> None:
    effect = contact_effect((DURING,), [Followed("a", date(2019, 9, 1))], [Exchange("a", date(2020, 4, 1), by_us=True, formal=False)])

    assert (effect.columns[0].reached, effect.columns[0].first_reached) == (1, 0)


def test_a_period_is_said_from_its_first_day_to_its_last() -> None:
    assert str(DURING.sentence) == "du 17 mars 2020 au 10 mai 2020"


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(Phase.BEFORE, date(2020, 3, 16), date(2020, 3, 15))


# Words: no more than the figures allow


def words(before: Column, other: Column, measure: Measure = Measure.BY_US) -> str:
    return str(said_of(before, other, measure=measure))


def test_a_clear_rise_is_said_with_its_interval() -> None:
    said = words(column(by_us=40, phase=Phase.BEFORE), column(by_us=80))

    assert said == "Contacts à notre initiative : pendant, entre 1,4 et 3,0 fois plus qu'avant."


def test_a_rise_from_nothing_is_said_without_an_upper_bound() -> None:
    assert "au moins 7,6 fois plus qu'avant" in words(column(by_us=0, phase=Phase.BEFORE), column(by_us=30))


def test_a_clear_fall_is_said_with_its_interval() -> None:
    said = words(column(by_her=80, phase=Phase.BEFORE), column(by_her=40), Measure.BY_HER)

    assert said == "Contacts à son initiative : pendant, entre 1,4 et 3,0 fois moins qu'avant."


def test_a_fall_to_nothing_is_said_without_an_upper_bound() -> None:
    assert "au moins 7,6 fois moins qu'avant" in words(column(by_us=30, phase=Phase.BEFORE), column(by_us=0))


def test_what_may_be_chance_is_not_called_a_change() -> None:
    assert "ne permettent pas de dire" in words(column(by_us=30, phase=Phase.BEFORE), column(by_us=36))


def test_small_numbers_are_said_as_numbers() -> None:
    said = words(column(by_us=2, phase=Phase.BEFORE), column(by_us=9))

    assert said == "Contacts à notre initiative, pendant : 2 puis 9, trop peu pour dire si quelque chose a changé."


@pytest.mark.parametrize(("first", "then"), [(0, 100), (100, 0)])
def test_without_anybody_followed_nothing_is_compared(first: int, then: int) -> None:
    assert "rien ne se compare" in words(column(30, phase=Phase.BEFORE, weeks=first), column(60, weeks=then))


def test_the_periods_are_compared_with_what_was_before() -> None:
    effect = Effect((column(40, 40, phase=Phase.BEFORE), column(80, 40), column(80, 40, phase=Phase.AFTER)))

    heads = [str(said).split(":")[0].strip() for said in effect.sentences()]

    assert len(heads) == 4
    assert [str(said).count("après") for said in effect.sentences()] == [0, 0, 1, 1]


def test_without_a_period_before_nothing_is_compared() -> None:
    effect = Effect((column(40),))

    assert (effect.column(Phase.BEFORE), effect.sentences()) == (None, ())


def test_the_share_that_we_began_has_its_interval() -> None:
    share = column(5, 5).share_by_us

    assert share is not None
    assert (share.low, share.high) == pytest.approx((0.187, 0.813), abs=1e-3)


def test_there_is_no_share_of_no_contact() -> None:
    assert column().share_by_us is None


@pytest.mark.parametrize("code", [*Phase, *Measure])
def test_every_code_is_said(code: Phase | Measure) -> None:
    assert str(code.label)
