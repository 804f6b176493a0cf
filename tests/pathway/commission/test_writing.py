"""A session held in writing: exchanges, their closing, the vote and its days, more time, half of the members, the results."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.notifications.models import Notice
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import NoQuorum, NotYourSeat, Recused, RuleRefused, SeatNotSitting, WindowClosed, WindowRunning
from maillage.pathway.commission.errors_voting import (
    CountNotAsked,
    ExchangesOver,
    ExchangesRunning,
    NothingWritten,
    NotWritten,
    PresenceInWriting,
    ResultsTooSoon,
    VoteDayUnfit,
    VoteNotOpen,
    VoteOpenAlready,
    VoteOver,
)
from maillage.pathway.commission.models import Convocation, Exchange, Extension, Item, Opinion, Presence, Session, Writing
from maillage.pathway.commission.selectors import Stage
from tests.cast import actor_of
from tests.pathway.commission.world import World, file_for, text_of

DAY = timedelta(days=1)
FOUR = ("chair", "magistrate", "social", "b")


@pytest.fixture
def open_(world: World, filed: Any) -> tuple[Session, Item]:
    """A written session, open, its exchanges running."""
    session = world.plan_written()
    item = world.add(session, filed)
    world.convene(session)
    return world.open(session), Item.unscoped.select_related("session").get(pk=item.pk)


def write(world: World, session: Session, user: Any, code: str, *, words: str = "Un projet solide.", **more: Any) -> Exchange:
    day = more.pop("today", session.first_day)
    return services.write_exchange(actor=actor_of(user, day), today=day, session=session, seat=world.seats[code], words=words, **more)


def chair(world: World, act: Any, session: Session, *, plus: int = 0, **more: Any) -> Any:
    day = session.first_day + timedelta(days=plus)
    return act(actor=actor_of(world.jean, day), today=day, session=session, **more)


def at(clock: Any, client: Any, user: Any, day: date) -> Any:
    """This user before her screen, on that day."""
    clock.move_to(datetime.combine(day, time(9), tzinfo=PARIS))
    return client.as_(user)


def read(world: World, session: Session, user: Any) -> list[str]:
    day = session.first_day
    return [each.words for each in services.read_exchanges(actor=actor_of(user, day), today=day, session=session)]


def test_a_member_writes_and_the_others_read(world: World, open_: Any) -> None:
    session, _item = open_

    write(world, session, world.marc, "magistrate")

    assert read(world, session, world.boris) == read(world, session, world.dana) == ["Un projet solide."]


def test_what_is_written_is_sealed(world: World, open_: Any) -> None:
    session, _item = open_
    write(world, session, world.marc, "magistrate", words="Parole de siège")

    assert "Parole" not in repr(Exchange.unscoped.values_list("pk", "number").get()) + repr(Exchange.unscoped.get().words)


def test_a_recused_member_reads_nothing_of_that_item(world: World, open_: Any) -> None:
    session, item = open_
    write(world, session, world.marc, "magistrate", item=item, words="Sur ce point")
    write(world, session, world.marc, "magistrate", words="Sur tout")

    assert read(world, session, world.amel) == ["Sur tout"]


def test_a_recused_member_writes_nothing_on_it(world: World, open_: Any) -> None:
    session, item = open_

    with pytest.raises(Recused):
        write(world, session, world.amel, "a", item=item)


def test_nobody_writes_for_another_seat(world: World, open_: Any) -> None:
    with pytest.raises(NotYourSeat):
        write(world, open_[0], world.marc, "b")


def test_the_secretary_writes_for_a_seat_without_account(world: World, open_: Any) -> None:
    assert write(world, open_[0], world.dana, "social").by_secretary


def test_nothing_is_no_contribution(world: World, open_: Any) -> None:
    with pytest.raises(NothingWritten):
        write(world, open_[0], world.marc, "magistrate", words="  ")


def test_an_item_of_another_session_is_no_subject(world: World, open_: Any) -> None:
    other = world.add(world.plan(), file_for(world.alice))

    with pytest.raises(OutOfScope):
        write(world, open_[0], world.marc, "magistrate", item=other)


def test_a_seat_of_another_list_writes_nothing(world: World, open_: Any) -> None:
    seat = services.add_seat(
        actor=world.secretary, today=world.commission.sessions.first().planned_on, commission=world.commission, code="associations",
        label="Siège fini", starts_on=open_[0].planned_on - timedelta(days=30), organisation_id=None,
    )  # fmt: skip
    services_end = open_[0].planned_on
    type(seat).unscoped.filter(pk=seat.pk).update(ends_on=services_end)

    with pytest.raises(SeatNotSitting):
        services.write_exchange(
            actor=actor_of(world.dana, open_[0].first_day), today=open_[0].first_day, session=open_[0], seat=seat, words="x"
        )


def test_a_stranger_reads_nothing(world: World, open_: Any) -> None:
    with pytest.raises(OutOfScope):
        read(world, open_[0], world.alice)


def test_a_session_in_person_has_no_written_exchange(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(NotWritten):
        chair(world, services.close_exchanges, session)


def test_once_the_exchanges_are_closed_nobody_writes(world: World, open_: Any) -> None:
    session, _item = open_
    chair(world, services.close_exchanges, session)

    with pytest.raises(ExchangesOver):
        write(world, session, world.marc, "magistrate")


def test_after_the_last_day_nobody_writes(world: World, open_: Any) -> None:
    session, _item = open_

    with pytest.raises(WindowClosed):
        write(world, session, world.dana, "social", today=session.held_on + timedelta(days=1))


def test_the_vote_waits_for_the_end_of_the_exchanges(world: World, open_: Any) -> None:
    session, _item = open_

    with pytest.raises(ExchangesRunning):
        chair(world, services.open_vote, session, until=session.held_on)


def test_a_member_opens_no_vote(world: World, open_: Any) -> None:
    session, _item = open_

    with pytest.raises(Denied):
        services.open_vote(actor=actor_of(world.marc, session.first_day), today=session.first_day, session=session, until=session.held_on)


def test_nobody_votes_before_the_vote_is_open(world: World, open_: Any) -> None:
    session, item = open_

    with pytest.raises(VoteNotOpen):
        world.vote(item, ("chair",), today=session.first_day)


@pytest.mark.parametrize("days", [-1, 8])
def test_the_vote_ends_within_the_window_announced(world: World, open_: Any, days: int) -> None:
    session, _item = open_
    chair(world, services.close_exchanges, session)

    with pytest.raises(VoteDayUnfit):
        chair(world, services.open_vote, session, until=session.first_day + timedelta(days=days))


def voting(world: World, session: Session, *, days: int = 2) -> None:
    """The vote is open for so many days after the first."""
    world.open_vote(session, until=session.first_day + timedelta(days=days))


def test_the_vote_opens_once(world: World, open_: Any) -> None:
    session, _item = open_
    voting(world, session)

    with pytest.raises(VoteOpenAlready):
        chair(world, services.open_vote, session, until=session.held_on)


def test_nobody_votes_after_the_last_day_of_the_vote(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)

    with pytest.raises(VoteOver):
        world.vote(item, ("chair",), today=session.first_day + timedelta(days=3))


def test_nothing_is_counted_while_the_vote_runs(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR[:3])

    with pytest.raises(WindowRunning):
        chair(world, services.count_writing, session, plus=1)


def test_nothing_is_counted_on_the_morning_of_the_last_day(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR[:3])

    with pytest.raises(WindowRunning):
        chair(world, services.count_writing, session, plus=2)


def test_the_last_day_counts_once_everybody_answered(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, (*FOUR, "gendarmerie"))

    chair(world, services.count_writing, session, plus=2)

    assert Item.unscoped.get(pk=item.pk).favourable == 5


def test_an_item_is_not_carried_by_what_was_written_on_another(world: World, filed: Any) -> None:
    session = world.plan_written()
    first, second = (world.add(session, each) for each in (filed, file_for(world.alice)))
    world.convene(session)
    session = world.open(session)
    for code in FOUR:
        write(world, session, world.dana, code, item=first)
    voting(world, session)
    world.vote(second, FOUR[:2])

    with pytest.raises(NoQuorum):
        services.close_item(
            actor=world.secretary, today=session.first_day + 3 * DAY, item=Item.unscoped.get(pk=second.pk), outcome=services.Examined()
        )


def test_only_the_items_without_half_of_the_members_are_left(world: World, filed: Any) -> None:
    session = world.plan_written()
    first, second = (world.add(session, each) for each in (filed, file_for(world.alice)))
    world.convene(session)
    session = world.open(session)
    voting(world, session)
    world.vote(first, FOUR[:3])
    world.vote(second, FOUR[:2])

    chair(world, services.leave_rest, session, plus=3)

    assert [Item.unscoped.get(pk=each.pk).cause for each in (first, second)] == ["", "no_quorum"]


def test_the_page_names_the_items_that_lack_their_half_when_others_have_it(world: World, filed: Any, client: Any, clock: Any) -> None:
    session = world.plan_written()
    first, second = (world.add(session, each) for each in (filed, file_for(world.alice)))
    world.convene(session)
    session = world.open(session)
    voting(world, session)
    world.vote(first, FOUR[:3])
    world.vote(second, FOUR[:2])

    page = at(clock, client, world.dana, session.first_day).get(reverse("commission:writing", args=[session.pk])).content.decode()

    assert f"Points concernés : {Item.unscoped.get(pk=second.pk).number}." in page


def test_the_page_names_no_item_when_none_has_its_half(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, _item = open_
    voting(world, session)

    page = at(clock, client, world.dana, session.first_day).get(reverse("commission:writing", args=[session.pk])).content.decode()

    assert ("y est pas encore" in page, "Points concernés" in page) == (True, False)


def test_a_seat_recused_on_an_item_takes_no_part_in_it(world: World, open_: Any) -> None:
    session, item = open_
    write(world, session, world.amel, "a")
    voting(world, session)
    world.vote(item, FOUR[:2])

    with pytest.raises(NoQuorum):
        chair(world, services.count_writing, session, plus=3)


@pytest.mark.parametrize("channel", [Presence.WRITTEN, Presence.ABSENT])
def test_in_writing_nobody_is_noted_as_there_nor_gone(world: World, open_: Any, channel: Presence) -> None:
    session, _item = open_
    write(world, session, world.marc, "magistrate")

    with pytest.raises(PresenceInWriting):
        chair(world, services.record_attendance, session, seat=world.seats["magistrate"], channel=channel)


def test_the_page_of_a_seat_offers_no_presence_in_writing(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, _item = open_
    convocation = session.convocations.get(seat=world.seats["social"])

    page = at(clock, client, world.dana, session.first_day).get(reverse("commission:seat", args=[convocation.pk])).content.decode()

    assert ("Noter une contribution" in page, "Noter la présence" in page) == (True, False)


def test_once_the_last_day_has_passed_every_item_is_counted(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR[:3])

    chair(world, services.count_writing, session, plus=3)

    item.refresh_from_db()
    assert (item.sense, item.favourable, item.silent) == ("favourable", 3, 2)
    assert not Opinion.unscoped.exists()


def test_a_contribution_is_a_participation(world: World, open_: Any) -> None:
    session, item = open_
    write(world, session, world.marc, "magistrate")
    voting(world, session)
    world.vote(item, ("chair", "social"))

    chair(world, services.count_writing, session, plus=3)

    assert Item.unscoped.get(pk=item.pk).quorum_counted == 3


def test_less_than_half_is_no_opinion(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR[:2])

    with pytest.raises(NoQuorum):
        chair(world, services.count_writing, session, plus=3)


def test_nothing_is_counted_before_the_vote(world: World, open_: Any) -> None:
    with pytest.raises(VoteNotOpen):
        chair(world, services.count_writing, open_[0])


def test_in_writing_nothing_is_found_by_consensus(world: World, open_: Any) -> None:
    session, item = open_
    for code in FOUR:
        write(world, session, world.dana, code)

    with pytest.raises(CountNotAsked):
        world.close_item(item, services.Examined(sense="favourable"))  # type: ignore[arg-type]


def test_the_chair_extends_the_vote_and_the_reading_follows(world: World, open_: Any) -> None:
    session, _item = open_
    voting(world, session)
    until = session.held_on + timedelta(days=4)

    chair(world, services.extend_writing, session, plus=2, until=until)

    session.refresh_from_db()
    reads = set(Convocation.unscoped.filter(session=session).values_list("reads_until", flat=True))
    assert (session.held_on, Writing.unscoped.get().vote_until, session.reading_until, reads) == (until, until, until, {until})


def test_thanks_to_it_a_late_vote_counts(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR[:2])
    chair(world, services.extend_writing, session, plus=2, until=session.held_on)
    world.vote(item, ("social",), today=session.held_on)

    chair(world, services.count_writing, session, plus=8)

    assert Item.unscoped.get(pk=item.pk).favourable == 3


def test_the_exchanges_extend_too(world: World, open_: Any) -> None:
    session, _item = open_
    until = session.held_on + timedelta(days=1)
    chair(world, services.extend_writing, session, until=until)
    session.refresh_from_db()

    assert write(world, session, world.marc, "magistrate", today=until).given_on == until
    assert not Extension.unscoped.get().during_vote


@pytest.mark.parametrize(("plus", "more"), [(3, 9), (2, 0)])
def test_no_extension_after_the_closing_nor_shorter(world: World, open_: Any, plus: int, more: int) -> None:
    session, _item = open_
    voting(world, session)

    with pytest.raises(RuleRefused):
        chair(world, services.extend_writing, session, plus=plus, until=session.first_day + timedelta(days=2 + more))


def test_a_member_extends_nothing(world: World, open_: Any) -> None:
    session, _item = open_

    with pytest.raises(Denied):
        services.extend_writing(
            actor=actor_of(world.marc, session.first_day),
            today=session.first_day,
            session=session,
            until=session.held_on + timedelta(days=3),
        )


def test_results_wait_for_every_item(world: World, open_: Any) -> None:
    session, _item = open_
    voting(world, session)

    with pytest.raises(ResultsTooSoon):
        chair(world, services.send_results, session)


def test_no_results_without_a_vote(world: World, open_: Any) -> None:
    with pytest.raises(VoteNotOpen):
        chair(world, services.send_results, open_[0])


def test_results_go_once_to_the_members(world: World, open_: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR)
    chair(world, services.count_writing, session, plus=3)
    for _ in range(2):
        chair(world, services.send_results, session, plus=3)

    told = Notice.unscoped.filter(topic="commission.results")
    assert {notice.user_id for notice in told} >= {world.marc.pk, world.boris.pk, world.jean.pk}
    assert told.filter(user_id=world.marc.pk).count() == 1


@pytest.fixture
def sent(world: World, open_: Any) -> tuple[Session, Item]:
    """The same, voted, counted, its results sent, then closed."""
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR)
    chair(world, services.count_writing, session, plus=3)
    chair(world, services.send_results, session, plus=3)
    return world.close(session), Item.unscoped.get(pk=item.pk)


def test_the_notice_of_the_results_opens_them_after_the_closing(world: World, sent: Any, client: Any, clock: Any) -> None:
    session, _item = sent
    (notice,) = Notice.unscoped.filter(topic="commission.results", user_id=world.marc.pk)
    url = reverse(notice.link_name, args=[notice.link_pk])

    page = at(clock, client, world.marc, session.held_on + 90 * DAY).get(url)

    assert (page.status_code, "4 pour, 0 contre" in page.content.decode()) == (200, True)


def test_the_results_carry_session_numbers_and_nothing_of_the_exchanges(world: World, sent: Any, client: Any, clock: Any) -> None:
    session, item = sent

    page = at(clock, client, world.marc, session.held_on).get(reverse("commission:own_results", args=[session.pk])).content.decode()

    assert f"Point n° {item.number}" in page
    assert "Belmont" not in page
    assert item.application.number not in page


@pytest.mark.parametrize("who", ["dana", "eve", "alice"])
def test_the_results_of_the_members_open_to_them_only(world: World, sent: Any, client: Any, clock: Any, who: str, request: Any) -> None:
    session, _item = sent
    user = request.getfixturevalue(who)

    assert at(clock, client, user, session.held_on).get(reverse("commission:own_results", args=[session.pk])).status_code == 404


def test_results_that_were_not_sent_are_not_there(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, _item = open_

    assert at(clock, client, world.marc, session.first_day).get(reverse("commission:own_results", args=[session.pk])).status_code == 404


def test_the_page_walks_its_stages(world: World, open_: Any) -> None:
    session, item = open_
    seen = [selectors.writing_page(session, today=session.first_day).stage]
    chair(world, services.close_exchanges, session)
    seen.append(selectors.writing_page(session, today=session.first_day).stage)
    chair(world, services.open_vote, session, until=session.first_day + timedelta(days=2))
    page = selectors.writing_page(session, today=session.first_day)
    seen.append(page.stage)
    world.vote(item, FOUR)
    chair(world, services.count_writing, session, plus=3)
    seen.append(selectors.writing_page(session, today=session.first_day).stage)
    chair(world, services.send_results, session, plus=3)
    seen.append(selectors.writing_page(session, today=session.first_day).stage)

    assert seen == [Stage.EXCHANGES, Stage.BETWEEN, Stage.VOTE, Stage.COUNTED, Stage.SENT]
    assert page.vote_days == 3


def test_the_papers_carry_session_numbers_and_articles(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, item = open_
    voting(world, session)
    world.vote(item, FOUR)
    chair(world, services.count_writing, session, plus=3)
    dana = at(clock, client, world.dana, session.held_on)

    opening = text_of(dana.get(f"/commission/seances/{session.pk}/ecrits/ouverture.pdf").content)
    results = text_of(dana.get(f"/commission/seances/{session.pk}/ecrits/resultats.pdf").content)

    assert "2014-1329" in opening
    assert "4 pour, 0 contre" in results
    for paper in (opening, results):
        assert str(item.number) in paper
        assert "Belmont" not in paper
        assert item.application.number not in paper


def test_the_paper_of_the_opening_says_the_window_announced(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, _item = open_
    first, last = day_words(session.first_day), day_words(session.held_on)

    paper = text_of(at(clock, client, world.dana, session.first_day).get(f"/commission/seances/{session.pk}/ecrits/ouverture.pdf").content)

    assert f"du {first} au {last} inclus" in paper
    assert f"Ouverture {first} à 0 h 00" in paper
    assert f"Clôture, au plus tôt {last} à 23 h 59" in paper


def test_the_paper_of_the_results_says_its_decree_the_days_of_the_vote_and_its_extension(
    world: World, open_: Any, client: Any, clock: Any
) -> None:
    session, item = open_
    voting(world, session)
    until = session.first_day + timedelta(days=4)
    chair(world, services.extend_writing, session, plus=1, until=until)
    world.vote(item, FOUR)
    session.refresh_from_db()
    chair(world, services.count_writing, session, plus=5)

    paper = text_of(at(clock, client, world.dana, session.held_on).get(f"/commission/seances/{session.pk}/ecrits/resultats.pdf").content)

    assert "décret n° 2014-1627" in paper
    assert f"Vote du {day_words(session.first_day)} au {day_words(until)} inclus" in paper
    assert f"décidée le {day_words(session.first_day + DAY)}, jusqu'au {day_words(until)}" in paper.replace("’", "'")


def test_the_whole_of_it_on_screen(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, item = open_
    day = session.first_day
    base = f"/commission/seances/{session.pk}/"
    dana, marc = at(clock, client, world.dana, day), at(clock, client, world.marc, day)
    marc.post(f"{base}lecture/ecrits/contribution/", {"seat": str(world.seats["magistrate"].pk), "item": "", "words": "Je soutiens."})
    dana.post(f"{base}ecrits/contribution/", {"seat": str(world.seats["social"].pk), "item": str(item.pk), "words": "Moi aussi."})
    written = dana.get(f"{base}ecrits/").content.decode()
    dana.post(f"{base}ecrits/clore/")
    dana.post(f"{base}ecrits/vote/", {"until": (day + timedelta(days=1)).isoformat()})
    marc.post(
        f"/commission/points/{item.pk}/lecture/avis/", {"seat": str(world.seats["magistrate"].pk), "sense": "favourable", "back": "ecrits"}
    )
    dana.post(f"{base}ecrits/prolonger/", {"until": (day + timedelta(days=9)).isoformat()})
    mine = marc.get(f"{base}lecture/ecrits/").content.decode()

    assert "Je soutiens." in written
    assert "Moi aussi." in written
    assert "voix notée : favorable" in mine
    assert Extension.unscoped.get().during_vote


def test_a_refused_contribution_loses_nothing(world: World, open_: Any, client: Any, clock: Any) -> None:
    session, _item = open_
    chair(world, services.close_exchanges, session)

    answer = at(clock, client, world.dana, session.first_day).post(
        f"/commission/seances/{session.pk}/ecrits/contribution/", {"seat": str(world.seats["social"].pk), "words": "Texte tapé"}
    )

    assert (answer.status_code, "Texte tapé" in answer.content.decode()) == (422, True)


def test_what_a_member_typed_while_the_exchanges_closed_is_given_back_to_be_copied(
    world: World, open_: Any, client: Any, clock: Any
) -> None:
    session, _item = open_
    chair(world, services.close_exchanges, session)

    answer = at(clock, client, world.marc, session.first_day).post(
        f"/commission/seances/{session.pk}/lecture/ecrits/contribution/",
        {"seat": str(world.seats["magistrate"].pk), "words": "Deux pages tapées."},
    )

    assert (answer.status_code, "Deux pages tapées.</textarea>" in answer.content.decode()) == (422, True)


def test_the_page_of_a_session_in_person_is_not_there(world: World, filed: Any, client: Any, clock: Any) -> None:
    session, _items = world.running(filed)

    for path in ("ecrits/", "lecture/ecrits/"):
        user = world.dana if path == "ecrits/" else world.marc
        assert at(clock, client, user, session.held_on).get(f"/commission/seances/{session.pk}/{path}").status_code == 404
