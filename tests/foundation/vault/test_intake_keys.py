"""The pair to which phones seal: the public half goes out, the private half stays, and renewing keys loses nothing on its way."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from maillage.foundation.vault import NotAuthentic, forget_old_intake_keys, intake_key, open_intake, renew_intake_key, seal_to
from maillage.foundation.vault.crypto import pad
from maillage.foundation.vault.models import IntakeKey, SubjectKey
from maillage.foundation.vault.rotation import prune, rotate_kek, rotate_organisation, rotate_subject

HOUSE, OTHER = uuid.uuid4(), uuid.uuid4()
WORDS = b"vu deux nouvelles, quai nord"


def _sealed(public: bytes, *, bound: bytes = b"parcel 1") -> bytes:
    return seal_to(public, pad(WORDS), bound=bound)


def test_what_a_phone_seals_opens_in_the_house(keys: Any, today: Any) -> None:
    given = intake_key(HOUSE, today=today)

    opened = open_intake(HOUSE, number=given.number, box=_sealed(given.public), bound=b"parcel 1")

    assert opened == WORDS


def test_every_phone_of_a_house_gets_the_same_pair(keys: Any, today: Any) -> None:
    assert intake_key(HOUSE, today=today) == intake_key(HOUSE, today=today)


def test_the_private_half_is_nowhere_in_clear(keys: Any, today: Any) -> None:
    given = intake_key(HOUSE, today=today)

    row = IntakeKey.objects.get(organisation_id=HOUSE)

    assert len(bytes(row.private)) > 90  # sealed and filled, not 32 bytes
    assert bytes(row.public) == given.public


def test_a_box_of_another_house_opens_nothing(keys: Any, today: Any) -> None:
    given = intake_key(HOUSE, today=today)
    intake_key(OTHER, today=today)

    with pytest.raises(NotAuthentic):
        open_intake(OTHER, number=1, box=_sealed(given.public), bound=b"parcel 1")


def test_a_box_bound_to_another_parcel_opens_nothing(keys: Any, today: Any) -> None:
    given = intake_key(HOUSE, today=today)

    with pytest.raises(NotAuthentic):
        open_intake(HOUSE, number=1, box=_sealed(given.public), bound=b"parcel 2")


def test_a_number_that_no_pair_has_opens_nothing(keys: Any, today: Any) -> None:
    with pytest.raises(NotAuthentic):
        open_intake(HOUSE, number=7, box=b"\x21" + bytes(200), bound=b"")


def test_after_every_renewal_what_was_on_its_way_still_opens(keys: Any, today: Any) -> None:
    box = _sealed(intake_key(HOUSE, today=today).public)

    rotate_kek()
    rotate_organisation(HOUSE)
    renew_intake_key(HOUSE, today=today)
    prune()

    assert open_intake(HOUSE, number=1, box=box, bound=b"parcel 1") == WORDS
    assert intake_key(HOUSE, today=today).number == 2


def test_the_key_that_wraps_a_pair_is_never_renewed_apart(keys: Any, today: Any) -> None:
    intake_key(HOUSE, today=today)

    with pytest.raises(LookupError):
        rotate_subject(IntakeKey.objects.get(organisation_id=HOUSE).pk)


def test_a_replaced_pair_is_destroyed_a_month_later_with_its_key(keys: Any, today: Any) -> None:
    box = _sealed(intake_key(HOUSE, today=today).public)
    first = IntakeKey.objects.get(organisation_id=HOUSE)
    renew_intake_key(HOUSE, today=today)

    early, due = forget_old_intake_keys(today=today + timedelta(days=29)), forget_old_intake_keys(today=today + timedelta(days=30))

    assert (early, due) == (0, 1)
    assert not SubjectKey.objects.filter(subject_id=first.pk).exists()
    with pytest.raises(NotAuthentic):
        open_intake(HOUSE, number=1, box=box, bound=b"parcel 1")


def test_a_command_renews_the_pairs_that_phones_have(keys: Any, today: Any) -> None:
    from io import StringIO

    from django.core.management import call_command

    intake_key(HOUSE, today=today)

    call_command("keys", "rotate", "intake", stdout=StringIO())

    assert intake_key(HOUSE, today=today).number == 2
    assert not IntakeKey.objects.filter(organisation_id=OTHER).exists()
