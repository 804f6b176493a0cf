"""The episodes of this room: waits, pathways, permits; without an id, a name or a text of a person."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import Any

from maillage.accompaniment.people import facts as people_facts
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.retention import due_for_review, keep_until
from maillage.pathway.psp import facts, services
from maillage.pathway.psp.models import EndOutcome, InterruptionCause
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_pathway


def _kinds(episodes: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for each in episodes:
        found.setdefault(each.kind, []).append(each)
    return found


def test_a_pathway_a_permit_and_the_waits_become_episodes(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2020, 3, 2))

    found = _kinds(facts.episodes(today=TODAY))

    assert set(found) == {"application_first", "waiting", "pathway", "pathway_term", "permit_awaited", "permit_after_decision"}
    assert (found["permit_awaited"][0].starts, found["permit_awaited"][0].ends) == (date(2020, 3, 2), None)
    assert found["pathway"][0].territory == "F1"


def test_how_a_pathway_ended_and_what_went_with_it_become_episodes(alice: Any, dana: Any, paul: Any) -> None:
    actor = actor_of(alice)
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    days = {"decided_on": date(2020, 2, 10), "starts_on": date(2020, 2, 10), "expires_on": date(2020, 8, 3)}
    allowance = services.record_allowance(actor=actor, today=TODAY, pathway=pathway, **days)
    services.note_missed_payment(actor=actor, today=TODAY, allowance=allowance, month=date(2020, 3, 1))
    services.note_interruption(
        actor=actor,
        today=TODAY,
        pathway=pathway,
        cause=InterruptionCause.SERVICE_CLOSED,
        starts_on=date(2020, 3, 17),
        ends_on=date(2020, 4, 1),
    )
    services.end_pathway(actor=actor, today=TODAY, pathway=pathway, ended_on=date(2020, 5, 4), outcome=EndOutcome.AUTONOMY)

    found = _kinds(facts.episodes(today=TODAY))

    assert (found["pathway"][0].ends, found["pathway"][0].cause) == (date(2020, 5, 4), "autonomy")
    assert found["pathway_interrupted"][0].cause == "service_closed"
    assert (found["allowance_unpaid"][0].starts, found["allowance_unpaid"][0].ends) == (date(2020, 3, 1), None)
    assert (found["allowance_first_payment"][0].starts, found["allowance_first_payment"][0].ends) == (date(2020, 2, 10), None)


def test_the_days_of_the_waits_add_up_to_those_of_the_application(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul, today=date(2020, 3, 2))
    services.mark_notified(actor=actor_of(alice), today=TODAY, application=application, notified_on=date(2020, 5, 4))

    found = _kinds(facts.episodes(today=TODAY))

    whole = found["application_first"][0]
    assert sum((each.ends - each.starts).days for each in found["waiting"]) == (whole.ends - whole.starts).days


def test_no_episode_carries_the_id_of_a_person(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    private = {pathway.pk, pathway.person_id, pathway.entry_id}

    values = [value for each in [*facts.episodes(today=TODAY), *people_facts.episodes()] for value in dataclasses.astuple(each)]

    assert not private & {value for value in values if isinstance(value, uuid.UUID)}


def test_a_file_is_an_episode_from_its_opening_to_its_closing(alice: Any, association_a: Any) -> None:
    person = make_person(alice, today=date(2020, 1, 6))
    Person.unscoped.filter(pk=person.pk).update(closed_on=date(2020, 5, 4))

    episode = next(people_facts.episodes())

    assert (episode.kind, episode.organisation, episode.starts, episode.ends) == (
        "file_open", association_a.pk, date(2020, 1, 6), date(2020, 5, 4)
    )  # fmt: skip


def test_a_file_is_kept_two_years_after_the_last_contact(alice: Any) -> None:
    assert keep_until(make_person(alice, today=date(2020, 1, 6))) == date(2022, 1, 6)


def test_what_is_past_its_time_is_due_for_review(alice: Any) -> None:
    old = make_person(alice, today=date(2018, 5, 19))
    make_person(alice)

    assert due_for_review(today=TODAY) == [old]
