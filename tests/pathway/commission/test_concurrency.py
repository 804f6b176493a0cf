"""Members vote while the chair closes: fifty histories on a real file, each against a sequential model."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Refused
from maillage.pathway.commission import services
from maillage.pathway.commission.models import Item, Opinion, Presence, RecusalReason, Session, VoteSense
from maillage.pathway.psp.models import Kind
from maillage.pathway.psp.services import receive_on_paper
from maillage.reference.organisations.models import Organisation
from tests import cast
from tests.cast import TODAY, actor_of
from tests.foundation.conftest import on_database
from tests.pathway.commission.world import World, make_world

HISTORIES = 1000 if os.environ.get("MAILLAGE_LONG") else 50
VOTERS = {"marc": "magistrate", "boris": "b", "dana": "social"}
SENSES = tuple(VoteSense)


@dataclass
class History:
    """One item, and what each thread was told about it."""

    item: Item
    said: dict[str, list[VoteSense]] = field(default_factory=lambda: {seat: [] for seat in VOTERS.values()})
    strange: list[BaseException] = field(default_factory=list)


@pytest.fixture
def sitting(tmp_path: Path, django_db_blocker: Any, settings: Any) -> Iterator[tuple[World, list[History], Path, Session]]:
    """A written exchange with many items, open, in a file of its own."""
    from django.core.management import call_command

    settings.MAILLAGE_VAR = tmp_path / "var"
    path = tmp_path / "maillage.sqlite3"
    with django_db_blocker.unblock(), on_database(path):
        call_command("migrate", verbosity=0)
        world = _people()
        session = _open_session(world)
        items = list(Item.unscoped.filter(session=session).select_related("session", "application").order_by("rank"))
        yield world, [History(item) for item in items], path, session


def _people() -> World:
    territory = cast.make_territory("F1", name="Val-Perdu")
    associations = [cast.make_organisation(name=name, territory=territory) for name in ("Association A", "Association B")]
    delegation = cast.make_organisation(name="Délégation X", kind="delegation", territory=territory)
    prefecture = cast.make_organisation(name="Préfecture X", kind="prefecture", territory=territory)
    court = cast.make_organisation(name="Tribunal X", kind="institution", institution="court", territory=territory)
    people = {
        "dana": cast._cast("Dana", delegation, cast.Role.DELEGATE, cast.Role.SECRETARY),
        "jean": cast._cast("Jean", prefecture, cast.Role.CHAIR),
        "marc": cast._cast("Marc", court, cast.Role.MEMBER),
        "paul": cast._cast("Paul", prefecture, cast.Role.PREFECT_OFFICE),
        "alice": cast._cast("Alice", associations[0], cast.Role.CASEWORKER),
    }
    return make_world(territory_x=territory, association_a=associations[0], association_b=associations[1], **people)


def _open_session(world: World) -> Session:
    session = world.plan_written(days=0)
    association = Organisation.unscoped.get(name="Association A")
    for number in range(HISTORIES):
        application = receive_on_paper(
            actor=world.secretary, today=TODAY, territory_id="F1", association_id=association.pk, kind=Kind.FIRST, received_on=TODAY,
            fields={"last_name": f"Nom {number}", "first_name": "P", "project": "x", "commitments": "y"},
        )  # fmt: skip
        world.add(session, application)
    session = world.open(world.convene(session))
    # The quorum is there already: what is under test is the vote.
    world.attend(session, ("chair", "gendarmerie", "magistrate", "social", "b"), channel=Presence.WRITTEN)
    return session


def test_votes_against_closing_leave_what_a_sequential_clerk_would_have_written(
    sitting: tuple[World, list[History], Path, Session], django_db_blocker: Any
) -> None:
    world, histories, path, session = sitting
    barrier = threading.Barrier(3)
    day = session.held_on

    def run(act: Callable[[History, random.Random], None], seed: int) -> None:
        rng = random.Random(seed)
        with django_db_blocker.unblock(), on_database(path):
            for history in histories:
                barrier.wait()
                try:
                    act(history, rng)
                except Refused:
                    pass
                except BaseException as strange:
                    history.strange.append(strange)

    def voting(user: Any, seat: str) -> Callable[[History, random.Random], None]:
        actor = actor_of(user, day)

        def act(history: History, rng: random.Random) -> None:
            for _ in range(rng.randint(1, 3)):
                sense = rng.choice(SENSES)
                services.give_opinion(actor=actor, today=day, item=history.item, seat=world.seats[seat], sense=sense)
                history.said[seat].append(sense)

        return act

    secretary = actor_of(world.dana, day)

    def conduct(history: History, rng: random.Random) -> None:
        for _ in range(rng.randint(0, 2)):
            sense = rng.choice(SENSES)
            services.give_opinion(actor=secretary, today=day, item=history.item, seat=world.seats["social"], sense=sense)
            history.said["social"].append(sense)
        if rng.random() < 0.4:
            services.declare_recusal(actor=secretary, today=day, item=history.item, seat=world.seats["b"], reason=RecusalReason.PERSONAL)
        services.close_item(actor=secretary, today=day, item=history.item, outcome=services.Examined())

    threads = [
        threading.Thread(target=run, args=(voting(world.marc, "magistrate"), 1)),
        threading.Thread(target=run, args=(voting(world.boris, "b"), 2)),
        threading.Thread(target=run, args=(conduct, 3)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [history.strange for history in histories if history.strange] == []
    assert [found for history in histories if (found := differences(world, history))] == []


def differences(world: World, history: History) -> list[str]:
    """What the database holds that a clerk writing one act after the other, in the order of the journal, would not."""
    seats = {str(seat.pk): code for code, seat in world.seats.items()}
    to_say = {seat: iter(senses) for seat, senses in history.said.items()}
    votes: dict[str, VoteSense] = {}
    out: set[str] = set()
    closed, found = False, []
    entries = Entry.unscoped.filter(subject_kind="mg_commission.item", subject_id=str(history.item.pk)).order_by("seq")
    for entry in entries:
        seat = next((code for pk, code in seats.items() if pk in entry.facts), "")
        if closed:
            found.append(f"{entry.action} after the closing")
        if entry.action in ("commission.opinion", "commission.opinion_for_seat"):
            found += [f"a recused vote of {seat}"] if seat in out else []
            votes[seat] = next(to_say[seat])
        elif entry.action == "commission.recused" and seat:
            out.add(seat)
            votes.pop(seat, None)
        elif entry.action == "commission.item_examined":
            closed = True
    found += [f"a vote of {seat} that the journal does not know" for seat, rest in to_say.items() if next(rest, None) is not None]
    item, count = Item.unscoped.get(pk=history.item.pk), Counter(votes.values())
    kept = {seats[str(row.seat_id)]: VoteSense(row.sense) for row in Opinion.unscoped.filter(item=item).order_by("pk")}
    if kept != votes:
        found.append(f"ballots {kept} instead of {votes}")
    if closed and [item.favourable, item.unfavourable, item.abstentions] != [count[sense] for sense in SENSES]:
        found.append("the totals are not the recount")
    return found if closed else [*found, "never closed"]
