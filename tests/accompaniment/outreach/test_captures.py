"""What a phone sends: opened once, put where it belongs, or kept for somebody to settle. Never for another hand, never twice."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Note
from maillage.accompaniment.outreach.errors import DayToCome
from maillage.accompaniment.outreach.errors_capture import AlreadySettled, NoRoundToSettle
from maillage.accompaniment.outreach.models import Capture, CaptureKind, CaptureState, Device, MinorAlert, Observation, Round, RoundState
from maillage.accompaniment.outreach.services import captures
from maillage.accompaniment.outreach.services.captures import SentParcel
from maillage.accompaniment.outreach.services.devices import LASTS, enrol_device, revoke_device
from maillage.accompaniment.outreach.services.rounds import cancel_round
from maillage.accompaniment.outreach.services.settling import (
    Words,
    both_sheets,
    drop_capture,
    file_note,
    forget_old_captures,
    mend_capture,
    open_captured,
    set_apart,
    settle_clash,
)
from maillage.core.sync import Outcome, Receipt, Why
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Part, Reason, open_part
from maillage.foundation.vault.models import SubjectKey
from tests.accompaniment.making import make_person
from tests.accompaniment.outreach.carnet import phone_of, planned_round, sealed, send, sheet, zone
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(alice: Any, association_a: Any) -> Device:
    return phone_of(alice, association_a)


def only_capture() -> Capture:
    return Capture.unscoped.select_related("round").get()


def clash(alice: Any, iris: Any, phone: Device, organisation: Any, **received: Any) -> Capture:
    """Two sheets of one planned round: alice's counts, the other stands beside."""
    planned = planned_round(alice, organisation)
    send(alice, sealed(phone, sheet(about=str(planned.pk), words="calme")))
    send(iris, sealed(phone_of(iris, organisation), sheet(about=str(planned.pk), **received)))
    return Capture.unscoped.select_related("round").get(state=CaptureState.CLASH)


def test_a_sheet_sealed_on_the_phone_becomes_a_round(alice: Any, phone: Device) -> None:
    receipt = send(alice, sealed(phone, sheet(met_new=5, information=["food"], orientations={"care": 2}, words="Bruit de rotation.")))

    done = Round.unscoped.get()
    assert receipt.outcome is Outcome.KEPT
    assert (done.state, done.met_new, done.kits, done.zone_id) == (RoundState.DONE, 5, 4, zone().pk)
    assert [row.topic for row in done.information.all()] == ["food"]
    assert [(row.kind, row.number) for row in done.orientations.all()] == [("care", 2)]
    opened = open_part(actor=actor_of(alice), subject=done, part=Part.OUTREACH, reason=Reason.FOLLOW_UP.value, today=TODAY)
    assert opened.read(done, "note") == "Bruit de rotation."


def test_of_what_is_placed_nothing_is_kept_beside(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(words="Bruit de rotation.")))

    capture = only_capture()

    assert (capture.state, capture.content) == (CaptureState.PLACED, None)
    assert not SubjectKey.objects.filter(subject_id=capture.pk).exists()


def test_the_same_parcel_twice_makes_one_round(alice: Any, phone: Device) -> None:
    parcel = sealed(phone, sheet())

    receipts = [send(alice, parcel), send(alice, parcel)]

    assert [each.outcome for each in receipts] == [Outcome.KEPT, Outcome.ALREADY]
    assert Round.unscoped.count() == 1


def test_two_arrivals_at_the_same_moment_make_one_round(alice: Any, phone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    parcel, judge = sealed(phone, sheet()), captures._judge
    send(alice, parcel)
    blind = iter([True])

    def first_sees_nothing(*args: Any, **more: Any) -> Receipt | None:
        return None if next(blind, False) else judge(*args, **more)

    monkeypatch.setattr(captures, "_judge", first_sees_nothing)

    assert send(alice, parcel).outcome is Outcome.ALREADY
    assert Round.unscoped.count() == 1


def test_a_parcel_sent_by_somebody_else_is_refused(alice: Any, iris: Any, phone: Device) -> None:
    receipt = send(iris, sealed(phone, sheet()))

    assert (receipt.outcome, receipt.why) == (Outcome.REFUSED, Why.NOT_YOURS)
    assert not Capture.unscoped.exists()


def test_a_parcel_moved_under_another_phone_does_not_open(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    parcel, hers = sealed(phone, sheet()), phone_of(iris, association_a)

    receipt = send(iris, SentParcel(id=parcel.id, device=hers.pk, key=parcel.key, box=parcel.box))

    assert receipt.why is Why.UNREADABLE


def test_a_parcel_moved_under_another_id_does_not_open(alice: Any, phone: Device) -> None:
    parcel = sealed(phone, sheet())

    receipt = send(alice, SentParcel(id=uuid.uuid4(), device=phone.pk, key=parcel.key, box=parcel.box))

    assert receipt.why is Why.UNREADABLE


def test_a_revoked_phone_is_refused_and_told_so(alice: Any, phone: Device) -> None:
    revoke_device(actor=actor_of(alice), today=TODAY, device_id=phone.pk)

    assert send(alice, sealed(phone, sheet())).why is Why.REVOKED


def test_a_phone_ends_by_itself(alice: Any, phone: Device) -> None:
    Device.unscoped.filter(pk=phone.pk).update(enrolled_on=TODAY - LASTS, ends_on=TODAY)

    assert send(alice, sealed(phone, sheet())).why is Why.REVOKED


def test_a_phone_that_nobody_enrolled_is_unknown(alice: Any, phone: Device) -> None:
    parcel = sealed(phone, sheet())

    assert send(alice, SentParcel(id=parcel.id, device=uuid.uuid4(), key=1, box=parcel.box)).why is Why.UNKNOWN_DEVICE


def test_somebody_who_notes_rounds_no_more_is_denied(bob: Any, association_a: Any, alice: Any, phone: Device) -> None:
    Device.unscoped.filter(pk=phone.pk).update(user=bob)

    with pytest.raises(Denied):
        send(bob, sealed(phone, sheet()))


def test_nobody_enrols_a_phone_where_she_notes_no_rounds(alice: Any, association_b: Any) -> None:
    with pytest.raises(Denied):
        enrol_device(actor=actor_of(alice), today=TODAY, organisation=association_b, label="")


def test_nobody_revokes_the_phone_of_a_colleague(iris: Any, phone: Device) -> None:
    with pytest.raises(OutOfScope):
        revoke_device(actor=actor_of(iris), today=TODAY, device_id=phone.pk)


def test_an_observation_sealed_on_the_phone_is_noted(alice: Any, phone: Device) -> None:
    said = {"theme": "street", "direction": "down", "certainty": "counted", "number": 4, "measure": "people", "source": "round"}

    send(alice, sealed(phone, {"kind": "observation", "values": {**said, "starts_on": TODAY.isoformat(), "zone": str(zone().pk)}}))

    assert [(each.theme, each.number) for each in Observation.unscoped.all()] == [("street", 4)]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"day": (TODAY + timedelta(days=1)).isoformat()}, "DayToCome"),
        ({"zone": str(uuid.uuid4())}, "ZoneElsewhere"),
        ({"met_new": "beaucoup"}, "Malformed"),
        ({"day": "hier"}, "Malformed"),
        ({"orientations": [1]}, "Malformed"),
        ({"information": "food"}, "Malformed"),
        ({"clients": 3}, "Malformed"),
        ({"starts": "25h"}, "Malformed"),
    ],
)
def test_what_does_not_fit_waits_for_somebody_and_the_phone_may_forget_it(values: Any, why: str, alice: Any, phone: Device) -> None:
    receipt = send(alice, sealed(phone, sheet(**values)))

    capture = only_capture()
    assert receipt.outcome is Outcome.KEPT
    assert (capture.state, capture.why) == (CaptureState.MEND, why)
    assert not Round.unscoped.exists()


@pytest.mark.parametrize("content", [b"ceci n'est pas du JSON", b"\xff\xfe", b"[1]", b'{"kind":"round","values":3}', b'{"kind":"unknown"}'])
def test_what_cannot_be_read_is_kept_as_words(content: bytes, alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, content))

    capture = only_capture()
    captured = open_captured(actor=actor_of(alice), today=TODAY, capture=capture)
    assert (capture.kind, capture.state) == (CaptureKind.UNKNOWN, CaptureState.MEND)
    assert captured.words


def test_a_note_waits_sealed_until_somebody_puts_it_in_a_file(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, {"kind": "note", "words": "Elle demande un rendez-vous."}))

    capture = only_capture()

    assert capture.state == CaptureState.NOTE
    assert open_captured(actor=actor_of(alice), today=TODAY, capture=capture).words == "Elle demande un rendez-vous."


def test_a_note_put_in_a_file_leaves_nothing_here(alice: Any, phone: Device) -> None:
    person = make_person(alice)
    send(alice, sealed(phone, {"kind": "note", "words": "Elle demande un rendez-vous."}))
    capture = only_capture()

    file_note(actor=actor_of(alice), today=TODAY, capture=capture, person=person, level=Level.TEAM)

    note = Note.unscoped.get()
    opened = open_part(actor=actor_of(alice), subject=person, part=Part.NOTES, reason=Reason.FOLLOW_UP.value, today=TODAY)
    assert opened.read(note, "body") == "Elle demande un rendez-vous."
    assert (only_capture().state, only_capture().content) == (CaptureState.SETTLED, None)
    assert not SubjectKey.objects.filter(subject_id=capture.pk).exists()


def test_a_possible_minor_is_said_at_once_even_when_the_sheet_does_not_fit(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(day="hier", minor=True, minor_words="Dit avoir seize ans.")))

    assert MinorAlert.unscoped.count() == 1


def test_the_words_about_a_minor_wait_nowhere_but_in_her_alert(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(day="hier", words="calme", minor=True, minor_words="Dit avoir seize ans.")))

    captured = open_captured(actor=actor_of(alice), today=TODAY, capture=only_capture())

    assert (captured.words, captured.minor, captured.minor_words) == ("calme", False, "")


def test_the_first_sheet_of_a_planned_round_fills_it(alice: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)

    send(alice, sealed(phone, sheet(about=str(planned.pk), met_new=7)))

    assert Round.unscoped.get().met_new == 7


def test_a_second_sheet_that_says_the_same_is_the_same(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)
    send(alice, sealed(phone, sheet(about=str(planned.pk))))

    receipt = send(iris, sealed(phone_of(iris, association_a), sheet(about=str(planned.pk))))

    assert receipt.outcome is Outcome.KEPT
    assert not Capture.unscoped.waiting().exists()


def test_what_a_second_sheet_leaves_empty_contradicts_nothing(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)
    send(alice, sealed(phone, sheet(about=str(planned.pk), police="some", information=["food"])))

    receipt = send(iris, sealed(phone_of(iris, association_a), sheet(about=str(planned.pk), starts="", ends="")))

    assert receipt.outcome is Outcome.KEPT
    assert Round.unscoped.get().police == "some"


def test_a_second_sheet_that_says_otherwise_stands_beside(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, met_new=9, police="some")

    captured = open_captured(actor=actor_of(alice), today=TODAY, capture=waiting)

    assert Round.unscoped.get().met_new == 3
    assert captures.disagreeing(*both_sheets(waiting, captured)) == ("met_new", "police")


def test_a_sheet_kept_again_on_the_same_phone_stands_beside_the_first(alice: Any, phone: Device) -> None:
    about = str(uuid.uuid4())
    send(alice, sealed(phone, sheet(about=about, met_new=3)))

    receipt = send(alice, sealed(phone, sheet(about=about, met_new=4)))

    assert receipt.outcome is Outcome.CONFLICT
    assert Round.unscoped.count() == 1


def test_two_sheets_are_settled_field_by_field(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, met_new=9, kits=1, zone=str(zone("Zone commerciale").pk), words="tendu")

    settled = settle_clash(
        actor=actor_of(alice),
        today=TODAY,
        capture=waiting,
        seen=waiting.round.version,
        take=frozenset({"met_new", "zone"}),
        words=Words.ADD,
    )

    opened = open_part(actor=actor_of(alice), subject=settled, part=Part.OUTREACH, reason=Reason.FOLLOW_UP.value, today=TODAY)
    assert (settled.met_new, settled.kits, settled.zone.name) == (9, 4, "Zone commerciale")
    assert opened.read(settled, "note") == "calme\ntendu"
    assert not Capture.unscoped.waiting().exists()


@pytest.mark.parametrize(("words", "kept"), [(Words.LEAVE, "calme"), (Words.REPLACE, "tendu")])
def test_the_words_of_either_sheet_are_chosen(words: Words, kept: str, alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, words="tendu")

    settled = settle_clash(actor=actor_of(alice), today=TODAY, capture=waiting, seen=waiting.round.version, take=frozenset(), words=words)

    opened = open_part(actor=actor_of(alice), subject=settled, part=Part.OUTREACH, reason=Reason.FOLLOW_UP.value, today=TODAY)
    assert opened.read(settled, "note") == kept


def test_a_round_corrected_in_between_is_shown_again(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, met_new=9)

    with pytest.raises(Stale):
        settle_clash(
            actor=actor_of(alice), today=TODAY, capture=waiting, seen=waiting.round.version - 1, take=frozenset(), words=Words.LEAVE
        )
    assert Capture.unscoped.waiting().count() == 1


def test_what_is_settled_is_not_settled_again(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, met_new=9)
    drop_capture(actor=actor_of(alice), today=TODAY, capture=waiting)

    with pytest.raises(AlreadySettled):
        drop_capture(actor=actor_of(alice), today=TODAY, capture=waiting)


def test_two_teams_make_two_rounds(alice: Any, iris: Any, phone: Device, association_a: Any) -> None:
    waiting = clash(alice, iris, phone, association_a, met_new=9)

    set_apart(actor=actor_of(alice), today=TODAY, capture=waiting)

    assert sorted(Round.unscoped.values_list("met_new", flat=True)) == [3, 9]


def test_the_sheet_of_a_cancelled_round_is_not_lost(alice: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)
    cancel_round(actor=actor_of(alice), today=TODAY, street_round=planned)
    send(alice, sealed(phone, sheet(about=str(planned.pk))))
    capture = only_capture()

    with pytest.raises(NoRoundToSettle):
        settle_clash(actor=actor_of(alice), today=TODAY, capture=capture, seen=1, take=frozenset(), words=Words.LEAVE)
    assert set_apart(actor=actor_of(alice), today=TODAY, capture=capture).met_new == 3


def test_what_did_not_fit_is_completed(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(day="2031-01-01", met_new=6)))

    mend_capture(actor=actor_of(alice), today=TODAY, capture=only_capture(), changes={"day": TODAY.isoformat()})

    assert Round.unscoped.get().met_new == 6
    assert only_capture().state == CaptureState.SETTLED


def test_what_still_does_not_fit_is_said_and_still_waits(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(day="2031-01-01")))

    with pytest.raises(DayToCome):
        mend_capture(actor=actor_of(alice), today=TODAY, capture=only_capture(), changes={"day": "2032-01-01"})
    assert only_capture().state == CaptureState.MEND


def test_a_completed_sheet_of_a_filled_round_stands_beside(alice: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)
    send(alice, sealed(phone, sheet(about=str(planned.pk))))
    send(alice, sealed(phone, sheet(about=str(planned.pk), day="hier", kits=9)))
    waiting = Capture.unscoped.get(state=CaptureState.MEND)

    state = mend_capture(actor=actor_of(alice), today=TODAY, capture=waiting, changes={"day": TODAY.isoformat()})

    assert state == CaptureState.CLASH
    assert Capture.unscoped.waiting().get().state == CaptureState.CLASH


def test_what_nobody_put_anywhere_is_destroyed_after_two_months(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, {"kind": "note", "words": "Elle demande un rendez-vous."}))
    capture = only_capture()

    early = forget_old_captures(actor=system_actor(), today=TODAY + timedelta(days=59))
    due = forget_old_captures(actor=system_actor(), today=TODAY + timedelta(days=60))

    assert (early, due) == (0, 1)
    assert (only_capture().state, only_capture().content) == (CaptureState.DROPPED, None)
    assert not SubjectKey.objects.filter(subject_id=capture.pk).exists()


def test_the_rows_of_a_phone_that_is_over_go_with_it(alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet()))

    forget_old_captures(actor=system_actor(), today=date(2021, 5, 19))

    assert not Capture.unscoped.exists()
    assert Round.unscoped.exists()


def test_only_the_machine_forgets(alice: Any) -> None:
    with pytest.raises(Denied):
        forget_old_captures(actor=actor_of(alice), today=TODAY)


def test_a_stranger_opens_nothing(charlie: Any, alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, {"kind": "note", "words": "Elle demande un rendez-vous."}))

    with pytest.raises(OutOfScope):
        open_captured(actor=actor_of(charlie), today=TODAY, capture=only_capture())
