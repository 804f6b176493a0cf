"""The allowance: the amount of the day, the conditions one by one, the months due."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.allowance import (
    AllowanceState,
    Check,
    Condition,
    allowance_state,
    eligibility,
    euros,
    monthly_amount,
    months_due,
)
from maillage.core.law import Confidence, current_law

LAW = current_law()
TODAY = date(2020, 5, 19)


@pytest.mark.parametrize(
    ("on", "children", "value"),
    [
        (date(2017, 4, 15), 0, "330.00"),
        (TODAY, 1, "432.00"),
        (TODAY, 2, "534.00"),
        (TODAY, 3, "636.00"),
        (TODAY, 5, "840.00"),
        (date(2022, 6, 30), 0, "330.00"),
        (date(2022, 7, 1), 0, "343.20"),
        (date(2022, 7, 1), 4, "767.52"),
    ],
)
def test_the_amount_is_that_of_the_day_and_of_the_children(on, children, value):
    """Source: law.md 3.2, decree 2017-542 then decree 2022-1340."""
    assert monthly_amount(on=on, children=children, law=LAW).value == Decimal(value)


def test_mayotte_has_its_own_scale_and_then_nothing_known():
    assert monthly_amount(on=TODAY, children=4, law=LAW, territory="976").value == Decimal("350.00")
    assert monthly_amount(on=date(2022, 7, 1), children=0, law=LAW, territory="976") is None


def test_before_the_decree_there_is_no_amount():
    assert monthly_amount(on=date(2017, 4, 14), children=0, law=LAW) is None


def test_the_amount_says_its_scale_its_source_and_what_it_counts():
    found = monthly_amount(on=TODAY, children=4, law=LAW)

    assert found.confidence is Confidence.SECOND_HAND
    assert found.source == LAW.value("afis.amount", on=TODAY).source
    assert [str(line) for line in found.explanation] == [
        "Barème en vigueur le 19 mai 2020, depuis le 15 avril 2017.",
        "Enfants à charge comptés : 4.",
        "Au-delà de trois enfants, 102,00 euros par enfant : 1.",
    ]


def test_the_last_scale_known_says_that_it_may_be_old():
    said = [str(line) for line in monthly_amount(on=date(2023, 1, 1), children=0, law=LAW).explanation]

    assert "Sans enfant à charge." in said
    assert "Dernier barème connu" in said[-1]


def test_a_number_of_children_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        monthly_amount(on=TODAY, children=-1, law=LAW)


def test_euros_have_a_comma():
    assert euros(Decimal("343.2")) == "343,20"


@given(children=st.integers(0, 12))
def test_a_child_more_is_never_less(children):
    fewer, more = (monthly_amount(on=TODAY, children=count, law=LAW).value for count in (children, children + 1))

    assert more - fewer == Decimal("102.00")


# Conditions


def test_what_is_not_known_is_not_held_against_her():
    found = eligibility({Condition.ADULT: Check.YES}, on=TODAY, law=LAW)

    assert found.met is None
    assert "5 condition(s)" in str(found.sentence)
    assert [line.check for line in found.lines][:2] == [Check.YES, Check.UNKNOWN]


def test_a_condition_that_does_not_hold_is_named_and_the_prefecture_decides():
    found = eligibility(dict.fromkeys(Condition, Check.YES) | {Condition.NO_OTHER_BENEFIT: Check.NO}, on=TODAY, law=LAW)

    assert found.met is False
    assert "le RSA ou l’ADA" in str(found.sentence)


def test_when_all_hold_it_is_said_without_deciding():
    found = eligibility(dict.fromkeys(Condition, Check.YES), on=TODAY, law=LAW)

    assert found.met is True
    assert "La préfecture décide" in str(found.sentence)


def test_each_condition_has_its_words_and_the_text_that_asks_for_it():
    for line in eligibility({}, on=TODAY, law=LAW).lines:
        assert str(line.phrase)
        assert line.source is not None
        assert line.confidence is not None


def test_a_condition_whose_text_is_not_known_that_day_keeps_its_place():
    found = eligibility({}, on=date(2017, 5, 1), law=LAW)

    assert len(found.lines) == len(Condition)
    assert found.lines[0].source is None


# State and months


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, AllowanceState.CHECKING),
        ({"decided": TODAY}, AllowanceState.DECIDED),
        ({"decided": TODAY, "sent": TODAY}, AllowanceState.SENT),
        ({"decided": TODAY, "first_paid": TODAY}, AllowanceState.PAID),
        ({"decided": TODAY, "first_paid": TODAY, "suspended": TODAY}, AllowanceState.SUSPENDED),
        ({"decided": TODAY, "suspended": TODAY, "last": date(2020, 5, 18)}, AllowanceState.ENDED),
        ({"decided": TODAY, "last": TODAY}, AllowanceState.DECIDED),
        ({"refused": TODAY}, AllowanceState.REFUSED),
    ],
)
def test_the_state_is_the_last_thing_that_happened(known, state):
    days = {"decided": None, "sent": None, "first_paid": None, "suspended": None, "last": None} | known

    assert allowance_state(**days, today=TODAY) is state


@pytest.mark.parametrize("state", AllowanceState)
def test_every_state_has_its_words(state):
    assert str(state.label)


def test_whole_months_that_are_over_are_due():
    assert months_due(starts=date(2020, 1, 15), last=date(2020, 7, 14), today=TODAY) == (
        date(2020, 2, 1),
        date(2020, 3, 1),
        date(2020, 4, 1),
    )
    assert months_due(starts=date(2020, 2, 1), last=date(2020, 2, 28), today=TODAY) == (date(2020, 2, 1),)


def test_a_suspended_month_is_not_due():
    due = months_due(
        starts=date(2019, 12, 1), last=TODAY, today=TODAY, suspended=[(date(2020, 1, 20), date(2020, 2, 3)), (date(2020, 4, 30), None)]
    )

    assert due == (date(2019, 12, 1), date(2020, 3, 1))
