"""The pages, each for its reader."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import services
from maillage.pathway.commission.models import CancelCause, Convocation, DecisionSense, ItemSense, ItemWay
from maillage.reference.accounts.models import Mandate
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for


def get(client: CastClient, user: Any, name: str, *args: Any) -> Any:
    return client.as_(user).get(reverse(f"commission:{name}", args=args))


def test_the_secretary_reads_who_waits_on_her_home_page(client: CastClient, world: World, filed: Any) -> None:
    response = get(client, world.dana, "home")

    assert filed.number in response.content.decode()


def test_the_secretary_without_a_commission_is_offered_to_inscribe_it(client: CastClient, dana: Any) -> None:
    response = get(client, dana, "home")

    assert reverse("commission:set_up") in response.content.decode()


def test_an_association_reads_its_own_applications_on_the_home_page(client: CastClient, world: World, filed: Any) -> None:
    response = get(client, world.alice, "home")

    assert filed.number in response.content.decode()


def test_another_association_reads_nothing_of_it(client: CastClient, world: World, filed: Any, charlie: Any) -> None:
    response = get(client, charlie, "home")

    assert filed.number not in response.content.decode()


@pytest.mark.parametrize("stage", ["draft", "convened", "open", "closed", "cancelled"])
def test_the_page_of_a_session_stands_at_each_stage(client: CastClient, world: World, filed: Any, stage: str) -> None:
    session = session_at(world, filed, stage)

    response = get(client, world.dana, "session", session.pk)

    assert response.status_code == 200


def session_at(world: World, application: Any, stage: str) -> Any:
    """A session with one application, at this stage."""
    session = world.plan()
    world.add(session, application)
    if stage == "cancelled":
        return services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)
    if stage == "draft":
        return session
    session = world.convene(session)
    if stage == "convened":
        return session
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "a"))
    if stage == "open":
        return session
    item = session.items.get()
    world.vote(item, ("chair", "magistrate"))
    world.close_item(item, services.Examined())
    return world.close(session)


@pytest.mark.parametrize("stage", ["draft", "open", "closed"])
def test_the_page_of_an_item_stands_at_each_stage(client: CastClient, world: World, filed: Any, stage: str) -> None:
    item = session_at(world, filed, stage).items.get()

    response = get(client, world.dana, "item", item.pk)

    assert response.status_code == 200


def test_a_member_reads_the_paper_without_her_name(client: CastClient, world: World, filed: Any) -> None:
    item = session_at(world, filed, "convened").items.get()

    words = get(client, world.marc, "reading_item", item.pk).content.decode()

    assert ("Un CAP de cuisine." in words, "Belmont" in words, filed.number in words) == (True, False, False)


def test_the_reading_room_lists_numbers_only(client: CastClient, world: World, filed: Any) -> None:
    session = session_at(world, filed, "convened")

    words = get(client, world.marc, "reading", session.pk).content.decode()

    assert (f"N° {session.items.get().number}" in words, filed.number in words) == (True, False)


def test_the_presenting_association_sees_its_number_and_not_the_paper(client: CastClient, world: World, filed: Any) -> None:
    item = session_at(world, filed, "convened").items.get()

    words = get(client, world.amel, "reading_item", item.pk).content.decode()

    assert (f"Point n° {item.number}" in words, "Un CAP de cuisine." in words) == (True, False)


def test_a_member_gives_an_opinion_from_the_page(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    session, (item,) = world.running(filed, written=True)
    clock.move_to(datetime.combine(session.opens_on, time(9), tzinfo=PARIS))
    item_url = reverse("commission:opinion", args=[item.pk])

    response = client.as_(world.marc).post(item_url, {"seat": str(world.seats["magistrate"].pk), "sense": "favourable"})

    assert (response.status_code, item.opinions.get().by_secretary) == (302, False)


def test_the_decisions_page_shows_what_awaits(client: CastClient, world: World, filed: Any) -> None:
    world.examined(filed)

    response = get(client, world.paul, "decisions")

    assert filed.number in response.content.decode()


def test_the_page_of_a_refusal_warns_of_a_fragile_reason(client: CastClient, world: World, filed: Any) -> None:
    item = world.examined(filed)
    day = item.closed_on
    decision = services.prepare_decision(
        actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.REFUSED, motives=["no_complaint"],
        words="Aucune plainte.", fragile_confirmed=True,
    )  # fmt: skip

    response = get(client, world.paul, "decision", decision.pk)

    assert "440802" in response.content.decode()


FORMS = (
    ("composition", "commission"),
    ("seat_new", "commission"),
    ("rule_new", "commission"),
    ("session_new", "commission"),
    ("holder_new", "seat"),
    ("holder_end", "holder"),
    ("agenda_add", "session"),
    ("convene", "session"),
    ("session_open", "session"),
    ("session_change", "session"),
    ("minutes_approve", "session"),
    ("next_date", "item"),
    ("schedule", "application"),
    ("prepare", "application"),
)


@pytest.mark.parametrize(("name", "about"), FORMS)
def test_each_form_of_the_secretary_is_offered(client: CastClient, world: World, filed: Any, name: str, about: str) -> None:
    session = session_at(world, filed, "draft")
    seat = world.seats["social"]
    objects = {
        "commission": world.commission,
        "seat": seat,
        "holder": seat.holders.get(),
        "session": session,
        "item": session.items.get(),
        "application": filed,
    }

    response = get(client, world.dana, name, objects[about].pk)

    assert response.status_code == 200


def test_a_member_opens_her_own_convocation_as_a_pdf(client: CastClient, world: World, filed: Any) -> None:
    session_at(world, filed, "convened")

    response = get(client, world.marc, "convocation_pdf", Convocation.unscoped.get(reader=world.marc).pk)

    assert response.content.startswith(b"%PDF")


def queries(client: CastClient, user: Any, name: str, *args: Any) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        response = get(client, user, name, *args)
    assert response.status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["home", "session", "item", "reading", "decisions", "own"])
def test_a_page_asks_no_more_queries_when_rows_are_many(client: CastClient, world: World, page: str) -> None:
    few, many = (count_for(client, world, page, rows=rows) for rows in (1, 6))

    assert (few == many, many <= 40) == (True, True)


def count_for(client: CastClient, world: World, page: str, *, rows: int) -> int:
    """The queries of a page over so many applications more."""
    applications = [file_for(world.alice) for _ in range(rows)]
    if page == "home":
        return queries(client, world.dana, "home")
    if page == "own":
        return queries(client, world.alice, "home")
    session = world.plan()
    for each in applications:
        world.add(session, each)
    world.convene(session)
    if page == "reading":
        return queries(client, world.marc, "reading", session.pk)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social"))
    if page == "session":
        return queries(client, world.dana, "session", session.pk)
    if page == "item":
        return queries(client, world.dana, "item", session.items.order_by("rank").first().pk)
    for item in session.items.order_by("rank"):
        world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    return queries(client, world.paul, "decisions")


def test_the_chair_who_reads_no_application_is_told_nothing_false(client: CastClient, world: World, filed: Any) -> None:
    words = get(client, world.jean, "home").content.decode()

    assert ("Personne n'attend de séance" in words, filed.number in words) == (False, False)


def test_the_page_of_an_application_lists_its_sessions(client: CastClient, world: World, filed: Any) -> None:
    session_at(world, filed, "convened")

    words = client.as_(world.alice).get(reverse("psp:application", args=[filed.pk])).content.decode()

    assert "Séance du mardi 26 mai 2020" in words


def test_a_second_click_on_convene_is_answered_as_the_first(client: CastClient, world: World, filed: Any) -> None:
    session = session_at(world, filed, "draft")
    url = reverse("commission:convene", args=[session.pk])

    answers = [client.as_(world.dana).post(url, {"means": "mail"}).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_a_refusal_keeps_what_was_typed(client: CastClient, world: World) -> None:
    url = reverse("commission:session_new", args=[world.commission.pk])
    typed = {"kind": "individual_psp", "mode": "video", "held_on": "2020-06-09", "place": "Salle Bellevue"}

    response = client.as_(world.dana).post(url, typed)

    assert (response.status_code, "Salle Bellevue" in response.content.decode()) == (422, True)


def test_the_secretary_closes_an_item_from_its_page(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    session = session_at(world, filed, "open")
    clock.move_to(datetime.combine(session.held_on, time(9), tzinfo=PARIS))
    item = session.items.get()
    url = reverse("commission:item_close", args=[item.pk, "non-examinee"])

    client.as_(world.dana).post(url, {"non-examinee-cause": "mode_unsuitable", "non-examinee-next_on": ""})

    item.refresh_from_db()
    assert (item.outcome, item.next_known) == ("not_examined", False)


@pytest.mark.parametrize(("office", "status"), [("has an account", 403), ("has none", 302)])
def test_the_page_of_the_signature_opens_to_the_secretary_only_where_the_office_has_no_account(
    client: CastClient, world: World, filed: Any, clock: Any, office: str, status: int
) -> None:
    day = world.examined(filed).closed_on
    clock.move_to(datetime.combine(day, time(9), tzinfo=PARIS))
    decision = services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.GRANTED)
    if office == "has none":
        Mandate.unscoped.filter(user=world.paul).delete()
    url, dana = reverse("commission:decision_record", args=[decision.pk]), client.as_(world.dana)
    pdf = get(client, world.dana, "decision_pdf", decision.pk).content
    typed = {
        "signed_on": day.isoformat(), "number": "2020-118", "signatory_name": "Claire Dumont", "signatory_capacity": "sous-préfète",
        "scan": SimpleUploadedFile("decision.pdf", pdf, content_type="application/pdf"), "version": decision.version,
    }  # fmt: skip

    offered = url in get(client, world.dana, "decision", decision.pk).content.decode()
    answer = dana.post(url, typed)

    assert (offered, answer.status_code) == (status == 302, status)


def test_the_office_records_the_signature_from_the_page_with_its_scan(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    day = world.examined(filed).closed_on
    clock.move_to(datetime.combine(day, time(9), tzinfo=PARIS))
    decision = services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.GRANTED)
    pdf = get(client, world.paul, "decision_pdf", decision.pk).content
    typed = {
        "signed_on": day.isoformat(), "number": "2020-118", "signatory_name": "Claire Dumont", "signatory_capacity": "sous-préfète",
        "scan": SimpleUploadedFile("decision.pdf", pdf, content_type="application/pdf"), "version": decision.version,
    }  # fmt: skip

    response = client.as_(world.paul).post(reverse("commission:decision_record", args=[decision.pk]), typed)

    assert response.status_code == 302
    assert get(client, world.paul, "decision_scan", decision.pk).content.startswith(b"%PDF")
