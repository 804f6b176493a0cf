"""Names as a French ear hears them: worked examples, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.phonetics import beginnings, bones, folded, latin, read_lines, sound

ALIKE = [
    ("Katia", "Catya"), ("Katia", "Катя"), ("Aïcha", "Aisha"), ("Aïcha", "Aicha"), ("Aïcha", "عائشة"), ("Mbaduno", "Baduno"),
    ("Blessing", "Blésine"), ("Xiao", "Siao"), ("Ngozi", "Gozi"), ("Ndeye", "Deye"), ("Wassila", "Ouassila"), ("Wafa", "Ouafa"),
    ("Fatima", "Фатима"), ("Fatima", "Fatimah"), ("Gisèle", "Jizel"), ("Marie", "Mary"), ("Joy", "Djoï"), ("Precious", "Présious"),
    ("Khadija", "Cadidja"), ("Svetlana", "Светлана"), ("Yvonne", "Ivonne"), ("Niki", "Νίκη"), ("Oumou", "Umu"), ("Stefania", "Ștefania"),
    ("Zoé", "Zoey"), ("Łucja", "Lucja"), ("Philippa", "Filipa"), ("Rebecca", "Rébéka"),
]  # fmt: skip
SAME_BONES = [("Mohamed", "محمد"), ("Mohamed", "Muhammad"), ("Khadija", "خديجة"), ("Fatima", "فاطمة"), ("Katerina", "Катерина")]
APART = [("Katia", "Nadia"), ("Lune", "Rose"), ("Marie", "Marthe"), ("Xiao", "Chao"), ("Ines", "Inna"), ("Blessing", "Precious")]


def heard(name: str) -> str:
    return sound(folded(name))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_sound_alike_have_one_sound(one, other):
    assert heard(one) == heard(other) != ""


@pytest.mark.parametrize(("one", "other"), SAME_BONES)
def test_scripts_without_short_vowels_agree_by_the_bones(one, other):
    assert bones(heard(one)) == bones(heard(other)) != ""


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_differ_are_not_confused(one, other):
    assert heard(one) != heard(other)


@pytest.mark.parametrize("text", ["", "123", "李", "😀", "__"])
def test_what_is_no_word_of_an_alphabet_known_here_has_no_sound(text):
    assert heard(text) == ""


def test_too_few_consonants_have_no_bones():
    assert bones(heard("Aïcha")) == ""


def test_a_text_is_folded_word_by_word():
    assert folded("  Zélie-Anne  D'Œuvre_2 ") == "zelie anne d œuvre 2"


def test_letters_of_other_alphabets_are_read_in_ours():
    assert latin(folded("Юлия Đặng Œuvre Straße")) == "iuliia dang euvre strasse"


def test_a_sign_that_has_no_letter_here_is_left_as_it_is():
    assert latin("李") == "李"


def test_a_letter_of_a_known_alphabet_that_is_not_read_is_silent():
    assert latin("обь") == "ob"


@given(st.text(max_size=30))
def test_any_text_has_a_sound_of_capital_letters(text):
    for word in folded(text).split():
        assert sound(word) == "".join(sign for sign in sound(word) if "A" <= sign <= "Z")


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_word_passed_over_by_its_first_letter_never_sounds_so(word):
    assert sound(word) == "" or word[0] in beginnings(sound(word))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.text(max_size=20).filter(lambda text: "\n" not in text)))
def test_lines_read_together_are_read_as_one_by_one(lines):
    read = [" ".join(line.split()) for line in read_lines("\n".join(lines)).split("\n")]

    assert read == ([latin(folded(line)) for line in lines] or [""])
