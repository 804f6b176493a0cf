"""The examples of `examples/*.toml`, readable by a lawyer: what is asked, what must be answered."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from maillage.core.clock.ends import end_of_right
from maillage.core.law import Right, current_law

FILES = sorted((Path(__file__).parent / "examples").glob("*.toml"))
CASES = [(file.stem, case) for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["cases"]]
IDS = [f"{name}: {case['right']} {case['expires']} as known on {case['as_known_on']}" for name, case in CASES]


def end_of(case):
    return end_of_right(right=Right(case["right"]), expires=case["expires"], as_known_on=case["as_known_on"], law=current_law())


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=IDS)
def test_an_example_ends_on_the_day_written(case):
    end = end_of(case)

    assert end.new_expires == case["new_expires"], case["why"]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=IDS)
def test_an_example_rests_on_the_regimes_written(case):
    end = end_of(case)

    assert [applied.id for applied in end.applied] == case["applied"], case["why"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "considered" in case])
def test_an_example_gives_the_reasons_written(case):
    end = end_of(case)

    assert {considered.id: str(considered.reason) for considered in end.considered} == case["considered"], case["why"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "announced" in case])
def test_an_example_shows_the_announcements_written(case):
    end = end_of(case)

    assert [regime.id for regime in end.announced] == case["announced"], case["why"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "confidence" in case])
def test_an_example_has_the_confidence_written(case):
    end = end_of(case)

    assert end.confidence == case["confidence"], case["why"]


def test_a_remote_sitting_in_may_2020_rests_on_the_ordinance_and_on_the_code():
    day = date(2020, 5, 15)

    bases = {row["code"] for row in current_law().value("session.legal_bases", on=day).rows(on=day)}

    assert {"FR-2020-347", "crpa_r133_10"} <= bases


def test_a_remote_sitting_after_the_emergency_no_longer_rests_on_the_ordinance():
    day = date(2020, 8, 11)

    bases = {row["code"] for row in current_law().value("session.legal_bases", on=day).rows(on=day)}

    assert "FR-2020-347" not in bases
