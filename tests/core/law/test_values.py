"""The values of the law refuse to contradict themselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.law import Confidence, DatedValue, Effect, EffectKind, Matter, Right
from tests.core.law.making import REGIME, SIX_MONTHS, SOURCE, regime


def test_the_weakest_confidence_wins():
    assert Confidence.READ.weakest(Confidence.RECALL, Confidence.SECOND_HAND) is Confidence.RECALL


@given(marks=st.lists(st.sampled_from(Confidence), min_size=1, max_size=6))
def test_the_weakest_does_not_depend_on_the_order(marks):
    assert marks[0].weakest(*marks[1:]) is marks[-1].weakest(*marks[:-1])


@pytest.mark.parametrize(
    ("kind", "amount", "until"),
    [
        (EffectKind.DAYS, None, None),
        (EffectKind.MONTHS, None, date(2030, 1, 1)),
        (EffectKind.MONTHS, 6, date(2030, 1, 1)),
        (EffectKind.UNTIL, None, None),
        (EffectKind.UNTIL, 6, None),
        (EffectKind.UNKNOWN, 6, None),
    ],
)
def test_an_effect_carries_what_its_kind_asks_and_nothing_else(kind, amount, until):
    with pytest.raises(ValueError, match="n'a pas la valeur"):
        Effect(kind, amount=amount, until=until)


@pytest.mark.parametrize("amount", [0, -90])
def test_an_effect_never_shortens_a_right(amount):
    with pytest.raises(ValueError, match="au moins un"):
        Effect(EffectKind.DAYS, amount=amount)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "312"}, "FR-2020-312"),
        ({"id": "FR-2020-312\n"}, "FR-2020-312"),
        ({"family": ""}, "famille"),
        ({"title": ""}, "intitulé"),
        ({"version": 0}, "partir de 1"),
        ({"scope": {}}, "les nomme"),
        ({"matter": Matter.SILENCE}, "les nomme"),
        ({"window_starts": date(2030, 4, 1)}, "avant de commencer"),
        ({"window_starts": None}, "deux bornes"),
        ({"window_ends": None}, "deux bornes"),
        ({"scope": {Right.PSP: Effect(EffectKind.UNTIL, until=date(2030, 3, 30))}}, "avant la fin de la fenêtre"),
        ({"published": None}, "au moins annoncé"),
        ({"announced_on": date(2030, 3, 11)}, "suit la publication"),
    ],
)
def test_a_regime_that_contradicts_itself_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        regime(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"published": None, "announced_on": date(2030, 3, 1)},
        {"announced_on": date(2030, 3, 10)},
        {"disabled": True, "published": None, "window_starts": None},
        {"scope": {Right.PSP: Effect(EffectKind.UNKNOWN)}, "window_starts": None, "window_ends": None},
        {"scope": {}, "matter": Matter.REMOTE_SITTING, "window_ends": None},
    ],
)
def test_a_regime_may_leave_open_what_it_does_not_know(changes):
    assert regime(**changes)


def test_the_scope_of_a_regime_cannot_be_changed():
    with pytest.raises(TypeError):
        REGIME.scope[Right.AFIS] = SIX_MONTHS  # type: ignore[index]


@pytest.mark.parametrize(("day", "known"), [(9, False), (10, True), (11, True)])
def test_a_regime_is_known_from_the_day_of_its_publication(day, known):
    assert REGIME.was_published(on=date(2030, 3, day)) is known


@pytest.mark.parametrize(("day", "announced"), [(1, False), (2, True), (9, True), (10, False)])
def test_a_regime_is_announced_until_it_is_published(day, announced):
    assert regime(announced_on=date(2030, 3, 2)).was_announced(on=date(2030, 3, day)) is announced


def test_a_regime_never_announced_is_not_announced():
    assert not REGIME.was_announced(on=date(2030, 3, 9))


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2030, 2, 28), False), (date(2030, 3, 1), True), (date(2030, 3, 31), True), (date(2030, 4, 1), False)],
)
def test_both_bounds_of_a_window_are_inside(day, inside):
    assert REGIME.window_holds(day) is inside


def test_a_window_without_bounds_holds_any_day():
    open_regime = regime(scope={Right.PSP: Effect(EffectKind.UNKNOWN)}, window_starts=None, window_ends=None)

    assert open_regime.window_holds(date(1990, 1, 1))


@pytest.mark.parametrize(("day", "codes"), [(date(2029, 12, 31), ["b"]), (date(2030, 1, 1), ["a", "b"]), (date(2030, 2, 1), ["b"])])
def test_rows_of_a_list_hold_between_their_own_dates(day, codes):
    rows = ({"code": "a", "from": date(2030, 1, 1), "to": date(2030, 1, 31)}, {"code": "b"})
    dated = DatedValue("some.list", rows, "coded_list", date(2029, 1, 1), None, SOURCE, Confidence.READ)

    assert [row["code"] for row in dated.rows(on=day)] == codes
