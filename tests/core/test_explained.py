"""A date carries what happened, the rules, the regimes, and how sure it is."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.explained import explain_date
from maillage.core.law import Confidence, Right, current_law
from maillage.core.phrase import phrase

LAW = current_law()
TERM = phrase("Terme de la période 1")
STARTS = phrase("Décidée le {day}.", day=date(2019, 9, 12))
RULE = (phrase("Six mois."), LAW.value("psp.initial_months", on=date(2019, 9, 12)))


def explained(expires=date(2020, 3, 20), *, on=date(2020, 5, 19), **more):
    end = end_of_right(right=Right.PSP, expires=expires, as_known_on=on, law=LAW)
    return explain_date(what=TERM, ordinary=expires, events=[STARTS], rules=[RULE], end=end, **more)


def test_a_term_that_a_regime_moves_says_which_and_with_what_text():
    found = explained()

    assert (found.day, found.moved_from, found.moved) == (date(2020, 9, 20), date(2020, 3, 20), True)
    assert any(line.source is not None and "2020-312" in str(line) + line.source.title for line in found.regimes)
    assert str(found.lines[-1]) == "Terme de la période 1 : le 20 septembre 2020."
    assert [str(line) for line in found.lines].count("À confirmer auprès de la préfecture.") == 1


def test_its_rule_keeps_its_source_and_its_confidence():
    rule = explained().rules[0]

    assert (rule.source, rule.confidence) == (RULE[1].source, RULE[1].confidence)


def test_the_confidence_is_that_of_the_weakest_text():
    assert explained().confidence is Confidence.SECOND_HAND


def test_a_rule_that_was_not_read_asks_for_a_confirmation_without_any_regime():
    found = explained(date(2019, 3, 12))

    assert not found.moved
    assert str(found.lines[-1]) == "À confirmer auprès de la préfecture."


def test_a_term_followed_in_time_is_not_lengthened_and_says_by_what():
    found = explained(followed_on=date(2020, 3, 20))

    assert (found.day, found.moved, found.regimes) == (date(2020, 3, 20), False, ())
    assert "La suite commence le 20 mars 2020" in str(found.events[-1])


def test_a_right_that_stopped_ends_on_that_day():
    found = explained(stopped_on=date(2020, 4, 2))

    assert (found.day, found.moved) == (date(2020, 4, 2), False)
    assert "Arrêt noté le 2 avril 2020" in str(found.events[-1])


def test_a_stop_after_the_end_changes_nothing():
    assert explained(stopped_on=date(2021, 1, 1)).day == date(2020, 9, 20)


def test_a_date_without_text_is_a_computation_that_nobody_has_to_confirm():
    found = explain_date(what=TERM, ordinary=date(2020, 1, 1), events=[STARTS])

    assert found.confidence is Confidence.COMPUTED
    assert len(found.conclusion) == 1


@given(expires=st.dates(date(2019, 1, 1), date(2021, 12, 31)), ahead=st.integers(-400, 400))
def test_the_day_explained_is_the_end_of_the_right(expires, ahead):
    on = expires + timedelta(days=ahead)
    end = end_of_right(right=Right.PSP, expires=expires, as_known_on=on, law=LAW)

    found = explain_date(what=TERM, ordinary=expires, events=(), end=end)

    assert found.day == end.new_expires
    assert found.moved == end.moved
    assert [str(line) for line in found.regimes] == [str(step) for step in end.explanation]
