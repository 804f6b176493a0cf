"""A file of the law that cannot be trusted stops the start, with its path and one sentence."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.law import Confidence, Effect, EffectKind, MalformedLaw, Right, current_law, load_law
from tests.core.law.making import PARAMETER_FILE, REGIME_FILE, write_law

SECOND_VALUE = """
[[values]]
from = 2020-01-01
value = 9
confidence = "read"
source = { title = "A text", url = "https://example.org/text", read_on = 2026-11-23 }
"""
SOURCE_LINE = 'source = { title = "A text", url = "https://example.org/text", read_on = 2026-11-23 }\n'


def test_the_packaged_law_is_read_once():
    assert current_law() is current_law()


def test_a_plain_law_is_read(tmp_path):
    law = load_law(write_law(tmp_path))

    assert law.value("some.thing", on=date(2020, 1, 1)).value == 6


def test_a_value_carries_its_source_and_confidence(tmp_path):
    dated = load_law(write_law(tmp_path)).value("some.thing", on=date(2020, 1, 1))

    assert (dated.source.url, dated.source.read_on, dated.confidence) == ("https://example.org/text", date(2026, 11, 23), Confidence.READ)


def test_a_value_without_an_end_lasts_until_the_next_one(tmp_path):
    law = load_law(write_law(tmp_path, parameter=PARAMETER_FILE + SECOND_VALUE))

    assert [dated.ends for dated in law.history("some.thing")] == [date(2019, 12, 31), None]


def test_a_value_that_ends_before_the_next_one_leaves_a_gap(tmp_path):
    ended = PARAMETER_FILE.replace("from = 2017-01-01", "from = 2017-01-01\nto = 2018-12-31")

    law = load_law(write_law(tmp_path, parameter=ended + SECOND_VALUE))

    assert law.history("some.thing")[0].ends == date(2018, 12, 31)


def test_values_may_be_written_in_any_order(tmp_path):
    earlier = SECOND_VALUE.replace("2020-01-01", "2010-01-01")

    law = load_law(write_law(tmp_path, parameter=PARAMETER_FILE + earlier))

    assert [dated.value for dated in law.history("some.thing")] == [9, 6]


def test_money_is_exact(tmp_path):
    money = PARAMETER_FILE.replace("months", "euros_per_month").replace("value = 6", "value = { alone = 330.10 }")

    law = load_law(write_law(tmp_path, parameter=money))

    assert law.value("some.thing", on=date(2020, 1, 1)).value["alone"] == Decimal("330.10")


def test_a_table_of_the_law_cannot_be_changed(tmp_path):
    money = PARAMETER_FILE.replace("months", "euros_per_month").replace("value = 6", "value = { alone = 330.10 }")
    amounts = load_law(write_law(tmp_path, parameter=money)).value("some.thing", on=date(2020, 1, 1)).value

    with pytest.raises(TypeError):
        amounts["alone"] = 0


def test_a_plain_regime_is_read(tmp_path):
    (regime,) = load_law(write_law(tmp_path)).regimes

    assert regime.scope == {Right.PSP: Effect(EffectKind.MONTHS, amount=6)}


def test_a_regime_may_be_named_after_its_version(tmp_path):
    assert load_law(write_law(tmp_path, regime_name="FR-2030-1.v1")).regimes


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(MalformedLaw, match="aucun fichier TOML"):
        load_law(tmp_path)


def test_a_refusal_names_the_file(tmp_path):
    folder = write_law(tmp_path, parameter="not toml")

    with pytest.raises(MalformedLaw) as refused:
        load_law(folder)

    assert refused.value.path == folder / "parameters" / "some" / "thing.toml"


def test_a_refusal_is_one_sentence(tmp_path):
    folder = write_law(tmp_path, parameter=PARAMETER_FILE.replace(SOURCE_LINE, ""))

    with pytest.raises(MalformedLaw) as refused:
        load_law(folder)

    sentence = str(refused.value).replace(str(folder), "").replace(".toml", "")
    assert (sentence.count("."), sentence.count("\n")) == (1, 0)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    folder = write_law(tmp_path)
    (folder / "parameters" / "some" / "thing.toml").write_bytes(PARAMETER_FILE.replace("something", "agrément").encode("latin-1"))

    with pytest.raises(MalformedLaw, match="UTF-8"):
        load_law(folder)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    folder = write_law(tmp_path)
    (folder / "parameters" / "some" / "other.toml").mkdir()

    with pytest.raises(MalformedLaw, match="lisible"):
        load_law(folder)


SPOILED_PARAMETERS = [
    (SOURCE_LINE, "", "pas de champ « source »"),
    ('confidence = "read"\n', "", "pas de champ « confidence »"),
    ("from = 2017-01-01\n", "", "pas de champ « from »"),
    ("value = 6\n", "", "pas de champ « value »"),
    ('unit = "months"\n', "", "pas de champ « unit »"),
    ('unit = "months"', 'unit = "moons"', "unité « moons » est inconnue"),
    ('unit = "months"', "unit = 3", "« unit » n'est pas un texte"),
    ('description = "Months of something"', 'description = " "', "« description » n'est pas un texte"),
    ('description = "Months of something"', 'descripton = "x"', "champ inconnu, « descripton »"),
    ("value = 6", "value = 6\nvalu = 7", "champ inconnu, « valu »"),
    ("value = 6", "value = 6\nnote = 7", "« note » n'est pas un texte"),
    ("value = 6", "value = -6", "pas de l'unité « months »"),
    ("value = 6", "value = true", "pas de l'unité « months »"),
    ("value = 6", 'value = "6"', "pas de l'unité « months »"),
    ("value = 6", "value = []", "pas de l'unité « months »"),
    ("value = 6", 'value = [2, "4"]', "pas de l'unité « months »"),
    ("from = 2017-01-01", 'from = "2017-01-01"', "« from » n'est pas une date"),
    ("from = 2017-01-01", "from = 2017-01-01T00:00:00", "« from » n'est pas une date"),
    ("from = 2017-01-01", "from = 2017-01-01\nto = 2016-12-31", "avant de commencer"),
    ('confidence = "read"', 'confidence = "sure"', "la confiance « sure » est inconnu"),
    ('confidence = "read"', 'confidence = ["read"]', "la confiance"),
    ('"https://example.org/text"', '"example.org"', "ni sur la toile"),
    ('"https://example.org/text"', '""', "« url » n'est pas un texte"),
    ('title = "A text"', 'title = ""', "« title » n'est pas un texte"),
    ("read_on = 2026-11-23", 'read_on = "recently"', "« read_on » n'est pas une date"),
    (", read_on = 2026-11-23", "", "la source n'a pas de champ « read_on »"),
    (SOURCE_LINE, 'source = "a text"\n', "« source » n'est pas une table"),
]


@pytest.mark.parametrize(("good", "spoiled", "sentence"), SPOILED_PARAMETERS)
def test_a_spoiled_parameter_is_refused(tmp_path, good, spoiled, sentence):
    assert good in PARAMETER_FILE
    folder = write_law(tmp_path, parameter=PARAMETER_FILE.replace(good, spoiled))

    with pytest.raises(MalformedLaw, match=sentence):
        load_law(folder)


@pytest.mark.parametrize("values", ["values = 3", "values = []", "values = [3]"])
def test_values_that_are_not_tables_are_refused(tmp_path, values):
    folder = write_law(tmp_path, parameter=f'description = "x"\nunit = "months"\n{values}\n')

    with pytest.raises(MalformedLaw, match="suite de tables"):
        load_law(folder)


@pytest.mark.parametrize("starts", ["2017-01-01", "2018-12-31"])
def test_values_that_overlap_are_refused(tmp_path, starts):
    ended = PARAMETER_FILE.replace("from = 2017-01-01", "from = 2017-01-01\nto = 2018-12-31")
    folder = write_law(tmp_path, parameter=ended + SECOND_VALUE.replace("2020-01-01", starts))

    with pytest.raises(MalformedLaw, match="se recouvrent"):
        load_law(folder)


def test_two_open_values_of_the_same_day_are_refused(tmp_path):
    folder = write_law(tmp_path, parameter=PARAMETER_FILE + SECOND_VALUE.replace("2020-01-01", "2017-01-01"))

    with pytest.raises(MalformedLaw, match="se recouvrent"):
        load_law(folder)


SPOILED_REGIMES = [
    (SOURCE_LINE, "", "pas de champ « source »"),
    ('confidence = "read"\n', "", "pas de champ « confidence »"),
    ('id = "FR-2030-1"', 'id = "FR-2030-2"', r"s'appeler FR-2030-2\.toml"),
    ('id = "FR-2030-1"', "id = 3", "« id » n'est pas un texte"),
    ("version = 1", "version = true", "« version » n'est pas un nombre entier"),
    ("version = 1", "version = 0", "partir de 1"),
    ('matter = "rights"', 'matter = "wrongs"', "l'objet « wrongs » est inconnu"),
    ("published = 2030-03-10", "published = 2030", "« published » n'est pas une date"),
    ("published = 2030-03-10\n", "", "au moins annoncé"),
    ("published = 2030-03-10", "published = 2030-03-10\ndisabled = 1", "ni true ni false"),
    ("published = 2030-03-10", "published = 2030-03-10\ndisabeld = true", "champ inconnu, « disabeld »"),
    ("window = { from = 2030-03-01, to = 2030-03-31 }", "window = 3", "« window » n'est pas une table"),
    ("window = { from = 2030-03-01, to = 2030-03-31 }", "window = { to = 2030-03-31 }", "la fenêtre n'a pas de champ « from »"),
    ("window = { from = 2030-03-01, to = 2030-03-31 }\n", "", "deux bornes"),
    ("[scope.psp]", "[scope.pension]", "le droit « pension » est inconnu"),
    ("[scope.psp]", "[scope]", "le droit « effect » est inconnu"),
    ('[scope.psp]\neffect = "months"\namount = 6', "scope = 3", "« scope » n'est pas une table"),
    ('effect = "months"', 'effect = "moons"', "l'effet « moons » est inconnu"),
    ('effect = "months"\n', "", "un effet n'a pas de champ « effect »"),
    ("amount = 6", "amount = 6.5", "« amount » n'est pas un nombre entier"),
    ("amount = 6", "amount = 6\namuont = 7", "champ inconnu, « amuont »"),
]


@pytest.mark.parametrize(("good", "spoiled", "sentence"), SPOILED_REGIMES)
def test_a_spoiled_regime_is_refused(tmp_path, good, spoiled, sentence):
    assert good in REGIME_FILE
    plain = REGIME_FILE if not spoiled.startswith("scope") else REGIME_FILE.replace(good, "").replace("matter", "scope = 3\nmatter")
    folder = write_law(tmp_path, regime=plain.replace(good, spoiled))

    with pytest.raises(MalformedLaw, match=sentence):
        load_law(folder)


def test_regimes_that_contradict_each_other_are_refused(tmp_path):
    folder = write_law(tmp_path)
    (folder / "regimes" / "FR-2030-2.toml").write_text(REGIME_FILE.replace('id = "FR-2030-1"', 'id = "FR-2030-2"'), encoding="utf-8")

    with pytest.raises(MalformedLaw, match="deux fois la version 1"):
        load_law(folder)
