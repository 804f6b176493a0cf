"""A pathway that was running before Maillage, taken over in one form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.psp.errors import (
    BeforeTheLaw,
    CapReached,
    DateBeforePrevious,
    DateInFuture,
    NothingToTakeOver,
    PathwayRunning,
    TermOver,
)
from maillage.pathway.psp.facts import episodes
from maillage.pathway.psp.models import Allowance, Application, Pathway, Permit, Term
from maillage.pathway.psp.selectors import journey_of
from maillage.pathway.psp.services import DecidedTerm, TakenAllowance, TakenPermit, note_wish, take_over_pathway
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

ENTRY = DecidedTerm(decided_on=date(2020, 1, 13), starts_on=date(2020, 1, 20))


def take(worker: Any, person: Any = None, *terms: DecidedTerm, **more: Any) -> Pathway:
    return take_over_pathway(actor=actor_of(worker), today=TODAY, person=person or make_person(worker), terms=terms or (ENTRY,), **more)


def test_a_first_term_runs_six_months_from_its_first_day(alice: Any) -> None:
    take(alice)

    assert Term.unscoped.values_list("number", "starts_on", "expires_on").get() == (1, date(2020, 1, 20), date(2020, 7, 20))


def test_past_terms_count_and_the_one_under_way_is_the_last(alice: Any) -> None:
    pathway = take(alice, None, DecidedTerm(decided_on=date(2019, 7, 15)), DecidedTerm(decided_on=date(2020, 1, 10)))

    term = Term.unscoped.get()

    assert (pathway.starts_on, pathway.carried.count(), term.number, term.starts_on) == (date(2019, 7, 15), 1, 2, date(2020, 1, 15))


def test_a_term_that_ended_in_the_spring_of_2020_is_prolonged_and_still_runs(alice: Any) -> None:
    journey = journey_of(take(alice, None, DecidedTerm(decided_on=date(2019, 9, 20))), today=TODAY)

    assert journey.current.last > TODAY


def test_the_page_of_the_pathway_explains_its_end(client: Any, alice: Any) -> None:
    pathway = take(alice, None, DecidedTerm(decided_on=date(2019, 9, 20)))

    assert "2020-" in client.as_(alice).get(reverse("psp:pathway", args=[pathway.pk])).text


def test_its_permit_and_its_allowance_come_along(alice: Any) -> None:
    take(
        alice,
        permit=TakenPermit(asked_on=date(2020, 1, 21), delivered_on=date(2020, 2, 10), expires_on=date(2020, 8, 10)),
        allowance=TakenAllowance(decided_on=date(2020, 1, 13), starts_on=date(2020, 2, 1), first_paid_on=date(2020, 3, 5)),
    )

    assert (Permit.unscoped.get().expires_on, Allowance.unscoped.get().expires_on) == (date(2020, 8, 10), date(2020, 7, 20))


def test_its_waiting_is_counted_nowhere(alice: Any) -> None:
    take(alice)

    assert not {each.kind for each in episodes(today=TODAY)} & {"application_first", "application_renewal", "waiting"}


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        ((DecidedTerm(decided_on=date(2020, 5, 20)),), DateInFuture),
        ((DecidedTerm(decided_on=date(2020, 1, 13), starts_on=date(2020, 1, 6)),), DateBeforePrevious),
        ((ENTRY, DecidedTerm(decided_on=date(2020, 1, 13))), DateBeforePrevious),
        ((DecidedTerm(decided_on=date(2018, 3, 1)),), TermOver),
        ((DecidedTerm(decided_on=date(2016, 3, 1)),), BeforeTheLaw),
        (tuple(DecidedTerm(decided_on=date(2018 + each // 2, 1 + each % 2 * 6, 9)) for each in range(5)), CapReached),
    ],
)
def test_dates_that_cannot_be_are_refused_with_their_reason(alice: Any, terms: Any, refused: Any) -> None:
    with pytest.raises(refused):
        take(alice, None, *terms)


def test_without_an_entry_there_is_nothing_to_take_over(alice: Any) -> None:
    with pytest.raises(NothingToTakeOver):
        take_over_pathway(actor=actor_of(alice), today=TODAY, person=make_person(alice), terms=())


def test_a_running_pathway_is_not_taken_over_twice(alice: Any) -> None:
    person = make_person(alice)
    take(alice, person)

    with pytest.raises(PathwayRunning):
        take(alice, person)


def test_an_application_being_prepared_stands_in_the_way(alice: Any) -> None:
    person = make_person(alice)
    note_wish(actor=actor_of(alice), today=TODAY, person=person)

    with pytest.raises(PathwayRunning):
        take(alice, person)


def test_a_refusal_leaves_nothing_behind(alice: Any) -> None:
    with pytest.raises(DateBeforePrevious):
        take(alice, permit=TakenPermit(asked_on=date(2020, 3, 1), delivered_on=date(2020, 2, 1), expires_on=date(2020, 8, 1)))

    assert (Pathway.unscoped.count(), Application.unscoped.count()) == (0, 0)


def test_a_reader_takes_nothing_over(alice: Any, bob: Any) -> None:
    with pytest.raises(Denied):
        take(bob, make_person(alice))


def test_the_form_takes_it_over_and_leads_to_its_page(client: Any, alice: Any) -> None:
    person = make_person(alice)
    sent = {"decided_on_1": "2020-01-13", "starts_on_1": "2020-01-20", "permit_asked_on": "2020-01-21"}

    page = client.as_(alice).post(reverse("psp:take_over", args=[person.pk]), sent, follow=True)

    assert (page.status_code, Pathway.unscoped.count(), "J'ai repris le parcours" in page.text.replace("&#x27;", "'")) == (200, 1, True)


def test_a_line_skipped_between_two_decisions_is_said(client: Any, alice: Any) -> None:
    person = make_person(alice)
    sent = {"decided_on_1": "2019-01-14", "decided_on_3": "2020-01-13"}

    page = client.as_(alice).post(reverse("psp:take_over", args=[person.pk]), sent)

    assert (page.status_code, "dans l" in page.text) == (422, True)


def test_the_next_renewal_goes_on_from_what_was_taken_over(alice: Any, dana: Any, paul: Any) -> None:
    from tests.pathway.psp.making import renew

    pathway = take(alice, None, DecidedTerm(decided_on=date(2019, 7, 15)), DecidedTerm(decided_on=date(2020, 1, 10)))

    before = journey_of(pathway, today=date(2020, 7, 6)).current.last
    term = renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 7, 6))

    assert (term.number, term.starts_on) == (3, before)
