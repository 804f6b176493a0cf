"""Two colleagues book the last place at the same second: one of them gets it, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from maillage.accompaniment.openings.errors_booking import NotThen
from maillage.accompaniment.openings.models import Appointment
from maillage.accompaniment.openings.services.booking import BookingDraft, book
from maillage.core.openings.capacity import most_at_once
from maillage.core.openings.modes import MeetingWay
from tests import cast
from tests.accompaniment.making import make_person
from tests.accompaniment.openings.making import add_activity, decide
from tests.cast import TODAY, actor_of
from tests.threads import Opened

pytestmark = pytest.mark.db_truth
COLLEAGUES, PLACES = 8, 3
THURSDAY = date(2020, 5, 21)


@pytest.fixture
def house(whole: Opened, tmp_path: Path, django_db_blocker: Any, settings: Any) -> Iterator[tuple[Any, Any, list[Any]]]:
    """A day centre for three people at once, a colleague, and eight people who all ask for ten o'clock."""
    settings.MAILLAGE_VAR = tmp_path / "var"
    with django_db_blocker.unblock(), whole():
        association = cast.make_organisation(name="Association A", territory="F1")
        alice = cast._cast("Alice", association, cast.Role.CASEWORKER)
        hugo = cast._cast("Hugo", association, cast.Role.MANAGER)
        activity = add_activity(hugo, association)
        decide(hugo, activity, kind="slowed", capacity=PLACES, starts_on=date(2020, 3, 17))
        yield alice, activity, [make_person(alice) for _ in range(COLLEAGUES)]


def test_the_last_place_is_given_once_however_many_ask_at_the_same_second(house: tuple[Any, Any, list[Any]], whole: Opened) -> None:
    alice, activity, people = house
    ready, strange, refused = threading.Barrier(COLLEAGUES), [], []
    draft = BookingDraft(way=MeetingWay.IN_PERSON, day=THURSDAY, starts=time(10), together=True)

    def ask(person: Any) -> None:
        with whole():
            actor = actor_of(alice)
            ready.wait()
            try:
                book(actor=actor, today=TODAY, person=person, activity=activity, draft=draft)
            except NotThen:
                refused.append(person)
            except Exception as problem:
                strange.append(problem)

    threads = [threading.Thread(target=ask, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    spans = [each.span for each in Appointment.unscoped.received().filter(activity=activity)]
    assert (strange, len(refused), len(spans), most_at_once(spans)) == ([], COLLEAGUES - PLACES, PLACES, PLACES)
