"""Who may open what, for which reason, and what the journal keeps of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction

from maillage.foundation.access.actor import NOBODY, Actor, system_actor
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import (
    LABELS,
    PERMISSIONS,
    Opened,
    Part,
    Reason,
    ReasonRefused,
    SealBroken,
    Sealed,
    SealedFieldMisuse,
    SealErased,
    open_part,
    open_parts,
    open_system,
    reason_choices,
    seal,
    seal_system,
)
from maillage.foundation.vault.actions import OPENED
from maillage.foundation.vault.models import SubjectKey
from maillage.foundation.vault.parts import REASONS
from tests.foundation.vault.rows import A, B, Case, Note, caseworker

TODAY = date(2020, 5, 19)
Maker = Callable[..., Case]


def _open(case: Case, *, actor: Actor | None = None, part: Part = Part.IDENTITY, reason: str = "follow_up", **more: Any) -> Opened:
    return open_part(actor=actor or caseworker(A), subject=case, part=part, reason=reason, today=TODAY, **more)


@contextmanager
def _keeping_the_connection() -> Iterator[None]:
    """The end of a request closes connections; the transaction of the test needs its own."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def _entries(action: str) -> int:
    return Entry.unscoped.filter(action=action).count()


@pytest.mark.parametrize("text", ["", "Zélie", "é" * 400, "\x80\x00", " "])
def test_what_was_sealed_is_read_back(text: str, make_case: Maker) -> None:
    case = Case.unscoped.get(pk=make_case(name=text).pk)

    assert _open(case).read(case, "name") == text


def test_what_was_never_set_reads_empty(make_case: Maker) -> None:
    case = make_case()

    assert _open(case).read(case, "alias") == ""


def test_a_row_that_hangs_on_the_subject_is_read_with_it(make_case: Maker) -> None:
    case = make_case()
    note = Note(case=case)
    seal(note, text="récit")
    note.save()

    assert _open(case, part=Part.STORY).read(Note.unscoped.get(pk=note.pk), "text") == "récit"


def test_an_open_part_shows_and_travels_nowhere(make_case: Maker) -> None:
    opened = _open(make_case())

    assert repr(opened) == "<Opened>"
    with pytest.raises(SealedFieldMisuse):
        pickle.dumps(opened)


# --- who -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stranger", [caseworker(B), NOBODY, Actor(user_id=A)])
def test_a_stranger_does_not_learn_that_the_subject_exists(stranger: Actor, make_case: Maker) -> None:
    with pytest.raises(OutOfScope):
        _open(make_case(), actor=replace(stranger))


@pytest.mark.parametrize(
    ("actor", "part"),
    [
        (caseworker(A, role=Role.RECEPTION), Part.IDENTITY),
        (caseworker(A, role=Role.READER), Part.STORY),
        (caseworker(A, role=Role.MANAGER), Part.IDENTITY),
        (caseworker(A, role=Role.OUTREACH_WORKER), Part.IDENTITY),
        (caseworker(A), Part.HEALTH),
        (caseworker(A), Part.DELIBERATION),
    ],
)
def test_a_colleague_without_the_part_is_denied(actor: Actor, part: Part, make_case: Maker) -> None:
    with pytest.raises(Denied):
        _open(make_case(), actor=replace(actor), part=part)


def test_a_right_added_to_a_role_opens_its_part(make_case: Maker) -> None:
    case = make_case(health="asthme")

    assert _open(case, actor=caseworker(A, Right.HEALTH), part=Part.HEALTH).read(case, "health") == "asthme"


def test_a_mandate_elsewhere_adds_nothing_here(make_case: Maker) -> None:
    here, there = caseworker(A), caseworker(B, Right.HEALTH)
    both = replace(here, mandates=here.mandates + there.mandates)

    with pytest.raises(Denied):
        _open(make_case(), actor=both, part=Part.HEALTH)


def test_the_machine_opens_for_its_tasks(make_case: Maker) -> None:
    case = make_case(name="Zélie")

    assert _open(case, actor=system_actor(), reason="machine", system=True).read(case, "name") == "Zélie"


def test_nobody_else_passes_for_the_machine(make_case: Maker) -> None:
    with pytest.raises(Denied):
        _open(make_case(), system=True)


def test_a_refused_opening_leaves_no_entry_of_opening(make_case: Maker) -> None:
    with pytest.raises(OutOfScope):
        _open(make_case(), actor=caseworker(B))

    assert _entries("vault.identity_opened") == 0


# --- why -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "curiosité", "Elle me l'a demandé"])
def test_a_reason_outside_the_list_opens_nothing(reason: str, make_case: Maker) -> None:
    with pytest.raises(ReasonRefused):
        _open(make_case(), reason=reason)


def test_every_part_and_reason_has_its_words() -> None:
    assert (set(LABELS), set(PERMISSIONS), set(OPENED), set(REASONS)) == (set(Part), set(Part), set(Part), set(Reason))


def test_a_person_never_gives_the_reason_of_the_machine() -> None:
    assert "machine" not in dict(reason_choices())


# --- the journal ---------------------------------------------------------------------------------------------------


def test_the_journal_keeps_who_what_and_why_without_a_word_of_content(make_case: Maker) -> None:
    case, actor = make_case(name="Zélie"), caseworker(A)
    _open(case, actor=actor)

    entry = Entry.unscoped.get(action="vault.identity_opened")

    assert (entry.chain, entry.actor_id, entry.subject_id, entry.facts) == (
        A,
        actor.user_id,
        str(case.pk),
        '{"part":"identity","reason":"follow_up"}',
    )


def test_one_request_is_one_entry_per_subject_and_part(make_case: Maker) -> None:
    case, other, actor = make_case(), make_case(), caseworker(A)
    for subject, part in [(case, Part.IDENTITY), (case, Part.IDENTITY), (case, Part.STORY), (other, Part.IDENTITY)]:
        _open(subject, actor=actor, part=part)

    assert Entry.unscoped.count() == 3


def test_the_next_request_is_another_entry(make_case: Maker) -> None:
    case, actor = make_case(), caseworker(A)
    _open(case, actor=actor)
    _open(case, actor=replace(actor))

    assert _entries("vault.identity_opened") == 2


def test_an_entry_that_was_rolled_back_is_written_again(make_case: Maker) -> None:
    case, actor = make_case(), caseworker(A)
    with transaction.atomic():
        _open(case, actor=actor)
        transaction.set_rollback(True)

    _open(case, actor=actor)

    assert _entries("vault.identity_opened") == 1


def test_what_cannot_be_journaled_is_not_opened(make_case: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError("disk full")

    case = make_case()
    monkeypatch.setattr("maillage.foundation.vault.opening.record", full)

    with pytest.raises(OSError, match="disk full"):
        _open(case)


# --- many at once --------------------------------------------------------------------------------------------------


def test_many_subjects_are_opened_with_one_entry(make_case: Maker) -> None:
    cases = [make_case(name=f"Nom {number}") for number in range(5)]

    opened = open_parts(actor=caseworker(A), subjects=cases, part=Part.IDENTITY, reason="search", today=TODAY)

    assert [opened.read(case, "name") for case in cases] == [f"Nom {number}" for number in range(5)]
    assert Entry.unscoped.get(action="vault.parts_opened").facts == '{"count":5,"part":"identity","reason":"search"}'


def test_ten_times_as_many_subjects_ask_no_more_queries(make_case: Maker, django_assert_max_num_queries: Any) -> None:
    counted = []
    for size in (1, 3, 30):  # the first makes the keys
        cases = [make_case() for _ in range(size)]
        with django_assert_max_num_queries(12) as queries:
            opened = open_parts(actor=caseworker(A), subjects=cases, part=Part.IDENTITY, reason="search", today=TODAY)
            for case in cases:
                opened.read(case, "name")
        counted.append(len(queries))

    assert counted[1] == counted[2]


def test_one_stranger_among_many_refuses_all(make_case: Maker) -> None:
    cases = [make_case(), make_case(organisation=B)]

    with pytest.raises(OutOfScope):
        open_parts(actor=caseworker(A), subjects=cases, part=Part.IDENTITY, reason="search", today=TODAY)


def test_no_subject_is_no_entry(keys: Any) -> None:
    open_parts(actor=caseworker(A), subjects=[], part=Part.IDENTITY, reason="search", today=TODAY)

    assert Entry.unscoped.count() == 0


def test_subjects_of_two_organisations_are_journaled_in_both_chains(make_case: Maker) -> None:
    here, there = caseworker(A), caseworker(B)
    both = replace(here, mandates=here.mandates + there.mandates)

    open_parts(actor=both, subjects=[make_case(), make_case(organisation=B)], part=Part.IDENTITY, reason="list", today=TODAY)

    assert set(Entry.unscoped.values_list("chain", flat=True)) == {A, B}


# --- what does not belong ------------------------------------------------------------------------------------------


def test_a_field_of_another_part_is_not_read(make_case: Maker) -> None:
    case = make_case()

    with pytest.raises(ValueError, match="not of the part"):
        _open(case).read(case, "phone")


def test_a_row_of_another_subject_is_not_read(make_case: Maker) -> None:
    with pytest.raises(ValueError, match="not of a subject"):
        _open(make_case()).read(make_case(), "name")


def _another_row(case: Case, make: Maker) -> None:
    case.name = make(name="autre").name


def _another_column(case: Case, make: Maker) -> None:
    case.name = case.alias


def _another_part(case: Case, make: Maker) -> None:
    case.name = case.phone


def _another_organisation(case: Case, make: Maker) -> None:
    case.name = make(organisation=B).name


def _a_flipped_bit(case: Case, make: Maker) -> None:
    data = bytearray(case.name.ciphertext)
    data[-1] ^= 1
    case.name = Sealed(bytes(data))


def _nothing(case: Case, make: Maker) -> None:
    case.name = Sealed(b"")


@pytest.mark.parametrize("paste", [_another_row, _another_column, _another_part, _another_organisation, _a_flipped_bit, _nothing])
def test_a_value_cut_and_pasted_or_altered_is_refused(paste: Any, make_case: Maker) -> None:
    case = make_case(name="Zélie", alias="Z.", phone="mardi")
    paste(case, make_case)
    case.save()

    with pytest.raises(SealBroken):
        _open(case).read(case, "name")


def test_a_refused_value_is_journaled_in_the_organisation_s_chain(make_case: Maker) -> None:
    case = make_case()
    _a_flipped_bit(case, make_case)
    with pytest.raises(SealBroken):
        _open(case).read(case, "name")

    entry = Entry.unscoped.get(action="crypto.auth_failure")

    assert (entry.chain, str(case.pk) in entry.facts) == (A, True)


def test_the_alert_survives_the_transaction_that_it_breaks(make_case: Maker) -> None:
    case = make_case()
    _a_flipped_bit(case, make_case)
    with pytest.raises(SealBroken), transaction.atomic():
        _open(case).read(case, "name")

    with _keeping_the_connection():
        request_finished.send(sender=None)

    assert _entries("crypto.auth_failure") == 1


def test_a_subject_moved_by_hand_to_another_organisation_does_not_open(make_case: Maker) -> None:
    case = make_case()
    Case.unscoped.filter(pk=case.pk).update(organisation_id=B)
    case.refresh_from_db()

    with pytest.raises(SealBroken):
        _open(case, actor=caseworker(B))


def test_a_subject_moved_by_hand_is_not_sealed_either(make_case: Maker) -> None:
    case = make_case()
    case.organisation_id = B

    with pytest.raises(SealBroken):
        seal(case, name="x")


def test_a_key_wrapped_for_another_subject_does_not_open(make_case: Maker) -> None:
    mine, hers = make_case(), make_case()
    stolen = SubjectKey.objects.get(subject_id=hers.pk)
    SubjectKey.objects.filter(subject_id=mine.pk).update(wrapped=bytes(stolen.wrapped))

    with pytest.raises(SealBroken):
        _open(mine)


def test_without_its_key_a_subject_reads_as_erased(make_case: Maker) -> None:
    case = make_case()
    SubjectKey.objects.filter(subject_id=case.pk).delete()

    with pytest.raises(SealErased):
        _open(case).read(case, "name")


def test_lengths_within_64_bytes_look_the_same(make_case: Maker) -> None:
    assert {len(make_case(name="x" * size).name.ciphertext) for size in (0, 1, 30, 63)} == {33 + 64}


# --- the installation's own secrets --------------------------------------------------------------------------------


def test_a_secret_of_the_installation_opens_for_its_purpose(keys: Any) -> None:
    assert open_system("accounts.totp", seal_system("accounts.totp", b"secret")) == b"secret"


def test_a_secret_of_the_installation_does_not_open_for_another_purpose(keys: Any) -> None:
    seal_system("accounts.recovery", b"")

    with pytest.raises(SealBroken):
        open_system("accounts.recovery", seal_system("accounts.totp", b"secret"))


def test_a_purpose_is_a_code(keys: Any) -> None:
    with pytest.raises(ValueError, match="not a purpose"):
        seal_system("Alice's phone", b"")


def test_every_part_has_its_sentence_with_the_reason_given():
    assert set(OPENED) == set(Part)
    assert all("reason" in each.needed_facts() for each in OPENED.values())
