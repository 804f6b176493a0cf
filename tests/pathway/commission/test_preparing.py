"""Ready to sit at a distance? Whoever is not is seen before the convocation."""

from __future__ import annotations

import html
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import DateInFuture, NotYourCheck
from maillage.pathway.commission.models import ModeChoice, Readiness, ReadyCheck, SeatHolder, Session
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World


def holder_of(world: World, key: str) -> SeatHolder:
    return SeatHolder.unscoped.get(seat=world.seats[key])


def at_a_distance(world: World) -> Session:
    return world.plan(mode=ModeChoice.VIDEO, legal_basis="FR-2020-347", chair_decided_on=TODAY)


def all_ready(world: World, *keys: str) -> None:
    done = [(holder_of(world, key).pk, code) for key in keys for code in ReadyCheck]
    services.record_ready_together(actor=world.secretary, today=TODAY, commission=world.commission, done=done)


def test_a_member_who_is_not_ready_is_seen_before_the_convocation(world: World) -> None:
    all_ready(world, "chair", "social", "gendarmerie", "a", "b")

    (line,) = selectors.not_ready(at_a_distance(world), today=TODAY)

    assert (line.seat, line.missing) == (world.seats["magistrate"], list(ReadyCheck))


def test_one_thing_missing_is_enough_to_be_seen(world: World) -> None:
    all_ready(world, *world.seats)
    services.withdraw_ready(actor=world.secretary, today=TODAY, holder=holder_of(world, "social"), code=ReadyCheck.PHONE)

    (line,) = selectors.not_ready(at_a_distance(world), today=TODAY)

    assert line.missing == [ReadyCheck.PHONE]


def test_nothing_is_asked_for_a_session_in_person(world: World) -> None:
    assert selectors.not_ready(world.plan(), today=TODAY) == ()


def test_a_vacant_seat_has_nobody_to_be_ready(world: World) -> None:
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder_of(world, "social"), ends_on=TODAY)

    assert world.seats["social"] not in [line.seat for line in selectors.ready_lines(at_a_distance(world))]


def test_the_first_day_stays_when_it_is_noted_again(world: World) -> None:
    holder = holder_of(world, "social")
    first = services.record_ready(actor=world.secretary, today=TODAY, holder=holder, code=ReadyCheck.TRAINED, done_on=date(2020, 5, 4))

    again = services.record_ready(actor=world.secretary, today=TODAY, holder=holder, code=ReadyCheck.TRAINED)

    assert again.done_on == first.done_on


def test_what_is_to_come_is_not_done(world: World) -> None:
    with pytest.raises(DateInFuture):
        services.record_ready(
            actor=world.secretary, today=TODAY, holder=holder_of(world, "social"), code=ReadyCheck.TRAINED,
            done_on=TODAY + timedelta(days=1),
        )  # fmt: skip


def test_a_member_says_that_she_tried_her_equipment(world: World) -> None:
    holder = holder_of(world, "magistrate")

    services.record_ready(actor=actor_of(world.marc), today=TODAY, holder=holder, code=ReadyCheck.EQUIPMENT)

    assert dict(selectors.readiness_of(holder))[ReadyCheck.EQUIPMENT] == TODAY


def test_a_member_does_not_say_that_she_was_trained(world: World) -> None:
    with pytest.raises(NotYourCheck):
        services.record_ready(actor=actor_of(world.marc), today=TODAY, holder=holder_of(world, "magistrate"), code=ReadyCheck.TRAINED)


def test_a_member_says_nothing_of_another(world: World) -> None:
    with pytest.raises(Denied):
        services.record_ready(actor=actor_of(world.marc), today=TODAY, holder=holder_of(world, "social"), code=ReadyCheck.PHONE)


def test_the_holder_of_another_commission_is_left_aside(world: World) -> None:
    stranger = "5f9c2a44-5a2e-4a3f-9f3b-1f1d7a3a1c11"

    services.record_ready_together(
        actor=world.secretary,
        today=TODAY,
        commission=world.commission,
        done=[(stranger, ReadyCheck.PHONE)],  # type: ignore[list-item]
    )

    assert not Readiness.unscoped.exists()


def test_the_secretary_ticks_several_members_at_once(client: CastClient, world: World) -> None:
    session = at_a_distance(world)
    ticked = [f"{holder_of(world, key).pk}:trained" for key in ("chair", "social")]

    client.as_(world.dana).post(
        reverse("commission:note_ready", args=[session.pk]), {"ready": [*ticked, "n'importe quoi"], "done_on": "2020-05-11"}
    )

    assert set(Readiness.unscoped.values_list("holder__seat__code", "done_on")) == {
        ("chair", date(2020, 5, 11)),
        ("social", date(2020, 5, 11)),
    }


def test_a_day_that_cannot_be_read_loses_nothing(client: CastClient, world: World) -> None:
    session = at_a_distance(world)

    response = client.as_(world.dana).post(reverse("commission:note_ready", args=[session.pk]), {"ready": [], "done_on": "hier"})

    assert response.status_code == 422


@pytest.mark.parametrize("day", ["hier", "2020-06-30"])
def test_what_was_ticked_stays_ticked_when_it_is_refused_and_the_page_says_why(client: CastClient, world: World, day: str) -> None:
    session, mark = at_a_distance(world), f"{holder_of(world, 'social').pk}:trained"

    response = client.as_(world.dana).post(reverse("commission:note_ready", args=[session.pk]), {"ready": [mark], "done_on": day})

    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{mark}" checked' in page
    assert page.count(" checked") == 1
    assert "mg-form-errors" in page


def test_the_day_of_a_check_is_in_words(client: CastClient, world: World) -> None:
    all_ready(world, "social")

    page = client.as_(world.dana).get(reverse("commission:preparing", args=[at_a_distance(world).pk])).content.decode()

    assert "mardi 19 mai 2020" in page


def test_the_page_names_who_is_not_ready(client: CastClient, world: World) -> None:
    session = at_a_distance(world)

    page = client.as_(world.dana).get(reverse("commission:preparing", args=[session.pk])).content.decode()

    assert "6 membres ne sont pas prêts" in page
    assert "Odile Sociale" in page


def test_the_page_that_convenes_names_who_is_not_ready_and_what_is_missing(client: CastClient, world: World, filed: Any) -> None:
    all_ready(world, "chair", "social", "gendarmerie", "a", "b")
    services.record_ready(
        actor=world.secretary, today=TODAY, holder=holder_of(world, "magistrate"), code=ReadyCheck.TRAINED, done_on=TODAY
    )  # fmt: skip
    session = at_a_distance(world)
    world.add(session, filed)

    page = client.as_(world.dana).get(reverse("commission:convene", args=[session.pk])).content.decode()

    missing = ", ".join(str(check.label) for check in ReadyCheck if check is not ReadyCheck.TRAINED)
    assert "1 membre n'est pas prêt" in html.unescape(page)
    assert f"{holder_of(world, 'magistrate').display_name} : {missing}</li>" in html.unescape(page)


def test_the_page_that_convenes_says_nothing_when_everybody_is_ready(client: CastClient, world: World, filed: Any) -> None:
    all_ready(world, *world.seats)
    session = at_a_distance(world)
    world.add(session, filed)

    page = client.as_(world.dana).get(reverse("commission:convene", args=[session.pk])).content.decode()

    assert "Prêts à distance ?" not in page


def test_when_everybody_is_ready_the_page_says_so(client: CastClient, world: World) -> None:
    all_ready(world, *world.seats)

    page = client.as_(world.dana).get(reverse("commission:preparing", args=[at_a_distance(world).pk])).content.decode()

    assert "Tout le monde est prêt" in page


def test_the_office_reads_and_ticks_nothing(client: CastClient, world: World) -> None:
    session, client = at_a_distance(world), client.as_(world.paul)

    assert client.get(reverse("commission:preparing", args=[session.pk])).status_code == 200
    assert client.post(reverse("commission:note_ready", args=[session.pk]), {}).status_code == 403


def test_a_member_marks_and_takes_back_on_her_page(client: CastClient, world: World) -> None:
    holder, client = holder_of(world, "magistrate"), client.as_(world.marc)
    address = reverse("commission:mark_ready", args=[holder.pk])

    client.post(address, {"code": "phone"})
    noted = Readiness.unscoped.filter(holder=holder).count()
    client.post(address, {"code": "phone", "undo": "1"})

    assert (noted, Readiness.unscoped.filter(holder=holder).count()) == (1, 0)


def test_the_chair_says_who_presides_from_the_page(client: CastClient, world: World) -> None:
    seat = services.add_seat(
        actor=world.secretary, today=TODAY, commission=world.commission, code="chair", label="Préfet de police", starts_on=date(2018, 1, 8)
    )
    session, client = world.plan(), client.as_(world.jean)

    client.post(reverse("commission:presiding", args=[session.pk]), {"seat": str(seat.pk)})

    assert Session.unscoped.get(pk=session.pk).presiding == seat
    assert "Préfet de police" in client.get(reverse("commission:preparing", args=[session.pk])).content.decode()
