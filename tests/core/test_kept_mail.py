"""An urgent letter alerts soon, an ordinary one later, and the sentence says what to do."""

from datetime import date

import pytest

from maillage.core.kept_mail import mail_alert
from maillage.core.law import Confidence, current_law

LAW = current_law()
RECEIVED = date(2020, 5, 4)


def alert(today, *, urgent=True, told_on=None):
    return mail_alert(received_on=RECEIVED, urgent=urgent, told_on=told_on, today=today, law=LAW)


@pytest.mark.parametrize(
    ("urgent", "today", "speaks"),
    [
        (True, date(2020, 5, 4), False),
        (True, date(2020, 5, 6), False),
        (True, date(2020, 5, 7), True),
        (False, date(2020, 5, 7), False),
        (False, date(2020, 6, 2), False),
        (False, date(2020, 6, 3), True),
    ],
)
def test_a_letter_alerts_when_its_patience_is_over(urgent, today, speaks):
    assert (alert(today, urgent=urgent) is not None) is speaks


def test_a_letter_of_which_she_knows_nothing_asks_to_tell_her():
    assert str(alert(date(2020, 5, 19)).sentence) == "Attend depuis 15 jours, elle n’en sait rien : prévenez-la."


def test_a_letter_of_which_she_knows_asks_how_to_hand_it_over():
    said = alert(date(2020, 5, 19), told_on=date(2020, 5, 8)).sentence

    assert str(said) == "Attend depuis 15 jours, elle le sait depuis le 8 mai 2020 : voyez comment le lui remettre."


def test_an_alert_says_since_when_and_that_its_rule_is_a_choice_of_the_house():
    found = alert(date(2020, 5, 19))

    assert (found.since, found.rule.key, found.rule.confidence) == (date(2020, 5, 7), "mail.urgent_days", Confidence.UNCERTAIN)
