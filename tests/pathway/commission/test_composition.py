"""Who holds a seat: deputies where the code has them, mandates, seats that leave, two kinds of session, who presides."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from maillage.core import deliberation as core
from maillage.core.law import current_law
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    NoDeputy,
    NotAChair,
    NotOnThisKind,
    PresidingFixed,
    RuleRefused,
    SeatHeld,
    SeatTaken,
    WrongDates,
)
from maillage.pathway.commission.models import Convocation, DeputyTie, Kind, Opinion, Seat, SeatHolder, Session
from maillage.pathway.commission.rules import Sitting, seats_on
from tests.cast import TODAY, CastClient, actor_of, give_mandate, make_user
from tests.pathway.commission.world import World, file_for

IN_2026 = date(2026, 11, 23)


def name(world: World, seat: Seat, **more: Any) -> SeatHolder:
    words = {"display_name": "Une Suppléante", "title": "adjointe", "starts_on": TODAY, **more}
    return services.name_holder(actor=world.secretary, today=TODAY, seat=seat, **words)


def test_a_deputy_of_the_same_service_is_noted(world: World) -> None:
    holder = name(world, world.seats["social"], deputy=True, tie=DeputyTie.SAME_SERVICE)

    assert selectors.seat_lines(world.commission, today=TODAY)[2].now.deputy == holder


@pytest.mark.parametrize("tie", [DeputyTie.OTHER, DeputyTie.SAME_ASSEMBLY, None])
def test_a_deputy_of_elsewhere_is_refused_with_the_article(world: World, tie: Any) -> None:
    with pytest.raises(RuleRefused) as refused:
        name(world, world.seats["social"], deputy=True, tie=tie)

    assert "même service" in refused.value.sentence


def test_a_member_named_for_a_qualification_has_no_deputy_whatever_the_tie(world: World) -> None:
    with pytest.raises(NoDeputy):
        name(world, world.seats["a"], deputy=True, tie=DeputyTie.SAME_SERVICE)


@pytest.mark.db_truth
def test_the_database_refuses_a_deputy_where_the_code_has_none(world: World) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        SeatHolder.unscoped.create(
            seat=world.seats["magistrate"], display_name="X", title="y", deputy=True, tie=DeputyTie.SAME_SERVICE, starts_on=TODAY
        )


def test_whoever_replaces_is_offered_the_rest_of_the_mandate(world: World) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["social"])
    services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=date(2021, 9, 3))
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY)

    assert selectors.remaining_mandate(world.seats["social"], today=TODAY) == date(2021, 9, 3)


def test_a_mandate_over_alerts_and_ends_nothing(world: World) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["social"])
    services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=TODAY - timedelta(days=200))

    line = next(line for line in selectors.seat_lines(world.commission, today=TODAY) if line.now.seat == world.seats["social"])

    assert [each.state for each in line.alerts] == ["over"]
    assert line.now.holder == holder


def test_a_stale_term_of_mandate_is_refused(world: World) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["social"])
    services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=date(2021, 9, 3))

    with pytest.raises(Stale):
        services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=date(2022, 9, 3))


def test_a_mandate_does_not_end_before_it_begins(world: World) -> None:
    with pytest.raises(WrongDates):
        name(world, world.seats["social"], deputy=True, tie=DeputyTie.SAME_SERVICE, mandate_until=TODAY - timedelta(days=1))


def test_a_departure_moved_stops_at_the_first_day_of_the_successor(world: World) -> None:
    seat = world.seats["social"]
    holder = SeatHolder.unscoped.get(seat=seat)
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY)
    name(world, seat, starts_on=TODAY + timedelta(days=2))

    with pytest.raises(SeatTaken):
        services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY + timedelta(days=3))
    moved = services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY + timedelta(days=2))

    assert moved.ends_on == TODAY + timedelta(days=2)


def test_a_departure_noted_from_a_page_read_before_another_shows_both(client: CastClient, world: World) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["social"])
    seen = holder.version
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY)

    typed = {"key": str(uuid.uuid4()), "version": seen, "ends_on": (TODAY + timedelta(days=5)).isoformat()}
    answer = client.as_(world.dana).post(reverse("commission:holder_end", args=[holder.pk]), typed)

    assert (answer.status_code, SeatHolder.unscoped.get(pk=holder.pk).ends_on) == (409, TODAY)


def test_a_vacant_seat_is_seen_by_the_secretary_before_anything_else(client: CastClient, world: World) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["gendarmerie"])
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=date(2020, 3, 2))

    page = client.as_(world.dana).get(reverse("commission:composition", args=[world.commission.pk])).content.decode()

    assert "Siège vacant depuis le 2 mars 2020" in page


def test_a_seat_that_somebody_holds_does_not_leave(world: World) -> None:
    with pytest.raises(SeatHeld):
        services.end_seat(actor=world.secretary, today=TODAY, seat=world.seats["social"], ends_on=TODAY)


def test_a_seat_that_left_is_no_longer_in_the_base_of_the_quorum(world: World) -> None:
    seat = world.seats["social"]
    services.end_holder(actor=world.secretary, today=TODAY, holder=SeatHolder.unscoped.get(seat=seat), ends_on=TODAY)

    services.end_seat(actor=world.secretary, today=TODAY, seat=seat, ends_on=TODAY)

    session = world.plan()
    assert seat.pk not in {each.seat.pk for each in seats_on(session, day=session.first_day)}


def test_a_member_ends_no_seat(world: World) -> None:
    with pytest.raises(Denied):
        services.end_seat(actor=actor_of(world.marc), today=TODAY, seat=world.seats["social"], ends_on=TODAY)


# Two who chair.


def second_chair(world: World) -> Seat:
    seat = services.add_seat(
        actor=world.secretary, today=TODAY, commission=world.commission, code="chair", label="Préfet de police", starts_on=date(2018, 1, 8)
    )
    name(world, seat, display_name="Ève Police")
    return seat


def chairs_of(session: Session) -> set[str]:
    return {seat.quality for seat in Sitting.of(session, day=session.first_day).composition.seats if seat.chair}


def test_two_chairs_preside_together_unless_one_is_said(world: World) -> None:
    second_chair(world)
    session = world.plan()

    assert chairs_of(session) == {"Préfet ou son représentant", "Préfet de police"}
    assert selectors.presiding_words(session) == "Préfet de police et Préfet ou son représentant"


def test_the_casting_vote_goes_with_who_presides(world: World) -> None:
    seat = second_chair(world)
    session = services.choose_presiding(actor=world.secretary, today=TODAY, session=world.plan(), seat=seat)

    assert chairs_of(session) == {"Préfet de police"}
    assert selectors.presiding_words(session) == "Préfet de police"


def test_a_seat_that_does_not_chair_does_not_preside(world: World) -> None:
    with pytest.raises(NotAChair):
        services.choose_presiding(actor=world.secretary, today=TODAY, session=world.plan(), seat=world.seats["social"])


def test_who_presides_does_not_change_once_an_item_is_examined(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(PresidingFixed):
        services.choose_presiding(actor=world.secretary, today=TODAY, session=Session.unscoped.get(pk=item.session_id), seat=None)


def test_a_member_does_not_say_who_presides(world: World) -> None:
    with pytest.raises(Denied):
        services.choose_presiding(actor=actor_of(world.marc), today=TODAY, session=world.plan(), seat=None)


# Child protection, since 2026: these seats never see the file of a person.


@pytest.fixture
def protector(world: World, association_b: Any, territory_x: Any) -> Any:
    """A member who sits for child protection only."""
    user = make_user("Prune Protection")
    give_mandate(user, Role.MEMBER, association_b, territory=territory_x)
    seat = services.add_seat(
        actor=actor_of(world.dana, IN_2026), today=IN_2026, commission=world.commission, code="child_protection", starts_on=date(2026, 1, 5)
    )
    services.name_holder(
        actor=actor_of(world.dana, IN_2026), today=IN_2026, seat=seat, display_name="Prune", title="membre", starts_on=date(2026, 1, 5),
        user_id=user.pk,
    )  # fmt: skip
    world.seats["minors"] = seat
    return user


def convened_in_2026(world: World, application: Any) -> Session:
    session = world.plan(on=IN_2026 + timedelta(days=14), today=IN_2026)
    world.add(session, application, today=IN_2026)
    world.convene(session, today=IN_2026)
    return Session.unscoped.get(pk=session.pk)


def test_a_seat_of_child_protection_is_not_convened_to_files_of_persons(world: World, filed: Any, protector: Any) -> None:
    session = convened_in_2026(world, filed)

    assert not Convocation.unscoped.filter(session=session, seat=world.seats["minors"]).exists()


@pytest.mark.parametrize("route", ["reading", "session", "preparing"])
def test_by_address_child_protection_finds_no_session_of_files(
    client: CastClient, world: World, filed: Any, protector: Any, route: str
) -> None:
    session = convened_in_2026(world, filed)

    response = client.as_(protector).get(reverse(f"commission:{route}", args=[session.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("route", ["item", "reading_item"])
def test_by_address_child_protection_finds_no_file_of_a_person(
    client: CastClient, world: World, filed: Any, protector: Any, route: str
) -> None:
    item = convened_in_2026(world, filed).items.get()

    response = client.as_(protector).get(reverse(f"commission:{route}", args=[item.pk]))

    assert response.status_code == 404


def test_child_protection_is_convened_when_minors_are_coordinated(world: World, protector: Any) -> None:
    session = world.plan(on=IN_2026 + timedelta(days=14), today=IN_2026, kind=Kind.POLICY_OR_MINORS)

    assert world.seats["minors"].pk in {each.seat.pk for each in seats_on(session, day=session.first_day)}


def test_since_2026_each_kind_of_session_has_its_own_list(world: World, protector: Any) -> None:
    lines = selectors.kind_lines([line.now for line in selectors.seat_lines(world.commission, today=IN_2026)], today=IN_2026)

    assert {line.kind: len(line.composition.seats) for line in lines} == {Kind.INDIVIDUAL_PSP: 6, Kind.POLICY_OR_MINORS: 7}


def test_until_2025_there_is_one_list(world: World) -> None:
    (line,) = selectors.kind_lines([line.now for line in selectors.seat_lines(world.commission, today=TODAY)], today=TODAY)

    assert (len(line.composition.seats), line.quorum.needed) == (6, 3)


@pytest.mark.db_truth
def test_the_database_refuses_to_convene_child_protection_to_files(world: World, filed: Any, protector: Any) -> None:
    session, seat = convened_in_2026(world, filed), world.seats["minors"]

    with pytest.raises(DatabaseError), transaction.atomic():
        Convocation.unscoped.create(
            session=session, seat=seat, holder=seat.holders.get(), reader=protector, reads_until=session.held_on, sent_on=IN_2026
        )


@pytest.mark.db_truth
def test_the_database_refuses_to_turn_their_session_into_one_of_files(world: World, protector: Any) -> None:
    session, seat = world.plan(on=IN_2026 + timedelta(days=14), today=IN_2026, kind=Kind.POLICY_OR_MINORS), world.seats["minors"]
    Convocation.unscoped.create(
        session=session, seat=seat, holder=seat.holders.get(), reader=protector, reads_until=session.held_on, sent_on=IN_2026
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        Session.unscoped.filter(pk=session.pk).update(kind=Kind.INDIVIDUAL_PSP)


@pytest.mark.db_truth
def test_the_database_refuses_their_opinion_on_a_file(world: World, filed: Any, protector: Any) -> None:
    item = convened_in_2026(world, filed).items.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.unscoped.create(item=item, seat=world.seats["minors"], sense="favourable", given_on=IN_2026)


def test_the_law_and_the_rows_say_the_same_of_child_protection(world: World, protector: Any) -> None:
    seat = core.Seat(id="s", code="child_protection", quality="", standing=core.Standing.QUALIFIED)

    composed = core.compose(seats=[seat], kind=core.SessionKind.INDIVIDUAL_PSP, on=IN_2026, law=current_law())

    assert (composed.seats, world.seats["minors"].sits_individual) == ((), False)


def test_the_composition_asks_as_many_questions_for_many_seats(
    client: CastClient, world: World, django_assert_max_num_queries: Any
) -> None:
    for place in range(60):
        seat = services.add_seat(
            actor=world.secretary, today=TODAY, commission=world.commission, code="associations", label=f"Association {place:03}",
            starts_on=date(2019, 1, 1),
        )  # fmt: skip
        name(world, seat, display_name=f"Membre {place:03}")
    client = client.as_(world.dana)

    with django_assert_max_num_queries(25):
        client.get(reverse("commission:composition", args=[world.commission.pk]))


def test_another_department_finds_no_page_of_a_seat(client: CastClient, world: World, eve: Any) -> None:
    holder = SeatHolder.unscoped.get(seat=world.seats["social"])

    assert client.as_(eve).get(reverse("commission:holder", args=[holder.pk])).status_code == 404


def test_a_member_reads_her_own_page_and_nobody_elses(client: CastClient, world: World) -> None:
    own, other = (SeatHolder.unscoped.get(seat=world.seats[key]) for key in ("magistrate", "social"))
    client = client.as_(world.marc)

    found = [client.get(reverse("commission:holder", args=[each.pk])).status_code for each in (own, other)]

    assert found == [200, 404]


def test_an_arabic_name_is_kept_as_it_is(client: CastClient, world: World) -> None:
    name(world, world.seats["social"], deputy=True, tie=DeputyTie.SAME_SERVICE, display_name="ليلى القاسمي")

    page = client.as_(world.dana).get(reverse("commission:composition", args=[world.commission.pk])).content.decode()

    assert "ليلى القاسمي" in page


def test_files_of_persons_and_policy_do_not_mix(world: World) -> None:
    session = world.plan(kind=Kind.POLICY_OR_MINORS)

    with pytest.raises(NotOnThisKind):
        world.add(session, file_for(world.alice))
