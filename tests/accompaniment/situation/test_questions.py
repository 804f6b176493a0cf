"""Ages and never names, ticks that bring their questions, and answers said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.accompaniment.situation.questions import Kind, Question, kept, read_ages, said, summary
from maillage.accompaniment.situation.sections import BANK, HEALTH, HOUSEHOLD, LANGUAGE, OWN_WORDS, RESIDENCE, SECTIONS
from maillage.foundation.vault import Part


@pytest.mark.parametrize(
    ("typed", "ages"),
    [("3, 7", [3, 7]), ("7 et 3 ans", [3, 7]), ("12 ans ; 4 ans", [4, 12]), ("0", [0]), ("", []), ("  ", [])],
)
def test_ages_are_read_as_people_write_them(typed, ages):
    assert read_ages(typed) == ages


@pytest.mark.parametrize("typed", ["Ana", "Ana 3", "3, Ana", "-1", "31", "²", "٣", "1" * 20, ",".join(["3"] * 16)])
def test_a_name_or_anything_but_ages_is_refused(typed):
    with pytest.raises(ValueError, match=r"age|many"):
        read_ages(typed)


@given(ages=st.lists(st.integers(0, 30), max_size=15))
def test_ages_written_are_read_again(ages):
    assert read_ages(", ".join(str(age) for age in ages)) == sorted(ages)


def test_what_is_empty_or_unknown_is_not_kept():
    assert kept(LANGUAGE, {"french": "", "languages": [], "interpreter": "no", "invented": "x", "network_to_avoid": "  "}) == {
        "interpreter": "no"
    }


def test_a_text_is_cut_at_its_length():
    assert len(kept(LANGUAGE, {"network_to_avoid": "a" * 500})["network_to_avoid"]) == 200


def test_without_her_agreement_the_two_questions_do_not_exist():
    assert [each.code for each in OWN_WORDS.asked({})] == ["agreed"]
    assert kept(OWN_WORDS, {"duration": "under_one", "form": ["street"], "agreed_on": "2020-05-04"}) == {}


def test_with_her_agreement_they_exist():
    typed = {"agreed": True, "agreed_on": "2020-05-04", "duration": "not_said"}

    assert kept(OWN_WORDS, typed) == typed


def test_ages_are_said_with_their_count():
    assert said(HOUSEHOLD.question("children_with_her"), [1, 7]) == "2 enfants (1 an, 7 ans)"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.DAY, "2020-05-01", "1er mai 2020"),
        (Kind.EUROS, 330, "330 €"),
        (Kind.NUMBER, 2, "2"),
        (Kind.TICK, True, "oui"),
        (Kind.TEXT, "", ""),
    ],
)
def test_each_kind_of_answer_is_said_in_words(kind, value, words):
    assert said(Question(code="x", label="x", kind=kind), value) == words


def test_a_code_no_longer_offered_is_said_as_it_is():
    assert said(BANK.question("account"), "ancien") == "ancien"


def test_a_section_is_summed_up_by_its_first_answers():
    answers = {"languages": ["ro", "fr"], "french": "words", "reading": "no", "interpreter": "always"}

    assert summary(LANGUAGE, answers) == "roumain, français, quelques mots, ne lit pas …"


def test_health_and_residence_have_their_own_part_and_nothing_else_has():
    apart = {each.code: each.part for each in SECTIONS if each.part is not Part.STORY}

    assert apart == {HEALTH.code: Part.HEALTH, RESIDENCE.code: Part.RESIDENCE}


def test_health_and_what_she_says_of_her_life_prefill_nothing():
    assert {each.code for each in SECTIONS if not each.prefills} == {HEALTH.code, OWN_WORDS.code}


def test_no_question_asks_for_a_narrative():
    longest = max(each.max_length for spec in SECTIONS for each in spec.questions)
    texts = [each for each in OWN_WORDS.questions if each.kind is Kind.TEXT]

    assert (longest <= 300, texts) == (True, [])


def test_every_text_has_a_length_and_every_end_is_a_day():
    for spec in SECTIONS:
        assert all(each.max_length for each in spec.questions if each.kind is Kind.TEXT)
        assert not spec.until or spec.question(spec.until).kind is Kind.DAY
