from datetime import date

from maillage.core.phrase import day_in_words, phrase


def test_the_first_of_the_month_is_said_premier_in_french():
    assert day_in_words(date(2020, 5, 1)) == "1er mai 2020"


def test_an_english_day_has_no_ordinal():
    assert day_in_words(date(2020, 5, 1), language="en") == "1 May 2020"


def test_an_unknown_language_speaks_french():
    assert day_in_words(date(2020, 5, 2), language="xx") == "2 mai 2020"


def test_a_phrase_speaks_its_dates_in_words():
    assert str(phrase("Le parcours finit le {day}.", day=date(2020, 9, 12))) == "Le parcours finit le 12 septembre 2020."


def test_a_phrase_inside_a_phrase_is_translated_too():
    inner = phrase("la pièce")

    said = phrase("Manque : {what}.", what=inner).say(
        translate={"Manque : {what}.": "Missing: {what}.", "la pièce": "the paper"}.__getitem__
    )

    assert said == "Missing: the paper."
