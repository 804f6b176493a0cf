"""Erasure leaves nothing to open; a move leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.vault import (
    Part,
    SealBroken,
    SealErased,
    erase_subject,
    erasure,
    ledger,
    on_erasure,
    open_part,
    rehome_subject,
    replay_erasures,
    seal,
)
from maillage.foundation.vault.models import Erasure, SubjectKey
from maillage.foundation.vault.status import self_test
from tests.foundation.vault.rows import A, B, Case, Note, caseworker

TODAY = date(2020, 5, 19)
Maker = Callable[..., Case]


@pytest.fixture(autouse=True)
def _no_eraser_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure, "_erasers", [])


@pytest.fixture
def erase(django_capture_on_commit_callbacks: Any) -> Callable[[Case], None]:
    def act(case: Case) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            erase_subject(actor=caseworker(A), subject=case, today=TODAY)

    return act


def _read(case: Case, actor: Actor) -> str:
    case = Case.unscoped.get(pk=case.pk)
    return open_part(actor=actor, subject=case, part=Part.IDENTITY, reason="follow_up", today=TODAY).read(case, "name")


def test_an_erased_subject_opens_no_more(make_case: Maker, erase: Any) -> None:
    case = make_case()
    erase(case)

    with pytest.raises(SealErased):
        _read(case, caseworker(A))


def test_an_erased_subject_seals_no_more(make_case: Maker, erase: Any) -> None:
    case = make_case()
    erase(case)

    with pytest.raises(SealErased):
        seal(case, name="retour")


def test_another_subject_is_untouched(make_case: Maker, erase: Any) -> None:
    other = make_case(name="Nour")
    erase(make_case())

    assert _read(other, caseworker(A)) == "Nour"


def test_rooms_remove_their_rows_in_the_same_act(make_case: Maker, erase: Any) -> None:
    @on_erasure
    def remove(subject: Any) -> None:
        subject.delete()

    case = make_case()
    identity = case.pk
    erase(case)

    assert (Case.unscoped.count(), Entry.unscoped.get().subject_id) == (0, str(identity))


def test_a_room_that_fails_undoes_the_whole_erasure(make_case: Maker) -> None:
    @on_erasure
    def fail(subject: Any) -> None:
        raise OSError("no")

    case = make_case(name="Zélie")
    with pytest.raises(OSError, match="no"):
        erase_subject(actor=caseworker(A), subject=case, today=TODAY)

    assert (_read(case, caseworker(A)), Erasure.objects.count()) == ("Zélie", 0)


def test_the_ledger_keeps_a_random_id_and_a_day(make_case: Maker, erase: Any, keys: Path) -> None:
    case = make_case(name="Zélie")
    erase(case)

    assert ledger.read() == {case.pk: TODAY}
    assert "lie" not in ledger.path().read_text()


def test_a_line_cut_by_a_crash_is_written_again(make_case: Maker, erase: Any) -> None:
    first, second = make_case(), make_case()
    erase(first)
    ledger.path().write_text(ledger.path().read_text()[:-20])

    erase(second)

    assert set(ledger.read()) == {first.pk, second.pk}


def test_a_restored_key_is_destroyed_again_by_the_replay(make_case: Maker, erase: Any) -> None:
    case = make_case()
    copy = SubjectKey.objects.get(subject_id=case.pk)
    erase(case)
    Erasure.objects.all().delete()
    copy.save(force_insert=True)
    before = self_test().problems

    destroyed = replay_erasures()

    assert (len(before), destroyed, self_test().problems) == (1, 1, [])
    with pytest.raises(SealErased):
        _read(case, caseworker(A))


def test_the_ledger_forgets_what_no_backup_holds_any_more(make_case: Maker, erase: Any) -> None:
    erase(make_case())

    kept = ledger.forget_old(today=TODAY + timedelta(days=91)), len(ledger.read())
    dropped = ledger.forget_old(today=TODAY + timedelta(days=92)), len(ledger.read())

    assert (kept, dropped) == ((0, 1), (1, 0))


# --- another organisation ------------------------------------------------------------------------------------------


def _moved(make_case: Maker) -> tuple[Case, Note]:
    case = make_case(name="Zélie", phone="mardi")
    note = Note(case=case)
    seal(note, text="récit")
    note.save()
    rehome_subject(actor=caseworker(A), subject=case, organisation_id=B, today=TODAY)
    return case, Note.unscoped.get(pk=note.pk)


def test_a_moved_subject_opens_in_its_new_organisation(make_case: Maker) -> None:
    case, note = _moved(make_case)
    opened = open_part(actor=caseworker(B), subject=case, part=Part.STORY, reason="handover", today=TODAY)

    assert (_read(case, caseworker(B)), opened.read(note, "text"), self_test(values=True).problems) == ("Zélie", "récit", [])


def test_nothing_of_a_moved_subject_stays_under_the_old_organisation(make_case: Maker) -> None:
    _moved(make_case)

    assert set(SubjectKey.objects.values_list("organisation_id", flat=True)) == {B}


def test_a_move_is_journaled_in_both_chains(make_case: Maker) -> None:
    _moved(make_case)

    assert set(Entry.unscoped.filter(action="vault.subject_rehomed").values_list("chain", flat=True)) == {A, B}


def test_a_value_from_before_the_move_does_not_open_after(make_case: Maker) -> None:
    case = make_case(name="Zélie")
    before = Case.unscoped.get(pk=case.pk).name
    rehome_subject(actor=caseworker(A), subject=case, organisation_id=B, today=TODAY)
    case.name = before
    case.save()

    with pytest.raises(SealBroken):
        _read(case, caseworker(B))


def test_a_subject_with_one_broken_value_does_not_move(make_case: Maker) -> None:
    case = make_case(name="Zélie", phone="mardi")
    case.alias = case.phone
    case.save()

    with pytest.raises(SealBroken):
        rehome_subject(actor=caseworker(A), subject=case, organisation_id=B, today=TODAY)

    assert (_read(case, caseworker(A)), SubjectKey.objects.count()) == ("Zélie", 1)


def test_a_subject_that_sealed_nothing_moves_too(keys: Any) -> None:
    case = Case(organisation_id=A)
    case.save()
    rehome_subject(actor=caseworker(A), subject=case, organisation_id=B, today=TODAY)

    assert Case.unscoped.get().organisation_id == B
