"""The agenda: points without application, one order of items and points, a session in a window whose day is fixed later."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.agenda import agenda_of
from maillage.pathway.commission.errors import AgendaClosed, DateInPast, WrongDates
from maillage.pathway.commission.errors_convening import DayNotFixed, OrderStale, PointClosed, PointsLeft, TitleMissing
from maillage.pathway.commission.models import (
    AgendaPoint,
    Convocation,
    Item,
    ItemSense,
    ItemWay,
    Kind,
    ModeChoice,
    NotExaminedCause,
    PointKind,
    PointOutcome,
    Session,
)
from maillage.pathway.commission.services.recusing import recuse_in_session
from maillage.pathway.psp.models import Application
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for, text_of

TITLE = "État des lieux du printemps"


def point(world: World, session: Session, *, title: str = TITLE, kind: PointKind = PointKind.STATE_OF_PLAY) -> AgendaPoint:
    return services.add_point(actor=world.secretary, today=TODAY, session=session, kind=kind, title=title)


def now(session: Session) -> Session:
    return Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)


def filled(world: World, filed: Any) -> tuple[Session, list[Item | AgendaPoint]]:
    """A draft with an item, a point, an item."""
    session = world.plan()
    rows = [world.add(session, filed), point(world, session), world.add(session, file_for(world.alice))]
    return now(session), rows


def order(world: World, session: Session, rows: list[Any], *, seen: int | None = None) -> Session:
    return services.order_agenda(
        actor=world.secretary, today=TODAY, session=session, order=[row.pk for row in rows], seen=session.version if seen is None else seen
    )


def lines(session: Session) -> list[uuid.UUID]:
    return [line.row.pk for line in agenda_of(now(session))]


def test_items_and_points_come_in_the_order_they_were_added(world: World, filed: Any) -> None:
    session, rows = filled(world, filed)

    assert lines(session) == [row.pk for row in rows]


def test_items_and_points_take_the_order_given(world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)

    order(world, session, [second, third, first])

    assert lines(session) == [second.pk, third.pk, first.pk]


def test_an_order_made_on_an_agenda_that_changed_moves_nothing(world: World, filed: Any) -> None:
    session, rows = filled(world, filed)
    point(world, session, title="Politique départementale", kind=PointKind.POLICY)

    with pytest.raises(OrderStale):
        order(world, session, rows[::-1])


def test_two_tabs_do_not_undo_each_other(world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)
    order(world, session, [third, first, second])

    with pytest.raises(OrderStale):
        order(world, session, [second, first, third])


def test_the_same_order_sent_twice_is_done_once(world: World, filed: Any) -> None:
    session, rows = filled(world, filed)
    order(world, session, rows[::-1])

    again = order(world, session, rows[::-1], seen=session.version)

    assert again.version == session.version + 1


def test_an_order_with_a_line_of_another_session_moves_nothing(world: World, filed: Any) -> None:
    session, (first, second, _third) = filled(world, filed)
    stranger = point(world, world.plan(on=TODAY + timedelta(days=20)))

    with pytest.raises(OrderStale):
        order(world, session, [stranger, second, first])


def test_an_agenda_that_left_is_not_reordered(world: World, filed: Any) -> None:
    session, rows = filled(world, filed)
    world.convene(session)

    with pytest.raises(AgendaClosed):
        order(world, now(session), rows[::-1])


def test_a_member_does_not_order_the_agenda(world: World, filed: Any) -> None:
    session, rows = filled(world, filed)

    with pytest.raises(Denied):
        services.order_agenda(actor=actor_of(world.marc), today=TODAY, session=session, order=[row.pk for row in rows[::-1]], seen=1)


def test_a_point_needs_a_title(world: World) -> None:
    with pytest.raises(TitleMissing):
        point(world, world.plan(), title="   ")


def test_a_point_is_not_added_once_the_agenda_left(world: World, filed: Any) -> None:
    session, _rows = filled(world, filed)
    world.convene(session)

    with pytest.raises(AgendaClosed):
        point(world, session)


def test_a_point_removed_leaves_the_others_in_order(world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)

    services.remove_point(actor=world.secretary, today=TODAY, point=second)  # type: ignore[arg-type]

    assert lines(session) == [first.pk, third.pk]


def test_the_letter_carries_points_and_items_in_their_order(world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)
    order(world, session, [second, third, first])
    world.convene(session)
    convocation = selectors.get_convocation(
        actor=world.secretary, pk=Convocation.unscoped.get(session=session, seat=world.seats["magistrate"]).pk, today=TODAY
    )

    words = text_of(selectors.open_convocation(actor=world.secretary, convocation=convocation, today=TODAY).content)

    table = words[words.index("Vous concernant") :]  # a number drawn may be the day of the session, said above
    places = [table.index(TITLE), table.index(f" {third.number} "), table.index(f" {first.number} ")]  # type: ignore[union-attr]
    assert places == sorted(places)


def test_a_session_does_not_close_over_a_point_left(world: World, filed: Any) -> None:
    session = world.plan()
    item, left = world.add(session, filed), point(world, session)
    _examined(world, session, item)

    with pytest.raises(PointsLeft):
        world.close(session)
    assert AgendaPoint.unscoped.get(pk=left.pk).outcome == ""


def _examined(world: World, session: Session, item: Item) -> None:
    world.convene(session)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "b"))
    world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))


def test_a_point_treated_lets_the_session_close_and_changes_no_more(world: World, filed: Any) -> None:
    session = world.plan()
    item, noted = world.add(session, filed), point(world, session)
    _examined(world, session, item)
    actor, day = actor_of(world.dana, session.held_on), session.held_on
    services.close_point(actor=actor, today=day, point=noted, outcome=PointOutcome.TREATED, words="Deux postes vacants.")

    with pytest.raises(PointClosed):
        services.close_point(actor=actor, today=day, point=noted, outcome=PointOutcome.NOT_REACHED)
    assert world.close(session).state == "closed"


def test_the_database_refuses_an_outcome_without_its_day(world: World) -> None:
    row = point(world, world.plan())

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaPoint.unscoped.filter(pk=row.pk).update(outcome="treated")


# A window, then a day.


def in_window(world: World) -> Session:
    return world.plan(on=TODAY + timedelta(days=20), window_until=TODAY + timedelta(days=40))


def fix(world: World, session: Session, *, on: date, **more: Any) -> Session:
    return services.fix_day(actor=world.secretary, today=TODAY, session=session, held_on=on, **more)


def test_a_session_in_a_window_is_not_convened(world: World, filed: Any) -> None:
    session = in_window(world)
    world.add(session, filed)

    with pytest.raises(DayNotFixed):
        world.convene(session)


def test_the_day_fixed_is_the_day_convened(world: World, filed: Any) -> None:
    session = in_window(world)
    world.add(session, filed)
    fix(world, session, on=TODAY + timedelta(days=30), place="Salle B")

    convened = world.convene(now(session))

    assert (convened.held_on, convened.reading_until, convened.place) == (TODAY + timedelta(days=30), TODAY + timedelta(days=30), "Salle B")


def test_a_window_that_ends_before_it_begins_is_refused(world: World) -> None:
    with pytest.raises(WrongDates):
        world.plan(on=TODAY + timedelta(days=20), window_until=TODAY + timedelta(days=20))


def test_a_written_exchange_has_no_window(world: World) -> None:
    with pytest.raises(WrongDates):
        world.plan_written(window_until=TODAY + timedelta(days=90))


def test_a_day_that_is_past_is_not_fixed(world: World) -> None:
    with pytest.raises(DateInPast):
        fix(world, in_window(world), on=TODAY - timedelta(days=1))


def test_a_window_promises_no_day_to_her_until_it_is_fixed(world: World, filed: Any) -> None:
    put_off = _put_off(world, filed)
    session = services.plan_session(
        actor=actor_of(world.dana, put_off.closed_on), today=put_off.closed_on, commission=world.commission,
        held_on=put_off.closed_on + timedelta(days=20), window_until=put_off.closed_on + timedelta(days=40),
    )  # fmt: skip
    world.add(session, Application.unscoped.get(pk=filed.pk), today=put_off.closed_on)
    before = Item.unscoped.get(pk=put_off.pk).next_on
    on = put_off.closed_on + timedelta(days=25)

    services.fix_day(actor=actor_of(world.dana, put_off.closed_on), today=put_off.closed_on, session=session, held_on=on)

    assert (before, Item.unscoped.get(pk=put_off.pk).next_on) == (None, on)


def _put_off(world: World, filed: Any) -> Any:
    session, (item,) = world.running(filed)
    item = world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)
    return item


def test_a_day_moved_moves_what_was_promised(world: World, filed: Any) -> None:
    put_off = _put_off(world, filed)
    actor, day = actor_of(world.dana, put_off.closed_on), put_off.closed_on
    session = services.plan_session(actor=actor, today=day, commission=world.commission, held_on=day + timedelta(days=20))
    world.add(session, Application.unscoped.get(pk=filed.pk), today=day)

    services.fix_day(actor=actor, today=day, session=session, held_on=day + timedelta(days=27))

    assert Item.unscoped.get(pk=put_off.pk).next_on == day + timedelta(days=27)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (20, "Il reste 14 jours pour convoquer"),
        (7, "Il reste un jour pour convoquer"),
        (6, "Il faut convoquer aujourd’hui"),
        (3, "Le délai est passé"),
    ],
)
def test_what_is_left_of_the_notice_is_said_in_words(world: World, days: int, said: str) -> None:
    session = world.plan(on=TODAY + timedelta(days=days))

    assert str(selectors.countdown(session, today=TODAY)).startswith(said)


def test_once_convened_the_words_say_how_far_the_session_is(world: World, filed: Any) -> None:
    session, _rows = filled(world, filed)
    world.convene(session)

    assert str(selectors.countdown(now(session), today=TODAY)) == "Séance dans 7 jours."


# Its pages.


def post(client: CastClient, user: Any, name: str, pk: Any, **data: Any) -> Any:
    return client.as_(user).post(reverse(f"commission:{name}", args=[pk]), data)


def shown(session: Session) -> dict[str, Any]:
    return {"version": session.version, "order": ",".join(str(pk) for pk in lines(session))}


def test_a_button_moves_one_line_without_any_script(client: CastClient, world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)

    post(client, world.dana, "agenda_order", session.pk, **shown(session), move=f"{second.pk}:up")

    assert lines(session) == [second.pk, first.pk, third.pk]


def test_the_first_line_does_not_go_higher(client: CastClient, world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)

    post(client, world.dana, "agenda_order", session.pk, **shown(session), move=f"{first.pk}:up")

    assert lines(session) == [first.pk, second.pk, third.pk]


def test_a_drag_sends_the_whole_order_and_gets_the_list_back(client: CastClient, world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)
    data = {"version": session.version, "order": f"{third.pk},{first.pk},{second.pk}"}

    response = client.as_(world.dana).post(reverse("commission:agenda_order", args=[session.pk]), data, headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith("<form")
    assert lines(session) == [third.pk, first.pk, second.pk]


def test_a_stale_order_is_refused_kindly_with_the_list_as_it_is(client: CastClient, world: World, filed: Any) -> None:
    session, (first, second, third) = filled(world, filed)
    data = {"version": session.version - 1, "order": f"{third.pk},{first.pk},{second.pk}"}

    response = post(client, world.dana, "agenda_order", session.pk, **data)

    assert response.status_code == 409
    assert "rien n'a bougé" in response.content.decode().replace("&#x27;", "'")


def test_an_order_that_is_no_order_breaks_nothing(client: CastClient, world: World, filed: Any) -> None:
    session, _rows = filled(world, filed)

    response = post(client, world.dana, "agenda_order", session.pk, version="x", order="1,2,trois", move="up:up")

    assert response.status_code == 409


def test_a_point_is_added_once_by_a_double_click(client: CastClient, world: World) -> None:
    session, key = world.plan(), uuid.uuid4()

    for _ in range(2):
        post(client, world.dana, "point_new", session.pk, kind="policy", title="Politique départementale", key=key)

    assert session.points.count() == 1


def test_the_delegate_of_another_department_does_not_know_the_point(client: CastClient, world: World, eve: Any) -> None:
    row = point(world, world.plan())

    assert post(client, eve, "point_remove", row.pk).status_code == 404


def test_the_day_is_fixed_from_its_page(client: CastClient, world: World) -> None:
    session, on = in_window(world), TODAY + timedelta(days=28)

    post(client, world.dana, "session_day", session.pk, held_on=on.isoformat(), starts_at="14:30", place="Salle C")

    assert (now(session).held_on, now(session).window_until) == (on, None)


def test_a_base_that_does_not_hold_that_day_is_refused_with_those_that_do(client: CastClient, world: World) -> None:
    data = {
        "kind": Kind.INDIVIDUAL_PSP, "mode": "video", "held_on": (TODAY + timedelta(days=30)).isoformat(), "legal_basis": "ord_2014_1329_3",
        "chair_decided_on": TODAY.isoformat(), "local_rule": "",
    }  # fmt: skip

    response = post(client, world.dana, "session_new", world.commission.pk, **data)

    assert "En vigueur : " in response.content.decode()


@pytest.mark.parametrize("count", [2, 12])
def test_the_agenda_is_read_in_the_same_number_of_queries_whatever_its_length(world: World, count: int) -> None:
    session = world.plan()
    for rank in range(count):
        AgendaPoint.unscoped.create(session=session, kind=PointKind.OTHER, title=f"Point {rank}", rank=rank + 1)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        agenda_of(session)

    assert len(queries) == 2


def test_a_session_is_planned_on_one_of_two_local_rules(client: CastClient, world: World) -> None:
    rules = [
        services.adopt_rule(
            actor=world.secretary, today=TODAY, commission=world.commission, mode=mode, allowed=True, reason="Distances.",
            basis=basis, adopted_on=day,
        )
        for mode, basis, day in (
            (ModeChoice.VIDEO, "Règlement intérieur", date(2019, 1, 7)),
            (ModeChoice.HYBRID, "Arrêté", date(2019, 3, 4)),
        )
    ]  # fmt: skip
    data = {
        "kind": Kind.INDIVIDUAL_PSP, "mode": "video", "held_on": (TODAY + timedelta(days=30)).isoformat(), "legal_basis": "local_rule",
        "chair_decided_on": TODAY.isoformat(), "local_rule": str(rules[0].pk),
    }  # fmt: skip

    post(client, world.dana, "session_new", world.commission.pk, **data)

    assert Session.unscoped.get().local_rule == rules[0]


def test_the_recusals_of_a_long_agenda_cost_no_more_queries(world: World) -> None:
    costs = []
    for length in (1, 4):
        session = world.plan()
        for _ in range(length):
            world.add(session, file_for(world.alice))
        with CaptureQueriesContext(connection) as asked:
            recuse_in_session(actor=world.secretary, today=TODAY, session=session)
        costs.append(len(asked))

    assert costs[0] == costs[1]
