"""Waits added up: every day of every wait counts once, and periods that follow each other add up to the whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.waiting import Cause, Fact, cut_waiting
from maillage.core.clock.waiting_sums import FEW, add_up

TODAY = date(2020, 5, 19)
YEAR = {"first": date(2020, 1, 1), "last": date(2020, 12, 31)}


def cut(wished, decided=None, *facts):
    return cut_waiting(wished=wished, decided=decided, until=TODAY, facts=facts)


CONSULATE = Fact(Cause.PIECE, date(2020, 1, 10), date(2020, 2, 10), "consulat")
ONE = cut(date(2020, 1, 1), date(2020, 3, 1), CONSULATE)
TWO = cut(date(2020, 2, 1))


def test_days_are_added_by_cause_and_lead_to_their_rows():
    found = add_up({"one": ONE, "two": TWO}, **YEAR)

    assert found.total == ONE.total + TWO.total
    assert found.share_of(Cause.PIECE).rows == (("one", 31),)
    assert [key for key, _ in found.share_of(Cause.PREPARATION).rows] == ["two", "one"]
    assert found.share_of(Cause.ADJOURNED) is None


def test_only_the_days_inside_the_period_count():
    found = add_up({"one": ONE}, first=date(2020, 1, 5), last=date(2020, 1, 14))

    assert (found.total, found.share_of(Cause.PIECE).days) == (10, 5)


def test_the_day_she_knows_is_not_a_day_of_waiting():
    assert add_up({"one": ONE}, first=date(2020, 3, 1), last=date(2020, 3, 1)).total == 0


def test_few_finished_waits_give_no_median():
    found = add_up({"one": ONE}, **YEAR)

    assert (found.finished, found.median) == (1, None)
    assert "Trop peu pour une médiane" in str(found.sentence)


def test_none_finished_says_so():
    found = add_up({"two": TWO}, **YEAR)

    assert (found.finished, found.running) == (0, 1)
    assert "Aucune attente ne s’est terminée" in str(found.sentence)


def test_enough_finished_waits_give_a_median_with_their_number():
    cuts = {n: cut(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=10 * (n + 1))) for n in range(FEW + 1)}

    found = add_up(cuts, **YEAR)

    assert found.median == 30
    assert "30 jours ou moins (6 attentes)" in str(found.sentence)


def test_a_wait_finished_outside_the_period_is_not_in_its_median():
    assert add_up({"one": ONE}, first=date(2020, 1, 1), last=date(2020, 2, 1)).finished == 0


def test_a_wait_that_begins_after_the_period_is_not_running_in_it():
    assert add_up({"two": TWO}, first=date(2019, 1, 1), last=date(2019, 12, 31)).running == 0


def test_a_period_ends_after_it_starts():
    with pytest.raises(ValueError, match="period"):
        add_up({}, first=date(2020, 2, 1), last=date(2020, 1, 1))


facts = st.builds(
    lambda cause, start, length: Fact(
        cause, date(2020, 1, 1) + timedelta(days=start), date(2020, 1, 1) + timedelta(days=start + length), "x"
    ),
    cause=st.sampled_from(list(Cause)),
    start=st.integers(0, 200),
    length=st.integers(0, 90),
)
waits = st.builds(
    lambda start, length, known: cut_waiting(
        wished=date(2020, 1, 1) + timedelta(days=start),
        decided=date(2020, 1, 1) + timedelta(days=start + length),
        until=date(2020, 12, 31),
        facts=known,
    ),
    start=st.integers(0, 150),
    length=st.integers(0, 200),
    known=st.lists(facts, max_size=4),
)


@given(cuts=st.lists(waits, max_size=6), border=st.integers(0, 700))
def test_it_adds_up_to_the_day_whatever_the_periods(cuts, border):
    known = dict(enumerate(cuts))
    first, last, middle = date(2019, 12, 1), date(2021, 12, 31), date(2019, 12, 1) + timedelta(days=border)

    whole = add_up(known, first=first, last=last)
    parts = [add_up(known, first=first, last=middle), add_up(known, first=middle + timedelta(days=1), last=last)]

    assert whole.total == sum(cut.total for cut in cuts)
    assert whole.total == sum(share.days for share in whole.shares)
    assert all(share.days == sum(days for _, days in share.rows) for share in whole.shares)
    assert whole.total == sum(part.total for part in parts)
    for cause in Cause:
        expected = sum(cut.totals.get(cause, 0) for cut in cuts)
        assert sum(share.days for part in parts if (share := part.share_of(cause))) == expected
