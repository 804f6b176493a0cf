"""The two screens that live: what is refreshed says everything and holds nothing that is typed."""

from __future__ import annotations

import html
import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission import services
from maillage.pathway.commission.models import Hearing, Item, NotExaminedCause, Presence, PresenceSpan, Recusal
from tests.cast import CastClient, actor_of
from tests.pathway.commission.world import World, file_for

SEATED = ("chair", "magistrate", "social", "a")


@pytest.fixture
def sat(world: World, filed: Any, clock: Any) -> Any:
    """A session under way on its morning, three seats of six there, one item called."""
    session, (item,) = world.running(filed)
    clock.move_to(datetime.combine(session.held_on, time(10, 30), tzinfo=PARIS))
    world.attend(session, ("chair", "magistrate", "social"))
    services.call_item(actor=actor_of(world.dana, session.held_on), today=session.held_on, item=item, at=time(10))
    return session


def url(name: str, row: Any, *more: str) -> str:
    return reverse(f"commission:{name}", args=[row.pk, *more])


def page(client: CastClient, user: Any, name: str, row: Any, **query: str) -> Any:
    return client.as_(user).get(url(name, row), query)


def read(client: CastClient, user: Any, name: str, row: Any) -> str:
    """The page as it is read, apostrophes included."""
    return html.unescape(page(client, user, name, row).content.decode())


def span_of(world: World, code: str) -> PresenceSpan:
    return PresenceSpan.unscoped.lasting().get(seat=world.seats[code])


def go(world: World, code: str, *, at: time = time(10, 20)) -> None:
    session = span_of(world, code).session
    services.record_departure(
        actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, span=span_of(world, code), at=at
    )


def test_the_secretary_s_screen_says_the_item_the_quorum_and_who_is_there(client: CastClient, world: World, sat: Any) -> None:
    words = page(client, world.dana, "sitting", sat).content.decode()

    assert all(said in words for said in (f"Point n° {sat.items.get().number}", "Quorum atteint", "sur place"))


@pytest.mark.parametrize("stage", ["draft", "convened"])
def test_before_the_opening_the_screen_says_so(client: CastClient, world: World, filed: Any, stage: str) -> None:
    session = world.plan()
    world.add(session, filed)
    session = world.convene(session) if stage == "convened" else session

    assert "Une fois ouverte, cet écran montre" in read(client, world.dana, "sitting", session)


def test_what_is_refreshed_holds_nothing_that_is_typed(client: CastClient, world: World, sat: Any) -> None:
    part = page(client, world.dana, "sitting_live", sat).content.decode()

    assert not re.search(r"<(input|select|textarea|form)\b", part)


def test_nothing_new_moves_nothing(client: CastClient, world: World, sat: Any) -> None:
    seen = re.search(r"\?vu=(\w+)", page(client, world.dana, "sitting_live", sat).content.decode())
    assert seen is not None

    assert page(client, world.dana, "sitting_live", sat, vu=seen[1]).status_code == 204


@pytest.mark.parametrize(("reader", "name"), [("dana", "sitting_live"), ("marc", "own_sitting_live")])
def test_a_lost_quorum_is_said_at_once_to_everybody(client: CastClient, world: World, sat: Any, reader: str, name: str) -> None:
    seen = re.search(r"\?vu=(\w+)", page(client, getattr(world, reader), name, sat).content.decode())
    go(world, "social")
    assert seen is not None

    part = page(client, getattr(world, reader), name, sat, vu=seen[1]).content.decode()

    assert ('role="alert"' in part, "Quorum non atteint : 2 pour 3" in part) == (True, True)


def test_forms_about_another_step_are_announced(client: CastClient, world: World, sat: Any) -> None:
    answer = page(client, world.dana, "sitting_live", sat, point="aucun")

    assert ("Le point en cours a changé" in answer.content.decode(), answer["HX-Trigger"]) == (True, "point-change")


def test_once_closed_the_screen_stops_asking(client: CastClient, world: World, sat: Any) -> None:
    world.close_item(sat.items.get(), services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(sat)

    answer = page(client, world.dana, "sitting_live", sat)

    assert (answer.status_code, "hx-get" in answer.content.decode()) == (286, False)


def test_once_closed_the_screen_of_a_member_says_so_and_stops_asking(client: CastClient, world: World, sat: Any) -> None:
    world.close_item(sat.items.get(), services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(sat)

    answer = page(client, world.marc, "own_sitting_live", sat)

    assert (answer.status_code, "hx-get" in answer.content.decode()) == (286, False)
    assert "close depuis le" in answer.content.decode()


def test_a_member_reads_numbers_and_her_own_presence(client: CastClient, world: World, sat: Any, filed: Any) -> None:
    words = page(client, world.marc, "own_sitting", sat).content.decode()

    assert ("vous êtes noté présent" in words, filed.number in words, "Belmont" in words) == (True, False, False)


def test_a_member_not_noted_is_told_what_to_do(client: CastClient, world: World, sat: Any) -> None:
    assert "dites-le au secrétariat" in page(client, world.boris, "own_sitting", sat).content.decode()


def test_whoever_presents_reads_that_she_does_not_deliberate(client: CastClient, world: World, sat: Any) -> None:
    assert "Vous ne délibérez pas sur ce point" in page(client, world.amel, "own_sitting", sat).content.decode()


def test_a_member_has_no_secretary_s_screen(client: CastClient, world: World, sat: Any) -> None:
    assert [page(client, world.marc, name, sat).status_code for name in ("sitting", "sitting_live")] == [404, 404]


def test_one_touch_ends_a_presence_now(client: CastClient, world: World, sat: Any) -> None:
    span = span_of(world, "social")

    client.as_(world.dana).post(url("departure", sat), {"span": str(span.pk)})

    span.refresh_from_db()
    assert span.left_at == time(10, 30)


@pytest.mark.parametrize("span", ["", "none", "00000000-0000-4000-8000-000000000000"])
def test_a_touch_about_nothing_ends_nothing(client: CastClient, world: World, sat: Any, span: str) -> None:
    client.as_(world.dana).post(url("departure", sat), {"span": span})

    assert PresenceSpan.unscoped.lasting().count() == 3


def test_a_late_arrival_says_its_hour(client: CastClient, world: World, sat: Any) -> None:
    seat = world.seats["gendarmerie"]

    client.as_(world.dana).post(url("move", sat), {"seat": str(seat.pk), "how": "video", "holder": "", "at": "10:12"})

    assert (span_of(world, "gendarmerie").arrived_at, span_of(world, "gendarmerie").channel) == (time(10, 12), "video")


def test_a_proxy_says_to_whom_and_what_was_typed_stays(client: CastClient, world: World, sat: Any) -> None:
    seat = world.seats["gendarmerie"]

    answer = client.as_(world.dana).post(url("move", sat), {"seat": str(seat.pk), "how": "proxy", "holder": "", "at": "10:12"})

    assert (answer.status_code, 'value="10:12"' in answer.content.decode()) == (422, True)


def test_a_proxy_is_given_during_the_sitting(client: CastClient, world: World, sat: Any) -> None:
    give = {"seat": str(world.seats["social"].pk), "how": "proxy", "holder": str(world.seats["chair"].pk), "at": ""}

    client.as_(world.dana).post(url("move", sat), give)

    assert span_of(world, "social").proxy_to_id == world.seats["chair"].pk


def test_a_refused_move_is_said_in_the_region_when_htmx_asks(client: CastClient, world: World, sat: Any) -> None:
    again = {"seat": str(world.seats["chair"].pk), "how": "proxy", "holder": str(world.seats["chair"].pk), "at": ""}

    answer = client.as_(world.dana).post(url("move", sat), again, headers={"HX-Request": "true"})

    region = answer.content.decode().split('id="direct"')[1]
    assert (answer.status_code, "ne se donne pas mandat à lui-même" in region.split('id="actes"')[0]) == (422, True)


def sheet(world: World, **chosen: str) -> dict[str, str]:
    """The whole sheet as it was shown when three of six were there, and what was chosen on it."""
    seen = {seat.pk: "in_person" if code in SEATED[:3] else "absent" for code, seat in world.seats.items()}
    typed = {f"seen-{pk}": code for pk, code in seen.items()} | {f"seat-{pk}": code for pk, code in seen.items()}
    return typed | {f"seat-{world.seats[code].pk}": said for code, said in chosen.items()}


def test_a_sheet_left_open_erases_nothing_that_was_noted_since(client: CastClient, world: World, sat: Any) -> None:
    typed = sheet(world, b="phone")
    world.attend(sat, ("gendarmerie",))

    client.as_(world.dana).post(url("presences", sat), typed)

    assert (span_of(world, "gendarmerie").channel, span_of(world, "b").channel) == ("in_person", "phone")


def test_a_seat_that_changed_since_is_named_and_nothing_is_noted(client: CastClient, world: World, sat: Any) -> None:
    typed = sheet(world, b="phone", social="absent")
    world.attend(sat, ("b",), channel=Presence.VIDEO)

    answer = client.as_(world.dana).post(url("presences", sat), typed)

    assert "Des présences ont changé entre-temps : Association B." in html.unescape(answer.content.decode())
    assert PresenceSpan.unscoped.lasting().count() == 4
    form = answer.context["presence_form"]
    again = {code: form.fields[f"{name}-{world.seats[code].pk}"].initial for name, code in (("seen", "b"), ("seat", "social"))}
    assert again == {"b": "video", "social": "absent"}


def test_the_day_after_an_hour_is_asked_rather_than_made_up(client: CastClient, world: World, sat: Any, clock: Any) -> None:
    clock.move_to(datetime.combine(sat.held_on + timedelta(days=1), time(9), tzinfo=PARIS))

    client.as_(world.dana).post(url("departure", sat), {"span": str(span_of(world, "social").pk)})

    assert span_of(world, "social").left_at is None


def test_an_outcome_typed_the_day_after_is_of_the_day_of_the_sitting(client: CastClient, world: World, sat: Any, clock: Any) -> None:
    clock.move_to(datetime.combine(sat.held_on + timedelta(days=1), time(9), tzinfo=PARIS))
    item = sat.items.get()

    client.as_(world.dana).post(
        url("item_close", item, "examinee"), {"examinee-way": "consensus", "examinee-sense": "favourable", "examinee-words": ""}
    )

    item.refresh_from_db()
    assert (item.closed_on, item.closed_at, item.outcome) == (sat.held_on, None, "examined")


def test_the_whole_sheet_is_noted_from_the_screen(client: CastClient, world: World, sat: Any) -> None:
    typed = sheet(world, b="phone", social="substitute:in_person", chair="absent", magistrate="absent")

    client.as_(world.dana).post(url("presences", sat), typed)

    noted = set(PresenceSpan.unscoped.lasting().values_list("seat__label", "channel", "by_substitute"))
    assert noted == {("Association B", "phone", False), (world.seats["social"].label, "in_person", True)}


def test_the_sheet_begins_with_the_answers_to_the_convocation(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)
    day = session.held_on - timedelta(days=1)
    convocation = session.convocations.get(seat=world.seats["social"])
    services.answer_convocation(actor=actor_of(world.dana, day), today=day, convocation=convocation, presence=Presence.PHONE)
    session = world.open(session)
    clock.move_to(datetime.combine(session.held_on, time(9), tzinfo=PARIS))

    form = page(client, world.dana, "sitting", session).context["presence_form"]

    assert form.fields[f"seat-{world.seats['social'].pk}"].initial == "phone"


def test_an_item_is_called_from_the_agenda(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    session, (item,) = world.running(filed)
    clock.move_to(datetime.combine(session.held_on, time(10), tzinfo=PARIS))

    client.as_(world.dana).post(url("call", item))

    assert Item.unscoped.get(pk=item.pk).called_at == time(10)


def test_the_association_comes_in_speaks_and_leaves(client: CastClient, world: World, sat: Any) -> None:
    item = sat.items.get()
    client.as_(world.dana).post(
        url("hear", item, "association"), {"association-who": "Cheffe de service", "association-arrived_at": "10:05"}
    )

    client.as_(world.dana).post(
        url("hearing_end", Hearing.unscoped.get()), {"sortie-sense": "favourable", "sortie-words": "Prête.", "sortie-left_at": ""}
    )

    heard = Hearing.unscoped.get()
    assert (heard.arrived_at, heard.left_at, heard.sense) == (time(10, 5), time(10, 30), "favourable")


def test_she_is_not_heard_without_her_wish(client: CastClient, world: World, sat: Any) -> None:
    answer = client.as_(world.dana).post(url("hear", sat.items.get(), "personne"), {"personne-interpreter": "phone"})

    assert (answer.status_code, Hearing.unscoped.exists()) == (422, False)


def test_there_is_no_other_kind_of_hearing(client: CastClient, world: World, sat: Any) -> None:
    assert client.as_(world.dana).post(url("hear", sat.items.get(), "inconnue")).status_code == 404


def test_a_member_discovers_her_recusal_in_session_and_stays_on_her_screen(client: CastClient, world: World, sat: Any) -> None:
    seat = world.seats["magistrate"]
    typed = {"seat": str(seat.pk), "reason": "personal", "back": "direct"}

    answer = client.as_(world.marc).post(url("own_recusal", sat.items.get()), typed)

    assert answer["Location"] == url("own_sitting", sat)
    assert Recusal.unscoped.get(seat=seat).declared_at == time(10, 30)
    assert f"{seat.label} : a un intérêt personnel" in read(client, world.dana, "sitting_live", sat)


def test_without_a_quorum_what_is_left_goes_back_to_wait(client: CastClient, world: World, sat: Any) -> None:
    go(world, "social")

    client.as_(world.dana).post(url("leave_rest", sat), {"reste-next_on": ""})

    assert (sat.items.get().cause, sat.items.get().next_known) == ("no_quorum", False)


def test_with_a_quorum_the_same_button_changes_nothing(client: CastClient, world: World, sat: Any) -> None:
    answer = client.as_(world.dana).post(url("leave_rest", sat), {"reste-next_on": ""})

    assert (answer.status_code, sat.items.get().outcome) == (422, "")


@pytest.mark.parametrize(("reader", "name"), [("dana", "sitting"), ("dana", "sitting_live"), ("marc", "own_sitting_live")])
def test_a_long_agenda_costs_no_more_queries(client: CastClient, world: World, clock: Any, reader: str, name: str) -> None:
    counts = []
    for size in (1, 6):
        session = world.plan(on=world.plan().held_on + timedelta(days=size))
        items = [world.add(session, file_for(world.alice)) for _rank in range(size)]
        world.convene(session)
        session = world.open(session)
        clock.move_to(datetime.combine(session.held_on, time(10), tzinfo=PARIS))
        world.attend(session, SEATED)
        services.call_item(actor=actor_of(world.dana, session.held_on), today=session.held_on, item=items[0])
        page(client, getattr(world, reader), name, session)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, getattr(world, reader), name, session)
        counts.append(len(queries))

    assert counts[0] == counts[1]
