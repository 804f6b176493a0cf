"""A numbered set of papers is what its seat may read today, on paper: numbers and no name, nothing before, nothing after."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import services
from maillage.pathway.commission.errors_convening import SetBack, SetClosed
from maillage.pathway.commission.models import Item, NotExaminedCause, PaperReading, PaperSet, RecusalReason, SeatHolder, Session
from tests.cast import TODAY, CastClient, actor_of
from tests.e2e.papers import is_tagged, read_pdf
from tests.pathway.commission.world import World, file_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(world: World, filed: Any) -> list[Item]:
    """Two items of a session that is convened; a numbered set was handed to the social service, which has no account."""
    session = world.plan()
    other = file_for(world.alice, last_name="Marais", project="Un diplôme d'aide-soignante.")
    found = [world.add(session, filed), world.add(session, other)]
    world.convene(session)
    services.hand_out_papers(actor=world.secretary, today=TODAY, session=session, seats=[world.seats["social"].pk])
    return found


def the_set() -> PaperSet:
    return PaperSet.unscoped.select_related("session__commission__territory", "seat").get()


def printed(world: World, *, today: Any = TODAY, user: Any = None) -> bytes:
    return services.print_paper_set(actor=actor_of(user or world.dana, today), today=today, paper_set=the_set())


def test_the_set_holds_what_the_seat_may_read(world: World, items: list[Item]) -> None:
    words = read_pdf(printed(world))
    wanted = ("Un CAP de cuisine", "Un diplôme d'aide-soignante", *(f"Point n° {item.number}" for item in items))

    assert [each for each in wanted if each not in words] == []


def test_every_page_says_its_number_and_its_seat(world: World, items: list[Item]) -> None:
    row = the_set()
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed(world))).pages]

    assert [page for page in pages if f"Jeu n° {row.number} · {row.seat.label}" not in page] == []


def test_the_set_names_nobody_who_asks(world: World, items: list[Item]) -> None:
    words = read_pdf(printed(world))
    hers = ["Belmont", "Marais", "Solveig", "Lune", *(str(item.application.number) for item in items)]

    assert [name for name in hers if name in words] == []


def test_a_recused_item_is_not_in_the_set(world: World, items: list[Item]) -> None:
    services.declare_recusal(
        actor=world.secretary, today=TODAY, item=items[1], seat=world.seats["social"], reason=RecusalReason.PERSONAL
    )  # fmt: skip

    assert "aide-soignante" not in read_pdf(printed(world))


def test_the_set_is_a_paper_that_a_screen_reader_reads(world: World, items: list[Item]) -> None:
    assert is_tagged(printed(world))


def test_the_printing_is_in_the_journal_with_how_many_items(world: World, items: list[Item]) -> None:
    printed(world)

    assert Entry.unscoped.get(action="commission.set_printed").facts == '{"items":2,"number":1}'


def test_printing_a_set_reads_nothing_for_the_seat(world: World, items: list[Item]) -> None:
    printed(world)

    assert not PaperReading.unscoped.exists()


def test_nothing_is_printed_once_the_session_is_closed(world: World, items: list[Item]) -> None:
    session = world.open(Session.unscoped.get())
    for item in items:
        found = Item.unscoped.select_related("session").get(pk=item.pk)
        world.close_item(found, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)

    with pytest.raises(SetClosed):
        printed(world, today=session.held_on)


def test_nothing_is_printed_after_the_last_day_of_reading(world: World, items: list[Item]) -> None:
    with pytest.raises(SetClosed):
        printed(world, today=Session.unscoped.get().reading_until + timedelta(days=1))


def test_nothing_is_printed_for_a_seat_whose_holder_left(world: World, items: list[Item]) -> None:
    SeatHolder.unscoped.filter(seat=world.seats["social"]).update(ends_on=TODAY)

    with pytest.raises(SetClosed):
        printed(world)


def test_a_set_that_is_back_is_not_printed_again(world: World, items: list[Item]) -> None:
    services.note_set_returned(actor=world.secretary, today=TODAY, paper_set=the_set())

    with pytest.raises(SetBack):
        printed(world)


def test_a_member_prints_no_set(world: World, items: list[Item]) -> None:
    with pytest.raises(Denied):
        printed(world, user=world.marc)


def test_the_page_of_the_sets_leads_to_the_paper(client: CastClient, world: World, items: list[Item]) -> None:
    session = Session.unscoped.get()
    page = client.as_(world.dana).get(reverse("commission:convocations", args=[session.pk])).content.decode()

    assert reverse("commission:paper_set_pdf", args=[the_set().pk]) in page


def test_the_paper_comes_as_a_pdf_that_no_browser_keeps(client: CastClient, world: World, items: list[Item]) -> None:
    answer = client.as_(world.dana).get(reverse("commission:paper_set_pdf", args=[the_set().pk]))

    assert [answer.headers["Content-Type"], answer.headers["Cache-Control"]] == ["application/pdf", "no-store"]
