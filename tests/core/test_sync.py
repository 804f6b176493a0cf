"""Nothing noted without network is lost in silence, and nothing counts twice: the protocol, then nights told by seeds."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from maillage.core.sync import BATCH, KEPT, Device, Inbox, Known, Outbox, Outcome, Parcel, Receipt, Why, differences, judge
from tests.core.sync_simulator import Accounts, Night, Noted

NIGHT = datetime(2020, 5, 19, 23, 0, tzinfo=UTC)
ME, HER, PHONE, HERS = (uuid.UUID(int=number) for number in (1, 2, 3, 4))
SEEDS = 10_000 if "MAILLAGE_LONG" in os.environ else 50


def _parcel(number: int, *, kept_at: datetime = NIGHT) -> Parcel:
    return Parcel(id=uuid.UUID(int=100 + number), device=PHONE, box=b"sealed", kept_at=kept_at)


def _outbox(count: int) -> Outbox:
    outbox = Outbox()
    for number in range(count):
        outbox = outbox.keep(_parcel(number))
    return outbox


def test_a_parcel_kept_twice_is_there_once() -> None:
    assert len(_outbox(2).keep(_parcel(1)).parcels) == 2


def test_parcels_leave_in_small_batches_oldest_first() -> None:
    assert _outbox(BATCH + 5).to_send() == _outbox(BATCH).parcels


@pytest.mark.parametrize("outcome", [Outcome.KEPT, Outcome.ALREADY, Outcome.CONFLICT])
def test_what_the_house_has_leaves_the_phone(outcome: Outcome) -> None:
    outbox = _outbox(2).hear([Receipt(_parcel(0).id, outcome)])

    assert outbox.parcels == (_parcel(1),)


def test_what_is_refused_stays_and_waits_for_the_next_opening() -> None:
    refused = _outbox(2).hear([Receipt(_parcel(0).id, Outcome.REFUSED, Why.NOT_YOURS)])

    assert refused.to_send() == (_parcel(1),)
    assert refused.reopen().to_send() == (_parcel(0), _parcel(1))


def test_an_answer_about_something_else_changes_nothing() -> None:
    assert _outbox(1).hear([Receipt(uuid.UUID(int=9), Outcome.KEPT)]) == _outbox(1)


def test_a_revoked_phone_forgets_everything() -> None:
    assert _outbox(3).hear([Receipt(_parcel(0).id, Outcome.REFUSED, Why.REVOKED)]).parcels == ()


def test_after_72_hours_a_parcel_goes_and_its_hour_is_said() -> None:
    almost, over = _outbox(1).expire(now=NIGHT + KEPT - timedelta(seconds=1)), _outbox(1).expire(now=NIGHT + KEPT)

    assert (almost.parcels, almost.lost) == ((_parcel(0),), ())
    assert (over.parcels, over.lost) == ((), (NIGHT,))
    assert over.told().lost == ()


def test_a_clock_that_went_back_begins_the_72_hours_again() -> None:
    back = NIGHT - timedelta(days=400)

    rebased = _outbox(1).expire(now=back)

    assert rebased.parcels[0].kept_at == back
    assert rebased.expire(now=back + KEPT).parcels == ()


JUDGED = [
    (None, ME, None, b"d", Why.UNKNOWN_DEVICE),
    (Device(ME, revoked=True), ME, None, b"d", Why.REVOKED),
    (Device(ME, revoked=True), HER, None, b"d", Why.REVOKED),
    (Device(ME), HER, None, b"d", Why.NOT_YOURS),
    (Device(ME), ME, Known(HERS, b"d"), b"d", Why.NOT_YOURS),
    (Device(ME), ME, Known(PHONE, b"d"), b"e", Why.OTHER_CONTENT),
]


@pytest.mark.parametrize(("device", "sender", "known", "digest", "why"), JUDGED)
def test_a_parcel_of_another_hand_is_refused(
    device: Device | None, sender: uuid.UUID, known: Known | None, digest: bytes, why: Why
) -> None:
    receipt = judge(parcel_id=ME, device=device, sender=sender, known=known, sent_by=PHONE, digest=digest)

    assert receipt == Receipt(ME, Outcome.REFUSED, why)


def test_a_parcel_that_comes_again_is_known_and_a_new_one_may_be_opened() -> None:
    again = judge(parcel_id=ME, device=Device(ME), sender=ME, known=Known(PHONE, b"d"), sent_by=PHONE, digest=b"d")
    new = judge(parcel_id=ME, device=Device(ME), sender=ME, known=None, sent_by=PHONE, digest=b"d")

    assert again == Receipt(ME, Outcome.ALREADY)
    assert new is None


def test_two_sheets_differ_by_the_fields_that_are_named() -> None:
    assert differences({"kits": 3, "masks": 1}, {"kits": 4, "masks": 1, "police": "some"}) == ("kits", "police")
    assert differences({"kits": 3}, {"kits": 3, "masks": None}) == ()


def _inbox() -> Inbox:
    return Inbox(devices={PHONE: Device(ME), HERS: Device(HER)})


def _receive(inbox: Inbox, number: int, *, kits: int, device: uuid.UUID = PHONE, sender: uuid.UUID = ME) -> Outcome:
    return inbox.receive(
        sender=sender, device=device, parcel_id=uuid.UUID(int=number), digest=b"d", about=uuid.UUID(int=50), facts={"kits": kits}
    ).outcome


def test_another_sheet_of_the_same_round_stands_beside_and_neither_is_lost() -> None:
    inbox = _inbox()

    outcomes = [_receive(inbox, 1, kits=3), _receive(inbox, 2, kits=5, device=HERS, sender=HER), _receive(inbox, 3, kits=3)]

    assert outcomes == [Outcome.KEPT, Outcome.CONFLICT, Outcome.KEPT]
    assert inbox.placed[uuid.UUID(int=50)] == {"kits": 3}
    assert inbox.beside[uuid.UUID(int=50)] == [{"kits": 5}]


class _Model:
    """The house of core."""

    def __init__(self) -> None:
        self.inbox, self.content, self.devices = Inbox(), dict[uuid.UUID, Noted](), 0

    def enrol(self, user: uuid.UUID) -> uuid.UUID:
        self.devices += 1
        device = uuid.UUID(int=1000 + self.devices)
        self.inbox.devices[device] = Device(user)
        return device

    def shared_round(self) -> uuid.UUID:
        self.devices += 1
        return uuid.UUID(int=5000 + self.devices)

    def seal(self, noted: Noted, parcel_id: uuid.UUID) -> bytes:
        self.content[parcel_id] = noted
        return parcel_id.bytes + noted.device.bytes

    def deliver(self, parcel: Parcel, *, sender: uuid.UUID) -> Receipt:
        if parcel.device in self.inbox.devices and parcel.id not in self.inbox.known and parcel.box[16:] != parcel.device.bytes:
            return Receipt(parcel.id, Outcome.REFUSED, Why.UNREADABLE)  # bound to another phone: the box does not open
        noted = self.content[parcel.id]
        digest = sha256(parcel.box).digest()
        facts = {"number": noted.number}
        return self.inbox.receive(sender=sender, device=parcel.device, parcel_id=parcel.id, digest=digest, about=noted.about, facts=facts)

    def revoke(self, device: uuid.UUID) -> None:
        self.inbox.devices[device] = Device(self.inbox.devices[device].user, revoked=True)

    def accounts(self) -> Accounts:
        accounts = {about: Counter([int(facts["number"])]) for about, facts in self.inbox.placed.items()}
        for about, sheets in self.inbox.beside.items():
            accounts[about].update(int(facts["number"]) for facts in sheets)
        return accounts


def test_in_every_night_nothing_is_lost_in_silence_and_nothing_is_there_twice() -> None:
    faults = {seed: found for seed in range(SEEDS) if (found := Night(seed, _Model(), users=[ME, HER, uuid.UUID(int=7)]).tell().verdict())}

    assert faults == {}


class _Forgetful(_Model):
    """A house that does not remember what it took: the simulator must see it."""

    def deliver(self, parcel: Parcel, *, sender: uuid.UUID) -> Receipt:
        self.inbox.known.pop(parcel.id, None)
        return super().deliver(parcel, sender=sender)


class _Hasty(_Model):
    """A house that says "kept" before it keeps: the simulator must see it."""

    def deliver(self, parcel: Parcel, *, sender: uuid.UUID) -> Receipt:
        if self.content[parcel.id].number % 5 == 0:
            return Receipt(parcel.id, Outcome.KEPT)
        return super().deliver(parcel, sender=sender)


@pytest.mark.parametrize("house", [_Forgetful, _Hasty])
def test_the_simulator_sees_a_house_that_forgets_and_one_that_lies(house: type[_Model]) -> None:
    assert any(Night(seed, house(), users=[ME, HER, uuid.UUID(int=7)]).tell().verdict() for seed in range(10))
