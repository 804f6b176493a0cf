"""A day typed is bounded on both sides, by what its field says and by today."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.foundation.ui.days import DatedForm, DayField

TODAY = date(2020, 5, 19)


class Sample(DatedForm):
    usual = DayField(required=False)
    birth = DayField(required=False, earliest=date(1900, 1, 1), years_ahead=0)


@pytest.mark.parametrize("day", ["2016-04-13", "2020-05-19", "2023-05-19", ""])
def test_a_day_within_what_can_be_is_kept(day: str) -> None:
    assert Sample({"usual": day}, today=TODAY).is_valid()


@pytest.mark.parametrize("day", ["2016-04-12", "2023-05-20", "9999-12-31", "0001-01-01"])
def test_a_day_outside_is_refused_with_both_ends(day: str) -> None:
    form = Sample({"usual": day}, today=TODAY)

    assert form.errors["usual"] == [
        "Ce jour n'est pas possible ici : choisissez-le entre le mercredi 13 avril 2016 et le vendredi 19 mai 2023."
    ]


@pytest.mark.parametrize(("day", "valid"), [("1899-12-31", False), ("1990-02-03", True), ("2020-05-19", True), ("2020-05-20", False)])
def test_a_field_may_have_bounds_of_its_own(day: str, valid: bool) -> None:
    assert Sample({"birth": day}, today=TODAY).is_valid() is valid
