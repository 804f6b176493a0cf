"""The small world of these tests: applications filed by association A, a commission of X with six seats, sessions at any stage."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pypdf

from maillage.accompaniment.people.models import Channel, Purpose
from maillage.accompaniment.people.services import give_accord, open_file, record_identity
from maillage.foundation.access.roles import Role
from maillage.pathway.commission import services
from maillage.pathway.commission.models import Item, ModeChoice, Presence, Seat, Session, VoteSense
from maillage.pathway.psp.models import Application, Piece, PieceLevel, PieceState
from maillage.pathway.psp.services import file_application, mark_ready, note_wish, start_preparing, write_text
from maillage.reference.organisations.models import Organisation
from tests.cast import TODAY, actor_of, give_mandate, make_user
from tests.pathway.psp.making import prepare_to_leave

_numbers = count(1)
WISHED = date(2020, 1, 6)


def file_for(
    caseworker: Any, *, today: date = TODAY, wished_on: date = WISHED, last_name: str = "Belmont", project: str = "Un CAP de cuisine."
) -> Application:
    """An application filed by the association of this caseworker, all through the services."""
    actor = actor_of(caseworker, today)
    organisation = Organisation.unscoped.get(pk=actor.mandates[0].organisation_id)
    delegation = Organisation.unscoped.get(kind="delegation", territory=organisation.territory)
    number = next(_numbers)
    person = open_file(actor=actor, today=wished_on, organisation_id=organisation.pk, pseudonym=f"Lune {number}", channel=Channel.SMS)
    record_identity(
        actor=actor, today=today, person=person, seen=0, last_name=last_name, first_name="Solveig", birth_date=date(1991, 4, 2),
        nationality="Ruritanie",
    )  # fmt: skip
    give_accord(
        actor=actor, today=today, person=person, purpose=Purpose.FILE_APPLICATION, recipient_id=delegation.pk, language="fr",
        given_on=today, proof="signed",
    )  # fmt: skip
    wish = note_wish(actor=actor, today=wished_on, person=person)
    application = start_preparing(actor=actor, today=today, application=wish, happened_on=wished_on + timedelta(days=7))
    Piece.unscoped.filter(application=application, level=PieceLevel.REQUIRED).update(state=PieceState.NOT_APPLICABLE)
    application = write_text(
        actor=actor, today=today, application=application, seen=application.version, project=project,
        commitments="Trois rendez-vous par mois.", asks_permit=True, asks_allowance=True,
    )  # fmt: skip
    application = mark_ready(actor=actor, today=today, application=application, happened_on=wished_on + timedelta(days=30))
    prepare_to_leave(caseworker, application, today=today)
    return file_application(actor=actor, today=today, application=application)


@dataclass
class World:
    """The commission of X with its people."""

    commission: Any
    dana: Any
    jean: Any
    marc: Any
    paul: Any
    alice: Any
    amel: Any
    boris: Any
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def secretary(self) -> Any:
        """Dana as the actor of a request."""
        return actor_of(self.dana)

    def plan(self, *, on: date = TODAY + timedelta(days=7), today: date = TODAY, **more: Any) -> Session:
        """A session, in person unless told otherwise."""
        return services.plan_session(actor=actor_of(self.dana, today), today=today, commission=self.commission, held_on=on, **more)

    def plan_written(self, *, today: date = TODAY, days: int = 7, **more: Any) -> Session:
        """A written exchange that opens after the notice."""
        opens = today + timedelta(days=6)
        return self.plan(
            on=opens + timedelta(days=days), today=today, mode=ModeChoice.WRITTEN, opens_on=opens, legal_basis="ord_2014_1329_3",
            chair_decided_on=today, **more,
        )  # fmt: skip

    def add(self, session: Session, application: Application, *, today: date = TODAY) -> Item:
        """An item of the agenda."""
        return services.add_to_agenda(actor=actor_of(self.dana, today), today=today, session=session, application=application)

    def convene(self, session: Session, *, today: date = TODAY, **more: Any) -> Session:
        """Convened by the secretary."""
        return services.convene(actor=actor_of(self.dana, today), today=today, session=session, **more)

    def open(self, session: Session, **more: Any) -> Session:
        """Opened on its day."""
        day = session.first_day
        return services.open_session(actor=actor_of(self.dana, day), today=day, session=session, **more)

    def attend(self, session: Session, codes: Iterable[str], *, channel: Presence = Presence.IN_PERSON) -> None:
        """These seats are there."""
        for code in codes:
            services.record_attendance(
                actor=actor_of(self.dana, session.held_on), today=session.held_on, session=session, seat=self.seats[code], channel=channel
            )

    def vote(self, item: Item, codes: Iterable[str], *, sense: VoteSense = VoteSense.FAVOURABLE, today: date | None = None) -> None:
        """These seats vote, written down by the secretary; the count is asked first if nobody did."""
        day = today or item.session.first_day
        self.ask_count(item, today=day)
        for code in codes:
            services.give_opinion(actor=actor_of(self.dana, day), today=day, item=item, seat=self.seats[code], sense=sense)

    def ask_count(self, item: Item, *, today: date | None = None) -> Item:
        """A counted vote is asked on this item, unless the session is written: there the vote opens for all of them."""
        found = Item.unscoped.select_related("session").get(pk=item.pk)
        if found.session.is_written:
            return found
        day = today or found.session.held_on
        return services.ask_count(actor=actor_of(self.dana, day), today=day, item=found)

    def open_vote(self, session: Session, *, on: date | None = None, until: date | None = None) -> None:
        """In writing: the exchanges are closed and the vote opens, to the last day unless told otherwise."""
        day = on or session.first_day
        services.close_exchanges(actor=actor_of(self.dana, day), today=day, session=session)
        services.open_vote(actor=actor_of(self.dana, day), today=day, session=session, until=until or session.held_on)

    @staticmethod
    def end_of(session: Session) -> date:
        """The day of the outcomes: that of the sitting, or the one after the last day of an exchange of writings."""
        return session.held_on + timedelta(days=1) if session.is_written else session.held_on

    def close_item(self, item: Item, outcome: Any, **more: Any) -> Item:
        """The outcome of an item, on the day of the session."""
        day = self.end_of(Session.unscoped.get(pk=item.session_id))
        return services.close_item(actor=actor_of(self.dana, day), today=day, item=item, outcome=outcome, **more)

    def close(self, session: Session) -> Session:
        """Closed on its day."""
        day = self.end_of(session)
        return services.close_session(actor=actor_of(self.dana, day), today=day, session=session)

    def running(self, *applications: Application, written: bool = False) -> tuple[Session, list[Item]]:
        """A session open, with these applications."""
        session = self.plan_written() if written else self.plan()
        items = [self.add(session, each) for each in applications]
        self.convene(session)
        session = self.open(session)
        if written:
            self.open_vote(session)
        return session, [Item.unscoped.select_related("session").get(pk=item.pk) for item in items]

    def examined(self, application: Application) -> Item:
        """An application that got a favourable opinion, its session closed."""
        session, (item,) = self.running(application)
        self.attend(session, ("chair", "magistrate", "social", "a", "b"))
        self.vote(item, ("chair", "magistrate", "social"))
        item = self.close_item(item, services.Examined())
        self.close(session)
        return item


def make_world(**cast: Any) -> World:
    """Six seats in X: chair (jean), magistrate (marc), social service and gendarmerie (no account), associations A (amel) and B (boris)."""
    dana, territory = cast["dana"], cast["territory_x"]
    actor = actor_of(dana)
    since = date(2018, 1, 8)
    commission = services.set_up_commission(actor=actor, today=TODAY, territory=territory)
    amel = member_of(cast["association_a"], "Amel", territory)
    boris = member_of(cast["association_b"], "Boris", territory)
    world = World(
        commission=commission,
        dana=dana,
        jean=cast["jean"],
        marc=cast["marc"],
        paul=cast["paul"],
        alice=cast["alice"],
        amel=amel,
        boris=boris,
    )
    rows = (
        ("chair", "chair", "", None, "Jean Présidence", cast["jean"]),
        ("magistrate", "magistrate", "", None, "Marc Magistrat", cast["marc"]),
        ("social", "social", "", None, "Odile Sociale", None),
        ("gendarmerie", "gendarmerie", "", None, "Guy Brigade", None),
        ("a", "associations", "Association A", cast["association_a"].pk, "Amel Membre", amel),
        ("b", "associations", "Association B", cast["association_b"].pk, "Boris Membre", boris),
    )
    for key, code, label, organisation, name, user in rows:
        seat = services.add_seat(
            actor=actor, today=TODAY, commission=commission, code=code, label=label, organisation_id=organisation, starts_on=since
        )
        world.seats[key] = seat
        services.name_holder(
            actor=actor, today=TODAY, seat=seat, display_name=name, title="titulaire", starts_on=since, user_id=user.pk if user else None
        )
    return world


def member_of(organisation: Any, name: str, territory: Any) -> Any:
    """A member of the commission who comes from this organisation."""
    user = make_user(name)
    give_mandate(user, Role.MEMBER, organisation, territory=territory)
    return user


def text_of(pdf: bytes) -> str:
    """The words of a PDF, on one line."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
