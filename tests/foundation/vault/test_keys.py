"""Keys: where they come from, what refuses to start without them, how they are renewed."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from maillage.foundation.journal.models import Entry
from maillage.foundation.vault import Part, VaultUnusable, assert_ready, open_part, open_system, seal, seal_system
from maillage.foundation.vault.keks import current_kek, kek_numbers
from maillage.foundation.vault.keyring import SYSTEM
from maillage.foundation.vault.models import OrganisationKey, SubjectKey
from maillage.foundation.vault.signer import CheckpointSigner
from maillage.foundation.vault.startup import check_master_key
from maillage.foundation.vault.status import read_status, self_test
from tests.foundation.vault.rows import A, B, Case, Note, caseworker

Maker = Callable[..., Case]
DOCUMENT = Path(__file__).parents[3] / "docs/reference/crypto.md"


def _name(case: Case) -> str:
    case = Case.unscoped.get(pk=case.pk)
    return open_part(
        actor=caseworker(case.organisation_id), subject=case, part=Part.IDENTITY, reason="follow_up", today=date(2020, 5, 19)
    ).read(case, "name")


def _keys(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("keys", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def _other_master_key(keys: Path) -> None:
    (keys / "kek-1").write_bytes(os.urandom(32))


# --- the master key ------------------------------------------------------------------------------------------------


def test_in_development_the_first_seal_makes_a_key_that_only_its_owner_reads(make_case: Maker, keys: Path) -> None:
    make_case()

    assert (keys / "kek-1").stat().st_mode & 0o777 == 0o600


def test_in_production_a_missing_master_key_stops_the_start(keys: Path, settings: Any) -> None:
    settings.MAILLAGE_CREATE_KEYS = False

    with pytest.raises(VaultUnusable, match="kek-1 is missing"):
        assert_ready()


def test_in_production_a_missing_master_key_is_an_error_of_the_checks(keys: Path, settings: Any) -> None:
    settings.MAILLAGE_CREATE_KEYS = False

    assert [error.id for error in check_master_key(None)] == ["mg_vault.E001"]


def test_a_master_key_that_others_read_is_an_error_of_the_checks(make_case: Maker, keys: Path) -> None:
    make_case()
    (keys / "kek-1").chmod(0o644)

    assert "can be read by others" in str(check_master_key(None)[0].msg)


def test_in_development_the_checks_ask_for_nothing(keys: Path) -> None:
    assert check_master_key(None) == []


def test_a_lost_master_key_is_never_replaced_under_existing_keys(make_case: Maker, keys: Path) -> None:
    make_case()
    (keys / "kek-1").unlink()

    with pytest.raises(VaultUnusable, match="nothing sealed can be read"):
        assert_ready()
    assert kek_numbers() == []


def test_the_master_key_of_another_installation_stops_the_start(make_case: Maker, keys: Path) -> None:
    make_case()
    _other_master_key(keys)

    with pytest.raises(VaultUnusable, match="not the one of this database: nothing was touched"):
        assert_ready()


def test_the_right_master_key_lets_it_start(make_case: Maker) -> None:
    make_case()

    assert_ready()


def test_the_database_holds_no_plain_key(make_case: Maker, keys: Path) -> None:
    make_case()
    row = OrganisationKey.objects.get(organisation_id=A)

    assert (keys / "kek-1").read_bytes() not in bytes(row.wrapped)
    assert len(bytes(row.wrapped)) == 33 + 32


def test_each_organisation_has_its_own_key(make_case: Maker) -> None:
    make_case()
    make_case()
    make_case(organisation=B)

    assert OrganisationKey.objects.count() == 2
    assert SubjectKey.objects.count() == 3


# --- renewal -------------------------------------------------------------------------------------------------------


def test_the_master_key_is_renewed_without_touching_a_value(make_case: Maker, keys: Path) -> None:
    case = make_case(name="Zélie")

    code, out, _ = _keys("rotate", "kek", "--json")

    assert (code, json.loads(out)["moved"], current_kek(), _name(case)) == (0, 1, 2, "Zélie")


def test_once_renewed_the_old_master_key_may_be_taken_away(make_case: Maker, keys: Path) -> None:
    case = make_case(name="Zélie")
    _keys("rotate", "kek")
    (keys / "kek-1").unlink()

    assert (_name(case), _keys("selftest", "--values")[0]) == ("Zélie", 0)


def test_in_production_the_operator_puts_the_new_master_key(make_case: Maker, keys: Path, settings: Any) -> None:
    make_case()
    settings.MAILLAGE_CREATE_KEYS = False

    code, _, err = _keys("rotate", "kek")

    assert (code, "Put a new file kek-2" in err, kek_numbers()) == (2, True, [1])


def test_an_organisation_s_key_is_renewed(make_case: Maker) -> None:
    cases = [make_case(name="Zélie"), make_case(name="Nour"), make_case(organisation=B, name="Awa")]

    code, out, _ = _keys("rotate", "organisation", "--organisation", str(A), "--json")

    assert (code, json.loads(out), [_name(case) for case in cases]) == (
        0,
        {"rotated": "organisation", "keys": 1, "moved": 2, "broken": 0},
        ["Zélie", "Nour", "Awa"],
    )


def test_a_subject_s_key_is_renewed_with_all_that_hangs_on_it(make_case: Maker, today: date) -> None:
    case = make_case(name="Zélie", phone="mardi")
    note = Note(case=case)
    seal(note, text="récit", file_key=b"\x00" * 32)
    note.save()
    before = case.name

    code, out, _ = _keys("rotate", "subject", "--subject", f"vault_rows.case:{case.pk}", "--json")

    assert (code, json.loads(out)["moved"], _name(case)) == (0, 4, "Zélie")
    assert Case.unscoped.get(pk=case.pk).name != before
    note = Note.unscoped.get(pk=note.pk)
    opened = open_part(actor=caseworker(A), subject=case, part=Part.STORY, reason="follow_up", today=today)
    assert opened.read(note, "text") == "récit"


def test_an_old_version_seals_no_more(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    _keys("rotate", "subject", "--subject", str(case.pk))
    newest = SubjectKey.objects.filter(subject_id=case.pk).order_by("-number")[0]
    seal(case, alias="Z.")

    assert case.alias.ciphertext[1:5] == newest.key_id.to_bytes(4, "big")


def test_status_says_what_is_left_on_old_versions(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    stale = Case.unscoped.get(pk=case.pk)
    _keys("rotate", "subject", "--subject", str(case.pk))
    stale.save()  # written back from before the renewal: still under the old version, still readable

    assert [(old.what, old.left) for old in read_status().old] == [("subject", 1)]
    assert _name(case) == "Zélie"


def test_running_again_finishes_rather_than_starts(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    stale = Case.unscoped.get(pk=case.pk)
    _keys("rotate", "subject", "--subject", str(case.pk))
    stale.save()

    _keys("rotate", "subject", "--subject", str(case.pk))

    assert SubjectKey.objects.filter(subject_id=case.pk).count() == 2
    assert [old.left for old in read_status().old] == [0]


def test_pruning_destroys_old_versions_on_which_nothing_is_left(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    for what in (("subject", "--subject", str(case.pk)), ("organisation",)):
        _keys("rotate", *what)

    _, out, _ = _keys("prune")

    assert (out.strip(), _name(case), read_status().old) == ("1 old subject keys and 1 old organisation keys destroyed", "Zélie", [])


def test_pruning_keeps_an_old_version_that_still_opens_something(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    stale = Case.unscoped.get(pk=case.pk)
    _keys("rotate", "subject", "--subject", str(case.pk))
    stale.save()

    _keys("prune")

    assert _name(case) == "Zélie"


def test_secrets_of_accounts_outlive_the_renewal_of_their_organisation(keys: Path) -> None:
    sealed = seal_system("accounts.totp", b"secret")
    _keys("rotate", "organisation", "--organisation", str(SYSTEM))
    _keys("prune")

    assert open_system("accounts.totp", sealed) == b"secret"


def test_secrets_of_accounts_are_not_renewed_one_by_one(keys: Path) -> None:
    seal_system("accounts.totp", b"secret")
    subject_id = SubjectKey.objects.get(kind="system").subject_id

    assert _keys("rotate", "subject", "--subject", str(subject_id))[0] == 2


def test_a_renewal_is_journaled_in_the_system_s_chain(make_case: Maker) -> None:
    make_case()
    _keys("rotate", "organisation")

    assert Entry.unscoped.get(action="vault.key_rotated").chain == SYSTEM


# --- the self-test and its answers ---------------------------------------------------------------------------------


def test_the_self_test_opens_everything(make_case: Maker) -> None:
    make_case(name="Zélie", phone="mardi")

    verdict = self_test(values=True)

    assert (verdict.problems, verdict.organisations, verdict.subjects, verdict.values) == ([], 1, 1, 2)


def test_the_self_test_finds_a_value_that_does_not_open(make_case: Maker) -> None:
    case = make_case(name="Zélie", phone="mardi")
    case.name = case.phone
    case.save()

    code, out, _ = _keys("selftest", "--values")

    assert (code, "1 values of vault_rows_case.name do not open." in out) == (1, True)


def test_the_self_test_names_the_one_subject_whose_key_does_not_open(make_case: Maker) -> None:
    mine, hers = make_case(), make_case()
    SubjectKey.objects.filter(subject_id=mine.pk).update(wrapped=bytes(SubjectKey.objects.get(subject_id=hers.pk).wrapped))

    assert self_test().problems == [f"The key of the subject vault_rows.case:{mine.pk} does not open."]


def test_the_self_test_finds_another_master_key(make_case: Maker, keys: Path) -> None:
    make_case()
    _other_master_key(keys)

    assert _keys("selftest")[0] == 1


def test_the_self_test_is_unusable_without_a_master_key(make_case: Maker, keys: Path) -> None:
    make_case()
    (keys / "kek-1").unlink()

    assert _keys("selftest")[0] == 2


def test_a_renewal_leaves_what_does_not_open_and_says_so(make_case: Maker) -> None:
    case = make_case(name="Zélie", phone="mardi")
    case.name = case.phone
    case.save()

    code, _, err = _keys("rotate", "subject", "--subject", str(case.pk))

    assert (code, "1 values did not open" in err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("rotate", "subject"),
        ("rotate", "kek", "--subject", str(uuid.UUID(int=9))),
        ("rotate", "subject", "--subject", str(uuid.UUID(int=9))),
        ("rotate", "subject", "--subject", "nothing"),
        ("rotate", "organisation", "--organisation", str(uuid.UUID(int=9))),
    ],
)
def test_arguments_that_mean_nothing_are_unusable(arguments: tuple[str, ...], keys: Path) -> None:
    code, _, err = _keys(*arguments)

    assert (code, err.count("\n")) == (2, 1)


def test_a_subject_is_named_with_its_own_kind(make_case: Maker) -> None:
    assert _keys("rotate", "subject", "--subject", f"vault_rows.note:{make_case().pk}")[0] == 2


def test_status_prints_one_object(make_case: Maker) -> None:
    make_case()

    assert json.loads(_keys("status", "--json")[1]) == {
        "keks": [1],
        "current_kek": 1,
        "organisations": 1,
        "subjects": 1,
        "sealed": 2,
        "old": [],
        "unknown": 0,
    }


def test_the_inventory_printed_is_the_one_of_the_documents() -> None:
    assert _keys("inventory")[1] == DOCUMENT.read_text()


# --- the signer ----------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_signed_and_verified_by_the_key_beside_the_database(keys: Path) -> None:
    signer = CheckpointSigner()
    signature = signer.sign(b"root")

    assert (signer.verify(b"root", signature), signer.verify(b"other", signature), len(signer.key_id())) == (True, False, 16)
    assert (keys / "journal-checkpoint").stat().st_mode & 0o777 == 0o600
