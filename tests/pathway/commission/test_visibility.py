"""Who sees what: a stranger gets 404 at every address, a member reads in time, an association its own outcomes only."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import Convocation, DecisionSense, Item, NotExaminedCause, OpinionRequest, Session
from tests.cast import CastClient, actor_of, give_mandate
from tests.pathway.commission.world import World, file_for, member_of

ADDRESSES = (
    ("composition", "commission"),
    ("seat_new", "commission"),
    ("rule_new", "commission"),
    ("session_new", "commission"),
    ("holder_new", "seat"),
    ("holder_end", "holder"),
    ("session", "session"),
    ("agenda_add", "session"),
    ("convene", "session"),
    ("session_open", "session"),
    ("session_change", "session"),
    ("minutes_approve", "session"),
    ("minutes_pdf", "session"),
    ("minutes_scan", "session"),
    ("reading", "session"),
    ("sitting", "session"),
    ("sitting_live", "session"),
    ("own_sitting", "session"),
    ("own_sitting_live", "session"),
    ("convocation_pdf", "convocation"),
    ("item", "item"),
    ("next_date", "item"),
    ("reading_item", "item"),
    ("reading_progress", "session"),
    ("opinions_asked", "item"),
    ("opinion_ask", "item"),
    ("opinion_note", "asked"),
    ("schedule", "application"),
    ("prepare", "application"),
    ("decision", "decision"),
    ("decision_record", "decision"),
    ("decision_notify", "decision"),
    ("decision_pdf", "decision"),
    ("decision_scan", "decision"),
)
POSTS = (
    ("presences", "session"),
    ("move", "session"),
    ("departure", "session"),
    ("leave_rest", "session"),
    ("call", "item"),
    ("session_close", "session"),
    ("minutes_draft", "session"),
    ("acknowledge", "convocation"),
    ("to_deputy", "convocation"),
    ("item_remove", "item"),
    ("recusal", "item"),
    ("opinions", "item"),
    ("opinion", "item"),
    ("own_recusal", "item"),
    ("opinion_answer", "asked"),
    ("opinion_remind", "asked"),
    ("opinion_withdraw", "asked"),
)


@pytest.fixture
def objects(world: World, filed: Any) -> dict[str, Any]:
    """One of each thing of the story, with a session under way and a decision prepared."""
    item = world.examined(filed)
    day = item.closed_on
    decision = services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.GRANTED)
    session, (running,) = world.running(file_for(world.alice))
    seat = world.seats["magistrate"]
    asked = OpinionRequest.unscoped.create(
        minutes=session.minutes, item=running, seat=seat, asked_on=session.convened_on, due_on=session.held_on
    )
    return {
        "asked": asked,
        "commission": world.commission,
        "seat": seat,
        "holder": seat.holders.get(),
        "session": session,
        "item": running,
        "convocation": Convocation.unscoped.get(session=session, reader=world.marc),
        "application": filed,
        "decision": decision,
    }


@pytest.fixture
def strangers(request: pytest.FixtureRequest) -> list[Any]:
    """Another association of the department, and the delegate of another department."""
    return [request.getfixturevalue(name) for name in ("charlie", "eve")]


def refused(client: CastClient, user: Any, name: str, pk: Any, *, method: str = "get") -> bool:
    """Is the answer 404, or 403 before any object is looked for?"""
    response = getattr(client.as_(user), method)(reverse(f"commission:{name}", args=[pk]))
    return response.status_code in (403, 404)


def test_strangers_enter_at_no_address_of_the_story(client: CastClient, objects: dict[str, Any], strangers: list[Any]) -> None:
    entered = [
        (name, str(user))
        for user in strangers
        for addresses, method in ((ADDRESSES, "get"), (POSTS, "post"))
        for name, about in addresses
        if not refused(client, user, name, objects[about].pk, method=method)
    ]

    assert entered == []


@pytest.mark.parametrize(
    ("name", "about"), [("session", "session"), ("item", "item"), ("decision", "decision"), ("prepare", "application")]
)
def test_existence_is_a_secret_to_another_department(client: CastClient, objects: dict[str, Any], eve: Any, name: str, about: str) -> None:
    response = client.as_(eve).get(reverse(f"commission:{name}", args=[objects[about].pk]))

    assert response.status_code == 404


def test_the_association_that_filed_does_not_see_the_session(client: CastClient, world: World, objects: dict[str, Any]) -> None:
    response = client.as_(world.alice).get(reverse("commission:session", args=[objects["session"].pk]))

    assert response.status_code == 404


def test_a_member_has_the_reading_room_and_not_the_page_of_the_session(
    client: CastClient, world: World, objects: dict[str, Any], clock: Any
) -> None:
    clock.move_to(_morning(objects["session"].held_on))
    pages = [client.as_(world.marc).get(reverse(f"commission:{name}", args=[objects["session"].pk])) for name in ("reading", "session")]

    assert [page.status_code for page in pages] == [200, 404]


def _morning(day: Any) -> datetime:
    return datetime.combine(day, time(9), tzinfo=PARIS)


@pytest.mark.parametrize("when", ["after", "closed"])
def test_the_reading_room_shuts_at_the_deadline_and_at_the_closing(
    client: CastClient, world: World, filed: Any, clock: Any, when: str
) -> None:
    session, (item,) = world.running(filed)
    day = session.held_on
    if when == "closed":
        world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
        world.close(session)
    clock.move_to(_morning(day + timedelta(days=when == "after")))

    answers = [
        client.as_(world.marc).get(reverse("commission:reading", args=[session.pk])).status_code,
        client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk])).status_code,
    ]

    assert answers == [410, 410]


def test_a_member_of_the_department_without_a_seat_in_the_session_reads_nothing(
    client: CastClient, world: World, objects: dict[str, Any], court_x: Any, territory_x: Any
) -> None:
    other = member_of(court_x, "Autre", territory_x)

    response = client.as_(other).get(reverse("commission:reading_item", args=[objects["item"].pk]))

    assert response.status_code == 404


def test_a_member_whose_seat_was_given_to_another_reads_no_more(client: CastClient, world: World, objects: dict[str, Any]) -> None:
    day = objects["session"].convened_on
    services.end_holder(actor=world.secretary, today=day, holder=objects["holder"], ends_on=day)

    response = client.as_(world.marc).get(reverse("commission:reading_item", args=[objects["item"].pk]))

    assert response.status_code == 410


def test_an_association_learns_dates_and_outcomes_and_no_deliberation(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social"))
    world.vote(item, ("chair", "magistrate"))
    world.close_item(item, services.Examined(words="Secret."))

    (told,) = selectors.items_of_application(filed)

    assert (told.held_on, told.outcome) == (session.held_on, "examined")
    assert not {"sense", "favourable", "words", "number_drawn"} & set(told.__dataclass_fields__)


def test_a_session_in_preparation_is_not_told_to_the_association(world: World, filed: Any) -> None:
    world.add(world.plan(), filed)

    assert selectors.items_of_application(filed) == []


def test_rows_of_sessions_open_to_the_state_side_of_the_department_only(
    world: World, objects: dict[str, Any], charlie: Any, eve: Any, nora: Any, aude: Any, ops: Any
) -> None:
    day = objects["session"].held_on

    # Aude sees that the one that is over was held, for its journal; of what is in it, nothing.
    seen = {
        user.display_name: Session.objects.visible_to(actor_of(user, day), today=day).count()
        for user in (world.dana, world.jean, world.paul, world.marc, world.alice, charlie, eve, nora, aude, ops)
    }

    assert seen == {"Dana": 2, "Jean": 2, "Paul": 2, "Marc": 1, "Alice": 0, "Charlie": 0, "Eve": 0, "Nora": 0, "Aude": 1, "Ops": 0}


def test_a_seat_gives_nothing_to_somebody_without_the_role(world: World, objects: dict[str, Any], charlie: Any) -> None:
    Convocation.unscoped.filter(session=objects["session"]).update(reader=charlie.pk)
    day = objects["session"].convened_on

    assert Item.objects.visible_to(actor_of(charlie, day), today=day).count() == 0


def test_a_delegate_sees_sessions_and_manages_none(client: CastClient, world: World, objects: dict[str, Any], delegation_x: Any) -> None:
    from maillage.foundation.access.roles import Role
    from tests.cast import make_user

    delegate = make_user("Déléguée seule")
    give_mandate(delegate, Role.DELEGATE, delegation_x)

    pages = [client.as_(delegate).get(reverse(f"commission:{name}", args=[objects["session"].pk])) for name in ("session", "convene")]

    assert [page.status_code for page in pages] == [200, 403]
