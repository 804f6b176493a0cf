"""The trail is attacked in its file: everything is seen, and named."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal.evidence import Evidence
from maillage.foundation.journal.verification import verify, verify_against
from tests.foundation.conftest import on_database
from tests.foundation.journal.conftest import ORGANISATION, Trail
from tests.foundation.journal.mutations import CLUMSY, FAMILIES, attack_file, document_of

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


@pytest.mark.parametrize(("attack", "kind"), [(attack, kind) for attack, (kind, _) in CLUMSY.items()])
def test_a_clumsy_attack_is_detected_and_named_too(attack: str, kind: str, trail: Trail, tmp_path: Path) -> None:
    named = {}

    for seed in range(10):
        path = trail.copy(tmp_path / f"{seed}.sqlite3")
        attack_file(path, chain=ORGANISATION, family=attack, seed=seed)
        bad = verdict_of(path).first_bad
        named[seed] = bad.kind.value if bad else "unseen"

    assert named == dict.fromkeys(range(10), kind)


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


def test_a_row_whose_number_changed_by_a_bit_is_found_at_its_place(trail: Trail) -> None:
    database = sqlite3.connect(trail.path)
    sql = database.execute("SELECT sql FROM sqlite_master WHERE name = 'mg_journal_entry_no_update'").fetchone()[0]
    database.execute("DROP TRIGGER mg_journal_entry_no_update")
    database.execute("UPDATE mg_journal_entry SET seq = seq + 1024 WHERE chain = ? AND seq = 7", [ORGANISATION.hex])
    database.execute(sql)
    database.commit()
    database.close()

    verdict = verdict_of(trail.path)

    assert verdict.as_json()["first_bad"] == {"chain": str(ORGANISATION), "seq": 7, "kind": "bit_flip"}


@pytest.mark.parametrize("seed", range(12))
def test_a_bit_turned_in_the_file_itself_is_seen(seed: int, trail: Trail) -> None:
    data = bytearray(trail.path.read_bytes())
    places = [place for place in range(len(data)) if data.startswith(ORGANISATION.hex.encode(), place)]
    place = places[seed * len(places) // 12] + seed
    data[place] ^= 1 << seed % 7
    trail.path.write_bytes(bytes(data))

    verdict = verdict_of(trail.path)

    assert (verdict.status, verdict.first_bad.kind) == ("damaged", "bit_flip")


def test_a_forged_row_after_the_last_one_is_inserted_not_repaired(trail: Trail) -> None:
    database = sqlite3.connect(trail.path)
    database.row_factory = sqlite3.Row
    last = dict(database.execute("SELECT * FROM mg_journal_entry WHERE chain = ? ORDER BY seq DESC", [ORGANISATION.hex]).fetchone())
    forged = {**last, "seq": last["seq"] + 1, "previous_hash": last["hash"]}
    forged["hash"] = chains.chained(bytes.fromhex(last["hash"]), document_of(forged))
    names = ", ".join(f'"{name}"' for name in forged)
    database.execute(f"INSERT INTO mg_journal_entry ({names}) VALUES ({', '.join('?' * len(forged))})", list(forged.values()))
    database.commit()
    database.close()

    verdict = verdict_of(trail.path)

    assert verdict.as_json()["first_bad"] == {"chain": str(ORGANISATION), "seq": 41, "kind": "inserted"}


def test_a_whole_chain_removed_is_truncated_from_its_first_entry(trail: Trail) -> None:
    attack = sqlite3.connect(trail.path)
    sql = attack.execute("SELECT sql FROM sqlite_master WHERE name = 'mg_journal_entry_no_delete'").fetchone()[0]
    attack.execute("DROP TRIGGER mg_journal_entry_no_delete")
    attack.execute("DELETE FROM mg_journal_entry WHERE chain = ?", ["0" * 32])
    attack.execute(sql)
    attack.commit()
    attack.close()

    verdict = verdict_of(trail.path)

    assert verdict.as_json()["first_bad"] == {"chain": "system", "seq": 1, "kind": "truncated"}


def test_a_tail_cut_with_its_head_rolled_back_is_still_seen_by_a_witness(trail: Trail, settings: Any, tmp_path: Path) -> None:
    kept = tmp_path / "kept-by-the-witness.txt"
    newest = sorted((settings.MAILLAGE_VAR / "journal" / "checkpoints" / str(ORGANISATION)).glob("*.txt"))[-1]
    kept.write_bytes(newest.read_bytes())
    shutil.rmtree(settings.MAILLAGE_VAR / "journal")
    attack_file(trail.path, chain=ORGANISATION, family="truncated", seed=2)

    with on_database(trail.path):
        alone, witnessed = verify(repair=False), verify(witnesses=[kept], repair=False)

    assert (alone.status, witnessed.first_bad.kind) == ("intact", "truncated")
