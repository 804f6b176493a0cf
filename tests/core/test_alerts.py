"""A term that comes is said in time, and sooner when a session comes first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.alerts import AlertLevel, Gesture, alert_days, alert_for, gesture_for, gesture_sentence
from maillage.core.law import Confidence, current_law

LAW = current_law()
ENDS = date(2020, 9, 12)


def alert(today, *, ends=ENDS, session=None, **options):
    return alert_for(ends=ends, today=today, next_session=session, law=LAW, **options)


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2020, 6, 11), AlertLevel.NONE),
        (date(2020, 6, 12), AlertLevel.THREE_MONTHS),
        (date(2020, 7, 31), AlertLevel.THREE_MONTHS),
        (date(2020, 8, 1), AlertLevel.SIX_WEEKS),
        (date(2020, 9, 4), AlertLevel.SIX_WEEKS),
        (date(2020, 9, 5), AlertLevel.ONE_WEEK),
        (date(2020, 9, 6), AlertLevel.DAILY),
        (date(2020, 9, 12), AlertLevel.DAILY),
        (date(2020, 9, 13), AlertLevel.PAST),
    ],
)
def test_the_level_rises_as_the_term_comes(today, level):
    assert alert(today).level is level


def test_a_far_term_says_nothing_yet():
    assert not alert(date(2020, 1, 1)).speaks
    assert alert(date(2020, 6, 12)).speaks


def test_a_session_before_the_end_brings_the_day_to_act_forward():
    found = alert(date(2020, 6, 15), session=date(2020, 7, 10))

    assert (found.act_by, found.level) == (date(2020, 6, 19), AlertLevel.DAILY)
    assert str(found.sentence) == (
        "Terme le 12 septembre 2020, dans 89 jours. Séance le 10 juillet 2020 : déposez le renouvellement au plus tard le 19 juin 2020."
    )
    assert [source.title for source in found.because] == [
        LAW.value("notice.days", on=ENDS).source.title,
        LAW.value("notice.margin_days", on=ENDS).source.title,
    ]
    assert found.confidence is Confidence.UNCERTAIN


def test_a_local_filing_time_wins_over_the_default_one():
    assert alert(date(2020, 6, 15), session=date(2020, 7, 10), filing_days=0).act_by == date(2020, 7, 4)


def test_once_the_filing_day_is_past_only_the_term_counts():
    found = alert(date(2020, 6, 25), session=date(2020, 7, 10))

    assert (found.level, found.act_by) == (AlertLevel.THREE_MONTHS, ENDS)
    assert str(found.sentence) == (
        "Terme le 12 septembre 2020, dans 79 jours. Séance le 10 juillet 2020 : le dépôt était attendu pour le 19 juin 2020, "
        "voyez avec le secrétariat."
    )


@pytest.mark.parametrize("session", [None, date(2020, 6, 1)])
def test_no_session_to_come_is_said(session):
    assert str(alert(date(2020, 9, 11), session=session).sentence) == (
        "Terme le 12 septembre 2020, dans 1 jour. Aucune séance n’est prévue pour le renouvellement : "
        "une date est à demander depuis le 12 juin 2020 (91 jours)."
    )


def test_a_session_after_the_end_is_said():
    assert str(alert(date(2020, 9, 12), session=date(2020, 9, 22)).sentence) == (
        "Terme aujourd’hui, le 12 septembre 2020. La prochaine séance, le 22 septembre 2020, vient 10 jours trop tard : "
        "une date est à demander depuis le 12 juin 2020 (92 jours)."
    )


def test_a_past_term_says_since_when():
    assert str(alert(date(2020, 9, 15)).sentence) == "Terme dépassé de 3 jours, depuis le 12 septembre 2020."


def test_a_permit_needs_no_session():
    assert str(alert(date(2020, 9, 2), needs_session=False).sentence) == "Terme le 12 septembre 2020, dans 10 jours."


def test_alerts_are_sent_at_three_months_six_weeks_one_week_then_daily():
    assert alert_days(ends=ENDS, law=LAW) == (
        date(2020, 6, 12),
        date(2020, 8, 1),
        date(2020, 9, 5),
        *(date(2020, 9, day) for day in range(6, 13)),
    )


days = st.dates(date(2017, 1, 1), date(2027, 12, 31))


@given(ends=days, before=st.integers(0, 200))
def test_the_level_never_falls_from_one_day_to_the_next(ends, before):
    today = ends - timedelta(days=before)
    order = list(AlertLevel)

    assert order.index(alert(today, ends=ends).level) <= order.index(alert(today + timedelta(days=1), ends=ends).level)


@given(ends=days, before=st.integers(0, 120), session_in=st.integers(0, 200))
def test_the_day_to_act_is_never_after_the_end_nor_past(ends, before, session_in):
    today = ends - timedelta(days=before)

    found = alert(today, ends=ends, session=today + timedelta(days=session_in))

    assert today <= found.act_by <= ends


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2020, 6, 1), "une date sera à demander à partir du 12 juin 2020."),
        (date(2020, 6, 12), "une date est à demander dès aujourd’hui."),
        (date(2020, 6, 13), "une date est à demander depuis le 12 juin 2020 (1 jour)."),
    ],
)
def test_without_a_session_it_is_said_since_when_to_ask(today, said):
    found = alert(today)

    assert str(found.sentence).endswith(said)
    assert found.ask_since == date(2020, 6, 12)


def test_with_a_session_in_time_there_is_nothing_to_ask_for():
    assert alert(date(2020, 6, 15), session=date(2020, 7, 10)).ask_since is None


# The act that it calls for


@pytest.mark.parametrize(
    ("today", "done", "gesture"),
    [
        (date(2020, 1, 1), {}, None),
        (date(2020, 6, 15), {}, Gesture.REVIEW),
        (date(2020, 6, 15), {"reviewed": True}, Gesture.FILE),
        (date(2020, 6, 15), {"reviewed": True, "filed": True}, None),
        (date(2020, 9, 20), {}, Gesture.FOLLOW),
        (date(2020, 6, 15), {"needs_session": False}, Gesture.PERMIT),
    ],
)
def test_the_act_follows_what_is_done_already(today, done, gesture):
    given_ = {"reviewed": False, "filed": False} | done
    found = alert(today, needs_session=done.get("needs_session", True))

    assert gesture_for(found, **given_) is gesture


@pytest.mark.parametrize(
    ("gesture", "session", "said"),
    [
        (Gesture.REVIEW, date(2020, 7, 10), "Préparez le bilan de Lune."),
        (Gesture.REVIEW, None, "Préparez le bilan de Lune. Demandez une séance."),
        (Gesture.FILE, None, "Déposez le renouvellement de Lune. Demandez une séance."),
        (Gesture.FOLLOW, None, "Demandez où en est le renouvellement de Lune."),
        (Gesture.PERMIT, None, "Demandez le renouvellement du titre de Lune."),
    ],
)
def test_the_act_begins_with_its_verb(gesture, session, said):
    found = alert(date(2020, 6, 15), session=session)

    assert str(gesture_sentence(gesture, who="Lune", alert=found)) == said
