"""What a regime does to a pathway: tried before it is published, told apart from the others afterwards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.regime_effect import Held, effect_of_regime, regimes_to_try
from maillage.core.law import Right, current_law
from maillage.core.phrase import phrase

LAW = current_law()
TERM = Held(phrase("Période"), Right.PSP, date(2020, 3, 20))
PERMIT = Held(phrase("Titre"), Right.RESIDENCE_DOCUMENT, date(2020, 3, 20))


def effect(regime="FR-2020-312", *, held=(TERM,), on=date(2020, 5, 19)):
    return effect_of_regime(regime_id=regime, held=held, as_known_on=on, law=LAW)


def test_only_regimes_that_move_a_right_are_tried_each_once():
    ids = [regime.id for regime in regimes_to_try(LAW)]

    assert {"FR-2020-312", "FR-2020-328-v2", "FR-2020-306-3"} <= set(ids)
    assert "FR-2020-347" not in ids
    assert "FR-2020-737" not in ids
    assert len(ids) == len(set(ids))


def test_a_published_regime_is_told_apart_from_the_others():
    found = effect()

    assert found.published
    assert (found.changes[0].before.new_expires, found.changes[0].after.new_expires) == (date(2020, 3, 20), date(2020, 9, 20))
    assert str(found.changes[0].sentence) == "Période : du 20 mars 2020 au 20 septembre 2020, 184 jours de plus."


def test_before_its_publication_it_is_simulated_as_if_published_that_day():
    found = effect(on=date(2020, 3, 18))

    assert not found.published
    assert found.changes[0].days == 184


def test_a_simulated_version_replaces_the_one_in_force():
    found = effect("FR-2020-328-v2", held=(PERMIT,), on=date(2020, 4, 1))

    assert (found.changes[0].before.new_expires, found.changes[0].after.new_expires) == (date(2020, 6, 18), date(2020, 9, 16))


def test_a_version_simulated_on_the_day_when_the_one_before_was_published_stands_alone():
    assert effect("FR-2020-328-v2", held=(PERMIT,), on=date(2020, 3, 26)).changes[0].after.new_expires == date(2020, 9, 16)


def test_a_right_outside_its_window_is_said_unchanged():
    change = effect(held=[Held(phrase("Période"), Right.PSP, date(2020, 8, 1))]).changes[0]

    assert change.days == 0
    assert str(change.sentence) == "Période : rien ne change, la fin reste le 1er août 2020."


@pytest.mark.parametrize("regime", ["FR-2020-347", "FR-2020-737", "FR-1999-1"])
def test_a_regime_that_moves_no_right_is_not_tried(regime):
    with pytest.raises(LookupError):
        effect(regime)


@given(expires=st.dates(date(2020, 1, 1), date(2020, 12, 31)), on=st.dates(date(2020, 3, 27), date(2020, 12, 31)))
def test_with_a_published_regime_the_end_is_the_one_that_every_page_shows(expires, on):
    change = effect(held=[Held(phrase("Période"), Right.PSP, expires)], on=on).changes[0]

    assert change.after.new_expires == end_of_right(right=Right.PSP, expires=expires, as_known_on=on, law=LAW).new_expires
