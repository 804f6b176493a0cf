"""The pages, each for its reader."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import services
from maillage.pathway.commission.models import CancelCause, Convocation, DecisionSense
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
    ("session_cancel", "session"),
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


def test_other_applications_do_not_change_the_number_of_queries(
    client: CastClient, world: World, filed: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        file_for(world.alice)

    with django_assert_max_num_queries(40):
        get(client, world.dana, "home")
