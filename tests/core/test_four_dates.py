"""Four acts, four dates, the days between."""

from datetime import date

import pytest

from maillage.core.four_dates import Act, Right, Standing, four_dates, median_days

TODAY = date(2020, 5, 19)
OPINION, DECISION = date(2020, 2, 4), date(2020, 2, 18)
NONE = Right(asked=False)


def of(**known):
    given = {"opinion": OPINION, "decision": DECISION, "granted": True, "permit": NONE, "allowance": NONE, "today": TODAY} | known
    return {each.act: (each.standing, each.day, each.days) for each in four_dates(**given)}


def test_the_decision_is_counted_from_the_opinion():
    assert of()[Act.DECISION] == (Standing.DONE, DECISION, 14)


def test_awaited_it_counts_until_today():
    assert of(decision=None)[Act.DECISION] == (Standing.AWAITED, None, 105)


def test_before_the_opinion_nothing_is_due():
    found = of(opinion=None, decision=None)

    assert found[Act.OPINION][0] is Standing.AWAITED
    assert found[Act.DECISION] == (Standing.NOT_DUE, None, None)


def test_decided_without_an_opinion_noted_counts_nothing():
    assert of(opinion=None)[Act.DECISION] == (Standing.DONE, DECISION, None)


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (Right(asked=True, given=date(2020, 3, 3)), (Standing.DONE, date(2020, 3, 3), 14)),
        (Right(asked=True, given=date(2020, 2, 1)), (Standing.DONE, date(2020, 2, 1), 0)),
        (Right(asked=True, refused=date(2020, 3, 3)), (Standing.REFUSED, date(2020, 3, 3), 14)),
        (Right(asked=True), (Standing.AWAITED, None, 91)),
        (NONE, (Standing.NOT_ASKED, None, None)),
    ],
)
def test_each_right_is_counted_from_the_decision(right, expected):
    found = of(permit=right, allowance=right)

    assert (found[Act.PERMIT], found[Act.ALLOWANCE]) == (expected, expected)


def test_after_a_refusal_no_right_is_due():
    assert of(granted=False, permit=Right(asked=True))[Act.PERMIT] == (Standing.NOT_DUE, None, None)


@pytest.mark.parametrize(("counts", "median"), [([], None), ([9], 9), ([30, 10], 10), ([5, 1, 9], 5)])
def test_the_median_is_a_whole_number_of_days(counts, median):
    assert median_days(counts) == median
