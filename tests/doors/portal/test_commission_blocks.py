"""What the homes say of the commission: sessions to convene, papers to read, opinions to give, decisions to record."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.waiting import without_date
from maillage.doors.portal.selectors import home_of
from maillage.doors.portal.sessions import calendars
from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import services
from maillage.pathway.commission.models import CancelCause, DecisionSense, NotExaminedCause, Presence, PresenceSpan
from maillage.reference.accounts.models import Mandate
from tests.cast import TODAY, CastClient, actor_of
from tests.doors.portal.test_home import blocks_of, number_to
from tests.doors.portal.world import asked_by
from tests.pathway.commission.world import World, file_for, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(dana: Any, jean: Any, marc: Any, paul: Any, alice: Any, territory_x: Any, association_a: Any, association_b: Any) -> World:
    return make_world(
        dana=dana,
        jean=jean,
        marc=marc,
        paul=paul,
        alice=alice,
        territory_x=territory_x,
        association_a=association_a,
        association_b=association_b,
    )


def test_a_session_to_convene_counts_down(world: World) -> None:
    world.plan(on=TODAY + timedelta(days=10))

    words = [str(chip.word) for chip in blocks_of(world.dana)["seances"].lines[0].chips]

    assert any("à convoquer avant le" in word for word in words)


def test_a_session_too_close_to_be_convened_says_so(world: World) -> None:
    world.plan(on=TODAY + timedelta(days=3))

    words = [str(chip.word) for chip in blocks_of(world.dana)["seances"].lines[0].chips]

    assert "délai de convocation dépassé" in words


def test_convening_is_the_next_act_when_its_last_day_is_near(world: World) -> None:
    world.plan(on=TODAY + timedelta(days=8))

    primary = home_of(asked_by(world.dana)).primary

    assert primary is not None
    assert "Convoquer la séance" in str(primary.label)


def words_of(world: World, day: date) -> list[str]:
    """What the home of the secretariat says of the first session, title and chips."""
    line = blocks_of(world.dana, day)["seances"].lines[0]
    return [str(line.title), *(str(chip.word) for chip in line.chips)]


def test_a_session_planned_in_a_window_is_never_a_fixed_day(world: World) -> None:
    world.plan(on=TODAY + timedelta(days=2), window_until=TODAY + timedelta(days=30))

    title, _state, countdown = words_of(world, TODAY + timedelta(days=9))

    assert "Séance à fixer entre le" in title
    assert "jour à fixer, puis à convoquer avant le" in countdown


def test_a_window_near_its_end_asks_to_fix_the_day(world: World) -> None:
    world.plan(on=TODAY + timedelta(days=2), window_until=TODAY + timedelta(days=9))

    primary = home_of(asked_by(world.dana)).primary

    assert primary is not None
    assert "Fixer le jour de la séance" in str(primary.label)


def test_a_window_that_has_begun_still_gives_a_date_to_whoever_waits(world: World) -> None:
    file_for(world.alice)
    world.plan(on=TODAY + timedelta(days=2), window_until=TODAY + timedelta(days=30))
    later = TODAY + timedelta(days=9)

    assert calendars(["F1"], today=later)["F1"].next_on == later
    assert without_date(asked_by(world.dana, later)).count == 0


@pytest.mark.parametrize(
    ("stage", "chip", "act"),
    [
        ("draft", "à fixer ou à annuler", "Fixer un autre jour, ou annuler"),
        ("convened", "à ouvrir avec sa date, ou à annuler", "Ouvrir avec sa date, ou annuler"),
        ("open", "à clore : elle est passée", "Clore la séance"),
    ],
)
def test_only_an_open_session_is_to_close(world: World, stage: str, chip: str, act: str) -> None:
    session = world.plan()
    world.add(session, file_for(world.alice))
    if stage != "draft":
        session = world.convene(session)
    if stage == "open":
        world.open(session)
    later = session.held_on + timedelta(days=1)

    block = blocks_of(world.dana, later)["seances"]

    assert chip in " ".join(words_of(world, later))
    assert [act in str(each.label) for each in block.acts] == [True]


def test_without_a_planned_session_the_date_is_unknown_for_both_sides(world: World) -> None:
    file_for(world.alice)

    assert number_to(world.dana, "sans-date") == 1
    assert number_to(world.alice, "sans-date") == 1


def test_a_planned_session_gives_a_date_to_whoever_waits(world: World) -> None:
    file_for(world.alice)
    world.plan()

    assert number_to(world.dana, "sans-date") == 0
    assert number_to(world.dana, "deposees") == 1


def test_not_examined_without_a_next_date_keeps_counting_from_that_day(world: World, client: CastClient) -> None:
    session, (item,) = world.running(file_for(world.alice))
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.MODE_UNSUITABLE))
    world.close(session)
    later = session.held_on + timedelta(days=12)

    from maillage.doors.portal.piles.waiting import WITHOUT_DATE

    (line,) = WITHOUT_DATE.find(asked_by(world.dana, later)).lines()

    assert str(line.chips[0].word) == "date inconnue depuis 12 jours"


def test_a_member_reads_which_session_is_open_to_her_seat(world: World) -> None:
    session = world.plan()
    world.add(session, file_for(world.alice))
    world.convene(session)

    (line,) = blocks_of(world.marc)["mes-seances"].lines

    assert "1 document à lire" in str(line.detail)
    assert str(home_of(asked_by(world.marc)).primary.label) == "Lire les documents"  # type: ignore[union-attr]


def test_a_member_reads_how_many_opinions_are_given_and_what_is_left(world: World) -> None:
    session, (item,) = world.running(file_for(world.alice), written=True)
    world.vote(item, ["magistrate"])

    (line,) = blocks_of(world.jean, session.first_day)["avis"].lines

    assert str(line.chips[0].word) == "1 voix sur 5, reste 7 jours"


def test_an_opinion_given_is_no_longer_asked(world: World) -> None:
    session, (item,) = world.running(file_for(world.alice), written=True)
    world.vote(item, ["magistrate"])

    assert "avis" not in blocks_of(world.marc, session.first_day)


def test_the_presenting_association_is_asked_no_opinion(world: World) -> None:
    session, _items = world.running(file_for(world.alice), written=True)

    assert "avis" not in blocks_of(world.amel, session.first_day)
    assert "avis" in blocks_of(world.boris, session.first_day)


def test_after_the_closing_nothing_is_open_to_a_seat(world: World) -> None:
    item = world.examined(file_for(world.alice))

    assert blocks_of(world.marc, item.session.held_on)["mes-seances"].is_empty


def test_an_examined_application_is_to_decide_then_to_sign(world: World, client: CastClient) -> None:
    application = file_for(world.alice)
    item = world.examined(application)
    day = item.session.held_on
    before = {each.url for each in blocks_of(world.dana, day)["decisions"].counters}
    services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=application, sense=DecisionSense.GRANTED)

    after = {each.url for each in blocks_of(world.paul, day)["decisions"].counters}

    assert before == {pile_link("a-preparer")}
    assert after == {pile_link("a-signer")}
    assert "Enregistrer" in str(home_of(asked_by(world.paul, day)).primary.label)  # type: ignore[union-attr]


def test_where_the_office_has_no_account_the_home_of_the_secretariat_offers_to_record_the_signature(world: World) -> None:
    application = file_for(world.alice)
    day = world.examined(application).session.held_on
    services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=application, sense=DecisionSense.GRANTED)
    offered = [act.label for act in blocks_of(world.dana, day)["decisions"].acts]

    Mandate.unscoped.filter(user=world.paul).delete()

    assert offered == []
    assert [str(act.label) for act in blocks_of(world.dana, day)["decisions"].acts] == ["Enregistrer une décision signée"]


def test_the_home_of_a_seat_asks_no_more_queries_with_more_items(
    world: World, client: CastClient, django_assert_max_num_queries: Any
) -> None:
    asked = []
    for size in (1, 6):
        session, _items = world.running(*(file_for(world.alice) for _ in range(size)), written=True)
        with time_machine.travel(datetime.combine(session.first_day, time(9), tzinfo=PARIS), tick=False):
            signed_in = client.as_(world.jean)
            with django_assert_max_num_queries(40) as queries:
                signed_in.get("/")
        asked.append(len(queries))

    assert asked[1] <= asked[0]


def test_a_member_of_no_session_sees_no_session(world: World, client: CastClient) -> None:
    world.plan()

    answer = client.as_(world.marc).get(pile_link("seances"))

    assert answer.context["seen"].page.paginator.count == 0
    assert not PresenceSpan.unscoped.filter(channel=Presence.PROXY).exists()


def test_put_off_twice_alerts_both_sides(world: World) -> None:
    application = file_for(world.alice)
    for _ in range(2):
        session = world.plan()
        world.add(session, application)
        services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    assert number_to(world.dana, "reportees") == 1
    assert number_to(world.alice, "reportees") == 1
