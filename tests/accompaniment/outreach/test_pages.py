"""The pages of the field: the sheet in two minutes, both sides in sight, no advert, alerts for their right alone."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.outreach.models import Campaign, MinorAlert, Observation, Round
from tests.accompaniment.making import make_person
from tests.accompaniment.outreach.making import alert, count_online, make_walker, make_zone, observe, plan, walk
from tests.cast import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def maud(association_a: Any) -> Any:
    make_zone(association_a.territory)
    return make_walker(association_a)


@pytest.fixture
def zone(association_a: Any) -> Any:
    return make_zone(association_a.territory)


def typed(zone: Any, **more: Any) -> dict[str, Any]:
    fields = {"zone": str(zone.pk), "day": TODAY.isoformat(), "team_size": "2", "clients": "none", "police": "many", **more}
    return {"key": str(uuid.uuid4()), **fields}


def text(response: Any) -> str:
    return str(response.content.decode())


# The page of the field


def test_the_field_begins_with_one_act_in_the_dark(client: Any, maud: Any) -> None:
    page = text(client.as_(maud).get("/terrain/"))

    assert 'data-bs-theme="dark"' in page
    assert page.count('href="/terrain/maraudes/noter/"') == 1


def test_whoever_chose_light_keeps_it(client: Any, maud: Any) -> None:
    signed = client.as_(maud)
    signed.cookies["mg_theme"] = "light"

    assert 'data-bs-theme="light"' in text(signed.get("/terrain/"))


def test_the_other_pages_of_the_house_stay_light(client: Any, maud: Any) -> None:
    assert 'data-bs-theme="light"' in text(client.as_(maud).get("/terrain/maraudes/"))


def test_a_reader_sees_and_notes_nothing(client: Any, bob: Any, alice: Any, association_a: Any) -> None:
    walk(alice, association_a, met_new=7)
    page = text(client.as_(bob).get("/terrain/"))

    assert "/terrain/maraudes/noter/" not in page
    assert client.as_(bob).get("/terrain/maraudes/noter/").status_code == 403


@pytest.mark.parametrize("who", ["dana", "nora"])
def test_the_state_sees_nothing_of_the_field(client: Any, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get("/terrain/").status_code == 403


# The sheet


def test_the_sheet_is_noted_with_a_zone_alone(client: Any, maud: Any, zone: Any) -> None:
    response = client.as_(maud).post("/terrain/maraudes/noter/", typed(zone, met_new="2"))

    street_round = Round.unscoped.get()
    assert (response.status_code, response.url) == (302, f"/terrain/maraudes/{street_round.pk}/")
    assert (street_round.met_new, street_round.met_known, street_round.police, street_round.recorded_by) == (2, 0, "many", maud)


def test_a_sheet_sent_twice_is_one_round(client: Any, maud: Any, zone: Any) -> None:
    data = typed(zone)

    for _ in range(2):
        client.as_(maud).post("/terrain/maraudes/noter/", data)

    assert Round.unscoped.count() == 1


def test_a_sheet_without_a_zone_comes_back_with_what_was_typed(client: Any, maud: Any, zone: Any) -> None:
    response = client.as_(maud).post("/terrain/maraudes/noter/", {**typed(zone, note="Rue vide"), "zone": ""})

    assert response.status_code == 422
    assert "Rue vide" in text(response)
    assert Round.unscoped.count() == 0


def test_the_sheet_proposes_the_zone_and_the_team_of_last_time(client: Any, maud: Any, association_a: Any) -> None:
    other = make_zone(association_a.territory, "Quartier de la gare")
    walk(maud, association_a, zone=other, team=(maud.pk,), day=YESTERDAY)

    page = text(client.as_(maud).get("/terrain/maraudes/noter/"))

    assert f'value="{other.pk}"' in page
    assert "checked" in page.split(f'value="{other.pk}"')[1].split(">")[0]


def test_one_button_notes_the_sheet_and_opens_the_path_of_protection(client: Any, maud: Any, zone: Any) -> None:
    response = client.as_(maud).post("/terrain/maraudes/noter/", typed(zone, and_minor="1"))

    assert response.url == f"/terrain/maraudes/{Round.unscoped.get().pk}/mineure/"


def test_what_was_planned_is_already_on_the_sheet(client: Any, maud: Any, association_a: Any) -> None:
    planned = plan(maud, association_a, team_size=4)

    assert 'value="4"' in text(client.as_(maud).get(f"/terrain/maraudes/{planned.pk}/feuille/"))


def test_a_round_planned_and_filled_is_one_round(client: Any, maud: Any, zone: Any, association_a: Any) -> None:
    planned = plan(maud, association_a)

    client.as_(maud).post(f"/terrain/maraudes/{planned.pk}/feuille/", typed(zone, met_known="5"))

    assert list(Round.unscoped.values_list("pk", "state", "met_known")) == [(planned.pk, "done", 5)]


def test_a_manager_plans_a_round_and_may_cancel_it(client: Any, hugo: Any, zone: Any) -> None:
    client.as_(hugo).post("/terrain/maraudes/prevoir/", typed(zone, day=TOMORROW.isoformat()))
    planned = Round.unscoped.get()

    client.as_(hugo).post(f"/terrain/maraudes/{planned.pk}/annuler/", {})

    planned.refresh_from_db()
    assert (planned.day, planned.state) == (TOMORROW, "cancelled")


def test_the_round_shows_its_note_to_those_who_open_them_alone(client: Any, maud: Any, bob: Any, association_a: Any) -> None:
    street_round = walk(maud, association_a, note="Deux nouvelles près du pont")
    url = f"/terrain/maraudes/{street_round.pk}/"

    assert "Deux nouvelles" in text(client.as_(maud).get(url))
    assert "Deux nouvelles" not in text(client.as_(bob).get(url))


def test_a_sheet_corrected_keeps_what_was_not_touched(client: Any, maud: Any, zone: Any, association_a: Any) -> None:
    street_round = walk(maud, association_a, note="Rue vide")
    data = typed(zone, met_known="6", note="Rue vide", version="1")

    response = client.as_(maud).post(f"/terrain/maraudes/{street_round.pk}/corriger/", data)

    street_round.refresh_from_db()
    assert (response.status_code, street_round.met_known, street_round.version) == (302, 6, 2)


def test_a_stale_correction_shows_both_in_words(client: Any, maud: Any, zone: Any, association_a: Any) -> None:
    street_round = walk(maud, association_a, clients="some")

    response = client.as_(maud).post(f"/terrain/maraudes/{street_round.pk}/corriger/", typed(zone, version="0"))

    assert response.status_code == 409
    assert "quelques-uns" in text(response)


def test_the_list_adds_what_it_shows_and_leads_to_rows(client: Any, maud: Any, association_a: Any) -> None:
    walk(maud, association_a, met_new=2)
    walk(maud, association_a, met_new=40, day=date(2020, 4, 8))

    page = text(client.as_(maud).get("/terrain/maraudes/?mois=2020-05"))

    assert "2 rencontres nouvelles" in page
    assert f"mois=2020-05&amp;zone={make_zone(association_a.territory).pk}" in page


def test_the_table_holds_counts_and_no_word(client: Any, maud: Any, association_a: Any) -> None:
    walk(maud, association_a, note="Un secret")

    lines = text(client.as_(maud).get("/terrain/maraudes/tableau/")).splitlines()

    assert lines[1] == "2020-05-19;Rive droite;faite;2;1;3;4;8"
    assert "secret" not in "".join(lines)


# Online


def test_no_field_of_an_online_round_takes_a_word() -> None:
    from django.db import models

    words = [f.name for f in Campaign._meta.concrete_fields if isinstance(f, models.CharField | models.TextField) and not f.choices]
    files = [f.name for f in Campaign._meta.concrete_fields if isinstance(f, models.FileField | models.BinaryField | models.JSONField)]

    assert (words, files) == ([], [])


def test_a_funnel_that_widens_is_refused_in_words(client: Any, maud: Any) -> None:
    data = {"site": "social", "method": "call", "starts_on": "2020-05-04", "seen": "3", "reached": "9", "key": str(uuid.uuid4())}

    response = client.as_(maud).post("/terrain/en-ligne/noter/", data)

    assert response.status_code == 422
    assert "ne peut pas dépasser annonces vues" in text(response)


def test_an_online_round_draws_its_funnel(client: Any, maud: Any, association_a: Any) -> None:
    campaign = count_online(maud, association_a)

    page = text(client.as_(maud).get(f"/terrain/en-ligne/{campaign.pk}/"))

    assert "14 sur 60 (23 %)" in page


def test_the_counts_grow_with_the_campaign(client: Any, maud: Any, association_a: Any) -> None:
    campaign = count_online(maud, association_a)
    data = {
        "site": "specialised", "method": "sms", "starts_on": "2020-04-06", "seen": "200", "reached": "60", "answered": "14", "met": "3",
        "accompanied": "1", "version": "1", "key": str(uuid.uuid4()),
    }  # fmt: skip

    client.as_(maud).post(f"/terrain/en-ligne/{campaign.pk}/comptes/", data)

    campaign.refresh_from_db()
    assert campaign.seen == 200


# Observations


def test_opposite_observations_stay_side_by_side(client: Any, maud: Any, association_a: Any) -> None:
    observe(maud, association_a, theme="online", direction="down", certainty="counted", number=41, measure="adverts", source="online")
    observe(maud, association_a, theme="online", direction="up", certainty="intuition", reference="Cap Tilleul")

    page = text(client.as_(maud).get("/terrain/observations/themes/online/"))

    assert "Contradictoire" in page
    assert all(words in page for words in ("En hausse", "En baisse", "41 annonces", "Cap Tilleul"))


def test_an_explanation_is_always_called_a_hypothesis(client: Any, maud: Any, association_a: Any) -> None:
    observation = observe(maud, association_a)
    data = {"cause": "phone", "source": "partner", "reference": "Cap Tilleul", "key": str(uuid.uuid4())}

    client.as_(maud).post(f"/terrain/observations/{observation.pk}/expliquer/", data)

    page = text(client.as_(maud).get(f"/terrain/observations/{observation.pk}/"))
    assert page.index("hypothèse") < page.index("lients habituels joints par téléphone")


@pytest.mark.parametrize("words", ["https://annonces.example/1", "06 12 34 56 78", "@lune", "a" * 81])
def test_no_advert_passes_by_the_reference(client: Any, maud: Any, words: str) -> None:
    data = {
        "theme": "online", "direction": "up", "certainty": "reported", "source": "press", "reference": words, "starts_on": "2020-05-04",
        "key": str(uuid.uuid4()),
    }  # fmt: skip

    response = client.as_(maud).post("/terrain/observations/noter/", data)

    assert (response.status_code, Observation.unscoped.count()) == (422, 0)


def test_an_observation_withdrawn_counts_no_more(client: Any, maud: Any, association_a: Any) -> None:
    observation = observe(maud, association_a)

    client.as_(maud).post(f"/terrain/observations/{observation.pk}/retirer/", {})

    assert "Aucune" not in text(client.as_(maud).get("/terrain/observations/"))
    assert "Maison Verveine" not in text(client.as_(maud).get("/terrain/observations/themes/street/"))
    assert "Notée par erreur" in text(client.as_(maud).get(f"/terrain/observations/{observation.pk}/"))


def test_a_counted_series_is_drawn_with_links_to_its_rows(client: Any, maud: Any, association_a: Any) -> None:
    counted = {"certainty": "counted", "measure": "people", "source": "round"}
    first = observe(maud, association_a, number=14, starts_on=date(2020, 3, 10), **counted)
    observe(maud, association_a, number=4, starts_on=date(2020, 3, 24), **counted)

    page = text(client.as_(maud).get("/terrain/observations/themes/street/"))

    assert f'<a href="/terrain/observations/{first.pk}/">14</a>' in page


def test_an_unknown_theme_does_not_exist(client: Any, maud: Any) -> None:
    assert client.as_(maud).get("/terrain/observations/themes/lune/").status_code == 404


# Minors


def test_the_alert_says_whom_to_tell_and_hides_itself(client: Any, maud: Any, iris: Any, zone: Any) -> None:
    data = {"where": "street", "zone": "", "words": "Très jeune", "key": str(uuid.uuid4())}

    response = client.as_(maud).post("/terrain/mineures/alerter/", data, follow=True)

    found = MinorAlert.unscoped.get()
    assert "Iris" in text(response)
    assert client.as_(maud).get(f"/terrain/mineures/{found.pk}/").status_code in (403, 404)
    assert "Très jeune" not in text(response)


def test_the_right_opens_the_alert_for_a_reason(client: Any, maud: Any, iris: Any, association_a: Any) -> None:
    found = alert(maud, association_a)
    url = f"/terrain/mineures/{found.pk}/"

    closed, opened = text(client.as_(iris).get(url)), text(client.as_(iris).post(url, {"reason": "urgency"}))

    assert "Très jeune, seule." not in closed
    assert "Très jeune, seule." in opened


def test_an_act_and_its_answer_are_noted_for_her(client: Any, maud: Any, iris: Any, association_a: Any) -> None:
    found, signed = alert(maud, association_a), client.as_(iris)
    signed.post(
        f"/terrain/mineures/{found.pk}/acte/",
        {"kind": "concern", "recipient": "unit", "done_on": TODAY.isoformat(), "reference": "IP-7", "key": str(uuid.uuid4())},
    )
    act = found.acts.get()

    signed.post(
        f"/terrain/mineures/actes/{act.pk}/reponse/",
        {"answer": "assessing", "answered_on": TODAY.isoformat(), "reference": "IP-7", "version": "1", "key": str(uuid.uuid4())},
    )

    page = text(signed.post(f"/terrain/mineures/{found.pk}/", {"reason": "urgency"}))
    assert "évaluation ouverte" in page
    assert "IP-7" in page


def test_her_file_takes_over(client: Any, maud: Any, iris: Any, association_a: Any) -> None:
    found, person = alert(maud, association_a), make_person(iris)
    data = {"reference": person.reference, "version": "1", "key": str(uuid.uuid4())}

    response = client.as_(iris).post(f"/terrain/mineures/{found.pk}/dossier/", data)

    found.refresh_from_db()
    assert (response.status_code, found.outcome, person.protections.count()) == (302, "file", 1)


def test_a_reference_of_nobody_is_refused(client: Any, maud: Any, iris: Any, association_a: Any) -> None:
    found = alert(maud, association_a)

    response = client.as_(iris).post(f"/terrain/mineures/{found.pk}/dossier/", {"reference": "LUNE", "version": "1"})

    assert response.status_code == 422


def test_an_alert_is_closed_with_its_outcome(client: Any, maud: Any, iris: Any, association_a: Any) -> None:
    found = alert(maud, association_a)

    client.as_(iris).post(f"/terrain/mineures/{found.pk}/clore/", {"outcome": "adult", "version": "1"})

    assert "elle est majeure" in text(client.as_(iris).get(f"/terrain/mineures/{found.pk}/"))
    assert "close" in text(client.as_(iris).get("/terrain/mineures/"))
