"""What may enter an entry."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from maillage.foundation.journal.hygiene import UnfitFact, canonical_facts


class Colour(StrEnum):
    GREEN = "green"


def test_facts_have_one_text_whatever_their_order() -> None:
    assert (
        canonical_facts({"b": 1, "a": date(2020, 5, 19)}) == canonical_facts({"a": date(2020, 5, 19), "b": 1}) == '{"a":"2020-05-19","b":1}'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("story", '"story"'),
        (Colour.GREEN, '"green"'),
        (True, "true"),
        (None, "null"),
        (3, "3"),
        ("", '""'),
        ("2A", '"2A"'),
        ("2020-F1/12", '"2020-F1/12"'),
        (Decimal("12.50"), '"12.50"'),
        (datetime(2020, 5, 19, 7, tzinfo=UTC), '"2020-05-19T07:00:00+00:00"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (str(uuid.UUID(int=1)), '"00000000-0000-0000-0000-000000000001"'),
        (("identity", "story"), '["identity","story"]'),
        ({"b", "a"}, '["a","b"]'),
    ],
)
def test_codes_dates_numbers_and_ids_are_accepted(value: Any, text: str) -> None:
    assert canonical_facts({"fact": value}) == f'{{"fact":{text}}}'


@pytest.mark.parametrize(
    "value",
    [
        "Amina",
        "rue des Lilas",
        "joëlle",
        "someone@example.org",
        "0612345678",
        "a" * 81,
        'a","b',
        1.5,
        b"bytes",
        {"a": 1},
        datetime(2020, 5, 19, 7),  # noqa: DTZ001
        ["fine", "Not fine"],
        list(range(51)),
    ],
)
def test_names_texts_and_the_rest_are_refused(value: Any) -> None:
    with pytest.raises(UnfitFact):
        canonical_facts({"fact": value})


def test_a_refusal_never_repeats_the_value() -> None:
    with pytest.raises(UnfitFact) as caught:
        canonical_facts({"place": "Amina"})

    assert "Amina" not in str(caught.value)


def test_a_fact_has_the_name_of_a_fact() -> None:
    with pytest.raises(UnfitFact):
        canonical_facts({"Not a name": 1})
