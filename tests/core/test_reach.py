"""What to dial and where to write: one number, one address, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.reach import Reach, dialable, dialled, email_in, masked, number_in, reach_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Messagerie, 06 00 00 12 34 ; l'écran s'allume devant tout le monde.", "06 00 00 12 34"),
        ("06.00.00.12.34", "06.00.00.12.34"),
        ("appeler le +33 6 00 00 12 34 le soir", "+33 6 00 00 12 34"),
        ("0600001234, dire 06 00 00 12 34 si elle demande", "06 00 00 12 34"),
        ("00 40 721 000 123", "00 40 721 000 123"),
        ("Vient le mardi 12 mai 2020 au camion, de 14 h à 18 h", ""),
        ("06 00 00 12 34, ou son frère au 06 00 00 99 99 (jamais)", ""),
        ("06 00 00 12 34 06 00 00 99 99", ""),
        ("dossier A0600001234", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_in_words_when_there_is_one_only(words: str, number: str) -> None:
    assert number_in(words) == number


@pytest.mark.parametrize(
    ("words", "email"),
    [
        ("Adresse neutre : rose.des.vents@exemple.test", "rose.des.vents@exemple.test"),
        ("a@exemple.test ou b@exemple.test", ""),
        ("Par Amina, à l'épicerie", ""),
    ],
)
def test_an_address_is_read_in_words_when_there_is_one_only(words: str, email: str) -> None:
    assert email_in(words) == email


@pytest.mark.parametrize(("typed", "yes"), [("06 00 00 12 34", True), ("+33 6 00 00 12 34", True), ("115", False), ("06, le soir", False)])
def test_a_number_is_one_number_and_nothing_else(typed: str, yes: bool) -> None:
    assert dialable(typed) is yes


def test_what_was_noted_apart_comes_before_the_words() -> None:
    found = reach_in(
        number=" 06 11 11 11 11 ", email="x@exemple.test", words="06 22 22 22 22", words_tell_number=True, words_tell_email=True
    )

    assert (found.number, found.email) == ("06 11 11 11 11", "x@exemple.test")


def test_the_words_of_another_way_are_not_her_number() -> None:
    found = reach_in(number="", email="", words="Amina, 06 22 22 22 22, a@exemple.test", words_tell_number=False, words_tell_email=False)

    assert found == Reach()


def test_the_words_serve_when_nothing_was_noted_apart() -> None:
    found = reach_in(number="", email="", words="06 22 22 22 22, a@exemple.test", words_tell_number=True, words_tell_email=True)

    assert (found.dialled, found.email, repr(found)) == ("0622222222", "a@exemple.test", "Reach(…)")


@given(st.from_regex(r"\A0[1-79]([ .]?[0-9]{2}){4}\Z"))
def test_a_number_of_ten_digits_is_found_again_whatever_its_spaces(typed: str) -> None:
    assert dialled(number_in(f"Le soir : {typed} ; dire Claire.")) == dialled(typed)


def test_every_number_of_a_text_can_be_masked() -> None:
    assert masked("06 00 00 12 34, ou Bruna au +33 6 00 00 99 99", by="…") == "…, ou Bruna au …"
