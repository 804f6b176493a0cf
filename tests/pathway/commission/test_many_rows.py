"""A busy department: many items on an agenda, many who wait, many decisions, many seats. No page asks more of the database for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.core.deliberation.values import Standing
from maillage.foundation.kernel.moment import PARIS
from maillage.pathway.commission.models import Convocation, Decision, DecisionSense, Item, Seat, SeatHolder, Session
from maillage.pathway.psp.models import Application
from tests.cast import TODAY, CastClient
from tests.pathway.commission.world import World, file_for

FEW, MANY, LINES = 5, 60, 50
FILED = TODAY - timedelta(days=90)


class Busy:
    """A commission that grows: rows written at once, without anything sealed."""

    def __init__(self, world: World, filed: Application) -> None:
        self.world, self.count = world, 0
        self.draft = world.plan(on=TODAY + timedelta(days=30))
        self.convened = self._convened(filed, day=10)
        self.open = world.open(self._convened(file_for(world.alice), day=9))
        self.model = filed

    def _convened(self, application: Application, *, day: int) -> Session:
        session = self.world.plan(on=TODAY + timedelta(days=day))
        self.world.add(session, application)
        return self.world.convene(session)

    def grow(self, *, to: int) -> None:
        """So many rows of each."""
        new = range(self.count, to)
        self.count = to
        for session in (self.draft, self.convened, self.open):
            self._on_agenda(session, new)
        self._applications("W", new, state="filed")
        self._decided(new)
        self._seats(new)

    def _applications(self, code: str, new: range, *, since: date = FILED, **more: Any) -> list[Application]:
        same = {"organisation": self.model.organisation, "territory": self.model.territory, "kind": "first", "wished_on": since}
        rows = [Application(number=f"{code}-2020-{rank:04}", filed_on=since + timedelta(days=rank % 20), **same, **more) for rank in new]
        made: list[Application] = Application.unscoped.bulk_create(rows)
        return made

    def _on_agenda(self, session: Session, new: range) -> None:
        applications = self._applications(f"S{session.held_on.day}", new, state="scheduled")
        Item.unscoped.bulk_create(
            Item(session=session, application=each, number=1000 + rank, rank=10 + rank)
            for rank, each in zip(new, applications, strict=True)
        )

    def _decided(self, new: range) -> None:
        # Not silent yet: the list of silences is another one.
        self._applications("E", new, since=TODAY - timedelta(days=40), state="examined", examined_on=TODAY)
        over: dict[str, Any] = {
            "state": "decided",
            "examined_on": TODAY - timedelta(days=20),
            "decided_on": TODAY - timedelta(days=10),
            "granted": True,
        }
        signed: dict[str, Any] = {
            "signed_on": TODAY - timedelta(days=10),
            "recorded_on": TODAY,
            "signatory_name": "S. Arnoux",
            "signatory_capacity": "préfète",
        }
        Decision.unscoped.bulk_create(
            Decision(
                application=each, organisation=self.draft.organisation, territory=each.territory, sense=DecisionSense.GRANTED,
                prepared_on=TODAY - timedelta(days=12), number=f"N-{each.number}", **signed,
            )
            for each in self._applications("D", new, **over)
        )  # fmt: skip

    def _seats(self, new: range) -> None:
        since = TODAY - timedelta(days=700)
        seats = Seat.unscoped.bulk_create(
            Seat(
                commission=self.world.commission, code="associations", label=f"Association {rank}", rank=100 + rank,
                standing=Standing.QUALIFIED, starts_on=since,
            )
            for rank in new
        )  # fmt: skip
        holders = SeatHolder.unscoped.bulk_create(
            SeatHolder(seat=each, display_name=f"Membre {each.rank}", title="titulaire", starts_on=since) for each in seats
        )
        Convocation.unscoped.bulk_create(
            Convocation(session=session, seat=each.seat, holder=each, sent_on=TODAY, reads_until=session.reading_until)
            for each in holders
            for session in (self.convened, self.open)
        )


@pytest.fixture
def busy(world: World, clock: Any) -> Busy:
    """On the day of the session that is open."""
    made = Busy(world, file_for(world.alice))
    clock.move_to(datetime.combine(made.open.held_on, time(9), tzinfo=PARIS))
    return made


def pages(busy: Busy) -> dict[str, tuple[Any, str]]:
    """What is asked: by whom, at which address."""
    world, commission = busy.world, busy.world.commission.pk
    return {
        "session in preparation": (world.dana, reverse("commission:session", args=[busy.draft.pk])),
        "agenda in order": (world.dana, reverse("commission:agenda_order", args=[busy.draft.pk])),
        "agenda to fill": (world.dana, reverse("commission:agenda_add", args=[busy.draft.pk])),
        "session to change": (world.dana, reverse("commission:session_change", args=[busy.draft.pk])),
        "session convened": (world.dana, reverse("commission:session", args=[busy.convened.pk])),
        "convocations": (world.dana, reverse("commission:convocations", args=[busy.convened.pk])),
        "readings": (world.dana, reverse("commission:reading_progress", args=[busy.convened.pk])),
        "session open": (world.dana, reverse("commission:session", args=[busy.open.pk])),
        "sitting": (world.dana, reverse("commission:sitting", args=[busy.open.pk])),
        "own sitting": (world.marc, reverse("commission:own_sitting", args=[busy.open.pk])),
        "reading room": (world.marc, reverse("commission:reading", args=[busy.convened.pk])),
        "waiting list": (world.dana, reverse("commission:home")),
        "decisions": (world.dana, reverse("commission:decisions")),
        "year": (world.dana, reverse("commission:year", args=[commission])),
        "four dates": (world.dana, reverse("commission:four_dates", args=[commission])),
        "yearly return": (world.dana, reverse("commission:return", args=[commission]) + "?annee=2020"),
        "seats": (world.dana, reverse("commission:composition", args=[commission])),
        "own applications": (world.alice, reverse("commission:home")),
    }


def asked(client: CastClient, busy: Busy) -> dict[str, int]:
    """The queries of each page, in order."""
    found = {}
    for name, (user, url) in pages(busy).items():
        at = client.as_(user)
        at.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert at.get(url).status_code == 200, name
        found[name] = len(queries)
    return found


def test_no_page_asks_more_of_the_database_for_many_rows(client: CastClient, busy: Busy) -> None:
    busy.grow(to=FEW)
    few = asked(client, busy)

    busy.grow(to=MANY)

    # The next page of a list that became longer than one is counted once.
    assert {name: (few[name], count) for name, count in asked(client, busy).items() if count > few[name] + 1} == {}


@pytest.mark.parametrize(
    ("who", "name", "code"),
    [
        ("dana", "home", "W"),
        ("dana", "agenda_add", "W"),
        ("dana", "decisions", "E"),
        ("dana", "decisions", "D"),
        ("dana", "year", "W"),
        ("dana", "four_dates", "D"),
        ("alice", "home", "W"),
    ],
)
def test_a_long_list_is_shown_a_page_at_a_time(client: CastClient, busy: Busy, who: str, name: str, code: str) -> None:
    busy.grow(to=MANY)
    on = {"year": busy.world.commission, "four_dates": busy.world.commission, "agenda_add": busy.draft}.get(name)
    args = [on.pk] if on is not None else []

    page = client.as_(getattr(busy.world, who)).get(reverse(f"commission:{name}", args=args)).content.decode()

    assert sum(f"{code}-2020-{rank:04}" in page for rank in range(MANY)) <= LINES
