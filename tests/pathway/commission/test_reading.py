"""The reading room: from the convocation to the end and before the deadline, both; numbers that link nothing; what is counted."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.vault import Part, Reason, SealErased, open_part
from maillage.foundation.vault.models import SubjectKey
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import Recused
from maillage.pathway.commission.errors_reading import PaperGone
from maillage.pathway.commission.models import CancelCause, Convocation, Item, NotExaminedCause, Paper, PaperReading, RecusalReason, Session
from maillage.pathway.commission.reading_rights import open_convocations
from maillage.pathway.commission.selectors import Grouping, RoomStage
from maillage.pathway.psp.models import Application
from maillage.reference.accounts.models import Mandate
from tests.cast import TODAY, CastClient, actor_of, give_mandate
from tests.pathway.commission.world import World, file_for


def convened(world: World, *applications: Any) -> tuple[Session, list[Item]]:
    session = world.plan()
    items = [world.add(session, each) for each in applications]
    return world.convene(session), items


def read(user: Any, item: Item, *, today: date = TODAY) -> Any:
    return services.read_paper(actor=actor_of(user, today), today=today, item=item)


def close(world: World, session: Session, *items: Item) -> None:
    session = world.open(session)
    for item in items:
        world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=PARIS)


# When, and who


def test_nothing_is_read_before_the_convocation(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    with pytest.raises(OutOfScope):
        read(world.marc, item)


def test_after_the_closing_neither_the_state_nor_the_deadline_nor_the_clock_opens_anything(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    paper = Paper.unscoped.get(item=item)
    close(world, session, item)
    # A paper kept back, a session said open again, a clock one year back: the key is gone all the same.
    Paper.unscoped.bulk_create([paper])
    session.refresh_from_db()

    with pytest.raises(SealErased):
        open_part(
            actor=actor_of(world.jean, TODAY - timedelta(days=365)), subject=session, part=Part.PAPERS, reason=Reason.SESSION, today=TODAY
        ).read(paper, "content")
    assert not SubjectKey.objects.filter(subject_id=session.pk).exists()


@pytest.mark.parametrize("back", [0, 1, 365])
def test_after_the_closing_a_clock_set_back_opens_nothing(client: CastClient, world: World, filed: Any, clock: Any, back: int) -> None:
    session, (item,) = convened(world, filed)
    close(world, session, item)
    clock.move_to(morning(session.held_on - timedelta(days=back)))

    answers = [
        client.as_(world.marc).get(reverse("commission:reading", args=[session.pk])).status_code,
        client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk])).status_code,
    ]

    assert set(answers) <= {404, 410}


def past_the_deadline(world: World, session: Session) -> None:
    """Something is done in the department after it: the journal knows that this day has come."""
    after = session.reading_until + timedelta(days=1)
    services.adopt_rule(
        actor=actor_of(world.dana, after), today=after, commission=world.commission, mode="phone", allowed=False, reason="Essai.",
        basis="Usage.", adopted_on=after,
    )  # fmt: skip


def test_past_the_deadline_a_clock_set_back_opens_nothing(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    past_the_deadline(world, session)

    with pytest.raises(OutOfScope):
        read(world.marc, item, today=TODAY)


@pytest.mark.parametrize("back", [0, 1, 6])
def test_past_the_deadline_a_clock_set_back_opens_no_address(client: CastClient, world: World, filed: Any, clock: Any, back: int) -> None:
    session, (item,) = convened(world, filed)
    addresses = [reverse("commission:reading", args=[session.pk]), reverse("commission:reading_item", args=[item.pk])]
    clock.move_to(morning(session.reading_until - timedelta(days=back)))
    before = [client.as_(world.marc).get(address).status_code for address in addresses]
    past_the_deadline(world, session)

    answers = [client.as_(world.marc).get(address) for address in addresses]

    assert before == [200, 200]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert not any(f"N° {item.number}" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("until", ["deadline", "closing"])
def test_it_takes_both_a_session_under_way_and_a_deadline_not_passed(world: World, filed: Any, until: str) -> None:
    session, (item,) = convened(world, filed)
    if until == "deadline":
        Convocation.unscoped.filter(session=session).update(reads_until=TODAY - timedelta(days=1))
    else:
        close(world, session, item)

    with pytest.raises(OutOfScope):
        read(world.marc, item, today=TODAY if until == "deadline" else session.held_on)


def test_a_mandate_that_ended_reads_nothing(world: World, filed: Any) -> None:
    _session, (item,) = convened(world, filed)
    Mandate.unscoped.filter(user=world.marc).update(ends_on=TODAY)

    with pytest.raises(OutOfScope):
        read(world.marc, item)


def test_a_mandate_in_another_department_reads_nothing_here(world: World, filed: Any, territory_y: Any, association_a: Any) -> None:
    _session, (item,) = convened(world, filed)
    Mandate.unscoped.filter(user=world.marc).update(ends_on=TODAY)
    give_mandate(world.marc, Role.MEMBER, association_a, territory=territory_y)

    with pytest.raises(OutOfScope):
        read(world.marc, item)


@pytest.mark.parametrize("what", ["holder", "seat", "kind"])
def test_a_seat_that_is_no_longer_held_reads_nothing(world: World, filed: Any, what: str) -> None:
    _session, (item,) = convened(world, filed)
    seat = world.seats["magistrate"]
    if what == "holder":
        seat.holders.update(ends_on=TODAY)
    if what == "seat":
        type(seat).unscoped.filter(pk=seat.pk).update(ends_on=TODAY)
    if what == "kind":
        type(seat).unscoped.filter(pk=seat.pk).update(sits_individual=False)

    with pytest.raises(OutOfScope):
        read(world.marc, item)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("closed", "La séance est close depuis le"),
        ("cancelled", "La séance a été annulée le"),
        ("deadline", "Le dernier jour de lecture était le"),
        ("holder", "votre place dans cette séance a changé"),
    ],
)
def test_whoever_was_convened_is_told_why_the_reading_is_over(
    client: CastClient, world: World, filed: Any, clock: Any, what: str, words: str
) -> None:
    session, (item,) = convened(world, filed)
    if what == "closed":
        close(world, session, item)
        clock.move_to(morning(session.held_on))
    if what == "cancelled":
        services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)
    if what == "deadline":
        clock.move_to(morning(session.reading_until + timedelta(days=1)))
    if what == "holder":
        world.seats["magistrate"].holders.update(ends_on=TODAY)

    pages = [
        client.as_(world.marc).get(reverse("commission:reading", args=[session.pk])),
        client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk])),
        client.as_(world.marc).post(reverse("commission:opinion", args=[item.pk]), {}),
    ]

    assert [page.status_code for page in pages] == [410, 410, 410]
    assert all(words in page.content.decode().replace("&#x27;", "'") for page in pages)


def test_whoever_was_not_convened_learns_nothing(client: CastClient, world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    close(world, session, item)

    page = client.as_(world.alice).get(reverse("commission:reading", args=[session.pk]))

    assert page.status_code in (403, 404)


def test_the_open_convocations_are_those_of_the_reader_only(world: World, filed: Any) -> None:
    convened(world, filed)

    seats = {user.display_name: open_convocations(actor_of(user), today=TODAY).count() for user in (world.marc, world.dana, world.alice)}

    assert seats == {"Marc": 1, "Dana": 0, "Alice": 0}


def test_the_paper_of_a_withdrawn_application_is_gone_and_said_so(client: CastClient, world: World, filed: Any) -> None:
    _session, (item,) = convened(world, filed)
    Paper.unscoped.filter(item=item).delete()

    with pytest.raises(PaperGone):
        read(world.marc, item)
    page = client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk])).content.decode()
    assert "quitté l'ordre du jour" in page


# The number, and the paper


def test_no_number_links_two_sessions(world: World, filed: Any, monkeypatch: Any) -> None:
    from maillage.pathway.commission.services import planning

    urns: list[list[int]] = []

    def draw(among: list[int]) -> int:
        urns.append(list(among))
        return among[0]

    monkeypatch.setattr(planning, "secrets", SimpleNamespace(choice=draw))
    session, (item,) = convened(world, filed)
    other = file_for(world.alice)
    close(world, session, item)
    later = world.plan(on=TODAY + timedelta(days=40))
    world.add(later, other, today=session.held_on)
    world.add(later, Application.unscoped.get(pk=filed.pk), today=session.held_on)

    # Each is drawn among all the numbers free in its own session: neither the application nor its earlier number plays a part.
    assert urns[0] == urns[1] == list(range(11, 100))
    assert urns[2] == urns[1][1:]


def test_the_paper_holds_no_pseudonym_reference_name_nor_number(world: World) -> None:
    words = "Solveig BELMONT veut un CAP ; voir la demande X-2020-0001."
    application = file_for(world.alice, project=words)
    _session, (item,) = convened(world, application)

    content = read(world.marc, item)

    said = content.dumps().casefold()
    hers = [application.number, "solveig", "belmont", "1991-04-02", str(application.pk), str(application.person_id), "lune"]
    assert [word for word in hers if word.casefold() in said] == []
    assert content.fields["project"] == "[…] […] veut un CAP ; voir la demande […]."


def test_the_paper_points_to_no_file_of_the_state(world: World, filed: Any) -> None:
    _session, (item,) = convened(world, filed)

    content = read(world.marc, item)

    assert {piece["document"] for piece in json.loads(content.dumps())["pieces"]} <= {""}


# What is counted


def test_a_reading_is_journaled_each_time_and_counted_once(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)

    read(world.marc, item)
    read(world.marc, item)

    assert Entry.unscoped.filter(action="commission.paper_read", subject_id=str(item.pk)).count() == 2
    assert PaperReading.unscoped.filter(item__session=session).count() == 1


def test_the_secretary_sees_how_far_each_seat_is(world: World, filed: Any) -> None:
    session, (first, _second) = convened(world, filed, file_for(world.alice))
    read(world.marc, first)

    rows = {row.convocation.seat.label: (str(row.progress.phrase), row.on_paper) for row in selectors.reading_progress(session)}

    assert rows[world.seats["magistrate"].label] == ("1 sur 2 lu", False)
    assert rows[world.seats["a"].label] == ("rien à lire", False)
    assert rows[world.seats["social"].label][1] is True


def test_what_a_seat_read_before_its_recusal_counts_no_more(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    read(world.marc, item)
    services.declare_recusal(
        actor=actor_of(world.marc), today=TODAY, item=item, seat=world.seats["magistrate"], reason=RecusalReason.PERSONAL
    )

    rows = {row.convocation.seat_id: str(row.progress.phrase) for row in selectors.reading_progress(session)}

    assert rows[world.seats["magistrate"].pk] == "rien à lire"
    with pytest.raises(Recused):
        read(world.marc, item)


def test_the_follow_up_is_destroyed_with_the_papers(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    read(world.marc, item)

    close(world, session, item)

    assert not PaperReading.unscoped.filter(item__session=session).exists()
    assert Entry.unscoped.filter(action="commission.paper_read", subject_id=str(item.pk)).exists()


def test_a_deputy_who_receives_the_papers_begins_at_nothing(world: World, filed: Any) -> None:
    session, (item,) = convened(world, filed)
    read(world.marc, item)
    Convocation.unscoped.filter(session=session, reader=world.marc).update(reader=world.boris)

    rows = {row.convocation.seat_id: row.progress.read for row in selectors.reading_progress(session)}

    assert rows[world.seats["magistrate"].pk] == 0


# The page


def test_the_room_lays_out_by_kind_association_and_stage(world: World, filed: Any, bob: Any) -> None:
    session, (first, second) = convened(world, filed, file_for(world.alice))
    Application.unscoped.filter(pk=first.application_id).update(kind="renewal")
    read(world.marc, first)
    seats = selectors.own_seats(actor_of(world.marc), session, today=TODAY)

    room = selectors.room_of(actor_of(world.marc), session, seats=seats)

    assert [row.item.pk for row in room.arranged(Grouping.AGENDA)] == [first.pk, second.pk]
    assert [row.stage for row in room.arranged(Grouping.STAGE)] == [RoomStage.TO_READ, RoomStage.READ]
    assert [row.item.pk for row in room.arranged(Grouping.AGENDA, stage=RoomStage.READ)] == [first.pk]
    assert {str(row.heading(Grouping.ASSOCIATION)) for row in room.rows} == {filed.organisation.name}
    assert len({str(row.heading(Grouping.KIND)) for row in room.rows}) == 2
    assert room.next_after(first).item.pk == second.pk
    assert str(room.progress.phrase) == "1 sur 2 lu"


@pytest.mark.parametrize("par", ["", "nature", "association", "etape", "nonsense"])
def test_the_page_of_the_room_answers_every_layout(client: CastClient, world: World, filed: Any, par: str) -> None:
    session, (item,) = convened(world, filed)

    page = client.as_(world.marc).get(reverse("commission:reading", args=[session.pk]), {"par": par, "etat": "a-lire"})

    assert page.status_code == 200
    assert f"N° {item.number}" in page.content.decode()


def test_the_paper_is_marked_with_the_reader_and_the_hour_and_is_not_to_be_downloaded(client: CastClient, world: World, filed: Any) -> None:
    _session, (item,) = convened(world, filed)

    page = client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk]))

    words = page.content.decode()
    assert 'class="mg-watermark"' in words
    assert words.count("Marc · ") > 10
    assert page.headers["Cache-Control"] == "no-store"
    assert "Content-Disposition" not in page.headers
    assert "download" not in words


def test_the_home_says_what_is_left_to_read(world: World, filed: Any) -> None:
    convened(world, filed, file_for(world.alice))

    (before,) = selectors.own_readings(actor_of(world.marc), today=TODAY)

    assert str(before.progress.phrase) == "0 sur 2 lu"
    assert (before.awaited, before.next_due) == (0, None)
