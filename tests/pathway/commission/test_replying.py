"""After the convocation left: answers, proxies, reminders, proofs of sending, sets of papers, the calendar file."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.calendar_file import calendar_file
from maillage.pathway.commission.errors import ChannelUnfit, NoProxyInWriting, RuleRefused
from maillage.pathway.commission.errors_convening import (
    ConvocationReplaced,
    NobodyToRemind,
    NotConvened,
    ProofMissing,
    ProofTooEarly,
    ReplyTooLate,
    SetDatesWrong,
    SetNotBack,
)
from maillage.pathway.commission.models import (
    Convocation,
    ConvocationReply,
    ModeChoice,
    PaperSet,
    Presence,
    Reminder,
    ReminderMeans,
    Session,
)
from tests.cast import TODAY, CastClient, actor_of
from tests.foundation.documents.files import honest_pdf
from tests.pathway.commission.world import World, text_of


@pytest.fixture
def session(world: World, filed: Any) -> Session:
    planned = world.plan(starts_at=time(14, 30), place="Salle B")
    world.add(planned, filed)
    return world.convene(planned)


def sent(world: World, session: Session, code: str) -> Convocation:
    rows = Convocation.unscoped.select_related("session", "seat", "holder")
    return rows.get(session=session, seat=world.seats[code], replaced_on__isnull=True)


def reply(world: World, session: Session, code: str, presence: Presence, *, by: Any = None, to: str = "", today: date = TODAY) -> Any:
    return services.answer_convocation(
        actor=actor_of(by or world.dana, today), today=today, convocation=sent(world, session, code), presence=presence,
        proxy_to=world.seats[to] if to else None,
    )  # fmt: skip


def test_a_member_says_that_she_will_come_by_video(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.VIDEO, by=world.marc)

    said = selectors.replies_of(session)[world.seats["magistrate"].pk]
    assert (said.presence, said.by_secretary) == ("video", False)


def test_an_answer_is_worth_an_acknowledgement(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.ABSENT, by=world.marc)

    assert sent(world, session, "magistrate").acknowledged_on == TODAY


def test_the_secretary_writes_down_the_answer_of_a_member_without_account(world: World, session: Session) -> None:
    said = reply(world, session, "social", Presence.IN_PERSON)

    assert said.by_secretary


def test_a_member_does_not_answer_for_another_seat(world: World, session: Session) -> None:
    with pytest.raises(Denied):
        reply(world, session, "social", Presence.IN_PERSON, by=world.marc)


def test_an_answer_changes_until_the_session_opens(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.VIDEO, by=world.marc)
    reply(world, session, "magistrate", Presence.ABSENT, by=world.marc)

    assert [row.presence for row in ConvocationReply.unscoped.all()] == ["absent"]


def test_the_same_answer_twice_is_one(world: World, session: Session) -> None:
    first, second = (reply(world, session, "magistrate", Presence.VIDEO, by=world.marc) for _ in range(2))

    assert first.pk == second.pk


def test_once_the_session_is_open_presences_are_noted_in_it(world: World, session: Session) -> None:
    world.open(session)

    with pytest.raises(ReplyTooLate):
        reply(world, session, "magistrate", Presence.VIDEO, by=world.marc, today=session.held_on)


def test_a_member_gives_her_proxy_to_another_who_is_told(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.PROXY, by=world.marc, to="chair")

    assert set(Notice.unscoped.filter(topic="commission.proxy_given").values_list("user_id", flat=True)) == {world.jean.pk}


def test_nobody_holds_two_proxies(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.PROXY, by=world.marc, to="chair")

    with pytest.raises(RuleRefused, match="ne peut détenir que 1 mandat"):
        reply(world, session, "social", Presence.PROXY, to="chair")


def test_a_proxy_may_change_hands(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.PROXY, by=world.marc, to="chair")
    said = reply(world, session, "magistrate", Presence.PROXY, by=world.marc, to="social")

    assert said.proxy_to == world.seats["social"]


def test_a_proxy_to_a_seat_that_stays_away_is_pointed_at(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.PROXY, by=world.marc, to="social")
    reply(world, session, "social", Presence.ABSENT)

    page = selectors.convocations_page(session)
    assert [row.now.seat.pk for row in page.seats if row.proxy_lost] == [world.seats["magistrate"].pk]


def test_the_quorum_to_expect_counts_what_was_said(world: World, session: Session) -> None:
    for code in ("chair", "social"):
        reply(world, session, code, Presence.IN_PERSON)
    reply(world, session, "magistrate", Presence.PROXY, to="chair")

    expected = selectors.convocations_page(session).expected
    assert expected is not None
    assert (expected.counted, expected.needed) == (3, 3)


def test_in_a_session_by_video_nobody_answers_that_she_writes(world: World, session: Session) -> None:
    with pytest.raises(ChannelUnfit):
        reply(world, session, "magistrate", Presence.WRITTEN, by=world.marc)


def test_in_a_written_exchange_nobody_gives_a_proxy(world: World, filed: Any) -> None:
    written = world.plan_written()
    world.add(written, filed)
    world.convene(written)

    with pytest.raises(NoProxyInWriting):
        reply(world, written, "magistrate", Presence.PROXY, by=world.marc, to="chair")


def test_the_database_refuses_a_proxy_to_nobody(world: World, session: Session) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConvocationReply.unscoped.create(convocation=sent(world, session, "chair"), presence="proxy", said_on=TODAY)


# A convocation replaced.


def replaced(world: World, session: Session, *, on: date) -> Session:
    """What a change does: back to preparation, the letters sent open nothing any more."""
    Convocation.unscoped.filter(session=session).update(replaced_on=on, reader=None)
    Session.unscoped.filter(pk=session.pk).update(state="draft", held_on=session.held_on + timedelta(days=7))
    return world.convene(Session.unscoped.get(pk=session.pk), today=on)


def test_a_letter_says_which_one_it_replaces(world: World, session: Session) -> None:
    again = replaced(world, session, on=TODAY + timedelta(days=1))

    opened = selectors.open_convocation(actor=world.secretary, convocation=sent(world, again, "magistrate"), today=TODAY)
    assert "Cette convocation remplace celle du mardi 19 mai 2020" in text_of(opened.content)


def test_a_convocation_replaced_is_not_answered(world: World, session: Session) -> None:
    old = sent(world, session, "magistrate")
    replaced(world, session, on=TODAY + timedelta(days=1))

    with pytest.raises(ConvocationReplaced):
        services.answer_convocation(actor=world.secretary, today=TODAY, convocation=old, presence=Presence.ABSENT)


def test_a_convocation_replaced_opens_no_reading(world: World, session: Session) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Convocation.unscoped.filter(session=session).update(replaced_on=TODAY)


def test_each_seat_answers_the_new_one_anew(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.VIDEO, by=world.marc)

    again = replaced(world, session, on=TODAY + timedelta(days=1))

    assert selectors.replies_of(again) == {}


# Reminders.


def remind(world: World, session: Session, *codes: str, today: date = TODAY, **more: Any) -> list[Reminder]:
    return services.remind(
        actor=actor_of(world.dana, today), today=today, session=session, seats=[world.seats[code].pk for code in codes], **more
    )


def test_who_has_not_answered_is_reminded_and_told_here(world: World, session: Session) -> None:
    remind(world, session, "magistrate", "social")

    assert set(Notice.unscoped.filter(topic="commission.reminded").values_list("user_id", flat=True)) == {world.marc.pk}


def test_who_answered_is_not_reminded(world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.VIDEO, by=world.marc)

    with pytest.raises(NobodyToRemind):
        remind(world, session, "magistrate")


def test_twice_the_same_day_is_one_reminder(world: World, session: Session) -> None:
    remind(world, session, "social", means=ReminderMeans.PHONE)

    assert remind(world, session, "social") == []


def test_reminders_are_dated_each_on_its_day(world: World, session: Session) -> None:
    remind(world, session, "social")
    remind(world, session, "social", today=TODAY + timedelta(days=2), means=ReminderMeans.PHONE)

    rows = Reminder.unscoped.order_by("sent_on").values_list("sent_on", "means")
    assert list(rows) == [(TODAY, "here"), (TODAY + timedelta(days=2), "phone")]


def test_nobody_is_reminded_before_the_convocation(world: World, filed: Any) -> None:
    with pytest.raises(NotConvened):
        remind(world, world.plan(), "social")


# The proof of sending.


def prove(world: World, session: Session, *codes: str, today: date = TODAY, **more: Any) -> Session:
    return services.record_proof(
        actor=actor_of(world.dana, today), today=today, session=session, seats=[world.seats[code].pk for code in codes], **more
    )


def test_one_proof_stands_for_several_seats(world: World, session: Session) -> None:
    prove(world, session, "magistrate", "social", reference="LR 2C 118 204")

    proven = Convocation.unscoped.filter(session=session, proof_reference="LR 2C 118 204", proof_on=TODAY)
    assert {row.seat_id for row in proven} == {world.seats["magistrate"].pk, world.seats["social"].pk}


def test_a_proof_is_a_reference_or_a_paper(world: World, session: Session) -> None:
    with pytest.raises(ProofMissing):
        prove(world, session, "magistrate")


def test_a_proof_does_not_come_before_the_sending(world: World, session: Session) -> None:
    with pytest.raises(ProofTooEarly):
        prove(world, session, "magistrate", reference="LR 1", happened_on=TODAY - timedelta(days=1))


def test_the_paper_that_proves_is_read_again(client: CastClient, world: World, session: Session) -> None:
    prove(world, session, "magistrate", scan=honest_pdf())

    response = client.as_(world.dana).get(reverse("commission:proof", args=[sent(world, session, "magistrate").pk]))

    assert response.content.startswith(b"%PDF")


# Sets of papers.


def hand_out(world: World, session: Session, *codes: str, **more: Any) -> list[PaperSet]:
    services.hand_out_papers(actor=world.secretary, today=TODAY, session=session, seats=[world.seats[code].pk for code in codes], **more)
    return list(PaperSet.unscoped.filter(session=session).order_by("number"))


def test_sets_are_numbered_one_after_the_other(world: World, session: Session) -> None:
    hand_out(world, session, "social")

    assert [row.number for row in hand_out(world, session, "gendarmerie", "magistrate")] == [1, 2, 3]


def test_a_set_comes_back_then_is_destroyed(world: World, session: Session) -> None:
    (row,) = hand_out(world, session, "social")
    later = TODAY + timedelta(days=8)
    services.note_set_returned(actor=actor_of(world.dana, later), today=later, paper_set=row)

    row = services.note_set_destroyed(actor=actor_of(world.dana, later), today=later, paper_set=row)

    assert (row.returned_on, row.destroyed_on) == (later, later)


def test_a_set_that_is_not_back_is_not_destroyed(world: World, session: Session) -> None:
    (row,) = hand_out(world, session, "social")

    with pytest.raises(SetNotBack):
        services.note_set_destroyed(actor=world.secretary, today=TODAY, paper_set=row)


def test_a_set_does_not_come_back_before_it_was_handed_out(world: World, session: Session) -> None:
    (row,) = hand_out(world, session, "social")

    with pytest.raises(SetDatesWrong):
        services.note_set_returned(actor=world.secretary, today=TODAY, paper_set=row, happened_on=TODAY - timedelta(days=1))


def test_the_database_refuses_a_set_destroyed_that_is_not_back(world: World, session: Session) -> None:
    (row,) = hand_out(world, session, "social")

    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSet.unscoped.filter(pk=row.pk).update(destroyed_on=TODAY)


def test_sets_are_handed_out_once_by_a_double_click(world: World, session: Session) -> None:
    key = uuid.uuid4()
    hand_out(world, session, "social", key=key)

    assert len(hand_out(world, session, "social", key=key)) == 1


def test_no_set_leaves_before_the_convocation(world: World) -> None:
    with pytest.raises(NotConvened):
        hand_out(world, world.plan(), "social")


# The calendar file.


def test_the_calendar_file_has_a_neutral_title_and_says_nothing_else(world: World, session: Session) -> None:
    words = calendar_file(sent(world, session, "magistrate")).decode()

    (event,) = Calendar.from_ical(words).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("Réunion", "Salle B")
    assert not any(word in words.lower() for word in ("commission", "parcours", "prostitution", "demande", "convocation"))


def test_the_calendar_file_tells_the_hour_of_paris(world: World, session: Session) -> None:
    (event,) = Calendar.from_ical(calendar_file(sent(world, session, "magistrate"))).walk("VEVENT")

    assert event.decoded("dtstart").isoformat() == f"{session.held_on.isoformat()}T12:30:00+00:00"


def test_a_session_without_hour_is_a_whole_day(world: World, filed: Any) -> None:
    whole = world.plan()
    world.add(whole, filed)
    world.convene(whole)

    (event,) = Calendar.from_ical(calendar_file(sent(world, whole, "magistrate"))).walk("VEVENT")

    assert event.decoded("dtstart") == whole.held_on


def test_a_written_exchange_is_its_whole_window(world: World, filed: Any) -> None:
    written = world.plan_written()
    world.add(written, filed)
    world.convene(written)

    (event,) = Calendar.from_ical(calendar_file(sent(world, written, "magistrate"))).walk("VEVENT")

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (written.opens_on, written.held_on + timedelta(days=1))


# Pages.


def get(client: CastClient, user: Any, name: str, pk: Any) -> Any:
    return client.as_(user).get(reverse(f"commission:{name}", args=[pk]))


def post(client: CastClient, user: Any, name: str, pk: Any, **data: Any) -> Any:
    return client.as_(user).post(reverse(f"commission:{name}", args=[pk]), data)


def test_the_page_shows_seat_by_seat_what_was_answered(client: CastClient, world: World, session: Session) -> None:
    reply(world, session, "magistrate", Presence.VIDEO, by=world.marc)
    remind(world, session, "social", means=ReminderMeans.PHONE)
    hand_out(world, session, "social")
    prove(world, session, "social", reference="LR 2C")

    words = get(client, world.dana, "convocations", session.pk).content.decode()

    assert all(
        said in words for said in ("viendra : en visioconférence", "relance du", "Jeu n° 1", "LR 2C", "sans réponse", "À quoi s'attendre")
    )


@pytest.mark.parametrize("name", ["convocations", "remind", "proof_new", "paper_sets", "second_session", "agenda_order", "point_new"])
def test_the_delegate_of_another_department_finds_none_of_these_pages(
    client: CastClient, world: World, session: Session, eve: Any, name: str
) -> None:
    assert get(client, eve, name, session.pk).status_code == 404


@pytest.mark.parametrize("name", ["convocations", "remind", "proof_new", "paper_sets", "second_session", "agenda_order", "point_new"])
def test_a_member_has_none_of_the_pages_of_the_secretariat(client: CastClient, world: World, session: Session, name: str) -> None:
    assert get(client, world.marc, name, session.pk).status_code == 404


def test_a_member_answers_from_her_own_page(client: CastClient, world: World, session: Session) -> None:
    mine = sent(world, session, "magistrate")

    post(client, world.marc, "reply", mine.pk, reply=f"proxy:{world.seats['chair'].pk}")

    assert selectors.replies_of(session)[mine.seat_id].proxy_to == world.seats["chair"]
    assert "mandat à" in get(client, world.marc, "reading", session.pk).content.decode()


def test_a_member_does_not_know_the_convocation_of_another(client: CastClient, world: World, session: Session) -> None:
    assert get(client, world.marc, "reply", sent(world, session, "chair").pk).status_code == 404


def test_a_member_takes_the_calendar_file_of_her_convocation(client: CastClient, world: World, session: Session) -> None:
    response = get(client, world.marc, "convocation_calendar", sent(world, session, "magistrate").pk)

    assert response.headers["Content-Disposition"] == 'attachment; filename="reunion.ics"'


def test_reminders_leave_from_their_page(client: CastClient, world: World, session: Session) -> None:
    post(client, world.dana, "remind", session.pk, seats=[str(world.seats["social"].pk)], means="phone")

    assert Reminder.unscoped.get().means == "phone"


def test_a_proof_is_kept_once_by_a_double_click(client: CastClient, world: World, session: Session) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        upload = SimpleUploadedFile("preuve.pdf", honest_pdf(), content_type="application/pdf")
        post(client, world.dana, "proof_new", session.pk, seats=[str(world.seats["social"].pk)], reference="LR", scan=upload, key=key)

    assert Convocation.unscoped.filter(session=session).exclude(proof=None).count() == 1


def test_a_set_is_noted_back_then_destroyed_from_its_page(client: CastClient, world: World, session: Session) -> None:
    (row,) = hand_out(world, session, "social")

    for _ in range(2):
        post(client, world.dana, "paper_set", row.pk)

    assert PaperSet.unscoped.get(pk=row.pk).destroyed_on == TODAY


def test_the_page_asks_the_same_number_of_queries_however_many_sets_and_reminders(
    client: CastClient, world: World, session: Session
) -> None:
    get(client, world.dana, "convocations", session.pk)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            get(client, world.dana, "convocations", session.pk)
        counts.append(len(queries))
        for code in ("chair", "magistrate", "social"):
            reply(world, session, code, Presence.IN_PERSON)
        for day in range(12):
            remind(world, session, "gendarmerie", today=TODAY + timedelta(days=day % 6))
            hand_out(world, session, "social")

    assert counts[0] == counts[1]


def test_a_session_at_a_distance_offers_no_seat_in_the_room(client: CastClient, world: World, filed: Any) -> None:
    remote = world.plan(mode=ModeChoice.VIDEO, legal_basis="crpa_r133_10", chair_decided_on=TODAY)
    world.add(remote, filed)
    world.convene(remote)

    words = get(client, world.marc, "reply", sent(world, remote, "magistrate").pk).content.decode()

    assert "sera sur place" not in words
