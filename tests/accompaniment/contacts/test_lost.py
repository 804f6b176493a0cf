"""A contact that was lost: steps, news, and no consequence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_calls import AlreadySearched, SearchOver, StepInTheFuture, StepRefused
from maillage.accompaniment.contacts.models import ContactWay, Initiator, LostContact, LostStep, News
from maillage.accompaniment.contacts.services import ContactDraft, RhythmDraft
from maillage.core.lost_contact import Step
from maillage.core.safe_contact import Channel
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.vault import SealedField
from tests.accompaniment.making import TODAY, actor_of, change_rule, make_person, moment_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=TODAY - timedelta(days=40))


def searched(worker: Any, person: Any) -> Any:
    return services.open_search(actor=actor_of(worker), today=TODAY, person=person)


def step(worker: Any, search: Any, what: Step = Step.COLLEAGUE, **more: Any) -> Any:
    return services.note_step(actor=actor_of(worker), today=TODAY, search=search, step=what, **more)


def test_a_search_begins_once(alice: Any, person: Any) -> None:
    searched(alice, person)

    with pytest.raises(AlreadySearched):
        searched(alice, person)


def everything_else() -> dict[str, list[Any]]:
    """Every row of every table (applications, rhythms, accords, follow-ups...), but the searches and the journal."""
    apart = {LostContact, LostStep}
    known = [model for model in apps.get_models() if model._meta.app_label.startswith("mg_") and model._meta.app_label != "mg_journal"]
    found = {}
    for model in known:
        if model not in apart:
            names = [each.attname for each in model._meta.concrete_fields if not isinstance(each, SealedField)]
            found[model._meta.label] = list(model._base_manager.order_by("pk").values_list(*names))
    return found


def test_a_search_changes_nothing_else(alice: Any, person: Any) -> None:
    draft = RhythmDraft(every_days=7, caller_id=alice.pk, channel=Channel.PHONE)
    services.agree_rhythm(actor=actor_of(alice), today=TODAY, person=person, draft=draft, seen=0)

    before = everything_else()

    search = searched(alice, person)
    step(alice, search)
    services.close_search(actor=actor_of(alice), today=TODAY, search=search, news=News.PARTNER, seen=1)

    assert everything_else() == before


def test_a_step_is_dated_and_says_who(alice: Any, iris: Any, person: Any) -> None:
    search = searched(alice, person)

    done = step(iris, search, done_on=TODAY)

    assert (done.done_on, done.by_id, str(done.label)) == (TODAY, iris.pk, "demander à une collègue qui la connaît")


@pytest.mark.parametrize("days", [1, -1])
def test_a_step_is_between_the_beginning_and_today(alice: Any, person: Any, days: int) -> None:
    with pytest.raises(StepInTheFuture):
        step(alice, searched(alice, person), done_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize("ways", [{"phone": "allowed", "visit": "forbidden"}, {"phone": "allowed"}])
def test_a_visit_that_her_rule_does_not_allow_is_refused(alice: Any, person: Any, ways: dict[str, str]) -> None:
    change_rule(alice, person, ways=ways)

    with pytest.raises(StepRefused):
        step(alice, searched(alice, person), Step.VISIT)


def test_during_a_silence_that_she_asked_no_visit_is_proposed(alice: Any, person: Any) -> None:
    change_rule(alice, person, ways={"phone": "allowed", "visit": "allowed"}, silent_until=TODAY + timedelta(days=3))

    with pytest.raises(StepRefused):
        step(alice, searched(alice, person), Step.VISIT)


@pytest.mark.parametrize(("who", "news"), [(Initiator.HER, News.HER), (Initiator.US, News.REACHED)])
def test_a_contact_ends_the_search(alice: Any, person: Any, who: Initiator, news: News) -> None:
    searched(alice, person)

    services.note_contact(
        actor=actor_of(alice), moment=moment_at(10), person=person, draft=ContactDraft(way=ContactWay.PHONE, initiated_by=who)
    )

    assert LostContact.unscoped.get().news == news


def test_a_contact_older_than_the_search_does_not_end_it(alice: Any, person: Any) -> None:
    searched(alice, person)
    draft = ContactDraft(way=ContactWay.PHONE, happened_on=TODAY - timedelta(days=1))

    services.note_contact(actor=actor_of(alice), moment=moment_at(10), person=person, draft=draft)

    assert LostContact.unscoped.get().closed_on is None


def test_her_own_news_are_a_contact(alice: Any, person: Any) -> None:
    services.close_search(actor=actor_of(alice), today=TODAY, search=searched(alice, person), news=News.HER, seen=1)
    person.refresh_from_db()

    assert person.last_contact_on == TODAY


def test_a_search_that_is_over_changes_no_more(alice: Any, person: Any) -> None:
    search = services.close_search(actor=actor_of(alice), today=TODAY, search=searched(alice, person), news=News.PARTNER, seen=1)

    with pytest.raises(SearchOver):
        step(alice, search)


def test_a_search_closed_from_a_stale_page_is_refused(alice: Any, person: Any) -> None:
    with pytest.raises(Stale):
        services.close_search(actor=actor_of(alice), today=TODAY, search=searched(alice, person), news=News.PARTNER, seen=7)


def test_a_stranger_searches_nobody(charlie: Any, person: Any) -> None:
    with pytest.raises(Denied):
        searched(charlie, person)


def test_from_the_page_a_search_begins_goes_on_and_ends(client: Any, alice: Any, person: Any) -> None:
    signed, page = client.as_(alice), reverse("contacts:lost", args=[person.pk])

    signed.post(reverse("contacts:lost_open", args=[person.pk]))
    search = LostContact.unscoped.get()
    signed.post(reverse("contacts:lost_step", args=[search.pk]), {"step": "colleague"})
    shown = signed.get(page).content.decode()
    signed.post(reverse("contacts:lost_close", args=[search.pk]), {"news": "partner", "version": "1"})

    search.refresh_from_db()
    assert ("jamais retenu contre elle" in shown, LostStep.unscoped.count(), search.news) == (True, 1, "partner")


def test_a_step_that_does_not_exist_is_refused(client: Any, alice: Any, person: Any) -> None:
    search = searched(alice, person)

    assert client.as_(alice).post(reverse("contacts:lost_step", args=[search.pk]), {"step": "police"}).status_code == 400


def test_the_page_of_a_search_is_closed_to_strangers(client: Any, alice: Any, charlie: Any, person: Any) -> None:
    search = searched(alice, person)

    answers = [
        client.as_(charlie).get(reverse("contacts:lost", args=[person.pk])).status_code,
        client.as_(charlie).get(reverse("contacts:lost_close", args=[search.pk])).status_code,
    ]

    assert answers == [404, 404]
