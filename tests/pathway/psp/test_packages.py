"""Packages: closed for one house, signed by one, refused with a reason whenever something is not as it should be."""

from __future__ import annotations

import io
import json
import uuid
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.accompaniment.people.models import Accord, Purpose
from maillage.accompaniment.people.services import withdraw_accord
from maillage.accompaniment.situation.services import note_doubt
from maillage.foundation.documents import documents_of, get_document, open_document
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    AnswerOld,
    AnswerUnknown,
    ApplicationReceivedAlready,
    CardKnown,
    CardUnreadable,
    CarriedAway,
    ExposureMissing,
    MinorProtected,
    NothingToAnswer,
    OwnCard,
    PackageForAnother,
    PackageReceivedAlready,
    PackageTampered,
    PackageTooBig,
    PackageUnreadable,
    SecretariatHere,
    SignerNotChecked,
    TooYoung,
    UnknownSigner,
    WrongHouse,
)
from maillage.pathway.psp.extracts import ExtractContent, ExtractPiece
from maillage.pathway.psp.models import Application, Correspondent, ExposureTalk, Extract, HoldReason, Parcel, Piece
from maillage.pathway.psp.package_format import in_groups, read_card, read_package, to_text
from tests.accompaniment.making import actions_on, give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of
from tests.e2e.papers import print_pdf
from tests.pathway.psp.houses import Foreign, house_for, know
from tests.pathway.psp.making import make_application, make_photo

PDF = print_pdf(name="a.pdf", heading="Demande", words="mots").content


@pytest.fixture
def foreign() -> Foreign:
    return Foreign()


@pytest.fixture
def ready(alice: Any, delegation_x: Any) -> Any:
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    return make_application(alice, state="ready", person=person)


def _said(**more: Any) -> dict[str, Any]:
    fields = {"association": "Autre nom", "last_name": "Aubrac", "first_name": "Zélie", "project": "Un CAP", "secret": "CANARI"}
    document = str(uuid.uuid4())
    content = ExtractContent(fields=fields | more.pop("fields", {}), pieces=(ExtractPiece("identity", "Identité", "2020-05-01", document),))
    return {
        "extract": content.as_data(),
        "request": {"kind": "first", "asks_permit": True, "asks_allowance": False},
        "territory": "F1",
        "wished_on": "2020-01-01",
        "files": [{"document": document, "name": "identite.pdf", "mime": "application/pdf", "content": to_text(PDF)}],
        "pdf": to_text(PDF),
        **more,
    }


def _answer(**more: Any) -> dict[str, Any]:
    said = {
        "number": "F1-2020-0042", "steps": [{"state": "filed", "on": TODAY.isoformat()}], "granted": None, "session_on": "",
        "opinion": "", "acknowledgement": to_text(PDF),
    }  # fmt: skip
    return said | more


def _receive(user: Any, data: bytes) -> Any:
    return services.receive_package(actor=actor_of(user), today=TODAY, house=house_for(user), data=data)


def _take(user: Any, data: bytes) -> Any:
    return services.take_parcel(actor=actor_of(user), today=TODAY, parcel=_receive(user, data))


def _card(user: Any) -> Any:
    return read_card(services.publish_card(actor=actor_of(user), today=TODAY, house=house_for(user)))


def _carry(alice: Any, application: Any, correspondent: Any) -> Any:
    return services.carry_application(actor=actor_of(alice), today=TODAY, application=application, correspondent=correspondent)


# Cards


def test_a_card_says_the_name_and_the_keys_and_nothing_secret(alice: Any, association_a: Any) -> None:
    card = _card(alice)

    assert (card.name, card.territory) == (association_a.name, "F1")
    assert (len(card.sign_public), len(card.box_public)) == (32, 65)


def test_the_keys_of_a_house_are_made_once(alice: Any) -> None:
    assert _card(alice) == _card(alice)


def test_a_fingerprint_is_read_aloud_by_groups_of_four() -> None:
    assert in_groups("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123 4567 89ab cdef"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b"not json",
        b'{"format": "maillage.card", "version": 2}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "maillage.package"}',
    ],
)
def test_what_is_no_card_is_refused(alice: Any, delegation_x: Any, data: bytes) -> None:
    with pytest.raises(CardUnreadable):
        services.add_correspondent(actor=actor_of(alice), today=TODAY, house=house_for(alice), stands_for_id=delegation_x.pk, data=data)


def test_a_card_whose_name_was_changed_is_refused(alice: Any, delegation_x: Any, foreign: Foreign) -> None:
    changed = json.loads(foreign.card()) | {"name": "Préfecture"}

    with pytest.raises(CardUnreadable):
        services.add_correspondent(
            actor=actor_of(alice), today=TODAY, house=house_for(alice), stands_for_id=delegation_x.pk, data=json.dumps(changed).encode()
        )


def test_ones_own_card_a_known_one_and_a_house_of_nobody_are_refused(
    alice: Any, delegation_x: Any, association_b: Any, foreign: Foreign
) -> None:
    own = services.publish_card(actor=actor_of(alice), today=TODAY, house=house_for(alice))
    know(alice, foreign, stands_for=delegation_x)
    for data, stands_for, refusal in (
        (own, delegation_x, OwnCard), (foreign.card(), delegation_x, CardKnown), (Foreign().card(), association_b, WrongHouse),
    ):  # fmt: skip
        with pytest.raises(refusal):
            services.add_correspondent(actor=actor_of(alice), today=TODAY, house=house_for(alice), stands_for_id=stands_for.pk, data=data)


@pytest.mark.parametrize("who", ["bob", "hugo", "eve", "marc"])
def test_nobody_without_the_pen_keeps_a_card(alice: Any, delegation_x: Any, foreign: Foreign, who: str, request: Any) -> None:
    house = house_for(alice)

    with pytest.raises(Denied):
        services.add_correspondent(
            actor=actor_of(request.getfixturevalue(who)), today=TODAY, house=house, stands_for_id=delegation_x.pk, data=foreign.card()
        )


def test_a_card_is_checked_by_somebody_and_once(alice: Any, delegation_x: Any, foreign: Foreign) -> None:
    known = know(alice, foreign, stands_for=delegation_x)

    services.check_correspondent(actor=actor_of(alice), today=TODAY, correspondent=known)

    assert (known.checked_on, known.checked_by) == (TODAY, alice.pk)
    assert actions_on(known) == ["psp.card_added", "psp.card_checked"]


# Carrying


def test_the_package_says_to_the_other_house_what_the_preview_showed(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    shown = selectors.preview_extract(actor=actor_of(alice), application=ready, reason="application", today=TODAY)

    parcel = _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))

    said = foreign.open(bytes(parcel.content))
    assert said["extract"] == shown.as_data()
    assert said["request"] == {"kind": "first", "asks_permit": False, "asks_allowance": False}
    assert said["pdf"].startswith(to_text(b"%PDF-")[:6])


def test_a_scan_travels_with_its_piece(alice: Any, delegation_x: Any, foreign: Foreign) -> None:
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    application = make_application(alice, state="preparing", person=person)
    piece = Piece.unscoped.filter(application=application).order_by("rank").first()
    services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo())
    from tests.pathway.psp.making import prepare_to_leave, receive_all

    receive_all(alice, application)
    application = services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)
    prepare_to_leave(alice, application)

    said = foreign.open(bytes(_carry(alice, application, know(alice, foreign, stands_for=delegation_x)).content))

    assert [each["mime"] for each in said["files"]] == ["image/png"]


def test_nothing_of_hers_is_in_clear_in_the_file(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    data = bytes(_carry(alice, ready, know(alice, foreign, stands_for=delegation_x)).content)

    assert [
        word for word in (b"Aubrac", b"Z\xc3\xa9lie", b"Apprendre", str(ready.pk).encode(), str(ready.person_id).encode()) if word in data
    ] == []


def test_a_carried_application_stays_ready_until_it_is_acknowledged(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))

    ready.refresh_from_db()
    assert (ready.state, ready.filed_on) == ("ready", None)
    assert "psp.package_carried" in actions_on(ready)


def test_the_association_keeps_its_own_copy_of_what_left(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))

    kept = selectors.open_sent(actor=actor_of(alice), application=ready, reason="application", today=TODAY)
    assert kept is not None
    assert kept.fields["last_name"] == "Aubrac"


def test_a_house_not_checked_gets_nothing(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    with pytest.raises(SignerNotChecked):
        _carry(alice, ready, know(alice, foreign, stands_for=delegation_x, checked=False))


def test_a_retired_house_gets_nothing(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    known = know(alice, foreign, stands_for=delegation_x)
    retired = services.retire_correspondent(actor=actor_of(alice), today=TODAY, correspondent=known)

    with pytest.raises(SignerNotChecked):
        _carry(alice, ready, retired)


def test_where_the_secretariat_is_here_no_package_leaves(alice: Any, dana: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    with pytest.raises(SecretariatHere):
        _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))


def test_the_same_rules_as_a_filing(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    ExposureTalk.unscoped.all().delete()

    with pytest.raises(ExposureMissing):
        _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))


def test_once_she_may_be_a_minor_nothing_leaves_in_a_package(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    note_doubt(actor=actor_of(alice), today=TODAY, person=ready.person)

    with pytest.raises(MinorProtected):
        _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))


def test_closed_again_it_goes_under_its_first_reference(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    house = know(alice, foreign, stands_for=delegation_x)

    assert _carry(alice, ready, house).reference == _carry(alice, ready, house).reference


@pytest.mark.parametrize(
    ("act", "more"), [("hold_application", {"reason": HoldReason.HER_CHOICE}), ("reopen_preparation", {}), ("file_application", {})]
)
def test_what_has_left_is_neither_quietly_taken_back_nor_filed_a_second_time(
    alice: Any, ready: Any, delegation_x: Any, foreign: Foreign, act: str, more: dict[str, Any]
) -> None:
    _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))

    with pytest.raises(CarriedAway):
        getattr(services, act)(actor=actor_of(alice), today=TODAY, application=ready, **more)


def test_no_page_offers_to_file_what_has_left(client: Any, alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    file_url, browser = reverse("psp:file", args=[ready.pk]), client.as_(alice)
    addresses = [reverse("psp:application", args=[ready.pk]), reverse("people:file", args=[ready.person_id])]
    before = [file_url in browser.get(address).content.decode() for address in addresses]

    _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))

    assert before == [True, True]
    assert [file_url in browser.get(address).content.decode() for address in addresses] == [False, False]
    assert browser.get(file_url).status_code == 302


def test_her_accord_withdrawn_withdraws_what_was_carried_and_the_letter_names_the_package(
    client: Any, alice: Any, ready: Any, delegation_x: Any, foreign: Foreign
) -> None:
    parcel = _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))
    accord = Accord.unscoped.get(person=ready.person, purpose=Purpose.FILE_APPLICATION)

    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    assert Application.unscoped.get(pk=ready.pk).state == "withdrawn"
    letter = client.as_(alice).get(reverse("psp:withdrawal_letter", args=[ready.pk])).content
    assert str(parcel.reference)[:8] in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter)).pages)


def test_a_package_too_big_to_be_received_is_refused_before_it_leaves(
    alice: Any, ready: Any, delegation_x: Any, foreign: Foreign, settings: Any
) -> None:
    settings.MAILLAGE_UPLOAD_MAX_BYTES = 2000

    with pytest.raises(PackageTooBig):
        _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))


# Receiving


def test_a_package_is_kept_closed_and_records_nothing(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)

    parcel = _receive(dana, foreign.close(_said(), receiver=_card(dana)))

    assert (parcel.state, parcel.kind) == ("to_read", "application")
    assert Application.unscoped.count() == 0


def test_taken_it_is_an_application_received_with_its_extract_and_its_papers(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)

    application = _take(dana, foreign.close(_said(), receiver=_card(dana)))

    extract = Extract.unscoped.get(application=application)
    content = selectors.open_extract(actor=actor_of(dana), extract=extract, reason="instruction", today=TODAY)
    assert (application.state, application.filed_on, application.person, application.organisation) == ("filed", TODAY, None, association_b)
    assert (content.fields["last_name"], content.fields["association"], application.asks_permit) == ("Aubrac", association_b.name, True)
    assert [piece.code for piece in content.pieces] == ["identity", "package_pdf"]
    assert len(documents_of(extract)) == 2
    opened = [
        open_document(
            actor=actor_of(dana), document=get_document(owner=extract, pk=uuid.UUID(p.document)), reason="instruction", today=TODAY
        )
        for p in content.pieces
    ]
    assert [each.content for each in opened] == [PDF, PDF]


def test_a_line_that_is_not_of_the_list_does_not_pass_whatever_the_other_house_wrote(
    dana: Any, association_b: Any, foreign: Foreign
) -> None:
    know(dana, foreign, stands_for=association_b)

    application = _take(dana, foreign.close(_said(), receiver=_card(dana)))

    extract = Extract.unscoped.get(application=application)
    assert "CANARI" not in selectors.open_extract(actor=actor_of(dana), extract=extract, reason="instruction", today=TODAY).dumps()


def test_once_taken_or_set_aside_its_content_is_gone(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    _take(dana, foreign.close(_said(), receiver=_card(dana)))
    aside = _receive(dana, foreign.close(_said(), receiver=_card(dana)))

    services.set_aside(actor=actor_of(dana), today=TODAY, parcel=aside)

    assert [parcel.content for parcel in Parcel.unscoped.order_by("pk")] == [None, None]
    with pytest.raises(OutOfScope):
        services.take_parcel(actor=actor_of(dana), today=TODAY, parcel=Parcel.unscoped.get(pk=aside.pk))


def test_a_second_copy_of_the_same_package_is_refused(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    data = foreign.close(_said(), receiver=_card(dana))
    _take(dana, data)

    with pytest.raises(PackageReceivedAlready):
        _receive(dana, data)


def test_another_package_of_the_same_application_is_refused(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    reference = uuid.uuid4()
    first, second = (foreign.close(_said(), receiver=_card(dana), reference=reference) for _ in range(2))
    _take(dana, first)

    with pytest.raises(ApplicationReceivedAlready):
        _take(dana, second)


def test_an_unknown_signer_is_refused(dana: Any, foreign: Foreign) -> None:
    with pytest.raises(UnknownSigner):
        _receive(dana, foreign.close(_said(), receiver=_card(dana)))


def test_a_signer_whose_fingerprint_was_not_compared_is_refused(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b, checked=False)

    with pytest.raises(SignerNotChecked):
        _receive(dana, foreign.close(_said(), receiver=_card(dana)))


def test_somebody_who_takes_the_name_of_a_known_house_is_refused(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    thief = Foreign(box=foreign.box)
    data = json.loads(thief.close(_said(), receiver=_card(dana))) | {"sender": foreign.fingerprint}

    with pytest.raises(PackageTampered):
        _receive(dana, json.dumps(data).encode())


def test_a_package_for_another_house_is_refused(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    other = read_card(Foreign().card())

    with pytest.raises(PackageForAnother):
        _receive(dana, foreign.close(_said(), receiver=other))


def test_a_package_addressed_here_but_closed_for_another_does_not_open(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    other = read_card(Foreign().card())

    with pytest.raises(PackageTampered):
        _take(dana, foreign.close(_said(), receiver=other, to=_card(dana).fingerprint))


@pytest.mark.parametrize("name", ["kind", "reference", "made_on", "sequence", "content", "signature"])
def test_a_package_changed_on_the_way_is_refused(dana: Any, association_b: Any, foreign: Foreign, name: str) -> None:
    know(dana, foreign, stands_for=association_b)
    data = json.loads(foreign.close(_said(), receiver=_card(dana)))
    changed = {
        "kind": "answer", "reference": str(uuid.uuid4()), "made_on": "2020-05-01", "sequence": 7,
        "content": data["content"][:-8] + "AAAAAAA=", "signature": data["signature"][:-8] + "AAAAAA==",
    }  # fmt: skip

    with pytest.raises(PackageTampered):
        _receive(dana, json.dumps(data | {name: changed[name]}).encode())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"{}", b"null", b"[" * 100_000, b'{"format": "maillage.package", "version": 2}'])
def test_what_is_no_package_is_refused(dana: Any, data: bytes) -> None:
    with pytest.raises(PackageUnreadable):
        _receive(dana, data)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"extract": {"format": 9}},
        {"extract": []},
        {"request": {"kind": "x"}},
        {"files": "x"},
        {"pdf": "!"},
        {"extract": {"format": 2, "fields": {"a": 1}, "pieces": []}},
    ],
)
def test_a_content_of_an_unknown_shape_is_refused_and_records_nothing(
    dana: Any, association_b: Any, foreign: Foreign, said: dict[str, Any]
) -> None:
    know(dana, foreign, stands_for=association_b)
    content = _said(**said) if said else {}

    with pytest.raises(PackageUnreadable):
        _take(dana, foreign.close(content, receiver=_card(dana)))

    assert Application.unscoped.count() == 0


def test_another_department_is_not_ours_to_receive(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)

    with pytest.raises(PackageForAnother):
        _take(dana, foreign.close(_said(territory="F2"), receiver=_card(dana)))


def test_a_minor_is_refused_in_a_package_too(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)

    with pytest.raises(TooYoung):
        _take(dana, foreign.close(_said(fields={"birth_date": "2005-01-01"}), receiver=_card(dana)))


@pytest.mark.parametrize("who", ["alice", "eve", "charlie", "paul"])
def test_a_package_that_waits_is_nobody_elses(dana: Any, association_b: Any, foreign: Foreign, who: str, request: Any) -> None:
    know(dana, foreign, stands_for=association_b)
    parcel = _receive(dana, foreign.close(_said(), receiver=_card(dana)))

    with pytest.raises(OutOfScope):
        selectors.get_parcel(actor=actor_of(request.getfixturevalue(who)), pk=parcel.pk, today=TODAY)


# Answers


@pytest.fixture
def carried(alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> Any:
    return _carry(alice, ready, know(alice, foreign, stands_for=delegation_x))


def _answer_to(carried: Any, foreign: Foreign, alice: Any, *, sequence: int = 1, **more: Any) -> bytes:
    return foreign.close(_answer(**more), receiver=_card(alice), kind="answer", reference=carried.reference, sequence=sequence)


def test_the_acknowledgement_files_the_application_with_the_number_of_the_state(
    alice: Any, ready: Any, carried: Any, foreign: Foreign
) -> None:
    application = _take(alice, _answer_to(carried, foreign, alice))

    assert (application.pk, application.state, application.number, application.filed_on) == (ready.pk, "filed", "F1-2020-0042", TODAY)
    assert [each.purpose for each in documents_of(ready.person)] == ["acknowledgement"]


def test_later_answers_say_everything_again_and_only_the_new_is_written(alice: Any, carried: Any, foreign: Foreign) -> None:
    filed = {"state": "filed", "on": TODAY.isoformat()}
    _take(alice, _answer_to(carried, foreign, alice))

    application = _take(
        alice,
        _answer_to(
            carried, foreign, alice, sequence=2, session_on="2020-05-19", opinion="favourable", granted=True,
            steps=[filed, *({"state": state, "on": TODAY.isoformat()} for state in ("scheduled", "examined", "decided"))],
        ),
    )  # fmt: skip

    assert (application.state, application.granted, application.decided_on) == ("decided", True, TODAY)
    assert [step.state for step in application.steps.order_by("recorded_on", "happened_on")].count("filed") == 1
    assert Parcel.unscoped.get(application=application, sequence=2).opinion == "favourable"


def test_an_older_answer_is_refused_after_a_newer_one(alice: Any, carried: Any, foreign: Foreign) -> None:
    old, new = (_answer_to(carried, foreign, alice, sequence=number) for number in (1, 2))
    _take(alice, new)

    with pytest.raises(AnswerOld):
        _take(alice, old)


def test_an_answer_to_nothing_is_refused(alice: Any, carried: Any, foreign: Foreign) -> None:
    carried.reference = uuid.uuid4()

    with pytest.raises(AnswerUnknown):
        _take(alice, _answer_to(carried, foreign, alice))


def test_an_answer_from_another_known_house_is_refused(alice: Any, carried: Any, delegation_x: Any) -> None:
    other = Foreign()
    know(alice, other, stands_for=delegation_x)

    with pytest.raises(AnswerUnknown):
        _take(alice, _answer_to(carried, other, alice))


def test_an_application_is_not_an_answer(alice: Any, carried: Any, foreign: Foreign) -> None:
    with pytest.raises(PackageForAnother):
        _receive(alice, foreign.close(_said(), receiver=_card(alice)))


def test_the_state_answers_only_what_came_in_a_package(dana: Any, association_b: Any) -> None:
    application = services.receive_on_paper(
        actor=actor_of(dana), today=TODAY, territory_id="F1", association_id=association_b.pk, kind="first", received_on=TODAY, fields={}
    )

    with pytest.raises(NothingToAnswer):
        services.carry_answer(actor=actor_of(dana), today=TODAY, application=application)


def test_the_state_answers_with_its_number_its_steps_and_its_acknowledgement(dana: Any, association_b: Any, foreign: Foreign) -> None:
    know(dana, foreign, stands_for=association_b)
    application = _take(dana, foreign.close(_said(), receiver=_card(dana)))

    said = foreign.open(bytes(services.carry_answer(actor=actor_of(dana), today=TODAY, application=application).content))

    assert (said["number"], said["steps"], said["granted"]) == (application.number, [{"state": "filed", "on": "2020-05-19"}], None)
    assert said["acknowledgement"].startswith(to_text(b"%PDF-")[:6])


def test_steps_of_one_day_are_told_as_they_followed_each_other() -> None:
    from datetime import timedelta

    from maillage.pathway.psp.models import Step
    from maillage.pathway.psp.services.carrying import in_order

    later = TODAY + timedelta(days=1)
    told = ["filed", "scheduled", "filed", "scheduled", "examined"]
    steps = [Step(state=state, happened_on=TODAY) for state in sorted(told)] + [Step(state="decided", happened_on=later)]

    assert [each.state for each in in_order(steps[::-1])] == [*told, "decided"]


# Pages


def test_the_pages_take_a_package_from_the_card_to_the_application(client: Any, dana: Any, association_b: Any, foreign: Foreign) -> None:
    browser = client.as_(dana)
    card = SimpleUploadedFile("carte.maillage-carte", foreign.card())
    house = str(house_for(dana).organisation.pk)
    added = browser.post(reverse("psp:card_add"), {"house": house, "stands_for": str(association_b.pk), "card": card}, follow=True)
    known = Correspondent.unscoped.get()
    assert in_groups(foreign.fingerprint) in added.content.decode()
    browser.post(reverse("psp:correspondent_check", args=[known.pk]))

    data = SimpleUploadedFile("paquet.maillage", foreign.close(_said(), receiver=_card(dana)))
    shown = browser.post(reverse("psp:package_receive"), {"house": house, "package": data}, follow=True)
    taken = browser.post(reverse("psp:parcel_take", args=[Parcel.unscoped.get().pk]), follow=True)

    assert "Aubrac" in shown.content.decode()
    assert "F1-2020-0001" in taken.content.decode()
    assert browser.get(reverse("psp:packages")).status_code == 200


def test_a_refused_package_says_why_on_the_form(client: Any, dana: Any, foreign: Foreign) -> None:
    data = SimpleUploadedFile("paquet.maillage", foreign.close(_said(), receiver=_card(dana)))

    answer = client.as_(dana).post(reverse("psp:package_receive"), {"house": str(house_for(dana).organisation.pk), "package": data})

    assert answer.status_code == 422
    assert "n&#x27;est pas connue ici" in answer.content.decode()


def test_reading_the_list_makes_no_key_and_handing_the_card_makes_it(client: Any, dana: Any) -> None:
    from maillage.pathway.psp.models import PackageKeys

    browser, house = client.as_(dana), house_for(dana)
    browser.get(reverse("psp:packages"))
    assert not PackageKeys.unscoped.exists()

    card = browser.post(reverse("psp:card", args=[house.organisation.pk])).content

    assert in_groups(read_card(card).fingerprint) in browser.get(reverse("psp:packages")).content.decode()


def test_the_pages_carry_an_application_and_give_the_file(client: Any, alice: Any, ready: Any, delegation_x: Any, foreign: Foreign) -> None:
    known = know(alice, foreign, stands_for=delegation_x)
    browser = client.as_(alice)

    shown = browser.post(reverse("psp:carry", args=[ready.pk]), {"correspondent": str(known.pk)}, follow=True)
    file = browser.get(reverse("psp:parcel_file", args=[Parcel.unscoped.get().pk]))

    assert "Télécharger le paquet" in shown.content.decode()
    assert foreign.open(file.content)["extract"]["fields"]["last_name"] == "Aubrac"
    assert read_package(file.content).header.receiver == foreign.fingerprint


def test_without_a_checked_house_the_page_says_what_to_do(client: Any, alice: Any, ready: Any) -> None:
    answer = client.as_(alice).get(reverse("psp:carry", args=[ready.pk]))

    assert "Aucune maison vérifiée" in answer.content.decode()


@pytest.mark.parametrize("who", ["bob", "hugo", "paul", "marc"])
def test_the_list_of_packages_is_for_those_who_hold_the_pen(client: Any, who: str, request: Any) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse("psp:packages")).status_code in (403, 404)
