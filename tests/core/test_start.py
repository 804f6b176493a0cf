"""If we start now, if we start in two months: the session, the term, the months of rights."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.start import Running, simulate_start
from maillage.core.clock.terms import add_months
from maillage.core.law import Right, current_law

LAW = current_law()
TODAY = date(2020, 5, 19)
JUNE, SEPTEMBER = date(2020, 6, 18), date(2020, 9, 17)


def scenario(ready_on=TODAY, *, sessions=(JUNE, SEPTEMBER), today=TODAY, running=None, filing_days=15, decision_days=14):
    return simulate_start(
        ready_on=ready_on,
        today=today,
        sessions=sessions,
        filing_days=filing_days,
        decision_days=decision_days,
        law=LAW,
        running=running,
    )


def running(expires, *, months_left=18, on=TODAY):
    return Running(end=end_of_right(right=Right.PSP, expires=expires, as_known_on=on, law=LAW), months_left=months_left)


def test_ready_now_it_catches_the_june_session():
    found = scenario()

    assert (found.session_on, found.file_by, found.starts_on) == (JUNE, date(2020, 5, 28), date(2020, 7, 2))
    assert (found.term.new_expires, found.cap_on) == (date(2021, 1, 2), date(2022, 7, 2))
    assert (found.waited, found.covered) == (44, 22)


def test_ready_two_months_later_it_waits_for_september_and_loses_three_months_of_rights():
    now, later = scenario(), scenario(add_months(TODAY, 2))

    assert later.session_on == SEPTEMBER
    assert (later.waited, later.covered) == (135, 19)
    assert now.covered - later.covered == 3


def test_the_last_day_to_file_is_still_in_time():
    assert scenario(date(2020, 5, 28)).session_on == JUNE
    assert scenario(date(2020, 5, 29)).session_on == SEPTEMBER


def test_no_session_planned_is_said_and_nothing_is_invented():
    found = scenario(sessions=())

    assert (found.session_on, found.starts_on, found.covered) == (None, None, 0)
    assert "Aucune séance n’est prévue" in str(found.sentences[0])


def test_a_renewal_without_a_session_says_when_the_term_stops():
    found = scenario(sessions=(JUNE,), ready_on=date(2020, 7, 1), running=running(date(2020, 9, 1)))

    assert [str(each) for each in found.sentences] == [
        "Prête le 1er juillet 2020, la demande manque toutes les séances prévues : demandez-en une autre.",
        "La période en cours s’arrête le 1er septembre 2020.",
    ]


def test_a_renewal_decided_in_time_follows_without_a_day_lost():
    found = scenario(running=running(date(2020, 8, 20)))

    assert (found.starts_on, found.without, found.term.new_expires) == (date(2020, 8, 20), 0, date(2021, 2, 20))
    assert any("sans jour perdu" in str(each) for each in found.sentences)


def test_a_regime_keeps_the_running_term_alive_until_the_renewal():
    found = scenario(running=running(date(2020, 3, 20)))

    assert (found.starts_on, found.without) == (date(2020, 9, 20), 0)
    assert any("Un régime prolonge la période en cours jusqu’au 20 septembre 2020" in str(each) for each in found.sentences)


def test_a_renewal_decided_late_says_the_days_without():
    found = scenario(date(2020, 6, 30), running=running(date(2020, 8, 20)))

    assert found.without == 42
    assert "La période en cours s’arrête le 20 août 2020 : 42 jours sans parcours." in [str(each) for each in found.sentences]


def test_a_term_that_falls_in_the_window_of_a_regime_is_prolonged_and_said():
    found = scenario(date(2020, 1, 6), today=date(2020, 1, 6), sessions=(date(2020, 1, 27),), filing_days=0, decision_days=0)
    known = simulate_start(
        ready_on=date(2020, 4, 1), today=date(2020, 4, 1), sessions=(date(2020, 4, 20),), filing_days=0, decision_days=0, law=LAW,
        running=Running(end_of_right(right=Right.PSP, expires=date(2020, 8, 2), as_known_on=TODAY, law=LAW), months_left=1),
    )  # fmt: skip

    assert not found.term.moved
    assert known.term.expires == date(2020, 9, 2)


def test_a_short_last_term_that_a_regime_touches_is_said():
    left = Running(end_of_right(right=Right.PSP, expires=date(2020, 5, 25), as_known_on=date(2020, 3, 1), law=LAW), months_left=2)
    found = scenario(date(2020, 4, 1), today=date(2020, 4, 1), sessions=(date(2020, 4, 20),), filing_days=0, decision_days=0, running=left)

    assert (found.term.expires, found.term.moved) == (date(2020, 7, 25), True)
    assert any("prolongé par un régime" in str(each) for each in found.sentences)


def test_without_a_month_left_nothing_is_covered():
    assert scenario(running=running(date(2020, 8, 20), months_left=0)).covered == 0


@pytest.mark.parametrize("wrong", [{"ready_on": date(2020, 5, 18)}, {"filing_days": -1}, {"decision_days": -1}])
def test_a_simulation_looks_ahead(wrong):
    with pytest.raises(ValueError, match="ahead"):
        scenario(**wrong)


@given(first=st.integers(0, 300), later=st.integers(0, 300), sittings=st.lists(st.integers(1, 400), max_size=6))
def test_starting_later_never_gives_more_rights(first, later, sittings):
    sessions = [TODAY + timedelta(days=each) for each in sittings]
    soon = scenario(TODAY + timedelta(days=first), sessions=sessions)
    late = scenario(TODAY + timedelta(days=first + later), sessions=sessions)

    assert soon.covered >= late.covered
    assert soon.starts_on is None or late.starts_on is None or soon.starts_on <= late.starts_on
