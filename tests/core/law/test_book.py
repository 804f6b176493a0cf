"""The law as one value: in force on a day, known on a day, and other laws made from it."""

from datetime import date

import pytest

from maillage.core.law import Confidence, DatedValue, Law, NoValueInForce, Parameter
from tests.core.law.making import REGIME, SOURCE, regime


def value(starts, ends, number):
    return DatedValue("some.thing", number, "months", starts, ends, SOURCE, Confidence.READ)


SIX_THEN_NINE = (value(date(2017, 1, 1), date(2019, 12, 31), 6), value(date(2021, 1, 1), None, 9))
LAW = Law({"some.thing": Parameter("some.thing", "Something", "months", SIX_THEN_NINE)}, (REGIME,))


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2017, 1, 1), 6), (date(2019, 12, 31), 6), (date(2021, 1, 1), 9), (date(2099, 1, 1), 9)],
)
def test_a_value_is_in_force_between_its_dates_both_included(day, number):
    assert LAW.value("some.thing", on=day).value == number


@pytest.mark.parametrize("day", [date(2016, 12, 31), date(2020, 6, 1)])
def test_no_value_is_invented_where_none_is_known(day):
    with pytest.raises(NoValueInForce, match=r"some\.thing.*pas de valeur connue"):
        LAW.value("some.thing", on=day)


def test_an_unknown_rule_is_said_so():
    with pytest.raises(NoValueInForce, match="Aucune règle"):
        LAW.history("no.thing")


def test_no_value_is_a_lookup_error_for_code_that_expects_one():
    assert issubclass(NoValueInForce, LookupError)


def test_the_history_starts_with_the_oldest_value():
    assert [dated.value for dated in LAW.history("some.thing")] == [6, 9]


def test_keys_are_in_alphabetical_order():
    law = Law({key: Parameter(key, "Something", "months", ()) for key in ("b.a", "a.b", "a.a")})

    assert law.keys() == ("a.a", "a.b", "b.a")


def test_the_parameters_cannot_be_changed():
    with pytest.raises(TypeError):
        LAW.parameters["new.one"] = LAW.parameters["some.thing"]  # type: ignore[index]


@pytest.mark.parametrize(("day", "ids"), [(date(2030, 3, 9), []), (date(2030, 3, 10), ["FR-2030-1"])])
def test_a_regime_is_known_from_its_publication(day, ids):
    assert [known.id for known in LAW.regimes_known(on=day)] == ids


def test_a_regime_announced_and_not_published_is_announced():
    law = LAW.with_regime(regime(id="FR-2030-2", family="FR-2030-2", announced_on=date(2030, 3, 1)))

    assert [announced.id for announced in law.regimes_announced(on=date(2030, 3, 5))] == ["FR-2030-2"]


def test_a_disabled_regime_is_not_announced():
    law = LAW.with_regime(regime(announced_on=date(2030, 3, 1), disabled=True))

    assert law.regimes_announced(on=date(2030, 3, 5)) == ()


def test_the_same_version_takes_over_in_a_simulation():
    law = LAW.with_regime(regime(title="Another"))

    assert [known.title for known in law.regimes] == ["Another"]


def test_a_simulation_leaves_the_law_unchanged():
    LAW.with_regime(regime(id="FR-2030-2", family="FR-2030-2"))

    assert LAW.regimes == (REGIME,)


def test_a_regime_can_be_taken_out_with_all_its_versions():
    law = LAW.with_regime(regime(version=2, published=date(2030, 4, 1)))

    assert law.without("FR-2030-1").regimes == ()


def test_regimes_are_in_order_of_publication():
    earlier = regime(id="FR-2030-9", family="FR-2030-9", published=date(2030, 1, 1))
    announced = regime(id="FR-2030-8", family="FR-2030-8", published=None, announced_on=date(2030, 2, 1))
    never = regime(id="FR-2030-0", family="FR-2030-0", published=None, disabled=True)

    law = Law(regimes=(REGIME, never, announced, earlier))

    assert [known.id for known in law.regimes] == ["FR-2030-9", "FR-2030-8", "FR-2030-1", "FR-2030-0"]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (regime(family="FR-2030-2", version=2), "deux familles"),
        (regime(id="FR-2030-2"), "deux fois la version"),
        (regime(version=2), "pas publiée après"),
        (regime(version=3, published=date(2030, 3, 9)), "pas publiée après"),
    ],
)
def test_two_regimes_that_contradict_each_other_are_refused(other, sentence):
    with pytest.raises(ValueError, match=sentence):
        Law(regimes=(REGIME, other))


def test_a_version_only_announced_may_follow_any_other():
    law = Law(regimes=(REGIME, regime(version=2, published=None, announced_on=date(2030, 3, 1))))

    assert len(law.regimes) == 2


def test_a_version_may_follow_one_that_was_only_announced():
    law = Law(regimes=(regime(published=None, announced_on=date(2030, 3, 1)), regime(version=2)))

    assert len(law.regimes) == 2
