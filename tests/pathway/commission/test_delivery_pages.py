"""The pages by which a decision reaches her: what her association sees, what the prefecture sees, and what neither learns."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.models import Outgoing
from maillage.core.safe_contact import Standing
from maillage.pathway.commission import services
from maillage.pathway.commission.models import Decision, Delivery
from maillage.pathway.psp.models import Application
from tests.cast import actor_of
from tests.pathway.commission.test_contradictory import FACTS, opened
from tests.pathway.commission.test_contradictory import end as end_fixture
from tests.pathway.commission.test_delivery import refused as refused_fixture
from tests.pathway.commission.test_delivery import rule
from tests.pathway.commission.world import World, text_of

refused, end = refused_fixture, end_fixture


def page(client: Any, who: Any, name: str, pk: Any, **posted: Any) -> Any:
    at, url = client.as_(who), reverse(f"commission:{name}", args=[pk])
    return at.post(url, posted) if posted else at.get(url)


def words(answer: Any) -> str:
    return answer.content.decode().replace("&#x27;", "'")


@pytest.fixture
def today(clock: Any, refused: Decision) -> Any:
    clock.move_to(f"{refused.signed_on.isoformat()}T15:00:00+02:00")
    return refused.signed_on


def test_the_key_worker_is_refused_one_way_then_hands_it_over_by_another(world: World, refused: Decision, client: Any, today: Any) -> None:
    rule(world, refused.application.person, letter=Standing.FORBIDDEN, key_worker=Standing.ALLOWED)
    said = {"notified_on": today.isoformat(), "proof": "signed", "remedies_told": "on", "plain_given": "on"}
    pk = refused.application_id

    no = page(client, world.alice, "deliver_note", pk, way="letter", **said)
    yes = page(client, world.alice, "deliver_note", pk, way="key_worker", **said)
    shown = words(page(client, world.alice, "deliver", pk))

    assert (no.status_code, yes.status_code) == (422, 302)
    assert "Jamais par lettre : ce n'est pas sûr pour elle." in words(no)
    assert "Dernier jour pour saisir le tribunal" in shown
    assert "de vive voix, par sa référente" in shown


def test_the_office_sees_the_day_and_the_proof_and_no_way(world: World, refused: Decision, client: Any, today: Any) -> None:
    rule(world, refused.application.person, key_worker=Standing.ALLOWED)
    page(client, world.alice, "deliver_note", refused.application_id, way="key_worker", notified_on=today.isoformat(), proof="signed")

    shown = words(page(client, world.paul, "decision", refused.pk))

    assert "par l'association qui l'accompagne" in shown
    assert "récépissé daté et signé par elle" in shown
    assert [word for word in ("référente", "key_worker", "vive voix") if word in shown] == []


def test_a_letter_of_the_office_is_refused_in_one_sentence(world: World, refused: Decision, client: Any, today: Any) -> None:
    rule(world, refused.application.person, letter=Standing.FORBIDDEN, sms=Standing.ALLOWED)

    answer = page(client, world.paul, "decision_notify", refused.pk, by="letter")

    assert answer.status_code == 422
    assert "Aucune lettre ne part de la préfecture" in words(answer)
    assert "SMS" not in words(answer)


def test_telling_her_is_one_click_and_is_kept_with_her_file(world: World, refused: Decision, client: Any, today: Any) -> None:
    rule(world, refused.application.person, partner=Standing.ALLOWED)

    answer = page(client, world.alice, "deliver_announce", refused.application_id, channel="partner")

    assert answer.status_code == 302
    assert Outgoing.unscoped.filter(about=refused.pk, channel="partner").exists()


def test_what_left_without_proof_asks_for_it_next(world: World, refused: Decision, client: Any, today: Any) -> None:
    rule(world, refused.application.person, letter=Standing.ALLOWED)
    pk = refused.application_id
    page(client, world.alice, "deliver_note", pk, way="letter")

    page(client, world.alice, "deliver_note", pk, notified_on=today.isoformat(), proof="postal")

    assert Delivery.unscoped.get(decision=refused).proof == "postal"


def test_a_double_click_is_answered_as_the_first(world: World, refused: Decision, client: Any, today: Any) -> None:
    said = {"way": "in_person", "notified_on": today.isoformat(), "proof": "none"}

    answers = [page(client, world.alice, "deliver_note", refused.application_id, **said).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_entrusted_in_one_click(world: World, refused: Decision, client: Any, today: Any) -> None:
    answer = client.as_(world.paul).post(reverse("commission:decision_entrust", args=[refused.pk]))
    plain = page(client, world.alice, "deliver_plain", refused.application_id)

    assert answer.status_code == 302
    assert "La réponse est non." in text_of(plain.content)


@pytest.mark.parametrize("name", ["decision_letter", "decision_plain", "decision_receipt"])
def test_the_papers_of_the_office_are_printed(world: World, refused: Decision, client: Any, name: str) -> None:
    assert page(client, world.paul, name, refused.pk).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["deliver", "deliver_note", "deliver_receipt"])
def test_neither_strangers_nor_the_office_enter_the_page_of_the_association(
    world: World, refused: Decision, client: Any, charlie: Any, eve: Any, name: str
) -> None:
    asked = (charlie, eve, world.paul, world.dana)

    assert [page(client, who, name, refused.application_id).status_code for who in asked] == [404] * 4


def test_the_plain_note_of_psp_does_not_go_round_the_rule(world: World, refused: Decision, client: Any, today: Any) -> None:
    answer = client.as_(world.alice).post(reverse("psp:notify", args=[refused.application_id]), {"day": today.isoformat()})

    assert answer.status_code == 422
    assert Application.unscoped.get(pk=refused.application_id).notified_on is None


def test_the_page_of_the_application_leads_to_the_delivery(world: World, refused: Decision, client: Any, today: Any) -> None:
    shown = client.as_(world.alice).get(reverse("psp:application", args=[refused.application_id])).content.decode()

    assert reverse("commission:deliver", args=[refused.application_id]) in shown
    assert reverse("psp:notify", args=[refused.application_id]) not in shown


def test_the_hearing_from_the_page_to_the_decision(world: World, end: Application, client: Any, clock: Any) -> None:
    clock.move_to(f"{end.examined_on.isoformat()}T15:00:00+02:00")
    application = client.as_(world.dana).get(reverse("psp:application", args=[end.pk])).content.decode()
    assert reverse("commission:contradictory_open", args=[end.pk]) in application

    first = page(client, world.dana, "contradictory_open", end.pk, facts=FACTS, days="15")
    hearing = end.contradictory
    page(client, world.paul, "contradictory_told", hearing.pk, told_on=end.examined_on.isoformat(), proof="signed", by="desk")
    page(
        client, world.dana, "contradictory_heard", hearing.pk, heard="written", heard_on=end.examined_on.isoformat(),
        words="Elle était malade.",
    )  # fmt: skip
    shown = words(client.as_(world.dana).post(reverse("commission:contradictory", args=[hearing.pk])))

    assert first.status_code == 302
    assert "Elle était malade." in shown
    assert "Elle était malade." not in words(page(client, world.dana, "contradictory", hearing.pk))
    assert page(client, world.dana, "prepare", end.pk).status_code == 200


def test_her_association_reads_the_letter_and_hands_it_over(world: World, end: Application, client: Any, clock: Any) -> None:
    clock.move_to(f"{end.examined_on.isoformat()}T15:00:00+02:00")
    opened(world, end)

    letter = page(client, world.alice, "contradictory_own_pdf", end.pk)
    done = page(client, world.alice, "contradictory_hand", end.pk, way="in_person", told_on=end.examined_on.isoformat(), proof="signed")

    assert FACTS in text_of(letter.content)
    assert done.status_code == 302


def test_signed_in_the_office_it_is_entrusted_by_default(world: World, filed: Any, client: Any, clock: Any) -> None:
    item = world.examined(filed)
    clock.move_to(f"{item.closed_on.isoformat()}T15:00:00+02:00")
    decision = services.prepare_decision(
        actor=actor_of(world.dana, item.closed_on), today=item.closed_on, application=item.application, sense="granted"
    )
    posted = {
        "version": decision.version, "signed_on": item.closed_on.isoformat(), "number": "2020-77", "signatory_name": "Claire Dumont",
        "signatory_capacity": "préfète", "entrust": "on",
    }  # fmt: skip

    page(client, world.paul, "decision_record", decision.pk, **posted)

    assert Delivery.unscoped.get(decision=decision).entrusted_on == item.closed_on
