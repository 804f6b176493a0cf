"""The administration's clock stands still while it waits for what it asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maillage.core.clock.pauses import Pause, paused_clock

FILED = date(2020, 1, 10)
MAY = date(2020, 5, 19)


def _clock(*pauses: Pause, on: date = MAY):
    return paused_clock(starts=FILED, on=on, pauses=pauses)


def test_without_a_demand_every_day_counts():
    clock = _clock()

    assert (clock.elapsed, clock.paused, clock.counted, clock.running, clock.proof) == (130, 0, 130, False, ())


def test_the_days_from_a_demand_to_its_answer_do_not_count():
    clock = _clock(Pause(date(2020, 2, 1), date(2020, 2, 11)))

    assert (clock.paused, clock.counted) == (10, 120)


def test_two_demands_on_the_same_days_count_once():
    clock = _clock(Pause(date(2020, 2, 1), date(2020, 2, 11)), Pause(date(2020, 2, 5), date(2020, 2, 15)))

    assert clock.paused == 14


def test_a_demand_inside_another_adds_nothing():
    assert _clock(Pause(date(2020, 2, 1), date(2020, 2, 20)), Pause(date(2020, 2, 5), date(2020, 2, 6))).paused == 19


def test_a_demand_without_an_answer_still_pauses():
    clock = _clock(Pause(date(2020, 5, 1)))

    assert (clock.paused, clock.running) == (18, True)


def test_the_proof_names_the_days():
    assert str(_clock(Pause(date(2020, 2, 1), date(2020, 2, 2))).proof[0]) == (
        "Suspendu du 1er février 2020 au 2 février 2020 (1 jour) : un complément était attendu."
    )


def test_what_comes_before_or_after_is_ignored():
    clock = _clock(Pause(date(2019, 12, 1), date(2020, 1, 1)), Pause(date(2020, 6, 1)))

    assert (clock.paused, clock.running) == (0, False)


def test_a_clock_set_back_counts_nothing():
    assert _clock(Pause(date(2020, 2, 1)), on=date(2019, 1, 1)).elapsed == 0


def test_a_pause_never_ends_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Pause(date(2020, 2, 2), date(2020, 2, 1))


@given(some.lists(some.tuples(some.integers(-50, 300), some.one_of(some.none(), some.integers(0, 200))), max_size=6))
def test_paused_and_counted_days_add_up(drawn):
    pauses = []
    for first, length in drawn:
        starts = FILED + timedelta(days=first)
        pauses.append(Pause(starts, None if length is None else starts + timedelta(days=length)))

    clock = _clock(*pauses)

    days = [FILED + timedelta(days=n) for n in range(clock.elapsed)]
    held = sum(any(each.starts <= day and (each.ends is None or day < each.ends) for each in pauses) for day in days)
    assert (clock.paused, clock.counted) == (held, clock.elapsed - held)
