"""Two versions of a text, compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.tracked_changes import Mark, Stretch, compare

WORDS = st.lists(st.sampled_from(["la ", "commission ", "relève\n", "que ", "  ", "projet."]), max_size=12).map("".join)


def test_a_word_replaced_is_taken_out_then_put_in() -> None:
    assert compare("Avis très favorable.", "Avis plutôt favorable.") == (
        Stretch(Mark.KEPT, "Avis"),
        Stretch(Mark.TAKEN_OUT, " très"),
        Stretch(Mark.PUT_IN, " plutôt"),
        Stretch(Mark.KEPT, " favorable."),
    )


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("", "Un désaccord.", [Mark.PUT_IN]),
        ("Un désaccord.", "", [Mark.TAKEN_OUT]),
        ("Le même.", "Le même.", [Mark.KEPT]),
        ("", "", []),
    ],
)
def test_what_is_only_added_only_removed_or_the_same(before: str, after: str, marks: list[Mark]) -> None:
    assert [each.mark for each in compare(before, after)] == marks


def test_a_sentence_added_at_the_end_touches_nothing_before_it() -> None:
    assert [each.text for each in compare("Close le 14 mai.", "Close le 14 mai. Elle fut longue.")] == [
        "Close le 14 mai.",
        " Elle fut longue.",
    ]


@given(before=WORDS, after=WORDS)
def test_both_versions_can_be_read_back(before: str, after: str) -> None:
    found = compare(before, after)

    assert "".join(each.text for each in found if each.mark is not Mark.PUT_IN) == before
    assert "".join(each.text for each in found if each.mark is not Mark.TAKEN_OUT) == after
