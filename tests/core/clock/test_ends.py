"""The end of a right: one rule for the five rights, with made-up regimes that meet every case."""

from datetime import date, timedelta

import pytest

from maillage.core.clock.ending_words import effect_in_words
from maillage.core.clock.ends import Reason, end_of_right
from maillage.core.law import Confidence, Effect, EffectKind, Law, Right, current_law
from tests.core.law.making import SIX_MONTHS, regime

INSIDE = date(2030, 3, 31)
LATER = date(2030, 12, 1)


def end(*regimes, right=Right.PSP, expires=INSIDE, on=LATER):
    return end_of_right(right=right, expires=expires, as_known_on=on, law=Law(regimes=regimes))


def reasons(result):
    return {(considered.id, considered.regime.version): considered.reason for considered in result.considered}


@pytest.mark.parametrize(
    ("effect", "new_end"),
    [
        (Effect(EffectKind.DAYS, amount=180), date(2030, 9, 27)),
        (Effect(EffectKind.MONTHS, amount=6), date(2030, 9, 30)),
        (Effect(EffectKind.UNTIL, until=date(2030, 9, 23)), date(2030, 9, 23)),
        (Effect(EffectKind.UNTIL, until=INSIDE), INSIDE),
    ],
)
def test_days_are_counted_months_follow_the_calendar_and_a_date_is_a_date(effect, new_end):
    assert end(regime(scope={Right.PSP: effect})).new_expires == new_end


def test_without_any_regime_a_right_ends_when_it_should():
    result = end()

    assert (result.new_expires, result.confidence, result.moved) == (INSIDE, None, False)


def test_a_right_that_moves_says_so():
    assert end(regime()).moved


def test_a_regime_that_does_not_name_the_right_is_not_even_considered():
    result = end(regime(scope={Right.AFIS: SIX_MONTHS}))

    assert (result.applied, result.considered) == ((), ())


def test_an_applied_regime_carries_what_a_page_shows():
    (applied,) = end(regime()).applied

    assert (applied.id, applied.title, applied.source.title, applied.confidence, applied.in_force_from, str(applied.effect)) == (
        "FR-2030-1", "A regime", "A text", Confidence.READ, date(2030, 3, 11), "6 mois de plus",
    )  # fmt: skip


def test_disabled_comes_before_every_other_reason():
    result = end(regime(disabled=True), expires=date(2031, 1, 1), on=date(2030, 1, 1))

    assert reasons(result) == {("FR-2030-1", 1): Reason.DISABLED}


def test_not_yet_published_comes_before_the_window():
    result = end(regime(), expires=date(2031, 1, 1), on=date(2030, 1, 1))

    assert reasons(result) == {("FR-2030-1", 1): Reason.NOT_YET_PUBLISHED}


def test_replaced_comes_before_the_window():
    newer = regime(id="FR-2030-2", version=2, published=date(2030, 4, 1))

    result = end(regime(), newer, expires=date(2031, 1, 1))

    assert reasons(result) == {("FR-2030-1", 1): Reason.REPLACED, ("FR-2030-2", 2): Reason.OUTSIDE_WINDOW}


def test_the_window_comes_before_an_unknown_effect():
    result = end(regime(scope={Right.PSP: Effect(EffectKind.UNKNOWN)}), expires=date(2031, 1, 1))

    assert reasons(result) == {("FR-2030-1", 1): Reason.OUTSIDE_WINDOW}


def test_an_unknown_effect_moves_nothing():
    result = end(regime(scope={Right.PSP: Effect(EffectKind.UNKNOWN)}))

    assert (result.new_expires, reasons(result)) == (INSIDE, {("FR-2030-1", 1): Reason.EFFECT_UNKNOWN})


def test_a_disabled_version_replaces_nothing():
    disabled = regime(id="FR-2030-2", version=2, published=date(2030, 4, 1), disabled=True)

    assert [applied.id for applied in end(regime(), disabled).applied] == ["FR-2030-1"]


def test_a_version_that_no_longer_names_the_right_does_not_replace_for_it():
    other_right = regime(id="FR-2030-2", version=2, published=date(2030, 4, 1), scope={Right.AFIS: SIX_MONTHS})

    assert [applied.id for applied in end(regime(), other_right).applied] == ["FR-2030-1"]


def test_a_text_that_keeps_its_id_is_listed_once_and_speaks_through_its_latest_version():
    newer = regime(version=2, published=date(2030, 4, 1), scope={Right.PSP: Effect(EffectKind.MONTHS, amount=9)})

    result = end(regime(), newer)

    assert ([applied.regime.version for applied in result.applied], result.considered) == ([2], ())


def test_a_version_not_yet_published_leaves_the_earlier_one_speak():
    newer = regime(version=2, published=date(2030, 4, 1), scope={Right.PSP: Effect(EffectKind.MONTHS, amount=9)})

    result = end(regime(), newer, on=date(2030, 3, 31))

    assert ([applied.regime.version for applied in result.applied], result.considered) == ([1], ())


def test_a_disabled_version_leaves_the_earlier_one_speak():
    newer = regime(version=2, published=date(2030, 4, 1), disabled=True)

    assert [applied.regime.version for applied in end(regime(), newer).applied] == [1]


def test_two_families_never_add_up_the_latest_day_wins():
    longer = regime(id="FR-2030-2", family="FR-2030-2", scope={Right.PSP: Effect(EffectKind.DAYS, amount=200)})

    result = end(regime(), longer)

    assert (result.new_expires, [applied.id for applied in result.applied]) == (INSIDE + timedelta(days=200), ["FR-2030-1", "FR-2030-2"])


def test_the_confidence_is_that_of_the_weakest_regime_applied():
    weak = regime(id="FR-2030-2", family="FR-2030-2", confidence=Confidence.UNCERTAIN)

    assert end(regime(), weak).confidence is Confidence.UNCERTAIN


def test_an_extension_does_not_consume_the_cap_by_default():
    assert end(regime()).consumes_cap_months == 0


def test_an_extension_consumes_the_cap_when_its_regime_says_so():
    assert end(regime(consumes_cap=True)).consumes_cap_months == 6


def test_only_a_pathway_has_a_cap_to_consume():
    assert end(regime(scope={Right.AFIS: SIX_MONTHS}, consumes_cap=True), right=Right.AFIS).consumes_cap_months == 0


def test_an_announced_regime_is_shown_and_moves_nothing():
    announced = regime(announced_on=date(2030, 3, 2))

    result = end(announced, on=date(2030, 3, 9))

    assert ([shown.id for shown in result.announced], result.new_expires) == (["FR-2030-1"], INSIDE)


def test_a_published_regime_is_no_longer_announced():
    assert end(regime(announced_on=date(2030, 3, 2))).announced == ()


def test_an_announced_regime_is_not_shown_for_another_right():
    assert end(regime(announced_on=date(2030, 3, 2)), right=Right.AFIS, on=date(2030, 3, 9)).announced == ()


def test_an_announced_regime_is_not_shown_outside_its_window():
    assert end(regime(announced_on=date(2030, 3, 2)), expires=date(2030, 4, 1), on=date(2030, 3, 9)).announced == ()


def spoken(result):
    return [str(sentence) for sentence in result.explanation]


def test_the_explanation_follows_every_step():
    result = end(regime())

    assert spoken(result) == [
        "Parcours de sortie de la prostitution : la fin prévue est le 31 mars 2030.",
        "Sont pris en compte les textes publiés jusqu'au 1er décembre 2030 inclus.",
        "FR-2030-1 s'applique : la fin prévue tombe entre le 1er mars 2030 et le 31 mars 2030, bornes comprises.",
        "Effet de FR-2030-1 : 6 mois de plus, soit le 30 septembre 2030.",
        "Texte : A regime, publié le 10 mars 2030 (confiance : texte lu ; source : A text, https://example.org/text).",
        "FR-2030-1 est en vigueur depuis le 11 mars 2030.",
        "Nouvelle fin : le 30 septembre 2030.",
        "Cette prolongation ne compte pas dans la durée maximale du parcours ; les textes lus ne tranchent pas la question.",
        "À confirmer auprès de la préfecture.",
    ]


def test_the_explanation_says_when_a_published_text_is_not_yet_in_force():
    assert "FR-2030-1 est publié, mais n'entre en vigueur que le 11 mars 2030." in spoken(end(regime(), on=date(2030, 3, 10)))


def test_the_explanation_is_silent_on_an_unknown_entry_into_force():
    assert not any("vigueur" in sentence for sentence in spoken(end(regime(in_force_from=None))))


def test_the_explanation_says_what_the_cap_loses():
    sentence = "Cette prolongation compte pour 6 mois dans la durée maximale du parcours."

    assert sentence in spoken(end(regime(consumes_cap=True)))


@pytest.mark.parametrize(
    ("changes", "expires", "on", "sentence"),
    [
        ({"disabled": True}, INSIDE, LATER, "il est désactivé"),
        ({}, INSIDE, date(2030, 1, 1), "il n'était pas publié le 1er janvier 2030"),
        ({}, date(2030, 4, 1), LATER, "la fin prévue n'est pas entre le 1er mars 2030 et le 31 mars 2030"),
        ({"scope": {Right.PSP: Effect(EffectKind.UNKNOWN)}}, INSIDE, LATER, "il vise ce droit, mais son effet n'est pas connu"),
        (
            {"scope": {Right.PSP: Effect(EffectKind.UNKNOWN)}, "window_ends": None},
            date(2030, 2, 1),
            LATER,
            "la fin prévue est hors de sa fenêtre",
        ),
        (
            {"scope": {Right.PSP: Effect(EffectKind.UNKNOWN)}, "window_starts": None},
            date(2030, 4, 1),
            LATER,
            "la fin prévue est hors de sa fenêtre",
        ),
    ],
)
def test_the_explanation_gives_the_reason_of_each_regime_not_applied(changes, expires, on, sentence):
    assert f"FR-2030-1 n'est pas appliqué : {sentence}" in " ".join(spoken(end(regime(**changes), expires=expires, on=on)))


def test_the_explanation_says_that_a_version_was_replaced():
    newer = regime(id="FR-2030-2", version=2, published=date(2030, 4, 1))

    assert "FR-2030-1 n'est pas appliqué : une version publiée ensuite le remplace." in spoken(end(regime(), newer))


def test_the_explanation_shows_an_announcement():
    sentence = "FR-2030-1 est annoncé depuis le 2 mars 2030 mais n'est pas publié : il ne déplace aucune date."

    assert sentence in spoken(end(regime(announced_on=date(2030, 3, 2)), on=date(2030, 3, 9)))


def test_an_unknown_effect_is_to_be_confirmed_rather_than_concluded_against_her():
    result = end(regime(scope={Right.PSP: Effect(EffectKind.UNKNOWN)}))

    assert spoken(result)[-1] == "À confirmer auprès de la préfecture."


def test_an_end_that_nothing_moves_asks_for_no_confirmation():
    assert spoken(end())[-1] == "Aucun régime connu ce jour-là ne déplace la fin : elle reste le 31 mars 2030."


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (Effect(EffectKind.DAYS, amount=1), "1 jour de plus"),
        (Effect(EffectKind.DAYS, amount=90), "90 jours de plus"),
        (Effect(EffectKind.MONTHS, amount=6), "6 mois de plus"),
        (Effect(EffectKind.UNTIL, until=date(2030, 9, 23)), "fin reportée au 23 septembre 2030"),
        (Effect(EffectKind.UNKNOWN), "effet inconnu"),
    ],
)
def test_an_effect_is_said_in_words(effect, words):
    assert str(effect_in_words(effect)) == words


def test_every_right_has_its_words():
    firsts = {spoken(end_of_right(right=right, expires=INSIDE, as_known_on=LATER, law=current_law()))[0] for right in Right}

    assert len(firsts) == len(Right)
