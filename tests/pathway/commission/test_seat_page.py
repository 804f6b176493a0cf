"""The page of one seat, and what an item, the sitting and the minutes show to whom: nobody's own vote, no dead end, the right words."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.commission import services
from maillage.pathway.commission.errors import VotedAlready
from maillage.pathway.commission.models import (
    AgendaPoint,
    Convocation,
    Item,
    ItemSense,
    ItemWay,
    NotExaminedCause,
    Opinion,
    OpinionRequest,
    PointKind,
    PresenceSpan,
    Session,
    VoteSense,
)
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for

PLANNED = TODAY - timedelta(days=10)
THERE = ("chair", "magistrate", "gendarmerie", "a", "b")
YES, NO = VoteSense.FAVOURABLE, VoteSense.UNFAVOURABLE
CONSENSUS = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
NOT_REACHED = services.NotExamined(cause=NotExaminedCause.NOT_REACHED)


@pytest.fixture
def item(world: World) -> Item:
    """The one item of a session convened for today."""
    application = file_for(world.alice, today=PLANNED)
    session = world.plan(on=TODAY, today=PLANNED)
    found = world.add(session, application, today=PLANNED)
    world.convene(session, today=PLANNED)
    return found


@pytest.fixture
def voting(world: World, item: Item) -> Item:
    """The session sits, and a counted vote is asked on its item."""
    world.open(Session.unscoped.get(pk=item.session_id))
    world.attend(item.session, THERE)
    world.ask_count(item)
    return Item.unscoped.select_related("session").get(pk=item.pk)


def sent(world: World, item: Item, code: str) -> Convocation:
    return Convocation.unscoped.get(session=item.session_id, seat=world.seats[code])


def say(world: World, user: Any, item: Item, code: str, sense: VoteSense) -> None:
    services.give_opinion(actor=actor_of(user), today=TODAY, item=item, seat=world.seats[code], sense=sense)


def seat_page(client: CastClient, world: World, item: Item, code: str) -> str:
    page: str = client.as_(world.dana).get(reverse("commission:seat", args=[sent(world, item, code).pk])).content.decode()
    return page


def note_voice(client: CastClient, world: World, item: Item, code: str, **typed: Any) -> Any:
    address = reverse("commission:seat_note", args=[sent(world, item, code).pk, "voix"])
    return client.as_(world.dana).post(address, {"item": item.pk, **typed})


def get(client: CastClient, user: Any, name: str, pk: Any) -> Any:
    return client.as_(user).get(reverse(f"commission:{name}", args=[pk]))


# The vote of an account is nobody's to read.


def test_the_page_of_a_seat_says_that_its_account_voted_and_never_how(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.marc, voting, "magistrate", NO)

    page = seat_page(client, world, voting, "magistrate")

    assert ("a voté par son compte" in page, "défavorable" in page, 'name="sense"' in page) == (True, False, False)


def test_what_the_secretary_noted_then_the_account_changed_is_no_longer_read(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.dana, voting, "magistrate", YES)
    say(world, world.marc, voting, "magistrate", NO)

    assert "Voix notée" not in seat_page(client, world, voting, "magistrate")


def test_a_seat_whose_proxy_voted_by_account_is_said_so(client: CastClient, world: World, voting: Item) -> None:
    services.record_proxy(
        actor=world.secretary, today=TODAY, session=voting.session, giver=world.seats["social"], holder=world.seats["magistrate"]
    )
    say(world, world.marc, voting, "social", NO)

    assert "par le compte de son mandataire" in seat_page(client, world, voting, "social")


@pytest.mark.parametrize("sense", [YES, NO])
def test_noting_a_sense_for_a_seat_that_voted_by_itself_never_tells_whether_it_is_the_same(
    world: World, voting: Item, sense: VoteSense
) -> None:
    say(world, world.marc, voting, "magistrate", NO)

    with pytest.raises(VotedAlready):
        services.record_opinions(actor=world.secretary, today=TODAY, item=voting, senses={world.seats["magistrate"].pk: sense})


# The voice noted stands in the form.


def test_with_no_voice_noted_the_form_chooses_nothing(client: CastClient, world: World, voting: Item) -> None:
    assert '<option value="" selected>' in seat_page(client, world, voting, "gendarmerie")


def test_the_voice_noted_is_the_one_selected(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.dana, voting, "gendarmerie", NO)

    assert '<option value="unfavourable" selected>' in seat_page(client, world, voting, "gendarmerie")


def test_a_form_sent_with_nothing_chosen_notes_nothing(client: CastClient, world: World, voting: Item) -> None:
    answer = note_voice(client, world, voting, "gendarmerie", sense="", seen="")

    assert (answer.status_code, "Choisissez une voix." in answer.content.decode(), Opinion.unscoped.count()) == (422, True, 0)


def test_a_voice_noted_meanwhile_by_a_colleague_is_not_flipped_unseen(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.dana, voting, "gendarmerie", NO)

    answer = note_voice(client, world, voting, "gendarmerie", sense=YES.value, seen="")

    assert (answer.status_code, Opinion.unscoped.get(item=voting).sense) == (422, NO)


def test_a_refused_voice_keeps_what_was_chosen(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.dana, voting, "gendarmerie", NO)

    answer = note_voice(client, world, voting, "gendarmerie", sense=YES.value, seen="")

    assert '<option value="favourable" selected>' in answer.content.decode()


def test_a_voice_that_was_seen_is_changed(client: CastClient, world: World, voting: Item) -> None:
    say(world, world.dana, voting, "gendarmerie", NO)

    note_voice(client, world, voting, "gendarmerie", sense=YES.value, seen=NO.value)

    assert Opinion.unscoped.get(item=voting).sense == YES


# An opinion asked before the session.


@pytest.fixture
def asked(world: World, item: Item) -> OpinionRequest:
    services.ask_opinions(
        actor=world.secretary, today=TODAY, item=item, seats=[world.seats["gendarmerie"]], question="Qu'en dites-vous ?", due_on=TODAY
    )
    return OpinionRequest.unscoped.get(item=item)


def test_noting_an_opinion_asked_leads_to_the_page_of_the_secretary(
    client: CastClient, world: World, item: Item, asked: OpinionRequest
) -> None:
    assert reverse("commission:opinion_note", args=[asked.pk]) in seat_page(client, world, item, "gendarmerie")


def test_once_the_item_is_closed_no_opinion_is_noted(client: CastClient, world: World, item: Item, asked: OpinionRequest) -> None:
    world.open(Session.unscoped.get(pk=item.session_id))
    world.close_item(item, NOT_REACHED)

    assert "Noter cet avis" not in seat_page(client, world, item, "gendarmerie")


# What the journal of an item says, and to whom.


def test_who_does_not_conduct_reads_no_history_of_an_item(client: CastClient, world: World, voting: Item) -> None:
    assert get(client, world.paul, "item", voting.pk).context["history"] == []


def test_whoever_conducts_reads_neither_readings_nor_votes_there(client: CastClient, world: World, voting: Item) -> None:
    services.read_paper(actor=actor_of(world.marc), today=TODAY, item=voting)
    say(world, world.marc, voting, "magistrate", NO)
    say(world, world.dana, voting, "gendarmerie", NO)

    said = " ".join(str(each) for each in get(client, world.dana, "item", voting.pk).context["history"])

    assert ("vote compté" in said, "a lu" in said, "a voté" in said, "la voix" in said) == (True, False, False, False)


def test_once_the_session_is_over_an_item_tells_no_history(client: CastClient, world: World, item: Item) -> None:
    world.open(Session.unscoped.get(pk=item.session_id))
    world.close_item(item, NOT_REACHED)
    world.close(Session.unscoped.get(pk=item.session_id))

    assert get(client, world.dana, "item", item.pk).context["history"] == []


# An act leads back to the screen that it came from.


def test_voices_noted_from_the_sitting_lead_back_to_it(client: CastClient, world: World, voting: Item) -> None:
    nothing = {f"seat-{seat.pk}": "none" for seat in world.seats.values()}
    typed = nothing | {f"seat-{world.seats['gendarmerie'].pk}": "favourable", "back": "seance"}

    answer = client.as_(world.dana).post(reverse("commission:opinions", args=[voting.pk]), typed)

    assert answer.headers["Location"] == reverse("commission:sitting", args=[voting.session_id])


def test_a_point_closed_from_the_sitting_leads_back_to_it(client: CastClient, world: World) -> None:
    session = world.plan(on=TODAY, today=PLANNED)
    world.add(session, file_for(world.alice, today=PLANNED), today=PLANNED)
    services.add_point(actor=actor_of(world.dana, PLANNED), today=PLANNED, session=session, kind=PointKind.OTHER, title="Divers")
    world.convene(session, today=PLANNED)
    world.open(Session.unscoped.get(pk=session.pk))
    point = AgendaPoint.unscoped.get(session=session)

    answer = client.as_(world.dana).post(f"{reverse('commission:point_close', args=[point.pk])}?back=seance", {"outcome": "treated"})

    assert answer.headers["Location"] == reverse("commission:sitting", args=[session.pk])


@pytest.mark.parametrize("name", ["acknowledge", "to_deputy"])
def test_what_is_noted_from_the_list_of_convocations_leads_back_to_it(client: CastClient, world: World, item: Item, name: str) -> None:
    answer = client.as_(world.dana).post(reverse(f"commission:{name}", args=[sent(world, item, "gendarmerie").pk]))

    assert answer.headers["Location"] == reverse("commission:convocations", args=[item.session_id])


# A member who gave her proxy.


@pytest.fixture
def entrusted(world: World, voting: Item) -> Item:
    services.record_proxy(
        actor=world.secretary, today=TODAY, session=voting.session, giver=world.seats["magistrate"], holder=world.seats["chair"]
    )
    return voting


def test_who_gave_her_proxy_is_not_told_that_she_is_present(client: CastClient, world: World, entrusted: Item) -> None:
    page = get(client, world.marc, "own_sitting", entrusted.session_id).content.decode()

    assert ("un autre siège vote pour le vôtre" in page, "vous êtes noté présent" in page) == (True, False)


def test_who_gave_her_proxy_reads_who_votes_for_her(client: CastClient, world: World, entrusted: Item) -> None:
    page = get(client, world.marc, "reading_item", entrusted.pk).content.decode()

    assert ("Vous avez donné mandat à" in page, "dites-le au secrétariat" in page) == (True, False)


def test_who_is_not_noted_present_is_told_so(client: CastClient, world: World, item: Item) -> None:
    world.open(Session.unscoped.get(pk=item.session_id))
    world.attend(item.session, ("chair", "a", "b"))
    world.ask_count(item)

    page = get(client, world.marc, "reading_item", item.pk).content.decode().replace("&#x27;", "'")

    assert "Votre présence n'est pas notée : dites-le au secrétariat." in page


def test_who_left_is_told_so(client: CastClient, world: World, voting: Item) -> None:
    span = PresenceSpan.unscoped.get(session=voting.session, seat=world.seats["magistrate"])
    services.record_departure(actor=world.secretary, today=TODAY, session=voting.session, span=span, at=time(9))

    assert "Votre départ est noté." in get(client, world.marc, "reading_item", voting.pk).content.decode()


# A refusal in the live sitting says what is wrong.


@pytest.mark.parametrize(
    ("typed", "said"), [({"how": "in_person", "at": "25:80"}, "Heure : "), ({"how": "proxy", "at": ""}, "Dites à qui le mandat est donné.")]
)
def test_a_refused_arrival_says_in_the_region_what_is_wrong(
    client: CastClient, world: World, voting: Item, typed: dict[str, str], said: str
) -> None:
    move = {"seat": str(world.seats["social"].pk), "holder": "", **typed}

    answer = client.as_(world.dana).post(reverse("commission:move", args=[voting.session_id]), move, headers={"HX-Request": "true"})

    assert said in answer.content.decode().split('id="direct"')[1].split('id="actes"')[0]


# The minutes, when every member has an account.


@pytest.mark.parametrize("everybody", [True, False])
def test_a_correction_for_a_member_without_account_is_offered_where_there_is_one(
    client: CastClient, world: World, item: Item, everybody: bool
) -> None:
    world.open(Session.unscoped.get(pk=item.session_id))
    world.attend(item.session, THERE)
    world.close_item(item, CONSENSUS)
    session = world.close(Session.unscoped.get(pk=item.session_id))
    services.draft_minutes(actor=world.secretary, today=TODAY, session=session)
    if everybody:
        Convocation.unscoped.filter(session=session, reader=None).update(reader=world.marc)

    page = get(client, world.dana, "minutes", session.pk).content.decode()

    assert ("Pour un membre sans compte" in page) is not everybody
