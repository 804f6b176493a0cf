"""The trail is attacked in its file: everything is seen, and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from maillage.foundation.journal.evidence import Evidence
from maillage.foundation.journal.verification import verify, verify_against
from tests.foundation.journal.conftest import ORGANISATION, Trail, on_database
from tests.foundation.journal.mutations import FAMILIES, attack_file

SEEDS = 50


def verdict_of(path: Path) -> Any:
    with on_database(path):
        return verify()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_attack_of_a_family_is_detected_and_named(family: str, trail: Trail, tmp_path: Path) -> None:
    named = {}

    for seed in range(SEEDS):
        path = trail.copy(tmp_path / f"{seed}.sqlite3")
        attack_file(path, chain=ORGANISATION, family=family, seed=seed)
        bad = verdict_of(path).first_bad
        named[seed] = bad.kind.value if bad else "unseen"

    assert named == dict.fromkeys(range(SEEDS), family)


def test_the_hash_chain_alone_would_see_less_than_six_attacks_in_ten(trail: Trail, tmp_path: Path) -> None:
    seen = 0

    for family in FAMILIES:
        for seed in range(10):
            path = trail.copy(tmp_path / f"{family}{seed}.sqlite3")
            attack_file(path, chain=ORGANISATION, family=family, seed=seed)
            with on_database(path):
                seen += verify_against(Evidence())[0].first_bad is not None

    assert 0.2 < seen / (10 * len(FAMILIES)) < 0.6


def test_an_untouched_trail_is_intact(trail: Trail) -> None:
    verdict = verdict_of(trail.path)

    assert verdict.as_json() == {"status": "intact", "records": 50, "chains": 2, "first_bad": None}


@pytest.mark.parametrize("trigger", ["mg_journal_entry_no_update", "mg_journal_entry_no_delete", "mg_journal_entry_no_replace"])
def test_a_missing_trigger_is_a_damage(trigger: str, trail: Trail) -> None:
    database = sqlite3.connect(trail.path)
    database.execute(f"DROP TRIGGER {trigger}")
    database.close()

    verdict = verdict_of(trail.path)

    assert verdict.as_json()["first_bad"] == {"chain": None, "seq": None, "kind": "trigger_missing"}
