"""Members vote while the chair asks, gives up, closes: fifty histories (a thousand in `make long`) against a sequential model.

On both databases: each has its own copy, opened by each thread.
"""

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
from maillage.pathway.commission.models import Elector, Item, ItemSense, ItemWay, Opinion, RecusalReason, Session, VoteSense
from maillage.pathway.psp.models import Kind
from maillage.pathway.psp.services import receive_on_paper
from maillage.reference.organisations.models import Organisation
from tests import cast
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, make_world
from tests.threads import Opened

HISTORIES = 1000 if os.environ.get("MAILLAGE_LONG") else 50
CAST_BY = {"chair": "chair", "magistrate": "magistrate", "gendarmerie": "magistrate", "social": "social", "b": "b"}
SENSES = tuple(VoteSense)
YES, NO, NONE = SENSES


@dataclass
class History:
    """One item, and what each thread was told about it."""

    item: Item
    said: dict[str, list[VoteSense]] = field(default_factory=lambda: {seat: [] for seat in CAST_BY})
    strange: list[BaseException] = field(default_factory=list)


@pytest.fixture
def sitting(whole: Opened, tmp_path: Path, django_db_blocker: Any, settings: Any) -> Iterator[tuple[World, list[History], Session]]:
    """A session with many items, open, everybody there; the gendarmerie gave its proxy to the magistrate."""
    settings.MAILLAGE_VAR = tmp_path / "var"
    with django_db_blocker.unblock(), whole():
        world = _people()
        session = _open_session(world)
        items = Item.unscoped.filter(session=session).select_related("session", "application").order_by("rank")
        yield world, [History(item) for item in items], session


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
    session = world.plan()
    association = Organisation.unscoped.get(name="Association A")
    for number in range(HISTORIES):
        application = receive_on_paper(
            actor=world.secretary, today=TODAY, territory_id="F1", association_id=association.pk, kind=Kind.FIRST, received_on=TODAY,
            fields={"last_name": f"Nom {number}", "first_name": "P", "project": "x", "commitments": "y"},
        )  # fmt: skip
        world.add(session, application)
    session = world.open(world.convene(session))
    world.attend(session, ("chair", "magistrate", "social", "b"))
    services.record_proxy(
        actor=actor_of(world.dana, session.held_on), today=session.held_on, session=session, giver=world.seats["gendarmerie"],
        holder=world.seats["magistrate"],
    )  # fmt: skip
    return session


@pytest.mark.db_truth
def test_votes_against_closing_leave_what_a_sequential_clerk_would_have_written(
    whole: Opened, sitting: tuple[World, list[History], Session], django_db_blocker: Any
) -> None:
    world, histories, session = sitting
    acts = _acts(world, session)
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[History, random.Random], None], seed: int) -> None:
        rng = random.Random(seed)
        with django_db_blocker.unblock(), whole():
            for history in histories:
                barrier.wait()
                try:
                    act(history, rng)
                except BaseException as strange:
                    history.strange.append(strange)

    threads = [threading.Thread(target=run, args=(act, seed)) for seed, act in enumerate(acts, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [history.strange for history in histories if history.strange] == []
    assert [found for history in histories if (found := differences(world, history))] == []


def _acts(world: World, session: Session) -> list[Callable[[History, random.Random], None]]:
    """What each of four people does to an item, all at once."""
    day = session.held_on
    jean, marc, boris, dana = (actor_of(user, day) for user in (world.jean, world.marc, world.boris, world.dana))

    def try_(act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused:
            return False
        return True

    def vote(actor: Any, history: History, rng: random.Random, seat: str) -> None:
        sense = rng.choice(SENSES)
        if try_(lambda: services.give_opinion(actor=actor, today=day, item=history.item, seat=world.seats[seat], sense=sense)):
            history.said[seat].append(sense)

    def presides(history: History, rng: random.Random) -> None:
        about = {"actor": jean, "today": day, "item": history.item}
        if rng.random() < 0.9:
            try_(lambda: services.ask_count(**about))
        vote(jean, history, rng, "chair")
        if rng.random() < 0.2:
            try_(lambda: services.drop_count(**about))
            try_(lambda: services.ask_count(**about))
            vote(jean, history, rng, "chair")

    def carries_a_proxy(history: History, rng: random.Random) -> None:
        for _ in range(rng.randint(1, 3)):
            vote(marc, history, rng, rng.choice(("magistrate", "gendarmerie")))

    def votes_again(history: History, rng: random.Random) -> None:
        for _ in range(rng.randint(1, 3)):
            vote(boris, history, rng, "b")

    def keeps(history: History, rng: random.Random) -> None:
        about = {"actor": dana, "today": day, "item": history.item}
        for _ in range(rng.randint(0, 2)):
            vote(dana, history, rng, "social")
        if rng.random() < 0.4:
            try_(lambda: services.declare_recusal(seat=world.seats["b"], reason=RecusalReason.PERSONAL, **about))
        found = services.Examined(), services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
        while not any(try_(lambda outcome=outcome: services.close_item(outcome=outcome, **about)) for outcome in found):  # type: ignore[misc]
            pass

    return [presides, carries_a_proxy, votes_again, keeps]


@dataclass
class Clerk:
    """Somebody who writes one act after the other, in the order of the journal."""

    counted: bool = False
    closed: bool = False
    votes: dict[str, VoteSense] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def note(self, action: str, *, seat: str, to_say: dict[str, Iterator[VoteSense]]) -> None:
        """One act more."""
        if self.closed:
            self.wrong.append(f"{action} after the closing")
        if action == "commission.count_asked":
            self.counted = True
        elif action == "commission.count_dropped":
            self.counted, self.votes = False, {}
        elif action in ("commission.opinion", "commission.opinion_for_seat"):
            self.wrong += [f"a recused vote of {seat}"] * (seat in self.out) + [f"a vote of {seat} nobody asked for"] * (not self.counted)
            self.votes[seat] = next(to_say[seat])
        elif action == "commission.recused" and seat:
            self.out.add(seat)
            self.votes.pop(seat, None)
        elif action == "commission.item_examined":
            self.closed = True

    def sense(self) -> str:
        """What a count finds: the majority, else the chair's own vote."""
        count = Counter(self.votes.values())
        if count[YES] != count[NO]:
            return YES.value if count[YES] > count[NO] else NO.value
        chair = self.votes.get("chair", NONE)
        return ItemSense.DIVIDED.value if chair is NONE else chair.value


def differences(world: World, history: History) -> list[str]:
    """What the database holds that the clerk would not have written."""
    seats = {str(seat.pk): code for code, seat in world.seats.items()}
    to_say = {seat: iter(senses) for seat, senses in history.said.items()}
    clerk = Clerk()
    for entry in Entry.unscoped.filter(subject_kind="mg_commission.item", subject_id=str(history.item.pk)).order_by("seq"):
        clerk.note(entry.action, seat=next((code for pk, code in seats.items() if pk in entry.facts), ""), to_say=to_say)
    found = clerk.wrong + [
        f"a vote of {seat} that the journal does not know" for seat, rest in to_say.items() if next(rest, None) is not None
    ]
    if not clerk.closed:
        return [*found, "never closed"]
    item = Item.unscoped.get(pk=history.item.pk)
    voters = {seat: by for seat, by in CAST_BY.items() if seat not in clerk.out}
    kept = {seats[str(row.seat_id)]: seats[str(row.cast_by_id)] for row in Elector.unscoped.filter(item=item).order_by("pk")}
    found += ["another electorate"] * (kept != voters) + ["ballots are left"] * Opinion.unscoped.filter(item=item).exists()
    if (item.way == ItemWay.COUNTED) != clerk.counted:
        return [*found, f"{item.way} when the count was {'' if clerk.counted else 'not '}asked"]
    count = Counter(clerk.votes.values())
    totals = [*(count[sense] for sense in SENSES), len(voters) - len(clerk.votes)] if clerk.counted else [None] * 4
    found += ["the totals are not the recount"] * ([item.favourable, item.unfavourable, item.abstentions, item.silent] != totals)
    return found + ["another sense"] * (clerk.counted and item.sense != clerk.sense())
