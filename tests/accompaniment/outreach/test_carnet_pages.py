"""The addresses of the notebook, its inbox, the links and the phones of my account."""

from __future__ import annotations

import base64
import json
import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.notes.models import Note
from maillage.accompaniment.outreach.models import Capture, CaptureState, Device, Round, RoundLink
from maillage.accompaniment.outreach.services.captures import SentParcel
from maillage.accompaniment.outreach.services.links import make_link
from maillage.core.sync import BATCH, BOX_LIMIT
from tests.accompaniment.making import make_person
from tests.accompaniment.outreach.carnet import MOMENT, phone_of, planned_round, sealed, send, sheet, zone
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db
STATE, SEND, ENROL = (f"/terrain/poche/{name}/" for name in ("etat", "envoi", "inscrire"))


def post(client: Any, url: str, body: Any) -> Any:
    return client.post(url, data=json.dumps(body), content_type="application/json")


def as_json(parcel: SentParcel) -> dict[str, Any]:
    return {"id": str(parcel.id), "device": str(parcel.device), "key": parcel.key, "box": base64.b64encode(parcel.box).decode()}


@pytest.fixture
def phone(alice: Any, association_a: Any) -> Device:
    return phone_of(alice, association_a)


@pytest.fixture
def waiting(alice: Any, iris: Any, phone: Device, association_a: Any) -> Capture:
    """A second sheet of a planned round, which says otherwise."""
    planned = planned_round(alice, association_a)
    send(alice, sealed(phone, sheet(about=str(planned.pk))))
    send(iris, sealed(phone_of(iris, association_a), sheet(about=str(planned.pk), met_new=9, words="tendu")))
    return Capture.unscoped.get(state=CaptureState.CLASH)


def test_the_page_opens_without_signing_in_and_holds_nothing_of_anybody(client: Any, alice: Any) -> None:
    zone("Quais nord")

    stranger, hers = client.get("/terrain/poche/"), client.as_(alice).get("/terrain/poche/")

    assert stranger.status_code == 200
    assert stranger.content == hers.content
    assert b"Alice" not in hers.content
    assert b"Quais nord" not in hers.content


def test_the_page_has_no_script_of_its_own_and_asks_nothing_elsewhere(client: Any) -> None:
    page = client.get("/terrain/poche/").content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"\bon\w+=|style=|https?://", page) == []


def test_the_script_that_keeps_the_page_names_files_that_exist(client: Any, settings: Any) -> None:
    script = client.get("/terrain/poche/service.js")

    head = script.content.decode().split("\n")
    files = json.loads(head[2].removeprefix("const FILES = ").removesuffix(";"))
    assert script["Content-Type"].startswith("text/javascript")
    from django.contrib.staticfiles import finders

    static = [each.removeprefix(settings.STATIC_URL) for each in files if each.startswith(settings.STATIC_URL)]
    assert len(static) == 7
    assert all(finders.find(each) for each in static)


def test_the_manifest_says_nothing_of_what_it_is_for(client: Any) -> None:
    manifest = json.loads(client.get("/terrain/poche/carnet.webmanifest").content)

    assert (manifest["name"], manifest["scope"], manifest["start_url"]) == ("Carnet", "/terrain/poche/", "/terrain/poche/")


def test_the_state_of_a_phone_gives_what_its_lists_need(client: Any, alice: Any, phone: Device, association_a: Any) -> None:
    planned = planned_round(alice, association_a)

    said = client.as_(alice).get(f"{STATE}?appareil={phone.pk}").json()

    assert said["device"] == "standing"
    assert [each["name"] for each in said["settings"]["zones"]] == ["Quais nord"]
    assert [each["id"] for each in said["settings"]["rounds"]] == [str(planned.pk)]
    assert len(base64.b64decode(said["settings"]["key"]["public"])) == 65


@pytest.mark.parametrize(("asked", "standing"), [("", "none"), ("?appareil=x", "other"), (f"?appareil={uuid.UUID(int=11)}", "other")])
def test_a_phone_that_is_not_hers_learns_nothing(asked: str, standing: str, client: Any, alice: Any) -> None:
    said = client.as_(alice).get(STATE + asked).json()

    assert said["device"] == standing
    assert "settings" not in said


def test_the_phone_of_a_colleague_is_not_hers(client: Any, iris: Any, phone: Device) -> None:
    assert client.as_(iris).get(f"{STATE}?appareil={phone.pk}").json()["device"] == "other"


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Any) -> None:
    assert client.get(STATE).status_code == 302


def test_a_phone_is_enrolled_in_one_tap(client: Any, alice: Any) -> None:
    said = post(client.as_(alice), ENROL, {"organisation": ""}).json()

    assert Device.unscoped.get().pk == uuid.UUID(said["device"])


def test_a_phone_is_enrolled_for_ones_own_association_only(client: Any, alice: Any, association_b: Any) -> None:
    assert post(client.as_(alice), ENROL, {"organisation": str(association_b.pk)}).status_code == 404


def test_a_batch_is_answered_parcel_by_parcel(client: Any, alice: Any, phone: Device) -> None:
    good, bad = sealed(phone, sheet()), sealed(phone, sheet())
    bad = SentParcel(id=bad.id, device=bad.device, key=bad.key, box=bad.box[:-1] + b"\x00\x00")

    said = post(client.as_(alice), SEND, {"parcels": [as_json(good), as_json(bad), as_json(good)]}).json()

    assert [(each["outcome"], each["why"]) for each in said["receipts"]] == [("kept", ""), ("refused", "unreadable"), ("already", "")]
    assert Round.unscoped.count() == 1


PARCEL = {"id": str(uuid.uuid4()), "device": str(uuid.uuid4()), "key": 1, "box": "AAAA"}


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"parcels": "x"},
        {"parcels": [PARCEL] * (BATCH + 1)},
        {"parcels": [3]},
        {"parcels": [{**PARCEL, "id": "x"}]},
        {"parcels": [{**PARCEL, "key": True}]},
        {"parcels": [{**PARCEL, "key": 2**40}]},
        {"parcels": [{**PARCEL, "box": "é"}]},
        {"parcels": [{**PARCEL, "box": 3}]},
        {"parcels": [{**PARCEL, "box": base64.b64encode(bytes(BOX_LIMIT + 1)).decode()}]},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_whole(body: Any, client: Any, alice: Any, phone: Device) -> None:
    assert post(client.as_(alice), SEND, body).status_code == 422


def test_the_state_is_written_without_a_token_never(alice: Any, phone: Device) -> None:
    from tests.cast import CastClient

    strict = CastClient(enforce_csrf_checks=True).as_(alice)

    assert post(strict, SEND, {"parcels": []}).status_code == 403


def test_what_waits_is_listed_and_opened(client: Any, alice: Any, waiting: Capture) -> None:
    listed, opened = client.as_(alice).get("/terrain/saisies/"), client.as_(alice).get(f"/terrain/saisies/{waiting.pk}/")

    assert str(waiting.pk) in listed.content.decode()
    assert "tendu" not in listed.content.decode()
    assert "tendu" in opened.content.decode()
    assert 'name="take_met_new"' in opened.content.decode()


def test_a_stranger_association_sees_nothing_of_it(client: Any, charlie: Any, waiting: Capture) -> None:
    assert client.as_(charlie).get(f"/terrain/saisies/{waiting.pk}/").status_code == 404


def test_two_sheets_are_settled_on_their_page(client: Any, alice: Any, waiting: Capture) -> None:
    street_round = Round.unscoped.get()

    answer = client.as_(alice).post(
        f"/terrain/saisies/{waiting.pk}/departager/", {"version": street_round.version, "take_met_new": "received", "words": "add"}
    )

    assert answer.status_code == 302
    assert Round.unscoped.get().met_new == 9
    assert b"Il n'y a plus rien" in client.as_(alice).get(f"/terrain/saisies/{waiting.pk}/").content.replace(b"&#x27;", b"'")


def test_a_round_corrected_meanwhile_is_shown_again(client: Any, alice: Any, waiting: Capture) -> None:
    answer = client.as_(alice).post(f"/terrain/saisies/{waiting.pk}/departager/", {"version": 0, "words": "add"}, follow=True)

    assert Round.unscoped.get().met_new == 3
    assert 'name="take_met_new"' in answer.content.decode()


@pytest.mark.parametrize(("act", "rounds"), [("a-part", 2), ("ecarter", 1)])
def test_a_waiting_sheet_is_set_apart_or_dropped(act: str, rounds: int, client: Any, alice: Any, waiting: Capture) -> None:
    client.as_(alice).post(f"/terrain/saisies/{waiting.pk}/{act}/")

    assert Round.unscoped.count() == rounds
    assert not Capture.unscoped.waiting().exists()


def test_what_did_not_fit_is_completed_on_its_page(client: Any, alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(day="2031-01-01")))
    capture = Capture.unscoped.get()
    values = {"day": TODAY.isoformat(), "zone": str(zone().pk), "team_size": 2, "met_new": 3, "met_known": 0, "kits": 4, "masks": 0}

    page = client.as_(alice).get(f"/terrain/saisies/{capture.pk}/")
    refused = client.as_(alice).post(f"/terrain/saisies/{capture.pk}/completer/", {**values, "ends": "23:00", "starts": ""})
    done = client.as_(alice).post(f"/terrain/saisies/{capture.pk}/completer/", values)

    assert 'name="day"' in page.content.decode()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert Round.unscoped.get().met_new == 3


def test_a_sheet_that_no_page_of_ours_wrote_is_said_and_still_waits(client: Any, alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet(orientations={"care": "deux"})))
    capture = Capture.unscoped.get()
    values = {"day": TODAY.isoformat(), "zone": str(zone().pk), "team_size": 2, "met_new": 3, "met_known": 0, "kits": 4, "masks": 0}

    answer = client.as_(alice).post(f"/terrain/saisies/{capture.pk}/completer/", values, follow=True)

    assert "ne peut pas être rangée telle quelle" in answer.content.decode()
    assert Capture.unscoped.waiting().exists()


def test_a_note_is_put_in_a_file_in_two_steps(client: Any, alice: Any, phone: Device) -> None:
    person = make_person(alice, pseudonym="Comète")
    send(alice, sealed(phone, {"kind": "note", "words": "Elle demande un rendez-vous."}))
    url = f"/terrain/saisies/{Capture.unscoped.get().pk}/dossier/"

    asked = client.as_(alice).post(url, {"who": "Comete", "level": "team"})
    done = client.as_(alice).post(url, {"who": "Comete", "person": str(person.pk), "level": "team"})

    assert "Comète" in asked.content.decode()
    assert done.status_code == 302
    assert Note.unscoped.count() == 1


def test_my_account_shows_my_phones_and_revokes_them(client: Any, alice: Any, phone: Device) -> None:
    page = client.as_(alice).get(reverse("accounts:mine")).content.decode()
    client.as_(alice).post("/terrain/carnets/revoquer/", {"device": str(phone.pk)})

    assert str(phone.pk) in page
    assert Device.unscoped.get().revoked_on == TODAY
    assert client.as_(alice).get(f"{STATE}?appareil={phone.pk}").json()["device"] == "revoked"


def test_my_account_says_the_day_of_the_last_sending(client: Any, alice: Any, phone: Device) -> None:
    send(alice, sealed(phone, sheet()))

    page = client.as_(alice).get(reverse("accounts:mine")).content.decode()

    assert "dernier envoi le 19 mai à" in page


@pytest.mark.parametrize("device", ["", "x", str(uuid.UUID(int=11))])
def test_a_phone_that_is_none_of_mine_is_not_found(device: str, client: Any, alice: Any) -> None:
    assert client.as_(alice).post("/terrain/carnets/revoquer/", {"device": device}).status_code == 404


def test_a_link_is_made_shown_once_and_closed(client: Any, alice: Any, association_a: Any) -> None:
    planned = planned_round(alice, association_a)
    url = f"/terrain/maraudes/{planned.pk}/liens/"

    made = client.as_(alice).post(url).content.decode()
    again = client.as_(alice).get(url).content.decode()
    client.as_(alice).post(f"/terrain/liens/{RoundLink.unscoped.get().pk}/fermer/")

    assert re.search(r"/terrain/feuille/#\d{16}", made)
    assert not re.search(r"#\d{16}", again)
    assert RoundLink.unscoped.get().closed_on == TODAY


@pytest.fixture
def code(alice: Any, association_a: Any) -> str:
    return make_link(actor=actor_of(alice), moment=MOMENT, street_round=planned_round(alice, association_a)).code


SAID = {"team_size": 2, "met_new": 5, "met_known": 0, "kits": 3, "masks": 0, "clients": "unseen", "police": "some", "to_care": 1}


def test_a_volunteer_fills_the_sheet_of_one_round_and_reads_nothing_back(client: Any, code: str) -> None:
    asked = client.post("/terrain/feuille/remplir/", {"code": code})
    sent = client.post("/terrain/feuille/envoyer/", {"code": code, **SAID, "words": "Bruit de rotation."})

    assert "Quais nord" not in asked.content.decode()
    assert "Reçu" in sent.content.decode()
    assert "rotation" not in sent.content.decode()
    assert not sent.cookies
    assert Round.unscoped.get().met_new == 5


def test_a_sheet_that_comes_back_keeps_what_was_typed(client: Any, code: str) -> None:
    back = client.post("/terrain/feuille/envoyer/", {"code": code, **SAID, "met_new": "", "words": "Bruit de rotation."})

    assert back.status_code == 422
    assert "rotation" in back.content.decode()


@pytest.mark.parametrize("path", ["remplir", "envoyer"])
def test_a_code_that_serves_no_more_is_said(path: str, client: Any, code: str) -> None:
    answer = client.post(f"/terrain/feuille/{path}/", {"code": "0000000000000000", **SAID})

    assert answer.status_code == 422
    assert "ne sert plus" in answer.content.decode()


def test_a_sheet_sent_twice_from_its_page_is_there_once(client: Any, code: str) -> None:
    page = client.post("/terrain/feuille/remplir/", {"code": code}).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None

    for _ in range(2):
        client.post("/terrain/feuille/envoyer/", {"code": code, "key": key.group(1), **SAID, "words": "Bruit de rotation."})

    assert Capture.unscoped.count() == 1


def test_wrong_codes_of_one_visitor_close_nothing_to_another(client: Any, code: str, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        client.post("/terrain/feuille/remplir/", {"code": f"{number:016}"}, headers={"x-forwarded-for": "192.0.2.7"})

    hers = client.post("/terrain/feuille/remplir/", {"code": code}, headers={"x-forwarded-for": "192.0.2.8"})
    his = client.post("/terrain/feuille/remplir/", {"code": code}, headers={"x-forwarded-for": "192.0.2.7"})

    assert (hers.status_code, his.status_code) == (200, 422)


def test_codes_are_not_found_by_trying(client: Any, code: str) -> None:
    for number in range(30):
        client.post("/terrain/feuille/remplir/", {"code": f"{number:016}"})

    assert client.post("/terrain/feuille/remplir/", {"code": code}).status_code == 422


def test_signing_out_empties_nothing_of_the_phone(client: Any, alice: Any) -> None:
    answer = client.as_(alice).post(reverse("account_logout"))

    assert answer.status_code == 302
    assert "Clear-Site-Data" not in answer


def test_the_strip_of_the_field_says_how_many_wait(client: Any, alice: Any, bob: Any, waiting: Capture) -> None:
    hers, his = (client.as_(who).get("/terrain/").content.decode() for who in (alice, bob))

    assert "Saisies (1)" in hers
    assert "Saisies" not in his
