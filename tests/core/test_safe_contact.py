"""What is not known is refused, and nothing is proposed that would be."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.safe_contact import (
    HOURS_UNKNOWN,
    QUIETEST_FIRST,
    TIMED,
    Channel,
    Rule,
    Standing,
    Why,
    Window,
    day_in_words,
    hours_in_words,
    may_contact,
    other_ways,
)

TUESDAY = date(2020, 5, 19)
WEEK = frozenset(range(5))
AFTERNOON = Window(WEEK, time(14), time(18))
NIGHT = Window(frozenset({4}), time(22), time(2, 30))
WHOLE_SUNDAY = Window(frozenset({6}), time(0), time(0))


def at(hour, minute=0, *, day=TUESDAY):
    return datetime.combine(day, time(hour, minute))


def allowing(*channels, windows=(), silent_until=None, forbidden=()):
    known = dict.fromkeys(channels, Standing.ALLOWED) | dict.fromkeys(forbidden, Standing.FORBIDDEN)
    return Rule(channels=known, windows=windows, silent_until=silent_until)


def test_without_any_rule_nothing_leaves():
    verdict = may_contact(None, channel=Channel.PHONE, at=at(15))

    assert (verdict.allowed, verdict.why) == (False, Why.NO_RULE)


@pytest.mark.parametrize(
    ("rule", "why", "said"),
    [
        (allowing(), Why.UNKNOWN, "On ne sait pas si elle peut être jointe par SMS sans danger : demandez-le-lui d'abord."),
        (allowing(forbidden=[Channel.SMS]), Why.FORBIDDEN, "Jamais par SMS : ce n'est pas sûr pour elle."),
        (
            allowing(Channel.SMS, silent_until=date(2020, 5, 21)),
            Why.SILENCE,
            "Ne pas la contacter avant le 21 mai 2020, par aucun moyen.",
        ),
        (allowing(Channel.SMS, windows=(AFTERNOON,)), Why.HOURS, "Pas à cette heure-ci : du lundi au vendredi, de 14 h à 18 h."),
    ],
)
def test_a_refusal_says_why(rule, why, said):
    verdict = may_contact(rule, channel=Channel.SMS, at=at(9))

    assert not verdict
    assert (verdict.why, str(verdict.reason)) == (why, said)


def test_an_allowed_way_inside_her_hours():
    verdict = may_contact(allowing(Channel.SMS, windows=(AFTERNOON,)), channel=Channel.SMS, at=at(14))

    assert verdict
    assert (str(verdict.reason), verdict.cautions) == ("Oui, par SMS, à cette heure-ci.", ())


def test_unknown_hours_are_said():
    verdict = may_contact(allowing(Channel.PHONE), channel=Channel.PHONE, at=at(3))

    assert verdict
    assert verdict.cautions == (HOURS_UNKNOWN,)


def test_a_letter_has_no_hour():
    verdict = may_contact(allowing(Channel.LETTER, windows=(AFTERNOON,)), channel=Channel.LETTER, at=at(9))

    assert verdict
    assert verdict.cautions == ()


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (at(13, 59), False),
        (at(14), True),
        (at(17, 59), True),
        (at(18), False),
        (at(15, day=date(2020, 5, 23)), False),  # a Saturday
    ],
)
def test_the_last_hour_is_out(moment, inside):
    assert AFTERNOON.covers(moment) is inside


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (at(21, 59, day=date(2020, 5, 22)), False),
        (at(22, day=date(2020, 5, 22)), True),
        (at(2, 29, day=date(2020, 5, 23)), True),
        (at(2, 30, day=date(2020, 5, 23)), False),
        (at(1, day=date(2020, 5, 22)), False),
        (at(23, day=date(2020, 5, 21)), False),
    ],
)
def test_a_window_may_pass_midnight(moment, inside):
    assert NIGHT.covers(moment) is inside


def test_the_same_hour_twice_is_the_whole_day():
    assert WHOLE_SUNDAY.covers(at(3, day=date(2020, 5, 24)))
    assert not WHOLE_SUNDAY.covers(at(3))


@pytest.mark.parametrize("days", [frozenset(), frozenset({7}), frozenset({-1, 2})])
def test_a_window_has_real_days(days):
    with pytest.raises(ValueError, match="at least one day"):
        Window(days, time(9), time(10))


@pytest.mark.parametrize(
    ("rule", "channel", "moment", "expected"),
    [
        (allowing(Channel.PHONE, windows=(AFTERNOON,)), Channel.PHONE, at(9), at(14)),
        (allowing(Channel.PHONE, windows=(AFTERNOON,)), Channel.PHONE, at(19), at(14, day=date(2020, 5, 20))),
        (allowing(Channel.PHONE, windows=(AFTERNOON,)), Channel.PHONE, at(19, day=date(2020, 5, 22)), at(14, day=date(2020, 5, 25))),
        (allowing(Channel.PHONE, windows=(WHOLE_SUNDAY,)), Channel.PHONE, at(9), at(0, day=date(2020, 5, 24))),
        # The window opened earlier the same day: the next is a week later.
        (allowing(Channel.PHONE, windows=(Window(frozenset({1}), time(8), time(9)),)), Channel.PHONE, at(9), at(8, day=date(2020, 5, 26))),
        (
            allowing(Channel.PHONE, windows=(AFTERNOON,), silent_until=date(2020, 5, 23)),
            Channel.PHONE,
            at(15),
            at(14, day=date(2020, 5, 25)),
        ),
        # Silence ends at midnight, inside a window.
        (allowing(Channel.PHONE, windows=(NIGHT,), silent_until=date(2020, 5, 23)), Channel.PHONE, at(15), at(0, day=date(2020, 5, 23))),
        (allowing(Channel.PHONE, silent_until=date(2020, 5, 23)), Channel.PHONE, at(15), at(0, day=date(2020, 5, 23))),
        (
            allowing(Channel.LETTER, windows=(AFTERNOON,), silent_until=date(2020, 5, 23)),
            Channel.LETTER,
            at(15),
            at(0, day=date(2020, 5, 23)),
        ),
    ],
)
def test_a_refusal_says_when_it_may_be(rule, channel, moment, expected):
    assert may_contact(rule, channel=channel, at=moment).next_at == expected


def test_a_forbidden_way_has_no_next_time():
    assert may_contact(allowing(forbidden=[Channel.SMS]), channel=Channel.SMS, at=at(9)).next_at is None


def test_another_way_is_proposed_the_quietest_first():
    rule = allowing(Channel.LETTER, Channel.PHONE, Channel.PARTNER, windows=(AFTERNOON,), forbidden=[Channel.SMS])

    assert other_ways(rule, at=at(15), but=Channel.SMS) == (Channel.PARTNER, Channel.PHONE, Channel.LETTER)
    assert other_ways(rule, at=at(9), but=Channel.PARTNER) == (Channel.LETTER,)
    assert other_ways(None, at=at(9)) == ()


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ((), "heures non précisées"),
        ((AFTERNOON,), "du lundi au vendredi, de 14 h à 18 h"),
        ((NIGHT, WHOLE_SUNDAY), "vendredi, de 22 h à 2 h 30 ; dimanche, à toute heure"),
        ((Window(frozenset(range(7)), time(9), time(12)),), "tous les jours, de 9 h à 12 h"),
        ((Window(frozenset({1, 3, 4}), time(9), time(12)),), "mardi, jeudi, vendredi, de 9 h à 12 h"),
        ((Window(frozenset({1, 2}), time(9), time(12)),), "mardi, mercredi, de 9 h à 12 h"),
    ],
)
def test_hours_are_said_in_words(windows, said):
    assert str(hours_in_words(windows)) == said


@pytest.mark.parametrize(
    ("rule", "channel", "day", "said"),
    [
        (None, None, TUESDAY, "Aujourd'hui : aucune consigne de contact n'est notée, rien ne part."),
        (allowing(), None, TUESDAY, "Aujourd'hui : aucun canal connu, elle nous voit quand elle vient."),
        (allowing(), Channel.SMS, TUESDAY, "On ne sait pas si elle peut être jointe par SMS sans danger : demandez-le-lui d'abord."),
        (allowing(Channel.LETTER), Channel.LETTER, TUESDAY, "Aujourd'hui : par lettre."),
        (allowing(Channel.SMS), Channel.SMS, TUESDAY, "Aujourd'hui : par SMS, heures non précisées."),
        (
            allowing(Channel.SMS, silent_until=date(2020, 5, 20)),
            Channel.SMS,
            TUESDAY,
            "Aujourd'hui : ne pas la contacter, avant le 20 mai 2020.",
        ),
        (
            allowing(Channel.SMS, windows=(AFTERNOON, WHOLE_SUNDAY)),
            Channel.SMS,
            TUESDAY,
            "Aujourd'hui : par SMS, du lundi au vendredi, de 14 h à 18 h.",
        ),
        (
            allowing(Channel.SMS, windows=(AFTERNOON,)),
            Channel.SMS,
            date(2020, 5, 23),
            "Pas aujourd'hui : du lundi au vendredi, de 14 h à 18 h.",
        ),
        # Opened the night before, it is still open at the beginning of the day.
        (allowing(Channel.SMS, windows=(NIGHT,)), Channel.SMS, date(2020, 5, 23), "Aujourd'hui : par SMS, vendredi, de 22 h à 2 h 30."),
    ],
)
def test_a_day_is_said_by_the_way_she_prefers(rule, channel, day, said):
    assert str(day_in_words(rule, channel=channel, day=day)) == said


def test_every_way_has_its_words_and_its_place():
    assert {str(each.label) for each in Channel} == {str(each.label) for each in QUIETEST_FIRST}
    assert len(QUIETEST_FIRST) == len(Channel)


hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
windows = st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), hours, hours)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2020, 12, 31)).map(lambda each: each.replace(second=0, microsecond=0))  # noqa: DTZ001
rules = st.builds(
    Rule,
    channels=st.dictionaries(st.sampled_from(Channel), st.sampled_from(Standing)),
    windows=st.lists(windows, max_size=3).map(tuple),
    silent_until=st.none() | st.dates(date(2020, 1, 1), date(2020, 12, 31)),
)


@given(rule=rules, channel=st.sampled_from(Channel), moment=moments)
def test_a_yes_breaks_no_part_of_the_rule(rule, channel, moment):
    if not may_contact(rule, channel=channel, at=moment):
        return

    assert rule.standing(channel) is Standing.ALLOWED
    assert rule.silent_until is None or moment.date() >= rule.silent_until
    assert channel not in TIMED or not rule.windows or any(each.covers(moment) for each in rule.windows)


@given(rule=rules, channel=st.sampled_from(Channel), moment=moments)
def test_the_next_moment_is_a_yes_and_nothing_before_it_is(rule, channel, moment):
    verdict = may_contact(rule, channel=channel, at=moment)
    if verdict.allowed or verdict.next_at is None:
        return

    assert may_contact(rule, channel=channel, at=verdict.next_at)
    assert verdict.next_at >= moment
    half = moment + (verdict.next_at - moment) / 2
    assert half == verdict.next_at or not may_contact(rule, channel=channel, at=half)


@given(rule=rules, channel=st.sampled_from(Channel), moment=moments)
def test_a_refusal_always_speaks(rule, channel, moment):
    verdict = may_contact(rule, channel=channel, at=moment)

    assert str(verdict.reason)
    assert (verdict.why is None) == verdict.allowed


@given(rule=rules, moment=moments)
def test_what_is_proposed_is_open(rule, moment):
    assert all(may_contact(rule, channel=each, at=moment) for each in other_ways(rule, at=moment))


@given(window=windows, moment=moments)
def test_a_window_covers_what_it_opens(window, moment):
    opened = window.starts_on(moment.date())

    assert opened is None or window.covers(opened)
    assert not window.covers(moment) or any(
        (start := window.starts_on(moment.date() - timedelta(days=back))) is not None and start <= moment for back in (0, 1)
    )
