"""A value passes only if it is the very value she agreed to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.field_agreements import NOTHING, Decision, FieldAnswer, Standing, standing_of, still_to_ask, what_passes

ANSWERS = st.dictionaries(st.sampled_from("abcdef"), st.builds(FieldAnswer, value=st.text(max_size=5), decision=st.sampled_from(Decision)))


@pytest.mark.parametrize(
    ("answer", "now", "expected"),
    [
        (FieldAnswer("Aubrac", Decision.AGREED), None, Standing.PASSES),
        (FieldAnswer("Aubrac", Decision.AGREED), "Aubrac", Standing.PASSES),
        (FieldAnswer("Aubrac", Decision.AGREED), "Aubrac-Lune", Standing.CHANGED),
        (FieldAnswer("", Decision.AGREED), None, Standing.EMPTY),
        (FieldAnswer("", Decision.AGREED), "", Standing.EMPTY),
        (FieldAnswer("Aubrac", Decision.WITHHELD), "Aubrac", Standing.WITHHELD),
        (FieldAnswer("Aubrac", Decision.NOT_ASKED), "Aubrac", Standing.TO_ASK),
        (NOTHING, None, Standing.TO_ASK),
    ],
)
def test_where_a_field_stands(answer: FieldAnswer, now: str | None, expected: Standing) -> None:
    assert standing_of(answer, now=now) is expected


def test_only_what_she_agreed_to_passes_in_the_order_of_the_form() -> None:
    answers = {
        "project": FieldAnswer("Un CAP", Decision.AGREED),
        "last_name": FieldAnswer("Aubrac", Decision.AGREED),
        "resources": FieldAnswer("aucune", Decision.WITHHELD),
        "kept": FieldAnswer("entre nous", Decision.AGREED),
    }

    passed = what_passes(answers, allowed=("last_name", "resources", "project"), live={"last_name": "Aubrac"})

    assert list(passed.items()) == [("last_name", "Aubrac"), ("project", "Un CAP")]


def test_a_name_corrected_after_she_agreed_is_asked_again_and_does_not_leave() -> None:
    answers = {"last_name": FieldAnswer("Aubrac", Decision.AGREED)}

    assert what_passes(answers, allowed=("last_name",), live={"last_name": "Aubrak"}) == {}
    assert still_to_ask(answers, asked=("last_name",), live={"last_name": "Aubrak"}) == ("last_name",)


def test_what_she_withheld_is_settled() -> None:
    assert still_to_ask({"a": FieldAnswer("x", Decision.WITHHELD)}, asked=("a", "b"), live={}) == ("b",)


@given(answers=ANSWERS, allowed=st.sets(st.sampled_from("abcdefgh")), live=st.dictionaries(st.sampled_from("abc"), st.text(max_size=5)))
def test_nothing_passes_that_she_did_not_agree_to(answers: dict[str, FieldAnswer], allowed: set[str], live: dict[str, str]) -> None:
    passed = what_passes(answers, allowed=sorted(allowed), live=live)

    assert set(passed) <= allowed
    assert all(answers[code].decision is Decision.AGREED and answers[code].value == value for code, value in passed.items())
    assert all(live.get(code, value) == value for code, value in passed.items())


def test_the_repr_shows_no_word_of_hers() -> None:
    assert "Aubrac" not in repr(FieldAnswer("Aubrac", Decision.AGREED)) + repr(FieldAnswer("Aubrac"))
