"""Around the calls: what presses is told by rooms, files reunited keep one rhythm, and what leaves without a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.facts import episodes
from maillage.accompaniment.contacts.models import Attempt, News, Rhythm
from maillage.accompaniment.contacts.pressing import on_pressing, tell_letters
from maillage.accompaniment.contacts.selectors.calls import calls_of
from maillage.accompaniment.contacts.services import RhythmDraft
from maillage.core.call_list import Outcome
from maillage.core.safe_contact import Channel
from tests.accompaniment.making import TODAY, actor_of, make_person, moment_at
from tests.accompaniment.people.test_merging import reunite

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - timedelta(days=30)


def agreed(worker: Any, *, every_days: int = 7) -> Any:
    person = make_person(worker, today=LONG_AGO)
    draft = RhythmDraft(every_days=every_days, caller_id=worker.pk, channel=Channel.PHONE)
    services.agree_rhythm(actor=actor_of(worker, LONG_AGO), today=LONG_AGO, person=person, draft=draft, seen=0)
    return person


def test_two_rooms_do_not_take_the_same_code() -> None:
    with pytest.raises(ValueError, match="twice"):
        on_pressing("notes", tell_letters)


def test_a_promise_that_is_due_presses(alice: Any) -> None:
    from maillage.accompaniment.notes.levels import Level
    from maillage.accompaniment.notes.models import Kind, Towards
    from maillage.accompaniment.notes.services import PromiseMade, write_note

    person = make_person(alice, today=LONG_AGO)
    write_note(
        actor=actor_of(alice, LONG_AGO), today=LONG_AGO, person=person, level=Level.TEAM, kind=Kind.CALL, happened_on=LONG_AGO, body="…",
        promise=PromiseMade(what="Rappeler", towards=Towards.HER, due_on=TODAY),
    )  # fmt: skip

    (line,) = calls_of(actor_of(alice), moment=moment_at(10))

    assert "Une promesse est à tenir" in str(line.ranked.because[0])


def test_a_reunited_file_keeps_one_rhythm_and_all_the_tries(alice: Any) -> None:
    kept, away = agreed(alice), agreed(alice, every_days=3)
    for each in (kept, away):
        services.note_attempt(actor=actor_of(alice), moment=moment_at(10), person=each, channel=Channel.PHONE, outcome=Outcome.NO_ANSWER)

    reunite(alice, kept, away)

    standing = Rhythm.unscoped.standing().filter(person=kept)
    assert (standing.count(), Attempt.unscoped.filter(person=kept).count()) == (1, 2)


def test_tries_searches_and_raises_leave_without_a_name(alice: Any) -> None:
    person = agreed(alice)
    services.note_attempt(actor=actor_of(alice), moment=moment_at(10), person=person, channel=Channel.PHONE, outcome=Outcome.NO_ANSWER)
    search = services.open_search(actor=actor_of(alice), today=TODAY, person=person)
    services.close_search(actor=actor_of(alice), today=TODAY, search=search, news=News.PARTNER, seen=1)
    services.raise_rhythms(
        actor=actor_of(alice), today=TODAY, organisation_id=person.organisation_id, people=None, every_days=2, until=None, cause="closed"
    )

    found = {(each.kind, each.cause) for each in episodes()}

    assert found == {("call_tried", "no_answer"), ("contact_lost", "partner"), ("rhythms_raised", "closed")}
