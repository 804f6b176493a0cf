"""The residence document: its state, its contradictions, the days after the decision, its silence."""

from datetime import date

import pytest

from maillage.core.law import current_law
from maillage.core.permit import (
    PermitContradiction,
    PermitDays,
    PermitState,
    days_since_decision,
    decision_behind,
    delay_sentence,
    permit_state,
    silence_on,
)

LAW = current_law()
TODAY = date(2020, 5, 19)
ASKED = date(2020, 2, 3)
DELIVERED = {"delivered": date(2020, 3, 2), "expires": date(2020, 9, 1)}


def days(**known):
    return PermitDays(**({"asked": ASKED} | known))


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, PermitState.ASKED),
        ({"appointment": date(2020, 5, 19)}, PermitState.APPOINTMENT),
        ({"appointment": date(2020, 5, 18)}, PermitState.ASKED),
        ({"appointment": date(2020, 3, 1), "receipt": date(2020, 3, 1)}, PermitState.RECEIPT),
        (DELIVERED, PermitState.DELIVERED),
        ({"delivered": date(2020, 3, 2), "expires": TODAY}, PermitState.DELIVERED),
        ({"delivered": date(2020, 3, 2), "expires": date(2020, 5, 18)}, PermitState.EXPIRED),
        ({"refused": date(2020, 4, 1)}, PermitState.REFUSED),
    ],
)
def test_the_state_is_the_last_thing_that_happened(known, state):
    assert permit_state(days(**known), today=TODAY) is state


def test_a_document_prolonged_by_a_regime_is_not_over():
    known = days(delivered=date(2020, 3, 2), expires=date(2020, 3, 20))

    assert permit_state(known, today=TODAY, last=date(2020, 9, 16)) is PermitState.DELIVERED


@pytest.mark.parametrize("state", PermitState)
def test_every_state_has_its_words(state):
    assert str(state.label)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"asked": None}, "Aucune date"),
        ({"delivered": TODAY}, "porte une date de fin"),
        ({"expires": TODAY}, "porte une date de fin"),
        (DELIVERED | {"refused": TODAY}, "jamais les deux"),
        ({"delivered": TODAY, "expires": TODAY}, "ne vient pas après sa remise"),
        ({"receipt_until": TODAY}, "récépissé a été remis"),
        ({"receipt": TODAY, "receipt_until": TODAY}, "La fin du récépissé"),
        ({"appointment": date(2020, 2, 2)}, "précède la demande"),
        ({"refused": date(2020, 2, 2)}, "précède la demande"),
    ],
)
def test_days_that_contradict_each_other_are_refused_in_words(known, said):
    with pytest.raises(PermitContradiction) as refused:
        days(**known)

    assert said in str(refused.value.phrase)


def test_a_document_delivered_without_a_known_request_is_accepted():
    assert PermitDays(**DELIVERED).asked is None


# The decision it goes with


def test_it_goes_with_the_last_decision_before_it_was_asked():
    decisions = [date(2020, 8, 1), date(2020, 1, 20), date(2019, 7, 1)]

    assert decision_behind(days(), decisions=decisions) == date(2020, 1, 20)
    assert decision_behind(PermitDays(**DELIVERED), decisions=decisions) == date(2020, 1, 20)
    assert decision_behind(PermitDays(refused=date(2020, 1, 20)), decisions=decisions) == date(2020, 1, 20)


def test_asked_before_any_decision_it_goes_with_the_first():
    assert decision_behind(days(), decisions=[date(2020, 3, 1)]) == date(2020, 3, 1)
    assert decision_behind(days(), decisions=[]) is None


@pytest.mark.parametrize(
    ("known", "count", "said"),
    [
        (DELIVERED, 42, "Remis 42 jours après la décision du 20 janvier 2020."),
        ({"refused": date(2020, 1, 30), "asked": date(2020, 1, 21)}, 10, "Refusé 10 jours après la décision du 20 janvier 2020."),
        ({}, 120, "Attendu depuis 120 jours, à compter de la décision du 20 janvier 2020."),
    ],
)
def test_the_days_between_the_decision_and_the_document_are_said(known, count, said):
    decided = date(2020, 1, 20)

    assert days_since_decision(days(**known), decided=decided, today=TODAY) == count
    assert str(delay_sentence(days(**known), decided=decided, today=TODAY)) == said


def test_without_a_decision_known_no_delay_is_said():
    assert delay_sentence(days(), decided=None, today=TODAY) is None


# Silence


def test_silence_is_worth_a_refusal_after_four_months_and_concludes_nothing():
    deadline = silence_on(days(), law=LAW)

    assert deadline.date == date(2020, 6, 3)
    assert "rien n’est conclu" in str(deadline.explanation[0])
    assert deadline.because == (LAW.value("aps.silence_months", on=ASKED).source,)


@pytest.mark.parametrize("known", [DELIVERED, {"refused": TODAY}, DELIVERED | {"asked": None}])
def test_an_answer_ends_the_silence(known):
    assert silence_on(days(**known), law=LAW) is None
