"""A contact that was lost, searched for step by step, until there is news. Nothing else is ever changed here."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.contacts import actions_calls as actions
from maillage.accompaniment.contacts.errors_calls import AlreadySearched, SearchOver, StepInTheFuture, StepRefused
from maillage.accompaniment.contacts.models import LostContact, LostStep, News
from maillage.accompaniment.contacts.selectors.lost import steps_for
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import mark_contact
from maillage.core.lost_contact import Step
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui.speech import day_words, say


@idempotent(LostContact)
@transaction.atomic
def open_search(*, actor: Actor, today: date, person: Person) -> LostContact:
    """Note that the contact is lost: the search begins. Raises Denied, AlreadySearched."""
    require(actor, Permission.CONTACT_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    person = Person.unscoped.locked(person.pk)
    standing = LostContact.unscoped.standing().filter(person=person).first()
    if standing is not None:
        raise AlreadySearched(day=day_words(standing.opened_on))
    search = LostContact.unscoped.create(person=person, organisation_id=person.organisation_id, opened_on=today, opened_by_id=actor.user_id)
    record(actor, actions.SEARCH_OPENED, person, today=today)
    return search


@idempotent(LostStep)
@transaction.atomic
def note_step(*, actor: Actor, today: date, search: LostContact, step: Step, done_on: date | None = None) -> LostStep:
    """Note what was done to find her. What her rule of contact forbids is refused.

    Raises Denied, SearchOver, StepInTheFuture, StepRefused.
    """
    require(actor, Permission.CONTACT_NOTE, on=search)
    if actor.user_id is None:
        raise Denied
    search = _locked(search)
    day = done_on or today
    if day > today or day < search.opened_on:
        raise StepInTheFuture
    refused = next(each.refused for each in steps_for(search, today=today) if each.step is step)
    if refused is not None:
        raise StepRefused(reason=say(refused))
    done = LostStep.unscoped.create(
        search=search, organisation_id=search.organisation_id, step=step.value, done_on=day, by_id=actor.user_id
    )
    record(actor, actions.SEARCH_STEP, search.person, today=today, step=step.value)
    return done


@idempotent(LostContact)
@transaction.atomic
def close_search(*, actor: Actor, today: date, search: LostContact, news: News, seen: int) -> LostContact:
    """There is news: the search ends. Her own news counts as a contact. Raises Denied, SearchOver, Stale."""
    require(actor, Permission.CONTACT_NOTE, on=search)
    search = _locked(search)
    if news == News.HER:
        mark_contact(search.person, on=today)
    changed = search.save_version(seen=seen, changes={"closed_on": max(today, search.opened_on), "news": news})
    record(actor, actions.SEARCH_CLOSED, search.person, today=today, news=news)
    return changed


def end_search_by_contact(*, actor: Actor, person: Person, happened_on: date, by_her: bool, today: date) -> None:
    """A contact that happened since the search began ends it.

    Called by services, inside their transaction and after their authorisation.
    """
    search = LostContact.unscoped.standing().filter(person=person, opened_on__lte=happened_on).first()
    if search is None:
        return
    news = News.HER if by_her else News.REACHED
    search.save_version(seen=search.version, changes={"closed_on": max(today, search.opened_on), "news": news})
    record(actor, actions.SEARCH_CLOSED, person, today=today, news=news)


def _locked(search: LostContact) -> LostContact:
    Person.unscoped.locked(search.person_id)
    search = LostContact.unscoped.select_related("person").locked(search.pk)
    if search.closed_on is not None:
        raise SearchOver(news=search.get_news_display())
    return search
