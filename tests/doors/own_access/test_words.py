"""Codes, answers and the eight languages: pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.doors.own_access import languages as texts
from maillage.doors.own_access.codes import draw_code, read_answer, read_code, spaced, words_of
from maillage.doors.own_access.languages import ORDER, TextsBroken, language_of, languages


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_code_is_read_back_however_it_is_spaced(number: int) -> None:
    code = f"{number:016}"

    assert read_code(spaced(code)) == code


def test_a_code_typed_in_arabic_digits_is_the_same_code() -> None:
    assert read_code("١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦") == "1234567890123456"


@pytest.mark.parametrize("typed", ["", "1234", "12345678901234567", "abcd efgh ijkl mnop"])
def test_what_has_not_sixteen_digits_is_no_code(typed: str) -> None:
    assert read_code(typed) == ""


def test_two_codes_are_never_the_same() -> None:
    assert len({draw_code() for _ in range(200)}) == 200


@pytest.mark.parametrize("typed", ["Minette grise", "minette GRISE", " minetté  grise! "])
def test_an_answer_forgives_case_accents_and_spaces(typed: str) -> None:
    assert read_answer(typed) == "minettegrise"


def test_an_answer_in_arabic_stays_an_answer() -> None:
    assert len(read_answer("قطة بيضاء")) >= 4


def test_the_code_and_the_answer_lock_together() -> None:
    assert words_of(code="1", answer="a") != words_of(code="1", answer="b")


def test_the_eight_languages_are_there() -> None:
    assert tuple(languages()) == ORDER


def test_arabic_is_written_from_right_to_left() -> None:
    assert [code for code, each in languages().items() if each.direction == "rtl"] == ["ar"]


def test_a_language_nobody_has_reviewed_says_so() -> None:
    assert [code for code, each in languages().items() if each.reviewed] == ["fr"]


def test_an_unknown_language_falls_back_on_french() -> None:
    assert language_of("xx").code == "fr"


@pytest.mark.parametrize("code", ORDER)
def test_a_card_is_said_with_its_day_and_hour_in_each_language(code: str) -> None:
    said = language_of(code).card("meeting", day=date(2020, 5, 28), hour=time(14, 30), words="Claire")

    assert {word for word in ("Claire", "28") if word in said.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))} == {"Claire", "28"}


def test_a_language_that_lacks_a_sentence_stops_the_start() -> None:
    model = language_of("fr")
    shorter = replace(model, code="xx", words={k: v for k, v in model.words.items() if k != "leave"})

    with pytest.raises(TextsBroken, match="leave"):
        texts._check(shorter, model=model)


@pytest.mark.parametrize("sentence", ["", "La commission lira votre demande."])
def test_a_language_that_loses_a_place_to_fill_stops_the_start(sentence: str) -> None:
    model = language_of("fr")
    broken = replace(model, code="xx", cards={**model.cards, "session": sentence})

    with pytest.raises(TextsBroken, match="session"):
        texts._check(broken, model=model)
