"""Whom to call first and why; when to try again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.call_list import Known, Level, Pressing, next_try, rank
from maillage.core.phrase import phrase
from maillage.core.rhythm import Expected
from maillage.core.safe_contact import Channel, Rule, Standing, Window, may_contact

TODAY = date(2020, 4, 20)


def clock(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2020, as the clock on her wall shows it."""
    return datetime.combine(date(2020, month, day), time(hour, minute))


WHY = phrase("Convenu avec elle : tous les 7 jours.")
LETTER = Pressing(phrase("Un courrier urgent l'attend."), date(2020, 4, 18))


def silent(day: date) -> Known:
    return Known(last_contact_on=date(2020, 4, 1), expected=Expected(day, WHY))


def test_nothing_calls_for_a_contact_before_the_day() -> None:
    ranked = rank(silent(date(2020, 4, 21)), today=TODAY)

    assert (ranked.due, ranked.because) == (False, ())


def test_a_contact_of_today_is_due_and_says_so() -> None:
    ranked = rank(silent(TODAY), today=TODAY)

    assert (ranked.level, ranked.beyond, str(ranked.because[0])) == (Level.SILENCE, 0, "Contact prévu aujourd'hui.")


def test_a_silence_says_since_when() -> None:
    ranked = rank(silent(date(2020, 4, 15)), today=TODAY)

    assert [str(each) for each in ranked.because] == ["Contact attendu depuis 5 jours.", str(WHY)]


def test_the_longest_silence_comes_first() -> None:
    longest, shortest = rank(silent(date(2020, 4, 1)), today=TODAY), rank(silent(date(2020, 4, 19)), today=TODAY)

    assert longest.order < shortest.order


def test_what_presses_comes_before_any_silence() -> None:
    pressed = rank(Known(last_contact_on=date(2020, 4, 19), pressing=(LETTER,)), today=TODAY)

    assert pressed.order < rank(silent(date(2020, 1, 1)), today=TODAY).order
    assert (pressed.level, pressed.soonest) == (Level.PRESSING, LETTER.day)


YESTERDAY = date(2020, 4, 19)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (Known(last_contact_on=TODAY, not_safe_on=YESTERDAY), "ne pouvait pas parler sans danger"),
        (Known(last_contact_on=TODAY, in_distress_on=YESTERDAY), "était en détresse"),
    ],
)
def test_a_danger_comes_before_everything(known: Known, words: str) -> None:
    ranked = rank(known, today=TODAY)

    assert ranked.order < rank(Known(last_contact_on=date(2020, 4, 19), pressing=(LETTER,)), today=TODAY).order
    assert words in str(ranked.because[0])


def test_she_to_whom_we_spoke_today_in_distress_is_called_tomorrow() -> None:
    assert not rank(Known(last_contact_on=TODAY, in_distress_on=TODAY), today=TODAY).due


def test_she_to_whom_we_spoke_today_is_not_called_again_for_what_presses() -> None:
    assert not rank(Known(last_contact_on=TODAY, pressing=(LETTER,)), today=TODAY).due


@pytest.mark.parametrize(("tries", "said"), [(1, "Un essai sans réponse depuis."), (3, "3 essais sans réponse depuis.")])
def test_tries_without_an_answer_are_said(tries: int, said: str) -> None:
    known = Known(last_contact_on=date(2020, 4, 1), expected=Expected(TODAY, WHY), tries=tries)

    assert str(rank(known, today=TODAY).because[-1]) == said


def test_a_search_under_way_is_said() -> None:
    known = Known(last_contact_on=date(2020, 4, 1), expected=Expected(date(2020, 4, 2), WHY), lost_since=date(2020, 4, 12))

    assert "recherche en cours depuis le 12 avril 2020" in str(rank(known, today=TODAY).because[-1])


ALLOWED = {Channel.PHONE: Standing.ALLOWED}
AFTERNOON = Window(frozenset(range(5)), time(14), time(18))


def test_the_next_try_comes_three_hours_later_inside_her_hours() -> None:
    rule = Rule(channels=ALLOWED, windows=(AFTERNOON,))

    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 20, 14, 5)) == clock(4, 20, 17, 15)


def test_past_her_hours_it_comes_the_next_day_they_open() -> None:
    rule = Rule(channels=ALLOWED, windows=(AFTERNOON,))

    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 24, 16)) == clock(4, 27, 14)


def test_without_hours_of_hers_it_stays_inside_the_day() -> None:
    assert next_try(rule=Rule(channels=ALLOWED), channel=Channel.PHONE, at=clock(4, 20, 17)) == clock(4, 21, 9)


def test_after_a_long_silence_that_she_asked_it_comes_when_it_ends() -> None:
    rule = Rule(channels=ALLOWED, silent_until=date(2020, 6, 1))

    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 20, 10)) == clock(6, 1, 9)


def test_hours_of_the_night_are_kept_when_they_are_hers() -> None:
    rule = Rule(channels=ALLOWED, windows=(Window(frozenset({0}), time(22), time(2)),))

    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 20, 20)) == clock(4, 20, 23)


@pytest.mark.parametrize("rule", [None, Rule(), Rule(channels={Channel.PHONE: Standing.FORBIDDEN})])
def test_a_way_that_is_not_allowed_has_no_next_try(rule: Rule | None) -> None:
    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 20, 10)) is None


def test_a_window_too_short_to_hold_a_quarter_has_no_next_try() -> None:
    rule = Rule(channels=ALLOWED, windows=(Window(frozenset({0}), time(14, 1), time(14, 10)),))

    assert next_try(rule=rule, channel=Channel.PHONE, at=clock(4, 20, 9)) is None


windows = st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), st.times(), st.times())
rules = st.builds(
    Rule,
    st.dictionaries(st.sampled_from(Channel), st.sampled_from(Standing)),
    st.lists(windows, max_size=2).map(tuple),
    st.none() | st.dates(date(2020, 4, 1), date(2020, 6, 30)),
)


@given(rule=rules, channel=st.sampled_from(Channel), at=st.datetimes(clock(4, 1), clock(5, 31)), hours=st.integers(0, 48))
def test_a_next_try_never_breaks_her_rule(rule: Rule, channel: Channel, at: datetime, hours: int) -> None:
    found = next_try(rule=rule, channel=channel, at=at, hours=hours)

    assert found is None or (found >= at + timedelta(hours=hours) and may_contact(rule, channel=channel, at=found).allowed)
