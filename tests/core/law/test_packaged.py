"""What the packaged law must hold: every key that rooms ask for, dates that say when a rule changed, the regimes of 2020."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.law import Confidence, Matter, NoValueInForce, Right, current_law

MAY_2020 = date(2020, 5, 19)
TODAY = date(2026, 11, 23)

VALUES_IN_MAY_2020 = {
    "psp.initial_months": 6,
    "psp.renewal_months": 6,
    "psp.cap_months": 24,
    "psp.renewals_max": 3,
    "notice.days": 5,
    "quorum.share": Decimal("0.5"),
    "proxy.per_holder": 1,
    "sessions.yearly_minimum": 1,
    "written.minimum_share": Decimal("0.5"),
    "appeal.months": 2,
    "silence.alert_months": (2, 4),
    "agrement.months": 36,
    "agrement.completeness_months": 2,
    "agrement.silence_months": 4,
    "aps.minimum_months": 6,
    "aps.silence_months": 4,
    "aps.article": "CESEDA, art. L. 316-1-1",
    "acknowledgement.receipt_working_days": 10,
}


@pytest.mark.parametrize("key", VALUES_IN_MAY_2020)
def test_a_rule_of_may_2020_has_its_value(key):
    assert current_law().value(key, on=MAY_2020).value == VALUES_IN_MAY_2020[key]


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("sessions.yearly_minimum", date(2025, 12, 31), date(2026, 1, 1)),
        ("sessions.kinds", date(2025, 12, 31), date(2026, 1, 1)),
        ("commission.seats", date(2025, 12, 31), date(2026, 1, 1)),
        ("afis.amount", date(2022, 6, 30), date(2022, 7, 1)),
        ("aps.article", date(2021, 4, 30), date(2021, 5, 1)),
        ("afis.excluded_by", date(2017, 8, 31), date(2017, 9, 1)),
    ],
)
def test_a_rule_changes_overnight(key, before, after):
    law = current_law()

    assert law.value(key, on=before).value != law.value(key, on=after).value


def test_the_allowance_grew_by_four_percent_in_july_2022():
    before, after = (current_law().value("afis.amount", on=day).value for day in (date(2022, 6, 30), date(2022, 7, 1)))

    assert {name: (amount * Decimal("1.04")).quantize(Decimal("0.01")) for name, amount in before.items()} == dict(after)


def test_an_unknown_year_of_the_series_of_flat_amounts_has_no_value():
    with pytest.raises(NoValueInForce, match=r"afis\.rsa_single"):
        current_law().value("afis.rsa_single", on=MAY_2020)


def test_the_amount_in_mayotte_is_unknown_since_july_2022():
    with pytest.raises(NoValueInForce):
        current_law().value("afis.amount_mayotte", on=date(2022, 7, 1))


def test_individual_sessions_leave_out_the_seats_added_in_2026():
    law = current_law()
    kinds = {row["code"]: row for row in law.value("sessions.kinds", on=TODAY).value}
    seats = {row["code"] for row in law.value("commission.seats", on=TODAY).value if not row["individual_psp"]}

    assert seats == set(kinds["individual_psp"]["excluded_seats"])


def test_no_complaint_irregular_stay_and_dublin_are_fragile_for_any_request():
    motives = current_law().value("refusal.motives", on=MAY_2020).value
    fragile = {row["code"] for row in motives if set(row["fragile_on"]) >= {"first", "renewal"}}

    assert fragile == {"no_complaint", "irregular_stay", "dublin"}


def test_prostitution_not_ceased_is_fragile_on_a_first_request_only():
    motives = {row["code"]: row for row in current_law().value("refusal.motives", on=MAY_2020).value}

    assert motives["not_ceased"]["fragile_on"] == ("first",)


def test_each_piece_says_its_level_and_its_part():
    pieces = current_law().value("psp.pieces", on=MAY_2020).value

    assert {(row["level"], row["part"]) for row in pieces} <= {
        (level, part) for level in ("required", "if_applicable") for part in ("psp", "afis", "residence")
    }


def test_the_regimes_are_those_of_the_legal_notes():
    assert {regime.id for regime in current_law().regimes} == {
        "FR-2020-312", "FR-2020-328-v1", "FR-2020-328-v2", "FR-2020-734-15", "FR-2020-306-3", "FR-2020-306-7",
        "FR-2020-347", "FR-2020-1507", "FR-2020-737", "FR-2020-1553",
    }  # fmt: skip


def test_a_text_that_moves_no_right_names_none():
    silent = {regime.id for regime in current_law().regimes if regime.matter is not Matter.RIGHTS}

    assert silent == {"FR-2020-306-7", "FR-2020-347", "FR-2020-1507"}


def test_no_regime_of_2020_consumes_the_cap():
    assert not any(regime.consumes_cap for regime in current_law().regimes)


def test_each_right_is_named_by_a_regime():
    assert {right for regime in current_law().regimes for right in regime.scope} == set(Right)


def test_a_choice_of_ours_is_never_said_to_be_read():
    choices = [
        value for parameter in current_law().parameters.values() for value in parameter.values if value.source.title.startswith("Choix")
    ]

    assert all(value.confidence in (Confidence.RECALL, Confidence.UNCERTAIN) for value in choices)
